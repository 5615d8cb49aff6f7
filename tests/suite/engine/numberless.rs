//! Figures that are given without their numbers, which others on the pages tell: shares and averages by their printed digits, ranges, changes.
//!
//! Each is held against whoever knows no more than what is printed: [`fitting`] tries all numbers.

use std::collections::BTreeMap;

use panelpack::internals;
use panelpack::internals::ledger::{Audience, Ledger, Published};
use panelpack::{FigureKind, MemoryFiles};

use crate::common::{made, open};

const MANIFEST: &str = "organisation: O\nsmall_numbers: {policy: dfe, decided_by: Board, on: 2020-09-01}\n\
    papers:\n  panel: {title: T, panel: P}\n  data: {title: D, panel: P, layout: data-report}\n";

fn project(definitions: &str, figures: &[&str]) -> MemoryFiles {
    let files = MemoryFiles::default()
        .with("panelpack.yaml", MANIFEST)
        .with("indicators.yaml", format!("Everything:\n{definitions}"));
    let name = |place: usize| format!("figures/{place}.yaml");
    figures.iter().enumerate().fold(files, |files, (place, figures)| files.with(&name(place), (*figures).to_owned()))
}

/// What the ledger shows of each figure: `A1 2020-08`, and `A1 year to date 2020-08`.
fn shown(files: &MemoryFiles) -> BTreeMap<String, String> {
    let project = open(files);
    let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
    let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
    assert!(ledger.unprotected().is_empty(), "{:?}", ledger.unprotected());
    let of = ledger.iter().map(|(id, entry)| {
        let kind = if id.kind == FigureKind::Value { String::new() } else { format!("{} ", id.kind) };
        let words = match entry.value {
            _ if entry.value.is_hidden() => "[c]".to_owned(),
            _ => entry.value.value().map_or_else(|| "none".to_owned(), |value| value.decimal().to_string()),
        };
        (format!("{} {kind}{}", id.code, id.period), words)
    });
    of.collect()
}

/// The figures of some periods, in order.
fn of<const N: usize>(shown: &BTreeMap<String, String>, names: [&str; N]) -> [String; N] {
    names.map(|name| shown.get(name).unwrap_or_else(|| panic!("no `{name}` among {shown:?}")).clone())
}

/// Which small numbers a share out of a number can count, by its printed digits.
fn fitting(amount: f64, decimals: i32, per: f64, whole: f64) -> Vec<u32> {
    let half = 0.5 / 10_f64.powi(decimals);
    (1..=5).filter(|count| (per * f64::from(*count) / whole - amount).abs() <= half).collect()
}

const IN_CARE: &str = "  CLA: {name: In care, count: Children in care, better: neither, type: snapshot}\n";

#[test]
fn a_percentage_without_numbers_is_hidden_where_its_words_tell_of_few() {
    assert_eq!(fitting(7.3, 1, 100.0, 41.0), [3], "so it would tell");
    let define = format!(
        "{IN_CARE}  PCT: {{name: Without a plan, count: Children without a plan, out_of: Children in care, better: lower, decimals: 1, type: snapshot}}\n"
    );
    let figures =
        "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nCLA: [41, 40, 40, 40]\nPCT: [7.3%, 20.0%, 0.0%, 92.5%]\n";
    let found = shown(&project(&define, &[figures]));
    assert_eq!(of(&found, ["PCT 2020-08", "PCT 2020-09", "PCT 2020-10", "PCT 2020-11"]), ["[c]", "20.0", "0", "[c]"]);
    // Of other words nobody knows of how many it is, and it says nothing of people.
    let found = shown(&project(&define.replace("out_of: Children in care", "out_of: Children with plans"), &[figures]));
    assert_eq!(of(&found, ["PCT 2020-08"]), ["7.3"]);
}

const ADOPTED: &str = "  ADOPT: {name: Adoptions, count: Children adopted, better: higher, type: in period}\n";

