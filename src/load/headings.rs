//! Headings of commentary that are none to Markdown: glued to their signs, or a code at the start of a text.

use crate::diag::{Code, Diagnostic, FileIndex, Span};

/// `##CLA18` without a space is a paragraph to Markdown, and the text under it would land in the slot above.
pub fn glued_heading(line: &str, offset: usize, file: FileIndex) -> Option<Diagnostic> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let glued = (2..=3).contains(&level) && rest.starts_with(|c: char| c.is_alphanumeric());
    glued.then(|| {
        Diagnostic::new(Code::UnsupportedMarkdown, "a heading needs a space after its signs")
            .at(Span::new(file, offset, offset + line.len()))
            .hint(format!("write `{} {rest}`", &line[..level]))
    })
}

/// The code with which a text begins, where it looks like one: `FD1 – Agency spend`.
pub fn code_of(text: &str) -> Option<&str> {
    let word = text.trim().split(|c: char| c.is_whitespace() || matches!(c, ':' | ',')).next()?.trim_end_matches('.');
    let is_code = word.starts_with(char::is_uppercase) && word.contains(|c: char| c.is_ascii_digit());
    (is_code && word.chars().all(|c| c.is_ascii_alphanumeric())).then_some(word)
}

pub fn heading(code: &str) -> String {
    format!("a heading is a line of its own: write `## {code}`, and the text below it")
}
