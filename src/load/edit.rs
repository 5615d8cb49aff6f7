//! Adds dated entries to definitions in place.
//!
//! Nothing is done to a file but inserting, so comments, order, spacing and quotes stay as their author left them. Where to insert is
//! read from the same tree of places that reads the definitions.
//!
//! Nothing is printed from a model, so what an author wrote cannot be lost.

use crate::diag::{Found, SourceMap};

use super::raw::Text;
use super::yaml::{Data, Node, parse};

/// A value of an indicator that is to go on from a new date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The indicator's code as the file spells it.
    pub code: String,
    /// Leads to the value below the code: `target`, or `minimum` and then `target`, where the second may be missing.
    pub keys: &'static [&'static str],
    /// From when on a value that bears no date has held: `2019-04`.
    pub first: String,
    /// From when on it is to stand as an entry of its own: `2021-04`.
    pub from: String,
}

/// A text of definitions with new entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The whole text.
    pub text: String,
    /// One for each value that was wanted, in that order.
    pub entries: Vec<NewEntry>,
}

/// An entry that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its value on one line: `90`, `{green: 95, amber: 85}`.
    pub value: String,
    /// The line on which it stands in the new text, counted from one.
    pub line: usize,
}

/// Gives each value that is wanted an entry with a new date and the last value as it is written; one without a date becomes dated first.
///
/// `None` where the text does not hold one of them.
pub fn carry_on(text: &str, wanted: &[Wanted]) -> Option<Edited> {
    let file = SourceMap::default().add("", "");
    let root = parse(text, file, &mut Found::default())?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut editor = Editor { text, newline, insertions: Vec::new() };
    let values: Vec<String> = wanted
        .iter()
        .enumerate()
        .map(|(entry, wanted)| editor.carry_on(&find(text, &root, wanted)?, wanted, entry))
        .collect::<Option<_>>()?;
    let (text, lines) = editor.apply(wanted.len());
    let entries = values.into_iter().zip(lines).map(|(value, line)| NewEntry { value, line }).collect();
    Some(Edited { text, entries })
}

/// Where a value stands.
struct Place<'n> {
    key: &'n Text,
    node: &'n Node,
    /// Somewhere within braces.
    in_braces: bool,
}

fn find<'n>(text: &str, root: &'n Node, wanted: &Wanted) -> Option<Place<'n>> {
    let entry = |node: &'n Node, key: &str| entries(node).iter().find(|(name, _)| name.value == key);
    let themes = entries(root).iter().map(|(_, theme)| theme);
    let (theme, mut node) = themes.filter_map(|theme| Some((theme, &entry(theme, &wanted.code)?.1))).next()?;
    let mut in_braces = is_flow(text, root) || is_flow(text, theme);
    let mut key = None;
    for name in wanted.keys {
        let Some((found, value)) = entry(node, name) else { break };
        in_braces |= is_flow(text, node);
        (key, node) = (Some(found), value);
    }
    Some(Place { key: key?, node, in_braces })
}

fn entries(node: &Node) -> &[(Text, Node)] {
    match &node.data {
        Data::Map(entries) => entries,
        Data::Empty | Data::Scalar(_) | Data::List(_) => &[],
    }
}

fn is_flow(text: &str, node: &Node) -> bool {
    text[node.span.start()..].starts_with(['{', '['])
}

/// Characters that end a plain text within braces.
const BRACES: [char; 5] = ['{', '}', '[', ']', ','];

/// How far a new level is indented where the file does not say.
const STEP: usize = 2;

struct Insertion {
    at: usize,
    text: String,
    /// Which new entry begins in it, and where.
    begins: Option<(usize, usize)>,
}

struct Editor<'a> {
    text: &'a str,
    newline: &'static str,
    insertions: Vec<Insertion>,
}

