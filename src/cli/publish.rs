//! `panelpack publish` and `panelpack clear`: a paper becomes an edition.
//!
//! The clock is read here alone, once, for the day of a record where none is given; no page shows that day before the next version names
//! it.

use std::path::Path;

use crate::desk::outputs::{Output, output, put};
use crate::desk::{Format, place};
use crate::diag::{Code, Diagnostic, SourceMap};
use crate::digest::sha256;
use crate::load::DirFiles;
use crate::load::record::{self, Awaited, EDITIONS, Hashed, Record, Signed};
use crate::model::Date;
use crate::pipeline::{Chosen, Compiled, Edition, Project, Selection, check};
use crate::store::{Disk, Put, put_folder};

use super::Exit;
use super::args::{ClearArgs, PublishArgs, WhichArgs};
use super::open::{epoch_day, open, papers};
use super::tell::Teller;
use super::ui::Ui;

/// Records what was published, and writes the PDF that was.
pub fn publish(args: &PublishArgs, ui: &mut Ui) -> Exit {
    let task = Task { which: &args.which, version: args.version, is_draft: false, by: args.by.clone() };
    task.run(ui).unwrap_or_else(|exit| exit)
}

/// Records a draft that somebody has cleared.
pub fn clear(args: &ClearArgs, ui: &mut Ui) -> Exit {
    let task = Task { which: &args.which, version: None, is_draft: true, by: Some(args.by.clone()) };
    task.run(ui).unwrap_or_else(|exit| exit)
}

struct Task<'a> {
    which: &'a WhichArgs,
    version: Option<u32>,
    is_draft: bool,
    by: Option<String>,
}

/// An edition that is still to be put beside the project.
struct Ready {
    edition: Edition,
    output: Output,
}

