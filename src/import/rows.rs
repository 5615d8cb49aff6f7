//! The rows of a table whose periods stand over its columns, by the texts that tell them apart.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::load::recipe::{Source, Table};
use crate::model::written_days;
use crate::workbook::{Cell, Kind, Sheet, column_number};

use super::figure::{self, Figure};
use super::row_of_periods::Headings;

/// What a table has below its headings.
#[derive(Debug, Default)]
pub struct Keyed {
    /// By the texts in the columns of keys.
    pub rows: BTreeMap<Vec<String>, usize>,
    /// Rows of figures that have no such texts, and rows whose texts stand in a row above: with that one.
    pub nameless: Vec<usize>,
    pub repeated: Vec<(usize, usize)>,
}

/// Whether a row holds days and nothing else: when figures were taken, or a child was last seen, is no figure.
pub fn holds_days<'c>(mut cells: impl Iterator<Item = &'c Cell>) -> bool {
    let mut days = 0;
    let are_days = cells.all(|cell| {
        let is_day = matches!(cell.kind, Kind::Date(_)) || !written_days(&cell.shown).is_empty();
        days += usize::from(is_day);
        is_day || cell.shown.is_empty()
    });
    are_days && days > 1
}

/// Finds the rows of a table.
pub fn keyed(table: &Table, sheet: &Sheet, headings: &Headings, below: Range<usize>) -> Keyed {
    let keys: Vec<usize> = table.keys.iter().filter_map(|letter| column_number(letter)).collect();
    let named: BTreeSet<&[String]> = table
        .rows
        .iter()
        .filter_map(|(_, source)| match source {
            Source::Row(key) | Source::Cell { keys: key, .. } => Some(key.as_slice()),
            Source::Column { .. } | Source::Parts { .. } => None,
        })
        .collect();
    let mut found = Keyed::default();
    let mut above: Vec<String> = vec![String::new(); keys.len()];
    for row in below.filter(|row| !sheet.is_row_hidden(*row)) {
        let texts: Vec<String> = keys.iter().map(|column| sheet.text_over(row, *column).to_owned()).collect();
        let mut cells = headings.periods.keys().map(|column| sheet.cell(row, *column));
        if cells.clone().all(|cell| cell.shown.is_empty()) || holds_days(cells.clone()) {
            continue;
        }
        if texts.iter().all(String::is_empty) {
            if cells.any(|cell| matches!(figure::read(cell), Figure::Number(_))) {
                found.nameless.push(row);
            }
            continue;
        }
        // What stands in the first of several rows holds for those below it, unless the recipe knows the row as it stands.
        let goes_on = keys.len() > 1 && texts.iter().any(String::is_empty) && !named.contains(texts.as_slice());
        let texts: Vec<String> = texts
            .into_iter()
            .zip(&above)
            .map(|(text, above)| if goes_on && text.is_empty() { above.clone() } else { text })
            .collect();
        above.clone_from(&texts);
        match found.rows.get(&texts) {
            Some(first) => found.repeated.push((row, *first)),
            None => _ = found.rows.insert(texts, row),
        }
    }
    found
}
