//! The disclosed figures of papers as spreadsheets.

use crate::diag::{Code, Diagnostic, has_errors};
use crate::export::{Columns, Release, Table, ods, xlsx};
use crate::pipeline::{Chosen, Project, Selection, Timings};
use crate::view::{STATE, VALUE, every_state};

/// How a spreadsheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spreadsheet {
    Xlsx,
    Ods,
    /// The table alone, as it is attached to the paper.
    Csv,
}

/// The name of a paper's spreadsheet and its bytes.
pub fn export(
    project: &mut Project,
    chosen: &Chosen,
    selection: &Selection,
    form: Spreadsheet,
) -> Result<(String, Vec<u8>), Vec<Diagnostic>> {
    let title = project.title(chosen, selection);
    let (expanded, found) = project.expand(chosen, selection, &mut Timings::default()).into_parts();
    let Some(paper) = expanded.paper.as_ref().filter(|_| !has_errors(&found)) else { return Err(found) };
    let stem = title.file_stem();
    let blank = every_state().next().map_or("", |state| state.letters);
    let table = Table::of_csv(&expanded.figures_csv, Columns { value: VALUE, state: STATE, blank });
    let shorthand =
        table.shorthand().into_iter().filter_map(|letters| every_state().find(|state| state.letters == letters));
    let shorthand = shorthand.map(|state| (state.letters.to_owned(), state.meaning.to_owned())).collect();
    let release = Release {
        title: title.to_string(),
        organisation: project.scorecard().organisation.clone(),
        date: jiff::civil::date(paper.date.year, paper.date.month, paper.date.day),
        shorthand,
        table,
    };
    let failed =
        |error: String| vec![Diagnostic::new(Code::Export, format!("the spreadsheet cannot be written: {error}"))];
    Ok(match form {
        Spreadsheet::Xlsx => {
            (format!("{stem} figures.xlsx"), xlsx(&release).map_err(|error| failed(error.to_string()))?)
        }
        Spreadsheet::Ods => (format!("{stem} figures.ods"), ods(&release).map_err(|error| failed(error.to_string()))?),
        Spreadsheet::Csv => (format!("{stem} figures.csv"), expanded.figures_csv.into_bytes()),
    })
}
