//! Random tables, held against everything that can be tried.

mod patterns;

use proptest::prelude::*;

use super::*;

const SMALL: Range = Range { low: 1, high: 5 };

/// A table with all its totals: the cells of each combination of rows, columns and perhaps layers, where place 0 of each is the total.
#[derive(Debug, Clone)]
struct Table {
    universe: Universe,
    /// By the total of how many sides each stands in.
    margins: Vec<usize>,
    primary: Hidden,
}

impl Universe {
    /// Every number, in the order in which they were put in.
    fn ids(&self) -> impl Iterator<Item = UnknownId> + use<> {
        (0..self.unknowns.len()).map(UnknownId)
    }
}

impl Table {
    /// `inner` holds the cells that are no totals, layer by layer and row by row.
    fn new(sides: &[usize], inner: &[i64]) -> Self {
        let mut universe = Universe::default();
        let lengths: Vec<usize> = sides.iter().map(|side| side + 1).collect();
        let all: usize = lengths.iter().product();
        let place = |mut cell: usize| -> Vec<usize> {
            let at = |length: &usize| (cell % length, cell /= length).0;
            lengths.iter().map(at).collect()
        };
        let number = |at: &[usize]| at.iter().zip(sides).rev().fold(0, |sum, (at, side)| sum * side + at - 1);
        let places: Vec<Vec<usize>> = (0..all).map(place).collect();
        let is_in =
            |cell: &[usize], total: &[usize]| cell.iter().zip(total).all(|(at, of)| *at > 0 && (*of == 0 || at == of));
        let truth = |total: &[usize]| -> i64 {
            places.iter().filter(|cell| is_in(cell, total)).map(|cell| inner[number(cell)]).sum()
        };
        let ids: Vec<UnknownId> = places
            .iter()
            .map(|cell| {
                let truth = truth(cell);
                universe.add(Unknown {
                    truth,
                    least: 1,
                    nought_with: None,
                    protects: SMALL.holds(truth).then_some(SMALL),
                })
            })
            .collect();
        for (cell, id) in places.iter().zip(&ids) {
            for side in (0..sides.len()).filter(|side| cell[*side] == 0) {
                let of_side = |other: &Vec<usize>| {
                    other[side] > 0 && (0..sides.len()).all(|it| it == side || other[it] == cell[it])
                };
                let parts = places.iter().zip(&ids).filter(|(other, _)| of_side(other)).map(|(_, id)| (*id, -1));
                assert!(
                    universe.tell(None, Fact { terms: [(*id, 1)].into_iter().chain(parts).collect(), low: 0, high: 0 })
                );
            }
        }
        let mut primary = Hidden::nothing(&universe);
        ids.iter().filter(|id| universe.unknown(**id).protects.is_some()).for_each(|id| primary.hide(*id));
        let margins = places.iter().map(|cell| cell.iter().filter(|at| **at == 0).count()).collect();
        Self { universe, margins, primary }
    }

    fn protected(&self) -> Vec<UnknownId> {
        self.universe.ids().filter(|id| self.primary.has(*id)).collect()
    }

    /// What can be hidden besides: noughts stay.
    fn actions(&self) -> Vec<Action> {
        let of = |id: &UnknownId| self.universe.unknown(*id);
        let candidates = self.universe.ids().filter(|id| !self.primary.has(*id) && of(id).truth > 0);
        candidates
            .map(|id| Action { hides: vec![id], cost: (3 + of(&id).truth.unsigned_abs()) << (2 * self.margins[id.0]) })
            .collect()
    }

    fn with(&self, actions: &[Action], chosen: &[usize]) -> Hidden {
        let mut hidden = self.primary.clone();
        chosen.iter().flat_map(|place| &actions[*place].hides).for_each(|id| hidden.hide(*id));
        hidden
    }

    fn withstands(&self, id: UnknownId, hidden: &Hidden) -> bool {
        Attack::default().is_withstood(&self.universe, id, hidden)
    }

    fn is_safe(&self, hidden: &Hidden) -> bool {
        let mut attack = Attack::default();
        self.protected().into_iter().all(|id| attack.is_withstood(&self.universe, id, hidden))
    }
}

/// Whether a number may have a value, found by trying all numbers for the hidden cells; where one alone is open in a fact, that fact gives it.
fn is_possible_by_trial(table: &Table, id: UnknownId, value: i64, hidden: &Hidden) -> bool {
    let shown = |it: UnknownId| (!hidden.has(it)).then(|| table.universe.unknown(it).truth);
    let mut known: Vec<Option<i64>> = table.universe.ids().map(shown).collect();
    known[id.0] = Some(value);
    // Cells first, then what they come to.
    let mut open: Vec<UnknownId> = table.universe.ids().filter(|it| hidden.has(*it)).collect();
    open.sort_by_key(|it| table.margins[it.0]);
    try_all(table, &open, known)
}

