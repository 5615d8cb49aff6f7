//! The bundled faces. System fonts are never used: they would change the page from one machine to the next.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::assets;
use crate::model::Coverage;

/// The family of page and charts.
pub const FAMILY: &str = "Source Sans 3";

/// The faces with their index.
pub struct Faces {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

/// All faces, read once.
pub fn faces() -> &'static Faces {
    static FACES: LazyLock<Faces> = LazyLock::new(|| {
        let fonts: Vec<Font> = assets::FACES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
        Faces { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    });
    &FACES
}

/// The characters that every face has: a text may be set in any of them.
pub fn coverage() -> &'static Coverage {
    static COVERAGE: LazyLock<Coverage> = LazyLock::new(|| {
        let characters = |i| faces().book.info(i).into_iter().flat_map(|info| info.coverage.iter()).collect();
        let of_each = (0..faces().fonts.len()).map(characters);
        of_each.reduce(|all: BTreeSet<u32>, some| &all & &some).unwrap_or_default().into_iter().collect()
    });
    &COVERAGE
}
