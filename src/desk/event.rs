//! What is worth hearing while something is done.

use crate::diag::{Diagnostic, SourceMap};

/// Whom events are told, in the order in which things happen and on the thread of the call.
pub type Tell<'a> = &'a mut dyn FnMut(Event<'_>);

/// What is worth hearing while something is done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Something was found, in these texts; whether it stands in the way is for the report or the error to say.
    Found {
        /// One or more.
        diagnostics: &'a [Diagnostic],
        /// The texts that they point into.
        sources: &'a SourceMap,
    },
}

/// Tells what was found, where there is anything.
pub(super) fn found(tell: Tell<'_>, diagnostics: &[Diagnostic], sources: &SourceMap) {
    if !diagnostics.is_empty() {
        tell(Event::Found { diagnostics, sources });
    }
}
