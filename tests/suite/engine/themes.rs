//! Texts at the head of a theme.

use crate::common::codes;
use panelpack::MemoryFiles;

use super::{PERCENT, paper, with};

const FIGURES: &str = "Months: [2020-11]\nA1: [50/200]\nA2: [9]\n";

fn written(text: &str) -> MemoryFiles {
    let manifest =
        "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, layout: monitoring}\n";
    with(PERCENT, FIGURES).with("panelpack.yaml", manifest).with("commentary/2020-11/a.md", text)
}

fn analysis(files: &MemoryFiles) -> String {
    format!("{:?}", paper(files).themes[0].analysis)
}

#[test]
fn a_heading_that_is_a_themes_name_is_its_analysis() {
    let files = written("Author: Head of Service · Cleared: 2021-01-05\n## theme\nIt all hangs together.\n");
    assert!(analysis(&files).contains("It all hangs together."));
    let theme = &paper(&files).themes[0];
    assert_eq!((theme.author.as_str(), theme.cleared.as_str()), ("Head of Service", "5 January 2021"));
}

#[test]
fn one_paper_may_have_an_analysis_of_its_own() {
    let files = written("## Theme\nFor all.\n## Theme for panel\nFor the panel.\n");
    assert!(analysis(&files).contains("For the panel."));
    assert_eq!(codes(&written("## Theme for pannel\nText.\n")), ["unknown-paper"]);
    assert_eq!(codes(&written("## Theme\nOne.\n## THEME\nTwo.\n")), ["repeated-slot"]);
    assert_eq!(codes(&written("## Theme\nOne.\n### Next\nTwo.\n")), ["unknown-slot"]);
}

#[test]
fn a_code_and_a_reserved_word_come_before_a_theme_of_the_same_name() {
    let definitions = |theme: &str| {
        format!("{theme}:\n  A1: {{name: Plans, {PERCENT}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n")
    };
    let files = written("## A1\nOf the indicator.\n").with("indicators.yaml", definitions("A1"));
    assert!(paper(&files).themes[0].analysis.is_none() && paper(&files).themes[0].indicators[0].behind.is_some());
    let files = written("## Summary\nOf the paper.\n").with("indicators.yaml", definitions("Summary"));
    assert!(paper(&files).themes[0].analysis.is_none() && paper(&files).summary.is_some());
    let files =
        written("## Support for panel\nOf the theme.\n").with("indicators.yaml", definitions("Support for panel"));
    assert!(analysis(&files).contains("Of the theme."));
}

#[test]
fn the_profile_is_what_the_first_theme_breaks_down() {
    let define = "count: Children, better: neither, breakdowns: {age: [Younger, Older]}";
    let figures = "Months: [2020-11]\nA1: [50]\nA1 by age: {Younger: [20], Older: [30]}\nA2: [9]\n";
    assert_eq!(paper(&with(define, figures)).profile, ["A1"]);
    assert!(paper(&with(PERCENT, FIGURES)).profile.is_empty());
}
