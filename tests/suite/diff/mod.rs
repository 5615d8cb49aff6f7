//! What differs between editions, projects and revisions.

mod documents;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use panelpack::internals;
use panelpack::internals::compare::{Comparison, Print, Side, SideKind, compare, report};
use panelpack::internals::edition::between;
use panelpack::internals::load::git;
use panelpack::internals::load::record::{Hashed, Signed};
use panelpack::{DirFiles, MemoryFiles, ProjectFiles, Selection};
use serde_json::Value;
use tempfile::TempDir;

use crate::common::{EXAMPLES, example, open, small_project};

/// Every paper of a project as it prints.
fn prints(files: &dyn ProjectFiles, selection: &Selection) -> Vec<Print> {
    let mut project = open(files);
    let (chosen, diagnostics) = project.select(selection).into_parts();
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let print = |chosen| {
        let (print, diagnostics) = internals::print(&mut project, chosen, &Selection::default()).into_parts();
        print.unwrap_or_else(|| panic!("{diagnostics:#?}"))
    };
    chosen.iter().map(print).collect()
}

fn latest(files: &dyn ProjectFiles) -> Vec<Print> {
    prints(files, &Selection::default())
}

fn compared(was: &[Print], now: &[Print]) -> Comparison {
    let side = |name: &str| Side { kind: SideKind::Project, name: name.to_owned() };
    compare((side("before"), was), (side("after"), now))
}

fn lines(was: &dyn ProjectFiles, now: &dyn ProjectFiles) -> Vec<String> {
    report(&compared(&latest(was), &latest(now)))
}

/// A project with a text in one of its files replaced, which must be there.
fn edited(files: &MemoryFiles, path: &str, from: &str, to: &str) -> MemoryFiles {
    let text = String::from_utf8(files.read(path).expect("the file is there")).expect("the file is text");
    assert!(text.contains(from), "{path} does not hold `{from}`");
    files.clone().with(path, text.replacen(from, to, 1))
}

/// Northbridge with one figure, one target, one sentence and one definition changed.
fn changed_northbridge() -> MemoryFiles {
    let files = example("northbridge");
    let files = edited(&files, "figures/2020-11.yaml", "CLA18: 28/56", "CLA18: 31/56");
    let files = edited(&files, "indicators.yaml", "aged four or over", "aged five or over");
    let text = String::from_utf8(files.read("indicators.yaml").expect("it is there")).expect("it is text");
    let at = text.find("  CLA12:").expect("CLA12 is defined");
    let after = text[at..].replacen("target: 95", "target: 94", 1);
    let files = files.with("indicators.yaml", format!("{}{after}", &text[..at]));
    let path = files
        .list()
        .expect("memory lists")
        .into_iter()
        .find(|path| {
            path.starts_with("commentary/2020-11")
                && String::from_utf8_lossy(&files.read(path).expect("it is listed")).contains("A worker travels")
        })
        .expect("the sentence is there");
    edited(&files, &path, "A worker travels to those outside", "A car fetches those outside")
}

#[test]
fn no_example_differs_from_itself() {
    for name in EXAMPLES {
        let files = example(name);
        let comparison = compared(&latest(&files), &latest(&files));
        assert!(!comparison.differs, "{name}: {comparison:#?}");
        assert_eq!(report(&comparison), ["no difference between before and after"]);
    }
}

/// A comparison with its sides changed over, in an order of its own; names and titles are those of one side.
fn normal(value: &Value, turned: bool) -> Value {
    let swap = |name: &str| {
        match name {
            "was" => "now",
            "now" => "was",
            "from" => "to",
            "to" => "from",
            "from_period" => "to_period",
            "to_period" => "from_period",
            other => other,
        }
        .to_owned()
    };
    match value {
        Value::Object(map) => {
            let shown = map.get("figure").is_some_and(|figure| figure == "shown");
            let of_one_side = |name: &str| matches!(name, "title" | "name") || (shown && name == "period");
            let kept = map.iter().filter(|(name, _)| !of_one_side(name));
            let entry = |(name, value): (&String, &Value)| {
                let value = match (name.as_str(), value.as_str()) {
                    ("is", Some("came")) if turned => "went".into(),
                    ("is", Some("went")) if turned => "came".into(),
                    _ => normal(value, turned),
                };
                (if turned { swap(name) } else { name.clone() }, value)
            };
            kept.map(entry).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| normal(item, turned)).collect();
            items.sort_by_key(Value::to_string);
            items.into()
        }
        other => other.clone(),
    }
}

