//! Whole-number programs: is there an assignment that meets every row? Bounds are propagated and the rest is searched, so an answer is exact or is none.
//!
//! Rows that are equations are also solved by elimination, and what comes out joins them: that is how a reader subtracts one total from another.

use std::collections::BTreeMap;

/// No count of children is larger. An unknown without rows can be anything up to it.
pub const MOST: i64 = 1_000_000;

/// `low <= sum of coefficient * unknown <= high`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub terms: Vec<(usize, i64)>,
    pub low: i64,
    pub high: i64,
}

impl Row {
    /// Adds up terms of the same unknown, and leaves out those that cancel.
    pub fn new(terms: impl IntoIterator<Item = (usize, i64)>, low: i64, high: i64) -> Self {
        let mut sums = BTreeMap::new();
        for (unknown, coefficient) in terms {
            *sums.entry(unknown).or_insert(0) += coefficient;
        }
        Self { terms: sums.into_iter().filter(|(_, coefficient)| *coefficient != 0).collect(), low, high }
    }

    pub fn of(&self, values: &[i64]) -> i64 {
        self.terms.iter().map(|(unknown, coefficient)| values[*unknown] * coefficient).sum()
    }

    pub fn is_met(&self, values: &[i64]) -> bool {
        (self.low..=self.high).contains(&self.of(values))
    }
}

/// Least and greatest value.
type Domain = (i64, i64);

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Feasible(Vec<i64>),
    Infeasible,
    /// The search was given up.
    Unknown,
}

/// Unknowns from 0 to [`MOST`] and rows, with all that follows from the rows alone.
#[derive(Debug, Clone)]
pub struct Program {
    rows: Vec<Row>,
    domains: Vec<Domain>,
    /// A solution that is known: the search looks near it first.
    near: Vec<i64>,
    /// The equations in reduced echelon form, each with the unknown that it alone has.
    reduced: Vec<(usize, Row)>,
    /// An unknown, one that is no greater, and the unknown that lies between them.
    between: Vec<[usize; 3]>,
    /// Rows by unknown.
    uses: Vec<Vec<usize>>,
}

/// Assignments tried before a search is given up.
const MOST_NODES: usize = 20_000;
/// Rows looked at in one propagation: percentages of unknown wholes may come closer and closer for ever.
const MOST_STEPS: usize = 5_000;

impl Program {
    /// A program of unknowns whose true values are given. They guide the search for a solution and prove nothing.
    ///
    /// Where one unknown is at least another one, what lies between them becomes an unknown as well: sums of complements are what percentages tell.
    pub fn new(mut rows: Vec<Row>, mut near: Vec<i64>) -> Self {
        let mut between = Vec::new();
        for row in &rows {
            if let [(one, 1), (other, -1)] | [(other, -1), (one, 1)] = row.terms[..]
                && row.low == 0
            {
                between.push([one, other, near.len()]);
                near.push(near[one] - near[other]);
            }
        }
        rows.extend(between.iter().map(|[one, other, less]| Row::new([(*one, 1), (*other, -1), (*less, -1)], 0, 0)));
        let folded: Vec<Row> = rows.iter().filter_map(|row| folded(row, &between)).collect();
        rows.extend(folded);
        let compared_once = compared(&rows);
        if compared_once.len() < MOST_COMPARED {
            let all: Vec<Row> = rows.iter().chain(&compared_once).cloned().collect();
            rows.extend(compared(&all));
        }
        rows.extend(compared_once);
        let reduced = eliminated(&rows, near.len());
        rows.extend(reduced.iter().map(|(_, row)| row.clone()));
        rows.sort();
        rows.dedup();
        let mut program = Self {
            domains: vec![(0, MOST); near.len()],
            uses: vec![Vec::new(); near.len()],
            rows: Vec::new(),
            reduced,
            between,
            near,
        };
        rows.into_iter().for_each(|row| program.push(row));
        let mut domains = program.domains.clone();
        // What contradicts itself is left for the first question to find.
        if program.propagate(&mut domains, (0..program.rows.len()).collect()) {
            program.domains = domains;
        }
        program
    }

