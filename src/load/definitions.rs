//! `indicators.yaml`: themes in page order, the code is the key.

use crate::diag::{Code, Diagnostic, Found};

use super::allow;
use super::dated::dated;
use super::events::{read_breaks, read_events};
use super::keys::definitions as keys_of;
use super::raw::{RawBreakdown, RawDated, RawGoal, RawIndicator, RawReplaces, RawRetired, RawStandard, RawTheme, Text};
use super::reader::{MapReader, map, text, texts};
use super::spc;
use super::yaml::{Data, Node};

/// Reads one file of definitions.
pub fn read(node: Node, diagnostics: &mut Found) -> Vec<RawTheme> {
    let themes = map(node, "the list of themes", diagnostics).unwrap_or_default();
    if let Some((first, _)) = themes.iter().find(|(_, node)| is_indicator(node)) {
        diagnostics.push(
            Diagnostic::new(
                Code::WrongShape,
                format!("`{}` is an indicator, and stands where a theme belongs", first.value),
            )
            .at(first.span)
            .hint("write a theme in the line above, `Performance:`, and indent the indicators under it by two spaces"),
        );
    }
    let read = |(name, node): (Text, Node)| {
        if is_indicator(&node) {
            let indicators = read_indicator(name.clone(), node, diagnostics).into_iter().collect();
            return Some(RawTheme { name, indicators });
        }
        let what = format!("the theme `{}`", name.value);
        let indicators = map(node, &what, diagnostics)?;
        let indicators =
            indicators.into_iter().filter_map(|(code, node)| read_indicator(code, node, diagnostics)).collect();
        Some(RawTheme { name, indicators })
    };
    themes.into_iter().filter_map(read).collect()
}

/// Whether what stands under a theme's name are the keys of an indicator.
fn is_indicator(node: &Node) -> bool {
    let Data::Map(entries) = &node.data else { return false };
    let is_scalar = |node: &Node| !matches!(node.data, Data::Map(_) | Data::List(_) | Data::Empty);
    entries
        .iter()
        .any(|(key, node)| matches!(key.value.as_str(), "name" | "better" | "unit" | "count") && is_scalar(node))
}

fn read_indicator(code: Text, node: Node, diagnostics: &mut Found) -> Option<RawIndicator> {
    let mut keys = MapReader::new(node, &keys_of::INDICATOR, diagnostics)?;
    let name = keys.need("name", "the words that the page prints");
    let name = name.and_then(|node| dated(node, "`name`", keys.diagnostics(), filled("`name`")));
    let mut dated_text =
        |key: &'static str| keys.take(key).and_then(|node| dated(node, key, keys.diagnostics(), plain(key)));
    let definition = dated_text("definition");
    let amber_within = dated_text("amber_within");
    let green_within = dated_text("green_within");
    let floor = dated_text("floor");
    let owner = dated_text("owner");
    let target = keys.take("target").and_then(|node| read_target(node, keys.diagnostics()));
    let better = match &target {
        Some(_) => keys.text("better"), // `validate` has its own words for a target without a direction
        None => keys.need_text("better", "`higher`, `lower`, `near target` or `neither`"),
    };
    let read = RawIndicator {
        code,
        name,
        plain: keys.take("plain").and_then(|node| filled("`plain`")(node, keys.diagnostics())),
        plain_did: keys.take("plain_did").and_then(|node| filled("`plain_did`")(node, keys.diagnostics())),
        plain_target: keys.text("plain_target"),
        definition,
        count: keys.text("count"),
        counts: keys.text("counts"),
        out_of: keys.text("out_of"),
        did: keys.take("did").and_then(|node| filled("`did`")(node, keys.diagnostics())),
        unit: keys.text("unit"),
        decimals: keys.text("decimals"),
        better,
        target,
        amber_within,
        green_within,
        rating: keys.text("rating"),
        floor,
        minimum: keys.take("minimum").and_then(|node| read_minimum(node, keys.diagnostics())),
        min_change: keys.text("min_change"),
        trend_over: keys.text("trend_over"),
        spc: keys.take("spc").and_then(|node| spc::read(node, keys.diagnostics())),
        judge_after: keys.text("judge_after"),
        period_type: keys.text("type"),
        aggregate: keys.text("aggregate"),
        replaces: keys.take("replaces").and_then(|node| read_replaces(node, keys.diagnostics())),
        retired: keys.take("retired").and_then(|node| read_retired(node, keys.diagnostics())),
        when_not_due: keys.text("when_not_due"),
        breakdowns: keys.take("breakdowns").map(|node| read_breakdowns(node, keys.diagnostics())).unwrap_or_default(),
        equals: keys.text("equals"),
        owner,
        source: keys.text("source"),
        note: keys.text("note"),
        range: keys.text("range"),
        events: keys.take("events").map(|node| read_events(node, keys.diagnostics())).unwrap_or_default(),
        breaks: keys.take("breaks").map(|node| read_breaks(node, keys.diagnostics())).unwrap_or_default(),
        allow: allow::of(&mut keys),
    };
    keys.finish();
    Some(read)
}

