//! What the limits say of the target, in words that no figure of the page contradicts.
//!
//! The method asks where the target lies: beyond both limits is "consistently falls short", though a figure since the limits began may have
//! met it, or the latest one does and is green. So a paper says "consistently" only where the figures agree, and otherwise what holds: "Not
//! yet reliably at 90%", "Usually meets 90%". The method's own class goes with the data.

use crate::assess::AssessedIndicator;
use crate::assess::spc::{AssessedSpc, Assurance, NotEnough};
use crate::model::{Goal, Polarity, Value};

use crate::page::SpcIconView;
use crate::view::format::in_words;
use crate::view::words::limit;

use super::words::signed;

/// What a paper says of target and limits; in the order of the grid's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Consistently meets it.
    Meets,
    /// Chance alone will not miss it, and yet it has been missed.
    Usually,
    /// Chance decides.
    HitOrMiss,
    /// Chance alone will not meet it, and yet it has been met.
    NotYet,
    /// Consistently falls short.
    Short,
    /// Nothing.
    None,
}

/// Figures since the limits began that speak against "consistently".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum But {
    /// So many, held against the target in force now.
    Now(usize),
    /// So many, by the rating that they had.
    Then(usize),
    /// The figure that the paper speaks of, which is not one of the chart's.
    Latest,
    /// What the year is expected to end at.
    Forecast,
}

impl Verdict {
    /// Columns that the grid always has.
    pub fn is_usual(self) -> bool {
        matches!(self, Self::Meets | Self::HitOrMiss | Self::Short)
    }

    /// Of one indicator; [`None`](Self::None) where it has no signs.
    pub fn of(assessed: &AssessedIndicator<'_>, spc: &AssessedSpc<'_>) -> Self {
        if !spc.has_signs() {
            return Self::None;
        }
        match (spc.assurance, but(assessed, spc)) {
            (Assurance::Pass, None) => Self::Meets,
            (Assurance::Pass, Some(_)) => Self::Usually,
            (Assurance::HitOrMiss, _) => Self::HitOrMiss,
            (Assurance::Fail, Some(_)) => Self::NotYet,
            (Assurance::Fail, None) => Self::Short,
            (Assurance::None, _) => Self::None,
        }
    }

    /// The sign for the key and the grid, of any target.
    pub fn icon(self) -> SpcIconView {
        let (key, word, letter, says) = match self {
            Self::Meets => (
                "pass",
                "Consistently meets",
                "P",
                "the target lies on the safe side of both limits, so chance alone will not miss it",
            ),
            Self::Usually => (
                "pass",
                "Usually meets",
                "U",
                "the target lies on the safe side of both limits, though a figure since they began, or the forecast, misses it",
            ),
            Self::HitOrMiss => (
                "hit-or-miss",
                "Hit and miss",
                "?",
                "the target lies between the limits, so chance alone decides whether it is met",
            ),
            Self::NotYet => (
                "fail",
                "Not yet reliably at target",
                "N",
                "the target lies beyond both limits, though a figure since they began, or the forecast, meets it",
            ),
            Self::Short => (
                "fail",
                "Consistently falls short",
                "F",
                "the target lies beyond both limits, so chance alone will not meet it",
            ),
            Self::None => {
                ("none", "Not tested", "\u{2013}", "there is no target, no better way, no limits, or not enough data")
            }
        };
        signed(key, word.to_owned(), letter, says.to_owned())
    }
}

/// The method's class of the target in force, as the data have it.
pub fn classified(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Pass => "consistently meets",
        Assurance::HitOrMiss => "hit and miss",
        Assurance::Fail => "consistently falls short",
        Assurance::None => "not tested",
    }
}

