//! A nought where nobody had a figure.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::figures::{Observation, Shown};
use crate::model::{Indicator, Period, Unit};

use super::scope::{Scope, figures};
use super::wording::{or_allow, say};

/// So many figures say what is usual.
const LEAST: usize = 2;

/// Percentages that may fall to none within a period lie below this.
const HIGH_PERCENTAGE: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// Rates and averages of a few cases lie below this.
const HIGH_AMOUNT: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

/// Asks about a nought given alone as the latest figure, where all before it are high and none is twice another: a spreadsheet shows an empty cell
/// so. A count falls to none rightly, a count out of another says itself that it is none, and a percentage that was always 100 may be one case.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let found = scope.subject_to(Code::LoneNought).filter_map(|indicator| {
        let period = sudden(scope, indicator)?;
        Some(say(
            Code::LoneNought,
            format!("`{}` lies far below all its earlier figures for {period}", indicator.code),
            [(scope.cell(indicator, period), String::new())],
            format!(
                "see whether there is a figure at all; where there is none write `x` not available or `late` data awaited{}",
                or_allow(Code::LoneNought)
            ),
        ))
    });
    found.collect()
}

/// The latest period, where its figure is a nought that nothing announced.
fn sudden(scope: &Scope<'_>, indicator: &Indicator) -> Option<Period> {
    let high = match indicator.unit {
        Unit::Count => return None,
        Unit::Percent => HIGH_PERCENTAGE,
        Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds(_) | Unit::Ratio | Unit::Score => {
            HIGH_AMOUNT
        }
    };
    let series = scope.series(indicator)?;
    let frequency = series.frequency();
    let own = figures(series).filter(|(period, _)| Some(period.frequency()) == frequency);
    let given: Vec<_> = own.collect();
    let ((period, last), before) = given.split_last()?;
    let is_nought = matches!(&last.shown, Shown::Amount(value) if value.decimal().is_zero());
    let amount = |(_, observation): &(Period, &Observation)| Some(observation.amount(indicator.unit).ok()?.decimal());
    let amounts: Vec<Decimal> = before.iter().filter_map(amount).collect();
    let (least, most) = (amounts.iter().min()?, amounts.iter().max()?);
    let is_steady = *least >= high && *most <= least.saturating_mul(Decimal::TWO);
    let is_all = indicator.unit == Unit::Percent && *least == Decimal::ONE_HUNDRED;
    (is_nought && amounts.len() >= LEAST && is_steady && !is_all).then_some(*period)
}
