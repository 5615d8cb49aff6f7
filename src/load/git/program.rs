//! How the program `git` is called so that it reads, and does nothing else.
//!
//! A repository may be a stranger's, with its settings: a folder that was unpacked, or a repository tracked as ordinary files in another
//! one. git runs programs that settings name when it fetches, shows, checks out and refreshes, so it is asked for none of these, and told
//! so on its command line, which comes before every settings file:
//!
//! - No object is fetched that a partial clone left at its source: `GIT_NO_LAZY_FETCH`, and no transport is allowed at all. A git that
//!   does not heed the first is not used on a partial clone.
//! - A repository without a working tree is not found by looking for one.
//! - No hook runs and no monitor of files is started.
//! - Of the environment git gets what it needs to find itself and its user's settings. `GIT_DIR`, `GIT_CONFIG_*`, `GIT_TRACE*` and the
//!   like, which a hook or a shell may have set, would lead it elsewhere.
//!
//! - It is given a minute for an answer: a settings file may include one that never ends, such as a terminal.
//!
//! The settings of the user and of the machine are kept. They say which folders of a shared drive are trusted (`safe.directory`), and
//! nothing that a project holds can change them.
//!
//! A library in the program's place (gix) would cost 54 crates.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What git gets of the environment: where it and its user's settings lie, on Unix and on Windows.
const KEPT: [&str; 14] = [
    "HOME",
    "XDG_CONFIG_HOME",
    // Whose folders are trusted where the command runs under `sudo`.
    "SUDO_UID",
    "USERPROFILE",
    "HOMEDRIVE",
    "HOMEPATH",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "TEMP",
    "TMP",
];

/// Settings that come before those of any file.
const SETTINGS: [&str; 4] =
    ["safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never"];

/// A longer answer is the list of some 600,000 files, which are those of no project.
const LONGEST: u64 = 64 << 20;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program in a folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
    patience: Duration,
}

/// What the program said.
pub struct Said {
    /// Whether it did what it was asked for.
    pub done: bool,
    /// Its answer.
    pub answer: Vec<u8>,
    /// Its complaints.
    pub complaint: String,
}

impl Git {
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), patience: PATIENCE }
    }

    /// Asks for something; an answer that is longer than any project's is not read to its end, and counts as none.
    pub fn run(&self, words: &[&str]) -> io::Result<Said> {
        let mut git = self.command();
        git.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let (git, out, err) = Watched::start(git, self.patience)?;
        git.waits(true);
        let [mut answer, mut complaint] = [Vec::new(), Vec::new()];
        out.take(LONGEST + 1).read_to_end(&mut answer)?;
        let is_whole = answer.len() as u64 <= LONGEST;
        if is_whole {
            err.take(LONGEST).read_to_end(&mut complaint)?;
        }
        let done = git.end(is_whole)? && is_whole;
        Ok(Said { done, answer, complaint: String::from_utf8_lossy(&complaint).into_owned() })
    }

    /// Opens a conversation about objects, by name: `--batch-check` tells of each what it is, `--batch` gives it as well.
    pub fn objects(&self, form: &str) -> io::Result<Objects> {
        let mut git = self.command();
        git.args(["cat-file", form, "--follow-symlinks"]);
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = git.spawn()?;
        let (questions, answers) = child.stdin.take().zip(child.stdout.take()).ok_or(io::ErrorKind::BrokenPipe)?;
        let git = Watched::new(child, self.patience);
        Ok(Objects { git, questions, answers: BufReader::new(answers) })
    }

    #[expect(clippy::disallowed_methods, reason = "what another program may see of the environment is chosen here")]
    fn command(&self) -> Command {
        // The standard library looks for a program along the path alone, on Windows too and never in the current folder; what is relative
        // on the path would lead there.
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(env::split_paths(&path).filter(|folder| folder.is_absolute())).unwrap_or_default();
        let kept = KEPT.into_iter().filter_map(|name| Some((name, env::var_os(name)?)));
        let mut command = Command::new("git");
        command.env_clear().envs(kept).envs(FIXED.map(|(name, value)| (name, OsString::from(value)))).env("PATH", path);
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        command.arg("-C").arg(folder).arg("--no-pager");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
    }
}

/// Variables that git is given besides.
const FIXED: [(&str, &str); 5] = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    // Its complaints are read.
    ("LC_ALL", "C"),
];

