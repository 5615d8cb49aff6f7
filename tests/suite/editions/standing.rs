//! What `publish`, `clear`, `status` and `build` do when little, nothing or too much has changed.

use super::{Desk, quarterly, tree};

#[test]
fn publishing_the_same_again_changes_nothing() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    let before = tree(&desk.path("."));
    let again = desk.done(&["publish", ".", "--on", "2014-08-29"]);
    assert!(again.stdout.contains("nothing has changed since it was published on 2014-08-28"), "{}", again.stdout);
    assert_eq!(before, tree(&desk.path(".")));
}

#[test]
fn something_else_under_the_same_version_is_refused() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28", "--version", "1"]);
    desk.write("figures/2014_15-Q1.yaml", "CLA: 540\n");
    desk.write(
        "corrections.yaml",
        "- {indicator: CLA, period: 2014/15 Q1, was: 536, now: 540, kind: correction, reason: Late.}\n",
    );
    desk.write("commentary/2014_15-Q1/cla.md", "## CLA\nThere were 540 children.\n");
    let editions = tree(&desk.path("editions"));
    let refused = desk.run(&["publish", ".", "--version", "1", "--message-format", "short"]);
    assert_eq!(refused.exit, 1);
    assert!(
        refused.stderr.contains("error[edition-exists]: version 1 was published on 2014-08-28"),
        "{}",
        refused.stderr
    );
    assert_eq!(editions, tree(&desk.path("editions")));
    desk.done(&["publish", ".", "--version", "2", "--on", "2014-09-01"]);
}

/// A draft that a director cleared: what changed since, and whose clearance no longer stands.
#[test]
fn a_cleared_draft_says_what_changed_since() {
    let desk = Desk::example("northbridge");
    let by = "Jo Field, Director of Children's Services";
    desk.done(&["clear", ".", "--paper", "chair", "--by", by, "--on", "2021-01-03"]);
    let same = desk.done(&["clear", ".", "--paper", "chair", "--by", by, "--on", "2021-01-04"]);
    assert!(same.stdout.contains("nothing has changed since it was cleared on 2021-01-03"), "{}", same.stdout);
    desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "CLA11: 180/194");
    desk.edit("figures/2020-11.yaml", "CLA13: 670/740", "CLA13: 672/740");
    let said = desk.done(&["status", "."]);
    let expected = "chair, November 2020: draft 1, cleared on 2021-01-03 by Jo Field, Director of Children's Services: \
                    1 figure and 1 rating changed since";
    assert!(said.stdout.contains(expected), "{}", said.stdout);
    assert!(said.stdout.contains("CLA11 2020-11: 84% → 93%"), "{}", said.stdout);
    assert!(said.stdout.contains("CLA11 2020-11: amber → green"), "{}", said.stdout);
    assert!(said.stdout.contains("the clearance of CLA11 no longer stands"), "{}", said.stdout);
    desk.done(&["clear", ".", "--paper", "chair", "--by", by, "--on", "2021-01-04"]);
    assert!(desk.path("editions/chair-2020-11-draft-2/edition.yaml").exists());
    // A draft is nobody's first publication.
    let paper = desk.view(&["--paper", "chair"]);
    assert_eq!((&paper["version"]["number"], &paper["revisions"]), (&1.into(), &serde_json::Value::Null));
}

/// Commentary that did not come never blocks a meeting: somebody decides, and the page says so.
#[test]
fn missing_commentary_is_decided_by_a_named_person() {
    let desk = quarterly();
    desk.edit("indicators.yaml", "target: 600", "target: 500");
    std::fs::remove_dir_all(desk.path("commentary")).expect("the commentary can be removed");
    let refused = desk.run(&["publish", ".", "--on", "2014-08-28", "--message-format", "short"]);
    assert_eq!(refused.exit, 1);
    assert!(
        refused.stderr.contains("error[commentary-missing]: `CLA` is red and has no commentary"),
        "{}",
        refused.stderr
    );
    desk.write(
        "commentary/2014_15-Q1/cla.md",
        "## CLA\nAwaited: The head of service is on leave · Decided by: Director of Children's Services\n",
    );
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    let record = desk.read("editions/scrutiny-2014_15-Q1-v1/edition.yaml");
    assert!(record.contains("by: Director of Children's Services"), "{record}");
    let behind = desk.view(&[])["themes"][0]["indicators"][0]["behind"].to_string();
    assert!(behind.contains("Commentary awaited: The head of service is on leave. Decided by Director"), "{behind}");
}

