//! Where output goes, and single files, written whole or not at all.
//!
//! A folder that the user names is his word, whatever it is. One that this program chooses lies in the project, which may
//! be somebody else's: a link on the way that leads out of the project would let it choose whatever the user may
//! write to, so nothing is written through one.
//!
//! `--out` and the project's own folder are the user's word and may be links; `out`, `templates` and `editions` may be links within the
//! project.
//!
//! Writing goes to the output folder, to `editions/` and, where the command is about them, to the project's own files: definitions
//! (`new-year`), `corrections.yaml` (`status --write`), a layout in `templates/` (`layout eject`), recipes, definitions and figures (`import`), a month's files
//! (`new-month`).

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diag::{Code, Diagnostic};
use crate::load::DirFiles;
use crate::load::files::Refusal;
use crate::store::{Disk, Error, Store, put_file};

/// The folder in a project into which papers go where none is named.
pub const OUT: &str = "out";

/// The folder for output: the one that was named, else one in the project, by its path there.
pub fn folder(named: Option<&Path>, root: &Path, path: &str) -> Result<PathBuf, Diagnostic> {
    match named {
        Some(folder) => Ok(folder.to_path_buf()),
        None => within(root, root.join(path)).map_err(|diagnostic| diagnostic.hint("or name a folder with `--out`")),
    }
}

/// Gives back a path below the project's folder, to which this program writes of its own accord.
///
/// Who may write to the project can still exchange a folder for a link after this has looked; he can change the
/// project's figures as well.
pub fn within(root: &Path, target: PathBuf) -> Result<PathBuf, Diagnostic> {
    let refused = || {
        let message = format!("`{}` leads out of the project", target.display());
        let hint =
            "nothing is written through a link that may have come with the project: put a folder or file in its place";
        Diagnostic::new(Code::OutputFolder, message).hint(hint)
    };
    let name = |part: Component<'_>| match part {
        Component::Normal(name) => name.to_str().map(str::to_owned),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    };
    let Ok(below) = target.strip_prefix(root) else { return Err(refused()) };
    let Some(names) = below.components().map(name).collect::<Option<Vec<String>>>() else { return Err(refused()) };
    if names.is_empty() {
        return Ok(target);
    }
    DirFiles::at(root).place(&names.join("/")).map_err(|error| match error.downcast::<Refusal>() {
        // A link that leads nowhere yet might lead anywhere.
        Ok(Refusal::Outside | Refusal::Nowhere) => refused(),
        Ok(refusal) => Error::io(&target, refusal.into()).diagnostic(),
        Err(error) => Error::io(&target, error).diagnostic(),
    })
}

/// Makes a folder with those above it.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    Disk.make_folder(folder).map_err(|error| Error::io(folder, error).diagnostic())
}

/// Writes a file so that an existing one of the same name stays as it was until the new one is complete.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Diagnostic> {
    put_file(&Disk, path, content, None).map_err(|error| error.diagnostic())
}

/// Writes a file of the project's author anew, by its path in the project: where it is a link within the project its
/// target, and the same people may read it as before.
pub fn rewrite(root: &Path, path: &str, content: &[u8]) -> Result<(), Diagnostic> {
    let named = within(root, root.join(path))?;
    let place = || {
        // A drive in memory may know no real names; of what is no link it is the name at hand.
        let is_link = fs::symlink_metadata(&named)?.is_symlink();
        let path = if is_link { fs::canonicalize(&named)? } else { named.clone() };
        let permissions = fs::metadata(&path)?.permissions();
        if permissions.readonly() { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok((path, permissions)) }
    };
    let (place, permissions) = place().map_err(|error| Error::io(&named, error).diagnostic())?;
    put_file(&Disk, &place, content, Some(&permissions)).map_err(|error| error.diagnostic())
}

#[cfg(test)]
#[cfg(unix)]
#[allow(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A project beside a folder of somebody else's.
    fn project() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let scratch = tempfile::tempdir().unwrap();
        let [root, elsewhere] = ["project", "elsewhere"].map(|name| scratch.path().join(name));
        for folder in [&root, &root.join("inner"), &elsewhere] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(elsewhere.join("thesis.txt"), "three years of work").unwrap();
        (scratch, root, elsewhere)
    }

    #[test]
    fn a_link_that_leads_out_of_the_project_is_refused_wherever_it_stands() {
        for leads_to in ["elsewhere", "../elsewhere", "../elsewhere/thesis.txt", "../nowhere", "..", "/", "../project2"]
        {
            let (scratch, root, _elsewhere) = project();
            // Its name begins as the project's does.
            fs::create_dir(scratch.path().join("project2")).unwrap();
            symlink(leads_to, root.join("out")).unwrap();
            symlink("out", root.join("by-way-of")).unwrap();
            for path in ["out", "out/typst", "out/typst/sections", "by-way-of", "by-way-of/diff"] {
                let refused = folder(None, &root, path).expect_err(leads_to);
                assert!(refused.message().contains("leads out of the project"), "{leads_to}: {}", refused.message());
            }
            assert_eq!(folder(Some(&root.join("out")), &root, "out").unwrap(), root.join("out"));
        }
    }

    #[test]
    fn what_stays_in_the_project_is_accepted() {
        let (_scratch, root, _elsewhere) = project();
        symlink("inner", root.join("out")).unwrap();
        symlink(&root, root.join("inner/back")).unwrap();
        for path in ["out", "out/typst", "inner/new/deeper", "inner/back/out", "fresh"] {
            assert_eq!(folder(None, &root, path).unwrap(), root.join(path));
        }
        for path in ["../elsewhere", "inner/../../elsewhere", "/etc"] {
            assert!(folder(None, &root, path).is_err(), "{path}");
        }
    }

    #[test]
    fn a_file_of_the_project_is_written_anew_through_links_within_it_alone() {
        let (_scratch, root, elsewhere) = project();
        let (own, thesis) = (root.join("inner/own.yaml"), elsewhere.join("thesis.txt"));
        fs::write(&own, "old").unwrap();
        symlink("inner/own.yaml", root.join("link.yaml")).unwrap();
        symlink(&thesis, root.join("out.yaml")).unwrap();
        symlink(&elsewhere, root.join("away")).unwrap();
        rewrite(&root, "link.yaml", b"new").unwrap();
        assert!(fs::symlink_metadata(root.join("link.yaml")).unwrap().is_symlink());
        assert_eq!(fs::read(&own).unwrap(), b"new");
        for path in ["out.yaml", "away/thesis.txt", "../elsewhere/thesis.txt"] {
            assert!(rewrite(&root, path, b"new").is_err(), "{path}");
        }
        assert_eq!(fs::read(&thesis).unwrap(), b"three years of work");
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);
    }
}
