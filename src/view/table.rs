//! An indicator's figures by period, with numerator and denominator: periods as columns, and the same as texts for layouts that set them as rows.

use crate::assess::{AssessedIndicator, Point};
use crate::ledger::Disclosed;
use crate::model::{Indicator, Missing, Period, Unit, Value};

use super::format::{decimals, number, shortest};
use super::{states, trend, words};
use crate::page::{TablePeriodView, TableRowView, TableView};

/// The figures that a chart was drawn from.
pub fn view(assessed: &AssessedIndicator<'_>) -> TableView {
    let AssessedIndicator { indicator, shown, .. } = assessed;
    if !says_something(assessed) {
        return TableView::default();
    }
    let inputs = inputs(assessed);
    let own = own_figures(assessed);
    let input = |input: &Input<'_>| TableRowView {
        label: input.label.to_owned(),
        cells: input.values.iter().map(|value| cell(value)).collect(),
        strong: false,
    };
    let sign = if indicator.unit == Unit::Percent { "%" } else { "" };
    TableView {
        periods: labels(shown.iter().map(|point| point.period)),
        rows: [TableRowView { label: words::unit_label(indicator.unit), cells: own, strong: true }]
            .into_iter()
            .chain(inputs.iter().map(input))
            .collect(),
        figures_header: if sign.is_empty() { words::unit_label(indicator.unit) } else { "Figure".to_owned() },
        figures: shown.iter().map(|point| self::own(point, indicator, sign)).collect(),
        numbers: if inputs.is_empty() {
            Vec::new()
        } else {
            (0..shown.len()).map(|at| numbers(inputs.iter().map(|input| input.values[at]))).collect()
        },
    }
}

/// Where nothing at all is available the sentence has said so, and of a lone figure everything.
fn says_something(assessed: &AssessedIndicator<'_>) -> bool {
    let AssessedIndicator { current, shown, .. } = assessed;
    let is_known = |point: &Point<'_>| point.value != Disclosed::Missing(Missing::NotAvailable);
    let figures = shown.iter().filter(|point| point.value.is_figure()).count();
    let has_numbers = current.count.is_figure() || current.out_of.is_figure();
    shown.iter().any(is_known) && (figures >= 2 || shown.len() >= 4 || has_numbers)
}

/// The heads of columns, oldest first.
pub fn labels(periods: impl Iterator<Item = Period>) -> Vec<TablePeriodView> {
    let mut years = trend::YearLabels::default();
    let label = |period: Period| TablePeriodView {
        label: period.tick(),
        short: period.short_label(),
        year: years.next(period),
        full: period.label(),
    };
    periods.map(label).collect()
}

/// The indicator's figures as its table prints them, one a period shown.
pub fn own_figures(assessed: &AssessedIndicator<'_>) -> Vec<String> {
    assessed.shown.iter().map(|point| own(point, assessed.indicator, "")).collect()
}

/// The figure with a sign behind it, or the letters in its place; then the letters beside it.
fn own(point: &Point<'_>, indicator: &Indicator, sign: &str) -> String {
    let figure = match (words::disclosed(&point.value), point.value.range()) {
        (Ok(value), _) => number(value, decimals(value, indicator)) + sign,
        (Err(_), Some(range)) => format!("{} to {}", shortest(range.low()), shortest(range.high())) + sign,
        (Err(state), None) => state.letters.to_owned(),
    };
    let letters = states::marks(point.marks).map(|state| state.letters.to_owned());
    [figure].into_iter().chain(letters).collect::<Vec<_>>().join(" ")
}

/// What figures were made from, a value a period.
pub struct Input<'a> {
    pub label: &'a str,
    pub values: Vec<&'a Disclosed<Value>>,
}

/// Numerator and denominator, where any period has them.
pub fn inputs<'a>(assessed: &'a AssessedIndicator<'_>) -> Vec<Input<'a>> {
    let AssessedIndicator { indicator, shown, .. } = assessed;
    let are_given = shown.iter().any(|point| point.count.is_figure() || point.out_of.is_figure());
    let (true, Some(count), Some(out_of)) = (are_given, &indicator.count, &indicator.out_of) else {
        return Vec::new();
    };
    let mut inputs = vec![Input { label: count, values: shown.iter().map(|point| &point.count).collect() }];
    // A rate's population hardly moves, and its five digits would take the page's width.
    if !matches!(indicator.unit, Unit::Rate { .. }) {
        inputs.push(Input { label: out_of, values: shown.iter().map(|point| &point.out_of).collect() });
    }
    inputs
}

pub fn cell(value: &Disclosed<Value>) -> String {
    match words::disclosed(value) {
        Ok(value) => number(value, value.decimal().normalize().scale()),
        Err(state) => state.letters.to_owned(),
    }
}

/// `20 of 31`; a state of both is said once.
fn numbers<'a>(values: impl Iterator<Item = &'a Disclosed<Value>> + Clone) -> String {
    let mut cells: Vec<String> = values.clone().map(cell).collect();
    if !values.into_iter().any(Disclosed::is_figure) {
        cells.dedup();
    }
    cells.join(" of ")
}