#[test]
fn a_rate_without_numbers_tells_no_count_that_is_hidden() {
    assert_eq!(fitting(1.2, 1, 10_000.0, 25_600.0), [3], "so it would tell");
    let rate = "count: Children adopted, out_of: Children who live here, unit: \"rate per 10,000\"";
    let define = format!("{ADOPTED}  RATE: {{name: Rate, {rate}, decimals: 1, better: higher, type: in period}}\n");
    let months = "Months: [2020-07, 2020-08, 2020-09]\nADOPT: [9, 3, 8]\nRATE: [3.5, 1.2, 3.1]\n";
    // August is hidden, and September because the quarter is shown.
    let names = ["ADOPT 2020-08", "ADOPT 2020-09", "ADOPT 2020/21 Q2", "RATE 2020-07", "RATE 2020-08", "RATE 2020-09"];
    let expected = ["[c]", "[c]", "20", "3.5", "[c]", "[c]"];
    assert_eq!(of(&shown(&project(&define, &[months])), names), expected);
    // The children who live here stand beside another rate.
    let care = "  CLA: {name: Care, count: Children in care, out_of: Children who live here, unit: \"rate per 10,000\", better: neither, type: in period}\n";
    let care_months = format!("{months}CLA: [40/25600, 41/25600, 42/25600]\n");
    assert_eq!(of(&shown(&project(&format!("{define}{care}"), &[&care_months])), names), expected);
    // And alone, without an indicator of what it counts.
    let alone = format!("{}{care}", define.replace(ADOPTED, ""));
    let figures = care_months.replace("ADOPT: [9, 3, 8]\n", "");
    assert_eq!(of(&shown(&project(&alone, &[&figures])), ["RATE 2020-07", "RATE 2020-08"]), ["3.5", "[c]"]);
}

#[test]
fn an_average_without_numbers_is_hidden_where_few_stand_behind_it() {
    let define = "  WAIT: {name: Waiting, count: Children who wait, better: lower, type: in period}\n  \
        DAYS: {name: Days, count: Days waited, out_of: Children who wait, unit: days, better: lower, type: in period}\n";
    let months = "Months: [2020-08, 2020-09]\nWAIT: [4, 12]\nDAYS: [30, 41]\n";
    assert_eq!(of(&shown(&project(define, &[months])), ["DAYS 2020-08", "DAYS 2020-09"]), ["[c]", "41"]);
}

const PLANS: &str = "  V1: {name: Plans, count: In time, out_of: Plans, better: higher, type: in period}\n";

/// 82 % of 180 are 147 or 148, of which all months but August are known.
#[test]
fn a_quarter_and_a_year_to_date_without_numbers_are_those_of_their_months() {
    let months = "Months: [2020-07, 2020-08, 2020-09]\nV1: [40/50, 37/40, 70/90]\n";
    let quarter = shown(&project(PLANS, &[months, "period: 2020/21 Q2\nV1: 82%\n"]));
    let hidden = |found: &BTreeMap<String, String>, names: [&str; 2]| {
        of(found, names).iter().filter(|shown| *shown == "[c]").count()
    };
    assert_eq!(of(&quarter, ["V1 2020-08"]), ["[c]"]);
    assert!(hidden(&quarter, ["V1 2020-09", "V1 2020/21 Q2"]) > 0, "{quarter:?}");
    let spring = "Months: [2020-04, 2020-05]\nV1: [40/50, 37/40]\nV1 year to date: [80%, 86%]\n";
    let to_date = shown(&project(PLANS, &[spring]));
    assert_eq!(of(&to_date, ["V1 2020-05", "V1 year to date 2020-05"]), ["[c]", "[c]"]);
    // A percentage that is not that of the months tells nothing of them.
    let other = shown(&project(PLANS, &[&spring.replace("86%", "70%")]));
    assert_eq!(of(&other, ["V1 year to date 2020-05"]), ["70"]);
}

