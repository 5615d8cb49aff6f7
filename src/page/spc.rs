//! What a layout may read of statistical process control.

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::SpcChart;

/// The process behaviour chart of one indicator, and what it says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SpcView {
    pub variation: SpcIconView,
    pub assurance: SpcIconView,
    /// `Oct 2020` where the latest figure that can be judged is not of the paper's period; else empty.
    pub period: String,
    /// `84% in November 2020 lies where chance alone puts it, between 71.2% and 97.4%.`
    pub sentence: String,
    /// `Mean 84.3%, limits 71.2% to 97.4%, from 24 months since December 2018.` Empty where there is no mean, and where
    /// the measure drifts.
    pub limits: String,
    /// The same with what the limits say of the target: `Mean 84.3%, limits 71.2% to 97.4%, from 24 months since December 2018: chance alone will not meet 98%.`
    pub limits_and_target: String,
    /// Where limits were made anew and why, and what is drawn of a longer series.
    pub notes: Vec<String>,
    /// What a reader must know before believing the chart: trial limits, small numbers, figures that share months.
    pub cautions: Vec<String>,
    /// False where fewer than three figures can be drawn, and for yearly figures: then `chart("spc", …)` must not be asked for.
    pub has_chart: bool,
    #[serde(skip)]
    pub chart: SpcChart,
    /// The alternative text of the chart.
    #[serde(skip)]
    pub alt: String,
}

/// An icon of the variation or of the assurance: a shape with a letter in it, and the word that stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpcIconView {
    /// Of the variation `common`, `concern-high`, `concern-low`, `improvement-high`, `improvement-low`, `neutral-high`, `neutral-low` or
    /// `not-enough`; `none` of a measure that drifts, beside which no sign stands. Of the assurance `pass`, `fail`, `hit-or-miss` or `none`.
    pub key: &'static str,
    /// `Common cause`, `Concern, low`, `Hit and miss`, `Not yet reliably at 90%`: one key may have several words.
    pub word: String,
    /// Tells without colour what the shape does not: `C` concern, `I` improvement, `N` neither; `P` consistently meets, `U` usually, `?` hit and
    /// miss, `N` not yet reliably, `F` consistently falls short.
    pub letter: &'static str,
    /// `Concern, low: the latest figure is lower than chance explains`.
    pub meaning: String,
    /// The same without the word, for a place where that stands beside it.
    pub says: String,
}

/// Variation by assurance, with the indicators in the cells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EscalationView {
    /// Consistently meets, hit and miss, consistently falls short; usually meets, not yet reliably at target and none where an indicator has it.
    pub columns: Vec<SpcIconView>,
    /// Improvement, common cause, concern; special cause without a better way, not enough data and no limits where an indicator has
    /// them. A measure that drifts stands in none.
    pub rows: Vec<EscalationRowView>,
    /// `Variation is of the latest figure, assurance of the target in force.`
    pub note: &'static str,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EscalationRowView {
    /// `improvement`, `common`, `concern`, `neutral`, `not-enough`, `no-limits`.
    pub key: &'static str,
    /// `Special cause improvement`.
    pub heading: &'static str,
    /// One a column.
    pub cells: Vec<EscalationCellView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EscalationCellView {
    /// In page order; may be empty.
    pub indicators: Vec<EscalationEntryView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EscalationEntryView {
    pub code: String,
    pub name: String,
    pub variation: SpcIconView,
}

/// Explains the icons that this paper uses, and the rules that it uses them by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpcKeyView {
    pub variation: Vec<SpcIconView>,
    pub assurance: Vec<SpcIconView>,
    /// Sentences about limits, signs of a special cause and where the rules come from; each rule in which indicators differ with their codes.
    pub rules: Vec<String>,
    /// How normal variation is found, for a paper that draws it as a band: `Normal variation: limits are the mean of all figures since the limits began …`
    pub normal: String,
}

/// Variation by assurance in three rows and three columns, the same in every paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignalView {
    /// `Reliably on target`, `Hit and miss`, `Not reliably on target`.
    pub columns: [&'static str; 3],
    pub rows: Vec<SignalRowView>,
    /// Names of what has no place, with the reason; may be empty.
    pub without: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignalRowView {
    /// `Better than chance`, `Chance alone`, `Worse than chance`.
    pub heading: &'static str,
    /// Names of indicators, one text a column; may be empty.
    pub cells: Vec<String>,
}
