//! Pages look as they did when a person last looked at them.

use std::fs;

use panelpack::pipeline::Selection;
use panelpack::typeset;

use crate::common::{compile, example, fixtures};

/// Dots an inch of the references.
const DPI: f32 = 80.0;
/// How far a channel of a pixel may be off: anti-aliasing at the edge of a glyph.
const TOLERANCE: u8 = 48;
/// Which share of the pixels may be further off.
const SHARE: f64 = 0.001;

/// Project, and which pages of its first paper are kept, counted from one.
const REFERENCES: [(&str, &[usize]); 3] =
    [("northbridge", &[1, 2, 3, 6, 11, 16]), ("croydon-2020", &[1, 3]), ("lincolnshire-2020", &[1])];

/// With `UPDATE_PAGES` set the references are written anew; look at each one before you commit it.
#[test]
fn kept_pages_look_the_same() {
    let mut changed = Vec::new();
    for (name, pages) in REFERENCES {
        let compiled = compile(&example(name), &Selection::default()).remove(0);
        let pictures = typeset::png(&compiled.document, DPI);
        for page in pages {
            let reference = fixtures().join("pages").join(format!("{name}-{page:02}.png"));
            let picture = &pictures[page - 1];
            if std::env::var_os("UPDATE_PAGES").is_some() {
                fs::write(&reference, picture).expect("the reference can be written");
                continue;
            }
            let kept = fs::read(&reference).unwrap_or_else(|error| panic!("{}: {error}", reference.display()));
            match difference(picture, &kept) {
                Some(share) if share <= SHARE => {}
                share => changed.push(format!("{name} page {page}: {share:?} of the pixels differ")),
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// The share of pixels that differ by more than the tolerance; `None` where the sizes differ.
fn difference(a: &[u8], b: &[u8]) -> Option<f64> {
    let decode = |png: &[u8]| tiny_skia::Pixmap::decode_png(png).expect("a picture is a PNG");
    let (a, b) = (decode(a), decode(b));
    if (a.width(), a.height()) != (b.width(), b.height()) {
        return None;
    }
    let far = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > TOLERANCE);
    let off = a.data().chunks_exact(4).zip(b.data().chunks_exact(4)).filter(far).count();
    Some(off as f64 / f64::from(a.width() * a.height()))
}
