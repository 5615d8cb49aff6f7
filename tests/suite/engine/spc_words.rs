//! What control charts say is true of the figures beside them: why there are no limits, what they say of the target, and where they say nothing.

use panelpack::internals::page::PaperView;
use panelpack::internals::page::chart::Signal;
use panelpack::internals::parts;
use panelpack::{MemoryFiles, Selection};

use super::spc::{LEVEL, chart, project};
use super::{paper, with};
use crate::common::compile;

const PERCENT: &str = "unit: percent, better: higher, target: 55";

fn cells<'a>(runs: &[(&'a str, usize)]) -> Vec<&'a str> {
    runs.iter().flat_map(|(cell, n)| vec![*cell; *n]).collect()
}

/// The sentence of a chart without limits.
fn without_limits(spc: &str, cells: &[&str]) -> String {
    let view = chart(&project(&format!("{PERCENT}, spc: {spc}"), cells));
    assert_eq!((view.variation.key, view.variation.word.as_str()), ("not-enough", "No limits"));
    assert_eq!(view.assurance.key, "none");
    assert!(view.chart.segments.last().is_some_and(|segment| segment.limits.is_none()));
    assert!(view.chart.points.iter().all(|point| point.signal == Signal::CommonCause));
    assert!(view.cautions.is_empty(), "the sentence has said it: {:?}", view.cautions);
    view.sentence
}

/// Screening leaves moving ranges of nought, and limits on the mean would make a signal of every month.
#[test]
fn figures_that_hardly_vary_have_no_limits_and_the_page_says_what_holds_of_them() {
    let of = |runs: &[(&str, usize)]| without_limits("yes", &cells(runs));
    assert_eq!(of(&[("100", 14), ("85", 1)]), "No limits: the figures did not vary until November 2020.");
    assert_eq!(of(&[("50", 14)]), "No limits: the figures have not varied since October 2019.");
    assert_eq!(of(&[("50", 13), ("51", 2)]), "No limits: the figures have varied only once, in October 2020.");
    assert_eq!(
        of(&[("100", 8), ("85", 1), ("100", 6)]),
        "No limits: only two of the 15 figures since September 2019 differ from the one right before, too few for limits to be made."
    );
    // A state has no figure, and the step across it is one all the same.
    assert_eq!(of(&[("100", 7), ("x", 1), ("85", 7)]), "No limits: the figures have varied only once, in May 2020.");
    assert_eq!(
        of(&[("100", 2), ("x", 1), ("85", 2), ("x", 1), ("100", 9)]),
        "No limits: none of the 13 figures since September 2019 differs from the one right before, too few for limits to be made."
    );
    let parted: Vec<&str> = (0..27).map(|i| if i % 2 == 1 { "x" } else { LEVEL[i / 2 % 13] }).collect();
    assert_eq!(
        without_limits("yes", &parted),
        "No limits: between any two figures since September 2018 one is missing, so none can be held against the one before."
    );
}

#[test]
fn figures_after_a_baseline_may_vary_and_those_before_a_break_have() {
    let of = |spc: &str, runs: &[(&str, usize)]| without_limits(spc, &[&cells(runs)[..], &LEVEL].concat());
    assert_eq!(
        of("{baseline: 12}", &[("50", 12)]),
        "No limits: the first 12 figures since November 2018, from which limits are made, are all the same."
    );
    assert_eq!(
        of("{baseline: 12}", &[("50", 7), ("40", 5)]),
        "No limits: the first 12 figures since November 2018, from which limits are made, varied only once, in June 2019."
    );
    let broken = "yes, breaks: [{period: 2019-10, text: New system}]";
    assert_eq!(
        without_limits(broken, &[&LEVEL[..], &["50"; 13], &["40"]].concat()),
        "No limits: the figures since October 2019 did not vary until November 2020."
    );
}

