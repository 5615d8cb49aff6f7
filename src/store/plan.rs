//! What a replacement does, by names and fingerprints.

use serde::{Deserialize, Serialize};

use super::name::{MANIFEST, is_output};

/// The form of the file; one of another form is nobody's.
const FORM: u32 = 1;

/// No build has so many files that its plan is longer.
pub const LONGEST: u64 = 4 << 20;

/// What is to be done, one name after the other; the manifest is among them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    form: u32,
    /// In the order of their names.
    pub changes: Vec<Change>,
}

/// What bears one name before and after; nothing where there is no such file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// A name of [`is_output`].
    pub name: String,
    /// What is replaced or removed.
    pub was: Option<Content>,
    /// What is written.
    pub will: Option<Content>,
}

/// What bears a name at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// A file with this fingerprint.
    Sha256(String),
    /// What is neither file nor folder, e.g. a link: it may be replaced, by its name, and is not followed.
    Other,
}

impl Plan {
    pub fn new(changes: Vec<Change>) -> Self {
        Self { form: FORM, changes }
    }

    /// Reads a plan; nothing where it is none, or says what no plan of ours does.
    pub fn read(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok().filter(Self::is_sound)
    }

    pub fn text(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a plan is lists of text")
    }

    fn is_sound(&self) -> bool {
        let each_once = self.changes.windows(2).all(|pair| pair[0].name < pair[1].name);
        let each_is = self.changes.iter().all(Change::is_sound);
        self.form == FORM && each_once && each_is && self.manifest().is_some()
    }

    /// The manifest, with its place in the list.
    pub fn manifest(&self) -> Option<(usize, &Change)> {
        self.changes.iter().enumerate().find(|(_, change)| change.is_manifest())
    }
}

impl Change {
    pub fn is_manifest(&self) -> bool {
        self.name == MANIFEST
    }

    /// A file comes, or one goes whose content is known.
    fn is_sound(&self) -> bool {
        let is_done_by_us = match (&self.was, &self.will) {
            (_, Some(Content::Sha256(_))) => true,
            (Some(Content::Sha256(_)), None) => !self.is_manifest(),
            (None | Some(Content::Other), None) | (_, Some(Content::Other)) => false,
        };
        is_done_by_us && is_output(&self.name)
    }
}
