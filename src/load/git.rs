//! The files of a project as version control has them, read with the program `git`; the working tree is not touched.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::MemoryFiles;
use super::files::belongs;

/// A project as it was in a revision.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The commit's hash.
    pub commit: String,
    /// The project's files.
    pub files: MemoryFiles,
}

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum NoRevision {
    /// The program is not there.
    #[error("the program `git` is not installed")]
    NoGit,
    /// The folder is in no repository.
    #[error("the project is not in a git checkout")]
    NoRepository,
    /// No commit is called so.
    #[error("git knows no revision `{0}`")]
    Unknown(String),
    /// The program failed at what it was asked for, with its own words.
    #[error("git cannot read the revision: {0}")]
    Failed(String),
}

impl From<io::Error> for NoRevision {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::NoGit } else { Self::Failed(error.to_string()) }
    }
}

/// A link; its content is the path that it leads to.
const LINK: &str = "120000";

/// Reads a project at a revision: a branch, a tag, a hash, `HEAD~1`. The project may be a folder of a larger repository.
pub fn read(project: &Path, revision: &str) -> Result<Revision, NoRevision> {
    if !run(project, &["rev-parse", "--is-inside-work-tree"])?.0 {
        return Err(NoRevision::NoRepository);
    }
    let commit = format!("{revision}^{{commit}}");
    let (known, hash) = run(project, &["rev-parse", "--quiet", "--verify", "--end-of-options", &commit])?;
    if !known {
        return Err(NoRevision::Unknown(revision.to_owned()));
    }
    let commit = text(&hash).trim().to_owned();
    // Paths come relative to the project's folder, and only those below it.
    let (done, listed) = run(project, &["ls-tree", "-r", "-z", &commit])?;
    if !done {
        return Err(NoRevision::Failed("its files cannot be listed".to_owned()));
    }
    let listed = text(&listed);
    let entries: Vec<(&str, String)> = listed.split('\0').filter_map(|line| entry(line, &commit)).collect();
    let mut files = MemoryFiles::default();
    for ((path, _), content) in entries.iter().zip(contents(project, &entries)?) {
        if let Some(content) = content {
            files = files.with(path, content);
        }
    }
    Ok(Revision { commit, files })
}

/// A file of the project with what git calls it: `100644 blob <hash>\t<path>`. Links are followed within the revision.
fn entry<'l>(line: &'l str, commit: &str) -> Option<(&'l str, String)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, kind, hash) = (about.next()?, about.next()?, about.next()?);
    // A line feed would end the question.
    let is_asked = kind == "blob" && belongs(path) && !path.contains('\n');
    is_asked.then(|| (path, if mode == LINK { format!("{commit}:./{path}") } else { hash.to_owned() }))
}

/// The contents of files, in order; none where a link leads out of the repository or nowhere.
fn contents(project: &Path, entries: &[(&str, String)]) -> Result<Vec<Option<Vec<u8>>>, NoRevision> {
    let mut git = command(project)
        .args(["cat-file", "--batch", "--follow-symlinks"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (questions, answers) = (git.stdin.take(), git.stdout.take());
    let (Some(mut questions), Some(answers)) = (questions, answers) else {
        return Err(NoRevision::Failed("it does not listen".to_owned()));
    };
    let found = std::thread::scope(|scope| {
        // Asked beside the reading: both pipes are short.
        scope.spawn(move || entries.iter().try_for_each(|(_, name)| writeln!(questions, "{name}")));
        let mut answers = BufReader::new(answers);
        entries.iter().map(|_| answer(&mut answers)).collect::<io::Result<Vec<_>>>()
    });
    let ended = git.wait()?;
    match found {
        Ok(found) if ended.success() => Ok(found),
        Ok(_) => Err(NoRevision::Failed("it stopped".to_owned())),
        Err(error) => Err(NoRevision::Failed(error.to_string())),
    }
}

/// One answer: `<hash> blob <size>` and the bytes; `dangling <size>` and the like with bytes of no use; `<name> missing`.
fn answer(answers: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let head = head.trim_end();
    if head.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if head.ends_with(" missing") || head.ends_with(" ambiguous") {
        return Ok(None);
    }
    let size: usize = head.rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    let mut bytes = vec![0; size];
    answers.read_exact(&mut bytes)?;
    answers.read_exact(&mut [0])?;
    Ok(head.contains(" blob ").then_some(bytes))
}

fn command(project: &Path) -> Command {
    let mut command = Command::new("git");
    let folder = if project.as_os_str().is_empty() { Path::new(".") } else { project };
    command.arg("-C").arg(folder).env("GIT_OPTIONAL_LOCKS", "0");
    // Within a hook these name the repository that the hook is of, which need not be the project's.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
}

/// Whether git did it, and what it printed.
fn run(project: &Path, words: &[&str]) -> Result<(bool, Vec<u8>), NoRevision> {
    let output = command(project).args(words).stdin(Stdio::null()).output()?;
    Ok((output.status.success(), output.stdout))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
