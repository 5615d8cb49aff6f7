//! The way in: a workbook or a published file becomes figures of a project.
//!
//! The first time a recipe is proposed, with definitions for what it reads; a person goes through both. From then on the recipe is applied, and refused where the file is not
//! what it was. What a cell shows is what is imported. Nothing is guessed in silence: what was read, what was left out, and what somebody must decide, is said.

mod across;
mod apply;
mod body;
mod combination;
mod decisions;
mod definitions;
mod down;
mod facts;
mod fault;
mod figure;
mod figures;
mod file_names;
mod found;
mod heading;
mod persons;
mod propose;
mod recipe_text;
mod words;

pub use apply::{Applied, apply};
pub use fault::Fault;
pub use figures::{Changed, merge, path};
pub use file_names::{fits, pattern, recipe_name};
pub use found::Wanted;
pub use propose::{Proposal, propose};

use crate::workbook::{Workbook, WorkbookError, read};

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
