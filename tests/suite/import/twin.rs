//! Northbridge from a workbook that the build reads itself, beside Northbridge from its own files of figures.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::{done, refused, run, said};
use crate::common::{fixtures, root};
use crate::editions::copy;

/// A table of figures: its periods and its rows.
struct Table {
    periods: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// Sheets, the file of figures that each is made of, and which of that file's tables.
const SHEETS: [(&str, &str, usize); 6] = [
    ("Monthly", "history.yaml", 0),
    ("Quarterly", "history.yaml", 1),
    ("Yearly", "history.yaml", 2),
    ("Stability", "stability.csv", 0),
    ("Missing", "missing.yaml", 0),
    ("Outturns", "outturns.yaml", 0),
];

fn tables(file: &str) -> Vec<Table> {
    let text = fs::read_to_string(root().join("data/northbridge/figures").join(file)).expect("figures are text");
    let mut tables: Vec<Table> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells = |text: &str| text.split(',').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let (name, cells) = if file.ends_with(".csv") {
            let (code, rest) = line.split_once(',').expect("a code");
            (code, cells(rest.split_once(',').expect("a name").1))
        } else {
            let Some((name, rest)) = line.split_once(':') else { continue };
            let Some(rest) = rest.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { continue };
            (name, cells(rest))
        };
        match tables.last_mut() {
            Some(table) if name != "Months" && name != "Quarters" && name != "Years" => {
                table.rows.push((name.to_owned(), cells))
            }
            _ => tables.push(Table { periods: cells, rows: Vec::new() }),
        }
    }
    tables
}

/// The figures as a council's workbook has them: numerators and denominators in rows of their own, months as days.
fn workbook(change: impl Fn(&str, &mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 11, 6).expect("a day");
    book.set_properties(&DocProperties::new().set_title("Performance workbook").set_creation_datetime(&made));
    for (name, file, at) in SHEETS {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        sheet.write(0, 0, format!("Northbridge Council: {}", name.to_lowercase())).expect("a title");
        write(sheet, &tables(file)[at]);
        change(name, sheet);
    }
    book.save_to_buffer().expect("memory takes a workbook")
}

fn write(sheet: &mut Worksheet, table: &Table) {
    let day = Format::new().set_num_format("mmm-yy");
    for (column, heading) in ["Ref", "Measure"].iter().enumerate() {
        sheet.write(2, column as u16, *heading).expect("a heading");
    }
    for (at, period) in table.periods.iter().enumerate() {
        let column = at as u16 + 2;
        let month = period.split_once('-').and_then(|(left, right)| {
            let year: u16 = if left.len() == 4 { left.parse().ok()? } else { format!("20{right}").parse().ok()? };
            let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
            let month = right.parse().ok().filter(|_| left.len() == 4);
            let month = month.or_else(|| names.iter().position(|name| *name == left).map(|at| at as u8 + 1))?;
            ExcelDateTime::from_ymd(year, month, 1).ok()
        });
        match month {
            Some(month) => sheet.write_with_format(2, column, &month, &day).expect("a month"),
            None => sheet.write(2, column, period).expect("a period"),
        };
    }
    let mut row = 3;
    for (code, cells) in &table.rows {
        let parts: Vec<(&str, &str, Vec<&str>)> = match code.strip_suffix(" out of") {
            Some(code) => vec![(code, "Denominator", cells.iter().map(String::as_str).collect())],
            None if cells.iter().any(|cell| cell.contains('/')) => {
                let half = |first: bool| {
                    let half = move |cell: &'_ str| -> usize {
                        cell.find('/').map_or(cell.len(), |at| if first { at } else { at + 1 })
                    };
                    cells
                        .iter()
                        .map(|cell| if first { &cell[..half(cell)] } else { &cell[half(cell)..] })
                        .collect::<Vec<&str>>()
                };
                vec![(code.as_str(), "Numerator", half(true)), (code.as_str(), "Denominator", half(false))]
            }
            None => {
                let has_base = table.rows.iter().any(|(other, _)| *other == format!("{code} out of"));
                let kind = if has_base { "Numerator" } else { "Number" };
                vec![(code.as_str(), kind, cells.iter().map(String::as_str).collect())]
            }
        };
        for (code, kind, cells) in parts {
            sheet.write(row, 0, code).expect("a code");
            sheet.write(row, 1, kind).expect("a kind");
            for (at, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let column = at as u16 + 2;
                match (text.parse::<f64>(), text.split_once('.')) {
                    (Ok(number), Some(_)) => {
                        sheet.write_with_format(row, column, number, &Format::new().set_num_format("0.0"))
                    }
                    (Ok(number), None) => sheet.write(row, column, number),
                    (Err(_), _) => sheet.write(row, column, *text),
                }
                .expect("a figure");
            }
            row += 1;
        }
    }
}

