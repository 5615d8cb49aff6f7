//! The disclosed figures of a paper as rows, and as the CSV that travels inside the PDF: UTF-8, line feeds, one row a code, period and
//! kind.

use std::collections::BTreeMap;

use crate::assess::{AssessedIndicator, Assessment, Place, Point};
use crate::ledger::Disclosed;
use crate::model::{FigureKind, Goal, Indicator, Period, Unit, Value};

use super::format::{listed, plain_number, plain_range};
use super::{spc, states, words};

/// The headings over the figures themselves, and over what stands in place of one or beside it.
pub const VALUE: &str = "value";
pub const STATE: &str = "state";

const HEADER: [&str; 11] =
    ["code", "name", "period", "kind", VALUE, "unit", STATE, "rating", "source", "variation", "assurance"];
/// Decimals of means and limits, which are no figures of anybody's.
const LEVEL_DECIMALS: usize = 6;

/// One disclosed figure, or the state that stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// `CLA18`.
    pub code: String,
    /// The indicator's name in the paper's period.
    pub name: String,
    /// Which period.
    pub period: Period,
    /// What it is.
    pub kind: FigureKind,
    /// Digits without commas, at the decimals shown; empty where there is no figure.
    pub value: String,
    /// `percent`, `rate per 10000`.
    pub unit: String,
    /// `[c]`, `[p] [r]`: the state instead of the figure, then those beside it.
    pub state: String,
    /// `Red`; empty for what is not rated.
    pub rating: String,
    /// Where it comes from; of another area's figure, its name.
    pub source: String,
    /// What control limits say of it; empty without limits.
    pub variation: String,
    /// Of the latest figure, whether the process meets its target.
    pub assurance: String,
}

/// Every figure that the paper prints, and of benchmarks all known periods.
pub fn figures(assessment: &Assessment<'_>) -> Vec<FigureRow> {
    let mut all = Vec::new();
    for assessed in assessment.indicators() {
        for point in points(assessed).values() {
            let mut rows = rows(assessed, point);
            [rows[0].variation, rows[0].assurance] = icons(assessed, point.period);
            all.extend(rows);
        }
        all.extend(beside(assessed).into_iter().chain(limits(assessed)).chain(benchmarks(assessed)));
    }
    all
}

/// The rows with a header.
pub fn figures_csv(rows: &[FigureRow]) -> String {
    let fields = |row: &FigureRow| {
        let FigureRow { code, name, period, kind, value, unit, state, rating, source, variation, assurance } = row;
        let (period, kind) = (&period.to_string(), &kind.column());
        line([code, name, period, kind, value, unit, state, rating, source, variation, assurance].map(String::as_str))
    };
    std::iter::once(line(HEADER)).chain(rows.iter().map(fields)).collect()
}

/// The indicator's own figures, each once.
fn points<'a, 's>(assessed: &'a AssessedIndicator<'s>) -> BTreeMap<Period, &'a Point<'s>> {
    let own = assessed.figures().filter(|(kind, _, point)| *kind == FigureKind::Value && point.is_given);
    own.map(|(.., point)| (point.period, point)).collect()
}

fn rows(assessed: &AssessedIndicator<'_>, point: &Point<'_>) -> Vec<FigureRow> {
    let indicator = assessed.indicator;
    let row = |kind: FigureKind, value: &Disclosed<Value>, least: u32, rating: &str| {
        let (number, mut states) = match words::disclosed(value) {
            Err(_) if value.range().is_some() => (value.range().map(plain_range).unwrap_or_default(), Vec::new()),
            Ok(value) => (plain_number(value, least.max(value.decimal().normalize().scale())), Vec::new()),
            Err(state) => (String::new(), vec![state.letters]),
        };
        states.extend(states::marks(point.marks).map(|state| state.letters));
        let source = indicator.source.clone().unwrap_or_default();
        // The numerator of an average is an amount of its unit.
        let is_amount = kind == FigureKind::Value || (kind == FigureKind::Numerator && !indicator.unit.counts_people());
        let unit = if is_amount { indicator.unit } else { Unit::Count };
        FigureRow {
            code: indicator.code.to_string(),
            name: assessed.name.to_owned(),
            period: point.period,
            kind,
            value: number,
            unit: unit.to_string(),
            state: states.join(" "),
            rating: rating.to_owned(),
            source,
            variation: String::new(),
            assurance: String::new(),
        }
    };
    let rating = words::recorded(point.rated);
    let mut rows = vec![row(FigureKind::Value, &point.value, indicator.decimals, &rating)];
    if point.count.is_figure() || point.out_of.is_figure() {
        rows.push(row(FigureKind::Numerator, &point.count, 0, ""));
        rows.push(row(FigureKind::Denominator, &point.out_of, 0, ""));
    }
    if let Some(target) = point.goal.and_then(Goal::value) {
        rows.push(other(assessed, point.period, FigureKind::Target, target, String::new()));
    }
    if let Some(Goal::Activity(band)) = point.goal {
        rows.push(other(assessed, point.period, FigureKind::BandFrom, band.low(), String::new()));
        rows.push(other(assessed, point.period, FigureKind::BandTo, band.high(), String::new()));
    }
    rows
}

