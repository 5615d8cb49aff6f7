//! Sentences in which names, numbers and panels stand: their capitals, their verbs, and what is told apart.

use panelpack::internals::page::PaperView;
use panelpack::{MemoryFiles, Selection};

use crate::common::{small_project, views};

use super::{a1, paper, with};

/// Indicators with a name, a definition and figures of their own.
fn project(indicators: &[(&str, &str, &str)]) -> MemoryFiles {
    let row =
        |(i, (name, define, _)): (usize, &(&str, &str, &str))| format!("  A{i}: {{name: \"{name}\", {define}}}\n");
    let rows: String = indicators.iter().enumerate().map(row).collect();
    let figures: String =
        indicators.iter().enumerate().map(|(i, (_, _, figures))| format!("A{i}: [{figures}]\n")).collect();
    small_project()
        .with("indicators.yaml", format!("Theme:\n{rows}"))
        .with("figures/history.yaml", format!("extracted: 2020-12-01\nMonths: [2020-10, 2020-11]\n{figures}"))
}

const TARGET: &str = "unit: percent, better: higher, target: 90";

fn lead(ratings: &[&str]) -> String {
    let indicators: Vec<(&str, &str, &str)> = ratings.iter().map(|figures| ("Plans", TARGET, *figures)).collect();
    paper(&project(&indicators)).headline.lead
}

#[test]
fn how_many_are_red_is_said_with_the_verb_of_its_number() {
    const RED: &str = "80, 80";
    const GREEN: &str = "95, 95";
    for (ratings, expected) in [
        (&[GREEN][..], "The one rated indicator is green."),
        (&[RED], "The one rated indicator is red."),
        (&[GREEN, GREEN], "Neither of the two rated indicators is red, as in October."),
        (&[RED, GREEN], "One of two rated indicators is red, as many as in October."),
        (&[RED, RED], "Both rated indicators are red, as many as in October."),
        (&[GREEN, GREEN, GREEN], "None of the three rated indicators is red, as in October."),
        (&["80, 95", GREEN, GREEN], "None of the three rated indicators is red, one fewer than in October."),
        (&[RED, GREEN, GREEN], "One of three rated indicators is red, as many as in October."),
        (&[RED, RED, GREEN], "Two of three rated indicators are red, as many as in October."),
        (&[RED, RED, RED], "All three rated indicators are red, as many as in October."),
    ] {
        assert_eq!(lead(ratings), expected);
    }
}

#[test]
fn how_many_go_well_is_said_of_one_of_both_and_of_all() {
    let lead = |ratings: &[&str]| {
        let indicators: Vec<_> = ratings.iter().map(|figures| ("Plans", TARGET, *figures)).collect();
        paper(&project(&indicators)).plain.lead
    };
    assert_eq!(lead(&["95, 95"]), "We look at one thing. It is going well.");
    assert_eq!(lead(&["95, 95", "80, 80"]), "We look at two things. One is not good enough yet. One is going well.");
    assert_eq!(lead(&["80, 80", "80, 80"]), "We look at two things. Both are not good enough yet.");
    assert_eq!(lead(&["95, 95", "95, 95", "95, 95"]), "We look at three things. All of them are going well.");
}

#[test]
fn what_another_paper_counted_is_said_with_the_verb_of_its_number() {
    let lead = |measures: u32, outside: u32| {
        let manifest = format!(
            "organisation: O\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: T, panel: P, published: [{{period: 2020-11, measures: {measures}, outside: {outside}}}]}}\n"
        );
        paper(&small_project().with("panelpack.yaml", manifest)).headline.lead
    };
    assert_eq!(lead(14, 7), "Seven of 14 measures were published as outside their target.");
    assert_eq!(lead(14, 1), "One of 14 measures was published as outside its target.");
    assert_eq!(lead(14, 0), "None of the 14 measures was published as outside its target.");
    assert_eq!(lead(14, 14), "All 14 measures were published as outside their target.");
    assert_eq!(lead(2, 0), "Neither of the two measures was published as outside its target.");
    assert_eq!(lead(2, 2), "Both measures were published as outside their target.");
    assert_eq!(lead(1, 1), "The one measure was published as outside its target.");
    assert_eq!(lead(1, 0), "The one measure was published as inside its target.");
}

