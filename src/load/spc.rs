//! `spc:` of the project and of an indicator.

use crate::diag::Found;

use super::keys::shared;
use super::raw::{RawRebase, RawSpc, RawSpcRules};
use super::reader::{MapReader, list, text, texts};
use super::yaml::{Data, Node};

/// Reads the rules that hold for every indicator that names none of its own.
pub fn read_rules(node: Node, diagnostics: &mut Found) -> Option<RawSpcRules> {
    let mut keys = MapReader::new(node, &shared::SPC_RULES, diagnostics)?;
    let read = rules(&mut keys);
    keys.finish();
    Some(read)
}

/// Reads `yes`, or a map.
pub fn read(node: Node, diagnostics: &mut Found) -> Option<RawSpc> {
    let span = node.span;
    if matches!(node.data, Data::Scalar(_)) {
        let answer = text(node, "`spc`", diagnostics);
        return Some(RawSpc { span, answer, ..RawSpc::at(span) });
    }
    let mut keys = MapReader::new(node, &shared::SPC, diagnostics)?;
    let read = RawSpc {
        rules: rules(&mut keys),
        show: keys.text("show"),
        rebases: keys.take("rebase").map(|node| read_rebases(node, keys.diagnostics())).unwrap_or_default(),
        despite: keys
            .take("despite")
            .and_then(|node| texts(node, "`despite`", "what it is despite", keys.diagnostics()))
            .unwrap_or_default(),
        ..RawSpc::at(span)
    };
    keys.finish();
    Some(read)
}

fn rules(keys: &mut MapReader<'_>) -> RawSpcRules {
    RawSpcRules {
        baseline: keys.text("baseline"),
        screen: keys.text("screen"),
        trend_points: keys.text("trend_points"),
        shift_points: keys.text("shift_points"),
        two_of_three: keys.text("two_of_three"),
    }
}

fn read_rebases(node: Node, diagnostics: &mut Found) -> Vec<RawRebase> {
    let items = list(node, "`rebase`", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &shared::REBASE, diagnostics)?;
        let at = keys.need_text("at", "the first period of the new limits, e.g. `2020-04`");
        let reason = keys.need_text("reason", "what changed in the process, e.g. `Two teams became one`");
        let approved_by = keys.need_text("approved_by", "who agreed that the limits are made anew");
        keys.finish();
        Some(RawRebase { at: at?, reason: reason?, approved_by: approved_by? })
    };
    items.into_iter().filter_map(read).collect()
}
