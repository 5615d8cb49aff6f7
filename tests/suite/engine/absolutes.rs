//! Figures that are held against none or against all: one of three hundred is not none.

use panelpack::internals::page::IndicatorView;
use panelpack::internals::parts;
use panelpack::{MemoryFiles, Selection};

use crate::common::{compile, small_project};

use super::{a1, fact, paper, with};

const NONE: &str = "count: In unregistered homes, out_of: Children in care, better: lower, type: snapshot";
const ALL: &str = "count: Visited, out_of: Children placed abroad, better: higher, type: snapshot";

fn months(definition: &str, figures: &str) -> MemoryFiles {
    with(definition, &format!("Months: [2020-10, 2020-11]\nA1: [{figures}]\nA2: [1, 1]\n"))
}

fn told(definition: &str, figures: &str) -> (String, &'static str, String) {
    let IndicatorView { value, rating, change, .. } = a1(&months(definition, figures));
    (value, rating.word, change.words)
}

#[track_caller]
fn holds(definition: &str, figures: &str, expected: (&str, &str, &str)) {
    let (value, rating, change) = told(definition, figures);
    assert_eq!((value.as_str(), rating, change.as_str()), expected, "{definition}, {figures}");
}

#[test]
fn one_of_three_hundred_is_not_none_and_all_but_one_are_not_all() {
    let none = format!("{NONE}, target: 0");
    holds(&none, "0/300, 1/300", ("0.3%", "Red", "0.3 points worse"));
    holds(&none, "1/300, 0/300", ("0%", "Green", "0.3 points better"));
    holds(&none, "0/300, 0/300", ("0%", "Green", "no change"));
    holds(&none, "1/300, 2/300", ("1%", "Red", "0.7 points worse"));
    holds(&none, "0/30000, 1/30000", ("0.003%", "Red", "0.003 points worse"));
    let all = format!("{ALL}, target: 100");
    holds(&all, "300/300, 299/300", ("99.7%", "Red", "0.3 points worse"));
    holds(&all, "299/300, 300/300", ("100%", "Green", "0.3 points better"));
    holds(&all, "298/300, 199/200", ("99.5%", "Red", "0.5 points better"));
    let decimals = format!("{NONE}, target: 0, decimals: 1");
    holds(&decimals, "0/3000, 1/3000", ("0.03%", "Red", "0.03 points worse"));
    let rate = "count: In unregistered homes, out_of: Children, unit: rate per 100, better: lower, target: 0";
    holds(rate, "0/300, 1/300", ("0.3", "Red", "up 0.3, worse"));
}

#[test]
fn every_limit_of_none_or_all_is_judged_by_the_counts() {
    for (definition, figures, expected) in [
        (format!("{NONE}, target: 0, floor: 0"), "0/300, 1/300", ("0.3%", "Breach", "0.3 points worse")),
        (format!("{ALL}, target: 100, floor: 100"), "300/300, 299/300", ("99.7%", "Breach", "0.3 points worse")),
        (format!("{NONE}, target: {{green: 0, amber: 2}}"), "0/300, 1/300", ("0.3%", "Amber", "0.3 points worse")),
        (format!("{ALL}, target: {{green: 100, amber: 95}}"), "1/1, 299/300", ("99.7%", "Amber", "0.3 points worse")),
        (format!("{ALL}, target: {{green: 95, amber: 90}}"), "1/1, 299/300", ("100%", "Green", "no change")),
        (format!("{ALL}, target: 100, amber_within: 1 point"), "1/1, 299/300", ("99.7%", "Amber", "0.3 points worse")),
        (format!("{NONE}, target: 0, rating: achieved"), "0/300, 1/300", ("0.3%", "Not achieved", "0.3 points worse")),
        // Where nobody asks for none or all the figure is what its decimals say.
        (format!("{NONE}, target: 1"), "0/300, 1/300", ("0%", "Green", "no change")),
        (format!("{ALL}, target: 95"), "300/300, 299/300", ("100%", "Green", "no change")),
    ] {
        holds(&definition, figures, expected);
    }
    let second = a1(&months(&format!("{ALL}, target: 95, minimum: 100"), "300/300, 299/300"));
    let minimum = second.minimum.expect("it has a second standard");
    assert_eq!((second.value.as_str(), second.rating.word), ("99.7%", "Green"));
    assert_eq!((minimum.value.as_str(), minimum.rating.word), ("99.7%", "Red"));
    let near = "count: A, out_of: B, better: near target, target: 100, range: any";
    holds(near, "300/300, 301/300", ("100.3%", "Red", "up 0.3 points, now off target"));
}

