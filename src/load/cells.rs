//! `sources/*.cells.csv`: the cells that a recipe read of a workbook, each with its place, its row and its period.
//!
//! A workbook is read into this text, and figures are made of it: so an edition, which keeps the text and not the workbook, is made again of the same.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use crate::diag::{Code, Diagnostic, Found, SourceMap, Span};

use super::csv::places;
use super::raw::{RawCell, RawPublished, RawRow, RawTable, Text};
use super::rows;

/// A cell that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCell {
    /// `Scorecard!C5`.
    pub place: String,
    /// The table of the recipe.
    pub table: String,
    /// `Months`, as over a table of figures.
    pub header: String,
    /// `CLA18 out of`.
    pub row: String,
    pub period: String,
    pub figure: String,
}

const COLUMNS: [&str; 6] = ["place", "table", "header", "row", "period", "figure"];

/// The cells as text, a line each.
pub fn written(cells: &[ReadCell]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let line = |fields: [&str; 6]| fields.map(|field| field.replace(|c: char| c.is_control(), " "));
    let lines =
        cells.iter().map(|cell| line([&cell.place, &cell.table, &cell.header, &cell.row, &cell.period, &cell.figure]));
    for fields in std::iter::once(line(COLUMNS)).chain(lines) {
        writer.write_record(&fields).expect("a line has as many fields as the one before, and memory takes them");
    }
    let bytes = writer.into_inner().expect("memory takes what is written");
    String::from_utf8(bytes).expect("the fields were texts")
}

/// The tables of figures in such a text, whose places are those of cells in `path`.
pub fn tables(text: &str, path: &str, sources: &mut SourceMap, diagnostics: &mut Found) -> Vec<RawTable> {
    let file = sources.add(path, text);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let line = |record: csv::ByteRecord| <[Text; 6]>::try_from(places(&record, text, 0, file, ',')).ok();
    let lines: Option<Vec<[Text; 6]>> = reader.byte_records().map(|record| record.ok().and_then(line)).collect();
    let is_head = |line: &[Text; 6]| line.iter().map(|field| field.value.as_str()).eq(COLUMNS);
    let lines = lines.as_deref().and_then(|lines| lines.split_first()).filter(|(head, _)| is_head(head));
    let Some((_, lines)) = lines else {
        diagnostics.push(
            Diagnostic::new(Code::CsvSyntax, format!("`{path}` does not hold the cells of a workbook"))
                .at(Span::new(file, 0, 0))
                .hint("take it back from the edition that keeps it, or put the workbook in its place"),
        );
        return Vec::new();
    };
    sources.name_cells(file, lines.iter().map(|[place, ..]| (place.span, place.value.clone())));
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut of_tables: BTreeMap<(&str, &str), Vec<&[Text; 6]>> = BTreeMap::new();
    for line in lines {
        let [_, table, header, ..] = line;
        let key = (table.value.as_str(), header.value.as_str());
        let of_table = of_tables.entry(key).or_default();
        if of_table.is_empty() {
            order.push(key);
        }
        of_table.push(line);
    }
    order.iter().filter_map(|key| table(&of_tables[key])).collect()
}

fn table(lines: &[&[Text; 6]]) -> Option<RawTable> {
    let [_, _, word, ..] = lines.first()?;
    let mut header: Vec<Text> = lines.iter().map(|[.., period, _]| period.clone()).collect();
    // Periods of one length come in their order as texts do.
    header.sort_by(|a, b| a.value.cmp(&b.value));
    header.dedup_by(|a, b| a.value == b.value);
    let mut rows: Vec<RawRow> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for [_, _, _, row, period, figure] in lines {
        let at = *known.entry(&row.value).or_insert_with(|| {
            let (code, kind) = rows::split(row);
            rows.push(RawRow { code, kind, cells: vec![None; header.len()] });
            rows.len() - 1
        });
        let cell = RawCell { text: figure.clone(), published: RawPublished::default(), note: None, allow: Vec::new() };
        if let Ok(column) = header.binary_search_by(|other| other.value.cmp(&period.value)) {
            rows[at].cells[column] = Some(cell);
        }
    }
    Some(RawTable { header, word: Some(word.clone()), file: None, spreadsheet: false, header_span: word.span, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(place: &str, row: &str, period: &str, figure: &str) -> ReadCell {
        let [place, row, period, figure] = [place, row, period, figure].map(str::to_owned);
        ReadCell { place, table: "a".to_owned(), header: "Months".to_owned(), row, period, figure }
    }

    #[test]
    fn cells_come_back_with_their_places() {
        let cells = [
            cell("A, \"B\"!C5", "CLA1 out of", "2020-12", "12"),
            cell("A, \"B\"!B5", "CLA1 out of", "2020-11", "1,250"),
            cell("A, \"B\"!B6", "CLA2", "2020-11", "x"),
        ];
        let (mut sources, mut found) = (SourceMap::default(), Found::default());
        let tables = tables(&written(&cells), "sources/a.xlsx", &mut sources, &mut found);
        assert!(found.into_vec().is_empty());
        let [table] = &tables[..] else { panic!("{tables:?}") };
        assert_eq!(table.header.iter().map(|text| text.value.as_str()).collect::<Vec<_>>(), ["2020-11", "2020-12"]);
        let first = table.rows[0].cells[0].as_ref().unwrap();
        assert_eq!(first.text.value, "1,250");
        assert_eq!(sources.cell(first.text.span), Some("A, \"B\"!B5"));
        assert_eq!(sources.excerpt(first.text.span), "1,250");
        assert!(table.rows[1].cells[1].is_none());
    }

    #[test]
    fn what_is_no_list_of_cells_is_refused() {
        for text in ["", "place,table\n", "a,b,c,d,e,f\n1,2,3,4,5,6\n", "place,table,header,row,period,figure\n1,2\n"] {
            let mut found = Found::default();
            assert!(tables(text, "sources/a.cells.csv", &mut SourceMap::default(), &mut found).is_empty());
            assert_eq!(found.into_vec().len(), 1, "{text:?}");
        }
    }
}
