//! As an Open Document, which the guidance prefers.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::release::{Entry, ONE_TABLE, Release, SHEETS, heading};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.3\"";

const STYLES: &str = "<office:automatic-styles><style:style style:name=\"text\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\"/><style:text-properties fo:font-family=\"Arial\" fo:font-size=\"12pt\"/></style:style><style:style style:name=\"bold\" style:family=\"table-cell\"><style:text-properties fo:font-family=\"Arial\" fo:font-size=\"12pt\" fo:font-weight=\"bold\"/></style:style><style:style style:name=\"wide\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"9cm\"/></style:style></office:automatic-styles>";

/// The bytes of the document: the same release gives the same.
pub fn ods(release: &Release) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    // What kind of file it is stands first and as it is, so that others can tell.
    zip.start_file("mimetype", options.compression_method(CompressionMethod::Stored))?;
    zip.write_all(KIND.as_bytes())?;
    for (name, content) in
        [("content.xml", content(release)), ("meta.xml", meta(release)), ("META-INF/manifest.xml", manifest())]
    {
        zip.start_file(name, options.compression_method(CompressionMethod::Deflated))?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content(release: &Release) -> String {
    let cover: Vec<String> = release
        .cover()
        .iter()
        .enumerate()
        .map(|(at, line)| row(&[cell(line, if at == 0 { "bold" } else { "text" })]))
        .collect();
    let shorthand =
        release.shorthand.iter().map(|(letters, meaning)| row(&[cell(letters, "text"), cell(meaning, "text")]));
    let shorthand = titled(SHEETS[1], release, &["Shorthand".to_owned(), "Meaning".to_owned()], shorthand);
    let figures = release.table.rows.iter().map(|entries| row(&entries.iter().map(entry).collect::<Vec<_>>()));
    let figures = titled(SHEETS[2], release, &release.table.headings, figures);
    let sheets =
        [(SHEETS[0], 1, cover.concat()), (SHEETS[1], 2, shorthand), (SHEETS[2], release.table.headings.len(), figures)];
    let sheets: String = sheets.iter().map(|(name, columns, rows)| sheet(name, *columns, rows)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {SPACES}>{STYLES}<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
}

fn sheet(name: &str, columns: usize, rows: &str) -> String {
    format!(
        "<table:table table:name=\"{name}\"><table:table-column table:style-name=\"wide\" table:number-columns-repeated=\"{}\"/>{rows}</table:table>",
        columns.max(1)
    )
}

fn titled(name: &str, release: &Release, headings: &[String], rows: impl Iterator<Item = String>) -> String {
    let headings: Vec<String> = headings.iter().map(|heading| cell(heading, "bold")).collect();
    let head = format!("<table:table-header-rows>{}</table:table-header-rows>", row(&headings));
    let title = row(&[cell(&heading(name, release), "bold")]) + &row(&[cell(ONE_TABLE, "text")]);
    title + &head + &rows.collect::<String>()
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn cell(text: &str, style: &str) -> String {
    format!(
        "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        escape(text)
    )
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Text(text) => cell(text, "text"),
        Entry::Number(digits) => format!(
            "<table:table-cell table:style-name=\"text\" office:value-type=\"float\" office:value=\"{digits}\"><text:p>{digits}</text:p></table:table-cell>"
        ),
    }
}

fn meta(release: &Release) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-meta {SPACES}><office:meta><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>en-GB</dc:language><meta:creation-date>{}T00:00:00</meta:creation-date></office:meta></office:document-meta>",
        escape(&release.title),
        escape(&release.organisation),
        release.date
    )
}

fn manifest() -> String {
    let entries: String = [("/", KIND), ("content.xml", "text/xml"), ("meta.xml", "text/xml")]
        .map(|(path, kind)| {
            format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>")
        })
        .concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">{entries}</manifest:manifest>"
    )
}
