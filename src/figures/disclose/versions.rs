//! Numbers as they were when an edition was published, where they are others today.
//!
//! An edition is another version of the same numbers. Which of them it was that changed follows from what it printed: a printed number that is another one today, or one that was hidden and
//! is part of a printed total that is another one today. Where several could be it, each of them is taken for it in a version of its own, since a reader may know which. Everything else
//! is taken to be what it was.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::Date;
use crate::suppress::{Fact, Unknown, UnknownId};

use super::numbers::{Book, Numbers};

/// What editions told together that printed no number in two ways.
#[derive(Debug, Default)]
pub struct Told {
    /// The numbers that they printed.
    pub printed: BTreeMap<UnknownId, i64>,
    /// Numbers behind a percentage that reads the same today.
    pub behind: BTreeSet<UnknownId>,
    /// What was counted for one that does not, with what it was out of, and whether it was more or less than today.
    pub changed: BTreeMap<UnknownId, (UnknownId, i64)>,
    /// Numbers of figures that were hidden, and whether what they were out of was hidden too.
    pub hid: Vec<(Numbers, bool)>,
}

/// By how much each number was more than it is today, where it was another one.
type Shifts = BTreeMap<UnknownId, i64>;

/// What was otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Version {
    /// What changed, with by how much it was more: everything else follows.
    causes: Shifts,
    moved: Shifts,
}

/// Versions of what editions told: more candidates are not told apart.
const MOST_VERSIONS: usize = 16;

/// Searches for them; what has more alternatives is not tried to its end.
const MOST_SEARCHES: usize = 24;

/// Sums of one version that are explained one after the other.
const MOST_EXPLAINED: usize = 40;

/// Numbers that hang on one that changed, counted once for each way in which they do; of sums of sums of a year there are fewer.
const MOST_SHIFTS: usize = 10_000;

impl Told {
    /// Whether no number was printed otherwise.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let is_same = |(id, value): (&UnknownId, &i64)| self.printed.get(id).is_none_or(|known| known == value);
        let differs = |one: &Self, other: &Self| one.changed.keys().any(|id| other.behind.contains(id));
        other.printed.iter().all(is_same) && !differs(self, other) && !differs(other, self)
    }

    /// Takes in what another edition told.
    pub fn join(&mut self, other: Self) {
        self.printed.extend(other.printed);
        self.behind.extend(other.behind);
        self.changed.extend(other.changed);
        self.hid.extend(other.hid);
    }

    fn knows(&self, id: UnknownId) -> bool {
        let is_changed = || self.changed.iter().any(|(count, (out_of, _))| [*count, *out_of].contains(&id));
        self.printed.contains_key(&id) || self.behind.contains(&id) || is_changed()
    }
}

impl Book {
    /// Puts in what editions told of numbers that are others today, or may be, and says which those are.
    pub(super) fn learn_versions(&mut self, told: &Told, kept: &mut BTreeSet<UnknownId>) -> BTreeSet<UnknownId> {
        if told.changed.is_empty() && told.printed.iter().all(|(id, value)| self.truth(*id) == *value) {
            return BTreeSet::new();
        }
        let users = Users::of(self);
        let mut search = Search::new(self, told, &users);
        let versions = search.versions();
        // Nor is a total printed again that says by how much one of several hidden numbers changed.
        let is_all = |id: &UnknownId| users.of_it(*id).iter().any(|(user, by)| *by < 0 && self.truth(*user) == 0);
        kept.extend(search.doubtful.iter().filter(|id| self.truth(**id) > 0 && !is_all(id)));
        versions.iter().for_each(|version| self.put(told, &users, version));
        versions.iter().flat_map(|version| version.moved.keys()).copied().collect()
    }

