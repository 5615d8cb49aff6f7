//! Figures and targets that are out of proportion, and indicators that nobody shows.

use super::*;

const PERCENT: &str = "T:\n  A1: {name: Plans, unit: percent, better: ";

/// What `check` says of one percentage and what it is held against.
fn held(definition: &str, figures: &str) -> Vec<String> {
    let files = project(
        &format!("{PERCENT}{definition}}}\n"),
        &format!("Months: [2020-09, 2020-10, 2020-11]\nA1: [{figures}]\n"),
    );
    check(&files).diagnostics().iter().map(|found| format!("{}: {}", found.code(), found.message())).collect()
}

/// `target: 0.85` of a percentage is as loud as a figure of 0.85 among 85s.
#[test]
fn a_target_typed_as_a_fraction_is_named_like_a_figure_typed_so() {
    let fractions = "look like fractions of one and not like percentages";
    let fraction = "looks like a fraction of one and not like a percentage";
    for (definition, names) in [
        ("higher, target: 0.85", format!("the target of `A1` {fraction}")),
        ("higher, target: 1", format!("the target of `A1` {fraction}")),
        ("higher, target: {green: 0.95, amber: 0.85}", format!("the target of `A1` {fraction}")),
        ("higher, target: 90, floor: 0.7", format!("the floor of `A1` {fraction}")),
        ("lower, target: 0.8, floor: 0.95", format!("the target and the ceiling of `A1` {fractions}")),
        ("lower, target: 0.85", format!("the target of `A1` {fraction}")),
        ("near target, target: {green: 0.85 to 0.92, amber: 0.8 to 0.97}", format!("the target of `A1` {fraction}")),
        ("neither, target: {band: 0.8 to 0.9}", format!("the target of `A1` {fraction}")),
        ("higher, target: 90, minimum: 0.75", format!("the second standard of `A1` {fraction}")),
        ("higher, target: 90, amber_within: 0.05 points", format!("the tolerance of `A1` {fraction}")),
        ("higher, target: {from 2019-04: 85, from 2020-10: 0.9}", format!("the target of `A1` {fraction}")),
        (
            "higher, target: 0.85, amber_within: 0.05 points",
            format!("the target and the tolerance of `A1` {fractions}"),
        ),
    ] {
        assert_eq!(held(definition, "83, 84, 88"), [format!("hundredfold: {names}")], "{definition}");
    }
    assert_eq!(held("higher, target: 85, amber_within: 5 points, floor: 70", "83, 84, 88"), Vec::<String>::new());
}

/// Exclusions, cancelled operations, waits of over six weeks: small percentages with small targets, kept and far from kept.
#[test]
fn a_true_target_of_less_than_one_per_cent_is_left_alone() {
    for (definition, figures) in [
        ("lower, decimals: 2, target: 0.05, amber_within: 0.02 points", "0.06, 0.07, 0.06"),
        ("lower, decimals: 1, target: 0.8, floor: 1", "1.1, 0.9, 1.4"),
        ("lower, target: 1", "25, 44, 58"),
        ("lower, target: 0.5", "12, 14, 13"),
        ("lower, target: 0", "12, 14, 13"),
        ("higher, decimals: 1, target: 0.5", "0.4, 0.6, 3.2"),
        ("higher, decimals: 1, target: 95, amber_within: 0.5 points", "94.1, 95.2, 96"),
        ("higher, target: 95, amber_within: 0.5 points", "94, 95, 96"),
        ("higher, target: 95, amber_within: 0 points", "94, 95, 96"),
        ("higher, target: 92.5, amber_within: 0.5%", "94, 95, 96"),
        ("higher, target: 0.9", "x, x, x"),
    ] {
        assert_eq!(held(definition, figures), Vec::<String>::new(), "{definition}");
    }
}

#[test]
fn the_tolerance_of_a_project_typed_as_a_fraction_is_named_once() {
    let indicators = "T:\n  A1: {name: Plans, unit: percent, better: higher, target: 90}\n  A2: {name: Visits, unit: percent, better: higher, target: 85}\n";
    let of = |tolerance: &str| {
        let files = project(indicators, "Months: [2020-10, 2020-11]\nA1: [91, 92]\nA2: [81, 83]\n");
        codes(&files.with("panelpack.yaml", format!("{MANIFEST}amber_within: {tolerance}\n")))
    };
    assert_eq!((of("0.05 points"), of("5 points"), of("5%")), (vec!["hundredfold"], vec![], vec![]));
}

/// A definition in millions, a figure or a target in pounds.
#[test]
fn an_amount_in_pounds_under_millions_is_asked_about() {
    let of = |unit: &str, target: &str, figures: &str| {
        let definition = format!("T:\n  A1: {{name: Spend, unit: {unit}, better: lower, target: {target}}}\n");
        codes(&project(&definition, &format!("Months: [2020-10, 2020-11]\nA1: [{figures}]\n")))
    };
    assert_eq!(of("£m", "250", "251345678, 252345678"), ["hundredfold"]);
    assert_eq!(of("£m", "250000000", "251.3, 252.3"), ["hundredfold"]);
    assert_eq!(of("£000", "250000", "251345678, 252345678"), ["hundredfold"]);
    assert!(of("£m", "250", "251.3, 252.3").is_empty() && of("£000", "250000", "251346, 252346").is_empty());
    assert!(of("pounds", "250000000", "251345678, 252345678").is_empty());
}

