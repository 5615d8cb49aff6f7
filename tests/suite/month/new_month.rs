//! The files with which a month begins.

use super::{chase, file, new_month, paths, team, with};
use crate::common::{EXAMPLES, codes, example, made, open, small_project, views};
use panelpack::internals::month::letters;
use panelpack::internals::{self, figures};
use panelpack::{Code, MemoryFiles, Selection, check};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn the_first_run_writes_a_row_for_each_figure_that_is_due() {
    let month = new_month(&team(), "2020-12");
    assert_eq!(paths(&month), ["figures/2020-12.yaml"]);
    let text = file(&month, "figures/2020-12.yaml");
    for line in [
        "source: The system",
        "# A1 Plans: 80% (80 of 100) in November 2020; target 90%",
        "A1:",
        "# A2 Visits: 11 in November 2020; target 10",
        "# A3 Calls: 4 days in November 2020; target 5 days",
    ] {
        assert!(text.lines().any(|it| it == line), "{line} is not in\n{text}");
    }
    assert!(!month.has_figures && month.to_come == ["A1", "A2", "A3"]);
}

#[test]
fn the_comment_says_the_target_of_the_new_month() {
    let files = team().with(
        "indicators.yaml",
        "Theme:\n  A1: {name: {from 2020-01: Plans, from 2020-12: Plans in force}, count: In time, out_of: Due, better: higher, target: {from 2020-01: 80, from 2020-12: 90}, floor: 60}\n  \
         A2: {name: Visits, count: Visits made, better: neither}\n  A3: {name: Calls, unit: days, better: neither, target: {band: 2 to 5}}\n",
    );
    let month = new_month(&files, "2020-12");
    let text = file(&month, "figures/2020-12.yaml");
    assert!(text.contains("# A1 Plans in force: 80% (80 of 100) in November 2020; target 90%, floor 60%\n"), "{text}");
    assert!(text.contains("# A2 Visits: 11 in November 2020\n"), "{text}");
    assert!(text.contains("; activity band 2 to 5 days\n"), "{text}");
}

#[test]
fn an_untouched_file_of_figures_changes_nothing() {
    for (name, next) in EXAMPLES.iter().zip(["2020-08", "2016-05", "2021-09", "2020-10", "2024-04", "2020-12"]) {
        let before = example(name);
        let mut project = open(&before);
        // Which month comes next is said where another is asked for.
        let month = internals::new_month(&mut project, next).or_else(|error| {
            let turn = error.to_string();
            let period = turn.rsplit("comes ").next().unwrap_or_default().to_owned();
            internals::new_month(&mut project, &period)
        });
        let month = month.unwrap_or_else(|error| panic!("{name}: {error}"));
        let after = with(&before, &month);
        let (was, now) = (check(&before), check(&after));
        assert_eq!(was.diagnostics_and_notes().len(), now.diagnostics_and_notes().len(), "{name}");
        assert!(figures(&was) == figures(&now), "{name}");
    }
    let before = example("northbridge");
    let month = new_month(&before, "2020-12");
    assert_eq!(paths(&month), ["figures/2020-12.yaml", "figures/2020_21-Q3.yaml"]);
    assert_eq!(made(&before), made(&with(&before, &month)));
}

#[test]
fn what_has_stopped_ended_or_not_begun_is_not_due() {
    let files = team()
        .with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: neither, retired: {from: 2020-12, reason: Done}}\n  \
             A2: {name: Visits, count: Visits made, better: neither}\n  A3: {name: Calls, unit: days, better: neither}\n  \
             A4: {name: Old, count: Things, better: neither}\n  A5: {name: New, count: Things, better: neither, replaces: {code: A2, from: 2021-01}}\n  \
             A6: {name: Unknown, count: Things, better: neither}\n",
        )
        .with("figures/old.yaml", "Months: [2019-08, 2019-09]\nA4: [1, 2]\n");
    let month = new_month(&files, "2020-12");
    assert_eq!(month.to_come, ["A2", "A3", "A6"]);
    assert!(file(&month, "figures/2020-12.yaml").contains("# A6 Unknown: no figure yet\n"));
}

