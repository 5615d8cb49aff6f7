//! `sources:` of a project: workbooks that a build reads as they are.
//!
//! What is read becomes a text of cells, and figures are made of that text alone. It stands among the project's files in the workbook's place, so an edition keeps it and is made again of it.

use crate::diag::{Code, Diagnostic, Found};
use crate::load::RawProject;
use crate::load::cells::{ReadCell, tables, written};
use crate::load::raw::{RawFigureFile, RawSource, RawTable};
use crate::load::recipe::Recipe;
use crate::load::sources::{FOLDER, fits};
use crate::model::Calendar;
use crate::workbook::Workbook;

use super::applied::Applied;
use super::apply::apply;
use super::fault::Fault;
use super::figures::spelt;
use super::open::open;
use super::others;

/// Reads the workbooks that a project names, and puts their figures among the others.
pub fn take_in(raw: &mut RawProject) -> Vec<Diagnostic> {
    let mut found = Found::default();
    let sources = raw.manifest.sources.clone();
    for (at, source) in sources.iter().enumerate() {
        let same = |other: &&RawSource| other.cells_path() == source.cells_path();
        if let Some(other) = sources[..at].iter().find(same) {
            found.push(
                Diagnostic::new(Code::RepeatedKey, format!("`{}` reads two sources", source.recipe.value))
                    .at(source.recipe.span)
                    .also(other.recipe.span, "the first")
                    .hint("write `*` in the name of the workbook where one recipe is for several; otherwise give each its own"),
            );
            continue;
        }
        match cells(raw, source, &mut found) {
            Some((path, text)) => {
                let tables = tables(&text, &path, &mut raw.sources, &mut found);
                raw.figures_unread |= tables.is_empty();
                raw.inputs.insert(source.cells_path(), text.into_bytes());
                add(raw, source, tables);
            }
            None => raw.figures_unread = true,
        }
    }
    if !sources.is_empty() {
        found.extend(unused(raw));
    }
    found.into_vec()
}

/// Workbooks in the folder of sources that nothing reads, where others are read. Where none is, the folder keeps what was imported.
fn unused(raw: &RawProject) -> Vec<Diagnostic> {
    let is_workbook = |path: &&String| {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        path.starts_with(&format!("{FOLDER}/"))
            && !path.ends_with(".cells.csv")
            && matches!(ending.as_str(), "xlsx" | "xlsm" | "ods" | "csv" | "tsv")
    };
    let mut paths: Vec<&String> = raw.unused.iter().filter(is_workbook).collect();
    paths.sort();
    let tell = |path: &String| {
        let name = path.strip_prefix(&format!("{FOLDER}/")).unwrap_or(path);
        let unused = Diagnostic::new(Code::SourceUnused, format!("`{path}` is read by nothing"));
        let unused = match raw.manifest.sources.last() {
            Some(source) => unused.at(source.workbook.span),
            None => unused,
        };
        unused.hint(format!("name it under `sources` of panelpack.yaml: `{{workbook: \"{name}\", recipe: …}}`; or take it out of the folder"))
    };
    paths.into_iter().map(tell).collect()
}

/// A file of figures for each table: it was extracted for the latest period in it.
fn add(raw: &mut RawProject, source: &RawSource, tables: Vec<RawTable>) {
    for table in tables {
        let file = Some(raw.figure_files.len());
        raw.figure_files.push(RawFigureFile {
            source: source.source.clone(),
            extracted: source.extracted.clone(),
            period: table.header.last().cloned(),
        });
        raw.tables.push(RawTable { file, ..table });
    }
}

/// The cells that are read, and the path under which they are known; `None` where there are none, which is said.
fn cells(raw: &RawProject, source: &RawSource, found: &mut Found) -> Option<(String, String)> {
    let path = source.path();
    let given: Vec<(&String, &Vec<u8>)> = raw.workbooks.iter().filter(|(name, _)| fits(&path, name)).collect();
    if given.is_empty() {
        let kept = raw.cells.get(&source.cells_path());
        if kept.is_none() {
            found.push(
                Diagnostic::new(Code::ImportFile, format!("`{path}` is not there"))
                    .at(source.workbook.span)
                    .hint("put the workbook into the project's folder `sources`, or name the one that lies there"),
            );
        }
        return kept.map(|text| (source.cells_path(), text.clone()));
    }
    let Some(recipe) = raw.recipes.get(&source.recipe_path()) else {
        found.push(
            Diagnostic::new(Code::Recipe, format!("there is no `{}`", source.recipe_path()))
                .at(source.recipe.span)
                .hint(format!("`panelpack import {path} --propose` writes one, with the figures for a first look")),
        );
        return None;
    };
    let mut recipe = recipe.clone()?;
    know_others(&mut recipe, raw, source);
    let mut faults: Vec<(Code, Fault)> = Vec::new();
    let mut open_file = |(path, bytes): (&String, &Vec<u8>)| match open(bytes) {
        Ok(workbook) => Some((path.rsplit('/').next().unwrap_or(path).to_owned(), workbook)),
        Err(fault) => {
            faults.push((Code::ImportFile, fault));
            None
        }
    };
    let workbooks: Vec<(String, Workbook)> = given.into_iter().filter_map(&mut open_file).collect();
    let applied = match apply(&recipe, &workbooks, calendar(raw)) {
        Ok(applied) => Some(applied),
        Err(_) if !faults.is_empty() => None,
        Err(wrong) => {
            faults.extend(wrong.into_iter().map(|fault| (Code::ImportChanged, fault)));
            None
        }
    };
    let is_whole = faults.is_empty();
    for (code, Fault { message, hint }) in faults {
        found.push(Diagnostic::new(code, format!("`{path}`: {message}")).at(source.workbook.span).hint(hint));
    }
    let applied = applied.filter(|_| is_whole)?;
    for note in applied.notes.iter().chain(&applied.differing) {
        let noticed = Diagnostic::new(Code::SourceNoticed, format!("`{path}`: {note}")).at(source.workbook.span);
        // A sheet that no recipe knows is new to each of a workbook's.
        if !found.iter().any(|other| other.message() == noticed.message()) {
            let way = format!("put it right in the workbook, or say in `{}` what is not read", source.recipe_path());
            found.push(noticed.hint(way));
        }
    }
    Some((path, written(&read_cells(&applied))))
}

/// Adds what other entries read of the same workbooks to what a recipe has seen.
fn know_others(recipe: &mut Recipe, raw: &RawProject, source: &RawSource) {
    let is_other = |other: &&RawSource| other.path() == source.path() && other.recipe_path() != source.recipe_path();
    for other in raw.manifest.sources.iter().filter(is_other) {
        if let Some(Some(other)) = raw.recipes.get(&other.recipe_path()) {
            others::know(recipe, other);
        }
    }
}

fn read_cells(applied: &Applied) -> Vec<ReadCell> {
    let mut cells = Vec::new();
    for file in &applied.files {
        for (row, entries) in &file.rows {
            cells.extend(entries.iter().map(|(period, entry)| ReadCell {
                place: entry.place.clone(),
                table: file.name.clone(),
                header: file.frequency.header().to_owned(),
                row: row.clone(),
                period: spelt(*period),
                figure: entry.text.clone(),
            }));
        }
    }
    cells
}

/// When the year starts; that a month is none is said where the manifest is checked.
fn calendar(raw: &RawProject) -> Calendar {
    let starts = raw.manifest.calendar.year_starts.as_ref();
    starts.and_then(|text| Calendar::starting_in(text.value.trim())).unwrap_or_default()
}
