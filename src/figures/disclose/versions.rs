//! Numbers as they were when an edition was published, where they are others today.
//!
//! An edition is another version of the same numbers, and its reader may know which of them were corrected. So as few as may be are taken to be others: whatever stays possible for a reader who
//! thinks that little has changed does so for one who knows that more has. A [`Way`] is such a least set of numbers. That of all that was printed and is another number today is one, if the rest
//! can be what it was: if there are numbers, in place of those that are hidden, with which everything that was printed and everything that is printed today comes out. Those need not be the true
//! ones, so what was told of before is told under an assumption ([`Universe::assume`](crate::suppress::Universe::assume)). Where there are none whatever is hidden today, one number more must have
//! been another one; each that it could be makes a way of its own, and what is hidden is protected in all of them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::{Date, Value};
use crate::suppress::{Attack, Case, Fact, Hidden, Range, UnknownId};

use super::numbers::{Book, Numbers, Told};

/// What editions told together that printed no number in two ways.
#[derive(Debug, Default)]
pub struct Edited {
    /// The numbers that they printed.
    pub printed: BTreeMap<UnknownId, i64>,
    /// Percentages and rates whose two numbers they did not print.
    pub shares: BTreeMap<(UnknownId, UnknownId), Share>,
    /// Numbers of figures that were hidden, and whether what they were out of was hidden too.
    pub hid: Vec<(Numbers, bool)>,
}

/// A percentage or a rate as it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// With its decimals.
    pub value: Value,
    /// By what the share was multiplied.
    pub factor: Option<u32>,
    /// Whether it reads the same today.
    pub is_same: bool,
}

/// A least set of numbers that may have been others.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// What was corrected.
    causes: BTreeSet<UnknownId>,
    /// Everything that is made of it, and itself.
    pub moved: BTreeSet<UnknownId>,
}

/// Something that is told of before under an assumption.
#[derive(Debug)]
pub struct Doubt {
    /// Stands for it: 0 in truth, and 1 where it holds.
    pub assumed: UnknownId,
    /// Known to be 0; where it is not, nothing is told.
    slack: UnknownId,
    /// The numbers of today of which it speaks.
    ids: Vec<UnknownId>,
}

/// Ways that are told apart.
const MOST_WAYS: usize = 16;

/// Sets of numbers that are tried.
const MOST_TRIED: usize = 120;

impl Edited {
    /// Whether no number was printed otherwise.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let is_same = |(id, value): (&UnknownId, &i64)| other.printed.get(id).is_none_or(|known| known == value);
        let shares = |(of, share): (&(UnknownId, UnknownId), &Share)| {
            other.shares.get(of).is_none_or(|known| known.is_same == share.is_same)
        };
        self.printed.iter().all(is_same) && self.shares.iter().all(shares)
    }

    /// Whether everything that was printed reads the same today.
    pub fn is_as_it_was(&self, book: &Book) -> bool {
        let is_same = |(id, value): (&UnknownId, &i64)| book.truth(*id) == *value;
        self.printed.iter().all(is_same) && self.shares.values().all(|share| share.is_same)
    }

    /// Whether two numbers were not the same: one was printed as another one than the other, or as a nought where the other was hidden.
    fn disproves(&self, one: UnknownId, other: UnknownId) -> bool {
        let Some(printed) = self.printed.get(&one) else { return false };
        let is_hidden = |(numbers, _): &(Numbers, bool)| numbers.count == Some(other);
        self.printed.get(&other).is_some_and(|it| it != printed) || (*printed == 0 && self.hid.iter().any(is_hidden))
    }

    /// Takes in what another edition told.
    pub fn join(&mut self, other: Self) {
        self.printed.extend(other.printed);
        self.shares.extend(other.shares);
        self.hid.extend(other.hid);
    }

    /// The numbers that are known to be what they were, as far as nothing that they are made of is another one. Whoever has a percentage may know its numbers, though it was rounded.
    pub fn same<'e>(&'e self, book: &'e Book) -> impl Iterator<Item = UnknownId> + 'e {
        let printed = self.printed.iter().filter(|(id, value)| book.truth(**id) == **value).map(|(id, _)| *id);
        let behind = self.shares.iter().filter(|(_, share)| share.is_same);
        printed.chain(behind.flat_map(|((count, out_of), _)| [*count, *out_of]))
    }
}

