//! The authorities whose figures a recipe takes, beside those that the project is compared with today.

use std::collections::BTreeSet;

use crate::load::recipe::{Benchmarks, Recipe, Table};
use crate::workbook::{Workbook, column_number};

/// How many are named.
const TOLD: usize = 6;

/// What of both is not the same, in sentences; nothing where the recipe takes no single authority.
pub fn not_the_same(recipe: &Recipe, workbooks: &[(String, Workbook)], wanted: &[String]) -> Vec<String> {
    let tables: Vec<(&Table, &Benchmarks)> =
        recipe.tables.iter().filter_map(|table| Some((table, table.benchmarks.as_ref()?))).collect();
    let number = |area: &str| area.split(' ').next().unwrap_or_default().to_owned();
    let areas = || tables.iter().flat_map(|(_, benchmarks)| &benchmarks.areas);
    let taken: BTreeSet<String> =
        areas().map(|(area, _)| number(area)).filter(|area| area.starts_with(|c: char| c.is_ascii_digit())).collect();
    if taken.is_empty() || wanted.len() < 2 {
        return Vec::new();
    }
    let mut told = Vec::new();
    let lacking: Vec<String> = wanted
        .iter()
        .filter(|number| {
            !taken.contains(*number) && tables.iter().any(|(table, of)| is_in(table, of, workbooks, number))
        })
        .cloned()
        .collect();
    if !lacking.is_empty() {
        told.push(format!(
            "panelpack.yaml compares with {}, whose figures are in the file and are not read: add them under `areas` of `benchmarks` in the recipe",
            listed(&lacking)
        ));
    }
    let mut seen = BTreeSet::new();
    let others: Vec<String> = areas()
        .map(|(area, _)| area.clone())
        .filter(|area| taken.contains(&number(area)) && !wanted.contains(&number(area)) && seen.insert(area.clone()))
        .collect();
    if !others.is_empty() {
        told.push(format!(
            "the recipe reads {}, with whom panelpack.yaml does not compare: take them out of `areas` of `benchmarks`, or name them under `neighbours`",
            listed(&others)
        ));
    }
    told
}

/// Whether a file has rows of an authority, where the recipe looks for the others.
fn is_in(table: &Table, benchmarks: &Benchmarks, workbooks: &[(String, Workbook)], number: &str) -> bool {
    let is_single = |area: &str| area.starts_with(|c: char| c.is_ascii_digit());
    let letters = benchmarks.areas.iter().filter(|(area, _)| is_single(area)).flat_map(|(_, only)| only.keys());
    let columns: BTreeSet<usize> = letters.filter_map(|letter| column_number(letter)).collect();
    workbooks.iter().flat_map(|(_, workbook)| &workbook.sheets).filter(|sheet| sheet.name == table.sheet).any(|sheet| {
        (table.headings.1..sheet.height()).any(|row| columns.iter().any(|column| sheet.text(row, *column) == number))
    })
}

fn listed(all: &[String]) -> String {
    let told = all.iter().take(TOLD).cloned().collect::<Vec<_>>().join(", ");
    let more = all.len().saturating_sub(TOLD);
    if more > 0 { format!("{told} and {more} more") } else { told }
}