/// What stands beside the indicator's own figure: the year to date, the median, a second standard's figure, a forecast, the parts of
/// breakdowns. The kind says which.
fn beside(assessed: &AssessedIndicator<'_>) -> Vec<FigureRow> {
    let labelled = |kind: FigureKind, point: &Point<'_>| {
        let mut row = rows(assessed, point).swap_remove(0);
        if !kind.is_rated() {
            row.rating.clear();
        }
        row.kind = kind;
        row
    };
    let minimum = assessed.minimum.as_ref().map(|(_, point)| point);
    let is_row = |(kind, place, point): &(FigureKind, Place, &Point<'_>)| match place {
        Place::Headline => *kind != FigureKind::Value,
        Place::PartsOverTime => point.is_given,
        _ => false,
    };
    let single = assessed.figures().filter(is_row).map(|(kind, _, point)| labelled(kind, point));
    let best = assessed.comparison.best.iter().map(|best| {
        let names: Vec<String> = best.names.iter().map(|name| (*name).to_owned()).collect();
        let names = listed(&names);
        other(assessed, best.period, FigureKind::BestNeighbour { names: names.clone() }, best.value, names)
    });
    let second = minimum.and_then(|point| Some((point.period, point.goal.and_then(Goal::value)?)));
    let second =
        second.map(|(period, target)| other(assessed, period, FigureKind::MinimumTarget, target, String::new()));
    let threshold = assessed.comparison.best_quarter.map(|threshold| {
        let source = "all authorities".to_owned();
        other(assessed, threshold.period, FigureKind::BestQuarter, threshold.value, source)
    });
    single.chain(second).chain(best).chain(threshold).collect()
}

/// What control limits say of a period's figure by the method, and at the latest whether they meet the target; also where the paper shows
/// no sign, or says of the target what its figures bear out.
fn icons(assessed: &AssessedIndicator<'_>, period: Period) -> [String; 2] {
    let none = [String::new(), String::new()];
    let Some(spc) = &assessed.spc else { return none };
    let Some(at) = spc.rows.iter().position(|row| row.point.period == period && row.counts) else { return none };
    let stretch = spc.stretches.iter().find(|stretch| stretch.rows.contains(&at));
    if stretch.and_then(|stretch| stretch.mean?.limits).is_none() {
        return none;
    }
    if spc.latest == Some(at) {
        let assurance = spc::classified(spc.assurance).to_owned();
        return [spc::variation(spc.variation, spc.not_enough).word.to_lowercase(), assurance];
    }
    let word = spc::variation(crate::assess::spc::variation(spc.rows[at].signal), None).word;
    [word.to_lowercase(), String::new()]
}

/// Mean and limits that the latest figure is held against, not cut at what can exist.
fn limits(assessed: &AssessedIndicator<'_>) -> Vec<FigureRow> {
    let spc = assessed.spc.as_ref();
    let Some((spc, mean)) = spc.and_then(|spc| Some((spc, spc.current()?.mean?))) else { return Vec::new() };
    let period = spc.latest.map_or(assessed.current.period, |latest| spc.rows[latest].point.period);
    let limits =
        mean.limits.map(|limits| [(FigureKind::LowerLimit, limits.lower), (FigureKind::UpperLimit, limits.upper)]);
    let all = [(FigureKind::Mean, mean.value)].into_iter().chain(limits.into_iter().flatten());
    let value = |amount: f64| Value::parse(&format!("{amount:.LEVEL_DECIMALS$}")).unwrap_or(Value::new(0, 0));
    all.map(|(kind, amount)| other(assessed, period, kind, value(amount), String::new())).collect()
}

fn benchmarks(assessed: &AssessedIndicator<'_>) -> impl Iterator<Item = FigureRow> {
    assessed.comparison.areas.iter().flat_map(move |benchmark| {
        let area = benchmark.area.to_owned();
        benchmark.series.iter().map(move |(period, value)| {
            other(assessed, *period, FigureKind::Benchmark { area: area.clone() }, *value, area.clone())
        })
    })
}

fn other(
    assessed: &AssessedIndicator<'_>,
    period: Period,
    kind: FigureKind,
    value: Value,
    source: String,
) -> FigureRow {
    let Indicator { code, unit: of, .. } = assessed.indicator;
    let number = plain_number(value, value.decimal().normalize().scale());
    FigureRow {
        code: code.to_string(),
        name: assessed.name.to_owned(),
        period,
        kind,
        value: number,
        unit: of.to_string(),
        state: String::new(),
        rating: String::new(),
        source,
        variation: String::new(),
        assurance: String::new(),
    }
}

fn line(fields: [&str; 11]) -> String {
    let quoted = fields.map(|field| {
        if field.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.to_owned()
        }
    });
    quoted.join(",") + "\n"
}
