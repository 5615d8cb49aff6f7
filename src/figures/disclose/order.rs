//! Which figures are hidden, decided in the order of time: what a month prints is weighed against all that was printed before it, and nothing that comes later changes it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Date;
use crate::suppress::{Action, Attack, Hidden, UnknownId, Unprotected, pattern};

use super::foresight::ToDate;
use super::numbers::{Book, Numbers};

/// A figure that can be printed.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// The numbers behind it.
    pub numbers: Numbers,
    /// How much a reader would miss it.
    pub margin: Margin,
}

/// How far up a figure stands among those that add up: each step weighs four times the one below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Margin {
    /// A part of a breakdown.
    Part,
    /// The indicator's own figure of its shortest period.
    Own,
    /// Of a longer period, or a year to date.
    Longer,
}

/// What was decided.
pub struct Decided {
    /// What no reader learns.
    pub hidden: Hidden,
    /// Numbers that what was printed before tells, or tells something of, whatever is hidden now.
    pub open: Vec<UnknownId>,
    /// Hidden so that a year can be shown as a whole.
    pub left_out: BTreeSet<UnknownId>,
    /// What could have been hidden up to the day, where something was corrected.
    earlier: Vec<Action>,
    attack: Attack,
}

/// Decides for all figures of a project.
pub fn decide(book: &mut Book, cells: &[Cell], to_date: &[ToDate]) -> Decided {
    let mut actions: BTreeMap<Date, Vec<Action>> = BTreeMap::new();
    let ends: BTreeMap<UnknownId, Date> = book.ends().iter().copied().collect();
    for action in actions_of(book, cells) {
        // Numbers of one figure end on one day.
        if let Some(end) = action.hides.first().and_then(|id| ends.get(id)) {
            actions.entry(*end).or_default().push(action);
        }
    }
    let mut facts = book.told().into_iter().peekable();
    let mut numbers: BTreeMap<Date, Vec<UnknownId>> = BTreeMap::new();
    ends.iter().for_each(|(id, end)| numbers.entry(*end).or_default().push(*id));
    let mut decided = Decided {
        hidden: Hidden::nothing(&book.universe),
        open: Vec::new(),
        left_out: BTreeSet::new(),
        earlier: Vec::new(),
        attack: Attack::default(),
    };
    book.unseen().for_each(|id| decided.hidden.hide(id));
    let mut totals: BTreeMap<Date, Vec<&ToDate>> = BTreeMap::new();
    for (it, end) in to_date.iter().filter_map(|it| Some((it, ends.get(&it.total)?))) {
        totals.entry(*end).or_default().push(it);
    }
    for (end, new) in numbers {
        while let Some(told) = facts.next_if(|told| told.end <= end) {
            book.universe.tell(told.case, told.fact);
        }
        totals.get(&end).into_iter().flatten().for_each(|it| decided.leave_out(book, it));
        let actions = actions.get(&end).map_or(&[][..], Vec::as_slice);
        if book.is_corrected() {
            decided.earlier.extend_from_slice(actions);
        }
        decided.step(book, &new, actions);
    }
    decided
}

impl Decided {
    /// Numbers that are told where exactly some are shown, beside what is told anyway: none, unless the pattern is not what it should be.
    pub fn audit(&mut self, book: &Book, shown: impl Iterator<Item = UnknownId>) -> Vec<UnknownId> {
        let mut hidden = Hidden::everything(&book.universe);
        shown.for_each(|id| hidden.show(id));
        book.public().for_each(|id| hidden.show(id));
        let ids = book.ends().iter().map(|(id, _)| *id);
        let told = ids.filter(|id| !self.attack.is_withstood(&book.universe, *id, &hidden));
        told.collect()
    }

    fn leave_out(&mut self, book: &Book, to_date: &ToDate) {
        let hides = to_date.against_the_outturn(book, &self.hidden);
        if hides.iter().all(|id| book.can_hide(*id)) {
            hides.iter().for_each(|id| self.hidden.hide(*id));
            self.left_out.extend(hides);
        }
    }

