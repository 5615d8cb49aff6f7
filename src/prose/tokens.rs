//! A text as numbers, words and signs.

use std::ops::Range;

use super::words::{NUMBERS, is_in, singular};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Digits: `3`, `1,204`, `3.5`.
    Digits,
    /// Letters, or letters and digits: `three`, `CLA18`, `3rd`.
    Word,
    /// Anything else, one character each.
    Sign,
}

/// A piece of a text.
#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    /// In lower case.
    pub word: String,
    /// In bytes of the text.
    pub range: Range<usize>,
    pub is_capital: bool,
    /// Capitals alone, and at least two of them.
    pub is_upper: bool,
    /// Nothing stands between this one and the one before.
    pub is_glued: bool,
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        self.word == word
    }

    /// Whether it is a word of a list.
    pub fn is_one_of(&self, list: &str) -> bool {
        self.kind == Kind::Word && is_in(list, &self.word)
    }

    /// Whether it is a word whose singular is in a list of nouns.
    pub fn is_noun_of(&self, list: &str) -> bool {
        self.kind == Kind::Word && is_in(list, &singular(&self.word))
    }

    pub fn is_hyphen(&self) -> bool {
        matches!(self.word.as_str(), "-" | "\u{2010}" | "\u{2013}")
    }

    /// The whole number that it spells in digits or as one word; none of more than six digits.
    pub fn number(&self) -> Option<i64> {
        match self.kind {
            Kind::Digits if self.word.split(',').skip(1).any(|group| group.len() != 3) => None,
            Kind::Digits => self.word.replace(',', "").parse().ok().filter(|n: &i64| *n < 1_000_000),
            Kind::Word => NUMBERS.iter().position(|known| *known == self.word).map(|at| at as i64 + 1),
            Kind::Sign => None,
        }
    }
}

/// The tokens of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (kind, length) = match c {
            // A reference says what the page says, and is no word of the text.
            '{' if text[at..].starts_with("{{") => (Kind::Sign, text[at..].find("}}").map_or(2, |end| end + 2)),
            _ if c.is_ascii_digit() => digits(&text[at..]),
            _ if c.is_alphanumeric() => (Kind::Word, word(&text[at..])),
            _ => (Kind::Sign, c.len_utf8()),
        };
        let range = at..at + length;
        at = range.end;
        if !c.is_whitespace() {
            let is_glued = tokens.last().is_some_and(|last| last.range.end == range.start);
            let written = &text[range.clone()];
            let is_upper = written.chars().all(char::is_uppercase) && written.chars().count() > 1;
            let word = written.to_lowercase();
            tokens.push(Token { kind, word, range, is_capital: c.is_uppercase(), is_upper, is_glued });
        }
    }
    tokens
}

/// Digits, or a word that begins with them, and how long it is.
fn digits(text: &str) -> (Kind, usize) {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let is_digit = |c: char| c.is_ascii_digit();
        let next = text[at + c.len_utf8()..].chars().next();
        if !(is_digit(c) || (matches!(c, '.' | ',') && next.is_some_and(is_digit))) {
            break;
        }
        length = at + c.len_utf8();
    }
    match word(&text[length..]) {
        0 => (Kind::Digits, length),
        more => (Kind::Word, length + more),
    }
}

/// How long the word is with which a text begins.
fn word(text: &str) -> usize {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        if !(c.is_alphanumeric() || (at > 0 && is_apostrophe(c) && next.is_some_and(char::is_alphabetic))) {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}
