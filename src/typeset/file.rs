//! A file of the virtual document.

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
}
