//! Output that is whole or not there, whatever fails meanwhile: files that are replaced together, folders that appear
//! at once.
//!
//! Whoever writes into a folder [`hold`]s it first: the hold is a lock against other processes, and taking it ends what
//! an earlier one left unfinished. A process may be killed at any operation of the [`Store`]: what it leaves behind is
//! hidden (`.panelpack-…`), harms nobody and is gone after the next hold.
//!
//! # Examples
//!
//! ```
//! use std::collections::BTreeMap;
//! use panelpack::store::{self, Disk, Put};
//!
//! let folder = std::env::temp_dir().join(format!("panelpack-example-{}", std::process::id()));
//! let files = BTreeMap::from([("paper.pdf".to_owned(), b"%PDF".to_vec())]);
//! assert_eq!(store::put_folder(&Disk, &folder, "2020-11", &files)?, Put::New);
//! assert_eq!(store::put_folder(&Disk, &folder, "2020-11", &files)?, Put::Exists);
//! # std::fs::remove_dir_all(folder).unwrap();
//! # Ok::<(), store::Error>(())
//! ```

mod disk;
mod error;
mod lock;
mod log;
mod sums;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

pub use disk::Disk;
pub use error::{Cause, Error};
pub use sums::{SUMS, sha256sums};

use lock::Lock;

/// How long a hold waits for another process: longer than any build takes to write its files.
const PATIENCE: Duration = Duration::from_secs(30);

/// The few operations of a file system that writing needs. [`Disk`] is the real one; a test's may fail at any of them.
///
/// Each is one step: a process that is killed has done it, has not done it, or, with [`write`](Store::write) alone, has
/// done a part of it.
pub trait Store: Sync {
    /// Makes a folder with those above it; one that is there stays.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a file that is not there yet, writes it and syncs it. Without `permissions` the umask decides who may read
    /// it. After an error a part of it may be there.
    fn write(&self, path: &Path, content: &[u8], permissions: Option<&Permissions>) -> io::Result<()>;

    /// Keeps the file `from` under a second name: a link where the file system has them, else a copy.
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file or folder another name on the same file system. A file of that name is replaced, a folder that holds
    /// something is not.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes the names in a folder last over a power cut, where the platform can.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What lies in a folder, in no particular order.
    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// Whether something bears this name, be it a link that leads nowhere.
    fn exists(&self, path: &Path) -> io::Result<bool>;

    /// Opens the file that a lock is taken on, and makes it where it is not there.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// Whether it is a folder itself; a link to one is not.
    pub folder: bool,
}

/// What became of a folder that was to be put somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is there, whole.
    New,
    /// Something bore its name before, and was not touched.
    Exists,
}

/// A folder in which this process alone writes, as far as others of ours are concerned, until this is dropped.
///
/// Nothing unfinished lies in the folder when it is taken.
pub struct Held<'s> {
    store: &'s dyn Store,
    folder: PathBuf,
    _lock: Lock<'s>,
}

/// Makes a folder, waits up to half a minute for whoever else writes in it, and ends what was left unfinished there.
///
/// # Errors
///
/// [`Cause::Busy`] where another process does not let go of the folder.
pub fn hold<'s>(store: &'s dyn Store, folder: &Path) -> Result<Held<'s>, Error> {
    hold_within(store, folder, PATIENCE)
}

fn hold_within<'s>(store: &'s dyn Store, folder: &Path, patience: Duration) -> Result<Held<'s>, Error> {
    store.make_folder(folder).map_err(|error| Error::io(folder, error))?;
    let lock = Lock::take(store, folder, patience)?;
    log::recover(store, folder)?;
    Ok(Held { store, folder: folder.to_path_buf(), _lock: lock })
}

/// Ends what a killed process left unfinished in a folder: a replacement that was decided is completed, whatever else lies
/// there hidden is removed. Nothing happens where there is no such folder.
///
/// # Errors
///
/// As of [`hold`], and where a file cannot be replaced; then the next call goes on from there.
pub fn recover(store: &dyn Store, folder: &Path) -> Result<(), Error> {
    match store.exists(folder) {
        Ok(true) => hold(store, folder).map(drop),
        Ok(false) => Ok(()),
        Err(error) => Err(Error::io(folder, error)),
    }
}

/// [`Held::replace_files`] in a folder that is held for it.
pub fn replace_files(
    store: &dyn Store,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    gone: &[String],
    last: &str,
) -> Result<(), Error> {
    hold(store, folder)?.replace_files(files, gone, last)
}

