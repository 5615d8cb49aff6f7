//! The figures of an indicator: true ones, before disclosure control.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use super::{Frequency, Period, Unit, Value};

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
}

impl Observation {
    /// A figure without marks.
    pub fn new(shown: Shown) -> Self {
        Self { shown, marks: Marks::default(), published: PublishedWords::default(), note: None }
    }

    /// The amount in the indicator's unit, unrounded; a fraction is one rational, divided once.
    pub fn amount(&self, unit: Unit) -> Result<Value, Missing> {
        match &self.shown {
            Shown::Amount(value) => Ok(*value),
            Shown::Fraction { count, out_of } => {
                let factor = Decimal::from(unit.factor().unwrap_or(1));
                Ok(Value::from_decimal(count.saturating_mul(factor) / out_of))
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
        self.at(period).is_some_and(|observation| !matches!(observation.shown, Shown::Missing(_)))
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.observations.is_empty()
    }

    /// The indicator's own frequency: the finest that has figures. Coarser ones are its prior outturns.
    pub fn frequency(&self) -> Option<Frequency> {
        self.observations.keys().map(|period| period.frequency()).min()
    }

    /// The periods of one frequency that have figures, in order.
    pub fn periods(&self, frequency: Frequency) -> impl DoubleEndedIterator<Item = Period> {
        self.observations.keys().copied().filter(move |period| period.frequency() == frequency)
    }
}
