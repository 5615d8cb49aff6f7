//! `.xlsx` and `.xlsm`: calamine reads the cells; what is hidden and what is merged is read here. The only module that knows calamine and formats of numbers.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ssfmt::date_serial::serial_to_date;
use ssfmt::{DateSystem, FormatOptions, NumberFormat};

use crate::model::Date;

use super::packed::Package;
use super::xml::{attribute, damaged, number};
use super::{Area, Cell, Kind, Place, Sheet, Workbook, WorkbookError};

/// Sheets of one workbook.
const MOST_SHEETS: usize = 1_000;

/// What a formula shows that no program has computed.
const NOT_COMPUTED: &str = "a formula without its result";

/// Reads all sheets, the hidden ones too.
pub fn read(package: &Package, bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let system = if workbook.has_1904_epoch() { DateSystem::Date1904 } else { DateSystem::Date1900 };
    let mut sheets = Vec::new();
    let mut taken = 0;
    let tabs = workbook.sheets_metadata().to_vec();
    if tabs.len() > MOST_SHEETS {
        return Err(WorkbookError::TooLarge);
    }
    let mut parts: Vec<&[u8]> = Vec::new();
    for about in tabs {
        let Some(part) = part_of(package, &about.name)? else { continue };
        // A small file could name one large sheet again and again.
        if !part.is_empty() && parts.iter().any(|other| std::ptr::eq(*other, part)) {
            return Err(WorkbookError::Damaged("two of its sheets are one".to_owned()));
        }
        parts.push(part);
        let hidden = about.visible != SheetVisible::Visible;
        let mut sheet = Sheet::new(about.name.clone(), hidden);
        // A sheet that holds a chart alone has no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&about.name) else { continue };
        let codes: Vec<String> = cells
            .styles()
            .iter()
            .map(|style| {
                style.number_format.as_ref().map_or_else(|| GENERAL.to_owned(), |format| format.format_code.clone())
            })
            .collect();
        let formats: Vec<Option<NumberFormat>> = codes.iter().map(|code| NumberFormat::parse(code).ok()).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let format = formats.get(style).and_then(Option::as_ref);
            let code = codes.get(style).map_or(GENERAL, String::as_str);
            if let Some(cell) = shown(cell.get_value(), format, code, system) {
                sheet.put(Place { row: row as usize, column: column as usize }, cell, &mut taken)?;
            }
        }
        beside_cells(part, &mut sheet, &mut taken)?;
        sheets.push(sheet);
    }
    if sheets.iter().all(Sheet::is_empty) { Err(WorkbookError::Empty) } else { Ok(Workbook { sheets }) }
}

const GENERAL: &str = "General";

