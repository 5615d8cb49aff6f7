//! Which figures stay here: counts below the policy's threshold, and the percentages that would give them away.
//!
//! Source of the thresholds: the Department for Education hides 1 to 5 for children in need, NHS England 1 to 7 for
//! hospital statistics. A part, its complement and the whole are each a count of people: a percentage is hidden when any of
//! them is small.

use rust_decimal::Decimal;

use crate::figures::{Observation, Shown};
use crate::ledger::{Disclosed, Suppression};
use crate::model::{Indicator, Missing, SmallNumbersPolicy, Unit, Value};

/// The parts of a figure that may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// In the indicator's unit, rounded once; a fraction that is held against none or all is never rounded into it.
    pub value: Disclosed<Value>,
    /// Before rounding; `None` where that would say more than the parts that are shown.
    pub exact: Option<Value>,
    /// What was counted; missing where the figure was given directly.
    pub count: Disclosed<Value>,
    /// Out of what.
    pub out_of: Disclosed<Value>,
}

/// Whether the figure itself is hidden, by the policy or by its source.
pub fn is_hidden(observation: &Observation, unit: Unit, policy: SmallNumbersPolicy) -> bool {
    match &observation.shown {
        Shown::Missing(Missing::Between(range)) => {
            unit == Unit::Count && [range.low(), range.high()].iter().any(|end| policy.hides(end.decimal()))
        }
        Shown::Missing(reason) => *reason == Missing::SuppressedBySource,
        Shown::Amount(amount) => unit == Unit::Count && policy.hides(amount.decimal()),
        Shown::Fraction { count, out_of } => {
            // The days of an average count no people.
            (unit.counts_people() && policy.hides(*count))
                || policy.hides(*out_of)
                || (unit == Unit::Percent && policy.hides(out_of - count))
        }
    }
}

/// Whether the figure before rounding says no more than what is shown. A fraction whose two numbers are shown has said it. A percentage or
/// a rate that was given directly has not: 14.2857% is one of seven, and its numbers are shown nowhere.
fn tells_no_more(observation: &Observation, unit: Unit, policy: SmallNumbersPolicy) -> bool {
    let is_hidden = is_hidden(observation, unit, policy);
    match &observation.shown {
        Shown::Missing(_) => false,
        Shown::Amount(_) => !is_hidden && (!unit.counts_people() || policy.greatest().is_none()),
        Shown::Fraction { out_of, .. } => !is_hidden && !policy.hides(*out_of),
    }
}

/// Applies the policy to one observation, with the figure as the indicator's pages print it.
pub fn parts(observation: &Observation, indicator: &Indicator, policy: SmallNumbersPolicy) -> Parts {
    let is_fraction = matches!(observation.shown, Shown::Fraction { .. });
    let printed = |value| if is_fraction { told_apart(value, indicator) } else { value.rounded(indicator.decimals) };
    decided(observation, indicator.unit, policy.of(indicator.counts), printed)
}

/// The same before the figure is rounded.
pub fn unrounded(observation: &Observation, indicator: &Indicator, policy: SmallNumbersPolicy) -> Parts {
    decided(observation, indicator.unit, policy.of(indicator.counts), |value| value)
}

/// A fraction rounded once: at the indicator's decimals, and where those would make one of many none, or all but one all, while that is
/// what it is held against, at as many more as tell it from that.
fn told_apart(exact: Value, indicator: &Indicator) -> Value {
    let rounded = exact.rounded(indicator.decimals);
    let all = (indicator.unit == Unit::Percent).then_some(Value::new(100, 0));
    let is_absolute = rounded == Value::new(0, 0) || Some(rounded) == all;
    if exact == rounded || !is_absolute || !indicator.limits().any(|limit| limit == rounded) {
        return rounded;
    }
    let finer = (indicator.decimals + 1..=MOST_DECIMALS).map(|decimals| exact.rounded(decimals));
    finer.into_iter().find(|finer| *finer != rounded).unwrap_or(rounded)
}

/// As many as an exact amount can have.
const MOST_DECIMALS: u32 = 28;

fn decided(
    observation: &Observation,
    unit: Unit,
    policy: SmallNumbersPolicy,
    printed: impl Fn(Value) -> Value,
) -> Parts {
    let amount = observation.amount(unit);
    let value = match amount {
        Ok(value) => Disclosed::Value(printed(value)),
        Err(reason) => Disclosed::Missing(reason),
    };
    let no_inputs = Disclosed::Missing(Missing::NotAvailable);
    let hidden = Disclosed::Suppressed(Suppression::SmallNumber);
    let is_hidden = is_hidden(observation, unit, policy);
    let exact = amount.ok().filter(|_| tells_no_more(observation, unit, policy));
    match &observation.shown {
        Shown::Missing(Missing::Between(_)) => {
            Parts { value: if is_hidden { hidden } else { value }, exact, count: no_inputs, out_of: no_inputs }
        }
        Shown::Missing(reason) => {
            Parts { value, exact, count: Disclosed::Missing(*reason), out_of: Disclosed::Missing(*reason) }
        }
        Shown::Amount(_) => {
            Parts { value: if is_hidden { hidden } else { value }, exact, count: no_inputs, out_of: no_inputs }
        }
        Shown::Fraction { count, out_of } => {
            let shown = |amount: Decimal| Disclosed::Value(Value::from_decimal(amount));
            Parts {
                value: if is_hidden { hidden } else { value },
                exact,
                count: if is_hidden { hidden } else { shown(*count) },
                out_of: if policy.hides(*out_of) { hidden } else { shown(*out_of) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(count: i64, out_of: i64) -> Parts {
        let shown = Shown::Fraction { count: count.into(), out_of: out_of.into() };
        super::decided(&Observation::new(shown), Unit::Percent, SmallNumbersPolicy::DFE, |value| value.rounded(0))
    }

    #[test]
    fn a_small_part_hides_its_percentage_and_count_but_not_a_large_whole() {
        let hidden = parts(3, 40);
        assert!(hidden.value.is_hidden() && hidden.count.is_hidden());
        assert_eq!(hidden.out_of.value(), Some(Value::new(40, 0)));
    }

    #[test]
    fn a_small_complement_or_whole_hides_as_well() {
        assert!(parts(37, 40).value.is_hidden());
        assert!(parts(4, 4).out_of.is_hidden());
    }

    #[test]
    fn before_rounding_a_figure_is_known_where_its_numbers_are() {
        let exact = |count, out_of| parts(count, out_of).exact;
        assert_eq!(exact(20, 32), Some(Value::new(625, 1)));
        assert_eq!((exact(3, 40), exact(37, 40), exact(4, 4)), (None, None, None));
        let given = |unit, policy| {
            let given = Observation::new(Shown::Amount(Value::new(142_857, 4)));
            super::decided(&given, unit, policy, |value| value.rounded(0)).exact
        };
        assert_eq!(given(Unit::Percent, SmallNumbersPolicy::DFE), None, "one of seven");
        assert_eq!(given(Unit::Percent, SmallNumbersPolicy::NONE), Some(Value::new(142_857, 4)));
        assert_eq!(given(Unit::Days, SmallNumbersPolicy::DFE), Some(Value::new(142_857, 4)));
    }

    #[test]
    fn zero_and_large_parts_are_shown() {
        assert_eq!(parts(0, 40).value.value(), Some(Value::new(0, 0)));
        assert_eq!(parts(20, 40).value.value(), Some(Value::new(50, 0)));
        assert_eq!(parts(40, 40).value.value(), Some(Value::new(100, 0)));
    }
}
