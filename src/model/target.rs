//! What an indicator is meant to reach, and how near still counts as near.

use rust_decimal::Decimal;

use super::{Period, Polarity, Value};

/// How far beyond a limit is still amber.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// In the indicator's own unit; for a percentage, points.
    Points(Value),
    /// A share of the target, in per cent.
    Relative(Value),
}

impl Tolerance {
    /// The width of the band beside a target, in the indicator's unit; never negative.
    pub fn width(self, target: Value) -> Value {
        match self {
            Tolerance::Points(points) => points,
            Tolerance::Relative(percent) => {
                Value::from_decimal((target.decimal() * percent.decimal() / Decimal::ONE_HUNDRED).abs())
            }
        }
    }

    /// The amount as written.
    pub fn amount(self) -> Value {
        match self {
            Tolerance::Points(amount) | Tolerance::Relative(amount) => amount,
        }
    }
}

/// What an indicator is meant to reach in one period.
///
/// Limits favour the service: a value equal to the target is green, one exactly a tolerance away is amber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A target, with a tolerance that lies on the worse side of it (for "near target", on both).
    Value(Value),
    /// Green at `green` or better, amber at `amber` or better, red beyond.
    CutOffs {
        /// The least good value that is green.
        green: Value,
        /// The least good value that is amber.
        amber: Value,
    },
    /// Somebody has still to set it; `by` says who, in the words of the page (`by the Improvement Board`).
    ToBeSet {
        /// Who sets it.
        by: String,
    },
    /// There is none, and that is meant.
    None,
}

/// Why a [`Goal`] cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GoalError {
    /// The amber cut-off is better than the green one.
    #[error("the amber cut-off is better than the green one")]
    AmberBetterThanGreen,
    /// Cut-offs need a direction.
    #[error("cut-offs need `better: higher` or `better: lower`")]
    CutOffsWithoutDirection,
}

impl Goal {
    /// Explicit cut-offs, in the order that the polarity asks for.
    pub fn cut_offs(green: Value, amber: Value, polarity: Polarity) -> Result<Self, GoalError> {
        match polarity {
            Polarity::NearTarget | Polarity::Neither => Err(GoalError::CutOffsWithoutDirection),
            Polarity::HigherIsBetter | Polarity::LowerIsBetter if !polarity.is_as_good(green, amber) => {
                Err(GoalError::AmberBetterThanGreen)
            }
            Polarity::HigherIsBetter | Polarity::LowerIsBetter => Ok(Goal::CutOffs { green, amber }),
        }
    }

    /// The number that stands in the target column, where there is one.
    pub fn value(&self) -> Option<Value> {
        match self {
            Goal::Value(value) => Some(*value),
            Goal::CutOffs { green, .. } => Some(*green),
            Goal::ToBeSet { .. } | Goal::None => None,
        }
    }
}

/// Something that changes over time: each entry holds from the start of its period until the next.
///
/// Never empty; an entry without a date holds from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    entries: Vec<(Option<Period>, T)>, // in order of the periods' first days
}

impl<T> Dated<T> {
    /// What holds always.
    pub fn always(value: T) -> Self {
        Self { entries: vec![(None, value)] }
    }

    /// Entries in order of time; `None` where they are not in strict order or there are none.
    pub fn from_entries(entries: Vec<(Period, T)>) -> Option<Self> {
        let ordered = entries.windows(2).all(|pair| pair[0].0.start() < pair[1].0.start());
        (ordered && !entries.is_empty())
            .then(|| Self { entries: entries.into_iter().map(|(from, value)| (Some(from), value)).collect() })
    }

    /// What holds at the end of a period; `None` before the first date.
    pub fn at(&self, period: Period) -> Option<&T> {
        let holds = |(from, _): &&(Option<Period>, T)| from.is_none_or(|from| from.start() <= period.end());
        self.entries.iter().rev().find(holds).map(|(_, value)| value)
    }

    /// What holds at the end of a period, or what came first where it is earlier than that.
    pub fn at_or_first(&self, period: Period) -> &T {
        self.at(period).unwrap_or(&self.entries[0].1)
    }

    /// Every entry's value.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Calendar;

    #[test]
    fn a_dated_target_holds_from_its_month_on() {
        let period = |text| Period::parse(text, Calendar::default()).unwrap();
        let target = Dated::from_entries(vec![(period("2019-04"), 85), (period("2020-10"), 90)]).unwrap();
        assert_eq!(target.at(period("2019-03")), None);
        assert_eq!(target.at(period("2020-09")), Some(&85));
        assert_eq!(target.at(period("2020-10")), Some(&90));
        assert!(Dated::from_entries(vec![(period("2020-10"), 90), (period("2019-04"), 85)]).is_none());
    }

    #[test]
    fn cut_offs_follow_the_polarity() {
        let (low, high) = (Value::new(5, 0), Value::new(9, 0));
        assert!(Goal::cut_offs(high, low, Polarity::HigherIsBetter).is_ok());
        assert_eq!(Goal::cut_offs(low, high, Polarity::HigherIsBetter), Err(GoalError::AmberBetterThanGreen));
        assert!(Goal::cut_offs(low, high, Polarity::LowerIsBetter).is_ok());
    }
}