#[test]
fn turned_round_the_same_is_told_with_was_and_now_changed_over() {
    let northbridge = example("northbridge");
    let of = |period: &str| {
        let selection =
            Selection { paper: Some("parenting".to_owned()), period: Some(period.to_owned()), ..Selection::default() };
        prints(&northbridge, &selection)
    };
    let pairs = [
        (latest(&northbridge), latest(&changed_northbridge())),
        (of("2020-10"), of("2020-11")),
        (latest(&example("croydon-2020")), latest(&northbridge)),
    ];
    for (was, now) in &pairs {
        let value = |comparison: &Comparison| serde_json::to_value(comparison).expect("it is texts and lists");
        let (there, back) = (value(&compared(was, now)), value(&compared(now, was)));
        assert_ne!(there["papers"], Value::Array(Vec::new()));
        // Two names belong to the sides themselves.
        assert_eq!(normal(&there["papers"], true), normal(&back["papers"], false));
    }
}

#[test]
fn each_thing_that_changed_is_found_and_said_once() {
    let lines = lines(&example("northbridge"), &changed_northbridge());
    let text = lines.join("\n");
    for said in [
        "50% → 55% (28/56 → 31/56)",
        "95%, amber within 5 points → 94%, amber within 5 points",
        "− A worker travels to those outside the borough.",
        "+ A car fetches those outside the borough.",
    ] {
        assert_eq!(text.matches(said).count(), 1, "`{said}` in\n{text}");
    }
    assert_eq!(text.matches("aged four or over").count(), 1, "{text}");
    assert_eq!(text.matches("aged five or over").count(), 1, "{text}");
    // What the other papers show of it is counted, and what follows from it is not told.
    assert!(text.contains("told above"), "{text}");
    for follows in ["numerator", "mean", "process limit", "direction"] {
        assert!(!text.contains(follows), "{follows} in\n{text}");
    }
    assert!(lines.iter().all(|line| line.chars().count() <= 130), "{text}");
}

/// Whatever differs between two prints for one period is in the account, and nothing else is.
#[test]
fn the_account_is_of_what_the_prints_differ_in() {
    let (was, now) = (latest(&example("northbridge")), latest(&changed_northbridge()));
    for (was, now) in was.iter().zip(&now) {
        let comparison = compared(std::slice::from_ref(was), std::slice::from_ref(now));
        let codes = |all: Vec<String>| {
            let mut all = all;
            all.sort();
            all.dedup();
            all
        };
        let found = between(&was.printed, &now.printed).all.into_iter().map(|difference| difference.of).collect();
        let paper = &comparison.papers[0];
        let told = paper.indicators.iter().map(|indicator| indicator.code.clone());
        let told = told.chain(paper.texts.iter().map(|text| text.part.clone())).collect();
        assert_eq!(codes(told), codes(found), "{}", was.paper);
    }
}

