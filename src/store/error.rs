//! Why something could not be written, in words.

use std::borrow::Cow;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diag::{Code, Diagnostic, is_in_use, os_words};

use super::name::is_reserved;
use super::recovered::Recovered;

/// Something could not be written. Which file or folder is said by its own name, never by a temporary one.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.diagnostic().message())]
pub struct Error(Box<Facts>);

#[derive(Debug)]
struct Facts {
    path: PathBuf,
    cause: Cause,
    begun: bool,
}

/// What stood in the way.
#[derive(Debug)]
pub enum Cause {
    /// The file system refused.
    Io(io::Error),
    /// A file that must be known before anything is written cannot be read.
    Unreadable(io::Error),
    /// Another process of ours works in the folder.
    Busy,
    /// What bears the lock's name is a link, a folder or a pipe.
    NotAFile,
}

impl Error {
    /// The file system refused to write `path`.
    pub fn io(path: &Path, error: io::Error) -> Self {
        Self::new(path, Cause::Io(error))
    }

    pub(super) fn unreadable(path: &Path, error: io::Error) -> Self {
        Self::new(path, Cause::Unreadable(error))
    }

    pub(super) fn busy(folder: &Path) -> Self {
        Self::new(folder, Cause::Busy)
    }

    pub(super) fn not_a_file(path: &Path) -> Self {
        Self::new(path, Cause::NotAFile)
    }

    fn new(path: &Path, cause: Cause) -> Self {
        Self(Box::new(Facts { path: path.to_path_buf(), cause, begun: false }))
    }

    pub(super) fn and_begun(mut self) -> Self {
        self.0.begun = true;
        self
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// What stood in the way.
    pub fn cause(&self) -> &Cause {
        &self.0.cause
    }

    /// Whether some files of several are the new ones already; the next run ends what was begun.
    pub fn begun(&self) -> bool {
        self.0.begun
    }

    /// As it is said to the user.
    pub fn diagnostic(&self) -> Diagnostic {
        self.0.diagnostic()
    }
}

impl Facts {
    fn diagnostic(&self) -> Diagnostic {
        let path = self.path.display();
        let refused = |message: String| Diagnostic::new(Code::OutputFolder, message);
        let earlier =
            if self.begun { "the next run ends what was begun" } else { "an earlier file of this name is untouched" };
        match &self.cause {
            Cause::Io(error) if is_full(error.kind()) => {
                Diagnostic::new(Code::DiskFull, format!("there is no space left for `{path}`"))
                    .hint(format!("make room, or choose another folder with `--out`; {earlier}"))
            }
            Cause::Io(error) if let Some(name) = reserved_part(&self.path, error) => {
                refused(format!("`{path}` cannot be written: Windows keeps the name `{name}` for itself"))
                    .hint(format!("choose another name or title; {earlier}"))
            }
            Cause::Io(error) => refused(format!("`{path}` cannot be written: {}", os_words(error)))
                .hint(format!("{}; {earlier}", what_to_do(error))),
            Cause::Unreadable(error) => refused(format!("`{path}` cannot be read: {}", os_words(error)))
                .hint("the check sums of the folder rest on it: close it if it is open, or take it away"),
            Cause::Busy => refused(format!("another panelpack is at work in `{path}`"))
                .hint("wait until it is done, then run the command again"),
            Cause::NotAFile => refused(format!("`{path}` is in the way: it is a link, a folder or a pipe")).hint(
                "panelpack makes a file of this name while it writes: delete what is there, then run the command again",
            ),
        }
    }
}

fn is_full(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
}

/// What Windows says of a file that a viewer has open.
const ACCESS_DENIED: i32 = 5;

/// The part of a path that Windows keeps for a device, where that may be why it was refused.
fn reserved_part<'p>(path: &'p Path, error: &io::Error) -> Option<Cow<'p, str>> {
    let may_be_why = match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => true,
        _ => cfg!(windows) && error.raw_os_error() != Some(ACCESS_DENIED) && !is_in_use(error),
    };
    if !may_be_why {
        return None;
    }
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    names.find(|name| is_reserved(name))
}

fn what_to_do(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NetworkDown | io::ErrorKind::NetworkUnreachable | io::ErrorKind::TimedOut => {
            "run it again once the drive is there, or choose another folder with `--out`"
        }
        _ if is_in_use(error) => "close it in Excel, or wherever it is open, and run the command again",
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => {
            "choose a shorter title without special characters"
        }
        io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => {
            "move away what is there, or choose another folder with `--out`"
        }
        _ => {
            "close it where it is open, e.g. in Acrobat or Excel, or choose a folder that you may write to with `--out`"
        }
    }
}

impl Recovered {
    /// What the user must know of it.
    pub fn diagnostic(self, folder: &Path) -> Option<Diagnostic> {
        let message = || format!("what an interrupted build left in `{}` does not fit together", folder.display());
        match self {
            Recovered::Whole => None,
            Recovered::SetAside => Some(
                Diagnostic::new(Code::BuildUnfinished, message())
                    .hint("it was not used; build every paper of this folder again"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str, error: io::Error) -> String {
        Error::io(Path::new(path), error).to_string()
    }

    #[test]
    fn a_full_disk_is_told_from_a_folder_that_cannot_be_written() {
        let code = |kind: io::ErrorKind| Error::io(Path::new("out/x.pdf"), kind.into()).diagnostic().code();
        assert_eq!(code(io::ErrorKind::StorageFull), Code::DiskFull);
        assert_eq!(code(io::ErrorKind::PermissionDenied), Code::OutputFolder);
    }

    #[test]
    fn whoever_must_wait_is_told_for_whom() {
        assert_eq!(Error::busy(Path::new("out")).to_string(), "another panelpack is at work in `out`");
    }

    #[test]
    fn a_name_that_windows_keeps_is_said_to_be_one() {
        let refused = || io::ErrorKind::InvalidInput.into();
        assert_eq!(
            said("out/CON.pdf", refused()),
            "`out/CON.pdf` cannot be written: Windows keeps the name `CON.pdf` for itself"
        );
        assert_eq!(
            said("con/out/x.pdf", refused()),
            "`con/out/x.pdf` cannot be written: Windows keeps the name `con` for itself"
        );
        assert!(!said("out/Contents.pdf", refused()).contains("Windows"));
    }
}
