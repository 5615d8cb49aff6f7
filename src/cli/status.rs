//! `panelpack status`.
//!
//! It writes only when it is told to (`--write`), since scripts and people on read-only drives ask it too.

use crate::desk::{self, Added, Status};
use crate::edition::{Change, Difference};
use crate::pipeline::{Cleared, Project, Standing};

use super::args::{MessageFormat, StatusArgs};
use super::exit::Exit;
use super::open::open;
use super::tell::failed;
use super::ui::Ui;

/// Says what has changed since papers were cleared and published. Ends with 1 where something published is out of date.
pub fn run(args: &StatusArgs, ui: &mut Ui) -> Exit {
    status(args, ui).unwrap_or_else(|exit| exit)
}

fn status(args: &StatusArgs, ui: &Ui) -> Result<Exit, Exit> {
    let (files, project) = open(&args.project, ui)?;
    let failed = |error| failed(&error, ui);
    let status = desk::status(&project).map_err(failed)?;
    if ui.format() == MessageFormat::Json {
        ui.say(&serde_json::to_string_pretty(&status.standings).expect("a standing is texts, lists and maps"));
    } else {
        say(&project, &status, args.write, ui);
    }
    if args.write
        && let Some(Added { entries, path }) = desk::begin_corrections(&files, &status).map_err(failed)?
    {
        ui.say(&format!("{} added to {}: fill in kind and reason", counted_entries(entries), path.display()));
    }
    Ok(if status.is_out_of_date() { Exit::ProjectErrors } else { Exit::Done })
}

fn counted_entries(entries: usize) -> String {
    if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }
}

fn say(project: &Project, status: &Status, writes: bool, ui: &Ui) {
    if status.standings.is_empty() {
        ui.say("nothing has been cleared or published yet: `panelpack publish` records an edition");
        return;
    }
    for standing in &status.standings {
        ui.say(&headline(standing));
        for line in lines(project, standing) {
            ui.say(&format!("  {line}"));
        }
    }
    if status.is_out_of_date() {
        ui.say("`panelpack build` makes the next version, in which changed figures are marked and listed");
    }
    let (begun, missing) = (status.begun().count(), status.missing().count());
    if missing > 0 && !writes {
        let changes = if missing == 1 { "one change has" } else { "some changes have" };
        ui.say(&format!("{changes} no reason yet: `panelpack status --write` adds the entries to corrections.yaml"));
    }
    if begun > 0 {
        let entries = counted_entries(begun);
        ui.say(&format!("{entries} in corrections.yaml still to be filled in: kind and reason"));
    }
}

/// `parenting, November 2020: version 1, published on 2021-01-06, is out of date`.
fn headline(standing: &Standing) -> String {
    let Standing { paper, period, issue, on, .. } = standing;
    let by = standing.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let verb = if standing.published { "published" } else { "cleared" };
    let head = format!("{paper}, {period}: {issue}, {verb} on {on}{by}");
    if standing.out_of_date {
        format!("{head}, is out of date")
    } else if standing.changes.is_empty() {
        format!("{head}: nothing that a reader was told has changed")
    } else {
        let changed = counted(&standing.changes);
        format!("{head}: {changed} changed since")
    }
}

/// `3 figures and 1 rating`.
fn counted(changes: &[Difference]) -> String {
    let nouns = [
        (Change::Figure, "figure"),
        (Change::Rating, "rating"),
        (Change::Indicator, "indicator"),
        (Change::Definition, "definition"),
        (Change::Target, "target"),
        (Change::Commentary, "text"),
    ];
    let count = |what| changes.iter().filter(|change| change.what == what).count();
    let parts: Vec<String> = nouns
        .into_iter()
        .filter(|(what, _)| count(*what) > 0)
        .map(|(what, noun)| format!("{} {noun}{}", count(what), if count(what) == 1 { "" } else { "s" }))
        .collect();
    match parts.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn lines(project: &Project, standing: &Standing) -> Vec<String> {
    let mut lines: Vec<String> = standing.changes.iter().map(|change| line(project, change)).collect();
    for sentence in &standing.sentences {
        lines.push(format!(
            "{} says “{}”, which is now {}: {}",
            sentence.under, sentence.says, sentence.now, sentence.sentence
        ));
    }
    if !standing.pages.is_empty() {
        let pages: Vec<String> = standing.pages.iter().map(usize::to_string).collect();
        lines.push(format!("on page{} {}", if pages.len() == 1 { "" } else { "s" }, pages.join(", ")));
    }
    if let Some(cleared) = &standing.cleared {
        lines.push(clearance(cleared));
    }
    if !standing.published && !standing.touched.is_empty() {
        let codes: Vec<&str> = standing.touched.iter().map(String::as_str).collect();
        lines.push(format!("the clearance of {} no longer stands", codes.join(", ")));
    }
    let figures = |n: usize| if n == 1 { "1 figure".to_owned() } else { format!("{n} figures") };
    if standing.routine > 0 {
        lines.push(format!("{} changed as the project says that back periods do", figures(standing.routine)));
    }
    if standing.told > 0 {
        lines.push(format!("{} changed, as a later edition says", figures(standing.told)));
    }
    if standing.looks_different {
        lines.push("layout, faces or panelpack are not those that it was made with".to_owned());
    }
    lines
}

/// `cleared on 2021-01-03 by Jo Field, but for CLA11`.
fn clearance(Cleared { on, by, changed_since, .. }: &Cleared) -> String {
    let by = by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let but = if changed_since.is_empty() { String::new() } else { format!(", but for {}", changed_since.join(", ")) };
    format!("cleared on {on}{by}{but}")
}

fn line(project: &Project, change: &Difference) -> String {
    let Difference { of, part, was, now, .. } = change;
    let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { project.as_shown(of, text) };
    match change.what {
        Change::Figure | Change::State => format!("{of} {part}: {} → {}", shown(was), shown(now)),
        Change::Rating => format!("{of} {part}: {} → {}", was.to_lowercase(), now.to_lowercase()),
        Change::Commentary => format!("{of}: the text has changed"),
        Change::Target => format!("{of}: target {} → {}", shown(was), shown(now)),
        Change::Definition => format!("{of}: the {part} has changed"),
        Change::Indicator if was.is_empty() => format!("{of}: is new"),
        Change::Indicator => format!("{of}: is gone"),
        Change::Layout | Change::Other => format!("{of}: {part}"),
    }
}