#[test]
fn indicators_states_and_ratings_are_said_in_words() {
    let was = small_project();
    let now = edited(&was, "figures/history.yaml", "88/100, 91/100", "88/100, 83/100");
    let now = edited(&now, "figures/history.yaml", "6, 7, 8]", "6, late, 8]\nA3: [1, 2, 3, 4]");
    let now = now.with(
        "indicators.yaml",
        "Theme:\n  A1:\n    name: Plans\n    count: Plans in time\n    out_of: Plans due\n    better: higher\n    target: 90\n    \
         amber_within: 5 points\n  A3: {name: Letters, count: Letters sent, better: neither}\n  A2: {name: Visits, count: Visits made, better: neither}\n",
    );
    let there = lines(&was, &now);
    let has = |lines: &[String], words: &[&str]| {
        let found = lines.iter().any(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") == words.join(" "));
        assert!(found, "{words:?} in\n{}", lines.join("\n"));
    };
    has(&there, &["A1", "2020-11", "91% → 83% (91/100 → 83/100), green → red"]);
    has(&there, &["A2", "2020-10", "7 → [late]"]);
    has(&there, &["A3", "new", "Letters"]);
    has(&lines(&now, &was), &["A3", "gone", "Letters"]);
}

/// How it would look otherwise: each of twelve months of thirty indicators would be told as one that came or went.
#[test]
fn papers_for_two_periods_are_compared_by_what_both_show() {
    let northbridge = example("northbridge");
    let of = |period: &str| {
        let selection =
            Selection { paper: Some("parenting".to_owned()), period: Some(period.to_owned()), ..Selection::default() };
        prints(&northbridge, &selection)
    };
    let comparison = compared(&of("2020-10"), &of("2020-11"));
    let paper = &comparison.papers[0];
    assert_eq!((paper.from_period.as_deref(), paper.to_period.as_deref()), (Some("2020-10"), Some("2020-11")));
    let text = report(&comparison).join("\n");
    assert!(text.contains("2020-10 → 2020-11"), "{text}");
    assert!(!text.contains("figures came") && !text.contains("figures went"), "{text}");
    assert!(text.contains("more sentences") && !text.contains("Item 6 →"), "{text}");
    let own = paper.indicators.iter().find(|it| it.code == "CLA11").expect("it differs");
    let shown = own.figures.iter().find(|it| it.figure.to_string() == "shown").expect("its figure is another one");
    assert_eq!((shown.was.value.as_str(), shown.now.value.as_str()), ("78%", "84%"));
}

#[test]
fn a_paper_on_one_side_only_is_said() {
    let was = small_project();
    let more = "papers:\n  other: {title: Another, panel: Panel}\n";
    let now = edited(&was, "panelpack.yaml", "papers:\n", more);
    let lines = lines(&was, &now);
    let at = lines.iter().position(|line| line.starts_with("Another")).expect("it is named");
    assert_eq!(lines[at + 1], "  only in after");
    assert!(lines.iter().any(|line| line.starts_with("No difference: Scorecard")), "{lines:#?}");
}

// ── The command ────────────────────────────────────────────────────────────────────────────────────────────────────

fn panelpack(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(words).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Exit code, stdout, stderr.
fn run(words: &[&str]) -> (Option<i32>, String, String) {
    let output = panelpack(words).output().expect("panelpack runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn stdout(words: &[&str]) -> String {
    let (code, printed, said) = run(words);
    assert_eq!(code, Some(0), "{said}");
    printed
}

/// A project in a folder.
fn folder(files: &MemoryFiles) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    write(files, folder.path());
    folder
}

fn write(files: &MemoryFiles, folder: &Path) {
    for path in files.list().expect("memory lists") {
        let target = folder.join(&path);
        fs::create_dir_all(target.parent().expect("it lies in the folder")).expect("there is room");
        fs::write(target, files.read(&path).expect("it is listed")).expect("there is room");
    }
}

fn replace(folder: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(path)).expect("the file is there");
    assert!(text.contains(from), "{path} does not hold `{from}`");
    fs::write(folder.join(path), text.replacen(from, to, 1)).expect("it can be written");
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Records a paper of a project as published, or as a draft, in its folder; the name of the edition.
fn record(root: &Path, key: &str, draft: Option<u32>) -> String {
    let files = DirFiles::discover(root).expect("it is a project");
    let mut project = open(&files);
    let selection = Selection { paper: Some(key.to_owned()), ..Selection::default() };
    let chosen = project.select(&selection).into_parts().0[0];
    let (compiled, diagnostics) = project.compile(&chosen, &selection).into_parts();
    let compiled = compiled.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let pdf = Hashed { name: "paper.pdf".to_owned(), sha256: String::new() };
    let signed = Signed { on: "2021-01-05".to_owned(), by: Some("A. Director".to_owned()) };
    let edition = internals::edition(&project, &chosen, &compiled, pdf, draft, signed);
    for (path, content) in edition.files() {
        let target = root.join("editions").join(&edition.record.edition).join(path);
        fs::create_dir_all(target.parent().expect("it lies in the folder")).expect("there is room");
        fs::write(target, content).expect("there is room");
    }
    edition.record.edition
}

#[test]
fn an_edition_is_compared_with_the_project_as_it_is_now() {
    let folder = folder(&small_project());
    let project = shown(folder.path());
    let edition = record(folder.path(), "panel", None);
    assert_eq!(edition, "panel-2020-11-v1");
    let (code, printed, _) = run(&["diff", &edition, "--project", &project, "--exit-code"]);
    assert_eq!((code, printed.as_str()), (Some(0), "no difference between panel-2020-11-v1 and the project now\n"));
    replace(folder.path(), "figures/history.yaml", "91/100", "93/100");
    let (code, printed, said) = run(&["diff", &edition, "--project", &project, "--exit-code"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(printed.contains("A1  2020-11  91% → 93% [r] (91/100 → 93/100)"), "{printed}");
    assert_eq!(run(&["diff", &edition, ".", "--project", &project]).0, Some(0));
    // The last published edition is the first side where none is named, and its folder is its name.
    let published = stdout(&["diff", "--project", &project]);
    assert_eq!(published, printed);
    let path = shown(&folder.path().join("editions").join(&edition));
    assert_eq!(stdout(&["diff", &path, "--project", &project]), printed);
    // What it printed is in its record: the copies are not needed.
    fs::remove_dir_all(folder.path().join("editions").join(&edition).join("project")).expect("they are there");
    assert_eq!(stdout(&["diff", &edition, "--project", &project]), printed);
}

#[test]
fn a_draft_is_compared_with_what_was_published() {
    let folder = folder(&small_project());
    let project = shown(folder.path());
    let draft = record(folder.path(), "panel", Some(1));
    replace(folder.path(), "indicators.yaml", "target: 90", "target: 95");
    let edition = record(folder.path(), "panel", None);
    let printed = stdout(&["diff", &draft, &edition, "--project", &project]);
    assert!(printed.starts_with("Changes from panel-2020-11-draft-1 to panel-2020-11-v1\n"), "{printed}");
    assert!(printed.contains("90%, amber within 5 points → 95%, amber within 5 points"), "{printed}");
    let (code, _, said) = run(&["diff", &draft, &edition, "--project", &project, "--period", "2020-10"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("leave out `--paper` and `--period`"), "{said}");
}

#[test]
fn a_damaged_record_is_refused_by_name() {
    let folder = folder(&small_project());
    let edition = record(folder.path(), "panel", None);
    replace(folder.path(), &format!("editions/{edition}/edition.yaml"), "91, Green", "92, Green");
    let (code, _, said) = run(&["diff", &edition, "--project", &shown(folder.path())]);
    assert_eq!(code, Some(1));
    assert!(said.contains("edition-damaged") && said.contains(&edition), "{said}");
}

#[test]
fn a_word_that_names_nothing_suggests_the_nearest_edition() {
    let folder = folder(&small_project());
    let project = shown(folder.path());
    let (code, _, said) = run(&["diff", "--project", &project]);
    assert_eq!(code, Some(2));
    assert!(said.contains("unknown-edition") && said.contains("nothing has been published yet"), "{said}");
    record(folder.path(), "panel", None);
    let (code, printed, said) = run(&["diff", "panel-2020-11-v2", "--project", &project]);
    assert_eq!((code, printed.as_str()), (Some(2), ""));
    assert!(said.contains("error[unknown-edition]") && said.contains("did you mean `panel-2020-11-v1`?"), "{said}");
    assert!(said.contains("a folder that holds a panelpack.yaml"), "{said}");
}

#[test]
fn a_side_with_errors_is_named() {
    let (was, now) = (folder(&small_project()), folder(&small_project()));
    replace(now.path(), "figures/history.yaml", "91/100", "101/100");
    let (code, printed, said) = run(&["diff", &shown(was.path()), &shown(now.path())]);
    assert_eq!((code, printed.as_str()), (Some(1), ""));
    assert!(said.contains("count-exceeds-out-of") && said.contains("these are in"), "{said}");
}

/// The fields are what scripts rely on.
#[test]
fn the_json_names_what_differs() {
    let (was, now) = (folder(&small_project()), tempfile::tempdir().expect("there is room"));
    let changed = edited(&small_project(), "figures/history.yaml", "91/100", "88/100");
    let now_path = now.path().join("after");
    write(&changed, &now_path);
    let printed = stdout(&["diff", &shown(was.path()), &shown(&now_path), "--format", "json"]);
    let json: Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!(json["differs"], true);
    assert_eq!(json["to"], serde_json::json!({"kind": "project", "name": "after"}));
    let paper = &json["papers"][0];
    assert_eq!((&paper["paper"], &paper["from_period"]), (&"panel".into(), &"2020-11".into()));
    let expected = serde_json::json!({
        "code": "A1", "name": "Plans", "is": "both", "statements": [], "texts": [],
        "figures": [{
            "figure": "value", "period": "2020-11", "what": ["figure", "rating"],
            "was": {"value": "91%", "state": "", "rating": "Green", "behind": "91/100"},
            "now": {"value": "88%", "state": "", "rating": "Amber", "behind": "88/100"},
        }],
    });
    assert_eq!(paper["indicators"], serde_json::json!([expected]));
}

// ── Revisions ──────────────────────────────────────────────────────────────────────────────────────────────────────

fn git_does(folder: &Path, words: &[&str]) -> String {
    let author = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    let output = Process::new("git").arg("-C").arg(folder).args(author).args(words).output().expect("git runs");
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("its output is text")
}

/// A repository in which the project is a folder beside others; none where git is not installed.
fn repository() -> Option<(TempDir, PathBuf)> {
    if Process::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not installed");
        return None;
    }
    let folder = tempfile::tempdir().expect("there is room");
    let project = folder.path().join("panels/children in care");
    write(&small_project(), &project);
    fs::write(folder.path().join("notes.yaml"), "not: ours\n").expect("there is room");
    git_does(folder.path(), &["init", "--quiet"]);
    git_does(folder.path(), &["add", "."]);
    git_does(folder.path(), &["commit", "--quiet", "-m", "first"]);
    Some((folder, project))
}

#[test]
fn revisions_are_compared_without_touching_the_working_tree() {
    let Some((folder, project)) = repository() else { return };
    git_does(folder.path(), &["tag", "cleared"]);
    replace(&project, "figures/history.yaml", "91/100", "92/100");
    git_does(folder.path(), &["commit", "--quiet", "-am", "second"]);
    replace(&project, "figures/history.yaml", "92/100", "94/100");
    let before = git_does(folder.path(), &["status", "--porcelain"]);
    let named = shown(&project);
    let printed = stdout(&["diff", "HEAD~1", "HEAD", "--project", &named]);
    assert!(printed.starts_with("Changes from HEAD~1 ("), "{printed}");
    assert!(printed.contains("91% → 92% (91/100 → 92/100)"), "{printed}");
    // A hook of another repository runs it.
    let output =
        panelpack(&["diff", "HEAD", "--project", &named]).env("GIT_DIR", "/nowhere").output().expect("it runs");
    let printed = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert!(printed.contains("92% → 94%") && printed.contains("to the project now"), "{printed}");
    let hash = git_does(folder.path(), &["rev-parse", "cleared"]);
    let printed = stdout(&["diff", hash.trim(), "--project", &named]);
    assert!(printed.contains("91% → 94%"), "{printed}");
    assert!(!printed.contains(hash.trim()), "a whole hash is too long to read: {printed}");
    assert_eq!(git_does(folder.path(), &["status", "--porcelain"]), before);
    let (code, _, said) = run(&["diff", "--project", &named, "--", "--all"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("unknown-edition"), "{said}");
}

/// A revision has the files that the folder had, and no others.
#[test]
fn a_revision_has_the_files_of_the_checked_out_folder() {
    let Some((folder, project)) = repository() else { return };
    for path in [
        "editions/x/edition.yaml",
        "editions/x/project/panelpack.yaml",
        "out/paper.pdf",
        "templates/a/b/c/d/deep.typ",
        "figures/.hidden/a.yaml",
        "notes.txt",
    ] {
        let path = project.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("there is room");
        fs::write(path, "x\n").expect("there is room");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("history.yaml", project.join("figures/same.yaml")).expect("links can be made");
    git_does(folder.path(), &["add", "."]);
    git_does(folder.path(), &["commit", "--quiet", "-m", "more"]);
    let revision = git::read(&project, "HEAD").expect("it is a revision");
    let listed = |files: &dyn ProjectFiles| {
        let mut paths = files.list().expect("it can be listed");
        paths.sort();
        paths
    };
    let on_disk = DirFiles::discover(&project).expect("it is a project");
    assert_eq!(listed(&revision.files), listed(&on_disk));
    for path in listed(&on_disk) {
        assert_eq!(
            revision.files.read(&path).expect("it is listed"),
            on_disk.read(&path).expect("it is listed"),
            "{path}"
        );
    }
}
