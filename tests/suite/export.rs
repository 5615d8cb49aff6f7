//! Spreadsheets of disclosed figures: what is attached to the paper, no more, as others can read it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Reader, open_workbook_auto};

use crate::common::root;

fn export(out: &Path, format: &str) -> PathBuf {
    let project = root().join("data/northbridge");
    let output = Command::new(env!("CARGO_BIN_EXE_panelpack"))
        .args(["export", "--paper", "parenting", "--period", "2020-11", "--format", format, "--out"])
        .args([out, &project])
        .env_remove("CI")
        .output()
        .expect("panelpack runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())
}

/// What the table alone holds, row by row.
fn attached(out: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(export(out, "csv")).expect("the table");
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_workbook_has_the_attached_figures_and_no_empty_cell() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let attached = attached(out.path());
    for format in ["xlsx", "ods"] {
        let path = export(out.path(), format);
        let mut workbook = open_workbook_auto(&path).expect("a workbook");
        assert_eq!(workbook.sheet_names(), ["Cover", "Shorthand", "Figures"], "{format}");
        let cover = workbook.worksheet_range("Cover").expect("a cover");
        assert!(cover.get_value((0, 0)).expect("a title").to_string().contains("November 2020"));
        let table = workbook.worksheet_range("Figures").expect("figures");
        let rows: Vec<Vec<String>> =
            table.rows().skip(2).map(|row| row.iter().map(Data::to_string).collect()).collect();
        assert_eq!(rows.len(), attached.len(), "{format}");
        let at =
            |heading: &str| rows[0].iter().position(|other| other.eq_ignore_ascii_case(heading)).expect("a heading");
        let (code, value) = (at("code"), at("value"));
        let own = |heading: &str| attached[0].iter().position(|other| other == heading).expect("a heading");
        for (row, attached) in rows.iter().zip(&attached).skip(1) {
            assert!(row.iter().all(|cell| !cell.is_empty()), "{format}: an empty cell beside {row:?}");
            assert_eq!(row[code], attached[own("code")]);
            let (figure, state) = (&attached[own("value")], &attached[own("state")]);
            match figure.parse::<f64>() {
                Ok(figure) => assert_eq!(row[value].parse::<f64>().ok(), Some(figure), "{format}: {row:?}"),
                Err(_) if figure.is_empty() => assert_eq!(row[value], *state, "{format}"),
                Err(_) => assert_eq!(row[value], *figure, "{format}"),
            }
        }
        let shorthand = workbook.worksheet_range("Shorthand").expect("shorthand");
        assert!(shorthand.rows().any(|row| row[0] == Data::String("[c]".to_owned())), "{format}");
    }
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let (first, second) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for format in ["xlsx", "ods", "csv"] {
        let [first, second] = [&first, &second].map(|out| fs::read(export(out.path(), format)).expect("a spreadsheet"));
        assert!(first == second, "{format}");
    }
}
