//! The whole numbers behind the figures of a project, and what a reader can know of them together.
//!
//! A count, what it is out of and the rest of the two are numbers that a reader may not learn where they are small; so are the steps of a running total, which no page prints. Facts follow from
//! the definitions, and only where the figures satisfy them: `links` says which.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::{Observation, Shown};
use crate::model::{Companion, Counted, Date, IndicatorCode, Missing, Period, SmallNumbersPolicy, Unit};
use crate::suppress::{Case, Fact, Range, Universe, Unknown, UnknownId};

use super::primary;

/// A row of figures: an indicator's own, or one beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The indicator under whose code they were given.
    pub code: IndicatorCode,
    /// Which of its rows; `None` for its own.
    pub beside: Option<Companion>,
}

/// The numbers behind one figure; none where it was given without them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// How many people or events.
    pub count: Option<UnknownId>,
    /// Out of how many.
    pub out_of: Option<UnknownId>,
    /// How many of those it does not count, where it is a percentage; no page prints it.
    pub rest: Option<UnknownId>,
}

/// One of the numbers of a figure.
pub type Of = fn(&Numbers) -> Option<UnknownId>;

/// Both of them: what adds up of the one adds up of the other.
pub const EACH: [Of; 2] = [|numbers| numbers.count, |numbers| numbers.out_of];

/// Those and the rest.
pub const ALL: [Of; 3] = [|numbers| numbers.count, |numbers| numbers.out_of, |numbers| numbers.rest];

/// A figure of a row with its period; none where the data are silent.
pub type Piece<'s> = (Period, Option<&'s Observation>);

/// Something told.
#[derive(Debug, Clone)]
pub struct Told {
    /// From which day on everybody knows it.
    pub end: Date,
    /// The one case in which it holds, where it is not all of them.
    pub case: Option<Case>,
    /// What it is.
    pub fact: Fact,
}

/// All numbers of a project.
#[derive(Debug, Clone)]
pub struct Book {
    /// The numbers alone: facts come in the order of time.
    pub(super) universe: Universe,
    /// On which day each number ends, by its place; nobody knows it before.
    ends: Vec<(UnknownId, Date)>,
    /// Hidden whatever is decided: small numbers, and what no page prints.
    pub(super) unseen: Vec<UnknownId>,
    pub(super) facts: Vec<Told>,
    /// Each step of a running total with that total.
    taken: Vec<(UnknownId, UnknownId)>,
    /// What was printed before.
    public: BTreeSet<UnknownId>,
    pub(super) range: Range,
    policy: SmallNumbersPolicy,
    /// Indicators that count no people.
    things: BTreeSet<IndicatorCode>,
    /// Behind figures that are given without them.
    inferred: Inferred,
    /// By the first and the last day of the time that they speak of.
    known: BTreeMap<Row, BTreeMap<(Date, Date), Numbers>>,
    /// As they were given.
    given: BTreeMap<Row, BTreeMap<Period, Numbers>>,
    /// What a number is the sum of, each times its factor.
    pub(super) made: BTreeMap<UnknownId, Vec<(UnknownId, i64)>>,
    /// Numbers of rows that repeat another one, by which two rows.
    pub(super) repeated: BTreeMap<(UnknownId, UnknownId), usize>,
    /// Those of figures that the data do not give: nobody here knows them.
    pub(super) silent: BTreeSet<UnknownId>,
    /// Wholes that are no less than their parts together.
    pub(super) wholes: Vec<(UnknownId, Vec<UnknownId>)>,
}

/// The true numbers of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// What is counted.
    pub count: Option<i64>,
    /// Out of how many.
    pub out_of: Option<i64>,
}

/// The numbers behind figures that are given without them, by indicator and period.
pub type Inferred = BTreeMap<(IndicatorCode, Period), Truth>;

