//! One process at a time in a folder.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Error, Store};

/// The file that the lock is taken on. The operating system lets go of a killed process's lock, so the file alone says
/// nothing.
const LOCK: &str = ".panelpack-lock";

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(10);

/// The lock of a folder, until it is dropped; then its file goes too, where that is safe.
pub struct Lock<'s> {
    store: &'s dyn Store,
    path: PathBuf,
    // Locked; where the file system has no locks it is merely open.
    _file: File,
}

impl<'s> Lock<'s> {
    /// Waits for the lock of a folder for at most as long as `patience`.
    pub fn take(store: &'s dyn Store, folder: &Path, patience: Duration) -> Result<Self, Error> {
        let path = folder.join(LOCK);
        let started = Instant::now();
        loop {
            let file = store.open_lock(&path).map_err(|error| Error::io(folder, error))?;
            match file.try_lock() {
                // Whoever had it before may have removed the file after we opened it; others now lock another one.
                Ok(()) if is_at(&file, &path) => return Ok(Self { store, path, _file: file }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(Self { store, path, _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(Error::io(folder, error)),
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
        // While it is locked, so that nobody can have taken it; whoever waits for it sees that it is gone.
        if cfg!(unix) {
            let _ = self.store.remove_file(&self.path);
        }
    }
}

/// Whether a file still bears its name. Where that cannot be told the file is never removed, so it does.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => identity(open) == identity(named),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
