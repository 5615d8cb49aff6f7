//! Editions: cleared, published, corrected, reissued and proven, through the commands that people use.

mod at_once;
mod determinism;
mod forged;
mod real;
mod records;
mod reissue;
mod standing;
mod time;
mod values;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::common::root;

/// A project in a folder of its own.
pub struct Desk {
    folder: TempDir,
}

/// What a command said and how it ended.
pub struct Said {
    pub stdout: String,
    pub stderr: String,
    pub exit: i32,
}

impl Desk {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        files.iter().for_each(|(path, text)| desk.write(path, text));
        desk
    }

    /// A copy of an example.
    pub fn example(name: &str) -> Self {
        let desk = Self::new(&[]);
        copy(&root().join("data").join(name), desk.folder.path());
        let _ = fs::remove_dir_all(desk.path("out"));
        desk
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("the file lies in the project")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a piece of a file, which must be there.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Runs a command in the project's folder.
    pub fn run(&self, args: &[&str]) -> Said {
        said(self.command(args).output().expect("panelpack runs"))
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
        command.args(args).current_dir(self.folder.path()).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// Runs a command that must succeed.
    pub fn done(&self, args: &[&str]) -> Said {
        let said = self.run(args);
        assert_eq!(said.exit, 0, "{args:?}\n{}{}", said.stdout, said.stderr);
        said
    }

    /// The text of the one PDF whose name holds `part`.
    pub fn pdf(&self, part: &str) -> Vec<u8> {
        let entries = fs::read_dir(self.path("out")).expect("papers were built").filter_map(Result::ok);
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        found.retain(|path| path.to_string_lossy().ends_with(".pdf") && path.to_string_lossy().contains(part));
        assert_eq!(found.len(), 1, "one paper `{part}` among {found:?}");
        fs::read(&found[0]).expect("a paper can be read")
    }

    /// What a paper's layout reads now.
    pub fn view(&self, args: &[&str]) -> serde_json::Value {
        let said = self.done(&[&["expand", ".", "--format", "json"], args].concat());
        serde_json::from_str(&said.stdout).expect("a view is JSON")
    }

    pub fn status(&self) -> (serde_json::Value, i32) {
        let said = self.run(&["status", ".", "--message-format", "json"]);
        (serde_json::from_str(&said.stdout).expect("a status is JSON"), said.exit)
    }
}

pub fn said(output: Output) -> Said {
    Said {
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        exit: output.status.code().expect("nobody killed it"),
    }
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read").filter_map(Result::ok) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target)
        } else {
            fs::copy(path, target).map(drop).expect("a file can be copied")
        }
    }
}

/// Every file below a folder, by its path there.
pub fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it lies there").to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    found
}

/// A paper of children looked after by quarter.
pub fn quarterly() -> Desk {
    Desk::new(&[
        (
            "panelpack.yaml",
            "organisation: Lincolnshire County Council\nsmall_numbers: {policy: dfe, decided_by: Committee, on: 2014-01-01}\n\
             papers:\n  scrutiny: {title: Quarterly Performance, panel: Scrutiny Committee}\n\
             meetings:\n  - {paper: scrutiny, date: 2014-09-05, period: 2014/15 Q1, item: 7}\n  - {paper: scrutiny, date: 2014-12-05, period: 2014/15 Q2, item: 8}\n",
        ),
        (
            "indicators.yaml",
            "Children in care:\n  CLA:\n    name: Children looked after\n    count: Children looked after\n    better: lower\n    type: snapshot\n    target: 600\n",
        ),
        ("figures/history.yaml", "Quarters: [2013/14 Q2, 2013/14 Q3, 2013/14 Q4]\nCLA: [520, 525, 531]\n"),
        ("figures/2014_15-Q1.yaml", "extracted: 2014-07-10\nCLA: 536\n"),
        (
            "commentary/2014_15-Q1/cla.md",
            "Author: Head of Service · Cleared: 2014-08-01\n## CLA\nThere were 536 children at the end of June. That is 5 more than in March.\n",
        ),
    ])
}
