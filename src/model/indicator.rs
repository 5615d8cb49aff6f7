//! The definition of an indicator.

use super::{Dated, Event, Goal, IndicatorCode, PeriodType, Polarity, Tolerance, Unit, Value};

/// What an indicator is called, what it counts, which way is better and what it should reach.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Names it in every file.
    pub code: IndicatorCode,
    /// As the page prints it; a new name holds from its date.
    pub name: Dated<String>,
    /// A sentence or two for the definitions.
    pub definition: Option<Dated<String>>,
    /// What is counted, in the words of the page.
    pub count: Option<String>,
    /// Out of what, in the words of the page.
    pub out_of: Option<String>,
    /// What a figure is an amount of.
    pub unit: Unit,
    /// Decimals that are printed, and at which figures are judged.
    pub decimals: u32,
    /// Which way is better.
    pub polarity: Polarity,
    /// What it should reach; `None` where the definition is silent, which a page says as "not given".
    pub goal: Option<Dated<Goal>>,
    /// The amber band.
    pub tolerance: Option<Dated<Tolerance>>,
    /// For "near target": how far from the target is still green.
    pub green_within: Option<Dated<Value>>,
    /// What stretch of time a figure speaks of.
    pub period_type: Option<PeriodType>,
    /// Who answers for it.
    pub owner: Option<Dated<String>>,
    /// Where its figures come from.
    pub source: Option<String>,
    /// A note on its data.
    pub note: Option<String>,
    /// Figures may lie outside what the unit allows.
    pub any_range: bool,
    /// Dated notes on its chart.
    pub events: Vec<Event>,
}

/// A heading with its indicators, in page order.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The heading.
    pub name: String,
    /// In page order.
    pub indicators: Vec<Indicator>,
}
