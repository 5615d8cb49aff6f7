//! Pages look and read as they did when a person last looked at them.
//!
//! A figure more or less is a few dots, fewer than the edges of glyphs may be off on another machine. So each kept picture has the words of its page beside it, which
//! must be the same, and dots that differ are counted by small squares as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use panelpack::internals::sha256;
use panelpack::internals::typeset::{self, PdfInfo};
use tiny_skia::{Color, ColorU8, Pixmap, PremultipliedColorU8};

use crate::accessibility::{small_document, words};
use crate::common::fixtures;
use crate::matrix::papers;

/// Dots an inch of the references.
const DPI: f32 = 80.0;
/// How far a channel of a pixel may be off: anti-aliasing at the edge of a glyph.
const TOLERANCE: u8 = 48;
/// Which share of the pixels may be further off.
const SHARE: f64 = 0.001;
/// A square of so many pixels on each side holds two or three glyphs.
const SQUARE: u32 = 16;
/// How many of its pixels may be further off. Another digit changes more.
const MOST_IN_A_SQUARE: usize = 8;

/// Project, paper, and which of its pages are kept, counted from one.
const REFERENCES: [(&str, &str, &[usize]); 9] = [
    ("northbridge", "parenting", &[1, 2, 3, 8, 9, 10, 13]),
    ("northbridge", "chair", &[1]),
    ("northbridge", "data", &[1, 2]),
    ("northbridge", "scrutiny", &[1, 4]),
    ("northbridge", "monitoring", &[1, 2, 4]),
    ("northbridge", "young", &[1, 2]),
    ("croydon-2020", "parenting", &[1, 3]),
    ("lincolnshire-2020", "parenting", &[1, 2]),
    ("wolverhampton-2021", "parenting", &[1, 2]),
];

