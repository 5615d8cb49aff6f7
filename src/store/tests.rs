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
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

/// Neither followed, nor made where a link leads, nor waited on.
#[test]
#[cfg(unix)]
fn a_lock_that_is_no_plain_file_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let (thesis, nowhere) = (scratch.path().join("thesis.txt"), scratch.path().join("nowhere"));
    fs::write(&thesis, "three years of work").unwrap();
    let before = fs::metadata(&thesis).unwrap().modified().unwrap();
    type Make<'a> = &'a dyn Fn(&Path);
    let cases: [(&str, Make<'_>); 5] = [
        ("a link to a file", &|lock| std::os::unix::fs::symlink(&thesis, lock).unwrap()),
        ("a link to nothing", &|lock| std::os::unix::fs::symlink(&nowhere, lock).unwrap()),
        ("a link to a folder", &|lock| std::os::unix::fs::symlink(scratch.path(), lock).unwrap()),
        ("a folder", &|lock| fs::create_dir(lock).unwrap()),
        ("a pipe", &|lock| assert!(std::process::Command::new("mkfifo").arg(lock).status().unwrap().success())),
    ];
    for (number, (what, make)) in cases.iter().enumerate() {
        let folder = scratch.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        make(&folder.join(".panelpack-lock"));
        let errors = [
            hold(&Disk, &folder).err(),
            put_file(&Disk, &folder.join("a.yaml"), b"new", None).err(),
            put_folder(&Disk, &folder, "v1", &one("x", "")).err(),
            replace_files(&Disk, &folder, &one(MANIFEST, ""), &[]).err(),
        ];
        for error in errors {
            let error = error.unwrap_or_else(|| panic!("{what} was taken for a lock"));
            assert!(matches!(error.cause(), Cause::NotAFile), "{what}: {error}");
            assert!(error.to_string().contains(".panelpack-lock` is in the way"), "{what}: {error}");
        }
        assert_eq!(names(&folder), [".panelpack-lock"], "{what}");
    }
    assert!(!nowhere.exists());
    assert_eq!(fs::read(&thesis).unwrap(), b"three years of work");
    assert_eq!(fs::metadata(&thesis).unwrap().modified().unwrap(), before);
}

#[test]
#[cfg(unix)]
fn whoever_may_write_in_a_folder_may_lock_what_another_left() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let held = hold(&Disk, folder.path()).unwrap();
    let lock = fs::metadata(folder.path().join(".panelpack-lock")).unwrap();
    assert_eq!(lock.permissions().mode() & 0o777, 0o666);
    drop(held);
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
        let mut files = one(MANIFEST, "");
        assert!(replace_files(&Disk, &inner, &files, &[name.to_owned()]).is_err(), "{name:?}");
        files.insert(name.to_owned(), Vec::new());
        assert!(replace_files(&Disk, &inner, &files, &[]).is_err(), "{name:?}");
        assert!(put_folder(&Disk, &inner, name, &one("x", "")).is_err(), "{name:?}");
        assert!(put_folder(&Disk, &inner, "x", &one(&format!("a/{name}"), "")).is_err() || name == "a/b", "{name:?}");
    }
    assert!(replace_files(&Disk, &inner, &one("x.pdf", ""), &[]).is_err(), "the manifest must be one of the files");
    assert_eq!(names(folder.path()), ["inner"]);
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
