//! Periods as other people write them over columns and in columns: `Apr-23`, `Q1 2023/24`, `31/03/2024`, `2024`, `MSitAE-JUNE-2024`.

use crate::load::recipe::Years as BareYears;
use crate::model::{Calendar, Date, Frequency, Month, Period, written_days};
use crate::workbook::{Cell, Kind};

/// What a text says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A period, whole.
    Period(Period),
    /// A day, which stands for the period that it begins or ends; which one, the days beside it tell.
    Day(Date),
    /// A number that is a year, or a count.
    BareYear(i16),
    /// A number that is a day to a spreadsheet, or a count.
    Serial(Date),
    /// A month or quarter whose year stands elsewhere.
    Part(Part),
}

/// A month by its number, or a quarter by its place in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Month(i8),
    Quarter(u8),
}

/// Words around a period that say nothing else.
const AROUND: [&str; 42] = [
    "a",
    "act",
    "actual",
    "actuals",
    "as",
    "at",
    "by",
    "current",
    "data",
    "during",
    "end",
    "ended",
    "ending",
    "figure",
    "figures",
    "financial",
    "for",
    "fy",
    "in",
    "last",
    "latest",
    "month",
    "of",
    "on",
    "outturn",
    "performance",
    "period",
    "position",
    "prev",
    "previous",
    "prior",
    "reported",
    "reporting",
    "result",
    "results",
    "same",
    "st",
    "the",
    "value",
    "values",
    "ye",
    "year",
];

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The period of a heading: nothing else may stand in it, as the target in `Target 2023/24`.
pub fn of_heading(cell: &Cell, calendar: Calendar) -> Option<Said> {
    read(cell, calendar, true)
}

/// The period of a cell in a column of periods, whatever stands around it.
pub fn of_cell(cell: &Cell, calendar: Calendar) -> Option<Said> {
    read(cell, calendar, false)
}

/// The period that a heading names among words that say something else, as `Apr-23 Target`: what stands under it is not of that period alone.
pub fn of_other_words(cell: &Cell, calendar: Calendar) -> Option<Said> {
    let is_text = number(&cell.shown).is_none() && cell.kind == Kind::Text;
    let said = of_cell(cell, calendar).filter(|said| matches!(said, Said::Period(_) | Said::Part(_) | Said::Day(_)));
    said.filter(|_| is_text && of_heading(cell, calendar).is_none())
}

