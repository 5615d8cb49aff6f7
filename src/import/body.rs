//! A table whose periods stand in a column: its headings, its rows, and what its columns are called.

use crate::load::recipe::{self, Periods};
use crate::model::{Calendar, Period};
use crate::workbook::{Sheet, column_name, column_number};

use super::fault::Fault;
use super::heading::{self, Reading};
use super::words::{self, Kind, plain};
use super::years::{self, Columns};

/// Such a table; `columns` are those beside its periods.
pub struct Body<'s> {
    pub sheet: &'s Sheet,
    pub heading: usize,
    pub rows: Vec<usize>,
    pub periods: Periods,
    pub columns: Vec<usize>,
}

impl Body<'_> {
    /// What stands over a column.
    pub fn name(&self, column: usize) -> &str {
        self.sheet.text(self.heading, column)
    }

    /// The name of what a column is about, and what it holds of it.
    pub fn base(&self, column: usize) -> (&str, Option<Kind>) {
        let (heading, group) = (self.name(column), self.group(column));
        match words::kind(heading) {
            Some(kind) if !group.is_empty() => (group, Some(kind)),
            _ => words::split_kind(heading),
        }
    }

    /// What stands over the headings, as the name of an indicator over `Numerator` and `Denominator`.
    pub fn group(&self, column: usize) -> &str {
        self.heading.checked_sub(1).map_or("", |above| self.sheet.text_over(above, column))
    }

    /// The columns in which the periods stand.
    pub fn period_columns(&self) -> Vec<usize> {
        let letters: Vec<&String> = match &self.periods {
            Periods::Across | Periods::Named(_) => Vec::new(),
            Periods::Down(letter) => vec![letter],
            Periods::Coded(year, kind) => vec![year, kind],
        };
        letters.into_iter().filter_map(|letter| column_number(letter)).collect()
    }
}

/// The periods of rows, as a recipe says where they stand.
pub fn periods(
    sheet: &Sheet,
    rows: &[usize],
    periods: &Periods,
    years: recipe::Years,
    calendar: Calendar,
) -> (Vec<Option<Period>>, Vec<Reading>) {
    let column = |letter: &str| column_number(letter).unwrap_or(usize::MAX);
    match periods {
        Periods::Across | Periods::Named(_) => (Vec::new(), Vec::new()),
        Periods::Down(letter) => {
            let said: Vec<_> =
                rows.iter().map(|row| heading::of_cell(sheet.cell(*row, column(letter)), calendar)).collect();
            heading::of_column(&said, years, calendar)
        }
        Periods::Coded(year, kind) => {
            let first = rows.first().copied().unwrap_or_default();
            let heads = years::Heads::over(sheet, first, column(year), column(kind));
            let years = years::filled(sheet, rows, column(year));
            let coded = |(row, year): (&usize, &&str)| {
                let kind = sheet.text(*row, column(kind));
                heads.period(year, kind, calendar).or_else(|| heading::coded(year, kind, calendar))
            };
            let found: Vec<Option<Period>> = rows.iter().zip(&years).map(coded).collect();
            let reading = years::are_bare(&years, &found, calendar).then_some(Reading::MonthsOfBareYears);
            (found, reading.into_iter().collect())
        }
    }
}

/// The rows under a heading that show something.
fn rows_of(sheet: &Sheet, heading: usize) -> Vec<usize> {
    let is_shown = |row: &usize| !sheet.is_row_hidden(*row) && sheet.filled(*row).next().is_some();
    (heading + 1..sheet.height()).filter(is_shown).collect()
}

/// A table in which years have a column of their own.
fn of_years<'s>(sheet: &'s Sheet, visible: &[usize], calendar: Calendar) -> Result<Option<Body<'s>>, Fault> {
    let Some(columns) = years::find(sheet, visible, calendar)? else { return Ok(None) };
    let (heading, year, part, periods) = match columns {
        Columns::Both(heading, year, part) => {
            (heading, year, part, Periods::Coded(column_name(year), column_name(part)))
        }
        Columns::Whole(heading, part, year) => (heading, year, part, Periods::Down(column_name(part))),
    };
    let rows = rows_of(sheet, heading);
    if let Some(fault) = years::unsaid(sheet, heading, &rows, &periods, calendar) {
        return Err(fault);
    }
    let (found, _) = self::periods(sheet, &rows, &periods, recipe::Years::default(), calendar);
    let rows = rows.into_iter().zip(found).filter_map(|(row, period)| period.map(|_| row)).collect();
    let columns = visible.iter().copied().filter(|column| *column != year && *column != part).collect();
    Ok(Some(Body { sheet, heading, rows, periods, columns }))
}

/// Whether a heading is over days on which something was done with a row, which are not those of its figures.
fn is_of_work(heading: &str) -> bool {
    const DONE: [&str; 12] = [
        "updated",
        "update",
        "extracted",
        "reviewed",
        "review",
        "due",
        "created",
        "modified",
        "submitted",
        "entered",
        "checked",
        "signed",
    ];
    plain(heading).split(' ').any(|word| DONE.contains(&word))
}

/// Finds one in a sheet.
///
/// # Errors
///
/// Where years and months have columns of their own and do not say together which month it is.
pub fn body(sheet: &Sheet, calendar: Calendar) -> Result<Option<Body<'_>>, Fault> {
    let visible: Vec<usize> = (0..sheet.width().min(400)).filter(|column| !sheet.is_column_hidden(*column)).collect();
    let rows_of = |heading: usize| rows_of(sheet, heading);
    // The Department for Education says year and kind of year in two columns.
    let named =
        |heading: usize, name: &str| visible.iter().copied().find(|column| plain(sheet.text(heading, *column)) == name);
    for heading in 0..sheet.height().min(20) {
        if let Some((year, kind)) = named(heading, "time period").zip(named(heading, "time identifier")) {
            let periods = Periods::Coded(column_name(year), column_name(kind));
            let columns = visible.iter().copied().filter(|column| *column != year && *column != kind).collect();
            return Ok(Some(Body { sheet, heading, rows: rows_of(heading), periods, columns }));
        }
    }
    if let Some(found) = of_years(sheet, &visible, calendar)? {
        return Ok(Some(found));
    }
    for column in &visible {
        let Some(first) = (0..sheet.height().min(40))
            .find(|row| !sheet.is_row_hidden(*row) && heading::of_cell(sheet.cell(*row, *column), calendar).is_some())
        else {
            continue;
        };
        let Some(heading) = (0..first).rev().find(|row| sheet.filled(*row).count() > 1) else { continue };
        if is_of_work(sheet.text(heading, *column)) {
            continue;
        }
        let rows = rows_of(heading);
        let periods = Periods::Down(column_name(*column));
        let (found, _) = self::periods(sheet, &rows, &periods, recipe::Years::default(), calendar);
        let filled = rows.iter().filter(|row| !sheet.text(**row, *column).is_empty()).count();
        let dated = found.iter().flatten().count();
        if dated > 1 && dated * 10 >= filled * 8 {
            let rows = rows.into_iter().zip(found).filter_map(|(row, period)| period.map(|_| row)).collect();
            let columns = visible.iter().copied().filter(|other| other != column).collect();
            return Ok(Some(Body { sheet, heading, rows, periods, columns }));
        }
    }
    Ok(None)
}
