//! Periods, their names and their neighbours.

use std::fmt;

use jiff::civil::Date;

use super::calendar::{Calendar, Frequency, SCHOOL_STARTS};
use super::month::Month;

/// A month, a quarter, a year or a school year.
///
/// Spelled `2020-11`, `2020/21 Q3`, `2020/21` and, for a school year from September, `2020/21 academic`. Where years start in January they are spelled `2020` and their quarters `2020 Q3`; elsewhere
/// such a year is `2020 calendar`, because a bare `2020` could be a count and is refused.
///
/// # Examples
///
/// ```
/// use panelpack::internals::model::{Calendar, Period};
///
/// let april = Calendar::default();
/// let quarter = Period::parse("2020/21 Q3", april).unwrap();
/// assert_eq!(quarter.label(), "October to December 2020");
/// assert_eq!(quarter.previous().to_string(), "2020/21 Q2");
/// assert_eq!(Period::parse("2011-12", april).unwrap().label(), "December 2011");
/// assert!(Period::parse("202011", april).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub(super) first: Month,
    pub(super) frequency: Frequency,
    /// First month of the year, 1 to 12: quarters and years are named by it.
    pub(super) year_starts: i8,
}

impl Period {
    /// A month.
    pub fn month(month: Month, calendar: Calendar) -> Self {
        Self { first: month, frequency: Frequency::Month, year_starts: calendar.first_month }
    }

    /// How long it is.
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// The last day in it.
    pub fn end(self) -> Date {
        self.last_month().last_day()
    }

    /// The first day in it.
    pub fn start(self) -> Date {
        jiff::civil::date(self.first.year(), self.first.number(), 1)
    }

    fn last_month(self) -> Month {
        self.first.plus(self.frequency.months() - 1)
    }

    /// The period of this length before it.
    #[must_use]
    pub fn previous(self) -> Self {
        self.earlier(1)
    }

    /// The same period a year earlier; for a year, the year before.
    #[must_use]
    pub fn year_before(self) -> Self {
        self.earlier(12 / self.frequency.months())
    }

    /// The period of this length `n` steps before it.
    #[must_use]
    pub fn earlier(self, n: i32) -> Self {
        Self { first: self.first.plus(-n * self.frequency.months()), ..self }
    }

    /// The latest period of another length that ends in or before it.
    #[must_use]
    pub fn latest(self, frequency: Frequency) -> Self {
        let end = self.last_month().0 + 1;
        let offset = i32::from(first_month(frequency, self.year_starts)) - 1;
        let ends = (end - offset).div_euclid(frequency.months()) * frequency.months() + offset;
        Self { first: Month(ends - frequency.months()), frequency, ..self }
    }

    /// The periods of another length that make it up, in order; none where that is no shorter.
    pub fn parts(self, frequency: Frequency) -> impl Iterator<Item = Self> {
        let each = frequency.months();
        let count = if each < self.frequency.months() { self.frequency.months() / each } else { 0 };
        (0..count).map(move |i| Self { first: self.first.plus(i * each), frequency, ..self })
    }

    /// The periods of its own length from the start of the year to it, in order.
    pub fn to_date(self) -> impl Iterator<Item = Self> {
        let steps = (self.first.0 - self.year_start().0) / self.frequency.months();
        (0..=steps).map(move |i| self.earlier(steps - i))
    }

    /// The year it lies in; an academic or a calendar year is its own.
    #[must_use]
    pub fn year(self) -> Self {
        match self.frequency {
            Frequency::AcademicYear | Frequency::CalendarYear => self,
            Frequency::Month | Frequency::Quarter | Frequency::Year => {
                Self { first: self.year_start(), frequency: Frequency::Year, ..self }
            }
        }
    }

    /// How many months lie between the ends of two periods; negative where the other one ends later.
    pub fn months_since(self, other: Self) -> i32 {
        self.last_month().0 - other.last_month().0
    }

