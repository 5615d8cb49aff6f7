//! What the words of definitions tell: the numbers behind figures that are given without them, and which numbers of several indicators are one.
//!
//! A percentage, a rate or an average by itself says nothing of people. Beside what it counts, or what it is out of, it does: 1.2 for every 10,000 of 25,600 children are three. A reader
//! finds those numbers wherever the same words stand, in the same period.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::{Figures, Lineage, Shown};
use crate::model::{Frequency, Indicator, Period, PeriodType, Scorecard, Unit};
use crate::suppress::{Range, UnknownId};

use super::numbers::{Book, EACH, Inferred, Truth, truth};

/// What counts under some words in a period, each with the time of which its indicator speaks.
type Counted<'s, T> = BTreeMap<(String, Period), Vec<(Option<PeriodType>, T)>>;

/// Finds the numbers behind the figures of a project that are given without them.
pub fn inferred(scorecard: &Scorecard, figures: &Figures, range: Range) -> Inferred {
    let mut counted: Counted<'_, i64> = BTreeMap::new();
    let series = || scorecard.indicators().filter_map(|(_, it)| Some((it, figures.of(&it.code)?)));
    for (indicator, (period, observation)) in series().flat_map(|(it, series)| series.iter().map(move |at| (it, at))) {
        let truth = truth(observation, indicator.unit);
        for (words, number) in [(&indicator.count, truth.count), (&indicator.out_of, truth.out_of)] {
            if let (Some(words), Some(number)) = (words, number) {
                counted.entry((normal(words), period)).or_default().push((indicator.period_type, number));
            }
        }
    }
    let mut inferred = Inferred::new();
    for (indicator, series) in series().filter(|(it, _)| it.unit.factor().is_some()) {
        for (period, observation) in series.iter() {
            let Shown::Amount(amount) = &observation.shown else { continue };
            let of = |words: &Option<String>| {
                let known = words.as_ref().and_then(|words| counted.get(&(normal(words), period)));
                let known: Vec<i64> =
                    known.into_iter().flatten().filter(|it| are_one(it.0, indicator)).map(|it| it.1).collect();
                known
            };
            let given = Given { amount: amount.rounded(indicator.decimals).decimal(), unit: indicator.unit, range };
            if let Some(truth) = given.numbers(&of(&indicator.count), &of(&indicator.out_of)) {
                inferred.insert((indicator.code.clone(), period), truth);
            }
        }
    }
    inferred
}

fn normal(words: &str) -> String {
    words.trim().to_lowercase()
}

/// Whether two figures of one period can speak of the same time. A definition that is silent may mean either.
fn are_one(time: Option<PeriodType>, indicator: &Indicator) -> bool {
    time.is_none() || indicator.period_type.is_none() || time == indicator.period_type
}

/// A share or an average as it is printed, without its numbers.
struct Given {
    amount: Decimal,
    unit: Unit,
    range: Range,
}

impl Given {
    /// The numbers behind it, where those that others print tell them.
    fn numbers(&self, counts: &[i64], wholes: &[i64]) -> Option<Truth> {
        if !self.unit.counts_people() {
            // The days of an average count no people, but whoever waited does.
            return wholes.first().map(|whole| Truth { count: None, out_of: Some(*whole) });
        }
        let count = |whole: &i64| Some(Truth { count: Some(self.count(counts, *whole)?), out_of: Some(*whole) });
        wholes.iter().find_map(count).or_else(|| {
            // Whatever it is out of, it stands beside what it counts: other periods tell of how many it may be.
            let count = counts.iter().copied().find(|count| *count > 0 && !self.amount.is_zero())?;
            let whole = (Decimal::from(count) * self.factor()?).checked_div(self.amount)?.round().to_i64()?;
            Some(Truth { count: Some(count), out_of: Some(whole.max(count)) })
        })
    }

    fn factor(&self) -> Option<Decimal> {
        self.unit.factor().map(Decimal::from)
    }

    /// What is counted out of so many: what others print under the same words, else a small number if it can be one, else the likeliest. None and all are shown, whatever was rounded.
    fn count(&self, counts: &[i64], whole: i64) -> Option<i64> {
        let share = |amount: Decimal| (amount * Decimal::from(whole)).checked_div(self.factor()?);
        let half = Decimal::new(5, self.amount.scale() + 1);
        let least = share(self.amount - half)?.ceil().to_i64()?.max(0);
        let most = share(self.amount + half)?.floor().to_i64()?;
        if least > most {
            return None;
        }
        let all = (self.unit == Unit::Percent).then_some(whole);
        let nearest = share(self.amount)?.round().to_i64()?.clamp(least, most);
        if self.amount.is_zero() || Some(nearest) == all && share(self.amount)? == Decimal::from(whole) {
            return Some(nearest);
        }
        let is_small = |count: &i64| {
            (least..=most).contains(count)
                && (self.range.holds(*count) || all.is_some_and(|all| self.range.holds(all - count)))
        };
        let known = counts.iter().copied().find(|count| (least..=most).contains(count));
        let few = || {
            [nearest, self.range.high.min(most), whole - self.range.high.min(whole - least)].into_iter().find(is_small)
        };
        Some(known.or_else(few).unwrap_or(nearest))
    }
}

