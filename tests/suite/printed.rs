//! What a command prints is whole, or its exit code says that it is not.

#![cfg(unix)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::cli::{new_project, path};

fn run(words: &[&str], out: impl Into<Stdio>, err: impl Into<Stdio>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(words).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
    command.stdin(Stdio::null()).stdout(out).stderr(err).output().expect("panelpack runs")
}

fn full() -> File {
    File::options().write(true).open("/dev/full").expect("there is a device that is full")
}

/// A pipe that nobody reads.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    writer.into()
}

/// A line for each command that prints a result.
const COMMANDS: &str = "\
check {project}
layout list
explain
explain row-length
completions bash
completions zsh
expand {project} --format json
expand {project} --out {other}/typst
status {project}
status {project} --message-format json
verify --project {project}
diff {other} {project}
diff {other} {project} --format json
diff {other} {project} --format pdf --out {other}/out
build {project}
new-year 2021/22 {project} --dry-run
new {other}/fresh --organisation A --panel B --month 2020-11 --small-numbers none
--help
build --help
--version";

fn each_command(test: impl Fn(&[&str], &str)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = new_project(&folder);
    let other = path(&folder, "other");
    super::editions::copy(Path::new(&project), Path::new(&other));
    fs::write(Path::new(&project).join("figures/2020-11.yaml"), "PLANS: 160/182\nVISITS: 431 p\n").expect("it is ours");
    for line in COMMANDS.lines() {
        let line = line.replace("{project}", &project).replace("{other}", &other);
        test(&line.split(' ').collect::<Vec<_>>(), &other);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn what_could_not_be_printed_whole_ends_with_3() {
    each_command(|words, _| {
        let output = run(words, full(), Stdio::piped());
        let problem = text(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{words:?}: {problem}");
        assert!(
            problem.ends_with("error: the output could not be written whole: there is no space left\n"),
            "{words:?}: {problem}"
        );
    });
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    each_command(|words, other| {
        let heard = run(words, Stdio::piped(), Stdio::piped());
        assert!(!heard.stdout.is_empty(), "{words:?} prints nothing");
        let _ = fs::remove_dir_all(Path::new(other).join("fresh"));
        let unheard = run(words, closed(), Stdio::piped());
        assert_eq!(unheard.status.code(), heard.status.code(), "{words:?}");
        let problem = text(&unheard.stderr);
        assert!(!problem.contains("panicked") && !problem.contains("could not be written"), "{words:?}: {problem}");
    });
}

/// A message that nobody can read is output too.
#[test]
#[cfg(target_os = "linux")]
fn messages_that_could_not_be_printed_end_with_3() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = new_project(&folder);
    fs::write(Path::new(&project).join("figures/2020-11.yaml"), "PLANS: 160/182\nVISITS: 431 p\nUNKNOWN: 3\n")
        .expect("it is ours");
    assert_eq!(run(&["check", &project], Stdio::piped(), Stdio::piped()).status.code(), Some(1));
    assert_eq!(run(&["check", &project], Stdio::piped(), full()).status.code(), Some(3));
    assert_eq!(run(&["check", &project], Stdio::piped(), closed()).status.code(), Some(1));
    assert_eq!(run(&["build", "--nonsense"], Stdio::piped(), full()).status.code(), Some(3));
    assert_eq!(run(&["build", "--nonsense"], Stdio::piped(), closed()).status.code(), Some(2));
}