#[test]
fn quarters_that_do_not_vary_and_few_figures_say_the_same() {
    let quarters: Vec<String> = (0..14).map(|n| format!("{}/{} Q{}", 2017 + n / 4, 18 + n / 4, n % 4 + 1)).collect();
    let cells = [&["9"; 13][..], &["4"]].concat().join(", ");
    let figures = format!("Quarters: [{}]\nA1: [{cells}]\nA2: [{cells}]\n", quarters.join(", "));
    let files = with("unit: days, better: lower, target: 5, type: in period, spc: yes", &figures);
    let quarterly =
        "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, every: quarter}\n";
    let said = chart(&files.with("panelpack.yaml", quarterly)).sentence;
    assert_eq!(said, "No limits: the figures did not vary until July to September 2020.");
    let few = chart(&project(&format!("{PERCENT}, spc: yes"), &["50"; 9]));
    assert_eq!(few.sentence, "Not enough data: 9 figures since March 2020, and an icon needs 13.");
    assert_eq!(few.cautions, ["No limits: the figures have not varied since March 2020."]);
}

/// Of a percentage whose numbers nobody gave, what rounding hides stays hidden where small numbers are.
#[test]
fn what_is_known_as_printed_alone_is_said_to_be() {
    let given = cells(&[("50.2", 7), ("50.4", 7)]);
    let files = project(&format!("{PERCENT}, decimals: 0, spc: yes"), &given);
    assert_eq!(chart(&files).sentence, "No limits: the figures have varied only once, in May 2020.");
    let hiding = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
    assert_eq!(
        chart(&files.with("panelpack.yaml", hiding)).sentence,
        "No limits: the figures as printed have not varied since October 2019."
    );
}

/// Word and meaning of the assurance of `LEVEL`, which lies between 46.4 and 56.6, with more figures after it.
fn assured(better: &str, target: &str, more: &[&str]) -> (String, String) {
    let definition = format!("unit: percent, better: {better}, target: {target}, spc: {{baseline: 13}}");
    let icon = chart(&project(&definition, &[&LEVEL[..], more].concat())).assurance;
    (icon.word, icon.says)
}

#[test]
fn no_process_falls_short_consistently_whose_figures_met_the_target() {
    let of = |better: &str, target: &str, more: &[&str]| assured(better, target, more);
    let said = |word: &str, says: &str| (word.to_owned(), says.to_owned());
    assert_eq!(of("higher", "60", &["51"]), said("Consistently falls short", "chance alone will not meet 60%"));
    assert_eq!(
        of("higher", "60", &["60", "51"]),
        said(
            "Not yet reliably at 60%",
            "60% lies above both limits, though one of 15 figures since they began has met it"
        )
    );
    assert_eq!(
        of("lower", "40", &["30", "39", "51"]),
        said(
            "Not yet reliably at 40% or less",
            "40% lies below both limits, though two of 16 figures since they began have met it"
        )
    );
    // Green of another day, and green below the number that is aimed at.
    assert_eq!(
        of("higher", "{from 2019-04: 54, from 2020-11: 60}", &["51"]),
        said(
            "Not yet reliably at 60%",
            "60% lies above both limits, though one of 14 figures since they began was on target at the time"
        )
    );
    let aimed = of("higher", "{green: 54, amber: 40, target: 60}", &["54"]);
    assert!(aimed.1.ends_with("though two of 14 figures since they began were on target at the time"), "{aimed:?}");
}

#[test]
fn no_process_meets_consistently_whose_figures_missed_the_target() {
    assert_eq!(assured("higher", "45", &["51"]).0, "Consistently meets");
    let missed = assured("higher", "45", &["44"]);
    assert_eq!(missed.0, "Usually meets 45%");
    assert_eq!(missed.1, "45% lies below both limits, though one of 14 figures since they began has missed it");
    let missed = assured("lower", "60", &["61", "51"]);
    assert_eq!(missed.0, "Usually meets 60%");
    assert_eq!(missed.1, "60% lies above both limits, though one of 15 figures since they began has missed it");
}

/// What came before the limits began is no figure of theirs.
#[test]
fn limits_made_anew_forget_what_was_met_before_them() {
    let broken = "breaks: [{period: 2019-11, text: New system}]";
    let definition = format!("unit: percent, better: higher, target: 60, spc: yes, {broken}");
    let view = chart(&project(&definition, &[&["70"; 5][..], &LEVEL].concat()));
    assert_eq!(view.assurance.word, "Consistently falls short");
}

