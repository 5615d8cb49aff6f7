//! Typst sources to a document, and the document to PDF, PNG or SVG: the only module that knows typst's compiler.

mod blame;
mod check;
mod export;
mod face_limits;
mod fonts;
mod pages;
mod regions;
mod world;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use typst_layout::PagedDocument;

use crate::diag::{Checked, Diagnostic, FileIndex};

pub use check::{can_draw, parse};
pub use export::{PdfInfo, pdf, png, svg};
pub use face_limits::face_fault;
pub use fonts::{Faces, NoTypeface};
pub use pages::{PageChange, PageDifference, compare_pages};

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

/// A document that was set.
pub struct Document {
    inner: PagedDocument,
}

impl Document {
    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.inner.pages().len()
    }

    /// The page on which each heading `ind-<code>` stands, by code.
    pub fn indicator_pages(&self) -> BTreeMap<String, usize> {
        use typst::introspection::Introspector;
        let introspector = self.inner.introspector();
        let mut pages = BTreeMap::new();
        for element in introspector.query_labelled() {
            let name = element.label().map(|label| label.resolve().to_string()).unwrap_or_default();
            let page = element.location().and_then(|location| introspector.page(location));
            if let (Some(code), Some(page)) = (name.strip_prefix("ind-"), page) {
                pages.insert(code.to_owned(), NonZeroUsize::get(page));
            }
        }
        pages
    }

    /// The text of each page, run after run; what a chart says is not among it.
    pub fn page_texts(&self) -> Vec<String> {
        let mut pages = vec![String::new(); self.page_count()];
        export::text_runs(&self.inner, &mut |run| {
            pages[run.page - 1].push_str(run.text);
            pages[run.page - 1].push(' ');
        });
        pages
    }

    /// The runs of text that leave their page, as page number and text.
    pub fn text_outside_pages(&self) -> Vec<(usize, String)> {
        let mut outside = Vec::new();
        export::text_runs(&self.inner, &mut |run| {
            if !run.inside {
                outside.push((run.page, run.text.to_owned()));
            }
        });
        outside
    }
}

/// Drops what the documents before did not use of all that typst has worked out; otherwise a process that goes on would grow with every paper. What the last ones used is kept: a paper of
/// which one figure was corrected is set in an eighth of the time.
pub fn forget() {
    typst::comemo::evict(1);
}

/// One lost quote in a theme makes typst report a hundred errors; the first few name it.
const MOST_ERRORS: usize = 3;

/// Sets a document whose main file is `main.typ`. Warnings count as errors: a document that did not converge or lost a
/// face is not the document that was meant.
///
/// What typst caches stays until `forget` is called: documents that are set side by side share it.
pub fn compile(files: &[VirtualFile], faces: &Faces) -> Checked<Option<Document>> {
    let world = world::MemoryWorld::new(files, faces);
    let warned = typst::compile::<PagedDocument>(&world);
    let warnings: Vec<Diagnostic> = warned.warnings.iter().map(|warning| blame::layout(warning, &world)).collect();
    match warned.output {
        Ok(document) if warnings.is_empty() => {
            let unsafe_links = check::unsafe_links(&document);
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
