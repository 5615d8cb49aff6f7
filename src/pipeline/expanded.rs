//! The virtual document of a paper, and the fingerprints of it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::digest::{sha256, sha256_of_parts};
use crate::edition::{Printed, TOOL};
use crate::load::{Layout, OptionValue, Options};
use crate::page::{DateView, PaperView};
use crate::typeset::VirtualFile;

use super::issue::Issue;

/// A layout with its options.
pub type LaidOut = (Layout, Options);

/// The virtual document of a paper.
#[derive(Debug, Default)]
pub struct Expanded {
    /// Sources, charts and attachment.
    pub files: Vec<VirtualFile>,
    /// What the layout read.
    pub paper: Option<PaperView>,
    /// The disclosed figures, also for a file beside the PDF where they do not travel inside.
    pub figures_csv: String,
    /// What the paper prints, as a record keeps it.
    pub printed: Printed,
    /// As which version it was made.
    pub issue: Issue,
    /// With which layout.
    pub laid_out: Option<LaidOut>,
    /// Fingerprints of the faces that are the project's own: those that travel in the program are its own.
    pub(super) own_faces: Vec<String>,
    /// Made when it is first asked for.
    pub(super) document: OnceLock<String>,
}

impl Expanded {
    /// Fingerprint of all that a layout may read, but for the document's date.
    pub fn contents(&self) -> String {
        let mut paper = self.paper.clone();
        if let Some(paper) = &mut paper {
            paper.date = DateView { year: 0, month: 0, day: 0 };
        }
        sha256(&serde_json::to_vec(&paper).expect("a view is texts, lists and maps"))
    }

    /// Fingerprint of all that is set: the same one gives the same PDF.
    pub fn document(&self) -> &str {
        self.document.get_or_init(|| {
            let date = self.paper.as_ref().map_or_else(String::new, |paper| format!("{:?}", paper.date));
            let digests: Vec<_> = self.files.iter().map(|file| (file.path.as_bytes(), file.fingerprint())).collect();
            let files = digests.iter().flat_map(|(path, digest)| [*path, digest.as_slice()]);
            let faces = self.own_faces.iter().map(String::as_bytes);
            let head = [TOOL.as_bytes(), date.as_bytes()];
            sha256_of_parts(head.into_iter().chain(faces).chain(files))
        })
    }

    /// The layout's name, and what holds of its options.
    pub fn layout(&self) -> (String, BTreeMap<String, String>) {
        let Some((layout, options)) = &self.laid_out else { return <(String, BTreeMap<String, String>)>::default() };
        let text = |value: &OptionValue| match value {
            OptionValue::Number(number) => number.to_string(),
            OptionValue::Flag(flag) => flag.to_string(),
        };
        let chosen = options.iter().filter_map(|(name, value)| Some((name.clone(), text(value.as_ref()?))));
        (layout.manifest.name.clone(), chosen.collect())
    }
}
