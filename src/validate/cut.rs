//! Texts that a `#` cuts short: `name: Team #1 visits` is `Team`, because a comment begins with a blank and `#`.

use crate::diag::{Code, Diagnostic, SourceMap, Span};

/// Digits of a number that belongs to a name; a year, a day or a ticket has more and is somebody's remark.
const LONGEST_NUMBER: usize = 2;

/// What is cut from the text at `span`, where it looks like a part of it and not like a comment: `#1 visits`, or `# 2` and nothing more.
///
/// Quotes and block texts end where they end, and words behind a `#` may be meant as a comment, whether a blank stands before them or not.
pub fn cut(sources: &SourceMap, span: Span, field: &str) -> Option<Diagnostic> {
    let path = sources.path(span.file());
    let is_plain = !sources.excerpt(span).starts_with(['"', '\'', '|', '>']);
    if span.range().is_empty() || !is_plain || !(path.ends_with(".yaml") || path.ends_with(".yml")) {
        return None;
    }
    let end = span.range().end;
    let line = sources.text(span.file()).get(end..)?.lines().next()?;
    let comment = line.trim_start();
    let start = end + line.len() - comment.len();
    let behind = comment.strip_prefix('#')?.trim_end();
    let number = behind.trim_start();
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let follows = number[digits..].chars().next();
    let is_joined = number.len() == behind.len() && follows.is_none_or(|c| matches!(c, ' ' | ',' | ')' | ']' | '}'));
    let is_comment = sources.text(span.file())[..start].ends_with([' ', '\t']);
    if !is_comment || !(1..=LONGEST_NUMBER).contains(&digits) || !(is_joined || follows.is_none()) {
        return None;
    }
    let place = Span::new(span.file(), start, start + comment.trim_end().len());
    let message = format!("{field} ends before `#`, where a comment begins");
    Some(
        Diagnostic::new(Code::TextCut, message)
            .at(place)
            .hint("put quotes around the whole text, or words into the comment"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_cut(path: &str, value: &str, rest: &str) -> bool {
        let mut sources = SourceMap::default();
        let file = sources.add(path, format!("name: {value}{rest}\nowner: #1\n"));
        cut(&sources, Span::new(file, 6, 6 + value.len()), "`name`").is_some()
    }

    #[test]
    fn a_number_behind_a_sign_belongs_to_the_text() {
        for rest in [" #1", " #1 visits", "  #12 and others", " # 2", " # 2  ", " #1, #2 and #3"] {
            assert!(is_cut("indicators.yaml", "Team", rest), "{rest}");
        }
        assert!(is_cut("panelpack.yml", "Team", " #1"));
    }

    #[test]
    fn a_comment_is_a_comment() {
        for rest in [
            "",
            "#1",
            " # agreed in May",
            " #old name",
            " # 2 teams since May",
            " # 2019",
            " #2020-11",
            " #1234 fixed",
            " #",
            " # TODO",
            " #2nd name",
        ] {
            assert!(!is_cut("indicators.yaml", "Team", rest), "{rest}");
        }
        assert!(!is_cut("indicators.yaml", "\"Team\"", " #1") && !is_cut("indicators.yaml", "'Team'", " #1"));
        assert!(!is_cut("commentary/2020-11/a.md", "Team", " #1"));
    }
}
