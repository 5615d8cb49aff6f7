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
    tell_conflicts(raw, words);
    raw.releases.iter().map(|raw| release(raw, &defined, known, words)).collect()
}

/// Figures that two releases of one day give otherwise.
fn tell_conflicts(raw: &RawProject, words: &mut Words) {
    let mut first: BTreeMap<[String; 4], (&Text, usize)> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for (at, release) in raw.releases.iter().enumerate() {
        let published = release.published.as_ref().map(|day| day.value.trim().to_owned()).unwrap_or_default();
        for (area, rows) in release.areas.iter().chain(&release.authorities) {
            let cells = rows.iter().flat_map(|row| row.cells.iter().zip(&release.header).map(move |cell| (row, cell)));
            for (row, (cell, period)) in cells {
                let texts = [&published, &area.value, &row.code.value, &period.value];
                let key = texts.map(|text| text.trim().to_owned());
                match first.get(&key) {
                    Some((other, of)) if *of != at && is_other(&other.value, &cell.value) => conflicts.push(
                        Diagnostic::new(
                            Code::ConflictingBenchmark,
                            format!("{} has two figures of `{}` for {}", key[1], key[2], key[3]),
                        )
                        .at_with(cell.span, "this one here")
                        .also(other.span, "another here")
                        .hint("write under `published` when each release came out, or take the figure out of one"),
                    ),
                    Some(_) => {}
                    None => _ = first.insert(key, (cell, at)),
                }
            }
        }
    }
    if !conflicts.is_empty() {
        words.of_one_cause(conflicts, |first, number| format!("{}, one of {number} such figures", first.message()));
    }
}

/// Whether two texts are two numbers, as precisely as the less precise is written.
fn is_other(one: &str, other: &str) -> bool {
    let number = |text: &str| {
        let text = text.trim().trim_end_matches('%');
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        text.parse::<f64>().ok().map(|number| (number, decimals))
    };
    let (Some((one, decimals)), Some((other, more))) = (number(one), number(other)) else { return false };
    (one - other).abs() > 0.5 / 10_f64.powi(i32::try_from(decimals.min(more)).unwrap_or(0)) + 1e-9
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
