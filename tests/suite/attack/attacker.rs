//! Somebody who knows what the definitions say and has time: printed facts become a whole-number program, and every hidden small count is asked for.
//!
//! Each unknown is a number of one month. What is printed of a month, a quarter, a year or since April is a sum of them:
//!
//! | printed | known of the unknowns |
//! |---|---|
//! | a count, a numerator, a denominator, a part, a year to date | their sum |
//! | a percentage or a rate | the share lies within half a unit of its last digit |
//! | `[c]` in place of a count or a part | their sum is at least 1, because noughts are shown |
//! | `[c]` in place of a percentage beside its denominator | neither none nor all, because those are shown |
//! | `[z]` | no cases |
//! | nothing | a numerator is no more than its denominator, parts come to their whole, `equals` holds, the same words are the same number |

use std::collections::{BTreeMap, BTreeSet};

use super::authorities::{Atom, FIRST, part_series};
use super::calendar::{Span, april_of};
use super::definitions::{self as words, Form, Measure, Time};
use super::reader::{Fact, Printed};
use super::solver::{Answer, MOST, Program, Row};

/// What the policy hides.
pub const SMALL: std::ops::RangeInclusive<i64> = 1..=5;

/// A sum of atoms, some of them taken away.
pub type Sum = Vec<(Atom, i64)>;

/// How a small count can be read off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A count, a numerator or a part.
    Count,
    Denominator,
    /// Those of a denominator who are not in the numerator.
    Complement,
    /// What a running total has grown by.
    Step,
}

/// A number of people that is small in truth.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret {
    pub role: Role,
    /// `ADOPT 2020-11`.
    pub name: String,
    pub sum: Sum,
}

/// What becomes of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Every small number is possible.
    Safe,
    /// A small number is not possible.
    Narrowed,
    /// One number is possible.
    Exact,
    /// The search was given up.
    Unknown,
}

/// What is known, and what there is to find out.
#[derive(Debug, Default)]
pub struct Attack {
    /// What is known: at least, a sum, at most.
    pub known: BTreeSet<(i64, Sum, i64)>,
    pub secrets: BTreeSet<Secret>,
}

/// Where the true number of an atom in some edition is looked up.
pub type Truth<'a> = &'a dyn Fn(&Atom) -> i64;

