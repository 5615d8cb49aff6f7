//! Coordinates and alternative text of a process behaviour chart.

use crate::assess::spc::{AssessedSpc, Basis, Signal as Judged, SpcRow, SpcStart, SpcStretch, Way};
use crate::assess::{AssessedIndicator, Assessment};
use crate::model::{Frequency, Goal, Indicator, Value};

use crate::page::chart::{EventMark, PeriodTick, Signal, SpcChart, SpcPoint, SpcSegment};
use crate::view::format::{listed, plural, printed};
use crate::view::trend;
use crate::view::words::limit;

use super::limits::{level, within_reach};
use super::sentence;
use super::words;

/// Periods that a chart shows where the definition does not say it: three years of months, six of quarters.
fn shown(frequency: Frequency) -> usize {
    match frequency {
        Frequency::Month => 36,
        Frequency::Quarter => 24,
        Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => 0,
    }
}

/// The periods that the chart shows: the latest alone.
pub fn drawn<'a, 's>(spc: &'a AssessedSpc<'s>) -> &'a [SpcRow<'s>] {
    &spc.rows[spc.rows.len().saturating_sub(spc.spc.show.unwrap_or_else(|| shown(spc.frequency)))..]
}

/// The chart, of the latest periods alone. Limits are cut at what can exist; of a measure that drifts there is the plain line.
pub fn view(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>, spc: &AssessedSpc<'_>) -> SpcChart {
    let indicator = assessed.indicator;
    let rows = drawn(spc);
    let from = spc.rows.len() - rows.len();
    let mut years = trend::YearLabels::default();
    let latest = rows.iter().rev().find_map(|row| Some((row, row.point.value.value()?)));
    let target = |row: &SpcRow<'_>| row.point.goal.and_then(Goal::value);
    let drawn = |stretch: &&SpcStretch<'_>| spc.has_signs() && stretch.rows.end > from && stretch.mean.is_some();
    let last = spc.stretches.iter().rposition(|stretch| stretch.mean.is_some());
    let segment = |(i, stretch): (usize, &SpcStretch<'_>)| {
        let mean = stretch.mean?;
        let limits = within_reach(stretch, indicator);
        let label = |word: &str, at: Option<f64>| match at {
            Some(at) if Some(i) == last => format!("{word} {}", level(at, stretch, indicator)),
            Some(_) | None => String::new(),
        };
        Some(SpcSegment {
            first: stretch.rows.start.saturating_sub(from),
            last: stretch.rows.end - 1 - from,
            mean: mean.value,
            limits,
            trial: stretch.basis == Basis::Trial,
            mean_label: label("Mean", Some(mean.value)),
            upper_label: label("Upper limit", limits.map(|(_, upper)| upper)),
            lower_label: label("Lower limit", limits.map(|(lower, _)| lower)),
        })
    };
    let segments = spc.stretches.iter().enumerate().filter(|(_, stretch)| drawn(stretch)).filter_map(segment);
    let points: Vec<_> = rows.iter().map(|row| &row.point).collect();
    let events = assessment.events.iter().chain(&indicator.events);
    let rebased = spc.stretches.iter().filter(|it| spc.has_signs() && matches!(it.start, SpcStart::Rebase(_)));
    let rebased = rebased.filter_map(|stretch| {
        Some(EventMark { at: stretch.rows.start.checked_sub(from)?, text: "New limits".to_owned() })
    });
    let mut events: Vec<EventMark> = events.filter_map(|event| trend::mark_of(event, &points)).chain(rebased).collect();
    events.sort_by_key(|event| event.at);
    SpcChart {
        periods: rows
            .iter()
            .map(|row| PeriodTick { label: row.point.period.tick(), year: years.next(row.point.period) })
            .collect(),
        points: rows.iter().map(|row| point(row, spc.has_signs())).collect(),
        line_label: latest.map_or_else(String::new, |(row, value)| {
            let other = row.point.period.end() != assessment.request.period.end();
            let at = if other { format!("{} ", row.point.period.short_label()) } else { String::new() };
            let early = if row.point.marks.too_early { " [i]" } else { "" };
            format!("{} {at}{}{early}", assessment.short_name, printed(value, indicator))
        }),
        segments: segments.collect(),
        target: rows.iter().map(|row| target(row).map(Value::coordinate)).collect(),
        target_label: rows
            .iter()
            .rev()
            .find_map(target)
            .map_or_else(String::new, |value| format!("Target {}", limit(value, indicator.unit))),
        events,
        axis: trend::axis(indicator),
    }
}

fn point(row: &SpcRow<'_>, has_signs: bool) -> SpcPoint {
    let up = |way| way == Way::Up;
    SpcPoint {
        value: row.amount.map(Value::coordinate),
        mark: trend::mark(&row.point),
        signal: match row.signal {
            _ if !has_signs => Signal::CommonCause,
            Judged::Common => Signal::CommonCause,
            Judged::Concern(way) => Signal::Concern { up: up(way) },
            Judged::Improvement(way) => Signal::Improvement { up: up(way) },
            Judged::Neutral(way) => Signal::Neutral { up: up(way) },
        },
    }
}