impl Book {
    /// No numbers yet; `None` where the policy hides nothing. `things` are the indicators that count no people: of them nothing is small.
    pub fn new(policy: SmallNumbersPolicy, things: BTreeSet<IndicatorCode>) -> Option<Self> {
        let range = Range { low: 1, high: i64::from(policy.greatest()?) };
        Some(Self {
            universe: Universe::default(),
            ends: Vec::new(),
            unseen: Vec::new(),
            facts: Vec::new(),
            taken: Vec::new(),
            public: BTreeSet::new(),
            range,
            policy,
            things,
            inferred: Inferred::new(),
            known: BTreeMap::new(),
            given: BTreeMap::new(),
            made: BTreeMap::new(),
            repeated: BTreeMap::new(),
            silent: BTreeSet::new(),
            wholes: Vec::new(),
        })
    }

    /// Takes in the numbers behind figures that are given without them.
    pub fn infer(&mut self, of: impl FnOnce(Range) -> Inferred) {
        self.inferred = of(self.range);
    }

    /// The numbers of a figure as the data give it.
    pub fn given(&mut self, row: &Row, unit: Unit, period: Period, observation: &Observation) -> Numbers {
        if let Some(known) = self.given.get(row).and_then(|row| row.get(&period)) {
            return *known;
        }
        let counts = if self.things.contains(&row.code) { Counted::Things } else { Counted::People };
        let own = (row.code.clone(), period);
        let inferred = self.inferred.get(&own).filter(|_| row.beside.is_none()).copied();
        let is_few = self.range_of(row).is_some() && inferred.is_some_and(|truth| self.is_small(truth, unit));
        let is_hidden = is_few || primary::is_hidden(observation, unit, self.policy.of(counts));
        let truth = inferred.unwrap_or_else(|| truth(observation, unit));
        let numbers = self.add(row, truth, unit, period.end(), is_hidden);
        self.is_given(row, period, numbers);
        // A longer period of the same days may have another figure.
        self.known.entry(row.clone()).or_default().entry((period.start(), period.end())).or_insert(numbers);
        numbers
    }

    /// Says that the figure of a period was given, and is the one with these numbers.
    pub fn is_given(&mut self, row: &Row, period: Period, numbers: Numbers) {
        self.given.entry(row.clone()).or_default().insert(period, numbers);
    }

    /// The numbers of the time that some periods of a row make up. One alone is itself.
    pub fn sum(&mut self, row: &Row, unit: Unit, parts: &[(Period, &Observation)]) -> Numbers {
        let ([(first, _), ..], [.., (last, observation)]) = (parts, parts) else { return Numbers::default() };
        let latest = self.given(row, unit, *last, observation);
        if parts.len() == 1 {
            return latest;
        }
        let known = self.known.entry(row.clone()).or_default();
        if let Some(known) = known.get(&(first.start(), last.end())) {
            return *known;
        }
        // A year to date is the one before and a month; so a fact speaks of few numbers.
        let before = &parts[..parts.len() - 1];
        let together = before.last().and_then(|(end, _)| known.get(&(first.start(), end.end()))).copied();
        let mut pieces = match together {
            Some(together) => vec![together],
            None => before.iter().map(|(period, observation)| self.given(row, unit, *period, observation)).collect(),
        };
        pieces.push(latest);
        let add = |of: Of| pieces.iter().map(|piece| Some(self.universe.unknown(of(piece)?).truth)).sum();
        let truth = Truth { count: add(EACH[0]), out_of: add(EACH[1]) };
        let is_small = self.range_of(row).is_some() && self.is_small(truth, unit);
        let numbers = self.add(row, truth, unit, last.end(), is_small);
        for of in ALL {
            self.no_less_than(of(&numbers), pieces.iter().filter_map(of));
        }
        for of in EACH {
            let parts: Option<Vec<UnknownId>> = pieces.iter().map(of).collect();
            if let (Some(sum), Some(parts)) = (of(&numbers), parts) {
                self.equal(sum, &parts, last.end());
                self.is_made(sum, parts.into_iter().map(|part| (part, 1)).collect());
            }
        }
        self.known.entry(row.clone()).or_default().insert((first.start(), last.end()), numbers);
        numbers
    }

    /// The same of a time of which nothing is printed. Its figure is kept open all the same: it is that of a longer period whose last days add nothing.
    pub fn unprinted_sum(&mut self, row: &Row, unit: Unit, parts: &[(Period, &Observation)]) {
        let sum = self.sum(row, unit, parts);
        self.unseen.extend(ALL.iter().filter_map(|of| of(&sum)));
    }

