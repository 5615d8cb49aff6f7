//! What the words for the two sides mean.

use std::path::{Path, PathBuf};

use crate::compare::{Print, Side, SideKind};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::files::MANIFEST;
use crate::load::git::{self, NoRevision};
use crate::load::record::{EDITIONS, RECORD};
use crate::load::{DirFiles, ProjectFiles, Record};
use crate::model::Calendar;
use crate::pipeline::{Chosen, Project, check};

use super::super::args::DiffArgs;
use super::super::exit::Exit;
use super::super::open::discover;
use super::super::ui::Ui;

/// A side that was found.
pub struct Resolved {
    /// What it is called.
    pub side: Side,
    /// Where its papers come from.
    pub source: Source,
    /// The folder of its project; of an edition that of the project that holds it.
    pub root: Option<PathBuf>,
    /// The project that holds an edition: its look is the account's.
    home: Option<Box<Project>>,
}

/// Where the papers of a side come from.
pub enum Source {
    /// Records, with the calendar that reads their periods.
    Editions(Vec<Record>, Calendar),
    /// A project.
    Project(Box<Project>),
}

impl Resolved {
    /// The editions of the side; none where it is a project.
    pub fn records(&self) -> &[Record] {
        match &self.source {
            Source::Editions(records, _) => records,
            Source::Project(_) => &[],
        }
    }

    /// The side's project.
    pub fn project(&self) -> Option<&Project> {
        match &self.source {
            Source::Editions(..) => self.home.as_deref(),
            Source::Project(project) => Some(project),
        }
    }
}

/// The words for the project as it is now.
const NOW: &str = ".";

/// Finds both sides. Without a second the first is compared with the project as it is now, without both the editions that were published last.
pub fn resolve(args: &DiffArgs, ui: &Ui) -> Result<[Resolved; 2], Exit> {
    let from = match &args.from {
        Some(word) => side(word, args, ui)?,
        None => published(args, ui)?,
    };
    let mut sides = [from, side(args.to.as_deref().unwrap_or(NOW), args, ui)?];
    let last = sides.each_ref().map(|side| last(&side.side));
    // The rest of a path says where a folder lies, and not what it is; two copies are told apart by it.
    if last[0] != last[1] {
        sides.iter_mut().zip(last).for_each(|(side, last)| side.side.name = last);
    }
    Ok(sides)
}

/// The name of a side, of a folder without those above it.
fn last(side: &Side) -> String {
    let last = Path::new(&side.name).file_name().filter(|_| side.kind == SideKind::Project);
    last.map_or_else(|| side.name.clone(), |last| last.to_string_lossy().into_owned())
}

/// What one word means: an edition's name before a folder, a folder before a revision.
fn side(word: &str, args: &DiffArgs, ui: &Ui) -> Result<Resolved, Exit> {
    let path = Path::new(word);
    let is_folder = word != NOW && path.join(MANIFEST).is_file();
    let open = || DirFiles::discover(path).map_err(|_| Exit::Failed);
    // Two folders can be compared from anywhere.
    if is_folder && DirFiles::discover(&args.project).is_err() {
        return folder(open()?, word, ui);
    }
    let home = discover(&args.project, ui)?;
    if word == NOW {
        return folder(home, "the project now", ui);
    }
    let project = check(&home as &dyn ProjectFiles);
    // A folder of an edition, as a shell completes it, is that edition.
    let of_edition = path.file_name().filter(|_| path.join(RECORD).is_file()).and_then(|name| name.to_str());
    let name = of_edition.unwrap_or(word);
    if let Some(record) = project.record(name).cloned() {
        let side = Side { kind: SideKind::Edition, name: record.edition.clone() };
        return Ok(editions(side, vec![record], home, project));
    }
    if is_folder {
        return folder(open()?, word, ui);
    }
    if home.root().join(EDITIONS).join(name).join(RECORD).is_file() {
        // The record is there and was refused: the reason is among these.
        ui.report(project.diagnostics(), project.sources());
        return Err(Exit::ProjectErrors);
    }
    match git::read(home.root(), word) {
        Ok(revision) => {
            let short: String = revision.commit.chars().take(7).collect();
            let name = if word.starts_with(&short) { short } else { format!("{word} ({short})") };
            let project = checked(&revision.files, &name, ui)?;
            let side = Side { kind: SideKind::Revision, name };
            let root = Some(home.root().to_path_buf());
            Ok(Resolved { side, source: Source::Project(project), root, home: None })
        }
        Err(error) => {
            ui.report_one(unknown(word, &project, &error));
            Err(Exit::Usage)
        }
    }
}

