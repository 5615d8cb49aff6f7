//! Rows of headings in which periods stand over columns.

use std::collections::BTreeMap;

use crate::load::recipe::Years as BareYears;
use crate::model::{Calendar, Date, Period};
use crate::workbook::{Cell, Sheet};

use super::figure;
use super::heading::{self, Reading, Said};
use super::words;

/// Rows of headings and the periods over each column.
#[derive(Debug, Clone)]
pub struct Headings {
    /// First and last, counted from nought.
    pub rows: (usize, usize),
    pub periods: BTreeMap<usize, Period>,
    pub readings: Vec<Reading>,
    /// The last row has words under the periods, one of which says `Actual`.
    pub has_words: bool,
}

/// The rows of a sheet over which periods stand, from the top.
pub fn headings(sheet: &Sheet, years: BareYears, calendar: Calendar) -> Vec<Headings> {
    let mut found: Vec<Headings> = Vec::new();
    for row in (0..sheet.height().min(DEEPEST)).filter(|row| !sheet.is_row_hidden(*row)) {
        let Some(headings) = at(sheet, row, years, calendar) else { continue };
        let Some(before) = found.last_mut() else {
            found.push(headings);
            continue;
        };
        let is_next = before.rows.1 + 1 == row;
        let longest = headings.periods.values().map(|period| period.frequency().months()).max();
        let are_longer = before.periods.values().all(|period| Some(period.frequency().months()) > longest);
        match () {
            () if is_row_of_data(sheet, row, before, &headings, is_next && are_longer, calendar) => {}
            // Years over quarters over months, or words under the periods that say which of their columns are figures.
            () if is_next && (headings.has_words || are_longer && headings.periods.len() >= before.periods.len()) => {
                *before = Headings { rows: (before.rows.0, row), ..headings };
            }
            () if is_next => {}
            () => found.push(headings),
        }
    }
    found
}

/// Whether a row below headings has a code or a name of its own, and numbers or days that only look like periods: counts of 2,019 and 2,020, or when figures were taken.
fn is_row_of_data(
    sheet: &Sheet,
    row: usize,
    before: &Headings,
    headings: &Headings,
    is_under_longer: bool,
    calendar: Calendar,
) -> bool {
    let Some(first) = headings.periods.keys().next() else { return false };
    let is_own = |column: usize| {
        let text = sheet.text(row, column);
        !text.is_empty() && words::about(text).is_none() && text != sheet.text_over(before.rows.1, column)
    };
    let said = headings.periods.keys().filter_map(|column| heading::of_heading(sheet.cell(row, *column), calendar));
    let said: Vec<(bool, bool)> = headings
        .periods
        .keys()
        .zip(said)
        .map(|(column, said)| {
            let is_number = sheet.text(row, *column).bytes().all(|byte| byte.is_ascii_digit());
            (is_number, matches!(said, Said::Day(_)))
        })
        .collect();
    let are_numbers = said.iter().all(|(is_number, _)| *is_number);
    let are_days = said.iter().all(|(_, is_day)| *is_day) && !is_under_longer;
    !headings.has_words && (0..*first).any(is_own) && (are_numbers || are_days)
}

/// Rows among which headings are looked for: no scorecard has so many above its last table.
const DEEPEST: usize = 1_000;

/// The periods over columns in one row, or nothing.
pub fn at(sheet: &Sheet, row: usize, years: BareYears, calendar: Calendar) -> Option<Headings> {
    own(sheet, row, years, calendar).or_else(|| {
        let above = own(sheet, row.checked_sub(1)?, years, calendar)?;
        under(sheet, row, above)
    })
}

/// A row of words under periods, as `Target` and `Actual`: the columns of the figures alone.
fn under(sheet: &Sheet, row: usize, above: Headings) -> Option<Headings> {
    let first = *above.periods.keys().next()?;
    let mut periods = BTreeMap::new();
    let mut period = None;
    let mut words = 0;
    for column in first..sheet.width() {
        period = above.periods.get(&column).copied().or(period);
        let text = sheet.text(row, column);
        if text.is_empty() || sheet.is_column_hidden(column) {
            continue;
        }
        if text.bytes().all(|byte| !byte.is_ascii_alphabetic()) {
            return None;
        }
        words += 1;
        // Beyond the periods stand columns of their own, as `YTD`.
        let is_of_period = above.periods.contains_key(&column) || sheet.text(row - 1, column).is_empty();
        if is_of_period && words::is_actual(text) {
            periods.insert(column, period?);
        }
    }
    let mut told: Vec<Period> = periods.values().copied().collect();
    told.dedup();
    let is_each_once = told.len() == periods.len() && told.len() == above.periods.len();
    let is_bare = (0..first).all(|column| {
        let text = sheet.text(row, column);
        text.is_empty() || words::about(text).is_some()
    });
    (is_bare && is_each_once && words > periods.len()).then_some(Headings {
        rows: (above.rows.0, row),
        periods,
        readings: above.readings,
        has_words: true,
    })
}

