//! Values of numbers that nobody here knows, with which all that is known of them holds.

use std::collections::{BTreeMap, BTreeSet};

use super::program::{self, Sum};
use super::universe::{Fact, Universe, UnknownId};

impl Universe {
    /// Takes values for some numbers with which facts hold, as near as may be to those that they have. Where not all can hold, each does that can beside those before it.
    pub fn complete(&mut self, open: &BTreeSet<UnknownId>, facts: &[&Fact]) {
        for Piece { ids, facts } in pieces(open, facts) {
            if facts.iter().all(|fact| self.holds(fact)) || self.takes(&ids, &facts) {
                continue;
            }
            let mut kept: Vec<&Fact> = Vec::new();
            for fact in facts {
                kept.push(fact);
                if !self.holds(fact) && !self.takes(&ids, &kept) {
                    kept.pop();
                }
            }
        }
    }

    /// Takes a value for a number.
    pub fn take(&mut self, id: UnknownId, value: i64) {
        self.unknowns[id.0].truth = value;
    }

    fn holds(&self, fact: &Fact) -> bool {
        let sum: i64 = fact.terms.iter().map(|(id, factor)| factor * self.unknown(*id).truth).sum();
        (fact.low..=fact.high).contains(&sum)
    }

    /// Gives numbers the nearest values with which facts hold that are found; whether there are any.
    fn takes(&mut self, ids: &[UnknownId], facts: &[&Fact]) -> bool {
        let places: BTreeMap<UnknownId, usize> = ids.iter().copied().zip(0..).collect();
        let sum = |fact: &&Fact| {
            let place = |(id, factor): &(UnknownId, i64)| Some((*places.get(id)?, *factor));
            let known = fact.terms.iter().filter(|(id, _)| !places.contains_key(id));
            let known: i64 = known.map(|(id, factor)| factor * self.unknown(*id).truth).sum();
            let terms = fact.terms.iter().filter_map(place).collect();
            Sum { terms, low: fact.low - known, high: fact.high - known }
        };
        let sums = facts.iter().map(sum).collect();
        let numbers = ids.iter().map(|id| (self.unknown(*id).truth, self.unknown(*id).least));
        let values = program::values(numbers, sums);
        for (id, value) in ids.iter().zip(values.iter().flatten()) {
            self.take(*id, *value);
        }
        values.is_some()
    }
}

/// Numbers that hang together, and the facts that speak of them, as they came.
#[derive(Default)]
struct Piece<'f> {
    ids: Vec<UnknownId>,
    facts: Vec<&'f Fact>,
}

fn pieces<'f>(open: &BTreeSet<UnknownId>, facts: &[&'f Fact]) -> Vec<Piece<'f>> {
    let mut group: BTreeMap<UnknownId, UnknownId> = open.iter().map(|id| (*id, *id)).collect();
    let of = |fact: &'f Fact| fact.terms.iter().map(|(id, _)| *id).filter(|id| open.contains(id));
    for fact in facts {
        let roots: Vec<UnknownId> = of(fact).map(|id| root(&group, id)).collect();
        if let Some(first) = roots.iter().min() {
            group.extend(roots.iter().map(|id| (*id, *first)));
        }
    }
    let mut pieces: BTreeMap<UnknownId, Piece<'f>> = BTreeMap::new();
    open.iter().for_each(|id| pieces.entry(root(&group, *id)).or_default().ids.push(*id));
    for fact in facts {
        if let Some(id) = of(fact).next() {
            pieces.entry(root(&group, id)).or_default().facts.push(fact);
        }
    }
    pieces.into_values().collect()
}

fn root(group: &BTreeMap<UnknownId, UnknownId>, mut id: UnknownId) -> UnknownId {
    while group[&id] != id {
        id = group[&id];
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suppress::Unknown;

    fn number(universe: &mut Universe, truth: i64) -> UnknownId {
        universe.add(Unknown { truth, least: 1, nought_with: None, protects: None })
    }

    fn sum(terms: &[(UnknownId, i64)], is: i64) -> Fact {
        Fact { terms: terms.to_vec(), low: is, high: is }
    }

    #[test]
    fn numbers_take_values_with_which_every_fact_holds() {
        let mut universe = Universe::default();
        let [one, two, three, alone, known] = [1, 1, 1, 7, 20].map(|truth| number(&mut universe, truth));
        let facts = [
            sum(&[(one, 1), (two, 1), (known, -1)], 0),
            sum(&[(two, 1), (three, -1)], 9),
            sum(&[(one, 1), (three, 1)], 11),
            sum(&[(alone, 1)], 7),
        ];
        universe.complete(&BTreeSet::from([one, two, three, alone]), &facts.each_ref());
        assert!(facts.iter().all(|fact| universe.holds(fact)));
        assert_eq!([alone, known].map(|id| universe.unknown(id).truth), [7, 20]);
    }

    #[test]
    fn what_contradicts_the_facts_before_it_is_left_out() {
        let mut universe = Universe::default();
        let [one, two] = [1, 1].map(|truth| number(&mut universe, truth));
        let facts = [sum(&[(one, 1), (two, 1)], 9), sum(&[(one, 1)], 12), sum(&[(two, 1)], 4)];
        universe.complete(&BTreeSet::from([one, two]), &facts.each_ref());
        assert_eq!([one, two].map(|id| universe.unknown(id).truth), [5, 4]);
    }
}
