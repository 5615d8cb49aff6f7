//! Control limits on the page: when there are any, what they are made from, and what is said where there are none.

use panelpack::internals::page::chart::{Mark, Signal};
use panelpack::internals::page::{EscalationCellView, SpcView};
use panelpack::internals::parts;
use panelpack::{MemoryFiles, Selection};

use super::{a1, paper, paper_of, with, with_manifest};
use crate::common::{codes, compile, example, views};

const PERCENT: &str = "unit: percent, better: higher, target: 55";

/// Months up to November 2020, oldest first.
fn months(count: usize) -> String {
    let month = |back: usize| {
        let month = 2020 * 12 + 10 - back;
        format!("{}-{:02}", month / 12, month % 12 + 1)
    };
    (0..count).rev().map(month).collect::<Vec<_>>().join(", ")
}

/// A1 with cells up to November 2020.
pub fn project(a1: &str, cells: &[&str]) -> MemoryFiles {
    let a2 = vec!["8"; cells.len()].join(", ");
    with(a1, &format!("Months: [{}]\nA1: [{}]\nA2: [{a2}]\n", months(cells.len()), cells.join(", ")))
}

pub fn chart(files: &MemoryFiles) -> SpcView {
    a1(files).spc.expect("A1 has a chart")
}

/// The word of the variation, that of the assurance, and the sentence.
fn said(files: &MemoryFiles) -> (String, String, String) {
    let chart = chart(files);
    (chart.variation.word, chart.assurance.word, chart.sentence)
}

pub const LEVEL: [&str; 13] = ["52", "50", "53", "51", "50", "52", "54", "51", "50", "53", "52", "50", "51"];

#[test]
fn an_indicator_that_asks_for_no_chart_has_none_and_a_paper_without_any_has_no_grid() {
    for spc in ["", ", spc: no"] {
        let paper = paper(&project(&format!("{PERCENT}{spc}"), &LEVEL));
        assert!(paper.indicators().all(|view| view.spc.is_none()));
        assert!(paper.escalation.is_none() && paper.key.spc.is_none() && paper.headline.special_causes.is_empty());
    }
}

/// 7 figures make a run chart, 8 to 12 limits on trial, 13 icons.
#[test]
fn icons_wait_for_thirteen_figures_and_limits_for_eight() {
    let of = |count: usize| chart(&project(&format!("{PERCENT}, spc: yes"), &LEVEL[..count]));
    let run = of(7);
    assert_eq!((run.variation.key, run.assurance.key), ("not-enough", "none"));
    assert_eq!(run.sentence, "Not enough data: 7 figures since May 2020, and an icon needs 13.");
    assert_eq!((run.limits.as_str(), run.has_chart), ("Mean 51.7%, from 7 figures since May 2020.", true));
    assert!(run.chart.segments[0].limits.is_none() && run.cautions.is_empty());
    for count in [8, 12] {
        let trial = of(count);
        assert_eq!(trial.variation.key, "not-enough", "{count}");
        assert!(trial.chart.segments[0].trial && trial.chart.segments[0].limits.is_some(), "{count}");
        assert_eq!(
            trial.cautions,
            [format!("Trial limits: made from {count} figures only, each further figure will move them.")]
        );
        assert!(trial.limits.contains("trial limits"), "{}", trial.limits);
    }
    let full = of(13);
    assert_eq!((full.variation.key, full.assurance.key), ("common", "hit-or-miss"));
    assert_eq!(full.variation.meaning, "Common cause: chance alone explains the latest figure");
    assert_eq!(full.assurance.meaning, "Hit and miss: chance alone decides whether 55% is met");
    assert_eq!(full.assurance.says, "chance alone decides whether 55% is met");
    assert_eq!(
        full.limits_and_target.strip_prefix(full.limits.trim_end_matches('.')),
        Some(": chance alone decides whether 55% is met.")
    );
    assert_eq!(run.limits_and_target, run.limits);
    assert!(!full.chart.segments[0].trial);
    assert!(!of(2).has_chart);
}

/// Worked out by hand: mean 51.46, moving ranges 2 3 2 1 2 2 3 1 3 1 2 1 with mean 1.92, limits 51.46 ± 5.10.
#[test]
fn the_page_gives_the_limits_that_its_own_figures_give() {
    let chart = chart(&project(&format!("{PERCENT}, spc: yes"), &LEVEL));
    assert_eq!(chart.limits, "Mean 51.5%, limits 46.4% to 56.6%, from 13 figures since November 2019.");
    assert_eq!(chart.sentence, "51% in November 2020 lies where chance alone puts it, between 46.4% and 56.6%.");
    let segment = &chart.chart.segments[0];
    let labels = (segment.mean_label.as_str(), segment.upper_label.as_str(), segment.lower_label.as_str());
    assert_eq!(labels, ("Mean 51.5%", "Upper limit 56.6%", "Lower limit 46.4%"));
    assert_eq!((segment.first, segment.last, chart.chart.points.len()), (0, 12, 13));
}

