//! Workbooks as councils have them, made here.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Scratch, done};

/// The months of a year from April, as days.
pub(super) fn months(year: u16) -> Vec<ExcelDateTime> {
    (0..12u8)
        .map(|at| ExcelDateTime::from_ymd(if at < 9 { year } else { year + 1 }, (at + 3) % 12 + 1, 1).expect("a day"))
        .collect()
}

/// A sheet with titles, merged years over months, counts, what they are out of and percentages in rows of their own, themes, signs, footnotes.
pub(super) fn scorecard(sheet: &mut Worksheet) {
    let (day, percent, pounds) = (
        Format::new().set_num_format("mmm-yy"),
        Format::new().set_num_format("0%"),
        Format::new().set_num_format("£#,##0"),
    );
    sheet.set_name("Scorecard").expect("a name");
    sheet.merge_range(0, 0, 0, 15, "Northbridge Council", &Format::new()).expect("titles");
    for (column, heading) in ["Ref", "Indicator", "Measure"].iter().enumerate() {
        sheet.merge_range(3, column as u16, 4, column as u16, heading, &Format::new()).expect("headings");
    }
    sheet.merge_range(3, 3, 3, 14, "2023/24", &Format::new()).expect("the year");
    for (at, month) in months(2023).iter().enumerate() {
        sheet.write_with_format(4, 3 + at as u16, month, &day).expect("a month");
    }
    sheet.write(3, 15, "YTD").expect("a heading");
    sheet.write(5, 0, "Health").expect("a theme");
    for (row, kind) in ["Numerator", "Denominator", "%"].iter().enumerate() {
        sheet.write(6 + row as u32, 2, *kind).expect("a kind");
    }
    sheet.write(6, 0, "CLA18").expect("a code");
    sheet.write(6, 1, "Initial health assessments in 20 working days").expect("a name");
    for at in 0..12u16 {
        sheet.write(6, 3 + at, 10 + at).expect("a count");
        sheet.write(7, 3 + at, 1_022 + at).expect("out of");
        // May says another percentage than its counts make.
        let share = if at == 1 { 0.5 } else { f64::from(10 + at) / f64::from(1_022 + at) };
        sheet.write_with_format(8, 3 + at, share, &percent).expect("a percentage");
    }
    sheet.write(9, 0, "Permanence").expect("a theme");
    let rows: [(&str, &str, &str); 3] = [
        ("AD 1", "Children adopted", "Number"),
        ("AD7", "Placement order to placement", "Days"),
        ("FIN1", "Cost of placements", "£"),
    ];
    for (row, (code, name, kind)) in rows.iter().enumerate() {
        let row = 10 + row as u32;
        sheet.write(row, 0, *code).expect("a code");
        sheet.write(row, 1, *name).expect("a name");
        sheet.write(row, 2, *kind).expect("a kind");
    }
    for at in 0..12u16 {
        if at % 5 == 0 { sheet.write(10, 3 + at, "<5") } else { sheet.write(10, 3 + at, 5 + at) }.expect("a count");
        if at == 3 { sheet.write(11, 3 + at, "n/a") } else { sheet.write(11, 3 + at, 180 + at) }.expect("days");
        sheet.write_with_format(12, 3 + at, 1_250.4 + f64::from(at), &pounds).expect("pounds");
    }
    sheet.write(14, 0, "* provisional").expect("a note");
}

pub(super) fn targets(sheet: &mut Worksheet) {
    let percent = Format::new().set_num_format("0%");
    sheet.set_name("Targets").expect("a name");
    sheet.write_row(0, 0, ["Ref", "Good is", "Target 2023/24", "Amber threshold", "Lead officer"]).expect("headings");
    sheet.write_row(1, 0, ["CLA18", "High"]).expect("a row");
    sheet.write_with_format(1, 2, 0.95, &percent).expect("a target");
    sheet.write_with_format(1, 3, 0.85, &percent).expect("amber");
    sheet.write(1, 4, "Head of Health").expect("a lead");
    sheet.write_row(2, 0, ["AD7", "Low", "≤ 121", "", "Head of Permanence"]).expect("a row");
    sheet.write_row(3, 0, ["XX9", "Low", "5"]).expect("a row");
}

pub(super) fn save(scratch: &Scratch, name: &str, mut workbook: Workbook) -> PathBuf {
    let path = scratch.path(name);
    workbook.save(&path).expect("a workbook can be written");
    path
}

