//! The commands in a project that came from somebody else, and in a folder that several people write to.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::json;
use tempfile::TempDir;

use super::faulty::{Faulty, Kind, When};
use super::{copy, files, look, put};
use crate::cli::{new_project, panelpack, path};

const THESIS: &str = "three years of work";
const PAPER: &str = "Performance Scorecard November 2020.pdf";

/// A project beside somebody's thesis, in which nothing may change.
struct Desk {
    folder: TempDir,
    project: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = new_project(&folder);
        put(&folder.path().join("elsewhere"), &files(&[("thesis.txt", THESIS), ("page 01.png", THESIS)]));
        Self { folder, project }
    }

    fn at(&self, path: &str) -> PathBuf {
        Path::new(&self.project).join(path)
    }

    fn link(&self, path: &str, leads_to: &Path) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(leads_to, path).unwrap();
    }

    fn elsewhere(&self) -> PathBuf {
        self.folder.path().join("elsewhere")
    }

    fn assert_untouched(&self, case: &str) {
        let expected = files(&[("thesis.txt", THESIS), ("page 01.png", THESIS)]);
        assert_eq!(look(&self.elsewhere()), (expected, Vec::new()), "{case}");
    }
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_record_that_came_with_a_project_is_not_followed_and_does_not_block() {
    let desk = Desk::new();
    for record in [".panelpack-ready", ".panelpack-undo"] {
        let names = ["../../elsewhere/thesis.txt", "../../../thesis.txt"];
        let plan = json!({"replaced": names, "fresh": [], "gone": names, "last": "manifest.json"});
        put(&desk.at("out").join(record), &files(&[("new/manifest.json", "{}"), ("plan.json", &plan.to_string())]));
        desk.link(&format!("out/{record}/old"), &desk.elsewhere());
        let (exit, problem) = said(&panelpack(&["build", &desk.project]).output().unwrap());
        assert_eq!(exit, Some(0), "{problem}");
        assert!(problem.contains("warning[build-unfinished]") && problem.contains("build every paper"), "{problem}");
        desk.assert_untouched(record);
        let (seen, hidden) = look(&desk.at("out"));
        assert!(hidden.is_empty() && seen.len() == 3, "{hidden:?}, {:?}", seen.keys());
        let (exit, problem) = said(&panelpack(&["build", &desk.project]).output().unwrap());
        assert_eq!((exit, problem.contains("warning")), (Some(0), false), "{problem}");
    }
}

/// A manifest may come with a project as well.
#[test]
fn what_a_manifest_names_elsewhere_is_neither_read_nor_removed() {
    for name in ["../../elsewhere/thesis.txt", "/dev/zero", "../../elsewhere/page 01.png"] {
        let desk = Desk::new();
        let entry = json!({"name": name, "title": "Performance Scorecard November 2020", "format": "pdf", "bytes": 19,
                           "sha256": panelpack::internals::sha256(THESIS.as_bytes())});
        let manifest = json!({"version": 1, "papers": [], "files": [entry]});
        put(&desk.at("out"), &files(&[("manifest.json", &manifest.to_string())]));
        let (exit, problem) = said(&panelpack(&["build", &desk.project]).output().unwrap());
        assert_eq!((exit, problem.as_str()), (Some(0), ""), "{name}");
        desk.assert_untouched(name);
    }
}

