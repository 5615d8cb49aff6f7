//! What a panel must know before it turns the first page.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::{ChangeView, RatingView};

/// The paper's answer: how it stands, since when, and what is off target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerView {
    /// `Ten of 20 rated indicators are off target: one in breach of its floor, four red, five amber. Three are rated worse than in October, two are back on target.`
    pub verdict: String,
    /// `In October: no breach, 5 red, 7 amber, 9 green, 3 not rated, 4 for information.` Empty where nothing was known then.
    pub before: String,
    /// `Off target now: 10`; empty where nothing is.
    pub heading: String,
    /// `Since October`; `Change` where only figures of another frequency have one.
    pub change_header: String,
    /// Heads the strips of past ratings: `Last 13 ratings`; empty where no row has one.
    pub strips: String,
    /// What misses its target, worst and longest first.
    pub rows: Vec<OffTargetView>,
    /// Names of indicators that were off target in the paper before and are not now.
    pub back_on_target: Vec<String>,
    /// Those that had a rating in the paper before and have none now, with the reason: `Weekly cost of a placement (figure is awaited)`.
    pub no_longer_rated: Vec<String>,
}

/// An indicator that misses its target, in one line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OffTargetView {
    pub code: String,
    pub name: String,
    /// `days`, `provisional`, `forecast, 2020/21 Q2`: what must be said of the figure's unit, nature or time behind the name; mostly empty.
    pub beside_name: String,
    pub rating: RatingView,
    /// `Red, 13th month`, `Breach, was amber`, `Amber`: the rating and since when.
    pub standing: String,
    pub value: String,
    pub target: String,
    /// Without the unit's long name: `20 pts worse`.
    pub change: ChangeView,
    /// `Feb`, with its year where that is not clear; empty where nobody has said.
    pub back: String,
    /// False where fewer than two ratings are known: then `chart("severity", …)` must not be asked for.
    pub has_severity: bool,
}

/// A line beside an indicator's chart: a figure, and what it is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureRowView {
    /// `Nov 2020`, `Year to date`, `2019/20`, `England`, `England 2019/20`.
    pub label: String,
    pub value: String,
    /// `24 of 41`, `since April`, `2019/20`: what it is out of, or of which time; may be empty, and is where `label` says the time.
    pub basis: String,
    /// The figure that the paper speaks of.
    pub current: bool,
}