impl Book {
    /// Rows that agree today, and did not in an edition, do so by chance: nobody who has it takes one for the other, and a correction of one is none of the other.
    pub(super) fn forget_repeats(&mut self, editions: &[Edited]) {
        let is_disproven = |(one, other): (UnknownId, UnknownId)| {
            editions.iter().any(|edited| edited.disproves(one, other) || edited.disproves(other, one))
        };
        let rows: BTreeSet<usize> =
            self.repeated.iter().filter(|(ids, _)| is_disproven(**ids)).map(|(_, rows)| *rows).collect();
        let by_chance: BTreeSet<(UnknownId, UnknownId)> =
            self.repeated.iter().filter(|(_, row)| rows.contains(row)).map(|(ids, _)| *ids).collect();
        let is_by_chance = |terms: &[(UnknownId, i64)]| match terms {
            [(one, 1), (other, -1)] => by_chance.contains(&(*one, *other)),
            _ => false,
        };
        self.facts.retain(|told| !is_by_chance(&told.fact.terms));
        for (one, other) in &by_chance {
            if self.made.get(other).is_some_and(|of| **of == [(*one, 1)]) {
                self.made.remove(other);
            }
        }
    }

    /// Every least set of numbers that may have been others when editions were published. `noughts` are shown whatever is hidden.
    pub(super) fn ways(&self, edited: &Edited, users: &Users, noughts: &BTreeSet<UnknownId>) -> Vec<Way> {
        let first = Way::of(self.corrected(edited), users);
        if first.causes.is_empty() && edited.is_as_it_was(self) {
            return vec![first];
        }
        let of_today: BTreeSet<UnknownId> = self.ends().iter().map(|(id, _)| *id).collect();
        let mut ways: Vec<Way> = Vec::new();
        let mut tried: BTreeSet<BTreeSet<UnknownId>> = BTreeSet::new();
        let mut open = VecDeque::from([first.clone()]);
        while let Some(way) = open.pop_front() {
            let has_more = ways.iter().any(|least| least.causes.is_subset(&way.causes));
            if has_more || !tried.insert(way.causes.clone()) {
                continue;
            }
            if ways.len() >= MOST_WAYS || tried.len() > MOST_TRIED {
                break;
            }
            match self.contradicted(edited, users, &way, noughts) {
                None => ways.push(way),
                Some(ids) => {
                    let more = self.bases(ids).into_iter();
                    let more = more.filter(|id| {
                        !edited.printed.contains_key(id) && !way.causes.contains(id) && of_today.contains(id)
                    });
                    open.extend(more.map(|id| Way::of(way.causes.iter().copied().chain([id]).collect(), users)));
                }
            }
        }
        // Nobody can explain it: then what hangs on it is told whatever is hidden. A value that is proven to be ruled out by what was printed alone is an error, any other is given up in silence.
        if ways.is_empty() { vec![first] } else { ways }
    }

    /// Numbers that are certainly others today: printed otherwise, or hidden where a nought or all of them would have been shown.
    fn corrected(&self, edited: &Edited) -> BTreeSet<UnknownId> {
        let printed = edited.printed.iter().filter(|(id, value)| self.truth(**id) != **value).map(|(id, _)| *id);
        let out_of_known = |id: UnknownId| edited.printed.get(&id).copied();
        let hid = edited.hid.iter().filter_map(|(Numbers { count, out_of, .. }, both)| {
            let (count, whole) = ((*count)?, out_of.and_then(out_of_known));
            let is_none = self.truth(count) == 0 && (out_of.is_none() || whole.is_some());
            let is_all = whole.is_some_and(|whole| self.truth(count) >= whole);
            match *both {
                true => out_of.filter(|id| self.truth(*id) == 0),
                false => Some(count).filter(|_| is_none || is_all),
            }
        });
        printed.chain(hid.filter(|id| !self.made.contains_key(id))).collect()
    }