    /// What was hidden and hangs together with some numbers, through others that were not printed.
    pub(super) fn hidden_beside(&self, told: &Told, touched: BTreeSet<UnknownId>) -> Vec<UnknownId> {
        if touched.is_empty() && told.changed.is_empty() {
            return Vec::new();
        }
        let mut of: BTreeMap<UnknownId, Vec<usize>> = BTreeMap::new();
        for (place, (_, fact)) in self.facts.iter().enumerate() {
            fact.terms.iter().for_each(|(id, _)| of.entry(*id).or_default().push(place));
        }
        let mut reached = touched;
        reached.extend(told.changed.keys());
        let mut open: Vec<UnknownId> = reached.iter().copied().collect();
        let mut done: BTreeSet<usize> = BTreeSet::new();
        while let Some(id) = open.pop() {
            for place in of.get(&id).into_iter().flatten().filter(|place| done.insert(**place)) {
                let terms = self.facts[*place].1.terms.iter().map(|(id, _)| *id);
                open.extend(terms.filter(|id| !told.printed.contains_key(id) && reached.insert(*id)));
            }
        }
        let truth = |id: Option<UnknownId>| id.map(|id| self.truth(id));
        // A nought and all of them are never hidden.
        let kept = |(Numbers { count, out_of, .. }, both): &(Numbers, bool)| match *both {
            true if truth(*out_of) > Some(0) => count.iter().chain(out_of).copied().collect::<Vec<_>>(),
            false if truth(*count) > Some(0) && truth(*count) != truth(*out_of) => count.iter().copied().collect(),
            _ => Vec::new(),
        };
        told.hid.iter().flat_map(kept).filter(|id| reached.contains(id)).collect()
    }

    /// The numbers of a version that anybody could know or may not, with all that is told of them: by how much each was another one follows from what changed.
    fn put(&mut self, told: &Told, users: &Users, version: &Version) {
        let ends: BTreeMap<UnknownId, Date> = self.ends().iter().copied().collect();
        let told_today = self.facts.len();
        let is_cause = |id: &UnknownId| version.causes.contains_key(id);
        let mut old: BTreeMap<UnknownId, UnknownId> = BTreeMap::new();
        for (id, by) in &version.moved {
            let Unknown { truth, least, nought_with, .. } = *self.universe.unknown(*id);
            let (Some(end), was @ 0..) = (ends.get(id), truth + by) else { continue };
            let is_near = self.made.get(id).is_some_and(|of| of.iter().any(|(part, _)| is_cause(part)));
            if !is_cause(id) && !is_near && !told.knows(*id) && !self.range.holds(was) {
                continue;
            }
            let least = if truth > 0 { least.min(was) } else { was.min(1) };
            let with = nought_with.map(|with| old.get(&with).copied().unwrap_or(with));
            let number = self.number(was, (least, with), *end, Some(self.range), !told.knows(*id));
            if told.knows(*id) {
                self.universe.leave_open(number);
            }
            old.insert(*id, number);
        }
        for (id, was) in old.iter().filter(|(id, _)| !is_cause(id)) {
            let mut terms: BTreeMap<UnknownId, i64> = BTreeMap::from([(*was, 1), (*id, -1)]);
            for cause in version.causes.keys() {
                let factor = users.shifts((*cause, 1)).get(id).copied().unwrap_or(0);
                let then = old.get(cause).copied().unwrap_or(*cause);
                *terms.entry(then).or_default() -= factor;
                *terms.entry(*cause).or_default() += factor;
            }
            let terms = terms.into_iter().filter(|(_, factor)| *factor != 0).collect();
            self.tell(Fact { terms, low: 0, high: 0 }, ends[id]);
        }
        self.tell_again(version, &old, told_today);
    }