/// With `UPDATE_PAGES` set the references are written anew; look at each one before you commit it.
#[test]
fn kept_pages_look_and_read_the_same() {
    let mut changed = Vec::new();
    for (project, key, pages) in REFERENCES {
        let wanted = format!("{project} {key}");
        let paper = papers().iter().find(|paper| paper.name == wanted).unwrap_or_else(|| panic!("no {wanted}"));
        // A project's own paper of the whole scorecard bears its name alone.
        let name = if key == "parenting" { project.to_owned() } else { format!("{project}-{key}") };
        let document = paper.document.as_ref().expect("a paper as it is has its document");
        let pictures = typeset::png(document, DPI);
        let words = words(&paper.pdf);
        for page in pages {
            let reference = fixtures().join("pages").join(format!("{name}-{page:02}.png"));
            let read = reference.with_extension("txt");
            let (picture, words) = (&pictures[page - 1], &words[page - 1]);
            if std::env::var_os("UPDATE_PAGES").is_some() {
                fs::write(&reference, picture).expect("the reference can be written");
                fs::write(&read, words).expect("the reference can be written");
                continue;
            }
            let kept = fs::read_to_string(&read).unwrap_or_else(|error| panic!("{}: {error}", read.display()));
            changed
                .extend(other_words(&kept, words).map(|lines| format!("{name} page {page} reads otherwise: {lines}")));
            let kept = fs::read(&reference).unwrap_or_else(|error| panic!("{}: {error}", reference.display()));
            let difference = difference(&kept, picture);
            if difference.is_seen() {
                let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{page:02}-differs.png"));
                fs::write(&shown, &difference.beside).expect("the target folder can be written");
                changed.push(format!(
                    "{name} page {page}: {:.2}% of the pixels differ, {} in one square; kept, now and what differs: {}",
                    difference.share * 100.0,
                    difference.in_a_square,
                    shown.display()
                ));
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// The fingerprints of all papers belong to a version: with another one of the two the other changes, so that records of one version can be held
/// against one another byte for byte. With `UPDATE_PAGES` set the list is written anew.
#[test]
fn papers_are_those_of_the_version() {
    let version = format!("panelpack {}", env!("CARGO_PKG_VERSION"));
    let sums: String = papers().iter().map(|paper| format!("{}  {}\n", sha256(&paper.pdf), paper.name)).collect();
    let now = format!("{version}\n{sums}");
    let path = fixtures().join("pages/papers");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &now).expect("the list can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let known: Vec<&str> = kept.lines().collect();
    let new: Vec<&str> = now.lines().filter(|line| !known.contains(line)).collect();
    assert!(
        kept == now,
        "not as kept: {new:#?}\nif {version} has been released give Cargo.toml another version; then UPDATE_PAGES=1"
    );
}

/// The first lines in which the words of a page are others; `None` where they are the same.
fn other_words(kept: &str, now: &str) -> Option<String> {
    if kept == now {
        return None;
    }
    let mut both = kept.lines().zip(now.lines());
    let (kept_line, line) = both.find(|(kept, now)| kept != now).unwrap_or(("", ""));
    Some(if (kept_line, line) == ("", "") {
        format!("{} lines were kept, there are {}", kept.lines().count(), now.lines().count())
    } else {
        format!("`{kept_line}` was kept, now `{line}`")
    })
}

/// In how much two pictures differ by more than the tolerance.
struct Difference {
    /// Of all pixels; where the sizes differ what only one has is among them.
    share: f64,
    /// The most pixels in one square.
    in_a_square: usize,
    /// Both with the differences beside them, red on what is now.
    beside: Vec<u8>,
}

impl Difference {
    /// Whether it is more than what the edges of glyphs may be off.
    fn is_seen(&self) -> bool {
        self.share > SHARE || self.in_a_square > MOST_IN_A_SQUARE
    }
}

fn difference(kept: &[u8], now: &[u8]) -> Difference {
    let decode = |png: &[u8]| Pixmap::decode_png(png).expect("a picture is a PNG");
    let (kept, now) = (decode(kept), decode(now));
    let (width, height) = (kept.width().max(now.width()), kept.height().max(now.height()));
    let mut beside = Pixmap::new(width * 3, height).expect("pages have a size");
    beside.fill(Color::from_rgba8(128, 128, 128, 255));
    let mut off: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for y in 0..height {
        for x in 0..width {
            let (a, b) = (pixel(&kept, x, y), pixel(&now, x, y));
            let same = a
                .zip(b)
                .is_some_and(|(a, b)| channels(a).iter().zip(channels(b)).all(|(a, b)| a.abs_diff(b) <= TOLERANCE));
            if !same {
                *off.entry((x / SQUARE, y / SQUARE)).or_default() += 1;
            }
            let pale = b.map(|b| channels(b).map(|channel| 192 + channel / 4)).unwrap_or([255; 3]);
            let marked = if same { pale } else { [200, 0, 0] };
            let of_each = [a.map(channels), b.map(channels), Some(marked)];
            for (part, colour) in (0..).zip(of_each) {
                let Some([red, green, blue]) = colour else { continue };
                let pixel = &mut beside.pixels_mut()[(y * width * 3 + part * width + x) as usize];
                *pixel = ColorU8::from_rgba(red, green, blue, 255).premultiply();
            }
        }
    }
    let all: usize = off.values().sum();
    Difference {
        share: all as f64 / f64::from(width * height),
        in_a_square: off.values().copied().max().unwrap_or(0),
        beside: beside.encode_png().expect("memory takes every write"),
    }
}

/// `Pixmap::pixel` goes on in the next row.
fn pixel(picture: &Pixmap, x: u32, y: u32) -> Option<PremultipliedColorU8> {
    (x < picture.width()).then(|| picture.pixel(x, y)).flatten()
}

fn channels(pixel: PremultipliedColorU8) -> [u8; 3] {
    [pixel.red(), pixel.green(), pixel.blue()]
}

#[test]
fn a_difference_is_measured_and_shown_beside_both() {
    let page = |dark: u32, width: u32| {
        let mut page = Pixmap::new(width, 10).expect("it has a size");
        page.fill(Color::WHITE);
        for x in 0..dark {
            page.pixels_mut()[x as usize] = ColorU8::from_rgba(0, 0, 0, 255).premultiply();
        }
        page.encode_png().expect("memory takes every write")
    };
    assert_eq!(difference(&page(2, 10), &page(2, 10)).share, 0.0);
    let Difference { share, in_a_square, beside } = difference(&page(2, 10), &page(5, 10));
    assert_eq!((share, in_a_square), (0.03, 3));
    let beside = Pixmap::decode_png(&beside).expect("a picture is a PNG");
    assert_eq!((beside.width(), beside.height()), (30, 10));
    let at = |x: u32| beside.pixel(x, 0).map(channels);
    assert_eq!((at(3), at(13), at(23)), (Some([255; 3]), Some([0; 3]), Some([200, 0, 0])));
    assert_eq!(difference(&page(0, 10), &page(0, 20)).share, 0.5);
}

/// Of a whole page of figures one is another: too few pixels for a share of them all.
#[test]
fn one_figure_that_is_another_is_noticed() {
    let page = |figure: &str| {
        let rows: String = (0..12).map(|row| format!("Plans in time, row {row}: 84% \\\n")).collect();
        let (document, _) = small_document(&format!("#set text(size: 9pt)\n{rows}{figure} of 194 children \\\n{rows}"));
        let info = PdfInfo { ident: "small".to_owned(), date: (2020, 11, 30), attachments: false };
        let pdf = typeset::pdf(&document, &info).unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"));
        (typeset::png(&document, DPI).remove(0), words(&pdf).remove(0))
    };
    let ((kept, kept_words), (now, now_words)) = (page("163"), page("171"));
    let (same, another) = (difference(&kept, &kept), difference(&kept, &now));
    assert!(!same.is_seen() && another.is_seen(), "{} in one square", another.in_a_square);
    assert!(another.share < SHARE, "a share of the page does not tell it: {}", another.share);
    assert_eq!(other_words(&kept_words, &kept_words), None);
    let told = other_words(&kept_words, &now_words).expect("the words are others");
    assert_eq!(told, "`163 of 194 children` was kept, now `171 of 194 children`");
}
