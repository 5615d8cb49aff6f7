//! The spellings of periods that are read, and what is probably meant by those that are not.

use jiff::civil::Date;

use super::calendar::{Calendar, Frequency, SCHOOL_STARTS};
use super::day::{in_words, written_days};
use super::month::{MONTHS, Month};
use super::span::Period;

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

impl Calendar {
    /// A year that starts in the month of this English name, in any case.
    pub fn starting_in(name: &str) -> Option<Self> {
        month_by_name(name).map(|first_month| Self { first_month })
    }
}

impl Period {
    /// Reads the spelling of project files; nothing else is accepted.
    pub fn parse(text: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        let text = text.trim();
        parse_month(text)
            .map(|month| Self::month(month, calendar))
            .or_else(|| parse_year_or_quarter(text, calendar))
            .ok_or_else(|| PeriodError { written: text.to_owned(), suggestion: suggest(text, calendar) })
    }

    /// Reads an academic year, which under a header of academic years needs no word: `2019/20`.
    pub fn parse_academic(text: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        let bare = text.trim().trim_end_matches(" academic");
        let school = Calendar { first_month: SCHOOL_STARTS };
        Self::parse(&format!("{bare} academic"), calendar)
            .map_err(|_| PeriodError { written: text.to_owned(), suggestion: suggest(bare, school) })
    }

    /// Reads a calendar year, which under a header of calendar years needs no word: `2019`. It is the council's own where that starts in January.
    pub fn parse_calendar(text: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        let bare = text.trim().trim_end_matches(" calendar");
        Self::parse(&format!("{bare} calendar"), calendar)
            .map_err(|_| PeriodError { written: text.to_owned(), suggestion: suggest(bare, CALENDAR_YEARS) })
    }

    /// Reads a period under the header of its length, where a year of another calendar needs no word.
    pub fn parse_under(header: Frequency, text: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        match header {
            Frequency::AcademicYear => Self::parse_academic(text, calendar),
            Frequency::CalendarYear => Self::parse_calendar(text, calendar),
            Frequency::Month | Frequency::Quarter | Frequency::Year => Self::parse(text, calendar),
        }
    }

    /// Reads what [`Self::file_name`] writes, and the spelling of project files.
    pub fn parse_file_name(name: &str, calendar: Calendar) -> Result<Self, PeriodError> {
        Self::parse(&name.replace('_', "/").replace("-Q", " Q"), calendar)
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
}

fn digits(text: &str, length: usize) -> Option<i16> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn parse_month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (plausible(digits(year, 4)?)?, digits(month, 2)?);
    (1..=12).contains(&month).then(|| Month::new(year, month as i8))
}

fn parse_year_or_quarter(text: &str, calendar: Calendar) -> Option<Period> {
    if let Some(year) = text.strip_suffix(" academic") {
        let school = Calendar { first_month: SCHOOL_STARTS };
        let period = parse_year_or_quarter(year, school).filter(|period| period.frequency == Frequency::Year)?;
        return Some(Period { frequency: Frequency::AcademicYear, year_starts: calendar.first_month, ..period });
    }
    if let Some(year) = text.strip_suffix(" calendar") {
        let period =
            parse_year_or_quarter(year, CALENDAR_YEARS).filter(|period| period.frequency == Frequency::Year)?;
        let frequency = if calendar == CALENDAR_YEARS { Frequency::Year } else { Frequency::CalendarYear };
        return Some(Period { frequency, year_starts: calendar.first_month, ..period });
    }
    let (year, quarter) = match text.split_once(' ') {
        Some((year, quarter)) => (year, Some(digits(quarter.strip_prefix('Q')?, 1).filter(|q| (1..=4).contains(q))?)),
        None => (text, None),
    };
    // A year within one calendar year has one number; `2019/19` is how it was spelled once.
    let (start, end) = match year.split_once('/') {
        Some((start, end)) => (start, Some(digits(end, 2)?)),
        None => (year, None),
    };
    let start = plausible(digits(start, 4)?)?;
    let first = Month::new(start, calendar.first_month);
    let last = first.plus(11).year();
    if end.map_or(last != start, |end| last.rem_euclid(100) != end) {
        return None;
    }
    let (first, frequency) = match quarter {
        Some(quarter) => (first.plus(i32::from(quarter - 1) * 3), Frequency::Quarter),
        None => (first, Frequency::Year),
    };
    Some(Period { first, frequency, year_starts: calendar.first_month })
}

const CALENDAR_YEARS: Calendar = Calendar { first_month: 1 };

fn plausible(year: i16) -> Option<i16> {
    (1900..=2199).contains(&year).then_some(year)
}

fn month_by_name(name: &str) -> Option<i8> {
    let name = name.to_ascii_lowercase();
    let is = |month: &str| {
        name == month.to_ascii_lowercase()
            || name == month[..3].to_ascii_lowercase()
            || (name == "sept" && month == "September")
    };
    MONTHS.iter().position(|month| is(month)).map(|i| i as i8 + 1)
}

