//! Where things stand, for checks that come after the figures have been read.

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::model::{Companion, IndicatorCode, Period, Value};

/// The codes that are defined, and where.
pub type Known = BTreeMap<IndicatorCode, Span>;

/// The places of definitions and figures.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Where each code is defined.
    pub definitions: Known,
    /// Where each figure was first given.
    pub cells: BTreeMap<(IndicatorCode, Option<Companion>, Period), Span>,
    /// Percentages as another system states them, beside counts that give them as well.
    pub stated: BTreeMap<(IndicatorCode, Period), (Value, Span)>,
}

impl Places {
    /// Where an indicator is defined.
    pub fn definition(&self, code: &IndicatorCode) -> Option<Span> {
        self.definitions.get(code).copied()
    }

    /// Where an indicator's own figure was given.
    pub fn cell(&self, code: &IndicatorCode, period: Period) -> Option<Span> {
        self.cells.get(&(code.clone(), None, period)).copied()
    }

    /// Where a figure beside the indicator's own was given.
    pub fn companion(&self, code: &IndicatorCode, companion: Companion, period: Period) -> Option<Span> {
        self.cells.get(&(code.clone(), Some(companion), period)).copied()
    }
}
