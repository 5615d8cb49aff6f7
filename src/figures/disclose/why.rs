//! Why each figure is hidden, and what would be told without that.
//!
//! Asked of the pattern once it stands: each figure that is hidden for another's sake is shown, and the nearest number is named that would then be open.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Disclosed, Entry, Number, Reason, Suppression, Unprotected, Which, Why};
use crate::model::{FigureKind, IndicatorCode, Missing, Period};
use crate::suppress::{Attack, Fact, Hidden, UnknownId};

use super::draft::{Draft, stands_beside};
use super::numbers::{Book, Numbers};
use super::order::Decided;

/// Numbers of one sum that a sentence names.
const MOST_NAMED: usize = 12;

/// A pattern that stands, with the names of its numbers.
pub struct Pattern<'d> {
    book: &'d Book,
    decided: &'d Decided,
    drafts: &'d [(IndicatorCode, Draft)],
    names: BTreeMap<UnknownId, Number>,
}

impl<'d> Pattern<'d> {
    /// What was decided for some drafts.
    pub fn new(book: &'d Book, decided: &'d Decided, drafts: &'d [(IndicatorCode, Draft)]) -> Self {
        let mut names = BTreeMap::new();
        for (figure, _, numbers) in drafts.iter().flat_map(|(code, draft)| draft.figures(code)) {
            let named = [(numbers.count, Which::Count), (numbers.out_of, Which::OutOf), (numbers.rest, Which::Rest)];
            for (id, which) in named.into_iter().filter_map(|(id, which)| Some((id?, which))) {
                names.entry(id).or_insert_with(|| Number { figure: figure.clone(), which });
            }
        }
        for (step, total) in book.taken() {
            if let Some(Number { figure, .. }) = names.get(total) {
                names.insert(*step, Number { figure: figure.clone(), which: Which::Step });
            }
        }
        Self { book, decided, drafts, names }
    }

    /// Numbers that nothing protects.
    pub fn unprotected(&self) -> Vec<Unprotected> {
        let of = |id: &UnknownId| {
            let told_by = self.shortest(*id, |other| !self.decided.hidden.has(other));
            Some(Unprotected { number: self.name(*id)?, told_by })
        };
        self.decided.open.iter().filter_map(of).collect()
    }

    /// Why each figure is hidden, in the order of indicators, kinds and time.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut hidden = self.decided.hidden.clone();
        let mut attack = Attack::default();
        let mut reasons = Vec::new();
        for (code, draft) in self.drafts {
            let mut few: BTreeSet<Period> = BTreeSet::new();
            for (figure, entry, numbers) in draft.figures(code) {
                let is_beside = stands_beside(&figure.kind) && few.contains(&figure.period);
                let why = self
                    .by_itself(entry, numbers)
                    .or_else(|| is_beside.then_some(Why::Beside))
                    .or_else(|| entry.is_figure().then(|| self.why(&mut attack, &mut hidden, numbers)).flatten());
                if why.is_some() && figure.kind == FigureKind::Value {
                    few.insert(figure.period);
                }
                reasons.extend(why.map(|why| Reason { figure, why }));
            }
        }
        reasons
    }

    /// Why a figure is hidden whatever others are.
    fn by_itself(&self, entry: &Entry, numbers: Numbers) -> Option<Why> {
        let is_few = |id: Option<UnknownId>| id.is_some_and(|id| self.book.is_few(id));
        let few = match () {
            () if is_few(numbers.out_of) => Some(Why::OutOfFew),
            () if is_few(numbers.count) => Some(Why::Few),
            () if is_few(numbers.rest) => Some(Why::AllButFew),
            () => None,
        };
        let is_taken = [numbers.count, numbers.out_of].into_iter().flatten().any(|id| self.decided.hidden.has(id));
        match entry.value {
            Disclosed::Missing(Missing::SuppressedBySource) => Some(Why::BySource),
            Disclosed::Suppressed(Suppression::SmallNumber) => Some(few.unwrap_or(Why::Few)),
            // Given without its numbers, which others tell.
            Disclosed::Value(_) if is_taken => few,
            _ => None,
        }
    }

    fn why(&self, attack: &mut Attack, hidden: &mut Hidden, numbers: Numbers) -> Option<Why> {
        let is_taken = |id: &UnknownId| hidden.has(*id);
        let taken: Vec<UnknownId> = [numbers.count, numbers.out_of].into_iter().flatten().filter(is_taken).collect();
        let first = *taken.first()?;
        let universe = &self.book.universe;
        let near = universe.around(first, hidden, usize::MAX);
        taken.iter().for_each(|id| hidden.show(*id));
        let is_told = |id: &&UnknownId| hidden.has(**id) && !attack.is_withstood(universe, **id, hidden);
        let told = near.iter().find(is_told).copied();
        let why = told.and_then(|told| {
            let with = self.shortest(told, |other| !hidden.has(other));
            Some(Why::Tells { told: self.name(told)?, with })
        });
        taken.iter().for_each(|id| hidden.hide(*id));
        let otherwise = || if self.decided.left_out.contains(&first) { Why::ForTheYear } else { Why::AsItWas };
        Some(why.unwrap_or_else(otherwise))
    }

    /// What a number is called: one that no page prints, and has no name, by the nearest that has one.
    fn name(&self, id: UnknownId) -> Option<Number> {
        let universe = &self.book.universe;
        let near = || universe.around(id, &Hidden::everything(universe), usize::MAX);
        self.names.get(&id).cloned().or_else(|| near().iter().find_map(|id| self.names.get(id)).cloned())
    }

    /// The others of the shortest equation that tells a number; none where it takes more than one.
    fn shortest(&self, id: UnknownId, is_known: impl Fn(UnknownId) -> bool) -> Vec<Number> {
        let others = |fact: &Fact| {
            let others: Vec<UnknownId> = fact.terms.iter().map(|(other, _)| *other).filter(|it| *it != id).collect();
            let tells = fact.low == fact.high && others.len() <= MOST_NAMED && others.iter().all(|it| is_known(*it));
            let names = || others.iter().map(|it| self.names.get(it).cloned()).collect::<Option<Vec<Number>>>();
            if tells { names() } else { None }
        };
        self.book.universe.facts_of(id).filter_map(others).min_by_key(Vec::len).unwrap_or_default()
    }
}
