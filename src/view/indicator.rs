//! One indicator as a layout reads it.

use crate::assess::{AssessedIndicator, Assessment, HowLong, Point};
use crate::model::{Dated, DayKind, Event, Multiple, Period, PeriodType, Polarity, Unit, Value};

use super::columns::{self, Columns};
use super::format::{self, capitalised, continued, long_date, number, plural};
use super::trend;
use super::{
    alt, block, breakdown, change, commentary, cut_offs, facts, history, line, long, position, sentence, spc, standing,
    table, words,
};
use crate::page::chart::{EventMark, TrendChart};
use crate::page::{ChangeView, IndicatorView};

/// Characters of an event's word that a chart surely has room for.
const EVENT_ROOM: usize = 24;

/// Periods between two events that leave room for both words.
const EVENT_DISTANCE: usize = 3;

/// Everything about one indicator.
pub fn view(
    assessment: &Assessment<'_>,
    theme: &str,
    assessed: &AssessedIndicator<'_>,
    columns: &Columns,
) -> IndicatorView {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let value = words::point(current, indicator);
    let facts = facts::view(assessed);
    IndicatorView {
        code: indicator.code.to_string(),
        name: assessed.name.to_owned(),
        theme: theme.to_owned(),
        value: value.text,
        marks: value.marks,
        state: value.state,
        all_letters: value.letters,
        too_early: standing::too_early(assessed),
        period: standing::own_period(assessment, assessed),
        rating: words::rated(current.rated),
        how_long: how_long(assessed),
        expected_back: standing::expected_back(assessed).unwrap_or_default(),
        target: words::target(current, indicator),
        target_kind: words::target_kind(current, indicator),
        target_label: words::target_label(current),
        target_line: words::target_line(current, indicator),
        target_note: words::target_note(current, indicator),
        cut_offs: cut_offs::view(current, indicator),
        polarity: columns::polarity(indicator),
        unit: words::unit_label(indicator.unit),
        recent: columns.recent(assessed),
        to_date: columns.to_date(assessed),
        outturns: columns.outturns(assessed),
        neighbours: columns::neighbours(assessed),
        best_neighbour: columns::best_neighbour(assessed),
        england: columns::england(assessed),
        top_quartile: columns::top_quartile(assessed),
        change: change(assessment, assessed),
        change_year: change_year(assessed),
        change_by: change::size(&assessed.change, indicator),
        caution: standing::caution(assessed),
        previous: words::beside(&assessed.previous, indicator),
        last_year: words::beside(&assessed.year_before, indicator),
        last_year_period: last_year_period(assessment, assessed),
        spc: spc::view(assessment, assessed),
        sentence: sentence::view(assessed),
        minimum: standing::minimum(assessed),
        forecast: standing::forecast(assessed),
        facts: facts.first,
        more: facts.more,
        compared: facts.compared,
        breakdowns: breakdown::views(assessed),
        table: table::view(assessed),
        line: line::view(assessed, columns),
        ..lined(assessment, assessed, written(assessed, drawn(assessment, assessed)))
    }
}

/// What stands in one line, and in the indicator's block, beside the `rest`.
fn lined(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>, rest: IndicatorView) -> IndicatorView {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let value = words::point(current, indicator).text;
    IndicatorView {
        standing: standing::standing(assessed),
        beside_name: standing::beside_name(assessment, assessed),
        value_short: words::without_unit(&value, indicator.unit),
        target_short: words::without_unit(&words::target(current, indicator), indicator.unit),
        change_short: change::short(&assessed.change, indicator),
        back: standing::back(assessment, assessed),
        say: block::say(assessment, assessed),
        is_small: block::is_small(assessment, assessed),
        rows: block::rows(assessed),
        earlier: block::earlier(assessed),
        detail: block::detail(assessment, assessed),
        stated: block::stated_or_last(assessed),
        ..rest
    }
}

