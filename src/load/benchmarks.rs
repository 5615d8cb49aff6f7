//! `benchmarks.yaml` and `actions.yaml`.

use crate::diag::{Code, Diagnostic, Found, SourceMap};

use super::allow;
use super::figures::read_header;
use super::keys::lists::{ACTION, RELEASE};
use super::raw::{RawAction, RawBenchmarkRow, RawRelease, Text};
use super::reader::{MapReader, list, map, text};
use super::yaml::{self, Data, Node};

/// Reads the list of releases.
pub fn read(node: Node, diagnostics: &mut Found) -> Vec<RawRelease> {
    let items = list(node, "benchmarks.yaml", diagnostics).unwrap_or_default();
    items.into_iter().filter_map(|item| read_release(item, diagnostics)).collect()
}

/// The releases in a text, without places; nothing where it cannot be read.
pub fn of_text(content: &str) -> Vec<RawRelease> {
    let (mut sources, mut found) = (SourceMap::default(), Found::default());
    let file = sources.add(String::new(), content.to_owned());
    yaml::parse(content, file, &mut found).map(|node| read(node, &mut found)).unwrap_or_default()
}

fn read_release(node: Node, diagnostics: &mut Found) -> Option<RawRelease> {
    let start = node.span.part(0..1);
    let mut keys = MapReader::new(node, &RELEASE, diagnostics)?;
    let release = keys.need_text("release", "its title");
    let publisher = keys.text("publisher");
    let published = keys.text("published");
    let link = keys.text("link");
    let single = keys.text("period");
    let mut header = Vec::new();
    let mut header_span = start;
    if let Some(period) = single {
        header_span = period.span;
        header.push(period);
    }
    for key in ["years", "quarters", "months"] {
        if let Some(node) = keys.take(key) {
            if !header.is_empty() {
                let again = Diagnostic::new(Code::RepeatedKey, "a release gives its periods twice");
                keys.diagnostics().push(
                    again.at_with(node.span, "again here").also(header_span, "first here").hint("keep one of the two"),
                );
            }
            header_span = node.span;
            let name = Text { value: key.to_owned(), span: node.span };
            header = read_header(node, &name, keys.diagnostics());
        }
    }
    if header.is_empty() {
        keys.diagnostics().push(
            Diagnostic::new(Code::MissingKey, "a release needs the key `period` or `years`")
                .at(start)
                .hint("add `period: 2019/20`, or `years:` with a list and as many figures in each row"),
        );
    }
    let authorities = keys.take("authorities");
    let authorities = authorities.map(|node| read_areas(node, "`authorities`", keys.diagnostics())).unwrap_or_default();
    let figures = match authorities.is_empty() {
        true => keys.need("figures", "areas with their figures: `England: {CLA1: 67}`"),
        false => keys.take("figures"),
    };
    let areas = figures.map(|node| read_areas(node, "`figures`", keys.diagnostics())).unwrap_or_default();
    let complete = keys.text("complete");
    keys.finish();
    Some(RawRelease { release, publisher, published, link, header, header_span, areas, authorities, complete })
}

fn read_areas(node: Node, what: &str, diagnostics: &mut Found) -> Vec<(Text, Vec<RawBenchmarkRow>)> {
    let areas = map(node, what, diagnostics).unwrap_or_default();
    let read = |(area, node): (Text, Node)| {
        let what = format!("the area `{}`", area.value);
        let rows = map(node, &what, diagnostics)?;
        Some((area, rows.into_iter().filter_map(|(code, node)| read_row(code, node, diagnostics)).collect()))
    };
    areas.into_iter().filter_map(read).collect()
}

fn read_row(code: Text, node: Node, diagnostics: &mut Found) -> Option<RawBenchmarkRow> {
    let cells = match node.data {
        Data::List(items) => items.into_iter().filter_map(|item| text(item, "a figure", diagnostics)).collect(),
        Data::Empty | Data::Scalar(_) | Data::Map(_) => vec![text(node, "a figure", diagnostics)?],
    };
    Some(RawBenchmarkRow { code, cells })
}

/// Reads the list of actions.
pub fn read_actions(node: Node, diagnostics: &mut Found) -> Vec<RawAction> {
    let items = list(node, "actions.yaml", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &ACTION, diagnostics)?;
        let action = RawAction {
            reference: keys.text("ref"),
            action: keys.need_text("action", "what is to be done"),
            owner: keys.text("owner"),
            due: keys.text("due"),
            closed: keys.text("closed"),
            from: keys.text("from"),
            indicator: keys.text("indicator"),
            allow: allow::of(&mut keys),
        };
        keys.finish();
        Some(action)
    };
    items.into_iter().filter_map(read).collect()
}
