//! Figures of other areas in a published file, as releases of `benchmarks.yaml`.
//!
//! What an import wrote there stands between two lines that say so, with the fingerprint of what lies between; all else in the file is somebody's own and stays.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::digest;
use crate::load::benchmarks::of_text;
use crate::load::recipe::{Benchmarks, Recipe, Source, Table};
use crate::load::written::{list, scalar};
use crate::model::{Calendar, Frequency, Period};
use crate::workbook::Workbook;

use super::apply::{Entry, apply};
use super::fault::Fault;
use super::figures::{Changed, is_same};

/// The file in a project.
pub const BENCHMARKS: &str = "benchmarks.yaml";

/// What a release gives of one area.
type AreaFigures = BTreeMap<(String, Period), Entry>;

/// One release of one frequency: areas in the order of the recipe.
struct Release<'r> {
    about: &'r Benchmarks,
    frequency: Frequency,
    areas: Vec<(&'r str, AreaFigures)>,
}

/// `benchmarks.yaml` after an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedBenchmarks {
    pub content: String,
    /// Figures that were read otherwise before; the row is area and code.
    pub changed: Vec<Changed>,
    /// Areas and codes that the recipe does not name any more; their figures go.
    pub gone: Vec<String>,
    /// Figures that another release in the file gives otherwise, in sentences.
    pub differing: Vec<String>,
}

/// Reads the other areas of all tables, and puts them into the file that there is. Nothing where the recipe names none.
pub fn benchmarks(
    recipe: &Recipe,
    workbooks: &[(String, Workbook)],
    existing: Option<&str>,
    name: &str,
    calendar: Calendar,
) -> Result<Option<MergedBenchmarks>, Vec<Fault>> {
    let mut releases = Vec::new();
    for table in &recipe.tables {
        if let Some(about) = &table.benchmarks {
            releases.extend(of_table(recipe, table, about, workbooks, calendar)?);
        }
    }
    if releases.is_empty() {
        return Ok(None);
    }
    let body: String = releases.iter().map(written).collect();
    merge(existing, &body, name, &recipe.file, &releases, calendar).map(Some).map_err(|fault| vec![fault])
}

fn of_table<'r>(
    recipe: &Recipe,
    table: &Table,
    about: &'r Benchmarks,
    workbooks: &[(String, Workbook)],
    calendar: Calendar,
) -> Result<Vec<Release<'r>>, Vec<Fault>> {
    let rows: Vec<(String, Source)> =
        about.codes.iter().filter_map(|code| Some((code.clone(), comparable(table, code)?.clone()))).collect();
    if let Some(code) = about.codes.iter().find(|code| !rows.iter().any(|(row, _)| row == *code)) {
        return Err(vec![Fault::new(
            format!("`benchmarks` names {code}, and no row of the table is its percentage or rate"),
            "take it out of `codes` of `benchmarks` in the recipe: numbers of other areas are not compared",
        )]);
    }
    let mut releases: Vec<Release<'r>> = Vec::new();
    for (area, only) in &about.areas {
        let own = Table { only: only.clone(), rows: rows.clone(), benchmarks: None, ..table.clone() };
        let applied = apply(&Recipe { tables: vec![own], ..recipe.clone() }, workbooks, calendar)?;
        for file in applied.files {
            let figures = file.rows.into_iter().flat_map(|(code, entries)| {
                entries.into_iter().map(move |(period, entry)| ((code.clone(), period), entry))
            });
            let figures = figures.collect();
            match releases.iter_mut().find(|release| release.frequency == file.frequency) {
                Some(release) => release.areas.push((area, figures)),
                None => {
                    releases.push(Release { about, frequency: file.frequency, areas: vec![(area.as_str(), figures)] })
                }
            }
        }
    }
    Ok(releases)
}

/// The row of what can be compared: the percentage that was published, or the figure itself where it is no count out of another.
pub(super) fn comparable<'t>(table: &'t Table, code: &str) -> Option<&'t Source> {
    let row = |name: String| table.rows.iter().find(|(row, _)| *row == name).map(|(_, source)| source);
    let percent = row(format!("{code} percent"));
    percent.or_else(|| row(code.to_owned()).filter(|_| row(format!("{code} out of")).is_none()))
}

