//! Figures of an import that the project gives otherwise elsewhere: in another file, or in a workbook that each build reads.

use std::collections::BTreeSet;
use std::io;

use crate::diag::{Code, Diagnostic};
use crate::import::{Entry, is_same};
use crate::load::files::Survey;
use crate::load::{DirFiles, ProjectFiles};
use crate::model::Period;
use crate::pipeline::{Project, check};

use super::import::{Plan, Refused};

/// A project's files with those that an import would write.
struct After<'a> {
    files: &'a DirFiles,
    plan: &'a Plan,
}

impl After<'_> {
    fn planned(&self, path: &str) -> Option<&[u8]> {
        let mut planned = self.plan.files.iter();
        planned.find(|file| file.path == path).map(|file| file.content.as_bytes())
    }
}

impl ProjectFiles for After<'_> {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.survey()?.files)
    }

    fn survey(&self) -> io::Result<Survey> {
        let mut survey = self.files.survey()?;
        let new = self.plan.files.iter().map(|file| &file.path).filter(|path| !survey.files.contains(path));
        let new: Vec<String> = new.cloned().collect();
        survey.files.extend(new);
        Ok(survey)
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.planned(path).map_or_else(|| self.files.size(path), |bytes| Ok(bytes.len() as u64))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.planned(path).map_or_else(|| self.files.read(path), |bytes| Ok(bytes.to_vec()))
    }
}

/// What would be given twice and differently after an import and is not today, with both cells; nothing where all is well.
pub fn conflicts(plan: &Plan, files: &DirFiles, before: &Project) -> Option<Refused> {
    if plan.files.is_empty() {
        return None;
    }
    let after = check(&After { files, plan });
    let is_one = |found: &&Diagnostic| found.code() == Code::ConflictingCell;
    let known: BTreeSet<&str> = before.diagnostics().iter().filter(is_one).map(Diagnostic::message).collect();
    let new: Vec<Diagnostic> =
        after.diagnostics().iter().filter(is_one).filter(|found| !known.contains(found.message())).cloned().collect();
    if new.is_empty() {
        return None;
    }
    let planned: Vec<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    let of_cell = |(row, period, entry): &(String, Period, Entry)| {
        let span = before.cell_of(row, *period)?;
        let path = before.sources().path(span.file());
        let is_other = !planned.contains(&path) && !is_same(before.sources().excerpt(span), &entry.text);
        is_other.then(|| {
            Diagnostic::new(
                Code::ConflictingCell,
                format!("{row} is {} for {period} in {}, and something else elsewhere", entry.text, entry.place),
            )
            .at_with(span, "given here")
            .hint("correct the one that is wrong, or take the row out of one of the two: nothing was written")
        })
    };
    let told: Vec<Diagnostic> = plan.cells.iter().filter_map(of_cell).take(MOST).collect();
    Some(if told.is_empty() {
        Refused { diagnostics: new, sources: after.sources().clone() }
    } else {
        Refused { diagnostics: told, sources: before.sources().clone() }
    })
}

/// How many are told one by one.
const MOST: usize = 8;