/// Northbridge with the workbook in place of the files that it was made of.
fn twin(folder: &Path) -> PathBuf {
    let project = folder.join("northbridge");
    copy(&root().join("data/northbridge"), &project);
    for file in ["history.yaml", "stability.csv", "missing.yaml", "outturns.yaml"] {
        fs::remove_file(project.join("figures").join(file)).expect("the file is there");
    }
    let sources = fs::read_to_string(fixtures().join("import/sources.yaml")).expect("the lines are there");
    let manifest = project.join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).expect("there is a manifest");
    fs::write(manifest, format!("{text}\n{sources}")).expect("the copy can be written");
    project
}

fn panelpack(arguments: &[&str], project: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(arguments).arg(project);
    command
}

/// Every paper's PDF by its name.
fn pdfs(project: &Path, out: &Path) -> Vec<(String, Vec<u8>)> {
    done(&run(panelpack(&["build", "--out"], out).arg(project)));
    let mut made: Vec<(String, Vec<u8>)> = fs::read_dir(out)
        .expect("a build makes a folder")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).expect("a PDF")))
        .collect();
    made.sort();
    made
}

#[test]
fn a_workbook_and_its_yaml_twin_give_the_same_bytes() {
    let kept = root().join("data/northbridge/sources/performance.xlsx");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&kept, workbook(|_, _| {})).expect("the workbook can be written");
    }
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let project = twin(scratch.path());
    let from_workbook = pdfs(&project, &scratch.path().join("workbook"));
    let from_yaml = pdfs(&root().join("data/northbridge"), &scratch.path().join("yaml"));
    assert!(from_yaml.len() > 3);
    for ((name, of_workbook), (other, of_yaml)) in from_workbook.iter().zip(&from_yaml) {
        assert_eq!(name, other);
        assert!(of_workbook == of_yaml, "{name} differs");
    }
    assert_eq!(from_workbook.len(), from_yaml.len());
}

/// What `check` says of the twin with another workbook.
fn checked(change: impl Fn(&str, &mut Worksheet)) -> (Option<i32>, String) {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let project = twin(scratch.path());
    fs::write(project.join("sources/performance.xlsx"), workbook(change)).expect("the copy can be written");
    let output = run(&mut panelpack(&["check"], &project));
    (output.status.code(), said(&output))
}