    /// One day's new figures, those that hang together at a time.
    fn step(&mut self, book: &mut Book, new: &[UnknownId], actions: &[Action]) {
        // What could be hidden ties what hangs on it together as what is hidden does.
        let mut wide = self.hidden.clone();
        actions.iter().flat_map(|action| &action.hides).for_each(|id| wide.hide(*id));
        let mut hiding: BTreeMap<UnknownId, Vec<usize>> = BTreeMap::new();
        for (place, action) in actions.iter().enumerate() {
            action.hides.iter().for_each(|id| hiding.entry(*id).or_default().push(place));
        }
        let mut done: BTreeSet<UnknownId> = BTreeSet::new();
        for id in book.universe.beside(new).into_iter().chain(new.iter().copied()) {
            if !wide.has(id) || done.contains(&id) {
                continue;
            }
            let together: BTreeSet<UnknownId> = book.universe.around(id, &wide, usize::MAX).into_iter().collect();
            let is_protected =
                |id: &&UnknownId| book.universe.unknown(**id).protects.is_some() && self.hidden.has(**id);
            let protect: Vec<UnknownId> = together.iter().filter(is_protected).copied().collect();
            if !protect.is_empty() {
                let near: BTreeSet<usize> =
                    together.iter().filter_map(|id| hiding.get(id)).flatten().copied().collect();
                let near: Vec<Action> = near.into_iter().map(|place| actions[place].clone()).collect();
                self.hide(book, &near, &protect);
            }
            done.extend(together);
        }
    }

    fn hide(&mut self, book: &mut Book, actions: &[Action], protect: &[UnknownId]) {
        let mut actions = actions.to_vec();
        loop {
            match pattern(&book.universe, &mut self.attack, &mut self.hidden, &actions, protect) {
                Ok(chosen) => {
                    chosen.iter().flat_map(|place| &actions[*place].hides).for_each(|id| self.hidden.hide(*id));
                    return;
                }
                // What an edition told of later days may speak of earlier ones, of which nothing need have been hidden.
                Err(_) if actions.len() < self.earlier.len() => actions.clone_from(&self.earlier),
                Err(Unprotected { id, value }) => {
                    if self.is_told_by_what_was_printed(book, &actions, id, value) && !self.open.contains(&id) {
                        self.open.push(id);
                    }
                    book.universe.give_up(id, value);
                }
            }
        }
    }

    /// Whether a value is proven to be ruled out, and would not be if nothing had been printed before. Otherwise noughts tell it, which are never hidden, or nobody can say.
    fn is_told_by_what_was_printed(&mut self, book: &Book, actions: &[Action], id: UnknownId, value: i64) -> bool {
        let mut hidden = self.hidden.clone();
        actions.iter().flat_map(|action| &action.hides).for_each(|id| hidden.hide(*id));
        let is_ruled_out = self.attack.is_impossible(&book.universe, id, value, &hidden);
        book.public().for_each(|id| hidden.hide(id));
        is_ruled_out && self.attack.is_possible(&book.universe, id, value, &hidden)
    }
}

/// What can be hidden: a figure, or what it is out of and then the figure too, whatever it is. A nought and all of them stay otherwise: that they are never hidden is what a reader relies on.
fn actions_of(book: &Book, cells: &[Cell]) -> Vec<Action> {
    let mut costs: BTreeMap<Vec<UnknownId>, u64> = BTreeMap::new();
    for Cell { numbers, margin } in cells {
        let cost = |id: UnknownId| {
            let size = u64::from(book.truth(id).unsigned_abs().checked_ilog2().unwrap_or(0)) + 2;
            size << (2 * *margin as u32)
        };
        let is_some = |id: &UnknownId| book.truth(*id) > 0;
        let is_all = numbers.count.map(|id| book.truth(id)) == numbers.out_of.map(|id| book.truth(id));
        if let Some(count) = numbers.count.filter(is_some).filter(|_| !is_all) {
            *costs.entry(vec![count]).or_default() += cost(count);
        }
        if let Some(out_of) = numbers.out_of.filter(is_some) {
            // A count that was printed before is known, but its figure can go with what it is out of.
            let count = numbers.count.filter(|id| book.can_hide(*id));
            let both: Vec<UnknownId> = count.into_iter().chain([out_of]).collect();
            let cost = both.iter().map(|id| cost(*id)).sum::<u64>();
            *costs.entry(both).or_default() += cost;
        }
    }
    costs.retain(|hides, _| hides.iter().all(|id| book.can_hide(*id)));
    costs.into_iter().map(|(hides, cost)| Action { hides, cost }).collect()
}
