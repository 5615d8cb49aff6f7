//! YAML as a tree in which every scalar keeps its own spelling and place: the only module that knows saphyr-parser.
//!
//! Built from the parser's events with a stack of our own, so that depth costs no recursion. Every scalar is text: what
//! looks like a number, a date or a boolean is for the reader of that key to interpret.
//!
//! The tree is our own because serde_yaml stops at the first error and gives no place for a value; typed structs read with it over an index
//! of places would be two readers that must agree. Here aliases and depth are refused before anything is built, a repeated key is an error,
//! and all problems of a file are found in one run. serde_yaml reads what suits it: `layout.yaml`, where an author sees one problem at a
//! time, and records, which a program wrote. A property test holds our reading of scalars against its.
//!
//! What to know of saphyr-parser:
//!
//! - It counts characters, not bytes.
//! - Its scanner has a limit of nesting of its own, which comes before the first event.
//! - Its place of a text in quotes, or of a map in braces, may reach over the blanks and the comment that follow it.

mod slip;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diag::{Code, Diagnostic, FileIndex, Found, Span};

use super::text::Text;

/// Levels of nesting that are read; no file of a project needs ten.
const DEEPEST: usize = 64;

/// A value of a YAML file.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands; of a key without a value the comment in its place, where there is one.
    pub span: Span,
    pub data: Data,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone)]
pub enum Data {
    /// A key without a value.
    Empty,
    Scalar(String),
    List(Vec<Node>),
    /// In the order of the file; keys are different from each other.
    Map(Vec<(Text, Node)>),
}

impl Node {
    /// What it is, for a message.
    pub fn kind(&self) -> &'static str {
        match self.data {
            Data::Empty => "nothing",
            Data::Scalar(_) => "a text",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }
}

/// Reads the first document of a file. `None` where the file is empty or could not be read.
pub fn parse(text: &str, file: FileIndex, diagnostics: &mut Found) -> Option<Node> {
    Builder { text, file, offsets: Offsets::new(text), diagnostics, open: Vec::new() }.run()
}

/// What another reader of YAML should not be given, and where: nesting that no file needs, anchors and aliases, and what is no YAML.
///
/// serde_yaml refuses deep nesting too, but in a time that grows with the square of its depth.
pub fn fault(text: &str) -> Option<(usize, String)> {
    let offsets = Offsets::new(text);
    let mut parser = Parser::new_from_str(text);
    let mut depth = 0;
    loop {
        let (event, marks) = match parser.next_event()? {
            Ok(next) => next,
            Err(error) => return Some((offsets.byte(error.marker().index()).min(text.len()), error.info().to_owned())),
        };
        let at = || offsets.byte(marks.start.index()).min(text.len());
        match event {
            Event::Alias(_) => return Some((at(), "it has anchors and aliases".to_owned())),
            Event::SequenceStart(..) | Event::MappingStart(..) if depth == DEEPEST => {
                return Some((at(), format!("it has more than {DEEPEST} levels of nesting")));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            Event::Scalar(..)
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }
}

/// A list or map that has not ended.
struct Open {
    start: usize,
    data: Data,
    key: Option<Text>,
    /// Where each key of a map was first given.
    keys: HashMap<String, Span>,
}

struct Builder<'a> {
    text: &'a str,
    file: FileIndex,
    offsets: Offsets,
    diagnostics: &'a mut Found,
    open: Vec<Open>,
}

impl Builder<'_> {
    fn run(mut self) -> Option<Node> {
        let mut parser = Parser::new_from_str(self.text);
        loop {
            let (event, marks) = match parser.next_event()? {
                Ok(next) => next,
                Err(error) => {
                    let diagnostic = self.syntax(&error);
                    self.diagnostics.push(diagnostic);
                    return None;
                }
            };
            let (start, end) = (self.offsets.byte(marks.start.index()), self.offsets.byte(marks.end.index()));
            let span = Span::new(self.file, start, end);
            let complete = match event {
                Event::Alias(_) => return self.refuse_alias(span),
                Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                    if anchor > 0 =>
                {
                    return self.refuse_alias(span);
                }
                Event::Scalar(text, style, ..) => {
                    let empty = text.is_empty() && style == ScalarStyle::Plain;
                    let data = if empty { Data::Empty } else { Data::Scalar(text.into_owned()) };
                    Some(Node { span: if empty { self.comment_at(span) } else { span }, data })
                }
                Event::SequenceStart(..) => self.enter(start, Data::List(Vec::new()))?,
                Event::MappingStart(..) => self.enter(start, Data::Map(Vec::new()))?,
                Event::SequenceEnd | Event::MappingEnd => {
                    self.open.pop().map(|open| Node { span: Span::new(self.file, open.start, end), data: open.data })
                }
                Event::StreamEnd => return None,
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => None,
            };
            if let Some(node) = complete
                && let Some(root) = self.attach(node)
            {
                return self.only_document(&mut parser).then_some(root);
            }
        }
    }

    /// Begins a list or map; `None` stops the reading because it lies too deep.
    fn enter(&mut self, start: usize, data: Data) -> Option<Option<Node>> {
        if self.open.len() >= DEEPEST {
            self.diagnostics.push(too_deep(Span::new(self.file, start, start + 1)));
            return None;
        }
        self.open.push(Open { start, data, key: None, keys: HashMap::new() });
        Some(None)
    }

    /// Puts a complete node where it belongs; hands it back where it is the whole document.
    fn attach(&mut self, node: Node) -> Option<Node> {
        let Some(open) = self.open.last_mut() else { return Some(node) };
        match &mut open.data {
            Data::List(items) => items.push(node),
            Data::Map(entries) => match open.key.take() {
                None => open.key = Some(key_of(node, self.diagnostics)),
                Some(key) => {
                    if is_comma_slip(self.text, open.start, &key, &node) {
                        self.diagnostics.push(comma(&key));
                    } else if let Some(first) = open.keys.get(&key.value) {
                        self.diagnostics.push(repeated(*first, &key));
                    } else {
                        open.keys.insert(key.value.clone(), key.span);
                        entries.push((key, node));
                    }
                }
            },
            Data::Empty | Data::Scalar(_) => unreachable!("only lists and maps are opened"),
        }
        None
    }

    /// The comment in the place of a value that is not there, which the scanner places at the colon or the dash before it; the place itself where
    /// there is none.
    fn comment_at(&self, span: Span) -> Span {
        let line = self.text.get(span.start()..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
        let comment = line.trim_start_matches([':', '-', ' ', '\t']);
        let start = span.start() + line.len() - comment.len();
        let is_comment = comment.starts_with('#') && self.text[..start].ends_with([' ', '\t']);
        if is_comment { Span::new(self.file, start, start + comment.len()) } else { span }
    }

    fn only_document(&mut self, parser: &mut Parser<'_, saphyr_parser::StrInput<'_>>) -> bool {
        loop {
            match parser.next_event() {
                None | Some(Ok((Event::StreamEnd, _))) => return true,
                Some(Ok((Event::DocumentStart(_), marks))) => {
                    let start = self.offsets.byte(marks.start.index());
                    self.diagnostics.push(
                        Diagnostic::new(Code::YamlSyntax, "a second document starts here")
                            .at(Span::new(self.file, start, start + 3))
                            .hint("keep one document a file: remove the line `---`"),
                    );
                    return false;
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    let diagnostic = self.syntax(&error);
                    self.diagnostics.push(diagnostic);
                    return false;
                }
            }
        }
    }

    fn refuse_alias(&mut self, span: Span) -> Option<Node> {
        self.diagnostics.push(slip::alias(self.text, span));
        None
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = self.offsets.byte(error.marker().index()).min(self.text.len());
        // The scanner looks ahead for a key and has a limit of its own.
        if error.info().contains("anchor") {
            return slip::alias(self.text, Span::new(self.file, at, at + 1));
        }
        if error.info().contains("recursion limit") {
            return too_deep(Span::new(self.file, at, at + 1));
        }
        slip::syntax(self.text, at, error.info(), self.file)
    }
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::YamlDepth, format!("more than {DEEPEST} levels of nesting"))
        .at(span)
        .hint("look for brackets or braces that were not closed before this place")
}

