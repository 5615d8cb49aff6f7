//! Where the files of a project come from: a folder, or memory.
//!
//! A project may be a stranger's. Whatever lies in it is data, and none of it may name a file elsewhere: see [`DirFiles`](super::DirFiles).

use std::collections::BTreeMap;
use std::io;

use super::text;

/// The file that makes a folder a project.
pub const MANIFEST: &str = "panelpack.yaml";

/// The folder of editions in a project.
pub const EDITIONS: &str = "editions";

/// No file of a project is larger: no logo needs more, and no face of a Latin script.
pub const LARGEST_FILE: u64 = 8 << 20;

/// No project has more files, links and folders.
pub const MOST_FILES: usize = 20_000;

/// The files of one project, under paths relative to its folder, with forward slashes.
pub trait ProjectFiles: Sync {
    /// Every path that can be read, in no particular order.
    fn list(&self) -> io::Result<Vec<String>>;

    /// The same beside what lies where a file of the project would and cannot be one.
    fn survey(&self) -> io::Result<Survey> {
        Ok(Survey { files: self.list()?, refused: Vec::new() })
    }

    /// The size of a file in bytes, without reading it.
    fn size(&self, path: &str) -> io::Result<u64>;

    /// The bytes of a file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
}

/// What a project's folder holds.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Paths that can be read.
    pub files: Vec<String>,
    /// The others.
    pub refused: Vec<Refused>,
}

/// A path that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Relative to the project's folder.
    pub path: String,
    /// Why.
    pub why: Refusal,
}

/// Why a path is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It, or a folder on the way, is a link to somewhere that is not in the project.
    #[error("it leads out of the project")]
    Outside,
    /// A link whose target is not there.
    #[error("it is a link that leads nowhere")]
    Nowhere,
    /// A link to a folder that holds it.
    #[error("it is a link back to a folder that holds it")]
    Loop,
    /// A pipe, a socket or a device: opening one may wait for ever.
    #[error("it is neither a file nor a folder")]
    Special,
    /// A folder that would be read if it were spelt like this.
    #[error("folders are spelt in small letters, and this one is `{0}`")]
    Misspelt(&'static str),
    /// In a revision, a repository within the repository, whose files are not part of it.
    #[error("it is a git repository of its own, a submodule")]
    Submodule,
    /// In a revision, a file that a partial clone left at its source.
    #[error("git does not have it here")]
    NotFetched,
    /// There is more than any project needs; what lies behind this path was not looked at.
    #[error("the project has more than {MOST_FILES} files")]
    TooMany,
    /// The operating system's reason.
    #[error("{0}")]
    Unreadable(String),
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::Nowhere | Refusal::NotFetched => io::ErrorKind::NotFound,
            Refusal::Outside
            | Refusal::Loop
            | Refusal::Special
            | Refusal::Misspelt(_)
            | Refusal::Submodule
            | Refusal::TooMany
            | Refusal::Unreadable(_) => io::ErrorKind::InvalidInput,
        };
        Self::new(kind, refusal)
    }
}

/// Folders whose files belong to a project; output and version control do not. Of an edition the record alone does: the copies beside it
/// are a project of their own.
const FOLDERS: [&str; 9] =
    ["indicators", "figures", "commentary", "templates", "images", "fonts", "imports", "sources", EDITIONS];

/// No project nests its files deeper: `templates/<layout>/<folder>/<file>`.
const DEEPEST: usize = 4;

/// Whether a path is one that a project in a folder would list.
pub(super) fn belongs(path: &str) -> bool {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let is_copy = folders.first() == Some(&EDITIONS) && folders.len() > 2;
    let is_hidden = folders.iter().any(|folder| folder.starts_with('.'));
    folders.first().is_none_or(|first| FOLDERS.contains(first)) && folders.len() <= DEEPEST && !is_copy && !is_hidden
}

/// Whether a folder is one whose files may belong to a project.
pub(super) fn is_folder(path: &str) -> bool {
    belongs(&format!("{path}/"))
}

/// The folder that a name in other capitals was meant to be.
pub(super) fn misspelt_folder(name: &str) -> Option<&'static str> {
    FOLDERS.into_iter().find(|folder| *folder != name && folder.eq_ignore_ascii_case(name))
}

/// Whether a path names something below the folder that it is relative to, on every platform: plain names with forward slashes between
/// them. Of links this says nothing.
pub fn is_plain(path: &str) -> bool {
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    // The last of them stands where a name is not Unicode.
    let is_sign = |c: char| !matches!(c, '\\' | '\u{fffd}') && !c.is_control() && text::refusal(c).is_none();
    !is_drive && path.split('/').all(is_name) && path.chars().all(is_sign)
}

/// Whether a path is one plain name.
pub fn is_plain_name(name: &str) -> bool {
    is_plain(name) && !name.contains('/')
}

/// A project in memory, for tests and for programs that make projects.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
    refused: Vec<Refused>,
}

impl MemoryFiles {
    /// Puts a file in, replacing one of the same path.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), content.into());
        self
    }

    /// Copies the files of another source.
    pub fn read_from(files: &dyn ProjectFiles) -> io::Result<Self> {
        let Survey { files: paths, refused } = files.survey()?;
        let read = |path: String| files.read(&path).map(|content| (path, content));
        Ok(Self { files: paths.into_iter().map(read).collect::<io::Result<_>>()?, refused })
    }
}

impl ProjectFiles for MemoryFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.files.keys().cloned().collect())
    }

    fn survey(&self) -> io::Result<Survey> {
        Ok(Survey { files: self.list()?, refused: self.refused.clone() })
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.read(path).map(|content| content.len() as u64)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_out_of_its_folder_on_any_platform_is_not_plain() {
        for path in ["figures/2020-11.yaml", "a b/é (2).md", "...", "a..b", "templates/x/..y"] {
            assert!(is_plain(path), "{path}");
        }
        let not_plain = [
            "",
            "/etc/passwd",
            "..",
            "a/../b",
            "a/./b",
            "a//b",
            "a/",
            "C:",
            "c:/x",
            "C:x",
            "\\\\server\\share",
            "a\\..\\b",
            "a\nb",
            "a\u{0}b",
            "\u{202e}a",
            "a\u{1b}[2Jb",
        ];
        for path in not_plain {
            assert!(!is_plain(path), "{path:?}");
        }
        assert!(is_plain_name("manifest.json") && !is_plain_name("a/b"));
    }
}
