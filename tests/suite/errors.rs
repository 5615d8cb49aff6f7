//! Each code has a project that raises it, at the line and column where a person would look.
//!
//! `fixtures/invalid/<code>/` is a case, and so is each folder in it with an `expected` of its own: what panelpack says of the project.
//! `command` holds the words that make it say so, if not `check {project}`; `generate` a path and a size of a file too large to keep.
//!
//! A case holds what is its own. Each of `panelpack.yaml`, `indicators.yaml` and `figures/` that it lacks is that of `fixtures/base/small`.
//! A file `base` names another base, or what is not taken from it: `published without commentary`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use panelpack::Code;

use crate::common::fixtures;

/// Codes whose cause is the operating system's; the tests beside the code that raises them cover them.
const BY_HAND: [Code; 4] = [Code::BuildUnfinished, Code::DiskFull, Code::LinkOutside, Code::UnreadableFile];

/// The files of a case that are no part of its project.
const ABOUT: [&str; 4] = ["expected", "command", "generate", "base"];

/// The project folders of a code: its own folder and those of its further cases, each with its expectation.
fn cases(code: Code) -> Vec<PathBuf> {
    let folder = fixtures().join("invalid").join(code.name());
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{code} has no fixture"));
    let below = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut cases: Vec<PathBuf> = below.chain([folder]).filter(|path| path.join("expected").exists()).collect();
    assert!(!cases.is_empty(), "{code} has no fixture");
    cases.sort();
    cases
}

/// Every code with a case, and each of its cases.
pub fn all_cases() -> impl Iterator<Item = (Code, PathBuf)> {
    let codes = Code::ALL.iter().copied().filter(|code| !BY_HAND.contains(code));
    codes.flat_map(|code| cases(code).into_iter().map(move |case| (code, case)))
}

/// The files of a case by path, with those that it has from its base.
pub fn project(case: &Path) -> BTreeMap<String, Vec<u8>> {
    let own = files(case);
    let base = about(case, "base").unwrap_or_else(|| "small".to_owned());
    let (name, without) = base.split_once(" without ").unwrap_or((&base, ""));
    let mut project = files(&fixtures().join("base").join(name));
    let without: Vec<&str> = without.split_whitespace().collect();
    let is_there = |name: &&str| project.keys().any(|path| entry(path) == *name);
    assert!(without.iter().all(is_there), "{}: the base has not all of `{base}`", case.display());
    project.retain(|path, _| !without.contains(&entry(path)) && own.keys().all(|own| entry(own) != entry(path)));
    project.extend(own);
    project
}

/// The file or folder of a project in which a path lies.
fn entry(path: &str) -> &str {
    path.split_once('/').map_or(path, |(folder, _)| folder)
}

/// What a case says about itself.
fn about(case: &Path, what: &str) -> Option<String> {
    fs::read_to_string(case.join(what)).ok().map(|text| text.trim().to_owned())
}

