//! Workbooks and published files become figures: every value arrives, none that is not there, and what cannot be read is refused with a way out.

mod again;
mod areas;
mod edges;
mod faults;
mod faults_down;
mod headings;
mod named;
mod published;
mod refused;
mod twin;
mod workbooks;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

use crate::common::fixtures;

/// Figures by file, row and period.
type Figures = BTreeMap<(String, String), String>;

/// A folder for a project that does not exist yet.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn project(&self) -> PathBuf {
        self.0.path().join("project")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Imports files for the first time.
    fn propose(&self, files: &[PathBuf], more: &[&str]) -> Output {
        let new = [
            "--propose",
            "--organisation",
            "Northbridge Council",
            "--panel",
            "Panel",
            "--small-numbers",
            "none",
            "--decided-by",
            "Nobody",
        ];
        self.import(files, &[&new, more].concat())
    }

    /// Imports files into the project.
    fn import(&self, files: &[PathBuf], more: &[&str]) -> Output {
        let project = self.project();
        run(Command::new(env!("CARGO_BIN_EXE_panelpack"))
            .arg("import")
            .args(files)
            .arg("--project")
            .arg(project)
            .args(more))
    }

    fn check(&self) -> Output {
        run(Command::new(env!("CARGO_BIN_EXE_panelpack")).arg("check").arg(self.project()))
    }

    /// What a file of the project holds.
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.project().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// All figures of the project.
    fn figures(&self) -> Figures {
        let folder = fs::read_dir(self.project().join("figures")).expect("an import writes figures");
        folder.flat_map(|entry| figures_of(&entry.expect("a folder can be read").path())).collect()
    }
}

fn run(command: &mut Command) -> Output {
    command.env_remove("CI").output().expect("panelpack runs")
}

fn figures_of(path: &Path) -> Figures {
    let text = fs::read_to_string(path).expect("figures are text");
    let cell = |text: &str| text.trim().to_owned();
    let row = |line: &str| {
        let (name, cells) = line.split_once(": ")?;
        let cells = cells.trim().strip_prefix('[')?.strip_suffix(']')?;
        Some((name.trim_end_matches(':').to_owned(), cells.split(',').map(cell).collect::<Vec<String>>()))
    };
    let mut rows =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| row(line).unwrap_or_else(|| panic!("{line}")));
    let (_, periods) = rows.next().expect("a header");
    let of_row = |(name, cells): (String, Vec<String>)| {
        let pairs: Vec<((String, String), String)> = periods
            .iter()
            .cloned()
            .zip(cells)
            .filter(|(_, text)| text != "~")
            .map(|(period, text)| ((name.clone(), period), text))
            .collect();
        pairs
    };
    rows.flat_map(of_row).collect()
}

fn fixture(name: &str) -> PathBuf {
    fixtures().join("import").join(name)
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// What a command said, which must have done what was asked.
#[track_caller]
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    said(output)
}

/// What a command said, which must have refused and written nothing.
#[track_caller]
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", said(output));
    let said = said(output);
    assert!(said.contains("hint: ") || said.contains("--yes"), "no way out: {said}");
    assert!(!said.lines().any(|line| line.starts_with("wrote ")), "{said}");
    said
}
