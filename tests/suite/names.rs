//! The names of papers' files: none takes another's place, and a name that a paper had before goes with the paper.

use std::fs;

use crate::editions::Desk;

fn desk(papers: &str) -> Desk {
    let manifest = format!("organisation: Testing Council\nsmall_numbers: {{policy: none}}\npapers:\n{papers}");
    Desk::new(&[
        ("panelpack.yaml", &manifest),
        (
            "indicators.yaml",
            "Theme:\n  A1: {name: Plans, count: Plans in time, out_of: Plans due, better: higher, target: 90, amber_within: 5 points}\n",
        ),
        ("figures/history.yaml", "Months: [2020-09, 2020-10, 2020-11]\nA1: [85/100, 88/100, 91/100]\n"),
    ])
}

fn files(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.path("out")).expect("papers were built").filter_map(Result::ok);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().into_string().expect("a name is text")).collect();
    names.retain(|name| name.ends_with(".pdf"));
    names.sort();
    names
}

/// Each pair was one file, and the second paper silently took the first one's place.
#[test]
fn two_papers_of_one_file_name_are_refused_and_both_named() {
    let long = "Children in Care ".repeat(12);
    for [one, other] in [
        ["Q1/Q2 report", "Q1:Q2 report"],
        ["Report", "report"],
        ["Children?", "Children*"],
        [&format!("{long}North"), &format!("{long}South")],
    ] {
        let desk = desk(&format!("  one: {{title: \"{one}\", panel: P}}\n  other: {{title: \"{other}\", panel: P}}\n"));
        let checked = desk.run(&["check", ".", "--message-format", "short"]);
        assert_eq!(checked.exit, 1, "{one} and {other}: {}", checked.stdout);
        assert!(
            checked.stderr.contains("panelpack.yaml:5:") && checked.stderr.contains("error[same-file]"),
            "{}",
            checked.stderr
        );
        assert!(checked.stderr.contains("`one` and `other`"), "{}", checked.stderr);
    }
}

#[test]
fn papers_of_one_title_bear_their_keys_and_long_titles_their_month() {
    let long = "é".repeat(190);
    let desk = desk(&format!(
        "  one: {{title: Report, panel: P}}\n  other: {{title: Report, panel: P}}\n  long: {{title: {long}, panel: P}}\n"
    ));
    desk.done(&["build", "."]);
    let names = files(&desk);
    assert_eq!(names[..2], ["Report (one) November 2020.pdf", "Report (other) November 2020.pdf"]);
    assert!(names[2].ends_with("é November 2020.pdf"), "{names:?}");
}

/// An item of an agenda that is added later gives the paper another name, and two papers for one meeting would lie in the folder.
#[test]
fn a_paper_under_a_new_name_takes_its_old_file_along_and_says_so() {
    let desk = desk("  one: {title: Report, panel: P}\n");
    desk.done(&["build", ".", "--period", "2020-10"]);
    desk.done(&["build", "."]);
    desk.done(&["build", ".", "--layout", "one-page"]);
    desk.done(&["build", ".", "--option", "large_print=18"]);
    desk.done(&["build", ".", "--format", "svg"]);
    let before = files(&desk);
    assert_eq!(before.len(), 4, "{before:?}");
    let manifest = desk.read("panelpack.yaml");
    desk.write(
        "panelpack.yaml",
        &format!("{manifest}meetings:\n  - {{paper: one, date: 2021-01-13, period: 2020-11, item: 6}}\n"),
    );
    let built = desk.done(&["build", "."]);
    assert!(built.stderr.contains("took away `Report November 2020.pdf`"), "{}", built.stderr);
    let mut expected = before.clone();
    expected.retain(|name| name != "Report November 2020.pdf");
    expected.insert(0, "Item 6 Report November 2020.pdf".to_owned());
    assert_eq!(files(&desk), expected);
    assert!(desk.path("out/Report November 2020 page 01.svg").exists(), "it was not made anew");
    let sums = desk.read("out/SHA256SUMS");
    assert!(
        !sums.contains("  Report November 2020.pdf") && sums.contains("  Item 6 Report November 2020.pdf"),
        "{sums}"
    );
    // What somebody changed by hand stays.
    desk.write("out/Item 6 Report November 2020.pdf", "signed");
    desk.edit("panelpack.yaml", "item: 6", "item: 7");
    desk.done(&["build", "."]);
    assert_eq!(desk.read("out/Item 6 Report November 2020.pdf"), "signed");
}

#[test]
fn a_question_in_a_title_leaves_no_mark_in_a_files_name() {
    let desk = desk(
        "  one: {title: \"How are we doing?\", panel: P}\n  other: {title: \"Plans: in time? Q1/Q2\", panel: P}\n",
    );
    desk.done(&["build", "."]);
    assert_eq!(files(&desk), ["How are we doing November 2020.pdf", "Plans in time Q1-Q2 November 2020.pdf"]);
}
