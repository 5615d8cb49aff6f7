//! `allow`: checks that may fail at a place, each with the reason.

use crate::diag::{Code, Diagnostic, Found, Span};

use super::raw::{RawAllowed, Text};
use super::reader::{MapReader, map, text};
use super::yaml::Node;

/// Reads the map under a key.
pub fn read(node: Node, diagnostics: &mut Found) -> RawAllowed {
    let entries = map(node, "`allow`", diagnostics).unwrap_or_default();
    let mut reason = |node: Node| {
        let reason = text(node, "a reason", diagnostics)?;
        if reason.value.trim().is_empty() {
            diagnostics.push(no_reason(reason.span));
            return None;
        }
        Some(reason)
    };
    entries.into_iter().filter_map(|(check, node)| Some((check, reason(node)?))).collect()
}

/// The same under a key that may be left out.
pub fn of(keys: &mut MapReader<'_>) -> RawAllowed {
    keys.take("allow").map(|node| read(node, keys.diagnostics())).unwrap_or_default()
}

/// Reads the value of a line of commentary, `small-number-in-text: Three are teams`; in braces as in YAML too.
pub fn line(value: &Text, diagnostics: &mut Found) -> Option<(Text, Text)> {
    let inner = value.value.trim().trim_start_matches('{').trim_end_matches('}');
    let start = value.value.find(inner).unwrap_or(0);
    let Some((check, reason)) = inner.split_once(':').filter(|(_, reason)| !reason.trim().is_empty()) else {
        diagnostics.push(no_reason(value.span));
        return None;
    };
    let part = |part: &str, at: usize| {
        let at = start + at + (part.len() - part.trim_start().len());
        Text { value: part.trim().to_owned(), span: value.span.part(at..at + part.trim().len()) }
    };
    Some((part(check, 0), part(reason, check.len() + 1)))
}

fn no_reason(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, "a reason is empty").at(span).hint("say why this check may fail here")
}
