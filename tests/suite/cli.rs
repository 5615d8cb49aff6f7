//! The commands as a person uses them.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::common::fixtures;
use crate::errors;

pub fn panelpack(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(words).env_remove("CI").env_remove("SOURCE_DATE_EPOCH");
    command
}

fn stdout(words: &[&str]) -> String {
    let output = panelpack(words).output().expect("panelpack runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

pub fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

pub fn new_project(folder: &TempDir) -> String {
    let project = path(folder, "panel");
    let flags = [
        "--organisation",
        "Testing \"Council\"",
        "--panel",
        "Panel: one, two",
        "--month",
        "2020-11",
        "--small-numbers",
        "dfe",
        "--decided-by",
        "The Board",
    ];
    panelpack(&[&["new", project.as_str()], &flags[..]].concat()).assert().success();
    project
}

/// Everything in a folder, hidden names too.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder);
    found.map(|found| found.filter_map(Result::ok).map(|entry| entry.path()).collect()).unwrap_or_default()
}

#[test]
fn a_new_project_builds_at_once_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let output = panelpack(&["build", &project]).output().unwrap();
    assert!(output.status.success());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(fs::read(printed.trim()).unwrap().starts_with(b"%PDF-1.7"));
    assert!(printed.contains("Performance Scorecard November 2020.pdf"));
}

#[test]
fn whoever_types_the_command_alone_is_told_what_to_type_first() {
    let folder = tempfile::tempdir().unwrap();
    let said = |place: &Path| {
        let output = panelpack(&[]).current_dir(place).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty());
        String::from_utf8(output.stdout).unwrap()
    };
    let in_no_project = said(folder.path());
    for command in ["panelpack new my-panel", "panelpack build my-panel", "panelpack check my-panel"] {
        assert!(in_no_project.contains(&format!("\n  {command} ")), "{in_no_project}");
    }
    let project = new_project(&folder);
    let in_a_project = said(&Path::new(&project).join("figures"));
    assert!(in_a_project.contains("\n  panelpack build ") && !in_a_project.contains("new"), "{in_a_project}");
    // As after extracting a package.
    let beside_the_program = said(Path::new(env!("CARGO_BIN_EXE_panelpack")).parent().unwrap());
    let typed = format!("\n  .{}panelpack new my-panel ", std::path::MAIN_SEPARATOR);
    assert!(beside_the_program.contains(&typed), "{beside_the_program}");
}

#[test]
fn without_a_terminal_new_names_the_flags_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    let output = panelpack(&["new", &path(&folder, "x"), "--month", "2020-11"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("--organisation, --panel, --small-numbers"), "{message}");
    assert!(!Path::new(&path(&folder, "x")).exists());
}

/// Both which numbers are hidden and whose policy it is stand in the new project, so that nobody has to know what a policy's name means.
#[test]
fn a_new_project_says_which_numbers_are_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let new = |name: &str, flags: &[&str]| {
        let project = path(&folder, name);
        let given = ["--organisation", "O", "--panel", "P", "--month", "2020-11", "--decided-by", "Board"];
        let output = panelpack(&[&["new", project.as_str()], &given[..], flags].concat()).output().unwrap();
        let manifest = fs::read_to_string(Path::new(&project).join("panelpack.yaml"));
        manifest.map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (name, flags, written) in [
        ("dfe", &["--small-numbers", "dfe"][..], "{policy: dfe, hides: 1 to 5, decided_by: \"Board\"}"),
        ("nhs", &["--small-numbers", "nhs"], "{policy: nhs, hides: 1 to 7, decided_by: \"Board\"}"),
        ("none", &["--small-numbers", "none"], "{policy: none, decided_by: \"Board\"}"),
        ("own", &["--hides", "1 to 9"], "{hides: 1 to 9, decided_by: \"Board\"}"),
        (
            "both",
            &["--small-numbers", "dfe", "--hides", "1-10"],
            "{policy: dfe, hides: 1 to 10, decided_by: \"Board\"}",
        ),
    ] {
        let manifest = new(name, flags).unwrap_or_else(|said| panic!("{name}: {said}"));
        assert!(manifest.contains(&format!("small_numbers: {written}\n")), "{name}: {manifest}");
        panelpack(&["check", &path(&folder, name)]).assert().success();
    }
    for (flags, words) in [
        (&["--hides", "5"][..], "`5` does not say which numbers are small; write `1 to 5`"),
        (&["--hides", "0 to 5"], "zero is always shown"),
        (&["--hides", "1 to 21"], "another end up to 20"),
        (&["--small-numbers", "none", "--hides", "1 to 5"], "shows every figure: leave out `--hides`"),
    ] {
        let said = new("refused", flags).expect_err("it is no range");
        assert!(said.contains(words), "{flags:?}: {said}");
    }
}