impl Attack {
    /// What the facts of papers tell that speak of the same numbers.
    pub fn new<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Self {
        let mut attack = Self::default();
        let mut groups: BTreeMap<(&str, Span), Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            groups.entry((&fact.code, fact.period)).or_default().push(fact);
        }
        for ((code, period), facts) in groups {
            attack.read(words::of(code), period, &facts);
        }
        attack.relate();
        attack
    }

    /// Joins what another edition tells.
    pub fn and(mut self, other: Attack) -> Self {
        self.known.extend(other.known);
        self.secrets.extend(other.secrets);
        self
    }

    /// The same of an edition in which some numbers are others: they get a name of their own.
    pub fn renamed(self, changed: &BTreeSet<Atom>, mark: &str) -> Self {
        let rename = |sum: Sum| {
            let atom = |atom: Atom| {
                if changed.contains(&atom) { Atom { series: format!("{}{mark}", atom.series), ..atom } } else { atom }
            };
            sum.into_iter().map(|(it, coefficient)| (atom(it), coefficient)).collect::<Sum>()
        };
        let secret = |secret: Secret| Secret { sum: rename(secret.sum), ..secret };
        Self {
            known: self.known.into_iter().map(|(low, sum, high)| (low, rename(sum), high)).collect(),
            secrets: self.secrets.into_iter().map(secret).collect(),
        }
    }

    fn know(&mut self, low: i64, sum: Sum, high: i64) {
        self.known.insert((low, sum, high));
    }

    fn seek(&mut self, role: Role, measure: &Measure, period: Span, what: &str, sum: Sum) {
        self.secrets.insert(Secret { role, name: format!("{} {period}{what}", measure.code), sum });
    }

    /// What is printed of one measure and period, in whatever papers.
    fn read(&mut self, measure: &Measure, period: Span, facts: &[&Fact]) {
        let count = sum(measure.count, measure.time, period);
        let out_of = measure.out_of().map(|series| sum(series, measure.time, period));
        for Fact { kind, printed, .. } in facts {
            match (kind.as_str(), &out_of) {
                ("value", None) => self.count(count.clone(), *printed),
                ("value", Some(out_of)) => self.share(measure, count.clone(), out_of.clone(), *printed),
                ("numerator", _) => self.known_number(count.clone(), *printed),
                ("denominator", Some(out_of)) => self.known_number(out_of.clone(), *printed),
                ("year to date", None) => self.count(to_date(measure.count, period), *printed),
                ("year to date", Some(_)) => {
                    let [count, out_of] =
                        [measure.count, measure.out_of().expect("it has one")].map(|it| to_date(it, period));
                    self.share(measure, count, out_of, *printed);
                }
                (part, _) => {
                    let Some((by, part)) = part.strip_prefix("by ").and_then(|part| part.split_once(": ")) else {
                        continue;
                    };
                    let sum = sum(&part_series(measure, by, part), measure.time, period);
                    self.count(sum.clone(), *printed);
                    self.seek(Role::Count, measure, period, &format!(" {part}"), sum);
                }
            }
            if kind == "year to date" && measure.form == Form::Count {
                self.seek(Role::Count, measure, period, " year to date", to_date(measure.count, period));
            }
        }
        // A percentage that is hidden beside its denominator is neither none nor all.
        let has =
            |kind: &str, test: fn(&Printed) -> bool| facts.iter().any(|fact| fact.kind == kind && test(&fact.printed));
        let is_hidden = |printed: &Printed| *printed == Printed::Hidden;
        let is_shown = |printed: &Printed| matches!(printed, Printed::Number { .. });
        if let (Some(out_of), true) = (&out_of, has("value", is_hidden)) {
            self.know(1, out_of.clone(), MOST);
            if has("denominator", is_shown) {
                self.know(1, count.clone(), MOST);
                self.know(1, less(out_of, &count), MOST);
            }
        }
        self.seek(Role::Count, measure, period, "", count.clone());
        if let (Form::Percent(_), Some(out_of)) = (measure.form, out_of) {
            self.seek(Role::Complement, measure, period, " complement", less(&out_of, &count));
            self.seek(Role::Denominator, measure, period, " out of", out_of);
        }
        if measure.time == Time::YearToDate {
            self.steps(measure, period);
        }
    }

    fn count(&mut self, sum: Sum, printed: Printed) {
        match printed {
            Printed::Hidden => self.know(1, sum, MOST),
            Printed::NoCases => self.know(0, sum, 0),
            Printed::Number { .. } => self.known_number(sum, printed),
        }
    }

    fn known_number(&mut self, sum: Sum, printed: Printed) {
        if let Printed::Number { digits, decimals: 0 } = printed {
            self.know(digits, sum, digits);
        }
    }

    /// Half a unit below to just under half a unit above, as whole numbers: `(2 d - 1) out_of <= 2 · per · 10^decimals · count < (2 d + 1) out_of`.
    fn share(&mut self, measure: &Measure, count: Sum, out_of: Sum, printed: Printed) {
        let per = if matches!(measure.form, Form::Rate(_)) { 10_000 } else { 100 };
        match printed {
            Printed::Hidden => {}
            Printed::NoCases => self.know(0, out_of, 0),
            Printed::Number { digits, decimals } => {
                let scale = 2 * per * 10_i64.pow(decimals);
                let far = MOST * scale;
                self.know(1, out_of.clone(), MOST);
                self.know(0, combined(&count, scale, &out_of, 1 - 2 * digits), far);
                self.know(-far, combined(&count, scale, &out_of, -1 - 2 * digits), -1);
            }
        }
    }

    /// The steps of a running total up to a period's end: they are counts like any other.
    fn steps(&mut self, measure: &Measure, period: Span) {
        for month in period.to_date().all() {
            let step = Span::month(month);
            let [count, out_of] =
                [Some(measure.count), measure.out_of()].map(|it| it.map(|it| vec![(Atom::new(it, step), 1)]));
            let count = count.expect("it counts something");
            if let Some(out_of) = out_of {
                self.seek(Role::Step, measure, step, " step of complement", less(&out_of, &count));
                self.seek(Role::Step, measure, step, " step of denominator", out_of);
            }
            self.seek(Role::Step, measure, step, " step", count);
        }
    }

    /// What definitions say of the atoms that have been named.
    fn relate(&mut self) {
        let mut atoms: BTreeSet<Atom> =
            self.known.iter().flat_map(|(_, sum, _)| sum).map(|(atom, _)| atom.clone()).collect();
        atoms.extend(self.secrets.iter().flat_map(|secret| &secret.sum).map(|(atom, _)| atom.clone()));
        let is_named = |series: &str, span: Span| atoms.contains(&Atom::new(series, span));
        let mut said = Vec::new();
        for span in atoms.iter().map(|atom| atom.span).collect::<BTreeSet<Span>>() {
            let one = |series: &str| (Atom::new(series, span), 1);
            for measure in words::all() {
                if let Form::Percent(out_of) = measure.form
                    && is_named(measure.count, span)
                {
                    said.push((0, less(&vec![one(out_of)], &vec![one(measure.count)]), MOST));
                }
                for (by, parts) in measure.breakdowns {
                    let parts: Vec<String> = parts.iter().map(|part| part_series(measure, by, part)).collect();
                    if parts.iter().any(|part| is_named(part, span)) {
                        said.push((
                            0,
                            less(&vec![one(measure.count)], &parts.iter().map(|part| one(part)).collect()),
                            0,
                        ));
                    }
                }
            }
            let (whole, parts) = words::ADDS_UP;
            if is_named(whole, span) && parts.iter().all(|part| is_named(part, span)) {
                said.push((0, less(&vec![one(whole)], &parts.iter().map(|part| one(part)).collect()), 0));
            }
        }
        // Also across months of which some figures are not there.
        let in_care = || atoms.iter().filter(|it| it.series == words::IN_CARE && it.span.months == 1);
        let months = in_care().map(|it| it.span.first).min().zip(in_care().map(|it| it.span.first).max());
        for month in months.map_or(0..0, |(first, last)| first + 1..last + 1) {
            let one = |series: &str| (Atom::new(series, Span::month(month)), 1);
            let before = (Atom::new(words::IN_CARE, Span::month(month - 1)), 1);
            let mut change = less(&vec![one(words::IN_CARE)], &vec![before]);
            change.extend(less(&vec![one(words::CEASED)], &vec![one(words::STARTED)]));
            said.push((0, change, 0));
        }
        self.known.extend(said);
    }

    /// Everything that is known and not so: the attacker is wrong.
    pub fn wrong(&self, truth: Truth<'_>) -> Vec<String> {
        let is_so = |(low, sum, high): &&(i64, Sum, i64)| (*low..=*high).contains(&value(sum, truth));
        self.known
            .iter()
            .filter(|known| !is_so(known))
            .map(|known| format!("{known:?} {}", value(&known.1, truth)))
            .collect()
    }

    /// Other numbers for all that is hidden, together, which nothing that is known contradicts; those that are others than in truth.
    pub fn another(&self, truth: Truth<'_>) -> BTreeMap<Atom, i64> {
        let pieces = components(self, self.secrets.iter().collect(), truth);
        let others = pieces.into_iter().flat_map(Component::another);
        others.filter(|(atom, value)| truth(atom) != *value).collect()
    }

    /// What becomes of each secret that is small in truth.
    pub fn fates(&self, truth: Truth<'_>) -> Vec<Found<'_>> {
        let small = self.secrets.iter().filter(|secret| SMALL.contains(&value(&secret.sum, truth))).collect();
        components(self, small, truth).into_iter().flat_map(Component::fates).collect()
    }
}