impl Book {
    /// Numbers of several indicators that count the same words: in one period they are one number, and what was counted in some months comes to what was counted since April or in the last
    /// twelve. Where the figures say otherwise nothing follows.
    pub fn same_words(&mut self, lineages: &[&Lineage<'_>]) {
        let mut counted: Counted<'_, UnknownId> = BTreeMap::new();
        let mut flows: BTreeMap<String, Vec<BTreeMap<Period, UnknownId>>> = BTreeMap::new();
        let mut longer: Vec<(String, PeriodType, Period, UnknownId)> = Vec::new();
        for (row, periods) in self.rows().filter(|(row, _)| row.beside.is_none()) {
            let Some(lineage) = lineages.iter().find(|it| it.indicator.code == row.code) else { continue };
            let Indicator { count, out_of, period_type, .. } = lineage.indicator;
            for (of, words) in EACH.into_iter().zip([count, out_of]) {
                let Some(words) = words.as_deref().map(normal) else { continue };
                let numbers: BTreeMap<Period, UnknownId> =
                    periods.iter().filter_map(|(period, numbers)| Some((*period, of(numbers)?))).collect();
                for (period, id) in &numbers {
                    counted.entry((words.clone(), *period)).or_default().push((*period_type, *id));
                    longer.extend(period_type.map(|time| (words.clone(), time, *period, *id)));
                }
                if *period_type == Some(PeriodType::InPeriod) {
                    flows.entry(words).or_default().push(numbers);
                }
            }
        }
        for ((_, period), numbers) in counted {
            self.one_number(period, &numbers);
        }
        for (words, time, period, id) in longer {
            let flows = flows.get(&words).into_iter().flatten();
            let sums = flows.filter_map(|flow| self.sum_of(flow, time, period, id)).next();
            if let Some(parts) = sums {
                self.equal(id, &parts, period.end());
                self.no_less_than(Some(id), parts.iter().copied());
                self.is_made(id, parts.into_iter().map(|part| (part, 1)).collect());
            }
        }
    }

    fn one_number(&mut self, period: Period, numbers: &[(Option<PeriodType>, UnknownId)]) {
        for (place, (time, id)) in numbers.iter().enumerate() {
            let is_one = |(other, twin): &&(Option<PeriodType>, UnknownId)| {
                twin != id
                    && (other == time || other.is_none() || time.is_none())
                    && self.truth(*twin) == self.truth(*id)
                    && self.made.get(id).is_none_or(|of| **of != [(*twin, 1)])
            };
            let twin = numbers[..place].iter().find(is_one).map(|(_, twin)| *twin);
            if let Some(twin) = twin {
                self.equal(twin, &[*id], period.end());
                self.is_made(*id, vec![(twin, 1)]);
            }
        }
    }

    /// The numbers of a flow that come to one of a longer time, which ends with a period.
    fn sum_of(
        &self,
        flow: &BTreeMap<Period, UnknownId>,
        time: PeriodType,
        period: Period,
        id: UnknownId,
    ) -> Option<Vec<UnknownId>> {
        let a_year = Frequency::Year.months() / period.frequency().months().max(1);
        let latest = |number: i32| (0..number).map(|back| period.earlier(back)).collect();
        let periods: Vec<Period> = match time {
            PeriodType::YearToDate => period.to_date().collect(),
            PeriodType::RollingYear => latest(a_year),
            PeriodType::RollingThreeYears => latest(3 * a_year),
            PeriodType::Snapshot | PeriodType::InPeriod => return None,
        };
        let parts: Vec<UnknownId> = periods.iter().map(|it| flow.get(it).copied()).collect::<Option<_>>()?;
        let sum: i64 = parts.iter().map(|part| self.truth(*part)).sum();
        (parts.len() > 1 && sum == self.truth(id)).then_some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(amount: &str, unit: Unit, counts: &[i64], wholes: &[i64]) -> Option<(Option<i64>, Option<i64>)> {
        let range = Range { low: 1, high: 5 };
        let given = Given { amount: amount.parse().expect("a number"), unit, range };
        given.numbers(counts, wholes).map(|it| (it.count, it.out_of))
    }

    #[test]
    fn a_share_tells_what_it_counts_out_of_a_number_that_is_known() {
        let of = |amount, counts: &[i64], whole| numbers(amount, Unit::Percent, counts, &[whole]);
        assert_eq!(of("7.3", &[], 41), Some((Some(3), Some(41))));
        assert_eq!(of("20.0", &[], 41), None, "8 of 41 are 19.5 and 9 are 22.0");
        // 1 % of 412 are 3 to 6, of which the council knows that it is 6.
        assert_eq!((of("1", &[], 412), of("1", &[6], 412)), (Some((Some(4), Some(412))), Some((Some(6), Some(412)))));
        assert_eq!(
            (of("0", &[], 412), of("100", &[], 412)),
            (Some((Some(0), Some(412))), Some((Some(412), Some(412))))
        );
        // 2 % of 300 are 5 to 7: it may be a small number.
        assert_eq!(of("2", &[], 300), Some((Some(5), Some(300))));
        assert_eq!(of("98", &[], 300), Some((Some(295), Some(300))));
        assert_eq!(of("50", &[], 300), Some((Some(150), Some(300))));
    }

    #[test]
    fn a_rate_tells_what_stands_beside_it() {
        let rate = Unit::Rate { per: 10_000 };
        assert_eq!(numbers("1.2", rate, &[], &[25_600]), Some((Some(3), Some(25_600))));
        assert_eq!(numbers("1.2", rate, &[3], &[]), Some((Some(3), Some(25_000))));
        assert_eq!(numbers("1.2", rate, &[], &[]), None);
        assert_eq!(numbers("30.5", Unit::Days, &[], &[4]), Some((None, Some(4))));
    }
}
