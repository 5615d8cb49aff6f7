//! As an Excel workbook: the only module that knows rust_xlsxwriter.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Table as ExcelTable, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::release::{Entry, ONE_TABLE, Release, SHEETS, Table, heading};

/// Points; the guidance asks for 12 or more.
const SIZE: f64 = 12.0;

/// No column is wider, in characters; longer texts are wrapped.
const WIDEST: usize = 60;

/// The bytes of the workbook: the same release gives the same.
///
/// # Errors
///
/// Where a text or a table is larger than Excel takes.
pub fn xlsx(release: &Release) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = release.date;
    let made =
        ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())?;
    let properties =
        DocProperties::new().set_title(&release.title).set_author(&release.organisation).set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let plain = Format::new().set_font_name("Arial").set_font_size(SIZE).set_text_wrap();
    let bold = plain.clone().set_bold();
    let cover = sheet(&mut workbook, SHEETS[0])?;
    for (row, line) in release.cover().iter().enumerate() {
        let format = if row == 0 { bold.clone().set_font_size(16) } else { plain.clone() };
        cover.write_with_format(row as u32, 0, line, &format)?;
    }
    cover.set_column_width(0, 90)?;
    let rows = release
        .shorthand
        .iter()
        .map(|(letters, meaning)| vec![Entry::Text(letters.clone()), Entry::Text(meaning.clone())]);
    let shorthand = Table { headings: vec!["Shorthand".to_owned(), "Meaning".to_owned()], rows: rows.collect() };
    for (name, table) in [(SHEETS[1], &shorthand), (SHEETS[2], &release.table)] {
        let sheet = sheet(&mut workbook, name)?;
        sheet.write_with_format(0, 0, heading(name, release), &bold.clone().set_font_size(16).unset_text_wrap())?;
        sheet.write_with_format(1, 0, ONE_TABLE, &plain.clone().unset_text_wrap())?;
        write(sheet, name, table, &plain, &bold)?;
    }
    workbook.save_to_buffer()
}

fn sheet<'w>(workbook: &'w mut Workbook, name: &str) -> Result<&'w mut Worksheet, XlsxError> {
    workbook.add_worksheet().set_name(name)
}

/// A table from the third row on, marked as one so that screen readers name its headings.
fn write(sheet: &mut Worksheet, name: &str, table: &Table, plain: &Format, bold: &Format) -> Result<(), XlsxError> {
    const FIRST: u32 = 2;
    if table.rows.is_empty() {
        return Ok(());
    }
    for (at, row) in table.rows.iter().enumerate() {
        for (column, entry) in row.iter().enumerate() {
            let (row, column) = (FIRST + 1 + at as u32, column as u16);
            match entry {
                Entry::Text(text) => sheet.write_with_format(row, column, text, plain)?,
                Entry::Number(digits) => {
                    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                    let code =
                        if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
                    sheet.write_with_format(
                        row,
                        column,
                        digits.parse::<f64>().unwrap_or_default(),
                        &plain.clone().set_num_format(code),
                    )?
                }
            };
        }
    }
    for (column, heading) in table.headings.iter().enumerate() {
        let longest =
            table.rows.iter().map(|row| length(&row[column])).chain([heading.chars().count()]).max().unwrap_or(0);
        sheet.set_column_width(column as u16, (longest + 4).min(WIDEST) as f64)?;
    }
    let columns: Vec<TableColumn> =
        table.headings.iter().map(|heading| TableColumn::new().set_header(heading).set_header_format(bold)).collect();
    let table_of =
        ExcelTable::new().set_name(name).set_columns(&columns).set_style(TableStyle::None).set_autofilter(false);
    sheet.add_table(FIRST, 0, FIRST + table.rows.len() as u32, (table.headings.len() - 1) as u16, &table_of)?;
    Ok(())
}

fn length(entry: &Entry) -> usize {
    match entry {
        Entry::Text(text) | Entry::Number(text) => text.chars().count(),
    }
}
