//! Other areas: neighbours by number, ranks, releases and their age.

use panelpack::internals::page::IndicatorView;

use crate::common::{codes, small_project};

use super::{a1, fact, with, with_manifest};

/// A release in which 902 has no figure.
const RELEASE: &str = "- release: Looked after\n  published: 2020-11-10\n  years: [2018/19, 2019/20]\n  figures: {England: {A1: [65, 67]}}\n  authorities:\n    900 Testing: {A1: [70, 72]}\n    901 Ashby: {A1: [60, 61]}\n    902 Birch: {A1: [x, x]}\n    903 Carrow: {A1: [80, 82]}\n    904 Dell: {A1: [70, 72]}\n    905 Elm: {A1: [75, 77]}\n";

fn compared(neighbours: &str) -> IndicatorView {
    let files =
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n");
    a1(&with_manifest(files, &format!("area: 900\nneighbours: {neighbours}\n"))
        .with("benchmarks.yaml", format!("{RELEASE}  complete: yes\n")))
}

#[test]
fn neighbours_are_a_median_of_those_that_have_a_figure() {
    let view = compared("[901, 902, 903, 904]");
    assert_eq!(fact(&view, "England 2019/20").as_deref(), Some("67%"));
    assert_eq!(fact(&view, "Neighbours 2019/20").as_deref(), Some("72%, n 3"));
    assert_eq!(fact(&view, "Best neighbour 2019/20").as_deref(), Some("82%, Carrow"));
    // Dell's 72% ties with our own: both are second.
    assert_eq!(fact(&view, "Rank with neighbours 2019/20").as_deref(), Some("joint 2nd of 4, at 72%"));
    // At the lowest cut point, which LAIT counts to the last quarter.
    let of_all = fact(&view, "Rank among all authorities 2019/20");
    assert_eq!(of_all.as_deref(), Some("joint 3rd of 5, at 72%, last quarter"));
    assert_eq!(fact(&compared("[901, 902, 903]"), "Neighbours"), None, "two make no median");
}

/// A rank counts figures as they were released; where two print alike both have the decimals that tell them apart.
#[test]
fn a_rank_and_the_best_are_told_apart() {
    let view = |better: &str, own: f64, others: [f64; 4]| {
        let files = with(
            &format!("unit: percent, better: {better}, target: none"),
            "Years: [2018/19, 2019/20]\nA1: [80, 83]\nA2: [1, 1]\n",
        );
        let [two, three, four, five] = others;
        let release = format!(
            "- release: R\n  years: [2019/20]\n  authorities:\n    1 Own: {{A1: [{own}]}}\n    2 Two: {{A1: [{two}]}}\n    3 Three: {{A1: [{three}]}}\n    4 Four: {{A1: [{four}]}}\n    5 Five: {{A1: [{five}]}}\n"
        );
        let files = with_manifest(files, "area: 1\nneighbours: [2, 3, 4, 5]\n").with("benchmarks.yaml", release);
        let view = a1(&files);
        let told = |label: &str| fact(&view, label).unwrap_or_default();
        assert!(view.position_alt.contains(told("Rank with").rsplit_once("at ").expect("it has a figure").1));
        (told("Best neighbour"), told("Rank with"), view.best_neighbour.value.clone())
    };
    let of = |(best, rank, column): &(String, String, String)| [best.clone(), rank.clone(), column.clone()];
    let second = view("higher", 83.2, [83.4, 82.6, 70.0, 75.0]);
    assert_eq!(of(&second), ["83.4%, Two", "2nd of 5, at 83.2%", "83.4%"]);
    let first = view("higher", 83.4, [83.2, 82.6, 70.0, 75.0]);
    assert_eq!(of(&first), ["83.2%, Two", "1st of 5, at 83.4%", "83.2%"]);
    let lowest = view("lower", 1.04, [1.01, 3.0, 3.0, 4.0]);
    assert_eq!(of(&lowest), ["1.01%, Two", "2nd of 5, at 1.04%", "1.01%"]);
    // Equal figures are joint, and figures that print otherwise need no decimals.
    let joint = view("higher", 83.4, [83.4, 82.6, 70.0, 75.0]);
    assert_eq!(of(&joint), ["83%, Two", "joint 1st of 5, at 83%", "83%"]);
    let apart = view("higher", 83.2, [88.4, 82.6, 70.0, 75.0]);
    assert_eq!(of(&apart), ["88%, Two", "2nd of 5, at 83%", "88%"]);
}

