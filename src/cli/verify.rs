//! `panelpack verify`, and the rebuilding of an edition from its own copies.

use std::path::Path;

use serde::Serialize;

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::digest::sha256;
use crate::load::record::{COPIES, EDITIONS, Record};
use crate::load::{DirFiles, ProjectFiles};
use crate::pipeline::{Compiled, Project, Selection, TOOL, check};

use super::Exit;
use super::args::{MessageFormat, VerifyArgs};
use super::open::open;
use super::ui::Ui;

/// What was found about one edition.
#[derive(Debug, Serialize)]
struct Verdict {
    /// The edition's name.
    edition: String,
    /// Every copy is what was used then.
    copies: bool,
    /// The PDF comes out byte for byte.
    bytes: bool,
    /// Figures, texts and their pages come out as they were.
    figures_and_pages: bool,
    /// Program and faces are those that it was made with.
    same_tool: bool,
    /// What is wrong, in words; empty where nothing is.
    faults: Vec<String>,
}

impl Verdict {
    fn stands(&self) -> bool {
        self.copies && self.figures_and_pages && (self.bytes || !self.same_tool)
    }
}

/// Rebuilds editions and compares them with their records. Ends with 1 where one does not come out.
pub fn run(args: &VerifyArgs, ui: &mut Ui) -> Exit {
    verify(args, ui).unwrap_or_else(|exit| exit)
}

fn verify(args: &VerifyArgs, ui: &Ui) -> Result<Exit, Exit> {
    let (files, project) = open(&args.project, ui)?;
    let records: Vec<Record> = match args.edition.as_slice() {
        [] => project.records().cloned().collect(),
        names => names.iter().map(|name| find(&project, name, ui)).collect::<Result<_, _>>()?,
    };
    if records.is_empty() {
        ui.say("nothing has been cleared or published yet");
    }
    let verdicts: Vec<Verdict> = records.iter().map(|record| verdict(files.root(), record)).collect();
    if ui.format() == MessageFormat::Json {
        ui.say(&serde_json::to_string_pretty(&verdicts).expect("a verdict is texts, lists and maps"));
    } else {
        for (verdict, record) in verdicts.iter().zip(&records) {
            ui.say(&words(verdict, record));
            verdict.faults.iter().for_each(|fault| ui.say(&format!("  {fault}")));
        }
    }
    Ok(if verdicts.iter().all(Verdict::stands) { Exit::Done } else { Exit::ProjectErrors })
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
    let pages = if record.pages == 1 { "1 page".to_owned() } else { format!("{} pages", record.pages) };
    match verdict {
        Verdict { faults, .. } if !faults.is_empty() && !verdict.stands() => {
            format!("{}: does not stand", record.edition)
        }
        Verdict { bytes: true, .. } => format!("{}: {pages}, byte for byte", record.edition),
        _ => format!("{}: {pages} with the same figures, though not byte for byte", record.edition),
    }
}

fn verdict(root: &Path, record: &Record) -> Verdict {
    let mut faults = changed_copies(root, record);
    let copies = faults.is_empty();
    let mut verdict = Verdict {
        edition: record.edition.clone(),
        copies,
        bytes: false,
        figures_and_pages: false,
        same_tool: record.tool == TOOL,
        faults: Vec::new(),
    };
    match rebuild(root, record) {
        Ok((project, mut compiled)) => {
            let pdf = compiled.pdf().into_parts().0.unwrap_or_default();
            verdict.bytes = sha256(&pdf) == record.pdf.sha256;
            verdict.same_tool &= project.has_faces_of(record);
            verdict.figures_and_pages = project.comes_out(record, &compiled);
            if !verdict.same_tool {
                let faces = if project.has_faces_of(record) { "" } else { ", with other faces" };
                faults.push(format!("it was made with {}{faces}; this is {TOOL}", record.tool));
            } else if !verdict.bytes {
                faults.push("the PDF is not the one that was recorded".to_owned());
            }
            if !verdict.figures_and_pages {
                faults.push("figures, texts or their pages are not those that were recorded".to_owned());
            }
        }
        Err(diagnostics) => faults.extend(diagnostics.iter().map(|diagnostic| diagnostic.message().to_owned())),
    }
    verdict.faults = faults;
    verdict
}

/// Copies that are not the files that the edition was made of.
fn changed_copies(root: &Path, record: &Record) -> Vec<String> {
    let folder = root.join(EDITIONS).join(&record.edition).join(COPIES);
    let files = DirFiles::at(&folder);
    let mut faults = Vec::new();
    for (path, hash) in &record.inputs {
        match files.read(path) {
            Ok(bytes) if sha256(&bytes) == *hash => {}
            Ok(_) => faults.push(format!("the copy of {path} is not the file that was used")),
            Err(_) => faults.push(format!("the copy of {path} is missing")),
        }
    }
    let added = files.list().unwrap_or_default().into_iter().filter(|path| !record.inputs.contains_key(path));
    faults.extend(added.map(|path| format!("{path} lies among the copies and was not used")));
    faults.sort();
    faults
}

/// The document of an edition, from its own copies.
pub fn rebuild(root: &Path, record: &Record) -> Result<(Project, Compiled), Vec<Diagnostic>> {
    let changed = |message: String| {
        vec![
            Diagnostic::new(Code::EditionChanged, message)
                .hint("take the folder back from a backup or from version control"),
        ]
    };
    if let Some(fault) = changed_copies(root, record).first() {
        return Err(changed(format!("`{}` cannot be rebuilt: {fault}", record.edition)));
    }
    let folder = root.join(EDITIONS).join(&record.edition).join(COPIES);
    let mut project = check(&DirFiles::at(&folder));
    let selection = Selection::of_edition(record);
    let chosen = project.chosen_as(record).filter(|_| !project.has_errors());
    let Some(chosen) = chosen else {
        return Err(changed(format!("the copies of `{}` are no project in order", record.edition)));
    };
    let (compiled, diagnostics) = project.compile(&chosen, &selection).into_parts();
    match compiled {
        Some(compiled) => Ok((project, compiled)),
        None => Err(diagnostics),
    }
}