    /// The numbers of sums that cannot be what editions told of them, whatever is hidden today, where others than those of a way were what they are; `None` if everything can be.
    fn contradicted(
        &self,
        edited: &Edited,
        users: &Users,
        way: &Way,
        noughts: &BTreeSet<UnknownId>,
    ) -> Option<Vec<UnknownId>> {
        let mut book = self.clone();
        book.is_public(edited.same(self).filter(|id| !way.moved.contains(id)).collect());
        let (before, doubts) = book.put(edited, users, way, Case(0));
        for Told { case, fact, .. } in book.told() {
            book.universe.tell(case, fact);
        }
        let mut hidden = Hidden::everything(&book.universe);
        book.public().chain(noughts.iter().copied()).for_each(|id| hidden.show(id));
        // Each by itself first, because that says more of what it was.
        for doubt in &doubts {
            hidden.show(doubt.slack);
            if !Attack::default().is_possible(&book.universe, doubt.assumed, 1, &hidden) {
                let beside = book.told_beside(&[doubt.assumed], &before, Case(0));
                return Some(beside.into_iter().chain(doubt.ids.iter().copied()).collect());
            }
            hidden.hide(doubt.slack);
        }
        for doubt in &doubts {
            hidden.show(doubt.slack);
            book.universe.assume(doubt.assumed);
        }
        let is_possible = |id: UnknownId| Attack::default().is_possible(&book.universe, id, 1, &hidden);
        let Some(first) = doubts.iter().find(|doubt| !is_possible(doubt.assumed)) else {
            // What is small today would be no secret where it had to be what it was.
            let mut small = before.keys().filter(|id| self.is_few(**id) && hidden.has(**id));
            let is_fixed =
                |id: &&UnknownId| !Attack::default().is_possible(&book.universe, **id, self.truth(**id), &hidden);
            let fixed = small.find(is_fixed)?;
            return Some(book.told_beside(&[*fixed, before[fixed]], &before, Case(0)));
        };
        let together = book.universe.around(first.assumed, &hidden, usize::MAX);
        let together: BTreeSet<UnknownId> = together.into_iter().collect();
        Some(doubts.iter().filter(|it| together.contains(&it.assumed)).flat_map(|it| &it.ids).copied().collect())
    }

    /// The numbers of today of which everything speaks that is told of before together with some numbers.
    fn told_beside(&self, of: &[UnknownId], before: &BTreeMap<UnknownId, UnknownId>, case: Case) -> Vec<UnknownId> {
        let of_before: BTreeMap<UnknownId, UnknownId> = before.iter().map(|(id, then)| (*then, *id)).collect();
        let of_case = || self.facts.iter().filter(move |told| told.case == Some(case)).map(|told| &told.fact.terms);
        let is_before = |id: &UnknownId| of_before.contains_key(id) && self.can_hide(*id);
        let has = |terms: &&Vec<(UnknownId, i64)>| terms.iter().any(|(id, _)| of.contains(id));
        let first: BTreeSet<UnknownId> = of_case().filter(has).flatten().map(|(id, _)| *id).filter(is_before).collect();
        let beside = of_case().filter(|terms| has(terms) || terms.iter().any(|(id, _)| first.contains(id)));
        beside.flatten().map(|(id, _)| of_before.get(id).copied().unwrap_or(*id)).collect()
    }

