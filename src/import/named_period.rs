//! The period that the name of a tab or of a file says, held against what stands over the table and in the other name.

use crate::load::recipe::{Named, Table};
use crate::load::sources::fits;
use crate::model::{Calendar, Frequency, Period};
use crate::workbook::{Cell, Place, Sheet, Workbook};

use super::fault::Fault;
use super::heading::{self, Part, Said};
use super::words::plain;

/// Words of names whose figures are of more than the period, or are none.
const OTHERS: [&str; 12] = [
    "ytd",
    "cumulative",
    "rolling",
    "target",
    "targets",
    "forecast",
    "plan",
    "budget",
    "trend",
    "template",
    "since",
    "annualised",
];

/// Words in a text that may name a period.
const LONGEST: usize = 6;

/// A file whose name, tabs and titles say of which period its sheets are.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// With its ending.
    pub file: &'a str,
    pub workbook: &'a Workbook,
    pub calendar: Calendar,
}

/// What a text says of time, all in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Nothing,
    Period(Period),
    /// A month or quarter whose year stands elsewhere.
    Part(Part),
    /// Periods of which none lies in the other, or a year beside a number that may be a month.
    Unclear,
}

impl Names<'_> {
    /// Of which period a sheet is, by a name; nothing where the name says none.
    ///
    /// # Errors
    ///
    /// Where the name says several, or a month without its year, or where a title over the table or the other name says another.
    pub fn period(&self, named: Named, sheet: &Sheet, first_heading: usize) -> Result<Option<Period>, Fault> {
        let stem = stem(self.file);
        let (own, other) = match named {
            Named::Sheet => (sheet.name.as_str(), stem),
            Named::File => (stem, sheet.name.as_str()),
        };
        let titles = self.titles(sheet, first_heading);
        let what = match named {
            Named::Sheet => format!("the tab `{own}`"),
            Named::File => format!("the file `{}`", self.file),
        };
        let period = match self.whole(own) {
            Whole::Nothing => return Ok(None),
            Whole::Period(period) => period,
            Whole::Part(part) => {
                let beside = self.scan(other).into_iter().map(|(_, said)| said);
                let said: Vec<Said> = titles.iter().map(|(_, _, said)| *said).chain(beside).collect();
                self.completed(part, &said).map_err(|message| Fault::new(format!("{what} {message}"), YEAR))?
            }
            Whole::Unclear => {
                return Err(Fault::new(
                    format!("{what} does not say which one month, quarter or year it is of"),
                    "name it by one, as `Apr 23`, `Q1 2023-24` or `2023-24`",
                ));
            }
        };
        if let Some((place, text, _)) = differing(period, &titles, |(_, _, said)| *said) {
            return Err(Fault::new(
                format!("{what} is of {period} by its name, and {place} says `{text}`"),
                "put right whichever is wrong, the name or the title over the table",
            ));
        }
        let beside = self.scan(other);
        let differs = differing(period, &beside, |(_, said)| *said);
        if let Some((text, said)) = differs.filter(|(_, said)| named == Named::File || !self.has_tab_of(*said)) {
            let other = match named {
                Named::Sheet => format!("the file `{}`", self.file),
                Named::File => format!("its tab `{other}`"),
            };
            _ = said;
            return Err(Fault::new(
                format!("{what} is of {period} by its name, and {other} says `{text}`"),
                "put right whichever of the two names is wrong",
            ));
        }
        Ok(Some(period))
    }

    /// Whether a name says anything that could be a period.
    pub fn is_of_time(&self, text: &str) -> bool {
        self.whole(text) != Whole::Nothing
    }

    /// The sheets that a table is read of, with those that are hidden.
    pub fn series<'s>(&self, table: &Table, sheets: &'s [Sheet], others: &[&str]) -> Vec<&'s Sheet> {
        let is_own = |sheet: &&Sheet| {
            fits(&table.sheet, &sheet.name) && !others.contains(&sheet.name.as_str()) && self.is_of_time(&sheet.name)
        };
        sheets.iter().filter(is_own).collect()
    }

    /// Whether a month that the file names is that of one of its tabs.
    fn has_tab_of(&self, said: Said) -> bool {
        self.workbook.sheets.iter().filter(|sheet| !sheet.hidden).any(|sheet| match (self.whole(&sheet.name), said) {
            (Whole::Period(period), said) => is_in(period, said) == Some(true),
            (Whole::Part(Part::Month(month)), Said::Period(period)) => period.end().month() == month,
            (Whole::Part(part), Said::Part(other)) => part == other,
            _ => false,
        })
    }

    /// The month or quarter with its year, as other texts say it.
    fn completed(&self, part: Part, said: &[Said]) -> Result<Period, String> {
        let of = |said: &Said| match *said {
            Said::Period(period) if period.frequency() == Frequency::Year => {
                heading::part_in(part, Said::Period(period), self.calendar)
            }
            Said::Period(period) => {
                let year = heading::part_in(part, Said::Period(period.year()), self.calendar);
                year.filter(|own| *own == period)
            }
            _ => None,
        };
        let mut found: Vec<Period> = said.iter().filter_map(of).collect();
        found.sort_unstable();
        found.dedup();
        match found[..] {
            [] => Err("names a month or quarter and no year".to_owned()),
            [period] => Ok(period),
            [first, .., last] => {
                Err(format!("is of {first} or of {last}: the year beside it is not the same everywhere"))
            }
        }
    }

    /// What stands over a table of time, with its cells.
    fn titles(&self, sheet: &Sheet, first_heading: usize) -> Vec<(String, String, Said)> {
        let mut found = Vec::new();
        for row in 0..first_heading {
            let is_labelled = sheet.filled(row).any(|(_, cell)| {
                plain(&cell.shown).split(' ').any(|word| matches!(word, "month" | "period" | "quarter"))
            });
            for (column, cell) in sheet.filled(row).filter(|(_, cell)| cell.shown.len() < 200) {
                let place = Place { row, column };
                let place = if sheet.name.is_empty() { place.to_string() } else { format!("{}!{place}", sheet.name) };
                for (text, said) in self.scan(&cell.shown) {
                    let said = match said {
                        // A month of which one may or may not speak.
                        Said::Part(Part::Month(5)) if !is_month_of_may(&cell.shown) => continue,
                        // A report has a day, and is of the month before.
                        Said::Day(day) if is_labelled => Said::Period(Period::month(
                            crate::model::Month::new(day.year(), day.month()),
                            self.calendar,
                        )),
                        Said::Day(_) => continue,
                        said => said,
                    };
                    found.push((place.clone(), text, said));
                }
            }
        }
        found
    }

    fn whole(&self, text: &str) -> Whole {
        if plain(text).split(' ').any(|word| OTHERS.contains(&word)) {
            return Whole::Nothing;
        }
        let said: Vec<Said> = self.scan(text).into_iter().map(|(_, said)| said).collect();
        let ends_month = |day: &jiff::civil::Date| day.day() == day.days_in_month();
        let mut periods: Vec<Period> = said
            .iter()
            .filter_map(|said| match said {
                Said::Period(period) => Some(*period),
                Said::Day(day) if ends_month(day) => {
                    Some(Period::month(crate::model::Month::new(day.year(), day.month()), self.calendar))
                }
                _ => None,
            })
            .collect();
        periods.sort_by_key(|period| period.frequency().months());
        let mut parts: Vec<Part> =
            said.iter().filter_map(|said| if let Said::Part(part) = said { Some(*part) } else { None }).collect();
        parts.dedup();
        let Some(period) = periods.first().copied() else {
            return match parts[..] {
                [] => Whole::Nothing,
                [part] => Whole::Part(part),
                _ => Whole::Unclear,
            };
        };
        let period = match parts[..] {
            [part] if period.frequency() == Frequency::Year => {
                heading::part_in(part, Said::Period(period), self.calendar).unwrap_or(period)
            }
            _ => period,
        };
        let agree = said.iter().all(|said| is_in(period, *said).unwrap_or(true));
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
        // `M1 2023-24` is no year.
        let is_clear = !period.frequency().is_yearly() || numbers < 3;
        if agree && is_clear { Whole::Period(period) } else { Whole::Unclear }
    }

    /// The periods, months and days that a text names among other words, from left to right.
    fn scan(&self, text: &str) -> Vec<(String, Said)> {
        let words = words(text);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let longest = LONGEST.min(words.len() - at);
            let all = (1..=longest).rev().filter_map(|count| {
                let slice = &text[words[at].0..words[at + count - 1].1];
                let said = heading::of_heading(&Cell::text(slice), self.calendar)?;
                matches!(said, Said::Period(_) | Said::Part(_) | Said::Day(_)).then(|| (count, slice.to_owned(), said))
            });
            // `Apr 23` of `Apr 23 (2)` says more than the whole.
            let all: Vec<(usize, String, Said)> = all.collect();
            let whole = all.iter().find(|(_, _, said)| !matches!(said, Said::Part(_)));
            let said = whole.or(all.first()).cloned();
            match said {
                Some((count, slice, said)) => {
                    found.push((slice, said));
                    at += count;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// The way out where a year is missing.
const YEAR: &str = "name it with its year, as `Apr 23`, or put the year over the table, as `2023/24`";

/// The name of a file without its ending.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, ending)) if ending.len() < 5 && ending.starts_with(|c: char| c.is_ascii_alphabetic()) => stem,
        _ => file,
    }
}

/// Where words begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut is_within = false;
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        match (sign.is_alphanumeric(), words.last_mut()) {
            (true, Some(word)) if is_within => word.1 = end,
            (true, _) => words.push((at, end)),
            (false, _) => {}
        }
        is_within = sign.is_alphanumeric();
    }
    words
}

