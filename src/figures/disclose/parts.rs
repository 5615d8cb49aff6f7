//! Parts of a breakdown: as many hidden as it takes that none can be worked out from the whole.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::figures::aggregate::Figure;
use crate::figures::{Observation, Shown};
use crate::ledger::{Account, Entry};
use crate::model::{Breakdown, Companion, FigureKind, Missing, Period, SmallNumbersPolicy};

use super::discloser::{Discloser, hidden};

impl<'s> Discloser<'s> {
    /// Puts the parts of every breakdown into an account; each period by itself, so that none gives away what is hidden in it.
    pub(super) fn add_parts(&self, account: &mut Account) {
        for (place, breakdown) in self.lineage.indicator.breakdowns.iter().enumerate() {
            let mut rows: Vec<BTreeMap<Period, Entry>> = vec![BTreeMap::new(); breakdown.parts.len()];
            for period in self.periods_of_parts(place, breakdown) {
                let given = self.given_parts(place, breakdown, period);
                let comes_to_it = self.come_to_the_whole(&given, period);
                let adds_up = breakdown.sums || comes_to_it;
                if adds_up {
                    account.add_sum(&breakdown.by, period, comes_to_it);
                }
                for (row, entry) in rows.iter_mut().zip(self.parts(place, &given, period, adds_up)) {
                    row.extend(entry.map(|entry| (period, entry)));
                }
            }
            for (name, row) in breakdown.parts.iter().zip(rows) {
                account.insert(FigureKind::Part { by: breakdown.by.clone(), name: name.clone() }, row);
            }
        }
    }

    fn row(&self, place: usize, part: usize, period: Period) -> Option<&'s Observation> {
        self.figures.beside(&self.lineage.indicator.code, Companion::Part { breakdown: place, part })?.at(period)
    }

    fn given_parts(&self, place: usize, breakdown: &Breakdown, period: Period) -> Vec<Option<&'s Observation>> {
        (0..breakdown.parts.len()).map(|part| self.row(place, part, period)).collect()
    }

    /// Those of which the data give a part.
    fn periods_of_parts(&self, place: usize, breakdown: &Breakdown) -> BTreeSet<Period> {
        let rows = (0..breakdown.parts.len()).flat_map(|part| self.given(Companion::Part { breakdown: place, part }));
        rows.map(|(period, _)| period).collect()
    }

    fn parts(
        &self,
        place: usize,
        given: &[Option<&'s Observation>],
        period: Period,
        adds_up: bool,
    ) -> Vec<Option<Entry>> {
        let one = |(part, observation): (usize, &Option<&'s Observation>)| {
            let entry = self.entry(&Figure::Given((*observation)?), period);
            let is_small_step = self.is_small_step(period, |period| self.row(place, part, period));
            Some(if is_small_step { hidden(entry) } else { entry })
        };
        let mut parts: Vec<Option<Entry>> = given.iter().enumerate().map(one).collect();
        // Whether or not they are said to add up: if they do, one hidden part can be worked out.
        if adds_up {
            let sizes: Vec<_> = given.iter().map(|part| part.and_then(Sizes::of)).collect();
            hide_enough(&mut parts, &sizes, self.scorecard.small_numbers.policy);
            if self.gives_away(period) {
                let shown = parts.iter_mut().flatten().filter(|part| part.value.is_figure());
                shown.for_each(|part| *part = hidden(part.clone()));
            }
        }
        parts
    }

    /// Whether the true figures of the parts come to the whole's.
    fn come_to_the_whole(&self, parts: &[Option<&Observation>], period: Period) -> bool {
        let count = |observation: &Observation| Sizes::of(observation).map(|sizes| sizes.count);
        let sum = parts.iter().map(|part| count((*part)?)).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?));
        sum.is_some() && sum == self.lineage.at(period).and_then(|figure| count(figure.observation()))
    }
}

/// The numbers behind a part, true ones.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    count: Decimal,
    /// Of a fraction.
    out_of: Option<Decimal>,
}

impl Sizes {
    fn of(observation: &Observation) -> Option<Self> {
        match &observation.shown {
            Shown::Amount(value) => Some(Self { count: value.decimal(), out_of: None }),
            Shown::Fraction { count, out_of } => Some(Self { count: *count, out_of: Some(*out_of) }),
            Shown::Missing(Missing::NoCases) => Some(Self { count: Decimal::ZERO, out_of: Some(Decimal::ZERO) }),
            Shown::Missing(_) => None,
        }
    }
}

type IsHidden = fn(&Entry) -> bool;
type SizeOf = fn(&Sizes) -> Option<Decimal>;

/// Hides further parts, smallest first, until what is hidden cannot be worked out from the whole: at least two, which come to no small number
/// together. The same for what the parts are counted out of.
fn hide_enough(parts: &mut [Option<Entry>], sizes: &[Option<Sizes>], policy: SmallNumbersPolicy) {
    let columns: [(IsHidden, SizeOf); 2] = [
        (|part| part.value.is_hidden() || part.count.is_hidden(), |sizes| Some(sizes.count)),
        (|part| part.out_of.is_hidden(), |sizes| sizes.out_of),
    ];
    for (is_hidden, size) in columns {
        loop {
            let is_hidden = |i: &usize| parts[*i].as_ref().is_some_and(is_hidden);
            let all: Vec<usize> = (0..parts.len()).filter(is_hidden).collect();
            let together: Decimal = all.iter().filter_map(|i| size(&sizes[*i]?)).sum();
            if all.is_empty() || (all.len() > 1 && !policy.hides(together)) {
                break;
            }
            let of = |i: &usize| sizes[*i].as_ref().and_then(size).filter(|size| *size > Decimal::ZERO);
            let next = (0..parts.len()).filter(|i| !all.contains(i) && of(i).is_some()).min_by_key(of);
            let Some(next) = next.and_then(|next| parts[next].as_mut()) else { break };
            *next = hidden(next.clone());
        }
    }
}