#[test]
fn what_comes_with_a_table_of_its_own_has_no_row() {
    let files = team()
        .with(
            "figures/history.yaml",
            "Months: [2020-08, 2020-09, 2020-10]\nA1: [80/100, 85/100, 88/100]\nA2: [5, 6, 7]\n",
        )
        .with("figures/2020-11.yaml", "A1: 80/100\nA2: 11\n")
        .with("figures/calls.csv", "Code,Sep-20,Oct-20,Nov-20\nA3,4,4,4\n");
    let month = new_month(&files, "2020-12");
    let text = file(&month, "figures/2020-12.yaml");
    assert!(!text.contains("\nA3:") && text.contains("# A3 till now in figures/calls.csv\n"), "{text}");
    assert_eq!(month.to_come, ["A1", "A2", "A3"]);
    // Where no month has a file of its own, the first one has all.
    let csv = small_project()
        .with("figures/history.yaml", "")
        .with("figures/all.csv", "Code,Sep-20,Oct-20,Nov-20\nA1,80,81,82\nA1 out of,100,100,100\nA2,4,4,4\n");
    let month = new_month(&csv, "2020-12");
    assert!(file(&month, "figures/2020-12.yaml").contains("\nA2:\n"));
}

#[test]
fn rows_beside_the_figure_come_again_and_names_that_need_quotes_have_them() {
    let files = team()
        .with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: neither, breakdowns: {team: [\"North: 1\", South]}}\n  \
             A2: {name: Visits, count: Visits made, better: neither, type: in period}\n  A3: {name: Calls, unit: days, better: neither}\n",
        )
        .with(
            "figures/2020-11.yaml",
            "A1: 80/100\nA1 by team: {\"North: 1\": 40/50, South: 40/50}\nA2: 11\nA2 year to date: 40\nA2 forecast: 60\nA3: 4\nA3 median: 3\n",
        );
    assert_eq!(codes(&files), [""; 0]);
    let month = new_month(&files, "2020-12");
    let text = file(&month, "figures/2020-12.yaml");
    for row in ["A2 year to date:", "A2 forecast:", "A3 median:", "  South:", "  \"North: 1\":"] {
        assert!(text.lines().any(|line| line == row), "{row} is not in\n{text}");
    }
    assert_eq!(codes(&with(&files, &month)), [""; 0]);
}

#[test]
fn the_second_run_writes_what_the_figures_ask_for() {
    let files = team().with("figures/2020-12.yaml", "A1: 79/100\nA2: 8\nA3: 4\n");
    let month = new_month(&files, "2020-12");
    assert_eq!(paths(&month), ["commentary/2020-12/head-of-visits.md", "commentary/2020-12/plans.md"]);
    let plans = file(&month, "commentary/2020-12/plans.md");
    assert!(plans.starts_with("Author: Head of Plans\n<!-- December 2020."), "{plans}");
    for words in [
        "## Summary\n<!-- ",
        "What was written for November 2020:\nAll is *well*  here.\n-->",
        "In December 2020 the figure was 79% (79 of 100), 1 point lower than in November.",
        "Red, 2nd month. Target: 90%, amber within 5 points.",
        "80 of 100: too few.\n- one\n- two\nWhat was to happen next:\nMore. **Head of Plans, by 31 January 2021.**\nIt was expected back on target in February 2021.\n-->",
        "### Next\n",
    ] {
        assert!(plans.contains(words), "{words} is not in\n{plans}");
    }
    assert!(file(&month, "commentary/2020-12/head-of-visits.md").contains("## A2\n<!-- Visits\n"));
    // Nothing is printed and nothing is wrong before somebody writes.
    let after = with(&files, &month);
    assert_eq!(codes(&files), codes(&after));
    assert_eq!(made(&files), made(&after));
    assert!(new_month(&after, "2020-12").files.is_empty());
}

#[test]
fn the_slots_are_those_that_check_asks_for() {
    let november = fs::read_to_string(crate::common::root().join("data/northbridge/figures/2020-11.yaml")).unwrap();
    let files = example("northbridge").with("figures/2020-12.yaml", november.replace("CLA20: 63/750", "CLA20: 90/750"));
    let manifest = fs::read_to_string(crate::common::root().join("data/northbridge/panelpack.yaml")).unwrap();
    let files = files.with("panelpack.yaml", manifest + "  - {paper: parenting, date: 2021-02-10, period: 2020-12}\n");
    let asked = |files: &MemoryFiles| {
        let mut project = check(files);
        project.look_closer();
        let missing = project.diagnostics().iter().filter(|it| it.code() == Code::CommentaryMissing);
        missing.map(|it| it.message().split('`').nth(1).unwrap_or_default().to_owned()).collect::<BTreeSet<_>>()
    };
    let month = new_month(&files, "2020-12");
    let is_code = |heading: &&String| heading.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let texts = month.files.iter().filter(|file| file.path.starts_with("commentary/"));
    let holds: BTreeSet<String> = texts.flat_map(|file| &file.holds).filter(is_code).cloned().collect();
    assert!(holds.len() > 8 && holds.contains("CLA20"));
    assert_eq!(holds, asked(&files));
    assert_eq!(asked(&files), asked(&with(&files, &month)), "a heading is no text");
}

#[test]
fn a_file_waits_until_every_figure_that_it_may_speak_of_is_there_or_late() {
    let base = team()
        .with("commentary/2020-11/director.md", "Author: Director\n## Recommendation\nNote it.\n")
        .with("commentary/2020-11/visits.md", "Author: Head of Visits\n## A2\nMore.\n");
    let files = base.clone().with("figures/2020-12.yaml", "A1: 79/100\nA2:\nA3: 9\n");
    let month = new_month(&files, "2020-12");
    assert_eq!(paths(&month), ["commentary/2020-12/head-of-calls.md", "commentary/2020-12/plans.md"]);
    // What speaks of no indicator speaks of all.
    assert_eq!(month.waits, [("commentary/2020-12/director.md".to_owned(), vec!["A2".to_owned()])]);
    assert!(!month.has_all_slots);
    let files = base.clone().with("figures/2020-12.yaml", "A1:\nA2: 8\nA3: 9\n");
    let waits: Vec<_> = new_month(&files, "2020-12").waits.into_iter().map(|(path, _)| path).collect();
    assert_eq!(waits, ["commentary/2020-12/director.md", "commentary/2020-12/plans.md"]);
    let files = base.with("figures/2020-12.yaml", "A1: 79/100\nA2: late\nA3: 9\n");
    let month = new_month(&files, "2020-12");
    assert_eq!((month.waits.len(), month.files.len()), (0, 3));
    assert_eq!(month.to_come, ["A2"]);
}

#[test]
fn a_need_that_comes_later_has_a_file_beside_the_one_that_is_there() {
    let files = team().with("figures/2020-12.yaml", "A1: 79/100\nA3: 9\n");
    let first = new_month(&files, "2020-12");
    assert_eq!(first.to_come, ["A2"]);
    let begun =
        with(&files, &first).with("commentary/2020-12/plans.md", "Author: Head of Plans\n## Summary\nWritten.\n");
    let again = new_month(&begun, "2020-12");
    let [new] = again.files.as_slice() else { panic!("{:?}", paths(&again)) };
    assert_eq!((new.path.as_str(), new.holds.as_slice()), ("commentary/2020-12/plans-2.md", &["A1".to_owned()][..]));
    assert_eq!(new.beside.as_deref(), Some("commentary/2020-12/plans.md"));
    assert_eq!(again.left, [("figures/2020-12.yaml".to_owned(), vec!["A2".to_owned()])]);
    assert!(new_month(&with(&begun, &again), "2020-12").files.is_empty());
    // In the month after there is one file again.
    let next = with(&begun, &again)
        .with("commentary/2020-12/plans-2.md", "Author: Head of Plans\n## A1\nLate.\n")
        .with("figures/2021-01.yaml", "A1: 79/100\nA2: 11\nA3: 4\n");
    assert_eq!(paths(&new_month(&next, "2021-01")), ["commentary/2021-01/plans.md"]);
}

#[test]
fn a_sign_in_last_months_words_ends_no_comment() {
    let files = team()
        .with("figures/2020-12.yaml", "A1: 79/100\nA2: 11\nA3: 4\n")
        .with("commentary/2020-11/plans.md", "## A1\nFrom here --> there, and\\<!-- so on.\n");
    let month = new_month(&files, "2020-12");
    let after = with(&files, &month);
    assert_eq!(codes(&files), codes(&after));
    assert_eq!(made(&files), made(&after));
}

/// Whatever a hidden figure is, no file, list or letter is another one.
#[test]
fn hidden_figures_stand_in_no_file_list_or_letter() {
    let told = |a: &str, b: &str| {
        let files = small_project()
            .with(
                "panelpack.yaml",
                "organisation: O\nsmall_numbers: {policy: dfe, decided_by: Board, on: 2020-09-01}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n",
            )
            .with(
                "indicators.yaml",
                "Theme:\n  A1: {name: Plans, count: Children seen, out_of: Children, better: higher, target: 90, owner: Head}\n  \
                 A2: {name: Visits, count: Children visited, better: lower, target: 2, owner: Head}\n",
            )
            .with("figures/history.yaml", format!("Months: [2020-09, 2020-10, 2020-11]\nA1: [60/80, 70/80, {a}/60]\nA2: [50, 40, {b}]\n"))
            .with("commentary/2020-10/a.md", "## A1\nToo few.\n");
        let mut text = String::new();
        for period in ["2020-11", "2020-12"] {
            new_month(&files, period).files.iter().for_each(|file| text.push_str(&file.content));
            let chase = chase(&files, Some(period), "2020-12-10");
            text.push_str(&serde_json::to_string(&chase).unwrap());
            letters(&chase).iter().for_each(|letter| text.push_str(&letter.text));
        }
        text
    };
    let text = told("3", "4");
    assert!(text.contains("# A1 Plans: [c] in November 2020, written as 11/22; target 90%\n"), "{text}");
    assert!(text.contains("# A2 Visits: [c] in November 2020; target 2\n"), "{text}");
    for (a, b) in [("1", "1"), ("5", "2"), ("4", "5")] {
        assert_eq!(text, told(a, b), "{a} {b}");
    }
}

#[test]
fn a_period_that_cannot_be_meant_is_refused_with_the_one_whose_turn_it_is() {
    for (written, part) in [
        (
            "2020/21",
            "`2020/21` is no period of this project's figures: after the latest figures, of November 2020, comes 2020-12",
        ),
        ("Dec 2020", "is no period"),
        ("2022-12", "December 2022 is more than a year ahead"),
    ] {
        let error = internals::new_month(&mut open(&team()), written).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_comment_may_span_lines_and_keys_below_it_are_read() {
    let files = small_project().with(
        "commentary/2020-11/a.md",
        "<!-- First\n\n## A2\n##glued\nAuthor: Nobody\n-->\nAuthor: Head of Plans\n## A1\n<!-- facts:\nExpected back: 2030-01\n\n- one -->\n\
         Expected back: 2021-02\nWritten <!-- with care --> here.\n<!-- more --> <!-- and more -->\n",
    );
    assert_eq!(codes(&files), [""; 0]);
    let [paper] = &views(&files, &Selection::default())[..] else { panic!("one paper") };
    let plans = paper.indicators().find(|it| it.code == "A1").unwrap();
    assert_eq!((plans.author.as_str(), plans.expected_back.as_str()), ("Head of Plans", "Feb 2021"));
    let text = serde_json::to_string(&plans.behind).unwrap();
    assert!(text.contains("Written") && !text.contains("care") && !text.contains("more"), "{text}");
}
