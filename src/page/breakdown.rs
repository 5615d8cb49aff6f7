//! An indicator by age, team and the like.

#![expect(
    missing_docs,
    reason = "a field's name is what a layout reads; words stand where the name does not say enough"
)]

use schemars::JsonSchema;
use serde::Serialize;

use super::ChangeView;
use super::chart::{BarChart, SmallMultiples};

/// One breakdown of an indicator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BreakdownView {
    /// `age`: what a layout asks its chart by.
    pub by: String,
    /// `Children in care by age, at the end of November 2020`.
    pub heading: String,
    /// The same without the time: `Children in care by age`.
    pub name: String,
    /// `Age`: heads the names of the parts.
    pub by_label: String,
    /// Whether a part has a numerator and a denominator.
    pub has_numbers: bool,
    /// Whether a part has a figure of the period before.
    pub has_previous: bool,
    /// `Nov 2020`.
    pub current: String,
    /// `Oct 2020`.
    pub previous: String,
    /// Both without their year: `Nov`, `Oct`.
    pub current_short: String,
    pub previous_short: String,
    pub parts: Vec<PartView>,
    /// The whole, and whether the parts add up to it.
    pub note: String,
    /// False where fewer than two parts have a figure: then `chart("bars", …)` must not be asked for.
    pub has_chart: bool,
    #[serde(skip)]
    pub chart: BarChart,
    #[serde(skip)]
    pub alt: String,
    /// False where fewer than two parts have six figures, or there are more than sixteen: then `chart("multiples", …)` must not be asked for.
    pub has_multiples: bool,
    /// `By team, Nov 2019 to Nov 2020, each on a scale of its own. Dashes: target 90%.`
    pub multiples_note: String,
    /// The parts through time.
    #[serde(skip)]
    pub multiples: SmallMultiples,
    #[serde(skip)]
    pub alt_multiples: String,
}

/// One part of a breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PartView {
    pub name: String,
    pub value: String,
    pub marks: String,
    /// How long its bar is, as a share of the longest, or of 100 per cent; 0 where there is none.
    pub length: f64,
    /// `20 of 31`; may be empty.
    pub numbers: String,
    /// `12%` of the whole, where counts add up; else empty.
    pub share: String,
    pub previous: String,
    pub change: ChangeView,
}
