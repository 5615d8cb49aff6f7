//! The files of a paper, and the folder in which they lie.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;
use crate::digest::sha256;
use crate::edition::Printed;
use crate::pipeline::{Compiled, TOOL};
use crate::store::{self, Disk, MANIFEST, Recovered, SUMS, Store, hold, sha256sums};
use crate::typeset;

use super::Error;
use super::event::{Event, Tell};
use super::manifest::{Entry, Issue, LARGEST, Made, Manifest, Merged};

/// Dots an inch of a picture: twice the size of the page on a plain screen.
const DPI: f32 = 144.0;

/// What is made of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// PDF/UA-1 with PDF/A-3a.
    Pdf,
    /// A picture of each page, 144 dots an inch.
    Png,
    /// A vector picture of each page.
    Svg,
}

impl Format {
    /// Its word in the manifest, which is the ending of its files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Png => "png",
            Format::Svg => "svg",
        }
    }
}

/// One paper in one format: its files, and what they were made of.
pub struct Output {
    /// The paper's public title.
    pub title: String,
    /// `pdf`, `png` or `svg`.
    pub format: &'static str,
    /// Which issue of which paper it is.
    pub issue: Issue,
    /// Fingerprint of all that was set.
    pub document: String,
    /// What it prints.
    pub printed: Printed,
    /// Names and bytes; the PDF is the first.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Output {
    /// Where its files lie in a folder.
    pub fn paths(&self, folder: &Path) -> Vec<PathBuf> {
        self.files.iter().map(|(name, _)| folder.join(name)).collect()
    }
}

/// The files of a paper.
pub fn output(compiled: &mut Compiled, format: Format, diagnostics: &mut Vec<Diagnostic>) -> Option<Output> {
    let stem = compiled.title.file_stem().to_owned();
    let files = match format {
        Format::Pdf => {
            let pdf = compiled.pdf().report_to(diagnostics)?;
            let mut files = vec![(format!("{stem}.pdf"), pdf)];
            if !compiled.info.attachments {
                files.push((format!("{stem} figures.csv"), compiled.made.figures_csv.clone().into_bytes()));
            }
            files
        }
        Format::Png => numbered(&stem, "png", typeset::png(&compiled.document, DPI)),
        Format::Svg => {
            let pages = typeset::svg(&compiled.document);
            numbered(&stem, "svg", pages.into_iter().map(String::into_bytes).collect())
        }
    };
    Some(Output {
        title: compiled.title.to_string(),
        format: format.name(),
        issue: issue(compiled),
        document: compiled.made.document().to_owned(),
        printed: compiled.made.printed.clone(),
        files,
    })
}

fn numbered(stem: &str, extension: &str, pages: Vec<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let named = |(i, page)| (format!("{stem} page {:02}.{extension}", i + 1), page);
    pages.into_iter().enumerate().map(named).collect()
}

fn issue(compiled: &Compiled) -> Issue {
    let (layout, options) = compiled.made.layout();
    Issue {
        paper: compiled.paper.clone(),
        period: compiled.period.to_string(),
        layout,
        options,
        version: compiled.made.issue.version,
    }
}

/// Replaces outputs on the disk, and tells what became of others.
pub fn put(folder: &Path, outputs: Vec<Output>, tell: Tell<'_>) -> Result<(), Error> {
    let Saved { recovered, renamed } = save(&Disk, folder, outputs)?;
    if let Some(diagnostic) = recovered.diagnostic(folder) {
        tell(Event::SetAside(&diagnostic));
    }
    renamed.iter().for_each(|(file, title)| tell(Event::Renamed { file, title }));
    Ok(())
}

/// What came of saving.
struct Saved {
    /// What was found in the folder before.
    recovered: Recovered,
    /// Files that went because their paper bears another name now, each with that name.
    renamed: Vec<(String, String)>,
}

/// Replaces the outputs of one run together, with the check sums and the manifest of everything that lies in the folder.
///
/// # Errors
///
/// Of the store; and where a file that an earlier build made cannot be read, since nobody knows then whether its check sum
/// still holds.
fn save(store: &dyn Store, folder: &Path, outputs: Vec<Output>) -> Result<Saved, store::Error> {
    let held = hold(store, folder)?;
    let recovered = held.recovered();
    let mut made = Vec::new();
    let mut contents: BTreeMap<String, (Entry, Vec<u8>)> = BTreeMap::new();
    for Output { title, format, issue, document, printed, files } in outputs {
        for (name, content) in files {
            let entry = Entry {
                name: name.clone(),
                title: title.clone(),
                format: format.to_owned(),
                bytes: content.len() as u64,
                sha256: sha256(&content),
            };
            contents.insert(name, (entry, content));
        }
        let (format, tool) = (format.to_owned(), TOOL.to_owned());
        made.push(Made { title, format, issue: Some(issue), tool, document, printed });
    }
    let is_there = |entry: &Entry| Ok(held.fingerprint(&entry.name)?.as_ref() == Some(&entry.sha256));
    let earlier = Manifest::read(&held.read(MANIFEST, LARGEST)?.unwrap_or_default());
    let entries = contents.values().map(|(entry, _)| entry.clone()).collect();
    let Merged { manifest, gone, renamed } = earlier.with(made, entries, is_there)?;
    let sums = sha256sums(manifest.files.iter().map(|entry| (entry.name.as_str(), entry.sha256.as_str())));
    let mut files: BTreeMap<String, Vec<u8>> =
        contents.into_iter().map(|(name, (_, content))| (name, content)).collect();
    files.insert(SUMS.to_owned(), sums.into_bytes());
    files.insert(MANIFEST.to_owned(), manifest.text());
    held.replace_files(&files, &gone).map(|()| Saved { recovered, renamed })
}