    /// `November 2020`, `October to December 2020`, `2019/20`, `academic year 2019/20`.
    pub fn label(self) -> String {
        let last = self.last_month();
        match self.frequency {
            Frequency::Month => format!("{} {}", self.first.name(), self.first.year()),
            Frequency::Quarter if self.first.year() == last.year() => {
                format!("{} to {} {}", self.first.name(), last.name(), last.year())
            }
            Frequency::Quarter => {
                format!("{} {} to {} {}", self.first.name(), self.first.year(), last.name(), last.year())
            }
            Frequency::Year => self.to_string(),
            Frequency::AcademicYear => format!("academic year {}", self.year_name()),
            Frequency::CalendarYear => format!("calendar year {}", self.year_name()),
        }
    }

    /// Whether both lie in the same year of their calendar.
    pub fn is_in_year_of(self, other: Self) -> bool {
        self.year_start() == other.year_start()
    }

    /// The last month in it: `November 2020`.
    pub fn end_label(self) -> String {
        let last = self.last_month();
        format!("{} {}", last.name(), last.year())
    }

    /// From the start of the year to its end: `April to November 2020`, `April 2020 to January 2021`, `April 2020`.
    pub fn to_date_label(self) -> String {
        let (first, last) = (self.year_start(), self.last_month());
        if first == last {
            self.end_label()
        } else if first.year() == last.year() {
            format!("{} to {}", first.name(), self.end_label())
        } else {
            format!("{} {} to {}", first.name(), first.year(), self.end_label())
        }
    }

    /// `Nov 2020`, `2020/21 Q3`, `2019/20`.
    pub fn short_label(self) -> String {
        match self.frequency {
            Frequency::Month => format!("{} {}", self.first.short_name(), self.first.year()),
            Frequency::Quarter | Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => {
                self.to_string()
            }
        }
    }

    /// The name without the year where the year is understood: `November`, `Q3`, `2019/20`.
    pub fn name(self) -> String {
        match self.frequency {
            Frequency::Month => self.first.name().to_owned(),
            Frequency::Quarter => format!("Q{}", self.quarter_number()),
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => self.year_name(),
        }
    }

    /// The narrowest name, for an axis: `Nov`, `Q3`, `2019/20`.
    pub fn tick(self) -> String {
        match self.frequency {
            Frequency::Month => self.first.short_name().to_owned(),
            Frequency::Quarter | Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => self.name(),
        }
    }

    /// The year that an axis prints under a tick: `2020`, `2020/21`; nothing under a year.
    pub fn tick_year(self) -> String {
        match self.frequency {
            Frequency::Month => self.first.year().to_string(),
            Frequency::Quarter => self.year_name(),
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => String::new(),
        }
    }

    /// The spelling for file names: `2020-11`, `2020_21-Q3`, `2020_21`.
    pub fn file_name(self) -> String {
        self.to_string().replace('/', "_").replace(' ', "-")
    }

    fn year_starts(self) -> i8 {
        first_month(self.frequency, self.year_starts)
    }

    fn quarter_number(self) -> i32 {
        (i32::from(self.first.number()) - i32::from(self.year_starts)).rem_euclid(12) / 3 + 1
    }

    fn year_start(self) -> Month {
        self.first.plus(-(i32::from(self.first.number()) - i32::from(self.year_starts())).rem_euclid(12))
    }

    fn year_name(self) -> String {
        let (started, ended) = (self.year_start().year(), self.year_start().plus(11).year());
        if started == ended { started.to_string() } else { format!("{started}/{:02}", ended.rem_euclid(100)) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.frequency {
            Frequency::Month => write!(f, "{}-{:02}", self.first.year(), self.first.number()),
            Frequency::Quarter => write!(f, "{} Q{}", self.year_name(), self.quarter_number()),
            Frequency::Year => f.write_str(&self.year_name()),
            Frequency::AcademicYear => write!(f, "{} academic", self.year_name()),
            Frequency::CalendarYear => write!(f, "{} calendar", self.year_name()),
        }
    }
}

/// The month in which the years of a frequency start, in a calendar whose own years start in another.
fn first_month(frequency: Frequency, year_starts: i8) -> i8 {
    match frequency {
        Frequency::AcademicYear => SCHOOL_STARTS,
        Frequency::CalendarYear => 1,
        Frequency::Month | Frequency::Quarter | Frequency::Year => year_starts,
    }
}
