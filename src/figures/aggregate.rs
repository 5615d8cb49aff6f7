//! Figures of longer periods, made from those of the shorter ones in them.
//!
//! Percentages and averages are never averaged: a year's percentage is the sum of what was counted in its months out of the sum of
//! what it was counted from. The mean of the months would let one of four children weigh as much as one of forty.

use rust_decimal::Decimal;

use crate::model::{Aggregation, Frequency, Indicator, Marks, Missing, Period, PeriodType, Value};

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

/// Why a longer period has no figure, though shorter ones in it have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMade {
    /// The definition does not say how: of which time a figure speaks, or that figures of another length follow from it.
    Definition,
    /// Shares and averages cannot be put together without the numbers behind them.
    NoNumbers,
    /// A shorter period has no figure, and perhaps a state that says why; the last of them, and how many others there are.
    Gap(Period, Option<Missing>, usize),
    /// The series breaks there, so that the periods before and after do not count the same.
    Break(Period),
}

/// A period with what the data give for it.
pub(super) type Piece<'s> = (Period, Option<&'s Observation>);

impl<'s> Lineage<'s> {
    /// The figure of a period, made from shorter periods where none is given and the definition allows it.
    pub(super) fn at(&self, period: Period) -> Option<Figure<'s>> {
        match self.given(period) {
            Some(observation) => Some(Figure::Given(observation)),
            None => self.of(period).derived(period).ok().map(Figure::Derived),
        }
    }

    /// Why a period has no figure though shorter ones in it have; `None` where the data give one, or it is made from those, or there are none.
    pub fn not_made(&self, period: Period) -> Option<NotMade> {
        let lineage = self.of(period);
        if lineage.given(period).is_some() {
            return None;
        }
        let has_figure = |(_, part): &Piece<'_>| part.is_some_and(Observation::is_figure);
        lineage.pieces(period).iter().any(has_figure).then(|| lineage.derived(period).err()).flatten()
    }

    /// The figure of a period that its shorter periods give.
    fn derived(&self, period: Period) -> Result<Derived<'s>, NotMade> {
        derive(self, self.pieces(period), self.indicator.aggregation)
    }

    /// The shorter periods that make one up: the finest where all of them are given, else longer ones that are. The period itself where none is shorter.
    pub(super) fn pieces(&self, period: Period) -> Vec<Piece<'s>> {
        let own = self.frequency().map_or(period.frequency().months(), Frequency::months);
        let is_shorter = |it: &Frequency| (own..period.frequency().months()).contains(&it.months());
        let Some(next) = [Frequency::Quarter, Frequency::Month].into_iter().find(is_shorter) else {
            return vec![self.piece(period)];
        };
        let is_given = |(_, piece): &Piece<'_>| piece.is_some();
        // Most periods have all their months, and this is asked of every one of a project.
        let parts = |of: Frequency| period.parts(of).map(|part| self.piece(part));
        let finest: Vec<Piece<'s>> = self.frequency().map_or_else(Vec::new, |own| parts(own).collect());
        if next.months() == own || finest.iter().all(is_given) {
            return finest;
        }
        let of_part = |part: Piece<'s>| {
            let pieces = self.pieces(part.0);
            if is_given(&part) && !pieces.iter().all(is_given) { vec![part] } else { pieces }
        };
        parts(next).flat_map(of_part).collect()
    }

    pub(super) fn piece(&self, period: Period) -> Piece<'s> {
        (period, self.given(period))
    }
}

/// Makes one figure of several periods in order, or says why the definition does not allow it.
///
/// Nothing is made where one of them has no figure, or where the series breaks among them, so that they do not count the same. A period without
/// cases adds nothing; any other state leaves the whole unknown.
pub(super) fn derive<'s>(
    lineage: &Lineage<'s>,
    pieces: Vec<Piece<'s>>,
    aggregation: Aggregation,
) -> Result<Derived<'s>, NotMade> {
    match aggregation {
        Aggregation::None => return Err(without_a_way(lineage.indicator)),
        Aggregation::Latest => {
            let (last, observation) = *pieces.last().ok_or(NotMade::Definition)?;
            let observation = observation.ok_or(NotMade::Gap(last, None, 0))?;
            return Ok(Derived { parts: vec![(last, observation)], observation: observation.clone() });
        }
        Aggregation::Sum | Aggregation::RatioOfSums => {}
    }
    if let Some(gap) = gap(&pieces) {
        return Err(gap);
    }
    let parts: Vec<(Period, &Observation)> =
        pieces.into_iter().filter_map(|(period, observation)| Some((period, observation?))).collect();
    if let Some((period, _)) = parts.iter().skip(1).find(|(period, _)| lineage.break_at(*period).is_some()) {
        return Err(NotMade::Break(*period));
    }
    let observations = || parts.iter().map(|(_, observation)| *observation);
    let shown = total(observations(), aggregation).ok_or(NotMade::NoNumbers)?;
    let marks = observations().fold(Marks::default(), |all, part| Marks {
        provisional: all.provisional || part.marks.provisional,
        estimated: all.estimated || part.marks.estimated,
        forecast: all.forecast || part.marks.forecast,
        too_early: all.too_early || part.marks.too_early,
        ..all
    });
    Ok(Derived { observation: Observation { marks, ..Observation::new(shown) }, parts })
}

/// What an indicator lacks of which no longer figures are made: the numbers behind its shares, else a word of its definition.
fn without_a_way(indicator: &Indicator) -> NotMade {
    let has_numbers = indicator.count.is_some() && indicator.out_of.is_some();
    let is_amount = indicator.unit.is_amount();
    if indicator.period_type == Some(PeriodType::InPeriod) && !has_numbers && !is_amount {
        NotMade::NoNumbers
    } else {
        NotMade::Definition
    }
}

/// The periods among some that leave the whole unknown.
fn gap(pieces: &[Piece<'_>]) -> Option<NotMade> {
    let unknown = |(period, observation): &Piece<'_>| match observation.map(Observation::state) {
        Some(None | Some(Missing::NoCases)) => None,
        Some(state) => Some((*period, state)),
        None => Some((*period, None)),
    };
    let gaps: Vec<(Period, Option<Missing>)> = pieces.iter().filter_map(unknown).collect();
    let (last, state) = *gaps.last()?;
    Some(NotMade::Gap(last, state, gaps.len() - 1))
}

/// The sum of figures, or the ratio of their sums; `None` where one is of another kind than the way asks for.
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
