//! The file store with a fault at every operation.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use panelpack::internals::store::{Error, Put, Recovered, hold, put_file, put_folder, recover, replace_files};

use super::faulty::{Faulty, Kind, When, each_fault, each_fault_beside};
use super::{Files, copy, everything, files, look, put, scratch};

const LAST: &str = "manifest.json";

/// What lay there: two papers that are built again, one that is not, one that goes.
fn old() -> Files {
    files(&[("a.pdf", "old a"), ("b.pdf", "old b"), ("kept.pdf", "kept"), ("gone.pdf", "gone"), (LAST, "old: all")])
}

/// What is built.
fn built() -> Files {
    files(&[("a.pdf", "new a, and longer"), ("b.pdf", ""), ("fresh.pdf", "new fresh"), (LAST, "new: all")])
}

/// What lies there afterwards.
fn new(before: &Files) -> Files {
    let mut new = before.clone();
    new.extend(built());
    new.remove("gone.pdf");
    new
}

fn replace(store: &Faulty, folder: &Path) -> Result<(), Error> {
    replace_files(store, folder, &built(), &["gone.pdf".to_owned(), "never.pdf".to_owned()])
}

/// A store without a fault.
fn sound() -> Faulty {
    Faulty::new(Kind::Full, When::Never)
}

/// Whether something hidden may stay behind: where nothing works any more, and where the fault met the tidying up itself.
fn may_leave(fault: &str, had_other_error: bool) -> bool {
    fault.contains("From") || (fault.contains("Once") && !had_other_error)
}

/// With the manifest all is of one build; without it each file is the old or the new one, and none is missing.
fn assert_whole(fault: &str, seen: &Files, before: &Files) {
    let after = new(before);
    if seen.contains_key(LAST) {
        assert!(seen == before || seen == &after, "{fault}: a mixed build under a manifest: {seen:?}");
    }
    for (name, content) in seen {
        assert!([before.get(name), after.get(name)].contains(&Some(content)), "{fault}: {name} holds {content:?}");
    }
    for name in before.keys().filter(|name| after.contains_key(*name) && *name != LAST) {
        assert!(seen.contains_key(name), "{fault}: {name} is missing");
    }
}

/// The next run finds old or new, whole; it then does its own work and leaves nothing hidden.
fn assert_next_run_works(fault: &str, folder: &Path, before: &Files) {
    let recovered = recover(&sound(), folder).unwrap_or_else(|error| panic!("{fault}: {error}"));
    assert_eq!(recovered, Recovered::Whole, "{fault}");
    let (seen, hidden) = if folder.exists() { look(folder) } else { Default::default() };
    assert!(&seen == before || seen == new(before), "{fault}: recovered to {seen:?}");
    assert!(hidden.is_empty(), "{fault}: recovered to {hidden:?}");
    let again = replace_files(&sound(), folder, &built(), &["gone.pdf".to_owned()]);
    again.unwrap_or_else(|error| panic!("{fault}: {error}"));
    assert_eq!(look(folder), (new(before), Vec::new()), "{fault}");
}

fn every_fault_over(before: &Files) -> usize {
    let prepare = |folder: &Path| put(folder, before);
    each_fault(prepare, replace, |fault, folder, result| {
        let (seen, hidden) = if folder.exists() { look(folder) } else { Default::default() };
        assert_whole(fault, &seen, before);
        let tidy = result.as_ref().is_err_and(|error| !error.begun());
        match result {
            Ok(()) => assert_eq!(seen, new(before), "{fault} is no error"),
            Err(error) => {
                assert!(error.begun() || &seen == before, "{fault}: {error}, but {seen:?}");
                let message = error.to_string();
                assert!(!message.contains(".panelpack-"), "{fault}: {message}");
                assert_eq!(message.starts_with("there is no space left for"), fault.starts_with("Full"), "{message}");
            }
        }
        assert!(hidden.is_empty() || may_leave(fault, tidy), "{fault}: {hidden:?}");
        assert_next_run_works(fault, folder, before);
    })
}

#[test]
fn a_first_build_meets_every_fault() {
    assert!(every_fault_over(&Files::new()) > 100);
}

#[test]
fn a_build_over_an_old_one_meets_every_fault() {
    assert!(every_fault_over(&old()) > 150);
}

/// An old folder without a manifest, as earlier versions left it.
#[test]
fn a_build_over_files_without_a_manifest_meets_every_fault() {
    let mut before = old();
    before.remove(LAST);
    every_fault_over(&before);
}

