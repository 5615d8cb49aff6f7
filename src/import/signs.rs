//! What stands in the cells that a proposed recipe reads and is no number: signs, and durations.

use std::collections::BTreeMap;

use crate::load::recipe::{Durations, Periods, Recipe, Source, Table};
use crate::load::sources::fits;
use crate::workbook::{Cell, Sheet, Workbook, column_name, column_number};

use super::figure;
use super::found::Measure;
use super::words::About;

/// Every sign in place of a figure with what it probably stands for.
pub fn symbols(recipe: &Recipe, workbooks: &[(String, Workbook)]) -> BTreeMap<String, String> {
    let mut symbols = BTreeMap::new();
    for (table, sheet) in
        recipe.tables.iter().flat_map(|table| sheets_of(table, workbooks).map(move |sheet| (table, sheet)))
    {
        for row in table.headings.1..sheet.height() {
            for (_, cell) in sheet.filled(row).filter(|(column, _)| is_of_figures(table, *column)) {
                if let figure::Figure::Symbol(symbol) = figure::read(cell)
                    && figure::standard(&symbol).is_none()
                {
                    symbols.insert(symbol.clone(), figure::usual(&symbol).to_owned());
                }
            }
        }
    }
    symbols
}

/// Takes `01:02` for years and months where no second number says twelve or more, and for hours and minutes otherwise; somebody should look.
pub fn durations(recipe: &mut Recipe, workbooks: &[(String, Workbook)], measures: &mut [Measure]) -> Vec<String> {
    let mut decisions = Vec::new();
    for table in &mut recipe.tables {
        let mut found: Vec<(String, String, u32)> = Vec::new();
        for (sheet, (name, source)) in
            sheets_of(table, workbooks).flat_map(|sheet| table.rows.iter().map(move |row| (sheet, row)))
        {
            found.extend(cells_of(table, source, sheet).filter_map(|cell| match figure::read(cell) {
                figure::Figure::Duration(_, smaller) => Some((name.clone(), cell.shown.clone(), smaller)),
                _ => None,
            }));
        }
        let Some((_, first, _)) = found.first() else { continue };
        let are_months = found.iter().all(|(_, _, smaller)| *smaller < 12);
        let durations = if are_months { Durations::YearsAndMonths } else { Durations::HoursAndMinutes };
        decisions.push(format!(
            "`{first}` and {} more are read as {}: say under `durations` of the recipe if they are another",
            found.len() - 1,
            durations.words()
        ));
        for measure in measures.iter_mut().filter(|measure| found.iter().any(|(name, ..)| *name == measure.code)) {
            let unit = if are_months { "months" } else { "score" };
            measure.said.entry(About::Unit).or_insert_with(|| unit.to_owned());
        }
        table.durations = Some(durations);
    }
    decisions
}

/// The sheets that a table may be read of.
fn sheets_of<'w>(table: &Table, workbooks: &'w [(String, Workbook)]) -> impl Iterator<Item = &'w Sheet> + use<'w> {
    let pattern = table.sheet.clone();
    let is_named = matches!(table.periods, Periods::Named(_));
    let is_own = move |sheet: &&Sheet| if is_named { fits(&pattern, &sheet.name) } else { sheet.name == pattern };
    workbooks.iter().flat_map(|(_, workbook)| &workbook.sheets).filter(is_own)
}

/// The cells of a row of figures.
fn cells_of<'s>(table: &'s Table, source: &'s Source, sheet: &'s Sheet) -> Box<dyn Iterator<Item = &'s Cell> + 's> {
    let holds = |only: &BTreeMap<String, String>, row: usize| {
        only.iter().all(|(letter, text)| column_number(letter).is_some_and(|column| sheet.text(row, column) == text))
    };
    let rows = table.headings.1..sheet.height();
    match source {
        Source::Row(keys) => {
            let columns: Vec<usize> = table.keys.iter().filter_map(|letter| column_number(letter)).collect();
            let is_own = move |row: &usize| columns.iter().map(|column| sheet.text_over(*row, *column)).eq(keys);
            Box::new(rows.filter(is_own).flat_map(|row| sheet.filled(row)).map(|(_, cell)| cell))
        }
        Source::Cell { keys, letter } => {
            let columns: Vec<usize> = table.keys.iter().filter_map(|letter| column_number(letter)).collect();
            let column = column_number(letter).unwrap_or(usize::MAX);
            let is_own = move |row: &usize| columns.iter().map(|column| sheet.text_over(*row, *column)).eq(keys);
            Box::new(rows.filter(is_own).map(move |row| sheet.cell(row, column)))
        }
        Source::Column { letter, only } => {
            let column = column_number(letter).unwrap_or(usize::MAX);
            let own = rows.filter(move |row| holds(&table.only, *row) && holds(only, *row));
            Box::new(own.map(move |row| sheet.cell(row, column)))
        }
        Source::Parts { letters, only } => {
            let columns: Vec<usize> = letters.iter().filter_map(|letter| column_number(letter)).collect();
            let own = rows.filter(move |row| holds(&table.only, *row) && holds(only, *row));
            Box::new(own.flat_map(move |row| columns.clone().into_iter().map(move |column| sheet.cell(row, column))))
        }
    }
}

/// Whether a column may hold figures under a recipe.
fn is_of_figures(table: &Table, column: usize) -> bool {
    let letter = column_name(column);
    match table.periods {
        Periods::Across => !table.columns.contains_key(&letter) && !table.not_read.contains_key(&letter),
        Periods::Down(_) | Periods::Coded(..) | Periods::Named(_) => {
            table.rows.iter().any(|(_, source)| match source {
                Source::Row(_) => false,
                Source::Column { letter: own, .. } | Source::Cell { letter: own, .. } => *own == letter,
                Source::Parts { letters, .. } => letters.contains(&letter),
            })
        }
    }
}
