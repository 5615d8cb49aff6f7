//! Contrast and size, from what is painted over what.

use kurbo::Point;

use super::painted::{Colour, Item, PAPER, Page, What, blend};
use super::{Reading, caught, no_paper_has, small};

/// WCAG 2.2, 1.4.3. Large text may have less, but then a page has two rules.
const TEXT: f64 = 4.5;
/// WCAG 2.2, 1.4.11.
const GRAPHICS: f64 = 3.0;
/// The smallest text, in points.
const SMALLEST: f64 = 10.5;
/// What fitting a chart to its column may take from it.
const SHRINKING: f64 = 0.06;
/// How far text may lie from the page's edge.
const EDGE: f64 = 10.0;

/// Colours that may be fainter, because nothing is lost with them: what they part or underlie is said by place and words.
const DECORATION: [Colour; 7] = [
    [0xd3, 0xd7, 0xdb], // hairlines between the rows of a table
    [0xe1, 0xe4, 0xe8], // grid lines of a chart
    [0xdd, 0xe1, 0xe6], // the same on a band
    [0xb4, 0xba, 0xc0], // the edge of a period without a rating, which has its letter in it
    [0xec, 0xf0, 0xf4], // a band behind lines; its edges are lines
    [0xdd, 0xe8, 0xf1], // where figures are expected, which a label beside it says
    [0xe6, 0xe8, 0xeb], // a time that was not normal, which words over it or the page's own say
];

/// The relative luminance of WCAG 2.2.
pub fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of WCAG 2.2, from 1 to 21.
pub fn ratio(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The contrasts of an item at places of it; `None` where its colour or its ground is not one colour.
fn contrasts(page: &Page, place: usize, item: &Item, spots: &[Point]) -> Option<Vec<(f64, Colour)>> {
    let colour = item.colour?;
    // Words need a quiet ground; marks may cross lines.
    let is_text = item.text().is_some();
    let counts = |below: &Item| is_text || !matches!(below.what, What::Stroke(..));
    let at = |spot: &Point| {
        let ground = page.ground(place, *spot, counts)?;
        Some((ratio(blend(colour, item.opacity, ground), ground), ground))
    };
    spots.iter().map(at).collect()
}

fn text_faults(page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, item, run) in page.runs().filter(|(_, _, run)| !run.text.trim().is_empty()) {
        let mut fault = |words: String| faults.push(format!("`{}` {words}", run.text));
        match contrasts(page, place, item, &run.spots) {
            None => fault("stands on or is filled with more than one colour".to_owned()),
            Some(contrasts) => {
                let worst = contrasts.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
                if let Some((ratio, ground)) = worst.filter(|(ratio, _)| *ratio < TEXT) {
                    let colour = hex(item.colour.unwrap_or_default());
                    fault(format!("has {ratio:.2}:1, {colour} on {}", hex(ground)));
                }
            }
        }
        if page.items[place + 1..].iter().any(|later| run.spots.iter().any(|spot| later.covers(*spot))) {
            fault("is painted over".to_owned());
        }
        if run.size < SMALLEST - SHRINKING && !item.is_sign() {
            fault(format!("is set in {:.2} pt", run.size));
        }
        if !page.size.inset(-EDGE).contains_rect(item.bounds) {
            fault("leaves the page or comes too near to its edge".to_owned());
        }
        if run.text.contains(char::REPLACEMENT_CHARACTER) {
            fault("has a glyph that is no character".to_owned());
        }
    }
    faults
}

/// Whether words are painted on it, which have a contrast of their own.
fn is_ground(page: &Page, place: usize, item: &Item) -> bool {
    let on_it = |later: &Item| later.text().is_some_and(|run| run.spots.iter().any(|spot| item.covers(*spot)));
    matches!(item.what, What::Fill(_)) && page.items[place + 1..].iter().any(on_it)
}

