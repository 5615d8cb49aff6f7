//! The faces of a document: the bundled ones, and a council's own from its project. Faces of the system are never used: they would
//! change the page from one machine to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;

use crate::assets;
use crate::digest::sha256;
use crate::model::{Coverage, Face};

/// What a document may be set in.
#[derive(Clone)]
pub struct Faces {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    coverage: Coverage,
    fingerprints: OnceLock<BTreeMap<String, String>>,
}

/// Why a project's faces cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTypeface {
    /// None of the files is of this family.
    #[error("no file in `fonts` holds the typeface `{wanted}`")]
    NotFound {
        /// As the project names it.
        wanted: String,
        /// Families that the files hold.
        found: Vec<String>,
    },
    /// Titles would look like running text.
    #[error("the typeface `{0}` has no {1} face")]
    FaceMissing(String, &'static str),
}

impl Faces {
    /// Those that travel in the binary, read once.
    pub fn bundled() -> &'static Self {
        static FACES: LazyLock<Faces> = LazyLock::new(|| Faces::of(bundled_fonts(), |_| true));
        &FACES
    }

    /// The bundled faces, for charts, and a family from the files of a project.
    pub fn with(family: &str, files: &[Vec<u8>]) -> Result<Self, NoTypeface> {
        let own: Vec<Font> = files.iter().flat_map(|bytes| Font::iter(Bytes::new(bytes.clone()))).collect();
        let is_of_it = |font: &Font| font.info().family == family;
        let weights: Vec<FontWeight> =
            own.iter().filter(|font| is_of_it(font)).map(|font| font.info().variant.weight).collect();
        if weights.is_empty() {
            let found: BTreeSet<String> = own.iter().map(|font| font.info().family.clone()).collect();
            return Err(NoTypeface::NotFound { wanted: family.to_owned(), found: found.into_iter().collect() });
        }
        let has = |from: u16, to: u16| weights.iter().any(|weight| (from..=to).contains(&weight.to_number()));
        for (name, from, to) in [("regular", 300, 500), ("bold", 600, 900)] {
            if !has(from, to) {
                return Err(NoTypeface::FaceMissing(family.to_owned(), name));
            }
        }
        // The order of faces is part of the output's bytes: the files come in the order of their paths.
        Ok(Self::of(bundled_fonts().into_iter().chain(own).collect(), is_of_it))
    }

    /// The characters that a text of the page may have: those that every bundled face has and every face for which `is_set` holds, because any
    /// text may be set in any of them.
    fn of(fonts: Vec<Font>, is_set: impl Fn(&Font) -> bool) -> Self {
        let bundled = bundled_fonts().len();
        let set = fonts.iter().enumerate().filter(|(i, font)| *i < bundled || is_set(font)).map(|(_, font)| font);
        let faces = set.map(|font| Face {
            family: font.info().family.clone(),
            style: style(font),
            code_points: font.info().coverage.iter().collect(),
        });
        let coverage = Coverage::of(faces.collect());
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, coverage, fingerprints: OnceLock::new() }
    }

    /// A fingerprint of each face, by its family and name.
    pub fn fingerprints(&self) -> &BTreeMap<String, String> {
        let name = |font: &Font| {
            let info = font.info();
            format!("{} {:?} {}", info.family, info.variant.style, info.variant.weight.to_number())
        };
        self.fingerprints.get_or_init(|| self.fonts.iter().map(|font| (name(font), sha256(font.data()))).collect())
    }

    /// The characters that every face has: a text may be set in any of them.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }
}

/// `Regular`, `Bold Italic`, `650`.
fn style(font: &Font) -> String {
    let variant = font.info().variant;
    let weight = match variant.weight.to_number() {
        300 => "Light".to_owned(),
        400 => "Regular".to_owned(),
        500 => "Medium".to_owned(),
        600 => "Semibold".to_owned(),
        700 => "Bold".to_owned(),
        other => other.to_string(),
    };
    match variant.style {
        FontStyle::Normal => weight,
        FontStyle::Italic | FontStyle::Oblique => format!("{weight} Italic"),
    }
}

fn bundled_fonts() -> Vec<Font> {
    assets::FACES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect()
}
