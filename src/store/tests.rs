#![allow(clippy::disallowed_methods, reason = "tests look at what was written")]

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

fn one(name: &str, content: &str) -> BTreeMap<String, Vec<u8>> {
    BTreeMap::from([(name.to_owned(), content.as_bytes().to_vec())])
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn who_waits_too_long_is_told_that_another_is_at_work() {
    let folder = tempfile::tempdir().unwrap();
    let held = hold(&Disk, folder.path()).unwrap();
    let error = hold_within(&Disk, folder.path(), Duration::from_millis(30)).err().expect("the folder is held");
    assert!(matches!(error.cause(), Cause::Busy), "{error}");
    drop(held);
    drop(hold_within(&Disk, folder.path(), Duration::ZERO).unwrap());
    assert!(names(folder.path()).is_empty());
}

#[test]
fn the_lock_file_of_a_killed_process_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".panelpack-lock"), "").unwrap();
    put_file(&Disk, &folder.path().join("a.yaml"), b"new", None).unwrap();
    assert_eq!(names(folder.path()), if cfg!(unix) { vec!["a.yaml"] } else { vec![".panelpack-lock", "a.yaml"] });
}

/// The lock's file is removed while others wait for it: two of them must never hold two files of that name.
#[test]
fn a_folder_is_held_by_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    let held = hold(&Disk, folder.path()).unwrap();
                    most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(held);
                }
            });
        }
    });
    assert_eq!(most.into_inner(), 1);
}

#[test]
fn what_is_no_plain_name_of_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    for name in ["", ".", "..", "../x", "a/b", "/x", "x/", ".panelpack-ready"] {
        assert!(replace_files(&Disk, &inner, &one(name, ""), &[], name).is_err(), "{name:?}");
        assert!(replace_files(&Disk, &inner, &one("m", ""), &[name.to_owned()], "m").is_err(), "{name:?}");
        assert!(put_folder(&Disk, &inner, name, &one("x", "")).is_err(), "{name:?}");
        assert!(put_folder(&Disk, &inner, "x", &one(&format!("a/{name}"), "")).is_err() || name == "a/b", "{name:?}");
    }
    assert!(replace_files(&Disk, &inner, &one("x", ""), &[], "m").is_err(), "the last file must be one of the files");
    assert_eq!(names(folder.path()), ["inner"]);
}

#[test]
fn a_plan_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".panelpack-ready")).unwrap();
    fs::write(folder.path().join(".panelpack-ready/plan.json"), "{").unwrap();
    let error = recover(&Disk, folder.path()).unwrap_err();
    assert!(matches!(error.cause(), Cause::Damaged), "{error}");
}

#[test]
fn sums_are_sorted_and_odd_names_are_escaped() {
    let sums = sha256sums([("b.pdf", "22"), ("a\\b\n", "11"), ("a.pdf", "33")]);
    assert_eq!(sums, "33  a.pdf\n\\11  a\\\\b\\n\n22  b.pdf\n");
}

#[test]
#[cfg(unix)]
fn a_file_has_the_permissions_that_were_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    put_file(&Disk, &path, b"old", Some(&Permissions::from_mode(0o640))).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn an_edition_does_not_take_the_place_of_anything() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("file"), "mine").unwrap();
    for name in ["empty", "file"] {
        assert_eq!(put_folder(&Disk, folder.path(), name, &one("x", "")).unwrap(), Put::Exists, "{name}");
    }
    assert!(names(&folder.path().join("empty")).is_empty());
    assert_eq!(names(folder.path()), ["empty", "file"]);
}
