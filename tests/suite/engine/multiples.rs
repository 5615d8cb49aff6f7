//! The parts of a breakdown through time, and in which order they stand.

use panelpack::MemoryFiles;
use panelpack::internals::page::{BreakdownView, IndicatorView};
use panelpack::internals::parts;

use super::{a1, with};

const MONTHS: &str = "Months: [2020-07, 2020-08, 2020-09, 2020-10, 2020-11]\nA2: [9, 9, 9, 9, 9]\n";
const EIGHT: &str = "Months: [2020-04, 2020-05, 2020-06, 2020-07, 2020-08, 2020-09, 2020-10, 2020-11]\nA2: [9, 9, 9, 9, 9, 9, 9, 9]\nA1: [80/100, 80/100, 80/100, 80/100, 85/100, 88/100, 91/100, 90/100]\n";
const TEAMS: &str = "count: In time, out_of: Due, better: higher, target: 90, breakdowns: {team: [North, South]}";

fn hiding(a1: &str, figures: &str) -> MemoryFiles {
    let manifest = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
    with(a1, &format!("{MONTHS}{figures}")).with("panelpack.yaml", manifest)
}

fn lines(breakdown: &BreakdownView) -> Vec<(&str, Vec<Option<f64>>)> {
    let values =
        |panel: &panelpack::internals::page::chart::Panel| panel.points.iter().map(|point| point.value).collect();
    breakdown.multiples.panels.iter().map(|panel| (panel.label.as_str(), values(panel))).collect()
}

fn teams() -> IndicatorView {
    let figures = "A1 by team:\n  North: [x, x, 44/50, 45/50, 44/50, 45/50, 46/50, 48/50]\n  South: [x, x, 44/50, 44/50, 44/50, 43/50, 45/50, 42/50]\n";
    a1(&with(TEAMS, &format!("{EIGHT}{figures}")))
}

/// Five figures say as much in a table.
#[test]
fn five_periods_are_no_picture() {
    let figures = "A1 by team:\n  North: [x, x, x, 45/50, 44/50, 45/50, 46/50, 48/50]\n  South: [x, x, x, 44/50, 44/50, 43/50, 45/50, 42/50]\n";
    assert!(!a1(&with(TEAMS, &format!("{EIGHT}{figures}"))).breakdowns[0].has_multiples);
}

#[test]
fn parts_are_drawn_from_the_first_period_that_knows_one() {
    let view = teams();
    let breakdown = &view.breakdowns[0];
    assert!(breakdown.has_multiples);
    assert_eq!(
        breakdown.multiples_note,
        "By team, Jun 2020 to Nov 2020, each on a scale of its own. Dashes: target 90%."
    );
    let some = |values: [f64; 6]| values.map(Some).to_vec();
    assert_eq!(
        lines(breakdown),
        [("North", some([88.0, 90.0, 88.0, 90.0, 92.0, 96.0])), ("South", some([88.0, 88.0, 88.0, 86.0, 90.0, 84.0]))]
    );
    assert_eq!(breakdown.multiples.target, [Some(90.0); 6]);
    let [first, words] = [&breakdown.multiples.panels[1].first, &breakdown.multiples.panels[1].words];
    assert_eq!([first.as_str(), words], ["88%", "84%"]);
}

#[test]
fn their_alternative_text_says_what_differs_most_and_stays_short() {
    let view = teams();
    assert_eq!(
        view.breakdowns[0].alt_multiples,
        "Line charts of Plans by team, June 2020 to November 2020. Latest: North 96% and South 84%. All figures from 84% to 96%. \
         Furthest apart: North 96% and South 84%. Target 90%."
    );
    let names: Vec<String> =
        (0..12).map(|n| format!("{n} {}", "a team with a very long name ".repeat(4).trim())).collect();
    let rows: String = names.iter().map(|name| format!("  {name}: [x, x, 45/50, c, 48/50]\n")).collect();
    let define = format!(
        "count: In time, out_of: Due, better: higher, target: 90, breakdowns: {{team: [{}]}}",
        names.join(", ")
    );
    let many =
        a1(&with(&define, &format!("{MONTHS}A1: [80/100, 85/100, 88/100, 91/100, 90/100]\nA1 by team:\n{rows}")));
    let alt = &many.breakdowns[0].alt_multiples;
    assert!(alt.chars().count() <= 400 && alt.starts_with("Line charts of Plans by team"), "{alt}");
}

