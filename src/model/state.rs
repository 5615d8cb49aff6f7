//! What stands beside a figure or in its place, and which rows of figures an indicator has.

use super::Range;

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// `0/0`: nothing happened that could be counted.
    NoCases,
    /// `z`: the measure makes no sense here.
    NotApplicable,
    /// `x`: nobody has it.
    NotAvailable,
    /// `c`: whoever published it has hidden it.
    SuppressedBySource,
    /// `k`: too small to print, but not zero.
    RoundsToZero,
    /// `late`: it should be here and is not.
    Awaited,
    /// `nd`: none is expected this period.
    NotDue,
    /// `15 to 20`: it is known to lie there, and no more. What asks for an amount finds none; what prints it prints the two ends.
    Between(Range),
}

impl Missing {
    /// The two ends between which it lies, where that is known.
    pub fn range(self) -> Option<Range> {
        match self {
            Missing::Between(range) => Some(range),
            Missing::NoCases
            | Missing::NotApplicable
            | Missing::NotAvailable
            | Missing::SuppressedBySource
            | Missing::RoundsToZero
            | Missing::Awaited
            | Missing::NotDue => None,
        }
    }
}

/// What stands beside a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Marks {
    /// `p`: it will still change.
    pub provisional: bool,
    /// `r`: it has changed since it was published.
    pub revised: bool,
    /// `b`: it cannot be compared with what came before.
    pub series_break: bool,
    /// `e`: it was not counted but estimated.
    pub estimated: bool,
    /// `f`: it has not happened yet.
    pub forecast: bool,
    /// `i`: its window has not closed, so it is not rated.
    pub too_early: bool,
}

/// A rating that a paper printed whose inputs are not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedRating {
    /// As printed.
    Red,
    /// As printed.
    Amber,
    /// As printed.
    Green,
    /// As printed.
    NotAchieved,
    /// As printed.
    Achieved,
    /// As printed.
    Exceeded,
}

/// What a paper printed about a figure whose inputs are not public. Never recomputed, never mixed with our own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublishedWords {
    /// The rating as printed.
    pub rating: Option<PublishedRating>,
    /// The rating that it gives the period before: `still red`.
    pub before: Option<PublishedRating>,
    /// The change as printed.
    pub change: Option<PublishedChange>,
}

/// A change as another paper printed it, with by how much in its own words, `6 points`, where it said that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishedChange {
    /// It rose.
    Up(Option<String>),
    /// It fell.
    Down(Option<String>),
    /// By so much; which way is not printed.
    By(String),
    /// The same as before.
    Level,
    /// It became better; which way that is is not printed.
    Better(Option<String>),
    /// It became worse.
    Worse(Option<String>),
}

/// A row of figures beside an indicator's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Companion {
    /// The median beside a mean.
    Median,
    /// The figure that the second standard judges.
    Minimum,
    /// Since the year began.
    YearToDate,
    /// What the year is expected to end at, as it was thought in the period.
    Forecast,
    /// One part of a breakdown, both by their place in the definition.
    Part {
        /// Which breakdown.
        breakdown: usize,
        /// Which of its parts.
        part: usize,
    },
}
