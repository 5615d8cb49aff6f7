//! What a reader can rule out.

use std::collections::BTreeMap;

use super::program::{self, Answer};
use super::universe::{Case, Hidden, Universe, UnknownId};

/// Repairs that are tried for one value before a solution is searched for.
const MOST_REPAIRS: usize = 200;

/// By how much each number of a solution differs from the truth, where it does.
type Solution = Vec<(UnknownId, i64)>;

/// An attack on what is hidden. It keeps the solutions that it has found: most of them still hold where a little more is told or hidden.
#[derive(Debug, Default)]
pub struct Attack {
    found: BTreeMap<(Option<Case>, UnknownId, i64), Solution>,
}

impl Attack {
    /// Whether every value of a number's range stays possible for a reader who does not know the hidden ones. True for a number without a range.
    pub fn is_withstood(&mut self, universe: &Universe, id: UnknownId, hidden: &Hidden) -> bool {
        self.ruled_out(universe, id, hidden).is_none()
    }

    /// The first value of a number's range that a reader can rule out; where the number is shown, its least.
    pub(super) fn ruled_out(&mut self, universe: &Universe, id: UnknownId, hidden: &Hidden) -> Option<i64> {
        let range = universe.unknown(id).protects?;
        if !hidden.has(id) {
            return Some(range.low);
        }
        (range.low..=range.high).find(|value| !self.is_possible(universe, id, *value, hidden))
    }

    /// Whether a hidden number may have a value for all that a reader knows, in every case. `false` also where that could not be found out.
    pub fn is_possible(&mut self, universe: &Universe, id: UnknownId, value: i64, hidden: &Hidden) -> bool {
        universe.cases().all(|case| self.is_possible_in(universe, case, (id, value), hidden))
    }

    fn is_possible_in(
        &mut self,
        universe: &Universe,
        case: Option<Case>,
        (id, value): (UnknownId, i64),
        hidden: &Hidden,
    ) -> bool {
        let assumed = universe.assumed_near(case, id, hidden);
        let truth = universe.unknown(id).truth;
        if truth == value && assumed.is_empty() {
            return true;
        }
        if !hidden.has(id) || value < universe.least(id, hidden) || universe.is_told(case, id, hidden) {
            return false;
        }
        let own = (id, value - truth);
        let start: Solution = assumed.iter().filter(|it| **it != id).map(|it| (*it, 1)).chain([own]).collect();
        let earlier = self.found.get(&(case, id, value)).map_or(&[][..], Vec::as_slice);
        // One that was found when less was assumed is none any more.
        let earlier = if start.iter().all(|it| earlier.contains(it)) { earlier } else { &[] };
        let solution = [earlier, &start]
            .into_iter()
            .find_map(|start| Repair::from((universe, case), hidden, start)?.solution())
            .or_else(|| match program::solution(universe, case, (id, value), &assumed, hidden) {
                Answer::Solution(solution) => Some(solution),
                Answer::None | Answer::GivenUp => None,
            });
        let is_possible = solution.is_some();
        if let Some(mut solution) = solution {
            if !solution.contains(&own) {
                solution.push(own);
            }
            self.found.insert((case, id, value), solution);
        }
        is_possible
    }

    /// Whether a number is proven not to have a value in some case. `false` also where that could not be found out.
    pub fn is_impossible(&mut self, universe: &Universe, id: UnknownId, value: i64, hidden: &Hidden) -> bool {
        let least = universe.least(id, hidden);
        universe.cases().any(|case| {
            let is_open = hidden.has(id) && value >= least && !universe.is_told(case, id, hidden);
            let assumed = universe.assumed_near(case, id, hidden);
            let is_searched =
                || matches!(program::solution(universe, case, (id, value), &assumed, hidden), Answer::None);
            !self.is_possible_in(universe, case, (id, value), hidden) && (!is_open || is_searched())
        })
    }
}

