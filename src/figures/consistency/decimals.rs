//! Counts with decimals: 1.855 where 1,855 is meant.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::figures::{Observation, Shown};
use crate::model::{Frequency, Indicator, Period, Unit};

use super::scope::{Scope, figures};
use super::wording::{latest_and_others, or_allow, say};

/// Digits behind a point that stands where a comma should.
const OF_A_THOUSAND: u32 = 3;

/// Asks about decimals where nobody said that parts count. Three of them are a thousand's, unless others of the row have more or fewer; other
/// decimals are odd in a row of mostly whole numbers. A row of average counts keeps its decimals, and a percentage or a rate is asked
/// about where what it counts, or out of what, has a thousand's.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let in_whole_numbers = |indicator: &&Indicator| match indicator.unit {
        Unit::Count => indicator.decimals == 0,
        Unit::Percent | Unit::Rate { .. } => true,
        Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds(_) | Unit::Ratio | Unit::Score => false,
    };
    let indicators = scope.subject_to(Code::DecimalCount).filter(in_whole_numbers);
    indicators.filter_map(|indicator| of_indicator(scope, indicator)).collect()
}

fn of_indicator(scope: &Scope<'_>, indicator: &Indicator) -> Option<Diagnostic> {
    let mut rows: BTreeMap<Frequency, Vec<(Period, Decimal)>> = BTreeMap::new();
    for (period, observation) in figures(scope.series(indicator)?) {
        let counts = counts(observation, indicator.unit).into_iter().map(|count| (period, count));
        rows.entry(period.frequency()).or_default().extend(counts);
    }
    let mut odd: Vec<Period> = rows.values().flat_map(|row| odd_periods(row, indicator.unit)).collect();
    odd.dedup();
    let (latest, periods) = latest_and_others(odd)?;
    let parts = match indicator.unit {
        Unit::Count => ", or where parts of one count say how many decimals are printed, `decimals: 1`",
        _ => "",
    };
    let defined = (scope.definition(indicator), "what is counted".to_owned());
    Some(say(
        Code::DecimalCount,
        format!("`{}` for {periods} counts with decimals", indicator.code),
        [(scope.cell(indicator, latest), String::new()), defined],
        format!("write a count of people in full, `1855`{parts}{}", or_allow(Code::DecimalCount)),
    ))
}

/// What was counted, as it was written.
fn counts(observation: &Observation, unit: Unit) -> Vec<Decimal> {
    match &observation.shown {
        Shown::Amount(value) if unit == Unit::Count => vec![value.decimal()],
        Shown::Fraction { count, out_of } => vec![*count, *out_of],
        Shown::Amount(_) | Shown::Missing(_) => Vec::new(),
    }
}

/// The periods whose counts are odd beside the others of their row.
fn odd_periods(row: &[(Period, Decimal)], unit: Unit) -> Vec<Period> {
    let with_decimals = || row.iter().filter(|(_, count)| !count.fract().is_zero());
    let is_thousand = |count: Decimal| count.scale() == OF_A_THOUSAND && count >= Decimal::ONE;
    let are_thousands = with_decimals().all(|(_, count)| is_thousand(*count));
    let few = with_decimals().count();
    let among_whole = unit == Unit::Count && row.len() - few >= 2.max(2 * few);
    if are_thousands || among_whole { with_decimals().map(|(period, _)| *period).collect() } else { Vec::new() }
}