#[test]
fn names_keep_their_capitals_and_are_told_apart() {
    let red = |name| (name, TARGET, "80, 80");
    let asked = |names: &[&'static str]| {
        let indicators: Vec<_> = names.iter().map(|name| red(*name)).collect();
        paper(&project(&indicators)).questions[0].about.clone()
    };
    assert_eq!(asked(&["Plans", "Ofsted good homes"]), "Plans and Ofsted good homes");
    assert_eq!(
        asked(&["English and maths at GCSE", "Ofsted good or outstanding homes"]),
        "English and maths at GCSE; and Ofsted good or outstanding homes"
    );
    assert_eq!(
        asked(&["Plans", "English and maths at GCSE", "Visits, at night"]),
        "Plans; English and maths at GCSE; and Visits, at night"
    );
    assert_eq!(asked(&["Plans and visits", "A", "B", "C", "D", "E"]), "Plans and visits; A; B; and 3 others");
    let early = "unit: percent, better: higher, target: 90, judge_after: 20 working days";
    let files = project(&[("English and maths at GCSE", early, "80, 80"), ("Ofsted good homes", early, "80, 80")]);
    assert_eq!(
        paper(&files).headline.apart,
        "English and maths at GCSE; and Ofsted good homes are shown for October 2020; November 2020 is too early to judge."
    );
}

#[test]
fn what_is_too_early_says_of_what_it_speaks() {
    let early = "unit: percent, better: higher, target: 90, judge_after: 20 working days";
    let one = |name| (name, early, "80, 80");
    let four = paper(&project(&[one("A"), one("B"), one("C"), one("D")]));
    assert_eq!(
        four.headline.apart,
        "Four indicators are shown for their last closed period, because the latest is too early to judge."
    );
    let alone = paper(&project(&[one("Plans")]));
    assert_eq!(alone.headline.apart, "Plans is shown for October 2020; November 2020 is too early to judge.");
}

#[test]
fn what_a_definition_counts_goes_on_small_but_for_words_that_never_are() {
    let sentence = |out_of: &str| {
        let define = format!("count: Seen, out_of: {out_of}, better: higher, target: 90");
        let view = a1(&with(&define, "Months: [2020-11]\nA1: [1/2]\nA2: [1]\n"));
        view.sentence.iter().map(|run| run.text.as_str()).collect::<String>()
    };
    assert!(sentence("Children in care").ends_with("1 of 2 children in care."), "{}", sentence("Children in care"));
    assert!(sentence("English pupils").contains("1 of 2 English pupils"), "{}", sentence("English pupils"));
    assert!(sentence("EET leavers").contains("1 of 2 EET leavers"));
}

fn of_panel(panel: &str) -> PaperView {
    let manifest = format!(
        "organisation: Testing Council\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: Scorecard, panel: {panel}}}\nmeetings:\n  - {{paper: panel, period: 2020-11, date: 2021-01-13}}\n"
    );
    views(&small_project().with("panelpack.yaml", manifest), &Selection::default()).remove(0)
}

#[test]
fn a_panel_whose_name_begins_with_an_article_stands_in_sentences() {
    for (panel, read, will) in [
        ("A scrutiny panel", "read by a scrutiny panel.", "A scrutiny panel will talk about this on 13 January 2021."),
        ("The Panel", "read by the Panel.", "The Panel will talk about this on 13 January 2021."),
        ("Health Panel", "read by Health Panel.", "The Health Panel will talk about this on 13 January 2021."),
    ] {
        let paper = of_panel(panel);
        assert!(paper.description.ends_with(read), "{}", paper.description);
        assert_eq!((paper.plain.meeting.as_str(), paper.panel.as_str()), (will, panel));
    }
}

#[test]
fn the_ends_of_a_chart_with_gaps_are_a_sentence() {
    let alt = |figures: &str| {
        a1(&with(TARGET, &format!("Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [{figures}]\nA2: [1, 1, 1, 1]\n")))
            .alt
    };
    let gaps = alt("80, x, 85, 90");
    let said = "Of the figures shown the lowest is 80% in August 2020, the highest 90% in November 2020.";
    assert!(gaps.contains(said), "{gaps}");
    assert!(alt("80, 84, 85, 90").contains("Lowest 80% in August 2020, highest 90% in November 2020."));
}

/// A fall is not told as the one where another is as deep, nor left out because it was beyond its floor.
#[test]
fn the_deepest_fall_is_told_with_those_that_are_as_deep() {
    let rest = |indicators: &[(&str, &str, &str)]| paper(&project(indicators)).headline.rest;
    let floor = "unit: percent, better: higher, target: 90, floor: 70";
    let breach = rest(&[("Plans", floor, "85, 65"), ("Visits", TARGET, "85, 80")]);
    assert!(breach.starts_with("In breach: Plans. Plans fell 20 points to 65%"), "{breach}");
    assert!(!breach.contains("Visits fell"), "{breach}");
    let two = rest(&[("Plans", TARGET, "85, 80"), ("Visits", TARGET, "95, 90")]);
    assert!(
        two.starts_with("Plans fell 5 points to 80%") && two.ends_with("Worse by as many points: Visits."),
        "{two}"
    );
    let six: Vec<_> = ["A", "B", "C", "D", "E", "F"].map(|name| (name, TARGET, "80, 85")).into();
    assert!(rest(&six).ends_with("Five others are better by as many points."), "{}", rest(&six));
}
