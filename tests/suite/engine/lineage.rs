//! Breaks; indicators that are renamed, split, replaced and retired.

use crate::common::{codes, small_project};

use super::{a1, fact, find, paper, paper_of, with, with_manifest};

#[test]
fn a_break_stops_every_comparison_across_it_and_says_why() {
    let files = with(
        "unit: percent, better: higher, target: none, breaks: [{period: 2020-11, text: New recording system}]",
        "Months: [2019-11, 2020-10, 2020-11]\nA1: [80, 82, 90]\nA2: [1, 1, 1]\n",
    );
    let view = a1(&files);
    assert_eq!((view.change.words.as_str(), view.change_year.words.as_str()), ("not comparable", "not comparable"));
    // The letter belongs to the first figure after the break, and to none before it.
    assert_eq!(view.marks, "[b]");
    assert_eq!([&view.previous, &view.last_year], ["82%", "80%"]);
    assert_eq!(view.last_year_period, "before a break");
    assert_eq!(fact(&view, "Oct 2020").as_deref(), Some("82%, before a break"));
    assert_eq!(fact(&view, "Nov 2019").as_deref(), Some("80%, before a break"));
    assert!(view.table.rows[0].cells.iter().filter(|cell| cell.contains("[b]")).eq(["90 [b]"]), "{:?}", view.table);
    assert!(
        view.notes.contains(&"Break in the series from November 2020 on: new recording system.".to_owned()),
        "{:?}",
        view.notes
    );
    let everywhere = with_manifest(
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [82, 90]\nA2: [1, 1]\n"),
        "breaks: [{period: 2020-11, text: New recording system}]\n",
    );
    let paper = paper(&everywhere);
    assert!(paper.indicators().all(|view| view.change.words == "not comparable"));
}

#[test]
fn nothing_is_added_up_across_a_break() {
    let months = "Months: [2020-04, 2020-05, 2020-06]\n";
    let files =
        with("count: Children, better: lower, target: none, type: in period", &format!("{months}A1: [10, 50 b, 60]\n"));
    assert_eq!(find(&paper_of(&files, "2020/21 Q1"), "A1").value, "[x]", "the quarter cannot be made");
    assert_eq!(fact(&a1(&files), "Year to date"), None);
}

#[test]
fn an_indicator_goes_on_under_a_new_code_with_the_targets_of_its_day() {
    let files = small_project()
        .with("indicators.yaml", "Theme:\n  OLD: {name: Old plans, unit: percent, better: higher, target: 70}\n  A1: {name: Plans, unit: percent, better: higher, target: 90, replaces: {code: OLD, from: 2020-10, reason: New definition}}\n  A2: {name: Visits, count: Made, better: neither}\n")
        .with("figures/history.yaml", "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA2: [1, 1, 1, 1]\n")
        .with("figures/old.yaml", "Months: [2020-08, 2020-09]\nOLD: [75, 76]\n")
        .with("figures/new.yaml", "Months: [2020-10, 2020-11]\nA1: [80, 85]\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    let november = find(&paper(&files), "A1");
    assert_eq!(november.table.rows[0].cells, ["75", "76", "80 [b]", "85"]);
    assert_eq!(november.trend.target, [Some(70.0), Some(70.0), Some(90.0), Some(90.0)]);
    assert_eq!(november.how_long, "2nd month");
    assert!(paper(&files).indicators().all(|view| view.code != "OLD"));
    let said = "Plans takes the place of Old plans from October 2020 on: new definition.";
    assert!(paper(&files).key.notes.contains(&said.to_owned()), "{:?}", paper(&files).key.notes);
    let september = paper_of(&files, "2020-09");
    assert_eq!((find(&september, "OLD").rating.word, september.indicators().count()), ("Green", 2));
    let october = find(&paper_of(&files, "2020-10"), "A1");
    assert_eq!(october.change.words, "not comparable");
}

#[test]
fn an_indicator_begins_where_one_of_its_own_periods_begins() {
    let files = small_project()
        .with("indicators.yaml", "Theme:\n  OLD: {name: Old, unit: percent, better: higher, target: none}\n  A1: {name: New, unit: percent, better: higher, target: none, replaces: {code: OLD, from: 2020-10}}\n  A2: {name: Visits, count: Made, better: neither}\n")
        .with("figures/history.yaml", "Months: [2020-11]\nA2: [1]\n")
        .with("figures/years.yaml", "Years: [2019/20, 2020/21]\nOLD: [55, 56]\nA1: [80, 80]\n");
    assert_eq!(codes(&files), ["bad-relation"]);
}

#[test]
fn a_retired_indicator_leaves_the_paper_from_its_date() {
    let files = with(
        "unit: percent, better: higher, target: 70, retired: {from: 2020-11, reason: No longer collected}",
        "Months: [2020-10, 2020-11]\nA2: [1, 1]\n",
    )
    .with("figures/old.yaml", "Months: [2020-09, 2020-10]\nA1: [75, 76]\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    assert_eq!(paper(&files).indicators().count(), 1);
    let said = "Plans is not reported from November 2020 on: no longer collected.";
    assert!(paper(&files).key.notes.contains(&said.to_owned()), "{:?}", paper(&files).key.notes);
    assert_eq!(paper_of(&files, "2020-10").indicators().count(), 2);
}

#[test]
fn a_past_paper_keeps_the_name_target_and_tolerance_of_its_day() {
    let define = "count: In time, out_of: Due, better: higher, target: {from 2020-04: 80, from 2020-11: 95}, amber_within: {from 2020-04: 10 points, from 2020-11: 2 points}";
    let files = with(define, "Months: [2020-10, 2020-11]\nA1: [75/100, 75/100]\nA2: [1, 1]\n");
    let renamed = "name: {from 2020-04: Plans made, from 2020-11: Plans kept}";
    let definitions =
        format!("Theme:\n  A1: {{{renamed}, {define}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n");
    let files = files.with("indicators.yaml", definitions);
    let of = |period: &str| {
        let view = find(&paper_of(&files, period), "A1");
        (view.name.clone(), view.target.clone(), view.rating.word)
    };
    assert_eq!(of("2020-10"), ("Plans made".to_owned(), "80%".to_owned(), "Amber"));
    assert_eq!(of("2020-11"), ("Plans kept".to_owned(), "95%".to_owned(), "Red"));
}

#[test]
fn one_indicator_is_split_into_two() {
    let part = |code: &str, name: &str| {
        format!(
            "  {code}: {{name: {name}, count: Children, better: lower, target: none, replaces: {{code: ALL, from: 2020-11, reason: Told apart}}}}\n"
        )
    };
    let definitions = format!(
        "Theme:\n  ALL: {{name: Moves, count: Children, better: lower, target: none}}\n{}{}",
        part("NEAR", "Moves nearby"),
        part("FAR", "Moves far away")
    );
    let files = small_project()
        .with("indicators.yaml", definitions)
        .with("figures/history.yaml", "Months: [2020-09, 2020-10]\nALL: [30, 32]\n")
        .with("figures/2020-11.yaml", "NEAR: 20\nFAR: 11\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    let paper = paper(&files);
    let shown: Vec<(&str, &str)> =
        paper.indicators().map(|view| (view.code.as_str(), view.change.words.as_str())).collect();
    assert_eq!(shown, [("NEAR", "not comparable"), ("FAR", "not comparable")]);
    assert_eq!(find(&paper_of(&files, "2020-10"), "ALL").value, "32");
    assert!(
        paper
            .key
            .notes
            .contains(&"Moves far away takes the place of Moves from November 2020 on: told apart.".to_owned())
    );
}
