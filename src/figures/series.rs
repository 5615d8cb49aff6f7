//! The figures of an indicator: true ones, before disclosure control.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use crate::model::{Date, Frequency, Marks, Missing, Period, PublishedWords, Unit, Value};

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

impl Shown {
    /// The amount in the indicator's unit, unrounded; a fraction is one rational, divided once.
    pub fn amount(&self, unit: Unit) -> Result<Value, Missing> {
        match self {
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

/// The true figure of one period.
///
/// It may be a small number, so nobody outside [`figures`](super) can read it: there is no `Display`, no `Serialize`, and `Debug` hides it. What may be said is in the
/// [`Ledger`](crate::ledger::Ledger). Whether there is a figure, what stands beside it and when it was taken is no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Observation {
    /// The figure.
    pub(super) shown: Shown,
    /// What stands beside it.
    pub marks: Marks,
    /// What another paper printed; a change would give the figure away together with its neighbour.
    pub(super) published: PublishedWords,
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

    /// The same beside what another paper printed about it.
    #[must_use]
    pub fn with_published(self, published: PublishedWords) -> Self {
        Self { published, ..self }
    }

    /// Whether it is a figure and not only a state.
    pub fn is_figure(&self) -> bool {
        !matches!(self.shown, Shown::Missing(_))
    }

    /// Whether another observation says the same, whenever it was taken.
    pub fn says_the_same(&self, other: &Self) -> bool {
        Self { extracted: None, ..self.clone() } == Self { extracted: None, ..other.clone() }
    }

    /// Why there is no figure; `None` where there is one.
    pub fn state(&self) -> Option<Missing> {
        match &self.shown {
            Shown::Missing(reason) => Some(*reason),
            Shown::Fraction { .. } | Shown::Amount(_) => None,
        }
    }

    /// The amount in the indicator's unit; see [`Shown::amount`].
    pub(super) fn amount(&self, unit: Unit) -> Result<Value, Missing> {
        self.shown.amount(unit)
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// All of them, in the order in which their periods begin.
    pub fn iter(&self) -> impl Iterator<Item = (Period, &Observation)> {
        self.observations.iter().map(|(period, observation)| (*period, observation))
    }

    /// Whether a period has a figure, be it known only as a range, and not only a state.
    pub fn has_figure(&self, period: Period) -> bool {
        let is_range = |observation: &Observation| observation.state().and_then(Missing::range).is_some();
        self.at(period).is_some_and(|observation| observation.is_figure() || is_range(observation))
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.observations.is_empty()
    }

    /// The indicator's own frequency: the finest of which the data speak. Coarser ones are its prior outturns. That no figure is due
    /// says nothing about how often one is.
    pub fn frequency(&self) -> Option<Frequency> {
        let due = self.observations.iter().filter(|(_, observation)| observation.state() != Some(Missing::NotDue));
        let finest = due.map(|(period, _)| period.frequency()).min();
        finest.or_else(|| self.observations.keys().map(|period| period.frequency()).min())
    }

    /// The periods of one frequency that have figures, in order.
    pub fn periods(&self, frequency: Frequency) -> impl DoubleEndedIterator<Item = Period> {
        self.observations.keys().copied().filter(move |period| period.frequency() == frequency)
    }
}
