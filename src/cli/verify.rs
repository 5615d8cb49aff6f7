//! `panelpack verify`.
//!
//! An edition is proved part by part: copies, figures with states and ratings, texts, pages, bytes. That needs records and copies alone, so
//! errors in the project as it is now do not stop it.

use std::path::Path;

use serde::Serialize;

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::digest::sha256;
use crate::edition::{self, Change, Printed};
use crate::load::Record;
use crate::pipeline::{Compiled, Project, TOOL};

use super::Exit;
use super::args::{MessageFormat, VerifyArgs};
use super::open::open_editions;
use super::rebuild::{Rebuilt, changed_copies, rebuild};
use super::ui::Ui;

/// What was proved of one edition.
///
/// Of one that another version of the program made, words that the program found and the bytes of the PDF are no matter: a later version may put them otherwise. Copies,
/// figures and people's own texts must come out whatever the version.
#[derive(Debug, Default, Serialize)]
struct Verdict {
    /// The edition's name.
    edition: String,
    /// Every copy is what was used then.
    copies: bool,
    /// Figures, states and ratings come out as they were recorded.
    figures: bool,
    /// So do the texts; of another version of the program people's own.
    texts: bool,
    /// The pages are as many as they were, and each indicator stands on its own.
    pages: bool,
    /// The PDF comes out byte for byte.
    bytes: bool,
    /// Program and faces are those that it was made with.
    same_tool: bool,
    /// What is wrong, in words; empty where nothing is.
    faults: Vec<String>,
    /// What could not be proved, or is worth knowing; no fault of the edition.
    remarks: Vec<String>,
}

impl Verdict {
    fn stands(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Rebuilds editions and compares them with their records. Ends with 1 where one does not come out.
pub fn run(args: &VerifyArgs, ui: &mut Ui) -> Exit {
    verify(args, ui).unwrap_or_else(|exit| exit)
}

fn verify(args: &VerifyArgs, ui: &Ui) -> Result<Exit, Exit> {
    let (files, project, unread) = open_editions(&args.project, ui)?;
    let records: Vec<Record> = match args.edition.as_slice() {
        [] => project.records().cloned().collect(),
        names => names.iter().map(|name| find(&project, name, ui)).collect::<Result<_, _>>()?,
    };
    if records.is_empty() && !unread {
        ui.say("nothing has been cleared or published yet");
    }
    let verdicts: Vec<Verdict> = records.iter().map(|record| verdict(files.root(), record)).collect();
    if ui.format() == MessageFormat::Json {
        ui.say(&serde_json::to_string_pretty(&verdicts).expect("a verdict is texts, lists and maps"));
    } else {
        for (verdict, record) in verdicts.iter().zip(&records) {
            ui.say(&words(verdict, record));
            verdict.faults.iter().chain(&verdict.remarks).for_each(|line| ui.say(&format!("  {line}")));
        }
    }
    Ok(if verdicts.iter().all(Verdict::stands) && !unread { Exit::Done } else { Exit::ProjectErrors })
}

/// The record of a name that somebody wrote.
pub fn find(project: &Project, name: &str, ui: &Ui) -> Result<Record, Exit> {
    project.record(name).cloned().ok_or_else(|| {
        let known = || project.records().map(|record| record.edition.as_str());
        let all = known().collect::<Vec<_>>().join(", ");
        let all = if all.is_empty() { "there is none yet".to_owned() } else { format!("editions: {all}") };
        ui.report_one(
            Diagnostic::new(Code::UnknownEdition, format!("there is no edition `{name}`"))
                .hint_if(did_you_mean(name, known()))
                .hint(all),
        );
        Exit::ProjectErrors
    })
}

fn words(verdict: &Verdict, record: &Record) -> String {
    let Record { edition, pages, tool, .. } = record;
    let pages = if *pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    match verdict {
        verdict if !verdict.stands() => format!("{edition}: does not stand"),
        Verdict { bytes: true, .. } => format!("{edition}: {pages}, byte for byte"),
        Verdict { pages: true, .. } => {
            format!(
                "{edition}: the same figures, ratings and texts on the same {pages}; {tool} set them, this is {TOOL}"
            )
        }
        _ => format!("{edition}: the same figures, ratings and texts; {tool} set its {pages}, this is {TOOL}"),
    }
}

fn verdict(root: &Path, record: &Record) -> Verdict {
    let faults = changed_copies(root, record);
    let mut verdict =
        Verdict { edition: record.edition.clone(), copies: faults.is_empty(), faults, ..Verdict::default() };
    if !verdict.copies {
        return verdict;
    }
    match rebuild(root, record) {
        Ok(rebuilt) => verdict.hold(record, rebuilt),
        Err(diagnostic) => verdict.faults.push(diagnostic.message().to_owned()),
    }
    verdict
}

impl Verdict {
    /// Holds what came out against the record.
    fn hold(&mut self, record: &Record, rebuilt: Rebuilt) {
        let Rebuilt { project, printed, compiled, younger } = rebuilt;
        let has_faces = project.has_faces_of(record);
        self.same_tool = record.tool == TOOL && has_faces;
        let is_figure = |what| matches!(what, Change::Figure | Change::State | Change::Rating | Change::Indicator);
        let (figures, texts): (Vec<_>, Vec<_>) =
            edition::since(record, &printed).all.into_iter().partition(|difference| is_figure(difference.what));
        self.figures = figures.is_empty();
        self.texts = texts.is_empty() && (record.tool != TOOL || !self.figures || printed == Printed::recorded(record));
        let mut wrong = Vec::new();
        match compiled {
            Ok(mut compiled) => {
                self.pages = has_pages_of(record, &compiled);
                let pdf = compiled.pdf().into_parts().0.unwrap_or_default();
                self.bytes = sha256(&pdf) == record.pdf.sha256;
            }
            Err(diagnostics) => {
                wrong.extend(diagnostics.iter().map(|it| format!("it cannot be set: {}", it.message())))
            }
        }
        if wrong.is_empty() && !self.pages {
            wrong.push("indicators stand on other pages, or there are more pages or fewer".to_owned());
        } else if wrong.is_empty() && !self.bytes && self.same_tool {
            wrong.push("the PDF is not the one that was recorded".to_owned());
        }
        if !self.figures {
            self.faults.push("figures, states or ratings are not those that were recorded".to_owned());
        }
        if !self.texts {
            self.faults.push("texts are not those that were recorded".to_owned());
        }
        if self.same_tool {
            self.faults.extend(wrong);
        } else {
            self.remarks.extend((!has_faces).then(|| "it was set in other faces".to_owned()));
            self.remarks.extend(wrong);
        }
        let newer = |it: &Diagnostic| format!("a check that is younger finds: {} [{}]", it.message(), it.code());
        self.remarks.extend(younger.iter().map(newer));
    }
}

/// Whether a document has as many pages as a record, with each indicator on the page that it names.
fn has_pages_of(record: &Record, compiled: &Compiled) -> bool {
    let pages = compiled.document.indicator_pages();
    let same_place = record.indicators.iter().all(|it| pages.get(&it.code).copied() == it.page);
    compiled.document.page_count() == record.pages && same_place
}
