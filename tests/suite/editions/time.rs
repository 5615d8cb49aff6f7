//! No upgrade, no new check and no new month alters what was published.
//!
//! `tests/fixtures/editions/<version>` lists projects with what that version published, as `sha256sum` does; what the files hold lies in `blobs`, once each, because
//! editions copy their layout. `KEEP_EDITIONS=1 cargo test --release editions::time` publishes with the version at hand and adds it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use panelpack::internals::sha256;
use panelpack::{MemoryFiles, ProjectFiles, Selection};

use super::{Desk, tree};
use crate::common::{example, fixtures, views};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Every layout, a version before, a reissue and a draft.
fn northbridge() -> Desk {
    let desk = Desk::example("northbridge");
    desk.done(&["publish", ".", "--paper", "parenting", "--period", "2020-10", "--on", "2020-12-02"]);
    desk.done(&["publish", ".", "--on", "2021-01-06", "--by", "Democratic Services"]);
    desk.edit("figures/2020-11.yaml", "CLA11: 163/194 84%", "CLA11: 167/194");
    desk.run(&["status", ".", "--write"]);
    desk.edit("corrections.yaml", "kind:\n", "kind: correction\n");
    desk.edit("corrections.yaml", "reason:\n", "reason: Four plans were recorded late.\n");
    desk.done(&["publish", ".", "--paper", "parenting", "--on", "2021-01-20"]);
    desk.done(&["clear", ".", "--paper", "chair", "--by", "Jo Field, Director", "--on", "2021-01-19"]);
    desk
}

fn small(papers: &str) -> Desk {
    let manifest = format!("organisation: Testing Council\nsmall_numbers: {{policy: none}}\npapers:\n{papers}");
    Desk::new(&[
        ("panelpack.yaml", &manifest),
        (
            "indicators.yaml",
            "Theme:\n  A1:\n    name: Plans\n    count: Plans in time\n    out_of: Plans due\n    better: higher\n    target: 90\n    amber_within: 5 points\n",
        ),
        (
            "figures/history.yaml",
            "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [80/100, 85/100, 88/100, 91/100]\n",
        ),
    ])
}

/// A layout of the project's own.
fn ejected() -> Desk {
    let desk = small("  panel: {title: Scorecard, panel: Panel}\n");
    desk.done(&["layout", "eject", "scorecard", "--project", "."]);
    let theme = desk.read("templates/scorecard/theme.typ");
    desk.write("templates/scorecard/theme.typ", &format!("{theme}\n// The council's own.\n"));
    desk.done(&["publish", ".", "--on", "2020-12-10"]);
    desk
}

/// Two papers whose titles make one file name, which is an error since 0.2.0.
fn twins() -> Desk {
    let desk = small("  one: {title: Q1/Q2 report, panel: Panel}\n  other: {title: \"Q1:Q2 report\", panel: Panel}\n");
    desk.done(&["publish", ".", "--on", "2020-12-10"]);
    desk
}

/// A project's name, and what makes it.
type Kept = (&'static str, fn() -> Desk);

const PROJECTS: [Kept; 3] = [("northbridge", northbridge), ("ejected", ejected), ("twins", twins)];

fn folder() -> PathBuf {
    fixtures().join("editions")
}

/// Adds the editions of the version at hand.
fn keep() {
    let mut lines = Vec::new();
    let blobs = folder().join("blobs");
    fs::create_dir_all(&blobs).expect("the fixtures can be written");
    for (name, make) in PROJECTS.iter().filter(|(name, _)| *name != "twins" || VERSION == "0.1.0") {
        let desk = make();
        let _ = fs::remove_dir_all(desk.path("out"));
        for (path, content) in tree(&desk.path("")) {
            let sum = sha256(&content);
            fs::write(blobs.join(&sum), content).expect("the fixtures can be written");
            lines.push(format!("{sum}  {name}/{path}\n"));
        }
    }
    fs::write(folder().join(VERSION), lines.concat()).expect("the fixtures can be written");
}

/// The projects that a version published, by their names, each in a folder of its own.
fn kept(version: &str) -> BTreeMap<String, Desk> {
    let list = fs::read_to_string(folder().join(version)).expect("the list can be read");
    let mut desks: BTreeMap<String, Desk> = BTreeMap::new();
    for line in list.lines() {
        let (sum, path) = line.split_once("  ").expect("a sum and a path");
        let (project, path) = path.split_once('/').expect("a project and a path in it");
        let content = fs::read(folder().join("blobs").join(sum)).expect("what is listed is kept");
        let target = desks.entry(project.to_owned()).or_insert_with(|| Desk::new(&[])).path(path);
        fs::create_dir_all(target.parent().expect("it lies in a project")).expect("a folder can be made");
        fs::write(target, content).expect("a file can be written");
    }
    desks
}

fn versions() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("editions are kept").filter_map(Result::ok);
    let names = entries.filter(|entry| entry.path().is_file()).map(|entry| entry.file_name());
    names.map(|name| name.into_string().expect("a version is text")).collect()
}

