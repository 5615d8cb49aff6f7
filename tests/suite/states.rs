//! Every state of a cell, from the letter in the file to the words on the page.

use panelpack::internals::page::{IndicatorView, PaperView};
use panelpack::{MemoryFiles, Selection};

use crate::common::{small_project, views};

fn paper(files: &MemoryFiles) -> PaperView {
    views(files, &Selection::default()).remove(0)
}

fn a1(files: &MemoryFiles) -> IndicatorView {
    paper(files).indicators().find(|view| view.code == "A1").expect("A1 is there").clone()
}

fn december(cell: &str) -> IndicatorView {
    a1(&small_project().with("figures/2020-12.yaml", format!("A1: {cell}\nA2: 9\n")))
}

#[test]
fn each_letter_is_a_state_of_its_own() {
    for (cell, value, marks, state, rating) in [
        ("0/100", "0%", "", "", "Red"),
        ("0/0", "[z]", "", "no cases", "No cases"),
        ("z", "[z]", "", "not applicable", "Not applicable"),
        ("x", "[x]", "", "not available", "No figure"),
        ("c", "[c]", "", "suppressed", "Suppressed"),
        ("k", "[k]", "", "rounds to zero", "Rounds to 0"),
        ("late", "[late]", "", "data awaited", "Awaited"),
        ("nd", "[nd]", "", "not due", "Not due"),
        ("92/100 p", "92%", "[p]", "provisional", "Green"),
        ("92/100 r", "92%", "[r]", "revised", "Green"),
        ("92/100 b", "92%", "[b]", "break in the series", "Green"),
        ("92/100 e", "92%", "[e]", "estimated", "Green"),
        ("92/100 f", "92%", "[f]", "forecast", "Green"),
        ("92/100 p e", "92%", "[p] [e]", "provisional, estimated", "Green"),
    ] {
        let view = december(cell);
        assert_eq!(
            (view.value.as_str(), view.marks.as_str(), view.state.as_str(), view.rating.word),
            (value, marks, state, rating),
            "{cell}"
        );
        let latest = view.recent.last().expect("it has months");
        let is_state = value.starts_with('[');
        assert_eq!((latest.is_state, latest.value.as_str()), (is_state, value), "{cell}");
        let letters: Vec<&str> = is_state.then_some(value).into_iter().chain(marks.split_whitespace()).collect();
        assert_eq!(view.all_letters, letters, "{cell}");
        let figure = view.table.figures.last().expect("it has a table");
        assert_eq!(*figure, format!("{value} {marks}").trim_end(), "{cell}");
    }
}

#[test]
fn figures_as_rows_say_what_they_were_made_from() {
    let table = december("c").table;
    assert_eq!((table.rows[0].cells[3].as_str(), table.figures[3].as_str()), ("91", "91%"));
    assert_eq!(table.figures_header, "Figure");
    assert_eq!(table.numbers, ["80 of 100", "85 of 100", "88 of 100", "91 of 100", "[c]"]);
}

#[test]
fn a_break_is_not_compared_across() {
    let view = december("92/100 b");
    assert_eq!((view.change.arrow, view.change.words.as_str()), ("none", "not comparable"));
    assert_eq!(view.change.since, "");
}

#[test]
fn the_change_is_the_difference_of_the_figures_shown() {
    // 91.4 and 91.6 print as 91 and 92.
    let files =
        small_project().with("figures/2020-12.yaml", "A1: 916/1000\n").with("figures/2020-11.yaml", "A1: 91/100\n");
    let change = a1(&files).change;
    assert_eq!((change.words.as_str(), change.since.as_str()), ("1 point better", "since Nov 2020"));
    assert_eq!(december("911/1000").change.words, "no change");
}

#[test]
fn how_long_counts_the_months_of_the_same_rating() {
    assert_eq!(december("80/100").how_long, "1st month");
    let red = small_project().with(
        "figures/history.yaml",
        "Months: [2020-09, 2020-10, 2020-11]\nA1: [80/100, late, 79/100]\nA2: [1, 2, 3]\n",
    );
    // A month without a figure ends no run, and is none of its months.
    assert_eq!(a1(&red).how_long, "in both months with a figure since Sep 2020");
}

#[test]
fn the_key_explains_only_what_the_paper_uses() {
    let plain = paper(&small_project());
    assert!(plain.key.states.is_empty(), "{:?}", plain.key.states);
    let with = paper(&small_project().with("figures/2020-12.yaml", "A1: late\nA2: 9 p\n"));
    let letters: Vec<&str> = with.key.states.iter().map(|state| state.letters.as_str()).collect();
    assert_eq!(letters, ["[late]", "[p]"]);
}

