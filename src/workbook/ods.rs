//! `.ods`: what each cell shows stands in it as text, so nothing has to be formatted.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::packed::Package;
use super::xml::{attribute, damaged, number};
use super::{Area, Cell, Kind, Place, Sheet, Workbook, WorkbookError};

/// A repeated cell that shows something is no longer than this; behind it lie the empty cells to the sheet's edge.
const LONGEST_RUN: usize = 16_384;

/// Reads all sheets, the hidden ones too.
pub fn read(package: &Package) -> Result<Workbook, WorkbookError> {
    let part = package.part("content.xml").ok_or(WorkbookError::Unknown)?;
    let mut reader = Reader::from_str(std::str::from_utf8(part).map_err(damaged)?);
    let mut content = Content::default();
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => break,
            Event::Start(tag) => content.opened(&tag),
            Event::Empty(tag) => {
                content.opened(&tag);
                content.closed(tag.name().as_ref())?;
            }
            Event::End(tag) => content.closed(tag.name().as_ref())?,
            Event::Text(text) => content.says(&text.xml10_content()),
            Event::CData(text) => content.says(&text.xml10_content()),
            Event::GeneralRef(reference) => content.says(&super::xml::meant(&reference)),
            _ => {}
        }
    }
    if content.sheets.iter().all(Sheet::is_empty) {
        Err(WorkbookError::Empty)
    } else {
        Ok(Workbook { sheets: content.sheets })
    }
}

/// What has been read so far.
#[derive(Default)]
struct Content {
    sheets: Vec<Sheet>,
    /// Styles of tables that are not displayed.
    undisplayed: BTreeSet<String>,
    style: Option<String>,
    row: usize,
    column: usize,
    columns_declared: usize,
    /// How often the row that is being read stands there.
    repeated: usize,
    cells: Vec<(usize, usize, Cell)>,
    cell: Option<Open>,
    /// Depth of notes, drawings and other texts that stand beside a cell's own.
    beside: usize,
    taken: usize,
}

/// A cell that is being read.
struct Open {
    kind: Kind,
    text: String,
    paragraphs: usize,
    repeated: usize,
    spans: (usize, usize),
}

impl Content {
    fn opened(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name"),
            "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.undisplayed.extend(self.style.clone())
            }
            "table:table" => {
                let hidden = attribute(tag, "table:style-name").is_some_and(|style| self.undisplayed.contains(&style));
                self.sheets.push(Sheet::new(attribute(tag, "table:name").unwrap_or_default(), hidden));
                (self.row, self.column, self.columns_declared) = (0, 0, 0);
            }
            "table:table-column" => {
                let count = number(tag, "table:number-columns-repeated").unwrap_or(1).min(LONGEST_RUN);
                let first = self.columns_declared;
                self.columns_declared += count;
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag)) {
                    sheet.hide_columns(first..first + count);
                }
            }
            "table:table-row" => {
                self.column = 0;
                self.repeated = number(tag, "table:number-rows-repeated").unwrap_or(1);
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag)) {
                    (self.row..self.row + self.repeated.min(LONGEST_RUN)).for_each(|row| sheet.hide_row(row));
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(Open::new(tag)),
            "office:annotation" | "draw:frame" | "text:note" | "draw:g" | "draw:custom-shape" => self.beside += 1,
            "text:p" if self.beside == 0 => {
                if let Some(cell) = &mut self.cell {
                    cell.text.push_str(if cell.paragraphs > 0 { "\n" } else { "" });
                    cell.paragraphs += 1;
                }
            }
            "text:s" => self.says(&" ".repeat(number(tag, "text:c").unwrap_or(1).min(100))),
            "text:tab" | "text:line-break" => self.says(" "),
            _ => {}
        }
    }

    fn says(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| self.beside == 0 && cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }

    fn closed(&mut self, name: &str) -> Result<(), WorkbookError> {
        match name {
            "office:annotation" | "draw:frame" | "text:note" | "draw:g" | "draw:custom-shape" => {
                self.beside = self.beside.saturating_sub(1)
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(open) = self.cell.take() {
                    self.keep(open);
                }
            }
            "table:table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, open: Open) {
        let first = Place { row: self.row, column: self.column };
        let (rows, columns) = open.spans;
        if let Some(sheet) = self.sheets.last_mut().filter(|_| rows * columns > 1) {
            sheet
                .merged
                .push(Area { first, last: Place { row: first.row + rows - 1, column: first.column + columns - 1 } });
        }
        let cell = Cell::new(&open.text, open.kind);
        if !cell.shown.is_empty() {
            self.cells.push((self.column, open.repeated.min(LONGEST_RUN), cell));
        }
        self.column = self.column.saturating_add(open.repeated);
    }

    /// Puts the cells of a row down, as often as the row is said to stand there; empty ones at the end are the rest of the sheet.
    fn end_row(&mut self) -> Result<(), WorkbookError> {
        let cells = std::mem::take(&mut self.cells);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) {
            for row in self.row..self.row.saturating_add(self.repeated) {
                for (first, repeated, cell) in &cells {
                    for column in *first..first + repeated {
                        sheet.put(Place { row, column }, cell.clone(), &mut self.taken)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        Ok(())
    }
}

impl Open {
    fn new(tag: &BytesStart<'_>) -> Self {
        let value = attribute(tag, "office:value-type").unwrap_or_default();
        let is_error = attribute(tag, "calcext:value-type").as_deref() == Some("error");
        let day = attribute(tag, "office:date-value").and_then(|day| day.get(..10)?.parse().ok());
        let kind = match (value.as_str(), day) {
            _ if is_error => Kind::Error,
            ("date", Some(day)) => Kind::Date(day),
            ("float" | "percentage" | "currency", _) => Kind::Number,
            _ => Kind::Text,
        };
        let spans = |name| number(tag, name).unwrap_or(1).clamp(1, LONGEST_RUN);
        Self {
            kind,
            text: String::new(),
            paragraphs: 0,
            repeated: number(tag, "table:number-columns-repeated").unwrap_or(1).max(1),
            spans: (spans("table:number-rows-spanned"), spans("table:number-columns-spanned")),
        }
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "table:visibility").is_some_and(|visibility| visibility != "visible")
}
