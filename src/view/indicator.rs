//! One indicator as a layout reads it.

use crate::assess::{AssessedIndicator, Assessment, Benchmark, Disclosed, HowLong, Point, Rating, Reason};
use crate::model::{Frequency, Goal, Indicator, Missing, Period, PeriodType, Polarity, Unit, Value};

use super::chart::{EventMark, TrendChart};
use super::format::{capitalised, continued, figure, long_date, number};
use super::paper::{ChangeView, FactView, IndicatorView, RunView, TablePeriodView, TableRowView, TableView};
use super::trend;
use super::{alt, commentary, words};

/// Characters of an event's word that a chart surely has room for.
const EVENT_ROOM: usize = 24;

/// Periods between two events that leave room for both words.
const EVENT_DISTANCE: usize = 3;

/// Facts beside a chart, at the most.
const FACTS: usize = 6;

/// Everything about one indicator.
pub fn view(assessment: &Assessment<'_>, theme: &str, assessed: &AssessedIndicator<'_>) -> IndicatorView {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let value = words::point(current, indicator);
    let text = assessed.commentary;
    let drawn = trend::chart(assessment, assessed);
    IndicatorView {
        code: indicator.code.to_string(),
        name: assessed.name.to_owned(),
        theme: theme.to_owned(),
        value: value.text,
        marks: value.marks,
        state: value.state,
        period: own_period(assessment, assessed),
        rating: words::rated(current.rated),
        how_long: how_long(assessed),
        expected_back: expected_back(assessed).unwrap_or_default(),
        target: words::target(current, indicator),
        target_note: words::target_note(current, indicator),
        change: change(assessment, assessed),
        change_year: change_year(assessed),
        previous: words::point(&assessed.previous, indicator).text,
        last_year: words::point(&assessed.year_before, indicator).text,
        last_year_period: other_period(assessment, assessed, assessed.year_before.period),
        sentence: sentence(assessed),
        facts: facts(assessed),
        has_trend: trend::has_trend(assessed),
        has_sparkline: trend::has_sparkline(assessed),
        table: table(assessed),
        behind: text.and_then(|text| commentary::non_empty(&text.body)),
        next: text.and_then(|text| commentary::non_empty(&text.next)),
        author: text.and_then(|text| text.author.clone()).unwrap_or_default(),
        cleared: text.and_then(|text| text.cleared).map(long_date).unwrap_or_default(),
        owner: indicator.owner.as_ref().map(|owner| owner.at_or_first(current.period).clone()).unwrap_or_default(),
        definition: indicator
            .definition
            .as_ref()
            .map(|definition| definition.at_or_first(current.period).clone())
            .unwrap_or_default(),
        measured: measured(indicator),
        source: indicator.source.clone().unwrap_or_default(),
        notes: notes(assessed, &drawn),
        alt: alt::trend(assessed, &drawn),
        sparkline: trend::sparkline(assessed),
        trend: drawn,
    }
}

/// The indicator's own period, where it is not the paper's.
pub fn own_period(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    other_period(assessment, assessed, assessed.current.period)
}

/// A period's label where the indicator's own period is not the paper's.
fn other_period(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>, period: Period) -> String {
    if assessed.current.period == assessment.request.period { String::new() } else { period.short_label() }
}

/// The change; one that starts from another period than the paper's columns say names it.
fn change(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> ChangeView {
    let mut change = words::change(&assessed.change, assessed.indicator);
    let since = other_period(assessment, assessed, assessed.previous.period);
    if !since.is_empty() && change.arrow != "none" {
        change.words = format!("{} since {since}", change.words);
    }
    change
}

/// Against a year ago; for a yearly figure that is the period before, which has been said.
fn change_year(assessed: &AssessedIndicator<'_>) -> ChangeView {
    if assessed.frequency == Frequency::Year {
        return ChangeView { arrow: "none", words: String::new(), as_published: false };
    }
    words::change(&assessed.change_year, assessed.indicator)
}

fn how_long(assessed: &AssessedIndicator<'_>) -> String {
    match assessed.how_long {
        Some(HowLong::NotKnown) | None => String::new(),
        Some(how_long) => words::how_long(how_long, assessed.frequency),
    }
}

/// When commentary expects the figure back on target.
pub fn expected_back(assessed: &AssessedIndicator<'_>) -> Option<String> {
    assessed.commentary.and_then(|text| text.expected_back).map(|period| period.short_label())
}

fn plain(text: impl Into<String>) -> RunView {
    RunView { text: text.into(), bold: false, italic: false, link: None }
}

fn bold(text: impl Into<String>) -> RunView {
    RunView { bold: true, ..plain(text) }
}

/// What the figure is, with the numbers behind a percentage; then why there is no rating.
fn sentence(assessed: &AssessedIndicator<'_>) -> Vec<RunView> {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let label = current.period.label();
    let mut runs = match (words::disclosed(&current.value), current.count.value(), current.out_of.value()) {
        (Ok(value), Some(count), Some(out_of)) => inputs(indicator, current, [value, count, out_of]),
        (Ok(value), ..) => amount(indicator, current, value),
        (Err(state), ..) if current.is_given => vec![plain(format!("No figure for {label}: {}", state.words))],
        (Err(_), ..) => vec![plain(format!("No figure was given for {label}"))],
    };
    let marks: Vec<&str> = words::marks(current.marks).map(|state| state.words).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(", {}", marks.join(", ")) };
    let rest = standing(assessed);
    let space = if rest.is_empty() { "" } else { " " };
    runs.push(plain(format!("{marks}.{space}{rest}")));
    runs
}