fn read(cell: &Cell, calendar: Calendar, alone: bool) -> Option<Said> {
    match cell.kind {
        Kind::Date(day) => return Some(Said::Day(day)),
        Kind::Error => return None,
        Kind::Number | Kind::Text => {}
    }
    let text = cell.shown.as_str();
    if text.len() > 60 || !text.contains(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if let Some(number) = number(text) {
        return number_said(number, calendar);
    }
    if let [day, ..] = written_days(text)[..] {
        return Some(Said::Day(day));
    }
    if let Ok(period) = Period::parse(text, calendar) {
        return Some(Said::Period(period));
    }
    words(text, calendar, alone)
}

/// Whether a text names months by their names.
pub fn names_months(text: &str) -> bool {
    !find(text).months.is_empty()
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn number_said(number: u32, calendar: Calendar) -> Option<Said> {
    let (start, end) = ((number / 100) as i16, number % 100);
    match number {
        1990..=2049 => Some(Said::BareYear(number as i16)),
        // 1 January 2000 to 31 December 2049.
        36_526..=54_788 => {
            let since = i64::from(number) - 36_526;
            let day = jiff::civil::date(2000, 1, 1).checked_add(jiff::Span::new().days(since)).ok()?;
            Some(Said::Serial(day))
        }
        199_001..=204_999 if u32::from(start.unsigned_abs() + 1) % 100 == end && end > 12 => {
            year_of(start, calendar).map(Said::Period)
        }
        199_001..=204_912 if (1..=12).contains(&end) => {
            Some(Said::Period(Period::month(Month::new(start, end as i8), calendar)))
        }
        _ => None,
    }
}

/// The council's year that begins in one of this number.
fn year_of(start: i16, calendar: Calendar) -> Option<Period> {
    Some(Period::month(Month::new(start, first_month(calendar)), calendar).year())
}

/// The month in which the council's year begins.
pub fn first_month(calendar: Calendar) -> i8 {
    Period::month(Month::new(2000, 12), calendar).year().start().month()
}

/// What the words and numbers of a text are.
#[derive(Default)]
struct Found {
    months: Vec<i8>,
    quarter: Option<u8>,
    /// The year in which a range of two begins.
    range: Option<i16>,
    year: Option<i16>,
    academic: bool,
    is_other: bool,
}

fn words(text: &str, calendar: Calendar, alone: bool) -> Option<Said> {
    let found = find(text);
    if alone && found.is_other || found.months.len() > 2 {
        return None;
    }
    let Found { ref months, quarter, range, year, academic, .. } = found;
    let month_in =
        |month: i8, start: i16| Month::new(if month < first_month(calendar) { start + 1 } else { start }, month);
    match (&months[..], quarter, range, year) {
        ([], None, Some(start), None) if academic => {
            Period::parse_academic(&format!("{start}/{:02}", (start + 1) % 100), calendar).ok().map(Said::Period)
        }
        ([], None, Some(start), None) => year_of(start, calendar).map(Said::Period),
        ([], Some(quarter), Some(start), None) | ([], Some(quarter), None, Some(start)) => {
            year_of(start, calendar)?.parts(Frequency::Quarter).nth(usize::from(quarter) - 1).map(Said::Period)
        }
        ([month], _, Some(start), None) => Some(Said::Period(Period::month(month_in(*month, start), calendar))),
        ([month], None, None, Some(year)) => Some(Said::Period(Period::month(Month::new(year, *month), calendar))),
        // `Apr-Jun`, or `Q1 (Apr-Jun)`.
        ([first, last], quarter, None, None) if (last - first).rem_euclid(12) == 2 => {
            let since = (first - first_month(calendar)).rem_euclid(12);
            let own = u8::try_from(since / 3 + 1).ok().filter(|_| since % 3 == 0)?;
            quarter.is_none_or(|quarter| quarter == own).then_some(Said::Part(Part::Quarter(own)))
        }
        ([first, last], _, range, year) if (last - first).rem_euclid(12) == 2 => {
            let month = match (range, year) {
                (Some(start), _) => month_in(*last, start),
                (None, Some(year)) => Month::new(year, *last),
                (None, None) => return None,
            };
            let quarter = Period::month(month, calendar).latest(Frequency::Quarter);
            (quarter.end() == Period::month(month, calendar).end()).then_some(Said::Period(quarter))
        }
        ([month], None, None, None) => Some(Said::Part(Part::Month(*month))),
        ([], Some(quarter), None, None) => Some(Said::Part(Part::Quarter(quarter))),
        ([], None, None, Some(year)) => Some(Said::BareYear(year)),
        _ => None,
    }
}

fn find(text: &str) -> Found {
    let mut found = Found::default();
    let tokens = tokens(text);
    // `2023 05` and `11/2023` are months where nothing follows.
    if let [first, second] = &tokens[..] {
        let is_range = |year: i16, number: i8| (year + 1) % 100 == i16::from(number);
        let both = match (year(first), year(second)) {
            (Some(year), None) if second.len() == 2 => second.parse().ok().map(|number| (year, number)),
            (None, Some(year)) if first.len() < 3 => first.parse().ok().map(|number| (year, number)),
            _ => None,
        };
        let is_first = year(first).is_some();
        if let Some((year, month @ 1..=12)) = both.filter(|(year, number)| !is_first || !is_range(*year, *number)) {
            return Found { months: vec![month], year: Some(year), ..found };
        }
    }
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1).map(String::as_str);
        at += 1;
        if let Some(month) = month(token) {
            found.months.push(month);
        } else if let Some((quarter, taken)) = quarter(token, next) {
            found.is_other |= found.quarter.replace(quarter).is_some();
            at += taken;
        } else if let Some(start) = year(token) {
            // The second number of a range is the next year, with two digits or four.
            let ends = next.and_then(|next| next.parse::<i16>().ok()).is_some_and(|end| {
                end == start + 1 || (end < 100 && (start + 1) % 100 == end && next.is_some_and(|next| next.len() == 2))
            });
            let both = if ends { &mut found.range } else { &mut found.year };
            let is_second = both.replace(start).is_some();
            found.is_other |= is_second;
            at += usize::from(ends);
        } else if let Some((start, taken)) = short_year(token, next, &found) {
            let both = if taken == 1 { &mut found.range } else { &mut found.year };
            *both = Some(start);
            at += taken;
        } else if token == "academic" || token == "school" || token == "ay" {
            found.academic = true;
        } else if !AROUND.contains(&token.as_str()) && !is_day_of_month(token, &found, next) {
            found.is_other = true;
        }
    }
    found
}

