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

/// A number that stays open whatever is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing that can be hidden protects the number")]
pub struct Unprotected(pub UnknownId);

/// The cheapest of some actions, in order, that protect all numbers that are asked for beside those which are hidden already.
///
/// # Errors
///
/// [`Unprotected`] for the first number that is open even where every action is taken.
pub fn pattern(
    universe: &Universe,
    attack: &mut Attack,
    hidden: &Hidden,
    actions: &[Action],
    protect: &[UnknownId],
) -> Result<Vec<usize>, Unprotected> {
    let mut dearest_first: Vec<usize> = (0..actions.len()).collect();
    dearest_first.sort_by_key(|place| (std::cmp::Reverse(actions[*place].cost), *place));
    let mut cuts: Vec<Vec<usize>> = Vec::new();
    loop {
        let chosen = cheapest(&cuts, |place| actions[place].cost);
        let with_chosen = with(hidden, actions, &chosen);
        let mut is_safe = true;
        for id in protect {
            if attack.is_withstood(universe, *id, &with_chosen) {
                continue;
            }
            is_safe = false;
            let others: Vec<usize> = dearest_first.iter().copied().filter(|place| !chosen.contains(place)).collect();
            let mut open =
                Open { universe, attack: &mut *attack, actions, id: *id, hidden: with_chosen.clone(), cut: Vec::new() };
            open.take(&others);
            let mut cut = open.cut;
            cut.sort_unstable();
            if cut.is_empty() {
                return Err(Unprotected(*id));
            }
            if !cuts.contains(&cut) {
                cuts.push(cut);
            }
        }
        if is_safe {
            return Ok(chosen);
        }
    }
}

/// What is hidden with some actions.
fn with(hidden: &Hidden, actions: &[Action], chosen: &[usize]) -> Hidden {
    let mut all = hidden.clone();
    chosen.iter().flat_map(|place| &actions[*place].hides).for_each(|id| all.hide(*id));
    all
}

/// A number that is open. As many actions as possible are taken of which that is still true; one of the others has to be.
struct Open<'a> {
    universe: &'a Universe,
    attack: &'a mut Attack,
    actions: &'a [Action],
    id: UnknownId,
    hidden: Hidden,
    cut: Vec<usize>,
}

impl Open<'_> {
    /// Takes some actions, in order, but for those that would protect the number. All at once first: what leaves it open together does so one by one.
    fn take(&mut self, places: &[usize]) {
        let hides = places.iter().flat_map(|place| &self.actions[*place].hides);
        let more: Vec<UnknownId> = hides.filter(|id| !self.hidden.has(**id)).copied().collect();
        more.iter().for_each(|id| self.hidden.hide(*id));
        if !self.attack.is_withstood(self.universe, self.id, &self.hidden) {
            return;
        }
        more.iter().for_each(|id| self.hidden.show(*id));
        match places {
            [] => {}
            [place] => self.cut.push(*place),
            several => {
                let (first, second) = several.split_at(several.len() / 2);
                self.take(first);
                self.take(second);
            }
        }
    }
}
