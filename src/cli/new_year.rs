//! `panelpack new-year`.

use crate::carry::{Carried, NewYear, NotCarried};
use crate::desk::place::{rewrite, within};
use crate::load::{DirFiles, ProjectFiles};

use super::args::NewYearArgs;
use super::exit::Exit;
use super::open::open;
use super::ui::Ui;

/// The column of names is no wider.
const WIDEST: usize = 44;

/// Carries last year's targets into the next, and says which.
pub fn run(args: &NewYearArgs, ui: &mut Ui) -> Exit {
    match new_year(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn new_year(args: &NewYearArgs, ui: &Ui) -> Result<(), Exit> {
    let (files, project) = open(&args.project, ui)?;
    let refuse = |error: NotCarried| {
        ui.refuse(&error.to_string());
        match error {
            NotCarried::WrongYear(_) => Exit::Usage,
            NotCarried::Unreadable { .. } | NotCarried::Changed(_) | NotCarried::OtherMeaning(_) => Exit::Failed,
        }
    };
    let new_year = project.new_year(&args.year, &files as &dyn ProjectFiles).map_err(refuse)?;
    if !args.dry_run {
        write(&files, &new_year, ui)?;
    }
    say(&new_year, args, ui);
    if args.dry_run && !new_year.files.is_empty() {
        ui.note("dry run: nothing was written");
    }
    Ok(())
}

/// Each file is whole, the old or the new one. Where a later one cannot be written, the command goes on from there when it runs again.
fn write(files: &DirFiles, new_year: &NewYear, ui: &Ui) -> Result<(), Exit> {
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    // All are looked at before the first is written.
    for file in &new_year.files {
        within(files.root(), files.root().join(&file.path)).map_err(failed)?;
    }
    for file in &new_year.files {
        if files.read(&file.path).ok().as_ref() != Some(&file.before) {
            ui.refuse(&NotCarried::Changed(file.path.clone()).to_string());
            return Err(Exit::Failed);
        }
        rewrite(files.root(), &file.path, &file.content).map_err(failed)?;
    }
    Ok(())
}

fn say(new_year: &NewYear, args: &NewYearArgs, ui: &Ui) {
    let NewYear { year, carried, already, to_be_set, begun, .. } = new_year;
    for line in table(carried) {
        ui.say(&line);
    }
    if !to_be_set.is_empty() {
        let of = |(by, codes): &(String, Vec<String>)| format!("{} {by}", codes.join(", "));
        ui.say(&format!("still to be set: {}", to_be_set.iter().map(of).collect::<Vec<_>>().join("; ")));
    }
    let said = match (carried.len(), already) {
        (0, 0) => format!("nothing to carry into {year}: no indicator has a target that was set before"),
        (0, 1) => format!("nothing to carry: 1 value has its entry for {year} already"),
        (0, already) => format!("nothing to carry: {already} values have their entries for {year} already"),
        (carried, already) => {
            let had = if *already == 0 { String::new() } else { format!(" ({already} had entries already)") };
            let values = if carried == 1 { "1 value".to_owned() } else { format!("{carried} values") };
            let project = args.project.display();
            format!(
                "{values} carried into {year}{had}; next: edit those that change, then run `panelpack check {project}`"
            )
        }
    };
    ui.say(&said);
    if let Some(begun) = begun.filter(|_| !carried.is_empty()) {
        ui.note(&format!("{year} has figures to {} already: a value that you edit rates them anew", begun.label()));
    }
}

/// A line for each value: code, name, which value, its place and, since it may be long, the value last. A name that is too wide is cut.
fn table(carried: &[Carried]) -> Vec<String> {
    let row = |one: &Carried| {
        [
            one.code.clone(),
            narrow(&one.name),
            one.what.name().to_owned(),
            format!("{}:{}", one.path, one.line),
            one.value.clone(),
        ]
    };
    let rows: Vec<[String; 5]> = carried.iter().map(row).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [code, name, what, place] = [0, 1, 2, 3].map(width);
    rows.iter().map(|[c, n, w, p, value]| format!("{c:code$}  {n:name$}  {w:what$}  {p:place$}  {value}")).collect()
}

/// A name that leaves room for what stands beside it.
fn narrow(name: &str) -> String {
    if name.chars().count() <= WIDEST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(WIDEST - 1).collect();
    format!("{}…", kept.trim_end())
}
