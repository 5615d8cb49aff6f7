//! As what a paper is made.

/// As what a paper is made: which version, and compared with which editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// 1 for what is published first.
    pub version: u32,
    /// Names of editions, the latest last.
    pub compared_with: Vec<String>,
}

impl Default for Issue {
    fn default() -> Self {
        Self { version: 1, compared_with: Vec::new() }
    }
}
