//! `settings.typ`: what a theme may ask about the sheet, the paper's options and the council's own look.
//!
//! The look of a council and the options of a paper reach Typst through this one file, so that no layout needs to pass them on.

use minijinja::value::{Serde, Value};
use minijinja::{Error, context};

use super::source::RenderedSource;
use super::{holes, literal, long};
use crate::load::{Layout, Options, Sheet};
use crate::page::BrandView;
use crate::page::PaperView;

/// The source that `base/style.typ` reads. `rendered` are those that print the paper's texts.
pub fn source(paper: &PaperView, layout: &Layout, options: &Options, rendered: &[RenderedSource]) -> RenderedSource {
    let has_long_words = rendered.iter().any(|source| long::has_long_word(&source.text));
    of(layout.manifest.paper, Value::from(Serde(options)), &paper.version.line, &paper.brand, has_long_words)
}

/// The same for a document that no layout makes.
pub fn of(sheet: Sheet, options: Value, version: &str, brand: &BrandView, has_long_words: bool) -> RenderedSource {
    let (width, height) = sheet.extent();
    let settings = context! { width, height, options, version, has_long_words, brand => Value::from(Serde(brand)) };
    let text = definition("settings", &settings).expect("settings are texts, numbers and maps of them");
    RenderedSource { path: "settings.typ".to_owned(), text, file: None }
}

/// A source that gives a value its name.
pub fn definition(name: &str, value: &Value) -> Result<String, Error> {
    let literal = literal::of(value)?;
    Ok(holes::check(&format!("#let {name} = {literal}\n")).expect("strings of a literal are literals"))
}
