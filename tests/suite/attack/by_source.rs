//! Councils whose data hide some figures themselves and have none in place of others: a reader adds up over what is not there, by `equals`, `adds_up`, parts and months.

use std::collections::BTreeSet;

use panelpack::internals::ledger::Published;

use super::attacker::{Attack, Secret, Truth};
use super::authorities::{Authority, Draws, FIRST};
use super::calendar::Span;
use super::corrections::{World, council, printed, said, world};
use super::reader::Fact;
use super::reissue::{open, told_beyond_noughts};
use super::{WHOLES, bare};
use crate::matrix::in_parallel;

/// Of so many figures one is hidden by its source, and of so many one is not there.
const HIDDEN: u64 = 7;
const NOT_THERE: u64 = 12;

/// A council with holes in its figures, what may be said of it, and whether something is told whatever is hidden.
fn told(seed: u64) -> Result<(Vec<Secret>, usize), ()> {
    let mut draws = Draws(seed ^ 0x5EED_0FC0);
    let is_tied = |world: &World| ["CLA", "LEFT"].contains(&world.measures[0].code);
    let world = (0..).map(|_| world(&mut draws)).find(is_tied).expect("every third one is not");
    let mut authority: Authority = council(seed, &mut draws);
    let last = FIRST + world.months;
    for measure in &world.measures {
        for month in FIRST..=last {
            let is_some = authority.at(measure.count, Span::month(month)) > 0;
            let state = match () {
                () if is_some && draws.below(HIDDEN) == 0 => "c",
                () if draws.below(NOT_THERE) == 0 => ["x", "late"][draws.below(2) as usize],
                () => continue,
            };
            authority.states.insert((measure.code, month), state);
        }
    }
    let (all, is_refused) = said(&authority, (&world.measures, world.manifest), last, Published::default());
    let facts: BTreeSet<Fact> = printed(&all, |_| true).0;
    let truth: Truth<'_> = &|atom| authority.at(&atom.series, atom.span);
    let attack = Attack::new(&facts);
    let bare = WHOLES.map(|wholes| Attack::new(&bare(&facts, wholes)));
    let wrong = attack.wrong(truth);
    assert!(wrong.is_empty(), "{seed}: {wrong:#?}");
    if is_refused {
        return Err(());
    }
    let told = told_beyond_noughts(&open(&attack, truth), &attack, &bare, truth);
    Ok((told.into_iter().collect(), all.values().filter(|entry| entry.value.value().is_some()).count()))
}

/// With `PANELPACK_GAPS=1000` of so many.
#[test]
fn nothing_is_told_across_figures_that_the_data_do_not_give() {
    let all = super::number("PANELPACK_GAPS").unwrap_or(60);
    let first = super::number("PANELPACK_ATTACK_SEED").unwrap_or(0);
    let seeds: Vec<u64> = (first..first + all).collect();
    let found = in_parallel(&seeds, |seed| (*seed, told(*seed)));
    let refused = found.iter().filter(|(_, told)| told.is_err()).count();
    let shown: usize = found.iter().filter_map(|(_, told)| told.as_ref().ok()).map(|(_, shown)| shown).sum();
    let names = |(seed, told): &(u64, Result<(Vec<Secret>, usize), ()>)| {
        let told = &told.as_ref().ok()?.0;
        (!told.is_empty()).then(|| (*seed, told.iter().map(|secret| secret.name.clone()).collect::<Vec<String>>()))
    };
    let open: Vec<(u64, Vec<String>)> = found.iter().filter_map(names).collect();
    eprintln!("{} of {all} councils are open, {refused} are refused, {shown} figures are shown", open.len());
    assert!(open.is_empty(), "{:#?}", &open[..open.len().min(20)]);
    assert_eq!(refused, 0);
}
