//! Each code has a project that raises it, at the line and column where a person would look.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use panelpack::diag::Code;

use crate::common::fixtures;

/// Codes whose cause is the operating system's; the tests beside the code that raises them cover them.
const BY_HAND: [Code; 3] = [Code::BuildUnfinished, Code::DiskFull, Code::UnreadableFile];

/// The project folders of a code: its own folder and those of its further cases, each with its expectation.
fn cases(code: Code) -> Vec<PathBuf> {
    let folder = fixtures().join("invalid").join(code.name());
    let entries = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{code} has no fixture"));
    let below = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut cases: Vec<PathBuf> = below.chain([folder]).filter(|path| path.join("expected").exists()).collect();
    cases.sort();
    cases
}

/// Copies a project, but not the further cases that lie in its folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder can be written");
    for entry in fs::read_dir(from).expect("a fixture can be read").filter_map(Result::ok) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.join("expected").exists() {
            continue;
        }
        if path.is_dir() {
            copy(&path, &target)
        } else {
            fs::copy(path, target).map(drop).expect("a fixture can be copied")
        }
    }
}

/// Runs a case in a temporary copy, so that output and generated files stay out of the tree.
fn run(case: &Path) -> (String, Option<i32>, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (project, out) = (folder.path().join("project"), folder.path().join("out"));
    copy(case, &project);
    if let Ok(generate) = fs::read_to_string(project.join("generate")) {
        let (path, size) = generate.trim().split_once(' ').expect("`generate` holds a path and a size");
        let target = project.join(path);
        fs::create_dir_all(target.parent().expect("the path has a folder")).expect("a temporary folder can be written");
        fs::write(target, "# padding\n".repeat(size.parse::<usize>().expect("a size in bytes") / 10 + 1))
            .expect("a file can be generated");
    }
    let command = fs::read_to_string(project.join("command")).unwrap_or_else(|_| "check {project}".to_owned());
    for own in ["expected", "command", "generate"] {
        let _ = fs::remove_file(project.join(own));
    }
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
    for code in Code::ALL.iter().copied().filter(|code| !BY_HAND.contains(code)) {
        let cases = cases(code);
        assert!(!cases.is_empty(), "{code} has no fixture");
        for case in cases {
            let (stderr, exit, out, _folder) = run(&case);
            let expected = fs::read_to_string(case.join("expected")).expect("an expectation can be read");
            assert!(stderr.contains(&format!("[{code}]")), "{} does not raise {code}: {stderr}", case.display());
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(case.join("expected"), &stderr).expect("an expectation can be written");
            } else if stderr.trim() != expected.trim() {
                wrong.push(format!(
                    "{}\n--- expected\n{}\n--- found\n{}",
                    case.display(),
                    expected.trim(),
                    stderr.trim()
                ));
            }
            if stderr.contains("error[") {
                assert!(matches!(exit, Some(1 | 3)), "{} exits with {exit:?}", case.display());
                assert!(!out.exists(), "{} wrote something", case.display());
            }
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
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder"))
            .and_then(|()| fs::write(path, text))
            .expect("a temporary folder can be written");
    };
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
