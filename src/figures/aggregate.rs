//! Figures of longer periods, made from those of the shorter ones in them.
//!
//! Percentages and averages are never averaged: a year's percentage is the sum of what was counted in its months out of the sum of
//! what it was counted from. The mean of the months would let one of four children weigh as much as one of forty.

use rust_decimal::Decimal;

use crate::model::{Aggregation, Marks, Missing, Period, Value};

use super::lineage::Lineage;
use super::series::{Observation, Shown};

/// A figure with its origin.
#[derive(Debug, Clone)]
pub(super) enum Figure<'s> {
    /// As the data give it.
    Given(&'s Observation),
    /// Made from the figures of shorter periods.
    Derived(Derived<'s>),
}

/// A figure that was not given but follows from others.
#[derive(Debug, Clone)]
pub(super) struct Derived<'s> {
    /// What follows.
    pub observation: Observation,
    /// The figures that it was made from, each with its period.
    pub parts: Vec<(Period, &'s Observation)>,
}

impl Figure<'_> {
    /// What the figure is.
    pub(super) fn observation(&self) -> &Observation {
        match self {
            Figure::Given(observation) => observation,
            Figure::Derived(derived) => &derived.observation,
        }
    }
}

impl<'s> Lineage<'s> {
    /// The figure of a period, made from shorter periods where none is given and the definition allows it.
    pub(super) fn at(&self, period: Period) -> Option<Figure<'s>> {
        match self.given(period) {
            Some(observation) => Some(Figure::Given(observation)),
            None => self.of(period).derived(period).map(Figure::Derived),
        }
    }

    /// The figure of a period that its shorter periods give, whether or not one is given as well.
    pub(super) fn derived(&self, period: Period) -> Option<Derived<'s>> {
        let own = self.frequency().filter(|own| own.months() < period.frequency().months())?;
        derive(self, period.parts(own), self.indicator.aggregation)
    }
}

/// Makes one figure of several periods in order; `None` where the definition does not allow it, where one of them has no figure, or
/// where the series breaks among them, so that they do not count the same.
///
/// A period without cases adds nothing; any other state leaves the whole unknown.
pub(super) fn derive<'s>(
    lineage: &Lineage<'s>,
    periods: impl Iterator<Item = Period>,
    aggregation: Aggregation,
) -> Option<Derived<'s>> {
    let periods: Vec<Period> = periods.collect();
    if aggregation == Aggregation::Latest {
        let last = *periods.last()?;
        let observation = lineage.given(last)?;
        return Some(Derived { parts: vec![(last, observation)], observation: observation.clone() });
    }
    let parts: Vec<(Period, &Observation)> =
        periods.into_iter().map(|period| Some((period, lineage.given(period)?))).collect::<Option<_>>()?;
    if parts.iter().skip(1).any(|(period, _)| lineage.break_at(*period).is_some()) {
        return None;
    }
    let observations = || parts.iter().map(|(_, observation)| *observation);
    let shown = total(observations(), aggregation)?;
    let marks = observations().fold(Marks::default(), |all, part| Marks {
        provisional: all.provisional || part.marks.provisional,
        estimated: all.estimated || part.marks.estimated,
        forecast: all.forecast || part.marks.forecast,
        too_early: all.too_early || part.marks.too_early,
        ..all
    });
    Some(Derived { observation: Observation { marks, ..Observation::new(shown) }, parts })
}

/// The sum of figures, or the ratio of their sums.
fn total<'a>(parts: impl Iterator<Item = &'a Observation>, aggregation: Aggregation) -> Option<Shown> {
    let (mut sum, mut whole) = (Decimal::ZERO, Decimal::ZERO);
    let (mut any, mut empty) = (false, true);
    for part in parts {
        empty = false;
        match (&part.shown, aggregation) {
            (Shown::Amount(value), Aggregation::Sum) => sum = sum.saturating_add(value.decimal()),
            (Shown::Fraction { count, out_of }, Aggregation::RatioOfSums) => {
                (sum, whole) = (sum.saturating_add(*count), whole.saturating_add(*out_of));
            }
            (Shown::Missing(Missing::NoCases), Aggregation::Sum | Aggregation::RatioOfSums) => continue,
            (Shown::Amount(_) | Shown::Fraction { .. } | Shown::Missing(_), _) => return None,
        }
        any = true;
    }
    match aggregation {
        _ if !any => (!empty).then_some(Shown::Missing(Missing::NoCases)),
        Aggregation::Sum => Some(Shown::Amount(Value::from_decimal(sum))),
        Aggregation::RatioOfSums => Some(Shown::Fraction { count: sum, out_of: whole }),
        Aggregation::Latest | Aggregation::None => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Unit;

    fn fraction(count: u32, out_of: u32) -> Observation {
        Observation::new(Shown::Fraction { count: count.into(), out_of: out_of.into() })
    }

    proptest! {
        /// The percentage of a longer period is that of its sums, and lies between those of its parts; it is not their average.
        #[test]
        fn a_derived_percentage_is_that_of_the_sums(parts in prop::collection::vec((0..500u32, 1..500u32), 1..13)) {
            let parts: Vec<(u32, u32)> = parts.into_iter().map(|(count, more)| (count, count + more)).collect();
            let observations: Vec<Observation> = parts.iter().map(|(count, out_of)| fraction(*count, *out_of)).collect();
            let (count, out_of) = parts.iter().fold((0, 0), |(c, o), (count, out_of)| (c + count, o + out_of));
            let whole = total(observations.iter(), Aggregation::RatioOfSums).unwrap();
            prop_assert_eq!(&whole, &Shown::Fraction { count: count.into(), out_of: out_of.into() });
            let share = |shown: &Shown| Observation::new(shown.clone()).amount(Unit::Percent).unwrap();
            let all: Vec<Value> = observations.iter().map(|part| share(&part.shown)).collect();
            prop_assert!(all.iter().min() <= Some(&share(&whole)) && Some(&share(&whole)) <= all.iter().max());
        }

        /// Percentages that were given without their parts are never put together.
        #[test]
        fn percentages_are_not_averaged(values in prop::collection::vec(0..100i64, 1..13)) {
            let given: Vec<Observation> =
                values.iter().map(|value| Observation::new(Shown::Amount(Value::new(*value, 0)))).collect();
            prop_assert_eq!(total(given.iter(), Aggregation::RatioOfSums), None);
        }

        /// A year to date is the sum of its months.
        #[test]
        fn a_sum_is_the_sum_of_its_months(values in prop::collection::vec(0..10_000i64, 1..13)) {
            let given: Vec<Observation> =
                values.iter().map(|value| Observation::new(Shown::Amount(Value::new(*value, 0)))).collect();
            let sum = Value::new(values.iter().sum(), 0);
            prop_assert_eq!(total(given.iter(), Aggregation::Sum), Some(Shown::Amount(sum)));
        }
    }

    #[test]
    fn a_month_without_cases_adds_nothing_and_an_unknown_one_leaves_all_unknown() {
        let none = Observation::new(Shown::Missing(Missing::NoCases));
        let late = Observation::new(Shown::Missing(Missing::Awaited));
        let sum = |parts: &[Observation]| total(parts.iter(), Aggregation::RatioOfSums);
        assert_eq!(sum(&[fraction(1, 4), none.clone()]), Some(Shown::Fraction { count: 1.into(), out_of: 4.into() }));
        assert_eq!(sum(&[none.clone(), none]), Some(Shown::Missing(Missing::NoCases)));
        assert_eq!(sum(&[fraction(1, 4), late]), None);
    }
}
