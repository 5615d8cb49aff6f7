//! Sources to pages.

use typst_layout::PagedDocument;

use crate::diag::{Checked, Diagnostic};

use super::blame::{self, MOST_ERRORS};
use super::check::unsafe_links;
use super::document::Document;
use super::file::VirtualFile;
use super::fonts::Faces;
use super::world::MemoryWorld;

/// Drops what the documents before did not use of all that typst has worked out; otherwise a process that goes on would grow with every paper. What the last ones used is kept: a paper of
/// which one figure was corrected is set in a quarter of the time.
pub fn forget() {
    typst::comemo::evict(1);
}

/// Sets a document whose main file is `main.typ`. Warnings count as errors: a document that did not converge or lost a
/// face is not the document that was meant.
///
/// What typst caches stays until `forget` is called: documents that are set side by side share it.
pub fn compile(files: &[VirtualFile], faces: &Faces) -> Checked<Option<Document>> {
    let world = MemoryWorld::new(files, faces);
    let warned = typst::compile::<PagedDocument>(&world);
    let warnings: Vec<Diagnostic> = warned.warnings.iter().map(|warning| blame::layout(warning, &world)).collect();
    match warned.output {
        Ok(document) if warnings.is_empty() => {
            let unsafe_links = unsafe_links(&document);
            let document = unsafe_links.is_empty().then_some(Document { inner: document });
            Checked::new(document, unsafe_links)
        }
        Ok(_) => Checked::new(None, warnings),
        Err(errors) => Checked::new(
            None,
            errors.iter().take(MOST_ERRORS).map(|error| blame::layout(error, &world)).chain(warnings).collect(),
        ),
    }
}
