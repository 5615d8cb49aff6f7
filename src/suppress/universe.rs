//! Whole numbers and what is known of them together.

use std::collections::BTreeSet;

/// Place of a number in its [`Universe`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownId(pub(super) usize);

/// The values that a reader must not be able to tell apart or to rule out, ends included: 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least of them.
    pub low: i64,
    /// The greatest.
    pub high: i64,
}

impl Range {
    /// Whether a number is one of them.
    pub fn holds(self, number: i64) -> bool {
        (self.low..=self.high).contains(&number)
    }
}

/// A whole number, printed or not: a count, what it is out of, the rest of the two, the step of a running total.
#[derive(Debug, Clone, Copy)]
pub struct Unknown {
    /// What it is.
    pub truth: i64,
    /// What everybody knows it to be at least where it is hidden: 1 where a nought would have been shown.
    pub least: i64,
    /// A number with which it may be nought, because both are hidden together: what it is out of.
    pub nought_with: Option<UnknownId>,
    /// Which values must stay possible; `None` where it may be known.
    pub protects: Option<Range>,
}

/// What everybody knows of some numbers together: the sum of each times its factor lies between the two ends, which are equal for an equation. An end that is not there is [`Fact::OPEN`].
#[derive(Debug, Clone)]
pub struct Fact {
    /// Numbers, each once, with a factor that is not zero.
    pub terms: Vec<(UnknownId, i64)>,
    /// The least that they come to.
    pub low: i64,
    /// The most.
    pub high: i64,
}

impl Fact {
    /// Beyond every sum, as the greater end; its negative as the lesser one.
    pub const OPEN: i64 = 1 << 50;
}

/// One of several ways in which things may have been before: a reader may know which it was, so that a number has to be protected in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case(pub usize);

/// Numbers, and all that holds between them whoever looks.
#[derive(Debug, Clone, Default)]
pub struct Universe {
    pub(super) unknowns: Vec<Unknown>,
    pub(super) facts: Vec<Fact>,
    /// The one case in which each fact holds, where it is not all of them.
    cases: Vec<Option<Case>>,
    /// How many cases there are.
    pub(super) most_cases: usize,
    /// Numbers that a reader takes to be 1, though they are 0 in truth.
    assumed: BTreeSet<UnknownId>,
    /// What the true numbers of each fact come to.
    pub(super) sums: Vec<i64>,
    /// The facts that speak of each number.
    pub(super) of: Vec<Vec<usize>>,
}

/// Which numbers a reader does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden(Vec<bool>);

impl Universe {
    /// Puts a number in.
    pub fn add(&mut self, unknown: Unknown) -> UnknownId {
        self.unknowns.push(unknown);
        self.of.push(Vec::new());
        UnknownId(self.unknowns.len() - 1)
    }

    /// A number.
    pub fn unknown(&self, id: UnknownId) -> &Unknown {
        &self.unknowns[id.0]
    }

    /// What everybody knows a hidden number to be at least.
    pub(super) fn least(&self, id: UnknownId, hidden: &Hidden) -> i64 {
        let Unknown { least, nought_with, .. } = self.unknown(id);
        if nought_with.is_some_and(|with| hidden.has(with)) { (*least).min(0) } else { *least }
    }

    /// Says of a number which of its values must stay possible.
    pub fn protect(&mut self, id: UnknownId, range: Range) {
        self.unknowns[id.0].protects = Some(range);
    }

    /// Says of a number that nothing of it need stay possible: it is known already.
    pub fn leave_open(&mut self, id: UnknownId) {
        self.unknowns[id.0].protects = None;
    }

    /// Leaves a value of a number to whoever can rule it out: it and what lies beyond it, seen from the truth, need not stay possible any more.
    pub fn give_up(&mut self, id: UnknownId, value: i64) {
        let Unknown { truth, protects, .. } = &mut self.unknowns[id.0];
        *protects = match protects.take() {
            Some(range) if value < *truth => Some(Range { low: value + 1, ..range }),
            Some(range) if value > *truth => Some(Range { high: value - 1, ..range }),
            _ => None,
        };
    }

    /// Says of a number that is 0 that every reader takes it to be 1: what was printed before need not have been true of what is.
    pub fn assume(&mut self, id: UnknownId) {
        self.assumed.insert(id);
    }

