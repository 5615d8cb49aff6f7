//! The files with which a month begins.

use std::collections::BTreeSet;

use crate::model::Period;

use super::commentary_files::drafts;
use super::due::{Due, Given, due, finest};
use super::figures_file;
use super::known::{Known, NewFile, PaperOfMonth};

/// What a month begins with, or goes on with.
#[derive(Debug, Clone)]
pub struct NewMonth {
    /// Which month, or whichever period is the project's shortest.
    pub period: Period,
    /// Files to be written.
    pub files: Vec<NewFile>,
    /// Files of figures that are there and are left as they are, with the codes whose figures are still to come.
    pub left: Vec<(String, Vec<String>)>,
    /// Codes whose figures are due and not there.
    pub to_come: Vec<String>,
    /// Whether any figure of the month is there, so that its commentary can be begun.
    pub has_figures: bool,
    /// Files of commentary that wait for figures, each with the codes.
    pub waits: Vec<(String, Vec<String>)>,
    /// Whether every text that is needed has its place.
    pub has_all_slots: bool,
}

/// Why a month is not begun.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotBegun(pub String);

/// The month that a text names.
pub fn period_of(project: Known<'_>, written: &str) -> Result<Period, NotBegun> {
    let own = finest(project);
    let latest = own.and_then(|own| latest(project, own));
    let turn = match latest {
        Some(latest) => format!("after the latest figures, of {}, comes {}", latest.label(), latest.earlier(-1)),
        None => "a month is written 2020-11".to_owned(),
    };
    let period = Period::parse(written, project.scorecard.calendar).ok();
    let every = |period: &Period| project.scorecard.papers.iter().any(|paper| paper.every == Some(period.frequency()));
    let period = period.filter(|period| own.is_none_or(|own| period.frequency() == own) || every(period));
    let period =
        period.ok_or_else(|| NotBegun(format!("`{written}` is no period of this project's figures: {turn}")))?;
    // A slip in the year would begin a month that nobody means.
    match latest {
        Some(latest) if period.months_since(latest) > 12 => {
            Err(NotBegun(format!("{} is more than a year ahead: {turn}", period.label())))
        }
        _ => Ok(period),
    }
}

/// The latest period of the project's own length that has a figure.
pub fn latest(project: Known<'_>, own: crate::model::Frequency) -> Option<Period> {
    let of = |series: &crate::figures::Series| series.periods(own).rev().find(|period| series.has_figure(*period));
    project.figures.iter().filter_map(|(_, series)| of(series)).max_by_key(|period| period.end())
}

/// What is still to be written for a month; `papers` are those of the month, none where it has no figure yet.
pub fn new_month(project: Known<'_>, period: Period, papers: &[PaperOfMonth]) -> NewMonth {
    let all = due(project, period);
    let missing: Vec<&Due> = all.iter().filter(|it| it.given(project) != Given::Yes).collect();
    let mut month = NewMonth {
        period,
        files: Vec::new(),
        left: Vec::new(),
        to_come: missing.iter().map(|it| it.indicator.code.to_string()).collect(),
        has_figures: !papers.is_empty(),
        waits: Vec::new(),
        has_all_slots: true,
    };
    let periods: BTreeSet<(i32, String)> =
        all.iter().map(|it| (it.period.frequency().months(), it.period.file_name())).collect();
    for (_, name) in periods {
        // A figure that is said to be late has a row.
        let of_it = |it: &&&Due| it.period.file_name() == name;
        let missing: Vec<&Due> = missing.iter().filter(of_it).copied().collect();
        let unwritten: Vec<&Due> = missing.iter().filter(|it| it.given(project) == Given::No).copied().collect();
        let path = format!("figures/{name}.yaml");
        if let Some(there) = existing(project, &path) {
            month.left.push((there, missing.iter().map(|it| it.indicator.code.to_string()).collect()));
        } else if unwritten.iter().any(|it| it.kept_in.is_none()) {
            let command = format!("panelpack new-month {period}");
            let content = figures_file::text(project, unwritten[0].period, &unwritten, &command);
            let here = unwritten.iter().filter(|it| it.kept_in.is_none());
            let holds = here.map(|it| it.indicator.code.to_string()).collect();
            month.files.push(NewFile { path, holds, beside: None, content });
        }
    }
    if !papers.is_empty() {
        // A quarter's or a year's figure may come much later, and its last one is printed till then.
        let own = missing.iter().filter(|it| it.period == period && it.given(project) == Given::No);
        let own: Vec<&str> = own.map(|it| it.indicator.code.as_str()).collect();
        let (texts, waits) = drafts(project, period, papers, &own);
        month.has_all_slots = texts.is_empty() && waits.is_empty();
        month.files.extend(texts);
        month.waits = waits;
    }
    month
}

/// The file that lies at a path already, however its name is written.
fn existing(project: Known<'_>, path: &str) -> Option<String> {
    let stem = |path: &str| path.to_lowercase().trim_end_matches(".yaml").trim_end_matches(".yml").to_owned();
    project.raw.inputs.keys().find(|known| stem(known) == stem(path)).cloned()
}
