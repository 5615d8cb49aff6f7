//! `corrections.yaml`: why published figures changed; and the manifest's `revisions`.

use crate::diag::Found;

use super::allow;
use super::keys::{lists, manifest};
use super::raw::{RawCorrection, RawRevisions};
use super::reader::{MapReader, list, text};
use super::yaml::{Data, Node};

/// Reads the list of corrections. A blank reason or kind is one that is still to be filled.
pub fn read(node: Node, diagnostics: &mut Found) -> Vec<RawCorrection> {
    let items = list(node, "corrections.yaml", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &lists::CORRECTION, diagnostics)?;
        let mut blank = |key: &'static str| {
            let node = keys.take(key).filter(|node| !matches!(node.data, Data::Empty))?;
            text(node, &format!("`{key}`"), keys.diagnostics())
        };
        let (kind, reason) = (blank("kind"), blank("reason"));
        let correction = RawCorrection {
            kind,
            reason,
            indicator: keys.need_text("indicator", "the code of the indicator"),
            figure: keys.text("figure"),
            period: keys.need_text("period", "the period whose figure changed"),
            was: keys.need_text("was", "the figure as it was published"),
            now: keys.need_text("now", "the figure as it is now"),
            allow: allow::of(&mut keys),
        };
        keys.finish();
        Some(correction)
    };
    items.into_iter().filter_map(read).collect()
}

/// Reads `revisions` of the manifest.
pub fn read_policy(node: Node, diagnostics: &mut Found) -> Option<RawRevisions> {
    let mut keys = MapReader::new(node, &manifest::REVISIONS, diagnostics)?;
    let read = RawRevisions {
        routine: keys.need_text("routine", "why back periods change, e.g. `Back months are refreshed each month`"),
        list_from: keys.need_text("list_from", "what is listed, e.g. `2 points or a changed rating`"),
    };
    keys.finish();
    Some(read)
}
