//! Sheets, cells and their places.

use std::collections::BTreeSet;
use std::fmt;

use crate::model::Date;

use super::WorkbookError;

/// All that a file shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// In the order of their tabs.
    pub sheets: Vec<Sheet>,
}

/// One table of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// As on its tab; empty for a text.
    pub name: String,
    /// Nobody sees it who opens the file.
    pub hidden: bool,
    /// Cells that are one, the first of them at the top left.
    pub merged: Vec<Area>,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    rows: Vec<Vec<Cell>>,
}

/// What stands in one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What a reader sees there, without blanks at its ends.
    pub shown: String,
    /// What it is.
    pub kind: Kind,
}

/// What a cell is to the program that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Nothing, or a text; all cells of a text in columns are one.
    #[default]
    Text,
    /// A number, under whatever format.
    Number,
    /// A day; a time of day is left away.
    Date(Date),
    /// A formula that came to nothing, as `#DIV/0!`.
    Error,
}

/// Where a cell stands, counted from nought; printed `C5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub row: usize,
    pub column: usize,
}

/// A rectangle of cells, both corners within it; printed `C6:Z12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub first: Place,
    pub last: Place,
}

/// Cells of all sheets together, empty ones between others included.
const MOST_CELLS: usize = 4_000_000;

impl Sheet {
    pub(super) fn new(name: String, hidden: bool) -> Self {
        Self { name, hidden, ..Self::default() }
    }

    /// Puts a cell in its place; `taken` counts the places of all sheets.
    pub(super) fn put(&mut self, place: Place, cell: Cell, taken: &mut usize) -> Result<(), WorkbookError> {
        if self.rows.len() <= place.row {
            *taken += place.row + 1 - self.rows.len();
            if *taken > MOST_CELLS {
                return Err(WorkbookError::TooLarge);
            }
            self.rows.resize(place.row + 1, Vec::new());
        }
        let row = &mut self.rows[place.row];
        if row.len() <= place.column {
            *taken += place.column + 1 - row.len();
            if *taken > MOST_CELLS {
                return Err(WorkbookError::TooLarge);
            }
            row.resize(place.column + 1, Cell::default());
        }
        row[place.column] = cell;
        Ok(())
    }

    pub(super) fn hide_row(&mut self, row: usize) {
        self.hidden_rows.insert(row);
    }

    pub(super) fn hide_columns(&mut self, columns: impl Iterator<Item = usize>) {
        self.hidden_columns.extend(columns);
    }

    /// The number of rows, to the last with a cell.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The number of columns, to the last with a cell.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cell in a place; an empty one where nothing stands.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        static NOTHING: Cell = Cell { shown: String::new(), kind: Kind::Text };
        self.rows.get(row).and_then(|row| row.get(column)).unwrap_or(&NOTHING)
    }

    /// What a place shows.
    pub fn text(&self, row: usize, column: usize) -> &str {
        &self.cell(row, column).shown
    }

    /// What the area shows to which a place belongs: the text of merged cells stands over each of them.
    pub fn text_over(&self, row: usize, column: usize) -> &str {
        let place = Place { row, column };
        let first = self.merged.iter().find(|area| area.contains(place)).map_or(place, |area| area.first);
        self.text(first.row, first.column)
    }

    /// The cells of a row that show something, with their columns.
    pub fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        cells.iter().enumerate().filter(|(_, cell)| !cell.shown.is_empty())
    }

    /// Whether a row is hidden.
    pub fn is_row_hidden(&self, row: usize) -> bool {
        self.hidden_rows.contains(&row)
    }

    /// Whether a column is hidden.
    pub fn is_column_hidden(&self, column: usize) -> bool {
        self.hidden_columns.contains(&column)
    }

    /// Whether nothing is shown anywhere.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(|cell| cell.shown.is_empty())
    }
}

impl Cell {
    /// A cell that shows a text.
    pub fn text(shown: &str) -> Self {
        Self { shown: tidy(shown), kind: Kind::Text }
    }

    pub(super) fn new(shown: &str, kind: Kind) -> Self {
        Self { shown: tidy(shown), kind }
    }
}

/// Without blanks at its ends; a hard blank, which spreadsheets bring from web pages, is a blank.
fn tidy(shown: &str) -> String {
    shown
        .replace(['\u{a0}', '\u{202f}', '\u{2007}'], " ")
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
        .to_owned()
}

impl Area {
    /// Whether a place lies in it.
    pub fn contains(&self, place: Place) -> bool {
        (self.first.row..=self.last.row).contains(&place.row)
            && (self.first.column..=self.last.column).contains(&place.column)
    }

    /// Reads `A1:C2` or `A1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Some(Self { first: Place::parse(first)?, last: Place::parse(last)? })
    }
}

impl Place {
    /// Reads `C5`, also with the dollars of a fixed place.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let letters = text.find(|c: char| c.is_ascii_digit())?;
        let row: usize = text[letters..].parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column: column_number(&text[..letters])? })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row + 1)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

/// The letters over a column: `A` for 0, `Z` for 25, `AA` for 26.
pub fn column_name(column: usize) -> String {
    let (before, letter) = (column / 26, (b'A' + (column % 26) as u8) as char);
    if before == 0 { letter.to_string() } else { format!("{}{letter}", column_name(before - 1)) }
}

/// The column under such letters.
pub fn column_number(letters: &str) -> Option<usize> {
    // XFD is the last column of any spreadsheet.
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number =
        letters.bytes().fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some(number - 1)
}
