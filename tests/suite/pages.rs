//! Pages look as they did when a person last looked at them.

use std::fs;
use std::path::Path;

use panelpack::internals::sha256;
use panelpack::internals::typeset;
use tiny_skia::{Color, ColorU8, Pixmap, PremultipliedColorU8};

use crate::common::fixtures;
use crate::matrix::papers;

/// Dots an inch of the references.
const DPI: f32 = 80.0;
/// How far a channel of a pixel may be off: anti-aliasing at the edge of a glyph.
const TOLERANCE: u8 = 48;
/// Which share of the pixels may be further off.
const SHARE: f64 = 0.001;

/// Project, paper, and which of its pages are kept, counted from one.
const REFERENCES: [(&str, &str, &[usize]); 8] = [
    ("northbridge", "parenting", &[1, 2, 3, 6, 11, 16]),
    ("northbridge", "chair", &[1]),
    ("northbridge", "data", &[2]),
    ("northbridge", "scrutiny", &[1]),
    ("northbridge", "young", &[1]),
    ("croydon-2020", "parenting", &[1, 3]),
    ("lincolnshire-2020", "parenting", &[1, 2]),
    ("wolverhampton-2021", "parenting", &[2, 4]),
];

/// With `UPDATE_PAGES` set the references are written anew; look at each one before you commit it.
#[test]
fn kept_pages_look_the_same() {
    let mut changed = Vec::new();
    for (project, key, pages) in REFERENCES {
        let wanted = format!("{project} {key}");
        let paper = papers().iter().find(|paper| paper.name == wanted).unwrap_or_else(|| panic!("no {wanted}"));
        // A project's own paper of the whole scorecard bears its name alone.
        let name = if key == "parenting" { project.to_owned() } else { format!("{project}-{key}") };
        let document = paper.document.as_ref().expect("a paper as it is has its document");
        let pictures = typeset::png(document, DPI);
        for page in pages {
            let reference = fixtures().join("pages").join(format!("{name}-{page:02}.png"));
            let picture = &pictures[page - 1];
            if std::env::var_os("UPDATE_PAGES").is_some() {
                fs::write(&reference, picture).expect("the reference can be written");
                continue;
            }
            let kept = fs::read(&reference).unwrap_or_else(|error| panic!("{}: {error}", reference.display()));
            let (share, beside) = difference(&kept, picture);
            if share > SHARE {
                let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{page:02}-differs.png"));
                fs::write(&shown, beside).expect("the target folder can be written");
                changed.push(format!(
                    "{name} page {page}: {:.2}% of the pixels differ; kept, now and what differs: {}",
                    share * 100.0,
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

/// The share of pixels that differ by more than the tolerance, all of them where the sizes differ; and a picture of both with the
/// differences beside them, red on what is now.
fn difference(kept: &[u8], now: &[u8]) -> (f64, Vec<u8>) {
    let decode = |png: &[u8]| Pixmap::decode_png(png).expect("a picture is a PNG");
    let (kept, now) = (decode(kept), decode(now));
    let (width, height) = (kept.width().max(now.width()), kept.height().max(now.height()));
    let mut beside = Pixmap::new(width * 3, height).expect("pages have a size");
    beside.fill(Color::from_rgba8(128, 128, 128, 255));
    let mut off = 0_usize;
    for y in 0..height {
        for x in 0..width {
            let (a, b) = (pixel(&kept, x, y), pixel(&now, x, y));
            let same = a
                .zip(b)
                .is_some_and(|(a, b)| channels(a).iter().zip(channels(b)).all(|(a, b)| a.abs_diff(b) <= TOLERANCE));
            off += usize::from(!same);
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
    (off as f64 / f64::from(width * height), beside.encode_png().expect("memory takes every write"))
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
    assert_eq!(difference(&page(2, 10), &page(2, 10)).0, 0.0);
    let (share, beside) = difference(&page(2, 10), &page(5, 10));
    assert_eq!(share, 0.03);
    let beside = Pixmap::decode_png(&beside).expect("a picture is a PNG");
    assert_eq!((beside.width(), beside.height()), (30, 10));
    let at = |x: u32| beside.pixel(x, 0).map(channels);
    assert_eq!((at(3), at(13), at(23)), (Some([255; 3]), Some([0; 3]), Some([200, 0, 0])));
    assert_eq!(difference(&page(0, 10), &page(0, 20)).0, 0.5);
}