/// What a killed run left behind is recovered by a run that is killed too.
#[test]
fn recovery_is_itself_killed_at_every_operation() {
    let scratch = scratch();
    let operations = {
        let store = sound();
        put(&scratch.path().join("count"), &old());
        replace(&store, &scratch.path().join("count")).unwrap();
        store.operations()
    };
    let (mut left_behind, mut completed) = (BTreeSet::new(), 0);
    for n in 1..=operations {
        let left = scratch.path().join(n.to_string());
        put(&left, &old());
        let _ = replace(&Faulty::new(Kind::Full, When::From(n)), &left);
        // What only reads leaves no more than the operation before it did.
        if left_behind.insert(everything(&left)) {
            each_fault(
                |folder| copy(&left, folder),
                |store, folder| recover(store, folder),
                |fault, folder, result| {
                    let fault = format!("{fault} after a kill at {n}");
                    let (seen, _) = look(folder);
                    assert_whole(&fault, &seen, &old());
                    if let Ok(recovered) = result {
                        assert_eq!(recovered, Recovered::Whole, "{fault}");
                        assert!(seen == old() || seen == new(&old()), "{fault}: {seen:?}");
                    }
                    assert_next_run_works(&fault, folder, &old());
                },
            );
        }
        let decided = left.join(".panelpack-ready").exists();
        assert_eq!(recover(&sound(), &left).unwrap(), Recovered::Whole);
        assert!(
            !decided || look(&left).0 == new(&old()),
            "a kill at {n} came after the decision, yet the old files are back"
        );
        completed += usize::from(look(&left).0 == new(&old()));
    }
    assert!(completed > 10 && completed < operations - 10, "{completed} of {operations} kills came after the decision");
}

/// A file is open elsewhere, so what was replaced before it is put back; and there the run is killed.
#[test]
fn undoing_is_killed_at_every_operation() {
    let prepare = |folder: &Path| put(folder, &old());
    let faults = each_fault_beside(Some("fresh.pdf"), prepare, replace, |fault, folder, result| {
        let (seen, hidden) = look(folder);
        assert_whole(fault, &seen, &old());
        let error = result.expect_err("`fresh.pdf` cannot be written");
        assert!(error.begun() || seen == old(), "{fault}: {seen:?}");
        assert!(hidden.is_empty() || !fault.contains("Never"), "{hidden:?}");
        assert_next_run_works(fault, folder, &old());
    });
    assert!(faults > 150);
}

/// A reader of PDFs that locks its file, for each file: nothing changes, and nothing stays behind.
#[test]
#[cfg(unix)]
fn a_file_that_is_open_elsewhere_stops_the_build_and_leaves_no_trace() {
    for name in ["a.pdf", "b.pdf", "gone.pdf", LAST] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), &old());
        let error = replace(&Faulty::with_open(name), folder.path()).unwrap_err();
        assert!(error.path().ends_with(name) && !error.begun(), "{error}");
        assert_eq!(look(folder.path()), (old(), Vec::new()), "{name}");
        assert_next_run_works(name, folder.path(), &old());
    }
}

/// A lock on a file that is not there any more locks nobody out.
#[test]
#[cfg(unix)]
fn a_lock_is_taken_on_the_file_that_others_will_find() {
    let folder = tempfile::tempdir().unwrap();
    let store = Faulty::with_lock_that_goes();
    let _held = hold(&store, folder.path()).unwrap();
    assert!(folder.path().join(".panelpack-lock").exists());
}

