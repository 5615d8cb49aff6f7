//! The integer program behind an attack: a solution in which a number has a value, searched for where no plain repair was found.
//!
//! A simplex that starts at the truth. What the value breaks is mended by exchanging one number for another, with whole factors and nothing rounded: where nothing can mend a row, there is no
//! solution. Nearly all facts are plain sums, so that what comes out is whole; where it is not, what lies below and what lies above is tried.

use std::collections::{BTreeMap, BTreeSet};

use super::universe::{Case, Hidden, Universe, UnknownId};

/// No number that a council counts reaches it, so it bounds nothing; sums of many stay in range.
const MOST: i64 = 1 << 40;

/// Numbers near one that may differ from the truth; others keep it. A solution that they allow is one, and where they allow none more is hidden than had to be.
const MOST_UNKNOWNS: usize = 400;

/// Exchanges of two numbers in one search; a limit that does not hang on how fast the machine is.
const MOST_EXCHANGES: usize = 400;

/// What a search came to.
pub enum Answer {
    /// A whole solution, as what differs from the truth.
    Solution(Vec<(UnknownId, i64)>),
    /// There is none.
    None,
    /// It was given up.
    GivenUp,
}

/// A whole solution of what holds in a case, in which a number has a value and what is `assumed` is 1.
pub fn solution(
    universe: &Universe,
    case: Option<Case>,
    (id, value): (UnknownId, i64),
    assumed: &[UnknownId],
    hidden: &Hidden,
) -> Answer {
    let unknowns = universe.around_in(case, id, hidden, MOST_UNKNOWNS);
    if !assumed.iter().all(|it| unknowns.contains(it)) {
        return Answer::GivenUp;
    }
    let truths: Vec<i64> = unknowns.iter().map(|near| universe.unknown(*near).truth).collect();
    let bounds = |near: &UnknownId| match () {
        () if *near == id => (value, value),
        () if assumed.contains(near) => (1, 1),
        () => (universe.least(*near, hidden), MOST),
    };
    let numbers = unknowns.iter().zip(&truths).map(|(near, truth)| (*truth, bounds(near)));
    let values = Simplex::new(numbers.collect(), equations(universe, case, &unknowns)).values(&mut 0);
    match values {
        Ok(values) => {
            let changes = unknowns.into_iter().zip(values.into_iter().zip(&truths));
            Answer::Solution(changes.map(|(id, (value, truth))| (id, value - truth)).filter(|it| it.1 != 0).collect())
        }
        Err(Stuck::NoSolution) if unknowns.len() < MOST_UNKNOWNS => Answer::None,
        Err(Stuck::NoSolution | Stuck::GivenUp) => Answer::GivenUp,
    }
}

/// A sum of numbers, by their places, with its ends.
pub struct Sum {
    pub terms: Vec<(usize, i64)>,
    pub low: i64,
    pub high: i64,
}

/// Whole values with which all sums lie between their ends, from some values on, none of them below its least; `None` where there are none or the search was given up.
pub fn values(numbers: impl Iterator<Item = (i64, i64)>, sums: Vec<Sum>) -> Option<Vec<i64>> {
    let numbers = numbers.map(|(value, least)| (value, (least, MOST)));
    Simplex::new(numbers.collect(), sums).values(&mut 0).ok()
}

/// The facts in the places of the numbers that may differ; the others are taken out of their ends.
fn equations(universe: &Universe, case: Option<Case>, unknowns: &[UnknownId]) -> Vec<Sum> {
    let places: BTreeMap<UnknownId, usize> = unknowns.iter().copied().zip(0..).collect();
    let facts: BTreeSet<usize> = unknowns.iter().flat_map(|id| universe.facts_in(case, *id)).collect();
    let sum = |fact: usize| {
        let fact = &universe.facts[fact];
        let (mut terms, mut known) = (Vec::new(), 0);
        for (id, factor) in &fact.terms {
            match places.get(id) {
                Some(place) => terms.push((*place, *factor)),
                None => known += factor * universe.unknown(*id).truth,
            }
        }
        Sum { terms, low: fact.low - known, high: fact.high - known }
    };
    facts.into_iter().map(sum).collect()
}

/// Why no whole solution was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stuck {
    NoSolution,
    GivenUp,
}

