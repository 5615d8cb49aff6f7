//! Last year's targets, carried into the next.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use panelpack::internals::carry::{NewYear, NotCarried, WithEdits, compare};
use panelpack::internals::model::{Calendar, Period};
use panelpack::internals::{self, figures, scorecard, view};
use panelpack::{MemoryFiles, ProjectFiles, Selection, check};

use crate::common::{EXAMPLES, compile, example, open, pdf, root, small_project};
use crate::matrix::built;

fn carry(files: &MemoryFiles, year: &str) -> Result<NewYear, NotCarried> {
    internals::new_year(&open(files), year, files)
}

fn definitions(text: &str) -> MemoryFiles {
    small_project()
        .with("indicators.yaml", format!("Theme:\n  A2: {{name: Visits, count: Made, better: neither}}\n{text}"))
}

fn indicator(keys: &str) -> MemoryFiles {
    definitions(&format!("  A1: {{name: Plans, unit: percent, {keys}}}\n"))
        .with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [80, 81]\nA2: [5, 6]\n")
}

/// What was carried: code, which value, the value.
fn carried(files: &MemoryFiles) -> Vec<String> {
    let new_year = carry(files, "2021/22").expect("the project is in order");
    new_year.carried.iter().map(|one| format!("{} {} {}", one.code, one.what.name(), one.value)).collect()
}

/// The definitions of a project in memory after the year has been carried.
fn text_after(files: &MemoryFiles, year: &str) -> String {
    let new_year = carry(files, year).expect("the project is in order");
    let [file] = new_year.files.as_slice() else { panic!("{:?}", new_year.files) };
    String::from_utf8(file.content.clone()).expect("the file is text")
}

fn edited(files: &MemoryFiles, new_year: &NewYear) -> MemoryFiles {
    new_year.files.iter().fold(files.clone(), |files, file| files.with(&file.path, file.content.clone()))
}

#[test]
fn every_value_that_holds_goes_on() {
    let files = indicator(
        "better: near target, target: 16, green_within: 1 point, amber_within: {from 2019-04: 2 points, from 2020-10: 3 points}",
    );
    assert_eq!(carried(&files), ["A1 target 16", "A1 amber_within 3 points", "A1 green_within 1 point"]);
    let files = indicator("better: higher, target: 90, floor: 70, minimum: {name: M, target: 75, amber_within: 5%}");
    assert_eq!(carried(&files), ["A1 target 90", "A1 floor 70", "A1 minimum 75", "A1 minimum amber_within 5%"]);
    assert_eq!(carried(&indicator("better: neither, target: {band: 15 to 20}")), ["A1 target {band: 15 to 20}"]);
}

#[test]
fn none_needs_an_entry_only_where_it_came_with_a_date() {
    assert_eq!(carried(&indicator("better: higher, target: none")), [""; 0]);
    let files = indicator("better: higher, target: {from 2019-04: 80, from 2020-10: none}");
    assert_eq!(carried(&files), ["A1 target none"]);
}

#[test]
fn a_value_with_an_entry_of_the_new_year_or_later_is_left_alone() {
    for last in ["2021-04", "2021/22", "2021/22 Q2", "2022-01"] {
        let files = indicator(&format!("better: higher, target: {{from 2019-04: 80, from {last}: 90}}"));
        let new_year = carry(&files, "2021/22").expect("the project is in order");
        assert_eq!((new_year.carried.len(), new_year.already, new_year.files.len()), (0, 1, 0), "{last}");
    }
}

#[test]
fn what_has_ended_by_then_is_not_carried() {
    let retired =
        |from: &str| indicator(&format!("better: higher, target: 90, retired: {{from: {from}, reason: Done}}"));
    assert_eq!(carried(&retired("2021-04")), [""; 0]);
    assert_eq!(carried(&retired("2021-05")), ["A1 target 90"]);
    let replaced = |from: &str| {
        definitions(&format!(
            "  A1: {{name: Plans, unit: percent, better: higher, target: 90}}\n  \
             A3: {{name: Plans, unit: percent, better: higher, target: 95, replaces: {{code: A1, from: {from}}}}}\n"
        ))
        .with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [80, 81]\nA2: [5, 6]\n")
    };
    // The new one has no past before the new year, so that its target needs no date.
    assert_eq!(carried(&replaced("2021-04")), [""; 0]);
    assert_eq!(carried(&replaced("2020-10")), ["A3 target 95"]);
    assert!(text_after(&replaced("2020-10"), "2021/22").contains("target: {from 2020-04: 95, from 2021-04: 95}"));
    assert_eq!(carried(&replaced("2021-10")), ["A1 target 90"]);
}