#[test]
fn new_on_a_folder_that_is_not_empty_says_so_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    for form in ["human", "short", "json"] {
        let output = panelpack(&["new", &project, "--message-format", form]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{form}");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.starts_with("error: ") && message.contains("is not empty"), "{form}: {message}");
    }
}

#[test]
fn help_is_a_word_as_well_as_a_flag() {
    assert_eq!(stdout(&["help"]), stdout(&["--help"]));
    assert_eq!(stdout(&["help", "build"]), stdout(&["build", "--help"]));
}

/// The meeting that a new project names in a comment is one that can be: after its month.
#[test]
fn the_meeting_of_a_new_project_fits_its_month() {
    let folder = tempfile::tempdir().unwrap();
    for (month, meeting) in [("2020-11", "2021-01-13"), ("2024-06", "2024-08-13"), ("2024-12", "2025-02-13")] {
        let project = path(&folder, month);
        let flags = ["--organisation", "O", "--panel", "P", "--month", month, "--small-numbers", "dfe"];
        panelpack(&[&["new", project.as_str()], &flags[..]].concat()).assert().success();
        let manifest = fs::read_to_string(Path::new(&project).join("panelpack.yaml")).unwrap();
        assert!(manifest.contains(&format!("date: {meeting}, period: {month}, item: 6")), "{manifest}");
        let with_meeting = manifest.replace("# meetings:", "meetings:").replace("#   - {paper", "  - {paper");
        fs::write(Path::new(&project).join("panelpack.yaml"), with_meeting).unwrap();
        panelpack(&["check", &project]).assert().success();
    }
}

#[test]
fn an_error_leaves_an_existing_paper_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let paper = stdout(&["build", &project]);
    let before = fs::read(paper.trim()).unwrap();
    fs::write(Path::new(&project).join("figures/2020-11.yaml"), "PLANS: 190/182\nVISITS: 431\n").unwrap();
    let output = panelpack(&["build", &project]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("error[count-exceeds-out-of]") && message.contains("figures/2020-11.yaml:1:8"),
        "{message}"
    );
    assert_eq!(fs::read(paper.trim()).unwrap(), before);
    // The paper, its check sum and the manifest.
    assert_eq!(entries(&Path::new(&project).join("out")).len(), 3);
}

#[test]
fn a_target_that_cannot_be_replaced_leaves_no_temporary_file() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let out = path(&folder, "out");
    fs::create_dir_all(Path::new(&out).join("Performance Scorecard November 2020.pdf/occupied")).unwrap();
    let output = panelpack(&["build", &project, "--out", &out]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[output-folder]"));
    assert_eq!(entries(Path::new(&out)).len(), 1);
}

/// A disk of 16 KiB, where the machine lets us mount one; a PDF has more.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_so_and_nothing_is_truncated() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let out = path(&folder, "small");
    fs::create_dir(&out).unwrap();
    let script = "mount -t tmpfs -o size=16k none \"$1\" && printf old > \"$1/Performance Scorecard November 2020.pdf\" && { \"$2\" build \"$3\" --out \"$1\"; \
                  echo \"exit $?\"; cat \"$1/Performance Scorecard November 2020.pdf\"; ls -A \"$1\" | wc -l; }";
    let output = std::process::Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh", &out, env!("CARGO_BIN_EXE_panelpack"), &project])
        .output();
    let Ok(output) = output else { return eprintln!("skipped: no `unshare` here") };
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if printed.is_empty() {
        return eprintln!("skipped: no file system can be mounted here: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[disk-full]"), "{printed}");
    let words: Vec<&str> = printed.split_whitespace().collect();
    assert_eq!(words, ["exit", "3", "old1"], "{printed}");
}

#[test]
fn the_csv_of_a_spreadsheet_is_read_with_all_its_habits() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    fs::remove_file(Path::new(&project).join("figures/history.yaml")).unwrap();
    let months = [
        "Nov-19",
        "Dec 2019",
        "01/01/2020",
        "2020-02",
        "March 2020",
        "Apr-20",
        "May-20",
        "Jun-20",
        "Jul-20",
        "Aug-20",
        "Sep-20",
        "Oct-20",
    ];
    let row = |name: &str, cell: &dyn Fn(usize) -> String| {
        format!("{name};{};;\r\n", (0..12).map(cell).collect::<Vec<_>>().join(";"))
    };
    let csv = format!(
        "\u{feff}Code;{};;\r\n{}{}{}\r\n;;;\r\n",
        months.join(";"),
        row("PLANS", &|i| if i == 3 { "z".to_owned() } else { format!("{}", 138 + i) }),
        row("PLANS out of", &|i| if i == 3 { String::new() } else { "180".to_owned() }),
        row("VISITS", &|i| format!("\"1,{:03}\"", 100 + i)),
    );
    fs::write(Path::new(&project).join("figures/history.csv"), csv).unwrap();
    let output = panelpack(&["build", &project]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let json = stdout(&["expand", &project, "--format", "json"]);
    assert!(json.contains("\"1,111\"") && json.contains("\"[z]\""), "{json}");
}

