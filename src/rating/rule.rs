//! What a figure is held against.

use crate::model::{Goal, Indicator, Period, Polarity, Scheme, Standard, Tolerance, Value};

/// What a figure is held against in one period.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// The target.
    pub goal: Option<&'a Goal>,
    /// The width of amber; `None` means that there is no amber.
    pub tolerance: Option<Tolerance>,
    /// For "near target": how far from it is still green.
    pub green_within: Option<Value>,
    /// What must never be missed.
    pub floor: Option<Value>,
    /// In which words it is judged.
    pub scheme: Scheme,
    /// Which way is better.
    pub polarity: Polarity,
}

impl<'a> Rule<'a> {
    /// A rule with a target and nothing else.
    pub fn new(goal: Option<&'a Goal>, polarity: Polarity) -> Self {
        Self { goal, tolerance: None, green_within: None, floor: None, scheme: Scheme::default(), polarity }
    }
}

/// What an indicator's own figure is held against in a period.
pub fn rule(indicator: &Indicator, period: Period) -> Rule<'_> {
    Rule {
        goal: indicator.goal.as_ref().and_then(|goal| goal.at(period)),
        tolerance: indicator.tolerance.as_ref().and_then(|tolerance| tolerance.at(period)).copied(),
        green_within: indicator.green_within.as_ref().and_then(|within| within.at(period)).copied(),
        floor: indicator.floor.as_ref().and_then(|floor| floor.at(period)).copied(),
        scheme: indicator.scheme,
        polarity: indicator.polarity,
    }
}

/// What the second standard holds the figure against.
pub fn standard_rule<'s>(standard: &'s Standard, indicator: &Indicator, period: Period) -> Rule<'s> {
    Rule {
        tolerance: standard.tolerance.as_ref().and_then(|tolerance| tolerance.at(period)).copied(),
        scheme: indicator.scheme,
        ..Rule::new(standard.goal.at(period), indicator.polarity)
    }
}
