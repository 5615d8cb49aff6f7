//! `base/ratings.yaml`: the colours and the sign of every rating.

use crate::diag::{Code, Diagnostic, FileIndex, Found, Span};

use super::keys::layout::LOOK;
use super::raw::{RawLook, RawRatings};
use super::reader::{MapReader, map};
use super::yaml::{self, Node};

const COLOUR: &str = "a colour in quotes: `\"#12436d\"`";

/// Reads the file; of several problems its author gets the first.
pub fn read_ratings(text: &str, file: FileIndex) -> Result<RawRatings, Diagnostic> {
    let mut found = Found::default();
    let node = yaml::parse(text, file, &mut found);
    let ratings = node.and_then(|node| ratings(node, &mut found));
    match found.into_vec().into_iter().next() {
        Some(diagnostic) => Err(diagnostic),
        None => ratings.ok_or_else(|| {
            Diagnostic::new(Code::MissingKey, "it is empty, and every rating needs its colours")
                .at(Span::new(file, 0, 0))
                .hint("copy the built-in one with `panelpack layout eject`")
        }),
    }
}

fn ratings(node: Node, found: &mut Found) -> Option<RawRatings> {
    let start = node.span.part(0..0);
    let entries = map(node, "what this file holds", found)?;
    let looks = entries.into_iter().filter_map(|(key, node)| Some((key, look(node, found)?)));
    Some(RawRatings { start, looks: looks.collect() })
}

fn look(node: Node, found: &mut Found) -> Option<RawLook> {
    let mut reader = MapReader::new(node, &LOOK, found)?;
    let dark = reader.need_text("dark", COLOUR);
    let tint = reader.need_text("tint", COLOUR);
    let edge = reader.text("edge");
    let shape = reader.need_text("shape", "a shape, e.g. `triangle`");
    reader.finish();
    Some(RawLook { dark: dark?, tint: tint?, edge, shape: shape? })
}
