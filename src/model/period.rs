//! Months, quarters and years, their spelling and their neighbours.

use std::fmt;

use jiff::civil::Date;

mod spelling;

use spelling::{month_by_name, parse_month, parse_year_or_quarter, spreadsheet_year, suggest};

/// A month of the civil calendar as a running number, so that distances are differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

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

    fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    fn last_day(self) -> Date {
        jiff::civil::date(self.year(), self.number(), 1).last_of_month()
    }
}

const MONTHS: [&str; 12] = [
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

/// How often an indicator is measured, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// Twelve times a year.
    Month,
    /// Four times a year.
    Quarter,
    /// Once a year.
    Year,
}

impl Frequency {
    /// How many months one period spans.
    pub fn months(self) -> i32 {
        match self {
            Frequency::Month => 1,
            Frequency::Quarter => 3,
            Frequency::Year => 12,
        }
    }

    /// `month`, `quarter`, `year`.
    pub fn noun(self) -> &'static str {
        match self {
            Frequency::Month => "month",
            Frequency::Quarter => "quarter",
            Frequency::Year => "year",
        }
    }

    /// How many periods a chart and its table show: a year and the same period of the year before.
    pub fn shown(self) -> usize {
        match self {
            Frequency::Month => 13,
            Frequency::Quarter => 9,
            Frequency::Year => 10,
        }
    }
}

/// The month in which a year starts; April for an English council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    first_month: i8,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { first_month: 4 }
    }
}

impl Calendar {
    /// A year that starts in the month of this English name, in any case.
    pub fn starting_in(name: &str) -> Option<Self> {
        month_by_name(name).map(|first_month| Self { first_month })
    }
}

