//! Whether editions come out of their copies as they were recorded.
//!
//! An edition is proved part by part: copies, figures with states and ratings, texts, pages, bytes. That needs records and copies alone, so
//! errors in the project as it is now do not stop it.

use std::path::Path;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::digest::sha256;
use crate::edition::{self, Change, Printed};
use crate::load::Record;
use crate::pipeline::{Compiled, Project, TOOL};

use super::error::Error;
use super::project::find;
use super::rebuild::{Rebuilt, changed_copies, rebuild};

/// What was proved of one edition.
///
/// Of one that another version of the program made, words that the program found and the bytes of the PDF are no matter: a later version may put them otherwise. Copies,
/// figures and people's own texts must come out whatever the version.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Verdict {
    /// The edition's name.
    pub edition: String,
    /// Every copy is what was used then.
    pub copies: bool,
    /// Figures, states and ratings come out as they were recorded.
    pub figures: bool,
    /// So do the texts; of another version of the program people's own.
    pub texts: bool,
    /// The pages are as many as they were, and each indicator stands on its own.
    pub pages: bool,
    /// The PDF comes out byte for byte.
    pub bytes: bool,
    /// Program and faces are those that it was made with.
    pub same_tool: bool,
    /// What is wrong, in words; empty where nothing is.
    pub faults: Vec<String>,
    /// What could not be proved, or is worth knowing; no fault of the edition.
    pub remarks: Vec<String>,
    /// The program that made it, as its record says.
    #[serde(skip)]
    pub tool: String,
    /// How many pages its record says that it has.
    #[serde(skip)]
    pub page_count: usize,
}

impl Verdict {
    /// Whether it comes out as it was recorded.
    pub fn stands(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Rebuilds the named editions of the project at `root`, or all of them, and holds what comes out against their records.
///
/// An edition that does not come out is a [`Verdict`], and so is one whose copies cannot be read.
///
/// # Errors
///
/// [`Error::Refused`] where there is no edition of a name; then none is looked at.
pub fn verify(project: &Project, root: &Path, names: &[String]) -> Result<Vec<Verdict>, Error> {
    let records: Vec<&Record> = match names {
        [] => project.records().collect(),
        names => names.iter().map(|name| find(project, name)).collect::<Result<_, _>>()?,
    };
    Ok(records.into_iter().map(|record| verdict(root, record)).collect())
}

fn verdict(root: &Path, record: &Record) -> Verdict {
    let faults = changed_copies(root, record);
    let mut verdict = Verdict {
        edition: record.edition.clone(),
        tool: record.tool.clone(),
        page_count: record.pages,
        copies: faults.is_empty(),
        faults,
        ..Verdict::default()
    };
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
