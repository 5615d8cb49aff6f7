//! The files of a project as version control has them, read with the program `git`; the working tree is not touched.

mod program;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use self::program::{Git, Object, Objects, Said, is_hash};
use super::files::{
    LARGEST_FILE, MOST_FILES, ProjectFiles, Refusal, Refused, Survey, belongs, is_folder, misspelt_folder,
};

/// A project as it was in a revision.
#[derive(Debug)]
pub struct Revision {
    /// The commit's hash.
    pub commit: String,
    /// The project's files.
    pub files: RevisionFiles,
}

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum NoRevision {
    /// The program is not there.
    #[error("the program `git` is not installed")]
    NoGit,
    /// The folder is in no repository, or not in one with a working tree.
    #[error("the project is not in a git checkout")]
    NoRepository,
    /// Somebody else owns the repository, and neither the user nor the machine's settings trust it.
    #[error(
        "the git checkout belongs to somebody else: git reads it once `safe.directory` among your settings names its folder"
    )]
    NotTrusted,
    /// The clone is a partial one, and this git would fetch what it lacks from wherever the repository says.
    #[error("the git checkout is a partial clone, which a git older than 2.45 would fetch from: use a newer one")]
    OldGit,
    /// No commit is called so.
    #[error("git knows no revision `{0}`")]
    Unknown(String),
    /// The program failed at what it was asked for.
    #[error("git cannot read the revision: {0}")]
    Failed(String),
}

impl From<io::Error> for NoRevision {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::NoGit } else { Self::Failed(error.to_string()) }
    }
}

/// Reads a project at a revision: a branch, a tag, a hash, `HEAD~1`. The project may be a folder of a larger repository.
pub fn read(project: &Path, revision: &str) -> Result<Revision, NoRevision> {
    let git = Git::at(project);
    find_repository(&git, project)?;
    let unknown = || NoRevision::Unknown(revision.to_owned());
    // No revision begins so, and git would take it for an option.
    if revision.starts_with('-') || revision.chars().any(char::is_control) {
        return Err(unknown());
    }
    let found = git.run(&["rev-parse", "--quiet", "--verify", &format!("{revision}^{{commit}}")])?;
    let commit = String::from_utf8_lossy(&found.answer).trim().to_owned();
    if !found.done || !is_hash(&commit) {
        return Err(unknown());
    }
    let listing = Listing::of(&git, &commit)?;
    let files =
        RevisionFiles { files: listing.files, refused: listing.refused, objects: Mutex::new(git.objects("--batch")?) };
    Ok(Revision { commit, files })
}

/// Makes sure that the project lies in a working tree whose objects are all here or will not be fetched.
fn find_repository(git: &Git, project: &Path) -> Result<(), NoRevision> {
    if is_bare(project) {
        return Err(NoRevision::NoRepository);
    }
    let Said { done, answer, complaint } = git.run(&["rev-parse", "--is-inside-work-tree"])?;
    if complaint.contains("dubious ownership") {
        return Err(NoRevision::NotTrusted);
    }
    // Within a repository without a working tree the answer is `false`, and git is content.
    if !done || answer.trim_ascii() != b"true" {
        return Err(NoRevision::NoRepository);
    }
    if !can_do_without(&git.run(&["version"])?.answer) {
        let partial = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$";
        if !git.run(&["config", "--get-regexp", partial])?.answer.is_empty() {
            return Err(NoRevision::OldGit);
        }
    }
    Ok(())
}

/// Whether a git of this version heeds `GIT_NO_LAZY_FETCH`: from 2.45 on, and earlier ones since their repair of May 2024.
fn can_do_without(version: &[u8]) -> bool {
    const REPAIRED: [(u32, u32); 6] = [(39, 4), (40, 2), (41, 1), (42, 2), (43, 4), (44, 1)];
    let version = String::from_utf8_lossy(version);
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<u32>().ok());
    let [major, minor, patch] = [(); 3].map(|()| numbers.next().unwrap_or(0));
    major > 2 || (major == 2 && (minor >= 45 || REPAIRED.iter().any(|(line, from)| minor == *line && patch >= *from)))
}

/// Whether the project, or a folder above it within the checkout, looks like a repository itself: its settings would be a stranger's, and
/// a git before 2.38 would take them for the user's.
fn is_bare(project: &Path) -> bool {
    let start = if project.as_os_str().is_empty() { Path::new(".") } else { project };
    let start = fs::canonicalize(start).unwrap_or_default();
    let is_there = |folder: &Path, name: &str| fs::symlink_metadata(folder.join(name)).is_ok();
    start
        .ancestors()
        .take_while(|folder| !is_there(folder, ".git"))
        .any(|folder| is_there(folder, "HEAD") && (is_there(folder, "objects") || is_there(folder, "commondir")))
}

/// The files of a project in a revision. Each is read when it is asked for, so that what no paper needs takes no room.
///
/// A link is followed within the revision, as git does it, also to another folder of a larger repository. One that leads out of the
/// repository is refused by name.
#[derive(Debug)]
pub struct RevisionFiles {
    files: BTreeMap<String, Blob>,
    refused: Vec<Refused>,
    objects: Mutex<Objects>,
}

/// What git knows of a file.
#[derive(Debug, Clone)]
struct Blob {
    hash: String,
    size: u64,
}