fn written(release: &Release<'_>) -> String {
    let Benchmarks { release: title, publisher, published, link, codes, .. } = release.about;
    let mut text = format!("- release: {}\n", scalar(title));
    for (key, value) in [("publisher", publisher), ("published", published), ("link", link)] {
        if !value.is_empty() {
            _ = writeln!(text, "  {key}: {}", scalar(value));
        }
    }
    let mut periods: Vec<Period> =
        release.areas.iter().flat_map(|(_, figures)| figures.keys().map(|(_, period)| *period)).collect();
    periods.sort_unstable();
    periods.dedup();
    let key = match release.frequency {
        Frequency::Month => "months",
        Frequency::Quarter => "quarters",
        Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => "years",
    };
    let names: Vec<String> = periods.iter().map(ToString::to_string).collect();
    _ = writeln!(text, "  {key}: [{}]", names.join(", "));
    for (key, is_authority) in [("figures", false), ("authorities", true)] {
        let mut areas = release.areas.iter().filter(|(area, _)| is_numbered(area) == is_authority).peekable();
        if areas.peek().is_some() {
            _ = writeln!(text, "  {key}:");
        }
        for (area, figures) in areas {
            _ = writeln!(text, "    {}:", scalar(area));
            for code in codes {
                let cell = |period: &Period| {
                    figures.get(&(code.clone(), *period)).map_or_else(|| "x".to_owned(), |entry| entry.text.clone())
                };
                _ = writeln!(text, "      {code}: {}", list(&periods.iter().map(cell).collect::<Vec<_>>()));
            }
        }
    }
    text
}

/// `306 Croydon` is an authority, `London` an area.
fn is_numbered(area: &str) -> bool {
    area.starts_with(|c: char| c.is_ascii_digit())
}

