//! Commentary: Markdown to blocks of runs. The only module that knows pulldown-cmark.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::diag::{Code, Diagnostic, FileIndex, Found, Span, did_you_mean};

use super::allow;
use super::comment::{self, Comments};
use super::headings::{code_of, glued_heading, heading};
use super::raw::{RawBlock, RawCommentary, RawInline, RawSlot, Text};

/// The keys of `Key: value` lines, at the top of a file and of a slot.
const KEYS: [&str; 6] = ["Author", "Cleared", "Expected back", "Awaited", "Decided by", "Allow"];

/// Forms that are recognised so that they can be refused, instead of printed with their signs.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// Lists and quotations within one another that a page has room for; Typst's own limit lies near thirty.
const DEEPEST: usize = 6;

const START: &str = "start with a heading: `## CLA18`, `## Summary`, `## Recommendation` or the name of a theme";

/// Columns of a table that a page has room for beside a chart.
const MOST_COLUMNS: usize = 6;

/// Reads one file of commentary for `period`.
pub fn read(text: &str, file: FileIndex, period: Text, diagnostics: &mut Found) -> RawCommentary {
    let (body, entries) = take_entries(text, file, diagnostics);
    let mut reader = Reader::new(&body, file, diagnostics);
    for (event, range) in Parser::new_ext(&body, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.diagnostics.extend(reader.comments.unclosed());
    let mut slots = reader.slots;
    let mut read = RawCommentary { period, author: None, cleared: None, slots: Vec::new() };
    for entry in entries {
        let slot = slots.iter_mut().rev().find(|slot| slot.heading.span.start() < entry.value.span.start());
        match (entry.key, slot) {
            ("Author", None) => read.author = Some(entry.value),
            ("Cleared", None) => read.cleared = Some(entry.value),
            (key @ ("Author" | "Cleared"), Some(_)) => diagnostics.push(
                Diagnostic::new(Code::UnknownKey, format!("`{key}` stands under a heading"))
                    .at(entry.value.span)
                    .hint("put it at the top of the file: it is the same for all texts in it; another author has a file of their own"),
            ),
            ("Allow", Some(slot)) => slot.allow.extend(allow::line(&entry.value, diagnostics)),
            (key, Some(slot)) => {
                let given = match key {
                    "Awaited" => &mut slot.awaited,
                    "Decided by" => &mut slot.decided_by,
                    _ => &mut slot.expected_back,
                };
                match given {
                    None => *given = Some(entry.value),
                    Some(first) => diagnostics.push(
                        Diagnostic::new(Code::RepeatedKey, format!("`{key}` stands twice under one heading"))
                            .at_with(entry.value.span, "again here")
                            .also(first.span, "first here")
                            .hint("keep one of the two"),
                    ),
                }
            }
            (key, None) => diagnostics.push(
                Diagnostic::new(Code::UnknownKey, format!("`{key}` stands above every heading"))
                    .at(entry.value.span)
                    .hint("put it under the heading of its indicator"),
            ),
        }
    }
    read.slots = slots;
    read
}

struct Entry {
    key: &'static str,
    value: Text,
}

/// Takes the `Key: value` lines that stand at the top of the file or right under a heading, and leaves spaces in their
/// place, so that every other place stays what it was.
fn take_entries(text: &str, file: FileIndex, diagnostics: &mut Found) -> (String, Vec<Entry>) {
    let mut body = String::with_capacity(text.len());
    let mut entries = Vec::new();
    let (mut at_top, mut seen_heading) = (true, false);
    let mut comments = Comments::default();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if comments.takes(content, Span::new(file, offset, offset + content.len())) {
            body.push_str(line);
            offset += line.len();
            continue;
        }
        if let Some(diagnostic) = glued_heading(content, offset, file) {
            diagnostics.push(diagnostic);
        }
        let taken = if at_top { entries_of(content, !seen_heading, offset, file, diagnostics) } else { None };
        let Some(taken) = taken else {
            body.push_str(line);
            seen_heading |= content.starts_with("##");
            at_top = content.starts_with("##") || (at_top && content.is_empty());
            offset += line.len();
            continue;
        };
        body.extend(line.chars().flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8())));
        entries.extend(taken);
        offset += line.len();
    }
    (body, entries)
}

