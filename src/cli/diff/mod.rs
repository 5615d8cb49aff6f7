//! `panelpack diff`.

mod pages;
mod sides;

use crate::compare::{self, Comparison};
use crate::desk::place::{self, make_folder, write};
use crate::diag::{Diagnostic, has_errors};
use crate::load::Record;
use crate::model::Date;
use crate::pipeline::{Chosen, Project, Selection, file_stem, print_of};

use self::sides::{Item, Resolved, Source, root};
use super::args::{DiffArgs, DiffFormat};
use super::exit::Exit;
use super::ui::Ui;

/// Says what differs between two sides; whether anything does is the exit code only where it is asked for.
pub fn run(args: &DiffArgs, ui: &mut Ui) -> Exit {
    match diff(args, ui) {
        Ok(true) if args.exit_code => Exit::ProjectErrors,
        Ok(_) => Exit::Done,
        Err(exit) => exit,
    }
}

/// Whether anything differs.
fn diff(args: &DiffArgs, ui: &Ui) -> Result<bool, Exit> {
    let mut sides = sides::resolve(args, ui)?;
    let [from, to] = items(&mut sides, args, ui)?;
    let prints = |items: &[Item]| items.iter().map(|item| item.print.clone()).collect::<Vec<_>>();
    let [from_side, to_side] = sides.each_ref().map(|side| side.side.clone());
    if args.pages {
        return pages::review(&mut sides, [&from, &to], args, ui);
    }
    let (was, now) = (prints(&from), prints(&to));
    let comparison = compare::compare((from_side, &was), (to_side, &now));
    match args.format {
        DiffFormat::Text => compare::report(&comparison).iter().for_each(|line| ui.say(line)),
        DiffFormat::Json => {
            ui.say(&serde_json::to_string_pretty(&comparison).expect("a comparison is texts, truths and lists"));
        }
        DiffFormat::Pdf => {
            let latest = now.iter().chain(&was).map(|print| print.date).max().unwrap_or(Date::ZERO);
            save(&sides, &comparison, args.source_date_epoch.unwrap_or(latest), args, ui)?;
        }
    }
    Ok(comparison.differs)
}

/// Writes the account as a PDF, in the look of the second side's project.
fn save(sides: &[Resolved; 2], comparison: &Comparison, date: Date, args: &DiffArgs, ui: &Ui) -> Result<(), Exit> {
    let Some(project) = sides.iter().rev().find_map(Resolved::project) else { return Err(Exit::Failed) };
    let (pdf, diagnostics) = project.appendix(comparison, date).into_parts();
    let Some(pdf) = pdf else {
        ui.report(&diagnostics, project.sources());
        return Err(Exit::Failed);
    };
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    let folder = place::folder(args.out.as_deref(), &root(sides), "out").map_err(failed)?;
    make_folder(&folder).map_err(failed)?;
    let name = file_stem(&format!("Changes from {} to {}", comparison.from, comparison.to));
    let path = folder.join(format!("{name}.pdf"));
    write(&path, &pdf).map_err(failed)?;
    ui.say(&path.display().to_string());
    Ok(())
}

/// The papers of both sides: an edition says which paper and period the other side shows; projects show each paper for its latest period.
fn items(sides: &mut [Resolved; 2], args: &DiffArgs, ui: &Ui) -> Result<[Vec<Item>; 2], Exit> {
    let records = sides.each_ref().map(|side| side.records().to_vec());
    let is_edition = records.iter().any(|records| !records.is_empty());
    if is_edition && (args.paper.is_some() || args.period.is_some()) {
        ui.refuse("an edition is one paper for one period: leave out `--paper` and `--period`");
        return Err(Exit::Usage);
    }
    let selection = Selection { paper: args.paper.clone(), period: args.period.clone(), ..Selection::default() };
    let mut refused: Vec<Diagnostic> = Vec::new();
    let mut found = [Vec::new(), Vec::new()];
    for (place, side) in sides.iter_mut().enumerate() {
        let other = &records[1 - place];
        match &mut side.source {
            Source::Editions(editions, calendar) => {
                let item = |record: &Record| Item { print: print_of(record, *calendar), chosen: None };
                found[place].extend(editions.iter().map(item));
            }
            Source::Project(project) => {
                let (chosen, diagnostics) = chosen(project, other, &selection);
                refused.extend(diagnostics);
                for chosen in chosen {
                    let item = print(project, chosen, ui)?;
                    found[place].push(item);
                }
            }
        }
    }
    if found.iter().all(Vec::is_empty) {
        refused.dedup();
        refused.into_iter().for_each(|diagnostic| ui.report_one(diagnostic));
        return Err(Exit::ProjectErrors);
    }
    Ok(found)
}

/// The papers of a project that are compared. A paper without figures for the period is not on this side.
fn chosen(project: &Project, other: &[Record], selection: &Selection) -> (Vec<Chosen>, Vec<Diagnostic>) {
    if !other.is_empty() {
        return (other.iter().filter_map(|record| project.chosen_as(record)).collect(), Vec::new());
    }
    let keys: Vec<String> = project.scorecard().papers.iter().map(|paper| paper.key.clone()).collect();
    if selection.paper.as_ref().is_some_and(|key| !keys.contains(key)) {
        return project.select(selection).into_parts();
    }
    let wanted = keys.into_iter().filter(|key| selection.paper.as_ref().is_none_or(|wanted| wanted == key));
    let of_paper = |key| project.select(&Selection { paper: Some(key), ..selection.clone() }).into_parts();
    let (chosen, diagnostics): (Vec<_>, Vec<_>) = wanted.map(of_paper).unzip();
    (chosen.concat(), diagnostics.concat())
}

fn print(project: &mut Project, chosen: Chosen, ui: &Ui) -> Result<Item, Exit> {
    let (print, diagnostics) = project.print(&chosen, &Selection::default()).into_parts();
    // What is only to be considered is said by `check` and `build`.
    if has_errors(&diagnostics) {
        ui.report(&diagnostics, project.sources());
    }
    print.map(|print| Item { print, chosen: Some(chosen) }).ok_or(Exit::ProjectErrors)
}
