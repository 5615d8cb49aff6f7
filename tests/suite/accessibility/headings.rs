//! Headings: the table of contents that a screen reader makes for itself.

use super::tree::{Content, Element, Kid};
use super::{Reading, caught, no_paper_has, plain, small};

/// From this many pages on a paper has bookmarks.
const LONG: usize = 5;

/// Level and words of each heading, in reading order.
pub fn headings(tree: &Element) -> Vec<(usize, String)> {
    let mut headings = Vec::new();
    tree.walk(&mut |element, _| headings.extend(element.level().map(|level| (level, plain(&element.text())))));
    headings
}

pub fn faults(reading: &Reading) -> Vec<String> {
    let headings = headings(&reading.tree);
    let mut faults = Vec::new();
    match headings.first() {
        None => faults.push("it has no heading".to_owned()),
        Some((1, _)) => {}
        Some((level, words)) => faults.push(format!("it starts with H{level} `{words}`")),
    }
    for pair in headings.windows(2) {
        let [(before, earlier), (level, words)] = pair else { continue };
        if *level > before + 1 {
            faults.push(format!("H{level} `{words}` follows H{before} `{earlier}`"));
        }
        if (before, earlier) == (level, words) {
            faults.push(format!("two headings `{words}` follow one another"));
        }
    }
    for (level, words) in &headings {
        if words.is_empty() {
            faults.push(format!("an H{level} is empty"));
        }
        if *level == 1 && reading.pages.len() >= LONG && !reading.facts.bookmarks.contains(words) {
            faults.push(format!("no bookmark leads to `{words}`"));
        }
    }
    faults
}

#[test]
fn headings_skip_no_level_and_have_bookmarks() {
    no_paper_has(faults);
}

/// typst refuses a skipped level, so the tree is doctored.
#[test]
fn a_skipped_level_and_a_low_start_are_caught() {
    let heading = |level: usize, words: &str| {
        let content = Content { page: 0, number: 0, text: words.to_owned() };
        Kid::Element(Element { role: format!("H{level}"), kids: vec![Kid::Content(content)], ..Element::default() })
    };
    let with = |kids: Vec<Kid>| Reading { tree: Element { kids, ..Element::default() }, ..small("Text") };
    assert_eq!(faults(&with(vec![heading(1, "One"), heading(2, "Two"), heading(1, "Three")])), Vec::<String>::new());
    caught(&faults(&with(vec![heading(1, "One"), heading(3, "Two")])), "H3 `Two` follows H1 `One`");
    caught(&faults(&with(vec![heading(2, "Two")])), "it starts with H2 `Two`");
    caught(&faults(&with(vec![heading(1, " ")])), "an H1 is empty");
    caught(&faults(&with(Vec::new())), "it has no heading");
}

#[test]
fn headings_that_say_nothing_new_are_caught() {
    caught(&faults(&small("= Red\nText\n= Red\nText")), "two headings `Red` follow one another");
}

#[test]
fn a_long_paper_without_bookmarks_is_caught() {
    let body = "#set heading(bookmarked: false)\n= One\n#for _ in range(5) { pagebreak(); [Text] }";
    caught(&faults(&small(body)), "no bookmark leads to `One`");
}
