//! Dated notes: what happened, and what breaks a series.

use super::{Date, Period};

/// A dated note on charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub period: Period,
    /// The last period it touches, where it is more than one.
    pub until: Option<Period>,
    /// A word or two: `Lockdown`.
    pub text: String,
    /// Figures of its time are not normal, so comparisons with them must say so.
    pub abnormal: bool,
}

impl Event {
    /// Whether its time and a stretch of days, both ends included, have a day in common.
    pub fn touches(&self, first: Date, last: Date) -> bool {
        self.period.start() <= last && first <= self.until.unwrap_or(self.period).end()
    }
}

/// A dated reason why figures cannot be compared with those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first period that is different.
    pub period: Period,
    /// `New recording system`.
    pub text: String,
}
