//! A document that no layout makes: a value and the council's look for a source that sets them.

use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::settings::{self, Needs};
use super::source::RenderedSource;
use crate::load::Sheet;
use crate::page::BrandView;

/// The sources beside `main.typ`: `settings.typ`, and `<name>.typ` that gives the value its name, as a literal.
///
/// # Panics
///
/// If the value holds anything but texts, numbers, truths, lists and maps.
pub fn appendix(name: &str, value: &impl Serialize, brand: &BrandView) -> Vec<RenderedSource> {
    let options = context! { large_print => Value::from(()) };
    let value = settings::definition(name, &Value::from(Serde(value))).expect("the value is made of texts and lists");
    let needs = Needs { has_long_words: true, has_marks: true, own_title: true, own_headings: true };
    vec![settings::of(Sheet::A4, options, "", brand, needs), value]
}