/// Whether `May` stands as a name does: with a capital and at the end.
fn is_month_of_may(text: &str) -> bool {
    text.trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .is_some_and(|last| last == "May" || last == "MAY")
}

/// Whether a period is what a text says, lies in it or holds it; nothing where it says no period.
fn is_in(period: Period, said: Said) -> Option<bool> {
    let holds = |outer: Period, inner: Period| outer.start() <= inner.start() && inner.end() <= outer.end();
    let both = |other: Period| holds(other, period) || holds(period, other);
    match said {
        Said::Period(other) => Some(both(other)),
        Said::Part(Part::Month(month)) if period.frequency() == Frequency::Month => {
            Some(period.start().month() == month)
        }
        Said::Part(Part::Quarter(quarter)) if !period.frequency().is_yearly() => {
            Some(period.year().parts(Frequency::Quarter).nth(usize::from(quarter) - 1).is_some_and(both))
        }
        Said::Part(_) | Said::Day(_) | Said::Serial(_) | Said::BareYear(_) => None,
    }
}

/// Of months, of quarters and of years, the first that is another where none of them is the period's.
fn differing<T>(period: Period, all: &[T], said: impl Fn(&T) -> Said) -> Option<&T> {
    let length = |one: &T| match said(one) {
        Said::Period(other) => Some(other.frequency().months()),
        Said::Part(Part::Month(_)) => Some(1),
        Said::Part(Part::Quarter(_)) => Some(3),
        _ => None,
    };
    [1, 3, 12].into_iter().find_map(|months| {
        let of = || all.iter().filter(|one| length(one) == Some(months) && is_in(period, said(one)).is_some());
        let agrees = of().any(|one| is_in(period, said(one)) == Some(true));
        of().next().filter(|_| !agrees)
    })
}