/// The method's classes, as the data have them, of the latest figure.
fn classified(files: &MemoryFiles) -> (String, String) {
    let csv = parts(compile(files, &Selection::default()).remove(0)).1.figures_csv;
    let mut rows = csv::Reader::from_reader(csv.as_bytes()).into_records().map(|row| row.expect("a row"));
    let row = rows.find(|row| (&row[0], &row[2], &row[3]) == ("A1", "2020-11", "value")).expect("A1's latest figure");
    (row[9].to_owned(), row[10].to_owned())
}

#[test]
fn grid_and_key_say_what_the_block_says_and_the_data_what_the_method_does() {
    let definition = "unit: percent, better: higher, target: 60, spc: {baseline: 13}";
    let files = project(definition, &[&LEVEL[..], &["60", "51"]].concat());
    let paper = paper(&files);
    let grid = paper.escalation.as_ref().expect("A1 has signs");
    let words: Vec<&str> = grid.columns.iter().map(|column| column.word.as_str()).collect();
    assert_eq!(words, ["Consistently meets", "Hit and miss", "Not yet reliably at target", "Consistently falls short"]);
    let common = grid.rows.iter().find(|row| row.key == "common").expect("a row");
    assert_eq!(common.cells.iter().map(|cell| cell.indicators.len()).collect::<Vec<_>>(), [0, 0, 1, 0]);
    let key = paper.key.spc.as_ref().expect("it has signs");
    assert_eq!(key.assurance.iter().map(|icon| icon.word.as_str()).collect::<Vec<_>>(), ["Not yet reliably at target"]);
    assert_eq!(classified(&files), ("common cause".to_owned(), "consistently falls short".to_owned()));
}

fn unsigned(paper: &PaperView) {
    let view = paper.indicators().next().and_then(|view| view.spc.as_ref()).expect("A1 asks for a chart");
    assert_eq!((view.variation.key, view.assurance.key), ("none", "none"));
    assert_eq!((view.limits.as_str(), view.limits_and_target.as_str()), ("", ""));
    assert!(view.chart.segments.is_empty() && view.has_chart, "a plain line");
    assert!(view.chart.points.iter().all(|point| point.signal == Signal::CommonCause));
    assert!(view.alt.contains(": not judged.") && !view.alt.contains("pecial cause"), "{}", view.alt);
    assert!(paper.escalation.is_none() && paper.headline.special_causes.is_empty());
    let key = paper.key.spc.as_ref().expect("it says why");
    assert!(key.variation.is_empty() && key.assurance.is_empty());
    assert!(key.rules.iter().any(|rule| rule.starts_with("Where a third or more")), "{:?}", key.rules);
}

/// Twenty figures, each one more than the one before: limits are the mean 59.5 plus and minus 2.66, and fourteen lie outside.
#[test]
fn a_measure_that_drifts_has_no_sign_and_no_place_and_the_data_keep_the_method() {
    let rising: Vec<String> = (50..70).map(|n| n.to_string()).collect();
    let rising: Vec<&str> = rising.iter().map(String::as_str).collect();
    let files = project(&format!("{PERCENT}, spc: yes"), &rising);
    let paper = paper(&files);
    unsigned(&paper);
    let view = chart(&files);
    assert_eq!(
        view.sentence,
        "No control limits are drawn: 14 of 20 figures since April 2019 would lie outside those of 56.8% to 62.2%, too many for any to stand out. Read the line rather than single figures."
    );
    assert!(view.cautions.is_empty(), "{:?}", view.cautions);
    assert_eq!(classified(&files), ("improvement, high".to_owned(), "consistently meets".to_owned()));
}

#[test]
fn a_third_of_the_figures_outside_is_drift_and_one_less_is_not() {
    // Limits from the first 14, of which none lies outside; then so many that do.
    let of = |outside: usize| {
        let level = [&LEVEL[..], &["51"]].concat();
        let definition = format!("{PERCENT}, spc: {{baseline: 14}}");
        paper(&project(&definition, &[&level[..], &vec!["70"; outside]].concat()))
    };
    unsigned(&of(7));
    let signed = of(6);
    let view = signed.indicators().next().and_then(|view| view.spc.clone()).expect("it has a chart");
    assert_eq!(view.variation.key, "improvement-high");
    assert!(signed.escalation.is_some() && !signed.headline.special_causes.is_empty());
}
