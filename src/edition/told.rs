//! Revisions in the words of the page.

use crate::load::Record;
use crate::load::record::FigureText;
use crate::model::{Calendar, Date, FigureKind, Marks, Period, RevisionKind, Scorecard, Unit, Value};
use crate::page::{RevisionView, RevisionsView, VersionView};
use crate::view::{FigureRow, difference, figure, listed, long_date, marks, read_states};

use super::changes::{Change, Difference, since};
use super::revisions::{Revised, Revision, Revisions};
use super::{Printed, TOOL, edition_label};

/// Changes that the line under the title names; the others it counts.
const NAMED: usize = 3;

/// Which version a paper is; `before` is the one that it replaces.
pub fn version(number: u32, period: Period, before: Option<&Record>, revisions: Option<&RevisionsView>) -> VersionView {
    let line = before.map_or_else(String::new, |before| {
        let day = day(&before.signed.on);
        let replaces = format!("Version {number}, which replaces version {} published on {day}.", before.version);
        format!("{replaces} {}", changed(revisions.map_or(&[], |view| &view.rows), &period.label()))
    });
    VersionView { number, line }
}

/// The paper's own figures come before those of other periods.
fn changed(rows: &[RevisionView], period: &str) -> String {
    let mut rows: Vec<&RevisionView> = rows.iter().collect();
    rows.sort_by_key(|row| row.period != period);
    let one = |row: &&RevisionView| {
        let figure = if row.figure.is_empty() { String::new() } else { format!(" ({})", row.figure) };
        format!("{}{figure}, {}: {}, was {}", row.name, row.period, row.now, row.was)
    };
    let named: Vec<String> = rows.iter().take(NAMED).map(one).collect();
    let others = match rows.len() - named.len() {
        0 => String::new(),
        1 => "; and one more figure".to_owned(),
        n => format!("; and {n} more figures"),
    };
    if named.is_empty() {
        "No figure in it has changed.".to_owned()
    } else {
        format!("Changed: {}{others}.", named.join("; "))
    }
}

fn day(written: &str) -> String {
    written.parse::<Date>().map_or_else(|_| written.to_owned(), long_date)
}

/// The section "Revisions and corrections"; nothing where no edition came before.
pub fn revisions(
    revisions: &Revisions<'_>,
    printed: &Printed,
    rows: &[FigureRow],
    period: Period,
    scorecard: &Scorecard,
) -> Option<RevisionsView> {
    let last = *revisions.editions.last()?;
    let calendar = scorecard.calendar;
    let mut told: Vec<String> = Vec::new();
    let listed = revisions.listed().map(|revision| {
        // What became of direction and signal is said once for each indicator.
        let is_first = !told.contains(&revision.code.to_string());
        told.push(revision.code.to_string());
        let name = rows.iter().find(|row| row.code == revision.code.as_str()).map_or("", |row| &row.name);
        let unit = scorecard.indicator(revision.code.as_str()).map_or(Unit::Count, |indicator| indicator.unit);
        RevisionView {
            code: revision.code.to_string(),
            name: name.to_owned(),
            figure: figure_label(&revision.figure),
            period: revision.period.label(),
            was: was(revision, unit),
            was_in: was_in(revision, period, calendar),
            now: shown(&revision.now, unit, revision.what),
            difference: moved(revision).map_or_else(String::new, |by| difference(by, unit)),
            kind: match revision.kind {
                Some(RevisionKind::Correction) => "Correction",
                Some(RevisionKind::Revision) => "Revision",
                None => "Not said",
            },
            kind_key: match revision.kind {
                Some(RevisionKind::Correction) => "correction",
                Some(RevisionKind::Revision) => "revision",
                None => "not-said",
            },
            reason: revision.reason.as_deref().unwrap_or("to be given").trim_end_matches('.').to_owned(),
            effect: effect(revision, last, printed, period, is_first),
        }
    });
    let rows: Vec<RevisionView> = listed.collect();
    let counted = counted(revisions, scorecard.revisions.routine.as_deref());
    let before = Some(last).filter(|last| last.period == period.to_string());
    let others = before.map_or_else(Vec::new, |before| others(before, printed));
    let none = if rows.is_empty() && counted.is_empty() && others.is_empty() {
        format!("None since the {}.", edition_label(last, calendar))
    } else {
        String::new()
    };
    Some(RevisionsView { none, rows, counted, others })
}

/// What else a new version of the same paper says otherwise.
fn others(before: &Record, printed: &Printed) -> Vec<String> {
    let found = since(before, printed);
    let name = |code: &str| printed.indicator(code).map_or_else(|| code.to_owned(), |indicator| indicator.name.clone());
    let of = |what: Change| {
        let mut names: Vec<String> = found
            .all
            .iter()
            .filter(|difference| difference.what == what)
            .map(|difference| name(&difference.of))
            .collect();
        names.dedup();
        names
    };
    let sentence = |what: Change, one: &str, several: &str| {
        let names = of(what);
        match names.as_slice() {
            [] => None,
            [name] => Some(format!("{one} {name} has changed.")),
            names => Some(format!("{several} {} have changed.", listed(names))),
        }
    };
    [
        sentence(Change::Commentary, "The text under", "The texts under"),
        sentence(Change::Definition, "The definition of", "The definitions of"),
        sentence(Change::Target, "The target of", "The targets of"),
    ]
    .into_iter()
    .flatten()
    .chain(found.all.iter().filter(|difference| difference.what == Change::Indicator).map(came_or_went))
    .collect()
}

