//! Dated notes: events and breaks, of one indicator or of all.

use crate::diag::Found;

use super::allow;
use super::keys::shared::{BREAK, EVENT};
use super::raw::RawEvent;
use super::reader::{MapReader, list};
use super::yaml::Node;

/// Reads a list of `{period, until, text, abnormal}`.
pub fn read_events(node: Node, diagnostics: &mut Found) -> Vec<RawEvent> {
    let items = list(node, "`events`", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &EVENT, diagnostics)?;
        let period = keys.need_text("period", "when it was, e.g. `2020-03`");
        let until = keys.text("until");
        let text = keys.need_text("text", "a word or two for the chart");
        let abnormal = keys.text("abnormal");
        let allow = allow::of(&mut keys);
        keys.finish();
        Some(RawEvent { period: period?, until, text: text?, abnormal, allow })
    };
    items.into_iter().filter_map(read).collect()
}

/// Reads a list of `{period, text}`.
pub fn read_breaks(node: Node, diagnostics: &mut Found) -> Vec<RawEvent> {
    let items = list(node, "`breaks`", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &BREAK, diagnostics)?;
        let period = keys.need_text("period", "the first period that is different, e.g. `2020-04`");
        let text = keys.need_text("text", "what changed, e.g. `New recording system`");
        let allow = allow::of(&mut keys);
        keys.finish();
        Some(RawEvent { period: period?, until: None, text: text?, abnormal: None, allow })
    };
    items.into_iter().filter_map(read).collect()
}
