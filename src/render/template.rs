//! Templates before they are rendered.

use crate::diag::{FileIndex, SourceMap};
use crate::load::Layout;

use super::holes::Marked;

/// A template of the layout, with its holes marked.
pub struct Template<'a> {
    pub path: &'a str,
    pub file: FileIndex,
    pub marked: Marked,
}

/// The templates of a layout.
pub fn marked<'a>(layout: &'a Layout, sources: &SourceMap) -> Vec<Template<'a>> {
    let templates = layout.files.iter().filter(|(path, _)| path.ends_with(".j2"));
    let template = |(number, (path, file)): (usize, (&'a String, &FileIndex))| Template {
        path,
        file: *file,
        marked: Marked::new(number, sources.text(*file)),
    };
    templates.enumerate().map(template).collect()
}
