//! The clock, which is read here alone: for the day of a record where none is given, and for what is due and what is overdue.

use crate::model::Date;

use super::args::epoch_day;

/// The day on which the command runs, in coordinated universal time.
#[expect(
    clippy::disallowed_methods,
    reason = "an act of today is recorded, or what is due is told; no page shows this day before it is published"
)]
pub fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    epoch_day(since.as_secs() as i64).unwrap_or_default()
}
