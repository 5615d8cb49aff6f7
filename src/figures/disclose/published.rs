//! What readers have already: figures that published editions printed, and those that they hid.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;

use crate::ledger::FigureId;
use crate::model::Value;
use crate::suppress::{Fact, UnknownId};

use super::numbers::Book;

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

impl Book {
    /// Takes in what editions have told. A figure that they printed as it is today is known. One that was corrected since is known as it was, and together with what they hid it tells what
    /// it told then.
    pub(super) fn learn(&mut self, editions: &[Edition], ids: &BTreeMap<FigureId, UnknownId>) {
        for edition in editions {
            let printed = |(figure, value): (&FigureId, &Option<Value>)| {
                let value = value.and_then(|value| value.decimal().to_i64());
                Some((*ids.get(figure)?, value?))
            };
            let printed: BTreeMap<UnknownId, i64> = edition.iter().filter_map(printed).collect();
            let is_same = |(id, value): (&UnknownId, &i64)| self.truth(*id) == *value;
            let same: BTreeSet<UnknownId> = printed.iter().filter(|it| is_same(*it)).map(|(id, _)| *id).collect();
            if same.len() < printed.len() {
                self.learn_as_it_was(&printed, &same);
            }
            self.is_public(same);
        }
    }

    fn learn_as_it_was(&mut self, printed: &BTreeMap<UnknownId, i64>, same: &BTreeSet<UnknownId>) {
        let was = |(id, _): &(UnknownId, i64)| printed.get(id);
        for (end, fact) in self.told() {
            let is_as_it_was = |term: &(UnknownId, i64)| was(term).is_none() || same.contains(&term.0);
            let terms: Vec<(UnknownId, i64)> = fact.terms.iter().filter(|term| was(term).is_none()).copied().collect();
            if terms.is_empty() || fact.terms.iter().all(is_as_it_was) {
                continue;
            }
            let known: i64 = fact.terms.iter().filter_map(|term| Some(term.1 * was(term)?)).sum();
            self.tell(Fact { terms, low: fact.low - known, high: fact.high - known }, end);
        }
    }
}
