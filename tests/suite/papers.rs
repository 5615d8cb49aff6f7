//! The four published papers come out as their minutes report them.

use panelpack::Selection;
use panelpack::internals::page::{IndicatorView, PaperView};

use crate::common::{EXAMPLES, compile, example, open, pdf, views};
use crate::matrix::{built, papers};

fn paper(name: &str, period: &str) -> PaperView {
    let selection = Selection { period: Some(period.to_owned()), ..Selection::default() };
    views(&example(name), &selection).remove(0)
}

fn indicator<'p>(paper: &'p PaperView, code: &str) -> &'p IndicatorView {
    paper.indicators().find(|view| view.code == code).unwrap_or_else(|| panic!("no {code}"))
}

#[test]
fn croydon_in_october() {
    let paper = paper("croydon-2020", "2020-10");
    assert_eq!(indicator(&paper, "RATE").value, "78");
    assert_eq!(indicator(&paper, "PATHWAY").value, "84%");
    let red: Vec<&str> =
        paper.indicators().filter(|view| view.rating.key == "red").map(|view| view.code.as_str()).collect();
    assert_eq!(red, ["CAREPLAN", "PARTICIPATION"]);
}

#[test]
fn croydon_in_november_has_two_reds_as_published_and_an_increase_in_points() {
    let paper = paper("croydon-2020", "2020-11");
    for code in ["PATHWAY", "EET"] {
        let rating = &indicator(&paper, code).rating;
        assert_eq!((rating.word, rating.as_published), ("Red", true), "{code}");
    }
    let change = &indicator(&paper, "PATHWAY").change;
    assert_eq!((change.words.as_str(), change.as_published), ("up 6 points", true));
    for code in ["CLA17", "CLA18"] {
        assert_eq!(indicator(&paper, code).value, "50%", "{code}");
    }
    assert_eq!(indicator(&paper, "AD7").value, "200 days");
    assert_eq!(indicator(&paper, "CLA21").value, "[x]");
}

#[test]
fn rotherham_at_the_end_of_april() {
    let paper = paper("rotherham-2016", "2016-04");
    for (code, value) in [
        ("HEALTH", "90.9%"),
        ("DENTAL", "90.5%"),
        ("REVIEWS", "99%"),
        ("PATHWAY", "99%"),
        ("VISITS", "77.2%"),
        ("ADOPTED", "2"),
        ("EET16", "99%"),
        ("CASES", "15\u{a0}to\u{a0}20"),
        ("CASES-MOST", "25"),
        ("CARERS-LEFT", "8"),
        ("CARERS-APPROVED", "15"),
        ("CARERS-NET", "7"),
        ("MOVES", "[x]"),
        ("NEET", "[x]"),
    ] {
        assert_eq!(indicator(&paper, code).value, value, "{code}");
    }
    // Red against the local target; the minutes give the national minimum no target.
    let visits = indicator(&paper, "VISITS");
    let minimum = visits.minimum.as_ref().expect("it has a second standard");
    assert_eq!((visits.target.as_str(), visits.rating.word), ("90%", "Red"));
    assert_eq!((minimum.value.as_str(), minimum.rating.word), ("97.7%", "No target"));
    assert_eq!(paper.headline.lead, "The one rated indicator is red.");
    assert_eq!(paper.headline.rest, "");
}

#[test]
fn wolverhampton_in_may_and_lincolnshire_in_its_third_quarter() {
    let wolverhampton = paper("wolverhampton-2021", "2021-05");
    assert_eq!(indicator(&wolverhampton, "ASSESSED").value, "83%");
    assert_eq!(indicator(&wolverhampton, "ADOPTED").value, "4");
    let lincolnshire = paper("lincolnshire-2020", "2020/21 Q3");
    assert_eq!(lincolnshire.period.label, "October to December 2020");
    assert_eq!(indicator(&lincolnshire, "FAMILY-10-17").value, "76.8%");
    assert_eq!(wolverhampton.indicators().filter(|view| view.value == "[x]").count(), 6);
    let adopted = indicator(&wolverhampton, "ADOPTED");
    let sentence: String = adopted.sentence.iter().map(|run| run.text.as_str()).collect();
    assert!(sentence.starts_with("Children adopted from April to May 2021: 4."), "{sentence}");
}

#[test]
fn lincolnshire_has_seven_of_fourteen_outside_and_names_five_of_them() {
    let paper = paper("lincolnshire-2020", "2020/21 Q3");
    assert_eq!(paper.headline.lead, "Seven of 14 measures were published as outside their target.");
    assert_eq!(paper.headline.rest, "Five of them are named here; the other two are not named, and not available.");
    assert_eq!(paper.headline.concerns, "Not achieved now");
    for (code, value) in
        [("FAMILY-10-17", "76.8%"), ("LONG", "[x]"), ("IMMS", "[x]"), ("DENTAL", "[x]"), ("EET", "[x]")]
    {
        let view = indicator(&paper, code);
        let rating = (view.rating.word, view.rating.as_published);
        assert_eq!((view.value.as_str(), rating), (value, ("Not achieved", true)), "{code}");
    }
    assert_eq!(paper.indicators().filter(|view| view.rating.key == "missed").count(), 5);
    assert!(indicator(&paper, "FAMILY-10-17").caution.contains("not a normal time"));
}

/// The minutes print no target, and do not say which ones the Improvement Board has still to set.
#[test]
fn no_indicator_of_croydon_has_a_target_in_the_councils_name() {
    let paper = paper("croydon-2020", "2020-11");
    assert!(paper.indicators().all(|view| ["none", "not given"].contains(&view.target.as_str())));
    let apart = "Not rated: nine targets are not given, three figures are not available.";
    assert_eq!(paper.headline.apart, apart);
}

#[test]
fn every_example_is_in_order_without_a_warning() {
    for name in EXAMPLES {
        let project = open(&example(name));
        assert!(project.diagnostics().is_empty(), "{name}: {:#?}", project.diagnostics());
    }
}

#[test]
fn no_text_leaves_its_page() {
    for paper in papers() {
        assert_eq!(paper.outside, [], "{}", paper.name);
    }
}

/// A link in a table leads to a block only where there is one.
#[test]
fn every_indicator_has_a_place_of_its_own() {
    for paper in papers() {
        let told: Vec<&str> = match paper.layout.as_str() {
            // A sheet has no room for a place of each, and an addendum tells what has changed.
            "one-page" | "addendum" => continue,
            "young-people" => {
                let items = paper.view.plain.groups.iter().flat_map(|group| &group.items);
                items.map(|item| item.code.as_str()).collect()
            }
            _ => paper.view.indicators().map(|indicator| indicator.code.as_str()).collect(),
        };
        let pages = &paper.indicator_pages;
        assert!(told.iter().all(|code| pages.contains_key(*code)), "{}: {pages:?}", paper.name);
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    for name in EXAMPLES {
        let again: Vec<_> = compile(&example(name), &Selection::default()).iter_mut().map(pdf).collect();
        assert!(built(name).map(|paper| &paper.pdf).eq(&again), "{name}");
    }
}
