//! What another recipe reads of the same workbook: it is known, and nothing of it is new.

use crate::load::recipe::{Recipe, Source, Table};

/// Adds what another recipe reads and what it leaves to what a recipe has seen.
pub fn know(recipe: &mut Recipe, other: &Recipe) {
    let own: Vec<&str> = recipe.tables.iter().map(|table| table.sheet.as_str()).collect();
    let sheets = other.tables.iter().map(|table| &table.sheet).filter(|sheet| !own.contains(&sheet.as_str()));
    let sheets: Vec<String> = sheets.chain(&other.sheets_not_read).cloned().collect();
    recipe.sheets_not_read.extend(sheets.into_iter().filter(|sheet| !sheet.is_empty()));
    let sheets: Vec<String> = recipe.tables.iter().map(|table| table.sheet.clone()).collect();
    recipe.sheets_not_read.retain(|sheet| !sheets.contains(sheet));
    for table in &mut recipe.tables {
        let sheet = table.sheet.clone();
        other.tables.iter().filter(|other| other.sheet == sheet).for_each(|other| know_table(table, other));
    }
}

fn know_table(table: &mut Table, other: &Table) {
    if other.keys == table.keys {
        let keys = other.rows.iter().filter_map(|(_, source)| match source {
            Source::Row(keys) | Source::Cell { keys, .. } => Some(keys.clone()),
            Source::Column { .. } | Source::Parts { .. } => None,
        });
        table.rows_not_read.extend(keys.chain(other.rows_not_read.iter().cloned()));
    }
    if other.periods == table.periods {
        for (letter, heading) in other.columns.iter().chain(&other.not_read) {
            if !table.columns.contains_key(letter) {
                table.not_read.entry(letter.clone()).or_insert_with(|| heading.clone());
            }
        }
    }
}
