//! The month's round: the files that it begins with, what is awaited, what is due when.

mod calendar;
mod chase;
mod new_month;
mod round;

use crate::common::{open, small_project};
use assert_cmd::Command;
use panelpack::MemoryFiles;
use panelpack::internals::model::Date;
use panelpack::internals::month::{Chase, Kind, NewMonth};
use panelpack::internals::{self};
use std::fs;
use std::path::Path;

fn new_month(files: &MemoryFiles, period: &str) -> NewMonth {
    internals::new_month(&mut open(files), period).expect("the period can be begun")
}

fn chase(files: &MemoryFiles, period: Option<&str>, on: &str) -> Chase {
    let on: Date = on.parse().expect("a day");
    internals::chase(&mut open(files), period, on).expect("a period is at hand")
}

fn with(files: &MemoryFiles, month: &NewMonth) -> MemoryFiles {
    month.files.iter().fold(files.clone(), |files, new| files.with(&new.path, new.content.clone()))
}

fn file<'m>(month: &'m NewMonth, path: &str) -> &'m str {
    let found = month.files.iter().find(|file| file.path == path);
    &found.unwrap_or_else(|| panic!("{path} is not among {:?}", paths(month))).content
}

fn paths(month: &NewMonth) -> Vec<&str> {
    month.files.iter().map(|file| file.path.as_str()).collect()
}

/// What is awaited: kind and of what.
fn awaited(chase: &Chase) -> Vec<(Kind, &str)> {
    chase.awaited.iter().map(|it| (it.kind, it.of.as_str())).collect()
}

/// Owners, a commentary of the month before, a month of which one figure is in.
fn team() -> MemoryFiles {
    small_project()
        .with(
            "indicators.yaml",
            "Theme:\n  A1: {name: Plans, count: Plans in time, out_of: Plans due, better: higher, target: 90, amber_within: 5 points, owner: Head of Plans}\n  \
             A2: {name: Visits, count: Visits made, better: higher, target: 10, owner: Head of Visits}\n  \
             A3: {name: Calls, unit: days, better: lower, target: 5, owner: {from 2020-01: Nobody, from 2020-12: Head of Calls}}\n",
        )
        .with(
            "figures/history.yaml",
            "Months: [2020-08, 2020-09, 2020-10]\nA1: [80/100, 85/100, 88/100]\nA2: [5, 6, 7]\nA3: [4, 4, 4]\n",
        )
        .with("figures/2020-11.yaml", "source: The system\nextracted: 2020-12-03\nA1: 80/100\nA2: 11\nA3: 4\n")
        .with(
            "commentary/2020-11/plans.md",
            "Author: Head of Plans · Cleared: 2020-12-05\n\n## Summary\nAll is *well* <!-- not so --> here.\n\n## A1\nExpected back: 2021-02\n80 of 100: too few.\n\n- one\n- two\n### Next\nMore. **Head of Plans, by 31 January 2021.**\n",
        )
}

fn panelpack(words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_panelpack")).args(words).env_remove("CI").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn write(files: &MemoryFiles, folder: &Path) {
    use panelpack::ProjectFiles;
    for path in files.list().unwrap() {
        let target = folder.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, files.read(&path).unwrap()).unwrap();
    }
}
