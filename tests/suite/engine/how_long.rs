//! For how long an indicator has been off target: what is counted are ratings that are known.

use panelpack::internals::page::PaperView;

use super::{a1, find, paper, with, with_manifest};

const RED_BELOW: &str = "unit: percent, better: higher, target: 90";

fn of(row: &str) -> PaperView {
    let months: Vec<String> = (1..=row.split(',').count()).map(|month| format!("2020-{month:02}")).collect();
    paper(&with(
        RED_BELOW,
        &format!("Months: [{}]\nA1: [{row}]\nA2: [{}]\n", months.join(", "), vec!["1"; months.len()].join(", ")),
    ))
}

fn how_long(row: &str) -> String {
    find(&of(row), "A1").how_long
}

#[test]
fn months_without_a_gap_are_counted() {
    assert_eq!(how_long("95, 50, 50, 50"), "3rd month");
    assert_eq!(how_long("50, 50, 50"), "all 3 months");
    assert_eq!(how_long("95, 50"), "1st month");
    // What lies between a green month and the first red one belongs to neither.
    assert_eq!(how_long("95, late, 50, 50"), "2nd month");
    assert_eq!(how_long("late, x, 50, 50"), "all 2 months");
}

/// Whatever the state that stands in the gap, nobody knows what those months were.
#[test]
fn months_without_a_figure_are_not_counted() {
    for state in ["late", "x", "z", "nd", "k"] {
        let gap = [state; 4].join(", ");
        assert_eq!(how_long(&format!("50, {gap}, 50")), "in both months with a figure since Jan 2020", "{state}");
        let with_more = how_long(&format!("95, 50, {gap}, 50, 50"));
        assert_eq!(with_more, "in all 3 months with a figure since Feb 2020", "{state}");
    }
}

#[test]
fn hidden_months_may_have_been_green() {
    let months = "Months: [2020-08, 2020-09, 2020-10, 2020-11]\n";
    let files = with(
        "count: In time, out_of: Due, better: higher, target: 90",
        &format!("{months}A1: [20/40, 38/40, 37/40, 20/40]\nA2: [9, 9, 9, 9]\n"),
    );
    let files = with_manifest(files, "").with("panelpack.yaml", "organisation: Testing Council\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n");
    // There are figures, and nobody shows them.
    assert_eq!(a1(&files).how_long, "in both months with a rating since Aug 2020");
}

/// A month that had a figure and no target to judge it by is no month without a figure.
#[test]
fn figures_that_were_not_rated_are_told_from_gaps() {
    let months = "Months: [2020-08, 2020-09, 2020-10, 2020-11]\n";
    let target = "unit: percent, better: higher, target: {from 2020-08: 90, from 2020-09: none, from 2020-11: 90}";
    let files = with(target, &format!("{months}A1: [50, 50, 50, 50]\nA2: [1, 1, 1, 1]\n"));
    assert_eq!(a1(&files).how_long, "in both months with a rating since Aug 2020");
}

#[test]
fn every_place_that_tells_it_says_the_same() {
    let figures =
        "Months: [2020-07, 2020-08, 2020-09, 2020-10, 2020-11]\nA1: [50, 50, late, late, 50]\nA2: [1, 1, 1, 1, 1]\n";
    let paper = paper(&with(RED_BELOW, figures));
    let told = "in all 3 months with a figure since Jul 2020";
    assert_eq!(paper.concerns[0].how_long, told);
    assert!(paper.concerns[0].standing.starts_with(told), "{}", paper.concerns[0].standing);
    let asked: Vec<&str> = paper.questions.iter().map(|question| question.text.as_str()).collect();
    assert!(asked.iter().any(|text| text.contains(&format!("red {told}"))), "{asked:?}");
    let answer = serde_json::to_string(&(&paper.concerns, &paper.questions, &paper.headline)).expect("it is JSON");
    assert!(!answer.contains("5 months") && !answer.contains("5th month"), "{answer}");
}

/// A date that nobody moved is no date to come.
#[test]
fn a_date_that_has_passed_is_said_to_have_passed() {
    let months = "Months: [2020-08, 2020-09, 2020-10, 2020-11]\n";
    let of = |figures: &str, back: &str| {
        let files = with(RED_BELOW, &format!("{months}A1: {figures}\nA2: [1, 1, 1, 1]\n"));
        paper(&files.with("commentary/2020-11/a.md", format!("## A1\nExpected back: {back}\nText.\n")))
    };
    let red = of("[50, 50, 50, 50]", "2020-09");
    assert_eq!(red.concerns[0].expected_back, "Sep 2020 (passed)");
    let asked = &red.questions[0].text;
    assert!(
        asked.ends_with("and September 2020, when it was expected back, has passed. When is it expected now?"),
        "{asked}"
    );
    assert_eq!(of("[50, 50, 50, 50]", "2020-11").concerns[0].expected_back, "Nov 2020 (passed)");
    assert_eq!(of("[50, 50, 50, 50]", "2020-12").concerns[0].expected_back, "Dec 2020");
    assert_eq!(find(&of("[50, 50, 50, 95]", "2020-09"), "A1").expected_back, "Sep 2020");
}
