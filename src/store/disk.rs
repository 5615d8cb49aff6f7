//! The real file system.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::digest::sha256_of_stream;

use super::operations::{Kind, Store};

/// The disk, or whatever the operating system has at a path.
///
/// The last name of a path is never followed where it is a link. What is written is a new file, renaming and removing
/// go by the name, and what is read must be a plain file when it is looked at before and after it was opened.
///
/// The folders above it are followed: the folder for output is the user's word, and whatever the store makes lies directly
/// in it or in a folder that it has just made, so none of somebody else's is on the way. Opening beneath a folder
/// (`openat2`) would add one case alone, and on Linux alone: that one of these folders is exchanged for a link while
/// the command runs. That takes somebody who may write beside it, and he then gets new files of ours in a place that
/// the user may write to; nothing there is removed or replaced but by the names of papers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

/// How long something is tried that Windows refuses for a moment.
pub(super) const MOMENT: Duration = Duration::from_secs(1);

/// Between two tries.
pub(super) const PAUSE: Duration = Duration::from_millis(10);

/// Exchanges of a file while it is opened that are put up with: others may replace it just then.
const EXCHANGES: usize = 100;

impl Store for Disk {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn make_new_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
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
        // On Windows a second name of a file that a viewer has open could not be taken away before the viewer is closed.
        if cfg!(windows) && self.kind(from)? == Some(Kind::File) {
            return copy(from, to, ErrorKind::Unsupported.into());
        }
        match fs::hard_link(from, to) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => {
                copy(from, to, error)
            }
            done => done,
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_file(path))
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        match self.kind(path)? {
            None => Ok(()),
            // Whatever is exchanged meanwhile, this one follows no link.
            Some(Kind::Folder) => patiently(|| fs::remove_dir_all(path)),
            // On Windows a link to a folder is removed as a folder is.
            Some(Kind::File | Kind::Other) => {
                fs::remove_file(path).or_else(|error| fs::remove_dir(path).map_err(|_| error))
            }
        }
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

    fn read(&self, path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(file) = or_nothing(open_plain(path, OpenOptions::new().read(true)))? else { return Ok(None) };
        let mut content = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut content)?;
        Ok((content.len() as u64 <= most).then_some(content))
    }

    fn fingerprint(&self, path: &Path) -> io::Result<Option<String>> {
        let file = or_nothing(open_plain(path, OpenOptions::new().read(true)))?;
        file.map(sha256_of_stream).transpose()
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let kind = |metadata: fs::Metadata| match metadata {
            file if file.is_file() => Kind::File,
            folder if folder.is_dir() => Kind::Folder,
            _ => Kind::Other,
        };
        or_nothing(fs::symlink_metadata(path).map(|metadata| Some(kind(metadata))))
    }

    fn open_lock(&self, path: &Path) -> io::Result<Option<File>> {
        let mut options = OpenOptions::new();
        options.write(true);
        #[cfg(windows)]
        {
            use std::os::windows::fs::OpenOptionsExt;
            // To be read and written by others, and not to be removed: see `Lock`.
            options.share_mode(1 | 2);
        }
        loop {
            match options.clone().create_new(true).open(path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(made) => {
                    let_everybody_lock(&made);
                    return Ok(Some(made));
                }
            }
            let opened = match open_plain(path, &options) {
                // Left behind by somebody else whose file we may not write: a lock needs no more than to read it.
                Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                    open_plain(path, OpenOptions::new().read(true)).map_err(|_| error)
                }
                opened => opened,
            };
            match opened {
                // Whoever had the lock has just removed it.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                opened => return opened,
            }
        }
    }
}

/// On Windows a scanner for viruses, the search index or a cloud drive has a new file open for some milliseconds, and nobody may rename it meanwhile: then it is
/// tried again for a second.
fn patiently(mut act: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let started = Instant::now();
    loop {
        match act() {
            Err(error) if is_held(&error) && started.elapsed() < MOMENT => sleep(PAUSE),
            done => return done,
        }
    }
}

/// ACCESS_DENIED, SHARING_VIOLATION, LOCK_VIOLATION.
pub(super) fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Should this process be killed, whoever else writes in the folder must be able to lock what it leaves. Where that cannot
/// be said, as on a drive without permissions, everybody is.
fn let_everybody_lock(made: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = made.set_permissions(Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = made;
}

/// Opens a file; nothing where what bears the name is no plain file: a link, a folder, or a pipe, on which the opening
/// would wait for ever.
fn open_plain(path: &Path, options: &OpenOptions) -> io::Result<Option<File>> {
    for _ in 0..EXCHANGES {
        if !fs::symlink_metadata(path)?.is_file() {
            return Ok(None);
        }
        let file = options.open(path)?;
        if is_at(&file, path) {
            return Ok(Some(file));
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Whether an open file is what bears a name, and no link that led to it. Where that cannot be told it is taken to be.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => identity(open) == identity(named),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &File, _: &Path) -> bool {
    true
}

fn or_nothing<T>(found: io::Result<Option<T>>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found,
    }
}

/// A second file of the same content, where the file system has no second names; of a link, a second link.
fn copy(from: &Path, to: &Path, refused: io::Error) -> io::Result<()> {
    #[cfg(unix)]
    if let Ok(leads_to) = fs::read_link(from) {
        return std::os::unix::fs::symlink(leads_to, to);
    }
    let Some(mut file) = open_plain(from, OpenOptions::new().read(true))? else { return Err(refused) };
    let mut content = Vec::new();
    file.read_to_end(&mut content)?;
    Disk.write(to, &content, Some(&file.metadata()?.permissions()))
}