/// Nobody clears a paper, or comes to the day of the meeting, without knowing what `publish` will ask for.
#[test]
fn what_publish_will_refuse_is_said_by_check_and_clear() {
    let desk = quarterly();
    desk.edit("indicators.yaml", "target: 600", "target: 500");
    std::fs::remove_dir_all(desk.path("commentary")).expect("the commentary can be removed");
    let lacks = "warning[commentary-missing]: `CLA` is red and has no commentary for April to June 2014";
    let check = || desk.done(&["check", ".", "--message-format", "short"]).stderr;
    assert!(check().contains(lacks), "a meeting is named: {}", check());
    desk.edit("panelpack.yaml", "period: 2014/15 Q1", "period: 2014/15 Q3");
    assert_eq!(check(), "", "a paper that is only built owes nobody a text");
    let cleared = desk.done(&["clear", ".", "--by", "Jo Field", "--on", "2014-08-27", "--message-format", "short"]);
    assert!(
        cleared.stderr.contains(lacks) && cleared.stdout.contains("cleared"),
        "{}{}",
        cleared.stderr,
        cleared.stdout
    );
    assert!(check().contains(lacks), "it is on its way: {}", check());
    desk.write("commentary/2014_15-Q1/cla.md", "## CLA\nMore children came than left.\n");
    assert_eq!(check(), "");
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.edit("figures/2014_15-Q1.yaml", "536", "540");
    assert!(check().contains("warning[reason-missing]: `CLA` of 2014/15 Q1"), "{}", check());
}

/// Of what was only cleared no reader asks why it is another thing now.
#[test]
fn a_figure_of_a_draft_needs_no_reason() {
    let desk = quarterly();
    desk.done(&["clear", ".", "--by", "Jo Field", "--on", "2014-08-25"]);
    desk.edit("figures/2014_15-Q1.yaml", "536", "540");
    let (standings, exit) = desk.status();
    assert_eq!((&standings[0]["changes"][0]["now"], exit), (&"540".into(), 0), "{standings:#}");
    assert_eq!(standings[0]["unexplained"], serde_json::json!([]));
    let asked = desk.done(&["status", ".", "--write"]).stdout;
    assert!(!asked.contains("corrections.yaml") && !desk.path("corrections.yaml").exists(), "{asked}");
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.edit("figures/2014_15-Q1.yaml", "540", "541");
    assert_eq!(desk.status().0[0]["unexplained"][0]["was"], "540", "what was published does");
}

/// What a director has seen is on record, also what has changed since.
#[test]
fn an_edition_says_who_cleared_it_and_what_was_changed_afterwards() {
    let desk = quarterly();
    desk.done(&["clear", ".", "--by", "Jo Field", "--on", "2014-08-25"]);
    desk.edit("figures/2014_15-Q1.yaml", "536", "540");
    desk.write("commentary/2014_15-Q1/cla.md", "## CLA\nThere were 540 children.\n");
    let published = desk.done(&["publish", ".", "--on", "2014-08-28", "--message-format", "short"]);
    let lapsed =
        "warning[not-as-cleared]: `CLA` is not as Jo Field cleared it on 2014-08-25: that clearance no longer stands";
    assert!(published.stderr.contains(lapsed), "{}", published.stderr);
    let record = desk.read("editions/scrutiny-2014_15-Q1-v1/edition.yaml");
    let cleared =
        "cleared:\n  draft: scrutiny-2014_15-Q1-draft-1\n  on: 2014-08-25\n  by: Jo Field\n  changed_since:\n  - CLA\n";
    assert!(record.contains(cleared), "{record}");
    assert!(desk.done(&["status", "."]).stdout.contains("cleared on 2014-08-25 by Jo Field, but for CLA"));
    desk.done(&["verify"]);

    desk.write("commentary/2014_15-Q1/cla.md", "## CLA\nThere were 540 children at the end of June.\n");
    desk.done(&["clear", ".", "--by", "Jo Field", "--on", "2014-09-01"]);
    let again = desk.done(&["publish", ".", "--on", "2014-09-02"]);
    assert_eq!(again.stderr, "", "nothing has changed since it was cleared");
    let record = desk.read("editions/scrutiny-2014_15-Q1-v2/edition.yaml");
    assert!(record.contains("cleared:\n  draft: scrutiny-2014_15-Q1-draft-2\n") && !record.contains("changed_since"));
}

