//! Pages say a thing once and leave little blank.

use crate::accessibility::painted::{Belongs, Page};
use crate::accessibility::readings;
use crate::accessibility::tree::Element;
use crate::matrix::Paper;

/// Above and below the text of a page, in points.
const MARGIN: f64 = 46.0;

/// Blank space over a paper without its last page, as a share of the text area.
const MOST_BLANK: f64 = 0.12;

/// The share of the text area under the last ink.
fn blank(page: &Page) -> f64 {
    let room = page.size.height() - 2.0 * MARGIN;
    let tagged = page.items.iter().filter(|item| matches!(item.belongs, Belongs::Tagged(_)) && item.opacity > 0.0);
    let last = tagged.map(|item| item.bounds.y1).fold(MARGIN, f64::max);
    ((page.size.height() - MARGIN - last) / room).clamp(0.0, 1.0)
}

/// The papers that `build` makes in a layout.
fn built(layout: &str) -> impl Iterator<Item = (&'static Paper, &'static crate::accessibility::Reading)> {
    readings().filter(move |(paper, _)| paper.document.is_some() && paper.layout == layout)
}

/// The same of any one page.
const MOST_BLANK_OF_A_PAGE: f64 = 0.25;

#[test]
fn papers_leave_little_of_their_pages_blank() {
    for layout in ["scorecard", "data-report", "monitoring", "exceptions"] {
        let mut seen = 0;
        for (paper, reading) in built(layout).filter(|(_, reading)| reading.pages.len() > 2) {
            let pages = &reading.pages[..reading.pages.len() - 1];
            let shares: Vec<f64> = pages.iter().map(blank).collect();
            let mean = shares.iter().sum::<f64>() / shares.len() as f64;
            assert!(mean <= MOST_BLANK, "{}: {:.1} % blank: {shares:.2?}", paper.name, 100.0 * mean);
            let most = shares.iter().copied().fold(0.0, f64::max);
            let runs = ["monitoring", "exceptions"].contains(&layout);
            assert!(!runs || most <= MOST_BLANK_OF_A_PAGE, "{}: {shares:.2?}", paper.name);
            seen += 1;
        }
        assert!(seen >= 2, "{seen} papers as {layout}");
    }
}

#[test]
fn northbridges_papers_are_short() {
    let papers = [
        ("northbridge parenting", 13),
        ("northbridge data", 8),
        ("northbridge monitoring", 10),
        ("northbridge scrutiny", 5),
    ];
    for (name, most) in papers {
        let (_, reading) = readings().find(|(paper, _)| paper.name == name).expect("it is built");
        assert!(reading.pages.len() <= most, "{name}: {} pages", reading.pages.len());
    }
}

/// The words of a block: from its heading to the next one, without pictures, which say theirs by themselves.
fn blocks(reading: &Element) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut depth_of_picture = None;
    reading.walk(&mut |element, around| {
        if depth_of_picture.is_some_and(|depth| around.len() > depth) {
            return;
        }
        depth_of_picture = (element.role == "Figure").then_some(around.len());
        if depth_of_picture.is_some() {
            return;
        }
        match element.level() {
            Some(2) => blocks.push((element.text(), String::new())),
            Some(_) => blocks.push((String::new(), String::new())),
            None => {
                let own = element.own_text();
                if let Some((_, words)) = blocks.last_mut() {
                    words.push_str(&own);
                    words.push(' ');
                }
            }
        }
    });
    blocks
}

/// Sentence and table may both say a figure, and no third place may.
#[test]
fn a_block_says_a_figure_twice_at_most() {
    let mut seen = 0;
    for (paper, reading) in ["scorecard", "exceptions", "monitoring"].into_iter().flat_map(built) {
        let blocks = blocks(&reading.tree);
        let has_block = |code| paper.layout == "monitoring" || paper.view.blocks.contains(code);
        for indicator in paper.view.indicators().filter(|view| has_block(&view.code)) {
            let heading = format!("{} {}", indicator.name, indicator.code);
            // A report numbers its headings.
            let is_own = |(name, _): &&(String, String)| crate::accessibility::plain(name).ends_with(&heading);
            let Some((_, words)) = blocks.iter().find(is_own) else { panic!("{}: no block of {heading}", paper.name) };
            let figure =
                |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric() && !"%£".contains(c)) == indicator.value;
            let count = words.split_whitespace().filter(figure).count();
            // Other periods may have the same figure.
            let rows = if paper.layout == "monitoring" { &indicator.earlier } else { &indicator.rows };
            let equal = rows.iter().filter(|row| !row.current && row.value == indicator.value).count();
            assert!(count <= 2 + equal, "{}: {heading} says {} {count} times: {words}", paper.name, indicator.value);
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} blocks");
}
