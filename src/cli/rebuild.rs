//! An edition made again from its own copies, for every command that needs one.

use std::path::Path;

use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::sha256;
use crate::edition::Printed;
use crate::load::record::{COPIES, EDITIONS, Record};
use crate::load::{DirFiles, ProjectFiles};
use crate::pipeline::{Compiled, Project, Selection, Timings, check};

use super::ui::Ui;

/// What an edition's copies come to.
pub struct Rebuilt {
    /// The copies, read as the project that they are.
    pub project: Project,
    /// What they print.
    pub printed: Printed,
    /// Their document, or why it cannot be set: a layout that was ejected long ago may ask for what is no more.
    pub compiled: Result<Compiled, Vec<Diagnostic>>,
    /// What a check of today finds in them. What was published passed the checks of its day, so all of it is a warning.
    pub younger: Vec<Diagnostic>,
}

/// Makes an edition again.
///
/// # Errors
///
/// The copies are not the files that it was made of, or hold no such paper.
pub fn rebuild(root: &Path, record: &Record) -> Result<Rebuilt, Diagnostic> {
    let changed = |message: String| {
        Diagnostic::new(Code::EditionChanged, message)
            .hint("take the folder back from a backup or from version control")
    };
    if let Some(fault) = changed_copies(root, record).first() {
        return Err(changed(format!("`{}` cannot be rebuilt: {fault}", record.edition)));
    }
    let folder = root.join(EDITIONS).join(&record.edition).join(COPIES);
    let mut project = check(&DirFiles::at(&folder));
    let selection = Selection::of_edition(record);
    let Some(chosen) = project.chosen_as(record) else {
        return Err(changed(format!("the copies of `{}` hold no paper `{}`", record.edition, record.paper)));
    };
    let errors = project.diagnostics().iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let younger = errors.cloned().map(Diagnostic::as_warning).collect();
    let mut timings = Timings::default();
    let (expanded, diagnostics) = project.expand(&chosen, &selection, &mut timings).into_parts();
    let printed = expanded.printed.clone();
    let (compiled, diagnostics) = project.set(&chosen, &selection, expanded, timings, diagnostics).into_parts();
    Ok(Rebuilt { project, printed, compiled: compiled.ok_or(diagnostics), younger })
}

impl Rebuilt {
    /// The document alone; what stands in its way is reported, and so is what a younger check finds.
    pub fn document(self, ui: &Ui) -> Option<Compiled> {
        ui.report(&self.younger, self.project.sources());
        self.compiled.map_err(|diagnostics| ui.report(&diagnostics, self.project.sources())).ok()
    }
}

/// Copies that are not the files that an edition was made of, in words.
pub fn changed_copies(root: &Path, record: &Record) -> Vec<String> {
    let folder = root.join(EDITIONS).join(&record.edition).join(COPIES);
    let files = DirFiles::at(&folder);
    let mut faults = Vec::new();
    for (path, hash) in &record.inputs {
        match files.read(path) {
            Ok(bytes) if sha256(&bytes) == *hash => {}
            Ok(_) => faults.push(format!("the copy of {path} is not the file that was used")),
            Err(_) => faults.push(format!("the copy of {path} is missing")),
        }
    }
    let added = files.list().unwrap_or_default().into_iter().filter(|path| !record.inputs.contains_key(path));
    faults.extend(added.map(|path| format!("{path} lies among the copies and was not used")));
    faults.sort();
    faults
}
