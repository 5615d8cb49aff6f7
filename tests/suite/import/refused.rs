//! What is not taken in, with the way out: rows about persons, what is no scorecard, and what was made to do harm.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::workbooks::{packed, save};
use super::{Scratch, fixture, refused, said};

fn written(scratch: &Scratch, name: &str, bytes: &[u8]) -> PathBuf {
    let path = scratch.path(name);
    fs::write(&path, bytes).expect("a file can be written");
    path
}

#[test]
fn rows_about_persons_are_refused_wherever_they_lie() {
    let scratch = Scratch::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Ref", "Indicator", "Apr-23", "May-23"]).expect("headings");
    sheet.write_row(1, 0, ["A1", "Plans"]).expect("a row");
    sheet.write_row(1, 2, [1, 2]).expect("figures");
    let cases = workbook.add_worksheet();
    cases.set_name("Cases").expect("a name").set_hidden(true);
    cases.write_row(0, 0, ["ID", "Date of Birth"]).expect("headings");
    cases.write_column(1, 1, ["2010-01-01", "2011-02-03"]).expect("rows");
    let file = save(&scratch, "scorecard.xlsx", workbook);
    let told = refused(&scratch.propose(&[file], &[]));
    assert!(told.contains("rows about single persons: the sheet `Cases`, column B, headed `Date of Birth`"), "{told}");
    for (text, what) in [
        ("Child,Team\n9434765919,North\n943 476 5870,South\n4505577104,North\n", "NHS numbers"),
        ("x,UPN,y\n1,A123456789012,2\n2,B123456789012,3\n", "headed `UPN`"),
        ("a,b\nH801200001001,1\nH801200001002,2\nH801200001003,3\n", "unique pupil numbers"),
        ("First name,Month\nAda,2023-04\nBo,2023-05\n", "headed `First name`"),
    ] {
        let file = written(&scratch, "list.csv", text.as_bytes());
        let told = refused(&scratch.propose(&[file], &[]));
        assert!(told.contains(what), "{what}: {told}");
        assert!(!told.contains("9434765919") && !told.contains("Ada"), "a message quotes a person: {told}");
    }
    assert!(!scratch.project().exists());
}

#[test]
fn what_is_no_workbook_of_today_says_how_to_save_one() {
    let scratch = Scratch::new();
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [old.as_slice(), &name].concat();
    let binary = packed(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x")]);
    let locked_open = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    let word = packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")]);
    for (name, bytes, message, way) in [
        ("a.xls", old, "of the old kind (.xls)", "save it as an Excel workbook"),
        ("a.xlsx", locked, "locked with a password", "without a password"),
        ("a.xlsb", binary, "binary workbook (.xlsb)", "save it as an Excel workbook"),
        ("a.ods", locked_open, "locked with a password", "without a password"),
        ("a.docx", word, "neither a workbook nor text", ".xlsx, .xlsm, .ods"),
        (
            "b.xls",
            b"<html><table><tr><td>1</td></tr></table>".to_vec(),
            "a web page or XML",
            "save it as an Excel workbook",
        ),
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "it is a PDF", "ask whoever made it"),
        ("a.csv", vec![0, 1, 2, 3, 0, 9], "neither a workbook nor text", "are .xlsx"),
        ("b.csv", Vec::new(), "nothing is in it", "was saved"),
        (
            "c.csv",
            b"Ref,Indicator,Apr-23\nA1,\"Plans,3\n".to_vec(),
            "a quote in line 2 is opened and never closed",
            "close it",
        ),
        ("c.xlsx", b"PK\x03\x04 broken".to_vec(), "damaged", "save it anew"),
    ] {
        let file = written(&scratch, name, &bytes);
        let told = refused(&scratch.propose(&[file], &[]));
        assert!(told.contains(message) && told.contains(way), "{name}: {told}");
    }
    let told = refused(&scratch.propose(&[scratch.path("nowhere.xlsx")], &[]));
    assert!(told.contains("cannot be read"), "{told}");
}

