//! What is due when, and how a paper that follows is called.

use super::{panelpack, write};
use crate::common::{codes, made, small_project, views};
use panelpack::Selection;

#[test]
fn the_label_stands_beside_the_item() {
    for (label, printed) in
        [("", "6"), (", label: to follow", "6 (to follow)"), (", label: supplementary", "6 (supplementary)")]
    {
        let files = small_project().with(
            "panelpack.yaml",
            format!(
                "organisation: O\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: Scorecard, panel: Panel}}\nmeetings:\n  - {{paper: panel, date: 2021-01-13, period: 2020-11, item: 6{label}}}\n"
            ),
        );
        let [paper] = &views(&files, &Selection::default())[..] else { panic!("one paper") };
        assert_eq!(paper.item.as_deref(), Some(printed));
        assert!(made(&files).contains(&format!("\"item\":\"{printed}\"")));
    }
}

#[test]
fn a_late_dispatch_is_a_warning_where_the_law_binds() {
    let files = |calendar: &str, paper: &str, meeting: &str| {
        small_project().with(
            "panelpack.yaml",
            format!(
                "organisation: O\nsmall_numbers: {{policy: none}}\ncalendar: {{{calendar}}}\npapers:\n  panel: {{title: Scorecard, panel: Panel{paper}}}\nmeetings:\n  - {{paper: panel, date: 2021-01-13, period: 2020-11, item: 6{meeting}}}\n"
            ),
        )
    };
    let late =
        |calendar: &str, paper: &str, meeting: &str| codes(&files(calendar, paper, meeting)) == ["dispatch-late"];
    assert!(late("", "", ", dispatch: 2021-01-06"));
    assert!(late("dispatch: 4 clear days", "", ""));
    assert!(
        late("closed: [2021-01-07]", "", ", dispatch: 2021-01-05"),
        "a day on which the council is shut does not count"
    );
    for (calendar, paper, meeting) in [
        ("", "", ", dispatch: 2021-01-05"),
        ("dispatch: 6 working days", "", ""),
        ("dispatch: 4 clear days", "", ", dispatch: 2021-01-05"),
        ("dispatch: 3 clear days, clear_days: 3", "", ""),
        ("clear_days: none", "", ", dispatch: 2021-01-12"),
        ("", ", clear_days: none", ", dispatch: 2021-01-12"),
        ("clear_days: none", ", clear_days: 1", ", dispatch: 2021-01-11"),
        ("", "", ", dispatch: 2021-01-11, label: supplementary"),
    ] {
        assert_eq!(codes(&files(calendar, paper, meeting)), [""; 0], "{calendar} {paper} {meeting}");
    }
}

#[test]
fn check_says_what_is_due_before_the_meetings_to_come() {
    let folder = tempfile::tempdir().unwrap();
    let files = small_project().with(
        "panelpack.yaml",
        "organisation: O\nsmall_numbers: {policy: none}\ncalendar: {commentary_due: 8 clear days, dispatch: 6 clear days}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n  \
         board: {title: Summary, panel: Board, clear_days: none}\nmeetings:\n  - {paper: panel, date: 2021-01-13, period: 2020-12}\n  - {paper: board, date: 2021-01-13, period: 2020-12}\n  \
         - {paper: panel, date: 2021-02-10, period: 2021-01, dispatch: 2021-01-29}\n",
    );
    write(&files, folder.path());
    let lines = |on: &str| {
        let (exit, _, err) = panelpack(&["check", folder.path().to_str().unwrap(), "--on", on]);
        assert_eq!(exit, 0, "{err}");
        err.lines().filter(|line| line.starts_with("meeting")).map(str::to_owned).collect::<Vec<_>>()
    };
    let january = [
        "meeting on 2021-01-13 (panel): commentary by 2020-12-30, papers out on 2021-01-04, by law not after 2021-01-05",
        "meeting on 2021-01-13 (board): commentary by 2020-12-30, papers out on 2021-01-04",
    ];
    let february = "meeting on 2021-02-10 (panel): commentary by 2021-01-28, papers out on 2021-01-29, by law not after 2021-02-02";
    assert_eq!(lines("2021-01-13"), [january[0], january[1], february]);
    assert_eq!(lines("2021-01-14"), [february]);
    assert_eq!(lines("2021-02-11"), [""; 0]);
}
