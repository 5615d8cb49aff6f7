//! `figures/*.yaml`: wide tables, or one short file a period.
//!
//! Figures of one file lie under one header. YAML has each code once a file, so months and years of one indicator are two files.

use crate::diag::{Code, Diagnostic, Found};

use super::allow;
use super::keys::figures::{CELL_MAP, HEADERS, PUBLISHED};
use super::raw::{RawCell, RawFigureFile, RawPublished, RawRow, RawTable, RowKind, Text};
use super::reader::{MapReader, list, map, text};
use super::rows;
use super::yaml::{Data, Node};

/// Reads one file; `file_period` is its name, which is the period of a short file that names none.
pub fn read(node: Node, file_period: Text, diagnostics: &mut Found) -> (Vec<RawTable>, RawFigureFile) {
    let mut about = RawFigureFile { source: None, extracted: None, period: None };
    let mut short_rows: Vec<(Text, Node)> = Vec::new();
    let mut tables: Vec<RawTable> = Vec::new();
    let mut refused = false;
    for (key, value) in map(node, "a file of figures", diagnostics).unwrap_or_default() {
        match key.value.as_str() {
            // As `new-month` writes them: still to be filled in.
            "source" | "extracted" if matches!(value.data, Data::Empty) => {}
            "source" => about.source = text(value, "`source`", diagnostics),
            "extracted" => about.extracted = text(value, "`extracted`", diagnostics),
            "period" => about.period = text(value, "`period`", diagnostics),
            word if HEADERS.iter().any(|header| header.eq_ignore_ascii_case(word)) => {
                let found = diagnostics.len();
                let header = read_header(value, &key, diagnostics);
                // Rows under a header that could not be read say nothing that can be checked.
                refused = diagnostics.len() > found;
                tables.push(RawTable {
                    header,
                    header_span: key.span,
                    word: Some(key),
                    file: None,
                    spreadsheet: false,
                    rows: Vec::new(),
                });
            }
            _ => match tables.last_mut() {
                Some(_) if refused => {}
                Some(table) => {
                    let what = format!("the row `{}` of a table", key.value);
                    let mut cells = |node: Node, diagnostics: &mut Found| read_cells(node, &what, diagnostics);
                    table.rows.extend(read_rows(key, value, diagnostics, &mut cells));
                }
                None => short_rows.push((key, value)),
            },
        }
    }
    if !short_rows.is_empty() {
        let period = about.period.get_or_insert(file_period).clone();
        // A file whose rows are all blank gives no figure of any period.
        let short = short_table(short_rows, period, diagnostics);
        if !short.rows.is_empty() {
            tables.insert(0, short);
        }
    }
    if about.period.is_none() {
        // A wide table was extracted for the latest period in it.
        about.period = tables.last().and_then(|table| table.header.last()).cloned();
    }
    (tables, about)
}

/// The rows of a short file, as a table of one period.
fn short_table(rows: Vec<(Text, Node)>, period: Text, diagnostics: &mut Found) -> RawTable {
    let mut one = |node: Node, diagnostics: &mut Found| {
        if is_blank(&node) { None } else { Some(vec![Some(read_cell(node, diagnostics)?)]) }
    };
    let rows = rows.into_iter().flat_map(|(name, node)| read_rows(name, node, diagnostics, &mut one)).collect();
    RawTable { header_span: period.span, header: vec![period], word: None, file: None, spreadsheet: false, rows }
}

/// Whether a row is still to be filled in, as `new-month` writes it: a figure that is not given, like an empty cell of a spreadsheet. Where a comment stands in its place, a figure may be meant.
fn is_blank(node: &Node) -> bool {
    matches!(node.data, Data::Empty) && node.span.range().is_empty()
}

/// The periods of a header, `what` being its key.
pub fn read_header(node: Node, what: &Text, diagnostics: &mut Found) -> Vec<Text> {
    let what = format!("`{}`", what.value);
    let items = list(node, &what, diagnostics).unwrap_or_default();
    items.into_iter().filter_map(|item| text(item, "a period", diagnostics)).collect()
}

/// Reads the value of a row: a list of cells, or in a short file one.
type ReadCells<'a> = dyn FnMut(Node, &mut Found) -> Option<Vec<Option<RawCell>>> + 'a;

