//! What Typst is given.

use crate::diag::FileIndex;

/// One Typst source.
#[derive(Debug)]
pub struct RenderedSource {
    /// In the virtual document.
    pub path: String,
    /// Generated, or the theme as it is.
    pub text: String,
    /// The file itself, where nothing was generated.
    pub file: Option<FileIndex>,
}
