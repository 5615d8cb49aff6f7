//! The papers of a project, in a folder.
//!
//! What has been made is skipped: the manifest of the output folder holds the fingerprint of all that was set, and what was printed, for
//! the reason. Composing costs a fraction of setting, so what would be set is compared, and not the files' dates.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Severity, has_errors};
use crate::edition;
use crate::pipeline::{Chosen, Expanded, Project, Selection, TOOL, Timings, at_once};
use crate::store::{self, Disk, MANIFEST, Store, recover};

use super::error::Error;
use super::event::{Event, Tell, Why, found};
use super::manifest::{self, Entry, Made, Manifest};
use super::outputs::{Format, Output, output, put};
use super::place::{self, OUT};
use super::project::in_order;

/// The layout of what has changed since publication.
const ADDENDUM: &str = "addendum";

/// Which papers are made, and where they go.
#[derive(Debug, Clone)]
pub struct Build {
    /// The project's folder.
    pub root: PathBuf,
    /// The folder for the papers, wherever it lies; otherwise `out` in the project, which no link may lead out of it.
    pub out: Option<PathBuf>,
    /// Which papers.
    pub selection: Selection,
    /// What to make of each.
    pub format: Format,
    /// One page of what has changed since publication, of those papers alone that were published.
    pub addendum: bool,
    /// How many papers are held in memory and set side by side; [`at_once`] knows what suits the machine.
    pub at_once: usize,
}

impl Build {
    /// Every paper for its latest period as a PDF, into the folder `out` of the project at `root`.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            out: None,
            selection: Selection::default(),
            format: Format::Pdf,
            addendum: false,
            at_once: at_once(),
        }
    }
}

/// A paper whose files lie in the folder.
#[derive(Debug, Clone)]
pub struct BuiltPaper {
    /// What it is called.
    pub title: String,
    /// Its files; of a PDF the first is the paper.
    pub files: Vec<PathBuf>,
    /// It was made now; otherwise its files were there as they would be made.
    pub made: bool,
    /// What was found, and does not stand in its way.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes the chosen papers, in their order. All are set before the first is written, so a project with an error leaves nothing new, and all are replaced together with
/// the manifest and the check sums of the folder. A paper of which nothing has changed is left as it is.
///
/// Addenda to what has nothing to add are left out, so the list may be empty.
///
/// # Errors
///
/// [`Error::Project`] where the project has errors, where it has no such paper, or where papers cannot be set: then with what stands in their way.
/// [`Error::Output`] where the folder cannot be written.
pub fn build(project: &mut Project, request: &Build, tell: Tell<'_>) -> Result<Vec<BuiltPaper>, Error> {
    in_order(project)?;
    let folder = place::folder(request.out.as_deref(), &request.root, OUT).map_err(Error::output)?;
    let mut request = request.clone();
    if request.addendum {
        request.selection.layout = Some(ADDENDUM.to_owned());
    }
    let (chosen, diagnostics) = project.select(&request.selection).into_parts();
    if !diagnostics.is_empty() {
        found(tell, &diagnostics, project.sources());
        return Err(Error::Project(diagnostics));
    }
    let known = Known::of(&folder, tell)?;
    let mut papers = Vec::new();
    let mut said = Vec::new();
    for some in chosen.chunks(request.at_once.max(1)) {
        let mut steps = Vec::new();
        for one in some {
            let title = project.title(one, &request.selection).to_string();
            tell(Event::Begun { title: &title, of: chosen.len() });
            steps.extend(prepare(project, one, &request, &known, &mut said, tell));
        }
        papers.extend(set(project, steps, &request, &folder, tell)?);
    }
    let made = papers.iter_mut().filter_map(|paper| paper.output.take()).collect::<Vec<Output>>();
    if !made.is_empty() {
        put(&folder, made, tell)?;
    }
    Ok(papers.into_iter().map(|paper| paper.built).collect())
}

/// A paper of a run.
struct Paper {
    built: BuiltPaper,
    /// What is to be written; nothing where the files are there.
    output: Option<Output>,
}

/// What lies in the output folder.
struct Known<'a> {
    folder: &'a Path,
    manifest: Manifest,
}

impl<'a> Known<'a> {
    fn of(folder: &'a Path, tell: Tell<'_>) -> Result<Self, Error> {
        if let Some(diagnostic) = recover(&Disk, folder)?.diagnostic(folder) {
            tell(Event::SetAside(&diagnostic));
        }
        let text = store::read(&Disk, &folder.join(MANIFEST), manifest::LARGEST)?;
        Ok(Self { folder, manifest: Manifest::read(&text.unwrap_or_default()) })
    }

    fn paper(&self, title: &str, format: Format) -> Option<&Made> {
        self.manifest.papers.iter().find(|made| made.title == title && made.format == format.name())
    }