#[test]
fn each_sign_of_a_special_cause_has_its_sentence() {
    let with_end = |end: &[&str], more: &str| {
        said(&project(&format!("{PERCENT}, spc: {{baseline: 13{more}}}"), &[&LEVEL[..], end].concat()))
    };
    let sentence = |end: &[&str]| with_end(end, "").2;
    assert_eq!(
        with_end(&["40"], ""),
        (
            "Concern, low".to_owned(),
            "Hit and miss".to_owned(),
            "40% in November 2020 is lower than chance explains, which is 46.4% to 56.6%.".to_owned()
        )
    );
    assert_eq!(with_end(&["60"], "").0, "Improvement, high");
    assert_eq!(
        sentence(&["50", "51", "52", "53", "54", "55", "56"]),
        "The last seven figures rise from one to the next, to 56% in November 2020."
    );
    assert_eq!(
        sentence(&["52", "55", "55"]),
        "Two or more of the last three figures lie near the upper limit of 56.6%, the latest being 55% in November 2020."
    );
    let low = ["51", "50", "51", "50", "51", "50", "51"];
    assert_eq!(
        sentence(&low),
        "The last seven figures all lie below the mean of 51.5%, the latest being 51% in November 2020."
    );
    // The month before the seven lies above the mean; six are a shift only where the rules say so.
    let six = [&["53"], &low[..6]].concat();
    assert_eq!(with_end(&six, "").0, "Common cause");
    assert_eq!(with_end(&six, ", shift_points: 6").0, "Concern, low");
    // 57 is outside, 55 near the limit: two of three by the reading of 2023 alone.
    assert_eq!(with_end(&["57", "52", "55"], "").0, "Common cause");
    assert_eq!(with_end(&["57", "52", "55"], ", two_of_three: mdc2023").0, "Improvement, high");
}

#[test]
fn assurance_follows_the_direction_and_the_target_in_force() {
    let of = |better: &str, target: &str| {
        said(&project(&format!("unit: percent, better: {better}, target: {target}, spc: yes"), &LEVEL)).1
    };
    assert_eq!(of("higher", "60"), "Consistently falls short");
    assert_eq!(of("higher", "45"), "Consistently meets");
    assert_eq!(of("lower", "60"), "Consistently meets");
    assert_eq!(of("lower", "45"), "Consistently falls short");
    assert_eq!(of("higher", "none"), "Not tested");
    assert_eq!(of("near target", "51"), "Not tested");
    assert_eq!(of("neither", "none"), "Not tested");
}

#[test]
fn a_percentage_of_small_numbers_has_icons_only_where_they_are_asked_for() {
    let cells: Vec<String> = (0..14).map(|i| format!("{}/{}", 8 + i % 3, 14 + i % 4)).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let of = |spc: &str| {
        chart(&project(&format!("count: In time, out_of: Due, better: higher, target: 55, spc: {spc}"), &cells))
    };
    let refused = of("yes");
    assert_eq!(refused.variation.key, "not-enough");
    assert_eq!(refused.sentence, "Not enough data: the percentages are of small numbers.");
    assert!(refused.cautions[0].starts_with("Small numbers:") && refused.has_chart);
    let asked = of("{despite: [small numbers]}");
    assert_ne!(asked.variation.key, "not-enough");
    assert_eq!(asked.cautions, refused.cautions);
}

#[test]
fn limits_of_rolling_figures_are_refused_unless_asked_for_by_name() {
    for period_type in ["rolling 12 months", "rolling 3 years", "year to date"] {
        let of = |spc: &str| project(&format!("{PERCENT}, type: {period_type}, spc: {spc}"), &LEVEL);
        assert_eq!(codes(&of("yes")), ["spc-autocorrelated"], "{period_type}");
        let asked = of("{despite: [autocorrelation]}");
        assert_eq!(codes(&asked), Vec::<&str>::new(), "{period_type}");
        assert!(chart(&asked).cautions[0].starts_with("Each figure shares months"), "{period_type}");
    }
}

