//! Benchmarks: releases with the figures of other areas and of single authorities.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::figures::Shown;
use crate::load::RawProject;
use crate::load::raw::{RawBenchmarkRow, RawRelease, Text};
use crate::model::{AreaFigures, Indicator, IndicatorCode, Missing, Period, Release, Theme, Value};

use super::cell::{self, CellError, CellRules};
use super::explain::explain;
use super::figures::{Defined, by_code, row_length};
use super::papers::authority;
use super::places::Known;
use super::words::Words;

/// Reads the releases.
pub fn releases(raw: &RawProject, themes: &[Theme], known: &Known, words: &mut Words) -> Vec<Release> {
    let defined = by_code(themes);
    raw.releases.iter().map(|raw| release(raw, &defined, known, words)).collect()
}

fn release(raw: &RawRelease, defined: &Defined<'_>, known: &Known, words: &mut Words) -> Release {
    let header: Vec<Option<Period>> = raw.header.iter().map(|text| words.period(text)).collect();
    let read = |rows: &[RawBenchmarkRow], words: &mut Words| figures(rows, raw, &header, defined, known, words);
    let mut areas = Vec::new();
    for (area, rows) in &raw.areas {
        let figures = read(rows, words);
        areas.push((words.text(area, "the area's name"), figures));
    }
    let mut authorities: BTreeMap<String, (String, AreaFigures)> = BTreeMap::new();
    for (written, rows) in &raw.authorities {
        let (number, name) = authority(&words.text(written, "the authority's name"));
        if !number.chars().all(|c| c.is_ascii_alphanumeric()) || !number.contains(|c: char| c.is_ascii_digit()) {
            words.push(
                Diagnostic::new(Code::BadCode, "an authority starts with its number")
                    .at(written.span)
                    .hint("write number and name: `306 Croydon`; names alone are not unique"),
            );
            continue;
        }
        let figures = read(rows, words);
        if authorities.insert(number.clone(), (name, figures)).is_some() {
            words.push(
                Diagnostic::new(Code::RepeatedKey, format!("the authority {number} stands twice in one release"))
                    .at(written.span)
                    .hint("keep one of the two"),
            );
        }
    }
    if let Some(link) = &raw.link {
        words.safe_link(link);
    }
    Release {
        title: words.optional(raw.release.as_ref(), "`release`").unwrap_or_default(),
        publisher: words.optional(raw.publisher.as_ref(), "`publisher`"),
        published: raw.published.as_ref().and_then(|text| words.date(text)),
        link: raw.link.as_ref().map(|link| link.value.trim().to_owned()),
        areas,
        authorities,
        complete: raw.complete.as_ref().and_then(|text| words.yes_or_no(text)).unwrap_or(false),
    }
}

fn figures(
    rows: &[RawBenchmarkRow],
    raw: &RawRelease,
    header: &[Option<Period>],
    defined: &Defined<'_>,
    known: &Known,
    words: &mut Words,
) -> AreaFigures {
    let mut by_code: BTreeMap<IndicatorCode, BTreeMap<Period, Value>> = BTreeMap::new();
    for row in rows {
        let Some(code) = words.known_code(&row.code, known) else { continue };
        let Some(indicator) = defined.get(&code).copied() else { continue };
        if row.cells.len() != header.len() {
            words.push(row_length(&row.code.value, row.code.span, row.cells.len(), header.len(), raw.header_span));
            continue;
        }
        let figures = by_code.entry(code).or_default();
        for (cell, period) in row.cells.iter().zip(header) {
            if let (Some(value), Some(period)) = (benchmark(cell, indicator, words), period) {
                figures.insert(*period, value);
            }
        }
    }
    by_code
}

/// A benchmark is a plain amount, or a state where the area has none.
fn benchmark(cell: &Text, indicator: &Indicator, words: &mut Words) -> Option<Value> {
    let rules = CellRules { unit: indicator.unit, fraction: false, any_range: indicator.any_range };
    match cell::read(&cell.value, rules) {
        Ok(read) => match read.shown {
            Shown::Amount(value) => Some(value),
            Shown::Missing(Missing::Between(_)) => {
                words.push(explain(CellError::NotAFigure, &cell.value, rules, indicator).at(cell.span));
                None
            }
            Shown::Missing(_) => None,
            Shown::Fraction { .. } => unreachable!("a benchmark's rules allow no fraction"),
        },
        Err(CellError::NoFraction) => {
            words.push(
                Diagnostic::new(Code::UnitMismatch, "a benchmark is one number")
                    .at(cell.span)
                    .hint("give the percentage or rate itself"),
            );
            None
        }
        Err(error) => {
            words.push(explain(error, &cell.value, rules, indicator).at(cell.span));
            None
        }
    }
}