impl RevisionFiles {
    fn blob(&self, path: &str) -> io::Result<&Blob> {
        self.files.get(path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl ProjectFiles for RevisionFiles {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.files.keys().cloned().collect())
    }

    fn survey(&self) -> io::Result<Survey> {
        Ok(Survey { files: self.list()?, refused: self.refused.clone() })
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.blob(path).map(|blob| blob.size)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let Blob { hash, size } = self.blob(path)?;
        if *size > LARGEST_FILE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        // A conversation that a panic cut off gives wrong answers to nobody: their hashes would not fit.
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        match objects.ask(hash)? {
            Object::File(found, length) if found == *hash && length == *size => objects.content(*size),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

/// The longest path that a link may lead to: git reads it whole.
const LONGEST_LINK: u64 = 4096;

/// What is found of a project's files while its folders are listed.
struct Listing<'g> {
    git: &'g Git,
    commit: &'g str,
    objects: Objects,
    files: BTreeMap<String, Blob>,
    refused: Vec<Refused>,
    /// Folders behind links that are still to be listed: their path, and the hashes of those in which they lie.
    open: Vec<(String, Vec<String>)>,
}

/// A line of `git ls-tree`: `100644 blob <hash>\t<path>`.
struct Line<'l> {
    mode: &'l str,
    hash: &'l str,
    path: &'l str,
}

/// Modes of a link, whose content is the path that it leads to, and of a repository within the repository.
const LINK: &str = "120000";
const SUBMODULE: &str = "160000";

impl<'l> Line<'l> {
    fn read(line: &'l str) -> Option<Self> {
        let (about, path) = line.split_once('\t')?;
        let mut about = about.split(' ');
        let (mode, _, hash) = (about.next()?, about.next()?, about.next()?);
        Some(Self { mode, hash, path })
    }
}

impl<'g> Listing<'g> {
    fn of(git: &'g Git, commit: &'g str) -> Result<Self, NoRevision> {
        let objects = git.objects("--batch-check")?;
        let mut listing = Self { git, commit, objects, files: BTreeMap::new(), refused: Vec::new(), open: Vec::new() };
        let above = match listing.objects.ask(&format!("{commit}:./"))? {
            Object::Folder(hash) => vec![hash],
            _ => Vec::new(),
        };
        // Paths come relative to the project's folder, and only those below it.
        listing.folder("", &["ls-tree", "-r", "-z", commit], &above)?;
        while let Some((path, above)) = listing.open.pop() {
            let Some(tree) = above.last().cloned() else { continue };
            listing.folder(&format!("{path}/"), &["ls-tree", "-r", "-z", "--full-tree", &tree], &above)?;
        }
        Ok(listing)
    }

    fn folder(&mut self, prefix: &str, words: &[&str], above: &[String]) -> Result<(), NoRevision> {
        let listed = self.git.run(words)?;
        if !listed.done {
            return Err(NoRevision::Failed("its files cannot be listed, or are too many".to_owned()));
        }
        let listed = String::from_utf8_lossy(&listed.answer).into_owned();
        for line in listed.split('\0').filter_map(Line::read) {
            let path = format!("{prefix}{}", line.path);
            if self.files.len() + self.refused.len() + self.open.len() >= MOST_FILES {
                self.refuse(path, Refusal::TooMany);
                break;
            }
            self.entry(path, &line, above)?;
        }
        Ok(())
    }

    fn entry(&mut self, path: String, line: &Line<'_>, above: &[String]) -> Result<(), NoRevision> {
        let top = path.split('/').next().unwrap_or(&path);
        let Some(folder) = misspelt_folder(top).filter(|_| top != path || line.mode == LINK) else {
            return if belongs(&path) { self.own(path, line, above) } else { Ok(()) };
        };
        let refused = Refused { path: top.to_owned(), why: Refusal::Misspelt(folder) };
        if !self.refused.contains(&refused) {
            self.refused.push(refused);
        }
        Ok(())
    }

    /// A file, a link or a submodule where a file of the project could be.
    fn own(&mut self, path: String, line: &Line<'_>, above: &[String]) -> Result<(), NoRevision> {
        let is_hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
        let found = match line.mode {
            LINK | SUBMODULE if is_hidden => return Ok(()),
            SUBMODULE => {
                self.refuse(path, Refusal::Submodule);
                return Ok(());
            }
            LINK => match self.objects.ask(line.hash)? {
                Object::File(_, length) if length <= LONGEST_LINK => {
                    self.objects.ask(&format!("{}:./{path}", self.commit))?
                }
                _ => Object::Nowhere,
            },
            _ => self.objects.ask(line.hash)?,
        };
        match found {
            Object::File(hash, size) => drop(self.files.insert(path, Blob { hash, size })),
            Object::Folder(_) if !is_folder(&path) => {}
            Object::Folder(hash) if above.contains(&hash) => self.refuse(path, Refusal::Loop),
            Object::Folder(hash) => self.open.push((path, [above, &[hash]].concat())),
            Object::Outside => self.refuse(path, Refusal::Outside),
            Object::Nowhere => self.refuse(path, Refusal::Nowhere),
            Object::Loop => self.refuse(path, Refusal::Loop),
            Object::Missing if line.mode == LINK => self.refuse(path, Refusal::Nowhere),
            Object::Missing => self.refuse(path, Refusal::NotFetched),
        }
        Ok(())
    }

    fn refuse(&mut self, path: String, why: Refusal) {
        self.refused.push(Refused { path, why });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_says_whether_git_can_be_kept_from_fetching() {
        for version in [
            "git version 2.45.0",
            "git version 2.39.5 (Apple Git-154)",
            "git version 2.51.0.windows.1",
            "git version 3.0",
        ] {
            assert!(can_do_without(version.as_bytes()), "{version}");
        }
        for version in
            ["git version 2.44.0", "git version 2.39.3", "git version 2.34.1", "git version 1.8.3.1", "", "git"]
        {
            assert!(!can_do_without(version.as_bytes()), "{version}");
        }
    }
}
