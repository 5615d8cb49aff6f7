use super::counted::Counted;
use super::range::Small;
use super::scan::{Held, scan};

const DFE: Small = Small { low: 1, high: 5 };

/// Sentences, each behind the numbers that it must be named for.
const SENTENCES: &str = include_str!("../../../../tests/fixtures/words/small-numbers.txt");

fn found<'t>(text: &'t str, counted: &str, small: Small) -> Vec<&'t str> {
    let counted = Counted::in_text(counted);
    let held = Held { small, counted: &counted, shares: &[], defines: false };
    scan(text, &held).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn numbers_that_may_count_a_child_are_told_from_all_others() {
    let rows = SENTENCES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('|'));
    let (mut telling, mut silent) = (Vec::new(), Vec::new());
    for (numbers, text) in rows {
        let expected: Vec<&str> = numbers.split(',').map(str::trim).filter(|number| !number.is_empty()).collect();
        let found = found(text.trim(), "Children who went missing", DFE);
        let group = if expected.is_empty() { &mut silent } else { &mut telling };
        group.push((text.trim(), expected, found));
    }
    let is_right = |row: &&(&str, Vec<&str>, Vec<&str>)| row.1 == row.2;
    let wrong: Vec<_> = telling.iter().chain(&silent).filter(|row| !is_right(row)).collect();
    assert!(telling.len() > 120 && silent.len() > 250 && wrong.is_empty(), "{wrong:#?}");
}

/// A thing is no child, unless it is what the indicator counts.
#[test]
fn what_an_indicator_counts_is_no_thing() {
    let text = "Two homes were closed, and one school.";
    assert_eq!(found(text, "Children who went missing", DFE), Vec::<&str>::new());
    assert_eq!(found(text, "Homes for children", DFE), ["Two"]);
    assert_eq!(found("Three social workers left.", "Agency social workers", DFE), ["Three"]);
}

#[test]
fn the_policy_says_which_numbers_are_small() {
    let text = "There were 5, then six, then 7 and 8.";
    assert_eq!(found(text, "Children", DFE), ["5"]);
    assert_eq!(found(text, "Children", Small { low: 1, high: 7 }), ["5", "six", "7"]);
    assert_eq!(found("33 of 40 were in time.", "Children", DFE), Vec::<&str>::new());
    assert_eq!(found("33 of 40 were in time.", "Children", Small { low: 1, high: 7 }), ["33"]);
}

#[test]
fn a_definition_may_say_what_it_counts() {
    let counted = Counted::default();
    let scan = |defines| {
        let text = "Children with at least three moves in two years";
        scan(text, &Held { small: DFE, counted: &counted, shares: &[], defines }).len()
    };
    assert_eq!((scan(true), scan(false)), (0, 0));
    let text = "At least three moves";
    let of = |defines| super::scan::scan(text, &Held { small: DFE, counted: &counted, shares: &[], defines }).len();
    assert_eq!((of(true), of(false)), (0, 1));
}