fn spreadsheet_year(year: &str) -> Option<i16> {
    // The window of spreadsheets: `29` is 2029, `30` is 1930.
    digits(year, 4).and_then(plausible).or_else(|| digits(year, 2).map(|y| if y < 30 { 2000 + y } else { 1900 + y }))
}

/// A year of a calendar, by the year in which it starts.
fn year_named(start: i16, calendar: Calendar) -> String {
    Period {
        first: Month::new(start, calendar.first_month),
        frequency: Frequency::Year,
        year_starts: calendar.first_month,
    }
    .to_string()
}

/// How a text with a `Q` at a byte is spelled as a quarter.
fn spelled_quarter(text: &str, at: usize, calendar: Calendar) -> String {
    let started = |part: &str| {
        let (start, end) = part.split_once(['/', '-', '_']).unwrap_or((part, ""));
        let short = || digits(start, 2).filter(|_| end.len() == 2).map(|year| 2000 + year);
        digits(start, 4).and_then(plausible).or_else(short)
    };
    let year = text.split([' ', 'Q', 'q']).find_map(started);
    let quarter = text[at + 1..].chars().next().filter(|c| ('1'..='4').contains(c)).unwrap_or('3');
    let spelled = format!("`{} Q{quarter}`", year_named(year.unwrap_or(2020), calendar));
    match year {
        Some(_) => format!("a quarter is written {spelled}"),
        None => format!("a quarter is written with its year, as {spelled} is of one"),
    }
}

/// The quarter whose first and last month a text names: `Apr-Jun 2024`, `April to June 24`.
fn quarter_of_months(text: &str, calendar: Calendar) -> Option<Period> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (first, last, year) = match words[..] {
        [first, last, year] | [first, "to", last, year] => (month_by_name(first)?, month_by_name(last)?, year),
        _ => return None,
    };
    let last = Month::new(spreadsheet_year(year)?, last);
    let quarter = Period::month(last, calendar).latest(Frequency::Quarter);
    (quarter.first.number() == first && quarter.end() == last.last_day()).then_some(quarter)
}

/// What a text that is no period probably means, in the right spelling.
fn suggest(text: &str, calendar: Calendar) -> Option<String> {
    let month = |year: i16, month: i16| format!("a month is written `{year}-{month:02}`");
    let is_month = |n: &i16| (1..=12).contains(n);
    let any_digits = |part: &str| digits(part, part.len());
    if let Some(number) = digits(text, 4).and_then(plausible) {
        let year = year_named(number, calendar);
        return Some(format!("a year is written `{year}`, a calendar year `{number} calendar`, a month `{number}-04`"));
    }
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        let year = digits(&text[..4], 4).and_then(plausible)?;
        return any_digits(&text[4..]).filter(is_month).map(|number| month(year, number));
    }
    if let Some(at) = text.find(['Q', 'q']) {
        return Some(spelled_quarter(text, at, calendar));
    }
    match written_days(text).as_slice() {
        [] => {}
        [day] => return Some(month(day.year(), i16::from(day.month()))),
        [day, other, ..] => {
            let meant = |day: &Date| format!("`{}-{:02}` for {}", day.year(), day.month(), in_words(*day));
            return Some(format!("a month is written {}, {}", meant(day), meant(other)));
        }
    }
    if let Some(quarter) = quarter_of_months(text, calendar) {
        return Some(format!("a quarter is written `{quarter}`"));
    }
    let parts: Vec<&str> = text.split(['/', '-', ' ', '.']).collect();
    let year_of = |part: &str| digits(part, 4).and_then(plausible);
    let short_year = |part: &str| digits(part, 2).map(|year| 2000 + year);
    let month_of = |part: &str| {
        any_digits(part).filter(|_| part.len() <= 2).filter(is_month).or_else(|| month_by_name(part).map(i16::from))
    };
    match parts[..] {
        // 2020-21 and 2020-2021 are years; 2020/11 and 11/2020 are months.
        [start, end] => match (year_of(start), year_of(end)) {
            (Some(start), Some(end)) if end == start + 1 => {
                Some(format!("a year is written `{}`", year_named(start, calendar)))
            }
            (Some(start), _) if any_digits(end) == Some((start + 1).rem_euclid(100)) => {
                Some(format!("a year is written `{}`", year_named(start, calendar)))
            }
            (Some(start), _) if any_digits(end) == Some(start.rem_euclid(100)) && end.len() == 2 => {
                Some(format!("a year is written `{}`, a calendar year `{start} calendar`", year_named(start, calendar)))
            }
            (Some(year), _) => month_of(end).map(|number| month(year, number)),
            (None, Some(year)) => month_of(start).map(|number| month(year, number)),
            // `24-Oct` is how a spreadsheet shows `Oct-24` where it took 24 for a day.
            (None, None) => (month_of(start).zip(short_year(end)))
                .or_else(|| month_by_name(end).map(i16::from).zip(short_year(start).filter(|year| *year > 2012)))
                .map(|(number, year)| month(year, number)),
        },
        _ => None,
    }
}
