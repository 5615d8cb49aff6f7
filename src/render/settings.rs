//! `settings.typ`: what a theme may ask about the sheet, the paper's options and the council's own look.
//!
//! The look of a council and the options of a paper reach Typst through this one file, so that no layout needs to pass them on.

use minijinja::value::{Serde, Value};
use minijinja::{Error, context};

use super::source::RenderedSource;
use super::{holes, literal, long, title};
use crate::diag::SourceMap;
use crate::face;
use crate::load::{Layout, Options, Sheet};
use crate::page::BrandView;
use crate::page::PaperView;

/// The source that `base/style.typ` reads. `rendered` are those that print the paper's texts.
pub fn source(
    paper: &PaperView,
    layout: &Layout,
    options: &Options,
    rendered: &[RenderedSource],
    sources: &SourceMap,
) -> RenderedSource {
    let version = &paper.version.line;
    let needs = Needs {
        has_long_words: rendered.iter().any(|source| long::has_long_word(&source.text)),
        has_marks: rendered.iter().any(|source| face::joins(&source.text)) || face::joins(version),
        own_title: title::is_own(layout, sources),
        own_headings: title::sets_headings_apart(layout, sources),
    };
    of(layout.manifest.paper, Value::from(Serde(options)), version, &paper.brand, needs)
}

/// What costs typst time in every paper, and most papers can do without. Each may be said too often, since sources are read and not pages.
#[derive(Debug, Clone, Copy)]
pub struct Needs {
    /// Words that are wider than their line.
    pub has_long_words: bool,
    /// Marks that the face joins with the letter before them.
    pub has_marks: bool,
    /// A title that the layout sets itself, not by `titled` of `base/title.typ`.
    pub own_title: bool,
    /// Headings that the layout sets apart by rules of its own.
    pub own_headings: bool,
}

/// The same for a document that no layout makes.
pub fn of(sheet: Sheet, options: Value, version: &str, brand: &BrandView, needs: Needs) -> RenderedSource {
    let (width, height) = sheet.extent();
    let Needs { has_long_words, has_marks, own_title, own_headings } = needs;
    let brand = Value::from(Serde(brand));
    let settings =
        context! { width, height, options, version, has_long_words, has_marks, own_title, own_headings, brand };
    definition("settings", &settings).expect("settings are texts, numbers and maps of them")
}

/// The source of a name, which gives it a value.
pub fn definition(name: &str, value: &Value) -> Result<RenderedSource, Error> {
    let literal = literal::of(value)?;
    let path = format!("{name}.typ");
    let parsed = holes::check(&path, &format!("#let {name} = {literal}\n")).expect("strings of a literal are literals");
    Ok(RenderedSource::generated(&path, parsed))
}
