//! `figures/*.csv`, as a spreadsheet saves them: the only module that knows the csv crate.

use csv::{ByteRecord, ReaderBuilder};

use crate::diag::{Code, Diagnostic, FileIndex, Found, Span};

use super::raw::{RawCell, RawPublished, RawRow, RawTable, Text};
use super::{rows, shape};

/// Reads one sheet; `None` where it is no table.
pub fn read(text: &str, file: FileIndex, diagnostics: &mut Found) -> Option<RawTable> {
    let (skipped, delimiter) = delimiter(text);
    if let Some(quote) = open_quote(text) {
        diagnostics.push(
            Diagnostic::new(Code::CsvSyntax, "a quote is opened here and never closed")
                .at(Span::new(file, quote, quote + 1))
                .hint("close it, or delete it: everything after it would be one cell"),
        );
        return None;
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(&text.as_bytes()[skipped..]);
    let mut records = Vec::new();
    for record in reader.byte_records() {
        match record {
            Ok(record) => records.push(places(&record, text, skipped, file, delimiter)),
            Err(error) => {
                diagnostics.push(syntax(format!("the table cannot be read: {error}"), Span::new(file, 0, 0)));
                return None;
            }
        }
    }
    let mut rows = records.into_iter().filter(|row| row.iter().any(|cell| !cell.value.is_empty()));
    let Some(header) = rows.next() else {
        diagnostics.push(syntax("the file is empty".to_owned(), Span::new(file, 0, 0)));
        return None;
    };
    table(header, rows.collect(), diagnostics)
}

fn syntax(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(Code::CsvSyntax, message)
        .at(span)
        .hint("the first row holds the periods, the first column the codes; delete rows above them")
}

/// The last quote that nothing closes.
fn open_quote(text: &str) -> Option<usize> {
    text.match_indices('"').fold(None, |open, (at, _)| if open.is_some() { None } else { Some(at) })
}

fn table(header: Vec<Text>, rows: Vec<Vec<Text>>, diagnostics: &mut Found) -> Option<RawTable> {
    let header_span = header.first().zip(header.last()).map(|(first, last)| first.span.to(last.span))?;
    let last = header.iter().rposition(|cell| !cell.value.is_empty()).unwrap_or(0);
    let is_column = |column: usize| column > 0 && column <= last && !is_name(&header[column].value);
    let columns: Vec<usize> = (0..header.len()).filter(|column| is_column(*column)).collect();
    let firsts: Vec<&str> = rows.iter().map(|row| row[0].value.as_str()).collect();
    if let Some((place, shape)) = shape::begins_elsewhere(&header[..=last], &rows) {
        diagnostics.push(Diagnostic::new(Code::CsvSyntax, shape.message).at(place).hint(shape.way));
        return None;
    }
    if let Some(shape) = shape::other(&header[..=last], &firsts) {
        diagnostics.push(Diagnostic::new(Code::CsvSyntax, shape.message).at(header_span).hint(shape.way));
        return None;
    }
    // Every way to write a period has a digit.
    if !columns.iter().any(|column| header[*column].value.contains(|c: char| c.is_ascii_digit())) {
        diagnostics.push(syntax("the first row names no period".to_owned(), header_span));
        return None;
    }
    let body = rows.into_iter().map(|mut row| {
        while row.len() > last + 1 && row.last().is_some_and(|cell| cell.value.is_empty()) {
            row.pop();
        }
        if row.len() > last + 1 {
            diagnostics.push(
                Diagnostic::new(Code::RowLength, format!("the row has {} cells, its header {}", row.len(), last + 1))
                    .at_with(row[last + 1].span, "no period stands above this cell")
                    .also(header_span, "the header")
                    .hint("look for a comma inside a number or name that is not in quotes"),
            );
        }
        let cells =
            columns.iter().map(|column| row.get(*column).filter(|cell| !cell.value.is_empty()).map(cell)).collect();
        let (code, kind) = rows::split(&row[0]);
        RawRow { code, kind, cells }
    });
    let rows = body.collect();
    let header = columns.iter().map(|column| header[*column].clone()).collect();
    Some(RawTable { header, word: None, file: None, spreadsheet: true, header_span, rows })
}

fn is_name(header: &str) -> bool {
    shape::NAMES.contains(&header.to_lowercase().as_str())
}

fn cell(text: &Text) -> RawCell {
    RawCell { text: text.clone(), published: RawPublished::default(), note: None, allow: Vec::new() }
}

/// What separates cells, and how many bytes to skip: a continental spreadsheet separates by semicolons, a paste by tabs; some
/// say so in a first line `sep=;`. Otherwise it is what the first line has most of.
fn delimiter(text: &str) -> (usize, char) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(said) = first.trim().strip_prefix("sep=").and_then(|said| said.chars().next().filter(char::is_ascii)) {
        return (text.find('\n').map_or(text.len(), |end| end + 1), said);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    (0, [',', ';', '\t'].into_iter().max_by_key(|d| (first.matches(*d).count(), *d == ',')).unwrap_or(','))
}

/// The cells of a record with their places. The crate gives the place of a record only, so the record's own text is
/// walked once more for the starts of its fields.
pub(super) fn places(record: &ByteRecord, text: &str, skipped: usize, file: FileIndex, delimiter: char) -> Vec<Text> {
    let start = skipped + record.position().map_or(0, |position| position.byte() as usize);
    let mut start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
    record
        .iter()
        .map(|field| {
            let value = String::from_utf8_lossy(field).trim().to_owned();
            let end = field_end(&text[start..], delimiter) + start;
            let raw = &text[start..end];
            let lead = raw.len() - raw.trim_start_matches([' ', '"']).len();
            let place = Span::new(file, start + lead, start + raw.trim_end_matches([' ', '"']).len().max(lead));
            start = (end + 1).min(text.len());
            Text { value, span: place }
        })
        .collect()
}

fn field_end(text: &str, delimiter: char) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => return at,
            c if c == delimiter && !quoted => return at,
            _ => {}
        }
    }
    text.len()
}