/// A conversation about objects. It ends when this is dropped.
#[derive(Debug)]
pub struct Objects {
    git: Watched,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What an object's name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// A file: its hash, and its size in bytes.
    File(String, u64),
    /// A folder: its hash.
    Folder(String),
    /// A link out of the repository.
    Outside,
    /// A link to what is not there.
    Nowhere,
    /// A link that leads back to itself.
    Loop,
    /// Nothing that is here.
    Missing,
}

impl Objects {
    /// What a name leads to; it is one line.
    pub fn ask(&mut self, name: &str) -> io::Result<Object> {
        if name.contains('\n') {
            return Ok(Object::Missing);
        }
        self.git.waits(true);
        writeln!(self.questions, "{name}")?;
        self.questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        self.git.waits(false);
        let head = head.trim_end_matches('\n');
        if head.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let words: Vec<&str> = head.split(' ').collect();
        let number = |text: &str| text.parse::<u64>().map_err(|_| io::Error::from(io::ErrorKind::InvalidData));
        match words.as_slice() {
            [hash, "blob", size] if is_hash(hash) => Ok(Object::File((*hash).to_owned(), number(size)?)),
            [hash, "tree", _] if is_hash(hash) => Ok(Object::Folder((*hash).to_owned())),
            ["symlink", length] => self.skip(number(length)?).map(|()| Object::Outside),
            ["loop", length] => self.skip(number(length)?).map(|()| Object::Loop),
            ["dangling" | "notdir", length] => self.skip(number(length)?).map(|()| Object::Nowhere),
            _ => Ok(Object::Missing),
        }
    }

    /// The content of an object that was asked for, of this size.
    pub fn content(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.git.waits(true);
        (&mut self.answers).take(size).read_to_end(&mut bytes)?;
        self.answers.read_exact(&mut [0])?;
        self.git.waits(false);
        Ok(bytes)
    }

    /// Passes over words of no use and the end of their line.
    fn skip(&mut self, length: u64) -> io::Result<()> {
        io::copy(&mut (&mut self.answers).take(length + 1), &mut io::sink()).map(drop)
    }
}

/// A process that is ended where an answer takes too long, and when this is dropped.
#[derive(Debug)]
struct Watched {
    child: Arc<Mutex<Child>>,
    waiting: Sender<bool>,
}

impl Watched {
    fn start(mut command: Command, patience: Duration) -> io::Result<(Self, ChildStdout, ChildStderr)> {
        let mut child = command.spawn()?;
        let (out, err) = child.stdout.take().zip(child.stderr.take()).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok((Self::new(child, patience), out, err))
    }

    fn new(child: Child, patience: Duration) -> Self {
        let child = Arc::new(Mutex::new(child));
        let (waiting, told) = mpsc::channel();
        let watched = Arc::clone(&child);
        // It ends with the sender.
        std::thread::spawn(move || {
            while let Ok(is_waiting) = told.recv() {
                if is_waiting && told.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                    let _ = lock(&watched).kill();
                }
            }
        });
        Self { child, waiting }
    }

    /// Says whether an answer is being waited for.
    fn waits(&self, is_waiting: bool) {
        let _ = self.waiting.send(is_waiting);
    }

    /// Whether the process did what it was asked for, once its answer has been read; one that was not is cut off.
    fn end(self, is_read: bool) -> io::Result<bool> {
        if !is_read {
            let _ = lock(&self.child).kill();
        }
        // Between two looks the watch may end it.
        loop {
            if let Some(status) = lock(&self.child).try_wait()? {
                return Ok(status.success());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let mut child = lock(&self.child);
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a text is the name of an object, in either of git's forms.
pub fn is_hash(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Instant;

    use super::*;

    /// It would wait for ever for somebody who writes into the pipe.
    #[test]
    fn an_answer_that_does_not_come_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut git = Git::at(folder.path());
        let Ok(made) = git.run(&["init", "--quiet"]) else { return };
        assert!(made.done, "{}", made.complaint);
        assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().is_ok_and(|it| it.success()));
        let pipe = folder.path().join("pipe").to_string_lossy().into_owned();
        assert!(git.run(&["config", "include.path", &pipe]).is_ok_and(|it| it.done));
        git.patience = Duration::from_millis(300);
        let started = Instant::now();
        assert!(git.run(&["rev-parse", "--is-inside-work-tree"]).is_ok_and(|it| !it.done));
        let mut objects = git.objects("--batch-check").expect("it starts");
        assert!(objects.ask("HEAD").is_err());
        drop(objects);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    }
}
