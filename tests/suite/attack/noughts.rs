//! What noughts tell where a running total is corrected: they are always shown, so a later total that stays hidden is some, and so was it before with what was taken away.
//!
//! Nothing that is hidden or shown would help, and admitting the figures would print the true ones. So that is no hole and no error; whatever else is told is one or the other.

use std::collections::{BTreeMap, BTreeSet};

use panelpack::internals::ledger::Published;

use super::attacker::{Attack, Truth};
use super::authorities::{Atom, Authority, FIRST};
use super::calendar::Span;
use super::corrections::{printed, said};
use super::definitions::{self as words, TURNED_18};
use super::reader::{Fact, Printed};
use super::reissue::{CORRECTION, opened};

/// Those who turned 18 in each month from April on, in a paper and in the one that corrects its first month.
struct Reissue {
    first: Vec<i64>,
    second: Vec<i64>,
}

/// What two papers say, and whether the second is refused.
struct Papers {
    first: BTreeSet<Fact>,
    second: BTreeSet<Fact>,
    is_refused: bool,
}

impl Reissue {
    /// The totals since April.
    fn papers(&self) -> Papers {
        let measures = [words::of("TURNED")];
        let paper = |steps: &[i64], published: Published| {
            let atoms = (FIRST..).zip(steps).map(|(month, step)| (Atom::new(TURNED_18, Span::month(month)), *step));
            let council = Authority { children: 95, truth: atoms.collect(), ..Authority::default() };
            let (all, is_refused) = said(&council, (&measures, ""), FIRST + steps.len() as i32 - 1, published);
            (printed(&all, |_| true), is_refused)
        };
        let ((first, kept), is_refused) = paper(&self.first, Published::default());
        assert!(!is_refused, "the first paper stands");
        let ((second, _), is_refused) = paper(&self.second, Published { editions: vec![kept], ..Published::default() });
        Papers { first, second, is_refused }
    }

    fn truth(&self, atom: &Atom) -> i64 {
        let steps = if atom.series.ends_with(CORRECTION) { &self.second } else { &self.first };
        steps[(atom.span.first - FIRST) as usize]
    }

    /// What two papers open together, and what noughts alone do.
    fn opened(&self, Papers { first, second, .. }: &Papers) -> [Vec<String>; 2] {
        let changed = BTreeSet::from([Atom::new(TURNED_18, Span::month(FIRST))]);
        let truth: Truth<'_> = &|atom| self.truth(atom);
        opened([first, second], &super::reissue::open(&Attack::new(first), truth), &changed, truth)
    }
}

/// What is printed of a running total, month by month.
fn totals(facts: &BTreeSet<Fact>) -> Vec<Option<i64>> {
    let months: BTreeMap<Span, Option<i64>> = facts
        .iter()
        .filter(|fact| fact.kind == "value" && fact.period.months == 1)
        .map(|fact| match fact.printed {
            Printed::Number { digits, .. } => (fact.period, Some(digits)),
            Printed::Hidden => (fact.period, None),
            Printed::NoCases => panic!("a count has cases"),
        })
        .collect();
    months.into_values().collect()
}

const TAKEN_AWAY: [[i64; 5]; 2] = [[1, 2, 0, 1, 6], [0, 2, 0, 1, 6]];

#[test]
fn a_first_month_that_becomes_nought_tells_no_more_than_noughts_do() {
    let reissue = Reissue { first: TAKEN_AWAY[0].into(), second: TAKEN_AWAY[1].into() };
    let papers = reissue.papers();
    assert!(!papers.is_refused, "nothing that could be hidden would help, and admitting it would tell more");
    assert_eq!(totals(&papers.first), [None, None, None, None, Some(10)]);
    assert_eq!(totals(&papers.second), [Some(0), None, None, None, None], "9 would tell that it was 1 in April");
    let [told, by_noughts] = reissue.opened(&papers);
    assert_eq!(told, [""; 0]);
    // Whoever came since April is in the former totals too, beside whoever April had then.
    assert_eq!(by_noughts, ["TURNED 2019-05", "TURNED 2019-06", "TURNED 2019-07", "TURNED 2019/20 Q1"]);
}

#[test]
fn what_a_printed_total_tells_beside_noughts_is_a_hole() {
    let reissue = Reissue { first: TAKEN_AWAY[0].into(), second: TAKEN_AWAY[1].into() };
    let mut papers = reissue.papers();
    let last = Span::month(FIRST + 4);
    let is_last = |fact: &Fact| fact.kind == "value" && fact.period == last;
    papers.second.retain(|fact| !is_last(fact));
    let printed = Printed::Number { digits: 9, decimals: 0 };
    papers.second.insert(Fact { code: "TURNED".to_owned(), kind: "value".to_owned(), period: last, printed });
    let [told, _] = reissue.opened(&papers);
    assert!(told.contains(&"TURNED 2019-04".to_owned()), "{told:?}");
}