#[test]
fn a_council_s_scorecard_becomes_a_project_that_is_in_order() {
    let scratch = Scratch::new();
    let mut workbook = Workbook::new();
    scorecard(workbook.add_worksheet());
    targets(workbook.add_worksheet());
    let file = save(&scratch, "scorecard.xlsx", workbook);
    let said = done(&scratch.propose(&[file], &[]));
    for told in [
        "`<5` in 3 cells, the first Scorecard!D11",
        "`n/a` in Scorecard!G12",
        "Scorecard!E9: 50% is not 11 of 1023 (CLA18, 2023-05)",
        "AD1 for `AD 1`",
        "`XX9`",
        "column P, `YTD`",
        "row 15: `* provisional`",
    ] {
        assert!(said.contains(told), "{told} is not told: {said}");
    }
    let found = scratch.figures();
    let of = |row: &str, period: &str| found.get(&(row.to_owned(), period.to_owned())).map(String::as_str);
    assert_eq!(
        [of("CLA18", "2023-04"), of("CLA18 out of", "2023-04"), of("CLA18", "2024-03")],
        [Some("10"), Some("1022"), Some("21")]
    );
    assert_eq!(
        [of("AD1", "2023-04"), of("AD1", "2023-05"), of("AD7", "2023-07"), of("FIN1", "2023-04")],
        [Some("c"), Some("6"), Some("x"), Some("£1250")]
    );
    assert_eq!(found.len(), 5 * 12, "the percentages are compared, and not imported");
    let definitions = scratch.read("indicators.yaml");
    for line in [
        "Health:",
        "Permanence:",
        "    target: {green: 95, amber: 85}",
        "    target: 121",
        "    better: higher",
        "    unit: days",
        "    unit: pounds",
        "    owner: Head of Health",
    ] {
        assert!(definitions.contains(line), "{line} is missing: {definitions}");
    }
    done(&scratch.check());
}

#[test]
fn a_sheet_a_year_comes_into_one_table() {
    let scratch = Scratch::new();
    let mut workbook = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    for year in [2022u16, 2023] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(format!("{year}-{:02}", year % 100 + 1)).expect("a name");
        sheet
            .write_row(
                1,
                0,
                ["KPI", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Year end"],
            )
            .expect("headings");
        for (row, name) in ["Plans (numerator)", "Plans (denominator)", "Agency staff %"].iter().enumerate() {
            sheet.write(2 + row as u32, 0, *name).expect("a name");
        }
        for at in 0..12u16 {
            sheet.write(2, 1 + at, year - 2000 + at).expect("a count");
            sheet.write(3, 1 + at, 90).expect("out of");
            sheet.write_with_format(4, 1 + at, f64::from(100 + at) / 1000.0, &percent).expect("a share");
        }
    }
    let file = save(&scratch, "kpis.xlsx", workbook);
    done(&scratch.propose(&[file], &[]));
    let found = scratch.figures();
    assert_eq!(found.len(), 3 * 24);
    let of = |row: &str, period: &str| found[&(row.to_owned(), period.to_owned())].clone();
    assert_eq!(
        [
            of("M1", "2022-04"),
            of("M1", "2023-03"),
            of("M1", "2023-04"),
            of("M1 out of", "2024-03"),
            of("M2", "2023-01")
        ],
        ["22", "33", "23", "90", "10.9%"]
    );
    done(&scratch.check());
}

#[test]
fn months_may_stand_below_one_another_under_merged_names() {
    let scratch = Scratch::new();
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Month").expect("a heading");
    for (at, name) in ["Referrals", "Visits"].iter().enumerate() {
        let first = 1 + 2 * at as u16;
        sheet.merge_range(0, first, 0, first + 1, name, &Format::new()).expect("a name");
        sheet.write_row(1, first, ["Numerator", "Denominator"]).expect("kinds");
    }
    for (row, month) in months(2023).iter().enumerate() {
        sheet.write_with_format(2 + row as u32, 0, month, &day).expect("a month");
        sheet.write_row(2 + row as u32, 1, [row as u32, 20, 30 + row as u32, 60]).expect("figures");
    }
    sheet.set_row_hidden(5).expect("a hidden row");
    let file = save(&scratch, "down.xlsx", workbook);
    done(&scratch.propose(&[file], &[]));
    let found = scratch.figures();
    assert_eq!(found.len(), 4 * 11, "what nobody sees is not read");
    assert_eq!(found[&("SHE2".to_owned(), "2024-03".to_owned())], "41");
    assert_eq!(found[&("SHE1 out of".to_owned(), "2023-04".to_owned())], "20");
}

