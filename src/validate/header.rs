//! The header of a table: its periods, and what a row of headings says that no single one does.
//!
//! Weeks, the ends of quarters and years written with a dash are seen beside their neighbours alone: `2024-06-30` may be a month or a quarter,
//! `2007-08` is August 2007 and, before `2008-09`, most likely a year.

use crate::diag::{Code, Diagnostic};
use crate::load::raw::{RawTable, Text};
use crate::model::{Calendar, Date, Frequency, Month, Period, in_words, written_days};

use super::words::{MOST, Words, how_many, no_period};
use super::{gaps, habits};

/// The periods of a header; `None` where one could not be read, which has been said.
pub fn read(table: &RawTable, words: &mut Words) -> Vec<Option<Period>> {
    let calendar = words.calendar();
    let days: Vec<Option<Date>> = table.header.iter().map(|text| written_days(&text.value).first().copied()).collect();
    if table.spreadsheet
        && let Some(first) = weeks(table, &days, calendar)
    {
        words.push(
            Diagnostic::new(Code::AmbiguousPeriod, "the columns are weeks, and a week is no period of a paper")
                .at(first.span)
                .hint("give a column for each month, `2024-04`: its weeks added up or, of what is counted on a day, the last one"),
        );
        return vec![None; table.header.len()];
    }
    let step = step(&days);
    let (mut faults, mut header) = (Vec::new(), Vec::new());
    for (text, day) in table.header.iter().zip(&days) {
        faults.truncate(MOST);
        header.push(period(table, text, way(*day, step, calendar), &mut faults, words));
    }
    words.by_cause(faults, |first, number| format!("{}, one of {} such headings", first.message(), how_many(number)));
    left_out(table, &header, words);
    header
}

/// The period of a heading. Columns that belong elsewhere are each told where; of others that are no periods most have one cause.
fn period(
    table: &RawTable,
    text: &Text,
    way: Option<String>,
    faults: &mut Vec<Diagnostic>,
    words: &mut Words,
) -> Option<Period> {
    let word = table.word.as_ref().map(|word| word.value.to_lowercase());
    let calendar = words.calendar();
    let period = match word.as_deref() {
        Some("academic years") => Period::parse_academic(&text.value, calendar),
        Some("calendar years") => Period::parse_calendar(&text.value, calendar),
        _ if table.spreadsheet => Period::parse_spreadsheet(&text.value, calendar),
        _ => Period::parse_file_name(&text.value, calendar),
    };
    let period = match period {
        Ok(period) => period,
        Err(error) => {
            let column = habits::column(&text.value).filter(|_| table.spreadsheet);
            let word = word.as_deref();
            let number = || word.and_then(|word| of_number(text, word, calendar));
            let month = || of_month(text, wanted(word?)?, calendar);
            match (way.filter(|_| table.spreadsheet).or_else(number).or_else(month), column) {
                (None, Some(column)) => words.push(no_period(text, &error, Some(column.to_owned()))),
                (way, _) => faults.push(no_period(text, &error, way)),
            }
            return None;
        }
    };
    let Some(frequency) = word.as_deref().and_then(wanted).filter(|_| !is_own_year(word.as_deref())) else {
        return Some(period);
    };
    if period.frequency() == frequency {
        return Some(period);
    }
    let (is, wanted) = (period.frequency().noun(), frequency.noun());
    let own = format!("{is}s have a header of their own, `{}:`", period.frequency().header());
    let hint = match as_year(text, calendar).filter(|_| frequency == Frequency::Year) {
        Some(year) => format!("a year is written `{year}`"),
        None => of_month(text, frequency, calendar).map_or(own.clone(), |way| format!("{way}; {own}")),
    };
    let message = format!("`{}` is a {is}, not a {wanted}", text.value);
    faults.push(Diagnostic::new(Code::AmbiguousPeriod, message).at(text.span).hint(hint));
    None
}

/// What a header's word says that it holds.
fn wanted(word: &str) -> Option<Frequency> {
    Frequency::ALL.into_iter().find(|frequency| frequency.header().to_lowercase() == word)
}

/// Whether a word says of what calendar its years are, so that they need no word of their own.
fn is_own_year(word: Option<&str>) -> bool {
    matches!(word, Some("academic years" | "calendar years"))
}

