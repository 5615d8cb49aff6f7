//! The code of an indicator.

use std::fmt;

/// Names one indicator in every file of a project, e.g. `CLA18`.
///
/// A letter, then at most 31 letters, digits, `.`, `_` or `-` of ASCII: it appears in file names, links and bookmarks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorCode(String);

/// A text that cannot be a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code starts with a letter and goes on with letters, digits, `.`, `_` or `-`, at most 32 in all")]
pub struct BadCode;

impl IndicatorCode {
    /// Checks a text.
    pub fn new(text: &str) -> Result<Self, BadCode> {
        let starts_well = text.starts_with(|c: char| c.is_ascii_alphabetic());
        let goes_on_well = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        if starts_well && goes_on_well && text.len() <= 32 { Ok(Self(text.to_owned())) } else { Err(BadCode) }
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IndicatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
