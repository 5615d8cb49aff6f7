//! A file of the virtual document.

use typst::syntax::Source;

use crate::diag::FileIndex;

/// A file of the virtual document.
#[derive(Debug)]
pub struct VirtualFile {
    /// `main.typ`, `sections/CLA18.typ`, `charts/001.svg`; never named after a paper or a
    /// period, because typst numbers paths in 16 bits and never frees one.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// Where a problem in it is shown; sources have one, charts do not.
    pub file: Option<FileIndex>,
    /// A source that was parsed under this path before; it holds what `content` holds.
    pub parsed: Option<Source>,
}

impl VirtualFile {
    /// Tells whether what it holds is the same as before, in a tenth of the instructions of SHA-256 and as little by chance; it proves nothing against whoever makes files that are to
    /// have the same one.
    pub fn fingerprint(&self) -> [u8; 16] {
        typst::utils::hash128(&self.content).to_le_bytes()
    }
}
