//! The cheapest set that has something of each of some sets.

/// Steps of the search before the best set so far is taken: it hits every set, and only its cost may not be the least.
const MOST_STEPS: usize = 10_000;

/// The cheapest set of places that has at least one of each set; of several the one that is found first, which depends on nothing but the input. Sets are in order and not empty.
pub fn cheapest(sets: &[Vec<usize>], cost: impl Fn(usize) -> u64) -> Vec<usize> {
    let mut search = Search { sets, cost: &cost, best: None, chosen: Vec::new(), barred: Vec::new(), steps: 0 };
    search.greedy();
    search.go(0);
    let mut best = search.best.map_or_else(Vec::new, |(_, best)| best);
    best.sort_unstable();
    best
}

struct Search<'s, C> {
    sets: &'s [Vec<usize>],
    cost: &'s C,
    best: Option<(u64, Vec<usize>)>,
    chosen: Vec<usize>,
    /// Places that were tried in the branches before this one.
    barred: Vec<usize>,
    steps: usize,
}

impl<C: Fn(usize) -> u64> Search<'_, C> {
    /// A first set: of each set that has nothing yet, its cheapest.
    fn greedy(&mut self) {
        let mut chosen: Vec<usize> = Vec::new();
        for set in self.sets {
            if !set.iter().any(|place| chosen.contains(place)) {
                chosen.extend(set.iter().min_by_key(|place| ((self.cost)(**place), **place)));
            }
        }
        self.best = Some((chosen.iter().map(|place| (self.cost)(*place)).sum(), chosen));
    }

    fn go(&mut self, spent: u64) {
        self.steps += 1;
        let is_hit = |set: &&Vec<usize>| set.iter().any(|place| self.chosen.contains(place));
        let open: Vec<&Vec<usize>> = self.sets.iter().filter(|set| !is_hit(set)).collect();
        let is_worse = |cost: u64| self.best.as_ref().is_some_and(|(best, _)| cost >= *best);
        let Some(next) = open.iter().min_by_key(|set| self.free(set).count()) else {
            if !is_worse(spent) {
                self.best = Some((spent, self.chosen.clone()));
            }
            return;
        };
        if self.steps > MOST_STEPS || is_worse(spent + self.least(&open)) {
            return;
        }
        let mut places: Vec<usize> = self.free(next).collect();
        places.sort_by_key(|place| ((self.cost)(*place), *place));
        let before = self.barred.len();
        for place in places {
            self.chosen.push(place);
            self.go(spent + (self.cost)(place));
            self.chosen.pop();
            self.barred.push(place);
        }
        self.barred.truncate(before);
    }

    fn free<'a>(&'a self, set: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
        set.iter().copied().filter(|place| !self.barred.contains(place))
    }

    /// What the open sets cost at least: those that share no place are paid for one by one.
    fn least(&self, open: &[&Vec<usize>]) -> u64 {
        let mut used: Vec<usize> = Vec::new();
        let mut least = 0;
        for set in open {
            if self.free(set).any(|place| used.contains(&place)) {
                continue;
            }
            match self.free(set).map(&self.cost).min() {
                Some(cost) => least += cost,
                // Nothing is left that could hit it.
                None => return u64::MAX / 2,
            }
            used.extend(self.free(set));
        }
        least
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The cost is that of the best of all sets, tried one by one.
        #[test]
        fn no_set_is_cheaper(
            sets in prop::collection::vec(prop::collection::btree_set(0..8usize, 1..4), 0..7),
            costs in prop::array::uniform8(1..9u64),
        ) {
            let sets: Vec<Vec<usize>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let cost = |of: &[usize]| of.iter().map(|place| costs[*place]).sum::<u64>();
            let hits = |of: &[usize]| sets.iter().all(|set| set.iter().any(|place| of.contains(place)));
            let found = cheapest(&sets, |place| costs[place]);
            prop_assert!(hits(&found));
            let all = (0..256_usize).map(|bits| (0..8).filter(|place| bits >> place & 1 == 1).collect::<Vec<usize>>());
            prop_assert_eq!(Some(cost(&found)), all.filter(|set| hits(set)).map(|set| cost(&set)).min());
        }
    }
}