/// In a project of several papers only those are made again that print what changed.
#[test]
fn only_affected_papers_are_made_again() {
    let desk = Desk::example("northbridge");
    let first = desk.done(&["build", "."]);
    assert_eq!(first.stderr, "");
    desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "# checked by hand\nCLA11: 163/194 84%");
    let touched = desk.done(&["build", "."]);
    assert_eq!(touched.stdout, first.stdout);
    assert_eq!(touched.stderr.matches(": up to date").count(), first.stdout.lines().count(), "{}", touched.stderr);

    desk.edit("figures/2020-11.yaml", "CLA24: 41/48", "CLA24: 40/48");
    let changed = desk.done(&["build", "."]);
    let (made, kept) =
        (changed.stderr.matches("CLA24 2020-11 changed").count(), changed.stderr.matches("up to date").count());
    assert_eq!(made + kept, first.stdout.lines().count(), "{}", changed.stderr);
    assert!(made > 0 && kept > 0, "{}", changed.stderr);

    // A paper that somebody took away is made again, whatever the manifest says.
    let lost = desk.path("out").join("Item 6 Children in Care Performance Scorecard November 2020.pdf");
    std::fs::remove_file(&lost).expect("a paper can be removed");
    let again = desk.done(&["build", "."]);
    assert!(lost.exists() && again.stderr.contains("its files are not as they were written"), "{}", again.stderr);
}

/// What disclosure control hides stands in no record, and a figure that is hidden now is not printed again beside its correction.
#[test]
fn a_hidden_figure_is_in_no_record_and_not_repeated() {
    let desk = quarterly();
    desk.write("figures/history.yaml", "Quarters: [2013/14 Q2, 2013/14 Q3, 2013/14 Q4]\nCLA: [520, 3, 531]\n");
    desk.edit("panelpack.yaml", "policy: dfe", "policy: none");
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.edit("panelpack.yaml", "policy: none", "policy: dfe");
    let paper = desk.view(&[]);
    let row = &paper["revisions"]["rows"][0];
    assert_eq!((&row["was"], &row["now"], &row["difference"]), (&"a figure".into(), &"[c]".into(), &"".into()));
    desk.write(
        "corrections.yaml",
        "- {indicator: CLA, period: 2013/14 Q3, was: 3, now: \"[c]\", kind: correction, reason: It counts fewer than six children.}\n",
    );
    desk.done(&["publish", ".", "--on", "2014-09-02"]);
    let record = desk.read("editions/scrutiny-2014_15-Q1-v2/edition.yaml");
    assert!(record.contains("2013/14 Q3: '[c] [r], Suppressed'"), "{record}");
    assert_eq!(desk.status().1, 0);
}

/// Every example becomes an edition that comes out byte for byte, of which nothing has changed.
#[test]
fn every_example_becomes_an_edition() {
    for name in crate::common::EXAMPLES {
        let desk = Desk::example(name);
        // The papers that other councils published hold no commentary for each of their reds.
        let published = desk.run(&["publish", ".", "--on", "2024-05-01", "--message-format", "short"]);
        if published.exit != 0 {
            assert!(
                published.stderr.lines().all(|line| line.contains("[commentary-missing]")),
                "{name}: {}",
                published.stderr
            );
            desk.done(&["clear", ".", "--by", "Director", "--on", "2024-05-01"]);
        }
        let (status, exit) = desk.status();
        let standings = status.as_array().expect("standings");
        assert!(exit == 0 && !standings.is_empty(), "{name}");
        for standing in standings {
            let changes = standing["changes"].as_array().map(Vec::len);
            assert_eq!((changes, &standing["looks_different"]), (Some(0), &false.into()), "{name}: {standing:#}");
        }
        desk.done(&["verify"]);
    }
}

