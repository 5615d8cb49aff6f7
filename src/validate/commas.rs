//! Amounts that a comma split in two: `[£1,250, 9]` is three values.
//!
//! A cell may be `1,204`, but between brackets a comma parts values. What gives it away is that no blank follows it, that three digits do, and
//! that there is a value too many, or a pound sign before the comma and none behind it.

use crate::diag::{Code, Diagnostic, Span};
use crate::load::raw::RawCell;

/// A comma inside an amount.
#[derive(Debug, Clone, Copy)]
pub struct Split {
    /// The two halves, with the comma.
    pub span: Span,
    /// Whether the first half has a pound sign and the second none.
    pub has_sign: bool,
}

/// The commas of a row that most likely stand inside an amount.
pub fn split(cells: &[Option<RawCell>]) -> Vec<Split> {
    let pairs = cells.windows(2).filter_map(|pair| Some((pair[0].as_ref()?, pair[1].as_ref()?)));
    pairs
        .filter(|(first, second)| {
            second.text.span.range().start == first.text.span.range().end + 1
                && ends_in_digits(&first.text.value)
                && starts_with_thousands(&second.text.value)
        })
        .map(|(first, second)| Split {
            span: first.text.span.to(second.text.span),
            has_sign: first.text.value.contains('£') && !second.text.value.contains('£'),
        })
        .collect()
}

/// `1`, `£12`, `-£250`, `1204/1`.
fn ends_in_digits(text: &str) -> bool {
    let digits = text.rsplit('/').next().unwrap_or_default().trim_start_matches(['£', '-', '\u{2212}', ' ']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `250`, `250.50`, `250k`, `204 p`, `204/1300`.
fn starts_with_thousands(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// What is said of one.
pub fn say(split: &Split) -> Diagnostic {
    Diagnostic::new(Code::YamlComma, "the comma inside this amount makes two values of it")
        .at(split.span)
        .hint("write it without the comma, `£1250`, or put quotes around it, `\"£1,250\"`")
}