fn inputs(indicator: &Indicator, current: &Point<'_>, [value, count, out_of]: [Value; 3]) -> Vec<RunView> {
    let digits = |value: Value| number(value, value.decimal().normalize().scale());
    let numbers = format!("{} of {}", digits(count), digits(out_of));
    let when = words::when(current.period, indicator);
    let (Some(counted), Some(whole)) = (&indicator.count, &indicator.out_of) else {
        return vec![plain(format!("{}: ", capitalised(&when))), bold(numbers)];
    };
    let mut runs = vec![
        plain(format!("{} {when}: ", capitalised(counted))),
        bold(numbers),
        plain(format!(" {}", continued(whole))),
    ];
    if let Unit::Rate { .. } = indicator.unit {
        let rate = figure(value, indicator.unit, indicator.decimals) + &per(indicator.unit);
        runs.extend([plain(", "), bold(rate)]);
    }
    runs
}

fn amount(indicator: &Indicator, current: &Point<'_>, value: Value) -> Vec<RunView> {
    let shown = figure(value, indicator.unit, indicator.decimals) + &per(indicator.unit);
    let when = words::when(current.period, indicator);
    match &indicator.count {
        Some(counted) if indicator.out_of.is_none() => {
            vec![plain(format!("{} {when}: ", capitalised(counted))), bold(shown)]
        }
        _ => vec![plain(format!("{}: ", capitalised(&when))), bold(shown)],
    }
}

/// ` per 10,000` for a rate.
fn per(unit: Unit) -> String {
    match unit {
        Unit::Rate { per } => format!(" per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Count | Unit::Percent | Unit::Days | Unit::Pounds | Unit::Ratio | Unit::Score => String::new(),
    }
}

/// What must be said about the rating beyond its word.
fn standing(assessed: &AssessedIndicator<'_>) -> String {
    let current = &assessed.current;
    let word = words::rated(current.rated).word;
    match current.rated.rating {
        Rating::Red | Rating::Amber | Rating::Green if current.rated.as_published => {
            format!("Rated {} in the published paper.", word.to_lowercase())
        }
        // How long stands beside the rating.
        Rating::Red | Rating::Amber | Rating::Green | Rating::Information => String::new(),
        Rating::NotRated(reason) => unrated(reason, current),
    }
}

fn unrated(reason: Reason, current: &Point<'_>) -> String {
    match reason {
        Reason::TargetToBeSet => match current.goal {
            Some(Goal::ToBeSet { by }) => format!("The target is to be set {by}."),
            Some(Goal::Value(_) | Goal::CutOffs { .. } | Goal::None) | None => String::new(),
        },
        Reason::TooEarly => "Too early to rate.".to_owned(),
        Reason::TargetNotGiven => "Not rated: the target is not given.".to_owned(),
        Reason::NoTarget => "Not rated: there is no target.".to_owned(),
        Reason::NotGiven | Reason::NoFigure(_) | Reason::Suppressed => String::new(),
    }
}

fn facts(assessed: &AssessedIndicator<'_>) -> Vec<FactView> {
    let indicator = assessed.indicator;
    let fact = |label: String, value: String| FactView { label, value };
    let shown = |point: &Point<'_>| fact(point.period.short_label(), words::point(point, indicator).text);
    let mut facts = vec![fact("Target".to_owned(), words::target(&assessed.current, indicator))];
    let mut earlier = vec![&assessed.previous, &assessed.year_before];
    earlier.dedup_by_key(|point| point.period);
    facts.extend(earlier.into_iter().filter(|point| point.is_given).map(shown));
    let benchmark = |benchmark: &Benchmark<'_>| {
        fact(
            format!("{} {}", benchmark.area, benchmark.period.short_label()),
            words::benchmark(benchmark.value, indicator),
        )
    };
    facts.extend(assessed.benchmarks.iter().map(benchmark));
    // The latest outturns where they are not in the chart and its table already.
    let not_in_table = |point: &&Point<'_>| !assessed.shown.iter().any(|shown| shown.period == point.period);
    let outturn = |point: &Point<'_>| {
        fact(format!("Outturn {}", point.period.short_label()), words::point(point, indicator).text)
    };
    facts.extend(assessed.outturns.iter().rev().filter(not_in_table).map(outturn));
    facts.truncate(FACTS);
    facts
}

