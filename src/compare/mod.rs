//! What differs between two sides: editions, projects, revisions of a project; in a form that people and programs read.
//!
//! Everything here is pure. A side comes as the papers that it prints; for an edition they come from its record, never from a rebuild.
//!
//! A record says what was printed, whatever this version of the program would make of the copies. Pages alone are set anew, and where they
//! are not quite those that were published the command says so.

mod comparison;
mod figures;
mod lines;
mod papers;
mod rows;
mod sentences;

pub use comparison::{
    Comparison, FigureChange, IndicatorChanges, PaperChanges, Presence, Print, Shown, Side, SideKind, Statement,
    TextChange, WhichFigure,
};
pub use lines::unified;
pub use rows::{Body, Row, Told, report, rows};

/// Compares two sides. Papers are found by their keys; where each side is one paper, these two are compared whatever their keys.
pub fn compare(from: (Side, &[Print]), to: (Side, &[Print])) -> Comparison {
    let ((from, before), (to, after)) = (from, to);
    let is_pair = before.len() == 1 && after.len() == 1;
    let is_same = |was: &Print, now: &Print| is_pair || was.paper == now.paper;
    let of_second = after.iter().map(|now| papers::changes(before.iter().find(|was| is_same(was, now)), Some(now)));
    let gone = before.iter().filter(|was| !after.iter().any(|now| is_same(was, now)));
    let papers: Vec<PaperChanges> = of_second.chain(gone.map(|was| papers::changes(Some(was), None))).collect();
    Comparison { from, to, differs: papers.iter().any(PaperChanges::differs), papers }
}
