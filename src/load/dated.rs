//! Values that hold from a period on.

use crate::diag::{Code, Diagnostic, Found};

use super::raw::{RawDated, Text};
use super::reader::map;
use super::yaml::{Data, Node};

/// A value, or a map whose keys all start with `from`.
pub fn dated<T>(
    node: Node,
    what: &str,
    diagnostics: &mut Found,
    read: impl Fn(Node, &mut Found) -> Option<T>,
) -> Option<RawDated<T>> {
    let is_dated =
        matches!(&node.data, Data::Map(entries) if entries.iter().any(|(key, _)| key.value.starts_with("from ")));
    if !is_dated {
        return read(node, diagnostics).map(RawDated::Always);
    }
    let entries = map(node, what, diagnostics)?;
    let read = |(key, node): (Text, Node)| match key.value.strip_prefix("from ") {
        Some(period) => {
            let start = key.value.len() - period.len();
            let period = Text { value: period.to_owned(), span: key.span.part(start..key.span.range().len()) };
            read(node, diagnostics).map(|value| (period, value))
        }
        None => {
            diagnostics.push(
                Diagnostic::new(Code::UnknownKey, format!("`{}` stands among dated values", key.value))
                    .at(key.span)
                    .hint("start each key with `from` and a period: `{from 2019-04: 85, from 2020-10: 90}`"),
            );
            None
        }
    };
    let entries: Vec<_> = entries.into_iter().filter_map(read).collect();
    (!entries.is_empty()).then_some(RawDated::From(entries))
}
