//! Which commands may run what a stranger wrote: the layouts and faces that a project, an edition or a revision brings.

use std::path::Path;

use crate::load::DirFiles;
use crate::load::record::EDITIONS;

use super::args::{Command, LayoutCommand};

/// Folders in which a project has layouts and faces.
const OWN: [&str; 2] = ["templates", "fonts"];

/// Whether a command may run what is not ours.
pub fn is_run_by(command: &Command) -> bool {
    let has = |project: &Path, folders: &[&str]| {
        DirFiles::discover(project).is_ok_and(|files| folders.iter().any(|folder| files.root().join(folder).exists()))
    };
    match command {
        Command::New(_) | Command::Import(_) | Command::Explain(_) | Command::Schema(_) | Command::Completions(_) => {
            false
        }
        Command::Layout(args) => match &args.command {
            LayoutCommand::List | LayoutCommand::Eject(_) | LayoutCommand::Diff(_) => false,
        },
        // A revision may have layouts that the folder has not.
        Command::Diff(_) => true,
        Command::Verify(args) => has(&args.project, &[EDITIONS]),
        Command::Build(args) if args.edition.is_some() => has(&args.project, &[EDITIONS]),
        Command::Build(args) => has(&args.project, &OWN),
        Command::Check(args) => has(&args.project, &OWN),
        Command::Expand(args) => has(&args.project, &OWN),
        Command::Export(args) => has(&args.project, &OWN),
        Command::Status(args) => has(&args.project, &OWN),
        Command::NewMonth(args) => has(&args.project, &OWN),
        Command::NewYear(args) => has(&args.project, &OWN),
        Command::Chase(args) => has(&args.project, &OWN),
        Command::Clear(args) => has(&args.which.project, &OWN),
        Command::Publish(args) => has(&args.which.project, &OWN),
    }
}
