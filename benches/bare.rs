//! What panelpack costs beyond typst: the whole `panelpack build` of a project against the typst crates alone, which
//! compile the same generated sources with charts that are already drawn.
//!
//! `cargo bench --bench bare` prints the table of `README.md` beside this file; what it may cost stands there too. With `-- hand` the peer is a pack that somebody wrote by hand in
//! Typst from the same data, and `-- instructions` compares with it what valgrind counts, which no other work on the machine moves; both fail above their limits.
//!
//! Both sides are processes of their own, in pairs, and the one that goes first alternates: a machine that slows down
//! or warms up meets both. Time is processor time of user and system as the kernel counts it, so another process delays
//! the run but is hardly measured.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the benchmark reads and writes files of its own and prints its table"
)]

#[path = "bare/hand.rs"]
mod hand;
#[path = "bare/peer.rs"]
mod peer;
#[path = "bare/usage.rs"]
mod usage;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use usage::{Spread, Usage, pairs, usage};

/// The one of the command itself, so that the allocator is no part of the difference.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/northbridge");
const PAPER: &str = "parenting";
const PAIRS: usize = 20;

/// The stages of `--timings` that are typst's: everything else is ours.
const TYPST_STAGES: [&str; 2] = ["set", "export"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["compile", folder, pdf] => peer::compile(Path::new(folder), Path::new(pdf)),
        ["trace", folder, json] => peer::trace(Path::new(folder), Path::new(json)),
        ["hand", ..] => hand::compare(),
        ["instructions", ..] => hand::instructions(),
        _ => compare(),
    }
}

/// Runs the pairs and prints the figures.
fn compare() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let sources = folder.path().join("sources");
    usage(panelpack("expand").arg("--out").arg(&sources))?;

    let out = folder.path().join("out");
    let whole = || usage(anew(&out)?.arg("--timings").arg("--out").arg(&out));
    let bare = || usage(bench("compile", &sources, &folder.path().join("bare.pdf"))?);
    let pairs = pairs(PAIRS, whole, bare)?;

    let of = |figure: &dyn Fn(&(Usage, Usage)) -> f64| Spread::of(pairs.iter().map(figure).collect());
    println!("{PAIRS} pairs, {PAPER} of {}; median (lowest to highest)\n", project_name());
    println!("processor time  whole process {} ms", of(&|(whole, _)| whole.cpu * 1000.0).shown(1));
    println!("                typst alone   {} ms", of(&|(_, bare)| bare.cpu * 1000.0).shown(1));
    println!("                ratio         {}", of(&|(whole, bare)| whole.cpu / bare.cpu).shown(3));
    println!("peak memory     whole process {} MB", of(&|(whole, _)| whole.peak).shown(1));
    println!("                typst alone   {} MB", of(&|(_, bare)| bare.peak).shown(1));
    println!("                ratio         {}", of(&|(whole, bare)| whole.peak / bare.peak).shown(3));

    let trace = folder.path().join("trace.json");
    usage(bench("trace", &sources, &trace)?)?;
    println!("layout rounds   {}", rounds(&fs::read_to_string(trace)?)?);
    stages(&out)?;
    let again = || usage(panelpack("build").arg("--out").arg(&out));
    let unchanged: Vec<f64> = (0..PAIRS).map(|_| Ok(again()?.cpu * 1000.0)).collect::<Result<_>>()?;
    println!("\nnothing changed {} ms", Spread::of(unchanged).shown(1));
    Ok(())
}

/// A build into a folder that holds nothing yet: what has not changed would not be made again.
fn anew(out: &Path) -> Result<Command> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    Ok(panelpack("build"))
}

/// Prints how much of the build each stage takes, on one thread, so that time on the clock is processor time.
fn stages(out: &Path) -> Result<()> {
    let mut runs = Vec::new();
    for _ in 0..PAIRS {
        let build = usage(anew(out)?.env("RAYON_NUM_THREADS", "1").arg("--timings").arg("--out").arg(out))?;
        runs.push(timings(&build.said));
    }
    let names: Vec<String> =
        runs[0].iter().map(|(stage, _)| stage.clone()).filter(|stage| stage != "together").collect();
    let time = |run: &[(String, f64)], wanted: &dyn Fn(&str) -> bool| -> f64 {
        run.iter().filter(|(stage, _)| wanted(stage)).map(|(_, time)| time).sum()
    };
    let spread = |wanted: &dyn Fn(&str) -> bool| Spread::of(runs.iter().map(|run| time(run, wanted)).collect());
    let together = spread(&|stage| stage == "together").median;
    println!("\nstages, on one thread");
    for name in &names {
        let spread = spread(&|stage| stage == name);
        println!("{name:>14}  {} ms, {:.1} %", spread.shown(2), 100.0 * spread.median / together);
    }
    let ours = spread(&|stage| stage != "together" && !TYPST_STAGES.contains(&stage));
    println!("{:>14}  {} ms, {:.1} %", "all ours", ours.shown(2), 100.0 * ours.median / together);
    Ok(())
}

/// A command of the real binary on the paper.
fn panelpack(subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args([subcommand, PROJECT, "--paper", PAPER]);
    command
}

/// This program again, as the peer.
fn bench(mode: &str, folder: &Path, output: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(mode).arg(folder).arg(output);
    Ok(command)
}

/// The lines of `--timings`: `      set   123.45 ms`.
fn timings(said: &str) -> Vec<(String, f64)> {
    let line = |line: &str| {
        let (stage, time) = line.trim().strip_suffix(" ms")?.split_once(' ')?;
        Some((stage.to_owned(), time.trim().parse().ok()?))
    };
    said.lines().filter_map(line).collect()
}

/// How often typst laid out the document, from its own trace.
fn rounds(trace: &str) -> Result<usize> {
    let events: Vec<serde_json::Value> = serde_json::from_str(trace)?;
    let starts = |event: &&serde_json::Value| {
        event["ph"] == "B" && event["name"].as_str().is_some_and(|name| name.starts_with("iter ("))
    };
    Ok(events.iter().filter(starts).count())
}

fn project_name() -> String {
    PathBuf::from(PROJECT).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
