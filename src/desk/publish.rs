//! A paper becomes an edition: what somebody has cleared, and what was published.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, SourceMap, has_errors};
use crate::digest::sha256;
use crate::load::DirFiles;
use crate::load::record::{self, EDITIONS, Hashed, Record, Signed};
use crate::model::Date;
use crate::pipeline::{Chosen, Compiled, Edition, Names, Project, Selection, check};
use crate::store::{Disk, Put, put_folder};

use super::error::Error;
use super::event::{Event, Tell, found};
use super::outputs::{Format, Output, output, put};
use super::place::{self, OUT};
use super::project::in_order;

/// Which papers become editions, where, and on which day.
#[derive(Debug, Clone)]
pub struct Which {
    /// The project's folder, in which the records are put.
    pub root: PathBuf,
    /// The folder for the PDFs, as of [`Build`](super::Build).
    pub out: Option<PathBuf>,
    /// Which papers. An edition is a paper as the project has it, so another layout, options and an issue are left aside.
    pub selection: Selection,
    /// The day that the records bear.
    pub on: Date,
}

/// What is published.
#[derive(Debug, Clone)]
pub struct Publish {
    /// Which papers.
    pub which: Which,
    /// Who publishes them.
    pub by: Option<String>,
    /// The version that each must be.
    pub version: Option<u32>,
}

/// What is cleared.
#[derive(Debug, Clone)]
pub struct Clear {
    /// Which papers.
    pub which: Which,
    /// Who clears them.
    pub by: String,
}

/// An edition, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its name.
    pub edition: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The files in the output folder; none where it says the same already.
    pub files: Vec<PathBuf>,
}

/// What came of a paper that was to become an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was recorded.
    New,
    /// The edition says the same already.
    Unchanged,
    /// Somebody else has recorded the same in the meantime.
    Meanwhile,
}

/// Records what is published, and writes the PDF that is. What has been published already stays as it is.
///
/// All papers are made before the first is put down. A figure that changed without a reason and commentary that is neither written nor awaited keep a paper from
/// going out. What is not as it was cleared is told, and the record keeps who cleared the paper and what has changed since.
///
/// # Errors
///
/// [`Error::Project`] where a paper is not in order or is not the version that is asked for, [`Error::Signature`] where the record could not be read again,
/// [`Error::Refused`] where somebody recorded something else under the same name at the same time, [`Error::Output`] where a folder cannot be written.
pub fn publish(project: &mut Project, request: &Publish, tell: Tell<'_>) -> Result<Vec<Recorded>, Error> {
    let Publish { which, by, version } = request;
    Task { which, by: by.as_deref(), version: *version, is_draft: false }.run(project, tell)
}

/// Records drafts that somebody has cleared, and writes their PDFs. A draft that says what the last one says is not recorded again. What would keep it from being
/// published is told, and does not keep it from being cleared.
///
/// # Errors
///
/// As of [`publish`].
pub fn clear(project: &mut Project, request: &Clear, tell: Tell<'_>) -> Result<Vec<Recorded>, Error> {
    let Clear { which, by } = request;
    Task { which, by: Some(by), version: None, is_draft: true }.run(project, tell)
}

struct Task<'a> {
    which: &'a Which,
    by: Option<&'a str>,
    version: Option<u32>,
    is_draft: bool,
}

/// An edition that is still to be put beside the project.
struct Ready {
    edition: Edition,
    output: Output,
}

/// What became of a paper before anything was written.
enum Made {
    Ready(Box<Ready>),
    Known(Recorded),
    /// What stands in its way.
    Not(Vec<Diagnostic>),
}

