//! A project in a folder, of which nothing leads out.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::files::{
    LARGEST_FILE, MANIFEST, MOST_FILES, ProjectFiles, Refusal, Refused, Survey, is_folder, is_plain, misspelt_folder,
};

/// A project in a folder.
///
/// The folder itself is the user's word and may be a link. Below it a link that stays in the folder is followed, be it of a file or of a
/// folder, and one that leaves it is refused by name: otherwise a stranger's project could have a file of its reader's printed, attached
/// and copied into an edition. A pipe, a socket or a device is refused without being opened, because opening one may wait for ever.
///
/// A file that a cloud drive keeps elsewhere until it is read, such as OneDrive's, is a file; junctions of Windows are links. A hard link
/// cannot be told from a file.
///
/// What a path leads to is found out first and then opened by its real name. Who can write in the folder while the project is read could
/// put a link there in between: against a project at rest this holds, against a program that runs as somebody else beside it does not.
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
    /// A file there whose name is the manifest's in other capitals.
    pub misspelt: Option<String>,
}

impl DirFiles {
    /// The project that holds `folder`: the folder itself or the nearest one above it with a manifest.
    pub fn discover(folder: &Path) -> Result<Self, NoProject> {
        // Also where it cannot be read: the reason is told with its name.
        let is_project = |folder: &Path| fs::symlink_metadata(folder.join(MANIFEST)).is_ok();
        let start = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if is_project(start) {
            return Ok(Self { root: start.to_path_buf() });
        }
        // A folder that does not exist has no project above it either: its name is a slip.
        let absolute = fs::canonicalize(start).unwrap_or_default();
        let root = absolute.ancestors().find(|folder| is_project(folder)).map(Path::to_path_buf);
        root.map(|root| Self { root })
            .ok_or_else(|| NoProject { searched: start.to_path_buf(), misspelt: misspelt_manifest(start) })
    }

    /// A folder that is a project, whatever lies above it.
    pub fn at(folder: &Path) -> Self {
        Self { root: folder.to_path_buf() }
    }

