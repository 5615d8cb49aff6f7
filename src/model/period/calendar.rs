//! How often something is measured, and when years start.

/// How often an indicator is measured, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Frequency {
    /// Twelve times a year.
    Month,
    /// Four times a year.
    Quarter,
    /// Once a year.
    Year,
    /// Once a school year, from September.
    AcademicYear,
    /// Once a calendar year, where the council's own years start in another month.
    CalendarYear,
}

/// The month in which a school year starts.
pub const SCHOOL_STARTS: i8 = 9;

impl Frequency {
    /// How many months one period spans.
    pub fn months(self) -> i32 {
        match self {
            Frequency::Month => 1,
            Frequency::Quarter => 3,
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => 12,
        }
    }

    /// `month`, `quarter`, `year`.
    pub fn noun(self) -> &'static str {
        match self {
            Frequency::Month => "month",
            Frequency::Quarter => "quarter",
            Frequency::Year => "year",
            Frequency::AcademicYear => "academic year",
            Frequency::CalendarYear => "calendar year",
        }
    }

    /// The word over periods of this length in a file of figures.
    pub fn header(self) -> &'static str {
        match self {
            Frequency::Month => "Months",
            Frequency::Quarter => "Quarters",
            Frequency::Year => "Years",
            Frequency::AcademicYear => "Academic years",
            Frequency::CalendarYear => "Calendar years",
        }
    }

    /// How many periods a chart and its table show: a year and the same period of the year before.
    pub fn shown(self) -> usize {
        match self {
            Frequency::Month => 13,
            Frequency::Quarter => 9,
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => 10,
        }
    }

    /// Periods of a long chart: two years of months and the one they are compared with, and as many of the others as there are.
    pub const LONG: usize = 25;

    /// Every one, finest first.
    pub const ALL: [Self; 5] =
        [Frequency::Month, Frequency::Quarter, Frequency::Year, Frequency::AcademicYear, Frequency::CalendarYear];

    /// Whether one of its periods is a year, whenever that starts.
    pub fn is_yearly(self) -> bool {
        self.months() == 12
    }
}

/// The month in which a year starts; April for an English council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    pub(super) first_month: i8,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { first_month: 4 }
    }
}
