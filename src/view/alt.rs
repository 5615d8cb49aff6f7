//! The alternative text of a chart: what a reader who does not see it needs to know, from the same figures.

use crate::assess::{AssessedIndicator, Assessment, Point};
use crate::model::{Event, Goal, Period, Value};

use super::format::{capitalised, listed, printed};
use super::words::{self, MIDDLE_HALF};
use super::{history, long};
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

/// Ratings that a chart's alternative text tells: what changed more often is in the table of all figures.
const MOST_RUNS: usize = 4;

/// Of a block's chart: from when to when, first and last, lowest and highest, what it is held against, and its ratings.
pub fn history(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let chart = long::history(assessment, assessed);
    let mut text = line(assessed, "Line chart", |_| true);
    let lines = [&chart.target, &chart.floor].into_iter().chain(&chart.benchmarks);
    let lines = lines.filter(|line| !line.figure.is_empty()).map(|line| format!("{} {}", line.name, line.figure));
    let held: Vec<String> = lines.chain(chart.band.iter().map(|band| band.label.clone())).collect();
    if !held.is_empty() {
        text.push_str(&format!("{}. ", held.join(", ")));
    }
    let during = |first: usize, last: usize| match (&assessed.long[first].period, &assessed.long[last].period) {
        (first, last) if first == last => first.short_label(),
        (first, last) => format!("{} to {}", first.short_label(), last.short_label()),
    };
    let spans = chart
        .spans
        .iter()
        .map(|span| format!("{}: {}. ", span.text.trim_end_matches('.'), during(span.first, span.last)));
    let events = chart
        .events
        .iter()
        .map(|event| format!("{}: {}. ", event.text.trim_end_matches('.'), during(event.at, event.at)));
    text.extend(spans.chain(events));
    let runs = history::runs(&assessed.long);
    let is_rated = assessed.long.iter().any(|point| point.rated.rating.is_rated());
    if is_rated && runs.len() <= MOST_RUNS {
        text.push_str(&format!("Ratings: {}. ", runs.join(", ")));
    }
    text.trim_end().to_owned()
}

/// Of one of many small charts.
pub fn small(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let mut text = line(assessed, "Line", |point| !point.marks.too_early);
    if let Some(point) = long::latest(assessed).map(|(_, point, _)| point)
        && matches!(words::target_kind(point, assessed.indicator), "figure" | "band")
    {
        text.push_str(&format!("{} {}. ", words::target_label(point), words::target(point, assessed.indicator)));
    }
    let named = |event: &&Event| {
        event.abnormal && assessed.long.iter().any(|point| event.touches(point.period.start(), point.period.end()))
    };
    let events = assessment.events.iter().chain(&assessed.indicator.events).filter(named);
    text.extend(
        events.map(|event| format!("{} from {}. ", event.text.trim_end_matches('.'), event.period.short_label())),
    );
    text.trim_end().to_owned()
}

/// `Line of Visits on time, Nov 2018 to Nov 2020: 84% to 91%, lowest 72% in Apr 2020, highest 91% in Nov 2020.`
fn line(assessed: &AssessedIndicator<'_>, kind: &str, counts: impl Fn(&Point<'_>) -> bool) -> String {
    let figures = assessed.long.iter().filter(|point| counts(point));
    let figures: Vec<(Period, Value)> =
        figures.filter_map(|point| Some((point.period, point.value.value()?))).collect();
    let (Some((from, first)), Some((to, last))) = (figures.first(), figures.last()) else {
        return format!("{kind} of {}: no figures.", assessed.name);
    };
    let written = |value: Value| printed(value, assessed.indicator);
    let ends = format!(
        "{kind} of {}, {} to {}: from {} to {}",
        assessed.name,
        from.short_label(),
        to.short_label(),
        written(*first),
        written(*last)
    );
    // Of equal figures the latest is the one that a reader looks for.
    let lowest = figures.iter().rev().min_by_key(|(_, value)| *value);
    let highest = figures.iter().max_by_key(|(_, value)| *value);
    match lowest.zip(highest).filter(|(low, high)| low.1 != high.1) {
        Some(((low_at, low), (high_at, high))) => {
            let [low, high] = [low, high].map(|value| written(*value));
            format!("{ends}, lowest {low} in {}, highest {high} in {}. ", low_at.short_label(), high_at.short_label())
        }
        None => format!("{ends} throughout. "),
    }
}