    /// What is told of numbers of today, told of those of before; not where some of them were not put in.
    fn tell_again(&mut self, version: &Version, old: &BTreeMap<UnknownId, UnknownId>, facts: usize) {
        let as_it_was = |id: UnknownId| old.get(&id).copied().unwrap_or(id);
        let is_put = |id: &UnknownId| old.contains_key(id) || !version.moved.contains_key(id);
        for (whole, parts) in self.wholes.clone() {
            if old.contains_key(&whole) && parts.iter().all(is_put) {
                self.no_less_than(Some(as_it_was(whole)), parts.into_iter().map(as_it_was));
            }
        }
        for place in 0..facts {
            let (end, fact) = &self.facts[place];
            let is_of_it = fact.terms.iter().any(|(id, _)| old.contains_key(id));
            if is_of_it && fact.terms.iter().all(|(id, _)| is_put(id)) {
                let terms = fact.terms.iter().map(|(id, factor)| (as_it_was(*id), *factor)).collect();
                let (end, fact) = (*end, Fact { terms, ..*fact });
                self.tell(fact, end);
            }
        }
    }
}

/// What is made of each number, with its factor.
#[derive(Debug, Default)]
struct Users(BTreeMap<UnknownId, Vec<(UnknownId, i64)>>);

impl Users {
    fn of(book: &Book) -> Self {
        let mut users = Self::default();
        for (id, of) in &book.made {
            of.iter().for_each(|(part, factor)| users.0.entry(*part).or_default().push((*id, *factor)));
        }
        users
    }

    fn of_it(&self, id: UnknownId) -> &[(UnknownId, i64)] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What hangs on a change, each with by how much.
    fn shifts(&self, change: (UnknownId, i64)) -> Shifts {
        let mut shifts = Shifts::new();
        let mut open = vec![change];
        let mut tries = 0;
        while let Some((id, by)) = open.pop().filter(|_| tries < MOST_SHIFTS) {
            tries += 1;
            *shifts.entry(id).or_default() += by;
            open.extend(self.of_it(id).iter().map(|(user, factor)| (*user, factor * by)));
        }
        shifts
    }
}

/// A search for what changed.
struct Search<'b> {
    book: &'b Book,
    told: &'b Told,
    users: &'b Users,
    version: Version,
    /// Versions in which something else changed than was taken first, as far as they are explained.
    others: VecDeque<Version>,
    /// Totals that are others because of one of several numbers.
    doubtful: BTreeSet<UnknownId>,
}

impl<'b> Search<'b> {
    fn new(book: &'b Book, told: &'b Told, users: &'b Users) -> Self {
        Self { book, told, users, version: Version::default(), others: VecDeque::new(), doubtful: BTreeSet::new() }
    }

    /// Every way in which numbers may have changed, those first that differ in what was found first. Each is explained to its end by itself: what follows from one choice does not from another.
    fn versions(&mut self) -> Vec<Version> {
        let [mut whole, mut broken] = [Vec::new(), Vec::new()];
        self.others.push_back(Version::default());
        for _ in 0..MOST_SEARCHES {
            let Some(version) = self.others.pop_front().filter(|_| whole.len() < MOST_VERSIONS) else { break };
            self.version = version;
            let versions: &mut Vec<Version> = if self.explains_all() { &mut whole } else { &mut broken };
            if !versions.contains(&self.version) {
                versions.push(self.version.clone());
            }
        }
        // What was printed need not have added up.
        whole.extend(broken);
        whole.truncate(MOST_VERSIONS);
        whole
    }

