//! `panelpack diff --pages`: pictures of pages side by side.

use std::fs;
use std::path::Path;

use crate::desk::place::{self, make_folder, within, write};
use crate::desk::rebuild;
use crate::load::Record;
use crate::pipeline::{Chosen, Compiled, Issue, Project, Selection, file_stem};
use crate::typeset::{PageChange, PageDifference, compare_pages};

use super::super::args::DiffArgs;
use super::super::exit::Exit;
use super::super::tell::Teller;
use super::super::ui::Ui;
use super::sides::{Item, Resolved, Source, root};

/// Sets both sides of each paper and writes a picture of every page that differs; whether any does.
pub fn review(sides: &mut [Resolved; 2], items: [&[Item]; 2], args: &DiffArgs, ui: &Ui) -> Result<bool, Exit> {
    let [from, to] = items;
    let is_pair = from.len() == 1 && to.len() == 1;
    let is_same = |was: &Item, now: &Item| is_pair || was.print.paper == now.print.paper;
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    let root = root(sides);
    let folder = place::folder(args.out.as_deref(), &root, "out/diff").map_err(failed)?;
    let one = from.len().max(to.len()) == 1;
    let mut differs = false;
    let progress = ui.progress(from.len() + to.len());
    for now in to {
        let Some(was) = from.iter().find(|was| is_same(was, now)) else { continue };
        let names = sides.each_ref().map(|side| side.side.name.clone());
        progress.step(&was.print.title);
        // As one version: otherwise a changed layout would make the next one, and every page would be about that.
        let issue = published_as(&sides[1], now);
        let before = set(&mut sides[0], was, issue, ui)?;
        progress.step(&now.print.title);
        let same_period = was.print.period == now.print.period;
        let issue = Some(before.made.issue.clone()).filter(|_| same_period);
        let after = set(&mut sides[1], now, issue, ui)?;
        let pages = compare_pages(&before.document, &after.document, names.each_ref().map(String::as_str));
        let pages = pages.map_err(|diagnostics| {
            diagnostics.into_iter().for_each(|diagnostic| ui.report_one(diagnostic));
            Exit::Failed
        })?;
        differs |= pages.iter().any(|page| page.what != PageDifference::None);
        let folder = if one { folder.clone() } else { folder.join(file_stem(&now.print.paper)) };
        if !one {
            ui.say(&now.print.title);
        }
        if args.out.is_none() {
            within(&root, folder.clone()).map_err(failed)?;
            clear(&folder);
        }
        save(&pages, &names, &folder, ui)?;
    }
    progress.finish();
    for (items, others, side) in [(from, to, &sides[0]), (to, from, &sides[1])] {
        let alone = items.iter().filter(|item| !others.iter().any(|other| is_same(item, other)));
        for item in alone {
            ui.say(&format!("{}: only in {}", item.print.title, side.side));
            differs = true;
        }
    }
    Ok(differs)
}

/// Pictures of an earlier comparison would be taken for those of this one. In a folder that was named nothing is removed.
fn clear(folder: &Path) {
    let is_ours = |name: &str| {
        let number = name.strip_prefix("page ").and_then(|rest| rest.strip_suffix(".png"));
        number.is_some_and(|number| number.len() >= 2 && number.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok).filter(|entry| is_ours(&entry.file_name().to_string_lossy())) {
        // One that stays, for instance because it is open, is overwritten or refused below.
        let _ = fs::remove_file(entry.path());
    }
}

fn save(pages: &[PageChange], names: &[String; 2], folder: &Path, ui: &Ui) -> Result<(), Exit> {
    let failed = |diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    };
    for PageChange { page, what, picture } in pages {
        let said = match what {
            PageDifference::None => continue,
            PageDifference::Regions(1) => "1 region".to_owned(),
            PageDifference::Regions(count) => format!("{count} regions"),
            PageDifference::OnlyFirst => format!("only in {}", names[0]),
            PageDifference::OnlySecond => format!("only in {}", names[1]),
        };
        let path = folder.join(format!("page {page:02}.png"));
        if let Some(picture) = picture {
            make_folder(folder).map_err(failed)?;
            write(&path, picture).map_err(failed)?;
        }
        ui.say(&format!("page {page}: {said}  {}", path.display()));
    }
    match pages.iter().filter(|page| page.what == PageDifference::None).count() {
        0 => {}
        1 => ui.say("1 page is the same"),
        same => ui.say(&format!("{same} pages are the same")),
    }
    Ok(())
}

/// As what a side's paper was published, where the side is an edition.
fn published_as(side: &Resolved, item: &Item) -> Option<Issue> {
    let Source::Editions(records, _) = &side.source else { return None };
    let of = |record: &&Record| record.paper == item.print.paper && record.period == item.print.period;
    Selection::of_edition(records.iter().find(of)?).issue
}

/// One paper of a side, set as a version where that is asked for; an edition from its own copies, as what it is.
fn set(side: &mut Resolved, item: &Item, issue: Option<Issue>, ui: &Ui) -> Result<Compiled, Exit> {
    match (&mut side.source, item.chosen) {
        (Source::Project(project), Some(chosen)) => {
            compile(project, &chosen, &Selection { issue, ..Selection::default() }, ui)
        }
        (Source::Project(_), None) => Err(Exit::Failed),
        (Source::Editions(records, _), _) => {
            let of = |record: &&Record| record.paper == item.print.paper && record.period == item.print.period;
            let record = records.iter().find(of).ok_or(Exit::Failed)?;
            edition(side.root.as_deref().unwrap_or(Path::new(".")), record, ui)
        }
    }
}

fn edition(root: &Path, record: &Record, ui: &Ui) -> Result<Compiled, Exit> {
    let rebuilt = rebuild(root, record).map_err(|diagnostic| {
        ui.report_one(diagnostic);
        Exit::ProjectErrors
    })?;
    let mut teller = Teller::new(ui);
    let document = rebuilt.document(&mut |event| teller.tell(event));
    let compiled = teller.ended(document)?;
    if compiled.made.document() != record.document {
        ui.note(&format!(
            "the pages of {} are set anew from its copies, and are not quite those that were published",
            record.edition
        ));
    }
    Ok(compiled)
}

fn compile(project: &mut Project, chosen: &Chosen, selection: &Selection, ui: &Ui) -> Result<Compiled, Exit> {
    let (compiled, diagnostics) = project.compile(chosen, selection).into_parts();
    compiled.ok_or_else(|| {
        ui.report(&diagnostics, project.sources());
        Exit::ProjectErrors
    })
}
