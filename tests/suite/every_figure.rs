//! What the first edition of the pages printed as a number, the second prints as well: shorter papers say no figure less.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_yaml::Value;

use crate::accessibility::readings;
use crate::accessibility::tree::Element;
use crate::common::fixtures;

/// The last version with the pages of the first edition, and what it recorded of Northbridge's scorecard.
const VERSION: &str = "0.7.0";
const RECORD: &str = "northbridge/editions/parenting-2020-11-v1/edition.yaml";

/// Of thirteen.
const FIRST_MONTH: &str = "2019-11";

/// Figures that stand by period under *All figures*, among the outturns or beside other areas.
const KINDS: [&str; 6] =
    ["value", "numerator", "denominator", "year to date", "benchmark: England", "benchmark: Statistical neighbours"];

fn record() -> Value {
    let folder = fixtures().join("editions");
    let list = fs::read_to_string(folder.join(VERSION)).expect("the editions are kept");
    let named = list.lines().filter_map(|line| line.split_once("  "));
    let (blob, _) = named.into_iter().find(|(_, path)| *path == RECORD).expect("the edition is kept");
    let text = fs::read_to_string(folder.join("blobs").join(blob)).expect("the record is kept");
    serde_yaml::from_str(&text).expect("a record is YAML")
}

/// A number as whoever compares it reads it; letters beside it say how sure it is.
fn number(word: &str) -> Option<String> {
    let digits: String = word.chars().filter(|c| !",%£".contains(*c)).collect();
    digits.parse::<f64>().ok().map(|number| number.to_string())
}

/// The numbers of each row behind the heading *All figures*, by the words of its header.
fn rows(reading: &Element) -> Vec<(String, BTreeSet<String>)> {
    let (mut is_behind, mut rows) = (false, Vec::new());
    reading.walk(&mut |element, _| {
        is_behind |= element.level() == Some(1) && element.text().trim() == "All figures";
        if is_behind && element.role == "TR" {
            let header = element.elements().find(|cell| cell.role == "TH").map(Element::text).unwrap_or_default();
            rows.push((header, element.text().split_whitespace().filter_map(number).collect()));
        }
    });
    rows
}

/// Whether the first edition printed a figure as a number: what charts alone showed has no word, and outturns had none of the numbers that they are made of.
fn was_printed(kind: &str, period: &str, unit: &str, periods: &[&str]) -> bool {
    let is_month = period.as_bytes().get(4) == Some(&b'-');
    match kind {
        "value" | "year to date" => !is_month || period >= FIRST_MONTH,
        // A population is no number of cases.
        "numerator" | "denominator" => {
            is_month && period >= FIRST_MONTH && !(kind == "denominator" && unit.starts_with("rate"))
        }
        _ => periods.last() == Some(&period),
    }
}

#[test]
fn every_figure_of_the_first_edition_is_printed_in_the_second() {
    let (_, reading) = readings().find(|(paper, _)| paper.name == "northbridge parenting").expect("it is built");
    let rows = rows(&reading.tree);
    let (mut seen, mut lost) = (BTreeMap::<&str, usize>::new(), Vec::new());
    let record = record();
    for indicator in record["indicators"].as_sequence().expect("a record lists indicators") {
        let name = indicator["name"].as_str().expect("an indicator has a name");
        let own: BTreeSet<&String> = rows
            .iter()
            .filter(|(header, _)| header.trim().starts_with(name))
            .flat_map(|(_, numbers)| numbers)
            .collect();
        let unit = indicator["unit"].as_str().unwrap_or_default();
        for kind in KINDS {
            let figures: Vec<(&str, &Value)> = indicator["figures"][kind]
                .as_mapping()
                .into_iter()
                .flatten()
                .filter_map(|(period, figure)| Some((period.as_str()?, figure)))
                .collect();
            let periods: Vec<&str> = figures.iter().map(|(period, _)| *period).collect();
            for (period, figure) in figures.iter().filter(|(period, _)| was_printed(kind, period, unit, &periods)) {
                // A rating stands behind the figure that it is of.
                let Some(number) = figure.as_str().and_then(|figure| number(figure.split(", ").next()?)) else {
                    continue;
                };
                if !own.contains(&number) {
                    lost.push(format!("{name}, {kind} of {period}: {number}"));
                }
                *seen.entry(kind).or_default() += 1;
            }
        }
    }
    assert!(seen.values().sum::<usize>() > 700, "{seen:?}");
    assert!(lost.is_empty(), "{} of {seen:?} are not printed:\n{}", lost.len(), lost.join("\n"));
}
