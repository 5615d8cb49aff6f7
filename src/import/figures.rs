//! Files of figures as an import writes them, and what a new import changes in one.
//!
//! Such a file says at its top that it is written anew, and bears the fingerprint of what follows: one that somebody edited is not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::digest;
use crate::load::recipe::written_rows;
use crate::model::{Calendar, Frequency, Period};

use super::applied::FigureFile;
use super::entry::Entry;
use super::fault::Fault;

const MARK: &str = "# Written by `panelpack import`";

/// What stands in a table where nothing was given.
const NOT_GIVEN: &str = "~";

/// A file of figures after an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub content: String,
    /// Periods that the file did not have before.
    pub new: Vec<Period>,
    pub changed: Vec<Changed>,
    /// Rows that the recipe does not name any more; their figures go.
    pub gone: Vec<String>,
    /// The latest period in it.
    pub latest: Option<Period>,
}

/// A figure that another import read otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub row: String,
    pub period: Period,
    /// Empty where there was none.
    pub was: String,
    /// Empty where there is none any more.
    pub now: String,
    /// The cell that says so.
    pub place: String,
}

/// The path of a file of figures.
pub fn path(file: &FigureFile) -> String {
    format!("figures/{}.yaml", file.name)
}

/// Puts what was read into what an earlier import wrote: periods that the source no longer has stay, all others are as it says now.
///
/// # Errors
///
/// Where the file was written or edited by hand.
pub fn merge(
    file: &FigureFile,
    existing: Option<&str>,
    recipe: &str,
    source: &str,
    calendar: Calendar,
) -> Result<Merged, Fault> {
    let path = path(file);
    // Version control on Windows gives a file other ends of lines, which are nobody's edits.
    let has_crlf = existing.is_some_and(|text| text.contains("\r\n"));
    let before = match existing {
        None => BTreeMap::new(),
        Some(text) => {
            let text = text.replace("\r\n", "\n");
            earlier(&text, file.frequency, calendar).ok_or_else(|| by_hand(&path, &text))?
        }
    };
    let read: BTreeMap<(&str, Period), &Entry> = file
        .rows
        .iter()
        .flat_map(|(row, entries)| entries.iter().map(move |(period, entry)| ((row.as_str(), *period), entry)))
        .collect();
    let now = file.periods();
    let mut all: BTreeMap<(String, Period), String> =
        read.iter().map(|((row, period), entry)| (((*row).to_owned(), *period), entry.text.clone())).collect();
    let mut gone: Vec<String> = before.keys().map(|(row, _)| row.clone()).collect();
    gone.dedup();
    gone.retain(|row| !file.rows.iter().any(|(name, _)| name == row));
    let kept = before.iter().filter(|((row, period), _)| !gone.contains(row) && !now.contains(period));
    all.extend(kept.map(|(place, was)| (place.clone(), was.clone())));
    // Under another format a cell shows the same number with more noughts or fewer.
    for (place, now) in &mut all {
        if let Some(was) = before.get(place).filter(|was| is_same(was, now)) {
            now.clone_from(was);
        }
    }
    let old_periods: Vec<Period> = before.keys().map(|(_, period)| *period).collect();
    // A row or period that is new has its figures for the first time.
    let had = |(row, period): &(String, Period)| {
        old_periods.contains(period) && before.keys().any(|(other, _)| other == row) && !gone.contains(row)
    };
    let places: BTreeSet<&(String, Period)> = before.keys().chain(all.keys()).filter(|place| had(place)).collect();
    let change = |place: &(String, Period)| {
        let [was, now] = [&before, &all].map(|figures| figures.get(place).cloned().unwrap_or_default());
        let (row, period) = place.clone();
        let cell = read.get(&(row.as_str(), period)).map(|entry| entry.place.clone()).unwrap_or_default();
        (was != now).then_some(Changed { row, period, was, now, place: cell })
    };
    let changed = places.into_iter().filter_map(change).collect();
    let new: Vec<Period> = now.into_iter().filter(|period| !old_periods.contains(period)).collect();
    let latest = all.keys().map(|(_, period)| *period).max();
    let order: Vec<&str> = file.rows.iter().map(|(row, _)| row.as_str()).collect();
    let content = written(&all, &order, file.frequency, recipe, source);
    let content = if has_crlf { content.replace('\n', "\r\n") } else { content };
    Ok(Merged { content, new, changed, gone, latest })
}

