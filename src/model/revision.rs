//! What becomes of figures after they were published.

use super::{FigureKind, IndicatorCode, Period, Value};

/// Why a published figure is another one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RevisionKind {
    /// A planned change: provisional to final, a back month taken anew, late data.
    Revision,
    /// An error was put right.
    Correction,
}

/// The account of one change, as `corrections.yaml` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Whose figure.
    pub indicator: IndicatorCode,
    /// Which of its figures.
    pub figure: FigureKind,
    /// Of which period.
    pub period: Period,
    /// What was published, in the words of the edition's record.
    pub was: String,
    /// What it is now.
    pub now: String,
    /// Planned, or an error.
    pub kind: Option<RevisionKind>,
    /// Why it changed; `None` where the blank is still to be filled.
    pub reason: Option<String>,
}

/// Which changes of back periods a paper lists one by one, and how it speaks of the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RevisionPolicy {
    /// `Back months are refreshed each month`: the reason of those that are only counted; without it every change is listed.
    pub routine: Option<String>,
    /// A change of a percentage of so many points is listed.
    pub points: Option<Value>,
    /// A change of any other figure by so many per cent of what was published is listed.
    pub per_cent: Option<Value>,
}
