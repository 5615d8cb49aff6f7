//! The disclosed figures as the CSV that travels inside the PDF: UTF-8, line feeds, one row a code, period and kind.

use std::collections::BTreeMap;

use crate::assess::{AssessedIndicator, Assessment, Disclosed, Point};
use crate::model::{Goal, Indicator, Period, Unit, Value};

use super::format::plain_number;
use super::words;

const HEADER: [&str; 9] = ["code", "name", "period", "kind", "value", "unit", "state", "rating", "source"];

/// Every figure that the paper prints, and of benchmarks all known periods.
pub fn figures_csv(assessment: &Assessment<'_>) -> String {
    let mut csv = line(&HEADER.map(str::to_owned));
    for assessed in assessment.indicators() {
        for point in points(assessed).values() {
            for row in rows(assessed, point) {
                csv.push_str(&line(&row));
            }
        }
        for row in benchmarks(assessed) {
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
        let unit = if kind == "value" { unit(indicator.unit) } else { "count".to_owned() };
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
    let rating = words::rated(point.rated).word;
    let mut rows = vec![row("value", &point.value, Some(indicator.decimals), rating)];
    if point.count.is_figure() || point.out_of.is_figure() {
        rows.push(row("numerator", &point.count, None, ""));
        rows.push(row("denominator", &point.out_of, None, ""));
    }
    if let Some(target) = point.goal.and_then(Goal::value) {
        rows.push(other(assessed, point.period, "target", target, String::new()));
    }
    rows
}

fn benchmarks(assessed: &AssessedIndicator<'_>) -> impl Iterator<Item = [String; 9]> {
    assessed.benchmarks.iter().flat_map(|benchmark| {
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
