//! What it costs to set a paper again in a process that goes on, one figure corrected and all else as it was; and whether such a process grows.
//!
//! `cargo bench --bench kept` prints both and fails above the limits in `README.md` beside this file.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "the benchmark prints its figure, reads the example and looks at the clock"
)]

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use panelpack::{MemoryFiles, Selection, check};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/northbridge");
const CORRECTED: &str = "figures/2020-11.yaml";
const RUNS: usize = 7;
/// Of a corrected figure to the first time.
const SHARE: f64 = 0.35;
/// Papers in one process, no two alike, and how many of them are set before memory is looked at.
const PAPERS: usize = 500;
const SETTLED: usize = 100;
/// KiB that each further one may add: what is left of it is a line of the account of what was set.
const GROWTH: f64 = 16.0;

fn main() -> ExitCode {
    let files = project();
    let text = fs::read_to_string(Path::new(PROJECT).join(CORRECTED)).expect("the example has it");
    let corrected = |run: usize| {
        let figures = format!("CLA18: {}/{}", 20 + run % 30, 56 + run / 30);
        files.clone().with(CORRECTED, text.replacen("CLA18: 28/56", &figures, 1))
    };
    let first = set(&files);
    let again = (0..RUNS).map(|run| set(&corrected(run)));
    let mut shares: Vec<f64> = again.map(|again| again.as_secs_f64() / first.as_secs_f64()).collect();
    shares.sort_by(f64::total_cmp);
    let share = shares[RUNS / 2];
    println!("first {first:.1?}; one figure corrected: {share:.2} of that, limit {SHARE}");
    let mut settled = 0.0;
    for run in RUNS..PAPERS {
        set(&corrected(run));
        if run == SETTLED {
            settled = memory();
        }
    }
    let growth = (memory() - settled) / (PAPERS - SETTLED) as f64;
    println!("{PAPERS} papers: {growth:.1} KiB more for each after {SETTLED}, limit {GROWTH}");
    if share <= SHARE && growth <= GROWTH { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn set(files: &MemoryFiles) -> Duration {
    let selection = Selection { paper: Some("parenting".to_owned()), ..Selection::default() };
    let start = Instant::now();
    let mut project = check(files);
    let chosen = project.select(&selection).into_parts().0;
    let mut paper = project.compile(&chosen[0], &selection).into_parts().0.expect("it is in order");
    assert!(paper.pdf().into_parts().0.is_some());
    start.elapsed()
}

/// KiB that the process holds; nothing where the system does not say.
fn memory() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<f64>().ok()).unwrap_or_default() * 4.0
}

fn project() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    let mut folders = vec![Path::new(PROJECT).to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the example is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(PROJECT).expect("it lies inside").to_string_lossy().into_owned();
                files = files.with(&inside, fs::read(&path).expect("it can be read"));
            }
        }
    }
    files
}