/// A month, a quarter or a year.
///
/// Spelled `2020-11`, `2020/21 Q3` and `2020/21`. A year that starts in January is spelled by the year it starts and ends
/// in, `2020/20`: a bare `2020` could be a count and is refused.
///
/// # Examples
///
/// ```
/// use panelpack::model::{Calendar, Period};
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
    first: Month,
    frequency: Frequency,
    /// First month of the year, 1 to 12: quarters and years are named by it.
    year_starts: i8,
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{written}` is not a period")]
pub struct PeriodError {
    written: String,
    suggestion: Option<String>,
}

impl PeriodError {
    /// How it is probably meant to be spelled.
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}

impl Period {
    /// A month.
    pub fn month(month: Month, calendar: Calendar) -> Self {
        Self { first: month, frequency: Frequency::Month, year_starts: calendar.first_month }
    }

    /// Reads the spelling of project files; nothing else is accepted.
    pub fn parse(text: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        let text = text.trim();
        parse_month(text)
            .map(|month| Self::month(month, calendar))
            .or_else(|| parse_year_or_quarter(text, calendar))
            .ok_or_else(|| PeriodError { written: text.to_owned(), suggestion: suggest(text) })
    }

    /// Reads also what a spreadsheet writes above its columns: `Nov-20`, `Nov 2020`, `November 2020`, `01/11/2020`.
    ///
    /// A day other than the first and an order of day and month that is not clear are refused: `11/01/2020` could be January.
    pub fn parse_spreadsheet(text: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        let text = text.trim();
        let words: Vec<&str> = text.split(['-', ' ', '/']).collect();
        let month = match words[..] {
            [name, year] => month_by_name(name).zip(spreadsheet_year(year)),
            ["01", month, year] if year.len() == 4 => {
                month.parse().ok().filter(|m| (1..=12).contains(m)).zip(spreadsheet_year(year))
            }
            _ => None,
        };
        match month {
            Some((month, year)) => Ok(Self::month(Month::new(year, month), calendar)),
            None => Self::parse(text, calendar),
        }
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
        let offset = i32::from(self.year_starts) - 1;
        let ends = (end - offset).div_euclid(frequency.months()) * frequency.months() + offset;
        Self { first: Month(ends - frequency.months()), frequency, ..self }
    }

    /// `November 2020`, `October to December 2020`, `2019/20`.
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
            Frequency::Quarter | Frequency::Year => self.to_string(),
        }
    }

    /// The name without the year where the year is understood: `November`, `Q3`, `2019/20`.
    pub fn name(self) -> String {
        match self.frequency {
            Frequency::Month => self.first.name().to_owned(),
            Frequency::Quarter => format!("Q{}", self.quarter_number()),
            Frequency::Year => self.to_string(),
        }
    }

    /// The narrowest name, for an axis: `Nov`, `Q3`, `2019/20`.
    pub fn tick(self) -> String {
        match self.frequency {
            Frequency::Month => self.first.short_name().to_owned(),
            Frequency::Quarter | Frequency::Year => self.name(),
        }
    }

    /// The year that an axis prints under a tick: `2020`, `2020/21`; nothing under a year.
    pub fn tick_year(self) -> String {
        match self.frequency {
            Frequency::Month => self.first.year().to_string(),
            Frequency::Quarter => self.year_name(),
            Frequency::Year => String::new(),
        }
    }

    /// The spelling for file names: `2020-11`, `2020_21-Q3`, `2020_21`.
    pub fn file_name(self) -> String {
        self.to_string().replace('/', "_").replace(' ', "-")
    }

    fn quarter_number(self) -> i32 {
        (i32::from(self.first.number()) - i32::from(self.year_starts)).rem_euclid(12) / 3 + 1
    }

    fn year_start(self) -> Month {
        self.first.plus(-(i32::from(self.first.number()) - i32::from(self.year_starts)).rem_euclid(12))
    }

    fn year_name(self) -> String {
        let started = self.year_start();
        let ended = started.plus(11).year();
        format!("{}/{:02}", started.year(), ended.rem_euclid(100))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.frequency {
            Frequency::Month => write!(f, "{}-{:02}", self.first.year(), self.first.number()),
            Frequency::Quarter => write!(f, "{} Q{}", self.year_name(), self.quarter_number()),
            Frequency::Year => f.write_str(&self.year_name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text, Calendar::default()).unwrap()
    }

    #[test]
    fn spellings_come_back_as_they_went_in() {
        for text in ["2020-11", "2011-12", "2020/21 Q3", "2020/21 Q4", "2020/21", "1999/00"] {
            assert_eq!(period(text).to_string(), text);
        }
    }

    #[test]
    fn other_shapes_are_refused_with_the_right_spelling() {
        for (text, suggestion) in [
            ("202011", "a month is written `2020-11`"),
            ("11/2020", "a month is written `2020-11`"),
            ("Nov 2020", "a month is written `2020-11`"),
            ("2020", "a year is written `2020/21`, a month `2020-04`"),
            ("2020-1", "a month is written `2020-01`"),
            ("2020-21", "a year is written `2020/21`"),
            ("2020-2021", "a year is written `2020/21`"),
            ("2020/11", "a month is written `2020-11`"),
            ("11/20", "a month is written `2020-11`"),
            ("2020-11-01", "a month is written `2020-11`"),
            ("1/11/2020", "a month is written `2020-11`"),
            ("1-Nov-20", "a month is written `2020-11`"),
            ("2020/21Q3", "a quarter is written `2020/21 Q3`"),
            ("Q3 2020/21", "a quarter is written `2020/21 Q3`"),
        ] {
            let error = Period::parse(text, Calendar::default()).unwrap_err();
            assert_eq!(error.suggestion(), Some(suggestion), "{text}");
        }
        for text in ["2020/22", "2020-13", "2020/21 Q5", "", "Q3", "2020-11-01", "20-11"] {
            assert!(Period::parse(text, Calendar::default()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_spreadsheet_may_write_months_in_its_own_way() {
        for text in ["Nov-20", "Nov 2020", "November 2020", "01/11/2020", "2020-11"] {
            assert_eq!(Period::parse_spreadsheet(text, Calendar::default()).unwrap(), period("2020-11"), "{text}");
        }
        for text in ["11/01/2020", "30/11/2020", "Nov", "01/13/2020"] {
            assert!(Period::parse_spreadsheet(text, Calendar::default()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_latest_period_of_another_length_has_ended() {
        assert_eq!(period("2020-11").latest(Frequency::Year), period("2019/20"));
        assert_eq!(period("2020-03").latest(Frequency::Year), period("2019/20"));
        assert_eq!(period("2020-11").latest(Frequency::Quarter), period("2020/21 Q2"));
        assert_eq!(period("2020-12").latest(Frequency::Quarter), period("2020/21 Q3"));
        assert_eq!(period("2020/21 Q3").latest(Frequency::Year), period("2019/20"));
        assert_eq!(period("2019/20").latest(Frequency::Month), period("2020-03"));
    }

    #[test]
    fn quarters_and_years_know_their_days() {
        assert_eq!(period("2020/21 Q4").end(), jiff::civil::date(2021, 3, 31));
        assert_eq!(period("2020/21 Q4").label(), "January to March 2021");
        assert_eq!(period("2019/20").end(), jiff::civil::date(2020, 3, 31));
        assert_eq!(period("2019/20").year_before(), period("2018/19"));
        assert_eq!(period("2020/21 Q1").previous(), period("2019/20 Q4"));
    }
}