#[test]
fn an_edition_keeps_the_cells_and_is_made_again_without_the_workbook() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let project = twin(scratch.path());
    let out = scratch.path().join("out");
    let publish = ["publish", "--paper", "scrutiny", "--period", "2020-11", "--out", out.to_str().expect("a path")];
    done(&run(&mut panelpack(&publish, &project)));
    let copies = project.join("editions/scrutiny-2020-11-v1/project");
    let kept: Vec<String> = fs::read_dir(copies.join("sources"))
        .expect("an edition keeps what was read")
        .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(kept.len(), 4);
    assert!(kept.iter().all(|name| name.ends_with(".cells.csv")) && !copies.join("imports").exists(), "{kept:?}");
    let cells = fs::read_to_string(copies.join("sources/missing.cells.csv")).expect("cells are text");
    assert!(cells.contains("\nMissing!C4,missing,Months,MIS1,2019-04,33\n"), "{cells}");
    for gone in ["sources", "imports"] {
        fs::remove_dir_all(project.join(gone)).expect("the copy can be changed");
    }
    let verified = done(&run(Command::new(env!("CARGO_BIN_EXE_panelpack")).arg("verify").current_dir(&project)));
    assert!(verified.contains("byte for byte"), "{verified}");
}

#[test]
fn messages_name_the_cell() {
    let (code, said) = checked(|name, sheet| {
        if name == "Monthly" {
            sheet.write(7, 23, -4).expect("a figure");
        }
    });
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("error[out-of-range]") && said.contains("at sources/performance.xlsx Monthly!X8 `-4`"),
        "{said}"
    );
    let (code, said) = checked(|name, sheet| {
        if name == "Stability" {
            sheet.write(3, 24, "tba?").expect("a sign");
        }
    });
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error[import-changed]") && said.contains("Stability!Y4: `tba?` is no figure"), "{said}");
}

#[test]
fn what_is_new_in_the_workbook_is_noticed_once_and_a_moved_column_stops_the_build() {
    let (code, said) = checked(|name, sheet| {
        if name == "Monthly" {
            sheet.write(60, 0, "NEW1").expect("a code");
            sheet.write(60, 1, "Number").expect("a kind");
            sheet.write(60, 3, 4).expect("a figure");
        }
    });
    assert_eq!((code, said.matches("source-noticed").count()), (Some(0), 2), "{said}");
    assert!(said.contains("Monthly!A61: the row `NEW1`, `Number` is not in the recipe"), "{said}");
    let (code, said) = checked(|name, sheet| {
        if name == "Outturns" {
            sheet.write(2, 1, "Comment").expect("a heading");
        }
    });
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Outturns!B3: column B is headed `Comment` where `Measure` stood"), "{said}");
}

#[test]
fn rows_about_persons_are_refused_in_a_source_as_well() {
    let (code, said) = checked(|name, sheet| {
        if name == "Missing" {
            for (at, heading) in ["Forename", "Surname", "Date of birth"].iter().enumerate() {
                sheet.write(20, at as u16, *heading).expect("a heading");
                sheet.write(21, at as u16, "Ann").expect("a name");
                sheet.write(22, at as u16, "Bo").expect("a name");
            }
        }
    });
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("single persons"), "{said}");
}

#[test]
fn a_source_that_cannot_be_read_says_the_way_out() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let project = twin(scratch.path());
    let check = || said(&run(&mut panelpack(&["check"], &project)));
    fs::remove_file(project.join("imports/missing.yaml")).expect("the copy can be changed");
    assert!(check().contains("there is no `imports/missing.yaml`"));
    fs::rename(project.join("sources/performance.xlsx"), project.join("sources/other.xlsx")).expect("it is renamed");
    assert!(check().contains("`sources/performance.xlsx` is not there"));
    let manifest = project.join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).expect("a manifest").replace("recipe: stability", "recipe: performance");
    fs::write(&manifest, text).expect("the copy can be written");
    assert!(check().contains("`performance` reads two sources"));
}

#[test]
fn a_workbook_that_each_build_reads_is_not_imported_beside() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let project = twin(scratch.path());
    let mut import = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    import
        .args(["import", "--recipe", "missing", "--project"])
        .arg(&project)
        .arg(project.join("sources/performance.xlsx"));
    let said = refused(&run(&mut import));
    assert!(said.contains("every build reads `sources/performance.xlsx` by `imports/missing.yaml` itself"), "{said}");
    assert!(!project.join("figures/missing.yaml").exists());
}
