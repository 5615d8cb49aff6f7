//! What stands in an indicator's block: its sentence, the figures beside its chart, a line for a small one.

use crate::assess::spc::Cause;
use crate::assess::{AssessedIndicator, Assessment, Benchmark, Change, Point};
use crate::model::{Frequency, Goal, Period, PeriodType, Polarity, Unit, Value};
use crate::rating::Rating;

use super::format::{capitalised, continued, listed, number, printed};
use super::{sentence, spc, standing, words};
use crate::page::{FigureRowView, RunView};

/// Periods beside a chart, the current one included.
const LATEST: usize = 4;

/// The figure, how it differs from the one before, and what is remarkable about it; then what must be said about its rating.
pub fn say(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Vec<RunView> {
    let current = &assessed.current;
    let Ok(value) = words::disclosed(&current.value) else { return sentence::view(assessed) };
    let figure = told(assessment, assessed).unwrap_or_else(|| stated(assessed, value));
    let parts: Vec<String> = [moved(assessed), record(assessed), beyond(assessed)].into_iter().flatten().collect();
    let parts = if parts.is_empty() { String::new() } else { format!(", {}", listed(&parts)) };
    let rest = [signal(assessed), sentence::remarks(assessed), standing::caution(assessed)];
    let rest: Vec<String> = rest.into_iter().filter(|part| !part.is_empty()).collect();
    let space = if rest.is_empty() { "" } else { " " };
    let marks = sentence::marks(current);
    vec![sentence::bold(figure), sentence::plain(format!("{marks}{parts}.{space}{}", rest.join(" ")))]
}

/// `28 of 56 children who entered care had their first health assessment in 20 working days (50%)`; the time stands where it is not the paper's.
fn told(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Option<String> {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let (did, whom) = (indicator.did.as_ref()?, indicator.out_of.as_ref()?);
    let (numbers, value) = (numbers(current)?, current.value.value()?);
    let is_of_paper =
        current.period == assessment.request.period && indicator.period_type != Some(PeriodType::YearToDate);
    let when =
        if is_of_paper { String::new() } else { format!("{}, ", capitalised(&words::when(current.period, indicator))) };
    Some(format!("{when}{numbers} {} {did} ({})", continued(whom), printed(value, indicator)))
}

/// `In November 2020 the figure was 59% (24 of 41)`.
fn stated(assessed: &AssessedIndicator<'_>, value: Value) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let numbers = numbers(current).map_or_else(String::new, |numbers| format!(" ({numbers})"));
    let figure = printed(value, indicator) + &sentence::per(indicator.unit) + &numbers;
    format!("{} the figure was {figure}", capitalised(&words::when(current.period, indicator)))
}

/// Fewer indicators have a block each, and no page on which they stand together.
const FEW: usize = 4;

/// Whether a paper is so short that each of its indicators has a block.
pub fn is_short(assessment: &Assessment<'_>) -> bool {
    assessment.indicators().count() < FEW
}

/// Whether an indicator has a block of its own.
pub fn is_block(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> bool {
    is_short(assessment) || standing::is_off_target(assessed)
}

/// Whether it stands among the small pictures: it has no block, and a figure to show.
pub fn is_small(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> bool {
    let has_figure = assessed.shown.iter().chain([&assessed.current]).any(|point| point.value.is_figure());
    !is_block(assessment, assessed) && has_figure
}

/// `24 of 41`.
pub fn numbers(point: &Point<'_>) -> Option<String> {
    let digits = |value: Value| number(value, value.decimal().normalize().scale());
    Some(format!("{} of {}", digits(point.count.value()?), digits(point.out_of.value()?)))
}

/// `20 points lower than in October`.
fn moved(assessed: &AssessedIndicator<'_>) -> Option<String> {
    let AssessedIndicator { indicator, current, previous, .. } = assessed;
    // The year stands where the paper's own reader would have to guess it.
    let then =
        if previous.period.is_in_year_of(current.period) { previous.period.name() } else { previous.period.label() };
    let then = if previous.period.frequency() == Frequency::Month { then } else { previous.period.label() };
    let than = format!("in {then}");
    match &assessed.change {
        Change::Moved { by, .. } => {
            let way = if *by > Value::new(0, 0) { "higher" } else { "lower" };
            Some(format!("{} {way} than {than}", words::change_amount(*by, indicator)))
        }
        Change::Level => Some(format!("as {than}")),
        Change::Small { least, .. } => Some(format!("within {} of {then}", words::amount(*least, indicator.unit))),
        Change::NotComparable(_) | Change::AsPublished(_) => None,
    }
}

/// `the lowest since May 2019`.
fn record(assessed: &AssessedIndicator<'_>) -> Option<String> {
    assessed.record.map(|record| format!("the {}", words::record(record, assessed.frequency)))
}

/// `below the floor of 65%`, `0.6 above its green range`.
fn beyond(assessed: &AssessedIndicator<'_>) -> Option<String> {
    let AssessedIndicator { indicator, current, .. } = assessed;
    if current.rated.as_published {
        return None;
    }
    match current.rated.rating {
        Rating::Breach => {
            let floor = current.floor?;
            let side = if indicator.polarity == Polarity::LowerIsBetter { "above" } else { "below" };
            Some(format!("{side} the {} of {}", words::floor(indicator), words::limit(floor, indicator.unit)))
        }
        rating if rating.is_off_target() && indicator.polarity == Polarity::NearTarget => {
            let (value, goal) = (current.value.value()?, current.goal?);
            let away = words::amount(goal.distance(value)?, indicator.unit);
            let (place, edge) = match goal {
                Goal::Ranges { green, .. } => {
                    (format!("range of {}", words::stretch(*green, indicator.unit)), green.low())
                }
                Goal::Value(target) => (format!("target of {}", words::limit(*target, indicator.unit)), *target),
                Goal::CutOffs { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None => return None,
            };
            Some(format!("{away} {} its {place}", if value > edge { "above" } else { "below" }))
        }
        _ => None,
    }
}

/// `A figure so low is outside normal variation (77% to 85%).` What is within it is not worth a line.
fn signal(assessed: &AssessedIndicator<'_>) -> String {
    let Some(spc) = assessed.spc.as_ref().filter(|spc| spc.drift.is_none()) else { return String::new() };
    let latest = spc.latest.map(|row| &spc.rows[row]);
    match latest.filter(|row| row.point.period == assessed.current.period).map(|row| row.cause) {
        None | Some(Cause::Common) => String::new(),
        Some(_) => spc::signal_words(spc, assessed.indicator),
    }
}

/// The figures beside a chart: the latest, a year ago, the year, other areas.
pub fn rows(assessed: &AssessedIndicator<'_>) -> Vec<FigureRowView> {
    let AssessedIndicator { indicator, current, year_before, .. } = assessed;
    let own = |period: Period| period.frequency() == current.period.frequency();
    let latest = assessed.shown.iter().rev().filter(|point| own(point.period) && point.period <= current.period);
    let latest: Vec<&Point<'_>> = latest.take(LATEST).collect();
    let year_before =
        Some(year_before).filter(|point| point.is_given && !latest.iter().any(|row| row.period == point.period));
    let row = |point: &Point<'_>| FigureRowView {
        label: point.period.short_label(),
        value: figure(point, assessed),
        basis: numbers(point).unwrap_or_default(),
        current: point.period == current.period,
    };
    let mut rows: Vec<FigureRowView> = latest.into_iter().chain(year_before).map(row).collect();
    if let Some(point) = &assessed.year_to_date {
        let since = format!("since {}", first_month(point.period));
        rows.push(other("Year to date", figure(point, assessed), numbers(point).unwrap_or(since)));
    }
    if let Some(point) = assessed.outturns.last() {
        rows.push(other(&point.period.short_label(), figure(point, assessed), numbers(point).unwrap_or_default()));
    }
    let area = |benchmark: &Benchmark<'_>| {
        let name = capitalised(words::short_area(benchmark.area));
        other(&name, words::benchmark(benchmark.value, indicator), benchmark.period.short_label())
    };
    rows.extend(assessed.comparison.areas.iter().map(area));
    rows
}

/// What stands in a line under a small picture: a year ago and the figures before the current one, oldest first, then the year to date, the last outturn
/// and other areas.
pub fn earlier(assessed: &AssessedIndicator<'_>) -> Vec<FigureRowView> {
    let AssessedIndicator { indicator, current, year_before, .. } = assessed;
    let is_earlier =
        |point: &&Point<'_>| point.period.frequency() == current.period.frequency() && point.period < current.period;
    let latest = assessed.shown.iter().rev().filter(is_earlier).take(LATEST - 1);
    let mut points: Vec<&Point<'_>> = latest.collect();
    points.extend(Some(year_before).filter(|point| !points.iter().any(|row| row.period == point.period)));
    points.retain(|point| point.value.is_figure());
    points.sort_by_key(|point| point.period);
    let mut year = String::new();
    let mut rows: Vec<FigureRowView> = Vec::new();
    for point in points {
        let is_same = point.period.frequency() == Frequency::Month && point.period.tick_year() == year;
        year = point.period.tick_year();
        let label = if is_same { point.period.tick() } else { point.period.short_label() };
        rows.push(other(&label, figure(point, assessed), String::new()));
    }
    let of_year = assessed.year_to_date.iter().map(|point| ("Year to date".to_owned(), point));
    let outturn = assessed.outturns.last().map(|point| (point.period.short_label(), point));
    let sums = of_year.chain(outturn).filter(|(label, point)| {
        point.value.is_figure() && point.period != current.period && !rows.iter().any(|row| row.label == *label)
    });
    let sums: Vec<FigureRowView> =
        sums.map(|(label, point)| other(&label, figure(point, assessed), String::new())).collect();
    rows.extend(sums);
    let area = |benchmark: &Benchmark<'_>| {
        let name = capitalised(words::short_area(benchmark.area));
        let label = format!("{name} {}", benchmark.period.short_label());
        other(&label, words::benchmark(benchmark.value, indicator), String::new())
    };
    rows.extend(assessed.comparison.areas.iter().map(area));
    rows
}

fn other(label: &str, value: String, basis: String) -> FigureRowView {
    FigureRowView { label: label.to_owned(), value, basis, current: false }
}

/// With its letters: beside a chart nothing else says what a figure is.
fn figure(point: &Point<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let words = words::point(point, assessed.indicator);
    if words.marks.is_empty() { words.text } else { format!("{} {}", words.text, words.marks) }
}

fn first_month(period: Period) -> String {
    let label = period.to_date_label();
    label.split_once(' ').map_or(label.clone(), |(month, _)| month.to_owned())
}

/// The figure; where there is none the latest one that is drawn, else why there is none.
pub fn stated_or_last(assessed: &AssessedIndicator<'_>) -> String {
    let own = words::point(&assessed.current, assessed.indicator);
    let last = assessed.shown.iter().rev().find(|point| point.value.is_figure());
    match last.filter(|_| !assessed.current.value.is_figure()) {
        Some(last) => words::point(last, assessed.indicator).text,
        None if assessed.current.value.is_figure() => own.text,
        None => capitalised(&own.state),
    }
}

/// What a small picture says besides its rating: `706 of 730`, `days, 2019/20`.
pub fn detail(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let unit = match indicator.unit {
        Unit::Rate { .. } => sentence::per(indicator.unit).trim().to_owned(),
        Unit::Days | Unit::Weeks | Unit::Months => words::unit_label(indicator.unit).to_lowercase(),
        Unit::Count | Unit::Percent | Unit::Pounds(_) | Unit::Ratio | Unit::Score => String::new(),
    };
    let basis = Some(numbers(current)).filter(|_| unit.is_empty()).flatten().unwrap_or(unit);
    let span = match indicator.period_type {
        Some(PeriodType::YearToDate) => format!("since {}", first_month(current.period)),
        Some(PeriodType::RollingYear) => "in 12 months".to_owned(),
        Some(PeriodType::RollingThreeYears) => "in three years".to_owned(),
        Some(PeriodType::Snapshot | PeriodType::InPeriod) | None => String::new(),
    };
    let median = assessed.median.as_ref().map(|median| format!("median {}", words::beside(median, indicator)));
    let standard = standing::minimum(assessed).map(|it| {
        let value = if it.own_figure { format!(" {}", it.value) } else { String::new() };
        format!("{}{value}: {}, {}", continued(&it.name), it.target, it.rating.word.to_lowercase())
    });
    // What is drawn ends before the paper's period then.
    let last = assessed.shown.iter().rev().find(|point| point.value.is_figure());
    let until = last.filter(|last| !current.value.is_figure() && last.period != current.period);
    let until = until.map_or_else(String::new, |last| format!("to {}", last.period.short_label()));
    let when = standing::when(assessment, assessed);
    let parts = [basis, until, span, when, median.unwrap_or_default(), standard.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
