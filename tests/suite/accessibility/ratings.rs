//! Ratings: no colour without its word.

use std::collections::BTreeSet;

use super::painted::{Belongs, Colour, Item, PAPER, Page, What};
use super::tables::{Cell, grid};
use super::tree::Element;
use super::{Reading, caught, no_paper_has, plain, small};

/// The words that have a colour of their own.
pub const WORDS: [&str; 7] = ["Breach", "Red", "Amber", "Green", "Not achieved", "Achieved", "Exceeded"];

/// What heads a column of ratings.
const COLUMNS: [&str; 3] = ["rating", "rag", "rag rating"];

/// The words of each cell below a header that says so.
fn cell_faults(table: &Element) -> Vec<String> {
    let (cells, _) = grid(table);
    let heads = |cell: &&Cell<'_>| cell.is_header() && COLUMNS.contains(&&*plain(&cell.element.text()).to_lowercase());
    let headers: Vec<&Cell<'_>> = cells.iter().filter(heads).collect();
    let says_something = |cell: &Cell<'_>| cell.element.text().chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let below =
        cells.iter().filter(|cell| !cell.is_header() && headers.iter().any(|header| header.shares_column(cell)));
    let silent = below.filter(|cell| !says_something(cell));
    silent.map(|cell| format!("a cell in the column of ratings says only `{}`", plain(&cell.element.text()))).collect()
}

/// What is painted for the ratings whose words stand on a page: the tints below the words, and the signs before them.
fn colours(page: &Page) -> (BTreeSet<Colour>, BTreeSet<Colour>) {
    let (mut tints, mut signs) = (BTreeSet::new(), BTreeSet::new());
    for (place, item, run) in page.runs().filter(|(_, _, run)| WORDS.contains(&run.text.trim())) {
        tints.extend(run.spots.first().and_then(|spot| page.ground(place, *spot, |_| true)));
        let before = |sign: &&Item| {
            matches!(sign.what, What::Fill(_))
                && sign.bounds.x1 <= item.bounds.x0 + 1.0
                && item.bounds.x0 - sign.bounds.x1 < run.size
                && sign.bounds.y0 < item.bounds.y1
                && item.bounds.y0 < sign.bounds.y1
                && sign.bounds.height() < 2.0 * run.size
        };
        signs.extend(page.items[..place].iter().filter(before).filter_map(|sign| sign.colour));
    }
    tints.remove(&PAPER);
    signs.remove(&PAPER);
    (tints, signs)
}

/// Whether words stand within a shape.
fn has_words(page: &Page, shape: &Item) -> bool {
    page.runs().any(|(_, text, run)| is_word(&run.text) && shape.bounds.contains(text.bounds.center()))
}

fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether words follow a sign on its line.
fn has_words_behind(page: &Page, sign: &Item) -> bool {
    page.runs().filter(|(_, _, run)| is_word(&run.text)).any(|(_, text, run)| {
        let gap = text.bounds.x0 - sign.bounds.x1;
        let line = text.bounds.y0 - run.size / 2.0..text.bounds.y1 + run.size / 2.0;
        (-1.0..run.size).contains(&gap) && line.contains(&sign.bounds.center().y)
    })
}

/// Whether the word that bears this colour stands on the same line, as in the row of a table whose last cell is a small line.
fn is_said_in_its_row(page: &Page, shape: &Item) -> bool {
    let words = page.runs().filter(|(_, _, run)| WORDS.contains(&run.text.trim()));
    words.filter(|(_, _, run)| run.size > 0.0).any(|(place, text, run)| {
        let line = text.bounds.y0 - run.size..text.bounds.y1 + run.size;
        let is_its_sign = |sign: &&Item| {
            sign.colour == shape.colour
                && sign.bounds.x1 <= text.bounds.x0 + 1.0
                && text.bounds.x0 - sign.bounds.x1 < run.size
                && sign.bounds.y0 < text.bounds.y1
                && text.bounds.y0 < sign.bounds.y1
        };
        line.contains(&shape.bounds.center().y) && page.items[..place].iter().any(|sign| is_its_sign(&sign))
    })
}