    /// Whether everything that is told was true of the version too.
    fn explains_all(&mut self) -> bool {
        let is_base = |id: &UnknownId| !self.book.made.contains_key(id);
        let printed: Vec<UnknownId> = self.told.printed.keys().copied().collect();
        for id in printed.iter().copied().filter(is_base).collect::<Vec<_>>() {
            self.shift(id, self.lacks(id));
        }
        // Earlier ones first: a total is another one because of what it is made of.
        for id in printed {
            let lacks = self.lacks(id);
            if lacks != 0 && !self.explain(&[(id, 1)], lacks) {
                self.shift(id, lacks);
            }
        }
        for (count, (out_of, by)) in &self.told.changed {
            if *by != 0 && self.moved(*count) == 0 && self.moved(*out_of) == 0 {
                self.explain(&[(*count, 1)], *by);
            }
        }
        let book = self.book;
        for _ in 0..MOST_EXPLAINED {
            let moved = |fact: &Fact| -> i64 { fact.terms.iter().map(|(id, factor)| factor * self.moved(*id)).sum() };
            let facts = book.facts.iter().map(|(_, fact)| fact).filter(|fact| fact.low == fact.high);
            let broken: Vec<(&Fact, i64)> =
                facts.map(|fact| (fact, moved(fact))).filter(|(_, moved)| *moved != 0).collect();
            // What explains one may break another.
            if !broken.iter().any(|(fact, moved)| self.explain(&fact.terms, -moved)) {
                return broken.is_empty();
            }
        }
        false
    }

    /// By how much more a number was printed than is explained.
    fn lacks(&self, id: UnknownId) -> i64 {
        self.told.printed.get(&id).map_or(0, |printed| printed - self.book.truth(id) - self.moved(id))
    }

    fn moved(&self, id: UnknownId) -> i64 {
        self.version.moved.get(&id).copied().unwrap_or(0)
    }

    /// Finds one number that was not printed of which a sum lacks so much, and that explains all printed numbers that hang on it; all of them if there are several.
    fn explain(&mut self, sum: &[(UnknownId, i64)], lacks: i64) -> bool {
        let mut found: Vec<(UnknownId, i64)> = Vec::new();
        for id in self.bases(sum) {
            let shifts = self.users.shifts((id, 1));
            let factor: i64 = sum.iter().map(|(id, factor)| factor * shifts.get(id).unwrap_or(&0)).sum();
            if factor == 0 || lacks % factor != 0 {
                continue;
            }
            let by = lacks / factor;
            let fits = |(id, factor): (&UnknownId, &i64)| {
                let was = self.book.truth(*id) + self.moved(*id) + factor * by;
                let is_free = self.lacks(*id) == factor * by || !self.told.printed.contains_key(id);
                was >= 0 && is_free
            };
            if shifts.iter().all(fits) {
                found.push((id, by));
            }
        }
        let Some(first) = found.first().copied() else { return false };
        if found.len() > 1 {
            let is_printed = |id: &&UnknownId| self.told.printed.contains_key(id) || self.told.changed.contains_key(id);
            let shifts = self.users.shifts((first.0, 1));
            self.doubtful.extend(shifts.keys().filter(is_printed));
        }
        for other in found.into_iter().skip(1).take(MOST_VERSIONS) {
            let mut version = self.version.clone();
            version.shift(self.users, other);
            self.others.push_back(version);
        }
        self.shift(first.0, first.1);
        true
    }

    /// The numbers that were not printed of which some are made in the end.
    fn bases(&self, sum: &[(UnknownId, i64)]) -> BTreeSet<UnknownId> {
        let mut open: Vec<UnknownId> = sum.iter().map(|(id, _)| *id).collect();
        let mut reached: BTreeSet<UnknownId> = open.iter().copied().collect();
        let mut bases = BTreeSet::new();
        while let Some(id) = open.pop() {
            match self.book.made.get(&id) {
                Some(of) => open.extend(of.iter().map(|(part, _)| *part).filter(|part| reached.insert(*part))),
                None => bases.extend((!self.told.printed.contains_key(&id)).then_some(id)),
            }
        }
        bases
    }

    fn shift(&mut self, id: UnknownId, by: i64) {
        self.version.shift(self.users, (id, by));
    }
}

impl Version {
    fn shift(&mut self, users: &Users, (id, by): (UnknownId, i64)) {
        *self.causes.entry(id).or_default() += by;
        for (id, by) in users.shifts((id, by)) {
            *self.moved.entry(id).or_default() += by;
        }
        self.causes.retain(|_, by| *by != 0);
        self.moved.retain(|_, by| *by != 0);
    }
}
