//! What became of something that was left unfinished.

/// What a hold found in its folder.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// Nothing unfinished, or what could be ended.
    Whole,
    /// The record of a replacement that nobody vouches for: it was not followed, and the manifest is gone.
    SetAside,
}