    fn push(&mut self, row: Row) {
        for (unknown, _) in &row.terms {
            self.uses[*unknown].push(self.rows.len());
        }
        self.rows.push(row);
    }

    /// The same with one more row.
    pub fn and(&self, row: Row) -> Self {
        let mut program = self.clone();
        let implied = self.implied_by(&row);
        [row].into_iter().chain(implied).for_each(|row| program.push(row));
        program
    }

    /// An assignment that meets the rows and one more.
    pub fn with(&self, row: Row) -> Answer {
        let last = self.rows.len();
        let program = self.and(row);
        let mut nodes = 0;
        let mut domains = program.domains.clone();
        if !program.propagate(&mut domains, (last..program.rows.len()).collect()) {
            return Answer::Infeasible;
        }
        match program.search(domains, &mut nodes) {
            Some(values) => Answer::Feasible(values),
            None if nodes >= MOST_NODES => Answer::Unknown,
            None => Answer::Infeasible,
        }
    }

    /// What a row and the equations say together: with each that has an unknown in common, and with all of them.
    fn implied_by(&self, row: &Row) -> Vec<Row> {
        let mut all = row.clone();
        let mut implied: Vec<Row> = folded(row, &self.between).into_iter().collect();
        for (unknown, equation) in &self.reduced {
            implied.extend(without(row, equation, *unknown));
            if let Some(less) = without(&all, equation, *unknown) {
                all = less;
            }
        }
        implied.push(all);
        implied
    }

    /// Tightens domains until no row says more; whether there may be a solution.
    fn propagate(&self, domains: &mut [Domain], mut open: Vec<usize>) -> bool {
        let mut is_open = vec![false; self.rows.len()];
        open.iter().for_each(|row| is_open[*row] = true);
        let mut steps = 0;
        while let Some(at) = open.pop() {
            is_open[at] = false;
            steps += 1;
            if steps > MOST_STEPS {
                return true;
            }
            let row = &self.rows[at];
            let Some(changed) = tighten(row, domains) else { return false };
            for unknown in changed {
                for other in &self.uses[unknown] {
                    if !std::mem::replace(&mut is_open[*other], true) {
                        open.push(*other);
                    }
                }
            }
        }
        true
    }

    /// Depth first, the unknown with the fewest values first, and of its values those near the known solution.
    fn search(&self, domains: Vec<Domain>, nodes: &mut usize) -> Option<Vec<i64>> {
        *nodes += 1;
        if *nodes >= MOST_NODES {
            return None;
        }
        let open = (0..domains.len()).filter(|unknown| domains[*unknown].0 < domains[*unknown].1);
        let Some(unknown) = open.min_by_key(|unknown| domains[*unknown].1 - domains[*unknown].0) else {
            let values: Vec<i64> = domains.iter().map(|(low, _)| *low).collect();
            return self.rows.iter().all(|row| row.is_met(&values)).then_some(values);
        };
        let (low, high) = domains[unknown];
        for (low, high) in pieces(low, high, self.near[unknown]) {
            let mut inner = domains.clone();
            inner[unknown] = (low, high);
            if self.propagate(&mut inner, self.uses[unknown].clone())
                && let Some(values) = self.search(inner, nodes)
            {
                return Some(values);
            }
        }
        None
    }
}

/// A domain cut up: the value nearest to the known one, a few beside it, the rest.
fn pieces(low: i64, high: i64, near: i64) -> impl Iterator<Item = Domain> {
    let first = near.clamp(low, high);
    let (below, above) = ((first - 9).max(low - 1), (first + 9).min(high + 1));
    let pieces = [(first, first), (first + 1, above - 1), (below + 1, first - 1), (above, high), (low, below)];
    pieces.into_iter().filter(|(low, high)| low <= high)
}