/// A target that was not always none: the figures before are told as those after, so that a change is a change.
#[test]
fn figures_before_the_target_are_told_as_those_after_it() {
    holds(
        &format!("{NONE}, target: {{from 2019-04: 5, from 2020-11: 0}}"),
        "1/300, 1/300",
        ("0.3%", "Red", "no change"),
    );
}

#[test]
fn what_is_hidden_is_judged_by_nothing() {
    let files = months(&format!("{NONE}, target: 0"), "0/300, 1/300");
    let files = files.with(
        "panelpack.yaml",
        "organisation: Testing Council\nsmall_numbers: {policy: dfe, decided_by: IG, on: 2020-09-01}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n",
    );
    let view = a1(&files);
    assert_eq!((view.value.as_str(), view.rating.word), ("[c]", "Suppressed"));
    // A figure that was given without its counts is what it says.
    holds("unit: percent, better: lower, target: 0", "0, 0.3", ("0%", "Green", "no change"));
}

/// Page, table, chart, alternative text, attached figures and words for everybody say one thing.
#[test]
fn every_place_says_the_figure_that_is_judged() {
    let files = months(&format!("{ALL}, target: 100, plain: Visits abroad"), "300/300, 299/300");
    let paper = paper(&files);
    let view = paper.indicators().find(|view| view.code == "A1").expect("it is there");
    assert_eq!(view.table.rows[0].cells, ["100", "99.7"]);
    assert!(view.alt.contains("Latest 99.7% in November 2020"), "{}", view.alt);
    assert_eq!(fact(view, "Oct 2020").as_deref(), Some("100%"));
    assert!(paper.headline.rest.starts_with("Plans fell 0.3 points to 99.7%"), "{}", paper.headline.rest);
    let item = &paper.plain.groups[0].items[0];
    assert_eq!(paper.plain.groups[0].key, "red");
    assert_eq!((item.figure.as_str(), item.aim.as_str()), ("More than 99 of every 100", "We aim for all of them."));
    assert_eq!(item.change, "Worse than in October.");
    let rows = parts(compile(&files, &Selection::default()).remove(0)).1.figures_csv;
    let own = |row: &str| row.starts_with("A1,Plans,2020-11,") && row.contains(",99.7,percent,,Red,");
    assert!(rows.lines().any(own), "{rows}");
}

/// With a range that does not end none and all are no ends, and the words for everybody promise none.
#[test]
fn an_aim_without_an_end_is_not_none_or_all() {
    let aim = |definition: &str, figures: &str| {
        let paper = paper(&months(definition, figures));
        let items = paper.plain.groups.iter().flat_map(|group| &group.items);
        items.map(|item| item.aim.clone()).find(|aim| !aim.is_empty()).unwrap_or_default()
    };
    assert_eq!(aim("unit: percent, better: lower, range: any, target: 0", "1, -3"), "We aim for no more than 0%.");
    assert_eq!(aim("unit: percent, better: lower, target: 0", "1, 3"), "We aim for none.");
    assert_eq!(
        aim("count: Saved, out_of: Planned, better: higher, range: any, target: 100", "98/100, 104/100"),
        "We aim for 100% or more."
    );
    assert_eq!(aim("unit: percent, better: higher, target: 100", "98, 99"), "We aim for 100%.");
}

#[test]
fn rounding_does_not_decide_what_is_judged_by_the_counts() {
    let strict = |files: &MemoryFiles| {
        let found = panelpack::check(files).diagnostics_and_notes();
        found.iter().map(|it| it.code().name()).collect::<Vec<_>>()
    };
    let files = |target: &str| {
        small_project()
            .with("indicators.yaml", format!("Theme:\n  A1: {{name: Plans, {ALL}, target: {target}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n"))
            .with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [300/300, 299/300]\nA2: [1, 1]\n")
    };
    assert!(!strict(&files("100")).contains(&"rounding-decides"));
    assert!(strict(&files("99.9")).contains(&"rounding-decides"));
}