/// The sign of the target in force.
pub fn assurance(assessed: &AssessedIndicator<'_>, spc: &AssessedSpc<'_>) -> SpcIconView {
    let indicator = assessed.indicator;
    let target = spc.target.map_or_else(String::new, |target| limit(target, indicator.unit));
    let verdict = Verdict::of(assessed, spc);
    let is_lower_better = indicator.polarity == Polarity::LowerIsBetter;
    let though = |side: &str| {
        let but = but(assessed, spc).map_or_else(String::new, |but| but_words(but, spc));
        format!("{target} lies {side} both limits, though {but}")
    };
    let icon = verdict.icon();
    let (word, says) = match verdict {
        Verdict::Meets => (icon.word, format!("chance alone will not miss {target}")),
        Verdict::Usually => {
            (format!("Usually meets {target}"), though(if is_lower_better { "above" } else { "below" }))
        }
        Verdict::HitOrMiss => (icon.word, format!("chance alone decides whether {target} is met")),
        Verdict::NotYet if is_lower_better => (format!("Not yet reliably at {target} or less"), though("below")),
        Verdict::NotYet => (format!("Not yet reliably at {target}"), though("above")),
        Verdict::Short => (icon.word, format!("chance alone will not meet {target}")),
        Verdict::None => (icon.word, not_tested(spc).to_owned()),
    };
    signed(icon.key, word, icon.letter, says)
}

fn not_tested(spc: &AssessedSpc<'_>) -> &'static str {
    match spc.not_enough {
        _ if !spc.has_signs() => "too many figures lie outside the limits",
        Some(NotEnough::Constant(_)) => "there are no limits to hold it against",
        Some(_) => "there is not enough data",
        None if spc.target.is_some() => "neither way is better",
        None => "there is no target to hold the limits against",
    }
}

/// What speaks against "consistently", the target in force before those of earlier times. Figures meet or miss as they are printed, because
/// their ratings do.
fn but(assessed: &AssessedIndicator<'_>, spc: &AssessedSpc<'_>) -> Option<But> {
    let polarity = assessed.indicator.polarity;
    let has_met = match spc.assurance {
        Assurance::Fail => true,
        Assurance::Pass => false,
        Assurance::HitOrMiss | Assurance::None => return None,
    };
    let target = spc.target?;
    let is_good = |value: Value, target: Value| polarity.is_as_good(value, target);
    let speaks_against = |rating: crate::rating::Rating| rating.is_rated() && rating.is_off_target() != has_met;
    let figures = || {
        let rows = spc.current().map(|stretch| &spc.rows[stretch.rows.clone()]).unwrap_or_default();
        rows.iter().filter(|row| row.counts).filter_map(|row| Some((&row.point, row.point.value.value()?)))
    };
    let now = figures().filter(|(_, value)| is_good(*value, target) == has_met).count();
    let then = figures().filter(|(point, value)| {
        let own = point.goal.and_then(Goal::value);
        speaks_against(point.rated.rating) || (has_met && own.is_some_and(|own| is_good(*value, own)))
    });
    match (now, then.count()) {
        (0, 0) if speaks_against(assessed.current.rated.rating) => Some(But::Latest),
        (0, 0) => assessed.forecast.as_ref().filter(|it| speaks_against(it.rated.rating)).map(|_| But::Forecast),
        (0, then) => Some(But::Then(then)),
        (now, _) => Some(But::Now(now)),
    }
}

/// `one of 24 figures since they began has met it`.
fn but_words(but: But, spc: &AssessedSpc<'_>) -> String {
    let has_met = spc.assurance == Assurance::Fail;
    let all = spc.current().map_or(0, |stretch| stretch.figures);
    let some = |n: usize| format!("{} of {all} figures since they began", in_words(n));
    let (met, on) = if has_met { ("met", "on") } else { ("missed", "off") };
    match but {
        But::Now(n) => format!("{} {} {met} it", some(n), if n == 1 { "has" } else { "have" }),
        But::Then(n) => format!("{} {} {on} target at the time", some(n), if n == 1 { "was" } else { "were" }),
        But::Latest => format!("the latest figure is {on} target"),
        But::Forecast => format!("the year is forecast to end {on} target"),
    }
}