fn unknown(word: &str, project: &Project, error: &NoRevision) -> Diagnostic {
    let names: Vec<&str> = project.records().map(|record| record.edition.as_str()).collect();
    let message = format!("`{word}` is no edition, no project folder and no revision");
    let diagnostic = Diagnostic::new(Code::UnknownEdition, message).hint_if(did_you_mean(word, names.iter().copied()));
    let diagnostic = match names.as_slice() {
        [] => diagnostic
            .hint("the project has no editions yet: name a folder that holds a panelpack.yaml, or a revision of git"),
        names => diagnostic.hint(format!(
            "editions: {}; a side may also be a folder that holds a panelpack.yaml, or a revision of git",
            names.join(", ")
        )),
    };
    match error {
        NoRevision::Unknown(_) => diagnostic,
        NoRevision::NoGit
        | NoRevision::NoRepository
        | NoRevision::NotTrusted
        | NoRevision::OldGit
        | NoRevision::Failed(_) => diagnostic.hint(error.to_string()),
    }
}

fn folder(files: DirFiles, name: &str, ui: &Ui) -> Result<Resolved, Exit> {
    let project = checked(&files, name, ui)?;
    let side = Side { kind: SideKind::Project, name: name.to_owned() };
    Ok(Resolved { side, source: Source::Project(project), root: Some(files.root().to_path_buf()), home: None })
}

/// A project that is in order; what is only to be considered is said by `check`.
fn checked(files: &dyn ProjectFiles, name: &str, ui: &Ui) -> Result<Box<Project>, Exit> {
    let project = check(files);
    if project.has_errors() {
        ui.report(project.diagnostics(), project.sources());
        ui.note(&format!("these are in {name}"));
        return Err(Exit::ProjectErrors);
    }
    Ok(Box::new(project))
}

fn editions(side: Side, records: Vec<Record>, files: DirFiles, project: Project) -> Resolved {
    let source = Source::Editions(records, project.scorecard().calendar);
    Resolved { side, source, root: Some(files.root().to_path_buf()), home: Some(Box::new(project)) }
}

/// Of each paper what was published last, of several versions the last.
fn published(args: &DiffArgs, ui: &Ui) -> Result<Resolved, Exit> {
    let home = discover(&args.project, ui)?;
    let project = check(&home as &dyn ProjectFiles);
    let records = project.last_published();
    if records.is_empty() {
        let diagnostic = Diagnostic::new(Code::UnknownEdition, "nothing has been published yet").hint(
            "name what is to be compared: an edition, a folder that holds a panelpack.yaml, or a revision of git",
        );
        ui.report_one(diagnostic);
        return Err(Exit::Usage);
    }
    let name = match records.as_slice() {
        [one] => one.edition.clone(),
        _ => "what was published last".to_owned(),
    };
    Ok(editions(Side { kind: SideKind::Published, name }, records, home, project))
}

/// A paper of a side.
pub struct Item {
    pub print: Print,
    /// Where it is made from; an edition is made from its copies.
    pub chosen: Option<Chosen>,
}

/// The project in which files go where no folder is named: the second side's, if it has one.
pub fn root(sides: &[Resolved; 2]) -> PathBuf {
    sides.iter().rev().find_map(|side| side.root.clone()).unwrap_or_else(|| PathBuf::from("."))
}