/// 31 in all, 12 in July and 15 to 18 in August leave 1 to 4 for September.
#[test]
fn a_range_is_no_hiding_place_for_what_is_left() {
    let define = "  N1: {name: Moves, count: Children moved, better: neither, type: in period}\n";
    let of_quarter = |all: u32, range: &str| {
        let months = format!("Months: [2020-07, 2020-08, 2020-09]\nN1: [12, {range}, 3]\n");
        let files = project(define, &[&months, &format!("period: 2020/21 Q2\nN1: {all}\n")]);
        of(&shown(&files), ["N1 2020-07", "N1 2020-09", "N1 2020/21 Q2"])
    };
    let is_hidden = |found: [String; 3]| found[0] == "[c]" || found[2] == "[c]";
    assert!(is_hidden(of_quarter(31, "15 to 18")));
    assert!(!is_hidden(of_quarter(31, "10 to 18")), "September may be 1 to 9");
    assert!(!is_hidden(of_quarter(31, "late")), "and anything up to 19");
}

#[test]
fn the_same_words_are_the_same_number_from_the_first_month_on() {
    let define = format!(
        "{ADOPTED}  RATE: {{name: Rate, count: Children adopted, out_of: Children who live here, unit: \"rate per 10,000\", decimals: 1, better: higher, type: in period}}\n"
    );
    let months = "Months: [2020-04, 2020-05]\nADOPT: [3, 8]\nRATE: [3/25600, 8/25600]\nADOPT year to date: [3, 11]\n";
    let found = shown(&project(&define, &[months]));
    let [own, rate, to_date] = of(&found, ["ADOPT 2020-05", "RATE 2020-05", "ADOPT year to date 2020-05"]);
    assert!(to_date == "[c]" || (own == "[c]" && rate == "[c]"), "{found:?}");
}

/// Twelve months to May less those to April are May less May of last year.
#[test]
fn twelve_months_and_what_was_counted_since_april_are_those_of_their_months() {
    let define = format!(
        "{ADOPTED}  ROLL: {{name: In 12 months, count: Children adopted, better: neither, type: rolling 12 months}}\n  \
         SINCE: {{name: Since April, count: Children adopted, better: neither, type: year to date}}\n"
    );
    let months: Vec<String> = (0..14).map(|n| format!("{}-{:02}", 2019 + (n + 3) / 12, (n + 3) % 12 + 1)).collect();
    let own = [8, 9, 7, 8, 9, 6, 7, 8, 9, 8, 7, 12, 3, 14];
    let row = |number: &dyn Fn(usize) -> Option<usize>| {
        let cells: Vec<String> =
            (0..14).map(|n| number(n).map_or_else(|| "x".to_owned(), |it| it.to_string())).collect();
        cells.join(", ")
    };
    let sum = |from: usize, to: usize| own[from..=to].iter().sum::<usize>();
    let figures = format!(
        "Months: [{}]\nADOPT: [{}]\nROLL: [{}]\nSINCE: [{}]\n",
        months.join(", "),
        row(&|n| Some(own[n])),
        row(&|n| (n > 10).then(|| sum(n - 11, n))),
        row(&|n| Some(sum(if n < 12 { 0 } else { 12 }, n)))
    );
    let found = shown(&project(&define, &[&figures]));
    // What April adds to twelve months that are known is told by any of these.
    assert_eq!(of(&found, ["ADOPT 2020-04", "SINCE 2020-04"]), ["[c]", "[c]"]);
    assert_eq!(of(&found, ["ROLL 2020-04"]), ["[c]"]);
    let [may, since] = of(&found, ["ADOPT 2020-05", "SINCE 2020-05"]);
    assert!(may == "[c]" || since == "[c]", "{found:?}");
}

/// A change that another paper printed leads from the month before it, also where the panel saw another paper last.
#[test]
fn a_published_change_leads_from_no_hidden_month() {
    let define = "  N1: {name: Missing, count: Children missing, better: lower, type: snapshot}\n";
    let meetings = "meetings:\n- {paper: panel, date: 2020-09-10, period: 2020-08}\n- {paper: panel, date: 2020-11-10, period: 2020-10}\n";
    let paper = |hidden: &str| {
        let months = format!("Months: [2020-08, 2020-09]\nN1: [8, {hidden}]\n");
        let latest = "period: 2020-10\nN1: {value: 9, published: {change: +6}}\n";
        made(&project(define, &[&months, latest]).with("panelpack.yaml", format!("{MANIFEST}{meetings}")))
    };
    assert!(!paper("3").contains("up 6"), "9 less 6 is the month before");
    assert!(paper("12").contains("up 6"));
}
