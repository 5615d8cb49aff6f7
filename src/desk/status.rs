//! What has changed since papers were cleared and published, and where that is explained.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::load::{DirFiles, ProjectFiles};
use crate::model::FigureKind;
use crate::pipeline::{Entry, Project, Standing};

use super::error::Error;
use super::place::{rewrite, write};
use super::project::in_order;

/// The file in which changes are explained.
const CORRECTIONS: &str = "corrections.yaml";

/// How editions stand to the project as it is now.
#[derive(Debug, Clone)]
pub struct Status {
    /// The latest edition of each paper and period, and drafts that came after it.
    pub standings: Vec<Standing>,
    /// The changes that somebody must explain, each once.
    pub unexplained: BTreeSet<Entry>,
}

impl Status {
    /// Whether a reader was told something that is another thing now, and no later edition says so.
    pub fn is_out_of_date(&self) -> bool {
        self.standings.iter().any(|standing| standing.out_of_date)
    }

    /// The changes that `corrections.yaml` has no entry for yet.
    pub fn missing(&self) -> impl Iterator<Item = &Entry> {
        self.unexplained.iter().filter(|entry| !entry.begun)
    }

    /// The changes whose entries have blanks that are still to be filled.
    pub fn begun(&self) -> impl Iterator<Item = &Entry> {
        self.unexplained.iter().filter(|entry| entry.begun)
    }
}

/// Entries that were added to `corrections.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// How many.
    pub entries: usize,
    /// The file.
    pub path: PathBuf,
}

/// What has changed since papers were cleared and published. Nothing is written.
///
/// # Errors
///
/// [`Error::Project`] where the project has errors.
pub fn status(project: &Project) -> Result<Status, Error> {
    in_order(project)?;
    let standings = project.standings();
    let unexplained = standings.iter().flat_map(|standing| standing.unexplained.clone()).collect();
    Ok(Status { standings, unexplained })
}

/// Adds an entry with blanks to fill for each change that has none, below what `corrections.yaml` holds; nothing where none is missing.
///
/// # Errors
///
/// [`Error::Unread`] and [`Error::Output`] where the file cannot be read or written.
pub fn begin_corrections(files: &DirFiles, status: &Status) -> Result<Option<Added>, Error> {
    let missing: Vec<&Entry> = status.missing().collect();
    if missing.is_empty() {
        return Ok(None);
    }
    let existing = match files.read(CORRECTIONS) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::Unread { path: CORRECTIONS.to_owned(), error }),
    };
    let is_new = existing.trim().is_empty();
    let mut text = if is_new {
        "# Why published figures changed. `kind` is correction (an error was put right) or revision (it was planned, or late).\n"
            .to_owned()
    } else {
        let end = if existing.ends_with('\n') { "" } else { "\n" };
        format!("{existing}{end}")
    };
    for entry in &missing {
        text.push_str(&format!("{}  kind:\n  reason:\n", head(entry)));
    }
    let path = files.root().join(CORRECTIONS);
    let written =
        if is_new { write(&path, text.as_bytes()) } else { rewrite(files.root(), CORRECTIONS, text.as_bytes()) };
    written.map_err(Error::output)?;
    Ok(Some(Added { entries: missing.len(), path }))
}

/// An entry up to its blanks.
fn head(entry: &Entry) -> String {
    let Entry { indicator, figure, period, was, now, .. } = entry;
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let figure = match figure {
        FigureKind::Value => String::new(),
        beside => format!("  figure: {}\n", quoted(&beside.to_string())),
    };
    format!(
        "- indicator: {}\n{figure}  period: {}\n  was: {}\n  now: {}\n",
        quoted(indicator),
        quoted(period),
        quoted(was),
        quoted(now)
    )
}
