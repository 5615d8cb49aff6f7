//! What readers have already: figures that published editions printed, and those that they hid.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;

use crate::ledger::FigureId;
use crate::model::{FigureKind, Value};
use crate::suppress::{Case, Fact, UnknownId};

use super::numbers::{Book, Numbers};
use super::versions::{Edited, Share, Users, Way};

/// The figures of one edition; `None` where it hid one.
pub type Edition = BTreeMap<FigureId, Option<Value>>;

/// What was printed before.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// Every published edition: what it printed cannot be taken back.
    pub editions: Vec<Edition>,
    /// The edition that is made again: it hides what it hid, whatever would be decided today.
    pub again: Option<Edition>,
}

/// A figure as it is today.
#[derive(Debug, Clone, Copy)]
pub struct Today {
    /// The numbers behind it.
    pub numbers: Numbers,
    /// As it would be printed; `None` where it is small.
    pub value: Option<Value>,
    /// By what a count out of a number is multiplied.
    pub factor: Option<u32>,
    /// Whether it is given without its numbers, so that an edition that hid it printed what it is out of elsewhere.
    pub is_bare: bool,
}

impl Book {
    /// Takes in what editions have told. A number that they printed as it is today is known. Where one was corrected since, they speak of numbers of before: those that they hid stay protected,
    /// and what hangs together with a corrected number and was hidden stays so, because today's figures beside those of before tell more than either.
    pub(super) fn learn(&mut self, editions: &[Edition], today: &BTreeMap<FigureId, Today>) {
        let mut all: Vec<Edited> = Vec::new();
        for edited in editions.iter().map(|edition| edited(edition, today)) {
            match all.iter_mut().find(|other| other.agrees_with(&edited)) {
                Some(other) => other.join(edited),
                None => all.push(edited),
            }
        }
        self.forget_repeats(&all);
        let users = Users::of(self);
        let noughts = self.noughts(today);
        let ways: Vec<_> = all.iter().map(|edited| self.ways(edited, &users, &noughts)).collect();
        let mut kept: BTreeSet<UnknownId> = BTreeSet::new();
        for (edited, ways) in all.iter().zip(&ways) {
            let moved: BTreeSet<UnknownId> = ways.iter().flat_map(|way| &way.moved).copied().collect();
            self.is_public(edited.same(self).filter(|id| !moved.contains(id)).collect());
            kept.extend(self.kept_of(edited));
        }
        let is_as_it_was = |(edited, ways): &(&Edited, &Vec<Way>)| {
            edited.is_as_it_was(self) && ways.iter().all(|way| way.moved.is_empty())
        };
        let others = all.iter().zip(&ways).filter(|it| !is_as_it_was(it));
        let cases = others.map(|(_, ways)| ways.len()).max().unwrap_or(0);
        // Noughts of before may say less than those of today.
        let moved: BTreeSet<UnknownId> =
            ways.iter().flatten().filter(|_| cases > 0).flat_map(|way| &way.moved).copied().collect();
        for id in moved {
            if self.universe.unknown(id).protects.is_some() {
                self.universe.protect(id, self.range);
            }
        }
        for case in 0..cases {
            for (edited, ways) in all.iter().zip(&ways) {
                let (_, doubts) = self.put(edited, &users, &ways[case % ways.len()], Case(case));
                doubts.iter().for_each(|doubt| self.universe.assume(doubt.assumed));
            }
        }
        let kept: Vec<UnknownId> = kept.into_iter().filter(|id| self.can_hide(*id)).collect();
        self.unseen.extend(kept);
    }

    /// Numbers that no page hides, because they are nought.
    fn noughts(&self, today: &BTreeMap<FigureId, Today>) -> BTreeSet<UnknownId> {
        let is_nought = |id: &UnknownId| self.truth(*id) == 0;
        let of = |Numbers { count, out_of, rest }: Numbers| {
            let stands = out_of.is_none_or(|out_of| is_nought(&out_of));
            count.filter(|_| stands).into_iter().chain(out_of).chain(rest.filter(|_| stands))
        };
        today.values().flat_map(|today| of(today.numbers)).filter(is_nought).collect()
    }
}

/// What an edition told of the numbers of today's figures.
fn edited(edition: &Edition, today: &BTreeMap<FigureId, Today>) -> Edited {
    let mut edited = Edited::default();
    for (figure, now) in today {
        let Numbers { count, out_of, .. } = now.numbers;
        let of = |kind: FigureKind| edition.get(&FigureId { kind, ..figure.clone() });
        let whole = |value: &Option<Value>| value.and_then(|value| value.decimal().to_i64());
        let is_own = figure.kind == FigureKind::Value;
        let behind = [(FigureKind::Numerator, count), (FigureKind::Denominator, out_of)];
        let behind = behind.map(|(kind, id)| of(kind).filter(|_| is_own).and_then(whole).zip(id));
        edited.printed.extend(behind.into_iter().flatten().map(|(value, id)| (id, value)));
        match (edition.get(figure), out_of) {
            (Some(Some(value)), None) => edited.printed.extend(count.zip(value.decimal().to_i64())),
            (Some(Some(value)), Some(out_of)) if behind == [None; 2] => {
                edited.shares.extend(count.map(|count| ((count, out_of), share(*value, now))));
            }
            (Some(None), _) => {
                let is_base_hidden = is_own && out_of.is_some() && behind[1].is_none() && !now.is_bare;
                edited.hid.push((now.numbers, is_base_hidden));
            }
            _ => {}
        }
    }
    edited
}

/// A percentage that was printed, beside today's at the decimals at which it was.
fn share(value: Value, now: &Today) -> Share {
    let scale = value.decimal().scale();
    Share { value, factor: now.factor, is_same: now.value.is_some_and(|now| now.rounded(scale) == value) }
}

impl Share {
    /// What it says of its two numbers: the share lies within half a unit of its last digit.
    pub fn facts(self, count: UnknownId, out_of: UnknownId) -> Vec<Fact> {
        let value = self.value.decimal();
        let digits = i64::try_from(value.mantissa()).ok().filter(|digits| digits.abs() < MOST_DIGITS);
        let unit = 10_i64.checked_pow(value.scale()).filter(|unit| *unit < MOST_DIGITS);
        let (Some(digits), Some(unit), Some(factor)) = (digits, unit, self.factor) else { return Vec::new() };
        let by = 2 * i64::from(factor) * unit;
        let terms = |edge: i64| vec![(count, by), (out_of, -(2 * digits + edge))].into_iter().filter(|it| it.1 != 0);
        let at_least = Fact { terms: terms(-1).collect(), low: 0, high: Fact::OPEN };
        let below = Fact { terms: terms(1).collect(), low: -Fact::OPEN, high: 0 };
        vec![at_least, below]
    }
}

/// Larger ones would leave the range of whole numbers.
const MOST_DIGITS: i64 = 1 << 20;