/// The 31 of `31 March 2024`, or of `March 31`.
fn is_day_of_month(token: &str, found: &Found, next: Option<&str>) -> bool {
    let is_number = token.len() <= 2 && token.bytes().all(|byte| byte.is_ascii_digit());
    let is_before = |next: &str| month(next).is_some() || matches!(next, "st" | "nd" | "rd" | "th" | "of");
    is_number && (!found.months.is_empty() || next.is_some_and(is_before))
}

/// `23` after a month is 2023, `23/24` a year.
fn short_year(token: &str, next: Option<&str>, found: &Found) -> Option<(i16, usize)> {
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<i16>().ok()).flatten();
    let start = two(token)?;
    let is_word = |next: &str| next.starts_with(|c: char| c.is_alphabetic()) && month(next).is_none();
    if found.year.is_some() || found.range.is_some() {
        return None;
    }
    match next.and_then(two) {
        Some(end) if (start + 1) % 100 == end => Some((2000 + start, 1)),
        // What follows is a word, as in `Apr-23 Actual`.
        None if next.is_none_or(is_word) && (!found.months.is_empty() || found.quarter.is_some()) => {
            Some((2000 + start, 0))
        }
        _ => None,
    }
}

/// Runs of letters and runs of digits, in small letters.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    for sign in text.to_lowercase().chars() {
        let kind = if sign.is_ascii_digit() { Some(true) } else { sign.is_alphabetic().then_some(false) };
        match (kind, tokens.last_mut()) {
            (Some(_), Some(token)) if last == kind => token.push(sign),
            (Some(_), _) => tokens.push(sign.to_string()),
            (None, _) => {}
        }
        last = kind;
    }
    // `Q1` is one word.
    let mut joined: Vec<String> = Vec::new();
    for token in tokens {
        match joined.last_mut() {
            Some(before)
                if matches!(before.as_str(), "q" | "qtr" | "quarter")
                    && token.len() == 1
                    && token.as_bytes()[0].is_ascii_digit() =>
            {
                *before = format!("q{token}")
            }
            _ => joined.push(token),
        }
    }
    joined
}

fn month(token: &str) -> Option<i8> {
    let is =
        |month: &&str| token.len() >= 3 && month.starts_with(token) || (token == "sept" && **month == *"september");
    MONTHS.iter().position(is).map(|at| at as i8 + 1)
}

fn quarter(token: &str, next: Option<&str>) -> Option<(u8, usize)> {
    let number = |text: &str| text.parse::<u8>().ok().filter(|number| (1..=4).contains(number));
    match token.strip_prefix('q') {
        Some(digit) if digit.len() == 1 => number(digit).map(|quarter| (quarter, 0)),
        _ if matches!(token, "quarter" | "qtr") => next.and_then(number).map(|quarter| (quarter, 1)),
        _ => None,
    }
}