/// Whether two texts are one figure: `85%` and `85.0%`, whatever noughts stand at the end of decimals.
pub fn is_same(was: &str, now: &str) -> bool {
    was == now || bare(was) == bare(now)
}

/// A figure without noughts at the end of its decimals.
fn bare(text: &str) -> String {
    let without = |number: &str| match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number.to_owned(),
    };
    let mut bare = String::new();
    let mut number = String::new();
    for sign in text.chars() {
        if sign.is_ascii_digit() || sign == '.' {
            number.push(sign);
            continue;
        }
        bare.push_str(&without(&std::mem::take(&mut number)));
        bare.push(sign);
    }
    bare + &without(&number)
}

fn by_hand(path: &str, text: &str) -> Fault {
    let message = if text.starts_with(MARK) {
        format!("`{path}` was edited since an import wrote it")
    } else {
        format!("`{path}` was written by hand")
    };
    Fault::new(
        message,
        "move what is yours into a file of another name and delete this one; or give the table another name under `figures` of the recipe",
    )
}

/// The figures that an earlier import wrote, if nobody has changed them.
fn earlier(text: &str, frequency: Frequency, calendar: Calendar) -> Option<BTreeMap<(String, Period), String>> {
    let (head, body) = split(text)?;
    if digest::sha256(body.as_bytes()) != head {
        return None;
    }
    let rows = written_rows(body)?;
    let (_, periods) = rows.iter().find(|(name, _)| name == frequency.header())?;
    let periods: Vec<Period> =
        periods.iter().map(|text| Period::parse_under(frequency, text, calendar).ok()).collect::<Option<_>>()?;
    let rows = rows.iter().filter(|(name, _)| name != frequency.header());
    Some(
        rows.flat_map(|(row, texts)| {
            periods
                .iter()
                .zip(texts)
                .filter(|(_, text)| *text != NOT_GIVEN)
                .map(|(period, text)| ((row.clone(), *period), text.clone()))
        })
        .collect(),
    )
}

/// The fingerprint at the top, and what it is of.
fn split(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with(MARK) {
        return None;
    }
    let at = text.find("\n# sha256 ")? + 1;
    let (line, body) = text[at..].split_once('\n')?;
    Some((line.trim_start_matches("# sha256 ").trim(), body))
}

/// A period under the header of its length, which says of what calendar its years are.
pub(super) fn spelt(period: Period) -> String {
    period.to_string().replace(" academic", "").replace(" calendar", "")
}

fn written(
    all: &BTreeMap<(String, Period), String>,
    order: &[&str],
    frequency: Frequency,
    recipe: &str,
    source: &str,
) -> String {
    let mut periods: Vec<Period> = all.keys().map(|(_, period)| *period).collect();
    periods.sort_unstable();
    periods.dedup();
    let mut rows: Vec<&str> = order.to_vec();
    rows.extend(all.keys().map(|(row, _)| row.as_str()));
    let mut seen = Vec::new();
    rows.retain(|row| {
        !seen.contains(row) && {
            seen.push(*row);
            true
        }
    });
    let widest = rows.iter().map(|row| row.len()).chain([frequency.header().len()]).max().unwrap_or(0) + 1;
    let mut body = String::new();
    let names: Vec<String> = periods.iter().copied().map(spelt).collect();
    let cells = |row: &str| -> Vec<String> {
        periods
            .iter()
            .map(|period| all.get(&(row.to_owned(), *period)).cloned().unwrap_or_else(|| NOT_GIVEN.to_owned()))
            .collect()
    };
    let table: Vec<(&str, Vec<String>)> =
        std::iter::once((frequency.header(), names)).chain(rows.iter().map(|row| (*row, cells(row)))).collect();
    let width = |column: usize| table.iter().map(|(_, cells)| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..periods.len()).map(width).collect();
    for (row, cells) in &table {
        let cells: Vec<String> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        let label = format!("{row}:");
        _ = writeln!(body, "{label:widest$} [{}]", cells.join(", "));
    }
    let fingerprint = digest::sha256(body.as_bytes());
    format!(
        "{MARK} from {source}, as {recipe} says. The next import writes it anew:\n# keep figures of your own, and notes on figures, in files of their own.\n# sha256 {fingerprint}\n{body}"
    )
}
