//! What explains the signs of a paper.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::{RatingView, SpcKeyView};

/// Explains only what this paper uses.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyView {
    /// Red, amber, green and their rule in words.
    pub ratings: Vec<KeyRatingView>,
    /// `[p]` → `provisional: …`.
    pub states: Vec<KeyStateView>,
    /// In their place for a layout that prints recent periods, prior years and other areas in columns, and no figures by period.
    pub column_states: Vec<ColumnStateView>,
    /// Sentences about change, rounding, marks on charts.
    pub notes: Vec<String>,
    /// The same without what explains charts, for a layout that has no lines through time.
    pub table_notes: Vec<String>,
    /// The same for a layout whose charts are lines with their first and last figure, and which has no arrows.
    pub small_notes: Vec<String>,
    /// The same about the charts of parts through time, for layouts that draw them: marks that no other chart has; may be empty.
    pub parts: String,
    /// `Letters of past ratings: G green, A amber, R red.` For layouts that draw strips; may be empty.
    pub strip: String,
    /// Icons and rules of statistical process control, where an indicator uses it.
    pub spc: Option<SpcKeyView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyRatingView {
    pub rating: RatingView,
    pub meaning: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeyStateView {
    pub letters: String,
    pub meaning: String,
}

/// Letters of a table whose columns the layout chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnStateView {
    pub letters: String,
    pub meaning: String,
    /// The columns in which they stand, as a layout names them: `recent`, `to date`, `outturns`; `latest` for the figure that every
    /// table prints, `parts` for the breakdowns.
    pub columns: Vec<&'static str>,
}
