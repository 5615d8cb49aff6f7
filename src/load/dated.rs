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
    let has = |is: fn(&str) -> bool| matches!(&node.data, Data::Map(entries) if entries.iter().any(|(key, _)| is(&key.value)));
    if !has(|key| key.starts_with("from ")) {
        if !has(is_period) {
            return read(node, diagnostics).map(RawDated::Always);
        }
        return without_from(map(node, what, diagnostics)?, diagnostics, read);
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

/// Values whose keys are periods without the word `from`, which is said once; what is meant is clear.
fn without_from<T>(
    entries: Vec<(Text, Node)>,
    diagnostics: &mut Found,
    read: impl Fn(Node, &mut Found) -> Option<T>,
) -> Option<RawDated<T>> {
    if let Some((key, _)) = entries.iter().find(|(key, _)| is_period(&key.value)) {
        let month = match key.value.split_once('/') {
            Some((year, rest)) if rest.len() == 2 => {
                format!(", or from the first month of that year on `from {year}-04: …`")
            }
            _ => String::new(),
        };
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownKey,
                format!("`{}` says no more than a period, and a value holds from one on", key.value),
            )
            .at(key.span)
            .hint(format!("write `from {}: …`{month}", key.value)),
        );
    }
    let read = |(key, node): (Text, Node)| read(node, diagnostics).map(|value| (key, value));
    let entries: Vec<_> = entries.into_iter().filter_map(read).collect();
    (!entries.is_empty()).then_some(RawDated::From(entries))
}

/// `2022/23`, `2022-04`, `2022/23 Q1`.
fn is_period(key: &str) -> bool {
    let (year, rest) = key.split_at_checked(4).unwrap_or_default();
    year.bytes().all(|byte| byte.is_ascii_digit()) && year.len() == 4 && rest.starts_with(['/', '-'])
}