fn key_of(node: Node, diagnostics: &mut Found) -> Text {
    match node.data {
        Data::Scalar(value) => Text { value, span: node.span },
        Data::Empty | Data::List(_) | Data::Map(_) => {
            diagnostics.push(
                Diagnostic::new(Code::WrongShape, format!("a key must be a text, not {}", node.kind()))
                    .at(node.span)
                    .hint("put quotes around text in braces or brackets that is meant as it stands"),
            );
            Text { value: String::new(), span: node.span }
        }
    }
}

/// In braces, `{name: Health, education}` gives the key `education` without a value and without a colon.
fn is_comma_slip(text: &str, map_start: usize, key: &Text, value: &Node) -> bool {
    let after = text.get(key.span.range().end..).unwrap_or_default().trim_start();
    matches!(value.data, Data::Empty) && text[map_start..].starts_with('{') && !after.starts_with(':')
}

fn comma(key: &Text) -> Diagnostic {
    let is_key = |word: &str| word.starts_with(char::is_alphabetic) && !word.contains(char::is_whitespace);
    let colon = key.value.find(':').filter(|at| is_key(&key.value[..*at]));
    if let Some(at) = colon.filter(|_| key.span.range().len() == key.value.len()) {
        return Diagnostic::new(Code::YamlSyntax, "a space is missing after this colon")
            .at(key.span.part(at..at + 1))
            .hint("put a space after it, an ordinary one");
    }
    Diagnostic::new(Code::YamlComma, "key without a value: a comma split the text before it")
        .at(key.span)
        .hint("put quotes around a text that has commas")
}

fn repeated(first: Span, again: &Text) -> Diagnostic {
    Diagnostic::new(Code::RepeatedKey, format!("the key `{}` stands twice", again.value))
        .at_with(again.span, "again here")
        .also(first, "first here")
        .hint("keep one of the two")
}

/// Characters to bytes: the parser counts characters.
struct Offsets(Option<Vec<u32>>);

impl Offsets {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self(None);
        }
        Self(Some(text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect()))
    }

    fn byte(&self, index: usize) -> usize {
        match &self.0 {
            None => index,
            Some(bytes) => bytes.get(index).or(bytes.last()).map_or(0, |byte| *byte as usize),
        }
    }
}
