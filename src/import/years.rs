//! Years in one column and their months or quarters in another.

use std::collections::BTreeSet;

use crate::load::recipe::Periods;
use crate::model::{Calendar, Frequency, Month, Period};
use crate::workbook::{Cell, Place, Sheet, column_name, column_number};

use super::fault::Fault;
use super::heading::{self, Part, Said};
use super::words::plain;

/// The way out where nobody can tell which year is meant.
const WAY: &str = "write years whole, `2023/24`, beside names of months, or months with their years, `Jan-24`";

/// The words of headings over months and quarters.
const PARTS: [&str; 15] = [
    "month",
    "month name",
    "month no",
    "month number",
    "mth",
    "reporting month",
    "calendar month",
    "financial month",
    "quarter",
    "qtr",
    "financial quarter",
    "reporting quarter",
    "quarter no",
    "period",
    "reporting period",
];

/// The two columns, or the one that says all by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// Rows of headings, years, months or quarters.
    Both(usize, usize, usize),
    /// Row of headings, the column of whole periods, and the years that these lie in.
    Whole(usize, usize, usize),
}

/// What the headings over years and over their months or quarters say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Heads {
    /// Years of schools, from September.
    academic: bool,
    /// Years from January.
    civil: bool,
    /// The council's own.
    financial: bool,
    /// Numbers are quarters.
    of_quarters: bool,
}

impl Heads {
    /// Those over rows.
    pub fn over(sheet: &Sheet, first_row: usize, year: usize, part: usize) -> Self {
        let named = |row: &usize| has(&plain(sheet.text(*row, year)), &YEARS);
        let Some(heading) = (0..first_row).rev().find(named) else { return Self::default() };
        let (year, part) = (plain(sheet.text(heading, year)), plain(sheet.text(heading, part)));
        Self {
            academic: has(&year, &["academic", "school"]),
            civil: has(&year, &["calendar"]),
            financial: has(&year, &["financial", "fiscal", "fy", "fin"]),
            of_quarters: has(&part, &["quarter", "quarters", "qtr"]),
        }
    }

    /// The month or quarter of a year; nothing where one of them is none, or where the year is not known.
    pub fn period(self, year: &str, part: &str, calendar: Calendar) -> Option<Period> {
        let year = year_of(year, calendar)?;
        let is_number = part.parse::<u8>().is_ok();
        match (self.part_of(part, year, calendar)?, year) {
            (Part::Month(month), Said::Period(year)) if self.academic && !is_number => {
                let begins = year.start().year();
                Some(Period::month(Month::new(if month < 9 { begins + 1 } else { begins }, month), calendar))
            }
            (_, _) if self.academic => None,
            (Part::Quarter(quarter), Said::BareYear(year)) if !begins_in_january(calendar) => {
                let first = if heading::names_months(part) {
                    heading::first_month(calendar)
                } else if self.civil {
                    1
                } else {
                    return None;
                };
                let last = (first - 1 + quarter.cast_signed() * 3 - 1).rem_euclid(12) + 1;
                let month = Period::month(Month::new(year, last), calendar);
                let whole = month.latest(Frequency::Quarter);
                (whole.end() == month.end()).then_some(whole)
            }
            (part, year) => heading::part_in(part, year, calendar),
        }
    }

    /// A month or quarter of a cell: a number is a month of a bare year, and a quarter of a council's or under such a heading.
    fn part_of(self, text: &str, year: Said, calendar: Calendar) -> Option<Part> {
        match (text.parse::<i8>(), year) {
            (Ok(quarter @ 1..=4), _) if self.of_quarters => Some(Part::Quarter(quarter.unsigned_abs())),
            (Ok(_), _) if self.of_quarters => None,
            (Ok(month @ 1..=12), Said::BareYear(_)) => Some(Part::Month(month)),
            (Ok(quarter @ 1..=4), Said::Period(_)) => Some(Part::Quarter(quarter.unsigned_abs())),
            (Ok(_), _) => None,
            (Err(_), _) => match heading::of_cell(&Cell::text(text), calendar)? {
                Said::Part(part) => Some(part),
                _ => None,
            },
        }
    }
}

/// The words of headings over years.
const YEARS: [&str; 4] = ["year", "years", "fy", "yr"];

fn has(name: &str, words: &[&str]) -> bool {
    name.split(' ').any(|word| words.contains(&word))
}