/// Shapes in a rating's colour without a word in them or behind them. What a chart's signs mean its alternative text says.
fn shape_faults(page: &Page, tints: &BTreeSet<Colour>, signs: &BTreeSet<Colour>) -> Vec<String> {
    let is_tint =
        |item: &Item| matches!(item.what, What::Fill(_)) && item.colour.is_some_and(|own| tints.contains(&own));
    let speaks = |item: &Item| has_words(page, item) || has_words_behind(page, item);
    // The bar at the edge of a tint and the sign on it belong to its words.
    let on_tint = |item: &Item| {
        let touching = |tint: &&Item| !tint.bounds.inflate(1.0, 1.0).intersect(item.bounds).is_zero_area();
        page.items.iter().filter(|tint| is_tint(tint)).filter(touching).any(|tint| has_words(page, tint))
    };
    let mut faults = Vec::new();
    for item in &page.items {
        let (What::Fill(_), Some(colour)) = (&item.what, item.colour) else { continue };
        let is_sign = signs.contains(&colour) && item.belongs == Belongs::Artifact;
        if (is_tint(item) && !speaks(item))
            || (is_sign && !is_tint(item) && !speaks(item) && !on_tint(item) && !is_said_in_its_row(page, item))
        {
            let at = item.bounds.origin();
            faults.push(format!("a shape in a rating's colour {colour:02x?} at {:.0}, {:.0} has no word", at.x, at.y));
        }
    }
    faults
}

pub fn faults(reading: &Reading) -> Vec<String> {
    let mut faults: Vec<String> = reading.tree.all("Table").into_iter().flat_map(cell_faults).collect();
    let of_page: Vec<_> = reading.pages.iter().map(colours).collect();
    let tints = of_page.iter().flat_map(|(tints, _)| tints.iter().copied()).collect();
    let signs = of_page.iter().flat_map(|(_, signs)| signs.iter().copied()).collect();
    for (i, page) in reading.pages.iter().enumerate() {
        let of_page = shape_faults(page, &tints, &signs);
        faults.extend(of_page.into_iter().map(|fault| format!("page {}: {fault}", i + 1)));
    }
    faults
}

#[test]
fn no_rating_is_a_colour_alone() {
    no_paper_has(faults);
}

#[test]
fn the_papers_have_columns_and_colours_of_ratings() {
    let is_coloured = |reading: &Reading| reading.pages.iter().any(|page| !colours(page).0.is_empty());
    let coloured = super::readings().filter(|(_, reading)| is_coloured(reading)).count();
    assert!(coloured * 2 > super::readings().count(), "{coloured} papers show a rating in colour");
    let says = |element: &&Element| COLUMNS.contains(&&*plain(&element.text()).to_lowercase());
    assert!(super::readings().any(|(_, reading)| reading.tree.all("TH").iter().any(says)));
}

/// A word on its tint, and beside it the tint alone.
#[test]
fn a_colour_without_its_word_is_caught() {
    let chip = |words: &str| format!("#box(fill: rgb(\"#fce8e8\"), width: 60pt, height: 20pt, inset: 4pt)[{words}]");
    let page = |other: &str| format!("{}\n\n#v(40pt)\n{}", chip("Red"), chip(other));
    assert_eq!(faults(&small(&page("No figure"))), Vec::<String>::new());
    caught(&faults(&small(&page(""))), "page 1: a shape in a rating's colour");
}

#[test]
fn a_sign_without_its_word_is_caught() {
    let sign = "#box(circle(radius: 4pt, fill: rgb(\"#8a1020\")))";
    assert_eq!(faults(&small(&format!("{sign} Red"))), Vec::<String>::new());
    assert_eq!(faults(&small(&format!("{sign} Red #h(1fr) {sign}"))), Vec::<String>::new());
    caught(&faults(&small(&format!("{sign} Red\n\n#v(40pt)\n{sign}"))), "a shape in a rating's colour");
}

#[test]
fn a_silent_cell_is_caught() {
    let table = |cell: &str| format!("#table(columns: 2, table.header[Name][Rating], [Visits], [{cell}])");
    assert_eq!(faults(&small(&table("Red"))), Vec::<String>::new());
    caught(&faults(&small(&table("#circle(radius: 4pt, fill: red)"))), "a cell in the column of ratings says only ``");
    caught(&faults(&small(&table("R"))), "says only `R`");
}
