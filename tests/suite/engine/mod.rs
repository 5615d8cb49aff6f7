//! What a row means: a subject a file, each in small projects of its own.

mod absolutes;
mod benchmarks;
mod by_source;
mod columns;
mod commentary;
mod direction;
mod disclosure;
mod how_long;
mod lineage;
mod long;
mod longer;
mod multiples;
mod numberless;
mod parts;
mod plain;
mod ranges;
mod seen;
mod spc;
mod spc_exact;
mod spc_words;
mod standards;
mod themes;
mod time;
mod values;
mod words;

use panelpack::internals::page::IndicatorView;
use panelpack::internals::page::PaperView;
use panelpack::{MemoryFiles, Selection};

use crate::common::{small_project, views};

/// The small project with A1 defined anew, and figures of its own.
fn with(a1: &str, figures: &str) -> MemoryFiles {
    let definitions =
        format!("Theme:\n  A1: {{name: Plans, {a1}}}\n  A2: {{name: Visits, count: Made, better: neither}}\n");
    small_project().with("indicators.yaml", definitions).with("figures/history.yaml", figures)
}

fn with_manifest(files: MemoryFiles, more: &str) -> MemoryFiles {
    let manifest = format!(
        "organisation: Testing Council\nsmall_numbers: {{policy: none}}\npapers:\n  panel: {{title: Scorecard, panel: Panel}}\n{more}"
    );
    files.with("panelpack.yaml", manifest)
}

fn paper(files: &MemoryFiles) -> PaperView {
    views(files, &Selection::default()).remove(0)
}

fn paper_of(files: &MemoryFiles, period: &str) -> PaperView {
    views(files, &Selection { period: Some(period.to_owned()), ..Selection::default() }).remove(0)
}

fn find(paper: &PaperView, code: &str) -> IndicatorView {
    paper.indicators().find(|view| view.code == code).unwrap_or_else(|| panic!("{code} is in the paper")).clone()
}

fn a1(files: &MemoryFiles) -> IndicatorView {
    find(&paper(files), "A1")
}

fn fact(view: &IndicatorView, label: &str) -> Option<String> {
    view.facts.iter().chain(&view.more).find(|fact| fact.label.starts_with(label)).map(|fact| fact.value.clone())
}

const PERCENT: &str = "count: In time, out_of: Due, better: higher";