#[test]
fn a_new_set_of_neighbours_is_a_break() {
    let years = "Years: [2017/18, 2018/19, 2019/20]\nA1: [68, 70, 72]\nA2: [1, 1, 1]\n";
    let sets = "area: 900\nneighbours: {from 2010-04: [901, 903, 904], from 2019-04: [901, 903, 905]}\n";
    let files = with_manifest(with("unit: percent, better: higher, target: none", years), sets);
    let view = a1(&files.with("benchmarks.yaml", RELEASE.replace("  published: 2020-11-10\n", "")));
    assert_eq!(view.trend.benchmarks[1].values, [None, None, Some(77.0)]);
    assert_eq!(fact(&view, "Neighbours 2019/20").as_deref(), Some("77%, n 3"));
    let said = "The statistical neighbours are others from 2019/20 on; their earlier medians cannot be compared.";
    assert!(view.notes.contains(&said.to_owned()), "{:?}", view.notes);
}

#[test]
fn neighbours_are_named_once_and_are_not_the_council() {
    let files = |neighbours: &str| with_manifest(small_project(), &format!("area: 306\nneighbours: {neighbours}\n"));
    assert_eq!(codes(&files("[301, 301, 302]")), ["bad-relation"]);
    assert_eq!(codes(&files("[301, 302, 306]")), ["bad-relation"]);
    assert!(codes(&files("[301, 302, 303]")).is_empty());
}

#[test]
fn an_old_benchmark_is_marked() {
    let files =
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n")
            .with("benchmarks.yaml", "- release: Old\n  period: 2017/18\n  figures: {England: {A1: 65}}\n");
    assert_eq!(fact(&a1(&files), "England 2017/18, old").as_deref(), Some("65%"));
    let patient = with_manifest(files, "benchmark_old_after: 36 months\n");
    assert_eq!(fact(&a1(&patient), "England 2017/18").as_deref(), Some("65%"));
    assert_eq!(fact(&a1(&patient), "England 2017/18, old"), None);
}

#[test]
fn a_rank_among_all_is_taken_from_releases_that_hold_all() {
    let files = with_manifest(
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n"),
        "area: 900\n",
    );
    let complete = "- release: All\n  years: [2018/19]\n  complete: yes\n  authorities:\n    900 Own: {A1: 70}\n    901 Ashby: {A1: 80}\n    902 Birch: {A1: 60}\n";
    let some = "- release: Some\n  years: [2019/20]\n  authorities:\n    900 Own: {A1: 90}\n    901 Ashby: {A1: 80}\n";
    let view = a1(&files.with("benchmarks.yaml", format!("{complete}{some}")));
    assert_eq!(fact(&view, "Rank among all authorities 2018/19").as_deref(), Some("2nd of 3, at 70%, third quarter"));
    assert_eq!(fact(&view, "Rank among all authorities 2019/20"), None);
}

#[test]
fn a_release_of_a_later_day_takes_the_place_of_an_earlier_one_wherever_it_stands() {
    let files =
        with("unit: percent, better: higher, target: none", "Months: [2020-10, 2020-11]\nA1: [70, 71]\nA2: [1, 1]\n");
    let of = |published: &str, value: u32| {
        format!("- release: R\n  published: {published}\n  period: 2018/19\n  figures: {{England: {{A1: {value}}}}}\n")
    };
    for (first, second) in [(of("2020-11-02", 77), of("2019-11-02", 33)), (of("2019-11-02", 33), of("2020-11-02", 77))]
    {
        let view = a1(&files.clone().with("benchmarks.yaml", format!("{first}{second}")));
        assert_eq!(fact(&view, "England 2018/19").as_deref(), Some("77%"));
    }
}
