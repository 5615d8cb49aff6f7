//! Finding a project and reading it, for every command that needs one.

use std::path::Path;

use crate::diag::{Code, Diagnostic, has_errors};
use crate::load::files::MANIFEST;
use crate::load::record::EDITIONS;
use crate::load::{DirFiles, ProjectFiles};
use crate::pipeline::{Project, Selection, check};

use super::args::{PapersArgs, SelectionArgs};
use super::exit::Exit;
use super::ui::Ui;

/// Finds the project that holds a folder.
pub fn discover(folder: &Path, ui: &Ui) -> Result<DirFiles, Exit> {
    DirFiles::discover(folder).map_err(|error| {
        let hint = match &error.misspelt {
            Some(name) => format!("rename `{name}` to `{MANIFEST}`"),
            None => "name the project's folder, or make one with `panelpack new`".to_owned(),
        };
        ui.report_one(Diagnostic::new(Code::NoProject, error.to_string()).hint(hint));
        Exit::ProjectErrors
    })
}

/// Reads a project and reports what was found; stops where it has errors.
pub fn open(folder: &Path, ui: &Ui) -> Result<(DirFiles, Project), Exit> {
    let files = discover(folder, ui)?;
    let project = check(&files as &dyn ProjectFiles);
    ui.report(project.diagnostics(), project.sources());
    if project.has_errors() { Err(Exit::ProjectErrors) } else { Ok((files, project)) }
}

/// Reads a project for a list or for files of its own, beside which warnings would be noise; `check` says them. Stops where it has errors.
pub fn open_quietly(folder: &Path, ui: &Ui) -> Result<(DirFiles, Project), Exit> {
    let files = discover(folder, ui)?;
    let project = check(&files as &dyn ProjectFiles);
    if project.has_errors() {
        ui.report(project.diagnostics(), project.sources());
        return Err(Exit::ProjectErrors);
    }
    Ok((files, project))
}

/// Reads a project for its editions alone, which stand whatever has become of the project. Records that cannot be read are reported; the flag says
/// that there are some.
pub fn open_editions(folder: &Path, ui: &Ui) -> Result<(DirFiles, Project, bool), Exit> {
    let files = discover(folder, ui)?;
    let project = check(&files as &dyn ProjectFiles);
    let of_record = |diagnostic: &&Diagnostic| {
        let path = diagnostic.primary().map(|label| project.sources().path(label.span().file()));
        path.is_some_and(|path| path.starts_with(EDITIONS))
    };
    let unread: Vec<Diagnostic> = project.diagnostics().iter().filter(of_record).cloned().collect();
    ui.report(&unread, project.sources());
    Ok((files, project, has_errors(&unread)))
}

/// What the words of the command line select.
pub fn selection(args: &SelectionArgs) -> Selection {
    Selection { layout: args.layout.clone(), options: args.option.clone(), ..papers(&args.papers) }
}

/// The papers that they select, as they are.
pub fn papers(args: &PapersArgs) -> Selection {
    Selection {
        paper: args.paper.clone(),
        period: args.period.clone(),
        meeting: args.meeting,
        source_date: args.source_date_epoch,
        ..Selection::default()
    }
}
