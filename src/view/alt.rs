//! The alternative text of a chart: what a reader who does not see it needs to know, from the same figures.

use crate::assess::{AssessedIndicator, Point};
use crate::model::{Goal, Period, Value};

use super::format::{capitalised, listed, printed};
use super::words::{self, MIDDLE_HALF};
use crate::page::chart::TrendChart;

/// What, from when to when, latest, range, target, benchmarks, and what is missing. The figures stand in the table
/// beside the chart, so they are not repeated.
pub fn trend(assessed: &AssessedIndicator<'_>, chart: &TrendChart) -> String {
    let AssessedIndicator { indicator, shown, .. } = assessed;
    let written = |value: Value| printed(value, indicator);
    let figures: Vec<(Period, Value)> =
        shown.iter().filter_map(|point| point.value.value().map(|value| (point.period, value))).collect();
    let (Some(first), Some(last), Some((at, latest))) = (shown.first(), shown.last(), figures.last()) else {
        return format!("Line chart of {}: no figures.", assessed.name);
    };
    let mut text = format!("Line chart of {}, {} to {}. ", assessed.name, first.period.label(), last.period.label());
    let early = |point: &&Point<'_>| point.period == *at && point.marks.too_early;
    let early = if shown.iter().any(|point| early(&point)) { ", too early to judge" } else { "" };
    text.push_str(&format!("Latest {} in {}{early}. ", written(*latest), at.label()));
    let extreme = |sign: i8| {
        figures.iter().rev().max_by_key(|(_, value)| if sign > 0 { *value } else { Value::new(0, 0).minus(*value) })
    };
    if let (Some((lowest_at, lowest)), Some((highest_at, highest))) = (extreme(-1), extreme(1))
        && lowest != highest
    {
        let [low, high] = [lowest, highest].map(|value| written(*value));
        let (lowest_at, highest_at) = (lowest_at.label(), highest_at.label());
        text.push_str(&if figures.len() < shown.len() {
            format!("Of the figures shown the lowest is {low} in {lowest_at}, the highest {high} in {highest_at}. ")
        } else {
            format!("Lowest {low} in {lowest_at}, highest {high} in {highest_at}. ")
        });
    }
    match last.goal {
        Some(Goal::Value(_) | Goal::CutOffs { .. } | Goal::Ranges { .. } | Goal::Activity(_)) => {
            text.push_str(&format!("{} {}. ", words::target_label(last), words::target(last, indicator)));
        }
        Some(Goal::ToBeSet(_) | Goal::None) | None => {}
    }
    if let Some(floor) = last.floor {
        text.push_str(&format!("{} {}. ", capitalised(words::floor(indicator)), words::limit(floor, indicator.unit)));
    }
    let breaks: Vec<String> =
        assessed.breaks.iter().filter(|(at, _)| *at != first.period).map(|(at, _)| at.label()).collect();
    if !breaks.is_empty() {
        text.push_str(&format!("The series starts anew in {}. ", listed(&breaks)));
    }
    for benchmark in &chart.benchmarks {
        text.push_str(&format!("{}. ", benchmark.label));
    }
    if chart.band.is_some()
        && let Some((at, (low, high))) = assessed.comparison.middle_half.iter().max_by_key(|(at, _)| at.end())
    {
        let written = |value: Value| words::benchmark(value, indicator);
        text.push_str(&format!("{MIDDLE_HALF} {} {} to {}. ", at.short_label(), written(*low), written(*high)));
    }
    let missing = |point: &&Point<'_>| !point.value.is_figure();
    let gaps: Vec<String> = shown.iter().filter(missing).map(|point| point.period.short_label()).collect();
    if (1..=3).contains(&gaps.len()) {
        text.push_str(&format!("No figure for {}. ", listed(&gaps)));
    } else if !gaps.is_empty() {
        text.push_str(&format!("No figure for {} of {} periods. ", gaps.len(), shown.len()));
    }
    text.trim_end().to_owned()
}
