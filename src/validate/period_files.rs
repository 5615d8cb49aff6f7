//! Files of one period each, held against one another: one that was copied and not changed, one whose name has another year, one that is not there.
//!
//! A month that repeats the one before is possible where little is counted, so a copy has more digits than chance gives twice, and a comment in one of
//! the two files ends the question. Months are left out rightly where only some are measured, so there is no gap where gaps are usual, and none between
//! a period and those of the year before, with which it is compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, SourceMap, Span};
use crate::load::RawProject;
use crate::load::raw::RawTable;
use crate::model::{Frequency, Period};

use super::figures::Tables;
use super::gaps;
use super::words::Words;

/// Digits that two months do not share by chance: those of one `366/388`, or of a few counts.
const TELLING: usize = 6;

/// Copies that are named.
const NAMED: usize = 3;

/// Reports what the files of periods say about one another.
pub fn check(raw: &RawProject, tables: &Tables, words: &mut Words) {
    let files: Vec<File> =
        tables.period_tables.iter().map(|(table, period)| File::new(*period, &raw.tables[*table])).collect();
    copies(&files, &raw.sources).into_iter().for_each(|copy| words.push(copy));
    let frequencies: BTreeSet<Frequency> = files.iter().map(|file| file.period.frequency()).collect();
    for frequency in frequencies {
        let given = tables.rows.values().flatten().copied();
        let given: BTreeSet<Period> = given.filter(|period| period.frequency() == frequency).collect();
        let of_files = files.iter().filter(|file| file.period.frequency() == frequency);
        let places: BTreeMap<Period, Span> = of_files.map(|file| (file.period, file.table.header_span)).collect();
        missing(&given, &places, &raw.sources).into_iter().for_each(|gap| words.push(gap));
    }
}

/// A file that gives one figure an indicator.
struct File<'a> {
    period: Period,
    table: &'a RawTable,
}

impl<'a> File<'a> {
    fn new(period: Period, table: &'a RawTable) -> Self {
        Self { period, table }
    }

    /// Whether its name alone says its period.
    fn is_dated_by_name(&self) -> bool {
        self.table.header_span.range().is_empty()
    }

    fn digits(&self) -> usize {
        let cells = self.table.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let figures = cells.map(|cell| cell.text.value.trim_start_matches(['0', '.', '£', '-']));
        figures.map(|figure| figure.chars().filter(char::is_ascii_digit).count()).sum()
    }
}

/// Files of different periods that hold the same bytes.
fn copies(files: &[File], sources: &SourceMap) -> Vec<Diagnostic> {
    let mut same: BTreeMap<&str, BTreeMap<Period, Span>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.is_dated_by_name() && file.digits() >= TELLING) {
        let place = file.table.header_span;
        same.entry(sources.text(place.file())).or_default().insert(file.period, place);
    }
    let name = |place: &Span| format!("`{}`", sources.path(place.file()));
    let copied = same.into_values().filter_map(|mut periods| {
        let (latest, place) = periods.pop_last()?;
        let (first, _) = periods.first_key_value()?;
        let mut names: Vec<String> = periods.values().take(NAMED).map(name).collect();
        if periods.len() > NAMED {
            names.push(format!("{} more", periods.len() - NAMED));
        }
        let last = names.pop()?;
        let others = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
        let message = format!("{} equals {others} byte for byte", name(&place));
        Some(Diagnostic::new(Code::FileCopied, message).at(place).hint(format!(
            "write the figures of {latest}; where they really are the same, say so in a comment: `# as in {first}`"
        )))
    });
    copied.collect()
}

/// Periods between those that are given, where a file stands on the other side. `given` are all of one length, from whatever file.
fn missing(given: &BTreeSet<Period>, files: &BTreeMap<Period, Span>, sources: &SourceMap) -> Vec<Diagnostic> {
    let given: Vec<Period> = given.iter().copied().collect();
    let steps = || given.windows(2).map(|pair| (pair[0], pair[1]));
    let gaps: Vec<(Period, Period)> = steps().filter(|(first, next)| *first < next.previous()).collect();
    let is_usual = gaps.len() * 2 > given.len().saturating_sub(1);
    let found = gaps.into_iter().filter_map(|(first, next)| {
        if is_compared(first, &given) {
            return None;
        }
        if let Some((period, meant)) = in_another_year(first, next, &given) {
            let place = files.get(&period)?;
            let message = format!("`{}` lies a year away from the other files", sources.path(place.file()));
            let hint =
                format!("where {meant} is meant, give it that name; otherwise add the files of the periods between");
            return Some(Diagnostic::new(Code::HeaderGap, message).at(*place).hint(hint));
        }
        let (_, place) = files.get(&first).zip(files.get(&next)).filter(|_| !is_usual)?;
        let absent = gaps::between(first, next);
        let hint = format!("add `figures/{}.yaml`, with `x` where there is no figure", absent.first()?.file_name());
        Some(Diagnostic::new(Code::HeaderGap, gaps::jump(first, next)).at(*place).hint(hint))
    });
    found.collect()
}

/// Whether the periods up to a gap are there to be compared with those of the next year, each with its own.
fn is_compared(last: Period, given: &[Period]) -> bool {
    let has_next_year = |period: &Period| given.iter().any(|other| other.year_before() == *period);
    let mut run = std::iter::successors(Some(last), |period| Some(period.previous()));
    run.by_ref().take_while(|period| given.contains(period)).all(|period| has_next_year(&period))
}

/// The first or the last period, where it would follow the others if its year were another, and that period.
fn in_another_year(first: Period, next: Period, given: &[Period]) -> Option<(Period, Period)> {
    let (earliest, latest) = (*given.first()?, *given.last()?);
    let a_year = 12 / first.frequency().months();
    if a_year == 1 {
        return None;
    }
    let before =
        (first == earliest && earliest.earlier(-a_year).previous() == latest).then(|| earliest.earlier(-a_year));
    let after = (next == latest && latest.year_before().previous() == first).then(|| latest.year_before());
    before.map(|meant| (earliest, meant)).or(after.map(|meant| (latest, meant)))
}