/// Numbers and sums of them, each within its bounds. Every row is an equation that adds up to nought and holds one number that follows from the others; those have whole values of their own.
#[derive(Debug, Clone)]
struct Simplex {
    values: Vec<i64>,
    bounds: Vec<(i64, i64)>,
    rows: Vec<Row>,
    /// How many are numbers; what comes after them are sums.
    numbers: usize,
}

/// An equation, its terms in order, that adds up to nought.
#[derive(Debug, Clone)]
struct Row {
    /// The number that follows from the others; its factor is positive, and no other row has it.
    follows: usize,
    terms: Vec<(usize, i64)>,
    /// What the others come to for it, times its factor; and the factor.
    value: (i128, i128),
}

/// Past which bound a number lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Past {
    Low,
    High,
}

impl Simplex {
    fn new(numbers: Vec<(i64, (i64, i64))>, sums: Vec<Sum>) -> Self {
        let (truths, mut bounds): (Vec<i64>, Vec<(i64, i64)>) = numbers.into_iter().unzip();
        let mut values: Vec<i64> =
            truths.into_iter().zip(&bounds).map(|(it, (low, high))| it.max(*low).min(*high)).collect();
        let numbers = values.len();
        let mut rows = Vec::new();
        for (place, Sum { terms, low, high }) in (numbers..).zip(sums) {
            let mut terms: Vec<(usize, i64)> = terms.into_iter().map(|(place, factor)| (place, -factor)).collect();
            terms.sort_unstable();
            terms.push((place, 1));
            rows.push(Row { follows: place, terms, value: (0, 1) });
            values.push(0);
            bounds.push((low, high));
        }
        rows.iter_mut().for_each(|row| row.weigh(&values));
        Self { values, bounds, rows, numbers }
    }

    /// Whole values of the numbers that meet all bounds; `exchanges` counts through all branches.
    fn values(mut self, exchanges: &mut usize) -> Result<Vec<i64>, Stuck> {
        self.mend(exchanges)?;
        let (mut values, mut broken) = (self.values.clone(), None);
        for row in &self.rows {
            let (sum, factor) = row.value;
            values[row.follows] = i64::try_from(sum.div_euclid(factor)).map_err(|_| Stuck::GivenUp)?;
            if sum.rem_euclid(factor) != 0 && row.follows < self.numbers {
                broken.get_or_insert(row.follows);
            }
        }
        let Some(broken) = broken else {
            values.truncate(self.numbers);
            return Ok(values);
        };
        let (below, mut above) = (values[broken], self.clone());
        self.bounds[broken].1 = below;
        above.bounds[broken].0 = below + 1;
        match self.values(exchanges) {
            Err(Stuck::NoSolution) => above.values(exchanges),
            found => found,
        }
    }

    /// Exchanges numbers until each lies within its bounds. Always the first one that can be: so it ends.
    fn mend(&mut self, exchanges: &mut usize) -> Result<(), Stuck> {
        while let Some((place, past)) = self.broken() {
            let Row { follows, terms, .. } = &self.rows[place];
            let mends = |(number, factor): &&(usize, i64)| {
                let (low, high) = self.bounds[*number];
                // What follows is less where what has a positive factor is more.
                let is_more = (*factor < 0) == (past == Past::Low);
                number != follows && if is_more { self.values[*number] < high } else { self.values[*number] > low }
            };
            let (number, _) = *terms.iter().find(mends).ok_or(Stuck::NoSolution)?;
            *exchanges += 1;
            if *exchanges > MOST_EXCHANGES {
                return Err(Stuck::GivenUp);
            }
            let (low, high) = self.bounds[*follows];
            self.values[*follows] = if past == Past::Low { low } else { high };
            self.exchange(place, number).ok_or(Stuck::GivenUp)?;
        }
        Ok(())
    }

    /// The first number that lies past a bound, as its row.
    fn broken(&self) -> Option<(usize, Past)> {
        let past = |(place, row): (usize, &Row)| {
            let (sum, factor) = row.value;
            let (low, high) = self.bounds[row.follows];
            let past = match () {
                () if sum < factor * i128::from(low) => Past::Low,
                () if sum > factor * i128::from(high) => Past::High,
                () => return None,
            };
            Some((row.follows, place, past))
        };
        let first = self.rows.iter().enumerate().filter_map(past).min_by_key(|(follows, _, _)| *follows);
        first.map(|(_, place, past)| (place, past))
    }