#[test]
fn a_dated_target_is_stepped_on_the_chart_and_judged_by_its_day() {
    let files = small_project().with(
        "indicators.yaml",
        "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: {from 2020-01: 85, from 2020-11: 95}}\n  A2: {name: Visits, count: Made, better: neither}\n",
    );
    let view = a1(&files);
    assert_eq!(view.trend.target, [Some(85.0), Some(85.0), Some(85.0), Some(95.0)]);
    assert_eq!((view.target.as_str(), view.rating.word), ("95%", "Red"));
}

#[test]
fn a_year_to_date_is_not_compared_with_the_year_before() {
    let files = small_project()
        .with("indicators.yaml", "Theme:\n  A1: {name: Adoptions, count: Children adopted, better: higher, type: year to date}\n  A2: {name: Visits, count: Made, better: neither}\n")
        .with("figures/history.yaml", "Months: [2020-02, 2020-03, 2020-04]\nA1: [148, 150, 12]\nA2: [1, 2, 3]\n");
    let view = a1(&files);
    assert_eq!((view.change.arrow, view.change.words.as_str()), ("none", "new year"));
    let march = views(&files, &Selection { period: Some("2020-03".to_owned()), ..Selection::default() });
    assert_eq!(march[0].indicators().next().map(|view| view.change.words.clone()).as_deref(), Some("up 2"));
}

#[test]
fn ratings_of_another_paper_are_told_apart_from_our_own() {
    let mixed =
        small_project().with("figures/2020-12.yaml", "A1: {value: 50/100, published: {rating: green}}\nA2: 9\n");
    let paper = paper(&mixed);
    assert_eq!(paper.headline.lead, "The one rated indicator is green.");
    assert!(a1(&mixed).rating.as_published);
    let green = paper.key.ratings.iter().find(|row| row.rating.word == "Green").expect("green is explained");
    assert!(green.meaning.contains("another paper"));
}

#[test]
fn a_change_that_another_paper_printed_without_its_direction_has_moved() {
    let words = |change: &str| december(&format!("{{value: x, published: {{change: {change}}}}}")).change.words;
    assert_eq!([words("6 points"), words("+6 points")], ["moved 6 points", "up 6 points"]);
}

#[test]
fn a_month_that_is_too_early_leaves_the_headline_to_the_last_closed_one() {
    let view = december("92/100 i");
    assert_eq!((view.value.as_str(), view.period.as_str(), view.rating.word), ("91%", "Nov 2020", "Green"));
    assert_eq!(view.too_early, "Dec 2020 too early");
    let last = view.trend.points.last().expect("the chart goes to December");
    assert_eq!((last.value, last.mark), (Some(92.0), panelpack::internals::page::chart::Mark::Unsettled));
    // With no earlier figure there is nothing else to show.
    let only = small_project().with("figures/history.yaml", "Months: [2020-11]\nA1: [91/100 i]\nA2: [5]\n");
    assert_eq!((a1(&only).value.as_str(), a1(&only).rating.word), ("91%", "Too early"));
}

#[test]
fn a_figure_is_a_record_only_over_months_that_anybody_can_compare() {
    let files = small_project()
        .with("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n")
        .with("figures/history.yaml", "Months: [2020-04, 2020-05, 2020-06, 2020-07, 2020-08, 2020-09, 2020-10, 2020-11]\nA1: [3/100, 90/100, 91/100, 92/100, 90/100, 91/100, 92/100, 60/100]\nA2: [7, 8, 9, 7, 8, 9, 8, 9]\n");
    let headline = paper(&files).headline;
    // April is hidden: nobody can say how November compares with it.
    assert!(headline.rest.contains("fell 32 points to 60%, the lowest in 7 months."), "{}", headline.rest);
    assert!(a1(&files).alt.contains("Of the figures shown the lowest is 60%"));
}

#[test]
fn an_author_under_a_heading_is_refused_and_not_taken_for_the_whole_file() {
    let file = "Author: Head of Health\n## A1\nAuthor: Somebody Else\nText.\n";
    assert_eq!(crate::common::codes(&small_project().with("commentary/2020-11/a.md", file)), ["unknown-key"]);
}

#[test]
fn rounding_is_half_away_from_zero() {
    let files = small_project()
        .with("indicators.yaml", "Theme:\n  A1: {name: Score, unit: percent, decimals: 1, better: higher, target: 17.2}\n  A2: {name: Visits, count: Made, better: neither}\n")
        .with("figures/history.yaml", "Months: [2020-11]\nA1: [17.15]\nA2: [5]\n");
    let view = a1(&files);
    assert_eq!((view.value.as_str(), view.rating.word), ("17.2%", "Green"));
}
