//! Hints about commentary as managers send it.

use panelpack::{MemoryFiles, Selection};

use super::{LINES, defined, found, only, printed};
use crate::common::views;

/// Two indicators, `A1` and `B2`, and a text for October.
fn written(text: &str) -> MemoryFiles {
    let lines = format!("{LINES}  B2: {{name: Visits made, count: Made, better: lower}}\n");
    defined(&lines)
        .with("figures/2024-04.yaml", "A1: 366/388\nB2: 5\n")
        .with("commentary/2024-04/panel.md", text.to_owned())
}

/// What is said of a wrong text, which has to hold `hint`; the right one says nothing and stands behind `A1`, `B2` or both.
#[track_caller]
fn mends(wrong: &str, hint: &str, right: &str, behind: [&str; 2]) {
    let said = only(&written(wrong));
    assert!(said.contains(hint), "{said}");
    assert_eq!(printed(&written(right)).0, "94%");
    let paper = views(&written(right), &Selection::default()).remove(0);
    for (code, text) in ["A1", "B2"].into_iter().zip(behind) {
        let view = paper.indicators().find(|view| view.code == code).expect("the paper has it");
        let found = format!("{:?}", view.behind);
        assert!(if text.is_empty() { view.behind.is_none() } else { found.contains(text) }, "{code}: {found}");
    }
}

#[test]
fn a_line_that_was_a_heading_is_told_how_it_is_written() {
    for wrong in ["A1 – Plans\n\nStaff were ill.\n", "**A1 – Plans**\n\nStaff were ill.\n", "A1: Staff were ill.\n"]
    {
        mends(
            wrong,
            "a heading is a line of its own: write `## A1`",
            "## A1\nStaff were ill.\n",
            ["Staff were ill", ""],
        );
    }
    mends("## A1 – Plans\nIll.\n", "write its code alone, `## A1`", "## A1\nIll.\n", ["Ill", ""]);
    mends("## Plans\nIll.\n", "write the code of the indicator, `## A1`", "## A1\nIll.\n", ["Ill", ""]);
    mends("# A1\nIll.\n", "`##` starts a slot", "## A1\nIll.\n", ["Ill", ""]);
    for heading in ["B2 – Visits made", "B2", "**B2: visits made**"] {
        mends(
            &format!("## A1\nIll.\n\n{heading}\n\nSnow.\n"),
            "unknown-slot: the text of `B2` is printed under `A1`; a heading is a line of its own: write `## B2`",
            "## A1\nIll.\n\n## B2\n\nSnow.\n",
            ["Ill", "Snow"],
        );
    }
    for fine in
        ["B2 is made of the same cases.", "B2: 88% of them, A1 the rest.", "B2, visits made, rose.", "A1 – Plans"]
    {
        assert_eq!(found(&written(&format!("## A1\nIll.\n\n{fine}\n"))), Vec::new(), "{fine}");
        assert_eq!(found(&written("## Summary\nB2 – Visits made\n\nSnow.\n")), Vec::new());
    }
}

#[test]
fn a_key_below_a_text_is_told_where_it_belongs() {
    mends(
        "## A1\nIll.\n\nExpected back: 2024-09\n",
        "`Expected back` stands below the text, and is printed as a part of it; put its line right under the heading",
        "## A1\nExpected back: 2024-09\nIll.\n",
        ["Ill", ""],
    );
    mends(
        "## A1\nIll.\n\nAuthor: S Khan\n",
        "`Author` and `Cleared` above the first one",
        "Author: S Khan\n## A1\nIll.\n",
        ["Ill", ""],
    );
}

#[test]
fn the_end_of_a_letter_is_named() {
    for end in [
        "Kind regards,\nJo Field",
        "--\nSara Khan | Tel: 01234 567890",
        "Best wishes,\nJo",
        "Regards,\nJo\n_____\nThis email is confidential.",
    ] {
        mends(
            &format!("## A1\nIll.\n\n{end}\n"),
            "letter-end: the end of a letter is printed under `A1`",
            "Author: Jo Field\n## A1\nIll.\n",
            ["Ill", ""],
        );
    }
    for fine in ["With kind regard to each child.", "Regards to risk, none.", "Tell us more."] {
        assert_eq!(found(&written(&format!("## A1\n{fine}\n"))), Vec::new(), "{fine}");
    }
}

#[test]
fn a_folder_of_several_texts_is_named_once() {
    let wrong = written("## A1\nIll.\n")
        .with("commentary/October 2024/a.md", "## A1\nIll.\n")
        .with("commentary/October 2024/b.md", "## B2\nSnow.\n");
    assert!(only(&wrong).contains("rename the file or folder: a month is written `2024-10`"), "{}", only(&wrong));
}
