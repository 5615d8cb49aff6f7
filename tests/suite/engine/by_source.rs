//! What the data hide themselves stays hidden too, and so does what could be worked out across it: a reader adds up over a figure that is not there.

use std::collections::BTreeMap;

use panelpack::internals;
use panelpack::internals::ledger::{Audience, Entry, FigureId, Ledger, Published};
use panelpack::{FigureKind, MemoryFiles};

/// Rows of figures, by code and period, as they may be printed: `[c]` where one is hidden.
fn shown(definitions: &str, manifest: &str, [figures, longer]: [&str; 2]) -> BTreeMap<String, String> {
    let manifest = format!(
        "organisation: O\nsmall_numbers: {{policy: dfe}}\n{manifest}papers:\n  panel: {{title: T, panel: P}}\n"
    );
    let files = MemoryFiles::default()
        .with("panelpack.yaml", manifest)
        .with("indicators.yaml", format!("A:\n{definitions}"))
        .with("figures/2020.yaml", figures)
        .with("figures/longer.yaml", longer);
    let project = panelpack::check(&files);
    let errors: Vec<_> =
        project.diagnostics().iter().filter(|it| it.severity() == panelpack::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
    let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
    assert!(ledger.unprotected().is_empty(), "{:?}", ledger.unprotected());
    let figure = |(id, entry): (FigureId, &Entry)| {
        let kind = if id.kind == FigureKind::Value { String::new() } else { format!(" {}", id.kind) };
        let value = entry.value.value().map_or_else(|| "[c]".to_owned(), |value| value.decimal().to_string());
        (format!("{}{kind} {}", id.code, id.period), value)
    };
    ledger.iter().map(figure).collect()
}

fn count(code: &str, more: &str) -> String {
    format!("  {code}: {{name: {code}, count: {code}, better: neither{more}}}\n")
}

/// How many of some figures are hidden.
fn hidden(shown: &BTreeMap<String, String>, of: &[&str]) -> usize {
    of.iter().filter(|it| shown[**it] == "[c]").count()
}

#[test]
fn a_month_that_its_source_hides_is_not_what_is_left_of_a_quarter() {
    let figures = "Months: [2020-04, 2020-05, 2020-06]\nN1: [10, c, 9]\n";
    let quarter = "Quarters: [2020/21 Q1]\nN1: [22]\n";
    let definitions = count("N1", ", type: in period");
    let shown = shown(&definitions, "", [figures, quarter]);
    assert!(hidden(&shown, &["N1 2020-04", "N1 2020-05", "N1 2020-06", "N1 2020/21 Q1"]) > 1, "{shown:?}");
}

const EQUALS: &str = ", type: snapshot, equals: previous + STARTS - CEASED";

fn equals(care: &str, starts: &str, ceased: &str) -> BTreeMap<String, String> {
    let definitions =
        [count("CLA", EQUALS), count("STARTS", ", type: in period"), count("CEASED", ", type: in period")].concat();
    let figures = format!(
        "Months: [2020-04, 2020-05, 2020-06, 2020-07]\nCLA: [{care}]\nSTARTS: [{starts}]\nCEASED: [{ceased}]\n"
    );
    shown(&definitions, "", [&figures, ""])
}

#[test]
fn what_equals_tells_of_a_figure_that_its_source_hides_is_hidden() {
    let shown = equals("60, 55, 52, 61", "9, c, 9, 18", "7, 8, 12, 9");
    assert!(hidden(&shown, &["CLA 2020-04", "CLA 2020-05", "CEASED 2020-05"]) > 0, "{shown:?}");
}

#[test]
fn what_equals_tells_across_a_month_that_is_not_there_is_hidden() {
    // 60 + 9 + 3 - 8 - 12 are 52, whatever there were in May.
    for may in ["c", "x", "late"] {
        let shown = equals(&format!("60, {may}, 52, 61"), "9, 9, 3, 18", "7, 8, 12, 9");
        let others = ["CLA 2020-04", "CLA 2020-06", "STARTS 2020-05", "CEASED 2020-05", "CEASED 2020-06"];
        assert!(hidden(&shown, &others) > 0, "{may}: {shown:?}");
    }
}

#[test]
fn a_group_tells_nothing_of_a_figure_that_its_source_hides() {
    let definitions = ["N1", "N2", "N3"].map(|code| count(code, "")).concat();
    let adds_up = "adds_up: {whole: N1, parts: [N2, N3]}\n";
    let part = shown(&definitions, adds_up, ["Months: [2020-11]\nN1: [30]\nN2: [c]\nN3: [26]\n", ""]);
    assert!(hidden(&part, &["N1 2020-11", "N3 2020-11"]) > 0, "{part:?}");
    let whole = shown(&definitions, adds_up, ["Months: [2020-11]\nN1: [c]\nN2: [7]\nN3: [9]\n", ""]);
    assert!(hidden(&whole, &["N2 2020-11", "N3 2020-11"]) > 0, "{whole:?}");
}

#[test]
fn a_year_to_date_starts_from_nothing_whatever_march_came_to() {
    let run = ", type: year to date, equals: previous + AWAY + HOME";
    let definitions = [count("LEFT", run), count("AWAY", ", type: in period"), count("HOME", ", type: in period")];
    let figures = "Months: [2020-03, 2020-04]\nLEFT: [30, 12]\nAWAY: [9, 9]\nHOME: [7, 3]\n";
    let shown = shown(&definitions.concat(), "", [figures, ""]);
    assert!(hidden(&shown, &["LEFT 2020-04", "AWAY 2020-04"]) > 0, "12 less 9 are 3: {shown:?}");
}

#[test]
fn a_running_total_tells_what_was_added_across_a_month_that_is_not_there() {
    for may in ["c", "x", "late"] {
        let figures = format!("Months: [2020-04, 2020-05, 2020-06]\nN1: [12, {may}, 15]\n");
        let shown = shown(&count("N1", ", type: year to date"), "", [&figures, ""]);
        assert!(hidden(&shown, &["N1 2020-04", "N1 2020-06"]) > 0, "{may}: {shown:?}");
    }
}
