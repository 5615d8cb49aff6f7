//! Which figures stay here: counts below the policy's threshold, and the percentages that would give them away.
//!
//! Source of the thresholds: the Department for Education hides 1 to 5 for children in need, NHS England 1 to 7 for
//! hospital statistics. A part, its complement and the whole are each a count of people: a percentage is hidden when any of
//! them is small.

use rust_decimal::Decimal;

use crate::figures::{Observation, Shown};
use crate::ledger::{Disclosed, Suppression};
use crate::model::{Missing, SmallNumbersPolicy, Unit, Value};

/// The parts of a figure that may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// In the indicator's unit, rounded once.
    pub value: Disclosed<Value>,
    /// What was counted; missing where the figure was given directly.
    pub count: Disclosed<Value>,
    /// Out of what.
    pub out_of: Disclosed<Value>,
}

/// Applies the policy to one observation.
pub fn parts(observation: &Observation, unit: Unit, decimals: u32, policy: SmallNumbersPolicy) -> Parts {
    let value = match observation.amount(unit) {
        Ok(value) => Disclosed::Value(value.rounded(decimals)),
        Err(reason) => Disclosed::Missing(reason),
    };
    let no_inputs = Disclosed::Missing(Missing::NotAvailable);
    let hidden = Disclosed::Suppressed(Suppression::SmallNumber);
    let is_small = |count: Decimal| policy.hides(count);
    match &observation.shown {
        Shown::Missing(reason) => {
            Parts { value, count: Disclosed::Missing(*reason), out_of: Disclosed::Missing(*reason) }
        }
        Shown::Amount(amount) => {
            let small = unit == Unit::Count && is_small(amount.decimal());
            Parts { value: if small { hidden } else { value }, count: no_inputs, out_of: no_inputs }
        }
        Shown::Fraction { count, out_of } => {
            let complement = out_of - count;
            // The days of an average count no people.
            let small_part = (unit.counts_people() && is_small(*count))
                || is_small(*out_of)
                || (unit == Unit::Percent && is_small(complement));
            let shown = |amount: Decimal| Disclosed::Value(Value::from_decimal(amount));
            Parts {
                value: if small_part { hidden } else { value },
                count: if small_part { hidden } else { shown(*count) },
                out_of: if is_small(*out_of) { hidden } else { shown(*out_of) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(count: i64, out_of: i64) -> Parts {
        let shown = Shown::Fraction { count: count.into(), out_of: out_of.into() };
        super::parts(&Observation::new(shown), Unit::Percent, 0, SmallNumbersPolicy::Dfe)
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
    fn zero_and_large_parts_are_shown() {
        assert_eq!(parts(0, 40).value.value(), Some(Value::new(0, 0)));
        assert_eq!(parts(20, 40).value.value(), Some(Value::new(50, 0)));
        assert_eq!(parts(40, 40).value.value(), Some(Value::new(100, 0)));
    }
}
