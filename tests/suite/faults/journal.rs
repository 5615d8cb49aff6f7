//! A record of an unfinished build may come from anybody: what is followed, what is not, and that nothing outside the
//! folder for output is ever touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use panelpack::internals::sha256;
use panelpack::internals::store::{Disk, Recovered, recover, replace_files};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::faulty::{Faulty, Kind, When};
use super::{Files, files, look, put};

const LAST: &str = "manifest.json";
const THESIS: &str = "three years of work";

/// The names of the two records, and of one of each sort of file beside them.
const RECORDS: [&str; 2] = [".panelpack-ready", ".panelpack-undo"];

/// A folder for output with an old build in it, and what nobody may touch around it.
struct Place {
    _scratch: TempDir,
    out: PathBuf,
    elsewhere: PathBuf,
}

impl Place {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let (out, elsewhere) = (scratch.path().join("project/out"), scratch.path().join("project/elsewhere"));
        put(&out, &files(&[("a.pdf", "old a"), (LAST, "old: all")]));
        for around in [&elsewhere, &scratch.path().join("project"), &scratch.path().to_path_buf()] {
            put(around, &files(&[("thesis.pdf", THESIS), ("thesis.txt", THESIS), ("manifest.json", THESIS)]));
        }
        put(&elsewhere, &files(&[("deep/thesis.pdf", THESIS), ("plan.json", "{}"), ("new/a.pdf", THESIS)]));
        Self { _scratch: scratch, out, elsewhere }
    }

    /// All around the folder for output: kinds, contents and times.
    fn around(&self) -> BTreeMap<PathBuf, (String, SystemTime)> {
        let mut found = BTreeMap::new();
        let mut open = vec![self._scratch.path().to_path_buf()];
        while let Some(folder) = open.pop() {
            for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
                let metadata = fs::symlink_metadata(&path).unwrap();
                if path == self.out {
                    continue;
                }
                // A folder that holds `out` changes its own time, and no other folder may.
                let is_above = self.out.starts_with(&path);
                let time = if is_above { SystemTime::UNIX_EPOCH } else { metadata.modified().unwrap() };
                let content =
                    if metadata.is_file() { fs::read_to_string(&path).unwrap() } else { "a folder".to_owned() };
                if metadata.is_dir() {
                    open.push(path.clone());
                }
                found.insert(path, (content, time));
            }
        }
        found
    }

    /// Nothing of what somebody left in the folder is followed, and the next build works.
    fn assert_set_aside(&self, case: &str, prepare: impl FnOnce(&Path)) {
        prepare(&self.out);
        let around = self.around();
        let (before, _) = look(&self.out);
        let recovered = recover(&Disk, &self.out).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(recovered, Recovered::SetAside, "{case}");
        assert_eq!(self.around(), around, "{case}");
        let (mut seen, hidden) = look(&self.out);
        assert!(hidden.is_empty(), "{case}: {hidden:?}");
        assert!(!seen.contains_key(LAST), "{case}: something still claims to be whole");
        seen.insert(LAST.to_owned(), before[LAST].clone());
        assert_eq!(seen, before, "{case}");
        replace_files(&Disk, &self.out, &built(), &[]).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(self.around(), around, "{case}");
        assert_eq!(look(&self.out), (built(), Vec::new()), "{case}");
    }
}

fn built() -> Files {
    files(&[("a.pdf", "new a"), (LAST, "new: all")])
}

fn of(content: &str) -> Value {
    json!({"sha256": sha256(content.as_bytes())})
}

fn change(name: &str, was: Value, will: Value) -> Value {
    json!({"name": name, "was": was, "will": will})
}

fn plan(mut changes: Vec<Value>) -> String {
    changes.sort_by_key(|change| change["name"].as_str().unwrap_or_default().to_owned());
    json!({"form": 1, "changes": changes}).to_string()
}

fn manifest() -> Value {
    change(LAST, of("old: all"), of("new: all"))
}

