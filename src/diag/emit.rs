//! Diagnostics as text: the only module that knows codespan-reporting.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;

use codespan_reporting::diagnostic as reporting;
use codespan_reporting::files::SimpleFiles;
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{self, Styles, StylesWriter};
use serde_json::json;

use super::source::{visible, visible_lines};
use super::{Code, Diagnostic, Label, Severity, SourceMap, Span};

/// More than these nobody reads in full at once.
const MOST_IN_FULL: usize = 100;

/// Nobody finds a place in more bytes of lines than these; line and column are said alone.
const LONGEST_LINES: usize = 4000;

/// The form in which diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// With the source lines and labels under the message.
    #[default]
    Human,
    /// One line each: `indicators.yaml:4:5: error[unknown-key]: …`.
    Short,
    /// One JSON object a line.
    Json,
}

/// What may be printed with the human form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Terminal colours.
    pub colour: bool,
    /// The analyst's own source lines, which may hold figures; off where a log could be read by others.
    pub source_lines: bool,
}

/// All diagnostics in one form, each ended by a line feed. JSON and the short form never hold source lines.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, format: Format, style: Style) -> String {
    match format {
        Format::Human if style.source_lines => human(diagnostics, sources, style.colour),
        Format::Human => diagnostics.iter().map(|d| without_source(d, sources)).collect(),
        Format::Short => diagnostics.iter().map(|d| format!("{}\n", short(d, sources, style))).collect(),
        Format::Json => diagnostics.iter().map(|d| format!("{}\n", json(d, sources, style))).collect(),
    }
}

/// The clause. Where source lines are left out a key with a digit is too: a figure that slipped to the left of a colon is one.
fn message(diagnostic: &Diagnostic, style: Style) -> Cow<'_, str> {
    let is_of_keys = matches!(diagnostic.code(), Code::UnknownKey | Code::RepeatedKey);
    if style.source_lines || !is_of_keys {
        return Cow::Borrowed(diagnostic.message());
    }
    let quoted = |(i, part): (usize, &str)| {
        let is_figure = i % 2 == 1 && part.contains(|c: char| c.is_ascii_digit());
        if is_figure { "…".to_owned() } else { part.to_owned() }
    };
    let parts: Vec<String> = diagnostic.message().split('`').enumerate().map(quoted).collect();
    Cow::Owned(parts.join("`"))
}

fn human(diagnostics: &[Diagnostic], sources: &SourceMap, colour: bool) -> String {
    // Most papers are in order, and every text of the project would be copied.
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut files = SimpleFiles::new();
    for (path, text) in sources.iter() {
        files.add(visible(path), visible_lines(text));
    }
    let config = term::Config { tab_width: 4, ..term::Config::default() };
    let styles = Styles::default();
    let mut buffer = if colour { Buffer::ansi() } else { Buffer::no_color() };
    for diagnostic in diagnostics.iter().take(MOST_IN_FULL) {
        let mut labels = diagnostic.primary().into_iter().chain(diagnostic.secondary());
        let is_apart = |label: &Label| sources.line_length(label.span()) > LONGEST_LINES || is_cell(label, sources);
        if labels.any(is_apart) {
            buffer
                .write_all(without_lines(diagnostic, sources, true).as_bytes())
                .expect("a buffer in memory takes every write");
            continue;
        }
        term::emit_to_write_style(&mut StylesWriter::new(&mut buffer, &styles), &config, &files, &reported(diagnostic))
            .expect("labels lie in files of the source map, and a buffer in memory takes every write");
    }
    let mut text = String::from_utf8_lossy(buffer.as_slice()).into_owned();
    if diagnostics.len() > MOST_IN_FULL {
        let _ = writeln!(text, "… and {} more: `--message-format short` lists all", diagnostics.len() - MOST_IN_FULL);
    }
    text
}