/// What a value looks like under its format.
fn shown(value: &DataRef<'_>, format: Option<&NumberFormat>, code: &str, system: DateSystem) -> Option<Cell> {
    let options = FormatOptions { date_system: system, ..FormatOptions::default() };
    let number = |number: f64| format.map_or_else(|| number.to_string(), |format| format.format(number, &options));
    let cell = match value {
        DataRef::Empty => return None,
        DataRef::Int(value) => Cell::new(&number(*value as f64), Kind::Number),
        DataRef::Float(value) => Cell::new(&number(*value), Kind::Number),
        DataRef::DateTime(value) if value.is_duration() => Cell::new(&number(value.as_f64()), Kind::Text),
        DataRef::DateTime(value) => match day(value.as_f64(), system) {
            // The one format that follows the reader's own country.
            Some(date) if matches!(code, "m/d/yyyy" | "m/d/yy" | "mm-dd-yy") => {
                Cell::new(&date.strftime("%d/%m/%Y").to_string(), Kind::Date(date))
            }
            Some(date) => Cell::new(&number(value.as_f64()), Kind::Date(date)),
            None => Cell::new(&number(value.as_f64()), Kind::Text),
        },
        DataRef::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => Cell::new(text, Kind::Date(date)),
            None => Cell::text(text),
        },
        DataRef::DurationIso(text) | DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(value) => Cell::text(if *value { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => Cell::new(&error.to_string(), Kind::Error),
    };
    Some(cell)
}

/// A time of day alone is no day.
fn day(serial: f64, system: DateSystem) -> Option<Date> {
    if serial < 1.0 {
        return None;
    }
    let (year, month, day) = serial_to_date(serial, system)?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Rows and columns that nobody sees, cells that are one, and formulas that nobody has computed.
fn beside_cells(part: &[u8], sheet: &mut Sheet, taken: &mut usize) -> Result<(), WorkbookError> {
    let text = std::str::from_utf8(part).map_err(damaged)?;
    let mut reader = Reader::from_str(text);
    let (mut row, mut column) = (0, 0);
    let (mut formula, mut in_value, mut has_value) = (false, false, false);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "col" if is_set(&tag, "hidden") => {
                    if let Some((first, last)) = number(&tag, "min").zip(number(&tag, "max")) {
                        sheet.hide_columns(first.saturating_sub(1)..last.min(WIDEST));
                    }
                }
                "row" => {
                    row = number(&tag, "r").map_or(row + 1, |row| row);
                    column = 0;
                    if is_set(&tag, "hidden") {
                        sheet.hide_row(row.saturating_sub(1));
                    }
                }
                "c" => {
                    column = attribute(&tag, "r")
                        .and_then(|place| Place::parse(&place))
                        .map_or(column + 1, |place| place.column + 1);
                    // A text may be empty.
                    (formula, in_value, has_value) = (false, false, attribute(&tag, "t").as_deref() == Some("str"));
                }
                "f" => formula = true,
                "v" => in_value = true,
                "mergeCell" => sheet.merged.extend(attribute(&tag, "ref").and_then(|area| Area::parse(&area))),
                _ => {}
            },
            Event::Text(text) => has_value |= in_value && !text.xml10_content().trim().is_empty(),
            Event::End(tag) if tag.local_name().as_ref() == "v" => in_value = false,
            Event::End(tag) if tag.local_name().as_ref() == "c" && formula && !has_value => {
                let place = Place { row: row.saturating_sub(1), column: column.saturating_sub(1) };
                sheet.put(place, Cell::new(NOT_COMPUTED, Kind::Error), taken)?;
            }
            _ => {}
        }
    }
}

/// No spreadsheet has more columns.
const WIDEST: usize = 16_384;

/// The part in which a sheet's cells stand: the workbook names an id for it, and its relations what the id stands for.
fn part_of<'p>(package: &'p Package, sheet: &str) -> Result<Option<&'p [u8]>, WorkbookError> {
    let id = find(package, "xl/workbook.xml", |tag| {
        (tag.local_name().as_ref() == "sheet" && attribute(tag, "name").as_deref() == Some(sheet))
            .then(|| attribute(tag, "r:id").or_else(|| attribute(tag, "id")))
            .flatten()
    })?;
    let Some(id) = id else { return Ok(None) };
    let target = find(package, "xl/_rels/workbook.xml.rels", |tag| {
        (tag.local_name().as_ref() == "Relationship" && attribute(tag, "Id").as_ref() == Some(&id))
            .then(|| attribute(tag, "Target"))
            .flatten()
    })?;
    let Some(target) = target else { return Ok(None) };
    let name = if target.starts_with('/') { target } else { format!("xl/{target}") };
    Ok(package.part(&name))
}

fn find<T>(
    package: &Package,
    part: &str,
    wanted: impl Fn(&BytesStart<'_>) -> Option<T>,
) -> Result<Option<T>, WorkbookError> {
    let Some(part) = package.part(part) else { return Ok(None) };
    let mut reader = Reader::from_str(std::str::from_utf8(part).map_err(damaged)?);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(None),
            Event::Start(tag) | Event::Empty(tag) => {
                if let Some(found) = wanted(&tag) {
                    return Ok(Some(found));
                }
            }
            _ => {}
        }
    }
}

fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}
