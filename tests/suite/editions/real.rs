//! Two restatements that were published silently, and how they are owned up to.

use super::{Desk, quarterly};

/// A quarter was published with 536 children; the next quarter's figures restate it as 529.
#[test]
fn a_restated_quarter_is_marked_listed_and_asked_about_in_both_papers() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.write("figures/2014_15-Q1.yaml", "extracted: 2014-10-09\nCLA: 529\n");
    desk.write("figures/2014_15-Q2.yaml", "extracted: 2014-10-09\nCLA: 535\n");

    for (period, own) in [("2014/15 Q1", true), ("2014/15 Q2", false)] {
        let paper = desk.view(&["--period", period]);
        let row = &paper["revisions"]["rows"][0];
        assert_eq!(paper["revisions"]["rows"].as_array().map(Vec::len), Some(1), "{period}");
        assert_eq!((&row["was"], &row["now"], &row["difference"]), (&"536".into(), &"529".into(), &"−7".into()));
        assert_eq!((&row["kind"], &row["reason"]), (&"Not said".into(), &"to be given".into()));
        let was_in = if own { "version 1, page 1" } else { "edition of 5 September 2014, page 1" };
        assert_eq!(row["was_in"], was_in, "{period}");
        let indicator = &paper["themes"][0]["indicators"][0];
        let shown = if own { &indicator["marks"] } else { &indicator["recent"][1]["marks"] };
        assert_eq!(shown, "[r]", "{period}");
        assert_eq!(paper["version"]["number"], if own { 2 } else { 1 });
    }
    let next = desk.view(&["--period", "2014/15 Q2"]);
    let indicator = &next["themes"][0]["indicators"][0];
    assert_eq!(indicator["change"]["words"], "up 6, worse");
    assert_eq!(indicator["previous"], "529 [r]");

    let built = desk.done(&["build", ".", "--period", "2014/15 Q1", "--message-format", "short"]);
    assert!(built.stderr.contains("figures/2014_15-Q1.yaml:2:6: warning[reason-missing]"), "{}", built.stderr);
    assert!(built.stderr.contains("commentary/2014_15-Q1/cla.md:3:12: warning[superseded-figure]"), "{}", built.stderr);
    assert!(built.stdout.contains("Item 7 Quarterly Performance (version 2)"), "{}", built.stdout);

    let (status, exit) = desk.status();
    assert_eq!(exit, 1);
    assert_eq!(status[0]["sentences"][0]["says"], "536");
    assert_eq!(status[0]["sentences"][0]["sentence"], "There were 536 children at the end of June.");
    assert_eq!(status[0]["unexplained"][0]["was"], "536");
}

/// Once the next paper has told it, the quarter before is not out of date for ever, and the mark is gone from the paper after that.
#[test]
fn a_change_is_told_once() {
    let desk = quarterly();
    desk.done(&["publish", ".", "--on", "2014-08-28"]);
    desk.write("figures/2014_15-Q1.yaml", "extracted: 2014-10-09\nCLA: 529\n");
    desk.write("figures/2014_15-Q2.yaml", "extracted: 2014-10-09\nCLA: 535\n");
    desk.write(
        "corrections.yaml",
        "- {indicator: CLA, period: 2014/15 Q1, was: 536, now: 529, kind: correction, reason: Seven children had left care.}\n",
    );
    desk.done(&["publish", ".", "--period", "2014/15 Q2", "--on", "2014-11-27"]);
    let (status, exit) = desk.status();
    assert_eq!(exit, 0, "{status:#}");
    assert_eq!(status[0]["told"], 1);

    desk.write("figures/2014_15-Q3.yaml", "extracted: 2015-01-09\nCLA: 540\n");
    let paper = desk.view(&["--period", "2014/15 Q3"]);
    assert_eq!(paper["revisions"]["none"], "None since the edition of 5 December 2014.");
    let recent = paper["themes"][0]["indicators"][0]["recent"].to_string();
    assert!(!recent.contains("[r]"), "{recent}");
}

/// England 2023: first published as 83,840 children looked after, a year later as 83,760.
#[test]
fn a_figure_of_england_is_revised_by_the_next_year_s_release() {
    let desk = Desk::new(&[
        (
            "panelpack.yaml",
            "organisation: England\nsmall_numbers: {policy: dfe, decided_by: Statistics, on: 2020-01-01}\n\
             papers:\n  release: {title: Children looked after in England, panel: Readers}\n",
        ),
        (
            "indicators.yaml",
            "Children in care:\n  CLA: {name: Children looked after, count: Children looked after, better: neither, type: snapshot}\n",
        ),
        ("figures/2023.yaml", "Years: [2020/21, 2021/22, 2022/23]\nCLA: [80780, 82080, 83840]\n"),
    ]);
    desk.done(&["publish", ".", "--on", "2023-11-16"]);
    desk.write("figures/2023.yaml", "Years: [2020/21, 2021/22, 2022/23, 2023/24]\nCLA: [80780, 82080, 83760, 83630]\n");
    desk.write(
        "corrections.yaml",
        "- {indicator: CLA, period: 2022/23, was: 83840, now: 83760, kind: revision, reason: Late returns of two authorities.}\n",
    );
    let paper = desk.view(&[]);
    let row = &paper["revisions"]["rows"][0];
    assert_eq!((&row["was"], &row["now"], &row["difference"]), (&"83,840".into(), &"83,760".into(), &"−80".into()));
    assert_eq!((&row["kind"], &row["reason"]), (&"Revision".into(), &"Late returns of two authorities".into()));
    let table = paper["themes"][0]["indicators"][0]["table"]["rows"][0]["cells"].to_string();
    assert!(table.contains("83,760 [r]"), "{table}");
    desk.done(&["publish", ".", "--on", "2024-11-14"]);
    let (_, exit) = desk.status();
    assert_eq!(exit, 0);
}