/// The rows under one key: one, or of a breakdown one for each part.
fn read_rows(key: Text, node: Node, diagnostics: &mut Found, cells: &mut ReadCells<'_>) -> Vec<RawRow> {
    let (code, kind) = rows::split(&key);
    let RowKind::Part { by, part } = &kind else {
        return cells(node, diagnostics).map(|cells| RawRow { code, kind, cells }).into_iter().collect();
    };
    if !part.is_empty() {
        return cells(node, diagnostics).map(|cells| RawRow { code, kind, cells }).into_iter().collect();
    }
    let what = format!("the breakdown `{}`", key.value);
    let parts = map(node, &what, diagnostics).unwrap_or_default();
    parts
        .into_iter()
        .filter_map(|(part, node)| {
            let kind = RowKind::Part { by: by.clone(), part: part.value };
            Some(RawRow {
                code: Text { value: code.value.clone(), span: part.span },
                kind,
                cells: cells(node, diagnostics)?,
            })
        })
        .collect()
}

fn read_cells(node: Node, what: &str, diagnostics: &mut Found) -> Option<Vec<Option<RawCell>>> {
    let cells = list(node, what, diagnostics)?;
    let read = |node| if is_not_given(&node) { None } else { read_cell(node, diagnostics) };
    Some(cells.into_iter().map(read).collect())
}

/// `~` in a list, where a cell of a spreadsheet would be empty. A gap between two commas is no YAML.
fn is_not_given(node: &Node) -> bool {
    matches!(&node.data, Data::Scalar(text) if text == "~")
}

fn read_cell(node: Node, diagnostics: &mut Found) -> Option<RawCell> {
    let node = match node.data {
        // `[late]` is a state in brackets, though YAML takes it for a list.
        Data::List(mut items) if items.len() == 1 => items.remove(0),
        Data::Empty => {
            diagnostics.push(
                Diagnostic::new(Code::NotAFigure, "a figure is missing here")
                    .at(node.span)
                    .hint("write it, or its state: `late` data awaited, `x` not available"),
            );
            return None;
        }
        data => Node { span: node.span, data },
    };
    if !matches!(node.data, Data::Map(_)) {
        let text = text(node, "a figure", diagnostics)?;
        return Some(RawCell { text, published: RawPublished::default(), note: None, allow: Vec::new() });
    }
    let mut keys = MapReader::new(node, &CELL_MAP, diagnostics)?;
    let value = keys.need_text("value", "the figure, or a state letter such as `x`");
    let note = keys.text("note");
    let allow = allow::of(&mut keys);
    let published = keys.take("published").and_then(|node| read_published(node, keys.diagnostics()));
    keys.finish();
    Some(RawCell { text: value?, published: published.unwrap_or_default(), note, allow })
}

fn read_published(node: Node, diagnostics: &mut Found) -> Option<RawPublished> {
    let mut keys = MapReader::new(node, &PUBLISHED, diagnostics)?;
    let read = RawPublished { rating: keys.text("rating"), before: keys.text("before"), change: keys.text("change") };
    keys.finish();
    Some(read)
}

#[cfg(test)]
mod tests {
    use crate::diag::{SourceMap, Span};

    use super::super::keys::figures::FILE;
    use super::super::yaml::parse;
    use super::*;

    #[test]
    fn what_the_table_of_keys_names_is_no_row() {
        for key in FILE.keys {
            let mut sources = SourceMap::default();
            let text = format!("{}: {}\n", key.name, key.example);
            let file = sources.add("figures/2020-11.yaml", text.clone());
            let mut found = Found::default();
            let node = parse(&text, file, &mut found).expect("it is YAML");
            let name = Text { value: "2020-11".to_owned(), span: Span::new(file, 0, 0) };
            let (tables, about) = read(node, name, &mut found);
            let is_told = about.source.is_some() || about.extracted.is_some() || about.period.is_some();
            assert!(found.into_vec().is_empty() && is_told, "{}", key.name);
            assert!(tables.iter().all(|table| table.rows.is_empty() && !table.header.is_empty()), "{}", key.name);
        }
    }
}
