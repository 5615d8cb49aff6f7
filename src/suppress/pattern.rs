//! The cheapest cells to hide besides: an implicit hitting set.
//!
//! Hiding more never lets a reader rule more out. So where a number stays open although everything but some cells is hidden, each good pattern hides one of those cells: they are a *cut*. The
//! cheapest set that hits all cuts known so far is tried; what it leaves open gives another cut, until nothing is open. The last set is the cheapest of all, since every cut must be hit.

use super::attack::Attack;
use super::hitting::cheapest;
use super::universe::{Hidden, Universe, UnknownId};

/// Something that can be hidden: a cell with all that would tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The numbers that it takes from the reader.
    pub hides: Vec<UnknownId>,
    /// What a reader loses by it, against other actions.
    pub cost: u64,
}

/// A value of a number that a reader can rule out whatever is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing that can be hidden keeps the number from being told")]
pub struct Unprotected {
    /// The number.
    pub id: UnknownId,
    /// The least such value.
    pub value: i64,
}

/// The cheapest of some actions, in order, that protect all numbers that are asked for beside those which are hidden already. What is hidden is afterwards as it was.
///
/// # Errors
///
/// [`Unprotected`] for the first number that is open even where every action is taken.
pub fn pattern(
    universe: &Universe,
    attack: &mut Attack,
    hidden: &mut Hidden,
    actions: &[Action],
    protect: &[UnknownId],
) -> Result<Vec<usize>, Unprotected> {
    let mut dearest_first: Vec<usize> = (0..actions.len()).collect();
    dearest_first.sort_by_key(|place| (std::cmp::Reverse(actions[*place].cost), *place));
    let mut cuts: Vec<Vec<usize>> = Vec::new();
    loop {
        let chosen = cheapest(&cuts, |place| actions[place].cost);
        let others: Vec<usize> = dearest_first.iter().copied().filter(|place| !chosen.contains(place)).collect();
        let more = hide(hidden, actions, &chosen);
        let found = cuts_of((universe, &mut *attack), hidden, actions, &others, protect);
        more.into_iter().for_each(|id| hidden.show(id));
        let found = found?;
        if found.is_empty() {
            return Ok(chosen);
        }
        cuts.extend(found);
        cuts.sort_unstable();
        cuts.dedup();
    }
}

/// For each number that is open the actions of which one has to be taken.
fn cuts_of(
    (universe, attack): (&Universe, &mut Attack),
    hidden: &mut Hidden,
    actions: &[Action],
    others: &[usize],
    protect: &[UnknownId],
) -> Result<Vec<Vec<usize>>, Unprotected> {
    let mut cuts = Vec::new();
    for id in protect {
        if attack.is_withstood(universe, *id, hidden) {
            continue;
        }
        let mut open = Open { universe, attack: &mut *attack, actions, id: *id, hidden: &mut *hidden, cut: Vec::new() };
        let taken = open.take(others);
        let mut cut = open.cut;
        let told = if cut.is_empty() { attack.ruled_out(universe, *id, hidden) } else { None };
        taken.into_iter().for_each(|id| hidden.show(id));
        if let Some(value) = told {
            return Err(Unprotected { id: *id, value });
        }
        cut.sort_unstable();
        cuts.push(cut);
    }
    Ok(cuts)
}

/// Hides what some actions hide, and says what of it was shown.
fn hide(hidden: &mut Hidden, actions: &[Action], places: &[usize]) -> Vec<UnknownId> {
    let mut more = Vec::new();
    for id in places.iter().flat_map(|place| &actions[*place].hides) {
        if !hidden.has(*id) {
            hidden.hide(*id);
            more.push(*id);
        }
    }
    more
}

/// A number that is open. As many actions as possible are taken of which that is still true; one of the others has to be.
struct Open<'a> {
    universe: &'a Universe,
    attack: &'a mut Attack,
    actions: &'a [Action],
    id: UnknownId,
    hidden: &'a mut Hidden,
    cut: Vec<usize>,
}

impl Open<'_> {
    /// Takes some actions, in order, but for those that would protect the number, and says what that hides. All at once first: what leaves it open together does so one by one.
    fn take(&mut self, places: &[usize]) -> Vec<UnknownId> {
        let more = hide(self.hidden, self.actions, places);
        if !self.attack.is_withstood(self.universe, self.id, self.hidden) {
            return more;
        }
        more.iter().for_each(|id| self.hidden.show(*id));
        match places {
            [] => Vec::new(),
            [place] => {
                self.cut.push(*place);
                Vec::new()
            }
            several => {
                let (first, second) = several.split_at(several.len() / 2);
                [self.take(first), self.take(second)].concat()
            }
        }
    }
}
