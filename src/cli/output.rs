//! Single files, written whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

use crate::diag::Diagnostic;
use crate::store::{Disk, Error, Store, put_file};

/// Makes a folder with those above it.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    Disk.make_folder(folder).map_err(|error| Error::io(folder, error).diagnostic())
}

/// Writes a file so that an existing one of the same name stays as it was until the new one is complete.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Diagnostic> {
    put_file(&Disk, path, content, None).map_err(|error| error.diagnostic())
}

/// Writes a file of the project's author anew: where it is a link its target, and the same people may read it as before.
pub fn rewrite(path: &Path, content: &[u8]) -> Result<(), Diagnostic> {
    let place = || {
        let path = fs::canonicalize(path)?;
        let permissions = fs::metadata(&path)?.permissions();
        if permissions.readonly() { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok((path, permissions)) }
    };
    let (place, permissions) = place().map_err(|error| Error::io(path, error).diagnostic())?;
    put_file(&Disk, &place, content, Some(&permissions)).map_err(|error| error.diagnostic())
}
