//! `panelpack import`.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use dialoguer::Confirm;

use crate::desk::conflicts::conflicts;
use crate::desk::import::{Given, Import, Plan, Refused, again, carry_out, proposal};
use crate::desk::place::{make_folder, write};
use crate::diag::{Code, Diagnostic, SourceMap, os_words};
use crate::load::files::MANIFEST;
use crate::load::{DirFiles, ProjectFiles};
use crate::pipeline::check;

use super::args::ImportArgs;
use super::exit::Exit;
use super::new::answers;
use super::schema::{self, with_line};
use super::start::typed_as;
use super::ui::Ui;

/// No more is read of a file; the library refuses what is as long.
const MOST: u64 = (64 << 20) + 1;

/// So many restated figures are told one by one.
const TOLD: usize = 40;

/// Takes in figures, and says what came and what a person must decide.
pub fn run(args: &ImportArgs, ui: &mut Ui) -> Exit {
    match import(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn import(args: &ImportArgs, ui: &Ui) -> Result<(), Exit> {
    let given = given(args, ui)?;
    let import =
        Import { recipe: args.recipe.as_deref(), area: args.area.as_deref(), only: &args.only, symbols: &args.symbols };
    let is_new = args.propose && !args.project.join(MANIFEST).exists() && DirFiles::discover(&args.project).is_err();
    if is_new {
        return begin(args, &given, &import, ui);
    }
    let files = super::open::discover(&args.project, ui)?;
    let project = check(&files as &dyn ProjectFiles);
    let plan = if args.propose {
        proposal(&given, &import, Some((&files, &project)))
    } else {
        again(&given, &import, &files, &project)
    };
    let mut plan = plan.map_err(|refused| report(&refused, ui))?;
    for_editors(&mut plan, files.root());
    tell(&plan, ui);
    if let Some(refused) = conflicts(&plan, &files, &project) {
        return Err(report(&refused, ui));
    }
    if plan.files.is_empty() {
        ui.say("nothing to write: the project has these figures already");
        return Ok(());
    }
    if args.dry_run {
        ui.note("dry run: nothing was written");
        return Ok(());
    }
    let is_restated = !plan.changed.is_empty() || !plan.gone.is_empty();
    if is_restated && !args.yes {
        confirm(ui)?;
    }
    carry_out(&plan, files.root()).map_err(|diagnostic| failed(diagnostic, ui))?;
    written(&plan, ui);
    ui.note(&format!("next: {} check {}", typed_as(), quoted(&args.project)));
    Ok(())
}

/// A project of what a file holds.
fn begin(args: &ImportArgs, given: &Given, import: &Import<'_>, ui: &Ui) -> Result<(), Exit> {
    let occupied = std::fs::read_dir(&args.project).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        let project = args.project.display();
        ui.refuse(&format!(
            "`{project}` is no project and not empty: name a folder that does not exist yet, with `--project`"
        ));
        return Err(Exit::Usage);
    }
    let mut plan = proposal(given, import, None).map_err(|refused| report(&refused, ui))?;
    let answers = answers(&args.new, plan.latest).map_err(|message| {
        ui.refuse(&message);
        Exit::Usage
    })?;
    tell(&plan, ui);
    if args.dry_run {
        ui.note("dry run: nothing was written");
        return Ok(());
    }
    for (path, content) in schema::files().chain([(".gitignore".to_owned(), "/out/\n".to_owned())]) {
        put(&args.project, &path, &content, ui)?;
    }
    put(&args.project, MANIFEST, &with_line(&args.project, MANIFEST, &answers.manifest(None)), ui)?;
    for_editors(&mut plan, &args.project);
    carry_out(&plan, &args.project).map_err(|diagnostic| failed(diagnostic, ui))?;
    ui.say(&format!("wrote {MANIFEST}"));
    written(&plan, ui);
    ui.note(&format!("next: go through the decisions, then {} build {}", typed_as(), quoted(&args.project)));
    Ok(())
}

fn put(root: &Path, path: &str, content: &str, ui: &Ui) -> Result<(), Exit> {
    let path = root.join(path);
    let folder = path.parent().unwrap_or(root);
    make_folder(folder).and_then(|()| write(&path, content.as_bytes())).map_err(|diagnostic| failed(diagnostic, ui))
}

/// What a person will edit leads an editor to its schema; figures are the import's own.
fn for_editors(plan: &mut Plan, root: &Path) {
    for file in plan.files.iter_mut().filter(|file| !file.is_there && !file.path.starts_with("figures/")) {
        file.content = with_line(root, &file.path, &file.content);
    }
}

fn given(args: &ImportArgs, ui: &Ui) -> Result<Given, Exit> {
    let mut given = Given::new();
    // What a release's columns are stands in a file beside it.
    let beside = args.files.iter().map(|path| path.with_extension("meta.csv"));
    let beside: Vec<PathBuf> =
        beside.filter(|path| args.propose && path.is_file() && !args.files.contains(path)).collect();
    for path in &beside {
        ui.say(&format!("read       {}: what the columns are", path.display()));
    }
    for path in args.files.iter().chain(&beside) {
        let mut bytes = Vec::new();
        let read = if path == Path::new("-") {
            io::stdin().lock().take(MOST).read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes))
        };
        if let Err(error) = read {
            ui.report_one(
                Diagnostic::new(Code::ImportFile, format!("`{}` cannot be read: {}", path.display(), os_words(&error)))
                    .hint("look at its name and folder; where it is open in Excel, close it"),
            );
            return Err(Exit::ProjectErrors);
        }
        let name = path.file_name().map_or_else(|| "pasted".to_owned(), |name| name.to_string_lossy().into_owned());
        given.push((if name == "-" { "pasted".to_owned() } else { name }, bytes));
    }
    Ok(given)
}