/// A target that is another one changes ratings of figures that are the same: that is owned up to like a figure.
#[test]
fn a_rating_that_alone_changed_is_told_with_its_rating() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.write("figures/2014_15-Q2.yaml", "extracted: 2014-10-09\nCLA: 535\n");
    desk.done(&["publish", ".", "--period", "2014/15 Q2", "--on", "2014-11-27"]);
    desk.edit("indicators.yaml", "target: 600", "target: 535");
    let paper = desk.view(&["--period", "2014/15 Q1"]);
    let row = &paper["revisions"]["rows"][0];
    assert_eq!(
        (&row["was"], &row["now"], &row["difference"]),
        (&"536 (green)".into(), &"536 (red)".into(), &"".into())
    );
    assert_eq!(row["effect"], "Now red, was green.");
    assert!(
        paper["version"]["line"].as_str().is_some_and(|line| line.ends_with("536 (red), was 536 (green).")),
        "{paper:#}"
    );
    assert_eq!(paper["revisions"]["others"][0], "The target of Children looked after has changed.");
    // The next quarter's paper shows the same figure, with the rating of its day: it has not told this.
    let (status, exit) = desk.status();
    assert_eq!((exit, &status[0]["out_of_date"], &status[0]["told"]), (1, &true.into(), &0.into()), "{status:#}");
    assert_eq!(status[0]["unexplained"][0]["was"], "536, Green");
}

/// Where the paper's own figure is hidden now, its change and rating of then would give it away.
#[test]
fn nothing_is_said_of_what_a_hidden_figure_changed() {
    let desk = quarterly();
    desk.edit("panelpack.yaml", "policy: dfe", "policy: none");
    desk.write("figures/history.yaml", "Quarters: [2013/14 Q2, 2013/14 Q3, 2013/14 Q4]\nCLA: [9, 8, 7]\n");
    desk.write("figures/2014_15-Q1.yaml", "CLA: 4\n");
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.edit("panelpack.yaml", "policy: none", "policy: dfe");
    let row = desk.view(&[])["revisions"]["rows"][0].clone();
    assert_eq!((&row["now"], &row["was"], &row["effect"]), (&"[c]".into(), &"a figure".into(), &"".into()));
}

/// A panel that was sent August's paper and not September's compares November with August, whatever is published later.
#[test]
fn a_paper_compares_with_the_edition_that_the_panel_saw_last() {
    let desk = Desk::new(&[
        (
            "panelpack.yaml",
            "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: T, panel: P}\nmeetings:\n  - {paper: panel, date: 2020-11-11, period: 2020-10}\n",
        ),
        ("indicators.yaml", "Theme:\n  A1: {name: Reviews, unit: percent, better: higher, target: 90}\n"),
        ("figures/history.yaml", "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [95, 70, 71, 72]\n"),
        ("commentary/2020-10/a.md", "## A1\nText.\n"),
        ("commentary/2020-11/a.md", "## A1\nText.\n"),
    ]);
    assert_eq!(desk.view(&[])["period"]["previous"], "October 2020", "as the meeting says");
    desk.done(&["publish", ".", "--period", "2020-08", "--on", "2020-09-09"]);
    assert_eq!(desk.view(&[])["period"]["previous"], "August 2020");
    desk.done(&["publish", ".", "--period", "2020-11", "--on", "2020-12-09"]);
    desk.done(&["publish", ".", "--period", "2020-10", "--on", "2020-12-10"]);
    assert_eq!(desk.status().1, 0, "a late paper of October alters nothing in November's");
    assert_eq!(desk.view(&["--period", "2020-11"])["period"]["previous"], "August 2020");
}