#[test]
fn what_was_made_to_do_harm_ends_soon() {
    let scratch = Scratch::new();
    // Half a gibibyte of noughts in half a mebibyte.
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let noughts = vec![0u8; 1 << 20];
    (0..512).for_each(|_| zip.write_all(&noughts).expect("its content"));
    let bomb = zip.finish().expect("a zip").into_inner();
    assert!(bomb.len() < 1 << 20);
    let declared = packed(&[("xl/workbook.xml", "<!DOCTYPE lolz [<!ENTITY lol \"lol\">]><workbook/>")]);
    // Two cells, at the two ends of a sheet.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..600 {
        sheet.write(row, 16_383, "x").expect("a cell");
    }
    let sparse = workbook.save_to_buffer().expect("a workbook");
    let rows = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"10000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let repeated =
        format!("<office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet>");
    let repeated =
        packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &repeated)]);
    // Many tabs, and one sheet behind all of them.
    let sheets: String = (0..300).map(|at| format!("<sheet name=\"s{at}\" sheetId=\"{at}\" r:id=\"r1\"/>")).collect();
    let names = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let tabs = packed(&[
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("xl/workbook.xml", &format!("<workbook {names}><sheets>{sheets}</sheets></workbook>")),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                "<worksheet {names}><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
            ),
        ),
    ]);
    for (name, bytes, message) in [
        ("tabs.xlsx", tabs, "two of its sheets are one"),
        ("bomb.xlsx", bomb, "larger than any scorecard"),
        ("type.xlsx", declared, "declares a document type"),
        ("sparse.xlsx", sparse, "larger than any"),
        ("repeated.ods", repeated, "larger than any"),
    ] {
        let file = written(&scratch, name, &bytes);
        let begun = std::time::Instant::now();
        let told = refused(&scratch.propose(&[file], &[]));
        assert!(told.contains(message), "{name}: {told}");
        assert!(begun.elapsed().as_secs() < 60, "{name} took {:?}", begun.elapsed());
    }
}

#[test]
fn a_formula_that_came_to_nothing_and_a_day_among_figures_are_named_at_their_cells() {
    let scratch = Scratch::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Scorecard").expect("a name");
    sheet.write_row(0, 0, ["Ref", "Indicator", "Apr-23", "May-23", "Jun-23"]).expect("headings");
    sheet.write_row(1, 0, ["A1", "Plans", "1"]).expect("a row");
    sheet.write_formula(1, 3, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).expect("a formula");
    sheet
        .write_with_format(
            1,
            4,
            ExcelDateTime::from_ymd(2024, 11, 22).expect("a day"),
            &Format::new().set_num_format("d/m"),
        )
        .expect("a day");
    let file = save(&scratch, "scorecard.xlsx", workbook);
    let told = refused(&scratch.propose(&[file], &[]));
    assert!(
        told.contains("Scorecard!D2: the formula comes to `#DIV/0!`")
            && told.contains("Scorecard!E2: `22/11` is a day where a figure belongs"),
        "{told}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was done to a file, an import ends with figures or with a reason.
    #[test]
    fn a_damaged_file_is_read_or_refused(at in prop::collection::vec((0.0..1.0f64, any::<u8>()), 1..6), cut in 0.1..1.0f64, which in 0..3usize) {
        let name = ["derived_scorecard_merged_headers.xlsx", "ees_cla_number_and_rate.csv", "oflog-asc.csv"][which];
        let mut bytes = fs::read(fixture(name)).expect("a fixture");
        for (place, byte) in &at {
            let place = (*place * bytes.len() as f64) as usize;
            bytes[place] = *byte;
        }
        if which > 0 {
            bytes.truncate((cut * bytes.len() as f64) as usize);
        }
        let scratch = Scratch::new();
        let file = written(&scratch, name, &bytes);
        let output = scratch.propose(&[file], &["--area", "Croydon", "--dry-run"]);
        prop_assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {}", output.status, said(&output));
        prop_assert!(!said(&output).contains("panicked"), "{}", said(&output));
    }
}
