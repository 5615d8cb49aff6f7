//! Why figures are hidden, for whoever decides about it: internal, and never printed.
//!
//! No reason holds a number that is hidden.

use super::id::FigureId;

/// Why a figure is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which figure.
    pub figure: FigureId,
    /// Why.
    pub why: Why,
}

/// What makes a figure one that stays here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It counts few people.
    Few,
    /// It is out of few people.
    OutOfFew,
    /// Few people of those that it is out of are not counted.
    AllButFew,
    /// Whoever gave it hides it.
    BySource,
    /// It stands beside a figure that is hidden, and speaks of the same people.
    Beside,
    /// Shown, it would rule out values of a number that is protected.
    Tells {
        /// Which number.
        told: Number,
        /// The others from which that follows; empty where it takes more of them than one sum.
        with: Vec<Number>,
    },
    /// It was hidden when its period was new, and what has come since would tell less with it than what there was then.
    AsItWas,
    /// A total of a part of a year that would stand against the whole one: what the rest of the year counted was likely small, on the day on which it was decided.
    ForTheYear,
}

/// A number behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Which figure.
    pub figure: FigureId,
    /// Which of its numbers.
    pub which: Which,
}

/// The numbers behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What is counted: the figure itself where it is a count.
    Count,
    /// What that is out of.
    OutOf,
    /// The rest of the two, which no page prints.
    Rest,
    /// By how much a running total went on from the one before, which no page prints.
    Step,
}

/// A number that nothing protects any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unprotected {
    /// Which number.
    pub number: Number,
    /// What tells it: figures that were published, and noughts, which are never hidden.
    pub told_by: Vec<Number>,
}
