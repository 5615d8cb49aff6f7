//! Every layout holds what is long, missing or hidden: the project `stress` has forty indicators, names of 120 characters, definitions of
//! sixty words, commentary of three pages and none, figures of five digits, a breakdown of fourteen parts, and an indicator that is
//! suppressed throughout.

use panelpack::assets::LAYOUTS;
use panelpack::pipeline::Selection;

use crate::common::{EXAMPLES, compile, example, fixtures, pdf, read, views};

/// Normal and large print.
const PRINTS: [&[(&str, &str)]; 2] = [&[], &[("large_print", "18")]];

fn selection(layout: &str, options: &[(&str, &str)]) -> Selection {
    let options = options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Selection { layout: Some(layout.to_owned()), options, ..Selection::default() }
}

#[test]
fn the_project_is_as_hard_as_it_says() {
    let paper = views(&read(&fixtures().join("stress")), &Selection::default()).remove(0);
    let all: Vec<_> = paper.indicators().collect();
    assert_eq!(all.len(), 40);
    assert!(all.iter().any(|indicator| indicator.name.chars().count() >= 115));
    assert!(all.iter().any(|indicator| indicator.definition.split_whitespace().count() >= 60));
    assert!(all.iter().any(|indicator| indicator.value.replace(',', "").len() >= 5));
    let hidden = |cells: &[String]| cells.iter().all(|cell| cell == "[c]");
    let is_hidden = all.iter().any(|indicator| indicator.table.rows.iter().all(|row| hidden(&row.cells)));
    assert!(is_hidden, "no indicator is suppressed throughout");
    assert!(all.iter().any(|indicator| indicator.behind.is_none()));
}

#[test]
fn every_layout_holds_it_in_normal_and_in_large_print() {
    for layout in LAYOUTS {
        for options in PRINTS {
            for mut compiled in compile(&read(&fixtures().join("stress")), &selection(layout.name, options)) {
                let outside = compiled.document.text_outside_pages();
                assert_eq!(outside, [], "{} {options:?}", layout.name);
                // Writing the PDF finds what the standards for accessible and archived documents forbid.
                assert!(!pdf(&mut compiled).is_empty());
            }
        }
    }
}

#[test]
fn every_layout_holds_every_example() {
    for layout in LAYOUTS {
        for (name, options) in EXAMPLES.into_iter().flat_map(|name| PRINTS.map(|options| (name, options))) {
            for compiled in compile(&example(name), &selection(layout.name, options)) {
                assert_eq!(compiled.document.text_outside_pages(), [], "{} {name} {options:?}", layout.name);
            }
        }
    }
}