/// A secret that is small in truth, and what becomes of it.
#[derive(Debug)]
pub struct Found<'a> {
    pub secret: &'a Secret,
    pub fate: Fate,
    /// Which numbers it can be, those from 6 on being one: `2 3 6+`.
    pub possible: String,
}

/// What a sum comes to in truth.
pub fn value(sum: &Sum, truth: Truth<'_>) -> i64 {
    sum.iter().map(|(atom, coefficient)| truth(atom) * coefficient).sum()
}

/// What a measure counts in a period, as a sum of atoms.
fn sum(series: &str, time: Time, period: Span) -> Sum {
    // Years before the first month are known as they were given, and so are their months to nobody.
    if period.first < FIRST {
        return vec![(Atom::new(series, period), 1)];
    }
    let months: Vec<i32> = match time {
        Time::Snapshot => vec![period.last()],
        Time::InPeriod => period.all().collect(),
        Time::YearToDate => (april_of(period.last())..=period.last()).collect(),
        Time::RollingYear => (period.last() - 11..=period.last()).collect(),
    };
    months.into_iter().map(|month| (Atom::new(series, Span::month(month)), 1)).collect()
}

fn to_date(series: &str, period: Span) -> Sum {
    sum(series, Time::InPeriod, period.to_date())
}

fn less(whole: &Sum, part: &Sum) -> Sum {
    combined(whole, 1, part, -1)
}

