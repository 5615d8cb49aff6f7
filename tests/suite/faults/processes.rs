//! The command as it is used: twice at once, and killed.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use panelpack::internals::sha256;
use panelpack::internals::store::sha256sums;
use serde_json::Value;
use tempfile::TempDir;

use super::{Files, copy, look};
use crate::cli::{new_project, panelpack, path};

/// A copy of a project whose paper has the same title and fewer pages.
fn with_fewer_pages(folder: &TempDir, project: &str) -> String {
    let copied = path(folder, "fewer");
    copy(Path::new(project), Path::new(&copied));
    let manifest = Path::new(&copied).join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("layout: scorecard", "layout: one-page")).unwrap();
    copied
}

fn spawn(words: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(words).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("panelpack runs")
}

/// Whether there is a manifest. Where there is one, it and the check sums name exactly the files that lie there, as they are.
fn is_complete(seen: &Files) -> bool {
    let Some(manifest) = seen.get("manifest.json") else { return false };
    let manifest: Value = serde_json::from_slice(manifest).expect("a manifest is JSON");
    let text = |entry: &Value, key: &str| entry[key].as_str().expect("it is text").to_owned();
    let entries = manifest["files"].as_array().expect("a manifest lists files");
    let named: Vec<(String, String)> =
        entries.iter().map(|entry| (text(entry, "name"), text(entry, "sha256"))).collect();
    let own = ["manifest.json", "SHA256SUMS"];
    let there: Vec<(String, String)> = seen
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .map(|(name, content)| (name.clone(), sha256(content)))
        .collect();
    assert_eq!(named, there, "the manifest differs from what lies there");
    let sums = sha256sums(there.iter().map(|(name, sum)| (name.as_str(), sum.as_str())));
    assert_eq!(seen["SHA256SUMS"], sums.as_bytes());
    true
}

fn assert_in_order(out: &Path) -> Files {
    let (seen, hidden) = look(out);
    assert!(hidden.is_empty(), "{hidden:?}");
    assert!(is_complete(&seen), "there is no manifest");
    seen
}

/// Two papers of one title: each is built by a process of its own.
fn with_two_papers(project: &str) {
    let manifest = Path::new(project).join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("papers:\n", "papers:\n  other: {title: Other Paper, panel: Another}\n"))
        .unwrap();
}

#[test]
fn builds_of_two_papers_at_once_both_stay_in_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let (project, out) = (new_project(&folder), path(&folder, "out"));
    with_two_papers(&project);
    for _ in 0..5 {
        let build = |paper| spawn(&["build", &project, "--out", &out, "--paper", paper]);
        for mut child in [build("scorecard"), build("other"), build("scorecard")] {
            assert!(child.wait().unwrap().success());
        }
        let seen = assert_in_order(Path::new(&out));
        assert_eq!(seen.keys().filter(|name| name.ends_with(".pdf")).count(), 2, "{:?}", seen.keys());
        fs::remove_dir_all(&out).unwrap();
    }
}

#[test]
fn builds_at_once_of_one_paper_leave_one_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let (project, out) = (new_project(&folder), path(&folder, "out"));
    let fewer = with_fewer_pages(&folder, &project);
    let [plain, other] = [&project, &fewer].map(|project| ["build", project, "--format", "png", "--out", &out]);
    let alone = |words: &[&str]| {
        panelpack(words).assert().success();
        let seen = assert_in_order(Path::new(&out));
        fs::remove_dir_all(&out).unwrap();
        seen
    };
    let either = [alone(&plain), alone(&other)];
    assert_ne!(either[0].len(), either[1].len(), "one has pages that the other has not");
    for _ in 0..5 {
        for mut child in [spawn(&plain), spawn(&other)] {
            assert!(child.wait().unwrap().success());
        }
        let seen = assert_in_order(Path::new(&out));
        assert!(either.contains(&seen), "a mix of two builds: {:?}", seen.keys());
    }
}

