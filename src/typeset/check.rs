//! What can be wrong with a document's parts before it is set, and with its links afterwards.

use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};
use typst_layout::PagedDocument;

use crate::diag::{Code, Diagnostic};

use super::blame::{self, MOST_ERRORS};
use super::file::VirtualFile;
use super::fonts::Faces;
use super::world::MemoryWorld;

/// Where a reader may be led. Anything else may run a program or name a file of the machine that the page is read on.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What breaks the rules of Typst's syntax, without setting anything.
pub fn parse(files: &[VirtualFile]) -> Vec<Diagnostic> {
    let world = MemoryWorld::new(files, Faces::bundled());
    let errors = |source: &typst::syntax::Source| source.root().errors_and_warnings().0;
    let sources = files.iter().filter_map(|file| world.source_of(&file.path));
    let found = sources.flat_map(|source| errors(source).into_iter().take(MOST_ERRORS));
    found.map(|error| blame::layout(&SourceDiagnostic::from(error), &world)).collect()
}

/// Whether a picture can be drawn.
pub fn can_draw(kind: &str, bytes: &[u8]) -> bool {
    let bytes = Bytes::new(bytes.to_vec());
    match kind {
        "svg" => SvgImage::new(bytes).is_ok(),
        _ => RasterImage::plain(bytes, ExchangeFormat::Png).is_ok(),
    }
}

/// Links of a document that lead elsewhere than to a page, an address or a telephone.
pub fn unsafe_links(document: &PagedDocument) -> Vec<Diagnostic> {
    let mut found: Vec<String> = Vec::new();
    for page in document.pages() {
        walk(&page.frame, &mut found);
    }
    found.dedup();
    let diagnostic = |url: &String| {
        Diagnostic::new(Code::UnsafeLink, format!("the layout has a link to `{url}`"))
            .hint("a link of a layout begins with https://, http://, mailto: or tel:")
    };
    found.iter().map(diagnostic).collect()
}

fn walk(frame: &Frame, found: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, found),
            FrameItem::Link(Destination::Url(url), _) if !is_safe(url) => found.push(url.to_string()),
            _ => {}
        }
    }
}

fn is_safe(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str()))
}