impl Task<'_> {
    fn run(&self, ui: &Ui) -> Result<Exit, Exit> {
        let (files, mut project) = open(&self.which.project, ui)?;
        let selection = papers(&self.which.papers);
        let (chosen, diagnostics) = project.select(&selection).into_parts();
        if !diagnostics.is_empty() {
            ui.report(&diagnostics, project.sources());
            return Err(Exit::ProjectErrors);
        }
        let out = place::folder(self.which.out.as_deref(), files.root(), "out").map_err(|diagnostic| {
            ui.report_one(diagnostic);
            Exit::Failed
        })?;
        let progress = ui.progress(chosen.len());
        // All are made before the first is put down: a paper that is refused leaves nothing new.
        let mut ready = Vec::new();
        let mut refused = false;
        for chosen in &chosen {
            progress.step(&project.title(chosen, &selection).to_string());
            match self.edition(&mut project, chosen, &selection, ui) {
                Ok(edition) => ready.extend(edition),
                Err(Exit::ProjectErrors) => refused = true,
                Err(exit) => return Err(exit),
            }
        }
        progress.finish();
        if refused {
            return Err(Exit::ProjectErrors);
        }
        for edition in ready {
            self.put(edition, files.root(), &out, ui)?;
        }
        Ok(Exit::Done)
    }

    /// The edition of one paper; nothing where it is known already.
    fn edition(
        &self,
        project: &mut Project,
        chosen: &Chosen,
        selection: &Selection,
        ui: &Ui,
    ) -> Result<Option<Ready>, Exit> {
        let (compiled, mut diagnostics) = project.compile(chosen, selection).into_parts();
        let made = compiled.and_then(|mut compiled| {
            let output = output(&mut compiled, Format::Pdf, &mut diagnostics)?;
            Some((compiled, output))
        });
        if !self.is_draft {
            // What is only a warning while a paper is made keeps it from going out.
            let stops = |diagnostic: &Diagnostic| diagnostic.code() == Code::ReasonMissing;
            diagnostics = diagnostics.into_iter().map(|it| if stops(&it) { it.as_error() } else { it }).collect();
            diagnostics.extend(project.without_commentary(chosen, made.as_ref().map(|(compiled, _)| compiled)));
        }
        diagnostics.extend(made.as_ref().and_then(|(compiled, _)| self.other_version(project, chosen, compiled)));
        if !diagnostics.is_empty() {
            ui.report(&diagnostics, project.sources());
        }
        let (compiled, output) = made.filter(|_| !crate::diag::has_errors(&diagnostics)).ok_or(Exit::ProjectErrors)?;
        if let Some(known) = self.known(project, chosen, &compiled) {
            let verb = if known.is_published() { "was published" } else { "was cleared" };
            ui.say(&format!("{}: nothing has changed since it {verb} on {}", known.edition, known.signed.on));
            return Ok(None);
        }
        let (name, content) = &output.files[0];
        let pdf = Hashed { name: name.clone(), sha256: sha256(content) };
        let last_draft = || project.drafts(chosen).filter_map(|record| record.draft).max().unwrap_or(0);
        let draft = self.is_draft.then(|| last_draft().saturating_add(1));
        let signed = Signed { on: self.which.day().to_string(), by: self.by.clone() };
        let awaited: Option<Awaited> = project.awaited(chosen);
        let edition = project.edition(chosen, &compiled, pdf, draft, signed, awaited);
        self.is_readable(&edition.record, ui)?;
        Ok(Some(Ready { edition, output }))
    }

    /// Makes sure that the record will be read as it is written: a name from the command line may hold anything.
    fn is_readable(&self, record: &Record, ui: &Ui) -> Result<(), Exit> {
        let mut sources = SourceMap::default();
        let text = record.to_text();
        let file = sources.add(record.edition.clone(), text.clone());
        record::read(&record.edition, &text, file, &sources).map(drop).map_err(|diagnostic| {
            ui.refuse(&format!("nothing is recorded, because {}: give `--by` in plain letters", diagnostic.message()));
            Exit::Usage
        })
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

    fn put(&self, ready: Ready, root: &Path, out: &Path, ui: &Ui) -> Result<(), Exit> {
        let names: Vec<String> = ready.output.files.iter().map(|(name, _)| name.clone()).collect();
        let mut teller = Teller::new(ui);
        let done = put(out, vec![ready.output], &mut |event| teller.tell(event));
        teller.ended(done)?;
        names.iter().for_each(|name| ui.say(&out.join(name).display().to_string()));
        let record = &ready.edition.record;
        let what = if self.is_draft { "cleared" } else { "published" };
        let failed = |diagnostic: Diagnostic, exit| {
            ui.report_one(diagnostic);
            exit
        };
        let editions = root.join(EDITIONS);
        let put = put_folder(&Disk, &editions, &record.edition, &ready.edition.files())
            .map_err(|error| failed(error.diagnostic(), Exit::Failed))?;
        if put == Put::Exists && document_of(root, &record.edition).as_ref() == Some(&record.document) {
            ui.say(&format!("{}: somebody else has just {what} the same", record.edition));
            return Ok(());
        }
        if put == Put::Exists {
            let message = format!("`{}` is there already", record.edition);
            let diagnostic = Diagnostic::new(Code::EditionExists, message)
                .hint("somebody published or cleared at the same time: run the command again");
            return Err(failed(diagnostic, Exit::ProjectErrors));
        }
        ui.say(&format!("{what} {}", editions.join(&record.edition).display()));
        Ok(())
    }
}

/// What an edition that has appeared meanwhile was made of.
fn document_of(root: &Path, edition: &str) -> Option<String> {
    let project = check(&DirFiles::at(root));
    project.record(edition).map(|record| record.document.clone())
}

impl WhichArgs {
    /// The day that the record bears: the one given, else today.
    #[expect(
        clippy::disallowed_methods,
        reason = "an act of today is recorded; no page shows this day before it is published"
    )]
    fn day(&self) -> Date {
        let today = || {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            epoch_day(since.as_secs() as i64).unwrap_or_default()
        };
        self.on.or_else(|| papers(&self.papers).source_date).unwrap_or_else(today)
    }
}
