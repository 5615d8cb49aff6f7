//! Files to a project that was read and checked.
//!
//! Notes are for those who ask: they stand apart from errors and warnings, and come with `check --strict` alone, so that a clean month is
//! quiet.

use std::sync::OnceLock;

use crate::carry::{self, NewYear, NotCarried, WithEdits};
use crate::diag::{Code, Diagnostic, Label, Severity, SourceMap, sort};
use crate::figures::consistency;
use crate::import::take_in;
use crate::load::{ProjectFiles, load};
use crate::validate::{Validated, validate};

use super::layouts::faces;
use super::project::Project;
use super::timings::Timings;

/// Reads and checks a project.
pub fn check(files: &dyn ProjectFiles) -> Project {
    let mut timings = Timings::default();
    let (mut raw, mut diagnostics) = timings.time("load", || load(files)).into_parts();
    if !(raw.manifest.sources.is_empty() && raw.unused.is_empty()) {
        diagnostics.extend(timings.time("import", || take_in(&mut raw)));
    }
    let unread = diagnostics.iter().any(|diagnostic| diagnostic.code() == Code::NoProject);
    let (faces, no_typeface) = faces(&raw);
    diagnostics.extend(no_typeface);
    let checked = timings.time("validate", || validate(&raw, faces.coverage()));
    let (Validated { scorecard, figures, places }, found) = checked.into_parts();
    if !unread {
        diagnostics.extend(found);
    }
    // What could not be read would look as if it did not add up.
    let figures_are_whole = !diagnostics.iter().any(|diagnostic| leaves_figures_out(diagnostic, &raw.sources));
    if figures_are_whole {
        diagnostics.extend(timings.time("compare", || consistency::check(&raw, &scorecard, &figures, &places)));
    }
    let ledger = OnceLock::new();
    let notes = Vec::new();
    let mut project =
        Project { raw, scorecard, figures, ledger, again: None, places, faces, diagnostics, notes, timings };
    if !unread {
        project.check_layouts();
        let found = [project.same_files(), project.releases_left_out()].concat();
        project.diagnostics.extend(found);
    }
    if figures_are_whole {
        let unprotected = if project.has_errors() { Vec::new() } else { project.unprotected() };
        let found = [project.commentary_without_paper(), project.beside_hidden(), unprotected].concat();
        project.diagnostics.extend(found);
    }
    sort(&mut project.diagnostics);
    let is_note = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Note;
    (project.notes, project.diagnostics) = project.diagnostics.into_iter().partition(is_note);
    project
}

/// Whether definitions or figures may be missing for this: errors in commentary, actions and layouts leave them as they are.
fn leaves_figures_out(diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
    let path = diagnostic.primary().map(|label| sources.path(Label::span(label).file()));
    let elsewhere = ["commentary/", "actions.yaml", "templates/"];
    let harmless = path.is_some_and(|path| elsewhere.iter().any(|start| path.starts_with(start)));
    diagnostic.severity() == Severity::Error && !harmless
}

impl Project {
    /// Last year's targets carried into another year, read again and found to mean what they did; nothing is written. `files` are those
    /// that the project was read from, in order.
    pub(crate) fn new_year(&self, year: &str, files: &dyn ProjectFiles) -> Result<NewYear, NotCarried> {
        let new_year = carry::carry(&self.raw, (&self.scorecard, &self.figures), year, files)?;
        let after = check(&WithEdits { files, edited: &new_year.files });
        if after.has_errors() || after.figures != self.figures {
            return Err(NotCarried::OtherMeaning("the project".to_owned()));
        }
        carry::compare(&self.scorecard, &after.scorecard, &new_year)?;
        Ok(new_year)
    }
}
