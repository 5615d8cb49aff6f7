//! What the scorecard engine costs: one paper of 500 indicators with 120 months each, from the checked project to what it means; and how checking a project grows
//! with it.
//!
//! `cargo bench --bench assess` prints the medians and fails above the limits in `README.md` beside this file.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "the benchmark prints its figure and looks at the clock"
)]

use std::fmt::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use panelpack::MemoryFiles;
use panelpack::internals::assess::{Inputs, Request, assess};
use panelpack::internals::ledger::{Audience, Ledger, Published};
use panelpack::internals::model::{Calendar, Period};
use panelpack::internals::{figures, scorecard};

const INDICATORS: usize = 500;
const MONTHS: i32 = 120;
const RUNS: usize = 30;
const LIMIT: Duration = Duration::from_millis(50);
/// Of the ledger, which is made once for a project: every second indicator has rests of 1 to 5, which are kept from being worked out.
const LEDGER: Duration = Duration::from_secs(4);
/// Runs of the whole check, which takes longer.
const CHECKS: usize = 9;
/// Twice the indicators, with a little room for what the machine does beside it.
const GROWTH: f64 = 2.3;

fn main() -> ExitCode {
    let [engine, check] = [engine(), check()];
    if engine && check { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn engine() -> bool {
    let project = panelpack::check(&project(INDICATORS));
    assert!(!project.has_errors(), "{:#?}", project.diagnostics());
    let (scorecard, figures) = (scorecard(&project), figures(&project));
    let period = Period::parse("2020-11", Calendar::default()).expect("it is a month");
    let request = Request { paper: &scorecard.papers[0], period, meeting: None, seen: None };
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        let start = Instant::now();
        let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
        times[0].push(start.elapsed());
        let start = Instant::now();
        let assessment = assess(&Inputs::new(scorecard, figures, &ledger), request);
        times[1].push(start.elapsed());
        assert_eq!(assessment.indicators().count(), INDICATORS);
    }
    let [ledger, paper] = times.map(|mut times| {
        times.sort();
        (times[RUNS / 2], times[RUNS - 1])
    });
    let told = |(median, worst): (Duration, Duration)| format!("median {median:.1?}, slowest {worst:.1?}");
    println!(
        "{INDICATORS} indicators x {MONTHS} months: ledger {}, limit {LEDGER:?}; paper {}, limit {LIMIT:?}",
        told(ledger),
        told(paper)
    );
    ledger.0 <= LEDGER && paper.0 <= LIMIT
}

/// Reads, validates and compares; small and large in turns, so that a slow moment of the machine meets both.
fn check() -> bool {
    let sizes = [INDICATORS, 2 * INDICATORS].map(project);
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..CHECKS {
        for (files, times) in sizes.iter().zip(&mut times) {
            let start = Instant::now();
            assert!(!panelpack::check(files).has_errors());
            times.push(start.elapsed());
        }
    }
    let [small, large] = times.map(|mut times| {
        times.sort();
        times[CHECKS / 2]
    });
    let growth = large.as_secs_f64() / small.as_secs_f64();
    println!("check: {small:.1?}, of twice the indicators {large:.1?}: {growth:.2} times, limit {GROWTH}");
    growth <= GROWTH
}

/// Every second indicator is a fraction with the rules that cost most; the rest are counts that add up over the year.
fn project(indicators: usize) -> MemoryFiles {
    let november = Period::parse("2020-11", Calendar::default()).expect("it is a month");
    let months: Vec<String> = (0..MONTHS).rev().map(|n| november.earlier(n).to_string()).collect();
    let mut definitions = "Theme:\n".to_owned();
    let mut figures = format!("extracted: 2021-01-04\nMonths: [{}]\n", months.join(", "));
    let mut authorities = String::new();
    for i in 0..indicators {
        let fraction = i % 2 == 0;
        let kind = if fraction {
            "count: Seen in time, out_of: All, better: higher, target: {from 2015-04: 85, from 2020-04: 90}, amber_within: 5 points, floor: 50, min_change: 1 points, trend_over: 12, judge_after: 20 working days, type: in period"
        } else {
            "count: Children, better: lower, target: 300, amber_within: 5%, type: in period"
        };
        writeln!(definitions, "  A{i}: {{name: Indicator {i}, {kind}}}").expect("a string takes all");
        let cells: Vec<String> = (0..MONTHS as usize)
            .map(|month| {
                // No row repeats another one, which would tie them together.
                let value = 60 + (i * 7 + month * 13 + i / 40 * month * 3) % 40;
                if fraction { format!("{value}/100") } else { value.to_string() }
            })
            .collect();
        writeln!(figures, "A{i}: [{}]", cells.join(", ")).expect("a string takes all");
    }
    for number in 901..=911 {
        let rows: Vec<String> = (0..indicators).map(|i| format!("A{i}: [{}, {}]", 60 + i % 30, 61 + i % 30)).collect();
        writeln!(authorities, "    {number} Somewhere: {{{}}}", rows.join(", ")).expect("a string takes all");
    }
    let manifest = "organisation: Testing Council\nsmall_numbers: {policy: dfe}\narea: 901\nneighbours: [902, 903, 904, 905, 906, 907, 908, 909, 910, 911]\npapers:\n  panel: {title: Scorecard, panel: Panel}\n";
    MemoryFiles::default()
        .with("panelpack.yaml", manifest)
        .with("indicators.yaml", definitions)
        .with("figures/history.yaml", figures)
        .with(
            "benchmarks.yaml",
            format!("- release: Release\n  years: [2018/19, 2019/20]\n  authorities:\n{authorities}"),
        )
}