fn report(refused: &Refused, ui: &Ui) -> Exit {
    ui.report(&refused.diagnostics, &refused.sources);
    Exit::ProjectErrors
}

fn failed(diagnostic: Diagnostic, ui: &Ui) -> Exit {
    ui.report(&[diagnostic], &SourceMap::default());
    Exit::Failed
}

/// Asks before figures that may have been printed are replaced.
fn confirm(ui: &Ui) -> Result<(), Exit> {
    if !io::stdin().is_terminal() {
        ui.refuse("figures were restated and nobody can be asked: look at them, then run it again with `--yes`");
        return Err(Exit::ProjectErrors);
    }
    match Confirm::new().with_prompt("Write these figures").default(false).interact() {
        Ok(true) => Ok(()),
        Ok(false) => {
            ui.note("nothing was written");
            Err(Exit::ProjectErrors)
        }
        Err(error) => {
            ui.refuse(&error.to_string());
            Err(Exit::Failed)
        }
    }
}

fn tell(plan: &Plan, ui: &Ui) {
    for line in &plan.read {
        ui.say(&format!("read       {line}"));
    }
    for (path, periods) in plan.new.iter().filter(|_| plan.read.is_empty()) {
        let names: Vec<String> = periods.iter().map(ToString::to_string).collect();
        ui.say(&format!("new        {}: {}", names.join(", "), path));
    }
    let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    for (_, changed) in plan.changed.iter().take(TOLD) {
        let place = if changed.place.is_empty() { String::new() } else { format!("   {}", changed.place) };
        ui.say(&format!(
            "restated   {} {}: {} was {}{place}",
            changed.row,
            changed.period,
            or_none(&changed.now),
            or_none(&changed.was)
        ));
    }
    if plan.changed.len() > TOLD {
        ui.say(&format!("restated   {} more", plan.changed.len() - TOLD));
    }
    for (path, rows) in &plan.gone {
        ui.say(&format!("gone       {}: not in the recipe any more; their figures go from {path}", rows.join(", ")));
    }
    for line in &plan.left_out {
        ui.say(&format!("left out   {line}"));
    }
    for (at, line) in plan.decisions.iter().enumerate() {
        ui.say(&format!("decide {:2}  {line}", at + 1));
    }
}

fn written(plan: &Plan, ui: &Ui) {
    for file in &plan.files {
        ui.say(&format!("wrote {}", file.path));
    }
}

/// As a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') { format!("\"{path}\"") } else { path }
}