fn combined(one: &Sum, by: i64, other: &Sum, times: i64) -> Sum {
    let scaled = |sum: &Sum, by: i64| sum.iter().map(|(atom, c)| (atom.clone(), c * by)).collect::<Sum>();
    [scaled(one, by), scaled(other, times)].concat()
}

/// So many numbers of a piece are moved one by one; most others move with them.
const MOST_MOVED: usize = 8;

/// A piece of the program that has no unknown in common with the others.
struct Component<'s> {
    program: Program,
    /// What each unknown stands for.
    atoms: Vec<Atom>,
    near: Vec<i64>,
    /// What is known of a secret already was taken out of its sum, and is the row's ends less: 0 to 0 asks whether it is nothing.
    secrets: Vec<(&'s Secret, Row)>,
}

/// The pieces of what is known that have a secret in them.
fn components<'s>(attack: &Attack, secrets: Vec<&'s Secret>, truth: Truth<'_>) -> Vec<Component<'s>> {
    let sums = attack.known.iter().map(|(_, sum, _)| sum).chain(secrets.iter().map(|secret| &secret.sum));
    let atoms: BTreeSet<&Atom> = sums.flatten().map(|(atom, _)| atom).collect();
    let number: BTreeMap<&Atom, usize> = atoms.iter().enumerate().map(|(at, atom)| (*atom, at)).collect();
    let row = |sum: &Sum, low, high| Row::new(sum.iter().map(|(atom, c)| (number[atom], *c)), low, high);
    let mut rows: Vec<Row> = attack.known.iter().map(|(low, sum, high)| row(sum, *low, *high)).collect();
    let mut asked: Vec<(&Secret, Row)> = secrets.into_iter().map(|secret| (secret, row(&secret.sum, 0, 0))).collect();
    let known = settle(&mut rows, atoms.len());
    asked.iter_mut().for_each(|(_, row)| substitute(row, &known));
    let mut group: Vec<usize> = (0..atoms.len()).collect();
    rows.iter().chain(asked.iter().map(|(_, row)| row)).for_each(|row| join(&mut group, row));
    // What is known to the end has no unknown, and a piece of its own.
    let of = |row: &Row| row.terms.first().map(|(unknown, _)| root(&group, *unknown));
    let mut pieces: BTreeMap<Option<usize>, Piece<'_>> = BTreeMap::new();
    asked.into_iter().for_each(|(secret, row)| pieces.entry(of(&row)).or_default().secrets.push((secret, row)));
    for unknown in 0..group.len() {
        pieces.entry(Some(root(&group, unknown))).and_modify(|piece| piece.members.push(unknown));
    }
    for row in rows {
        pieces.entry(of(&row)).and_modify(|piece| piece.rows.push(row));
    }
    let truths: Vec<(&Atom, i64)> = atoms.iter().map(|atom| (*atom, truth(atom))).collect();
    pieces.into_values().map(|piece| piece.component(&truths)).collect()
}

/// A component under the numbers that its unknowns have in the whole program.
#[derive(Default)]
struct Piece<'s> {
    members: Vec<usize>,
    rows: Vec<Row>,
    secrets: Vec<(&'s Secret, Row)>,
}

impl<'s> Piece<'s> {
    fn component(self, truths: &[(&Atom, i64)]) -> Component<'s> {
        let place: BTreeMap<usize, usize> = self.members.iter().enumerate().map(|(at, it)| (*it, at)).collect();
        let local = |row: Row| Row { terms: row.terms.iter().map(|(it, c)| (place[it], *c)).collect(), ..row };
        let near: Vec<i64> = self.members.iter().map(|unknown| truths[*unknown].1).collect();
        let atoms = self.members.iter().map(|unknown| truths[*unknown].0.clone()).collect();
        let program = Program::new(self.rows.into_iter().map(local).collect(), near.clone());
        let secrets = self.secrets.into_iter().map(|(secret, row)| (secret, local(row))).collect();
        Component { program, atoms, near, secrets }
    }
}

