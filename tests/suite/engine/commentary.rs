//! Commentary as people paste it: what a page makes of it.

use panelpack::internals::page::{BlockView, RunView};
use panelpack::{MemoryFiles, check};

use crate::common::codes;

use super::{PERCENT, a1, with};

const FIGURES: &str = "Months: [2020-11]\nA1: [50/200]\nA2: [9]\n";

fn written(text: &str) -> MemoryFiles {
    with(PERCENT, FIGURES).with("commentary/2020-11/a.md", format!("## A1\n{text}\n"))
}

/// What stands behind the figure, a block a line, with signs for what holds it.
fn read(text: &str) -> Vec<String> {
    fn runs(runs: &[RunView]) -> String {
        let run = |run: &RunView| match (run.bold, run.italic) {
            (true, _) => format!("<b>{}</b>", run.text),
            (_, true) => format!("<i>{}</i>", run.text),
            _ => run.text.clone(),
        };
        runs.iter().map(run).collect()
    }
    fn collect(block: &BlockView, before: &str, lines: &mut Vec<String>) {
        match block {
            BlockView::Paragraph { runs: text } => lines.push(format!("{before}{}", runs(text))),
            BlockView::List { start, items } => {
                let sign = if start.is_some() { "1. " } else { "- " };
                items.iter().flatten().for_each(|block| collect(block, &format!("{before}{sign}"), lines));
            }
            BlockView::Quotation { items } => {
                items.iter().flatten().for_each(|block| collect(block, &format!("{before}> "), lines));
            }
            BlockView::Table { items, .. } => {
                let cell = |cell: &BlockView| match cell {
                    BlockView::Paragraph { runs: text } => runs(text),
                    other => panic!("a cell is a paragraph: {other:?}"),
                };
                let row = |cells: &Vec<BlockView>| cells.iter().map(cell).collect::<Vec<_>>().join(" | ");
                lines.extend(items.iter().map(row));
            }
        }
    }
    let files = written(text);
    assert!(check(&files).diagnostics().is_empty(), "{text}: {:#?}", check(&files).diagnostics());
    let mut lines = Vec::new();
    a1(&files).behind.expect("a text").blocks.iter().for_each(|block| collect(block, "", &mut lines));
    lines
}

#[test]
fn signs_that_are_meant_as_they_stand_are_printed() {
    for (text, page) in [
        ("It is 2*3*4.", "It is 2*3*4."),
        ("5*6 and 7*8 and 2**3**2.", "5*6 and 7*8 and 2**3**2."),
        ("CO~2~ and H~2~O.", "CO~2~ and H~2~O."),
        (":::", ":::"),
        ("A tab\there.", "A tab here."),
        ("It is *worse*, **much** worse (*so*).", "It is <i>worse</i>, <b>much</b> worse (<i>so</i>)."),
        ("25%* of cases, *provisional", "25%* of cases, *provisional"),
    ] {
        assert_eq!(read(text), [page], "{text}");
    }
    assert_eq!(codes(&written("It is ~~struck~~.")), ["unsupported-markdown"]);
}

#[test]
fn bullets_of_word_are_lists_within_lists() {
    let page = ["Why:", "- Staff were ill.", "- - Two left.", "- - One came.", "- The clinic moved."];
    for text in [
        "Why:\n\n•\tStaff were ill.\no\tTwo left.\no\tOne came.\n•\tThe clinic moved.",
        "Why:\n\n- Staff were ill.\no Two left.\no One came.\n- The clinic moved.",
        "Why:\n\n• Staff were ill.\n– Two left.\n– One came.\n• The clinic moved.",
        "Why:\n\n\t•\tStaff were ill.\n\t\to\tTwo left.\n\t\to\tOne came.\n\t•\tThe clinic moved.",
        "Why:\n\n- Staff were ill.\n  - Two left.\n  - One came.\n- The clinic moved.",
    ] {
        assert_eq!(read(text), page, "{text}");
    }
    assert_eq!(read("It fell\n– as expected – in March."), ["It fell – as expected – in March."]);
}

#[test]
fn a_line_above_a_signature_ends_the_text_and_makes_no_heading() {
    for line in ["-- ", "___", "\n___", "\n---", "---"] {
        assert_eq!(read(&format!("Staff were ill.\n{line}\nJo Field")), ["Staff were ill.", "Jo Field"], "{line:?}");
    }
}

/// What young people say stands as they said it.
#[test]
fn a_quotation_is_a_block_of_its_own() {
    let text = "They told us:\n\n> I was **never** asked.\n> Not once.\n>\n> - By nobody.\n\nWe ask now.";
    assert_eq!(read(text), ["They told us:", "> I was <b>never</b> asked. Not once.", "> - By nobody.", "We ask now."]);
    assert_eq!(read("- One:\n  > Said so."), ["- One:", "- > Said so."]);
    assert_eq!(codes(&written("> ## A2\n> Text.")), ["unsupported-markdown"]);
    assert_eq!(codes(&written("> > > > > > > deep")), ["unsupported-markdown"]);
}

#[test]
fn a_table_has_names_above_its_columns_and_at_most_six() {
    let text =
        "By team:\n\n| Team | In time | Due |\n|---|---|---:|\n| North | **12** | 14 |\n| South | 9 | |\n\nMore.";
    assert_eq!(read(text), ["By team:", "Team | In time | Due", "North | <b>12</b> | 14", "South | 9 | ", "More."]);
    let pasted = "By team:\nTeam\tIn time\tDue\nNorth\t**12**\t14\nSouth\t9\t\nMore.";
    assert_eq!(read(pasted), read(text), "as Word pastes it");
    for refused in [
        "a\tb\n1\t2\t3",
        "| a | b | c | d | e | f | g |\n|---|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        "| a | |\n|---|---|\n| 1 | 2 |",
        "> | a | b |\n> |---|---|\n> | 1 | 2 |",
    ] {
        assert_eq!(codes(&written(refused)), ["unsupported-markdown"], "{refused}");
    }
}

#[test]
fn figures_of_a_table_stand_on_the_right() {
    let table = "| Team | Agency | Share | Due | Said |\n|---|---:|---|---|---|\n| North | 1,204 | 84% | 2024-05-01 | 8 of 9 |\n| South | <5 | n/a | 2024-05-02 |  |\n";
    let blocks = a1(&written(table)).behind.expect("a text").blocks;
    let [BlockView::Table { figures, .. }] = blocks.as_slice() else { panic!("a table: {blocks:?}") };
    assert_eq!(*figures, [false, true, true, false, false]);
}
