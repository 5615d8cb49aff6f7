//! Years to date that fall within their year.

use crate::diag::{Code, Diagnostic, Span};
use crate::figures::{Lineage, Observation, Series, Shown};
use crate::model::{Aggregation, Companion, Indicator, Period, PeriodType, Value};

use super::scope::{Scope, figures};
use super::wording::{or_allow, say};

/// What has happened since the year began cannot become less: neither a number, nor the number that a share counts.
///
/// Estimates and forecasts may fall, and so may figures across a break.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for indicator in scope.subject_to(Code::FallingTotal) {
        let lineage = Lineage::new(scope.scorecard, scope.figures, indicator);
        if indicator.period_type == Some(PeriodType::YearToDate)
            && let Some(series) = scope.series(indicator)
        {
            let cell = |period| scope.cell(indicator, period);
            found.extend(falls(indicator, series, &lineage, "", cell));
        }
        if let Some(row) = scope.companion(indicator, Companion::YearToDate) {
            let cell = |period| scope.companion_cell(indicator, Companion::YearToDate, period);
            found.extend(falls(indicator, row, &lineage, "the year to date of ", cell));
        }
    }
    found
}

/// The latest fall of a series.
fn falls(
    indicator: &Indicator,
    series: &Series,
    lineage: &Lineage<'_>,
    whose: &str,
    cell: impl Fn(Period) -> Option<Span>,
) -> Option<Diagnostic> {
    let happened: Vec<(Period, Value)> = figures(series)
        .filter(|(_, observation)| !observation.marks.forecast && !observation.marks.estimated)
        .filter_map(|(period, observation)| Some((period, happened(indicator, observation)?)))
        .collect();
    let fall = |pair: &&[(Period, Value)]| {
        let [(then, before), (now, after)] = **pair else { return false };
        let one_year = then.frequency() == now.frequency() && then.is_in_year_of(now);
        one_year && after < before && !lineage.breaks_between(then, now)
    };
    let latest = happened.windows(2).rfind(fall)?;
    let (then, now) = (latest[0].0, latest[1].0);
    Some(say(
        Code::FallingTotal,
        format!("{whose}`{}` falls from {then} to {now}, within one year", indicator.code),
        [(cell(now), "less than before".to_owned()), (cell(then), "more was here".to_owned())],
        format!("see which of the two is wrong{}", or_allow(Code::FallingTotal)),
    ))
}

/// What was counted, or spent. An average or a share of which only the result is given may well fall.
fn happened(indicator: &Indicator, observation: &Observation) -> Option<Value> {
    match &observation.shown {
        Shown::Amount(value) if indicator.unit.is_amount() => Some(*value),
        Shown::Fraction { count, .. } if indicator.aggregation == Aggregation::RatioOfSums => {
            Some(Value::from_decimal(*count))
        }
        Shown::Amount(_) | Shown::Fraction { .. } | Shown::Missing(_) => None,
    }
}