impl<'s> Component<'s> {
    /// A solution in which secrets are others than in truth: those of some questions, and what moves with them.
    fn another(self) -> Vec<(Atom, i64)> {
        let is_other = |row: &Row, solution: &[i64]| row.of(solution) != row.of(&self.near);
        let mut program = self.program.clone();
        let mut solution = self.near.clone();
        let mut asked = 0;
        for (_, row) in &self.secrets {
            let value = row.of(&self.near);
            if asked == MOST_MOVED || is_other(row, &solution) {
                continue;
            }
            asked += 1;
            // Each that was moved stays where it is.
            let moved = [(value + 1, MOST), (1 + row.low, value - 1)].into_iter().find_map(|(low, high)| match program
                .with(Row { low, high, ..row.clone() })
            {
                Answer::Feasible(moved) => Some(moved),
                Answer::Infeasible | Answer::Unknown => None,
            });
            if let Some(moved) = moved {
                let value = row.of(&moved);
                program = program.and(Row { low: value, high: value, ..row.clone() });
                solution = moved;
            }
        }
        self.atoms.into_iter().zip(solution).collect()
    }

    /// Which small numbers each secret can be.
    fn fates(self) -> Vec<Found<'s>> {
        // A solution that answers one question often answers others.
        let mut solutions = vec![self.near.clone()];
        let mut found = Vec::new();
        for (secret, row) in &self.secrets {
            let mut question = Question { program: &self.program, row, solutions: &mut solutions, is_unknown: false };
            let small: Vec<i64> = SMALL.filter(|value| question.is_possible(*value, *value)).collect();
            let is_safe = small.len() == SMALL.count();
            let is_none = !is_safe && question.is_possible(-MOST, 0);
            let is_more = is_safe || question.is_possible(SMALL.end() + 1, MOST);
            let fate = match small.len() {
                _ if question.is_unknown => Fate::Unknown,
                _ if is_safe => Fate::Safe,
                1 if !is_none && !is_more => Fate::Exact,
                _ => Fate::Narrowed,
            };
            let small = small.iter().map(i64::to_string);
            let ends = [(is_none, "0"), (is_more, "6+")].map(|(is, end)| is.then(|| end.to_owned()));
            let [none, more] = ends;
            let possible: Vec<String> = none.into_iter().chain(small).chain(more).collect();
            found.push(Found { secret, fate, possible: possible.join(" ") });
        }
        found
    }
}

/// What is asked about a sum.
struct Question<'a> {
    program: &'a Program,
    row: &'a Row,
    solutions: &'a mut Vec<Vec<i64>>,
    /// A search was given up.
    is_unknown: bool,
}

impl Question<'_> {
    /// Whether the sum can lie between two ends, or nobody can say.
    fn is_possible(&mut self, low: i64, high: i64) -> bool {
        let mut known = self.solutions.iter().map(|solution| self.row.of(solution) - self.row.low);
        if known.any(|value| (low..=high).contains(&value)) {
            return true;
        }
        match self.program.with(Row { low: self.row.low + low, high: self.row.low + high, ..self.row.clone() }) {
            Answer::Feasible(solution) => self.solutions.push(solution),
            Answer::Infeasible => return false,
            Answer::Unknown => self.is_unknown = true,
        }
        true
    }
}

/// Takes every unknown that a row names alone out of all rows, until none is left; the rows that say something remain. Gives the known ones.
fn settle(rows: &mut Vec<Row>, unknowns: usize) -> Vec<Option<i64>> {
    let mut known = vec![None; unknowns];
    loop {
        let mut is_done = true;
        for row in rows.iter_mut() {
            substitute(row, &known);
            if let [(unknown, coefficient)] = row.terms[..]
                && row.low == row.high
            {
                known[unknown] = Some(row.low / coefficient);
                is_done = false;
            }
        }
        rows.retain(|row| !row.terms.is_empty());
        if is_done {
            return known;
        }
    }
}

/// Takes what is known out of a row, and off its ends.
fn substitute(row: &mut Row, known: &[Option<i64>]) {
    let sum: i64 = row.terms.iter().filter_map(|(unknown, c)| Some(known[*unknown]? * c)).sum();
    row.terms.retain(|(unknown, _)| known[*unknown].is_none());
    (row.low, row.high) = (row.low - sum, row.high - sum);
}

fn root(group: &[usize], mut unknown: usize) -> usize {
    while group[unknown] != unknown {
        unknown = group[unknown];
    }
    unknown
}

fn join(group: &mut [usize], row: &Row) {
    for pair in row.terms.windows(2) {
        let (one, other) = (root(group, pair[0].0), root(group, pair[1].0));
        group[one.max(other)] = one.min(other);
    }
}