/// The entries of a line; `None` where it is prose. Above the first heading there is no prose, so every key is one of ours or wrong.
fn entries_of(line: &str, above: bool, offset: usize, file: FileIndex, diagnostics: &mut Found) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut start = 0;
    for part in line.split('·') {
        let at = offset + start + (part.len() - part.trim_start().len());
        start += part.len() + '·'.len_utf8();
        let (key, value) = part.trim().split_once(':').filter(|(key, _)| !key.trim().is_empty())?;
        let Some(known) = KEYS.into_iter().find(|known| known.eq_ignore_ascii_case(key.trim())) else {
            let hint = did_you_mean(key.trim(), KEYS).filter(|_| key.split(' ').count() <= 2);
            if above || hint.is_some() {
                let unknown = Diagnostic::new(Code::UnknownKey, format!("commentary has no key `{}`", key.trim()))
                    .at(Span::new(file, at, at + key.len()));
                diagnostics.push(match code_of(key) {
                    Some(code) => unknown.hint(heading(code)),
                    None => unknown.hint_if(hint).hint("possible above the first heading: Author, Cleared; under a heading: Allow; under a code: Expected back, Awaited, Decided by"),
                });
                return Some(entries);
            }
            return None;
        };
        let value_at = at + key.len() + 1 + (value.len() - value.trim_start().len());
        let value = value.trim();
        entries.push(Entry {
            key: known,
            value: Text { value: value.to_owned(), span: Span::new(file, value_at, value_at + value.len()) },
        });
    }
    Some(entries)
}

/// What holds blocks and has not ended.
enum Open {
    /// A list: its first number and its items, and the item that is open.
    List {
        start: Option<u64>,
        items: Vec<Vec<RawBlock>>,
        item: Vec<RawBlock>,
    },
    Quotation(Vec<RawBlock>),
}

/// A table that has not ended: its rows, of which the last is open.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<Vec<RawInline>>>,
    columns: usize,
}

struct Reader<'a> {
    body: &'a str,
    file: FileIndex,
    diagnostics: &'a mut Found,
    slots: Vec<RawSlot>,
    in_next: bool,
    heading: Option<(HeadingLevel, Span, String)>,
    open: Vec<Open>,
    table: Option<OpenTable>,
    runs: Vec<RawInline>,
    bold: usize,
    italic: usize,
    /// Of each emphasis that is open, whether its signs are meant as they stand: `2*3*4`, `CO~2~`.
    typed: Vec<bool>,
    link: Option<Text>,
    /// Levels of something that a paper does not have, whose text is not read.
    refused: usize,
    said_homeless: bool,
    comments: Comments,
}

