//! `indicators.yaml`: themes in page order, the code is the key.

use crate::diag::{Code, Diagnostic};

use super::manifest::read_events;
use super::raw::{RawDated, RawGoal, RawIndicator, RawTheme, Text};
use super::reader::{MapReader, map, text};
use super::yaml::{Data, Node};

/// Reads one file of definitions.
pub fn read(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<RawTheme> {
    let themes = map(node, "the list of themes", diagnostics).unwrap_or_default();
    let read = |(name, node): (Text, Node)| {
        let what = format!("the theme `{}`", name.value);
        let indicators = map(node, &what, diagnostics)?;
        let indicators =
            indicators.into_iter().filter_map(|(code, node)| read_indicator(code, node, diagnostics)).collect();
        Some(RawTheme { name, indicators })
    };
    themes.into_iter().filter_map(read).collect()
}

fn read_indicator(code: Text, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<RawIndicator> {
    let mut keys = MapReader::new(node, "an indicator", diagnostics)?;
    let name = keys.need("name", "the words that the page prints");
    let name = name.and_then(|node| dated(node, "`name`", keys.diagnostics(), filled("`name`")));
    let mut dated_text =
        |key: &'static str| keys.take(key).and_then(|node| dated(node, key, keys.diagnostics(), plain(key)));
    let definition = dated_text("definition");
    let amber_within = dated_text("amber_within");
    let green_within = dated_text("green_within");
    let owner = dated_text("owner");
    let target = keys.take("target").and_then(|node| read_target(node, keys.diagnostics()));
    let better = match &target {
        Some(_) => keys.text("better"), // `validate` has its own words for a target without a direction
        None => keys.need_text("better", "`higher`, `lower`, `near target` or `neither`"),
    };
    let read = RawIndicator {
        code,
        name,
        definition,
        count: keys.text("count"),
        out_of: keys.text("out_of"),
        unit: keys.text("unit"),
        decimals: keys.text("decimals"),
        better,
        target,
        amber_within,
        green_within,
        period_type: keys.text("type"),
        owner,
        source: keys.text("source"),
        note: keys.text("note"),
        range: keys.text("range"),
        events: keys.take("events").map(|node| read_events(node, keys.diagnostics())).unwrap_or_default(),
    };
    keys.finish();
    Some(read)
}

/// A text with at least one letter in it.
fn filled(what: &'static str) -> impl Fn(Node, &mut Vec<Diagnostic>) -> Option<Text> {
    move |node, diagnostics| {
        let text = text(node, what, diagnostics)?;
        if text.value.trim().is_empty() {
            diagnostics.push(
                Diagnostic::new(Code::MissingKey, format!("{what} is empty"))
                    .at(text.span)
                    .hint("write the words that the page prints"),
            );
            return None;
        }
        Some(text)
    }
}

fn plain(what: &str) -> impl Fn(Node, &mut Vec<Diagnostic>) -> Option<Text> {
    move |node, diagnostics| text(node, what, diagnostics)
}

fn read_target(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<RawDated<RawGoal>> {
    dated(node, "`target`", diagnostics, read_goal)
}

fn read_goal(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<RawGoal> {
    if !matches!(node.data, Data::Map(_)) {
        return text(node, "`target`", diagnostics).map(RawGoal::Word);
    }
    let mut keys = MapReader::new(node, "a target", diagnostics)?;
    let goal = match keys.text("to_be_set") {
        Some(by) => Some(RawGoal::ToBeSet(by)),
        None => {
            let green = keys.need_text("green", "the least good value that is green");
            let amber = keys.need_text("amber", "the least good value that is amber");
            green.zip(amber).map(|(green, amber)| RawGoal::CutOffs { green, amber })
        }
    };
    keys.finish();
    goal
}

/// A value, or a map whose keys all start with `from`.
fn dated<T>(
    node: Node,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(Node, &mut Vec<Diagnostic>) -> Option<T>,
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