/// What a month or a day means under a header of longer periods: the one in which it lies, since spreadsheets name a quarter by its last
/// day, its last month or its first one.
fn of_month(text: &Text, wanted: Frequency, calendar: Calendar) -> Option<String> {
    let longer = |month: Period| month.earlier(1 - wanted.months()).latest(wanted);
    let spelled = |period: Period| if period.frequency().is_yearly() { period.name() } else { period.to_string() };
    let month = Period::parse_spreadsheet(&text.value, calendar).ok();
    let month = month.filter(|period| period.frequency() == Frequency::Month);
    if wanted == Frequency::Month || (month.is_some() && as_year(text, calendar).is_some()) {
        return None;
    }
    let noun = if wanted.is_yearly() { "year" } else { wanted.noun() };
    let of_day = |day: Date| longer(Period::month(Month::new(day.year(), day.month()), calendar));
    match (month, written_days(&text.value).as_slice()) {
        (Some(month), _) => Some(format!("a {noun} is written `{}`", spelled(longer(month)))),
        (None, [day, others @ ..]) if others.iter().all(|other| of_day(*other) == of_day(*day)) => {
            Some(format!("a {noun} is written `{}`", spelled(of_day(*day))))
        }
        (None, [day, other, ..]) => {
            let meant = |day: Date| format!("`{}` for {}", spelled(of_day(day)), in_words(day));
            Some(format!("a {noun} is written {}, {}", meant(*day), meant(*other)))
        }
        (None, _) => None,
    }
}

/// What a year in one number is under a header with a word: what is accepted there, and no more.
fn of_number(text: &Text, word: &str, calendar: Calendar) -> Option<String> {
    let number: i16 = Some(text.value.trim()).filter(|text| text.len() == 4)?.parse().ok()?;
    let year = Period::month(Month::new(number, 12), calendar).year();
    Some(match word {
        "months" => format!("a month is written `{number}-04`"),
        "quarters" => format!("a quarter is written `{year} Q1`"),
        "academic years" => format!("a year is written `{number}/{:02}`", (number + 1).rem_euclid(100)),
        _ => format!("a year is written `{year}`; calendar years have a header of their own, `Calendar years:`"),
    })
}

/// The first heading of a row of weeks.
fn weeks<'t>(table: &'t RawTable, days: &[Option<Date>], calendar: Calendar) -> Option<&'t Text> {
    let named = |text: &&Text| {
        let lower = text.value.trim().to_lowercase();
        let is_iso = lower.split_once("-w").is_some_and(|(year, week)| year.len() == 4 && week.parse::<u8>().is_ok());
        is_iso || ["week ", "wk ", "w/c", "w/e", "w.c", "wc ", "we "].iter().any(|start| lower.starts_with(start))
    };
    if let Some(first) = table.header.iter().find(named) {
        return Some(first);
    }
    let dated: Vec<(&Text, Date)> =
        table.header.iter().zip(days).filter_map(|(text, day)| Some((text, (*day)?))).collect();
    let between = |pair: &[(&Text, Date)]| pair[0].1.until(pair[1].1).map_or(0, |span| span.get_days());
    let steps: Vec<i32> = dated.windows(2).map(between).collect();
    let is_weekly = steps.iter().any(|days| (1..=14).contains(days)) && steps.iter().all(|days| days % 7 == 0);
    let is_refused = |text: &Text| Period::parse_spreadsheet(&text.value, calendar).is_err();
    dated.first().map(|(text, _)| *text).filter(|_| is_weekly && dated.iter().any(|(text, _)| is_refused(text)))
}

/// How many months lie between each day of a header and the next, where these are always as many.
fn step(days: &[Option<Date>]) -> Option<i32> {
    let months: Vec<i32> =
        days.iter().flatten().map(|day| i32::from(day.year()) * 12 + i32::from(day.month())).collect();
    let mut steps = months.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next()?;
    steps.all(|step| step == first).then_some(first)
}

