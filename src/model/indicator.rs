//! The definition of an indicator.

use std::collections::BTreeMap;

use super::{
    Aggregation, Break, Counted, Dated, Event, Frequency, Goal, IndicatorCode, Period, PeriodType, Polarity, Scheme,
    Spc, Tolerance, Unit, Value, Window,
};

/// What an indicator is called, what it counts, which way is better and what it should reach.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Names it in every file.
    pub code: IndicatorCode,
    /// As the page prints it; a new name holds from its date.
    pub name: Dated<String>,
    /// Its name in words for everybody, e.g. for the young people whom it is about.
    pub plain: Option<String>,
    /// What those who are counted did, in the same words, behind a number of them: `had it in their first month in care`.
    pub plain_did: Option<String>,
    /// Whether its target is a promise that was made to those whom it is about; a page says so only then.
    pub is_promised: bool,
    /// A sentence or two for the definitions.
    pub definition: Option<Dated<String>>,
    /// What is counted, in the words of the page.
    pub count: Option<String>,
    /// Out of what, in the words of the page.
    pub out_of: Option<String>,
    /// What those of `out_of` did who are counted, as a sentence goes on behind them: `had their first health assessment in 20 working days`.
    pub did: Option<String>,
    /// Whether that is people, so that a small number of them is hidden.
    pub counts: Counted,
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
    /// In which words it is judged.
    pub scheme: Scheme,
    /// Beyond it is worse than red; for "lower is better" a ceiling.
    pub floor: Option<Dated<Value>>,
    /// A second standard beside the target, e.g. the national minimum.
    pub minimum: Option<Standard>,
    /// Changes below it are no change, in the indicator's own unit.
    pub least_change: Option<Value>,
    /// Over so many periods a line is fitted, to say where the figures tend.
    pub trend_over: Option<usize>,
    /// Whether and how its figures are told from chance.
    pub spc: Option<Spc>,
    /// How long after a period's end its figure can be judged.
    pub judge_after: Option<Window>,
    /// What stretch of time a figure speaks of.
    pub period_type: Option<PeriodType>,
    /// How longer periods are made from shorter ones.
    pub aggregation: Aggregation,
    /// Which indicator it takes the place of.
    pub replaces: Option<Replaces>,
    /// From when on it is no longer measured.
    pub retired: Option<Retired>,
    /// What a paper prints between two of its periods.
    pub between: Between,
    /// By age, team, placement type …
    pub breakdowns: Vec<Breakdown>,
    /// What its figure must equal.
    pub identity: Option<Identity>,
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
    /// From when on its figures cannot be compared with those before, and why.
    pub breaks: Vec<Break>,
    /// Checks by code that it may fail, each with the recorded reason.
    pub allowed: BTreeMap<String, String>,
}

/// A second standard on one measure. Its figure is the indicator's own, unless the data give it a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// `National minimum`.
    pub name: String,
    /// What it asks for.
    pub goal: Dated<Goal>,
    /// The amber band beside it.
    pub tolerance: Option<Dated<Tolerance>>,
}

/// An indicator that goes on under another code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaces {
    /// The earlier indicator.
    pub code: IndicatorCode,
    /// The first period of the new one.
    pub from: Period,
    /// Whether the two cannot be compared.
    pub breaks: bool,
    /// Why.
    pub reason: Option<String>,
}

/// Replacements in a row, at the most.
pub const MOST_REPLACED: usize = 16;

/// The end of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The first period without it.
    pub from: Period,
    /// Why.
    pub reason: Option<String>,
}

/// What a paper prints for a measure between two of its periods, e.g. of a yearly one in November.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Between {
    /// Its last figure with that figure's period.
    #[default]
    LastFigure,
    /// That none is due.
    SayNotDue,
    /// Nothing: it appears only in its own period's paper.
    LeaveOut,
}

/// The parts of an indicator, in page order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// By what: `age`.
    pub by: String,
    /// `Under 1`, `1 to 4` …
    pub parts: Vec<String>,
    /// Whether every case is in exactly one part, so that they add up to the whole.
    pub sums: bool,
    /// How a page sorts the parts.
    pub order: PartOrder,
}

/// How the parts of a breakdown stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartOrder {
    /// Ages and school years have an order of their own: where most parts hold a number in their name, as they are given, otherwise the
    /// largest first.
    #[default]
    ByNames,
    /// As the definition gives them.
    Given,
    /// The largest figure first; those without one last.
    LargestFirst,
}

/// What an indicator's figure must equal: `previous + STARTED - CEASED`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Never empty.
    pub terms: Vec<(Sign, Term)>,
}

/// Whether a term is added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Taken away.
    Minus,
}

/// A figure in an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The indicator's own figure of the period before.
    Previous,
    /// Another indicator's figure of the same period.
    Of(IndicatorCode),
}

impl Indicator {
    /// Whether nothing of the period before goes on in one: a year to date starts from nothing.
    pub fn begins_anew(&self, period: Period) -> bool {
        let first = || matches!(period.frequency(), Frequency::Year) || !period.previous().is_in_year_of(period);
        self.period_type == Some(PeriodType::YearToDate) && first()
    }

    /// The first period without it: it was retired, or one of `all` takes its place.
    pub fn ends<'a>(&self, all: impl Iterator<Item = &'a Indicator>) -> Option<Period> {
        let replaced = all.filter_map(|other| other.replaces.as_ref()).filter(|replaces| replaces.code == self.code);
        let retired = self.retired.as_ref().map(|retired| retired.from);
        replaced.map(|replaces| replaces.from).chain(retired).min_by_key(|from| from.start())
    }

    /// Every number that its figures were, are or will be held against: targets, cut-offs, ends of ranges, floors, second standards.
    pub fn limits(&self) -> impl Iterator<Item = Value> {
        let second = self.minimum.as_ref().map(|standard| &standard.goal);
        let goals = self.goal.iter().chain(second).flat_map(Dated::values);
        let floors = self.floor.iter().flat_map(Dated::values).copied();
        goals.flat_map(Goal::limits).chain(floors)
    }

    /// The least and the greatest figure that it can have, where there is one.
    pub fn range(&self) -> (Option<Value>, Option<Value>) {
        if self.any_range { (None, None) } else { self.unit.limits() }
    }

    /// Whether a figure is a count out of another.
    pub fn has_parts(&self) -> bool {
        self.count.is_some() && self.out_of.is_some()
    }
}

/// A heading with its indicators, in page order.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The heading.
    pub name: String,
    /// In page order.
    pub indicators: Vec<Indicator>,
}
