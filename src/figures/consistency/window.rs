//! Figures that were taken before their window had closed, and figures of which nobody says when they were taken.

use std::collections::BTreeMap;

use crate::assess::{closes, is_too_early};
use crate::diag::{Code, Diagnostic, FileIndex, Span};
use crate::figures::Observation;
use crate::model::{Date, DayKind, Indicator, Period, Window};

use super::scope::{Scope, figures};
use super::wording::{listed, quoted, say};

/// A window that closed longer than this before the end of the latest period had surely closed when the figure was taken.
const LONG: Window = Window { days: 60, kind: DayKind::Calendar };

/// A month that is still open and one that nobody dated. A figure that its file marks with `i` says so itself.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut undated: BTreeMap<(Period, Option<FileIndex>), Vec<Undated>> = BTreeMap::new();
    for indicator in scope.in_use(Code::WindowOpen).filter(|indicator| indicator.judge_after.is_some()) {
        let early = early(scope, indicator);
        if let Some((latest, earlier)) = early.split_last() {
            found.push(taken_early(scope, indicator, *latest, earlier));
        }
        if let Some((period, closes)) = undated_latest(scope, indicator) {
            let place = scope.cell(indicator, period);
            let key = (period, place.map(Span::file));
            undated.entry(key).or_default().push(Undated { name: quoted(&indicator.code), place, closes });
        }
    }
    found.extend(undated.into_iter().map(|((period, file), figures)| not_dated(scope, period, file, &figures)));
    found
}

/// A figure that was taken early: its period, the day on which it was taken, and the day on which its window closed.
type Early = (Period, Date, Date);

/// Those of an indicator that a page can show, oldest first.
fn early(scope: &Scope<'_>, indicator: &Indicator) -> Vec<Early> {
    let Some((series, (latest, _))) = scope.series(indicator).zip(scope.latest_figure(indicator)) else {
        return Vec::new();
    };
    let oldest = latest.earlier(latest.frequency().shown() as i32 - 1);
    let shown = figures(series).filter(|(period, _)| period.frequency() == latest.frequency() && *period >= oldest);
    let early = |(period, observation): (Period, &Observation)| {
        let closes = closes(indicator, period, &scope.scorecard.working_days)?;
        let taken = scope.taken(period, observation)?;
        (is_too_early(Some(closes), Some(taken)) && is_left_to_dates(observation)).then_some((period, taken, closes))
    };
    shown.filter_map(early).collect()
}

/// Whether dates decide if a figure is too early: its file does not say so itself, and it is no forecast, which is early by nature.
fn is_left_to_dates(observation: &Observation) -> bool {
    !observation.marks.too_early && !observation.marks.forecast
}

fn taken_early(scope: &Scope<'_>, indicator: &Indicator, latest: Early, earlier: &[Early]) -> Diagnostic {
    let (period, taken, closes) = latest;
    let cell = scope.cell(indicator, period);
    let code = &indicator.code;
    let diagnostic = say(
        Code::WindowOpen,
        format!("`{code}` for {period} was taken on {taken}, before its window closed on {closes}"),
        [(cell, "too early to judge".to_owned()), (dated(scope, cell, taken), "taken on this day".to_owned())],
        format!("take it again on {closes} or later and date the file; until then it is not rated"),
    );
    if earlier.is_empty() {
        return diagnostic;
    }
    let periods: Vec<String> = earlier.iter().rev().map(|(period, ..)| period.to_string()).collect();
    let them = if periods.len() == 1 { "it" } else { "them" };
    diagnostic.hint(format!("the same is true of {}: take {them} again as well", listed(&periods)))
}

/// The line that dates a figure; where the same figure was taken twice it stands in another file than the cell.
fn dated(scope: &Scope<'_>, cell: Option<Span>, taken: Date) -> Option<Span> {
    let dates = scope.raw.figure_files.iter().filter_map(|file| file.extracted.as_ref());
    let same = || {
        dates
            .clone()
            .filter(|text| text.value.trim().parse::<Date>().is_ok_and(|date| date == taken))
            .map(|text| text.span)
    };
    let beside = |span: &Span| cell.is_some_and(|cell| cell.file() == span.file());
    same().find(beside).or_else(|| same().next())
}

struct Undated {
    name: String,
    place: Option<Span>,
    closes: Date,
}

/// The latest figure, where nobody says when it was taken and its window may have been open.
fn undated_latest(scope: &Scope<'_>, indicator: &Indicator) -> Option<(Period, Date)> {
    let (period, observation) = scope.latest_figure(indicator)?;
    let closes = closes(indicator, period, &scope.scorecard.working_days)?;
    let surely_taken = scope.scorecard.working_days.closes(closes, LONG)?;
    let paper = scope.latest_period()?;
    (scope.taken(period, observation).is_none() && is_left_to_dates(observation) && surely_taken >= paper.end())
        .then_some((period, closes))
}

/// One file without a date is one slip, however many figures it holds.
fn not_dated(scope: &Scope<'_>, period: Period, file: Option<FileIndex>, figures: &[Undated]) -> Diagnostic {
    let names: Vec<String> = figures.iter().map(|figure| figure.name.clone()).collect();
    let closes = figures.iter().map(|figure| figure.closes).max().unwrap_or(period.end());
    let (was, window) =
        if figures.len() == 1 { ("was", "its window closes on") } else { ("were", "their windows close by") };
    let spreadsheet = file.is_some_and(|file| scope.raw.sources.path(file).to_lowercase().ends_with(".csv"));
    let hint = if spreadsheet {
        let name = period.to_string().replace('/', "_").replace(' ', "-");
        format!("give {period} in a file of its own, `figures/{name}.yaml`, with `extracted:` and the day")
    } else {
        "add `extracted:` with the day at the top of the file".to_owned()
    };
    say(
        Code::WindowOpen,
        format!("nobody says when {} for {period} {was} taken, and {window} {closes}", listed(&names)),
        figures.iter().map(|figure| (figure.place, String::new())),
        hint,
    )
}