/// The periods that stand in a row itself.
fn own(sheet: &Sheet, row: usize, years: BareYears, calendar: Calendar) -> Option<Headings> {
    let width = sheet.width();
    let said: Vec<Option<Said>> =
        (0..width)
            .map(|column| {
                if sheet.is_column_hidden(column) {
                    None
                } else {
                    heading::of_heading(sheet.cell(row, column), calendar)
                }
            })
            .collect();
    if said.iter().all(Option::is_none) || is_of_figures(sheet, row, &said) {
        return None;
    }
    let above = row.checked_sub(1);
    let over: Vec<Option<Said>> = (0..width)
        .map(|column| {
            above.and_then(|above| heading::of_heading(&Cell::text(sheet.text_over(above, column)), calendar))
        })
        .collect();
    let beyond = beyond(sheet, row, calendar);
    // A year stands over the first of its months alone where nobody merged the cells.
    let mut group = None;
    let groups: Vec<Option<Said>> = over
        .iter()
        .map(|said| {
            group = (*said).filter(|said| is_year(*said)).or(group);
            group.or(beyond)
        })
        .collect();
    let (found, readings) = heading::periods(&said, &groups, years, calendar);
    let periods: BTreeMap<usize, Period> =
        found.into_iter().enumerate().filter_map(|(column, period)| Some((column, period?))).collect();
    let is_headed =
        (0..width).any(|column| !periods.contains_key(&column) && words::about(sheet.text_over(row, column)).is_some());
    let first = *periods.keys().next()?;
    // A column of periods has periods below as well.
    let below = (row + 1..sheet.height()).map(|row| sheet.cell(row, first)).find(|cell| !cell.shown.is_empty());
    let heads_figures = below.is_some_and(|cell| {
        !matches!(figure::read(cell), figure::Figure::Day)
            && !matches!(heading::of_heading(cell, calendar), Some(Said::Period(_) | Said::Day(_)))
    });
    let is_table = periods.len() > 1 || (is_headed && heads_figures);
    let first_row = if above.is_some_and(|above| over.iter().any(|said| said.is_some_and(is_year)) && above + 1 == row)
    {
        row - 1
    } else {
        row
    };
    (is_table && (first > 0 || is_headed)).then_some(Headings {
        rows: (first_row, row),
        periods,
        readings,
        has_words: false,
    })
}

/// Fewer numbers that could be days are counts.
const FEWEST_SERIALS: usize = 3;

/// Whether a row holds figures: a number in it is no period, or numbers that could be periods are not in step.
fn is_of_figures(sheet: &Sheet, row: usize, said: &[Option<Said>]) -> bool {
    let plain = sheet.filled(row).any(|(column, cell)| {
        said[column].is_none()
            && !sheet.is_column_hidden(column)
            && matches!(figure::read(cell), figure::Figure::Number(_))
    });
    let serials: Vec<Date> =
        said.iter().flatten().filter_map(|said| if let Said::Serial(day) = said { Some(*day) } else { None }).collect();
    let apart = |pair: &[Date]| (pair[1] - pair[0]).get_days();
    let in_step = |from: i32, to: i32| serials.windows(2).all(|pair| (from..=to).contains(&apart(pair)));
    // Among periods that are written out a bare number is one of them that lost its format.
    let written = said.iter().flatten().filter(|said| matches!(said, Said::Period(_) | Said::Day(_))).count();
    let are_counts =
        (1..FEWEST_SERIALS).contains(&serials.len()) || !(in_step(28, 31) || in_step(89, 92) || in_step(365, 366));
    plain || (written < 2 && are_counts)
}

fn is_year(said: Said) -> bool {
    match said {
        Said::Period(period) => period.frequency().is_yearly(),
        Said::BareYear(_) => true,
        Said::Day(_) | Said::Serial(_) | Said::Part(_) => false,
    }
}

/// The year that a sheet is of, by its name or by a title over the table.
fn beyond(sheet: &Sheet, row: usize, calendar: Calendar) -> Option<Said> {
    let of = |text: &str| heading::of_cell(&Cell::text(text), calendar).filter(|said| is_year(*said));
    let titles = (0..row).rev().filter_map(|above| sheet.filled(above).next()).map(|(_, cell)| cell.shown.as_str());
    of(&sheet.name).or_else(|| titles.take(6).find_map(of))
}
