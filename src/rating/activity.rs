//! Inside or outside an activity band.

use crate::model::{Range, Value};

/// Where an amount of work lies against the band in which it is expected. No side is good or bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    /// Less than expected.
    Below,
    /// As expected.
    Inside,
    /// More than expected.
    Above,
}

/// Compares an amount with its band; both ends of the band are inside.
///
/// # Examples
///
/// ```
/// use panelpack::internals::rating::{Activity, activity};
/// use panelpack::internals::model::{Range, Value};
///
/// let band = Range::new(Value::new(15, 0), Value::new(20, 0)).unwrap(); // children a social worker
/// let at = |tenths| activity(Value::new(tenths, 1), band);
/// assert_eq!([at(149), at(150)], [Activity::Below, Activity::Inside]);
/// assert_eq!([at(200), at(201)], [Activity::Inside, Activity::Above]);
/// ```
pub fn activity(value: Value, band: Range) -> Activity {
    if value < band.low() {
        Activity::Below
    } else if value > band.high() {
        Activity::Above
    } else {
        Activity::Inside
    }
}
