//! What charts of up to 25 periods draw: the disclosed figures, what they are held against, and times that were not normal.

use panelpack::MemoryFiles;
use panelpack::internals::model::RatingKey;
use panelpack::internals::page::chart::{HistoryChart, Mark, SpanMark};

use super::spc::project;
use super::{PERCENT, a1, with, with_manifest};

const RATED: &str = "unit: percent, better: higher, target: 80, amber_within: 5 points";

/// Figures of 27 months up to November 2020 that hardly vary, but for the last.
fn cells(last: &str) -> Vec<String> {
    (0..26).map(|n| (82 + n % 3).to_string()).chain([last.to_owned()]).collect()
}

fn of(a1: &str, cells: &[String]) -> MemoryFiles {
    project(a1, &cells.iter().map(String::as_str).collect::<Vec<_>>())
}

fn history(files: &MemoryFiles) -> HistoryChart {
    a1(files).history
}

#[test]
fn two_years_are_drawn_where_the_table_has_one() {
    let view = a1(&of(RATED, &cells("70")));
    assert!(view.has_history && view.has_small && view.has_severity && view.has_sparkline);
    let lengths = [view.history.points.len(), view.small.points.len(), view.sparkline.points.len()];
    assert_eq!((lengths, view.trend.points.len()), ([25; 3], 13));
    let names: Vec<(usize, &str)> = view.history.periods.iter().map(|name| (name.at, name.name.as_str())).collect();
    assert_eq!(names, [(0, "Nov 2018"), (12, "Nov 2019"), (24, "Nov 2020")]);
    let latest = view.history.latest.as_ref().map(|it| (it.at, it.label.as_str(), it.rating));
    assert_eq!(latest, Some((24, "70% now", RatingKey::Red)));
    assert_eq!(view.history.ratings[23..], [Some(RatingKey::Green), Some(RatingKey::Red)]);
    assert_eq!((view.small.first.as_str(), view.small.least_span), ("84%", 20.0));
    assert_eq!((view.history.target.name.as_str(), view.history.target.figure.as_str()), ("Target", "80%"));
}

#[test]
fn a_line_ends_at_the_last_figure_that_can_be_told_and_says_when_that_was() {
    let view = a1(&of(RATED, &cells("late")));
    let latest = view.history.latest.as_ref().map(|it| (it.at, it.label.as_str()));
    assert_eq!(latest, Some((23, "83% in Oct")));
    assert_eq!(view.history.ratings[24], None);
    // The row says that this month has no rating.
    let small = view.small.latest.as_ref().map(|it| (it.label.as_str(), it.rating));
    assert_eq!((small, view.sparkline.rating), (Some(("83%", RatingKey::Unrated)), Some(RatingKey::Unrated)));
}

#[test]
fn a_hidden_figure_of_two_years_ago_has_neither_height_nor_rating() {
    let months = "Months: [2018-11, 2018-12, 2019-01, 2019-02, 2020-10, 2020-11]\n";
    let figures = format!("{months}A1: [3, 14, 12, 17, 15, 16]\nA2: [9, 9, 9, 9, 9, 9]\n");
    let manifest = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
    let view = a1(&with("count: Children, better: lower, target: 15", &figures).with("panelpack.yaml", manifest));
    for points in [&view.history.points, &view.small.points, &view.sparkline.points] {
        assert_eq!((points.len(), points[0].value, points[0].mark), (25, None, Mark::Suppressed));
        assert_eq!(points[1].value, Some(14.0));
    }
    assert_eq!(view.history.ratings[..2], [None, Some(RatingKey::Green)]);
    assert!(!view.history_alt.contains(" 3 ") && view.history_alt.contains("from 14 to 16"), "{}", view.history_alt);
}

#[test]
fn what_lasts_is_a_band_and_what_does_not_an_upright() {
    let events = "events:\n  - {period: 2020-03, text: Lockdown, until: 2020-06, abnormal: yes}\n  - {period: 2019-06, text: New system}\n";
    let view = a1(&with_manifest(of(RATED, &cells("70")), events));
    let lockdown = SpanMark { first: 16, last: 19, text: "Lockdown".to_owned() };
    assert_eq!(view.history.spans, [lockdown]);
    assert_eq!(view.history.events.iter().map(|event| event.at).collect::<Vec<_>>(), [7]);
    assert_eq!(
        (view.small.abnormal.as_slice(), view.sparkline.abnormal.as_slice()),
        (&[(16, 19)][..], &[(16, 19)][..])
    );
    let alt = &view.history_alt;
    assert!(alt.contains("Lockdown: Mar 2020 to Jun 2020.") && alt.contains("New system: Jun 2019."), "{alt}");
}

#[test]
fn normal_variation_is_drawn_where_limits_hold_and_not_of_a_measure_that_drifts() {
    let spc = format!("{RATED}, spc: yes");
    let normal = history(&of(&spc, &cells("70"))).normal.expect("there are limits");
    assert_eq!((normal.first, normal.last), (0, 24));
    assert!(normal.low > 70.0 && normal.high < 100.0, "{normal:?}");
    assert_eq!(history(&of(RATED, &cells("70"))).normal, None);
    let drifting: Vec<String> = (0..27).map(|n| (40 + n).to_string()).collect();
    let view = a1(&of(&spc, &drifting));
    assert_eq!(view.spc.as_ref().map(|spc| spc.variation.key), Some("none"));
    assert_eq!(view.history.normal, None);
}

#[test]
fn a_small_change_of_a_count_looks_small_too_and_two_figures_are_no_line() {
    let counts: Vec<String> = (0..27).map(|n| (750 + n).to_string()).collect();
    let view = a1(&of("count: Children, better: neither", &counts));
    assert!((view.small.least_span - 77.6).abs() < 1e-9, "{}", view.small.least_span);
    let two = a1(&with(PERCENT, "Months: [2020-10, 2020-11]\nA1: [8/10, 9/10]\nA2: [9, 9]\n"));
    assert_eq!((two.has_history, two.has_small, two.has_sparkline), (false, false, true));
}

#[test]
fn a_text_says_first_and_last_and_what_they_are_held_against() {
    let view = a1(&of(&format!("{RATED}, floor: 60"), &cells("70")));
    assert_eq!(
        view.history_alt,
        "Line chart of Plans, Nov 2018 to Nov 2020: from 84% to 70%, lowest 70% in Nov 2020, highest 84% in Aug 2020. Target 80%, Floor 60%. \
         Ratings: green until October 2020, red in November."
    );
    assert_eq!(
        view.small_alt,
        "Line of Plans, Nov 2018 to Nov 2020: from 84% to 70%, lowest 70% in Nov 2020, highest 84% in Aug 2020. Target 80%."
    );
}
