//! The integer program behind an attack: a solution in which a number has a value, searched for where no plain repair was found.

use std::collections::{BTreeMap, BTreeSet};

use super::universe::{Hidden, Universe, UnknownId};

/// No number that a council counts reaches it, so it bounds nothing; sums of many stay in range.
const MOST: i64 = 1 << 40;

/// Numbers near one that may differ from the truth; others keep it. A solution that they allow is one, and where they allow none more is hidden than had to be.
const MOST_UNKNOWNS: usize = 100;

/// Values that are tried; a limit that does not hang on how fast the machine is.
const MOST_TRIES: usize = 80;

/// Rounds of narrowing: a chain of numbers without upper bounds could creep for ever. What is left then is searched.
const MOST_ROUNDS: usize = 50;

/// What a search came to.
pub enum Answer {
    /// A whole solution, as what differs from the truth.
    Solution(Vec<(UnknownId, i64)>),
    /// There is none.
    None,
    /// It was given up.
    GivenUp,
}

/// A whole solution in which a number has a value.
pub fn solution(universe: &Universe, id: UnknownId, value: i64, hidden: &Hidden) -> Answer {
    let unknowns = universe.around(id, hidden, MOST_UNKNOWNS);
    let truths: Vec<i64> = unknowns.iter().map(|near| universe.unknown(*near).truth).collect();
    let start = |near: &UnknownId| {
        if *near == id { (value, value) } else { (universe.least(*near, hidden), MOST) }
    };
    let bounds = unknowns.iter().map(start).collect();
    let rows = rows(universe, &unknowns);
    let is_part = unknowns.len() == MOST_UNKNOWNS;
    let mut search = Search { truths: &truths, rows: &rows, tries: 0 };
    let Some(values) = search.solve(bounds) else {
        return if is_part || search.tries > MOST_TRIES { Answer::GivenUp } else { Answer::None };
    };
    let changes =
        unknowns.into_iter().zip(values.into_iter().zip(&truths)).map(|(id, ((value, _), truth))| (id, value - truth));
    Answer::Solution(changes.filter(|(_, by)| *by != 0).collect())
}

/// A fact in the places of the numbers that may differ; the others are taken out of its ends.
struct Row {
    terms: Vec<(usize, i64)>,
    low: i64,
    high: i64,
}

fn rows(universe: &Universe, unknowns: &[UnknownId]) -> Vec<Row> {
    let places: BTreeMap<UnknownId, usize> = unknowns.iter().copied().zip(0..).collect();
    let facts: BTreeSet<usize> = unknowns.iter().flat_map(|id| &universe.of[id.0]).copied().collect();
    let row = |fact: usize| {
        let fact = &universe.facts[fact];
        let (mut terms, mut known) = (Vec::new(), 0);
        for (id, factor) in &fact.terms {
            match places.get(id) {
                Some(place) => terms.push((*place, *factor)),
                None => known += factor * universe.unknown(*id).truth,
            }
        }
        Row { terms, low: fact.low - known, high: fact.high - known }
    };
    facts.into_iter().map(row).collect()
}

/// A search for whole numbers within their bounds that satisfy all rows.
struct Search<'u> {
    truths: &'u [i64],
    rows: &'u [Row],
    tries: usize,
}

impl Search<'_> {
    /// Bounds that leave each number one value. The number with the fewest values is tried first, and of those its true one: most numbers of a solution keep it.
    fn solve(&mut self, mut bounds: Vec<(i64, i64)>) -> Option<Vec<(i64, i64)>> {
        self.tries += 1;
        if self.tries > MOST_TRIES || !narrow(self.rows, &mut bounds) {
            return None;
        }
        let width = |place: &usize| bounds[*place].1 - bounds[*place].0;
        let Some(next) = (0..bounds.len()).filter(|place| width(place) > 0).min_by_key(width) else {
            return Some(bounds);
        };
        let (low, high) = bounds[next];
        let near = self.truths[next].clamp(low, high);
        let ways = [(near, near), (near + 1, high), (low, near - 1)];
        ways.into_iter().filter(|(low, high)| low <= high).find_map(|way| {
            let mut within = bounds.clone();
            within[next] = way;
            self.solve(within)
        })
    }
}

/// Bounds that follow from the rows one by one, until none follows; `false` where a number is left without a value.
fn narrow(rows: &[Row], bounds: &mut [(i64, i64)]) -> bool {
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for row in rows {
            let ends = |factor: i64, (low, high): (i64, i64)| {
                if factor > 0 { (factor * low, factor * high) } else { (factor * high, factor * low) }
            };
            let all = row.terms.iter().map(|(place, factor)| ends(*factor, bounds[*place]));
            let (mut least, mut most) = all.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            for (place, factor) in &row.terms {
                let known = bounds[*place];
                let own = ends(*factor, known);
                // What the others leave for it.
                let (low, high) = (row.low - (most - own.1), row.high - (least - own.0));
                let (low, high) = if *factor > 0 { (low, high) } else { (-high, -low) };
                let by = factor.abs();
                let next = (known.0.max(ceiling(low, by)), known.1.min(high.div_euclid(by)));
                if next.0 > next.1 {
                    return false;
                }
                if next != known {
                    changed = true;
                    bounds[*place] = next;
                    let now = ends(*factor, next);
                    (least, most) = (least - own.0 + now.0, most - own.1 + now.1);
                }
            }
        }
        if !changed {
            break;
        }
    }
    true
}

fn ceiling(number: i64, by: i64) -> i64 {
    number.div_euclid(by) + i64::from(number.rem_euclid(by) != 0)
}
