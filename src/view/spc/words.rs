//! Icons and sentences.
//!
//! The shape tells high or low, the letter concern, improvement or neither: H and L alone would leave a reader without colour not knowing
//! which is good.
//!
//! A process that falls short may be green this month. So the words are "chance alone will not meet 90%", and rating and icon do not
//! contradict one another.

use crate::assess::spc::{AssessedSpc, Assurance, Cause, NotEnough, SpcRow, SpcStretch, Variation, Way};
use crate::model::Indicator;

use crate::page::SpcIconView;
use crate::view::format::{capitalised, figure, in_words, plural};
use crate::view::words::limit;

use super::limits::{level, within_reach};

/// An icon with what it says.
pub fn signed(key: &'static str, word: &'static str, letter: &'static str, says: String) -> SpcIconView {
    SpcIconView { key, word, letter, meaning: format!("{word}: {says}"), says }
}

/// The icon of the latest figure.
pub fn variation(variation: Variation, not_enough: Option<NotEnough>) -> SpcIconView {
    let (key, word, letter, says) = match variation {
        Variation::Common => ("common", "Common cause", "~", "chance alone explains the latest figure"),
        Variation::Concern(Way::Up) => (
            "concern-high",
            "Concern, high",
            "C",
            "the latest figure, or the run that it ends, is higher than chance explains, which is worse",
        ),
        Variation::Concern(Way::Down) => (
            "concern-low",
            "Concern, low",
            "C",
            "the latest figure, or the run that it ends, is lower than chance explains, which is worse",
        ),
        Variation::Improvement(Way::Up) => (
            "improvement-high",
            "Improvement, high",
            "I",
            "the latest figure, or the run that it ends, is higher than chance explains, which is better",
        ),
        Variation::Improvement(Way::Down) => (
            "improvement-low",
            "Improvement, low",
            "I",
            "the latest figure, or the run that it ends, is lower than chance explains, which is better",
        ),
        Variation::Neutral(Way::Up) => (
            "neutral-high",
            "Special cause, high",
            "N",
            "the latest figure, or the run that it ends, is higher than chance explains; neither way is better",
        ),
        Variation::Neutral(Way::Down) => (
            "neutral-low",
            "Special cause, low",
            "N",
            "the latest figure, or the run that it ends, is lower than chance explains; neither way is better",
        ),
        Variation::NotEnough => ("not-enough", "Not enough data", "\u{2013}", not_enough_meaning(not_enough)),
    };
    signed(key, word, letter, says.to_owned())
}

fn not_enough_meaning(reason: Option<NotEnough>) -> &'static str {
    match reason {
        Some(NotEnough::SmallNumbers) => "the percentages are of small numbers, which move by chance alone",
        Some(NotEnough::Constant) => "too few figures differ from the one before for limits to be made",
        Some(NotEnough::Yearly) => "yearly figures are too few for control limits",
        Some(NotEnough::NoFigure) => "there is no figure that can be judged",
        Some(NotEnough::Figures(_)) | None => "fewer than 13 figures since the limits began",
    }
}

/// The icon of the target in force.
pub fn assurance(spc: &AssessedSpc<'_>, indicator: &Indicator) -> SpcIconView {
    let target = spc.target.map_or_else(String::new, |target| limit(target, indicator.unit));
    let icon = icon(spc.assurance);
    let says = match (spc.assurance, spc.not_enough) {
        (Assurance::Pass, _) => format!("chance alone will not miss {target}"),
        (Assurance::HitOrMiss, _) => format!("chance alone decides whether {target} is met"),
        (Assurance::Fail, _) => format!("chance alone will not meet {target}"),
        (Assurance::None, Some(_)) => "there is not enough data".to_owned(),
        (Assurance::None, None) if spc.target.is_some() => "neither way is better".to_owned(),
        (Assurance::None, None) => "there is no target to hold the limits against".to_owned(),
    };
    signed(icon.key, icon.word, icon.letter, says)
}