fn merge(
    existing: Option<&str>,
    body: &str,
    recipe: &str,
    source: &str,
    releases: &[Release<'_>],
    calendar: Calendar,
) -> Result<MergedBenchmarks, Fault> {
    let (begin, end) =
        (format!("# Written by `panelpack import` as {recipe} says, "), format!("# Up to here by {recipe}\n"));
    let block = format!(
        "{begin}from {source}. The next import writes these lines anew.\n# sha256 {}\n{body}{end}",
        digest::sha256(body.as_bytes())
    );
    let given = existing.unwrap_or_default();
    // Version control on Windows gives a file other ends of lines, which are nobody's edits.
    let (existing, has_crlf) = (given.replace("\r\n", "\n"), given.contains("\r\n"));
    let as_given = |content: String| if has_crlf { content.replace('\n', "\r\n") } else { content };
    let Some(start) = existing.find(&begin) else {
        let gap = if existing.is_empty() || existing.ends_with("\n\n") {
            ""
        } else if existing.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        let content = as_given(format!("{existing}{gap}{block}"));
        let differing = differing(&existing, releases, calendar);
        return Ok(MergedBenchmarks { content, changed: Vec::new(), gone: Vec::new(), differing });
    };
    let edited = || {
        Fault::new(
            format!("what an import wrote into `{BENCHMARKS}` was edited since"),
            format!(
                "put what is yours outside of the lines of {recipe}, and delete those from `{begin}…` on: the import writes them again"
            ),
        )
    };
    let length = existing[start..].find(&end).ok_or_else(edited)?;
    let old = &existing[start..start + length];
    let (_, rest) = old.split_once("\n# sha256 ").ok_or_else(edited)?;
    let (sum, old_body) = rest.split_once('\n').ok_or_else(edited)?;
    if digest::sha256(old_body.as_bytes()) != sum.trim() {
        return Err(edited());
    }
    let content = format!("{}{block}{}", &existing[..start], &existing[start + length + end.len()..]);
    let (changed, gone) = changed(old_body, releases, calendar);
    let others = format!("{}{}", &existing[..start], &existing[start + length + end.len()..]);
    let differing = differing(&others, releases, calendar);
    Ok(MergedBenchmarks { content: as_given(content), changed, gone, differing })
}

/// So many figures that differ are told one by one.
const TOLD: usize = 4;

/// Figures that releases outside of the import's own lines give otherwise for the same area and period.
fn differing(others: &str, releases: &[Release<'_>], calendar: Calendar) -> Vec<String> {
    let mut told = Vec::new();
    for other in of_text(others) {
        let title = other.release.as_ref().map_or("another release", |title| title.value.trim());
        let periods: Vec<Option<Period>> =
            other.header.iter().map(|text| Period::parse(&text.value, calendar).ok()).collect();
        for (area, rows) in other.areas.iter().chain(&other.authorities) {
            for (code, cell, period) in rows.iter().flat_map(|row| {
                row.cells.iter().zip(&periods).map(move |(cell, period)| (&row.code.value, cell, period))
            }) {
                let Some(period) = *period else { continue };
                let named = number_or_name(&area.value);
                let mut of_area =
                    releases.iter().flat_map(|release| &release.areas).filter(|(own, _)| number_or_name(own) == named);
                let entry = of_area.find_map(|(_, figures)| figures.get(&(code.clone(), period)));
                if let Some(entry) = entry.filter(|entry| is_other(&entry.text, &cell.value)) {
                    told.push(format!(
                        "{} {code} {period} is {} in {} and {} in `{title}`: the release that was published later stands on the page; say under `published` when each was",
                        area.value.trim(), entry.text, entry.place, cell.value.trim()
                    ));
                }
            }
        }
    }
    let more = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    if more > 0 {
        told.push(format!("{more} more figures of other areas are others in another release"));
    }
    told
}

/// Whether two figures are two numbers, as precisely as the less precise is printed.
fn is_other(one: &str, other: &str) -> bool {
    let number = |text: &str| {
        let text = text.trim().trim_end_matches('%');
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        text.parse::<f64>().ok().map(|number| (number, decimals))
    };
    let (Some((one, decimals)), Some((other, more))) = (number(one), number(other)) else { return false };
    (one - other).abs() > 0.5 / 10_f64.powi(i32::try_from(decimals.min(more)).unwrap_or(0)) + 1e-9
}

/// What tells an area from others: the number of an authority, the name of any other.
fn number_or_name(area: &str) -> &str {
    let area = area.trim();
    if is_numbered(area) { area.split(' ').next().unwrap_or(area) } else { area }
}
/// Figures that an earlier import read otherwise.
fn changed(old: &str, releases: &[Release<'_>], calendar: Calendar) -> (Vec<Changed>, Vec<String>) {
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    for release in of_text(old) {
        let periods: Vec<Option<Period>> =
            release.header.iter().map(|text| Period::parse(&text.value, calendar).ok()).collect();
        for (area, rows) in release.areas.iter().chain(&release.authorities) {
            for row in rows {
                let is_named = |release: &Release<'_>| {
                    release.about.codes.contains(&row.code.value)
                        && release.about.areas.iter().any(|(name, _)| *name == area.value)
                };
                if !releases.iter().any(is_named) {
                    gone.push(format!("{} {}", area.value, row.code.value));
                    continue;
                }
                for (was, period) in row.cells.iter().zip(&periods) {
                    let Some(period) = *period else { continue };
                    let place = (row.code.value.clone(), period);
                    let entry = releases
                        .iter()
                        .flat_map(|release| &release.areas)
                        .filter(|(name, _)| *name == area.value)
                        .find_map(|(_, figures)| figures.get(&place));
                    let now = entry.map_or("x", |entry| entry.text.as_str());
                    if !is_same(&was.value, now) {
                        changed.push(Changed {
                            row: format!("{} {}", area.value, row.code.value),
                            period,
                            was: was.value.clone(),
                            now: now.to_owned(),
                            place: entry.map(|entry| entry.place.clone()).unwrap_or_default(),
                        });
                    }
                }
            }
        }
    }
    gone.dedup();
    (changed, gone)
}
