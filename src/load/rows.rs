//! The first cell of a row: a code, and what the row holds of it.
//!
//! A row says after its code what it holds: `CLA18 out of`, `AD7 median`, `VISITS minimum`, `CLA1 by age: Under 1`. So the same words work
//! in YAML and in a spreadsheet, one code stays one indicator, and a word that nothing knows leaves a code that nothing knows.

use super::raw::{RowKind, Text};

/// Words after a code, and what they mean.
const WORDS: &[(&str, RowKind)] = &[
    ("out of", RowKind::OutOf),
    ("outof", RowKind::OutOf),
    ("percent", RowKind::Stated),
    ("per cent", RowKind::Stated),
    ("%", RowKind::Stated),
    ("median", RowKind::Median),
    ("minimum", RowKind::Minimum),
    ("year to date", RowKind::YearToDate),
    ("ytd", RowKind::YearToDate),
    ("forecast", RowKind::Forecast),
    ("year-end forecast", RowKind::Forecast),
];

/// The code and the kind of a row; words that mean nothing stay with the code, which is then one that nobody knows.
pub fn split(first: &Text) -> (Text, RowKind) {
    let Some((code, rest)) = first.value.trim().split_once(char::is_whitespace) else {
        return (first.clone(), RowKind::Own);
    };
    let own = Text { value: code.to_owned(), span: first.span };
    if let Some((by, part)) = breakdown(rest) {
        return (own, RowKind::Part { by, part });
    }
    let plain = rest.trim().to_lowercase();
    let spaced = plain.replace(['_', '-'], " ");
    match WORDS.iter().find(|(word, _)| *word == plain || *word == spaced) {
        Some((_, kind)) => (own, kind.clone()),
        None => (first.clone(), RowKind::Own),
    }
}

/// `by age` or `by age: Under 1`; the part is empty in the first.
fn breakdown(rest: &str) -> Option<(String, String)> {
    let rest = rest.trim();
    let by = rest.strip_prefix("by ").or_else(|| rest.strip_prefix("By "))?;
    let (by, part) = by.split_once(':').unwrap_or((by, ""));
    Some((by.trim().to_owned(), part.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::diag::{FileIndex, SourceMap, Span};

    use super::*;

    fn file() -> FileIndex {
        SourceMap::default().add("figures/a.yaml", "")
    }

    #[test]
    fn the_words_after_a_code_say_what_the_row_holds() {
        let read = |value: &str| {
            let (code, kind) = split(&Text { value: value.to_owned(), span: Span::new(file(), 0, 0) });
            (code.value, kind)
        };
        let part = |by: &str, part: &str| RowKind::Part { by: by.to_owned(), part: part.to_owned() };
        for (written, code, kind) in [
            ("CLA18", "CLA18", RowKind::Own),
            ("CLA18 out of", "CLA18", RowKind::OutOf),
            ("CLA18 Out_of", "CLA18", RowKind::OutOf),
            ("CLA18 %", "CLA18", RowKind::Stated),
            ("AD1 YTD", "AD1", RowKind::YearToDate),
            ("AD1 Year-to-date", "AD1", RowKind::YearToDate),
            ("CLA1 by age", "CLA1", part("age", "")),
            ("CLA1 by school year: Year 12", "CLA1", part("school year", "Year 12")),
            ("CLA 1", "CLA 1", RowKind::Own),
        ] {
            assert_eq!(read(written), (code.to_owned(), kind), "{written}");
        }
    }
}
