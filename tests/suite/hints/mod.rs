//! Each hint, followed to the letter, leads out: what was said is gone, and the page says what was meant.

mod pasted;
mod periods;
mod sheets;
mod signs;
mod slips;

use panelpack::{Diagnostic, MemoryFiles, Selection, check};

use crate::common::views;

const MANIFEST: &str = "organisation: Testing Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n";
const COUNTED: &str = "count: In time, out_of: Due, better: higher, target: 90";

/// A project of one indicator `A1`, and the one file that holds its figures.
fn project(define: &str, file: &str, figures: &str) -> MemoryFiles {
    MemoryFiles::default()
        .with("panelpack.yaml", MANIFEST)
        .with("indicators.yaml", format!("Theme:\n  A1: {{name: Plans, {define}}}\n"))
        .with(&format!("figures/{file}"), figures.to_owned())
}

fn sheet(define: &str, figures: &str) -> MemoryFiles {
    project(define, "sheet.csv", figures)
}

fn found(files: &MemoryFiles) -> Vec<Diagnostic> {
    check(files).diagnostics().to_vec()
}

/// The one thing that is said of a project, with what to do.
#[track_caller]
fn only(files: &MemoryFiles) -> String {
    let found = found(files);
    assert_eq!(found.len(), 1, "{found:#?}");
    format!("{}: {}; {}", found[0].code(), found[0].message(), found[0].hints().join("; "))
}

/// What is printed of `A1`, and for when, by a project that is in order.
#[track_caller]
fn printed(files: &MemoryFiles) -> (String, String) {
    assert_eq!(found(files), Vec::new());
    let paper = views(files, &Selection::default()).remove(0);
    let of = |view: &&panelpack::internals::page::IndicatorView| view.code == "A1";
    let view = paper.indicators().find(of).expect("the paper has `A1`");
    (view.value.clone(), paper.period.label.clone())
}

/// What is wrong says one thing, `hint` is part of it, and followed it gives `value`.
#[track_caller]
fn leads(wrong: &MemoryFiles, hint: &str, right: &MemoryFiles, value: &str) {
    let said = only(wrong);
    assert!(said.contains(hint), "{said}");
    assert_eq!(printed(right).0, value, "{said}");
}

/// A project of one indicator whose definitions are these lines.
fn defined(lines: &str) -> MemoryFiles {
    project(COUNTED, "2024-04.yaml", "A1: 366/388\n").with("indicators.yaml", lines.to_owned())
}

const LINES: &str = "Theme:\n  A1:\n    name: Plans\n    count: In time\n    out_of: Due\n    better: higher\n";
