//! Days.

/// A day of the civil calendar.
pub type Date = jiff::civil::Date;