/// `95`, or a map with a name of its own.
fn read_minimum(node: Node, diagnostics: &mut Found) -> Option<RawStandard> {
    let named = matches!(&node.data, Data::Map(entries) if entries.iter().any(|(key, _)| matches!(key.value.as_str(), "name" | "target")));
    if !named {
        let target = read_target(node, diagnostics)?;
        return Some(RawStandard { name: None, target: Some(target), amber_within: None });
    }
    let mut keys = MapReader::new(node, &keys_of::STANDARD, diagnostics)?;
    let name = keys.text("name");
    let target =
        keys.need("target", "what the standard asks for").and_then(|node| read_target(node, keys.diagnostics()));
    let amber_within = keys
        .take("amber_within")
        .and_then(|node| dated(node, "`amber_within`", keys.diagnostics(), plain("`amber_within`")));
    keys.finish();
    Some(RawStandard { name, target, amber_within })
}

fn read_replaces(node: Node, diagnostics: &mut Found) -> Option<RawReplaces> {
    let mut keys = MapReader::new(node, &keys_of::REPLACES, diagnostics)?;
    let read = RawReplaces {
        code: keys.need_text("code", "the code of the indicator before"),
        from: keys.need_text("from", "the first period of the new one"),
        breaks: keys.text("break"),
        reason: keys.text("reason"),
    };
    keys.finish();
    Some(read)
}

fn read_retired(node: Node, diagnostics: &mut Found) -> Option<RawRetired> {
    let mut keys = MapReader::new(node, &keys_of::RETIRED, diagnostics)?;
    let read = RawRetired { from: keys.need_text("from", "the first period without it"), reason: keys.text("reason") };
    keys.finish();
    Some(read)
}

/// `{age: [Under 1, 1 to 4]}` or `{age: {parts: [Under 1, 1 to 4], sum_to_whole: yes}}`.
fn read_breakdowns(node: Node, diagnostics: &mut Found) -> Vec<RawBreakdown> {
    let entries = map(node, "`breakdowns`", diagnostics).unwrap_or_default();
    let read = |(by, node): (Text, Node)| {
        if !matches!(node.data, Data::Map(_)) {
            let parts = texts(node, "a breakdown", "a part", diagnostics)?;
            return Some(RawBreakdown { by, parts, sums: None, order: None });
        }
        let mut keys = MapReader::new(node, &keys_of::BREAKDOWN, diagnostics)?;
        let parts = keys
            .need("parts", "the names of the parts, in page order")
            .and_then(|node| texts(node, "`parts`", "a part", keys.diagnostics()));
        let sums = keys.text("sum_to_whole");
        let order = keys.text("order");
        keys.finish();
        Some(RawBreakdown { by, parts: parts?, sums, order })
    };
    entries.into_iter().filter_map(read).collect()
}

/// A text with at least one letter in it.
fn filled(what: &'static str) -> impl Fn(Node, &mut Found) -> Option<Text> {
    move |node, diagnostics| {
        let text = text(node, what, diagnostics)?;
        if text.value.trim().is_empty() {
            let empty = Diagnostic::new(Code::MissingKey, format!("{what} is empty")).at(text.span);
            diagnostics.push(empty.hint("write the words that the page prints"));
            return None;
        }
        Some(text)
    }
}

fn plain(what: &str) -> impl Fn(Node, &mut Found) -> Option<Text> {
    move |node, diagnostics| text(node, what, diagnostics)
}

fn read_target(node: Node, diagnostics: &mut Found) -> Option<RawDated<RawGoal>> {
    dated(node, "`target`", diagnostics, read_goal)
}

fn read_goal(node: Node, diagnostics: &mut Found) -> Option<RawGoal> {
    if !matches!(node.data, Data::Map(_)) {
        return text(node, "`target`", diagnostics).map(RawGoal::Word);
    }
    let has = |name: &str| matches!(&node.data, Data::Map(entries) if entries.iter().any(|(key, _)| key.value == name));
    if has("to_be_set") {
        let mut keys = MapReader::new(node, &keys_of::TO_BE_SET, diagnostics)?;
        let by = keys.need("to_be_set", "who will set it, e.g. `by the Improvement Board`");
        let by = by.and_then(|node| text(node, "`to_be_set`", keys.diagnostics()));
        let (reason, owner, expected) = (keys.text("reason"), keys.text("owner"), keys.text("expected"));
        keys.finish();
        return Some(RawGoal::ToBeSet { by: by?, reason, owner, expected });
    }
    if has("band") {
        let mut keys = MapReader::new(node, &keys_of::ACTIVITY, diagnostics)?;
        let band = keys.need("band", "the range of activity, e.g. `15 to 20`");
        let band = band.and_then(|node| text(node, "`band`", keys.diagnostics()));
        keys.finish();
        return band.map(RawGoal::Activity);
    }
    let mut keys = MapReader::new(node, &keys_of::CUT_OFFS, diagnostics)?;
    keys.offer(&["to_be_set", "band"]);
    let target = keys.text("target");
    let green = keys.need_text("green", "the least good value that is green");
    let amber = keys.need_text("amber", "the least good value that is amber");
    keys.finish();
    green.zip(amber).map(|(green, amber)| RawGoal::CutOffs { target, green, amber })
}
