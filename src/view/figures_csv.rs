//! The disclosed figures as the CSV that travels inside the PDF: UTF-8, line feeds, one row a code, period and kind.

use std::collections::BTreeMap;

use crate::assess::{AssessedIndicator, Assessment, Disclosed, Point};
use crate::model::{Goal, Indicator, Period, Unit, Value};

use super::format::{listed, plain_number};
use super::words;

const HEADER: [&str; 9] = ["code", "name", "period", "kind", "value", "unit", "state", "rating", "source"];
const KIND: usize = 3;
const RATING: usize = 7;

/// Every figure that the paper prints, and of benchmarks all known periods.
pub fn figures_csv(assessment: &Assessment<'_>) -> String {
    let mut csv = line(&HEADER.map(str::to_owned));
    for assessed in assessment.indicators() {
        for point in points(assessed).values() {
            for row in rows(assessed, point) {
                csv.push_str(&line(&row));
            }
        }
        for row in beside(assessed).into_iter().chain(benchmarks(assessed)) {
            csv.push_str(&line(&row));
        }
    }
    csv
}

/// The points that the paper prints, each once.
fn points<'a, 's>(assessed: &'a AssessedIndicator<'s>) -> BTreeMap<Period, &'a Point<'s>> {
    let single = [&assessed.current, &assessed.previous, &assessed.year_before];
    let all = assessed.shown.iter().chain(&assessed.outturns).chain(single);
    all.filter(|point| point.is_given).map(|point| (point.period, point)).collect()
}

fn rows(assessed: &AssessedIndicator<'_>, point: &Point<'_>) -> Vec<[String; 9]> {
    let indicator = assessed.indicator;
    let row = |kind: &str, value: &Disclosed<Value>, decimals: Option<u32>, rating: &str| {
        let (number, mut states) = match words::disclosed(value) {
            Ok(value) => {
                (plain_number(value, decimals.unwrap_or_else(|| value.decimal().normalize().scale())), Vec::new())
            }
            Err(state) => (String::new(), vec![state.letters]),
        };
        states.extend(words::marks(point.marks).map(|state| state.letters));
        let source = indicator.source.clone().unwrap_or_default();
        // The numerator of an average is an amount of its unit.
        let is_amount = kind == "value" || (kind == "numerator" && !indicator.unit.counts_people());
        let unit = if is_amount { unit(indicator.unit) } else { "count".to_owned() };
        [
            indicator.code.to_string(),
            assessed.name.to_owned(),
            point.period.to_string(),
            kind.to_owned(),
            number,
            unit,
            states.join(" "),
            rating.to_owned(),
            source,
        ]
    };
    let rated = words::rated(point.rated);
    let rating = if rated.as_published { format!("{} (as published)", rated.word) } else { rated.word.to_owned() };
    let mut rows = vec![row("value", &point.value, Some(indicator.decimals), &rating)];
    if point.count.is_figure() || point.out_of.is_figure() {
        rows.push(row("numerator", &point.count, None, ""));
        rows.push(row("denominator", &point.out_of, None, ""));
    }
    if let Some(target) = point.goal.and_then(Goal::value) {
        rows.push(other(assessed, point.period, "target", target, String::new()));
    }
    if let Some(Goal::Activity(band)) = point.goal {
        rows.push(other(assessed, point.period, "band from", band.low(), String::new()));
        rows.push(other(assessed, point.period, "band to", band.high(), String::new()));
    }
    rows
}

/// What stands beside the indicator's own figure: the year to date, the median, a second standard's figure, a forecast, the parts of
/// breakdowns. The kind says which.
fn beside(assessed: &AssessedIndicator<'_>) -> Vec<[String; 9]> {
    // Only a second standard and a forecast are rated; the others are held against nothing.
    let labelled = |kind: String, point: &Point<'_>| {
        let mut row = rows(assessed, point).swap_remove(0);
        if !matches!(kind.as_str(), "minimum" | "forecast") {
            row[RATING].clear();
        }
        row[KIND] = kind;
        row
    };
    let minimum = assessed.minimum.as_ref().map(|(_, point)| point);
    let single = [
        ("year to date", assessed.year_to_date.as_ref()),
        ("median", assessed.median.as_ref()),
        ("minimum", minimum),
        ("forecast", assessed.forecast.as_ref()),
    ];
    let single = single.into_iter().filter_map(|(kind, point)| Some(labelled(kind.to_owned(), point?)));
    let parts = assessed.breakdowns.iter().flat_map(|breakdown| {
        let by = &breakdown.breakdown.by;
        breakdown.parts.iter().map(move |part| (format!("by {by}: {}", part.name), &part.current))
    });
    let parts = parts.filter(|(_, point)| point.is_given).map(|(kind, point)| labelled(kind, point));
    let best = assessed.comparison.best.iter().map(|best| {
        let names: Vec<String> = best.names.iter().map(|name| (*name).to_owned()).collect();
        other(assessed, best.period, "best neighbour", best.value, listed(&names))
    });
    let second = minimum.and_then(|point| Some((point.period, point.goal.and_then(Goal::value)?)));
    let second = second.map(|(period, target)| other(assessed, period, "minimum target", target, String::new()));
    single.chain(parts).chain(second).chain(best).collect()
}

fn benchmarks(assessed: &AssessedIndicator<'_>) -> impl Iterator<Item = [String; 9]> {
    assessed.comparison.areas.iter().flat_map(|benchmark| {
        benchmark
            .series
            .iter()
            .map(|(period, value)| other(assessed, *period, "benchmark", *value, benchmark.area.to_owned()))
    })
}

fn other(assessed: &AssessedIndicator<'_>, period: Period, kind: &str, value: Value, source: String) -> [String; 9] {
    let Indicator { code, unit: of, .. } = assessed.indicator;
    let number = plain_number(value, value.decimal().normalize().scale());
    [
        code.to_string(),
        assessed.name.to_owned(),
        period.to_string(),
        kind.to_owned(),
        number,
        unit(*of),
        String::new(),
        String::new(),
        source,
    ]
}

fn unit(unit: Unit) -> String {
    match unit {
        Unit::Count => "count".to_owned(),
        Unit::Percent => "percent".to_owned(),
        Unit::Rate { per } => format!("rate per {per}"),
        Unit::Days => "days".to_owned(),
        Unit::Weeks => "weeks".to_owned(),
        Unit::Months => "months".to_owned(),
        Unit::Pounds => "pounds".to_owned(),
        Unit::Ratio => "ratio".to_owned(),
        Unit::Score => "score".to_owned(),
    }
}

fn line(fields: &[String; 9]) -> String {
    let quoted = fields.each_ref().map(|field| {
        if field.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.clone()
        }
    });
    quoted.join(",") + "\n"
}
