//! Months of the civil calendar.

use jiff::civil::Date;

/// A month of the civil calendar as a running number, so that distances are differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub(super) i32);

impl Month {
    /// Month 1 to 12 of a civil year.
    pub fn new(year: i16, month: i8) -> Self {
        Self(i32::from(year) * 12 + i32::from(month) - 1)
    }

    /// The civil year.
    pub fn year(self) -> i16 {
        self.0.div_euclid(12) as i16
    }

    /// 1 to 12.
    pub fn number(self) -> i8 {
        (self.0.rem_euclid(12) + 1) as i8
    }

    /// `November`.
    pub fn name(self) -> &'static str {
        MONTHS[(self.number() - 1) as usize]
    }

    /// `Nov`.
    pub fn short_name(self) -> &'static str {
        &self.name()[..3]
    }

    pub(super) fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    pub(super) fn last_day(self) -> Date {
        jiff::civil::date(self.year(), self.number(), 1).last_of_month()
    }
}

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
