//! Control limits are made before rounding; what is said of printed figures is true of them all the same.

use std::collections::HashMap;

use panelpack::internals::assess::spc::{Process, Variation, Way, signal, variation};
use panelpack::internals::model::{Polarity, SpcRules};
use panelpack::internals::parts;
use panelpack::{MemoryFiles, Selection};

use super::spc::{LEVEL, chart, project};
use crate::common::{compile, fixtures, small_project};

const FRACTION: &str = "count: In time, out_of: Due, better: higher, target: 55";

/// Cells per thousand.
fn thousandths(cells: &[i32]) -> Vec<String> {
    cells.iter().map(|cell| format!("{cell}/1000")).collect()
}

/// What the page says at whole percentages of `LEVEL`, moved by some tenths, on which the limits are fixed, with more tenths after it.
fn sentence(moved: i32, more: &[i32]) -> String {
    let level = LEVEL.iter().map(|cell| cell.parse::<i32>().expect("a number") * 10 + moved);
    let cells: Vec<i32> = level.chain(more.iter().copied()).collect();
    let cells = thousandths(&cells);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    chart(&project(&format!("{FRACTION}, spc: {{baseline: 13}}"), &cells)).sentence
}

/// Every month prints 98%: nothing varies but what rounding hides.
#[test]
fn figures_that_print_alike_have_the_limits_of_their_numbers() {
    let cells = thousandths(&[979, 982, 980, 978, 981, 979, 983, 980, 978, 982, 979, 981, 980]);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let view = chart(&project(&format!("{FRACTION}, spc: yes"), &cells));
    // Mean 98.0154; moving ranges 3 2 2 3 2 4 3 2 4 3 2 1 tenths with mean 0.2583.
    assert_eq!(view.limits, "Mean 98.0%, limits 97.3% to 98.7%, from 13 figures since November 2019.");
    assert_eq!(view.variation.key, "common");
    let drawn: Vec<Option<f64>> = view.chart.points.iter().map(|point| point.value).collect();
    assert_eq!(drawn[..3], [Some(97.9), Some(98.2), Some(98.0)], "point and limit are of one precision");
}

/// Mean 51.4615%, limits 46.3632% and 56.5599%; moved by 0.8 below, 45.5632%.
#[test]
fn a_printed_figure_never_contradicts_the_printed_limit_beside_it() {
    assert_eq!(
        sentence(0, &[464]),
        "46.4% in November 2020 lies where chance alone puts it, between 46.4% and 56.6%.",
        "46% lies below"
    );
    assert_eq!(
        sentence(-8, &[455]),
        "45.5% in November 2020 is lower than chance explains, which is 45.6% to 55.8%.",
        "46% lies above"
    );
    assert_eq!(sentence(0, &[400]), "40% in November 2020 is lower than chance explains, which is 46.4% to 56.6%.");
}

#[test]
fn a_run_that_rounding_hides_is_one_before_rounding() {
    assert_eq!(
        sentence(0, &[510, 511, 512, 513, 514, 516, 518]),
        "Before rounding, the last seven figures rise from one to the next, to 51.8% in November 2020."
    );
    assert_eq!(
        sentence(0, &[500, 510, 520, 530, 540, 550, 560]),
        "The last seven figures rise from one to the next, to 56% in November 2020."
    );
    // The mean is 51.1615%, and the figures print as 51%.
    assert_eq!(
        sentence(-3, &[512, 513, 512, 513, 512, 513, 512]),
        "Before rounding, the last seven figures all lie above the mean of 51.16%, the latest being 51.20% in November 2020."
    );
}

/// Limits that would print alike are written with as many decimals as tell them apart.
#[test]
fn limits_are_told_from_one_another() {
    let cells: Vec<String> =
        [0, 4, 2, 5, 1, 4, 0, 3, 5, 2, 4, 1, 3].iter().map(|n| format!("{}/100000", 50_000 + n)).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let view = chart(&project(&format!("{FRACTION}, spc: yes"), &cells));
    assert!(view.limits.starts_with("Mean 50.00%, limits 49.99% to 50.01%"), "{}", view.limits);
}

/// Given amounts are judged before rounding too, but not percentages of people where small numbers are hidden.
#[test]
fn a_given_percentage_keeps_its_rounding_where_small_numbers_are_hidden() {
    let cells =
        ["50.4", "49.6", "50.3", "49.7", "50.4", "49.8", "50.2", "49.6", "50.4", "49.9", "50.3", "49.6", "50.1"];
    let files = project("unit: percent, decimals: 0, better: higher, target: none, spc: yes", &cells);
    assert_eq!(chart(&files).variation.key, "common");
    let hiding = "organisation: O\nsmall_numbers: {policy: dfe}\npapers:\n  panel: {title: T, panel: P}\n";
    let hidden = chart(&files.with("panelpack.yaml", hiding));
    assert_eq!(hidden.limits, "Mean 50.0%, from 13 figures since November 2019.");
    let days = project("unit: days, decimals: 0, better: lower, target: none, spc: yes", &cells);
    assert_eq!(chart(&days.with("panelpack.yaml", hiding)).variation.key, "common", "days count nobody");
}

