//! Which figures are hidden, decided in the order of time: what a month prints is weighed against all that was printed before it, and nothing that comes later changes it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Date;
use crate::suppress::{Action, Attack, Hidden, UnknownId, Unprotected, pattern};

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
#[derive(Debug)]
pub struct Decided {
    /// What no reader learns.
    pub hidden: Hidden,
    /// Numbers that stay open whatever is hidden: what was printed before, or a nought that stands there, tells them.
    pub open: Vec<UnknownId>,
}

/// Decides for all figures of a project.
pub fn decide(book: &mut Book, cells: &[Cell]) -> Decided {
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
    let mut decided = Decided { hidden: Hidden::nothing(&book.universe), open: Vec::new() };
    book.unseen().for_each(|id| decided.hidden.hide(id));
    let mut attack = Attack::default();
    for (end, new) in numbers {
        while let Some((_, fact)) = facts.next_if(|(told, _)| *told <= end) {
            book.universe.tell(fact);
        }
        decided.step(book, &mut attack, &new, actions.get(&end).map_or(&[], Vec::as_slice));
    }
    decided
}

impl Decided {
    /// One day's new figures, those that hang together at a time.
    fn step(&mut self, book: &Book, attack: &mut Attack, new: &[UnknownId], actions: &[Action]) {
        let universe = &book.universe;
        // What could be hidden ties what hangs on it together as what is hidden does.
        let mut wide = self.hidden.clone();
        actions.iter().flat_map(|action| &action.hides).for_each(|id| wide.hide(*id));
        let mut done: BTreeSet<UnknownId> = BTreeSet::new();
        for id in universe.beside(new).into_iter().chain(new.iter().copied()) {
            if !wide.has(id) || done.contains(&id) {
                continue;
            }
            let together: BTreeSet<UnknownId> = universe.around(id, &wide, usize::MAX).into_iter().collect();
            let is_open = |id: &&UnknownId| {
                universe.unknown(**id).protects.is_some() && self.hidden.has(**id) && !self.open.contains(id)
            };
            let protect: Vec<UnknownId> = together.iter().filter(is_open).copied().collect();
            if !protect.is_empty() {
                let is_near = |action: &&Action| action.hides.iter().any(|id| together.contains(id));
                let near: Vec<Action> = actions.iter().filter(is_near).cloned().collect();
                self.hide(book, attack, &near, protect);
            }
            done.extend(together);
        }
    }

    fn hide(&mut self, book: &Book, attack: &mut Attack, actions: &[Action], mut protect: Vec<UnknownId>) {
        loop {
            match pattern(&book.universe, attack, &mut self.hidden, actions, &protect) {
                Ok(chosen) => {
                    chosen.iter().flat_map(|place| &actions[*place].hides).for_each(|id| self.hidden.hide(*id));
                    return;
                }
                Err(Unprotected(id)) => {
                    self.open.push(id);
                    protect.retain(|it| *it != id);
                }
            }
        }
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
            let both: Vec<UnknownId> = numbers.count.into_iter().chain([out_of]).collect();
            let cost = both.iter().map(|id| cost(*id)).sum::<u64>();
            *costs.entry(both).or_default() += cost;
        }
    }
    costs.retain(|hides, _| hides.iter().all(|id| book.can_hide(*id)));
    costs.into_iter().map(|(hides, cost)| Action { hides, cost }).collect()
}
