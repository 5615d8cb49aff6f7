//! Whether a layout sets its title itself, and headings apart.
//!
//! The look of titles is a rule for the whole document then, which typst looks up for every element; otherwise `base/title.typ` has it for the one title alone, and that of headings is one
//! rule instead of seven. A project may
//! keep a file of an earlier version beside built-in ones: a call of `title`, or a rule for it, in any other file says that it does.

use crate::diag::SourceMap;
use crate::load::Layout;

/// The file whose title has its own look.
const TITLE: &str = "base/title.typ";
/// The file of the rules of the whole document.
const PAGE: &str = "base/page.typ";

/// Whether any other file of the layout sets a title, or has a rule for titles.
pub fn is_own(layout: &Layout, sources: &SourceMap) -> bool {
    layout.files.iter().any(|(path, file)| path != TITLE && sets_title(sources.text(*file)))
}

/// Whether any file of the layout but the shared rules has a rule for headings.
pub fn sets_headings_apart(layout: &Layout, sources: &SourceMap) -> bool {
    layout.files.iter().any(|(path, file)| path != PAGE && shows_headings(sources.text(*file)))
}

/// Whether a line says `show` and `heading` after it, in whatever selector.
fn shows_headings(text: &str) -> bool {
    let begins = |line: &str, at: usize| !line[..at].ends_with(is_of_name);
    text.lines().any(|line| {
        line.match_indices("show ").filter(|(at, _)| begins(line, *at)).any(|(at, _)| {
            let rule = &line[at..];
            rule.match_indices("heading").any(|(at, _)| begins(rule, at))
        })
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

fn sets_title(text: &str) -> bool {
    text.match_indices("title").any(|(at, word)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let is_whole = !before.ends_with(is_of_name) && !after.starts_with(is_of_name);
        let is_field = before.ends_with('.') && !before.ends_with("std.");
        let is_ruled = before.ends_with("std.") || before.ends_with("show ");
        is_whole && !is_field && (is_ruled || after.starts_with(['(', '[']))
    })
}

#[cfg(test)]
mod tests {
    use super::{sets_title, shows_headings};

    #[test]
    fn a_rule_for_headings_is_found_in_any_selector() {
        for text in [
            "show heading: set text(1em)",
            "  show std.heading.where(level: 1): it => it",
            "#show selector(heading): none",
        ] {
            assert!(shows_headings(text), "{text}");
        }
        for text in [
            "section-heading(name)",
            "show link: strong\nheading(level: 2, name)",
            "if shown < 3 { heading(name) }",
            "show it: section-heading",
        ] {
            assert!(!shows_headings(text), "{text}");
        }
    }

    #[test]
    fn a_title_and_a_rule_for_titles_are_found_whatever_stands_before() {
        for text in [
            "title()",
            "#title[A]",
            "{ title(); v(1pt) }",
            "show std.title: set text(1em)",
            "#std.title()",
            "#show title: strong",
        ] {
            assert!(sets_title(text), "{text}");
        }
        for text in
            ["titled()", "sub-title()", "title: 1", "paper.title", "document.title", "\"title\"", "size.title()"]
        {
            assert!(!sets_title(text), "{text}");
        }
    }
}