    /// The files of a paper, where every one is there as it was written. One that cannot be read is made again: either it
    /// can be replaced, or the error that names it comes then.
    fn files(&self, made: &Made) -> Option<Vec<PathBuf>> {
        let of_it = |entry: &&Entry| entry.title == made.title && entry.format == made.format;
        let files: Vec<_> = self.manifest.files.iter().filter(of_it).collect();
        let is_whole = |entry: &&Entry| {
            let found = Disk.fingerprint(&self.folder.join(&entry.name));
            found.is_ok_and(|found| found.as_ref() == Some(&entry.sha256))
        };
        let paths = || files.iter().map(|entry| self.folder.join(&entry.name)).collect();
        (!files.is_empty() && files.iter().all(is_whole)).then(paths)
    }
}

/// What is to be done for a paper.
enum Step {
    /// Nothing: its files are there.
    Known(BuiltPaper),
    /// It is to be set.
    Set(Box<(Chosen, Expanded, Timings, Vec<Diagnostic>)>),
}

/// One paper; nothing where an addendum has nothing to say.
///
/// What was `said` of a paper before is not said again: two of them may print one text.
fn prepare(
    project: &mut Project,
    chosen: &Chosen,
    request: &Build,
    known: &Known<'_>,
    said: &mut Vec<Diagnostic>,
    tell: Tell<'_>,
) -> Option<Step> {
    let mut timings = Timings::default();
    let (expanded, mut diagnostics) = project.expand(chosen, &request.selection, &mut timings).into_parts();
    diagnostics.retain(|it| it.severity() == Severity::Error || !said.contains(it));
    said.extend(diagnostics.iter().cloned());
    // There is nothing to add to what was not published before.
    if request.addendum && expanded.issue.version == 1 && !has_errors(&diagnostics) {
        return None;
    }
    let title = project.titled(chosen, &request.selection, expanded.issue.version).to_string();
    let before = known.paper(&title, request.format);
    if let Some(before) = before.filter(|_| expanded.paper.is_some()) {
        let same = before.document == expanded.document();
        if let Some(files) = known.files(before).filter(|_| same) {
            found(tell, &diagnostics, project.sources());
            tell(Event::UpToDate { title: &title });
            return Some(Step::Known(BuiltPaper { title, files, made: false, diagnostics }));
        }
    }
    let replaced = || {
        let title = project.titled(chosen, &request.selection, expanded.issue.version.saturating_sub(1));
        known.paper(&title.to_string(), request.format)
    };
    if let Some(before) = before.or_else(|| replaced().filter(|_| expanded.issue.version > 1)) {
        tell(Event::MadeAgain { title: &title, why: &why(before, &expanded) });
    }
    Some(Step::Set(Box::new((*chosen, expanded, timings, diagnostics))))
}

fn why(was: &Made, now: &Expanded) -> Why {
    if was.tool != TOOL {
        return Why::OtherProgram;
    }
    if was.document == now.document() {
        return Why::OtherFiles;
    }
    Why::Changed(edition::between(&was.printed, &now.printed).all)
}

/// Sets papers side by side; what is wrong with any is told before the first error ends the run.
fn set(
    project: &Project,
    steps: Vec<Step>,
    request: &Build,
    folder: &Path,
    tell: Tell<'_>,
) -> Result<Vec<Paper>, Error> {
    let mut papers: Vec<Option<Paper>> = Vec::new();
    let mut to_set = Vec::new();
    for step in steps {
        match step {
            Step::Known(built) => papers.push(Some(Paper { built, output: None })),
            Step::Set(paper) => {
                to_set.push(*paper);
                papers.push(None);
            }
        }
    }
    let set = project.set_all(&request.selection, to_set, |checked| {
        let (compiled, mut diagnostics) = checked.into_parts();
        let made = compiled.and_then(|mut compiled| {
            let output = output(&mut compiled, request.format, &mut diagnostics)?;
            Some((compiled.timings, output))
        });
        (made, diagnostics)
    });
    let mut wrong = Vec::new();
    let mut is_whole = true;
    for (paper, (made, diagnostics)) in papers.iter_mut().filter(|paper| paper.is_none()).zip(set) {
        found(tell, &diagnostics, project.sources());
        let Some((timings, output)) = made else {
            is_whole = false;
            wrong.extend(diagnostics);
            continue;
        };
        tell(Event::Set { project: project.timings(), paper: &timings });
        let files = output.paths(folder);
        let built = BuiltPaper { title: output.title.clone(), files, made: true, diagnostics };
        *paper = Some(Paper { built, output: Some(output) });
    }
    if is_whole { Ok(papers.into_iter().flatten().collect()) } else { Err(Error::Project(wrong)) }
}
