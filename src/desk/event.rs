//! What is worth hearing while something is done.

use std::path::Path;

use crate::diag::{Diagnostic, SourceMap};
use crate::edition::Difference;
use crate::pipeline::Timings;

/// Whom events are told, in the order in which things happen and on the thread of the call.
pub type Tell<'a> = &'a mut dyn FnMut(Event<'_>);

/// What is worth hearing while something is done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A paper is begun.
    Begun {
        /// What it is called.
        title: &'a str,
        /// It is one of so many.
        of: usize,
    },
    /// Something was found, in these texts; whether it stands in the way is for the report or the error to say.
    Found {
        /// One or more.
        diagnostics: &'a [Diagnostic],
        /// The texts that they point into.
        sources: &'a SourceMap,
    },
    /// A paper's files are there as they would be made.
    UpToDate {
        /// What it is called.
        title: &'a str,
    },
    /// A paper that was made before is made again.
    MadeAgain {
        /// What it is called.
        title: &'a str,
        /// Why.
        why: &'a Why,
    },
    /// A paper was set, and nothing stands in its way.
    Set {
        /// How long reading and checking the project took.
        project: &'a Timings,
        /// How long each stage of the paper took.
        paper: &'a Timings,
    },
    /// An edition that is built again does not come out byte for byte.
    OtherBytes {
        /// Its name.
        edition: &'a str,
    },
    /// What an interrupted build had left in the output folder does not fit together, and was not used.
    SetAside(&'a Diagnostic),
    /// A file went, because its paper bears another name now.
    Renamed {
        /// The file's name.
        file: &'a str,
        /// What the paper is called now.
        title: &'a str,
    },
    /// An edition says the same already.
    Unchanged {
        /// Its name.
        edition: &'a str,
        /// It was published, and not only cleared.
        published: bool,
        /// When.
        on: &'a str,
    },
    /// A file of an edition lies in the output folder; its record is still to come.
    Written(&'a Path),
    /// An edition was recorded.
    Recorded {
        /// Its folder.
        folder: &'a Path,
        /// It was published, and not only cleared.
        published: bool,
    },
    /// Somebody else has recorded the same in the meantime.
    RecordedMeanwhile {
        /// The edition's name.
        edition: &'a str,
        /// It was published, and not only cleared.
        published: bool,
    },
}

/// Why a paper is made again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// Another version of the program made it.
    OtherProgram,
    /// Its files are not as they were written.
    OtherFiles,
    /// What is set is something else. These are the differences in what it prints; where there are none, layout, settings or notes changed.
    Changed(Vec<Difference>),
}

/// Tells what was found, where there is anything.
pub(super) fn found(tell: Tell<'_>, diagnostics: &[Diagnostic], sources: &SourceMap) {
    if !diagnostics.is_empty() {
        tell(Event::Found { diagnostics, sources });
    }
}