/// Lays a record down with files to come and files that were kept, for each change whatever its fingerprints say.
fn lay(out: &Path, record: &str, changes: Vec<Value>) {
    let text = plan(changes);
    let plan: Value = serde_json::from_str(&text).unwrap();
    let contents = ["old a", "new a", "old: all", "new: all", THESIS];
    for (number, change) in plan["changes"].as_array().unwrap().iter().enumerate() {
        for (slot, side) in [("next", "will"), ("kept", "was")] {
            let content = contents.iter().find(|content| change[side] == of(content));
            if let Some(content) = content {
                fs::write(out.join(format!(".panelpack-{slot}-{number}")), content).unwrap();
            }
        }
    }
    fs::write(out.join(record), text).unwrap();
}

/// The record of a build that was killed once it was decided.
fn lay_ours(out: &Path) {
    lay(out, ".panelpack-ready", vec![manifest(), change("a.pdf", of("old a"), of("new a"))]);
}

#[test]
fn what_a_record_of_ours_says_is_done() {
    let place = Place::new();
    lay_ours(&place.out);
    assert_eq!(recover(&Disk, &place.out).unwrap(), Recovered::Whole);
    assert_eq!(look(&place.out), (built(), Vec::new()));
}

/// Names outside the folder, names on another platform outside it, hidden names, and names of what we never write.
#[test]
fn names_that_are_not_of_papers_in_the_folder_are_not_followed() {
    let outside = Place::new().out;
    let absolute = outside.with_file_name("thesis.pdf").to_string_lossy().into_owned();
    let long = format!("{}.pdf", "x".repeat(300));
    let names = [
        "../thesis.pdf",
        "../../thesis.pdf",
        "../../thesis.txt",
        "../elsewhere/deep/thesis.pdf",
        absolute.as_str(),
        "..\\thesis.pdf",
        "..\\..\\thesis.pdf",
        "C:\\thesis.pdf",
        "C:thesis.pdf",
        "\\\\server\\share\\thesis.pdf",
        "./a.pdf",
        "a.pdf/",
        "a.pdf/../../thesis.pdf",
        "a.pdf:stream.pdf",
        "a\0.pdf",
        "a\n.pdf",
        "",
        ".",
        "..",
        ".pdf",
        ".panelpack-lock",
        ".panelpack-ready",
        ".panelpack-x.pdf",
        "thesis.txt",
        "panelpack.yaml",
        "MANIFEST.json",
        long.as_str(),
    ];
    for name in names {
        for record in RECORDS {
            let shapes = [
                change(name, of(THESIS), of("new a")),
                change(name, Value::Null, of("new a")),
                change(name, of(THESIS), Value::Null),
                change(name, json!("other"), of("new a")),
            ];
            for shape in shapes {
                let case = format!("{record}: {shape}");
                Place::new().assert_set_aside(&case, |out| lay(out, record, vec![manifest(), shape]));
            }
        }
    }
}

#[test]
fn a_plan_that_says_what_we_never_do_is_not_followed() {
    let a = || change("a.pdf", of("old a"), of("new a"));
    let cases = [
        ("the same name twice", plan(vec![manifest(), a(), a()])),
        ("without the manifest", plan(vec![a()])),
        ("the manifest goes", plan(vec![change(LAST, of("old: all"), Value::Null), a()])),
        ("a link goes", plan(vec![manifest(), change("a.pdf", json!("other"), Value::Null)])),
        ("a link comes", plan(vec![manifest(), change("a.pdf", of("old a"), json!("other"))])),
        ("neither comes nor goes", plan(vec![manifest(), change("b.pdf", Value::Null, Value::Null)])),
        ("not in order", json!({"form": 1, "changes": [manifest(), a()]}).to_string()),
        ("another form", json!({"form": 2, "changes": [a(), manifest()]}).to_string()),
        ("another key", json!({"form": 1, "changes": [a(), manifest()], "run": "rm"}).to_string()),
        ("an earlier form", json!({"replaced": ["a.pdf"], "fresh": [], "gone": [], "last": LAST}).to_string()),
        ("cut", plan(vec![manifest(), a()])[..40].to_owned()),
        ("empty", String::new()),
        ("deep", "[".repeat(100_000)),
        ("long", format!("{}{}", " ".repeat(10 << 20), plan(vec![manifest(), a()]))),
    ];
    for (what, text) in cases {
        for record in RECORDS {
            Place::new().assert_set_aside(&format!("{record}: {what}"), |out| {
                lay_ours(out);
                fs::remove_file(out.join(".panelpack-ready")).unwrap();
                fs::write(out.join(record), &text).unwrap();
            });
        }
    }
    Place::new().assert_set_aside("both records", |out| {
        lay_ours(out);
        fs::copy(out.join(RECORDS[0]), out.join(RECORDS[1])).unwrap();
    });
}