#[test]
fn an_ejected_layout_takes_precedence_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let printed = stdout(&["layout", "eject", "scorecard", "--project", &project, "--only", "base/style.typ"]);
    assert_eq!(printed.lines().count(), 1);
    let theme = Path::new(&project).join("templates/scorecard/base/style.typ");
    let before = fs::read(stdout(&["build", &project]).trim()).unwrap();
    let text = fs::read_to_string(&theme).unwrap().replace("#1b1f23", "#1b1f43");
    fs::write(&theme, text).unwrap();
    let after = fs::read(stdout(&["build", &project]).trim()).unwrap();
    assert_ne!(before, after);
}

#[test]
fn json_messages_are_one_object_a_line_without_source_lines() {
    let folder = tempfile::tempdir().unwrap();
    errors::write(&fixtures().join("invalid/unknown-key"), folder.path());
    let output = panelpack(&["check", &path(&folder, ""), "--message-format", "json"]).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.lines().count() >= 1);
    for line in text.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["place"]["line"].is_u64() && object["hints"].is_array(), "{line}");
    }
}

#[test]
fn source_lines_stay_out_where_ci_is_set() {
    let folder = tempfile::tempdir().unwrap();
    errors::write(&fixtures().join("invalid/count-exceeds-out-of"), folder.path());
    let output = panelpack(&["check", &path(&folder, "")]).env("CI", "true").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("count-exceeds-out-of")
            && !text.contains('│')
            && !text.contains('/'.to_string().repeat(2).as_str()),
        "{text}"
    );
}

#[test]
fn pictures_of_pages_are_made_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let pages = stdout(&["build", &project, "--format", "png"]);
    assert!(pages.lines().all(|page| fs::read(page).unwrap().starts_with(b"\x89PNG")));
    let vectors = stdout(&["build", &project, "--format", "svg"]);
    assert_eq!(vectors.lines().count(), pages.lines().count());
}

#[test]
fn figures_that_are_not_attached_are_written_beside_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let manifest = Path::new(&project).join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("attach: no\n{text}")).unwrap();
    let printed = stdout(&["build", &project]);
    let csv = printed.lines().find(|line| line.ends_with(" figures.csv")).expect("a CSV is written");
    assert!(fs::read_to_string(csv).unwrap().contains("PLANS,Plans up to date,2020-11,value,91,percent"), "{printed}");
}

#[test]
fn two_papers_of_one_title_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let manifest = Path::new(&project).join("panelpack.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        text.replace("papers:\n", "papers:\n  other: {title: Performance Scorecard, panel: Another}\n"),
    )
    .unwrap();
    let printed = stdout(&["build", &project]);
    assert_eq!(printed.lines().count(), 2);
    assert!(printed.contains("Performance Scorecard (other) November 2020.pdf"), "{printed}");
    assert_eq!(stdout(&["build", &project, "--paper", "other"]).lines().count(), 1);
    assert_eq!(entries(&Path::new(&project).join("out")).len(), 4);
}

#[test]
fn papers_are_found_by_their_meeting() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let manifest = Path::new(&project).join("panelpack.yaml");
    let papers = "papers:\n  data: {title: Data Report, panel: Panel}\n  later: {title: Other, panel: Panel}\n";
    let meetings = "meetings:\n  - {paper: scorecard, date: 2021-01-13, period: 2020-11, item: 6}\n  \
                    - {paper: data, date: 2021-01-13, period: 2020-11}\n  - {paper: later, date: 2021-01-20, period: 2020-11}\n";
    let text = fs::read_to_string(&manifest).unwrap().replace("papers:\n", papers) + meetings;
    fs::write(&manifest, text).unwrap();
    let printed = stdout(&["build", &project, "--meeting", "2021-01-13"]);
    let papers: Vec<&str> = printed.lines().filter_map(|path| path.rsplit('/').next()).collect();
    assert_eq!(papers, ["Item 6 Performance Scorecard November 2020.pdf", "Data Report November 2020.pdf"]);
}

#[test]
fn explain_knows_every_code_and_suggests_the_nearest() {
    assert!(stdout(&["explain", "row-length"]).contains("longer or shorter"));
    let output = panelpack(&["explain", "row-lenght"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `row-length`?"));
}

#[test]
fn completions_are_printed_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&["completions", shell]).contains("panelpack"), "{shell}");
    }
}

#[test]
fn the_document_bears_the_date_that_the_environment_names() {
    let folder = tempfile::tempdir().unwrap();
    let project = new_project(&folder);
    let build = |epoch: Option<&str>| {
        let mut command = panelpack(&["build", &project]);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let printed = String::from_utf8(command.output().unwrap().stdout).unwrap();
        fs::read(printed.trim()).unwrap()
    };
    assert_eq!(build(None), build(None));
    let dated = build(Some("1600000000"));
    assert!(dated.windows(10).any(|bytes| bytes == b"D:20200913"));
}
