//! What the commands do, as calls: [`build`], [`publish`], [`clear`], [`status`], [`verify`].
//!
//! A project that was read comes in, with a request: which papers, where they go, on which day. Files are written through `store`, and a report comes out, or an
//! [`Error`]. What is worth hearing meanwhile is told as an [`Event`]; whoever does not care gives `&mut |_| {}`.
//!
//! Nothing here prints, asks, ends the process, or reads the clock or the environment. Everything is made before the first file is written, so that a paper that is
//! refused leaves nothing new.

mod build;
mod error;
mod event;
mod manifest;
mod outputs;
pub(crate) mod place;
mod publish;
mod rebuild;
mod status;
mod verify;

pub use build::{Build, BuiltPaper, build};
pub use error::Error;
pub use event::{Event, Tell, Why};
pub use outputs::Format;
pub use publish::{Clear, Outcome, Publish, Recorded, Which, clear, publish};
pub(crate) use rebuild::rebuild;
pub use rebuild::{Again, build_again};
pub use status::{Added, Status, begin_corrections, status};
pub use verify::{Verdict, verify};

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::Record;
use crate::pipeline::Project;

/// The folder in a project into which papers go where none is named.
const OUT: &str = "out";

/// The record of a name that somebody wrote.
fn find<'p>(project: &'p Project, name: &str) -> Result<&'p Record, Error> {
    project.record(name).ok_or_else(|| {
        let known = || project.records().map(|record| record.edition.as_str());
        let all = known().collect::<Vec<_>>().join(", ");
        let all = if all.is_empty() { "there is none yet".to_owned() } else { format!("editions: {all}") };
        let diagnostic = Diagnostic::new(Code::UnknownEdition, format!("there is no edition `{name}`"));
        Error::refused(diagnostic.hint_if(did_you_mean(name, known())).hint(all))
    })
}

/// Stops where a project has errors: nothing may be made of it.
fn in_order(project: &Project) -> Result<(), Error> {
    if project.has_errors() { Err(Error::Project(project.diagnostics().to_vec())) } else { Ok(()) }
}