impl Editor<'_> {
    fn carry_on(&mut self, place: &Place<'_>, wanted: &Wanted, entry: usize) -> Option<String> {
        let Place { key, node, in_braces } = place;
        let from = format!("from {}", wanted.from);
        match dated(node).last() {
            Some((last_key, last)) => {
                if is_flow(self.text, node) {
                    self.append_in_braces(node, last_key, last, &from, entry)?;
                } else {
                    self.append_line(last_key, last, &from, entry)?;
                }
                Some(self.one_line(last_key, last))
            }
            None => {
                let first = format!("from {}", wanted.first);
                if *in_braces || self.fits_braces(key, node) {
                    self.wrap(key, node, &first, &from, entry)?;
                } else {
                    self.nest(key, node, &first, &from, entry)?;
                }
                Some(self.one_line(key, node))
            }
        }
    }

    /// `90` becomes `{from 2019-04: 90, from 2021-04: 90}`.
    fn wrap(&mut self, key: &Text, node: &Node, first: &str, from: &str, entry: usize) -> Option<()> {
        self.insert(node.span.start(), format!("{{{first}: "));
        let rest = format!("{from}: {}}}", self.one_line(key, node));
        self.begin(self.end(key, node)?, ", ".to_owned(), &rest, entry);
        Some(())
    }

    /// Puts lines under a first date, and the same once more under the new one.
    fn nest(&mut self, key: &Text, node: &Node, first: &str, from: &str, entry: usize) -> Option<()> {
        let (end, outer) = (self.end(key, node)?, self.column(key));
        let (column, inner, start) = match entries(node).first() {
            // Before the first key, so that a comment beside the key above it stays there.
            Some((child, _)) => {
                let column = self.column(child);
                let inner = column + column.checked_sub(outer).filter(|step| *step > 0).unwrap_or(STEP);
                let (at, line) = (child.span.start(), self.line_of(inner));
                self.insert(at, format!("{first}:{line}"));
                (column, inner, at)
            }
            None => {
                let (column, at) = (outer + STEP, self.after_colon(key));
                self.insert(at, format!("{}{first}:", self.line_of(column)));
                (column, column + STEP, at)
            }
        };
        self.shift(start, end, inner - column);
        let value = self.as_lines(key, node, inner);
        self.begin(self.line_end(end), self.line_of(column), &format!("{from}:{value}"), entry);
        Some(())
    }

    /// Adds a line to lines of `from …: …`, after a comment that stands beside the last.
    fn append_line(&mut self, key: &Text, last: &Node, from: &str, entry: usize) -> Option<()> {
        let column = self.column(key);
        let child = entries(last).first().filter(|_| !is_flow(self.text, last));
        let inner = child.map_or(column + STEP, |(child, _)| self.column(child));
        let value = self.as_lines(key, last, inner);
        let end = self.line_end(self.end(key, last)?);
        self.begin(end, self.line_of(column), &format!("{from}:{value}"), entry);
        Some(())
    }

    /// Adds to `{from …: …}`: on the same line, or on one of its own where the last entry has one.
    fn append_in_braces(&mut self, map: &Node, key: &Text, last: &Node, from: &str, entry: usize) -> Option<()> {
        let end = self.end(key, last)?;
        let new = format!("{from}: {}", self.one_line(key, last));
        let line_start = self.line_start(key.span.start());
        let indent = &self.text[line_start..key.span.start()];
        let rest = &self.text[end..self.line_end(end)];
        let own_line = map.span.start() < line_start && indent.trim().is_empty();
        let line = format!("{}{indent}", self.newline);
        let comma = rest.trim_start().starts_with(',');
        let closes = rest.trim_start().trim_start_matches(',').trim_start().starts_with('}');
        if !own_line {
            self.begin(end, ", ".to_owned(), &new, entry);
        } else if closes {
            self.begin(end, format!(",{line}"), &new, entry);
        } else if comma {
            self.begin(self.line_end(end), line, &format!("{new},"), entry);
        } else {
            self.insert(end, ",".to_owned());
            self.begin(self.line_end(end), line, &new, entry);
        }
        Some(())
    }

    /// Whether a value can stand within braces as it is.
    fn fits_braces(&self, key: &Text, node: &Node) -> bool {
        let written = self.written(key, node);
        match node.data {
            Data::Map(_) | Data::List(_) => is_flow(self.text, node),
            Data::Scalar(_) if written.starts_with(['"', '\'']) => !self.is_block_text(key),
            Data::Scalar(_) => !self.is_block_text(key) && !written.contains(BRACES) && !written.contains('\n'),
            Data::Empty => false,
        }
    }

    /// A value on one line, so that it may stand within braces.
    fn one_line(&self, key: &Text, node: &Node) -> String {
        let written = self.written(key, node);
        let quoted = written.starts_with(['"', '\'']);
        let is_one_line = !written.contains('\n') && !self.is_block_text(key);
        match &node.data {
            Data::Map(_) | Data::List(_) if is_one_line && is_flow(self.text, node) => written.to_owned(),
            Data::Scalar(_) if is_one_line && (quoted || !written.contains(BRACES)) => written.to_owned(),
            Data::Scalar(value) => in_quotes(value),
            Data::Map(entries) => {
                let entry = |(key, node): &(Text, Node)| format!("{}: {}", self.excerpt(key), self.one_line(key, node));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            Data::List(_) | Data::Empty => written.to_owned(),
        }
    }

    /// A value as it stands after a colon: on the same line, or a map on lines of its own at a column.
    fn as_lines(&self, key: &Text, node: &Node, column: usize) -> String {
        match &node.data {
            Data::Map(entries) if !is_flow(self.text, node) => entries
                .iter()
                .map(|(key, node)| {
                    let value = self.as_lines(key, node, column + STEP);
                    format!("{}{}:{value}", self.line_of(column), self.excerpt(key))
                })
                .collect(),
            Data::Scalar(_) if !self.is_block_text(key) && !self.written(key, node).contains('\n') => {
                format!(" {}", self.written(key, node))
            }
            Data::Scalar(value) => format!(" {}", in_quotes(value)),
            Data::Map(_) | Data::List(_) | Data::Empty => format!(" {}", self.one_line(key, node)),
        }
    }

    /// Whether the value of a key is a text in lines of its own, after `|` or `>`.
    fn is_block_text(&self, key: &Text) -> bool {
        self.text[self.after_colon(key)..].trim_start_matches([' ', '\t']).starts_with(['|', '>'])
    }

    /// A value as its author wrote it.
    fn written(&self, key: &Text, node: &Node) -> &str {
        if matches!(node.data, Data::Empty) {
            return "";
        }
        &self.text[node.span.start()..self.end(key, node).unwrap_or(node.span.range().end)]
    }

    /// Where a value ends: its place may reach over blanks and comments that follow it.
    fn end(&self, key: &Text, node: &Node) -> Option<usize> {
        match &node.data {
            Data::Empty => Some(self.after_colon(key)),
            Data::Scalar(_) if self.is_block_text(key) => {
                Some(node.span.start() + self.text[node.span.range()].trim_end().len())
            }
            Data::Scalar(_) => Some(node.span.start() + scalar_length(&self.text[node.span.range()])),
            Data::Map(entries) => match entries.last() {
                Some((key, last)) if is_flow(self.text, node) => self.closing(self.end(key, last)?, '}'),
                Some((key, last)) => self.end(key, last),
                None => self.closing(node.span.start() + 1, '}'),
            },
            Data::List(_) => None, // no value that takes a date is a list
        }
    }

    /// Past the bracket that follows after blanks, commas and comments.
    fn closing(&self, from: usize, bracket: char) -> Option<usize> {
        let mut at = from;
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
            match self.text[at..].chars().next()? {
                '#' => at = self.line_end(at),
                c if c == bracket => return Some(at + 1),
                _ => return None,
            }
        }
    }

    fn after_colon(&self, key: &Text) -> usize {
        let end = key.span.range().end;
        end + self.text[end..].find(':').map_or(0, |at| at + 1)
    }

    fn excerpt(&self, key: &Text) -> &str {
        &self.text[key.span.range()]
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Before the line's end.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        end - usize::from(self.text[at..end].ends_with('\r'))
    }

    fn column(&self, key: &Text) -> usize {
        key.span.start() - self.line_start(key.span.start())
    }

    /// The start of a new line whose text begins at a column.
    fn line_of(&self, column: usize) -> String {
        format!("{}{}", self.newline, " ".repeat(column))
    }

    /// Indents the lines after the one at `start`, up to the one at `end`.
    fn shift(&mut self, start: usize, end: usize, by: usize) {
        let mut at = self.line_end(start);
        while let Some(newline) = self.text.get(at..end).and_then(|lines| lines.find('\n')) {
            at += newline + 1;
            if !self.text[at..self.line_end(at)].trim().is_empty() {
                self.insert(at, " ".repeat(by));
            }
        }
    }

    fn insert(&mut self, at: usize, text: String) {
        self.insertions.push(Insertion { at, text, begins: None });
    }

    /// Inserts a new entry after what leads to it.
    fn begin(&mut self, at: usize, lead: String, new: &str, entry: usize) {
        let begins = Some((entry, lead.len()));
        self.insertions.push(Insertion { at, text: lead + new, begins });
    }

    /// The new text, and the line of each new entry.
    fn apply(mut self, entries: usize) -> (String, Vec<usize>) {
        self.insertions.sort_by_key(|insertion| insertion.at);
        let (mut text, mut lines, mut done) = (String::new(), vec![0; entries], 0);
        for Insertion { at, text: inserted, begins } in &self.insertions {
            text.push_str(&self.text[done..*at]);
            if let Some((entry, lead)) = begins {
                lines[*entry] = newlines(&text) + newlines(&inserted[..*lead]) + 1;
            }
            text.push_str(inserted);
            done = *at;
        }
        text.push_str(&self.text[done..]);
        (text, lines)
    }
}

/// The entries of a map of dates; none where a value bears no date.
fn dated(node: &Node) -> &[(Text, Node)] {
    let entries = entries(node);
    if entries.iter().any(|(key, _)| key.value.starts_with("from ")) { entries } else { &[] }
}

/// How much of a text's place is the text with its quotes: a comment may follow.
fn scalar_length(written: &str) -> usize {
    let mut chars = written.char_indices().peekable();
    let quote = chars.next().map(|(_, c)| c).filter(|c| matches!(c, '"' | '\''));
    while let (Some(quote), Some((at, c))) = (quote, chars.next()) {
        let doubled = quote == '\'' && c == quote && chars.peek().is_some_and(|(_, next)| *next == quote);
        if doubled || (quote == '"' && c == '\\') {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    written.trim_end().len()
}

/// A text in quotes, which reads alike wherever it stands.
fn in_quotes(text: &str) -> String {
    serde_json::Value::from(text.trim_end()).to_string()
}

fn newlines(text: &str) -> usize {
    text.matches('\n').count()
}

#[cfg(test)]
mod tests;
