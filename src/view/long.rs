//! Coordinates of the charts that show up to 25 periods, from disclosed figures alone.

use crate::assess::spc::{AssessedSpc, Basis, SpcStretch};
use crate::assess::{AssessedIndicator, Assessment, Point};
use crate::model::{Event, Frequency, Goal, Indicator, Period, Range, Unit, Value};

use super::format::{capitalised, printed};
use super::spc::within_reach;
use super::trend::{axis, in_each_period, mark, mark_of};
use super::words;
use crate::page::chart::{
    self, EventMark, GoalBand, HistoryChart, LatestFigure, NamedLine, NormalStretch, PeriodName, SmallChart, SpanMark,
    Sparkline,
};

/// Figures that a line with words needs, and one without.
const LEAST_FIGURES: usize = 3;
const LEAST_SPARKLINE: usize = 2;

/// Other areas that a chart has room for.
const MOST_BENCHMARKS: usize = 2;

/// What the height of a percentage covers at least, in points: where it can pass 100, which it does by little, less. Others cover this share of
/// their level.
const LEAST_POINTS: f64 = 20.0;
const LEAST_POINTS_PAST_100: f64 = 8.0;
const LEAST_SHARE: f64 = 0.1;

/// Whether there are enough figures for the chart of a block.
pub fn has_history(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.long.iter().filter(|point| point.value.is_figure()).count() >= LEAST_FIGURES
}

/// Whether there are enough of the indicator's own frequency for one of many small charts, which has no room to say of what length its
/// figures are.
pub fn has_small(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.shown_frequency == assessed.frequency && settled(assessed) >= LEAST_FIGURES
}

/// Whether there are enough for a small line.
pub fn has_sparkline(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.shown_frequency == assessed.frequency && settled(assessed) >= LEAST_SPARKLINE
}

/// Figures that can be judged.
pub fn settled(assessed: &AssessedIndicator<'_>) -> usize {
    assessed.long.iter().filter(|point| settled_value(point).is_some()).count()
}

/// What a small chart draws: it ends at the figure that stands beside it.
fn settled_value(point: &Point<'_>) -> Option<Value> {
    point.value.value().filter(|_| !point.marks.too_early)
}