/// What, from when to when, the latest figure and what it says, mean and limits, range, target, signals, and what is missing.
pub fn alt(assessed: &AssessedIndicator<'_>, spc: &AssessedSpc<'_>, drawn: &SpcChart) -> String {
    let indicator = assessed.indicator;
    let rows = &spc.rows[spc.rows.len() - drawn.points.len()..];
    let written = |value: Value| printed(value, indicator);
    let (Some(first), Some(last), Some(latest)) = (rows.first(), rows.last(), spc.latest.map(|row| &spc.rows[row]))
    else {
        return format!("Process behaviour chart of {}: no figures.", assessed.name);
    };
    let mut text = format!(
        "Process behaviour chart of {}, {} to {}. ",
        assessed.name,
        first.point.period.label(),
        last.point.period.label()
    );
    if let Some(value) = sentence::latest(spc, indicator) {
        let word = words::shown(spc).word.to_lowercase();
        text.push_str(&format!("Latest {value} in {}: {word}. ", latest.point.period.label()));
    }
    if let Some(stretch) = spc.current().filter(|_| !drawn.segments.is_empty()) {
        text.push_str(&levels(stretch, indicator));
    }
    text.push_str(&range(rows, written));
    if !drawn.target_label.is_empty() {
        text.push_str(&format!("{}. ", drawn.target_label));
    }
    if spc.has_signs() {
        text.push_str(&signals(rows));
    }
    let anew: Vec<String> = spc
        .stretches
        .iter()
        .filter(|stretch| spc.has_signs() && stretch.start != SpcStart::Series)
        .filter(|stretch| stretch.rows.start >= spc.rows.len() - rows.len())
        .map(|stretch| spc.rows[stretch.rows.start].point.period.short_label())
        .collect();
    if !anew.is_empty() {
        text.push_str(&format!("New limits from {}. ", listed(&anew)));
    }
    text.push_str(&missing(rows));
    text.trim_end().to_owned()
}

/// `Mean 84.3%, limits 71.2% to 97.4%.`
fn levels(stretch: &SpcStretch<'_>, indicator: &Indicator) -> String {
    let Some(mean) = stretch.mean else { return String::new() };
    let limits = within_reach(stretch, indicator).map_or_else(String::new, |(lower, upper)| {
        let trial = if stretch.basis == Basis::Trial { "trial limits" } else { "limits" };
        format!(", {trial} {} to {}", level(lower, stretch, indicator), level(upper, stretch, indicator))
    });
    format!("Mean {}{limits}. ", level(mean.value, stretch, indicator))
}

/// `Lowest 12% in Apr 2020, highest 31% in Nov 2020.`; empty where all figures are the same.
fn range(rows: &[SpcRow<'_>], written: impl Fn(Value) -> String) -> String {
    let figures = || rows.iter().rev().filter_map(|row| Some((row, row.point.value.value()?)));
    let lowest = figures().min_by_key(|(_, value)| *value);
    let highest = figures().max_by_key(|(_, value)| *value);
    let Some(((low, lowest), (high, highest))) = lowest.zip(highest).filter(|(low, high)| low.1 != high.1) else {
        return String::new();
    };
    let [low, high] = [low, high].map(|row| row.point.period.short_label());
    format!("Lowest {} in {low}, highest {} in {high}. ", written(lowest), written(highest))
}

/// `No figure for Apr 2020 and May 2020.`, `No figure for 5 of 36 periods.`
fn missing(rows: &[SpcRow<'_>]) -> String {
    let missing: Vec<String> =
        rows.iter().filter(|row| !row.point.value.is_figure()).map(|row| row.point.period.short_label()).collect();
    match missing.len() {
        0 => String::new(),
        1..=3 => format!("No figure for {}. ", listed(&missing)),
        n => format!("No figure for {n} of {} periods. ", rows.len()),
    }
}

/// `Special causes: 3 concern, 5 improvement.`
fn signals(rows: &[SpcRow<'_>]) -> String {
    let count = |test: fn(&Judged) -> bool| rows.iter().filter(|row| row.counts && test(&row.signal)).count();
    let kinds = [
        (count(|signal| matches!(signal, Judged::Concern(_))), "of concern"),
        (count(|signal| matches!(signal, Judged::Improvement(_))), "of improvement"),
        (count(|signal| matches!(signal, Judged::Neutral(_))), "without a better way"),
    ];
    let told: Vec<String> = kinds
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, words)| format!("{} {words}", plural(n, "figure")))
        .collect();
    if told.is_empty() { "No special cause. ".to_owned() } else { format!("Special causes: {}. ", listed(&told)) }
}
