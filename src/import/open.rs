//! A file as a workbook, unless it holds what no project may hold.

use crate::workbook::{Workbook, WorkbookError, read};

use super::fault::Fault;
use super::persons;

/// Reads a file, and refuses what holds rows about single persons.
pub fn open(bytes: &[u8]) -> Result<Workbook, Fault> {
    let workbook = read(bytes).map_err(|error: WorkbookError| Fault::new(error.to_string(), error.hint()))?;
    match persons::found(&workbook) {
        Some(place) => Err(Fault::new(
            format!("it holds rows about single persons: {place}"),
            "papers are made of counts alone: save the sheet with the counts in a workbook of its own and import that; keep the list of persons out of the project's folder",
        )),
        None => Ok(workbook),
    }
}
