//! Every reader takes whatever it is given: it says what is wrong, in its place and soon, or what it read can be made a paper of.
//!
//! Files of the examples and records of kept editions are cut, doubled, spliced and sprinkled with what means something to a reader. Each run tries the same cases;
//! `FUZZ_SECONDS=100` goes on for as long with each reader, as `.ci/full` does.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use panelpack::internals::diag::emit::{Format, Style, render};
use panelpack::internals::store::{self, Disk, Recovered};
use panelpack::internals::{expand, is_proposed};
use panelpack::{MemoryFiles, ProjectFiles, Selection, check};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::{fixtures, root, small_project};

/// No input of this size may take longer, whatever it holds.
const SOON: Duration = Duration::from_secs(2);

/// Inputs are cut here: what is larger is refused by its size.
const LARGEST: usize = 200_000;

/// Cases of a reader in a plain run.
const CASES: u32 = 48;

/// What means something to one reader or another.
const WORDS: [&str; 40] = [
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "#",
    "# ",
    "## A1\n",
    "|",
    ">",
    "&a ",
    "*a",
    "<<: ",
    "!!binary ",
    "%",
    "---\n",
    "\u{feff}",
    "\0",
    "\u{202e}",
    "é",
    "🎉",
    "[c]",
    "1/0",
    "2020-13",
    "9999-12",
    "0001-01",
    "1e999",
    "-0",
    "99999999999999999999999999999",
    "../",
    "https://x",
    "`",
];

/// One change of a file.
#[derive(Debug, Clone)]
enum Change {
    /// A stretch goes.
    Cut(Index, Index),
    /// A stretch stands many times.
    Repeat(Index, Index, usize),
    /// A word comes in.
    Word(Index, &'static str),
    /// A byte is another one.
    Byte(Index, u8),
    /// A stretch of another file comes in.
    Splice(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), at()).prop_map(|(from, to)| Change::Cut(from, to)),
        (at(), at(), 2..400_usize).prop_map(|(from, to, times)| Change::Repeat(from, to, times)),
        (at(), select(&WORDS[..])).prop_map(|(at, word)| Change::Word(at, word)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        (at(), at(), at()).prop_map(|(at, from, to)| Change::Splice(at, from, to)),
    ]
}

fn stretch(text: &[u8], one: Index, other: Index) -> std::ops::Range<usize> {
    let (one, other) = (one.index(text.len() + 1), other.index(text.len() + 1));
    one.min(other)..one.max(other)
}

fn changed(seed: &[u8], other: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut text = seed.to_vec();
    for change in changes {
        match *change {
            Change::Cut(from, to) => {
                let range = stretch(&text, from, to);
                text.drain(range);
            }
            Change::Repeat(from, to, times) => {
                let range = stretch(&text, from, to);
                let most = LARGEST / range.len().max(1);
                let copies = text[range.clone()].repeat(times.min(most));
                text.splice(range, copies);
            }
            Change::Word(at, word) => {
                let at = at.index(text.len() + 1);
                text.splice(at..at, word.bytes());
            }
            Change::Byte(at, byte) => {
                let at = at.index(text.len() + 1);
                text.splice(at..(at + 1).min(text.len()), [byte]);
            }
            Change::Splice(at, from, to) => {
                let at = at.index(text.len() + 1);
                text.splice(at..at, other[stretch(other, from, to)].iter().copied());
            }
        }
        text.truncate(LARGEST);
    }
    text
}

/// Tries a reader with changed files until its cases or its time is over.
fn fuzz(name: &str, seeds: Vec<Vec<u8>>, read: impl Fn(Vec<u8>)) {
    assert!(!seeds.is_empty(), "{name} has nothing to begin with");
    let time = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let begun = Instant::now();
    let mut round = 0_u32;
    loop {
        let mut seed = [0; 32];
        let named = name.len().min(28);
        seed[..named].copy_from_slice(&name.as_bytes()[..named]);
        seed[28..].copy_from_slice(&round.to_le_bytes());
        let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let input = (select(seeds.clone()), select(seeds.clone()), prop::collection::vec(change(), 1..6));
        let outcome = runner.run(&input, |(seed, other, changes)| {
            let text = changed(&seed, &other, &changes);
            let begun = Instant::now();
            read(text);
            prop_assert!(begun.elapsed() < SOON, "it took {:?}", begun.elapsed());
            Ok(())
        });
        if let Err(TestError::Fail(reason, (seed, other, changes))) = outcome {
            let text = changed(&seed, &other, &changes);
            panic!("{name}: {reason}\n{}", String::from_utf8_lossy(&text));
        }
        round += 1;
        if time.is_none_or(|time| begun.elapsed() >= time) {
            break;
        }
    }
}