/// Whoever reads while others build sees, as long as the manifest stays the same, the files of one build.
#[test]
fn builds_at_once_never_mix() {
    let folder = scratch();
    let folder = folder.path();
    let names: Vec<String> = (0..6).map(|n| format!("{n}.pdf")).collect();
    let tagged = |tag: &str| -> Files {
        names.iter().map(String::as_str).chain([LAST]).map(|name| (name.to_owned(), tag.as_bytes().to_vec())).collect()
    };
    let built = AtomicBool::new(false);
    let looked = std::thread::scope(|scope| {
        let builders: Vec<_> = (0..4)
            .map(|builder| {
                let tagged = &tagged;
                scope.spawn(move || {
                    for round in 0..40 {
                        let store = sound();
                        replace_files(&store, folder, &tagged(&format!("{builder} {round}")), &[]).unwrap();
                    }
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            let mut looked = 0;
            while !built.load(Ordering::SeqCst) {
                let manifest = || fs::read(folder.join(LAST)).ok();
                let before = manifest();
                let read: Vec<_> = names.iter().map(|name| fs::read(folder.join(name)).ok()).collect();
                if before.is_some() && before == manifest() {
                    assert!(read.iter().all(|content| *content == before), "{before:?} names {read:?}");
                    looked += 1;
                }
            }
            looked
        });
        builders.into_iter().for_each(|builder| builder.join().unwrap());
        built.store(true, Ordering::SeqCst);
        reader.join().unwrap()
    });
    assert!(looked > 10, "the reader came to look {looked} times");
    let (seen, hidden) = look(folder);
    assert!(hidden.is_empty() && seen.len() == 7 && seen.values().all(|content| *content == seen[LAST]), "{seen:?}");
}

fn edition(tag: &str) -> Files {
    files(&[
        ("paper.pdf", tag),
        ("inputs/figures/2020-11.yaml", tag),
        ("inputs/panelpack.yaml", "same"),
        ("SHA256SUMS", tag),
    ])
}

/// The paths of an edition below the folder that holds it.
fn below(name: &str, files: &Files) -> Files {
    files.iter().map(|(path, content)| (format!("{name}/{path}"), content.clone())).collect()
}

#[test]
fn an_edition_is_absent_or_complete_at_every_fault() {
    let whole = below("2021-01-13", &edition("new"));
    let publish = |store: &Faulty, folder: &Path| put_folder(store, folder, "2021-01-13", &edition("new"));
    let faults = each_fault(
        |_| {},
        publish,
        |fault, folder, result| {
            let (seen, hidden) = if folder.exists() { look(folder) } else { Default::default() };
            let failed = result.is_err();
            match result {
                Ok(put) => assert_eq!((put, &seen), (Put::New, &whole), "{fault}"),
                Err(error) => assert!(seen.is_empty(), "{fault}: {error}, but {seen:?}"),
            }
            assert!(hidden.is_empty() || may_leave(fault, failed), "{fault}: {hidden:?}");
            let again = put_folder(&sound(), folder, "2021-01-13", &edition("new")).unwrap();
            assert_eq!(again, if seen.is_empty() { Put::New } else { Put::Exists }, "{fault}");
            assert_eq!(look(folder), (whole.clone(), Vec::new()), "{fault}");
        },
    );
    assert!(faults > 50);
}

#[test]
fn an_edition_that_is_there_is_never_touched() {
    let first = below("2021-01-13", &edition("first"));
    let prepare = |folder: &Path| put(folder, &first);
    let publish = |store: &Faulty, folder: &Path| put_folder(store, folder, "2021-01-13", &edition("second"));
    each_fault(prepare, publish, |fault, folder, result| {
        assert!(!matches!(result, Ok(Put::New)), "{fault}");
        assert_eq!(look(folder).0, first, "{fault}");
    });
}

#[test]
fn of_editions_published_at_once_one_wins() {
    let scratch = scratch();
    let folder = scratch.path();
    for round in 0..40 {
        let name = format!("edition {round}");
        let won: Vec<String> = std::thread::scope(|scope| {
            let publish = |publisher: usize| {
                let (tag, name) = (format!("by {publisher}"), &name);
                scope.spawn(move || {
                    let store = sound();
                    let put = put_folder(&store, folder, name, &edition(&tag)).unwrap();
                    (put == Put::New).then_some(tag)
                })
            };
            let publishers: Vec<_> = (0..3).map(publish).collect();
            publishers.into_iter().filter_map(|publisher| publisher.join().unwrap()).collect()
        });
        assert_eq!(won.len(), 1, "{won:?}");
        assert_eq!(look(&folder.join(&name)).0, edition(&won[0]));
    }
    assert!(look(folder).1.is_empty());
}

#[test]
fn a_single_file_is_the_old_or_the_new_one_at_every_fault() {
    let (old, new) = (files(&[("a.yaml", "old")]), files(&[("a.yaml", "new and longer")]));
    let write = |store: &Faulty, folder: &Path| put_file(store, &folder.join("a.yaml"), &new["a.yaml"], None);
    each_fault(
        |folder| put(folder, &old),
        write,
        |fault, folder, result| {
            let (seen, hidden) = look(folder);
            assert_eq!(seen, if result.is_ok() { new.clone() } else { old.clone() }, "{fault}");
            assert!(hidden.is_empty() || may_leave(fault, result.is_err()), "{fault}: {hidden:?}");
            put_file(&sound(), &folder.join("a.yaml"), &new["a.yaml"], None).unwrap();
            assert_eq!(look(folder), (new.clone(), Vec::new()), "{fault}");
        },
    );
}
