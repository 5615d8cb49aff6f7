//! Since when a figure has not been so high or so low.

use crate::model::{Period, Value};

/// Figures that must be beaten before a record is worth a word: half a year of months.
const LEAST_BEATEN: usize = 5;

/// A figure that stands out from those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The highest, otherwise the lowest.
    pub highest: bool,
    /// The latest earlier period whose figure it does not beat; `None` where the known figures end before that.
    pub since: Option<Period>,
    /// How many periods in a row it stands out from, itself included.
    pub periods: usize,
}

/// Compares a figure with those before it, latest first.
///
/// A figure that is hidden, missing or not comparable ends the search, because nobody can say how it compares. An equal figure is not
/// beaten.
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::record_of;
/// use panelpack::internals::model::{Calendar, Period, Value};
///
/// let november = Period::parse("2020-11", Calendar::default()).unwrap();
/// let earlier = [70, 72, 71, 74, 73, 50].map(|value| Some(Value::new(value, 0)));
/// let earlier = earlier.into_iter().enumerate().map(|(i, value)| (november.earlier(i as i32 + 1), value));
/// let record = record_of(Value::new(60, 0), earlier).unwrap();
/// assert!(!record.highest);
/// assert_eq!(record.since.unwrap().label(), "May 2020");
/// ```
pub fn record_of(value: Value, earlier: impl Iterator<Item = (Period, Option<Value>)>) -> Option<Record> {
    let mut highest = None;
    let mut beaten = 0;
    let mut since = None;
    for (period, other) in earlier {
        let Some(other) = other else { break };
        let is_higher = value > other;
        if value == other || highest.is_some_and(|highest| highest != is_higher) {
            since = Some(period);
            break;
        }
        highest = Some(is_higher);
        beaten += 1;
    }
    let highest = highest?;
    (beaten >= LEAST_BEATEN).then_some(Record { highest, since, periods: beaten + 1 })
}
