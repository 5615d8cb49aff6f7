//! What readers have already: figures that published editions printed, and those that they hid.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;

use crate::ledger::FigureId;
use crate::model::{FigureKind, Value};
use crate::suppress::UnknownId;

use super::numbers::{Book, Numbers};
use super::versions::Told;

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
}

impl Book {
    /// Takes in what editions have told. A number that they printed as it is today is known. Where one was corrected since, they speak of numbers of before: those that they hid stay protected,
    /// and what hangs together with a corrected number and was hidden stays so, because today's figures beside those of before tell more than either.
    pub(super) fn learn(&mut self, editions: &[Edition], today: &BTreeMap<FigureId, Today>) {
        let mut all: Vec<Told> = Vec::new();
        for told in editions.iter().map(|edition| told(edition, today)) {
            match all.iter_mut().find(|other| other.agrees_with(&told)) {
                Some(other) => other.join(told),
                None => all.push(told),
            }
        }
        let mut kept: BTreeSet<UnknownId> = BTreeSet::new();
        for told in &all {
            let is_same = |(id, value): &(&UnknownId, &i64)| self.truth(**id) == **value;
            let same: Vec<UnknownId> = told.printed.iter().filter(is_same).map(|(id, _)| *id).collect();
            let others = self.learn_versions(told, &mut kept);
            // A percentage may be rounded to the same from other numbers.
            // Where one of the two explains what became of a percentage, the other one is what it was.
            let explained = |(count, (out_of, _)): &(&UnknownId, &(UnknownId, i64))| {
                others.contains(count) != others.contains(out_of)
            };
            let changed = told.changed.iter().filter(explained).flat_map(|(count, (out_of, _))| [*count, *out_of]);
            let behind = told.behind.iter().copied().chain(changed).filter(|id| !others.contains(id));
            self.is_public(same.into_iter().chain(behind).collect());
            kept.extend(self.hidden_beside(told, others));
        }
        let kept: Vec<UnknownId> = kept.into_iter().filter(|id| self.can_hide(*id)).collect();
        self.unseen.extend(kept);
    }
}

/// What an edition told of the numbers of today's figures.
fn told(edition: &Edition, today: &BTreeMap<FigureId, Today>) -> Told {
    let mut told = Told::default();
    for (figure, now) in today {
        let Numbers { count, out_of, .. } = now.numbers;
        let of = |kind: FigureKind| edition.get(&FigureId { kind, ..figure.clone() });
        let whole = |value: &Option<Value>| value.and_then(|value| value.decimal().to_i64());
        let is_own = figure.kind == FigureKind::Value;
        let behind = [(FigureKind::Numerator, count), (FigureKind::Denominator, out_of)];
        let behind = behind.map(|(kind, id)| of(kind).filter(|_| is_own).and_then(whole).zip(id));
        told.printed.extend(behind.into_iter().flatten().map(|(value, id)| (id, value)));
        match (edition.get(figure), out_of) {
            (Some(Some(value)), None) => told.printed.extend(count.zip(value.decimal().to_i64())),
            // Whoever has a percentage may know its numbers, though it was rounded.
            (Some(Some(value)), Some(_)) if behind == [None; 2] => match against(*value, now.value) {
                Some(Ordering::Equal) => told.behind.extend(count.into_iter().chain(out_of)),
                order => {
                    let by = order.map_or(0, |order| order as i64);
                    told.changed.extend(count.zip(out_of.zip(Some(by))));
                }
            },
            (Some(None), _) => told.hid.push((now.numbers, is_own && out_of.is_some() && behind[1].is_none())),
            _ => {}
        }
    }
    told
}

/// How a percentage that was printed stands to today's, at the decimals at which it was.
fn against(value: Value, now: Option<Value>) -> Option<Ordering> {
    Some(value.cmp(&now?.rounded(value.decimal().scale())))
}