/// What bears a hidden name and is a folder, as an earlier version's record was, with whatever in it.
#[test]
fn a_folder_in_the_place_of_a_record_is_not_followed() {
    let text = json!({"replaced": [], "fresh": ["../../../thesis.txt"], "gone": ["../../thesis.pdf"], "last": LAST});
    for record in RECORDS {
        Place::new().assert_set_aside(record, |out| {
            put(&out.join(record), &files(&[("new/manifest.json", "new"), ("new/thesis.txt", "x")]));
            fs::write(out.join(record).join("plan.json"), text.to_string()).unwrap();
        });
    }
}

#[test]
fn a_file_that_somebody_has_changed_since_is_not_replaced_or_removed() {
    type Prepare = fn(&Path);
    let cases: [(&str, Prepare); 6] = [
        ("it is another", |out| {
            lay_ours(out);
            fs::write(out.join("a.pdf"), "mine").unwrap();
        }),
        ("it is gone", |out| {
            lay_ours(out);
            fs::remove_file(out.join("a.pdf")).unwrap();
        }),
        ("a new one has come", |out| {
            lay(out, ".panelpack-ready", vec![manifest(), change("b.pdf", Value::Null, of("new a"))]);
            fs::write(out.join("b.pdf"), "mine").unwrap();
        }),
        ("what goes is another", |out| {
            lay(out, ".panelpack-ready", vec![manifest(), change("b.pdf", of("old a"), Value::Null)]);
            fs::write(out.join("b.pdf"), "mine").unwrap();
        }),
        ("what is to come was cut", |out| {
            lay_ours(out);
            fs::write(out.join(".panelpack-next-0"), "new").unwrap();
        }),
        ("what was kept is another", |out| {
            lay_ours(out);
            fs::write(out.join(".panelpack-kept-0"), "old").unwrap();
        }),
    ];
    for (what, prepare) in cases {
        let place = Place::new();
        prepare(&place.out);
        let (mut before, _) = look(&place.out);
        assert_eq!(recover(&Disk, &place.out).unwrap(), Recovered::SetAside, "{what}");
        before.remove(LAST);
        assert_eq!(look(&place.out), (before, Vec::new()), "{what}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    fn fifo(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn a_record_that_is_a_link_is_not_followed() {
        for record in RECORDS {
            let place = Place::new();
            let (folder, file) = (place.elsewhere.clone(), place.elsewhere.join("ours"));
            lay_ours(&place.out);
            fs::rename(place.out.join(".panelpack-ready"), &file).unwrap();
            place.assert_set_aside(record, |out| symlink(&file, out.join(record)).unwrap());
            for leads_to in [folder.as_path(), Path::new("../elsewhere"), Path::new("nowhere")] {
                place.assert_set_aside(&format!("{record} -> {}", leads_to.display()), |out| {
                    put(out, &files(&[(LAST, "old: all")]));
                    symlink(leads_to, out.join(record)).unwrap();
                });
            }
            place.assert_set_aside("a pipe", |out| {
                put(out, &files(&[(LAST, "old: all")]));
                fifo(&out.join(record));
            });
        }
    }

    /// Also where what a link leads to has the fingerprint that the plan gives.
    #[test]
    fn a_file_to_come_or_kept_that_is_a_link_is_not_moved() {
        for slot in [".panelpack-next-0", ".panelpack-kept-0", ".panelpack-next-1", ".panelpack-kept-1"] {
            let place = Place::new();
            let content = place.elsewhere.join("same");
            let prepare = |out: &Path| {
                lay_ours(out);
                fs::rename(out.join(slot), &content).unwrap();
            };
            place.assert_set_aside(slot, |out| {
                prepare(out);
                symlink(&content, out.join(slot)).unwrap();
            });
            Place::new().assert_set_aside(&format!("{slot} is a folder"), |out| {
                lay_ours(out);
                fs::remove_file(out.join(slot)).unwrap();
                put(&out.join(slot), &files(&[("thesis.pdf", THESIS)]));
            });
            Place::new().assert_set_aside(&format!("{slot} is a pipe"), |out| {
                lay_ours(out);
                fs::remove_file(out.join(slot)).unwrap();
                fifo(&out.join(slot));
            });
        }
    }

    #[test]
    fn links_within_what_was_left_are_removed_and_not_what_they_lead_to() {
        for record in RECORDS {
            let place = Place::new();
            let elsewhere = place.elsewhere.clone();
            place.assert_set_aside(record, |out| {
                fs::create_dir(out.join(record)).unwrap();
                for name in ["new", "old", "plan.json"] {
                    symlink(&elsewhere, out.join(record).join(name)).unwrap();
                }
                for name in [".panelpack-new", ".panelpack-new-x", ".panelpack-next-0", ".panelpack-kept-7"] {
                    symlink(&elsewhere, out.join(name)).unwrap();
                }
            });
        }
    }

    /// Leftovers alone are nobody's record, so nothing is said of them.
    #[test]
    fn what_nobody_decided_on_is_removed_and_not_followed() {
        let place = Place::new();
        let names = [".panelpack-new", ".panelpack-new-x", ".panelpack-next-0", ".panelpack-kept-0"];
        names.iter().for_each(|name| symlink(&place.elsewhere, place.out.join(name)).unwrap());
        let around = place.around();
        assert_eq!(recover(&Disk, &place.out).unwrap(), Recovered::Whole);
        replace_files(&Disk, &place.out, &built(), &[]).unwrap();
        assert_eq!(place.around(), around);
        assert_eq!(look(&place.out), (built(), Vec::new()));
    }

    #[test]
    fn a_link_in_the_place_of_a_paper_is_replaced_and_what_it_leads_to_is_not() {
        for leads_to in ["../elsewhere/thesis.pdf", "nowhere", "../elsewhere"] {
            let place = Place::new();
            for name in ["a.pdf", LAST] {
                fs::remove_file(place.out.join(name)).unwrap();
                symlink(leads_to, place.out.join(name)).unwrap();
            }
            let around = place.around();
            replace_files(&Disk, &place.out, &built(), &[]).unwrap();
            assert_eq!(place.around(), around, "{leads_to}");
            assert!(fs::symlink_metadata(place.out.join("a.pdf")).unwrap().is_file(), "{leads_to}");
            assert_eq!(look(&place.out), (built(), Vec::new()), "{leads_to}");
        }
    }

    /// A kill at every operation of a build over a link: the next run finds the link or the paper.
    #[test]
    fn a_link_in_the_place_of_a_paper_comes_back_or_is_replaced_after_a_kill() {
        let mut replaced = 0;
        for n in 1.. {
            let place = Place::new();
            fs::remove_file(place.out.join("a.pdf")).unwrap();
            symlink("../elsewhere/thesis.pdf", place.out.join("a.pdf")).unwrap();
            let around = place.around();
            let result = replace_files(&Faulty::new(Kind::Full, When::From(n)), &place.out, &built(), &[]);
            assert_eq!(recover(&Disk, &place.out).unwrap(), Recovered::Whole, "{n}");
            assert_eq!(place.around(), around, "{n}");
            let is_link = fs::symlink_metadata(place.out.join("a.pdf")).unwrap().is_symlink();
            let (seen, hidden) = look(&place.out);
            assert!(hidden.is_empty(), "{n}: {hidden:?}");
            assert_eq!(seen[LAST] == b"old: all", is_link, "{n}");
            replaced += usize::from(!is_link);
            if result.is_ok() {
                break;
            }
        }
        assert!(replaced > 3, "{replaced}");
    }

    #[test]
    fn a_pipe_in_the_place_of_a_paper_is_replaced_and_not_waited_on() {
        let place = Place::new();
        fs::remove_file(place.out.join("a.pdf")).unwrap();
        fifo(&place.out.join("a.pdf"));
        replace_files(&Disk, &place.out, &built(), &[]).unwrap();
        assert_eq!(look(&place.out), (built(), Vec::new()));
    }
}

/// For instance because it holds another user's files.
#[test]
fn a_folder_that_cannot_be_removed_is_moved_out_of_the_way() {
    let place = Place::new();
    put(&place.out.join(".panelpack-ready"), &files(&[("theirs", "x")]));
    let store = Faulty::with_unremovable(&[".panelpack-ready", ".panelpack-new-aside-0"]);
    assert_eq!(recover(&store, &place.out).unwrap(), Recovered::SetAside);
    for _ in 0..3 {
        replace_files(&store, &place.out, &built(), &[]).unwrap();
        let (seen, hidden) = look(&place.out);
        assert_eq!((seen, hidden), (built(), vec![".panelpack-new-aside-0".to_owned()]));
    }
    assert_eq!(recover(&Disk, &place.out).unwrap(), Recovered::Whole);
    assert_eq!(look(&place.out), (built(), Vec::new()));
}

/// Killed at every operation, the folder then copied with all that is hidden, as it is by whoever takes it along.
#[test]
#[cfg(unix)]
fn a_build_that_was_interrupted_is_ended_in_a_copy_of_its_folder() {
    let mut ended = 0;
    for n in 1.. {
        let place = Place::new();
        let result = replace_files(&Faulty::new(Kind::Full, When::From(n)), &place.out, &built(), &[]);
        let copy = place.elsewhere.join("copy");
        let status = std::process::Command::new("cp").arg("-a").args([&place.out, &copy]).status().unwrap();
        assert!(status.success());
        fs::remove_dir_all(&place.out).unwrap();
        assert_eq!(recover(&Disk, &copy).unwrap(), Recovered::Whole, "{n}");
        let (seen, hidden) = look(&copy);
        assert!(hidden.is_empty(), "{n}: {hidden:?}");
        let old = files(&[("a.pdf", "old a"), (LAST, "old: all")]);
        assert!(seen == old || seen == built(), "{n}: {seen:?}");
        ended += usize::from(seen == built());
        if result.is_ok() {
            break;
        }
    }
    assert!(ended > 3, "{ended}");
}

/// A record that cannot be read, or whose files cannot: no permission, and a fault of the drive.
#[test]
#[cfg(unix)]
fn a_record_that_cannot_be_read_does_not_block() {
    for name in [".panelpack-ready", ".panelpack-next-0", ".panelpack-kept-1"] {
        for error in [13, 5] {
            let place = Place::new();
            lay_ours(&place.out);
            let store = Faulty::with_unreadable(name, error);
            assert_eq!(recover(&store, &place.out).unwrap(), Recovered::SetAside, "{name}: {error}");
            let (seen, hidden) = look(&place.out);
            assert!(hidden.is_empty() && seen.keys().eq(["a.pdf"]), "{name}: {error}: {seen:?}, {hidden:?}");
        }
    }
}