/// The years of rows in their order: one that stands once, merged or over blanks, holds for the rows under it.
pub fn filled<'s>(sheet: &'s Sheet, rows: &[usize], column: usize) -> Vec<&'s str> {
    let (mut next, mut last) = (0, "");
    let year = |row: &usize| {
        for above in next..=*row {
            let text = sheet.text(above, column);
            if !text.is_empty() {
                last = text;
            }
        }
        next = *row + 1;
        last
    };
    rows.iter().map(year).collect()
}

/// Finds them by their headings and what stands under these.
///
/// # Errors
///
/// Where a column of months or quarters holds what is none.
pub fn find(sheet: &Sheet, columns: &[usize], calendar: Calendar) -> Result<Option<Columns>, Fault> {
    for heading in 0..sheet.height().min(20) {
        let is_year = |column: &&usize| is_of_years(sheet, heading, **column, calendar);
        let Some(year) = columns.iter().find(is_year).copied() else { continue };
        for part in columns.iter().copied().filter(|column| *column != year) {
            if let Some(found) = beside(sheet, heading, year, part, calendar)? {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn is_of_years(sheet: &Sheet, heading: usize, column: usize, calendar: Calendar) -> bool {
    let name = plain(sheet.text(heading, column));
    let is_named = has(&name, &YEARS);
    let filled = || (heading + 1..sheet.height()).map(|row| sheet.text(row, column)).filter(|text| !text.is_empty());
    is_named && {
        let years = filled().filter(|text| year_of(text, calendar).is_some()).count();
        years > 0 && years * 10 >= filled().count() * 8
    }
}

fn beside(
    sheet: &Sheet,
    heading: usize,
    year: usize,
    part: usize,
    calendar: Calendar,
) -> Result<Option<Columns>, Fault> {
    let name = plain(sheet.text(heading, part));
    let rows: Vec<usize> = (heading + 1..sheet.height()).filter(|row| !sheet.text(*row, part).is_empty()).collect();
    let said = |row: &usize| heading::of_cell(sheet.cell(*row, part), calendar);
    let most = |count: usize| count > 0 && count * 10 >= rows.len() * 8;
    let is_named = PARTS.contains(&name.as_str());
    let is_whole = |said: &Option<Said>| match said {
        Some(Said::Period(period)) => !period.frequency().is_yearly(),
        Some(Said::Day(_)) => true,
        _ => false,
    };
    if (is_named || name == "date") && most(rows.iter().map(said).filter(is_whole).count()) {
        return Ok(Some(Columns::Whole(heading, part, year)));
    }
    let are_names = most(rows.iter().map(said).filter(|said| matches!(said, Some(Said::Part(_)))).count());
    let year_column = year;
    let years = filled(sheet, &rows, year);
    let is_part = |(row, year): (&usize, &&str)| {
        let heads = Heads::over(sheet, heading + 1, year_column, part);
        year_of(year, calendar).and_then(|year| heads.part_of(sheet.text(*row, part), year, calendar)).is_some()
    };
    if are_names || is_named && most(rows.iter().zip(&years).filter(|pair| is_part(*pair)).count()) {
        return Ok(Some(Columns::Both(heading, year, part)));
    }
    let texts: BTreeSet<&str> = rows.iter().map(|row| sheet.text(*row, part)).collect();
    // `M1`, `P01`, `5`: the months of a year, or of a count of months.
    let is_numbered = |text: &&str| {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        text.len() - digits.len() < 8 && digits.parse::<u8>().is_ok_and(|number| (1..=12).contains(&number))
    };
    match texts.first() {
        Some(first) if is_named && texts.len() > 1 && texts.iter().all(is_numbered) => Err(Fault::new(
            format!("column {}: `{first}` under `{name}` is no month or quarter of a year", column_name(part)),
            WAY,
        )),
        _ => Ok(None),
    }
}

/// Why nobody can tell which months rows are about, where that is so.
pub fn unsaid(sheet: &Sheet, heading: usize, rows: &[usize], periods: &Periods, calendar: Calendar) -> Option<Fault> {
    let Periods::Coded(year, part) = periods else { return None };
    let (year_column, part_column) = (column_number(year)?, column_number(part)?);
    let part_name = plain(sheet.text(heading, part_column));
    // There it says itself what year it is of.
    if part_name == "time identifier" {
        return None;
    }
    let heads = Heads::over(sheet, heading + 1, year_column, part_column);
    let years = filled(sheet, rows, year_column);
    let mut months: Vec<(&str, Vec<(i8, usize)>)> = Vec::new();
    let fault = |row: usize, year: &str, what: &str| {
        let (place, text) = (Place { row, column: part_column }, sheet.text(row, part_column));
        Some(Fault::new(format!("{place}: `{text}` of `{year}` {what}"), WAY))
    };
    for (row, year) in rows.iter().copied().zip(&years) {
        let Some(said) = year_of(year, calendar) else { continue };
        let text = sheet.text(row, part_column);
        let Some(part) = heads.part_of(text, said, calendar) else { continue };
        let is_bare = matches!(said, Said::BareYear(_));
        let is_number = text.parse::<u8>().is_ok();
        match part {
            // `October` of the school year 2023/24 is one month alone.
            Part::Month(month) if heads.academic && !is_bare && !is_number => {
                note(&mut months, year, (month - 9).rem_euclid(12) + 1, row);
            }
            _ if heads.academic => return fault(row, year, "is no month of a school year that is written whole"),
            Part::Quarter(_) if is_number && !heads.of_quarters => {
                return fault(row, year, "may be the first month of that year or January");
            }
            _ if is_bare && heads.financial && !begins_in_january(calendar) => {
                return fault(row, year, "is of the financial year that begins then or of the one that ends then");
            }
            Part::Quarter(_) if is_bare && heads.civil => {}
            Part::Quarter(quarter) if is_bare && heading::names_months(text) => {
                let last = (heading::first_month(calendar) + quarter.cast_signed() * 3 - 2).rem_euclid(12) + 1;
                note(&mut months, year, last, row);
            }
            Part::Quarter(_) if is_bare && !begins_in_january(calendar) => {
                return fault(row, year, "is a quarter of the calendar's year or of the council's");
            }
            Part::Month(month) if is_bare => note(&mut months, year, month, row),
            Part::Month(_) | Part::Quarter(_) => {}
        }
    }
    let (year, row) = months.iter().find_map(|(year, months)| Some((*year, turn(months)?)))?;
    fault(row, year, "stands over the turn of the year from the months beside it: the year is the one before or after")
}

/// Keeps a month of a year with the first of its rows.
fn note<'s>(months: &mut Vec<(&'s str, Vec<(i8, usize)>)>, year: &'s str, month: i8, row: usize) {
    match months.iter_mut().find(|(other, _)| *other == year) {
        Some((_, months)) if months.iter().any(|(other, _)| *other == month) => {}
        Some((_, months)) => months.push((month, row)),
        None => months.push((year, vec![(month, row)])),
    }
}

/// Where the months of one year run on over its turn: each is the next of the one above it, or the one before, and one step goes from December to January.
fn turn(months: &[(i8, usize)]) -> Option<usize> {
    let steps: Vec<(bool, Option<usize>)> = months
        .windows(2)
        .map(|pair| {
            let [(from, _), (to, row)] = [pair[0], pair[1]];
            let goes_on = (to - from).rem_euclid(12) < 6;
            (goes_on, (goes_on != (to > from)).then_some(row))
        })
        .collect();
    let first = steps.first()?.0;
    let is_one_way = steps.iter().all(|(goes_on, _)| *goes_on == first);
    steps.iter().find_map(|(_, row)| *row).filter(|_| is_one_way)
}

/// Whether years stand bare beside months, which are then the calendar's.
pub fn are_bare(years: &[&str], found: &[Option<Period>], calendar: Calendar) -> bool {
    let is_bare = |year: &str| matches!(year_of(year, calendar), Some(Said::BareYear(_)));
    let is_month = |period: &Option<Period>| {
        period.is_some_and(|period| matches!(period.frequency(), Frequency::Month | Frequency::Quarter))
    };
    years.iter().zip(found).any(|(year, period)| is_bare(year) && is_month(period))
}

/// A year of a cell: the council's own, or a bare number.
fn year_of(text: &str, calendar: Calendar) -> Option<Said> {
    match heading::of_cell(&Cell::text(text), calendar)? {
        Said::Period(period) if period.frequency() == Frequency::Year => Some(Said::Period(period)),
        Said::BareYear(year) => Some(Said::BareYear(year)),
        _ => None,
    }
}

fn begins_in_january(calendar: Calendar) -> bool {
    Period::month(Month::new(2000, 12), calendar).year().start().month() == 1
}
