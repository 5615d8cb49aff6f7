//! Amounts that may have been rounded before they were written down.

use rust_decimal::Decimal;

use crate::figures::{Observation, Shown};
use crate::model::{Missing, Unit, Value};

/// Divisions are exact to so much; nothing that is counted differs by less.
const EXACT: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// An amount, and how far the true one may lie from it because it was rounded.
#[derive(Clone, Copy)]
pub struct Amount {
    value: Decimal,
    rounding: Decimal,
}

impl Amount {
    /// No amount at all, exactly.
    pub const ZERO: Self = Self { value: Decimal::ZERO, rounding: Decimal::ZERO };

    /// The amount of a figure; `None` of a state.
    ///
    /// A count in whole numbers and a count out of another are exact; anything else was rounded to the digits in which it
    /// was written.
    pub fn of(observation: &Observation, unit: Unit) -> Option<Self> {
        match &observation.shown {
            Shown::Missing(_) => None,
            Shown::Fraction { .. } => {
                observation.amount(unit).ok().map(|value| Self { value: value.decimal(), rounding: Decimal::ZERO })
            }
            Shown::Amount(value) if unit == Unit::Count && value.decimal().scale() == 0 => {
                Some(Self { value: value.decimal(), rounding: Decimal::ZERO })
            }
            Shown::Amount(value) => Some(Self::written(*value)),
        }
    }

    /// The sum of some figures; `None` where one of them is a state. No cases add nothing.
    pub fn sum<'o>(figures: impl IntoIterator<Item = &'o Observation>, unit: Unit) -> Option<Self> {
        let cases = figures.into_iter().filter(|figure| figure.shown != Shown::Missing(Missing::NoCases));
        cases.into_iter().try_fold(Self::ZERO, |sum, figure| Some(sum.plus(Self::of(figure, unit)?)))
    }

    /// An amount as it was written, rounded to its last digit.
    pub fn written(value: Value) -> Self {
        let value = value.decimal();
        Self { value, rounding: Decimal::new(5, value.scale().min(20) + 1) }
    }

    pub fn plus(self, other: Self) -> Self {
        Self { value: self.value.saturating_add(other.value), rounding: self.rounding.saturating_add(other.rounding) }
    }

    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { value: -other.value, ..other })
    }

    /// Whether both can be the same amount, rounded differently.
    pub fn agrees_with(self, other: Self) -> bool {
        let apart = self.value.saturating_sub(other.value).abs();
        apart <= self.rounding.saturating_add(other.rounding).saturating_add(EXACT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, unit: Unit) -> Amount {
        let value = Value::parse(text).expect("a number");
        Amount::of(&Observation::new(Shown::Amount(value)), unit).expect("a figure")
    }

    #[test]
    fn counts_are_exact_and_other_amounts_are_as_exact_as_they_were_written() {
        assert!(!amount("84", Unit::Count).agrees_with(amount("85", Unit::Count)));
        assert!(amount("84", Unit::Percent).agrees_with(amount("84.5", Unit::Percent)));
        assert!(!amount("84", Unit::Percent).agrees_with(amount("84.6", Unit::Percent)));
        assert!(!amount("84.0", Unit::Percent).agrees_with(amount("84.2", Unit::Percent)));
    }

    #[test]
    fn a_third_is_what_three_of_nine_are() {
        let share = |count: i64, out_of: i64| {
            let shown = Shown::Fraction { count: count.into(), out_of: out_of.into() };
            Amount::of(&Observation::new(shown), Unit::Percent).expect("a figure")
        };
        assert!(share(1, 3).agrees_with(share(3, 9)));
        assert!(share(1, 3).plus(share(2, 3)).agrees_with(share(7, 7)));
        assert!(!share(1, 3).agrees_with(share(333, 1000)));
    }
}
