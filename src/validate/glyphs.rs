//! Characters for which a face of the page has no shape. A missing glyph would fail the export.
//!
//! What the same faces lack is one fault, however many letters it has: a text in another script, or a face that is half a typeface.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Span};
use crate::model::Coverage;

/// Places that one message shows, and characters that it names.
const SHOWN: usize = 5;

/// What was met so far: by the faces that lack them, each character with the place and the field where it came first.
#[derive(Debug, Default)]
pub struct Glyphs(BTreeMap<Vec<String>, Vec<(char, Span, String)>>);

impl Glyphs {
    /// Keeps a character that cannot be shown.
    pub fn add(&mut self, c: char, coverage: &Coverage, place: Span, field: &str) {
        let of_faces = self.0.entry(coverage.lacking(c)).or_default();
        if of_faces.iter().all(|(known, ..)| *known != c) {
            of_faces.push((c, place, field.to_owned()));
        }
    }

    /// One diagnostic for all that the same faces lack.
    pub fn finish(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().filter_map(|(faces, missing)| said(&faces, &missing))
    }
}

fn said(faces: &[String], missing: &[(char, Span, String)]) -> Option<Diagnostic> {
    let ((c, place, field), others) = missing.split_first()?;
    let lack = match faces {
        [one] => format!("the typeface {one} has"),
        [first @ .., last] => format!("the typefaces {} and {last} have", first.join(", ")),
        [] => "the typeface has".to_owned(),
    };
    let named = |(c, ..): &(char, Span, String)| format!("`{c}` (U+{:04X})", u32::from(*c));
    let message = if others.is_empty() {
        format!("{lack} no shape for `{c}` (U+{:04X}) in {field}", u32::from(*c))
    } else {
        let mut names: Vec<String> = missing.iter().take(SHOWN).map(named).collect();
        if missing.len() > SHOWN {
            names.push(format!("{} more", missing.len() - SHOWN));
        }
        let last = names.pop()?;
        format!("{lack} no shape for {} characters: {} and {last}", missing.len(), names.join(", "))
    };
    let label = if others.is_empty() { String::new() } else { format!("`{c}` in {field}") };
    let first = Diagnostic::new(Code::MissingGlyph, message).at_with(*place, label);
    let shown = others.iter().take(SHOWN - 1);
    let all = shown.fold(first, |said, (c, place, field)| said.also(*place, format!("`{c}` in {field}")));
    Some(all.hint("write it in words, or with a sign of the typeface"))
}