impl Universe {
    /// Whether an equation tells a number, because all others in it are shown.
    fn is_told(&self, case: Option<Case>, id: UnknownId, hidden: &Hidden) -> bool {
        let is_alone = |fact: usize| {
            let fact = &self.facts[fact];
            fact.low == fact.high && fact.terms.iter().all(|(other, _)| *other == id || !hidden.has(*other))
        };
        self.facts_in(case, id).any(is_alone)
    }
}

/// A solution that is made of the true one, number by number: each fact that a change has broken is mended by another number that it speaks of.
struct Repair<'u> {
    universe: &'u Universe,
    case: Option<Case>,
    hidden: &'u Hidden,
    /// Numbers that differ from the truth, by how much, latest last. Few do.
    changed: Vec<(UnknownId, i64)>,
    /// By how much the sums of facts differ from the true ones; each once.
    moved: Vec<(usize, i64)>,
    tries: usize,
}

impl<'u> Repair<'u> {
    /// Begins with some changes; `None` where there are none, or what they change is not open to it.
    fn from(
        (universe, case): (&'u Universe, Option<Case>),
        hidden: &'u Hidden,
        changes: &[(UnknownId, i64)],
    ) -> Option<Self> {
        let may_be = |(id, by): &(UnknownId, i64)| {
            hidden.has(*id) && universe.unknown(*id).truth + by >= universe.least(*id, hidden)
        };
        if changes.is_empty() || !changes.iter().all(may_be) {
            return None;
        }
        let mut repair = Self { universe, case, hidden, changed: Vec::new(), moved: Vec::new(), tries: 0 };
        changes.iter().for_each(|(id, by)| repair.change(*id, *by));
        Some(repair)
    }

    /// A solution that keeps the changes at the beginning.
    fn solution(mut self) -> Option<Solution> {
        self.succeeds().then_some(self.changed)
    }

    fn change(&mut self, id: UnknownId, by: i64) {
        self.changed.push((id, by));
        self.shift(id, by);
    }

    fn undo(&mut self) {
        if let Some((id, by)) = self.changed.pop() {
            self.shift(id, -by);
        }
    }

    fn shift(&mut self, id: UnknownId, by: i64) {
        for place in self.universe.facts_in(self.case, id) {
            let factor = self.universe.facts[place].terms.iter().find(|(term, _)| *term == id).map_or(0, |it| it.1);
            match self.moved.iter_mut().find(|(fact, _)| *fact == place) {
                Some((_, moved)) => *moved += factor * by,
                None => self.moved.push((place, factor * by)),
            }
        }
    }

    /// The first fact that the changes have broken, with what its sum lacks.
    fn broken(&self) -> Option<(usize, i64)> {
        self.moved.iter().find_map(|(place, moved)| {
            let (fact, sum) = (&self.universe.facts[*place], self.universe.sums[*place] + moved);
            let lacks = if sum < fact.low { fact.low - sum } else { (fact.high - sum).min(0) };
            (lacks != 0).then_some((*place, lacks))
        })
    }

    fn succeeds(&mut self) -> bool {
        let Some((fact, lacks)) = self.broken() else { return true };
        let is_changed = |id: UnknownId| self.changed.iter().any(|(changed, _)| *changed == id);
        let free = |(id, _): &&(UnknownId, i64)| self.hidden.has(*id) && !is_changed(*id);
        let mut menders: Vec<(UnknownId, i64)> = self.universe.facts[fact].terms.iter().filter(free).copied().collect();
        // Those of which least else hangs.
        menders.sort_by_key(|(id, _)| (self.universe.of[id.0].len(), *id));
        for (id, factor) in menders {
            self.tries += 1;
            if self.tries > MOST_REPAIRS {
                return false;
            }
            // As much of it as the number can take; the next one takes the rest.
            let room = self.universe.least(id, self.hidden) - self.universe.unknown(id).truth;
            let by = (lacks / factor).max(room);
            if by == 0 {
                continue;
            }
            self.change(id, by);
            if self.succeeds() {
                return true;
            }
            self.undo();
        }
        false
    }
}
