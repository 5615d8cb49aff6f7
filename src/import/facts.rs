//! Sheets that say something of indicators and hold no figures of theirs: targets, polarities, owners.

use std::collections::BTreeMap;

use crate::workbook::Sheet;

use super::found::Measure;
use super::words::{self, About, plain};

/// What such a sheet says, row by row.
#[derive(Debug, Default)]
pub struct Facts {
    pub sheet: String,
    pub rows: Vec<BTreeMap<About, String>>,
}

/// The facts of a sheet, or nothing where it has none.
pub fn find(sheet: &Sheet) -> Option<Facts> {
    for heading in 0..sheet.height().min(20) {
        let mut columns: BTreeMap<About, usize> = BTreeMap::new();
        for (column, cell) in sheet.filled(heading).filter(|(column, _)| !sheet.is_column_hidden(*column)) {
            if let Some(about) = words::about(&cell.shown) {
                columns.entry(about).or_insert(column);
            }
        }
        let names = columns.contains_key(&About::Code) || columns.contains_key(&About::Name);
        let tells = columns.keys().any(|about| !matches!(about, About::Code | About::Name | About::Kind));
        if !names || !tells {
            continue;
        }
        let row = |row: usize| {
            columns
                .iter()
                .map(|(about, column)| (*about, sheet.text_over(row, *column).to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        };
        let rows: Vec<BTreeMap<About, String>> = (heading + 1..sheet.height())
            .filter(|row| !sheet.is_row_hidden(*row))
            .map(row)
            .filter(|row: &BTreeMap<About, String>| row.len() > 1)
            .collect();
        return (!rows.is_empty()).then(|| Facts { sheet: sheet.name.clone(), rows });
    }
    None
}

impl Facts {
    /// Gives each indicator what is said of it, by its code or its name. Back come the rows that are of none.
    pub fn tell(&self, measures: &mut [Measure]) -> Vec<String> {
        let mut unknown = Vec::new();
        for row in &self.rows {
            let is = |measure: &Measure, about: About| {
                let text = row.get(&about).map(|text| plain(text)).unwrap_or_default();
                // One sheet writes `CS 1.2a`, another `CS1.2a`.
                let bare = |text: &str| text.replace(' ', "");
                let is_code = |code: &String| bare(&plain(code)) == bare(&text);
                !text.is_empty()
                    && (is_code(&measure.code)
                        || measure.was.as_ref().is_some_and(is_code)
                        || text == plain(&measure.name))
            };
            let named = |measure: &&mut Measure| is(measure, About::Code) || is(measure, About::Name);
            match measures.iter_mut().find(named) {
                Some(measure) => {
                    for (about, text) in
                        row.iter().filter(|(about, _)| !matches!(about, About::Code | About::Name | About::Kind))
                    {
                        measure.said.entry(*about).or_insert_with(|| text.clone());
                    }
                }
                None => unknown.extend(row.get(&About::Code).or(row.get(&About::Name)).cloned()),
            }
        }
        unknown
    }
}