impl Task<'_> {
    fn run(&self, project: &mut Project, tell: Tell<'_>) -> Result<Vec<Recorded>, Error> {
        in_order(project)?;
        let Which { root, out, .. } = self.which;
        let own = Selection { layout: None, options: Vec::new(), issue: None, ..self.which.selection.clone() };
        let (chosen, diagnostics) = project.select(&own).into_parts();
        if !diagnostics.is_empty() {
            found(tell, &diagnostics, project.sources());
            return Err(Error::Project(diagnostics));
        }
        let out = place::folder(out.as_deref(), root, OUT).map_err(Error::output)?;
        // All are made before the first is put down: a paper that is refused leaves nothing new.
        let mut ready = Vec::new();
        let mut recorded = Vec::new();
        let mut refused: Option<Vec<Diagnostic>> = None;
        for one in &chosen {
            let title = project.title(one, &own).to_string();
            tell(Event::Begun { title: &title, of: chosen.len() });
            match self.edition(project, one, &own, tell)? {
                Made::Ready(edition) => ready.push(*edition),
                Made::Known(known) => recorded.push(known),
                Made::Not(diagnostics) => refused.get_or_insert_default().extend(diagnostics),
            }
        }
        if let Some(diagnostics) = refused {
            return Err(Error::Project(diagnostics));
        }
        for edition in ready {
            recorded.push(self.put(edition, &out, tell)?);
        }
        Ok(recorded)
    }

    /// The edition of one paper, or the one that says the same already.
    fn edition(&self, project: &mut Project, chosen: &Chosen, own: &Selection, tell: Tell<'_>) -> Result<Made, Error> {
        let (compiled, mut diagnostics) = project.compile(chosen, own).into_parts();
        let made = compiled.and_then(|mut compiled| {
            let output = output(&mut compiled, Format::Pdf, &mut diagnostics)?;
            Some((compiled, output))
        });
        if !self.is_draft {
            // What is only a warning while a paper is made keeps it from going out.
            let stops = |diagnostic: &Diagnostic| diagnostic.code() == Code::ReasonMissing;
            diagnostics = diagnostics.into_iter().map(|it| if stops(&it) { it.as_error() } else { it }).collect();
        }
        let lacking = made.iter().flat_map(|(compiled, _)| project.without_commentary(chosen, &compiled.made));
        // Who clears is told what `publish` will ask for.
        diagnostics.extend(lacking.map(|it| if self.is_draft { it.as_warning() } else { it }));
        let known = made.as_ref().and_then(|(compiled, _)| self.known(project, chosen, compiled)).cloned();
        let cleared = made.as_ref().filter(|_| !self.is_draft && known.is_none());
        let cleared = cleared.and_then(|(compiled, _)| project.cleared(chosen, compiled));
        diagnostics.extend(cleared.as_ref().and_then(|cleared| project.not_as_cleared(cleared)));
        diagnostics.extend(made.as_ref().and_then(|(compiled, _)| self.other_version(project, chosen, compiled)));
        found(tell, &diagnostics, project.sources());
        let Some((compiled, output)) = made.filter(|_| !has_errors(&diagnostics)) else {
            return Ok(Made::Not(diagnostics));
        };
        if let Some(known) = known {
            let published = known.is_published();
            let Record { edition, signed, .. } = known;
            tell(Event::Unchanged { edition: &edition, published, on: &signed.on });
            return Ok(Made::Known(Recorded { edition, outcome: Outcome::Unchanged, files: Vec::new() }));
        }
        let (name, content) = &output.files[0];
        let pdf = Hashed { name: name.clone(), sha256: sha256(content) };
        let last_draft = || project.drafts(chosen).filter_map(|record| record.draft).max().unwrap_or(0);
        let draft = self.is_draft.then(|| last_draft().saturating_add(1));
        let signed = Signed { on: self.which.on.to_string(), by: self.by.map(str::to_owned) };
        let names = Names { signed, cleared, awaited: project.awaited(chosen) };
        let edition = project.edition(chosen, &compiled, pdf, draft, names);
        is_readable(&edition.record)?;
        Ok(Made::Ready(Box::new(Ready { edition, output })))
    }

    /// The record that says the same already.
    fn known<'p>(&self, project: &'p Project, chosen: &Chosen, compiled: &Compiled) -> Option<&'p Record> {
        if !self.is_draft {
            return project.published(chosen, compiled.made.issue.version);
        }
        let document = compiled.made.document();
        project.drafts(chosen).max_by_key(|record| record.draft).filter(|record| record.document == document)
    }

    /// A version that somebody asks for and that this is not.
    fn other_version(&self, project: &Project, chosen: &Chosen, compiled: &Compiled) -> Option<Diagnostic> {
        let asked = self.version?;
        let made = compiled.made.issue.version;
        if asked == made {
            return None;
        }
        let message = match project.published(chosen, asked) {
            Some(record) => {
                format!("version {asked} was published on {}, and this is something else", record.signed.on)
            }
            None => format!("this is version {made}, not version {asked}"),
        };
        Some(Diagnostic::new(Code::EditionExists, message).hint(format!("publish it as version {made}")))
    }

    fn put(&self, ready: Ready, out: &Path, tell: Tell<'_>) -> Result<Recorded, Error> {
        let Ready { edition, output } = ready;
        let files = output.paths(out);
        put(out, vec![output], tell)?;
        files.iter().for_each(|file| tell(Event::Written(file)));
        let published = !self.is_draft;
        let name = edition.record.edition.clone();
        let root = &self.which.root;
        let editions = root.join(EDITIONS);
        let recorded = |outcome| Recorded { edition: name.clone(), outcome, files };
        match put_folder(&Disk, &editions, &name, &edition.files())? {
            Put::New => {
                tell(Event::Recorded { folder: &editions.join(&name), published });
                Ok(recorded(Outcome::New))
            }
            Put::Exists if document_of(root, &name).as_ref() == Some(&edition.record.document) => {
                tell(Event::RecordedMeanwhile { edition: &name, published });
                Ok(recorded(Outcome::Meanwhile))
            }
            Put::Exists => {
                let diagnostic = Diagnostic::new(Code::EditionExists, format!("`{name}` is there already"));
                let hint = "somebody published or cleared at the same time: run the command again";
                Err(Error::refused(diagnostic.hint(hint)))
            }
        }
    }
}

/// Makes sure that the record will be read as it is written.
fn is_readable(record: &Record) -> Result<(), Error> {
    let mut sources = SourceMap::default();
    let text = record.to_text();
    let file = sources.add(record.edition.clone(), text.clone());
    let read = record::read(&record.edition, &text, file, &sources);
    read.map(drop).map_err(|diagnostic| Error::Signature(diagnostic.message().to_owned()))
}

/// What an edition that has appeared meanwhile was made of.
fn document_of(root: &Path, edition: &str) -> Option<String> {
    let project = check(&DirFiles::at(root));
    project.record(edition).map(|record| record.document.clone())
}
