//! What is wrong with a project, where, and what to do about it.
//!
//! Every stage that can fail returns its value *with* all the diagnostics it found, as a [`Checked`]. A message is one
//! clause, never quotes an observation's figure (it may be a small number), and carries a hint that says what to do.

mod checked;
mod code;
mod diagnostic;
#[cfg(feature = "cli")]
pub mod emit;
mod found;
mod os;
mod severity;
mod source;
mod suggest;

pub use checked::{Checked, has_errors, sort};
pub use code::Code;
pub use diagnostic::{Diagnostic, Label};
pub use found::Found;
pub use os::{is_in_use, os_words};
pub use severity::Severity;
pub use source::{FileIndex, Position, SourceMap, Span, visible_lines};
pub use suggest::did_you_mean;