/// The files of a project in a folder, without those of the further cases that lie there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a fixture can be read").filter_map(Result::ok) {
            let path = entry.path();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if path.is_dir() && !path.join("expected").exists() {
                collect(&path, &format!("{name}/"), files);
            } else if path.is_file() && !ABOUT.contains(&name.as_str()) {
                files.insert(name, fs::read(&path).expect("a fixture can be read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(folder, "", &mut found);
    found
}

/// Writes the project of a case to a folder.
pub fn write(case: &Path, folder: &Path) {
    fs::create_dir_all(folder).expect("a temporary folder can be written");
    for (path, content) in project(case) {
        write_file(&folder.join(path), &content);
    }
    if let Some(generate) = about(case, "generate") {
        let (path, size) = generate.split_once(' ').expect("`generate` holds a path and a size");
        let size: usize = size.parse().expect("a size in bytes");
        write_file(&folder.join(path), "# padding\n".repeat(size / 10 + 1).as_bytes());
    }
}

fn write_file(path: &Path, content: &[u8]) {
    fs::create_dir_all(path.parent().expect("the path has a folder"))
        .and_then(|()| fs::write(path, content))
        .expect("a temporary folder can be written");
}

/// Runs a case in a temporary folder, so that output and generated files stay out of the tree.
fn run(case: &Path) -> (String, Option<i32>, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (project, out) = (folder.path().join("project"), folder.path().join("out"));
    write(case, &project);
    let command = about(case, "command").unwrap_or_else(|| "check {project}".to_owned());
    let place =
        |word: &str| word.replace("{project}", &project.to_string_lossy()).replace("{out}", &out.to_string_lossy());
    let result = Command::new(env!("CARGO_BIN_EXE_panelpack"))
        .args(command.split_whitespace().map(place))
        .args(["--message-format", "short"])
        .env_remove("CI")
        .output()
        .expect("panelpack runs");
    let stderr = String::from_utf8_lossy(&result.stderr)
        .replace(&*project.to_string_lossy(), "{project}")
        .replace(&*out.to_string_lossy(), "{out}");
    (stderr, result.status.code(), out, folder)
}

/// With `UPDATE_EXPECTED` set the expectations are written anew; read each change before you commit it.
#[test]
fn each_code_has_a_project_that_raises_it_in_its_place() {
    let mut wrong = Vec::new();
    for (code, case) in all_cases() {
        let (stderr, exit, out, _folder) = run(&case);
        let expected = fs::read_to_string(case.join("expected")).expect("an expectation can be read");
        assert!(stderr.contains(&format!("[{code}]")), "{} does not raise {code}: {stderr}", case.display());
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(case.join("expected"), &stderr).expect("an expectation can be written");
        } else if stderr.trim() != expected.trim() {
            let (name, expected, found) = (case.display(), expected.trim(), stderr.trim());
            wrong.push(format!("{name}\n--- expected\n{expected}\n--- found\n{found}"));
        }
        if stderr.contains("error[") {
            assert!(matches!(exit, Some(1 | 3)), "{} exits with {exit:?}", case.display());
            assert!(!out.exists(), "{} wrote something", case.display());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_code_explains_itself_beyond_its_summary() {
    for code in Code::ALL {
        assert!(code.explanation().len() > code.summary().len() + 40, "{code}");
        assert_eq!(Code::from_name(code.name()), Some(*code));
    }
}

/// What a tired analyst reads at six in the evening.
#[test]
fn the_human_form_shows_both_places_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| write_file(&folder.path().join(path), text.as_bytes());
    write("panelpack.yaml", "organisation: O\nsmall_numbers: {policy: none}\npapers:\n  p: {title: T, panel: P}\n");
    write("indicators.yaml", "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher}\n");
    write("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [80/100, 81/100]\n");
    write("figures/2020-11.yaml", "A1: 82/100\n");
    let result = Command::new(env!("CARGO_BIN_EXE_panelpack"))
        .arg("check")
        .arg(folder.path())
        .env_remove("CI")
        .output()
        .expect("panelpack runs");
    assert_eq!(
        String::from_utf8_lossy(&result.stderr),
        "error[conflicting-cell]: `A1` is given twice for 2020-11, differently\n\
         \u{20}\u{20}┌─ figures/history.yaml:2:14\n\
         \u{20}\u{20}│\n\
         2 │ A1: [80/100, 81/100]\n\
         \u{20}\u{20}│              ^^^^^^ this one here\n\
         \u{20}\u{20}│\n\
         \u{20}\u{20}┌─ figures/2020-11.yaml:1:5\n\
         \u{20}\u{20}│\n\
         1 │ A1: 82/100\n\
         \u{20}\u{20}│     ------ another here\n\
         \u{20}\u{20}│\n\
         \u{20}\u{20}= hint: correct or delete one of the two; a restated figure is edited in place\n\n\
         1 error; more about one: panelpack explain conflicting-cell\n"
    );
}