    /// A running total goes on from the one before: the step is a count like any other, though nobody prints it.
    pub fn step(&mut self, now: Numbers, then: Numbers, end: Date) {
        let rest = now.rest;
        for of in ALL {
            let (Some(now), Some(then)) = (of(&now), of(&then)) else { continue };
            let truth = self.truth(now) - self.truth(then);
            if truth >= 0 {
                let step = self.number(truth, (0, None), end, Some(self.range), true);
                self.equal(now, &[then, step], end);
                self.taken.push((step, now));
                if rest == Some(now) {
                    self.is_made(step, vec![(now, 1), (then, -1)]);
                } else {
                    self.is_made(now, vec![(then, 1), (step, 1)]);
                }
            }
        }
    }

    /// A total of two small counts is two at least, whatever is hidden: noughts are shown. Only values from there on can be kept open.
    pub fn no_less_than(&mut self, whole: Option<UnknownId>, parts: impl Iterator<Item = UnknownId>) {
        let Some(whole) = whole else { return };
        let parts: Vec<UnknownId> = parts.collect();
        let least = |id: UnknownId| match self.universe.unknown(id).protects {
            Some(range) => range.low,
            None => self.truth(id).min(self.range.high),
        };
        let least: i64 = parts.iter().copied().map(least).sum();
        if let Some(range) = self.universe.unknown(whole).protects {
            let low = least.clamp(range.low, self.truth(whole));
            self.universe.protect(whole, Range { low, ..range });
        }
        self.wholes.push((whole, parts));
    }

    /// Says that some numbers come to another one.
    pub fn equal(&mut self, whole: UnknownId, parts: &[UnknownId], end: Date) {
        let terms = [(whole, 1)].into_iter().chain(parts.iter().map(|id| (*id, -1))).collect();
        self.tell(Fact { terms, low: 0, high: 0 }, end);
    }

    /// Says something that everybody knows once a day has come; where the numbers contradict it, nobody does.
    pub fn tell(&mut self, fact: Fact, end: Date) {
        self.facts.push(Told { end, case: None, fact });
    }

    /// Says what a number is made of; what was said first holds.
    pub(super) fn is_made(&mut self, id: UnknownId, of: Vec<(UnknownId, i64)>) {
        self.made.entry(id).or_insert(of);
    }

    /// What is told, in the order of time.
    pub fn told(&self) -> Vec<Told> {
        let mut facts = self.facts.clone();
        facts.sort_by_key(|told| told.end);
        facts
    }

    /// What a reader does not know whatever is decided.
    pub fn unseen(&self) -> impl Iterator<Item = UnknownId> {
        self.unseen.iter().copied().filter(|id| !self.public.contains(id))
    }

    /// Says that some numbers were printed before: nothing can hide them.
    pub fn is_public(&mut self, ids: BTreeSet<UnknownId>) {
        ids.iter().for_each(|id| self.universe.leave_open(*id));
        self.public.extend(ids);
    }

    /// What was printed before, or is known otherwise.
    pub fn public(&self) -> impl Iterator<Item = UnknownId> {
        self.public.iter().copied()
    }

    /// Whether a number can still be hidden.
    pub fn can_hide(&self, id: UnknownId) -> bool {
        !self.public.contains(&id)
    }

    /// Whether editions told of something that is another thing today.
    pub fn is_corrected(&self) -> bool {
        self.facts.iter().any(|told| told.case.is_some())
    }

    /// Each number with its last day.
    pub fn ends(&self) -> &[(UnknownId, Date)] {
        &self.ends
    }

    /// A row as it was given.
    pub fn row(&self, row: &Row) -> Option<&BTreeMap<Period, Numbers>> {
        self.given.get(row)
    }

    /// Every row as it was given.
    pub fn rows(&self) -> impl Iterator<Item = (&Row, &BTreeMap<Period, Numbers>)> {
        self.given.iter()
    }

    /// The steps of running totals, each with the total that it leads to.
    pub fn taken(&self) -> &[(UnknownId, UnknownId)] {
        &self.taken
    }

    /// Whether a number is one that is hidden for itself.
    pub fn is_few(&self, id: UnknownId) -> bool {
        self.range.holds(self.truth(id))
    }

