//! How much a problem weighs.

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Worth a look, and said only where it is asked for: `check --strict`.
    Note,
    /// The paper can be built, but somebody should know.
    Warning,
    /// Nothing is built.
    Error,
}

impl Severity {
    /// The word that stands before the message and in the JSON form.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
