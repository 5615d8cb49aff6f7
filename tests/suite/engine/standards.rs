//! What a figure is held against, and in which words.

use crate::common::small_project;

use super::{a1, find, paper, with};

#[test]
fn two_standards_are_judged_in_one_row() {
    let files = with(
        "unit: percent, decimals: 1, better: higher, target: 90, minimum: {name: National minimum standard, target: 90}",
        "Months: [2016-04]\nA1: [77.2]\nA1 minimum: [97.7]\nA2: [1]\n",
    );
    let view = a1(&files);
    let minimum = view.minimum.clone().expect("it has a second standard");
    assert_eq!((view.value.as_str(), view.rating.word), ("77.2%", "Red"));
    assert_eq!(
        (minimum.name.as_str(), minimum.value.as_str(), minimum.rating.word),
        ("National minimum standard", "97.7%", "Green")
    );
    // Without a row of its own it judges the same figure.
    let same = with(
        "unit: percent, decimals: 1, better: higher, target: 90, minimum: 75",
        "Months: [2016-04]\nA1: [77.2]\nA2: [1]\n",
    );
    let minimum = a1(&same).minimum.expect("it has a second standard");
    assert_eq!((minimum.value.as_str(), minimum.rating.word, minimum.own_figure), ("77.2%", "Green", false));
}

#[test]
fn a_breach_of_the_floor_is_louder_than_red() {
    let define = "unit: percent, better: higher, target: 90, amber_within: 5 points, floor: 70";
    let at =
        |value: &str| paper(&with(define, &format!("Months: [2020-10, 2020-11]\nA1: [95, {value}]\nA2: [1, 1]\n")));
    assert_eq!(find(&at("70"), "A1").rating.word, "Red");
    let breached = at("69");
    let view = find(&breached, "A1");
    assert_eq!((view.rating.key, view.rating.word), ("breach", "Breach"));
    assert!(view.sentence.iter().any(|run| run.text.contains("Below the floor of 70%.")));
    assert_eq!(breached.tiles[0].rating.word, "Breach");
    assert_eq!(breached.groups[0].codes, ["A1"]);
    assert!(breached.headline.rest.starts_with("In breach: Plans."), "{}", breached.headline.rest);
    let ceiling = with("unit: days, better: lower, target: 20, floor: 30", "Months: [2020-11]\nA1: [31]\nA2: [1]\n");
    assert!(a1(&ceiling).sentence.iter().any(|run| run.text.contains("Above the ceiling of 30 days.")));
}

#[test]
fn a_month_beyond_the_floor_was_red_as_well() {
    let files = with(
        "unit: percent, better: higher, target: 90, floor: 70",
        "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [95, 80, 60, 75]\nA2: [1, 1, 1, 1]\n",
    );
    assert_eq!(a1(&files).how_long, "3rd month");
}

#[test]
fn three_states_with_an_uneven_tolerance() {
    let at = |value: &str| {
        let files = with(
            "unit: percent, decimals: 1, better: higher, target: 80, rating: achieved, amber_within: -2/+1 points",
            &format!("Months: [2020-11]\nA1: [{value}]\nA2: [1]\n"),
        );
        a1(&files).rating.word
    };
    assert_eq!([at("77.9"), at("78"), at("81"), at("81.1")], ["Not achieved", "Achieved", "Achieved", "Exceeded"]);
    let files = with(
        "unit: percent, better: higher, target: 80, rating: achieved, amber_within: -2/+1 points",
        "Months: [2020-10, 2020-11]\nA1: [85, 70]\nA2: [1, 1]\n",
    );
    let paper = paper(&files);
    assert_eq!(paper.headline.lead, "The one rated indicator is not achieved.");
    assert_eq!(paper.headline.concerns, "Not achieved now");
    assert_eq!(find(&paper, "A1").target_note, "achieved within 2 points below and 1 point above");
    assert_eq!((paper.movements[0].from.word, paper.movements[0].to.word), ("Exceeded", "Not achieved"));
}

