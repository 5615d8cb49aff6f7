//! A layout: its `layout.yaml` and the files that it names.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::{Code, Diagnostic, FileIndex, SourceMap, Span};

/// The file that makes a folder a layout.
pub const LAYOUT_MANIFEST: &str = "layout.yaml";

/// What `layout.yaml` says. A layout's author gets one problem at a time here, with its line, which is what serde_yaml gives.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutManifest {
    /// The name papers use.
    pub name: String,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// The paper's size.
    pub paper: String,
    /// The template of the document.
    pub main: String,
    /// The template that is rendered once an indicator.
    pub section: String,
    /// Pure Typst: all styling.
    pub theme: String,
    /// Where commentary is printed.
    pub slots: Vec<String>,
    /// Which charts it asks for.
    pub charts: Vec<String>,
}

/// A layout with its files, those of the project before the built-in ones.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What it says of itself.
    pub manifest: LayoutManifest,
    /// Every file by its path within the layout.
    pub files: BTreeMap<String, FileIndex>,
}

/// Reads a layout from its files.
pub fn read_layout(name: &str, files: BTreeMap<String, FileIndex>, sources: &SourceMap) -> Result<Layout, Diagnostic> {
    let Some(&file) = files.get(LAYOUT_MANIFEST) else {
        return Err(Diagnostic::new(Code::LayoutManifest, format!("the layout `{name}` has no `{LAYOUT_MANIFEST}`"))
            .hint("copy a built-in layout with `panelpack layout eject`"));
    };
    let text = sources.text(file);
    let manifest: LayoutManifest = serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index()).min(text.len());
        let at = text.floor_char_boundary(at);
        Diagnostic::new(
            Code::LayoutManifest,
            format!("layout.yaml cannot be used: {}", without_place(&error.to_string())),
        )
        .at(Span::new(file, at, at))
        .hint("compare it with the one that `panelpack layout eject` writes")
    })?;
    for part in [&manifest.main, &manifest.section, &manifest.theme] {
        if !files.contains_key(part) {
            let at = text.find(part.as_str()).unwrap_or(0);
            return Err(Diagnostic::new(Code::LayoutManifest, format!("the layout `{name}` has no file `{part}`"))
                .at(Span::new(file, at, at + part.len()))
                .hint("name a file of the layout's folder"));
        }
    }
    Ok(Layout { manifest, files })
}

/// The place is shown with the line itself.
fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// What a manifest says a layout is for.
pub fn layout_purpose(manifest: &str) -> Option<String> {
    serde_yaml::from_str::<LayoutManifest>(manifest).ok().map(|manifest| manifest.purpose)
}
