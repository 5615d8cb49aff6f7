//! What is wrong with a record, and where.

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub at: At,
    /// What it is, after "the record is damaged:".
    pub why: String,
}

/// Where something stands in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// In a line, counted from nought.
    Line(usize),
    /// In the last line, which has the fingerprint of those above.
    Last,
    /// In the first line that holds a text.
    Text(String),
}
