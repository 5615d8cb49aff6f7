//! One process at a time in a folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::disk::{MOMENT, PAUSE, is_at, is_held};
use super::error::Error;
use super::operations::Store;

/// The file that the lock is taken on. The operating system lets go of a killed process's lock, so the file alone says
/// nothing.
const LOCK: &str = ".panelpack-lock";

/// The lock of a folder, until it is dropped; then its file goes too, also one that a killed process left.
///
/// Two processes must never lock two files of this name. On Unix the file is removed while it is locked, and whoever
/// gets a lock looks whether its file still bears the name. Windows does not tell that, but there a file can be opened
/// so that nobody removes it meanwhile: it is closed first, and stays where somebody else waits for it.
pub struct Lock<'s> {
    store: &'s dyn Store,
    path: PathBuf,
    /// Locked; where the file system has no locks it is merely open.
    file: Option<File>,
}

impl<'s> Lock<'s> {
    /// Waits for the lock of a folder for at most as long as `patience`.
    pub fn take(store: &'s dyn Store, folder: &Path, patience: Duration) -> Result<Self, Error> {
        let path = folder.join(LOCK);
        let started = Instant::now();
        loop {
            let taken = |file| Ok(Self { store, path: path.clone(), file: Some(file) });
            match store.open_lock(&path) {
                Ok(Some(file)) => match file.try_lock() {
                    Ok(()) if is_at(&file, &path) => return taken(file),
                    Ok(()) | Err(TryLockError::WouldBlock) => {}
                    Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                        return taken(file);
                    }
                    Err(TryLockError::Error(error)) => return Err(Error::io(folder, error)),
                },
                Ok(None) => return Err(Error::not_a_file(&path)),
                // On Windows a file that is being removed cannot be opened for a moment.
                Err(error) if is_held(&error) && started.elapsed() < MOMENT => {}
                Err(error) => return Err(Error::io(folder, error)),
            }
            if started.elapsed() >= patience {
                return Err(Error::busy(folder));
            }
            sleep(PAUSE);
        }
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        if !cfg!(unix) {
            self.file = None;
        }
        let _ = self.store.remove_file(&self.path);
    }
}
