//! A figure that was read.

/// A figure with the cell that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As our files write it.
    pub text: String,
    /// `Scorecard!C5`, or `line 7, column C` of a text.
    pub place: String,
}
