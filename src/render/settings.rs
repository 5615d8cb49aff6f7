//! `settings.typ`: what a theme may ask about the sheet, the paper's options and the council's own look.

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::{RenderedSource, holes, literal};
use crate::load::{Layout, Options};
use crate::view::PaperView;

/// The source that `base/style.typ` reads.
pub fn source(paper: &PaperView, layout: &Layout, options: &Options) -> RenderedSource {
    let (width, height) = layout.manifest.paper.extent();
    let settings = context! {
        width, height,
        options => Value::from(Serde(options)),
        brand => Value::from(Serde(&paper.brand)),
    };
    let literal = literal::of(&settings).expect("settings are texts, numbers and maps of them");
    let text = holes::check(&format!("#let settings = {literal}\n")).expect("strings of a literal are literals");
    RenderedSource { path: "settings.typ".to_owned(), text, file: None }
}