/// Tightens the domains of a row's unknowns, and names those that changed; `None` where the row cannot be met.
fn tighten(row: &Row, domains: &mut [Domain]) -> Option<Vec<usize>> {
    let ends = |coefficient: i64, (low, high): Domain| {
        if coefficient > 0 { (coefficient * low, coefficient * high) } else { (coefficient * high, coefficient * low) }
    };
    let (mut least, mut most) = (0, 0);
    for (unknown, coefficient) in &row.terms {
        let (low, high) = ends(*coefficient, domains[*unknown]);
        (least, most) = (least + low, most + high);
    }
    if least > row.high || most < row.low {
        return None;
    }
    let mut changed = Vec::new();
    for (unknown, coefficient) in &row.terms {
        let domain = domains[*unknown];
        let (low, high) = ends(*coefficient, domain);
        // What is left to this term when the others take their least or their most.
        let (to, from) = (row.high - (least - low), row.low - (most - high));
        let (from, to) = if *coefficient > 0 {
            (div_ceil(from, *coefficient), to.div_euclid(*coefficient))
        } else {
            (div_ceil(-to, -coefficient), (-from).div_euclid(-coefficient))
        };
        let tight = (domain.0.max(from), domain.1.min(to));
        if tight.0 > tight.1 {
            return None;
        }
        if tight != domain {
            domains[*unknown] = tight;
            changed.push(*unknown);
            let (new_low, new_high) = ends(*coefficient, tight);
            (least, most) = (least - low + new_low, most - high + new_high);
        }
    }
    Some(changed)
}

fn div_ceil(number: i64, by: i64) -> i64 {
    -(-number).div_euclid(by)
}

/// A row in which differences stand as the unknowns that they are, once they do.
fn folded(row: &Row, between: &[[usize; 3]]) -> Option<Row> {
    let mut terms: BTreeMap<usize, i64> = row.terms.iter().copied().collect();
    let mut is_other = false;
    for [one, other, less] in between {
        let coefficient =
            terms.get(one).copied().filter(|it| terms.get(other) == Some(&-it) && !terms.contains_key(less));
        if let Some(coefficient) = coefficient {
            terms.remove(one);
            terms.remove(other);
            terms.insert(*less, coefficient);
            is_other = true;
        }
    }
    is_other.then(|| Row::new(terms, row.low, row.high))
}

/// What two equations say together that have several unknowns in common, where it is no longer than either: of which of them elimination keeps nobody can choose.
fn compared(rows: &[Row]) -> Vec<Row> {
    let equations: Vec<&Row> = rows.iter().filter(|row| row.low == row.high && row.terms.len() <= LONGEST).collect();
    let mut found = Vec::new();
    for (at, one) in equations.iter().enumerate() {
        for other in &equations[at + 1..] {
            let both = |(it, _): &&(usize, i64)| other.terms.iter().any(|(unknown, _)| unknown == it);
            let mut shared = one.terms.iter().filter(both).map(|(it, _)| *it);
            if let (Some(first), Some(_)) = (shared.next(), shared.next()) {
                let less = without(one, other, first).filter(|it| !it.terms.is_empty());
                found.extend(less.filter(|it| it.terms.len() <= one.terms.len().max(other.terms.len())));
            }
        }
    }
    found
}

/// So many are compared once more.
const MOST_COMPARED: usize = 150;

/// Equations with more terms are not compared.
const LONGEST: usize = 12;

/// The equations among some rows in reduced echelon form, each with the unknown that it alone has.
fn eliminated(rows: &[Row], unknowns: usize) -> Vec<(usize, Row)> {
    let mut equations: Vec<Row> = rows.iter().filter(|row| row.low == row.high).cloned().collect();
    let mut pivots = Vec::new();
    for unknown in 0..unknowns {
        let has = |row: &Row| row.terms.iter().any(|(it, _)| *it == unknown);
        let done = pivots.len();
        let shortest = (done..equations.len()).filter(|at| has(&equations[*at]));
        let Some(pivot) = shortest.min_by_key(|at| equations[*at].terms.len()) else { continue };
        equations.swap(done, pivot);
        pivots.push(unknown);
        let pivot = equations[done].clone();
        for (at, row) in equations.iter_mut().enumerate() {
            if at != done
                && let Some(less) = without(row, &pivot, unknown)
            {
                *row = less;
            }
        }
    }
    pivots.into_iter().zip(equations).collect()
}