    /// What a number is.
    pub fn truth(&self, id: UnknownId) -> i64 {
        self.universe.unknown(id).truth
    }

    /// Whether the figures of a row count people, so that steps between them do.
    pub fn counts_people(&self, row: &Row) -> bool {
        self.range_of(row).is_some()
    }

    /// The numbers of people, among those of figures, of periods that are made of several and of steps.
    pub fn of_people(&self) -> BTreeSet<UnknownId> {
        let rows = self.given.iter().map(|(row, of)| (row, of.values().collect::<Vec<_>>()));
        let sums = self.known.iter().map(|(row, of)| (row, of.values().collect::<Vec<_>>()));
        let of_people = rows.chain(sums).filter(|(row, _)| self.counts_people(row)).flat_map(|(_, all)| all);
        let steps = self.taken.iter().map(|(step, _)| *step);
        of_people.flat_map(|numbers| ALL.map(|of| of(numbers))).flatten().chain(steps).collect()
    }

    /// The small numbers of a row; `None` where it counts no people.
    fn range_of(&self, row: &Row) -> Option<Range> {
        (!self.things.contains(&row.code)).then_some(self.range)
    }

    /// Whether a figure, what it is out of or the rest is a number that is hidden.
    fn is_small(&self, truth: Truth, unit: Unit) -> bool {
        let rest = truth.out_of.zip(truth.count).filter(|_| unit == Unit::Percent).map(|(whole, part)| whole - part);
        [truth.count, truth.out_of, rest].into_iter().flatten().any(|number| self.range.holds(number))
    }

    /// The numbers of one figure. A nought and all of them are shown, so what is hidden is neither; but where what it is out of is hidden, the figure is hidden whatever it is.
    fn add(&mut self, row: &Row, truth: Truth, unit: Unit, end: Date, is_hidden: bool) -> Numbers {
        let range = self.range_of(row);
        let is_few = truth.out_of.is_some_and(|out_of| range.is_some_and(|range| range.holds(out_of)));
        let out_of = truth.out_of.map(|truth| self.number(truth, (1.min(truth), None), end, range, is_few));
        let count = truth.count.map(|truth| self.number(truth, (1.min(truth), out_of), end, range, is_hidden));
        let (Some(part), Some(whole), Unit::Percent) = (count, out_of, unit) else {
            return Numbers { count, out_of, rest: None };
        };
        let rest = Some(self.truth(whole) - self.truth(part)).filter(|rest| *rest >= 0);
        let rest = rest.map(|rest| self.number(rest, (1.min(rest), out_of), end, range, true));
        if let Some(rest) = rest {
            self.equal(whole, &[part, rest], end);
            self.is_made(rest, vec![(whole, 1), (part, -1)]);
        }
        Numbers { count, out_of, rest }
    }

    pub(super) fn number(
        &mut self,
        truth: i64,
        (least, nought_with): (i64, Option<UnknownId>),
        end: Date,
        range: Option<Range>,
        is_unseen: bool,
    ) -> UnknownId {
        let protects = range.filter(|range| range.holds(truth));
        let id = self.universe.add(Unknown { truth, least, nought_with, protects });
        self.ends.push((id, end));
        self.unseen.extend(is_unseen.then_some(id));
        id
    }
}

/// The numbers of people or events in a figure. The days of an average, and amounts that are no whole numbers, count nobody.
pub fn truth(observation: &Observation, unit: Unit) -> Truth {
    let whole = |amount: Decimal| amount.to_i64().filter(|it| amount.is_integer() && it.abs() < MOST);
    match &observation.shown {
        Shown::Amount(value) if unit == Unit::Count => Truth { count: whole(value.decimal()), out_of: None },
        Shown::Fraction { count, out_of } => {
            Truth { count: whole(*count).filter(|_| unit.counts_people()), out_of: whole(*out_of) }
        }
        Shown::Missing(Missing::NoCases) => Truth { count: Some(0), out_of: Some(0).filter(|_| unit != Unit::Count) },
        Shown::Amount(_) | Shown::Missing(_) => Truth { count: None, out_of: None },
    }
}

/// More than there are people.
const MOST: i64 = 1 << 36;