#[test]
fn the_first_date_is_the_start_of_the_year_of_the_first_figure() {
    let files = indicator("better: higher, target: 90");
    assert!(text_after(&files, "2021/22").contains("target: {from 2020-04: 90, from 2021-04: 90}"));
    let outturn = files.clone().with("figures/years.yaml", "Years: [2017/18]\nA1: [70]\n");
    assert!(text_after(&outturn, "2021/22").contains("target: {from 2017-04: 90, from 2021-04: 90}"));
    let without = files.with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA2: [5, 6]\n");
    assert!(text_after(&without, "2021/22").contains("target: {from 2020-04: 90, from 2021-04: 90}"));
}

#[test]
fn dates_follow_the_calendar_of_the_project_and_school_years_their_own() {
    let manifest = "organisation: O\ncalendar: {year_starts: january}\nsmall_numbers: {policy: none}\npapers:\n  p: {title: T, panel: P}\n";
    let january = indicator("better: higher, target: 90").with("panelpack.yaml", manifest);
    assert!(text_after(&january, "2021/21").contains("target: {from 2020-01: 90, from 2021-01: 90}"));
    let school = indicator("better: higher, target: 90")
        .with("figures/history.yaml", "Academic years: [2018/19, 2019/20]\nA1: [80, 81]\n")
        .with("figures/2020-11.yaml", "A2: 7\n");
    assert!(text_after(&school, "2021/22").contains("target: {from 2018-09: 90, from 2021-09: 90}"));
    let again = edited(&school, &carry(&school, "2021/22").expect("the project is in order"));
    assert_eq!(carried(&again), [""; 0]);
}

#[test]
fn the_year_is_the_one_after_the_latest_figures() {
    let files = indicator("better: higher, target: 90");
    let refused = |files: &MemoryFiles, year: &str| match carry(files, year) {
        Err(NotCarried::WrongYear(message)) => message,
        other => panic!("{other:?}"),
    };
    let turn = "after the latest figures, of November 2020, comes 2021/22";
    for year in ["2021", "2021-04", "2021-22", "2021/22 Q1", "2021/22 academic", "2021/23", ""] {
        assert_eq!(refused(&files, year), format!("`{year}` is not a year: {turn}"));
    }
    for year in ["2019/20", "2020/21", "2022/23"] {
        assert_eq!(refused(&files, year), format!("{year} is not the new year: {turn}"));
    }
    // Whoever comes late still sets the year's targets in its first quarter.
    let begun = files.clone().with("figures/2021-06.yaml", "A1: 82\n");
    let june = Period::parse("2021-06", Calendar::default()).unwrap();
    assert_eq!(carry(&begun, "2021/22").expect("its first quarter is not over").begun, Some(june));
    refused(&begun.with("figures/2021-07.yaml", "A1: 83\n"), "2021/22");
    // Yearly figures of the year between are not there before it is over.
    let yearly = files.clone().with("figures/history.yaml", "Years: [2018/19, 2019/20]\nA1: [80, 81]\n");
    assert!(carry(&yearly, "2020/21").is_ok() && carry(&yearly, "2021/22").is_ok());
    refused(&yearly, "2022/23");
    let none = files.with("figures/history.yaml", "Months: [2020-10, 2020-11]\nA1: [x, x]\nA2: [x, x]\n");
    assert!(carry(&none, "2031/32").is_ok());
    assert_eq!(refused(&none, "2031"), "`2031` is not a year: a year is written `2021/22`");
}

#[test]
fn a_byte_order_mark_line_ends_of_windows_and_other_files_stay() {
    let text = "\u{feff}# Größen\r\nMore:\r\n  B1: {name: Homes, unit: percent, better: higher, target: 90}   # agreed\r\n  B2:\r\n    name: Beds\r\n    \
                unit: percent\r\n    better: lower\r\n    target:\r\n      green: 5\r\n      amber: 9";
    let files = small_project().with("indicators/more.yaml", text).with("figures/2020-11.yaml", "B1: 90\nB2: 3\n");
    let new_year = carry(&files, "2021/22").expect("the project is in order");
    let paths: Vec<&str> = new_year.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["indicators.yaml", "indicators/more.yaml"]);
    assert_eq!(
        String::from_utf8(new_year.files[1].content.clone()).unwrap(),
        "\u{feff}# Größen\r\nMore:\r\n  B1: {name: Homes, unit: percent, better: higher, target: {from 2020-04: 90, from 2021-04: 90}}   # agreed\r\n  \
         B2:\r\n    name: Beds\r\n    unit: percent\r\n    better: lower\r\n    target:\r\n      from 2020-04:\r\n        green: 5\r\n        amber: 9\r\n      \
         from 2021-04:\r\n        green: 5\r\n        amber: 9"
    );
    let places: Vec<(&str, usize)> = new_year.carried.iter().map(|one| (one.path.as_str(), one.line)).collect();
    assert_eq!(
        places,
        [("indicators.yaml", 7), ("indicators.yaml", 8), ("indicators/more.yaml", 3), ("indicators/more.yaml", 12)]
    );
}

