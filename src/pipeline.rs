//! The stages in order: the only room that names them all.
//!
//! `check` makes a [`Project`] of files, `select` says which papers are meant, `compose` makes all that is set of one, and `set` its pages. What is kept of a paper, and how it stands to
//! what was published of it, lies beside them.

mod check;
mod claims;
mod clearance;
mod compare;
mod compose;
mod disclosure;
mod draw;
mod editions;
mod expanded;
mod in_text;
mod issue;
#[cfg(test)]
mod keys_tests;
mod layouts;
mod left_out;
mod look;
mod month;
mod project;
mod select;
mod set;
mod status;
mod texts;
mod timings;
mod title;
mod without_paper;

pub use crate::edition::TOOL;
pub use crate::load::record::Cleared;
pub use check::check;
pub use clearance::Names;
pub use compare::print_of;
pub use disclosure::HiddenFigure;
pub use editions::Edition;
pub use expanded::Expanded;
pub use issue::Issue;
pub use project::Project;
pub use select::{Chosen, Selection};
pub use set::{Compiled, at_once, prepare};
pub use status::{Entry, Sentence, Standing};
pub use timings::Timings;
pub use title::{Title, file_stem};
