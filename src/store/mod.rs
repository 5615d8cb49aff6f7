//! Output that is whole or not there, whatever fails meanwhile: files that are replaced together, folders that appear
//! at once.
//!
//! Whoever writes papers into a folder [`hold`]s it first: the hold is a lock against other processes, and taking it ends
//! what an earlier one left unfinished. A process may be killed at any operation of the [`Store`]: what it leaves behind is
//! hidden (`.panelpack-…`), harms nobody and is gone after the next hold.
//!
//! What lies in a folder before is never trusted: it may have come with somebody else's project.
//!
//! # Examples
//!
//! ```
//! use std::collections::BTreeMap;
//! use panelpack::internals::store::{self, Disk, Put};
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
mod name;
mod operations;
mod plan;
mod recovered;
mod sums;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Permissions;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

pub use disk::Disk;
pub use error::{Cause, Error};
pub use name::{MANIFEST, REFUSED, is_output, is_reserved};
pub use operations::{Kind, Store};
pub use recovered::Recovered;
pub use sums::{SUMS, sha256sums};

use lock::Lock;

/// How long a hold waits for another process: longer than any build takes to write its files.
const PATIENCE: Duration = Duration::from_secs(30);

/// What became of a folder that was to be put somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is there, whole.
    New,
    /// Something bore its name before, and was not touched.
    Exists,
}

/// A folder for output in which this process alone writes, as far as others of ours are concerned, until this is
/// dropped.
///
/// Nothing unfinished lies in the folder when it is taken.
pub struct Held<'s> {
    store: &'s dyn Store,
    folder: PathBuf,
    recovered: Recovered,
    _lock: Lock<'s>,
}

/// Makes a folder, waits up to half a minute for whoever else writes in it, and ends what was left unfinished there.
///
/// # Errors
///
/// [`Cause::Busy`] where another process does not let go of the folder; [`Cause::NotAFile`] where what bears the lock's
/// name is not a file.
pub fn hold<'s>(store: &'s dyn Store, folder: &Path) -> Result<Held<'s>, Error> {
    hold_within(store, folder, PATIENCE)
}

fn hold_within<'s>(store: &'s dyn Store, folder: &Path, patience: Duration) -> Result<Held<'s>, Error> {
    let lock = lock(store, folder, patience)?;
    let recovered = log::recover(store, folder)?;
    Ok(Held { store, folder: folder.to_path_buf(), recovered, _lock: lock })
}

fn lock<'s>(store: &'s dyn Store, folder: &Path, patience: Duration) -> Result<Lock<'s>, Error> {
    store.make_folder(folder).map_err(|error| Error::io(folder, error))?;
    Lock::take(store, folder, patience)
}

/// Ends what a killed process left unfinished in a folder for output: a replacement that was decided is completed,
/// whatever else lies there hidden is removed. Nothing happens where there is no such folder.
///
/// # Errors
///
/// As of [`hold`], and where a file cannot be replaced; then the next call goes on from there.
pub fn recover(store: &dyn Store, folder: &Path) -> Result<Recovered, Error> {
    match store.kind(folder) {
        Ok(Some(_)) => hold(store, folder).map(|held| held.recovered()),
        Ok(None) => Ok(Recovered::Whole),
        Err(error) => Err(Error::io(folder, error)),
    }
}

/// [`Held::replace_files`] in a folder that is held for it.
pub fn replace_files(
    store: &dyn Store,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    gone: &[String],
) -> Result<(), Error> {
    hold(store, folder)?.replace_files(files, gone)
}

impl Held<'_> {
    /// What was found when the folder was taken.
    pub fn recovered(&self) -> Recovered {
        self.recovered
    }

    /// The bytes of a file in the folder, by its plain name; nothing where no plain file of at most that many bytes
    /// bears it.
    pub fn read(&self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Error> {
        read(self.store, &self.file(name)?, most)
    }

    /// The SHA-256 of a file in the folder, by its plain name; nothing where no plain file bears it.
    pub fn fingerprint(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.file(name)?;
        self.store.fingerprint(&path).map_err(|error| Error::unreadable(&path, error))
    }

    fn file(&self, name: &str) -> Result<PathBuf, Error> {
        check_name(&self.folder, Path::new(name)).map(|()| self.folder.join(name))
    }

    /// Replaces several files of the folder together and removes those named by `gone`. [`MANIFEST`] is one of `files` and
    /// says what belongs together: it is absent from before the first file changes until all are in their place, so where
    /// it is, everything that it names is of the same build.
    ///
    /// Names are those of [`is_output`]. At no moment is a file of a name missing that was there before and is there
    /// afterwards. What bears a name and is a link is replaced itself, and what it leads to stays as it is.
    ///
    /// # Errors
    ///
    /// All is as it was, or, with [`Error::begun`], as it was or as it will be file by file, without the manifest; the next
    /// [`hold`] ends it.
    pub fn replace_files(self, files: &BTreeMap<String, Vec<u8>>, gone: &[String]) -> Result<(), Error> {
        let manifest = MANIFEST.to_owned();
        let refused = files.keys().chain(gone).find(|name| !is_output(name));
        let refused = refused.or_else(|| Some(&manifest).filter(|name| !files.contains_key(*name)));
        match refused {
            Some(name) => Err(Error::io(&self.folder.join(name), io::ErrorKind::InvalidFilename.into())),
            None => log::replace(self.store, &self.folder, files, gone),
        }
    }
}