#[test]
fn people_with_decimals_are_asked_about_and_parts_that_count_are_not() {
    let of = |decimals: &str, figures: &str| {
        let definition = format!("T:\n  A1: {{name: Children, count: Children, better: neither{decimals}}}\n");
        let periods = ["2020-08", "2020-09", "2020-10", "2020-11"][4 - figures.split(", ").count()..].join(", ");
        codes(&project(&definition, &format!("Months: [{periods}]\nA1: [{figures}]\n")))
    };
    for odd in ["1902, 1.855, 1881", "1.902, 1.855", "1.855", "1902, 1.85, 1881"] {
        assert_eq!(of("", odd), ["decimal-count"], "{odd}");
        assert!(of(", decimals: 1", odd).iter().all(|code| *code != "decimal-count"), "{odd}");
    }
    for fine in ["1902, 1855", "17.4, 18.1, 16.9", "17.5, 18, 16.5, 17", "17.4193548387, 18.064516129", "12.125, 12.5"]
    {
        assert_eq!(of("", fine), Vec::<&str>::new(), "{fine}");
    }
}

#[test]
fn a_percentage_given_alone_is_noted_under_strict() {
    let of = |figures: &str| {
        let definition = "T:\n  A1: {name: Plans, count: In time, out_of: Due, better: higher, target: 90}\n";
        codes(&project(definition, &format!("Months: [2020-10, 2020-11]\nA1: [{figures}]\n")))
    };
    assert_eq!((of("84, 86"), of("84%, 86.2")), (vec!["bare-percentage"], vec!["bare-percentage"]));
    assert!(of("84%, 86%").is_empty() && of("84/100, 86%").is_empty() && of("x, 0/0").is_empty());
}

#[test]
fn an_indicator_that_no_paper_lists_is_named_with_what_it_has() {
    let with = |list: &str, more: &str| {
        let manifest = MANIFEST.replace("panel: Panel}", &format!("panel: Panel{list}}}"));
        let indicators = format!(
            "Theme:\n  A1: {{name: Plans, count: Plans, better: neither}}\n  A2: {{name: Visits, count: Visits, better: neither}}\n  \
             A3: {{name: Checks, count: Checks, better: higher, target: 90{more}}}\n"
        );
        project(&indicators, "Months: [2020-11]\nA1: [501]\nA2: [502]\nA3: [503]\n")
            .with("panelpack.yaml", manifest)
            .with("commentary/2020-11/theme.md", "## A3\nThe checks are made by the school nurses.\n")
    };
    let listed = ", indicators: [A1, A2]";
    let found = strict(&with(listed, ""));
    assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), [Code::NotShown]);
    assert_eq!(found[0].message(), "`A3` has figures, a target and commentary, and no paper shows it");
    for quiet in [with("", ""), with(", indicators: [A1, A2, A3]", ""), with(listed, ", retired: {from: 2020-11}")] {
        assert!(!codes(&quiet).contains(&"not-shown"), "{:?}", strict(&quiet));
    }
    assert!(!codes(&with(", indicators: [A1]", "")).contains(&"not-shown"), "a paper takes a few of a store");
    let compared = with(listed, "").with(
        "indicators.yaml",
        "Theme:\n  A1: {name: Plans, count: Plans, better: neither, equals: A2 + A3}\n  \
         A2: {name: Visits, count: Visits, better: neither}\n  A3: {name: Checks, count: Checks, better: neither}\n",
    );
    assert!(!codes(&compared).contains(&"not-shown"), "a term is compared");
}

/// A council's own file had 99.9, 99.9 and 0 for the uptime of its website.
#[test]
fn a_nought_after_high_and_steady_figures_is_asked_about() {
    let with = |unit: &str, row: &str| {
        let months = ["2020-07", "2020-08", "2020-09", "2020-10", "2020-11"];
        let count = row.split(", ").count();
        let figures = format!("Months: [{}]\nA1: [{row}]\n", months[months.len() - count..].join(", "));
        codes(&project(&format!("Theme:\n  A1: {{name: Uptime, {unit}, better: neither}}\n"), &figures))
            .contains(&"lone-nought")
    };
    let percent = "unit: percent, decimals: 1";
    assert!(with(percent, "99.6, 99.8, 99.9, 99.9, 0"));
    assert!(with(percent, "99.9, 99.9, 0") && with(percent, "84%, 82%, 79%, 0%"));
    assert!(with("unit: days", "23, 21, 24, 0") && with("unit: pounds", "4210, 4230, 0"));
    for quiet in [
        "100, 100, 100, 0",
        "99.9, 0",
        "99.9, 0, 99.9, 99.9",
        "4, 3, 5, 0",
        "60, 20, 55, 0",
        "99.9, 99.8, 0.1",
        "99.9, 99.9, x",
    ] {
        assert!(!with(percent, quiet), "{quiet}");
    }
    assert!(!with("count: Visits", "99, 98, 97, 0"), "a count falls to none rightly");
    assert!(!with("count: Seen, out_of: Due", "49/50, 48/50, 0/50"), "it says itself that it is none");
    assert!(!with("unit: days", "2, 1, 2, 0"));
}
