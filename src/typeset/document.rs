//! A document that was set: its pages, and the text on them.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use typst::introspection::Introspector;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// A document that was set.
pub struct Document {
    pub(super) inner: PagedDocument,
}

impl Document {
    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.inner.pages().len()
    }

    /// The page on which each heading `ind-<code>` stands, by code.
    pub fn indicator_pages(&self) -> BTreeMap<String, usize> {
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
        text_runs(&self.inner, &mut |run| {
            pages[run.page - 1].push_str(run.text);
            pages[run.page - 1].push(' ');
        });
        pages
    }

    /// The runs of text that leave their page, as page number and text.
    pub fn text_outside_pages(&self) -> Vec<(usize, String)> {
        let mut outside = Vec::new();
        text_runs(&self.inner, &mut |run| {
            if !run.inside {
                outside.push((run.page, run.text.to_owned()));
            }
        });
        outside
    }
}

/// A run of text on a page.
struct TextRun<'a> {
    page: usize,
    text: &'a str,
    /// Whether it lies within the page's box.
    inside: bool,
}

/// Calls `found` for every run of text, in the order in which it is set.
fn text_runs(document: &PagedDocument, found: &mut impl FnMut(TextRun<'_>)) {
    for (i, page) in document.pages().iter().enumerate() {
        let size = page.frame.size();
        walk(&page.frame, Transform::identity(), &mut |text, at, width| {
            let inside = at.x.to_pt() >= 0.0 && at.y.to_pt() >= 0.0 && at.x + width <= size.x && at.y <= size.y;
            found(TextRun { page: i + 1, text, inside });
        });
    }
}

fn walk(frame: &Frame, transform: Transform, found: &mut impl FnMut(&str, Point, Abs)) {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, here.pre_concat(group.transform), found),
            FrameItem::Text(text) => {
                let origin = Point::zero().transform(here);
                found(&text.text, origin, text.width());
            }
            _ => {}
        }
    }
}