/// A provider and its months, those seen in time out of all.
type Series = (String, Vec<(u32, u32)>);

/// Header of months, and the providers: `fixtures/spc-rounding`, whose PROVENANCE.md says whose figures they are.
fn real_months() -> (Vec<String>, Vec<Series>) {
    let path = fixtures().join("spc-rounding/months.csv");
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{error}"));
    let months = reader.headers().expect("a header").iter().skip(1).map(str::to_owned).collect();
    let series = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("a row");
        let cells = record.iter().skip(1).map(|cell| cell.split_once('/').expect("a fraction"));
        let number = |text: &str| text.parse::<u32>().expect("a number");
        (record[0].to_owned(), cells.map(|(count, out_of)| (number(count), number(out_of))).collect())
    };
    (months, reader.records().map(series).collect())
}

/// Limits and sign of the latest figure by the method; no limits where they fall on the mean.
fn by_the_method(values: impl Iterator<Item = f64>) -> (Option<[f64; 2]>, Variation) {
    let values: Vec<Option<f64>> = values.map(Some).collect();
    let process = Process::new(&values, &[], &SpcRules::default());
    let limits = process.segments[0].mean.and_then(|mean| mean.limits);
    let limits = limits.filter(|limits| limits.upper - limits.lower > 1e-9);
    let last = signal(process.causes[values.len() - 1], Polarity::HigherIsBetter);
    (limits.map(|limits| [limits.lower, limits.upper]), variation(last))
}

fn named(variation: Variation) -> &'static str {
    match variation {
        Variation::Common => "common cause",
        Variation::Improvement(Way::Up) => "improvement, high",
        Variation::Concern(Way::Down) => "concern, low",
        other => panic!("{other:?}"),
    }
}

fn at_whole_percentages(months: &[String], all: &[Series]) -> MemoryFiles {
    let mut definitions = "Theme:\n".to_owned();
    let mut figures = format!("Months: [{}]\n", months.join(", "));
    for (code, cells) in all {
        definitions.push_str(&format!(
            "  {code}: {{name: Seen in four hours at {code}, count: In time, out_of: Attendances, better: higher, target: 95, type: in period, spc: yes}}\n"
        ));
        let cells: Vec<String> = cells.iter().map(|(count, out_of)| format!("{count}/{out_of}")).collect();
        figures.push_str(&format!("{code}: [{}]\n", cells.join(", ")));
    }
    small_project().with("indicators.yaml", definitions).with("figures/history.yaml", figures)
}

/// Those of 177 hospitals' series that rounding to whole percentages changes: each has the limits and the sign of its numbers.
#[test]
fn real_months_at_whole_percentages_have_the_limits_and_signs_of_the_method() {
    let (months, all) = real_months();
    let exact = |cells: &[(u32, u32)]| {
        by_the_method(cells.iter().map(|(count, out_of)| 100.0 * f64::from(*count) / f64::from(*out_of)))
    };
    let rounded = |cells: &[(u32, u32)]| {
        let whole = |(count, out_of): &(u32, u32)| f64::from((200 * count + out_of) / (2 * out_of));
        by_the_method(cells.iter().map(whole))
    };
    let mut lost = 0;
    for (code, cells) in &all {
        let (exact, rounded) = (exact(cells), rounded(cells));
        assert!(exact.0.is_some(), "{code}");
        lost += usize::from(rounded.0.is_none());
    }
    assert_eq!((all.len(), lost), (33, 18), "all, and those that had no limits at whole percentages");

    let files = at_whole_percentages(&months, &all);
    let csv = parts(compile(&files, &Selection::default()).remove(0)).1.figures_csv;
    let mut told: HashMap<(String, String), (String, String)> = HashMap::new();
    for record in csv::Reader::from_reader(csv.as_bytes()).records() {
        let record = record.expect("a row");
        if record[2] == *months.last().expect("months") {
            told.insert((record[0].to_owned(), record[3].to_owned()), (record[4].to_owned(), record[9].to_owned()));
        }
    }
    for (code, cells) in &all {
        let (limits, sign) = exact(cells);
        let of = |kind: &str| told.get(&(code.clone(), kind.to_owned())).unwrap_or_else(|| panic!("{code}: no {kind}"));
        let ours = ["lower process limit", "upper process limit"].map(|kind| of(kind).0.parse().expect("a number"));
        let near =
            |ours: &[f64; 2], theirs: &[f64; 2]| ours.iter().zip(theirs).all(|(one, other)| (one - other).abs() < 1e-6);
        assert!(limits.is_some_and(|theirs| near(&ours, &theirs)), "{code}: {ours:?} {limits:?}");
        assert_eq!(of("value").1, named(sign), "{code}");
    }
}