/// What a day that heads a column means, by the days beside it.
fn way(day: Option<Date>, step: Option<i32>, calendar: Calendar) -> Option<String> {
    let day = day?;
    let month = Period::month(Month::new(day.year(), day.month()), calendar);
    let ends = |frequency: Frequency| Some(month.latest(frequency)).filter(|period| period.end() == day);
    let (quarter, year) = (ends(Frequency::Quarter), ends(Frequency::Year));
    match (step, quarter, year) {
        (Some(3), Some(quarter), _) => Some(format!("a quarter is written `{quarter}`")),
        (Some(12), _, Some(year)) => Some(format!("a year is written `{year}`")),
        (None, Some(quarter), None) => Some(format!("a month is written `{month}`, a quarter `{quarter}`")),
        (None, Some(quarter), Some(year)) => {
            Some(format!("a month is written `{month}`, a quarter `{quarter}`, a year `{year}`"))
        }
        _ => None,
    }
}

/// The year of a text that is a year and the next one with a dash between: `2007-08`.
fn as_year(text: &Text, calendar: Calendar) -> Option<Period> {
    let written = text.value.trim();
    let is_shape = written.len() == 7 && written.as_bytes()[4] == b'-';
    Period::parse(&written.replace('-', "/"), calendar).ok().filter(|_| is_shape)
}

/// What a header leaves out, once for each cause.
fn left_out(table: &RawTable, header: &[Option<Period>], words: &mut Words) {
    let is_month = |period: &&Period| period.frequency() == Frequency::Month;
    let pairs = header.windows(2).zip(&table.header[1.min(table.header.len())..]);
    let gaps: Vec<(Period, Period, &Text)> = pairs
        .filter_map(|(pair, text)| Some((pair[0]?, pair[1]?, text)))
        .filter(|(first, next, _)| first.frequency() == next.frequency() && *first < next.previous())
        .collect();
    let years: Vec<_> = table.header.iter().map(|text| as_year(text, words.calendar())).collect();
    if let ([Some(first), Some(next), ..], true) = (years.as_slice(), years.iter().all(Option::is_some))
        && let Some((text, month)) = table.header.iter().zip(header).find_map(|(text, period)| Some((text, (*period)?)))
    {
        words.push(
            Diagnostic::new(
                Code::HeaderGap,
                format!("`{}` is read as {}, and may be a year", text.value, month.label()),
            )
            .at(text.span)
            .hint(format!("if years are meant, write `{first}`, `{next}`{}", under(table))),
        );
        return;
    }
    let Some((first, next, text)) = gaps.first() else { return };
    let apart = next.months_since(*first);
    let is_even = gaps.len() > 1
        && gaps.len() + 1 == header.len()
        && gaps.iter().all(|(first, next, _)| next.months_since(*first) == apart);
    let longer = Some(first).filter(is_month).filter(|_| is_even).and_then(|first| longer(*first, *next, apart));
    match longer {
        Some((begins, follows)) => {
            words.push(Diagnostic::new(Code::HeaderGap, gaps::jump(*first, *next)).at(text.span).hint(format!(
                "if {} are meant, write `{begins}`, `{follows}`{}",
                plural(begins),
                under(table)
            )))
        }
        None => words.of_one_cause(gaps::in_header(table, header), |first, number| {
            format!("{}, one of {number} such gaps", first.message())
        }),
    }
}

fn plural(period: Period) -> &'static str {
    if period.frequency() == Frequency::Quarter { "quarters" } else { "years" }
}

/// Where periods of another length stand, in a file whose header has a word.
fn under(table: &RawTable) -> &'static str {
    if table.word.is_some() { " under a header of their own" } else { "" }
}

/// The quarters or years of which months in even steps are the first or the last.
fn longer(first: Period, next: Period, apart: i32) -> Option<(Period, Period)> {
    let frequency = match apart {
        3 => Frequency::Quarter,
        12 => Frequency::Year,
        _ => return None,
    };
    let ended = |month: Period| Some(month.latest(frequency)).filter(|longer| longer.end() == month.end());
    let begun = |month: Period| {
        let longer = month.earlier(1 - frequency.months()).latest(frequency);
        Some(longer).filter(|longer| longer.start() == month.start())
    };
    ended(first).zip(ended(next)).or_else(|| begun(first).zip(begun(next)))
}