#[test]
fn a_tolerance_near_a_target_counts_as_achieved_on_either_side() {
    let at = |value: &str| {
        a1(&with(
            "unit: ratio, decimals: 1, better: near target, target: 16, amber_within: 3 points, rating: achieved",
            &format!("Months: [2020-11]\nA1: [{value}]\nA2: [1]\n"),
        ))
        .rating
        .word
    };
    assert_eq!([at("12.9"), at("13"), at("19"), at("19.1")], ["Not achieved", "Achieved", "Achieved", "Not achieved"]);
}

#[test]
fn an_activity_band_is_neither_good_nor_bad() {
    let at = |value: &str| {
        paper(&with(
            "unit: ratio, decimals: 1, better: neither, target: {band: 15 to 20}",
            &format!("Months: [2020-11]\nA1: [{value}]\nA2: [1]\n"),
        ))
    };
    let words = [at("14.9"), at("20"), at("20.1")].map(|paper| find(&paper, "A1").rating.word);
    assert_eq!(words, ["Below band", "In band", "Above band"]);
    let inside = at("17");
    let view = find(&inside, "A1");
    assert_eq!((view.target.as_str(), view.rating.key), ("15 to 20", "activity"));
    assert!(inside.tiles.iter().any(|tile| tile.rating.word == "Activity" && tile.count == 1));
    assert_eq!(inside.headline.rated, 0);
}

#[test]
fn a_pending_target_says_why_and_by_whom() {
    let files = with(
        "unit: percent, better: higher, target: {to_be_set: by the Improvement Board, reason: The measure is new, owner: Head of Health, expected: 2021-03}",
        "Months: [2020-11]\nA1: [50]\nA2: [1]\n",
    );
    let paper = paper(&files);
    let view = find(&paper, "A1");
    assert_eq!((view.target.as_str(), view.rating.word), ("to be set", "No target"));
    let said = "The target is to be set by the Improvement Board, lead: Head of Health, expected March 2021: the measure is new.";
    assert!(view.sentence.iter().any(|run| run.text.contains(said)), "{:?}", view.sentence);
}

#[test]
fn a_forecast_has_a_rating_of_its_own_against_the_years_target() {
    let files = with(
        "unit: percent, better: higher, target: {from 2020-04: 80, from 2021-03: 95}",
        "Months: [2020-10, 2020-11]\nA1: [84, 85]\nA1 forecast: [90, 92]\nA2: [1, 1]\n",
    );
    let view = a1(&files);
    let forecast = view.forecast.expect("it has a forecast");
    assert_eq!(view.rating.word, "Green");
    assert_eq!(
        (forecast.name.as_str(), forecast.value.as_str(), forecast.target.as_str(), forecast.rating.word),
        ("Year-end forecast 2020/21", "92%", "95%", "Red")
    );
}

#[test]
fn what_a_paper_printed_about_measures_it_does_not_name_is_said() {
    let files = small_project().with("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: none}\nrating: achieved\npapers:\n  panel: {title: T, panel: P, published: [{period: 2020-11, measures: 14, outside: 7}]}\n")
        .with("figures/history.yaml", "Months: [2020-11]\nA1: [{value: x, published: {rating: not achieved}}]\nA2: [8]\n");
    let paper = paper(&files);
    assert_eq!(paper.headline.lead, "Seven of 14 measures were published as outside their target.");
    assert_eq!(paper.headline.rest, "One of them is named here; the other six are not named, and not available.");
    assert_eq!((find(&paper, "A1").value.as_str(), find(&paper, "A1").rating.word), ("[x]", "Not achieved"));
}

#[test]
fn what_is_not_rated_is_counted_apart_with_its_reasons() {
    let files = small_project().with("indicators.yaml", "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: 90}\n  A2: {name: Visits, count: Made, better: higher, target: none}\n  A3: {name: Reviews, count: Held, better: higher, target: {to_be_set: by the Board}}\n  A4: {name: Checks, count: Done, better: higher, target: {to_be_set: by the Board}}\n")
        .with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [80/100, 85/100]\nA2: [7, 8]\nA3: [1, 2]\nA4: [1, 2]\n");
    assert_eq!(paper(&files).headline.apart, "Not rated: one has no target, two targets are to be set.");
}
