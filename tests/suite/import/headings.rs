//! Headings that hold more than a period: what is read of them, what is left out and why, and which cell is named where nothing can be read.

use std::fs;

use super::{Scratch, done, refused};

fn write(scratch: &Scratch, rows: &[&str]) -> std::path::PathBuf {
    let file = scratch.path("sheet.csv");
    fs::write(&file, rows.join("\n")).expect("a file can be written");
    file
}

#[test]
fn words_that_say_nothing_else_may_stand_beside_a_period_and_targets_are_no_figures() {
    for (headings, cells, read, told) in [
        (
            "Apr-23 Target,Apr-23 Actual,May-23 Target,May-23 Actual",
            "100,1,100,2",
            vec!["2023-04 1", "2023-05 2"],
            "column C, `Apr-23 Target`: targets",
        ),
        (
            "Latest (Jun-23),Previous (May-23),Same period last year (Jun-22)",
            "3,2,1",
            vec!["2022-06 1", "2023-05 2", "2023-06 3"],
            "A1: 2022-06 1",
        ),
        ("Latest (Jun-23),Rank", "3,2", vec!["2023-06 3"], "column D, `Rank`"),
        ("Apr-23,Jun-23 (prov)", "3,2", vec!["2023-04 3"], "`Jun-23 (prov)`: other words stand beside its period"),
        ("YTD Apr-23,Apr-23,Rolling 12 months to Apr-23", "7,3,9", vec!["2023-04 3"], "`YTD Apr-23`: other words"),
        ("Apr-23 Plan,Apr-23 Outturn %,Apr-23 RAG", "9,3,G", vec!["2023-04 3"], "`Apr-23 Plan`: targets"),
        ("Apr 23,2023 05,06/2023", "1,2,3", vec!["2023-04 1", "2023-05 2", "2023-06 3"], "A1"),
    ] {
        let scratch = Scratch::new();
        let file = write(&scratch, &[&format!("Ref,Name,{headings}"), &format!("A1,Referrals,{cells}")]);
        let said = done(&scratch.propose(&[file], &[]));
        let found: Vec<String> =
            scratch.figures().into_iter().map(|((_, period), text)| format!("{period} {text}")).collect();
        assert_eq!(found, read, "{headings}: {said}");
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn where_nothing_can_be_read_the_heading_and_its_cell_are_named() {
    for (headings, cells, told) in [
        (
            "Rolling 12m to Jun-23",
            "3",
            "`Rolling 12m to Jun-23` in C1 names a period among words that say something else",
        ),
        ("Apr-23 Target,May-23 Target", "3,4", "`Apr-23 Target` in C1 names a period among words"),
        ("Apr,May,Jan", "1,2,3", "`Apr` in C1 names a month or quarter, and no year stands over it"),
        ("This month,Last month", "1,2", "figures stand under `This month` in C1, and nothing says of which month"),
    ] {
        let scratch = Scratch::new();
        let file = write(&scratch, &[&format!("Ref,Name,{headings}"), &format!("A1,Referrals,{cells}")]);
        let said = refused(&scratch.propose(&[file], &[]));
        assert!(said.contains(told), "{told}: {said}");
    }
}