/// Files below a folder whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let mut entries: Vec<_> = fs::read_dir(folder).expect("examples can be read").filter_map(Result::ok).collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for path in entries.iter().map(fs::DirEntry::path) {
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(fs::read(path).expect("an example can be read"));
            }
        }
    }
    found.retain(|file| file.len() < 30_000);
    found
}

/// Reads a project in which one file is the changed one; what is found can be printed, and what is in order becomes a paper.
fn in_project(path: &'static str) -> impl Fn(Vec<u8>) {
    in_files(small_project(), path)
}

/// The same in a project of other files.
fn in_files(files: MemoryFiles, path: &'static str) -> impl Fn(Vec<u8>) {
    move |text| {
        let mut project = check(&files.clone().with(path, text));
        for format in [Format::Human, Format::Short, Format::Json] {
            let style = Style { colour: false, source_lines: format == Format::Human };
            let printed = render(project.diagnostics(), project.sources(), format, style);
            // A hundred in full, each with a line of 4,000 bytes and what stands under it.
            assert!(printed.len() < 2 << 20, "{} bytes of messages", printed.len());
        }
        if project.has_errors() {
            return;
        }
        let (chosen, _) = project.select(&Selection::default()).into_parts();
        for chosen in &chosen {
            let _ = expand(&mut project, chosen, &Selection::default());
        }
    }
}

#[test]
fn yaml_of_every_kind() {
    let seeds = files(&root().join("data"), ".yaml");
    for path in [
        "panelpack.yaml",
        "indicators.yaml",
        "figures/2020-11.yaml",
        "benchmarks.yaml",
        "actions.yaml",
        "corrections.yaml",
    ] {
        fuzz(path, seeds.clone(), in_project(path));
    }
}

#[test]
fn csv() {
    let mut seeds = files(&root().join("data"), ".csv");
    seeds.push(b"Code,Aug-20,Sep-20,Oct-20,Nov-20\nA1,80,85,88,91\nA1 out of,100,100,100,100\nA2,5,6,7,8\n".to_vec());
    fuzz("csv", seeds, in_project("figures/more.csv"));
}

#[test]
fn markdown() {
    fuzz("markdown", files(&root().join("data"), ".md"), in_project("commentary/2020-11/all.md"));
}

#[test]
fn records() {
    let blobs = files(&fixtures().join("editions/blobs"), "");
    let seeds = blobs.into_iter().filter(|blob| blob.starts_with(b"# Written by panelpack")).collect();
    // Name, paper and fingerprint are made to fit, so that what comes behind them is reached.
    let read = in_project("editions/panel-2020-11-v1/edition.yaml");
    fuzz("record", seeds, move |text| {
        let text = String::from_utf8_lossy(&text);
        let body = text.rsplit_once("sha256: ").map_or(&*text, |(body, _)| body);
        let ours = |line: &str| match line.split_once(": ") {
            Some(("edition", _)) => "edition: panel-2020-11-v1\n".to_owned(),
            Some(("paper", _)) => "paper: panel\n".to_owned(),
            _ => format!("{line}\n"),
        };
        let body: String = body.lines().map(ours).collect();
        read(format!("{body}sha256: {}\n", panelpack::internals::sha256(body.as_bytes())).into_bytes());
    });
}

#[test]
fn layouts() {
    let seeds = files(&root().join("templates"), "layout.yaml");
    let read = in_project("templates/scorecard/layout.yaml");
    fuzz("layout", seeds, read);
}

