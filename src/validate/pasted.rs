//! What was pasted along with a text and is no part of it: the heading of the next indicator, a key below the text, the end of a letter.
//!
//! All of it would be printed without a word, under another indicator than its own or with a telephone number in a public paper. A summary may well
//! go through indicators one by one, so headings are looked for under codes alone.

use crate::diag::{Code, Diagnostic, Span};
use crate::load::raw::{RawBlock, RawSlot};
use crate::model::{IndicatorCode, SlotName, Theme};

use super::words::Words;

/// Keys of a text that are read above it alone.
const KEYS: [&str; 6] = ["expected back", "awaited", "decided by", "author", "cleared", "allow"];

/// How letters and e-mails end.
const ENDS: [&str; 10] = [
    "kind regards",
    "best regards",
    "with regards",
    "regards,",
    "yours sincerely",
    "yours faithfully",
    "best wishes,",
    "sent from my",
    "this email and any",
    "this email is confidential",
];

/// Says what of a slot's text was most likely not meant to be printed there.
pub fn check(raw: &RawSlot, slot: &SlotName, themes: &[Theme], words: &mut Words) {
    let SlotName::Indicator(own) = slot else { return };
    let mut has_ended = false;
    for (text, span) in raw.body.iter().chain(&raw.next).filter_map(paragraph) {
        let lower = text.to_lowercase();
        if let Some(key) =
            KEYS.iter().find(|key| lower.strip_prefix(**key).is_some_and(|rest| rest.trim_start().starts_with(':')))
        {
            let written = &text[..key.len()];
            words.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    format!("`{written}` stands below the text, and is printed as a part of it"),
                )
                .at(span)
                .hint("put its line right under the heading, `Author` and `Cleared` above the first one")
                .as_warning(),
            );
        } else if let Some(code) = themes.iter().flat_map(|theme| &theme.indicators).find_map(|indicator| {
            let names = || indicator.name.values().map(String::as_str);
            (indicator.code != *own && heads(&text, &indicator.code, names())).then_some(&indicator.code)
        }) {
            words.push(
                Diagnostic::new(Code::UnknownSlot, format!("the text of `{code}` is printed under `{own}`"))
                    .at(span)
                    .hint(format!("a heading is a line of its own: write `## {code}`"))
                    .as_warning(),
            );
        } else if !has_ended && (ENDS.iter().any(|end| lower.starts_with(end)) || lower.contains("tel: ")) {
            has_ended = true;
            words.push(
                Diagnostic::new(Code::LetterEnd, format!("the end of a letter is printed under `{own}`"))
                    .at(span)
                    .hint("delete it, and what follows of it: who wrote the text stands above the first heading, `Author: …`"),
            );
        }
    }
}

fn paragraph(block: &RawBlock) -> Option<(String, Span)> {
    let RawBlock::Paragraph(runs) = block else { return None };
    let span = runs.first()?.text.span;
    Some((runs.iter().map(|run| run.text.value.as_str()).collect::<String>().trim().to_owned(), span))
}

/// Whether a paragraph is or opens with the code and name of an indicator: `H2`, `H2 – Annual dental checks`.
fn heads<'n>(text: &str, code: &IndicatorCode, names: impl Iterator<Item = &'n str>) -> bool {
    let Some(rest) = text.strip_prefix(code.as_str()) else { return false };
    let name =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | ':' | '.'));
    let is_parted = name.len() < rest.len();
    let lower = name.to_lowercase();
    rest.is_empty() || (is_parted && names.map(str::to_lowercase).any(|known| lower.starts_with(&known)))
}
