//! A table whose periods stand in a column: its headings, its rows, and what its columns are called.

use crate::load::recipe::{Periods, Years};
use crate::model::{Calendar, Period};
use crate::workbook::{Sheet, column_name, column_number};

use super::heading::{self, Reading};
use super::words::{self, Kind, plain};

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
    fn group(&self, column: usize) -> &str {
        self.heading.checked_sub(1).map_or("", |above| self.sheet.text_over(above, column))
    }

    /// The columns in which the periods stand.
    pub fn period_columns(&self) -> Vec<usize> {
        let letters: Vec<&String> = match &self.periods {
            Periods::Across => Vec::new(),
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
    years: Years,
    calendar: Calendar,
) -> (Vec<Option<Period>>, Vec<Reading>) {
    let column = |letter: &str| column_number(letter).unwrap_or(usize::MAX);
    match periods {
        Periods::Across => (Vec::new(), Vec::new()),
        Periods::Down(letter) => {
            let said: Vec<_> =
                rows.iter().map(|row| heading::of_cell(sheet.cell(*row, column(letter)), calendar)).collect();
            heading::of_column(&said, years, calendar)
        }
        Periods::Coded(year, kind) => {
            let coded =
                |row: &usize| heading::coded(sheet.text(*row, column(year)), sheet.text(*row, column(kind)), calendar);
            (rows.iter().map(coded).collect(), Vec::new())
        }
    }
}

/// Finds one in a sheet.
pub fn body(sheet: &Sheet, calendar: Calendar) -> Option<Body<'_>> {
    let visible: Vec<usize> = (0..sheet.width().min(400)).filter(|column| !sheet.is_column_hidden(*column)).collect();
    let rows_of = |heading: usize| {
        (heading + 1..sheet.height())
            .filter(|row| !sheet.is_row_hidden(*row) && sheet.filled(*row).next().is_some())
            .collect::<Vec<usize>>()
    };
    // The Department for Education says year and kind of year in two columns.
    let named =
        |heading: usize, name: &str| visible.iter().copied().find(|column| plain(sheet.text(heading, *column)) == name);
    for heading in 0..sheet.height().min(20) {
        if let Some((year, kind)) = named(heading, "time period").zip(named(heading, "time identifier")) {
            let periods = Periods::Coded(column_name(year), column_name(kind));
            let columns = visible.iter().copied().filter(|column| *column != year && *column != kind).collect();
            return Some(Body { sheet, heading, rows: rows_of(heading), periods, columns });
        }
    }
    for column in &visible {
        let Some(first) = (0..sheet.height().min(40))
            .find(|row| !sheet.is_row_hidden(*row) && heading::of_cell(sheet.cell(*row, *column), calendar).is_some())
        else {
            continue;
        };
        let Some(heading) = (0..first).rev().find(|row| sheet.filled(*row).count() > 1) else { continue };
        let rows = rows_of(heading);
        let periods = Periods::Down(column_name(*column));
        let (found, _) = self::periods(sheet, &rows, &periods, Years::default(), calendar);
        let filled = rows.iter().filter(|row| !sheet.text(**row, *column).is_empty()).count();
        let dated = found.iter().flatten().count();
        if dated > 1 && dated * 10 >= filled * 8 {
            let rows = rows.into_iter().zip(found).filter_map(|(row, period)| period.map(|_| row)).collect();
            let columns = visible.iter().copied().filter(|other| other != column).collect();
            return Some(Body { sheet, heading, rows, periods, columns });
        }
    }
    None
}