impl<'a> Reader<'a> {
    fn new(body: &'a str, file: FileIndex, diagnostics: &'a mut Found) -> Self {
        Self {
            body,
            file,
            diagnostics,
            slots: Vec::new(),
            in_next: false,
            heading: None,
            open: Vec::new(),
            table: None,
            runs: Vec::new(),
            bold: 0,
            italic: 0,
            typed: Vec::new(),
            link: None,
            refused: 0,
            said_homeless: false,
            comments: Comments::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        // A block's range has the line feed that ends it.
        let length = self.body.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        let span = Span::new(self.file, range.start, range.start + length);
        if self.refused > 0 {
            match event {
                Event::Start(_) => self.refused += 1,
                Event::End(_) => self.refused -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::SoftBreak => self.text(" ", span),
            Event::HardBreak => self.text("\n", span),
            Event::Html(html) if self.comments.takes(&html, span) => {
                comment::text_behind(&html, span, self.diagnostics)
            }
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            Event::Html(_) | Event::InlineHtml(_) => self.refuse("HTML", span),
            Event::Code(_) => self.refuse("code", span),
            // A line above a signature parts texts, and is not printed.
            Event::Rule => {}
            Event::InlineMath(_) | Event::DisplayMath(_) => self.refuse("a formula", span),
            Event::FootnoteReference(_) => self.refuse("a footnote", span),
            Event::TaskListMarker(_) => self.refuse("a task list", span),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => {}
            Tag::Heading { .. } if self.open.iter().any(|open| matches!(open, Open::Quotation(_))) => {
                self.refuse_all("a heading within a quotation", span)
            }
            Tag::Heading { level, .. } => self.heading = Some((level, span, String::new())),
            Tag::List(start) => {
                self.open(Open::List { start, items: Vec::new(), item: Vec::new() }, "a list", span);
            }
            Tag::Item => {}
            Tag::Strong if self.is_typed(span) => self.text("**", span.part(0..2)),
            Tag::Strong => self.bold += 1,
            Tag::Emphasis if self.is_typed(span) => self.text("*", span.part(0..1)),
            Tag::Emphasis => self.italic += 1,
            Tag::Strikethrough if !self.written(span).starts_with("~~") => self.text("~", span.part(0..1)),
            Tag::Link { dest_url, .. } => self.link = Some(Text { value: dest_url.to_string(), span }),
            Tag::Image { .. } => self.refuse_all("a picture", span),
            Tag::BlockQuote(_) => self.open(Open::Quotation(Vec::new()), "a quotation", span),
            Tag::CodeBlock(_) => self.refuse_all("code", span),
            Tag::Table(columns) => self.start_table(columns.len(), span),
            Tag::TableHead | Tag::TableRow => self.start_row(span),
            Tag::TableCell => {}
            Tag::FootnoteDefinition(_) => self.refuse_all("a footnote", span),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.refuse_all("a definition list", span)
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.refuse_all("struck or raised text", span),
            Tag::MetadataBlock(_) => self.refuse_all("a metadata block", span),
        }
    }

    /// Lists and quotations, as deep as a page has room for.
    fn open(&mut self, block: Open, what: &str, span: Span) {
        self.close_paragraph();
        if self.open.len() >= DEEPEST {
            return self.refuse_all(&format!("{what} this deep within others"), span);
        }
        self.open.push(block);
    }

    fn start_table(&mut self, columns: usize, span: Span) {
        self.close_paragraph();
        if columns > MOST_COLUMNS {
            return self.refuse_all("a table of more than six columns", span);
        }
        if !self.open.is_empty() {
            return self.refuse_all("a table within a list or a quotation", span);
        }
        self.table = Some(OpenTable { rows: Vec::new(), columns });
    }

    /// A row of a table. Markdown would leave out without a word what stands beyond the last column.
    fn start_row(&mut self, span: Span) {
        let cells = cells(self.written(span));
        let Some(table) = &mut self.table else { return };
        table.rows.push(Vec::new());
        if cells > table.columns {
            self.refuse("a row with more cells than its table has columns", span);
        }
    }

    /// Whether the signs of an emphasis are meant as they stand, since they stand within a word: `2*3*4`. Asks for what was opened, and keeps it for its end.
    fn is_typed(&mut self, span: Span) -> bool {
        let before = self.body.get(..span.start()).and_then(|text| text.chars().next_back());
        let is_typed = before.is_some_and(char::is_alphanumeric);
        self.typed.push(is_typed);
        is_typed
    }

    /// What stands at a place.
    fn written(&self, span: Span) -> &'a str {
        self.body.get(span.range()).unwrap_or_default()
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        let last = |n: usize| {
            let length = span.range().len();
            span.part(length.saturating_sub(n)..length)
        };
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Item => {
                self.close_paragraph();
                if let Some(Open::List { items, item, .. }) = self.open.last_mut() {
                    items.push(std::mem::take(item));
                }
            }
            TagEnd::List(_) | TagEnd::BlockQuote(_) => {
                self.close_paragraph();
                match self.open.pop() {
                    Some(Open::List { start, items, .. }) => self.push(RawBlock::List { start, items }),
                    Some(Open::Quotation(blocks)) if !blocks.is_empty() => self.push(RawBlock::Quotation(blocks)),
                    Some(Open::Quotation(_)) | None => {}
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                let names = self.table.as_ref().and_then(|table| table.rows.first());
                if names.is_some_and(|names| names.iter().any(Vec::is_empty)) {
                    self.refuse("a table with a column that has no name", span);
                }
            }
            TagEnd::Table => {
                if let Some(OpenTable { rows, .. }) = self.table.take() {
                    self.push(RawBlock::Table(rows));
                }
            }
            TagEnd::Strong | TagEnd::Emphasis if self.typed.pop() == Some(true) => {
                let sign = if tag == TagEnd::Strong { "**" } else { "*" };
                self.text(sign, last(sign.len()));
            }
            TagEnd::Strong => self.bold -= 1,
            TagEnd::Emphasis => self.italic -= 1,
            TagEnd::Strikethrough => self.text("~", last(1)),
            TagEnd::Link => self.link = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if let Some((_, _, heading)) = &mut self.heading {
            heading.push_str(text);
            return;
        }
        let run = RawInline {
            text: Text { value: text.to_owned(), span },
            bold: self.bold > 0,
            italic: self.italic > 0,
            link: self.link.clone(),
        };
        match self.runs.last_mut() {
            Some(last) if last.bold == run.bold && last.italic == run.italic && last.link == run.link => {
                last.text.value.push_str(&run.text.value);
                last.text.span = Span::new(self.file, last.text.span.start(), span.range().end);
            }
            _ => self.runs.push(run),
        }
    }

    fn close_paragraph(&mut self) {
        if !self.runs.is_empty() {
            let runs = std::mem::take(&mut self.runs);
            self.push(RawBlock::Paragraph(runs));
        }
    }

    fn push(&mut self, block: RawBlock) {
        if let Some(open) = self.open.last_mut() {
            let (Open::List { item: blocks, .. } | Open::Quotation(blocks)) = open;
            blocks.push(block);
        } else if let Some(slot) = self.slots.last_mut() {
            if self.in_next { slot.next.push(block) } else { slot.body.push(block) }
        } else if !self.said_homeless {
            self.said_homeless = true;
            self.diagnostics.push(
                Diagnostic::new(Code::UnknownSlot, "this text stands above every heading")
                    .at(start_of(&block, self.file))
                    .hint(first_text(&block).and_then(code_of).map_or(START.to_owned(), heading)),
            );
        }
    }

    fn close_heading(&mut self) {
        let Some((level, span, text)) = self.heading.take() else { return };
        let heading = Text { value: text.trim().to_owned(), span: span.part(0..span.range().len()) };
        match level {
            HeadingLevel::H2 => {
                self.in_next = false;
                self.slots.push(RawSlot {
                    heading,
                    expected_back: None,
                    awaited: None,
                    decided_by: None,
                    allow: Vec::new(),
                    body: Vec::new(),
                    next: Vec::new(),
                });
            }
            HeadingLevel::H3 if heading.value.eq_ignore_ascii_case("next") && !self.slots.is_empty() => {
                self.in_next = true
            }
            HeadingLevel::H3 => self.diagnostics.push(
                Diagnostic::new(Code::UnknownSlot, format!("`### {}` is no part of a slot", heading.value))
                    .at(heading.span)
                    .hint("the one subheading is `### Next`, under the heading of an indicator"),
            ),
            HeadingLevel::H1 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => {
                // The text below it has the same cause.
                self.said_homeless = true;
                self.diagnostics.push(
                    Diagnostic::new(Code::UnsupportedMarkdown, "a heading of this level is not read")
                        .at(heading.span)
                        .hint("`##` starts a slot, `### Next` what happens next"),
                );
            }
        }
    }

    fn refuse(&mut self, what: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(Code::UnsupportedMarkdown, format!("{what} cannot stand in commentary")).at(span).hint(
                "use paragraphs, **bold**, *italic*, lists, quotations (`>`), links, and tables of at most six columns",
            ),
        );
    }

    fn refuse_all(&mut self, what: &str, span: Span) {
        self.refuse(what, span);
        self.refused = 1;
    }
}

fn first_text(block: &RawBlock) -> Option<&str> {
    block.texts().into_iter().flatten().next().map(|run| run.text.value.as_str())
}

fn start_of(block: &RawBlock, file: FileIndex) -> Span {
    let first = block.texts().into_iter().flatten().next();
    first.map_or(Span::new(file, 0, 0), |run| run.text.span)
}

/// How many cells a row of a table is written with.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = 1;
    let mut is_escaped = false;
    for (at, c) in row.char_indices() {
        // A bar at the end closes the last cell.
        if c == '|' && !is_escaped && at + 1 < row.len() {
            cells += 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    cells
}
