//! Whatever fails while output is written, what lies in the folder is whole, and the next run works.

mod faulty;
mod journal;
mod processes;
mod publishing;
mod store;
#[cfg(unix)]
mod strangers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The files of a folder by name; those in folders with the path.
type Files = BTreeMap<String, Vec<u8>>;

fn files(pairs: &[(&str, &str)]) -> Files {
    pairs.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
}

/// Everything in a folder: what a user sees, and the hidden names of ours.
fn look(folder: &Path) -> (Files, Vec<String>) {
    let (mut seen, mut hidden) = (Files::new(), Vec::new());
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            if name.starts_with(".panelpack-") {
                hidden.push(name);
            } else if path.is_dir() {
                open.push((path, format!("{prefix}{name}/")));
            } else {
                seen.insert(format!("{prefix}{name}"), fs::read(&path).expect("the file can be read"));
            }
        }
    }
    (seen, hidden)
}

/// A folder for what is never synced: in memory, where the system has a place for that, because others may keep the disk busy.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary folder")
}

/// Every path in a folder, hidden ones too, and what the files hold.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let content = path.is_file().then(|| fs::read(&path).expect("the file can be read"));
            found.insert(path.strip_prefix(folder).expect("it lies there").to_path_buf(), content);
            open.extend(path.is_dir().then_some(path));
        }
    }
    found
}

fn put(folder: &Path, files: &Files) {
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a temporary folder can be written");
        fs::write(path, content).expect("a temporary folder can be written");
    }
}

/// All of a folder with what is hidden, elsewhere.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder can be written");
    for entry in fs::read_dir(from).expect("the folder can be read").filter_map(Result::ok) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(path, target).expect("a temporary file can be copied");
        }
    }
}
