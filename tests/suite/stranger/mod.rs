//! A stranger's project does no harm: nothing outside it is read, printed, attached, copied or changed, and no program of its own runs.
//!
//! Beside each project lies a canary that must never turn up.

#[cfg(unix)]
mod git;
mod limits;
#[cfg(unix)]
mod links;
#[cfg(unix)]
mod revisions;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use panelpack::{MemoryFiles, ProjectFiles};
use tempfile::TempDir;

use crate::common::small_project;

/// What the file beside a project holds.
const CANARY: &str = "canary-5f1d";

/// Whatever a command does with a stranger's project is done by then; a pipe that is opened is not.
const PATIENCE: Duration = Duration::from_secs(60);

/// A project in a folder, with a canary beside it.
struct Desk(TempDir);

/// What a command said.
struct Said {
    exit: i32,
    stdout: String,
    stderr: String,
}

impl Desk {
    fn new() -> Self {
        Self::of(&small_project())
    }

    fn of(files: &MemoryFiles) -> Self {
        let desk = Self(tempfile::tempdir().expect("a temporary folder"));
        for path in files.list().expect("memory lists") {
            desk.write(&path, &files.read(&path).expect("it is listed"));
        }
        for name in ["secret.yaml", "secret.md", "secret.typ", "secret.svg"] {
            fs::write(desk.beside(name), format!("# {CANARY}\n")).expect("there is room");
        }
        desk
    }

    fn project(&self) -> PathBuf {
        self.0.path().join("project")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.project().join(path)
    }

    /// A file or folder outside the project.
    fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, path: &str, content: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in the project")).expect("there is room");
        fs::write(path, content).expect("there is room");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs panelpack in the project's folder.
    fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, &[])
    }

    /// The same with variables of the environment.
    fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
        command.args(words).current_dir(self.project()).envs(variables.iter().copied());
        command.env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
        self.finish(command, words)
    }

    fn finish(&self, mut command: Command, words: &[&str]) -> Said {
        let [out, err] = ["stdout", "stderr"].map(|name| self.beside(name));
        let file = |path: &Path| fs::File::create(path).expect("there is room");
        let started = Instant::now();
        let mut child =
            command.stdin(Stdio::null()).stdout(file(&out)).stderr(file(&err)).spawn().expect("panelpack runs");
        let status = loop {
            if let Some(status) = child.try_wait().expect("it can be waited for") {
                break status;
            }
            if started.elapsed() > PATIENCE {
                child.kill().expect("it can be ended");
                panic!("{words:?} does not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let text = |path: &Path| fs::read_to_string(path).expect("output is UTF-8");
        let said = Said { exit: status.code().unwrap_or(-1), stdout: text(&out), stderr: text(&err) };
        for text in [&said.stdout, &said.stderr] {
            assert!(!text.contains(CANARY), "{words:?} prints the canary: {text}");
            assert!(!text.contains("panicked"), "{words:?}: {text}");
        }
        said
    }

    /// Runs a command that must be refused with a code, and that must write nothing.
    fn refused(&self, words: &[&str], code: &str) -> String {
        let before = self.all();
        let said = self.run(&[words, &["--message-format", "short"]].concat());
        assert!(said.exit != 0 && said.stderr.contains(&format!("error[{code}]")), "{words:?}: {}", said.stderr);
        assert_eq!(self.all(), before, "{words:?} has written something");
        said.stderr
    }

    /// Every path below the project and beside it; links are not followed.
    fn all(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).expect("it can be read").filter_map(Result::ok) {
                found.push(entry.path());
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    walk(&entry.path(), found);
                }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), &mut found);
        found.retain(|path| {
            !["stdout", "stderr"].contains(&path.file_name().unwrap_or_default().to_str().unwrap_or_default())
        });
        found.sort();
        found
    }

    /// Files of the project that hold the canary.
    fn copies_of_the_canary(&self) -> Vec<PathBuf> {
        let files = self.all().into_iter().filter(|path| path.starts_with(self.project()));
        let files = files.filter(|path| fs::symlink_metadata(path).is_ok_and(|it| it.is_file()));
        let holds = |path: &PathBuf| {
            fs::read(path).is_ok_and(|bytes| bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()))
        };
        files.filter(holds).collect()
    }
}