#[test]
fn yearly_figures_keep_their_plain_trend() {
    let files =
        with(&format!("{PERCENT}, spc: yes"), "Years: [2017/18, 2018/19, 2019/20]\nA1: [50, 52, 51]\nA2: [8, 8, 8]\n");
    assert_eq!(codes(&files), ["spc-yearly"]);
    let view = a1(&files);
    let chart = view.spc.expect("it says why there is none");
    assert_eq!(chart.sentence, "Not enough data: one figure a year is too few for control limits.");
    assert!(!chart.has_chart && chart.limits.is_empty() && view.has_trend);
}

/// A month whose window is open is drawn hollow and moves neither the limits nor the icon.
#[test]
fn a_month_that_is_too_early_takes_no_part() {
    let closed = project(&format!("{PERCENT}, spc: yes"), &LEVEL);
    let early = closed.clone().with("figures/2020-12.yaml", "A1: 20 i\nA2: 8\n");
    let (before, after) = (chart(&closed), chart(&early));
    assert_eq!((&before.limits, before.variation.key), (&after.limits, after.variation.key));
    assert_eq!(after.period, "Nov 2020");
    let last = after.chart.points.last().expect("December is drawn");
    assert_eq!((last.value, last.mark, last.signal), (Some(20.0), Mark::Unsettled, Signal::CommonCause));
}

#[test]
fn a_paper_of_a_time_before_the_first_figure_says_that_there_is_none() {
    let files = project(&format!("{PERCENT}, spc: yes"), &LEVEL);
    let files = files.with("figures/2019-10.yaml", "A2: 8\n").with("figures/2019-09.yaml", "A1: x\nA2: 8\n");
    for period in ["2019-08", "2019-09", "2019-10"] {
        let paper = paper_of(&files.clone().with("figures/2019-08.yaml", "A2: 8\n"), period);
        let chart = paper.indicators().next().and_then(|view| view.spc.clone()).expect("A1 asks for a chart");
        assert_eq!(chart.sentence, "Not enough data: there is no figure that can be judged.", "{period}");
        assert!(!chart.has_chart && chart.alt.ends_with("no figures."), "{period}: {}", chart.alt);
    }
}

/// A state stands between its neighbours, so that there is no moving range across it; a month of which nothing is said does not.
#[test]
fn a_missing_figure_parts_its_neighbours_and_an_absent_month_does_not() {
    let cells = ["50", "60", "50", "60", "50", "60", "50", "x", "70", "60", "70", "60", "70", "60", "70"];
    let parted = chart(&project("unit: percent, better: higher, target: none, spc: {screen: no}", &cells));
    // Twelve moving ranges of 10: limits ± 26.6.
    assert_eq!(parted.limits, "Mean 60.0%, limits 33.4% to 86.6%, from 14 figures since September 2019.");
    let named = |cells: &[&str]| {
        let all = months(15);
        let months: Vec<&str> = all.split(", ").collect();
        let told = months.iter().zip(cells).filter(|(_, cell)| **cell != "x");
        let (months, cells): (Vec<&str>, Vec<&str>) = told.map(|(month, cell)| (*month, *cell)).unzip();
        let a2 = vec!["8"; cells.len()].join(", ");
        format!("Months: [{}]\nA1: [{}]\nA2: [{a2}]\n", months.join(", "), cells.join(", "))
    };
    let absent = chart(&with("unit: percent, better: higher, target: none, spc: {screen: no}", &named(&cells)));
    // Twelve of 10 and one of 20: mean 10.77, limits ± 28.6.
    assert_eq!(absent.limits, "Mean 60.0%, limits 31.4% to 88.6%, from 14 figures since September 2019.");
    assert_eq!((absent.chart.points.len(), parted.chart.points.len()), (15, 15));
    assert!(parted.alt.contains("No figure for Apr 2020."), "{}", parted.alt);
}

#[test]
fn a_hidden_figure_takes_no_part_and_cannot_be_worked_out() {
    let mut cells = vec!["12/100", "15/100", "11/100", "14/100", "13/100", "12/100", "15/100"];
    cells.extend(["3/100", "14/100", "13/100", "12/100", "15/100", "11/100", "14/100"]);
    let hiding = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
    let definition = "count: In time, out_of: Due, better: higher, target: none, spc: yes";
    let files = project(definition, &cells).with("panelpack.yaml", hiding);
    let view = chart(&files);
    let hidden = &view.chart.points[7];
    assert_eq!((hidden.value, hidden.mark), (None, Mark::Suppressed));
    assert!(view.limits.ends_with("from 13 figures since October 2019."), "{}", view.limits);
    let missing = cells.iter().map(|cell| if *cell == "3/100" { "c" } else { cell }).collect::<Vec<_>>();
    assert_eq!(view.limits, chart(&project(definition, &missing)).limits);
    let csv = parts(compile(&files, &Selection::default()).remove(0)).1.figures_csv;
    assert!(csv.contains("A1,Plans,2020-05,value,,percent,[c],"), "{csv}");
}