fn year(token: &str) -> Option<i16> {
    (token.len() == 4).then(|| token.parse().ok()).flatten().filter(|year| (1990..=2049).contains(year))
}

/// How texts that leave something open were read; said to whoever imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// `2018` is the year that ends in March 2018.
    YearsEnding,
    /// Days three months apart are quarters.
    DaysAreQuarters,
    /// Days a year apart are years.
    DaysAreYears,
    /// Bare numbers over columns are the days that a spreadsheet counts.
    Serials,
    /// `2023` beside a month is the calendar year.
    MonthsOfBareYears,
}

/// The periods of a row or column of headings, each by itself or by what stands beside it; `None` where a text is none. `groups` are the years over them.
pub fn periods(
    said: &[Option<Said>],
    groups: &[Option<Said>],
    years: BareYears,
    calendar: Calendar,
) -> (Vec<Option<Period>>, Vec<Reading>) {
    let mut readings = Vec::new();
    let days: Vec<Date> = said
        .iter()
        .flatten()
        .filter_map(|said| if let Said::Day(day) | Said::Serial(day) = said { Some(*day) } else { None })
        .collect();
    let frequency = frequency_of(&days, calendar);
    let are_days = said.iter().flatten().any(|said| matches!(said, Said::Day(_) | Said::Period(_)));
    let serials = said.iter().flatten().filter(|said| matches!(said, Said::Serial(_))).count();
    let numbers: Vec<i16> = said
        .iter()
        .flatten()
        .filter_map(|said| if let Said::BareYear(year) = said { Some(*year) } else { None })
        .collect();
    let are_years =
        numbers.windows(2).all(|pair| (pair[1] - pair[0]).abs() == 1) && (numbers.len() > 1 || said.len() == 1);
    let mut period = |(said, group): (&Option<Said>, &Option<Said>)| {
        let (period, reading) = match ((*said)?, *group) {
            (Said::Period(period), _) => (period, None),
            (Said::Serial(_), _) if !are_days && serials < 3 => return None,
            (Said::Day(day), _) => by_day(day, frequency, calendar),
            (Said::Serial(day), _) => (by_day(day, frequency, calendar).0, Some(Reading::Serials)),
            (Said::BareYear(year), _) if are_years => {
                (bare(year, years, calendar)?, (years == BareYears::Ending).then_some(Reading::YearsEnding))
            }
            (Said::Part(part), Some(group)) => (part_in(part, group, calendar)?, None),
            (Said::BareYear(_) | Said::Part(_), _) => return None,
        };
        readings.extend(reading);
        Some(period)
    };
    let found = said.iter().zip(groups.iter().chain(std::iter::repeat(&None))).map(&mut period).collect();
    readings.sort_unstable();
    readings.dedup();
    (found, readings)
}

/// The periods of a whole column, in which they may repeat.
pub fn of_column(said: &[Option<Said>], years: BareYears, calendar: Calendar) -> (Vec<Option<Period>>, Vec<Reading>) {
    let is_bare = |said: &Option<Said>| matches!(said, Some(Said::BareYear(_)));
    if !said.iter().filter(|said| said.is_some()).all(is_bare) {
        return periods(said, &[], years, calendar);
    }
    let year =
        |said: &Option<Said>| if let Some(Said::BareYear(year)) = said { bare(*year, years, calendar) } else { None };
    let reading = (years == BareYears::Ending && said.iter().any(is_bare)).then_some(Reading::YearsEnding);
    (said.iter().map(year).collect(), reading.into_iter().collect())
}

