//! The figures beside an indicator's own: target, earlier periods, other areas, forecast, position.

use crate::assess::{AssessedIndicator, Benchmark, Judgement, Point, Quartile, Trend};
use crate::model::{Frequency, Goal, Indicator, Polarity, Value};

use super::format::{capitalised, continued, plural, sentence};
use super::words;
use crate::page::FactView;

/// Facts beside a chart, at the most.
const FIRST: usize = 6;

/// The facts in the order in which a panel asks for them.
pub struct Facts {
    /// Beside the chart.
    pub first: Vec<FactView>,
    /// What finds no room there, and what belongs together in a line: trend, outturns, rank.
    pub more: Vec<FactView>,
    /// Of those what no table of figures says.
    pub compared: String,
}

/// Every fact of an indicator, each with its period and unit.
pub fn view(assessed: &AssessedIndicator<'_>) -> Facts {
    let mut first = held_against(assessed);
    first.extend(earlier(assessed).into_iter().chain(compared(assessed)));
    let mut more = first.split_off(first.len().min(FIRST));
    let told = tends(assessed).into_iter().chain(best(assessed)).chain(position(assessed));
    let compared: Vec<String> = told.map(|fact| format!("{} {}", continued(&fact.label), fact.value)).collect();
    more.extend(tends(assessed).into_iter().chain(outturns(assessed)).chain(best(assessed)).chain(position(assessed)));
    Facts {
        first,
        more,
        compared: if compared.is_empty() { String::new() } else { sentence(capitalised(&compared.join("; "))) },
    }
}

fn fact(label: impl Into<String>, value: impl Into<String>) -> FactView {
    FactView { label: label.into(), value: value.into(), is_given: true }
}

fn held_against(assessed: &AssessedIndicator<'_>) -> Vec<FactView> {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let has_target = indicator.polarity != Polarity::Neither || current.goal.is_some_and(|goal| *goal != Goal::None);
    let target = || FactView {
        is_given: current.goal.is_some(),
        ..fact(words::target_label(current), words::target(current, indicator))
    };
    let mut facts: Vec<FactView> = has_target.then(target).into_iter().collect();
    if let Some(floor) = current.floor {
        facts.push(fact(capitalised(words::floor(indicator)), words::limit(floor, indicator.unit)));
    }
    for immature in &assessed.immature {
        let value = words::point(&immature.point, indicator);
        facts.push(fact(format!("{}, too early", immature.point.period.short_label()), value.text));
    }
    if let Some(median) = &assessed.median {
        facts.push(fact("Median", words::beside(median, indicator)));
    }
    facts
}

fn earlier(assessed: &AssessedIndicator<'_>) -> Vec<FactView> {
    let mut earlier = vec![(&assessed.previous, &assessed.change), (&assessed.year_before, &assessed.change_year)];
    earlier.dedup_by_key(|(point, _)| point.period);
    let shown = |(point, change): (&Point<'_>, _)| {
        let value = words::beside(point, assessed.indicator);
        let remark = words::before_break(point, change);
        fact(point.period.short_label(), if remark.is_empty() { value } else { format!("{value}, {remark}") })
    };
    let mut facts: Vec<FactView> = earlier.into_iter().filter(|(point, _)| point.is_given).map(shown).collect();
    if let Some(point) = &assessed.year_to_date {
        facts.push(fact("Year to date", words::beside(point, assessed.indicator)));
    }
    facts
}

fn compared(assessed: &AssessedIndicator<'_>) -> Vec<FactView> {
    let indicator = assessed.indicator;
    let benchmark = |benchmark: &Benchmark<'_>| {
        let old = if benchmark.is_old { ", old" } else { "" };
        let value = words::benchmark(benchmark.value, indicator);
        let (area, value) = match benchmark.members {
            Some(n) => ("Neighbours", format!("{value}, n {n}")),
            None => (words::short_area(benchmark.area), value),
        };
        fact(format!("{} {}{old}", capitalised(area), benchmark.period.short_label()), value)
    };
    assessed.comparison.areas.iter().map(benchmark).collect()
}

fn best(assessed: &AssessedIndicator<'_>) -> Option<FactView> {
    let best = assessed.comparison.best.as_ref()?;
    let who = words::best_names(best);
    let label = format!("Best neighbour {}", best.period.short_label());
    Some(fact(label, format!("{}, {who}", words::ranked(best.value, assessed.indicator))))
}

fn tends(assessed: &AssessedIndicator<'_>) -> Option<FactView> {
    let trend = assessed.trend.as_ref()?;
    let label = format!("Trend over {}", plural(trend.over, assessed.frequency.noun()));
    Some(fact(label, tendency(trend, assessed.indicator, assessed.frequency)))
}

/// `up 1.2 points a month, better`; one decimal more than the figures have.
fn tendency(trend: &Trend, indicator: &Indicator, frequency: Frequency) -> String {
    let zero = Value::new(0, 0);
    let slope = trend.per_period.rounded(indicator.decimals + 1);
    if trend.is_level || slope == zero {
        return "level".to_owned();
    }
    let verb = if slope > zero { "up" } else { "down" };
    let amount = words::amount(slope.abs(), indicator.unit);
    let article = if frequency == Frequency::AcademicYear { "an" } else { "a" };
    let each = format!("{article} {}", frequency.noun());
    let judged = match trend.judgement {
        Judgement::Better => ", better",
        Judgement::Worse => ", worse",
        Judgement::Neither => "",
    };
    format!("{verb} {amount} {each}{judged}")
}

/// The last years' final figures in one line, where they are not in the chart and its table already.
fn outturns(assessed: &AssessedIndicator<'_>) -> Vec<FactView> {
    let not_in_table = |point: &&Point<'_>| !assessed.shown.iter().any(|shown| shown.period == point.period);
    let outturn = |point: &Point<'_>| {
        let figure = words::point(point, assessed.indicator);
        format!("{} {} {}", point.period.short_label(), figure.text, figure.marks).trim_end().to_owned()
    };
    let years: Vec<String> = assessed.outturns.iter().filter(not_in_table).map(outturn).collect();
    if years.is_empty() { Vec::new() } else { vec![fact("Outturns", years.join(", "))] }
}

fn position(assessed: &AssessedIndicator<'_>) -> Vec<FactView> {
    let quarter = |quartile: Quartile| match quartile {
        Quartile::A => "best quarter",
        Quartile::B => "second quarter",
        Quartile::C => "third quarter",
        Quartile::D => "last quarter",
    };
    let of = |position: &crate::assess::Position| {
        let among = if position.among_neighbours { "Rank with neighbours" } else { "Rank among all authorities" };
        let value = words::ranked(position.value, assessed.indicator);
        let rank = format!("{}, at {value}", words::rank(position));
        let quartile = position.quartile.map_or_else(String::new, |quartile| format!(", {}", quarter(quartile)));
        fact(format!("{among} {}", position.period.short_label()), rank + &quartile)
    };
    assessed.comparison.positions.iter().map(of).collect()
}