/// [`Held::put_folder`] in a folder that is held for it.
pub fn put_folder(
    store: &dyn Store,
    parent: &Path,
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Put, Error> {
    hold(store, parent)?.put_folder(name, files)
}

/// [`Held::put_file`] in the file's folder, which is held for it.
pub fn put_file(
    store: &dyn Store,
    path: &Path,
    content: &[u8],
    permissions: Option<&Permissions>,
) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name() else { return Err(Error::io(path, io::ErrorKind::InvalidInput.into())) };
    hold(store, folder)?.put_file(Path::new(name), content, permissions)
}

impl Held<'_> {
    /// The bytes of a file in the folder, by its plain name; none where there is no such file.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.check_name(Path::new(name))?;
        let path = self.folder.join(name);
        match self.store.read(&path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(&path, error)),
        }
    }

    /// Replaces several files of the folder together and removes those named by `gone`. `last` is one of `files` and says
    /// what belongs together: it is absent from before the first file changes until all are in their place, so where it
    /// is, everything that it names is of the same build.
    ///
    /// Names are plain names of files in this folder. At no moment is a file of a name missing that was there before and
    /// is there afterwards.
    ///
    /// # Errors
    ///
    /// All is as it was, or, with [`Error::begun`], as it was or as it will be file by file, without `last`; the next
    /// [`hold`] ends it.
    pub fn replace_files(&self, files: &BTreeMap<String, Vec<u8>>, gone: &[String], last: &str) -> Result<(), Error> {
        for name in files.keys().chain(gone) {
            self.check_name(Path::new(name))?;
        }
        if !files.contains_key(last) {
            return Err(Error::io(&self.folder.join(last), io::ErrorKind::InvalidInput.into()));
        }
        log::recover(self.store, &self.folder)?;
        log::replace(self.store, &self.folder, files, gone, last)
    }

    /// Puts a folder with all its files into this one, whole or not at all. What bears its name already stays as it is,
    /// whatever it holds. Names of `files` may lie in folders of their own: `inputs/figures/2020-11.yaml`.
    ///
    /// # Errors
    ///
    /// The folder is not there, and nothing of it is, unless the store failed at removing it too.
    pub fn put_folder(&self, name: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<Put, Error> {
        self.check_name(Path::new(name))?;
        for path in files.keys() {
            for part in path.split('/') {
                self.check_name(Path::new(part))?;
            }
        }
        log::recover(self.store, &self.folder)?;
        let target = self.folder.join(name);
        let failed = |error| Error::io(&target, error);
        if self.store.exists(&target).map_err(failed)? {
            return Ok(Put::Exists);
        }
        let staged = self.folder.join(format!("{}-{name}", log::STAGED));
        let put = self.stage_folder(&staged, files).and_then(|()| self.store.rename(&staged, &target));
        if let Err(error) = put {
            let _ = log::remove(self.store, &staged);
            return match self.store.exists(&target) {
                // Somebody else's came between: on no platform does a folder replace one that holds something.
                Ok(true) => Ok(Put::Exists),
                Ok(false) | Err(_) => Err(failed(error)),
            };
        }
        let _ = self.store.sync_folder(&self.folder);
        Ok(Put::New)
    }

    fn stage_folder(&self, staged: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
        let mut folders = BTreeSet::from([staged.to_path_buf()]);
        for path in files.keys() {
            let path = staged.join(path);
            let above = path.ancestors().skip(1).take_while(|folder| folder.starts_with(staged));
            folders.extend(above.map(Path::to_path_buf));
        }
        folders.iter().try_for_each(|folder| self.store.make_folder(folder))?;
        for (path, content) in files {
            self.store.write(&staged.join(path), content, None)?;
        }
        folders.iter().rev().try_for_each(|folder| self.store.sync_folder(folder))
    }

    /// Writes one file: what bore its name before stays until the new one is complete. Without `permissions` the umask
    /// decides who may read it.
    pub fn put_file(&self, name: &Path, content: &[u8], permissions: Option<&Permissions>) -> Result<(), Error> {
        self.check_name(name)?;
        log::recover(self.store, &self.folder)?;
        let (staged, target) = (self.folder.join(log::STAGED), self.folder.join(name));
        let put = self.store.write(&staged, content, permissions).and_then(|()| self.store.rename(&staged, &target));
        if let Err(error) = put {
            let _ = self.store.remove_file(&staged);
            return Err(Error::io(&target, error));
        }
        let _ = self.store.sync_folder(&self.folder);
        Ok(())
    }

    /// Refuses what is no plain name, and names of our own.
    fn check_name(&self, name: &Path) -> Result<(), Error> {
        let mut parts = name.components();
        let plain = matches!(parts.next(), Some(Component::Normal(part)) if part == name.as_os_str());
        let ours = name.to_string_lossy().starts_with(log::OURS);
        if plain && !ours && parts.next().is_none() {
            return Ok(());
        }
        Err(Error::io(&self.folder.join(name), io::ErrorKind::InvalidInput.into()))
    }
}

#[cfg(test)]
mod tests;
