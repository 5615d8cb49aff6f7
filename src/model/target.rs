//! What an indicator is meant to reach, and how near still counts as near.

use rust_decimal::Decimal;

use super::{Period, Polarity, Value};

/// What the width of a tolerance is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToleranceUnit {
    /// The indicator's own unit; for a percentage, points.
    Points,
    /// Per cent of the target.
    PerCent,
}

/// How far from a target still counts as near it, below and above.
///
/// Where one way is better only the worse side makes amber. Both sides matter for a measure that should stay near its target, and for
/// the states achieved and exceeded, which begin where the tolerance above (or for "lower is better" below) ends.
///
/// # Examples
///
/// ```
/// use panelpack::internals::model::{Tolerance, ToleranceUnit, Value};
///
/// let uneven = Tolerance::new(Value::new(2, 0), Value::new(1, 0), ToleranceUnit::Points).unwrap();
/// assert_eq!(uneven.limits(Value::new(80, 0)), (Value::new(78, 0), Value::new(81, 0)));
/// let share = Tolerance::even(Value::new(10, 0), ToleranceUnit::PerCent).unwrap();
/// assert_eq!(share.limits(Value::new(-50, 0)), (Value::new(-55, 0), Value::new(-45, 0)));
/// assert!(Tolerance::even(Value::new(-1, 0), ToleranceUnit::Points).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    below: Value, // never negative
    above: Value, // never negative
    unit: ToleranceUnit,
}

impl Tolerance {
    /// As far below as above; `None` where it is negative.
    pub fn even(width: Value, unit: ToleranceUnit) -> Option<Self> {
        Self::new(width, width, unit)
    }

    /// So far below and so far above, both as distances; `None` where one is negative.
    pub fn new(below: Value, above: Value, unit: ToleranceUnit) -> Option<Self> {
        let zero = Value::new(0, 0);
        (below >= zero && above >= zero).then_some(Self { below, above, unit })
    }

    /// The distances as written, below and above.
    pub fn widths(self) -> (Value, Value) {
        (self.below, self.above)
    }

    /// What the distances are counted in.
    pub fn unit(self) -> ToleranceUnit {
        self.unit
    }

    /// The lowest and the highest value that are within it, both included.
    pub fn limits(self, target: Value) -> (Value, Value) {
        let width = |width: Value| match self.unit {
            ToleranceUnit::Points => width,
            ToleranceUnit::PerCent => {
                Value::from_decimal((target.decimal() * width.decimal() / Decimal::ONE_HUNDRED).abs())
            }
        };
        (target.minus(width(self.below)), target.plus(width(self.above)))
    }
}

/// A stretch of values, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    low: Value,
    high: Value, // not below `low`
}

impl Range {
    /// From `low` to `high`; `None` where they are the wrong way round.
    pub fn new(low: Value, high: Value) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// The least value in it.
    pub fn low(self) -> Value {
        self.low
    }

    /// The greatest value in it.
    pub fn high(self) -> Value {
        self.high
    }

    /// Whether a value lies in it.
    pub fn holds(self, value: Value) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Whether all of another range lies in it.
    pub fn contains(self, other: Self) -> bool {
        self.holds(other.low) && self.holds(other.high)
    }
}

/// In which words a figure is judged against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Red, amber, green.
    #[default]
    RedAmberGreen,
    /// Not achieved, achieved, exceeded.
    Achieved,
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
        /// The number that is aimed at, where it is not the green cut-off.
        target: Option<Value>,
        /// The least good value that is green.
        green: Value,
        /// The least good value that is amber.
        amber: Value,
    },
    /// Green within one range, amber within a wider one, red outside both: for "near target".
    Ranges {
        /// Where it is green.
        green: Range,
        /// Where it is at least amber; holds all of `green`.
        amber: Range,
    },
    /// Where the activity is expected to lie; outside is neither good nor bad.
    Activity(Range),
    /// Somebody has still to set it.
    ToBeSet(ToBeSet),
    /// There is none, and that is meant.
    None,
}

/// A target that somebody has still to set, in the words of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToBeSet {
    /// Who sets it: `by the Improvement Board`.
    pub by: String,
    /// Why there is none yet.
    pub reason: Option<String>,
    /// Who brings it forward.
    pub owner: Option<String>,
    /// When it is expected.
    pub expected: Option<Period>,
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
    /// The green range reaches beyond the amber one.
    #[error("the green range reaches beyond the amber one")]
    GreenOutsideAmber,
}

impl Goal {
    /// Explicit cut-offs, in the order that the polarity asks for.
    pub fn cut_offs(green: Value, amber: Value, polarity: Polarity) -> Result<Self, GoalError> {
        match polarity {
            Polarity::NearTarget | Polarity::Neither => Err(GoalError::CutOffsWithoutDirection),
            Polarity::HigherIsBetter | Polarity::LowerIsBetter if !polarity.is_as_good(green, amber) => {
                Err(GoalError::AmberBetterThanGreen)
            }
            Polarity::HigherIsBetter | Polarity::LowerIsBetter => Ok(Goal::CutOffs { target: None, green, amber }),
        }
    }

    /// A green range within an amber one.
    pub fn ranges(green: Range, amber: Range) -> Result<Self, GoalError> {
        if amber.contains(green) { Ok(Goal::Ranges { green, amber }) } else { Err(GoalError::GreenOutsideAmber) }
    }

    /// How far a value lies from where it should be near; nothing for a goal without a number.
    pub fn distance(&self, value: Value) -> Option<Value> {
        match self {
            Goal::Ranges { green, .. } if green.holds(value) => Some(Value::new(0, 0)),
            Goal::Ranges { green, .. } => Some(value.distance(green.low()).min(value.distance(green.high()))),
            Goal::Value(_) | Goal::CutOffs { .. } => self.value().map(|target| value.distance(target)),
            Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None => None,
        }
    }

    /// Every number in it.
    pub fn limits(&self) -> impl Iterator<Item = Value> + use<> {
        let limits = match self {
            Goal::Value(value) => [Some(*value), None, None, None],
            Goal::CutOffs { target, green, amber } => [*target, Some(*green), Some(*amber), None],
            Goal::Ranges { green, amber } => [green.low, green.high, amber.low, amber.high].map(Some),
            Goal::Activity(band) => [Some(band.low), Some(band.high), None, None],
            Goal::ToBeSet(_) | Goal::None => [None; 4],
        };
        limits.into_iter().flatten()
    }

    /// The number that stands in the target column, where there is one.
    pub fn value(&self) -> Option<Value> {
        match self {
            Goal::Value(value) => Some(*value),
            Goal::CutOffs { target, green, .. } => Some(target.unwrap_or(*green)),
            Goal::Ranges { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None => None,
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

    /// Every entry with the period it holds from.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Option<Period>, &T)> {
        self.entries.iter().map(|(from, value)| (*from, value))
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
