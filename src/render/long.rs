//! Whether a page may hold a word that is wider than its line.
//!
//! To look for such words on the page is a twentieth of the time that typst takes for it, and most papers have none: `base/page.typ` looks where
//! this says so. It may say so too often, since it reads sources and not pages.

/// Letters without a blank, and signs of a figure, from which on `base/page.typ` keeps a word in its line.
const LETTERS: usize = 18;
const SIGNS: usize = 9;

/// Whether any literal of a source holds a long word or figure. Where a link leads to is not printed.
pub fn has_long_word(source: &str) -> bool {
    let (mut before, mut rest) = ("", source);
    while let Some(start) = rest.find('"') {
        let after = &rest[start + 1..];
        let end = end_of_literal(after);
        let literal = &after[..end];
        let is_target = before == "link" && rest[..start].trim() == ":";
        if !is_target && is_long(literal) {
            return true;
        }
        (before, rest) = (literal, after.get(end + 1..).unwrap_or_default());
    }
    false
}

/// Where a literal ends whose first mark has been read.
fn end_of_literal(text: &str) -> usize {
    let mut escaped = false;
    let is_end = |c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    };
    text.find(is_end).unwrap_or(text.len())
}

fn is_long(text: &str) -> bool {
    let is_of_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    text.split(char::is_whitespace).any(|word| word.chars().count() >= LETTERS)
        || text.split(|c| !is_of_figure(c)).any(|figure| figure.len() >= SIGNS)
}

#[cfg(test)]
mod tests {
    use super::has_long_word;

    #[test]
    fn a_long_word_or_figure_of_a_literal_is_found() {
        for text in
            ["k.featherston@gov.uk", "\\\"an-address-in-marks", "£252,345,678", "1,234,567", "übertragungsgesetze"]
        {
            assert!(has_long_word(&format!("name: \"Sent to {text}\", value: \"84%\"")), "{text}");
        }
        assert!(has_long_word("(\"link\": none, \"text\": \"https://www.example.org/a\", )"));
    }

    #[test]
    fn code_short_words_and_where_links_lead_are_not_long() {
        for source in [
            "definitions-of-an-indicator(name: \"Plans \\\" up to date\")",
            "\"123,456 of 345,678 children\"",
            "(\"link\": \"https://www.example.org/a-long-path\", \"text\": \"guidance\", )",
            "",
        ] {
            assert!(!has_long_word(source), "{source}");
        }
    }
}
