//! Every figure of a paper, a line an indicator.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::TablePeriodView;

/// The figures by period: a table for each frequency that the paper shows, the paper's own first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AllFiguresView {
    pub tables: Vec<FiguresTableView>,
}

/// The figures of one frequency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FiguresTableView {
    /// `All figures`, `Quarters`, `Years`.
    pub heading: String,
    /// Oldest first.
    pub periods: Vec<TablePeriodView>,
    pub themes: Vec<FiguresThemeView>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FiguresThemeView {
    pub name: String,
    pub rows: Vec<FiguresRowView>,
}

/// One indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FiguresRowView {
    pub code: String,
    pub name: String,
    /// What is no percentage says its unit: `days`; else empty.
    pub unit: String,
    /// One a period: the figure with its letters, and under it numerator and denominator where they are known. Empty where the series does not reach.
    pub cells: Vec<Vec<String>>,
    /// The most lines of a cell.
    pub lines: usize,
}
