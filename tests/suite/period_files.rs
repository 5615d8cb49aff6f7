//! Months that were left out, copied or filed under another year are named, and what may be right is not.

use panelpack::{Code, MemoryFiles, check};

const MANIFEST: &str =
    "organisation: Testing Council\nsmall_numbers: {policy: none}\npapers:\n  p: {title: Scorecard, panel: Panel}\n";

const INDICATORS: &str = "Theme:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: 90}\n  \
                          A2: {name: Visits, count: Visits made, better: higher, target: none}\n";

fn project() -> MemoryFiles {
    MemoryFiles::default().with("panelpack.yaml", MANIFEST).with("indicators.yaml", INDICATORS)
}

/// A project with a file for each of some periods, no two alike.
fn with_files(periods: &[&str]) -> MemoryFiles {
    periods.iter().enumerate().fold(project(), |files, (i, period)| {
        files.with(&format!("figures/{period}.yaml"), format!("A1: {}/194\nA2: {}\n", 160 + i, 501 + i))
    })
}

/// The messages of one code.
fn said(files: &MemoryFiles, code: Code) -> Vec<String> {
    let project = check(files);
    let of_code = project.diagnostics().iter().filter(|diagnostic| diagnostic.code() == code);
    of_code.map(|diagnostic| diagnostic.message().to_owned()).collect()
}

#[test]
fn a_month_whose_file_is_a_copy_of_another_is_named() {
    let copied = "A1: 163/194\nA2: 501\n";
    let two = with_files(&["2020-09"]).with("figures/2020-10.yaml", copied).with("figures/2020-11.yaml", copied);
    assert_eq!(said(&two, Code::FileCopied), ["`figures/2020-11.yaml` equals `figures/2020-10.yaml` byte for byte"]);
    let three = two.with("figures/2020-12.yaml", copied);
    assert_eq!(
        said(&three, Code::FileCopied),
        ["`figures/2020-12.yaml` equals `figures/2020-10.yaml` and `figures/2020-11.yaml` byte for byte"]
    );
    let quarters = with_files(&[]).with("figures/2020_21-Q1.yaml", copied).with("figures/2020_21-Q2.yaml", copied);
    assert_eq!(said(&quarters, Code::FileCopied).len(), 1);
}

#[test]
fn months_that_may_be_alike_are_no_copies() {
    let pair =
        |first: &str, next: &str| project().with("figures/2020-10.yaml", first).with("figures/2020-11.yaml", next);
    for few in ["A1: x\nA2: x\n", "A2: 0\n", "A2: 12\n", "A1: 9/10\nA2: 14\n", "A1: nd\nA2: 501\n"] {
        assert_eq!(said(&pair(few, few), Code::FileCopied), Vec::<String>::new(), "{few}");
    }
    let same = "A1: 163/194\nA2: 501\n";
    let commented = format!("{same}# as in 2020-10\n");
    assert_eq!(said(&pair(same, &commented), Code::FileCopied), Vec::<String>::new());
    let dated = "period: 2020-11\nA1: 163/194\n";
    assert_eq!(said(&pair(dated, dated), Code::FileCopied), Vec::<String>::new(), "one month in two files");
}

#[test]
fn a_month_without_a_file_is_named_with_all_that_are_missing() {
    let gap = |periods: &[&str]| said(&with_files(periods), Code::HeaderGap);
    assert_eq!(gap(&["2020-08", "2020-10", "2020-11"]), ["2020-10 follows 2020-08: 2020-09 is left out"]);
    assert_eq!(
        gap(&["2020-06", "2020-07", "2020-08", "2020-12"]),
        ["2020-12 follows 2020-08: 2020-09 to 2020-11 are left out"]
    );
    assert_eq!(
        gap(&["2019_20-Q3", "2019_20-Q4", "2020_21-Q2"]),
        ["2020/21 Q2 follows 2019/20 Q4: 2020/21 Q1 is left out"]
    );
    let table = "Months: [2020-05, 2020-08]\nA1: [163/194, 165/190]\nA2: [501, 502]\n";
    assert_eq!(
        said(&project().with("figures/history.yaml", table), Code::HeaderGap),
        ["2020-08 follows 2020-05: 2020-06 and 2020-07 are left out"]
    );
}

#[test]
fn a_file_a_year_away_from_the_rest_is_named_with_the_month_that_was_meant() {
    let hint = |periods: &[&str]| {
        let project = check(&with_files(periods));
        let found = project.diagnostics().iter().find(|diagnostic| diagnostic.code() == Code::HeaderGap);
        found.map(|found| (found.message().to_owned(), found.hints()[0].clone())).unwrap_or_default()
    };
    for (file, meant, periods) in [
        ("2021-11", "2020-11", &["2020-08", "2020-09", "2020-10", "2021-11"][..]),
        ("2021-11", "2020-11", &["2020-10", "2021-11"]),
        ("2020-01", "2021-01", &["2020-01", "2020-10", "2020-11", "2020-12"]),
        ("2021_22-Q3", "2020/21 Q3", &["2020_21-Q1", "2020_21-Q2", "2021_22-Q3"]),
    ] {
        let (message, hint) = hint(periods);
        assert_eq!(message, format!("`figures/{file}.yaml` lies a year away from the other files"), "{periods:?}");
        assert!(hint.starts_with(&format!("where {meant} is meant")), "{hint}");
    }
}

#[test]
fn periods_that_are_rightly_left_out_raise_nothing() {
    for periods in [
        &["2020-11"][..],
        &["2019-11", "2020-11"],
        &["2019-10", "2019-11", "2020-10", "2020-11"],
        &["2020-05", "2020-07", "2020-09", "2020-11"],
        &["2020-03", "2020-09", "2020-10", "2021-03"],
        &["2016_17", "2018_19", "2020_21"],
        &["2020-10", "2020-11", "2020_21-Q1", "2019_20"],
    ] {
        assert_eq!(said(&with_files(periods), Code::HeaderGap), Vec::<String>::new(), "{periods:?}");
    }
    let history = "Months: [2020-02, 2020-03]\nA1: [150/194, 151/190]\nA2: [480, 482]\n";
    let after_a_pause = with_files(&["2020-10", "2020-11"]).with("figures/history.yaml", history);
    assert_eq!(said(&after_a_pause, Code::HeaderGap), Vec::<String>::new(), "a table of earlier months");
}

#[test]
fn all_months_that_a_measure_lacks_are_named() {
    let missing = |row: &str| {
        let files = project().with(
            "figures/plans.yaml",
            "Months: [2020-07, 2020-08, 2020-09, 2020-10, 2020-11]\nA1: [80/99, 81/99, 82/99, 83/99, 84/99]\n",
        );
        said(&files.with("figures/visits.yaml", row), Code::FigureMissing)
    };
    assert_eq!(
        missing("Months: [2020-08, 2020-09, 2020-10]\nA2: [1, 2, 3]\n"),
        ["`A2` has no figure for 2020-11, though it had one for 2020-10"]
    );
    assert_eq!(
        missing("Months: [2020-07, 2020-08]\nA2: [1, 2]\n"),
        ["`A2` has no figure for 2020-09 to 2020-11, though it had one for 2020-08"]
    );
    assert_eq!(missing("Months: [2020-08]\nA2: [1]\n"), Vec::<String>::new(), "once, as a survey is made");
    assert_eq!(missing("Months: [2019-08, 2019-09]\nA2: [1, 2]\n"), Vec::<String>::new(), "long ago");
}