    /// What some numbers are made of in the end.
    fn bases(&self, mut open: Vec<UnknownId>) -> BTreeSet<UnknownId> {
        let mut reached: BTreeSet<UnknownId> = open.iter().copied().collect();
        let mut bases = BTreeSet::new();
        while let Some(id) = open.pop() {
            match self.made.get(&id) {
                Some(of) => open.extend(of.iter().map(|(part, _)| *part).filter(|part| reached.insert(*part))),
                None => bases.extend([id]),
            }
        }
        bases
    }

    /// What was hidden, and is hidden again: nobody can tell from today's figures whether it was small then. A nought and all of them are never hidden.
    pub(super) fn kept_of(&self, edited: &Edited) -> Vec<UnknownId> {
        let truth = |id: Option<UnknownId>| id.map(|id| self.truth(id));
        let kept = |(Numbers { count, out_of, .. }, both): &(Numbers, bool)| match *both {
            true if truth(*out_of) > Some(0) => count.iter().chain(out_of).copied().collect::<Vec<_>>(),
            false if truth(*count) > Some(0) && truth(*count) != truth(*out_of) => count.iter().copied().collect(),
            _ => Vec::new(),
        };
        edited.hid.iter().flat_map(kept).collect()
    }

    /// The numbers of before in a case, with all that is told of them. Gives what is told under an assumption: the number that stands for it, with those of today of which it speaks.
    pub(super) fn put(
        &mut self,
        edited: &Edited,
        users: &Users,
        way: &Way,
        case: Case,
    ) -> (BTreeMap<UnknownId, UnknownId>, Vec<Doubt>) {
        let facts = self.facts.iter().take_while(|told| told.case.is_none()).count();
        let before = self.numbers_of_before(edited, users, way);
        let as_it_was = |id: UnknownId| before.get(&id).copied().unwrap_or(id);
        let mut doubts = Vec::new();
        for place in 0..facts {
            let Told { end, fact, .. } = &self.facts[place];
            if fact.terms.iter().any(|(id, _)| before.contains_key(id)) {
                let ids = fact.terms.iter().map(|(id, _)| *id).collect();
                let terms = fact.terms.iter().map(|(id, factor)| (as_it_was(*id), *factor)).collect();
                let (end, fact) = (*end, Fact { terms, ..*fact });
                doubts.extend(self.tell_of_before(fact, end, case).map(|doubt| Doubt { ids, ..doubt }));
            }
        }
        let ends: BTreeMap<UnknownId, Date> = self.ends().iter().copied().collect();
        let is_moved = |id: &UnknownId| way.moved.contains(id);
        for ((count, out_of), share) in &edited.shares {
            if share.is_same && !is_moved(count) && !is_moved(out_of) {
                continue;
            }
            for fact in share.facts(as_it_was(*count), as_it_was(*out_of)) {
                let doubt = self.tell_of_before(fact, ends[count], case);
                doubts.extend(doubt.map(|doubt| Doubt { ids: vec![*count, *out_of], ..doubt }));
            }
        }
        // What is known to be what it was in this case alone.
        let known: Vec<UnknownId> = edited.same(self).filter(|id| !is_moved(id) && self.can_hide(*id)).collect();
        for id in known {
            let then = self.number(self.truth(id), (0, None), ends[&id], None, false);
            self.is_public(BTreeSet::from([then]));
            let fact = Fact { terms: vec![(id, 1), (then, -1)], low: 0, high: 0 };
            self.facts.push(Told { end: ends[&id], case: Some(case), fact });
        }
        (before, doubts)
    }