#[test]
fn editions_of_every_version_verify() {
    if std::env::var_os("KEEP_EDITIONS").is_some() {
        keep();
    }
    let mut seen = BTreeSet::new();
    for version in versions() {
        for (project, desk) in kept(&version) {
            let said = desk.run(&["verify", "--message-format", "json"]);
            let verdicts: serde_json::Value = serde_json::from_str(&said.stdout).expect("verdicts are JSON");
            let verdicts = verdicts.as_array().expect("they are a list");
            assert!(said.exit == 0 && !verdicts.is_empty(), "{version}, {project}: {}{}", said.stdout, said.stderr);
            for verdict in verdicts {
                for part in ["copies", "figures", "texts"] {
                    assert_eq!(verdict[part], true, "{version}, {project}, {part}: {verdict:#}");
                }
                assert!(
                    !verdict["remarks"].to_string().contains("cannot be set"),
                    "{version}, {project}: a layout of then is not understood any more: {verdict:#}"
                );
                assert!(version != VERSION || verdict["bytes"] == true, "{project}: {verdict:#}");
                seen.insert(verdict["edition"].to_string());
            }
        }
    }
    assert!(seen.len() >= 10, "{seen:?}");
}

/// An upgrade issues no version of what it prints alike, and puts nothing out of date but what the project's author changed.
#[test]
fn an_upgrade_says_nothing_new_about_what_was_published() {
    for version in versions() {
        let mut desks = kept(&version);
        desks.remove("twins");
        for (project, desk) in &desks {
            let (standings, _) = desk.status();
            for standing in standings.as_array().expect("standings are a list") {
                // Northbridge corrected one figure, and reissued one paper of those that print it.
                let changes = standing["changes"].as_array().expect("changes are a list");
                let is_known = |change: &serde_json::Value| {
                    change["of"] == "CLA11" && change["was"] == "84" && change["now"] == "86"
                };
                assert!(project == "northbridge" || changes.is_empty(), "{version}, {project}: {standing:#}");
                assert!(changes.iter().all(is_known), "{version}, {project}: {standing:#}");
                assert!(standing["paper"] != "parenting" || changes.is_empty(), "{version}, {project}: {standing:#}");
            }
        }
        let northbridge = &desks["northbridge"];
        let built = northbridge.done(&["build", ".", "--paper", "parenting", "--message-format", "short"]);
        assert!(built.stdout.contains("(version 2) November 2020.pdf"), "{version}: {}", built.stdout);
        northbridge.edit("figures/2020-11.yaml", "CLA11: 167/194", "CLA11: 163/194 84%");
        fs::remove_file(northbridge.path("corrections.yaml")).expect("it was written");
        for paper in ["chair", "data", "scrutiny", "monitoring", "young"] {
            let built = northbridge.done(&["build", ".", "--paper", paper, "--message-format", "short"]);
            assert!(!built.stdout.contains("(version "), "{version}: {}", built.stdout);
        }
        let built = desks["ejected"].done(&["build", ".", "--message-format", "short"]);
        assert!(!built.stdout.contains("(version "), "{version}: {}", built.stdout);
    }
}

/// What was printed for October is printed for October, whatever November brings.
#[test]
fn a_new_month_alters_no_paper_of_the_months_before() {
    for name in ["northbridge", "croydon-2020"] {
        let with = example(name);
        let paths = with.list().expect("memory has a list");
        let mut without = MemoryFiles::default();
        for path in paths.iter().filter(|path| !path.contains("2020-11")) {
            without = without.with(path, with.read(path).expect("it is listed"));
        }
        let october = Selection { period: Some("2020-10".to_owned()), ..Selection::default() };
        let [before, after] =
            [&without, &with].map(|files| serde_json::to_value(views(files, &october)).expect("a view is JSON"));
        assert_eq!(differences(&before, &after, name), Vec::<String>::new());
    }
}

/// Where two values differ, as paths.
fn differences(one: &serde_json::Value, other: &serde_json::Value, path: &str) -> Vec<String> {
    use serde_json::Value::{Array, Object};
    match (one, other) {
        (Object(one), Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            let none = serde_json::Value::Null;
            let value = |side: &serde_json::Map<String, serde_json::Value>, key: &String| {
                side.get(key).unwrap_or(&none).clone()
            };
            keys.into_iter()
                .flat_map(|key| differences(&value(one, key), &value(other, key), &format!("{path}.{key}")))
                .collect()
        }
        (Array(one), Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.flat_map(|(i, (one, other))| differences(one, other, &format!("{path}[{i}]"))).collect()
        }
        _ if one == other => Vec::new(),
        _ => vec![format!("{path}: {one} and {other}")],
    }
}