/// The same for the key, of any target.
pub fn icon(assurance: Assurance) -> SpcIconView {
    let (key, word, letter, says) = match assurance {
        Assurance::Pass => (
            "pass",
            "Consistently meets",
            "P",
            "the target lies on the safe side of both limits, so chance alone will not miss it",
        ),
        Assurance::HitOrMiss => (
            "hit-or-miss",
            "Hit and miss",
            "?",
            "the target lies between the limits, so chance alone decides whether it is met",
        ),
        Assurance::Fail => (
            "fail",
            "Consistently falls short",
            "F",
            "the target lies beyond both limits, so chance alone will not meet it",
        ),
        Assurance::None => ("none", "Not tested", "\u{2013}", "there is no target, no better way, or not enough data"),
    };
    signed(key, word, letter, says.to_owned())
}

/// What the latest figure says, with the numbers.
pub fn sentence(spc: &AssessedSpc<'_>, indicator: &Indicator) -> String {
    if let Some(reason) = spc.not_enough {
        return format!("Not enough data: {}.", why_not(reason, spc));
    }
    let Some((row, stretch)) = spc.latest.map(|row| &spc.rows[row]).zip(spc.current()) else { return String::new() };
    let (Some(value), Some(mean)) = (row.point.value.value(), stretch.mean) else { return String::new() };
    let Some((lower, upper)) = within_reach(stretch, indicator) else { return String::new() };
    let (lower, upper) = (level(lower, indicator), level(upper, indicator));
    let latest = format!("{} in {}", figure(value, indicator.unit, indicator.decimals), row.point.period.label());
    let rules = spc.spc.rules;
    let high = |way| if way == Way::Up { "higher" } else { "lower" };
    let side = |way| if way == Way::Up { "above" } else { "below" };
    let what = match row.cause {
        Cause::Common => {
            return format!("{latest} lies where chance alone puts it, between {lower} and {upper}.");
        }
        Cause::Outside(way) => {
            format!("{latest} is {} than chance explains, which is {lower} to {upper}", high(way))
        }
        Cause::Trend(way) => {
            // As many figures have a step less between them.
            let run = if way == Way::Up { "rise" } else { "fall" };
            format!("the last {} figures {run} from one to the next, to {latest}", in_words(rules.trend_points))
        }
        Cause::TwoOfThree(way) => {
            let limit =
                if way == Way::Up { format!("upper limit of {upper}") } else { format!("lower limit of {lower}") };
            format!("two or more of the last three figures lie near the {limit}, the latest being {latest}")
        }
        Cause::Shift(way) => format!(
            "the last {} figures all lie {} the mean of {}, the latest being {latest}",
            in_words(rules.shift_points),
            side(way),
            level(mean.value, indicator)
        ),
    };
    format!("{}.", capitalised(&what))
}

/// Why there are no icons, as a sentence goes on.
fn why_not(reason: NotEnough, spc: &AssessedSpc<'_>) -> String {
    match reason {
        NotEnough::Figures(figures) => {
            let first = spc.current().and_then(|stretch| first_figure(spc, stretch));
            let since = first.map_or_else(String::new, |row| format!(" since {}", row.point.period.label()));
            format!("{}{since}, and an icon needs 13", plural(figures, "figure"))
        }
        NotEnough::Constant => "too few figures differ from the one before for limits to be made".to_owned(),
        NotEnough::SmallNumbers => "the percentages are of small numbers".to_owned(),
        NotEnough::Yearly => "one figure a year is too few for control limits".to_owned(),
        NotEnough::NoFigure => "there is no figure that can be judged".to_owned(),
    }
}

/// The first figure of a stretch that takes part in it.
pub fn first_figure<'a, 's>(spc: &'a AssessedSpc<'s>, stretch: &SpcStretch<'_>) -> Option<&'a SpcRow<'s>> {
    spc.rows[stretch.rows.clone()].iter().find(|row| row.counts)
}
