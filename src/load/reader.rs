//! Reading the keys of a map: which are needed, which were asked for, which nobody asked for.

use crate::diag::{Code, Diagnostic, Found, Span, did_you_mean};

use super::keys::Table;
use super::text::Text;
use super::yaml::{Data, Node};

/// A map whose keys are taken one by one, each of them named in its table; [`MapReader::finish`] reports those that nobody took.
pub struct MapReader<'a> {
    table: &'static Table,
    /// The first key: a map that lacks one is shown there, not over all its lines.
    start: Span,
    entries: Vec<Option<(Text, Node)>>,
    asked: Vec<&'static str>,
    /// Keys of other maps that may stand in its place.
    offered: Vec<&'static str>,
    #[cfg(test)]
    needed: Vec<&'static str>,
    #[cfg(test)]
    looked_for: Vec<&'static str>,
    diagnostics: &'a mut Found,
}

impl<'a> MapReader<'a> {
    /// Reads `node` as a map with the keys of a table.
    pub fn new(node: Node, table: &'static Table, diagnostics: &'a mut Found) -> Option<Self> {
        let span = node.span;
        let entries: Vec<_> = map(node, table.what, diagnostics)?.into_iter().map(Some).collect();
        let start = entries.iter().flatten().next().map_or(span.part(0..0), |(name, _)| name.span);
        Some(Self {
            table,
            start,
            entries,
            asked: Vec::new(),
            offered: Vec::new(),
            #[cfg(test)]
            needed: Vec::new(),
            #[cfg(test)]
            looked_for: Vec::new(),
            diagnostics,
        })
    }

    /// Names keys of another kind of the same map, one of which an unknown key may be meant for.
    pub fn offer(&mut self, keys: &[&'static str]) {
        self.offered.extend(keys);
    }

    fn ask(&mut self, key: &'static str) {
        let is_known = !cfg!(any(test, debug_assertions)) || self.table.key(key).is_some();
        assert!(is_known, "{} has no key `{key}` in its table", self.table.what);
        self.asked.push(key);
    }

    /// Whether a key stands in the map; its value may be nothing.
    pub fn contains(&mut self, key: &'static str) -> bool {
        self.ask(key);
        #[cfg(test)]
        self.looked_for.push(key);
        self.entries.iter().flatten().any(|(name, _)| name.value == key)
    }

    /// Where problems go.
    pub fn diagnostics(&mut self) -> &mut Found {
        self.diagnostics
    }

    /// The value of a key that may be left out.
    pub fn take(&mut self, key: &'static str) -> Option<Node> {
        self.take_entry(key).map(|(_, node)| node)
    }

    fn take_entry(&mut self, key: &'static str) -> Option<(Text, Node)> {
        self.ask(key);
        self.entries
            .iter_mut()
            .find(|entry| entry.as_ref().is_some_and(|(name, _)| name.value == key))
            .and_then(Option::take)
    }

    /// The value of a key that is needed; `why` says what for.
    pub fn need(&mut self, key: &'static str, why: &'static str) -> Option<Node> {
        #[cfg(test)]
        self.needed.push(key);
        let found = self.take_entry(key);
        match found {
            Some((name, node @ Node { data: Data::Empty, .. })) => {
                let missing = Diagnostic::new(Code::MissingKey, format!("`{key}` has no value"));
                self.diagnostics.push(match commented(&node) {
                    Some(span) => missing.at(span).hint(QUOTES).hint(format!("write {why}")),
                    None => missing.at(name.span).hint(format!("write {why}")),
                });
                None
            }
            Some((_, node)) => Some(node),
            None => {
                self.report_missing(key, why);
                None
            }
        }
    }

    fn report_missing(&mut self, key: &'static str, why: &str) {
        let diagnostic = Diagnostic::new(Code::MissingKey, format!("{} needs the key `{key}`", self.table.what));
        let misspelt = |entry: &Option<(Text, Node)>| {
            entry.as_ref().is_some_and(|(name, _)| did_you_mean(&name.value, [key]).is_some())
        };
        let misspelt = self.entries.iter_mut().find(|entry| misspelt(entry)).and_then(Option::take);
        self.diagnostics.push(match misspelt {
            Some((name, _)) => diagnostic.at(name.span).hint(format!("did you mean `{key}`?")),
            None => diagnostic.at(self.start).hint(format!("add `{key}:` with {why}")),
        });
    }

    /// A text that may be left out.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        text(node, &format!("`{key}`"), self.diagnostics)
    }

