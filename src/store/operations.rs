//! The few operations of a file system that writing needs.

use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io;
use std::path::Path;

/// The few operations of a file system that writing needs. [`Disk`](super::Disk) is the real one; a test's may fail at any of them.
///
/// Each is one step: a process that is killed has done it, has not done it, or, with [`write`](Store::write) alone, has
/// done a part of it.
pub trait Store: Sync {
    /// Makes a folder with those above it; one that is there stays.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder that is not there yet, in one that is.
    fn make_new_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a file that is not there yet, writes it and syncs it. Without `permissions` the umask decides who may read
    /// it. After an error a part of it may be there.
    fn write(&self, path: &Path, content: &[u8], permissions: Option<&Permissions>) -> io::Result<()>;

    /// Keeps the file `from` under a second name: a link where the file system has them, else a copy. Of what is itself a
    /// link, that is kept, and not what it leads to.
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file or folder another name on the same file system. A file of that name is replaced, a folder that holds
    /// something is not.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes whatever bears a name, a folder with all that it holds; of a link the link alone, wherever it stands. After
    /// an error a part may be there.
    fn remove_all(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder last over a power cut, where the platform can.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// The bytes of a file; nothing where no plain file of at most that many bytes bears the name.
    fn read(&self, path: &Path, most: u64) -> io::Result<Option<Vec<u8>>>;

    /// The SHA-256 of a file; nothing where no plain file bears the name.
    fn fingerprint(&self, path: &Path) -> io::Result<Option<String>>;

    /// The names in a folder, in no particular order.
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// What bears a name; nothing where nothing does.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;

    /// Opens the file that a lock is taken on, and makes it where it is not there; nothing where the name is borne by what
    /// is no plain file.
    fn open_lock(&self, path: &Path) -> io::Result<Option<File>>;
}

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads and be it nowhere, or a pipe or device.
    Other,
}
