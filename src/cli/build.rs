//! `panelpack build`.
//!
//! What has been made is skipped: the manifest of the output folder holds the fingerprint of all that was set, and what was printed, for
//! the reason. Composing costs a fraction of setting, so what would be set is compared, and not the files' dates.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::desk::{self, place};
use crate::diag::{Diagnostic, has_errors};
use crate::digest::sha256;
use crate::edition::{self, Change, Differences};
use crate::pipeline::{Chosen, Expanded, Project, Selection, TOOL, Timings, Title, at_once};
use crate::store::{self, Disk, MANIFEST, Store, recover};

use super::Exit;
use super::args::{BuildArgs, OutputFormat};
use super::manifest::{self, Made, Manifest};
use super::open::{open, open_editions, selection};
use super::outputs::{self, Output, Saved, name_of};
use super::tell::{Teller, failed};
use super::ui::Ui;

/// The layout of what has changed since publication.
const ADDENDUM: &str = "addendum";

/// Makes the chosen papers. All are compiled before the first is written, so a project with an error leaves nothing new,
/// and all are replaced together. A paper of which nothing has changed is left as it is.
pub fn run(args: &BuildArgs, ui: &mut Ui) -> Exit {
    match build(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn build(args: &BuildArgs, ui: &Ui) -> Result<(), Exit> {
    let out = |root: &Path| folder(args.out.as_deref(), root, ui);
    if let Some(name) = &args.edition {
        let (files, project, _) = open_editions(&args.project, ui)?;
        return again(args, name, &project, files.root(), &out(files.root())?, ui);
    }
    let (files, mut project) = open(&args.project, ui)?;
    let folder = out(files.root())?;
    let mut selection = selection(&args.selection);
    if args.addendum {
        selection.layout = Some(ADDENDUM.to_owned());
    }
    let (chosen, diagnostics) = project.select(&selection).into_parts();
    if !diagnostics.is_empty() {
        ui.report(&diagnostics, project.sources());
        return Err(Exit::ProjectErrors);
    }
    let known = Known::of(&folder, ui)?;
    let mut papers = Vec::new();
    let progress = ui.progress(chosen.len());
    // A limit of time is one for a paper.
    let at_once = if ui.is_watched() { 1 } else { at_once() };
    for some in chosen.chunks(at_once) {
        let mut steps = Vec::new();
        for chosen in some {
            progress.step(&project.title(chosen, &selection).to_string());
            steps.extend(prepare(&mut project, chosen, &selection, args, &known, ui));
        }
        papers.extend(set(&project, &selection, steps, args, ui)?);
    }
    progress.finish();
    if args.addendum && papers.is_empty() {
        ui.say("nothing that was published has changed, so there is no addendum");
        return Ok(());
    }
    let mut names = Vec::new();
    let mut made = Vec::new();
    for paper in papers {
        match paper {
            Paper::Made(output) => {
                names.extend(output.files.iter().map(|(name, _)| name.clone()));
                made.push(*output);
            }
            Paper::Known(files) => names.extend(files),
        }
    }
    if !made.is_empty() {
        save(&folder, made, ui)?;
    }
    names.iter().for_each(|name| ui.say(&folder.join(name).display().to_string()));
    Ok(())
}

/// A paper of a run.
enum Paper {
    /// It was made.
    Made(Box<Output>),
    /// Its files are there as they would be made.
    Known(Vec<String>),
}

/// What lies in the output folder.
struct Known<'a> {
    folder: &'a Path,
    manifest: Manifest,
}

impl<'a> Known<'a> {
    fn of(folder: &'a Path, ui: &Ui) -> Result<Self, Exit> {
        let failed = |error: store::Error| {
            ui.report_one(error.diagnostic());
            Exit::Failed
        };
        let recovered = recover(&Disk, folder).map_err(failed)?;
        recovered.diagnostic(folder).into_iter().for_each(|diagnostic| ui.report_one(diagnostic));
        let text = store::read(&Disk, &folder.join(MANIFEST), manifest::LARGEST).map_err(failed)?;
        Ok(Self { folder, manifest: Manifest::read(&text.unwrap_or_default()) })
    }

    fn paper(&self, title: &str, format: &str) -> Option<&Made> {
        self.manifest.papers.iter().find(|made| made.title == title && made.format == format)
    }

    /// The files of a paper, where every one is there as it was written. One that cannot be read is made again: either it
    /// can be replaced, or the error that names it comes then.
    fn files(&self, made: &Made) -> Option<Vec<String>> {
        let of_it = |entry: &&manifest::Entry| entry.title == made.title && entry.format == made.format;
        let files: Vec<_> = self.manifest.files.iter().filter(of_it).collect();
        let is_whole = |entry: &&manifest::Entry| {
            let found = Disk.fingerprint(&self.folder.join(&entry.name));
            found.is_ok_and(|found| found.as_ref() == Some(&entry.sha256))
        };
        (!files.is_empty() && files.iter().all(is_whole)).then(|| files.iter().map(|it| it.name.clone()).collect())
    }
}

/// What is to be done for a paper.
enum Step {
    /// Nothing: its files are there.
    Known(Vec<String>),
    /// It is to be set.
    Set(Box<(Chosen, Expanded, Timings, Vec<Diagnostic>)>),
}

/// One paper; nothing where an addendum has nothing to say.
fn prepare(
    project: &mut Project,
    chosen: &Chosen,
    selection: &Selection,
    args: &BuildArgs,
    known: &Known<'_>,
    ui: &Ui,
) -> Option<Step> {
    let mut timings = Timings::default();
    let (expanded, diagnostics) = project.expand(chosen, selection, &mut timings).into_parts();
    // There is nothing to add to what was not published before.
    if args.addendum && expanded.issue.version == 1 && !has_errors(&diagnostics) {
        return None;
    }
    let title = project.titled(chosen, selection, expanded.issue.version).to_string();
    let before = known.paper(&title, name_of(args.format));
    if let Some(before) = before.filter(|_| expanded.paper.is_some()) {
        let same = before.document == expanded.document();
        if let Some(files) = known.files(before).filter(|_| same) {
            ui.report(&diagnostics, project.sources());
            ui.note(&format!("{title}: up to date"));
            return Some(Step::Known(files));
        }
    }
    let replaced = || {
        let title = project.titled(chosen, selection, expanded.issue.version.saturating_sub(1));
        known.paper(&title.to_string(), name_of(args.format))
    };
    if let Some(before) = before.or_else(|| replaced().filter(|_| expanded.issue.version > 1)) {
        ui.note(&format!("{title}: {}", reason(before, &expanded)));
    }
    Some(Step::Set(Box::new((*chosen, expanded, timings, diagnostics))))
}

/// Sets papers side by side; what is wrong with any is reported before the command ends.
fn set(
    project: &Project,
    selection: &Selection,
    steps: Vec<Step>,
    args: &BuildArgs,
    ui: &Ui,
) -> Result<Vec<Paper>, Exit> {
    let mut papers: Vec<Option<Paper>> = Vec::new();
    let mut to_set = Vec::new();
    for step in steps {
        match step {
            Step::Known(files) => papers.push(Some(Paper::Known(files))),
            Step::Set(paper) => {
                to_set.push(*paper);
                papers.push(None);
            }
        }
    }
    let set = project.set_all(selection, to_set, |checked| {
        let (compiled, mut diagnostics) = checked.into_parts();
        let made = compiled.and_then(|mut compiled| {
            let output = outputs::output(&mut compiled, args.format, &mut diagnostics)?;
            Some((compiled.timings, output))
        });
        (made, diagnostics)
    });
    let mut is_whole = true;
    for (paper, (made, diagnostics)) in papers.iter_mut().filter(|paper| paper.is_none()).zip(set) {
        if !diagnostics.is_empty() {
            ui.report(&diagnostics, project.sources());
        }
        if let Some((timings, _)) = made.as_ref().filter(|_| args.timings) {
            print_timings(ui, project.timings(), timings);
        }
        is_whole &= made.is_some();
        *paper = made.map(|(_, output)| Paper::Made(Box::new(output)));
    }
    if is_whole { Ok(papers.into_iter().flatten().collect()) } else { Err(Exit::ProjectErrors) }
}

/// Changes that the reason names; the others it counts.
const NAMED: usize = 3;

/// Why a paper is made again: `CLA18 2020-11 changed`.
fn reason(was: &Made, now: &Expanded) -> String {
    if was.tool != TOOL {
        return format!("made again with {TOOL}");
    }
    if was.document == now.document() {
        return "its files are not as they were written".to_owned();
    }
    let Differences { all } = edition::between(&was.printed, &now.printed);
    let is_figure = |what| matches!(what, Change::Figure | Change::State | Change::Rating);
    let mut named: Vec<String> = Vec::new();
    // What stands behind a figure, or is made of it, changes with it.
    let is_own = |it: &&edition::Difference| is_figure(it.what) && it.part.starts_with("value ");
    let own: Vec<&str> = all.iter().filter(is_own).map(|it| it.of.as_str()).collect();
    let follows = |it: &&edition::Difference| is_figure(it.what) && !is_own(it) && own.contains(&it.of.as_str());
    for difference in all.iter().filter(|it| !follows(it)) {
        let part = difference.part.trim_start_matches("value ");
        let words = match difference.what {
            what if is_figure(what) => format!("{} {part}", difference.of),
            Change::Commentary => format!("text of {}", difference.of),
            Change::Target => format!("target of {}", difference.of),
            _ => difference.of.clone(),
        };
        if !named.contains(&words) {
            named.push(words);
        }
    }
    let rest = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    match (named.is_empty(), rest) {
        (true, _) => "layout, settings or notes changed".to_owned(),
        (false, 0) => format!("{} changed", named.join(", ")),
        (false, rest) => format!("{} and {rest} more changed", named.join(", ")),
    }
}

/// An edition, from its own copies.
fn again(args: &BuildArgs, name: &str, project: &Project, root: &Path, folder: &Path, ui: &Ui) -> Result<(), Exit> {
    let record = desk::find(project, name).map_err(|error| failed(&error, ui))?;
    let rebuilt = desk::rebuild(root, record).map_err(|diagnostic| {
        ui.report_one(diagnostic);
        Exit::ProjectErrors
    })?;
    let mut teller = Teller::new(ui);
    let document = rebuilt.document(&mut |event| teller.tell(event));
    let mut compiled = teller.ended(document)?;
    compiled.title = Title::recorded(record);
    let output = outputs::output(&mut compiled, args.format, &mut Vec::new()).ok_or(Exit::ProjectErrors)?;
    if args.format == OutputFormat::Pdf && sha256(&output.files[0].1) != record.pdf.sha256 {
        ui.note(&format!("not byte for byte what was recorded: `panelpack verify {name}` says why"));
    }
    let names: Vec<String> = output.files.iter().map(|(name, _)| name.clone()).collect();
    save(folder, vec![output], ui)?;
    names.iter().for_each(|name| ui.say(&folder.join(name).display().to_string()));
    Ok(())
}

/// The folder for papers: the one that was named, else `out` in the project.
pub fn folder(named: Option<&Path>, root: &Path, ui: &Ui) -> Result<PathBuf, Exit> {
    place::folder(named, root, "out").map_err(|diagnostic| {
        ui.report_one(diagnostic);
        Exit::Failed
    })
}

/// Writes what was made.
pub fn save(folder: &Path, outputs: Vec<Output>, ui: &Ui) -> Result<(), Exit> {
    let Saved { recovered, renamed } = outputs::save(&Disk, folder, outputs).map_err(|error| {
        ui.report_one(error.diagnostic());
        Exit::Failed
    })?;
    recovered.diagnostic(folder).into_iter().for_each(|diagnostic| ui.report_one(diagnostic));
    for (file, title) in renamed {
        ui.note(&format!("took away `{file}`: the paper is called `{title}` now"));
    }
    Ok(())
}

fn print_timings(ui: &Ui, project: &Timings, paper: &Timings) {
    let all: Vec<(&str, Duration)> = project.iter().chain(paper.iter()).collect();
    let total: Duration = all.iter().map(|(_, time)| *time).sum();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    for (stage, time) in &all {
        ui.note(&format!("{stage:>9} {:8.2} ms", milliseconds(*time)));
    }
    ui.note(&format!("{:>9} {:8.2} ms", "together", milliseconds(total)));
}
