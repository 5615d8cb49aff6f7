//! Breakdowns, and the cells they are written in.

use crate::common::codes;

use super::{PERCENT, a1, with};

const PARTS: &str = "count: Children, better: neither, type: snapshot, breakdowns: {age: {parts: [Under 5, 5 to 9, 10 to 17], sum_to_whole: yes}}";

#[test]
fn a_breakdown_is_a_table_and_bars() {
    let files = with(
        PARTS,
        "Months: [2020-10, 2020-11]\nA1: [90, 100]\nA1 by age:\n  Under 5: [20, 25]\n  5 to 9: [30, 25]\n  10 to 17: [40, 50]\nA2: [1, 1]\n",
    );
    let view = a1(&files);
    let breakdown = &view.breakdowns[0];
    assert_eq!((breakdown.heading.as_str(), breakdown.has_chart), ("Plans by age, at the end of November 2020", true));
    let parts: Vec<(&str, &str, &str, &str)> = breakdown
        .parts
        .iter()
        .map(|part| (part.name.as_str(), part.value.as_str(), part.share.as_str(), part.change.words.as_str()))
        .collect();
    assert_eq!(
        parts,
        [("Under 5", "25", "25%", "up 5"), ("5 to 9", "25", "25%", "down 5"), ("10 to 17", "50", "50%", "up 10")]
    );
    assert_eq!(breakdown.alt, "Bar chart of Plans by age, November 2020. Highest 10 to 17: 50, lowest Under 5: 25.");
}

#[test]
fn where_one_part_is_hidden_a_second_one_is_hidden_with_it() {
    let files =
        with(PARTS, "Months: [2020-11]\nA1: [100]\nA1 by age: {Under 5: [3], 5 to 9: [27], 10 to 17: [70]}\nA2: [1]\n")
            .with(
                "panelpack.yaml",
                "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n",
            );
    let values: Vec<String> = a1(&files).breakdowns[0].parts.iter().map(|part| part.value.clone()).collect();
    assert_eq!(values, ["[c]", "[c]", "70"]);
    // Parts that nobody declared to add up are worked out just as easily where they do.
    let undeclared = files.with(
        "indicators.yaml",
        format!(
            "Theme:\n  A1: {{name: Plans, {}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n",
            PARTS.replace(", sum_to_whole: yes", "")
        ),
    );
    let values: Vec<String> = a1(&undeclared).breakdowns[0].parts.iter().map(|part| part.value.clone()).collect();
    assert_eq!(values, ["[c]", "[c]", "70"]);
}

#[test]
fn a_spreadsheet_has_a_row_for_each_part() {
    let files = with(PARTS, "Months: [2020-11]\nA2: [1]\n").with(
        "figures/parts.csv",
        "Code,Oct-20,Nov-20\nA1,90,100\nA1 by age: Under 5,20,25\nA1 by age: 5 to 9,30,25\nA1 by age: 10 to 17,40,50\n",
    );
    assert_eq!(a1(&files).breakdowns[0].parts[2].previous, "40");
}

#[test]
fn a_cell_may_say_of_instead_of_a_stroke_and_state_its_percentage() {
    let files = with(&format!("{PERCENT}, target: none"), "Months: [2020-11]\nA2: [1]\n")
        .with("figures/sheet.csv", "Code,Oct-20,Nov-20\nA1,11 of 22,12 of 22 55%\n");
    assert!(codes(&files).is_empty(), "{:?}", codes(&files));
    assert_eq!((a1(&files).value.as_str(), a1(&files).previous.as_str()), ("55%", "50%"));
    let wrong = files.with("figures/sheet.csv", "Code,Oct-20,Nov-20\nA1,11 of 22,12 of 22 59%\n");
    assert_eq!(codes(&wrong), ["percentage-differs"]);
}

/// That every case is in one part is said where it is so, and not where it was only declared.
#[test]
fn a_declared_sum_is_held_against_its_parts() {
    let note = |whole: &str, parts: &str| {
        let files = with(
            "count: Children, better: neither, target: none, breakdowns: {team: {parts: [North, South], sum_to_whole: yes}}",
            &format!("Months: [2020-11]\nA1: [{whole}]\nA2: [1]\n"),
        );
        let files = files.with("figures/2020-11.yaml", format!("A1 by team: {{{parts}}}\n"));
        a1(&files).breakdowns.remove(0).note
    };
    assert_eq!(note("100", "North: 60, South: 40"), "All together 100. Every case is in one part. Shares are rounded.");
    assert_eq!(note("100", "North: 30, South: 20"), "All together 100. 50 are in no part. Shares are rounded.");
    assert_eq!(note("100", "North: 79, South: 20"), "All together 100. One is in no part. Shares are rounded.");
    assert_eq!(
        note("100", "North: 80, South: 40"),
        "All together 100. Some cases are in more than one part. Shares are rounded."
    );
    assert_eq!(note("100", "North: 80, South: late"), "All together 100. Shares are rounded.");
}
