//! What Typst is given.

use typst::syntax::Source;

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
    /// Parsed under its path, where it was generated.
    pub parsed: Option<Source>,
}

impl RenderedSource {
    /// A source that was generated, whose holes are sound.
    pub fn generated(path: &str, parsed: Source) -> Self {
        Self { path: path.to_owned(), text: parsed.text().to_owned(), file: None, parsed: Some(parsed) }
    }
}
