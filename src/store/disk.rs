//! The real file system.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::{Entry, Store};

/// The disk, or whatever the operating system has at a path.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Store for Disk {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn write(&self, path: &Path, content: &[u8], permissions: Option<&Permissions>) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(content)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions.clone())?;
        }
        file.sync_all()
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => {
                self.write(to, &self.read(from)?, Some(&fs::metadata(from)?.permissions()))
            }
            done => done,
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // A folder can be opened and synced on Unix alone, and there not on every file system.
        if !cfg!(unix) {
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            done => done,
        }
    }

    #[expect(clippy::disallowed_methods, reason = "output that is read again before it is replaced")]
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entry = |entry: fs::DirEntry| Ok(Entry { name: entry.file_name(), folder: entry.file_type()?.is_dir() });
        fs::read_dir(folder)?.map(|found| found.and_then(entry)).collect()
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        match fs::symlink_metadata(path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        match OpenOptions::new().write(true).create(true).truncate(false).open(path) {
            // Left behind by somebody else whose file we may not write: a lock needs no more than to read it.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
            opened => opened,
        }
    }
}