/// The pictures, each with what says it in words and whether there is one; nothing else yet.
fn drawn(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> IndicatorView {
    let trend = trend::chart(assessment, assessed);
    let position = position::view(assessment, assessed);
    IndicatorView {
        has_trend: trend::has_trend(assessed),
        has_sparkline: long::has_sparkline(assessed),
        has_history: long::has_history(assessed),
        has_small: long::has_small(assessed),
        small_figures: if long::has_small(assessed) { long::settled(assessed) } else { 0 },
        has_severity: history::has_strip(assessed),
        has_position: position.is_some(),
        position_words: position.as_ref().map_or_else(String::new, |position| position.words.clone()),
        has_strip: history::has_strip(assessed),
        notes: notes(assessed, &trend),
        event_notes: numbered_events(assessed, &trend).into_iter().map(format::sentence).collect(),
        event_sentence: event_sentence(assessed, &trend),
        alt: alt::trend(assessed, &trend),
        sparkline: long::sparkline(assessment, assessed),
        small_alt: alt::small(assessment, assessed),
        small: long::small(assessment, assessed),
        history_alt: alt::history(assessment, assessed),
        history: long::history(assessment, assessed),
        position_alt: position.as_ref().map_or_else(String::new, |position| position.alt.clone()),
        position: position.map_or_else(|| position::empty(assessed.indicator), |position| position.chart),
        strip: history::strip(assessment, assessed),
        strip_alt: history::alt(assessed),
        trend,
        ..IndicatorView::default()
    }
}

/// What people wrote about the indicator, beside the `rest`.
fn written(assessed: &AssessedIndicator<'_>, rest: IndicatorView) -> IndicatorView {
    let AssessedIndicator { indicator, current, commentary: text, .. } = assessed;
    let current_words = |dated: &Dated<String>| dated.at_or_first(current.period).clone();
    IndicatorView {
        behind: text.and_then(commentary::behind),
        next: text.and_then(|text| commentary::non_empty(&text.next)),
        author: text.and_then(|text| text.author.clone()).unwrap_or_default(),
        cleared: text.and_then(|text| text.cleared).map(long_date).unwrap_or_default(),
        owner: indicator.owner.as_ref().map(current_words).unwrap_or_default(),
        definition: indicator.definition.as_ref().map(current_words).unwrap_or_default(),
        measured: measured(assessed),
        counted: counted(assessed),
        source: indicator.source.clone().unwrap_or_default(),
        ..rest
    }
}

/// What stands under the figure of a year before: its period where that is not the paper's, and that a break lies between. Of a yearly figure the change
/// has said that.
fn last_year_period(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let period = standing::other_period(assessment, assessed, assessed.year_before.period);
    let is_said = assessed.frequency.is_yearly();
    let remark = if is_said { "" } else { words::before_break(&assessed.year_before, &assessed.change_year) };
    let parts: Vec<&str> = [period.as_str(), remark].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The change; one that starts from another period than the paper's columns say names it.
fn change(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> ChangeView {
    let mut change = change::view(&assessed.change, assessed.indicator);
    let since = standing::other_period(assessment, assessed, assessed.previous.period);
    if change.arrow == "none" {
        return change;
    }
    if since.is_empty() {
        change.since = format!("since {}", assessed.previous.period.short_label());
    } else {
        // The name of a quarter stays on one line.
        let since = format!(" since {}", since.replace(' ', "\u{a0}"));
        // `up 1.2 since 2018/19, worse`: the judgement is of the change, not of the time.
        let amount = change.words.find(", ").unwrap_or(change.words.len());
        change.words.insert_str(amount, &since);
    }
    change
}

/// Against a year ago; for a yearly figure that is the period before, which has been said.
fn change_year(assessed: &AssessedIndicator<'_>) -> ChangeView {
    if assessed.frequency.is_yearly() {
        return ChangeView { arrow: "none", words: String::new(), since: String::new(), as_published: false };
    }
    change::view(&assessed.change_year, assessed.indicator)
}

fn how_long(assessed: &AssessedIndicator<'_>) -> String {
    match assessed.how_long {
        Some(HowLong::NotKnown) | None => String::new(),
        Some(how_long) => words::how_long(how_long, assessed.frequency),
    }
}

fn measured(assessed: &AssessedIndicator<'_>) -> String {
    let indicator = assessed.indicator;
    // Of a measure without any figure nobody can say that it is a percentage.
    let is_known = |point: &Point<'_>| point.value.is_figure() || point.value.range().is_some();
    let is_known = assessed.shown.iter().chain([&assessed.current]).any(is_known);
    let is_bare = indicator.count.is_none() && !is_known;
    let kind = match indicator.unit {
        Unit::Count => "Count".to_owned(),
        Unit::Percent => "Percentage".to_owned(),
        Unit::Rate { per } => format!("Rate per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Days => "Days".to_owned(),
        Unit::Weeks => "Weeks".to_owned(),
        Unit::Months => "Months".to_owned(),
        Unit::Pounds(Multiple::One) => "Pounds".to_owned(),
        Unit::Pounds(Multiple::Thousand) => "Thousands of pounds".to_owned(),
        Unit::Pounds(Multiple::Million) => "Millions of pounds".to_owned(),
        Unit::Ratio => "Ratio".to_owned(),
        Unit::Score => "Score".to_owned(),
    };
    // A definition says what is counted in words of its own.
    let what = match (&indicator.count, &indicator.out_of) {
        _ if indicator.definition.is_some() => ".".to_owned(),
        (Some(count), Some(out_of)) => {
            format::sentence(format!(": {}, out of {}", continued(count), continued(out_of)))
        }
        (Some(count), None) => format::sentence(format!(": {}", continued(count))),
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
    let window = indicator.judge_after.map_or_else(String::new, |window| {
        let days = match window.kind {
            DayKind::Calendar => "day",
            DayKind::Working => "working day",
            DayKind::School => "school day",
        };
        format!(" Judged {} after the period's end.", plural(window.days as usize, days))
    });
    let least = indicator.least_change.map_or_else(String::new, |least| {
        format!(" A change of less than {} counts as none.", words::amount(least, indicator.unit))
    });
    let kind = if is_bare { String::new() } else { kind + &what };
    format!("{kind}{better}{span}{window}{least}").trim_start().to_owned()
}

/// What is counted, where neither the sentence of the block nor what is measured says it.
fn counted(assessed: &AssessedIndicator<'_>) -> String {
    let indicator = assessed.indicator;
    match (&indicator.count, &indicator.out_of) {
        (Some(count), Some(out_of)) if indicator.did.is_none() && indicator.definition.is_some() => {
            format::sentence(format!("Counted: {}, out of {}", continued(count), continued(out_of)))
        }
        _ => String::new(),
    }
}

fn notes(assessed: &AssessedIndicator<'_>, drawn: &TrendChart) -> Vec<String> {
    let own = assessed.indicator.note.clone();
    let of_figures = assessed
        .shown
        .iter()
        .chain([&assessed.current])
        .filter_map(|point| point.note.map(|note| format!("{}: {note}", capitalised(&point.period.label()))));
    let told = numbered_events(assessed, drawn);
    // The project's own events stand in the key.
    let listed = if told.is_empty() { own_events(assessed) } else { told };
    let own = breaks(assessed).into_iter().chain(listed).chain(neighbours_changed(assessed)).chain(own);
    let mut notes: Vec<String> = own.into_iter().chain(of_figures).map(format::sentence).collect();
    notes.dedup();
    notes
}

/// What the numbers on the chart stand for: a word that finds no room there is a number.
fn numbered_events(assessed: &AssessedIndicator<'_>, drawn: &TrendChart) -> Vec<String> {
    let events = &drawn.events;
    let last = assessed.shown.len().saturating_sub(1);
    let edge = |event: &EventMark| event.at == 0 || event.at == last || event.text.chars().count() > EVENT_ROOM;
    let near = |pair: &[EventMark]| pair[0].at.abs_diff(pair[1].at) <= EVENT_DISTANCE;
    let told = events.len() > 2 || events.iter().any(edge) || events.windows(2).any(near);
    let event = |(i, event): (usize, &EventMark)| {
        format!("Event {}, {}: {}", i + 1, assessed.shown[event.at].period.label(), event.text)
    };
    if told { events.iter().enumerate().map(event).collect() } else { Vec::new() }
}

fn event_sentence(assessed: &AssessedIndicator<'_>, drawn: &TrendChart) -> String {
    let events = numbered_events(assessed, drawn);
    let events: Vec<&str> = events.iter().map(|event| event.trim_end().trim_end_matches('.')).collect();
    if events.is_empty() { String::new() } else { format::sentence(events.join("; ")) }
}

fn own_events(assessed: &AssessedIndicator<'_>) -> Vec<String> {
    let shown =
        |event: &&Event| assessed.shown.iter().any(|point| event.touches(point.period.start(), point.period.end()));
    let told = |event: &Event| format!("{}: {}", event.period.label(), event.text);
    assessed.indicator.events.iter().filter(shown).map(told).collect()
}

/// From when on the neighbours are others.
fn neighbours_changed(assessed: &AssessedIndicator<'_>) -> Option<String> {
    let last = assessed.comparison.areas.iter().find_map(|area| area.breaks.last())?;
    // Where the chart begins later nobody misses the medians before.
    assessed.shown.first().filter(|first| first.period.start() < last.start())?;
    Some(format!(
        "The statistical neighbours are others from {} on; their earlier medians cannot be compared",
        last.label()
    ))
}

/// Why figures before a break cannot be compared with those after it.
fn breaks(assessed: &AssessedIndicator<'_>) -> Vec<String> {
    let told = |(period, reason): &(Period, Option<&str>)| {
        let reason = reason.map_or_else(String::new, |reason| format!(": {}", continued(reason)));
        format!("Break in the series from {} on{reason}", period.label())
    };
    // The oldest figure shown has nothing before it from which it could be cut off.
    let first = assessed.shown.first().map(|point| point.period);
    assessed.breaks.iter().filter(|(period, _)| Some(*period) != first).map(told).collect()
}