fn table(assessed: &AssessedIndicator<'_>) -> TableView {
    let AssessedIndicator { indicator, shown, .. } = assessed;
    let mut years = trend::YearLabels::default();
    let periods = shown.iter().map(|point| TablePeriodView {
        label: point.period.tick(),
        year: years.next(point.period),
        full: point.period.label(),
    });
    let periods = periods.collect();
    let cell = |value: &Disclosed<Value>, decimals: Option<u32>| match words::disclosed(value) {
        Ok(value) => number(value, decimals.unwrap_or_else(|| value.decimal().normalize().scale())),
        Err(state) => state.letters.to_owned(),
    };
    let own = |point: &Point<'_>| {
        let letters: Vec<&str> = words::marks(point.marks).map(|state| state.letters).collect();
        [cell(&point.value, Some(indicator.decimals))]
            .into_iter()
            .chain(letters.into_iter().map(str::to_owned))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut rows =
        vec![TableRowView { label: unit_label(indicator.unit), cells: shown.iter().map(own).collect(), strong: true }];
    let has_inputs = shown.iter().any(|point| point.count.is_figure() || point.out_of.is_figure());
    if let (true, Some(count), Some(out_of)) = (has_inputs, &indicator.count, &indicator.out_of) {
        rows.push(TableRowView {
            label: count.clone(),
            cells: shown.iter().map(|point| cell(&point.count, None)).collect(),
            strong: false,
        });
        // A rate's population hardly moves, and its five digits would take the page's width.
        if !matches!(indicator.unit, Unit::Rate { .. }) {
            rows.push(TableRowView {
                label: out_of.clone(),
                cells: shown.iter().map(|point| cell(&point.out_of, None)).collect(),
                strong: false,
            });
        }
    }
    // Where nothing at all is available the sentence has said so.
    let says_something = |point: &Point<'_>| point.value != Disclosed::Missing(Missing::NotAvailable);
    if !shown.iter().any(says_something) {
        return TableView { periods: Vec::new(), rows: Vec::new() };
    }
    TableView { periods, rows }
}

fn unit_label(unit: Unit) -> String {
    match unit {
        Unit::Count => "Number".to_owned(),
        Unit::Percent => "%".to_owned(),
        Unit::Rate { per } => format!("Per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Days => "Days".to_owned(),
        Unit::Pounds => "£".to_owned(),
        Unit::Ratio => "Ratio".to_owned(),
        Unit::Score => "Score".to_owned(),
    }
}

fn measured(indicator: &Indicator) -> String {
    let kind = match indicator.unit {
        Unit::Count => "Count".to_owned(),
        Unit::Percent => "Percentage".to_owned(),
        Unit::Rate { per } => format!("Rate per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Days => "Days".to_owned(),
        Unit::Pounds => "Pounds".to_owned(),
        Unit::Ratio => "Ratio".to_owned(),
        Unit::Score => "Score".to_owned(),
    };
    // A definition says what is counted in words of its own.
    let what = match (&indicator.count, &indicator.out_of) {
        _ if indicator.definition.is_some() => ".".to_owned(),
        (Some(count), Some(out_of)) => format!(": {}, out of {}.", continued(count), continued(out_of)),
        (Some(count), None) => format!(": {}.", continued(count)),
        (None, _) => ".".to_owned(),
    };
    let better = match indicator.polarity {
        Polarity::HigherIsBetter => " Higher is better.",
        Polarity::LowerIsBetter => " Lower is better.",
        Polarity::NearTarget => " Best near its target.",
        Polarity::Neither => " For information: neither way is better.",
    };
    let span = match indicator.period_type {
        Some(PeriodType::Snapshot) => " At the end of the period.",
        Some(PeriodType::InPeriod) => " In the period.",
        Some(PeriodType::YearToDate) => " Year to date.",
        Some(PeriodType::RollingYear) => " In the 12 months to the end of the period.",
        Some(PeriodType::RollingThreeYears) => " In the three years to the end of the period.",
        None => "",
    };
    format!("{kind}{what}{better}{span}")
}

fn notes(assessed: &AssessedIndicator<'_>, drawn: &TrendChart) -> Vec<String> {
    let own = assessed.indicator.note.clone();
    let of_figures = assessed
        .shown
        .iter()
        .chain([&assessed.current])
        .filter_map(|point| point.note.map(|note| format!("{}: {note}", capitalised(&point.period.label()))));
    // A word that finds no room on the chart is a number there.
    let events = &drawn.events;
    let last = assessed.shown.len().saturating_sub(1);
    let edge = |event: &EventMark| event.at == 0 || event.at == last || event.text.chars().count() > EVENT_ROOM;
    let near = |pair: &[EventMark]| pair[0].at.abs_diff(pair[1].at) <= EVENT_DISTANCE;
    let told = events.len() > 2 || events.iter().any(edge) || events.windows(2).any(near);
    let event = |(i, event): (usize, &EventMark)| {
        format!("Event {}, {}: {}", i + 1, assessed.shown[event.at].period.label(), event.text)
    };
    let told = if told { events.iter().enumerate().map(event).collect() } else { Vec::new() };
    let own = told.into_iter().chain(own);
    let mut notes: Vec<String> = own.into_iter().chain(of_figures).collect();
    notes.dedup();
    notes
}
