//! The tables of keys hold what is read, and nothing else: held against every example and every invalid fixture. While they are read, each reader holds its map against its
//! table (`load/keys/seen`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diag::{Code, SourceMap};
use crate::load::keys::Table;
use crate::load::keys::seen::{KEYS, Named, WORDS, name};
use crate::load::keys::words::UNITS;
use crate::load::{DirFiles, MemoryFiles, ProjectFiles, recipe};

use super::check;

/// Every folder with a project, or with what a project of `base/small` has otherwise.
fn folders() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let entries =
            folder.read_dir().expect("the fixtures are there").filter_map(Result::ok).map(|entry| entry.path());
        for path in entries.filter(|path| path.is_dir()) {
            if ["panelpack.yaml", "expected"].iter().any(|file| path.join(file).exists()) {
                found.push(path.clone());
            }
            walk(&path, found);
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["data", "tests/fixtures/base", "tests/fixtures/invalid"] {
        walk(&root.join(folder), &mut found);
    }
    found.push(root.join("tests/fixtures/stress"));
    found
}

fn read_everything() {
    let small = DirFiles::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base/small"));
    let small = MemoryFiles::read_from(&small).expect("it can be read");
    let folders = folders();
    assert!(folders.len() > 170, "{} folders", folders.len());
    for folder in folders {
        let own = MemoryFiles::read_from(&DirFiles::at(&folder)).expect("a fixture can be read");
        let mut files = small.clone();
        for path in own.list().expect("it is in memory") {
            let content = own.read(&path).expect("it is listed");
            if path.starts_with("imports/") {
                _ = recipe::read(&path, &String::from_utf8_lossy(&content), &mut SourceMap::default());
            }
            files = files.with(&path, content);
        }
        check(&files);
    }
    // What no example has.
    let manifest = small.read("panelpack.yaml").expect("it is there");
    let more = "revisions: {routine: Back months are refreshed, list_from: 2 points or a changed rating}\n";
    let counted = "More:\n  M1: {name: N, count: Homes, counts: things, better: neither}\n";
    let manifest = [manifest, more.as_bytes().to_vec()].concat();
    check(&small.with("panelpack.yaml", manifest).with("indicators/more.yaml", counted));
    let recipes = include_str!("../../data/README.md").split("```").find(|block| block.starts_with("yaml\nfile:"));
    let read = recipe::read("a", &recipes.expect("there is one")["yaml".len()..], &mut SourceMap::default());
    assert!(read.is_ok(), "{read:?}");
}

#[test]
fn each_table_is_read_and_each_choice_between_words_is_in_one() {
    read_everything();
    let named = Named::new();
    let read = KEYS.lock().expect("no test panics with it").clone();
    // `load/layout` holds the first two against what serde reads; files of figures are read line by line.
    let otherwise = ["layout.yaml", "an option", "a file of figures"];
    let of_table = |table: &&'static Table| {
        let (what, first) = name(table);
        table.keys.iter().map(move |key| (what, first, key.name)).collect::<Vec<_>>()
    };
    let tables = named.tables.iter().filter(|table| !otherwise.contains(&table.what));
    let unread: Vec<_> = tables.flat_map(of_table).filter(|key| !read.contains(key)).collect();
    assert!(unread.is_empty(), "no reader takes these: {unread:?}");
    let chosen = WORDS.lock().expect("no test panics with it").clone();
    let unnamed: Vec<_> = chosen.difference(&named.words).collect();
    assert!(unnamed.is_empty(), "no table names these words: {unnamed:?}");
    let unasked: BTreeSet<&str> = named.words.difference(&chosen).map(|words| words[0].as_str()).collect();
    // Words that are not chosen between by `Words::choice`: units, `none`, kinds of years, durations, sheets, and what a layout has.
    let otherwise =
        ["A3 landscape", "Have your say", "academic", "bars", "count", "drawn", "hours and minutes", "none"];
    assert_eq!(unasked, BTreeSet::from(otherwise));
}

#[test]
fn each_unit_kind_of_year_and_duration_is_known() {
    for unit in UNITS {
        let indicator = format!("T:\n  A1: {{name: N, unit: {unit}, better: neither}}\n");
        let project = check(&MemoryFiles::default().with("indicators.yaml", indicator));
        assert!(project.diagnostics().iter().all(|found| found.code() != Code::UnknownChoice), "{unit}");
    }
    for years in ["ending", "academic", "calendar"] {
        assert!(recipe::years(years).is_some(), "{years}");
    }
    let durations: BTreeSet<&str> = recipe::Durations::ALL.iter().map(|(_, words)| *words).collect();
    let named = Named::new().words.into_iter().find(|words| words.iter().any(|word| word == "hours and minutes"));
    assert!(named.is_some_and(|named| named.iter().map(String::as_str).eq(durations)));
}