/// A row less as much of an equation as takes an unknown out of it; `None` where it is not in both, or numbers grow past sense.
fn without(row: &Row, equation: &Row, unknown: usize) -> Option<Row> {
    let coefficient = |row: &Row| row.terms.iter().find(|(it, _)| *it == unknown).map(|(_, coefficient)| *coefficient);
    let (a, b) = (coefficient(row)?, coefficient(equation)?);
    let (times, less) = (b.abs(), a * b.signum());
    let scaled = |row: &Row, by: i64| row.terms.iter().map(move |(it, c)| (*it, c * by)).collect::<Vec<_>>();
    let terms = scaled(row, times).into_iter().chain(scaled(equation, -less));
    let taken = equation.low * less;
    let row = Row::new(terms, row.low * times - taken, row.high * times - taken);
    let common = row.terms.iter().fold(0, |common, (_, c)| gcd(common, *c)).max(1);
    // An end that does not divide is that of no whole number, and of an equation neither is.
    let row = Row {
        terms: row.terms.iter().map(|(it, c)| (*it, c / common)).collect(),
        low: div_ceil(row.low, common),
        high: row.high.div_euclid(common),
    };
    row.terms.iter().all(|(_, c)| c.abs() < 1_000).then_some(row)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attack::authorities::Draws;

    #[test]
    fn two_hidden_months_of_a_shown_quarter_can_be_anything_that_comes_to_it() {
        let program = Program::new(vec![Row::new([(0, 1), (1, 1)], 5, 5), Row::new([(0, 1)], 1, MOST)], vec![2, 3]);
        let at = |value| program.with(Row::new([(0, 1)], value, value));
        assert_eq!(at(4), Answer::Feasible(vec![4, 1]));
        assert_eq!((at(0), at(6)), (Answer::Infeasible, Answer::Infeasible));
    }

    #[test]
    fn a_circle_of_sums_is_solved() {
        let pair = |a, b| Row::new([(a, 1), (b, 1)], 10, 10);
        let program = Program::new(vec![pair(0, 1), pair(1, 2), pair(0, 2)], vec![5, 5, 5]);
        for value in 0..=10 {
            let expected = if value == 5 { Answer::Feasible(vec![5, 5, 5]) } else { Answer::Infeasible };
            assert_eq!(program.with(Row::new([(0, 1)], value, value)), expected);
        }
    }

    /// Against trying everything: five unknowns up to 6, four rows.
    #[test]
    fn random_programs_come_out_as_by_trying_everything() {
        let mut draws = Draws(16);
        let mut answers = [0, 0];
        for _ in 0..400 {
            let near: Vec<i64> = (0..5).map(|_| draws.below(7) as i64).collect();
            let mut rows: Vec<Row> = (0..5).map(|unknown| Row::new([(unknown, 1)], 0, 6)).collect();
            for _ in 0..4 {
                let terms: Vec<(usize, i64)> =
                    (0..3).map(|_| (draws.below(5) as usize, draws.below(5) as i64 - 2)).collect();
                let row = Row::new(terms, 0, 0);
                let (sum, slack) = (row.of(&near), draws.below(3) as i64 / 2);
                rows.push(Row { low: sum - slack, high: sum + slack, ..row });
            }
            let program = Program::new(rows.clone(), near);
            for value in 0..=6 {
                let row = Row::new([(0, 1)], value, value);
                let all = (0..7_i64.pow(5)).map(|n| (0..5).map(|at| n / 7_i64.pow(at) % 7).collect::<Vec<_>>());
                let exists = all.filter(|it| it[0] == value).any(|it| rows.iter().all(|row| row.is_met(&it)));
                let answer = program.with(row);
                assert_eq!(matches!(answer, Answer::Feasible(_)), exists, "{rows:?} {value} {answer:?}");
                assert_ne!(answer, Answer::Unknown);
                answers[usize::from(exists)] += 1;
            }
        }
        assert!(answers[0] > 500 && answers[1] > 500, "{answers:?}");
    }
}
