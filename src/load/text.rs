//! Texts with their places: what characters one may hold, and the small repairs that one from Word needs.

use crate::diag::{Code, Diagnostic, Span};
use unicode_normalization::UnicodeNormalization;

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// As written, without quotes.
    pub value: String,
    /// Where.
    pub span: Span,
}

/// Composes characters and replaces those that only look like others.
///
/// The non-breaking hyphen becomes `-`, the narrow no-break space a no-break space; soft hyphens, zero-width characters,
/// variation selectors of emoji and stray byte-order marks go.
pub fn clean(text: &str) -> String {
    text.nfc()
        .filter_map(|c| match c {
            '\u{2011}' => Some('-'),
            '\u{202f}' => Some('\u{a0}'),
            '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}' => None,
            c => Some(c),
        })
        .collect()
}

/// Why a character may not stand in any text; `None` for the others.
pub fn refusal(c: char) -> Option<&'static str> {
    match c {
        '\n' | '\r' | '\t' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some("a control character"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("a character that turns the direction of writing")
        }
        '\u{2028}' | '\u{2029}' => Some("a line separator that most programs do not show"),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some("a private-use character"),
        '\u{fdd0}'..='\u{fdef}' => Some("a non-character"),
        c if (c as u32) & 0xfffe == 0xfffe => Some("a non-character"),
        _ => None,
    }
}

/// Every character that may not stand in a text, as a diagnostic without a place.
pub fn forbidden_characters(text: &str) -> impl Iterator<Item = Diagnostic> + '_ {
    text.chars().filter_map(|c| refusal(c).map(|reason| forbidden(c, reason)))
}

/// A character that may not stand in any text.
pub fn forbidden(c: char, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::ForbiddenCharacter, format!("U+{:04X} is {reason}", c as u32))
        .hint("delete it, or type the passage again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_another_character_is_replaced() {
        assert_eq!(clean("e\u{301}x\u{2011}y\u{ad}z\u{202f}1\u{200b}"), "\u{e9}x-yz\u{a0}1");
    }
}
