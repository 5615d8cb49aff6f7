//! Where things stand, for checks that come after the figures have been read.

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::model::{Companion, IndicatorCode, Period, Reference, Value};

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
    /// Where a count out of another was given.
    pub fractions: BTreeMap<(IndicatorCode, Option<Companion>, Period), Span>,
    /// Where one can stand and a number stands alone, without its sign.
    pub bare: BTreeMap<(IndicatorCode, Option<Companion>, Period), Bare>,
    /// Where the texts of a period name a figure.
    pub references: BTreeMap<(Period, Reference), Vec<Span>>,
}

/// A number alone, which is read as the percentage or the rate itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bare {
    /// Where it stands.
    pub span: Span,
    /// Whether it can be a count: a whole number.
    pub is_whole: bool,
    /// Whether it is more than a percentage of a part can be.
    pub is_above: bool,
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