    /// A text that is needed.
    pub fn need_text(&mut self, key: &'static str, why: &'static str) -> Option<Text> {
        let node = self.need(key, why)?;
        let text = text(node, &format!("`{key}`"), self.diagnostics)?;
        if text.value.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::new(Code::MissingKey, format!("`{key}` is empty"))
                    .at(text.span)
                    .hint(format!("write {why}")),
            );
            return None;
        }
        Some(text)
    }

    /// The keys that nobody took, in order.
    pub fn rest(&mut self) -> Vec<(Text, Node)> {
        self.entries.iter_mut().filter_map(Option::take).collect()
    }

    /// Reports every key that nobody took.
    pub fn finish(mut self) {
        #[cfg(test)]
        super::keys::seen::finished(self.table, &self.asked, &self.needed, &self.looked_for);
        // A key of which the map has another in its place is none that it may have.
        let asked = self.table.keys.iter().map(|key| key.name).filter(|name| self.asked.contains(name));
        let possible: Vec<&str> = asked.chain(self.offered.iter().copied()).collect();
        for (name, _) in self.rest() {
            let hint = did_you_mean(&name.value, possible.iter().copied());
            let all = format!("possible here: {}", possible.join(", "));
            self.diagnostics.push(
                Diagnostic::new(Code::UnknownKey, format!("{} has no key `{}`", self.table.what, name.value))
                    .at(name.span)
                    .hint(hint.unwrap_or(all)),
            );
        }
    }
}

/// The entries of a map.
pub fn map(node: Node, what: &str, diagnostics: &mut Found) -> Option<Vec<(Text, Node)>> {
    match node.data {
        Data::Map(entries) => Some(entries),
        Data::Empty | Data::Scalar(_) | Data::List(_) => {
            diagnostics.push(wrong_shape(&node, what, "a map: lines of `key: value`"));
            None
        }
    }
}

/// The items of a list.
pub fn list(node: Node, what: &str, diagnostics: &mut Found) -> Option<Vec<Node>> {
    match node.data {
        Data::List(items) => Some(items),
        Data::Empty | Data::Scalar(_) | Data::Map(_) => {
            diagnostics.push(wrong_shape(&node, what, "a list: `[a, b]` or lines that start with `- `"));
            None
        }
    }
}

/// A text; nothing, a list or a map is refused.
pub fn text(node: Node, what: &str, diagnostics: &mut Found) -> Option<Text> {
    match node.data {
        Data::Scalar(value) => Some(Text { value, span: node.span }),
        Data::Empty | Data::List(_) | Data::Map(_) => {
            diagnostics.push(wrong_shape(&node, what, "a text"));
            None
        }
    }
}

/// What to do where a comment stands in the place of a value.
const QUOTES: &str = "what begins with `#` is a comment: put quotes around a text that does, `\"#1 priority\"`";

/// Where a comment stands in the place of a value.
fn commented(node: &Node) -> Option<Span> {
    Some(node.span).filter(|span| matches!(node.data, Data::Empty) && !span.range().is_empty())
}

fn wrong_shape(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let wrong = Diagnostic::new(Code::WrongShape, format!("{what} is {}", node.kind()));
    match commented(node) {
        Some(span) => wrong.at(span).hint(QUOTES).hint(format!("it must be {wanted}")),
        None => wrong.at(node.span.part(0..node.span.range().len().min(1))).hint(format!("it must be {wanted}")),
    }
}

/// A list of texts, `each` being what one of them is.
pub fn texts(node: Node, what: &str, each: &str, diagnostics: &mut Found) -> Option<Vec<Text>> {
    let items = list(node, what, diagnostics)?;
    Some(items.into_iter().filter_map(|item| text(item, each, diagnostics)).collect())
}