fn graphics_faults(page: &Page) -> Vec<String> {
    /// So many places tell how a shape stands out.
    const PLACES: usize = 24;
    let mut faults = Vec::new();
    for (place, item) in page.items.iter().enumerate() {
        let kind = match item.what {
            What::Fill(_) => "shape",
            What::Stroke(..) => "line",
            What::Text(_) | What::Picture => continue,
        };
        if item.colour.is_some_and(|colour| DECORATION.contains(&colour)) || is_ground(page, place, item) {
            continue;
        }
        let later = &page.items[place + 1..];
        let seen = |[a, b]: &[Point; 2]| {
            let middle = a.midpoint(*b);
            !later.iter().any(|later| later.covers(middle))
        };
        let outline = item.outline();
        let places = outline.iter().step_by(outline.len().div_ceil(PLACES).max(1)).filter(|place| seen(place));
        // The better of both sides: a line at the edge of a shape parts it from the paper.
        let better =
            |sides: &[Point; 2]| contrasts(page, place, item, sides)?.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
        let Some(mut found) = places.map(better).collect::<Option<Vec<_>>>() else {
            faults.push(format!("a {kind} at {:?} has more than one colour", item.bounds));
            continue;
        };
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        // What has the paper's colour takes something away, such as a line behind a word or the middle of a ring; so does what
        // has its ground's own. Neither shows anything.
        let takes_away = item.colour == Some(PAPER) && found.iter().all(|(_, ground)| luminance(*ground) > 0.7);
        if takes_away || found.last().is_none_or(|(ratio, _)| *ratio < 1.01) {
            continue;
        }
        // Where a mark lies over others, some of its outline cannot stand out.
        let (seen, ground) = found[found.len() - 1 - found.len() / 4];
        if seen < GRAPHICS {
            let colour = hex(item.colour.unwrap_or_default());
            let at = item.bounds.origin();
            faults.push(format!("a {kind} at {:.0}, {:.0} has {seen:.2}:1, {colour} on {}", at.x, at.y, hex(ground)));
        }
    }
    faults
}

fn by_page(reading: &Reading, faults: impl Fn(&Page) -> Vec<String>) -> Vec<String> {
    let of_page = |(i, page): (usize, &Page)| {
        let number = i + 1;
        faults(page).into_iter().map(|fault| format!("page {number}: {fault}")).collect::<Vec<_>>()
    };
    reading.pages.iter().enumerate().flat_map(of_page).collect()
}

#[test]
fn every_word_stands_out_from_its_ground() {
    no_paper_has(|reading| by_page(reading, text_faults));
}

#[test]
fn every_mark_stands_out_from_its_ground() {
    no_paper_has(|reading| by_page(reading, graphics_faults));
}

#[test]
fn the_ratio_is_that_of_the_guidelines() {
    for (a, b, expected) in [
        ([0, 0, 0], [255, 255, 255], 21.0),
        ([0x76, 0x76, 0x76], [255, 255, 255], 4.54),
        ([0x77, 0x77, 0x77], [255, 255, 255], 4.48),
        ([0xff, 0, 0], [255, 255, 255], 4.0),
        ([0x12, 0x43, 0x6d], [0x12, 0x43, 0x6d], 1.0),
    ] {
        assert!((ratio(a, b) - expected).abs() < 0.005, "{a:?} on {b:?}: {}", ratio(a, b));
    }
}

#[test]
fn faint_small_and_covered_words_are_caught() {
    let text = |body: &str| by_page(&small(body), text_faults);
    assert_eq!(text("Text"), Vec::<String>::new());
    caught(&text("#text(fill: rgb(\"#777777\"))[Faint]"), "page 1: `Faint` has 4.48:1, #777777 on #ffffff");
    // Enough on paper, too little on its own tint.
    let chip = "#box(fill: rgb(\"#fff1cc\"), inset: 4pt, text(fill: rgb(\"#767676\"))[Amber])";
    caught(&text(chip), "`Amber` has 4.0");
    caught(&text("#text(fill: black.transparentize(60%))[Pale]"), "`Pale` has 2.");
    caught(&text("#text(size: 10pt)[Small]"), "`Small` is set in 10.00 pt");
    caught(&text("#scale(50%)[Shrunk]"), "`Shrunk` is set in 6.00 pt");
    caught(
        &text("Hidden#place(dx: -30pt, dy: -20pt, rect(fill: white, width: 90pt, height: 30pt))"),
        "is painted over",
    );
    caught(&text("#place(dx: 250pt)[Outside the page]"), "leaves the page");
    caught(&text("#text(fill: gradient.linear(red, blue))[Many]"), "more than one colour");
}

#[test]
fn words_in_pictures_are_seen_too() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><text x='2' y='20' font-size='14' \
               font-family='Source Sans 3' fill='#999999'>Target</text></svg>";
    let faults = by_page(&small(&format!("#image(bytes(\"{svg}\"), alt: \"Target 90%.\")")), text_faults);
    caught(&faults, "`Target` has 2.85:1");
}

#[test]
fn faint_marks_are_caught_and_decoration_is_not() {
    let marks = |body: &str| by_page(&small(body), graphics_faults);
    caught(&marks("#line(length: 50pt, stroke: 2pt + rgb(\"#a2b6bf\"))"), "a line at");
    caught(
        &marks("#box(fill: rgb(\"#8a1020\"), inset: 5pt, circle(radius: 4pt, fill: rgb(\"#b04040\")))"),
        "a shape at",
    );
    let quiet = "#line(length: 50pt, stroke: 0.5pt + rgb(\"#d3d7db\"))\n#box(fill: rgb(\"#eef2f6\"), inset: 5pt)[Text]";
    assert_eq!(marks(quiet), Vec::<String>::new());
}
