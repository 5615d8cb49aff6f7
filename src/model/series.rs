//! The figures of an indicator: true ones, before disclosure control.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use super::{Date, Frequency, Period, Unit, Value};

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
    /// The change as printed, e.g. `6 points`.
    pub change: Option<String>,
}

/// A true figure, or why there is none.
#[derive(Clone, PartialEq, Eq)]
pub enum Shown {
    /// Counted out of another; the denominator is not zero.
    Fraction {
        /// The part.
        count: Decimal,
        /// The whole.
        out_of: Decimal,
    },
    /// Given directly.
    Amount(Value),
    /// None, and why.
    Missing(Missing),
}

/// The true figure of one period.
///
/// It may be a small number, so it implements neither `Display` nor serde's `Serialize`, and its `Debug` hides the figure. What may be
/// shown comes out of [`assess`](crate::assess) as [`Disclosed`](crate::assess::Disclosed) alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Observation {
    /// The figure.
    pub shown: Shown,
    /// What stands beside it.
    pub marks: Marks,
    /// What another paper printed.
    pub published: PublishedWords,
    /// A note on this one figure.
    pub note: Option<String>,
    /// When the source system was asked for it, where its file says so.
    pub extracted: Option<Date>,
}

impl Observation {
    /// A figure without marks.
    pub fn new(shown: Shown) -> Self {
        Self { shown, marks: Marks::default(), published: PublishedWords::default(), note: None, extracted: None }
    }

    /// Whether it is a figure and not only a state.
    pub fn is_figure(&self) -> bool {
        !matches!(self.shown, Shown::Missing(_))
    }

    /// Whether another observation says the same, whenever it was taken.
    pub fn says_the_same(&self, other: &Self) -> bool {
        Self { extracted: None, ..self.clone() } == Self { extracted: None, ..other.clone() }
    }

    /// The amount in the indicator's unit, unrounded; a fraction is one rational, divided once.
    pub fn amount(&self, unit: Unit) -> Result<Value, Missing> {
        match &self.shown {
            Shown::Amount(value) => Ok(*value),
            Shown::Fraction { count, out_of } => {
                let factor = Decimal::from(unit.factor().unwrap_or(1));
                let share = count.saturating_mul(factor).checked_div(*out_of);
                Ok(Value::from_decimal(share.unwrap_or(Decimal::MAX)))
            }
            Shown::Missing(reason) => Err(*reason),
        }
    }
}

impl fmt::Debug for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observation(hidden)")
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shown::Missing(reason) => write!(f, "Missing({reason:?})"),
            Shown::Fraction { .. } | Shown::Amount(_) => f.write_str("Shown(hidden)"),
        }
    }
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

/// All figures of one indicator, of any frequency.
#[derive(Debug, Clone, Default)]
pub struct Series {
    observations: BTreeMap<Period, Observation>,
}

impl Series {
    /// No figures yet.
    pub const fn new() -> Self {
        Self { observations: BTreeMap::new() }
    }

    /// Puts a figure in; the figure that was there before, if any, is replaced.
    pub fn insert(&mut self, period: Period, observation: Observation) {
        self.observations.insert(period, observation);
    }

    /// The figure of a period.
    pub fn at(&self, period: Period) -> Option<&Observation> {
        self.observations.get(&period)
    }

    /// Whether a period has a figure, not only a state.
    pub fn has_figure(&self, period: Period) -> bool {
        self.at(period).is_some_and(Observation::is_figure)
    }

    /// Whether whoever published them has hidden one.
    pub fn has_hidden_by_source(&self) -> bool {
        self.observations.values().any(|observation| observation.shown == Shown::Missing(Missing::SuppressedBySource))
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.observations.is_empty()
    }

    /// The indicator's own frequency: the finest of which the data speak. Coarser ones are its prior outturns. That no figure is due
    /// says nothing about how often one is.
    pub fn frequency(&self) -> Option<Frequency> {
        let due =
            self.observations.iter().filter(|(_, observation)| observation.shown != Shown::Missing(Missing::NotDue));
        let finest = due.map(|(period, _)| period.frequency()).min();
        finest.or_else(|| self.observations.keys().map(|period| period.frequency()).min())
    }

    /// The periods of one frequency that have figures, in order.
    pub fn periods(&self, frequency: Frequency) -> impl DoubleEndedIterator<Item = Period> {
        self.observations.keys().copied().filter(move |period| period.frequency() == frequency)
    }
}
