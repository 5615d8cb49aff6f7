//! Where the files of a project come from: a folder, or memory.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::record::EDITIONS;

/// The file that makes a folder a project.
pub const MANIFEST: &str = "panelpack.yaml";

/// The files of one project, under paths relative to its folder, with forward slashes.
pub trait ProjectFiles: Sync {
    /// Every path, in no particular order.
    fn list(&self) -> io::Result<Vec<String>>;

    /// The size of a file in bytes, without reading it.
    fn size(&self, path: &str) -> io::Result<u64>;

    /// The bytes of a file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
}

/// A project in a folder.
#[derive(Debug, Clone)]
pub struct DirFiles {
    root: PathBuf,
}

/// No manifest was found.
#[derive(Debug, Clone, thiserror::Error)]
#[error("no `{MANIFEST}` in `{}` or any folder above it", .searched.display())]
pub struct NoProject {
    /// Where the search began.
    pub searched: PathBuf,
}

impl DirFiles {
    /// The project that holds `folder`: the folder itself or the nearest one above it with a manifest.
    pub fn discover(folder: &Path) -> Result<Self, NoProject> {
        let start = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if start.join(MANIFEST).is_file() {
            return Ok(Self { root: start.to_path_buf() });
        }
        // A folder that does not exist has no project above it either: its name is a slip.
        let absolute = fs::canonicalize(start).unwrap_or_default();
        absolute
            .ancestors()
            .find(|folder| folder.join(MANIFEST).is_file())
            .map(|root| Self { root: root.to_path_buf() })
            .ok_or(NoProject { searched: start.to_path_buf() })
    }

    /// A folder that is a project, whatever lies above it.
    pub fn at(folder: &Path) -> Self {
        Self { root: folder.to_path_buf() }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// Folders whose files belong to a project; output and version control do not. Of an edition the record alone does: the copies beside it
/// are a project of their own.
const FOLDERS: [&str; 7] = ["indicators", "figures", "commentary", "templates", "images", "fonts", EDITIONS];

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

impl ProjectFiles for DirFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        let mut open = vec![(self.root.clone(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = open.pop() {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = format!("{prefix}{name}");
                if entry.file_type()?.is_dir() {
                    let belongs = depth > 0 || FOLDERS.contains(&name.as_str());
                    let is_copy = prefix.starts_with(EDITIONS) && depth > 1;
                    if belongs && !is_copy && depth < DEEPEST && !name.starts_with('.') {
                        open.push((entry.path(), format!("{path}/"), depth + 1));
                    }
                } else if entry.path().is_file() || entry.path().is_symlink() {
                    found.push(path);
                }
            }
        }
        Ok(found)
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        fs::metadata(self.root.join(path)).map(|metadata| metadata.len())
    }

    #[expect(clippy::disallowed_methods, reason = "this is where the project's files come from")]
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }
}

/// A project in memory, for tests and for programs that make projects.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
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
        let paths = files.list()?;
        let read = |path: String| files.read(&path).map(|content| (path, content));
        Ok(Self { files: paths.into_iter().map(read).collect::<io::Result<_>>()? })
    }
}

impl ProjectFiles for MemoryFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.files.keys().cloned().collect())
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.read(path).map(|content| content.len() as u64)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}