    /// Lets another number follow from a row, and takes it out of the other rows; `None` where factors grow out of range.
    fn exchange(&mut self, place: usize, number: usize) -> Option<()> {
        let mut row = self.rows.swap_remove(place);
        row.follows = number;
        row.reduce();
        row.weigh(&self.values);
        let by = row.factor(number);
        for other in &mut self.rows {
            let factor = other.factor(number);
            if factor != 0 {
                other.terms = together(&other.terms, by, &row.terms, -factor)?;
                other.reduce();
                other.weigh(&self.values);
            }
        }
        self.rows.push(row);
        Some(())
    }
}

impl Row {
    fn weigh(&mut self, values: &[i64]) {
        let own = self.follows;
        let others = self.terms.iter().filter(|(number, _)| *number != own);
        let sum: i128 = others.map(|(number, factor)| i128::from(*factor) * i128::from(values[*number])).sum();
        self.value = (-sum, i128::from(self.factor(own)));
    }

    fn factor(&self, number: usize) -> i64 {
        self.terms.binary_search_by_key(&number, |(it, _)| *it).map_or(0, |place| self.terms[place].1)
    }

    /// Takes out what all factors have in common, and lets the one of what follows be positive.
    fn reduce(&mut self) {
        // Nearly all are one.
        let has_one = self.terms.iter().any(|(_, factor)| factor.abs() == 1);
        let common = if has_one { 1 } else { self.terms.iter().fold(0, |it, (_, factor)| divisor(it, factor.abs())) };
        let by = if self.factor(self.follows) < 0 { -common } else { common };
        if by != 1 {
            self.terms.iter_mut().for_each(|(_, factor)| *factor /= by);
        }
    }
}

fn divisor(one: i64, other: i64) -> i64 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// Two sums, each times a factor; `None` out of range.
fn together(one: &[(usize, i64)], by: i64, other: &[(usize, i64)], times: i64) -> Option<Vec<(usize, i64)>> {
    let mut both = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let next = match (one.peek(), other.peek()) {
            (Some((first, _)), Some((second, _))) => *first.min(second),
            (Some((only, _)), None) | (None, Some((only, _))) => *only,
            (None, None) => return Some(both),
        };
        let of = |it: Option<&(usize, i64)>, by: i64| it.map_or(Some(0), |(_, factor)| factor.checked_mul(by));
        let first = of(one.next_if(|(number, _)| *number == next), by)?;
        let factor = first.checked_add(of(other.next_if(|(number, _)| *number == next), times)?)?;
        both.extend((factor != 0).then_some((next, factor)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two numbers from 0 to 20, of which both are 3, with their sum and their difference.
    fn values(sum: i64, less: i64) -> Result<Vec<i64>, Stuck> {
        let sums = [(1, sum), (-1, less)].map(|(by, of)| Sum { terms: vec![(0, 1), (1, by)], low: of, high: of });
        Simplex::new(vec![(3, (0, 20)); 2], sums.into()).values(&mut 0)
    }

    #[test]
    fn only_whole_numbers_are_a_solution() {
        assert_eq!(values(8, 0), Ok(vec![4, 4]));
        assert_eq!(values(8, 6), Ok(vec![7, 1]));
        assert_eq!(values(7, 0), Err(Stuck::NoSolution), "three and a half");
        assert_eq!(values(8, 10), Err(Stuck::NoSolution), "one less than nought");
        assert_eq!(values(41, 1), Err(Stuck::NoSolution), "more than twenty");
    }

    #[test]
    fn of_two_whole_neighbours_the_one_that_does_is_found() {
        // Twice one and three times the other come to eleven: 1 and 3, or 4 and 1.
        let sums = || vec![Sum { terms: vec![(0, 2), (1, 3)], low: 11, high: 11 }];
        let found = |low: i64, high: i64| Simplex::new(vec![(0, (low, high)), (0, (0, 20))], sums()).values(&mut 0);
        assert_eq!((found(0, 3), found(2, 9)), (Ok(vec![1, 3]), Ok(vec![4, 1])));
        assert_eq!(found(2, 3), Err(Stuck::NoSolution));
    }
}
