//! Ratings without colour: on a grey print their signs still differ.

use panelpack::internals::assets;
use panelpack::internals::typeset;

use super::painted::Page;
use super::{Reading, caught, readings, small_document};
use crate::matrix::Paper;

/// The ratings that must be told apart.
const WORDS: [&str; 3] = ["Red", "Amber", "Green"];
/// The same in plain words.
const PLAIN_WORDS: [&str; 3] = ["Not good enough yet", "Nearly there", "Going well"];
/// Dots an inch: a sign is then some twenty dots high.
const DPI: f32 = 200.0;
/// Signs are compared on a square of so many dots a side.
const SIDE: usize = 24;
/// Which share of its dots two signs must differ in; one shape in two greys differs in 0.02.
const SHARE: f64 = 0.05;

/// What stands before a word, as dark (true) and light dots; `None` where everything is of one grey.
type Sign = Option<Vec<bool>>;

/// The sign before the first run of text that is just this word.
fn sign(page: &Page, picture: &tiny_skia::Pixmap, word: &str) -> Option<Sign> {
    let (_, item, run) = page.runs().find(|(_, _, run)| run.text.trim() == word)?;
    let scale = f64::from(DPI) / 72.0;
    let (right, middle) = (item.bounds.x0, item.bounds.center().y);
    let side = run.size;
    // From the sign's left to the blank before the word; half a point off, so that the edge of a tint is not taken for a sign.
    let (left, top) = (right - 1.15 * side, middle - side / 2.0);
    let grey = |column: usize, row: usize| {
        let part = |place: usize| (place as f64 + 0.5) / SIDE as f64 * side;
        let (x, y) = ((left + part(column)) * scale, (top + part(row)) * scale);
        let pixel = picture.pixel(x as u32, y as u32).map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
        let [red, green, blue] = pixel.unwrap_or([255; 3]).map(f64::from);
        // What a grey printer makes of a colour.
        0.299 * red + 0.587 * green + 0.114 * blue
    };
    let dots: Vec<f64> = (0..SIDE * SIDE).map(|i| grey(i % SIDE, i / SIDE)).collect();
    let (lightest, darkest) = (dots.iter().copied().fold(0.0, f64::max), dots.iter().copied().fold(255.0, f64::min));
    let clear = lightest - darkest > 60.0;
    Some(clear.then(|| dots.iter().map(|dot| *dot < (lightest + darkest) / 2.0).collect()))
}

fn faults_of(pages: &[Page], pictures: &[Vec<u8>], words: &[&str]) -> Vec<String> {
    let decode = |png: &Vec<u8>| tiny_skia::Pixmap::decode_png(png).expect("a picture is a PNG");
    let pictures: Vec<_> = pictures.iter().map(decode).collect();
    let find = |word: &&str| pages.iter().zip(&pictures).find_map(|(page, picture)| sign(page, picture, word));
    let signs: Vec<Option<Sign>> = words.iter().map(find).collect();
    let mut faults = Vec::new();
    for (i, (word, found)) in words.iter().zip(&signs).enumerate() {
        match found {
            None => faults.push(format!("no `{word}` is there")),
            Some(None) => faults.push(format!("no sign stands before `{word}`")),
            Some(Some(own)) => {
                for (other, theirs) in words.iter().zip(&signs).take(i) {
                    let Some(Some(theirs)) = theirs else { continue };
                    let apart = own.iter().zip(theirs).filter(|(a, b)| a != b).count();
                    let share = apart as f64 / (SIDE * SIDE) as f64;
                    if share < SHARE {
                        faults.push(format!("the signs of {other} and {word} differ in {:.1}%", share * 100.0));
                    }
                }
            }
        }
    }
    faults
}

/// The words of a layout.
fn words(layout: &str) -> [&'static str; 3] {
    if layout == "young-people" { PLAIN_WORDS } else { WORDS }
}

/// The shortest paper of a layout that has all three words, among those that have their document.
fn shortest(layout: &str) -> Option<(&'static Paper, &'static Reading)> {
    let has = |reading: &Reading, word: &str| {
        reading.pages.iter().any(|page| page.runs().any(|(_, _, run)| run.text.trim() == word))
    };
    let with_all = readings().filter(|(paper, _)| paper.layout == layout && paper.document.is_some());
    let with_all = with_all.filter(|(_, reading)| words(layout).iter().all(|word| has(reading, word)));
    with_all.min_by_key(|(_, reading)| reading.pages.len())
}

#[test]
fn red_amber_and_green_differ_without_their_colours() {
    // An addendum tells what changed in words alone.
    for layout in assets::LAYOUTS.iter().filter(|layout| layout.name != "addendum") {
        let (paper, reading) = shortest(layout.name).unwrap_or_else(|| panic!("{} shows no ratings", layout.name));
        let document = paper.document.as_ref().expect("it was chosen for it");
        let faults = faults_of(&reading.pages, &typeset::png(document, DPI), &words(layout.name));
        assert!(faults.is_empty(), "{}: {}", paper.name, faults.join("\n"));
    }
}

/// Signs that only their colours tell apart, as they were before each had a shape.
#[test]
fn signs_of_one_shape_are_caught() {
    let faults = |body: &str| {
        let (document, reading) = small_document(body);
        faults_of(&reading.pages, &typeset::png(&document, DPI), &WORDS)
    };
    let disc = |colour: &str, word: &str| {
        format!(
            "#text(fill: rgb(\"{colour}\"), box(circle(radius: 4pt, fill: rgb(\"{colour}\"))) + h(3pt) + \"{word}\")\n\n"
        )
    };
    let same = disc("#8a1020", "Red") + &disc("#6b4500", "Amber") + &disc("#00522e", "Green");
    caught(&faults(&same), "the signs of Red and Amber differ in");
    caught(&faults("Red\n\nAmber\n\nGreen"), "no sign stands before `Red`");
    caught(&faults("Red"), "no `Amber` is there");
}