fn try_all(table: &Table, open: &[UnknownId], mut known: Vec<Option<i64>>) -> bool {
    let mut has_changed = true;
    while std::mem::take(&mut has_changed) {
        for fact in &table.universe.facts {
            let rest: i64 = fact.terms.iter().map(|(id, factor)| factor * known[id.0].unwrap_or(0)).sum();
            let unknown: Vec<(UnknownId, i64)> =
                fact.terms.iter().filter(|(id, _)| known[id.0].is_none()).copied().collect();
            match unknown[..] {
                [] if rest != 0 => return false,
                [(id, factor)] => {
                    has_changed = true;
                    known[id.0] = Some(-rest * factor).filter(|value| *value >= 1);
                    if known[id.0].is_none() {
                        return false;
                    }
                }
                // The total comes first, and each of its parts is one at least.
                [_, ..] if known[fact.terms[0].0.0].is_some() && rest < unknown.len() as i64 => return false,
                _ => {}
            }
        }
    }
    let Some(next) = open.iter().find(|id| known[id.0].is_none()) else { return true };
    (1..=120).any(|value| {
        let mut with = known.clone();
        with[next.0] = Some(value);
        try_all(table, open, with)
    })
}

fn tables() -> impl Strategy<Value = Table> {
    let sides = prop_oneof![
        (2..4_usize, 2..4_usize).prop_map(|(rows, columns)| vec![rows, columns]),
        Just(vec![2, 2, 2]),
        Just(vec![2, 4]),
    ];
    let counts = prop_oneof![2 => 0..6_i64, 3 => 6..14_i64];
    sides.prop_flat_map(move |sides| {
        let cells: usize = sides.iter().product();
        prop::collection::vec(counts.clone(), cells).prop_map(move |inner| Table::new(&sides, &inner))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// What is found protects every small cell, whoever checks it, and nothing cheaper does.
    #[test]
    fn the_pattern_is_safe_and_no_other_is_cheaper(table in tables()) {
        let actions = table.actions();
        let cost = |chosen: &[usize]| chosen.iter().map(|place| actions[*place].cost).sum::<u64>();
        let Ok(chosen) = pattern(&table.universe, &mut Attack::default(), &mut table.primary.clone(), &actions, &table.protected()) else {
            let all: Vec<usize> = (0..actions.len()).collect();
            prop_assert!(!table.is_safe(&table.with(&actions, &all)));
            return Ok(());
        };
        let hidden = table.with(&actions, &chosen);
        for id in table.protected() {
            for value in SMALL.low..=SMALL.high {
                prop_assert!(is_possible_by_trial(&table, id, value, &hidden), "{:?} cannot be {}", id, value);
            }
        }
        prop_assume!(actions.len() <= 12);
        let sets = (0..1_usize << actions.len()).map(|bits| (0..actions.len()).filter(|it| bits >> it & 1 == 1).collect::<Vec<usize>>());
        for set in sets.filter(|set| cost(set) < cost(&chosen)) {
            prop_assert!(!table.is_safe(&table.with(&actions, &set)), "{:?} is cheaper than {:?}", set, chosen);
        }
    }

    /// What is possible for a reader is what a trial of all numbers finds possible, whatever is hidden.
    #[test]
    fn an_attack_finds_what_a_trial_finds(table in tables(), bits in any::<u64>(), value in 1..=6_i64) {
        let mut hidden = table.primary.clone();
        let more = table.universe.ids().filter(|id| bits >> id.0 & 1 == 1 && table.universe.unknown(*id).truth > 0);
        more.for_each(|id| hidden.hide(id));
        for id in table.universe.ids().filter(|id| hidden.has(*id)) {
            let trial = is_possible_by_trial(&table, id, value, &hidden);
            prop_assert_eq!(Attack::default().is_possible(&table.universe, id, value, &hidden), trial, "{:?} as {}", id, value);
        }
    }

    /// Whoever sees less can rule out less.
    #[test]
    fn hiding_more_never_opens_a_cell(table in tables(), place in any::<prop::sample::Index>()) {
        let actions = table.actions();
        prop_assume!(!actions.is_empty());
        let more = table.with(&actions, &[place.index(actions.len())]);
        for id in table.protected() {
            prop_assert!(!table.withstands(id, &table.primary) || table.withstands(id, &more));
        }
    }
}

/// The way by hand: in each row and column with one hidden cell the next smallest is hidden too, once.
#[test]
fn one_pass_by_hand_does_not_do() {
    // Two small cells in a row cover each other; each is alone in its column but for a neighbour that comes to little with it.
    let table = Table::new(&[3, 3], &[1, 1, 20, 30, 6, 9, 8, 12, 40]);
    assert!(!table.is_safe(&table.primary));
    let actions = table.actions();
    let chosen =
        pattern(&table.universe, &mut Attack::default(), &mut table.primary.clone(), &actions, &table.protected())
            .expect("a pattern");
    assert!(table.is_safe(&table.with(&actions, &chosen)));
}

/// A table of 20 rows and 10 columns, as large as one that a council prints.
#[test]
fn a_large_table_is_solved() {
    let counts: Vec<i64> = (0..200_i64).map(|cell| (cell * cell * 7 + cell * 13) % 41).collect();
    let table = Table::new(&[20, 10], &counts);
    let actions = table.actions();
    let chosen =
        pattern(&table.universe, &mut Attack::default(), &mut table.primary.clone(), &actions, &table.protected())
            .expect("a pattern");
    assert!(table.is_safe(&table.with(&actions, &chosen)));
}