/// A reader could take September's hidden part from that month's whole and its other parts.
#[test]
fn an_earlier_month_hides_its_small_parts_and_what_would_give_them_away() {
    let define = "count: Children, better: neither, type: snapshot, breakdowns: {age: [Under 5, 5 to 9, 10 to 17]}";
    let figures = "A1: [100, 100, 100, 100, 100]\nA1 by age:\n  Under 5: [20, 20, 3, 20, 20]\n  5 to 9: [30, 30, 37, 30, 30]\n  10 to 17: [50, 50, 60, 50, 50]\n";
    let view = a1(&hiding(define, figures));
    let breakdown = &view.breakdowns[0];
    let september: Vec<Option<f64>> = breakdown.multiples.panels.iter().map(|panel| panel.points[2].value).collect();
    assert_eq!(september, [None, None, Some(60.0)]);
    let marks: Vec<bool> = breakdown
        .multiples
        .panels
        .iter()
        .map(|panel| panel.points[2].mark == panelpack::internals::page::chart::Mark::Suppressed)
        .collect();
    assert_eq!(marks, [true, true, false]);
    assert!(!breakdown.alt_multiples.contains("37"), "{}", breakdown.alt_multiples);
    assert!(
        breakdown.alt_multiples.ends_with("Figures are missing for Under 5 and 5 to 9."),
        "{}",
        breakdown.alt_multiples
    );
    let csv = parts(crate::common::compile(&hiding(define, figures), &Default::default()).remove(0)).1.figures_csv;
    assert!(csv.contains("2020-09,by age: 5 to 9,,count,[c],") && csv.contains("2020-08,by age: 5 to 9,30,"), "{csv}");
    assert!(!csv.contains(",37,") && !csv.contains(",3,"), "{csv}");
}

/// From one running total to the next the difference is a count of its own.
#[test]
fn a_part_of_a_running_total_that_moves_by_a_small_number_is_hidden() {
    let define = "count: Children, better: neither, type: year to date, breakdowns: {age: [Younger, Middle, Older]}";
    let figures = "A1: [60, 81, 106, 130, 155]\nA1 by age:\n  Younger: [20, 23, 31, 38, 45]\n  Middle: [20, 28, 35, 42, 50]\n  Older: [20, 30, 40, 50, 60]\n";
    let view = a1(&hiding(define, figures));
    let younger: Vec<Option<f64>> = view.breakdowns[0]
        .multiples
        .panels
        .iter()
        .find(|panel| panel.label == "Younger")
        .map(|panel| panel.points.iter().map(|point| point.value).collect())
        .expect("it is drawn");
    assert_eq!(younger, [Some(20.0), None, Some(31.0), Some(38.0), Some(45.0)]);
}

#[test]
fn where_the_whole_would_give_a_month_away_its_parts_do_not() {
    let define = "count: Children, better: neither, type: year to date, breakdowns: {age: [Younger, Older]}";
    let figures =
        "A1: [60, 63, 80, 100, 120]\nA1 by age:\n  Younger: [30, 33, 40, 50, 60]\n  Older: [30, 30, 40, 50, 60]\n";
    let view = a1(&hiding(define, figures));
    assert_eq!(view.table.rows[0].cells[1], "[c]");
    let august: Vec<Option<f64>> =
        view.breakdowns[0].multiples.panels.iter().map(|panel| panel.points[1].value).collect();
    // Of the other part nothing follows: whole and part have moved by the same, which is not told.
    assert_eq!(august, [None, Some(30.0)]);
}

#[test]
fn an_order_of_the_definition_comes_before_that_of_the_names() {
    let names = |order: &str, parts: &str| {
        let define = format!(
            "count: Children, better: neither, type: snapshot, breakdowns: {{kind: {{parts: [{parts}]{order}}}}}"
        );
        let [a, b, c] = [0, 1, 2].map(|n| parts.split(", ").nth(n).expect("three parts"));
        let figures = format!(
            "{MONTHS}A1: [1, 1, 1, 1, 100]\nA1 by kind: {{{a}: [1, 1, 1, 1, 20], {b}: [1, 1, 1, 1, 50], {c}: [1, 1, 1, 1, 30]}}\n"
        );
        a1(&with(&define, &figures)).breakdowns[0].parts.iter().map(|part| part.value.clone()).collect::<Vec<_>>()
    };
    let (teams, ages) = ("North, South, East", "Under 5, 5 to 9, Over 9");
    assert_eq!(names("", teams), ["50", "30", "20"]);
    assert_eq!(names("", ages), ["20", "50", "30"]);
    assert_eq!(names(", order: given", teams), ["20", "50", "30"]);
    assert_eq!(names(", order: largest first", ages), ["50", "30", "20"]);
}