/// The chart of an indicator's block.
pub fn history(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> HistoryChart {
    let AssessedIndicator { indicator, long, .. } = assessed;
    let band = goal_band(assessed);
    let (spans, events) = marked(assessment, assessed);
    HistoryChart {
        points: long
            .iter()
            .map(|point| chart::Point { value: coordinate(point.value.value()), mark: mark(point) })
            .collect(),
        ratings: long.iter().map(|point| point.value.is_figure().then(|| words::key(point.rated.rating))).collect(),
        ratings_label: "rating".to_owned(),
        periods: names(long),
        latest: latest(assessed).map(|(at, point, value)| {
            let when = when(point.period, assessment.request.period);
            LatestFigure {
                label: format!("{} {when}", printed(value, indicator)),
                ..latest_figure(at, point, value, indicator)
            }
        }),
        target: line("target", long, indicator, |point| point.goal.and_then(Goal::value)),
        floor: line(words::floor(indicator), long, indicator, |point| point.floor),
        benchmarks: benchmarks(assessed),
        // Two bands of paler and of darker grey are one too many.
        normal: normal(assessed).filter(|_| band.is_none()),
        normal_label: "Normal variation".to_owned(),
        band,
        spans,
        events,
        axis: axis(indicator),
        least_span: least_span(assessed),
    }
}

/// One of many small charts.
pub fn small(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> SmallChart {
    let AssessedIndicator { indicator, long, .. } = assessed;
    let settled = || long.iter().enumerate().filter_map(|(at, point)| Some((at, point, settled_value(point)?)));
    let (first, latest) = (settled().next(), settled().next_back());
    let rating = words::key(assessed.current.rated.rating);
    SmallChart {
        points: settled_points(long),
        first: match (&first, &latest) {
            (Some((first, _, value)), Some((last, ..))) if first != last => printed(*value, indicator),
            _ => String::new(),
        },
        // Where the figure is awaited, nothing says that the last one is of another period.
        latest: latest.map(|(at, point, value)| LatestFigure { rating, ..latest_figure(at, point, value, indicator) }),
        target: long.iter().map(|point| coordinate(point.goal.and_then(Goal::value))).collect(),
        band: long.iter().map(|point| ends(point).map(|(range, _)| extent(range))).collect(),
        abnormal: abnormal(assessment, assessed),
        axis: axis(indicator),
        least_span: least_span(assessed),
    }
}

/// The small line of a table.
pub fn sparkline(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Sparkline {
    let long = &assessed.long;
    Sparkline {
        points: settled_points(long),
        target: long.iter().map(|point| coordinate(point.goal.and_then(Goal::value))).collect(),
        abnormal: abnormal(assessment, assessed),
        rating: Some(words::key(assessed.current.rated.rating)),
    }
}

fn settled_points(long: &[Point<'_>]) -> Vec<chart::Point> {
    long.iter().map(|point| chart::Point { value: coordinate(settled_value(point)), mark: mark(point) }).collect()
}

fn coordinate(value: Option<Value>) -> Option<f64> {
    value.map(Value::coordinate)
}

fn extent(range: &Range) -> (f64, f64) {
    (range.low().coordinate(), range.high().coordinate())
}

/// The figure that the paper speaks of; where that is none the latest that can be judged, and where there is none of those the latest of all.
pub fn latest<'a, 's>(assessed: &'a AssessedIndicator<'s>) -> Option<(usize, &'a Point<'s>, Value)> {
    let figures = || assessed.long.iter().enumerate().filter_map(|(at, point)| Some((at, point, point.value.value()?)));
    figures().rfind(|(_, point, _)| !point.marks.too_early).or_else(|| figures().next_back())
}

fn latest_figure(at: usize, point: &Point<'_>, value: Value, indicator: &Indicator) -> LatestFigure {
    LatestFigure { at, label: printed(value, indicator), rating: words::key(point.rated.rating) }
}

/// `now` of the paper's own period, `in Oct` of another of the last year, else `in Oct 2019`.
fn when(period: Period, papers: Period) -> String {
    let ended = papers.months_since(period);
    match period.frequency() {
        _ if period.end() == papers.end() => "now".to_owned(),
        Frequency::Month | Frequency::Quarter if ended < 12 => format!("in {}", period.tick()),
        _ => format!("in {}", name(period)),
    }
}

/// `Nov 2018`, `Q3 2018/19`, `2018/19`.
fn name(period: Period) -> String {
    let year = period.tick_year();
    if year.is_empty() { period.tick() } else { format!("{} {year}", period.tick()) }
}

/// The first period, the last, and between them each that lies whole years before the last.
fn names(long: &[Point<'_>]) -> Vec<PeriodName> {
    let Some(last) = long.last().map(|point| point.period) else { return Vec::new() };
    let end = long.len() - 1;
    let is_named = |at: usize, period: Period| at == 0 || at == end || last.months_since(period) % 12 == 0;
    let yearly = last.frequency().is_yearly();
    let named = long.iter().enumerate().filter(|(at, point)| yearly || is_named(*at, point.period));
    named.map(|(at, point)| PeriodName { at, name: name(point.period) }).collect()
}

fn line(name: &str, long: &[Point<'_>], indicator: &Indicator, of: impl Fn(&Point<'_>) -> Option<Value>) -> NamedLine {
    let latest = long.iter().rev().find_map(&of);
    NamedLine {
        name: capitalised(name),
        name_within: name.to_owned(),
        figure: latest.map_or_else(String::new, |value| words::limit(value, indicator.unit)),
        values: long.iter().map(|point| coordinate(of(point))).collect(),
    }
}

fn benchmarks(assessed: &AssessedIndicator<'_>) -> Vec<NamedLine> {
    let areas = assessed.comparison.areas.iter().take(MOST_BENCHMARKS);
    let line = areas.map(|benchmark| {
        // Medians of other members cannot stand on one line with those of today's.
        let since = benchmark.breaks.last().map(|period| period.start());
        let comparable = |period: &Period| since.is_none_or(|since| period.start() >= since);
        NamedLine {
            name: capitalised(words::short_area(benchmark.area)),
            name_within: words::short_area(benchmark.area).to_owned(),
            figure: words::benchmark(benchmark.value, assessed.indicator),
            values: in_each_period(&benchmark.series, &assessed.long, comparable).map(coordinate).collect(),
        }
    });
    line.collect()
}

/// The ends of a green range or an activity band, and whether it is green.
fn ends<'s>(point: &Point<'s>) -> Option<(&'s Range, bool)> {
    match point.goal {
        Some(Goal::Activity(range)) => Some((range, false)),
        Some(Goal::Ranges { green: range, .. }) => Some((range, true)),
        Some(Goal::Value(_) | Goal::CutOffs { .. } | Goal::ToBeSet(_) | Goal::None) | None => None,
    }
}

fn goal_band(assessed: &AssessedIndicator<'_>) -> Option<GoalBand> {
    let (latest, is_green) = assessed.long.iter().rev().find_map(ends)?;
    let word = if is_green { "Range" } else { "Band" };
    Some(GoalBand {
        label: format!("{word} {}", words::stretch(*latest, assessed.indicator.unit)),
        values: assessed.long.iter().map(|point| ends(point).map(|(range, _)| extent(range))).collect(),
        is_green,
    })
}

/// The limits that the latest figure is held against, of a measure that has them in full and does not drift, where the chart's periods are those that
/// they speak of.
fn normal(assessed: &AssessedIndicator<'_>) -> Option<NormalStretch> {
    let spc = assessed.spc.as_ref().filter(|spc| spc.has_signs() && spc.frequency == assessed.shown_frequency);
    let stretch = |spc: &AssessedSpc<'_>, stretch: &SpcStretch<'_>| {
        let (low, high) = within_reach(stretch, assessed.indicator).filter(|_| stretch.basis == Basis::Full)?;
        let rows = &spc.rows[stretch.rows.clone()];
        let is_in = |period: Period| rows.iter().any(|row| row.point.period == period);
        let mut places = assessed.long.iter().enumerate().filter(|(_, point)| is_in(point.period)).map(|(at, _)| at);
        let first = places.next()?;
        Some(NormalStretch { first, last: places.next_back().unwrap_or(first), low, high })
    };
    spc.and_then(|spc| stretch(spc, spc.current()?))
}

/// Events that last as bands, the others as uprights.
fn marked(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> (Vec<SpanMark>, Vec<EventMark>) {
    let points: Vec<&Point<'_>> = assessed.long.iter().collect();
    let (mut spans, mut events) = (Vec::new(), Vec::new());
    for event in assessment.events.iter().chain(&assessed.indicator.events) {
        match span(event, &assessed.long).filter(|_| event.until.is_some()) {
            Some((first, last)) => spans.push(SpanMark { first, last, text: event.text.clone() }),
            None => events.extend(mark_of(event, &points)),
        }
    }
    (spans, events)
}

/// The times that were not normal.
fn abnormal(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Vec<(usize, usize)> {
    let events = assessment.events.iter().chain(&assessed.indicator.events).filter(|event| event.abnormal);
    events.filter_map(|event| span(event, &assessed.long)).collect()
}

/// The first and the last period of which an event takes half or more.
fn span(event: &Event, long: &[Point<'_>]) -> Option<(usize, usize)> {
    let (from, until) = (event.period.start(), event.until.unwrap_or(event.period).end());
    let months = |from: crate::model::Date, until: crate::model::Date| {
        (i32::from(until.year()) * 12 + i32::from(until.month()))
            - (i32::from(from.year()) * 12 + i32::from(from.month()))
            + 1
    };
    let is_touched = |point: &Point<'_>| {
        let (first, last) = (point.period.start(), point.period.end());
        event.touches(first, last) && 2 * months(from.max(first), until.min(last)) >= point.period.frequency().months()
    };
    let mut places = long.iter().enumerate().filter(|(_, point)| is_touched(point)).map(|(at, _)| at);
    let first = places.next()?;
    Some((first, places.next_back().unwrap_or(first)))
}

/// What the height of a chart covers at least, so that a small change looks small.
fn least_span(assessed: &AssessedIndicator<'_>) -> f64 {
    let figures = assessed.long.iter().filter_map(|point| coordinate(point.value.value()));
    least_span_of(assessed.indicator.unit, figures.map(f64::abs).fold(0.0, f64::max))
}

/// The same of figures that reach this level.
pub fn least_span_of(unit: Unit, level: f64) -> f64 {
    match unit {
        Unit::Percent if level > 100.0 => LEAST_POINTS_PAST_100,
        Unit::Percent => LEAST_POINTS,
        Unit::Count | Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Ratio | Unit::Score => {
            LEAST_SHARE * level
        }
        Unit::Pounds(_) => LEAST_SHARE * level,
    }
}