/// A moment of a build at which it is killed.
enum Moment {
    /// Once this hidden name is there.
    At(&'static str),
    /// Once the manifest of the build before is gone.
    WithoutManifest,
    /// So many milliseconds after the start.
    After(u64),
}

fn kill_at(child: &mut Child, out: &Path, moment: &Moment) {
    let started = Instant::now();
    let reached = || match moment {
        Moment::At(name) => out.join(name).exists(),
        Moment::WithoutManifest => !out.join("manifest.json").exists(),
        Moment::After(time) => started.elapsed() >= Duration::from_millis(*time),
    };
    while child.try_wait().unwrap().is_none() && !reached() {
        std::hint::spin_loop();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
#[cfg(unix)]
fn a_build_that_is_killed_leaves_what_was_whole_and_the_next_one_works() {
    use Moment::{After, At, WithoutManifest};
    let folder = tempfile::tempdir().unwrap();
    let (project, out) = (new_project(&folder), path(&folder, "out"));
    let fewer = with_fewer_pages(&folder, &project);
    let [plain, other] = [&project, &fewer].map(|project| ["build", project, "--format", "png", "--out", &out]);
    let out = Path::new(&out);
    let build = |words: &[&str]| {
        panelpack(words).assert().success();
        assert_in_order(out)
    };
    let started = Instant::now();
    let either = [build(&plain), build(&other)];
    let whole = u64::try_from(started.elapsed().as_millis() / 2).expect("a build takes seconds");
    let mut moments = vec![At(".panelpack-lock"), At(".panelpack-next-0"), At(".panelpack-ready"), WithoutManifest];
    moments.extend((1..=8).map(|eighth| After(whole * eighth / 8)));
    let mut interrupted = 0;
    for (turn, moment) in moments.iter().chain(moments.iter()).enumerate() {
        // Each moment meets both, one in the first round and the other in the second.
        let which = (turn + turn / moments.len()) % 2;
        let words: &[&str] = [&plain, &other][which];
        kill_at(&mut spawn(words), out, moment);
        let (seen, hidden) = look(out);
        interrupted += usize::from(!hidden.is_empty());
        if seen.contains_key("manifest.json") {
            assert!(either.contains(&seen), "a mix of two builds: {:?}", seen.keys());
        }
        for (name, content) in seen.iter().filter(|(name, _)| name.ends_with(".png")) {
            assert!(either.iter().any(|build| build.get(name) == Some(content)), "{name} is not whole");
        }
        assert!(build(words) == either[which], "the next build differs from an undisturbed one");
    }
    assert!(interrupted > 0, "no kill met a build that was writing");
}

#[test]
#[cfg(unix)]
fn the_check_sums_are_those_of_sha256sum() {
    let folder = tempfile::tempdir().unwrap();
    let (project, out) = (new_project(&folder), path(&folder, "out"));
    panelpack(&["build", &project, "--out", &out]).assert().success();
    let check = Command::new("sha256sum").args(["--check", "--strict", "SHA256SUMS"]).current_dir(&out).output();
    let Ok(check) = check else { return eprintln!("skipped: no `sha256sum` here") };
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success() && said.trim() == "Performance Scorecard November 2020.pdf: OK", "{said}");
}

#[test]
fn a_page_that_is_not_made_any_more_goes_and_other_formats_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (project, out) = (new_project(&folder), path(&folder, "out"));
    let build = |project: &str, format: &str| {
        panelpack(&["build", project, "--out", &out, "--format", format]).assert().success();
        assert_in_order(Path::new(&out)).into_keys().collect::<Vec<_>>()
    };
    let (pdf, plain) = (build(&project, "pdf"), build(&project, "png"));
    let fewer = build(&with_fewer_pages(&folder, &project), "png");
    assert!(plain.len() > fewer.len() && fewer.len() > pdf.len(), "{pdf:?}, {plain:?}, {fewer:?}");
    assert!(pdf.iter().all(|name| fewer.contains(name)));
    assert_eq!(build(&project, "png"), plain);
}