    /// The numbers that hang together with one in a case and are taken to be 1.
    pub(super) fn assumed_near(&self, case: Option<Case>, id: UnknownId, hidden: &Hidden) -> Vec<UnknownId> {
        if self.assumed.is_empty() || case.is_none() {
            return Vec::new();
        }
        let mut near = self.around_in(case, id, hidden, usize::MAX);
        near.retain(|id| self.assumed.contains(id));
        near
    }

    /// The facts that speak of a number in a case.
    pub(super) fn facts_in(&self, case: Option<Case>, id: UnknownId) -> impl Iterator<Item = usize> {
        self.of[id.0].iter().copied().filter(move |fact| self.cases[*fact].is_none_or(|only| Some(only) == case))
    }

    /// Every case; without any the facts hold by themselves.
    pub(super) fn cases(&self) -> impl Iterator<Item = Option<Case>> + use<> {
        let most = self.most_cases;
        (0..most.max(1)).map(move |place| (most > 0).then_some(Case(place)))
    }

    /// Puts a fact in, for one case or for all, where the true numbers satisfy it; what is not true nobody can conclude from. Says whether they do.
    pub fn tell(&mut self, case: Option<Case>, fact: Fact) -> bool {
        let sum = fact
            .terms
            .iter()
            .try_fold(0_i64, |sum, (id, factor)| sum.checked_add(self.unknowns[id.0].truth.checked_mul(*factor)?));
        let Some(sum) = sum.filter(|sum| (fact.low..=fact.high).contains(sum)) else { return false };
        for (id, _) in &fact.terms {
            self.of[id.0].push(self.facts.len());
        }
        self.facts.push(fact);
        self.cases.push(case);
        self.most_cases = self.most_cases.max(case.map_or(0, |case| case.0 + 1));
        self.sums.push(sum);
        true
    }

    /// What is known of a number together with others.
    pub fn facts_of(&self, id: UnknownId) -> impl Iterator<Item = &Fact> {
        self.of[id.0].iter().map(|fact| &self.facts[*fact])
    }

    /// The numbers that may hang together with one, nearest first: those of its facts, and so on through the numbers that are hidden; no more than so many.
    pub fn around(&self, id: UnknownId, hidden: &Hidden, most: usize) -> Vec<UnknownId> {
        self.nearest(id, hidden, most, |id| self.of[id.0].clone())
    }

    /// The same in one case.
    pub(super) fn around_in(&self, case: Option<Case>, id: UnknownId, hidden: &Hidden, most: usize) -> Vec<UnknownId> {
        self.nearest(id, hidden, most, |id| self.facts_in(case, id).collect())
    }

    fn nearest(
        &self,
        id: UnknownId,
        hidden: &Hidden,
        most: usize,
        facts: impl Fn(UnknownId) -> Vec<usize>,
    ) -> Vec<UnknownId> {
        let mut reached = BTreeSet::from([id]);
        let mut told = BTreeSet::new();
        let mut around = vec![id];
        let mut next = 0;
        while let Some(id) = around.get(next).copied() {
            next += 1;
            for fact in facts(id).into_iter().filter(|fact| told.insert(*fact)) {
                let others = self.facts[fact].terms.iter().map(|(other, _)| *other);
                around.extend(others.filter(|other| hidden.has(*other) && reached.insert(*other)));
            }
            if around.len() >= most {
                around.truncate(most);
                break;
            }
        }
        around
    }

    /// Everything that the facts of some numbers speak of, shown or hidden, each once and in order.
    pub fn beside<'i>(&self, ids: impl IntoIterator<Item = &'i UnknownId>) -> Vec<UnknownId> {
        let facts = ids.into_iter().flat_map(|id| &self.of[id.0]);
        let mut beside: Vec<UnknownId> = facts.flat_map(|fact| &self.facts[*fact].terms).map(|(id, _)| *id).collect();
        beside.sort_unstable();
        beside.dedup();
        beside
    }
}

impl Hidden {
    /// Nothing is hidden.
    pub fn nothing(universe: &Universe) -> Self {
        Self(vec![false; universe.unknowns.len()])
    }

    /// Everything is.
    pub fn everything(universe: &Universe) -> Self {
        Self(vec![true; universe.unknowns.len()])
    }

    /// Whether a number is.
    pub fn has(&self, id: UnknownId) -> bool {
        self.0[id.0]
    }

    /// Hides a number.
    pub fn hide(&mut self, id: UnknownId) {
        self.0[id.0] = true;
    }

    /// Shows a number.
    pub fn show(&mut self, id: UnknownId) {
        self.0[id.0] = false;
    }
}
