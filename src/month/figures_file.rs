//! The file of a period's figures, with a row for each that is due and its last figure above it.
//!
//! A row without a value is a figure that is not given, so that the file changes nothing before somebody writes into it, and whoever does writes behind the code.

use std::collections::BTreeMap;

use crate::load::raw::RawFigureFile;
use crate::load::written::scalar;
use crate::model::{Companion, FigureKind, Indicator, Period};
use crate::view::asked;

use super::due::Due;
use super::known::{Known, name};

/// The file for some figures of one period, which are all to be written; `command` begins the month's commentary.
pub fn text(project: Known<'_>, period: Period, due: &[&Due<'_>], command: &str) -> String {
    let mut lines = vec![
        format!("# {}: write each figure behind its code, as 11/22, 84%, 750 or 2.4; a letter behind it where", period.label()),
        "# it needs one, as 11/22 p (provisional). Where there is none: late, x (not available), z (no cases), nd (not due).".to_owned(),
        format!("# When the figures are in, `{command}` begins the commentary."),
    ];
    lines.extend(about(project, due));
    let (here, elsewhere): (Vec<&Due>, Vec<&Due>) = due.iter().partition(|it| it.kept_in.is_none());
    let mut theme = "";
    for it in here {
        if it.theme != theme {
            theme = it.theme;
            lines.extend([String::new(), format!("# {}", one_line(theme)), String::new()]);
        }
        lines.push(format!("# {}", said(project, it)));
        lines.extend(rows(it));
    }
    lines.extend(kept(&elsewhere));
    lines.push(String::new());
    lines.join("\n")
}

/// When the system was asked, and which it was: what the last file of its kind said.
fn about(project: Known<'_>, due: &[&Due<'_>]) -> Vec<String> {
    let last = due.iter().filter(|it| it.kept_in.is_none()).filter_map(|it| it.last).max_by_key(|last| last.end());
    let is_of = |file: &&RawFigureFile| {
        file.period.as_ref().is_some_and(|period| Some(&period.value) == last.map(|last| last.file_name()).as_ref())
    };
    let file = project.raw.figure_files.iter().find(is_of);
    let source = file.and_then(|file| file.source.as_ref()).map(|source| format!("source: {}", scalar(&source.value)));
    let mut lines: Vec<String> = source.into_iter().collect();
    lines.push("extracted:   # the day on which the system was asked, as 2021-01-04".to_owned());
    lines
}

/// `CLA11 Pathway plans up to date: 84% (163 of 194) in November 2020; target 90%`.
fn said(project: Known<'_>, it: &Due<'_>) -> String {
    let Due { indicator, period, .. } = *it;
    let head = format!("{} {}", indicator.code, one_line(name(indicator, period)));
    let entry = it.last.and_then(|last| Some((last, project.ledger.account(&indicator.code).value(last)?)));
    let mut figure = match entry {
        Some((last, entry)) => format!("{} in {}", asked::figure(entry, indicator, last), last.label()),
        None => "no figure yet".to_owned(),
    };
    if it.is_fraction && !figure.contains(" of ") {
        figure.push_str(", written as 11/22");
    }
    if it.may_not_be_due {
        figure.push_str(&format!("; not due in {}", period.year_before().label()));
    }
    let target = asked::target(indicator, period);
    let target = if target.is_empty() { String::new() } else { format!("; {}", one_line(&target)) };
    format!("{head}: {figure}{target}")
}

/// The rows of an indicator: its own, and what stood beside it last.
fn rows(it: &Due<'_>) -> Vec<String> {
    let code = &it.indicator.code;
    let mut rows = vec![format!("{code}:")];
    let mut breakdowns: BTreeMap<usize, ()> = BTreeMap::new();
    for companion in &it.beside {
        match companion {
            Companion::Part { breakdown, .. } => drop(breakdowns.insert(*breakdown, ())),
            Companion::Median => rows.push(format!("{code} {}:", FigureKind::Median)),
            Companion::Minimum => rows.push(format!("{code} {}:", FigureKind::Minimum)),
            Companion::YearToDate => rows.push(format!("{code} {}:", FigureKind::YearToDate)),
            Companion::Forecast => rows.push(format!("{code} {}:", FigureKind::Forecast)),
        }
    }
    rows.extend(breakdowns.into_keys().flat_map(|breakdown| parts(it.indicator, breakdown)));
    rows
}

fn parts(indicator: &Indicator, breakdown: usize) -> Vec<String> {
    let Some(breakdown) = indicator.breakdowns.get(breakdown) else { return Vec::new() };
    let head = scalar(&format!("{} by {}", indicator.code, breakdown.by));
    let parts = breakdown.parts.iter().map(|part| format!("  {}:", scalar(part)));
    std::iter::once(format!("{head}:")).chain(parts).collect()
}

/// What comes with a file of its own, which a row here would only repeat.
fn kept(elsewhere: &[&Due<'_>]) -> Vec<String> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for it in elsewhere {
        files.entry(it.kept_in.unwrap_or_default()).or_default().push(it.indicator.code.as_str());
    }
    let line = |(file, codes): (&str, Vec<&str>)| format!("# {} till now in {file}", codes.join(", "));
    let lines: Vec<String> = files.into_iter().map(line).collect();
    if lines.is_empty() { lines } else { [vec![String::new(), "# Due as well:".to_owned()], lines].concat() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
