//! The parts of a breakdown through time, from disclosed figures alone.
//!
//! The figures travel in the attached CSV, because the chart has no table.

use std::ops::RangeInclusive;

use crate::assess::{AssessedBreakdown, AssessedIndicator, AssessedPart};
use crate::model::{Goal, Value};

use super::format::{continued, listed, printed};
use super::{long, trend, words};
use crate::page::chart::{self, Panel, SmallMultiples};

/// Figures that a part's line needs: fewer say as much in a table.
const LEAST_FIGURES: usize = 6;
/// Parts with a line that there must be to compare, and parts that a page has room for.
const PARTS: RangeInclusive<usize> = 2..=16;
/// The longest alternative text, in characters: a listener cannot go back in it.
const LONGEST_ALT: usize = 400;

/// Whether enough parts have enough figures for lines that can be compared.
pub fn has_enough(parts: &[&AssessedPart<'_>]) -> bool {
    let figures = |part: &AssessedPart<'_>| part.series.iter().filter(|point| point.value.is_figure()).count();
    let lines = parts.iter().filter(|part| figures(part) >= LEAST_FIGURES).count();
    PARTS.contains(&parts.len()) && lines >= *PARTS.start()
}

/// A panel for each part, in the order of the table.
pub fn chart(
    assessed: &AssessedIndicator<'_>,
    breakdown: &AssessedBreakdown<'_>,
    parts: &[&AssessedPart<'_>],
) -> SmallMultiples {
    let goals = goals(assessed, breakdown, parts);
    SmallMultiples {
        panels: parts.iter().map(|part| panel(assessed, part)).collect(),
        target: goals.iter().map(|goal| goal.map(Value::coordinate)).collect(),
        axis: trend::axis(assessed.indicator),
    }
}

/// The target of every part in each period; that of a number that the parts add up to is none of theirs.
fn goals(
    assessed: &AssessedIndicator<'_>,
    breakdown: &AssessedBreakdown<'_>,
    parts: &[&AssessedPart<'_>],
) -> Vec<Option<Value>> {
    let is_a_sum = breakdown.adds_up && assessed.indicator.unit.is_amount();
    let series = parts.first().map_or(&[][..], |part| part.series.as_slice());
    series.iter().map(|point| point.goal.and_then(Goal::value).filter(|_| !is_a_sum)).collect()
}

/// `Target 90%`; empty where there is none.
fn target(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>, parts: &[&AssessedPart<'_>]) -> String {
    let last = goals(assessed, breakdown, parts).into_iter().flatten().last();
    last.map_or_else(String::new, |goal| format!("Target {}", words::limit(goal, assessed.indicator.unit)))
}

/// `By team, Nov 2019 to Nov 2020, each on a scale of its own. Dashes: target 90%.`
pub fn note(
    assessed: &AssessedIndicator<'_>,
    breakdown: &AssessedBreakdown<'_>,
    parts: &[&AssessedPart<'_>],
) -> String {
    let Some((first, last)) = parts.first().and_then(|part| Some((part.series.first()?, part.series.last()?))) else {
        return String::new();
    };
    let target = target(assessed, breakdown, parts);
    let target = if target.is_empty() { target } else { format!(" Dashes: {}.", continued(&target)) };
    let (first, last) = (first.period.short_label(), last.period.short_label());
    format!("By {}, {first} to {last}, each on a scale of its own.{target}", breakdown.breakdown.by)
}

fn panel(assessed: &AssessedIndicator<'_>, part: &AssessedPart<'_>) -> Panel {
    let indicator = assessed.indicator;
    let latest = words::point(&part.current, indicator);
    let point = |point| chart::Point { value: coordinate(point), mark: trend::mark(point) };
    let figures = || part.series.iter().filter_map(|point| point.value.value());
    let level = figures().map(|value| value.coordinate().abs()).fold(0.0, f64::max);
    let first = figures().next().filter(|_| figures().count() > 1);
    Panel {
        label: part.name.to_owned(),
        words: format!("{} {}", latest.text, latest.marks).trim_end().to_owned(),
        first: first.map_or_else(String::new, |value| printed(value, indicator)),
        points: part.series.iter().map(point).collect(),
        least_span: long::least_span_of(indicator.unit, level),
    }
}

fn coordinate(point: &crate::assess::Point<'_>) -> Option<f64> {
    point.value.value().map(Value::coordinate)
}

/// What, by what, the latest figure of each part, the range of all, which two differ most, the target, and what is missing; what finds no room in
/// [`LONGEST_ALT`] characters is left out from the end.
pub fn alt(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>, parts: &[&AssessedPart<'_>]) -> String {
    let indicator = assessed.indicator;
    let written = |value: Value| printed(value, indicator);
    let Some((first, last)) = parts.first().and_then(|part| Some((part.series.first()?, part.series.last()?))) else {
        return String::new();
    };
    let by = &breakdown.breakdown.by;
    let what =
        format!("Line charts of {} by {by}, {} to {}.", assessed.name, first.period.label(), last.period.label());
    // Letters in brackets would be heard as letters.
    let said = |part: &AssessedPart<'_>| match words::disclosed(&part.current.value) {
        Ok(value) => written(value),
        Err(state) => state.words.to_owned(),
    };
    let latest: Vec<String> = parts.iter().map(|part| format!("{} {}", part.name, said(part))).collect();
    let mut known: Vec<(Value, &str)> =
        parts.iter().filter_map(|part| Some((part.current.value.value()?, part.name))).collect();
    known.sort_by_key(|(value, _)| *value);
    let apart = match known.as_slice() {
        [(lowest, low), .., (highest, high)] if lowest != highest => {
            format!("Furthest apart: {high} {} and {low} {}.", written(*highest), written(*lowest))
        }
        _ => String::new(),
    };
    let all: Vec<Value> = parts.iter().flat_map(|part| &part.series).filter_map(|point| point.value.value()).collect();
    let range = match (all.iter().min(), all.iter().max()) {
        (Some(low), Some(high)) if low < high => format!("All figures from {} to {}.", written(*low), written(*high)),
        _ => String::new(),
    };
    let target = match target(assessed, breakdown, parts) {
        label if label.is_empty() => label,
        label => format!("{label}."),
    };
    let missing = |part: &&&AssessedPart<'_>| part.series.iter().any(|point| !point.value.is_figure());
    let gaps: Vec<String> = parts.iter().filter(missing).map(|part| part.name.to_owned()).collect();
    let gaps = if gaps.is_empty() { gaps.concat() } else { format!("Figures are missing for {}.", listed(&gaps)) };
    let latest = format!("Latest: {}.", listed(&latest));
    let mut text: String = what.chars().take(LONGEST_ALT).collect();
    // What is missing matters more than a figure that stands in the table.
    let mut room = LONGEST_ALT.saturating_sub(text.chars().count());
    let by_weight = [&apart, &gaps, &latest, &range, &target];
    let fits: Vec<bool> = by_weight
        .iter()
        .map(|sentence| {
            let length = sentence.chars().count() + 1;
            let fits = !sentence.is_empty() && length <= room;
            room -= if fits { length } else { 0 };
            fits
        })
        .collect();
    for (place, sentence) in [(2, &latest), (3, &range), (0, &apart), (4, &target), (1, &gaps)] {
        if fits[place] {
            text.push(' ');
            text.push_str(sentence);
        }
    }
    text
}