fn reported(diagnostic: &Diagnostic) -> reporting::Diagnostic<usize> {
    let severity = match diagnostic.severity() {
        Severity::Note => reporting::Severity::Note,
        Severity::Warning => reporting::Severity::Warning,
        Severity::Error => reporting::Severity::Error,
    };
    let place = |label: &Label| (label.span().file().position(), label.span().range());
    let mut labels = Vec::new();
    if let Some(label) = diagnostic.primary() {
        let (file, range) = place(label);
        labels.push(reporting::Label::primary(file, range).with_message(label.text()));
    }
    for label in diagnostic.secondary() {
        let (file, range) = place(label);
        labels.push(reporting::Label::secondary(file, range).with_message(label.text()));
    }
    reporting::Diagnostic::new(severity)
        .with_code(diagnostic.code().name())
        .with_message(diagnostic.message())
        .with_labels(labels)
        .with_notes(diagnostic.hints().iter().map(|hint| format!("hint: {hint}")).chain(more(diagnostic)).collect())
}

/// `and 699,950 more of this kind in this file`.
fn more(diagnostic: &Diagnostic) -> Option<String> {
    let more = diagnostic.more();
    (more > 0).then(|| format!("and {} more of this kind in this file", grouped(more)))
}

/// `699,950`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(",")
}

fn short(diagnostic: &Diagnostic, sources: &SourceMap, style: Style) -> String {
    let mut line = String::new();
    if let Some(label) = diagnostic.primary() {
        let _ = write!(line, "{}: ", place(label.span(), sources));
    }
    let message = message(diagnostic, style);
    let more = more(diagnostic).map_or_else(String::new, |more| format!(" ({more})"));
    let _ = write!(line, "{}[{}]: {message}{more}", diagnostic.severity().name(), diagnostic.code());
    line
}

fn without_source(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    without_lines(diagnostic, sources, false)
}

/// Whether a label points to a cell of a workbook, which has no line to be shown.
fn is_cell(label: &Label, sources: &SourceMap) -> bool {
    sources.cell(label.span()).is_some()
}

/// Places by their names; beside cells of a workbook what they hold, where that may be shown.
fn without_lines(diagnostic: &Diagnostic, sources: &SourceMap, with_cells: bool) -> String {
    let message = message(diagnostic, Style { colour: false, source_lines: with_cells });
    let mut text = format!("{}[{}]: {message}\n", diagnostic.severity().name(), diagnostic.code());
    for label in diagnostic.primary().into_iter().chain(diagnostic.secondary()) {
        let separator = if label.text().is_empty() { "" } else { ": " };
        let cell = sources.excerpt(label.span());
        let cell = if with_cells && is_cell(label, sources) { format!(" `{}`", visible(cell)) } else { String::new() };
        let _ = writeln!(text, "   = at {}{cell}{separator}{}", place(label.span(), sources), label.text());
    }
    for hint in diagnostic.hints() {
        let _ = writeln!(text, "   = hint: {hint}");
    }
    if let Some(more) = more(diagnostic) {
        let _ = writeln!(text, "   = {more}");
    }
    text.push('\n');
    text
}

fn json(diagnostic: &Diagnostic, sources: &SourceMap, style: Style) -> serde_json::Value {
    let label = |label: &Label| {
        let (file, text) = (sources.path(label.span().file()), label.text());
        match sources.cell(label.span()) {
            Some(cell) => json!({"file": file, "cell": cell, "text": text}),
            None => {
                let position = sources.position(label.span());
                json!({"file": file, "line": position.line, "column": position.column, "text": text})
            }
        }
    };
    json!({
        "severity": diagnostic.severity().name(),
        "code": diagnostic.code().name(),
        "message": message(diagnostic, style),
        "place": diagnostic.primary().map(label),
        "also": diagnostic.secondary().iter().map(label).collect::<Vec<_>>(),
        "hints": diagnostic.hints(),
        "more": diagnostic.more(),
    })
}

fn place(span: Span, sources: &SourceMap) -> String {
    let path = visible(sources.path(span.file()));
    match sources.cell(span) {
        Some(cell) => format!("{path} {}", visible(cell)),
        None => format!("{path}:{}", sources.position(span)),
    }
}