#[test]
fn a_rebase_and_a_break_make_the_limits_anew_and_say_why() {
    let up: Vec<String> = LEVEL.iter().map(|cell| (cell.parse::<i32>().expect("a number") + 20).to_string()).collect();
    let cells: Vec<&str> = LEVEL.iter().copied().chain(up.iter().map(String::as_str)).collect();
    let rebase = "{rebase: [{at: 2019-11, reason: One team took over., approved_by: Performance Board}]}";
    let rebased = project(&format!("{PERCENT}, spc: {rebase}"), &cells);
    assert_eq!(codes(&rebased), Vec::<&str>::new());
    let view = chart(&rebased);
    assert_eq!(view.notes, ["New limits from November 2019 on: one team took over. Approved by Performance Board."]);
    assert_eq!(view.limits, "Mean 71.5%, limits 66.4% to 76.6%, from 13 figures since November 2019.");
    let segments: Vec<_> = view.chart.segments.iter().map(|segment| (segment.first, segment.last)).collect();
    assert_eq!(segments, [(0, 12), (13, 25)]);
    assert_eq!(view.chart.segments[0].mean_label, "", "only the last is labelled");
    assert_eq!(view.chart.events.len(), 1);
    assert!(view.alt.contains("New limits from Nov 2019."), "{}", view.alt);
    let broken =
        chart(&project(&format!("{PERCENT}, spc: yes, breaks: [{{period: 2019-11, text: New system}}]"), &cells));
    assert_eq!(broken.limits, view.limits);
    assert_eq!(broken.notes, ["New limits from November 2019 on, because the series broke: new system."]);
    // Before its period a rebase has no effect.
    let earlier = paper_of(&rebased, "2019-10");
    let a1 = earlier.indicators().next().expect("A1 is in the paper");
    assert_eq!(a1.spc.as_ref().map(|spc| spc.notes.len()), Some(0));
}

#[test]
fn limits_stop_where_figures_end_and_say_so() {
    let cells = ["97", "99", "98", "100", "97", "99", "100", "98", "97", "100", "99", "97", "100"];
    let view = chart(&project("unit: percent, better: higher, target: none, spc: yes", &cells));
    let (_, upper) = view.chart.segments[0].limits.expect("there are limits");
    assert_eq!(upper, 100.0);
    assert_eq!(view.notes, ["The upper limit lies beyond 100%, where figures end, and is drawn there."]);
}

#[test]
fn a_long_series_is_drawn_in_part_and_judged_whole() {
    let cells: Vec<&str> = LEVEL.iter().copied().cycle().take(60).collect();
    let view = chart(&project(&format!("{PERCENT}, spc: yes"), &cells));
    assert_eq!(view.chart.points.len(), 36);
    assert_eq!(view.notes, ["Drawn are the last 36 months, the limits are made from all."]);
    assert!(view.limits.ends_with("from 60 figures since December 2015."), "{}", view.limits);
    let whole = chart(&project(&format!("{PERCENT}, spc: {{show: 60}}"), &cells));
    assert_eq!((whole.chart.points.len(), whole.notes.len()), (60, 0));
    assert_eq!((whole.limits, whole.sentence), (view.limits, view.sentence));
}

#[test]
fn a_paper_of_quarters_reads_the_months() {
    let files = project(&format!("{PERCENT}, type: in period, aggregate: latest, spc: yes"), &LEVEL);
    let quarterly =
        "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P, every: quarter}\n";
    let view = chart(&files.with("panelpack.yaml", quarterly));
    assert_eq!(view.period, "");
    // The last quarter that is over ends in September.
    assert!(view.limits.ends_with("from 11 figures since November 2019."), "{}", view.limits);
}