    /// A folder of this one as a project of its own: what it holds may not lead out of it either.
    ///
    /// # Errors
    ///
    /// [`Refusal::Outside`] where it is not in the project, [`Refusal::Nowhere`] where a link on the way has no target.
    pub fn below(&self, folder: &str) -> io::Result<Self> {
        Ok(Self { root: self.place(folder)? })
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of a file that has no more than `most`, whatever size it claims to have.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::FileTooLarge`] where it has more.
    pub fn read_up_to(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let file = File::open(self.file(path)?)?;
        if !file.metadata()?.is_file() {
            return Err(Refusal::Special.into());
        }
        let mut bytes = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    /// Where a file or folder of the project lies or, if it is not there yet, would be put.
    ///
    /// # Errors
    ///
    /// [`Refusal::Outside`] where that is not in the project, [`Refusal::Nowhere`] where a link on the way has no target.
    pub fn place(&self, path: &str) -> io::Result<PathBuf> {
        if !is_plain(path) {
            return Err(Refusal::Outside.into());
        }
        let mut place = self.root.clone();
        for name in path.split('/') {
            place.push(name);
            match fs::symlink_metadata(&place) {
                Ok(found) if found.is_symlink() => drop(self.target(&place)?),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(place)
    }

    /// What a link leads to, where that is in the project.
    fn target(&self, link: &Path) -> Result<PathBuf, Refusal> {
        let target = fs::canonicalize(link).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => Refusal::Unreadable(error.to_string()),
            _ => Refusal::Nowhere,
        })?;
        let root = fs::canonicalize(&self.root).map_err(|error| Refusal::Unreadable(error.to_string()))?;
        if target.starts_with(root) { Ok(target) } else { Err(Refusal::Outside) }
    }

    /// The real place of a file that is there.
    fn file(&self, path: &str) -> io::Result<PathBuf> {
        let place = self.place(path)?;
        if !fs::metadata(&place)?.is_file() {
            return Err(Refusal::Special.into());
        }
        // Some drives in memory know no real names, and no links either.
        match (fs::canonicalize(&place), fs::canonicalize(&self.root)) {
            (Ok(real), Ok(root)) if !real.starts_with(&root) => Err(Refusal::Outside.into()),
            (Ok(real), Ok(_)) => Ok(real),
            _ => Ok(place),
        }
    }
}

/// A file in a folder whose name is the manifest's in other capitals.
fn misspelt_manifest(folder: &Path) -> Option<String> {
    let names = fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.file_name());
    let mut names = names.filter_map(|name| name.into_string().ok());
    names.find(|name| name != MANIFEST && name.eq_ignore_ascii_case(MANIFEST))
}

impl ProjectFiles for DirFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        self.survey().map(|survey| survey.files)
    }

    fn survey(&self) -> io::Result<Survey> {
        let root = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        let mut walk = Walk { files: self, found: Survey::default(), folders: 0, is_full: false };
        walk.entries(&self.root, "", &[root])?;
        Ok(walk.found)
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        fs::metadata(self.file(path)?).map(|metadata| metadata.len())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read_up_to(path, LARGEST_FILE)
    }
}

/// A walk through the folders of a project.
struct Walk<'a> {
    files: &'a DirFiles,
    found: Survey,
    folders: usize,
    is_full: bool,
}

impl Walk<'_> {
    /// What lies in a folder; `above` are the real places of the folder and those that hold it.
    fn entries(&mut self, folder: &Path, prefix: &str, above: &[PathBuf]) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if self.is_full {
                break;
            }
            if self.found.files.len() + self.found.refused.len() + self.folders >= MOST_FILES {
                self.is_full = true;
                self.refuse(path, Refusal::TooMany);
                break;
            }
            self.entry(&entry.path(), path, entry.file_type()?, above);
        }
        Ok(())
    }

    fn entry(&mut self, place: &Path, path: String, kind: FileType, above: &[PathBuf]) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let is_hidden = name.starts_with('.');
        if let Some(folder) = misspelt_folder(&path).filter(|_| kind.is_symlink() || kind.is_dir()) {
            return self.refuse(path, Refusal::Misspelt(folder));
        }
        let real = match kind {
            // Editors leave hidden links that lead nowhere beside what they have open.
            kind if kind.is_symlink() && is_hidden => return,
            kind if kind.is_symlink() => self.files.target(place),
            _ => {
                Ok(above.last().map_or_else(PathBuf::new, |folder| folder.join(place.file_name().unwrap_or_default())))
            }
        };
        let real = match real {
            Ok(real) => real,
            Err(why) => return self.refuse(path, why),
        };
        let kind = if kind.is_symlink() { fs::metadata(&real).map(|found| found.file_type()) } else { Ok(kind) };
        match kind {
            Ok(kind) if kind.is_file() => self.found.files.push(path),
            Ok(kind) if kind.is_dir() && !is_folder(&path) => {}
            Ok(kind) if kind.is_dir() => self.folder(place, path, real, above),
            Ok(_) if is_hidden => {}
            Ok(_) => self.refuse(path, Refusal::Special),
            Err(error) => self.refuse(path, Refusal::Unreadable(error.to_string())),
        }
    }

    fn folder(&mut self, place: &Path, path: String, real: PathBuf, above: &[PathBuf]) {
        if above.contains(&real) {
            return self.refuse(path, Refusal::Loop);
        }
        self.folders += 1;
        let above = [above, &[real]].concat();
        if let Err(error) = self.entries(place, &format!("{path}/"), &above) {
            self.refuse(path, Refusal::Unreadable(error.to_string()));
        }
    }

    fn refuse(&mut self, path: String, why: Refusal) {
        self.found.refused.push(Refused { path, why });
    }
}