/// Every command that chooses a folder in the project.
#[test]
fn a_folder_in_the_project_that_leads_out_of_it_is_not_written_to() {
    let cases: [(&str, &[&str]); 12] = [
        ("out", &["build", "{project}"]),
        ("out", &["build", "{project}", "--format", "png"]),
        ("out", &["publish", "{project}", "--on", "2021-01-06"]),
        ("out", &["clear", "{project}", "--by", "Jo Field", "--on", "2021-01-06"]),
        ("out", &["expand", "{project}"]),
        ("out/typst", &["expand", "{project}"]),
        ("out/typst/sections", &["expand", "{project}"]),
        ("out", &["diff", "{other}", "{project}", "--format", "pdf"]),
        ("out", &["diff", "{other}", "{project}", "--pages"]),
        ("out/diff", &["diff", "{other}", "{project}", "--pages"]),
        ("templates", &["layout", "eject", "scorecard", "--project", "{project}"]),
        ("templates/scorecard/base", &["layout", "eject", "scorecard", "--project", "{project}"]),
    ];
    for (link, words) in cases {
        let desk = Desk::new();
        let other = path(&desk.folder, "other");
        copy(Path::new(&desk.project), Path::new(&other));
        fs::write(desk.at("figures/2020-11.yaml"), "PLANS: 160/182\nVISITS: 431 p\n").unwrap();
        desk.link(link, &desk.elsewhere());
        let words: Vec<String> =
            words.iter().map(|word| word.replace("{project}", &desk.project).replace("{other}", &other)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (exit, problem) = said(&panelpack(&words).output().unwrap());
        let case = format!("{link}: {words:?}: {problem}");
        assert_eq!(exit, Some(3), "{case}");
        assert!(problem.contains("error[output-folder]") && problem.contains("leads out of the project"), "{case}");
        desk.assert_untouched(&case);
        assert!(!desk.at("editions").exists(), "{case}");
    }
}

#[test]
fn a_folder_that_the_user_names_may_lead_anywhere() {
    let desk = Desk::new();
    let named = path(&desk.folder, "named");
    symlink(desk.elsewhere(), &named).unwrap();
    panelpack(&["build", &desk.project, "--out", &named]).assert().success();
    assert!(desk.elsewhere().join(PAPER).is_file());
    assert_eq!(fs::read_to_string(desk.elsewhere().join("thesis.txt")).unwrap(), THESIS);

    fs::create_dir(desk.at("papers")).unwrap();
    desk.link("out", Path::new("papers"));
    panelpack(&["build", &desk.project]).assert().success();
    assert!(desk.at("papers").join(PAPER).is_file());
}

#[test]
fn editions_that_lead_elsewhere_are_neither_read_nor_written() {
    let desk = Desk::new();
    desk.link("editions", &desk.elsewhere());
    let published = panelpack(&["publish", &desk.project, "--on", "2021-01-06"]).assert().code(1);
    let said = String::from_utf8_lossy(&published.get_output().stderr).into_owned();
    assert!(said.contains("error[link-outside]"), "{said}");
    desk.assert_untouched("publish");
}

/// The command as another user runs it, whose files are not those of whoever runs the tests.
struct Another {
    folder: TempDir,
    binary: PathBuf,
    id: Option<u32>,
}

const NOBODY: u32 = 65_534;

impl Another {
    /// Where the tests do not run as root they are the other user themselves: permissions hold for them too.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let binary = folder.path().join("panelpack");
        fs::copy(env!("CARGO_BIN_EXE_panelpack"), &binary).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let id = (fs::metadata(folder.path()).unwrap().uid() == 0).then_some(NOBODY);
        Self { folder, binary, id }
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(&self.binary);
        command.args(words).current_dir(self.folder.path()).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
        if let Some(id) = self.id {
            command.uid(id).gid(id);
        }
        said(&command.output().unwrap())
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Gives all below a path to the other user.
    fn give(&self, path: &Path) {
        if let Some(id) = self.id {
            chown(path, Some(id), Some(id)).unwrap();
        }
        if path.is_dir() {
            fs::read_dir(path).unwrap().for_each(|entry| self.give(&entry.unwrap().path()));
        }
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_paper_that_cannot_be_read_keeps_its_check_sum_and_stops_the_build() {
    let another = Another::new();
    let project = new_project(&another.folder);
    let manifest = Path::new(&project).join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("papers:\n", "papers:\n  other: {title: Other Paper, panel: Another}\n"))
        .unwrap();
    another.give(&another.at("panel"));
    assert_eq!(another.run(&["build", "panel"]), (Some(0), String::new()));
    let out = another.at("panel/out");
    let sums = fs::read(out.join("SHA256SUMS")).unwrap();
    fs::write(another.at("panel/figures/2020-11.yaml"), "PLANS: 160/182\nVISITS: 431 p\n").unwrap();

    let other = out.join("Other Paper November 2020.pdf");
    allow(&other, 0o000);
    let (exit, problem) = another.run(&["build", "panel", "--paper", "scorecard"]);
    assert_eq!(exit, Some(3), "{problem}");
    assert!(problem.contains("Other Paper November 2020.pdf` cannot be read: permission denied"), "{problem}");
    allow(&other, 0o644);
    assert_eq!(fs::read(out.join("SHA256SUMS")).unwrap(), sums);

    let (exit, problem) = another.run(&["build", "panel", "--paper", "scorecard"]);
    assert_eq!(exit, Some(0), "{problem}");
    assert!(fs::read_to_string(out.join("SHA256SUMS")).unwrap().contains("  Other Paper November 2020.pdf\n"));

    // What somebody took away is not missed.
    fs::remove_file(&other).unwrap();
    fs::write(another.at("panel/figures/2020-11.yaml"), "PLANS: 161/182\nVISITS: 431 p\n").unwrap();
    assert_eq!(another.run(&["build", "panel", "--paper", "scorecard"]).0, Some(0));
    assert!(!fs::read_to_string(out.join("SHA256SUMS")).unwrap().contains("Other Paper"));
}

/// A build of one user that was killed, and the next one of another.
#[test]
fn what_another_user_left_is_ended_or_set_aside_and_never_blocks() {
    let another = Another::new();
    new_project(&another.folder);
    another.give(&another.at("panel"));
    let (old, new) = (files(&[("manifest.json", "{}")]), files(&[("a.pdf", "new"), ("manifest.json", "{}")]));
    let mut ended = 0;
    for (turn, private) in
        [None, Some(".panelpack-ready"), Some(".panelpack-next-0"), Some(".panelpack-lock")].iter().enumerate()
    {
        let out = another.at(&format!("out{turn}"));
        put(&out, &old);
        let decided = (1..).find(|n| {
            let result =
                panelpack::internals::store::replace_files(&Faulty::new(Kind::Full, When::From(*n)), &out, &new, &[]);
            assert!(result.is_err(), "the record never came");
            out.join(".panelpack-ready").exists()
        });
        assert!(decided.is_some());
        fs::write(out.join(".panelpack-lock"), "").unwrap();
        allow(&out, 0o777);
        if let Some(name) = private {
            allow(&out.join(name), 0o000);
        }
        let is_lock = *private == Some(".panelpack-lock");
        if is_lock {
            // As the command leaves it, whatever its umask is.
            allow(&out.join(".panelpack-lock"), 0o666);
        }
        let (exit, problem) = another.run(&["build", "panel", "--out", &out.to_string_lossy()]);
        assert_eq!(exit, Some(0), "{private:?}: {problem}");
        let is_set_aside = private.is_some() && !is_lock;
        assert_eq!(problem.contains("warning[build-unfinished]"), is_set_aside, "{private:?}: {problem}");
        let (seen, hidden) = look(&out);
        assert!(hidden.is_empty() && seen.contains_key(PAPER), "{private:?}: {hidden:?}");
        ended += usize::from(seen.contains_key("a.pdf"));
    }
    assert_eq!(ended, 2);
}