/// The bytes of a file; nothing where no plain file of at most that many bytes bears the name.
pub fn read(store: &dyn Store, path: &Path, most: u64) -> Result<Option<Vec<u8>>, Error> {
    store.read(path, most).map_err(|error| Error::unreadable(path, error))
}

/// Puts a folder with all its files into another one, whole or not at all. What bears its name already stays as it is,
/// whatever it holds. Names of `files` may lie in folders of their own: `inputs/figures/2020-11.yaml`.
///
/// # Errors
///
/// The folder is not there, and nothing of it is, unless the store failed at removing it too.
pub fn put_folder(
    store: &dyn Store,
    parent: &Path,
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Put, Error> {
    check_name(parent, Path::new(name))?;
    files.keys().flat_map(|path| path.split('/')).try_for_each(|part| check_name(parent, Path::new(part)))?;
    let _lock = lock(store, parent, PATIENCE)?;
    log::tidy_staged(store, parent);
    let target = parent.join(name);
    let failed = |error| Error::io(&target, error);
    if store.kind(&target).map_err(failed)?.is_some() {
        return Ok(Put::Exists);
    }
    let staged = parent.join(format!("{}-{name}", log::STAGED));
    let put = stage_folder(store, &staged, files).and_then(|()| store.rename(&staged, &target));
    if let Err(error) = put {
        log::tidy_staged(store, parent);
        return match store.kind(&target) {
            // Somebody else's came between: on no platform does a folder replace one that holds something.
            Ok(Some(_)) => Ok(Put::Exists),
            Ok(None) | Err(_) => Err(failed(error)),
        };
    }
    let _ = store.sync_folder(parent);
    Ok(Put::New)
}

fn stage_folder(store: &dyn Store, staged: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    // New, so that it is no link and nothing that somebody put there comes with it.
    store.make_new_folder(staged)?;
    let mut folders = BTreeSet::from([staged.to_path_buf()]);
    for path in files.keys() {
        let path = staged.join(path);
        let above = path.ancestors().skip(1).take_while(|folder| folder.starts_with(staged));
        folders.extend(above.map(Path::to_path_buf));
    }
    folders.iter().skip(1).try_for_each(|folder| store.make_folder(folder))?;
    for (path, content) in files {
        store.write(&staged.join(path), content, None)?;
    }
    folders.iter().rev().try_for_each(|folder| store.sync_folder(folder))
}

/// Writes one file: what bore its name before stays until the new one is complete; a link is replaced, and what it
/// leads to stays as it is. Without `permissions` the umask decides who may read the file.
pub fn put_file(
    store: &dyn Store,
    path: &Path,
    content: &[u8],
    permissions: Option<&Permissions>,
) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    check_name(folder, Path::new(path.file_name().unwrap_or_default()))?;
    let _lock = lock(store, folder, PATIENCE)?;
    log::tidy_staged(store, folder);
    let staged = folder.join(log::STAGED);
    let put = store.write(&staged, content, permissions).and_then(|()| store.rename(&staged, path));
    if let Err(error) = put {
        let _ = store.remove_file(&staged);
        return Err(Error::io(path, error));
    }
    let _ = store.sync_folder(folder);
    Ok(())
}

/// Refuses what is no plain name, and names of our own.
fn check_name(folder: &Path, name: &Path) -> Result<(), Error> {
    let mut parts = name.components();
    let plain = matches!(parts.next(), Some(Component::Normal(part)) if part == name.as_os_str());
    let ours = name.to_string_lossy().starts_with(log::OURS);
    if plain && !ours && parts.next().is_none() {
        return Ok(());
    }
    Err(Error::io(&folder.join(name), io::ErrorKind::InvalidFilename.into()))
}

#[cfg(test)]
mod tests;