/// What would be written is held against what was read; a file that changed its meaning must not get through.
#[test]
fn a_file_with_another_meaning_is_refused() {
    let files = small_project();
    let new_year = carry(&files, "2021/22").expect("the project is in order");
    let text = String::from_utf8(new_year.files[0].content.clone()).unwrap();
    let compared = |text: &str| {
        let mut wrong = new_year.clone();
        wrong.files[0].content = text.as_bytes().to_vec();
        let after = check(&WithEdits { files: &files, edited: &wrong.files });
        compare(scorecard(&open(&files)), scorecard(&after), &new_year)
    };
    assert!(compared(&text).is_ok());
    for (old, new) in [
        ("from 2021-04: 90", "from 2021-04: 91"),
        ("from 2020-04: 90", "from 2020-04: 91"),
        ("from 2020-04: 90", "from 2020-12: 90"),
        ("from 2021-04: 90", "from 2021-05: 90"),
        (", from 2021-04: 90", ""),
        ("from 2021-04: 5 points", "from 2021-04: 5%"),
        ("name: Plans", "name: Plan"),
    ] {
        assert!(text.contains(old), "{text}");
        assert!(matches!(compared(&text.replace(old, new)), Err(NotCarried::OtherMeaning(_))), "{old} to {new}");
    }
}

#[test]
fn a_file_that_was_changed_meanwhile_is_refused() {
    let files = small_project();
    let project = open(&files);
    let changed = files.with("indicators.yaml", "# changed\n");
    assert!(
        matches!(internals::new_year(&project, "2021/22", &changed), Err(NotCarried::Changed(path)) if path == "indicators.yaml")
    );
}

#[test]
fn every_paper_of_the_examples_reads_as_before() {
    for (name, year) in EXAMPLES.into_iter().zip(["2021/22", "2017/18", "2022/23", "2021/22", "2024/25", "2021/22"]) {
        let before = example(name);
        let new_year = carry(&before, year).unwrap_or_else(|error| panic!("{name}: {error}"));
        let after = edited(&before, &new_year);
        assert!(open(&after).diagnostics().is_empty(), "{name}");
        let project = open(&before);
        let all = || figures(&project).iter().map(|(_, series)| series);
        let finest = all().filter_map(|series| series.frequency()).min().expect("it has figures");
        let periods = || all().flat_map(|series| series.periods(finest));
        let views = |files: &dyn ProjectFiles, period: &Period| {
            let project = open(files);
            let selection = Selection { period: Some(period.to_string()), ..Selection::default() };
            let chosen = project.select(&selection).into_parts().0;
            let views = chosen.iter().map(|chosen| serde_json::to_value(view(&project, chosen, &selection)).unwrap());
            views.collect::<Vec<_>>()
        };
        for period in periods().min().into_iter().chain(periods().max()) {
            assert!(views(&before, &period) == views(&after, &period), "{name} {period}");
        }
    }
}

#[test]
fn the_papers_of_the_old_year_keep_their_bytes() {
    let before = example("northbridge");
    let after = edited(&before, &carry(&before, "2021/22").expect("the project is in order"));
    let again: Vec<_> = compile(&after, &Selection::default()).iter_mut().map(pdf).collect();
    assert!(built("northbridge").map(|paper| &paper.pdf).eq(&again));
}

fn panelpack(words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_panelpack")).args(words).env_remove("CI").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(path, target).map(drop).unwrap() }
    }
}

fn northbridge(folder: &tempfile::TempDir) -> (String, PathBuf) {
    let project = folder.path().join("northbridge");
    copy(&root().join("data/northbridge"), &project);
    (project.to_string_lossy().into_owned(), project.join("indicators.yaml"))
}

