//! Why something could not be written, in words.

use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic};

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
    /// Another process of ours works in the folder.
    Busy,
    /// The record of an unfinished replacement cannot be read.
    Damaged,
}

impl Error {
    /// The file system refused to write `path`.
    pub fn io(path: &Path, error: io::Error) -> Self {
        Self::new(path, Cause::Io(error))
    }

    pub(super) fn busy(folder: &Path) -> Self {
        Self::new(folder, Cause::Busy)
    }

    pub(super) fn damaged(record: &Path) -> Self {
        Self::new(record, Cause::Damaged)
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
        let earlier =
            if self.begun { "the next run ends what was begun" } else { "an earlier file of this name is untouched" };
        match &self.cause {
            Cause::Io(error) => match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                    Diagnostic::new(Code::DiskFull, format!("there is no space left for `{path}`"))
                        .hint(format!("make room, or choose another folder with `--out`; {earlier}"))
                }
                // The kind alone: the error's own words may name a temporary file.
                kind => Diagnostic::new(
                    Code::OutputFolder,
                    format!("`{path}` cannot be written: {}", io::Error::from(kind)),
                )
                .hint(format!(
                    "close it if it is open, or choose a folder that you may write to with `--out`; {earlier}"
                )),
            },
            Cause::Busy => Diagnostic::new(Code::OutputFolder, format!("another panelpack is at work in `{path}`"))
                .hint("wait until it is done, then run the command again"),
            Cause::Damaged => Diagnostic::new(Code::OutputFolder, format!("`{path}` cannot be read"))
                .hint("an interrupted run left it behind: delete its folder, then run the command again"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
