//! What is exported, whatever the kind of file.

use csv::ReaderBuilder;

use crate::model::Date;

/// A paper's figures with what a reader must know of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The paper's title.
    pub title: String,
    /// Who publishes it.
    pub organisation: String,
    /// The day that the paper bears; the file says that it was made on it.
    pub date: Date,
    /// Each shorthand in the table and what it means.
    pub shorthand: Vec<(String, String)>,
    pub table: Table,
}

/// Rows of one length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Entry>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Text(String),
    /// A number as it is printed, by its digits.
    Number(String),
}

/// What of attached figures is more than text.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// The heading over the figures.
    pub value: &'a str,
    /// The heading over what stands in place of one, or beside it.
    pub state: &'a str,
    /// The shorthand for a cell that says nothing of its row.
    pub blank: &'a str,
}

impl Table {
    /// The table of attached figures: a figure that is not shown gives way to its shorthand, columns in which nothing stands are left out, and
    /// something stands in what would be an empty cell.
    pub fn of_csv(text: &str, columns: Columns<'_>) -> Self {
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut records: Vec<Vec<String>> =
            reader.records().filter_map(Result::ok).map(|row| row.iter().map(str::to_owned).collect()).collect();
        let headings = if records.is_empty() { Vec::new() } else { records.remove(0) };
        let at = |name: &str| headings.iter().position(|heading| heading == name);
        let (value, state) = (at(columns.value), at(columns.state));
        let is_filled = |column: &usize| records.iter().any(|row| !row[*column].is_empty());
        let kept: Vec<usize> = (0..headings.len()).filter(is_filled).collect();
        let entry = |row: &Vec<String>, column: usize| {
            let text = &row[column];
            match (text.is_empty(), Some(column) == value) {
                (false, true) if is_number(text) => Entry::Number(text.clone()),
                (false, _) => Entry::Text(text.clone()),
                (true, true) => Entry::Text(
                    state
                        .map(|state| row[state].clone())
                        .filter(|text| !text.is_empty())
                        .unwrap_or_else(|| columns.blank.to_owned()),
                ),
                (true, false) => Entry::Text(columns.blank.to_owned()),
            }
        };
        Self {
            headings: kept.iter().map(|column| capital(&headings[*column])).collect(),
            rows: records.iter().map(|row| kept.iter().map(|column| entry(row, *column)).collect()).collect(),
        }
    }

    /// The shorthand that stands in it.
    pub fn shorthand(&self) -> Vec<&str> {
        let texts = self
            .rows
            .iter()
            .flatten()
            .filter_map(|entry| if let Entry::Text(text) = entry { Some(text) } else { None });
        let mut all: Vec<&str> = texts
            .flat_map(|text| text.split(' '))
            .filter(|word| word.starts_with('[') && word.ends_with(']'))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

impl Release {
    /// The lines of the first sheet.
    pub(super) fn cover(&self) -> Vec<String> {
        vec![
            self.title.clone(),
            format!("Published by {}", self.organisation),
            format!("Figures as printed in the paper of {}", self.date),
            "This workbook has three sheets: Cover, Shorthand and Figures.".to_owned(),
            "Small numbers are treated as in the paper: no figure stands here that is hidden there.".to_owned(),
        ]
    }
}

/// The names of the sheets.
pub(super) const SHEETS: [&str; 3] = ["Cover", "Shorthand", "Figures"];

/// The line under the title of a sheet with a table.
pub(super) const ONE_TABLE: &str = "This worksheet contains one table.";

/// The title of a sheet by its name.
pub(super) fn heading(sheet: &str, release: &Release) -> String {
    format!("{sheet}: {}", release.title)
}
