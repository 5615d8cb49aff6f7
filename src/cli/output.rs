//! Files that are whole or not there: a temporary file in the target folder, synced, then renamed.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::diag::{Code, Diagnostic};

/// Makes a folder with those above it.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| explain(folder, &error))
}

/// Writes a file so that an existing one of the same name stays as it was until the new one is complete.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Diagnostic> {
    write_atomically(path, content, None).map_err(|error| explain(path, &error))
}

/// Writes a file of the project's author anew: where it is a link its target, and the same people may read it as before.
pub fn rewrite(path: &Path, content: &[u8]) -> Result<(), Diagnostic> {
    let rewrite = || {
        let path = fs::canonicalize(path)?;
        let permissions = fs::metadata(&path)?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        write_atomically(&path, content, Some(permissions))
    };
    rewrite().map_err(|error| explain(path, &error))
}

fn write_atomically(path: &Path, content: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".panelpack-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is its maker's alone; a paper is for whom the umask lets read it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn explain(path: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Diagnostic::new(Code::DiskFull, format!("there is no space left for `{}`", path.display()))
                .hint("make room, or choose another folder with `--out`; an earlier file of this name is untouched")
        }
        // The kind alone: the error's own words name the temporary file.
        kind => Diagnostic::new(Code::OutputFolder, format!("`{}` cannot be written: {}", path.display(), io::Error::from(kind)))
            .hint("close it if it is open, or choose a folder that you may write to with `--out`; an earlier file of this name is untouched"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_folder_that_cannot_be_written() {
        let full = explain(Path::new("out/x.pdf"), &io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(full.code(), Code::DiskFull);
        let denied = explain(Path::new("out/x.pdf"), &io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(denied.code(), Code::OutputFolder);
    }
}
