//! Why something was not done.

use std::io;

use crate::diag::{Diagnostic, has_errors, os_words};
use crate::store;

/// Why something was not done. What was written before is said by the events and stays: a paper that was recorded has its record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The project, or what is asked of it, is not in order. What its papers came to was told as [`Event::Found`](super::Event::Found); places are those of the project's
    /// [`sources`](crate::Project::sources), but of an edition that was built again, whose own copies they lie in.
    #[error("{}", first(.0))]
    Project(Vec<Diagnostic>),
    /// An edition is not there, is there already or is not what it was; no file of the project is to blame.
    #[error("{}", .0.message())]
    Refused(Box<Diagnostic>),
    /// The output could not be written, or would have left the project through a link.
    #[error("{}", .0.message())]
    Output(Box<Diagnostic>),
    /// A file that is to be written anew cannot be read.
    #[error("`{path}` cannot be read: {}", os_words(.error))]
    Unread {
        /// By its path in the project.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// A record with this signature could not be read again: a name may hold anything.
    #[error("nothing is recorded, because {0}")]
    Signature(String),
}

impl Error {
    pub(super) fn refused(diagnostic: Diagnostic) -> Self {
        Self::Refused(Box::new(diagnostic))
    }

    pub(super) fn output(diagnostic: Diagnostic) -> Self {
        Self::Output(Box::new(diagnostic))
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::output(error.diagnostic())
    }
}

/// The message of the first error among them, else of whatever is first.
fn first(diagnostics: &[Diagnostic]) -> &str {
    let gravest = diagnostics.iter().find(|one| has_errors(std::slice::from_ref(*one)));
    gravest.or(diagnostics.first()).map_or("the project is not in order", Diagnostic::message)
}