/// `Pathway plans up to date is new.`
fn came_or_went(difference: &Difference) -> String {
    if difference.was.is_empty() {
        format!("{} is new.", difference.now)
    } else {
        format!("{} is not shown any more.", difference.was)
    }
}

/// What was published; a figure that is hidden now is not printed again.
fn was(revision: &Revision<'_>, unit: Unit) -> String {
    if revision.is_hidden() { "a figure".to_owned() } else { shown(&revision.was, unit, revision.what) }
}

/// From the one figure to the other; nothing where one of them is none, or both are the same.
fn moved(revision: &Revision<'_>) -> Option<Value> {
    revision.values().map(|(was, now)| now.minus(was)).filter(|by| *by != Value::new(0, 0))
}

/// `84% [p]`, `[c]`; of a figure whose rating alone changed that as well: `84% (amber)`.
fn shown(text: &FigureText, unit: Unit, what: Revised) -> String {
    let value = Value::parse(&text.value).map(|value| figure(value, unit, value.decimal().scale()));
    // That it is revised is what the row says.
    let (_, beside) = read_states(&text.state);
    let instead = Some(text.instead()).filter(|letters| !letters.is_empty());
    let state = instead.into_iter().chain(marks(Marks { revised: false, ..beside }).map(|state| state.letters));
    let rating = (what == Revised::Rating).then(|| format!("({})", text.rating.to_lowercase()));
    value.into_iter().chain(state.map(str::to_owned)).chain(rating).collect::<Vec<_>>().join(" ")
}

/// `Year to date`, `By age: Under 1`, `England`; nothing for the indicator's own figure.
fn figure_label(kind: &FigureKind) -> String {
    let words = match kind {
        FigureKind::Value => return String::new(),
        FigureKind::Benchmark { area } => area.clone(),
        kind => kind.to_string(),
    };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where it was published: an earlier version of the same paper is called by its number.
fn was_in(revision: &Revision<'_>, paper: Period, calendar: Calendar) -> String {
    let edition = revision.edition;
    let label = if edition.period == paper.to_string() {
        format!("version {}", edition.version)
    } else {
        edition_label(edition, calendar)
    };
    revision.page.map_or(label.clone(), |page| format!("{label}, page {page}"))
}

/// `Now Red, was Amber. Change: down 7, was up 2.`
fn effect(revision: &Revision<'_>, last: &Record, printed: &Printed, paper: Period, is_first: bool) -> String {
    let mut parts = Vec::new();
    // What was said of a figure that is hidden now would give it away.
    if revision.is_hidden() {
        return String::new();
    }
    if revision.was.rating != revision.now.rating && !revision.was.rating.is_empty() && !revision.now.rating.is_empty()
    {
        parts.push(format!("Now {}, was {}.", revision.now.rating.to_lowercase(), revision.was.rating.to_lowercase()));
    }
    let code = revision.code.as_str();
    // Another version of the program may have said the same otherwise.
    let is_beside = is_first && last.period == paper.to_string() && last.tool == TOOL;
    let both = last.indicator(code).zip(printed.indicator(code)).filter(|_| is_beside);
    if let Some((was, now)) = both {
        let pairs = [("Change", &was.direction, &now.direction), ("Signal", &was.signal, &now.signal)];
        for (what, was, now) in
            pairs.into_iter().filter(|(_, was, now)| was != now && !was.is_empty() && !now.is_empty())
        {
            parts.push(format!("{what}: {}, was {}.", now.to_lowercase(), was.to_lowercase()));
        }
    }
    parts.join(" ")
}

fn counted(revisions: &Revisions<'_>, routine_reason: Option<&str>) -> Vec<String> {
    let unlisted = || revisions.all.iter().filter(|revision| !revision.listed);
    let is_behind = |revision: &&Revision<'_>| revision.what == Revised::BelowRounding;
    let was_open = |revision: &&Revision<'_>| revision.was_open();
    let behind = unlisted().filter(is_behind).count();
    let open = unlisted().filter(|it| !is_behind(it) && was_open(it)).count();
    let routine = unlisted().filter(|it| !is_behind(it) && !was_open(it)).count();
    let figures = |n: usize| if n == 1 { "One figure".to_owned() } else { format!("{n} figures") };
    let mut sentences = Vec::new();
    if let Some(reason) = routine_reason.filter(|_| routine > 0) {
        let reason = reason.trim_end_matches('.');
        let of = if routine == 1 { "of an earlier period" } else { "of earlier periods" };
        sentences.push(format!("{} {of} changed a little: {reason}.", figures(routine)));
    }
    match open {
        0 => {}
        1 => sentences.push("One figure that was awaited, or too early to judge, has been filled in.".to_owned()),
        n => sentences.push(format!("{n} figures that were awaited, or too early to judge, have been filled in.")),
    }
    match behind {
        0 => {}
        1 => sentences.push("The numbers behind one figure changed by less than its rounding shows.".to_owned()),
        n => sentences.push(format!("The numbers behind {n} figures changed by less than their rounding shows.")),
    }
    sentences
}
