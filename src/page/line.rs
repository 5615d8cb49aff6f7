//! What a wide table prints of an indicator in one line.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::ChangeView;

/// An indicator's line: figures without the sign of their unit, which the line names once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineView {
    /// `%`, `count`, `days`, `per 10,000`, `£`.
    pub unit: String,
    /// `28 of 56`: what the current figure is made from; empty where that is not known, and of a rate.
    pub numbers: String,
    /// Under the paper's columns `recent`, oldest first; a yearly indicator has one.
    pub recent: Vec<CellView>,
    pub to_date: CellView,
    /// Under the paper's columns `outturns`.
    pub outturns: Vec<CellView>,
    /// `20 worse`: the change where its unit is named beside it.
    pub change: ChangeView,
    /// `95 (85)`: the target, and in brackets the limit beyond which the figure is red or not achieved; `12 to 20` of a band; `none`, `to be set`.
    pub target: String,
    pub england: CellView,
    pub neighbours: CellView,
    pub best: CellView,
    pub best_quarter: CellView,
    /// `joint 3rd of 9, at 10`: the place among the neighbours, with the figure of the release that has it; `at 76` where neither way is better. Without a value where there
    /// is no picture of it: `chart("place", …)`.
    pub rank: CellView,
}

/// A figure of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellView {
    /// `94`, `4,310`, `57 [p]`, `over 81`; `[x]` where there is none.
    pub value: String,
    /// Whether letters stand in the figure's place.
    pub is_state: bool,
    /// Where it is not the column's: `Q2`, `2017/18`; else empty. Of other areas always.
    pub period: String,
    /// `n 8`, `Kettlewick`, `old`; mostly empty.
    pub note: String,
    /// Every letter of `value`, as the key explains them: `[x]`, or `[p]` and `[r]`.
    pub letters: Vec<String>,
    /// The figure that the paper speaks of, and rates.
    pub current: bool,
}
