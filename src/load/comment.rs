//! Comments in commentary, `<!-- … -->`: they may span lines, and nothing of them is printed.
//!
//! Markdown lets a comment that begins a line reach to the end of the line in which it ends, or of the file. What would be lost so is named.

use crate::diag::{Code, Diagnostic, Found, Span};

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";

/// Follows the lines of a text, as far as comments begin them.
#[derive(Debug, Default)]
pub struct Comments {
    /// Where the comment that is open began.
    open: Option<Span>,
}

impl Comments {
    /// Whether a line of HTML is one of a comment; `span` is its place.
    pub fn takes(&mut self, line: &str, span: Span) -> bool {
        if self.open.is_none() && !line.trim_start().starts_with(OPENS) {
            return false;
        }
        let begins = *self.open.get_or_insert(span);
        // `<!-->` opens one.
        let from = if begins == span { line.find(OPENS).map_or(0, |at| at + OPENS.len()) } else { 0 };
        if line[from..].contains(CLOSES) {
            self.open = None;
        }
        true
    }

    /// That a comment has no end.
    pub fn unclosed(&self) -> Option<Diagnostic> {
        let open = self.open?;
        let hint = "write `-->` where it ends: everything below it would not be printed";
        Some(Diagnostic::new(Code::UnsupportedMarkdown, "this comment has no end").at(open).hint(hint))
    }
}

/// Says what stands behind a comment in the line in which it ends, since Markdown takes it for a part of it.
pub fn text_behind(line: &str, span: Span, found: &mut Found) {
    let Some((_, mut rest)) = line.split_once(CLOSES) else { return };
    while let Some(next) = rest.trim_start().strip_prefix(OPENS) {
        let Some((_, behind)) = next.split_once(CLOSES) else { return };
        rest = behind;
    }
    let text = rest.trim();
    if !text.is_empty() {
        let start = span.range().len().saturating_sub(rest.trim_start().len().min(span.range().len()));
        found.push(
            Diagnostic::new(Code::UnsupportedMarkdown, "text behind a comment in the same line is not printed")
                .at(span.part(start..span.range().len()))
                .hint("begin it on a line of its own"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceMap;

    use super::*;

    #[test]
    fn a_comment_reaches_to_the_line_in_which_it_ends() {
        let file = SourceMap::default().add("commentary/2020-11/a.md", "");
        let lines = ["<!-- one -->", "## A1", "  <!-- two", "## A2", "", "end --> lost", "text", "<!--> open", "-->"];
        let mut comments = Comments::default();
        let taken =
            lines.iter().enumerate().map(|(at, line)| comments.takes(line, Span::new(file, at * 20, at * 20 + 19)));
        let taken: Vec<bool> = taken.collect();
        assert_eq!(taken, [true, false, true, true, true, true, false, true, true]);
        assert!(comments.unclosed().is_none());
        assert!(comments.takes("<!-- three", Span::new(file, 0, 10)) && comments.unclosed().is_some());
    }
}