#[test]
fn plans() {
    let sum = |text: &str| panelpack::internals::sha256(text.as_bytes());
    let (was, will) = (sum("mine"), sum("staged"));
    let change = |name: &str| format!(r#"{{"name":"{name}","was":{{"sha256":"{was}"}},"will":{{"sha256":"{will}"}}}}"#);
    let plan = |names: [&str; 2]| format!(r#"{{"form":1,"changes":[{}]}}"#, names.map(change).join(",")).into_bytes();
    let seeds = [
        ["a.pdf", "manifest.json"],
        ["../a.pdf", "manifest.json"],
        ["/etc/x.pdf", "..\\\\a.pdf"],
        [".panelpack-lock", "b/a.pdf"],
    ];
    fuzz("plan", seeds.map(plan).to_vec(), |text| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (out, canary) = (folder.path().join("out"), folder.path().join("a.pdf"));
        fs::create_dir(&out).expect("a folder can be made");
        for (name, content) in [
            ("a.pdf", "mine"),
            ("manifest.json", "mine"),
            (".panelpack-next-0", "staged"),
            (".panelpack-next-1", "staged"),
        ] {
            fs::write(out.join(name), content).expect("a file can be written");
        }
        fs::write(out.join(".panelpack-ready"), text).expect("a file can be written");
        fs::write(&canary, "mine").expect("a file can be written");
        let _ = store::recover(&Disk, &out);
        assert_eq!(fs::read(&canary).expect("it is there"), b"mine", "what lies outside was touched");
        let again = store::recover(&Disk, &out).expect("what was found never blocks the next run");
        assert_eq!(again, Recovered::Whole);
    });
}

/// The parts of a workbook, and the workbook with another in place of one.
fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook is an archive");
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.to_string())).collect();
    let part = |name: String| {
        let mut content = Vec::new();
        let mut part = archive.by_name(&name).expect("a part");
        part.read_to_end(&mut content).expect("a part can be read");
        (name, content)
    };
    names.into_iter().map(part).collect()
}

fn with_part(parts: &[(String, Vec<u8>)], at: usize, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (other, (name, own)) in parts.iter().enumerate() {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory takes a part");
        archive.write_all(if other == at { content } else { own }).expect("memory takes a part");
    }
    archive.finish().expect("memory takes an archive").into_inner()
}

/// Each part of a workbook is damaged by itself: damage to the archive is found by its check sums.
#[test]
fn workbooks() {
    for file in
        ["tests/fixtures/import/derived_scorecard_merged_headers.xlsx", "data/northbridge/sources/performance.xlsx"]
    {
        let parts = parts(&fs::read(root().join(file)).expect("a workbook"));
        assert!(parts.len() > 8, "{file} has other parts than sheets, texts and styles");
        for (at, (name, content)) in parts.iter().enumerate().filter(|(_, (name, _))| name.starts_with("xl/")) {
            fuzz(&format!("{name} of a workbook"), vec![content.clone()], |content| {
                is_proposed("scorecard.xlsx", with_part(&parts, at, &content), "Croydon");
            });
        }
    }
}

#[test]
fn published_files() {
    let seeds = files(&fixtures().join("import"), ".csv");
    fuzz("published", seeds, |text| {
        is_proposed("published.csv", text, "Croydon");
    });
}

#[test]
fn recipes_and_cells() {
    let small = small_project();
    let manifest = small.read("panelpack.yaml").expect("there is a manifest");
    let manifest = [&manifest[..], b"sources:\n  - {workbook: a.csv, recipe: a}\n"].concat();
    let project = small.with("panelpack.yaml", manifest);
    let sheet = "Ref,Measure,Dec-20,Jan-21\nA1,Numerator,92,93\nA1,Denominator,100,100\nA2,Number,9,n/a\n";
    let recipe = "file: a.csv\nsymbols: {n/a: x}\ntables:\n  - figures: a\n    headings: 1\n    columns: {A: Ref, B: Measure}\n    periods: across\n    \
                  keys: [A, B]\n    rows:\n      A1: [A1, Numerator]\n      A1 out of: [A1, Denominator]\n      A2: [A2, Number]\n";
    let mut seeds = files(&root().join("data/northbridge/imports"), ".yaml");
    seeds.push(recipe.as_bytes().to_vec());
    fuzz("recipe", seeds, in_files(project.clone().with("sources/a.csv", sheet), "imports/a.yaml"));
    let cells = b"place,table,header,row,period,figure\nC2,a,Months,A1,2020-12,92\nC3,a,Months,A1 out of,2020-12,100\n"
        .to_vec();
    fuzz("cells", vec![cells], in_files(project, "sources/a.cells.csv"));
}