#[test]
fn the_projects_rules_hold_where_an_indicator_has_none_of_its_own() {
    let six = [&LEVEL[..], &["53"], &["51", "50", "51", "50", "51", "50"]].concat();
    let of = |spc: &str| {
        with_manifest(project(&format!("{PERCENT}, spc: {spc}"), &six), "spc: {shift_points: 6, baseline: 13}\n")
    };
    assert_eq!(chart(&of("yes")).variation.key, "concern-low");
    assert_eq!(chart(&of("{shift_points: 7}")).variation.key, "common");
    let key = paper(&of("yes")).key.spc.expect("the paper uses control limits");
    assert!(key.rules.iter().any(|rule| rule.contains("six in a row on one side of the mean")), "{:?}", key.rules);
    assert!(key.rules.iter().any(|rule| rule.contains("the first 13 figures")), "{:?}", key.rules);
    assert_eq!(key.variation.iter().map(|icon| icon.key).collect::<Vec<_>>(), ["concern-low"]);
}

#[test]
fn northbridge_has_every_kind_of_signal_and_three_measures_without() {
    let papers = views(&example("northbridge"), &Selection::default());
    let parenting = &papers[0];
    let grid = parenting.escalation.as_ref().expect("it uses control limits");
    let codes =
        |cell: &EscalationCellView| cell.indicators.iter().map(|it| it.code.clone()).collect::<Vec<_>>().join(" ");
    let cells: Vec<(&str, Vec<String>)> =
        grid.rows.iter().map(|row| (row.key, row.cells.iter().map(codes).collect())).collect();
    let row = |key, cells: [&str; 5]| (key, cells.map(str::to_owned).to_vec());
    assert_eq!(
        grid.columns.iter().map(|it| it.word.as_str()).collect::<Vec<_>>(),
        ["Consistently meets", "Hit and miss", "Not yet reliably at target", "Consistently falls short", "Not tested"]
    );
    assert_eq!(
        cells,
        [
            row("improvement", ["", "", "CLA11 CLA13", "", ""]),
            row("common", ["", "CLA7", "", "", "CLA2"]),
            row("concern", ["", "", "MIS1", "", ""]),
            row("neutral", ["", "", "", "", "CLA3"]),
            row("not-enough", ["", "", "", "", "CLA9"]),
        ]
    );
    assert_eq!(
        parenting.headline.special_causes,
        "Special cause concern: Return interviews within 72 hours. Special cause improvement: Pathway plans up to date and Visits in timescale. Special cause, neither way is better: Children leaving care."
    );
    let plans = parenting.indicators().find(|view| view.code == "CLA11").and_then(|view| view.spc.as_ref());
    let plans = plans.expect("it has a chart");
    assert_eq!(plans.assurance.word, "Not yet reliably at 90%", "its forecast is green");
    assert_eq!(plans.assurance.says, "90% lies above both limits, though the year is forecast to end on target");
    let unsigned =
        parenting.indicators().filter(|view| view.spc.as_ref().is_some_and(|spc| spc.variation.key == "none"));
    assert_eq!(unsigned.map(|view| view.code.as_str()).collect::<Vec<_>>(), ["CLA16", "CLA30", "WF1"]);
    for view in parenting.indicators().filter_map(|view| view.spc.as_ref()) {
        assert!(view.has_chart && view.alt.len() <= 520, "{} bytes: {}", view.alt.len(), view.alt);
        let known = view.chart.points.len();
        assert!(view.chart.segments.iter().all(|segment| segment.first <= segment.last && segment.last < known));
        assert_eq!(view.chart.target.len(), known);
    }
}

/// Worked out from the raw files with a script of its own, not with panelpack.
#[test]
fn the_real_months_have_the_limits_of_another_computation() {
    let papers = views(&example("luton-monthly"), &Selection::default());
    let find = |code: &str| {
        let mut all = papers.iter().flat_map(|paper| paper.indicators());
        all.find(|view| view.code == code).and_then(|view| view.spc.clone()).expect("it has a chart")
    };
    let referrals = find("REFERRALS");
    assert_eq!(referrals.limits, "Mean 242.0, limits 103.4 to 380.7, from 144 figures since April 2012.");
    assert_eq!(
        (referrals.chart.points.len(), referrals.variation.key, referrals.assurance.key),
        (144, "common", "none")
    );
    let waiting = find("AE4");
    assert_eq!(waiting.limits, "Mean 98.44%, limits 97.77% to 99.10%, from 36 figures since April 2016.");
    assert_eq!((waiting.variation.key, waiting.assurance.key), ("concern-low", "pass"));
    // Better than the standard in every month, and yet worse than chance explains.
    let emergency = papers.iter().find(|paper| paper.indicators().any(|view| view.code == "AE4")).expect("its paper");
    assert_eq!(emergency.indicators().next().map(|view| view.rating.word), Some("Green"));
    assert_eq!(emergency.headline.special_causes, "Special cause concern: Seen within four hours in A&E.");
}
