//! `panelpack new-month`.

use crate::desk::place::{make_folder, within, write};
use crate::load::DirFiles;
use crate::month::{NewFile, NewMonth};

use super::args::NewMonthArgs;
use super::exit::Exit;
use super::open::open_quietly;
use super::schema::with_line;
use super::ui::Ui;

/// Begins a month, or goes on with it, and says with which files.
pub fn run(args: &NewMonthArgs, ui: &mut Ui) -> Exit {
    match new_month(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn new_month(args: &NewMonthArgs, ui: &Ui) -> Result<(), Exit> {
    let (files, mut project) = open_quietly(&args.project, ui)?;
    let month = project.new_month(&args.period).map_err(|error| {
        ui.refuse(&error.to_string());
        Exit::Usage
    })?;
    if !args.dry_run {
        write_all(&files, &month.files, ui)?;
    }
    say(&month, args, ui);
    Ok(())
}

/// Writes files that are not there. One that came meanwhile is left and named.
fn write_all(files: &DirFiles, new: &[NewFile], ui: &Ui) -> Result<(), Exit> {
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    // All are looked at before the first is written.
    for file in new {
        let path = within(files.root(), files.root().join(&file.path)).map_err(failed)?;
        if path.exists() {
            ui.refuse(&format!("`{}` is there and was not read: nothing was written; see what it is", file.path));
            return Err(Exit::Failed);
        }
    }
    for file in new {
        let path = files.root().join(&file.path);
        let folder = path.parent().unwrap_or(files.root());
        let content = with_line(files.root(), &file.path, &file.content);
        make_folder(folder).and_then(|()| write(&path, content.as_bytes())).map_err(failed)?;
    }
    Ok(())
}

fn say(month: &NewMonth, args: &NewMonthArgs, ui: &Ui) {
    for file in &month.files {
        let holds = if file.path.starts_with("figures/") {
            format!("{} to fill in", counted(file.holds.len(), "figure"))
        } else {
            file.holds.join(", ")
        };
        ui.say(&format!("{}: {holds}", file.path));
        if let Some(beside) = &file.beside {
            ui.note(&format!("{beside} is there and left as it is: what it lacks stands in the new file"));
        }
    }
    for (path, to_come) in &month.left {
        let rest = if to_come.is_empty() { "no figure is missing".to_owned() } else { still(to_come) };
        ui.note(&format!("{path} is there and left as it is; {rest}"));
    }
    if month.left.is_empty() && month.has_figures && !month.to_come.is_empty() {
        ui.note(&still(&month.to_come));
    }
    for (codes, files) in waiting(&month.waits) {
        ui.note(&format!("{} for {}: write the figure, or `late`", files.join(", ") + verb(&files), codes.join(", ")));
    }
    if args.dry_run && !month.files.is_empty() {
        ui.note("dry run: nothing was written");
    }
    ui.note(&next(month, args));
}

/// Files that wait for the same figures, together.
fn waiting(waits: &[(String, Vec<String>)]) -> Vec<(Vec<String>, Vec<&str>)> {
    let mut together: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
    for (path, codes) in waits {
        match together.iter_mut().find(|(known, _)| known == codes) {
            Some((_, files)) => files.push(path),
            None => together.push((codes.clone(), vec![path])),
        }
    }
    together
}

fn verb(files: &[&str]) -> &'static str {
    if files.len() == 1 { " waits" } else { " wait" }
}

/// What to do now.
fn next(month: &NewMonth, args: &NewMonthArgs) -> String {
    let project = args.project.display().to_string();
    let project = match project.as_str() {
        "." => String::new(),
        path if path.contains(' ') => format!(" \"{path}\""),
        path => format!(" {path}"),
    };
    let again = format!("`panelpack new-month {}{project}`", month.period);
    match month.has_figures {
        false => format!("next: write the figures, then run {again} again, which begins the commentary"),
        true if month.has_all_slots && month.to_come.is_empty() => {
            format!(
                "{} has a place for every figure and text; `panelpack chase{project}` says what is still empty",
                month.period.label()
            )
        }
        true if month.has_all_slots => {
            format!("every text that the figures ask for has its place; run {again} again when the others are in")
        }
        true if !month.waits.is_empty() => format!("next: run {again} again when these figures are in"),
        true => format!("next: hand the texts out; `panelpack chase --mail{project}` writes who is asked for what"),
    }
}

fn still(codes: &[String]) -> String {
    format!("still to come: {}", codes.join(", "))
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