#[test]
fn the_command_says_what_it_carries_and_the_second_time_that_there_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (project, definitions) = northbridge(&folder);
    let original = fs::read_to_string(&definitions).unwrap();

    let (exit, planned, note) = panelpack(&["new-year", "2021/22", &project, "--dry-run"]);
    assert_eq!((exit, note.as_str()), (0, "dry run: nothing was written\n"));
    assert_eq!(fs::read_to_string(&definitions).unwrap(), original);

    let (exit, said, note) = panelpack(&["new-year", "2021/22", &project]);
    assert_eq!((exit, note.as_str(), &said), (0, "", &planned));
    let lines: Vec<&str> = said.lines().collect();
    let words = |line: &str| {
        line.split("  ").map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words(lines[0]), ["CLA3", "Children leaving care", "target", "indicators.yaml:45", "{band: 12 to 20}"]);
    assert_eq!(
        words(lines[19]),
        ["CLA19", "Strengths and difficulties score", "target", "indicators.yaml:195", "{green: 14, amber: 17}"]
    );
    let places = lines[..38].iter().map(|line| line.find("indicators.yaml:").expect("each has its place"));
    assert_eq!(places.collect::<std::collections::BTreeSet<_>>().len(), 1, "one column: {said}");
    assert_eq!(lines[38], "still to be set: CLA31 by the Improvement Board");
    assert_eq!(
        lines[39],
        format!("38 values carried into 2021/22; next: edit those that change, then run `panelpack check {project}`")
    );
    let carried = fs::read_to_string(&definitions).unwrap();
    // A line is changed in place, or added to a block; none is taken away.
    let changed = original.lines().filter(|line| !carried.lines().any(|kept| kept == *line)).count();
    assert!(changed <= 38 && original.lines().count() <= carried.lines().count(), "{changed}");
    assert!(carried.contains("    target: {from 2018-04: 85, from 2020-04: 90, from 2021-04: 90}\n"), "{carried}");

    let (exit, said, note) = panelpack(&["new-year", "2021/22", &project]);
    assert_eq!((exit, note.as_str()), (0, ""));
    assert_eq!(
        said,
        "still to be set: CLA31 by the Improvement Board\nnothing to carry: 38 values have their entries for 2021/22 already\n"
    );
    assert_eq!(fs::read_to_string(&definitions).unwrap(), carried);
    let (exit, _, problems) = panelpack(&["check", &project]);
    assert_eq!((exit, problems.as_str()), (0, ""));
}

#[test]
fn a_wrong_year_and_a_project_with_errors_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (project, definitions) = northbridge(&folder);
    for format in ["human", "json"] {
        let (exit, said, problem) = panelpack(&["new-year", "2021", &project, "--message-format", format]);
        let turn = "after the latest figures, of November 2020, comes 2021/22";
        assert_eq!((exit, said, problem), (2, String::new(), format!("error: `2021` is not a year: {turn}\n")));
    }
    fs::write(&definitions, "Theme:\n  A1: {name: Plans}\n").unwrap();
    let (exit, said, problems) = panelpack(&["new-year", "2021/22", &project]);
    assert!(exit == 1 && said.is_empty() && problems.contains("error["), "{problems}");
    assert_eq!(fs::read_to_string(&definitions).unwrap(), "Theme:\n  A1: {name: Plans}\n");
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_a_file_that_may_not_be_written_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (project, definitions) = northbridge(&folder);
    let shared = Path::new(&project).join("shared/definitions.yaml");
    fs::create_dir(shared.parent().unwrap()).unwrap();
    fs::rename(&definitions, &shared).unwrap();
    std::os::unix::fs::symlink(&shared, &definitions).unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o440)).unwrap();
    let original = fs::read(&shared).unwrap();
    let (exit, said, problem) = panelpack(&["new-year", "2021/22", &project]);
    assert!(exit == 3 && said.is_empty() && problem.contains("error[output-folder]"), "{problem}");
    assert_eq!(fs::read(&shared).unwrap(), original);

    fs::set_permissions(&shared, fs::Permissions::from_mode(0o660)).unwrap();
    assert_eq!(panelpack(&["new-year", "2021/22", &project]).0, 0);
    assert!(fs::symlink_metadata(&definitions).unwrap().is_symlink());
    assert_eq!(fs::metadata(&shared).unwrap().permissions().mode() & 0o777, 0o660);
    assert_ne!(fs::read(&shared).unwrap(), original);
}

/// Definitions outside the project may be somebody else's, whoever made the link.
#[test]
#[cfg(unix)]
fn a_file_that_lies_outside_the_project_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let (project, definitions) = northbridge(&folder);
    let shared = folder.path().join("shared.yaml");
    fs::rename(&definitions, &shared).unwrap();
    std::os::unix::fs::symlink(&shared, &definitions).unwrap();
    let (original, before) = (fs::read(&shared).unwrap(), fs::metadata(&shared).unwrap().modified().unwrap());
    let (exit, said, problem) = panelpack(&["new-year", "2021/22", &project]);
    assert!(exit != 0 && said.is_empty() && problem.contains("error["), "{exit}: {problem}");
    assert_eq!(fs::read(&shared).unwrap(), original);
    assert_eq!(fs::metadata(&shared).unwrap().modified().unwrap(), before);
}
