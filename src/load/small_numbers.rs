//! What the manifest says of small numbers: `small_numbers`, `known_already`, `adds_up`.

use crate::diag::Found;

use super::keys::manifest;
use super::reader::{MapReader, text, texts};
use super::text::Text;
use super::yaml::{Data, Node};

/// `small_numbers:`.
#[derive(Debug)]
pub struct RawSmallNumbers {
    pub policy: Option<Text>,
    pub hides: Option<Text>,
    pub decided_by: Option<Text>,
    pub on: Option<Text>,
}

/// An entry of `known_already:`.
#[derive(Debug)]
pub struct RawKnownAlready {
    /// `A1 2020-11`, with where it is known from.
    pub figures: Vec<(Text, Text)>,
    pub decided_by: Option<Text>,
    pub on: Option<Text>,
}

/// An entry of `adds_up:`.
#[derive(Debug)]
pub struct RawAddsUp {
    pub whole: Option<Text>,
    pub parts: Vec<Text>,
}

/// Reads `small_numbers`.
pub fn read(node: Node, diagnostics: &mut Found) -> Option<RawSmallNumbers> {
    let mut keys = MapReader::new(node, &manifest::SMALL_NUMBERS, diagnostics)?;
    let hides = keys.text("hides");
    let policy = match hides {
        Some(_) => keys.text("policy"),
        None => keys.need_text("policy", "`none`, `dfe` or `nhs`"),
    };
    let read = RawSmallNumbers { policy, hides, decided_by: keys.text("decided_by"), on: keys.text("on") };
    keys.finish();
    Some(read)
}

/// Reads `known_already`: one decision, or a list of them.
pub fn read_known(node: Node, diagnostics: &mut Found) -> Vec<RawKnownAlready> {
    let read = |node: Node| {
        let mut keys = MapReader::new(node, &manifest::KNOWN_ALREADY, diagnostics)?;
        let decided_by = keys.need_text("decided_by", "who decided that readers know it already");
        let on = keys.need_text("on", "the day of the decision, e.g. `2020-11-02`");
        let mut figures = Vec::new();
        for (figure, node) in keys.rest() {
            if let Some(from) = text(node, &format!("`{}`", figure.value), keys.diagnostics()) {
                figures.push((figure, from));
            }
        }
        keys.finish();
        Some(RawKnownAlready { figures, decided_by, on })
    };
    one_or_more(node).into_iter().filter_map(read).collect()
}

/// Reads `adds_up`: one group, or a list of them.
pub fn read_sums(node: Node, diagnostics: &mut Found) -> Vec<RawAddsUp> {
    let read = |node: Node| {
        let mut keys = MapReader::new(node, &manifest::ADDS_UP, diagnostics)?;
        let whole = keys.need_text("whole", "the code of the indicator that the others come to");
        let parts: Option<Vec<Text>> = keys
            .need("parts", "the codes of the indicators that come to it")
            .and_then(|node| texts(node, "`parts`", "a code", keys.diagnostics()));
        keys.finish();
        Some(RawAddsUp { whole, parts: parts? })
    };
    one_or_more(node).into_iter().filter_map(read).collect()
}

fn one_or_more(node: Node) -> Vec<Node> {
    match node.data {
        Data::List(items) => items,
        Data::Empty | Data::Scalar(_) | Data::Map(_) => vec![node],
    }
}
