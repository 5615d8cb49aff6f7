//! The integer program behind an attack: a solution in which a number has a value, searched for where no plain repair was found.

use super::universe::{Fact, Hidden, Universe, UnknownId};

/// No number that a council counts reaches it, so it bounds nothing; sums of many stay in range.
const MOST: i64 = 1 << 40;

/// A whole solution in which a number has a value, as what differs from the truth. A search that is given up finds none.
pub fn solution(universe: &Universe, id: UnknownId, value: i64, hidden: &Hidden) -> Option<Vec<(UnknownId, i64)>> {
    let unknowns = universe.around(id, hidden, MOST_UNKNOWNS);
    let mut bounds: Vec<(i64, i64)> = universe.ids().map(|it| known(universe, it)).collect();
    for near in &unknowns {
        bounds[near.0] = start(universe, *near, hidden);
    }
    bounds[id.0] = (value, value);
    let facts = facts_of(universe, &unknowns);
    let values = Search { universe, unknowns: &unknowns, facts: &facts, tries: 0 }.solve(bounds)?;
    let differs = |id: &UnknownId| Some((*id, values[id.0].0 - universe.unknown(*id).truth)).filter(|(_, by)| *by != 0);
    Some(unknowns.iter().filter_map(differs).collect())
}

/// Numbers near one that may differ from the truth; others keep it. A solution that they allow is one, and where they allow none more is hidden than had to be.
const MOST_UNKNOWNS: usize = 100;

fn known(universe: &Universe, id: UnknownId) -> (i64, i64) {
    let truth = universe.unknown(id).truth;
    (truth, truth)
}

fn start(universe: &Universe, id: UnknownId, hidden: &Hidden) -> (i64, i64) {
    if hidden.has(id) { (universe.least(id, hidden), MOST) } else { known(universe, id) }
}

fn facts_of<'u>(universe: &'u Universe, unknowns: &[UnknownId]) -> Vec<&'u Fact> {
    let mut places: Vec<usize> = unknowns.iter().flat_map(|id| &universe.of[id.0]).copied().collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|place| &universe.facts[place]).collect()
}

/// Bounds that follow from the facts one by one, until none follows; `false` where a number is left without a value.
fn narrow(facts: &[&Fact], bounds: &mut [(i64, i64)]) -> bool {
    // A chain of numbers without upper bounds could creep for ever; what is left then is searched.
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for fact in facts {
            let ends = |(id, factor): &(UnknownId, i64)| {
                let (low, high) = bounds[id.0];
                if *factor > 0 { (factor * low, factor * high) } else { (factor * high, factor * low) }
            };
            let (least, most) = fact.terms.iter().map(ends).fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            // What the others leave for each of them.
            let terms: Vec<(UnknownId, i64, i64, i64)> = fact
                .terms
                .iter()
                .map(|term| {
                    let (own_least, own_most) = ends(term);
                    (term.0, term.1, fact.low - (most - own_most), fact.high - (least - own_least))
                })
                .collect();
            for (id, factor, low, high) in terms {
                let by = factor.abs();
                let (low, high) = if factor > 0 { (low, high) } else { (-high, -low) };
                let known = &mut bounds[id.0];
                let next = (known.0.max(ceiling(low, by)), known.1.min(high.div_euclid(by)));
                if next.0 > next.1 {
                    return false;
                }
                changed |= next != *known;
                *known = next;
            }
        }
        if !changed {
            break;
        }
    }
    true
}

const MOST_ROUNDS: usize = 50;

/// Values that are tried; a limit that does not hang on how fast the machine is.
const MOST_TRIES: usize = 80;

fn ceiling(number: i64, by: i64) -> i64 {
    number.div_euclid(by) + i64::from(number.rem_euclid(by) != 0)
}

/// A search for whole numbers within their bounds that satisfy all facts.
struct Search<'u> {
    universe: &'u Universe,
    unknowns: &'u [UnknownId],
    facts: &'u [&'u Fact],
    tries: usize,
}

impl Search<'_> {
    /// Bounds that leave each number one value. The number with the fewest values is tried first, and of those its true one: most numbers of a solution keep it.
    fn solve(&mut self, mut bounds: Vec<(i64, i64)>) -> Option<Vec<(i64, i64)>> {
        self.tries += 1;
        if self.tries > MOST_TRIES || !narrow(self.facts, &mut bounds) {
            return None;
        }
        let width = |id: &&UnknownId| bounds[id.0].1 - bounds[id.0].0;
        let Some(next) = self.unknowns.iter().filter(|id| width(id) > 0).min_by_key(width) else {
            return Some(bounds);
        };
        let (low, high) = bounds[next.0];
        let near = self.universe.unknown(*next).truth.clamp(low, high);
        let ways = [(near, near), (near + 1, high), (low, near - 1)];
        ways.into_iter().filter(|(low, high)| low <= high).find_map(|way| {
            let mut within = bounds.clone();
            within[next.0] = way;
            self.solve(within)
        })
    }
}