/// The period that a year and the kind of year say together, as the Department for Education publishes them: `2025` and `Reporting year`, `202425` and `Academic year`.
pub fn coded(year: &str, kind: &str, calendar: Calendar) -> Option<Period> {
    let kind = kind.trim().to_lowercase();
    let first: i16 = year.get(..4)?.parse().ok()?;
    let is_range = year.trim().len() > 4;
    let academic = |start: i16| Period::parse_academic(&format!("{start}/{:02}", (start + 1) % 100), calendar).ok();
    let quarter = ["q1", "q2", "q3", "q4"].iter().position(|quarter| kind.ends_with(quarter));
    if let Some(month) = month(&kind) {
        return Some(Period::month(Month::new(first, month), calendar));
    }
    match (kind.as_str(), quarter) {
        (kind, Some(quarter)) if kind.starts_with("financial") => {
            year_of(first, calendar)?.parts(Frequency::Quarter).nth(quarter)
        }
        (_, Some(_)) => None,
        (kind, None) if kind.starts_with("academic") => academic(if is_range { first } else { first - 1 }),
        (kind, None) if kind.starts_with("calendar") => Period::parse_calendar(&first.to_string(), calendar).ok(),
        (kind, None) if kind.starts_with("financial") || kind.starts_with("reporting") || kind.starts_with("tax") => {
            year_of(if is_range { first } else { first - 1 }, calendar)
        }
        (_, None) => None,
    }
}

fn bare(year: i16, years: BareYears, calendar: Calendar) -> Option<Period> {
    match years {
        BareYears::Ending if first_month(calendar) == 1 => year_of(year, calendar),
        BareYears::Ending => year_of(year - 1, calendar),
        BareYears::Academic => Period::parse_academic(&format!("{}/{:02}", year - 1, year % 100), calendar).ok(),
        BareYears::Calendar => Period::parse_calendar(&year.to_string(), calendar).ok(),
    }
}

fn by_day(day: Date, frequency: Frequency, calendar: Calendar) -> (Period, Option<Reading>) {
    let month = Period::month(Month::new(day.year(), day.month()), calendar);
    match frequency {
        Frequency::Quarter => {
            let of = (0..3)
                .map(|later| month.earlier(-later).latest(Frequency::Quarter))
                .find(|quarter| quarter.start() <= day && day <= quarter.end());
            (of.unwrap_or(month), Some(Reading::DaysAreQuarters))
        }
        Frequency::Year => (month.year(), Some(Reading::DaysAreYears)),
        Frequency::Month | Frequency::AcademicYear | Frequency::CalendarYear => (month, None),
    }
}

/// How far apart days are that stand for periods.
fn frequency_of(days: &[Date], calendar: Calendar) -> Frequency {
    let mut months: Vec<i32> = days.iter().map(|day| i32::from(day.year()) * 12 + i32::from(day.month())).collect();
    months.sort_unstable();
    months.dedup();
    let apart = |step: i32| months.len() > 2 && months.windows(2).all(|pair| (pair[1] - pair[0]) % step == 0);
    let first = i32::from(first_month(calendar));
    // A quarter or year is named by a day in its first or last month, or no day names it.
    let place = |step: i32| {
        months
            .first()
            .is_some_and(|month| matches!((month - first).rem_euclid(step), place if place == 0 || place == step - 1))
    };
    match () {
        () if apart(12) && place(12) => Frequency::Year,
        () if apart(3) && place(3) => Frequency::Quarter,
        () => Frequency::Month,
    }
}

/// The month or quarter of a year.
pub fn part_in(part: Part, group: Said, calendar: Calendar) -> Option<Period> {
    match (part, group) {
        (Part::Month(month), Said::Period(year)) if year.frequency() == Frequency::Year => {
            year.parts(Frequency::Month).find(|period| period.start().month() == month)
        }
        (Part::Quarter(quarter), Said::Period(year)) if year.frequency() == Frequency::Year => {
            year.parts(Frequency::Quarter).nth(usize::from(quarter) - 1)
        }
        (Part::Month(month), Said::BareYear(year)) => Some(Period::month(Month::new(year, month), calendar)),
        (Part::Quarter(quarter), Said::BareYear(year)) => {
            year_of(year, calendar)?.parts(Frequency::Quarter).nth(usize::from(quarter) - 1)
        }
        _ => None,
    }
}
