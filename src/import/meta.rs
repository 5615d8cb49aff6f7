//! The file beside a release of the Department for Education that says what its columns are: `x.meta.csv` beside `x.csv`.

use std::collections::BTreeMap;

use crate::workbook::Workbook;

use super::words::plain;

/// What such a file says, by the headings of columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta(BTreeMap<String, Column>);

/// What it says of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Whether it holds figures; otherwise it tells rows apart.
    pub is_of_figures: bool,
    /// What it is called where people read it.
    pub label: String,
    /// `%`, `£` or nothing.
    pub unit: String,
}

impl Meta {
    /// Reads a file; `None` where it is another.
    pub fn read(workbook: &Workbook) -> Option<Self> {
        let sheet = workbook.sheets.first()?;
        let column = |name: &str| (0..sheet.width()).find(|column| plain(sheet.text(0, *column)) == name);
        let (name, kind, label) = (column("col name")?, column("col type")?, column("label")?);
        let unit = column("indicator unit");
        let rows = (1..sheet.height()).filter(|row| !sheet.text(*row, name).is_empty());
        let of_row = |row: usize| {
            let about = Column {
                is_of_figures: plain(sheet.text(row, kind)) == "indicator",
                label: sheet.text(row, label).to_owned(),
                unit: unit.map_or("", |unit| sheet.text(row, unit)).to_owned(),
            };
            (plain(sheet.text(row, name)), about)
        };
        Some(Self(rows.map(of_row).collect()))
    }

    /// What is said of the column with this heading.
    pub fn of(&self, heading: &str) -> Option<&Column> {
        self.0.get(&plain(heading))
    }
}
