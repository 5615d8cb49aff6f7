//! Whether a figure was taken too early to be judged.

use crate::model::{Date, Indicator, Period, WorkingDays};

/// The last day of the window in which a period's cases may still be completed; `None` for an indicator that has no window, and
/// where school days run out of known terms.
pub fn closes(indicator: &Indicator, period: Period, days: &WorkingDays) -> Option<Date> {
    days.closes(period.end(), indicator.judge_after?)
}

/// Whether a figure was taken before its period's window had closed, or its data say so.
///
/// What counts is the day on which this figure was taken, not the day of the paper: a back month that nobody took anew stays too early.
/// Taken on the window's last day it counts as closed. Where nobody knows when a figure was taken, nothing can be said, and `check`
/// asks.
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::is_too_early;
/// use panelpack::internals::model::Date;
///
/// let closes: Option<Date> = "2020-12-30".parse().ok(); // 20 working days from 30 November
/// let taken = |day: &str| day.parse::<Date>().ok();
/// assert!(is_too_early(closes, taken("2020-12-29")));
/// assert!(!is_too_early(closes, taken("2020-12-30")));
/// assert!(!is_too_early(closes, None));
/// ```
pub fn is_too_early(closes: Option<Date>, taken: Option<Date>) -> bool {
    closes.zip(taken).is_some_and(|(closes, taken)| taken < closes)
}