    /// A number for each that was another one, or may have been.
    fn numbers_of_before(&mut self, edited: &Edited, users: &Users, way: &Way) -> BTreeMap<UnknownId, UnknownId> {
        let ends: BTreeMap<UnknownId, Date> = self.ends().iter().copied().collect();
        let of_people = self.of_people();
        let some: BTreeSet<UnknownId> = edited
            .hid
            .iter()
            .flat_map(|(Numbers { count, out_of, rest }, both)| [*count, *rest, out_of.filter(|_| *both)])
            .flatten()
            .collect();
        let mut before: BTreeMap<UnknownId, UnknownId> = BTreeMap::new();
        for id in users.in_order(&way.moved, self) {
            let made = self.made.get(&id).filter(|of| of.iter().any(|(part, _)| way.moved.contains(part)));
            let truth_of = |id: &UnknownId| self.truth(before.get(id).copied().unwrap_or(*id));
            let was = made.map_or(self.truth(id), |of| of.iter().map(|(part, by)| by * truth_of(part)).sum());
            let printed = edited.printed.get(&id).copied();
            let least = i64::from(some.contains(&id));
            let with = self.universe.unknown(id).nought_with.map(|with| before.get(&with).copied().unwrap_or(with));
            let range = of_people.contains(&id).then_some(self.range);
            let was = printed.unwrap_or(was).max(least);
            let number = self.number(was, (least, with), ends[&id], range, printed.is_none());
            if printed.is_some() {
                self.is_public(BTreeSet::from([number]));
            }
            before.insert(id, number);
        }
        before
    }

    /// Tells something of before in a case; under an assumption where it is not so of what the numbers are taken to have been. Gives the number that stands for that.
    fn tell_of_before(&mut self, fact: Fact, end: Date, case: Case) -> Option<Doubt> {
        let sum: i64 = fact.terms.iter().map(|(id, factor)| factor * self.truth(*id)).sum();
        if (fact.low..=fact.high).contains(&sum) {
            self.facts.push(Told { end, case: Some(case), fact });
            return None;
        }
        let by = if sum < fact.low { sum - fact.low } else { sum - fact.high };
        let assumed = self.number(0, (0, None), end, None, true);
        self.universe.protect(assumed, Range { low: 1, high: 1 });
        let slack = self.number(0, (-Fact::OPEN, None), end, None, false);
        let terms = fact.terms.into_iter().chain([(assumed, by), (slack, 1)]).collect();
        let fact = Fact { terms, low: fact.low + by, high: fact.high + by };
        self.facts.push(Told { end, case: Some(case), fact });
        Some(Doubt { assumed, slack, ids: Vec::new() })
    }
}

impl Way {
    fn of(causes: BTreeSet<UnknownId>, users: &Users) -> Self {
        let mut moved = causes.clone();
        let mut open: Vec<UnknownId> = causes.iter().copied().collect();
        while let Some(id) = open.pop() {
            open.extend(users.of_it(id).iter().copied().filter(|user| moved.insert(*user)));
        }
        Self { causes, moved }
    }
}

/// What is made of each number.
#[derive(Debug, Default)]
pub struct Users(BTreeMap<UnknownId, Vec<UnknownId>>);

impl Users {
    pub(super) fn of(book: &Book) -> Self {
        let mut users = Self::default();
        for (id, of) in &book.made {
            of.iter().for_each(|(part, _)| users.0.entry(*part).or_default().push(*id));
        }
        users
    }

    fn of_it(&self, id: UnknownId) -> &[UnknownId] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Some numbers, each after those that it is made of.
    fn in_order(&self, ids: &BTreeSet<UnknownId>, book: &Book) -> Vec<UnknownId> {
        let parts = |id: &UnknownId| book.made.get(id).into_iter().flatten().filter(|(part, _)| ids.contains(part));
        let mut open: BTreeMap<UnknownId, usize> = ids.iter().map(|id| (*id, parts(id).count())).collect();
        let mut order: Vec<UnknownId> = ids.iter().copied().filter(|id| open[id] == 0).collect();
        let mut next = 0;
        while let Some(id) = order.get(next).copied() {
            next += 1;
            for user in self.of_it(id) {
                if let Some(left) = open.get_mut(user) {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        order.push(*user);
                    }
                }
            }
        }
        order
    }
}
