//! The covering report explains what is outside its target and appends the rest; past ratings are told in letters and in words.

use panelpack::internals::page::PaperView;
use panelpack::internals::parts;
use panelpack::{MemoryFiles, Selection};

use crate::common::{compile, example, small_project, views};

fn paper(files: &MemoryFiles) -> PaperView {
    views(files, &Selection::default()).remove(0)
}

/// Letters, and the words of the alternative text, of a percentage with a target of 90 and amber from 85.
fn strip(periods: &str, figures: &str) -> (String, String) {
    let history = format!("{periods}\nA1: [{figures}]\nA2: [{}]\n", vec!["5"; figures.split(',').count()].join(", "));
    let paper = paper(&small_project().with("figures/history.yaml", history));
    let view = paper.indicators().find(|view| view.code == "A1").expect("A1 is there");
    let letters = view.strip.cells.iter().map(|cell| cell.letter.as_str()).collect();
    (letters, view.strip_alt.clone())
}

#[test]
fn past_ratings_are_told_in_runs_with_the_year_where_it_turns() {
    let months = "Months: [2019-11, 2019-12, 2020-01, 2020-02, 2020-03, 2020-04]";
    for (figures, letters, words) in [
        ("91, 92, 87, 80, 79, 70", "GGARRR", "green until December 2019, amber in January 2020, red since February"),
        ("95, 95, 95, 95, 95, 95", "GGGGGG", "green throughout"),
        (
            "80, 86, 86, 95, x, 95",
            "RAAG–G",
            "red in November 2019, amber from December to January 2020, green in February, no rating in March, green in April",
        ),
    ] {
        let figures: Vec<String> =
            figures.split(", ").map(|n| if n == "x" { "x".to_owned() } else { format!("{n}/100") }).collect();
        let told = format!("Ratings of Plans, November 2019 to April 2020: {words}.");
        assert_eq!(strip(months, &figures.join(", ")), (letters.to_owned(), told));
    }
    let (letters, words) = strip("Quarters: [2019/20 Q3, 2019/20 Q4, 2020/21 Q1]", "91/100, 91/100, 70/100");
    assert_eq!(letters, "GGR");
    assert_eq!(words, "Ratings of Plans, 2019/20 Q3 to 2020/21 Q1: green until 2019/20 Q4, red in 2020/21 Q1.");
}

#[test]
fn one_rating_is_no_strip() {
    let files =
        small_project().with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [x, 91/100]\nA2: [5, 6]\n");
    let paper = paper(&files);
    assert!(paper.indicators().all(|view| !view.has_strip));
    assert_eq!(paper.key.strip, "");
}

#[test]
fn letters_are_those_of_the_scheme_and_two_where_both_schemes_have_the_same() {
    let definitions = |second: &str| {
        format!(
            "Theme:\n  A1: {{name: Plans, count: In time, out_of: Due, better: higher, target: 90, amber_within: 5 points, rating: achieved}}\n  \
             A2: {{name: Visits, count: Made, out_of: Due, better: higher, target: 90, amber_within: 5 points{second}}}\n"
        )
    };
    let figures = "Months: [2020-09, 2020-10, 2020-11]\nA1: [80/100, 91/100, 99/100]\nA2: [80/100, 86/100, 95/100]\n";
    let paper = |second| {
        paper(&small_project().with("indicators.yaml", definitions(second)).with("figures/history.yaml", figures))
    };
    let letters = |paper: &PaperView| {
        let strip = |view: &panelpack::internals::page::IndicatorView| {
            view.strip.cells.iter().map(|cell| cell.letter.as_str()).collect::<Vec<_>>().join(" ")
        };
        paper.indicators().map(strip).collect::<Vec<_>>()
    };
    let both = paper("");
    assert_eq!(letters(&both), ["N Ac E", "R Am G"]);
    assert_eq!(
        both.key.strip,
        "Letters of past ratings: E exceeded, Ac achieved, N not achieved, G green, Am amber, R red."
    );
    let one = paper(", rating: achieved");
    assert_eq!(letters(&one), ["N A E", "N A A"]);
    assert_eq!(one.key.strip, "Letters of past ratings: E exceeded, A achieved, N not achieved.");
}

#[test]
fn northbridges_questions_follow_from_its_figures() {
    let selection = Selection { paper: Some("chair".to_owned()), ..Selection::default() };
    let paper = views(&example("northbridge"), &selection).remove(0);
    let asked: Vec<(&str, &str)> = paper.questions.iter().map(|it| (it.about.as_str(), it.text.as_str())).collect();
    assert_eq!(
        asked,
        [
            ("Return interviews within 72 hours", "amber in October, now below its floor of 65%. What changed?"),
            ("Agency social workers", "amber in October, now red. What changed?"),
            (
                "Health told within 3 working days",
                "red for 13 months, expected back Mar 2021. What will be different by then?"
            ),
            ("Care leavers in suitable homes", "the target is to be set. When will it be?"),
        ]
    );
}

#[test]
fn a_report_without_exceptions_says_so_and_is_short() {
    let selection = Selection { layout: Some("exceptions".to_owned()), ..Selection::default() };
    let green = small_project();
    let document = parts(compile(&green, &selection).remove(0)).0;
    let pages = document.page_texts();
    assert!(pages[0].contains("The one rated indicator is green."), "{pages:?}");
    assert!(pages.len() <= 2, "{} pages", pages.len());
    assert_eq!(document.indicator_pages().len(), 2);
}

#[test]
fn a_report_explains_what_is_outside_target_and_appends_every_indicator() {
    let selection = Selection { paper: Some("scrutiny".to_owned()), ..Selection::default() };
    let document = parts(compile(&example("northbridge"), &selection).remove(0)).0;
    let (paper, pages) = (views(&example("northbridge"), &selection).remove(0), document.page_texts());
    let appendix = pages.iter().position(|page| page.contains("Appendix A:")).expect("there is an appendix") + 1;
    let places = document.indicator_pages();
    for view in paper.indicators() {
        let is_explained = paper.concerns.iter().any(|concern| concern.code == view.code);
        // The appendix may begin below the last indicator that is explained.
        let place = places[&view.code];
        assert!(if is_explained { place <= appendix } else { place >= appendix }, "{} on page {place}", view.code);
    }
}
