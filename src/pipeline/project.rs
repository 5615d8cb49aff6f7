//! A project that was read and checked.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::diag::{Diagnostic, SourceMap, Span, has_errors, sort};
use crate::figures::{Figures, PublishedFigures};
use crate::ledger::Ledger;
use crate::load::RawProject;
use crate::load::raw::RawSource;
use crate::model::{IndicatorCode, Period, Scorecard};
use crate::typeset::Faces;
use crate::validate::Places;

use super::timings::Timings;

/// A project that was read and checked.
pub struct Project {
    pub(super) raw: RawProject,
    pub(super) scorecard: Scorecard,
    pub(super) figures: Figures,
    /// Made when the first paper needs it.
    pub(super) ledger: OnceLock<Ledger>,
    /// The edition that is made again.
    pub(super) again: Option<PublishedFigures>,
    pub(super) places: Places,
    pub(super) faces: Cow<'static, Faces>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) notes: Vec<Diagnostic>,
    pub(super) timings: Timings,
}

impl Project {
    /// The texts that places point into.
    pub fn sources(&self) -> &SourceMap {
        &self.raw.sources
    }

    /// The errors and warnings that were found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The same with what is only worth a look, in order.
    pub fn diagnostics_and_notes(&self) -> Vec<Diagnostic> {
        let mut all = [self.diagnostics.as_slice(), &self.notes].concat();
        sort(&mut all);
        all
    }

    /// Whether nothing may be built.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// The checked project.
    pub(crate) fn scorecard(&self) -> &Scorecard {
        &self.scorecard
    }

    /// Which figures the data give.
    pub(crate) fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Where a figure of a period was given.
    pub(crate) fn cell_of(&self, code: &str, period: Period) -> Option<Span> {
        let code = IndicatorCode::new(code).ok()?;
        self.places.cells.get(&(code, None, period)).copied()
    }

    /// The workbook that every build reads by this recipe, where the manifest names it under `sources`.
    pub(crate) fn workbook_read_by(&self, recipe: &str) -> Option<String> {
        let mut sources = self.raw.manifest.sources.iter();
        sources.find(|source| source.recipe_path() == recipe).map(RawSource::path)
    }

    /// How long reading and checking took.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }
}