/// A table of an Open Document, row by row; a number stands with the text that it shows.
fn open_document(rows: &[&[(&str, &str)]]) -> Vec<u8> {
    let cell = |(kind, shown): &(&str, &str)| match *kind {
        "" => format!("<table:table-cell office:value-type=\"string\"><text:p>{shown}</text:p></table:table-cell>"),
        "covered" => "<table:covered-table-cell/>".to_owned(),
        "merged" => {
            format!("<table:table-cell table:number-columns-spanned=\"2\"><text:p>{shown}</text:p></table:table-cell>")
        }
        "error" => format!(
            "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"><text:p>{shown}</text:p></table:table-cell>"
        ),
        day if day.contains('-') => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><office:annotation><text:p>a note</text:p></office:annotation><text:p>{shown}</text:p></table:table-cell>"
        ),
        number => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{shown}</text:p></table:table-cell>"
        ),
    };
    let row = |cells: &&[(&str, &str)]| {
        format!(
            "<table:table-row>{}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>",
            cells.iter().map(cell).collect::<String>()
        )
    };
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles><style:style style:name=\"gone\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"Old\" table:style-name=\"gone\"><table:table-row><table:table-cell><text:p>old</text:p></table:table-cell></table:table-row></table:table><table:table table:name=\"Scorecard\"><table:table-column table:number-columns-repeated=\"4\"/><table:table-column table:visibility=\"collapse\"/>{}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        rows.iter().map(row).collect::<String>()
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

/// A zip of texts.
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn an_open_document_is_read_as_it_is_shown() {
    let scratch = Scratch::new();
    let file = scratch.path("scorecard.ods");
    let document = open_document(&[
        &[("merged", "Northbridge &amp; District"), ("covered", "")],
        &[("", "Ref"), ("", "Indicator"), ("2023-04-01", "Apr 23"), ("2023-05-01", "May 23"), ("2023-06-01", "Jun 23")],
        &[
            ("", "A1"),
            ("", "Plans <text:span>in</text:span><text:s/>force"),
            ("0.853", "85.3%"),
            ("0.9", "90.0%"),
            ("0.1", "10.0%"),
        ],
        &[("", "A2"), ("", "Cost"), ("1250.4", "£1,250"), ("", "c"), ("1", "£1")],
    ]);
    std::fs::write(&file, document).expect("a file can be written");
    let said = done(&scratch.propose(&[file], &[]));
    assert!(said.contains("the hidden sheet `Old`") && said.contains("hidden: column E"), "{said}");
    let found = scratch.figures();
    let expected =
        [("A1", "2023-04", "85.3%"), ("A1", "2023-05", "90.0%"), ("A2", "2023-04", "£1250"), ("A2", "2023-05", "c")];
    assert_eq!(
        found,
        expected.map(|(row, period, text)| ((row.to_owned(), period.to_owned()), text.to_owned())).into()
    );
    assert!(scratch.read("indicators.yaml").contains("name: Plans in force"));
}

#[test]
fn texts_are_read_in_whatever_they_were_saved() {
    let table = "sep=;\r\nRef;Indicator;Apr-23;May-23\r\nA1;Children’s plans – “agreed”;1,204;12\r\n\r\nA2;\"Cost; in £\";£5;£6\r\n";
    let cp1252: Vec<u8> = table
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            '£' => 0xA3,
            c => c as u8,
        })
        .collect();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16_without_mark: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf8 = [b"\xEF\xBB\xBF".as_slice(), table.as_bytes()].concat();
    let tabs = table.replace("sep=;\r\n", "").replace("\"Cost; in £\"", "Cost, in £").replace(';', "\t").into_bytes();
    for (name, bytes) in
        [("a.csv", cp1252), ("a.txt", utf16), ("b.csv", utf16_without_mark), ("c.csv", utf8), ("d.tsv", tabs)]
    {
        let scratch = Scratch::new();
        let file = scratch.path(name);
        std::fs::write(&file, bytes).expect("a file can be written");
        done(&scratch.propose(&[file], &[]));
        assert_eq!(scratch.figures()[&("A1".to_owned(), "2023-04".to_owned())], "1204", "{name}");
        assert_eq!(scratch.figures().len(), 4, "{name}");
        assert!(scratch.read("indicators.yaml").contains("Children’s plans – “agreed”"), "{name}");
    }
}
