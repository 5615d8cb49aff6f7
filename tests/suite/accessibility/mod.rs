//! Accessibility that validators don't see: whether what is there also says something.
//!
//! Everything is read from the bytes of the PDF. A check is a function that tells its faults in words; each is tried on every paper in
//! [`papers`] and on a document that has the fault, because a check that finds nothing may be blind.

mod alternatives;
mod contrast;
mod document;
mod greyscale;
mod headings;
mod links;
mod order;
pub mod painted;
mod ratings;
pub mod tables;
pub mod tree;

use std::sync::LazyLock;

use hayro_syntax::Pdf;
use panelpack::internals::typeset::{self, Document, Faces, PdfInfo, VirtualFile};

use self::document::Facts;
use self::painted::Page;
use self::tree::Element;
use crate::matrix::{Paper, in_parallel, papers};

/// A PDF as its readers get it: by ear, by eye, and by what it says about itself.
pub struct Reading {
    pub tree: Element,
    pub pages: Vec<Page>,
    pub facts: Facts,
}

impl Reading {
    pub fn of(bytes: &[u8]) -> Self {
        let pdf = Pdf::new(bytes.to_vec()).expect("the file is a PDF");
        let pages = painted::pages(&pdf);
        Self { tree: tree::tree(&pdf, &pages), pages, facts: document::facts(&pdf) }
    }
}

/// What is wrong with a document that is no paper of a project: as a whole, its headings, its tables, the order in which it is read.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let reading = Reading::of(bytes);
    let checks = [document::faults, headings::faults, tables::faults, order::faults];
    checks.iter().flat_map(|faults| faults(&reading)).collect()
}

/// The words of each page of a document, charts included, a line a line of the page, in the order in which they are painted.
pub fn words(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(bytes.to_vec()).expect("the file is a PDF");
    painted::pages(&pdf).iter().map(Page::words).collect()
}

/// Every paper with its reading.
pub fn readings() -> impl Iterator<Item = (&'static Paper, &'static Reading)> {
    static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| in_parallel(papers(), |paper| Reading::of(&paper.pdf)));
    papers().iter().zip(READINGS.iter())
}

/// Holds every paper against a check.
#[track_caller]
pub fn no_paper_has(faults: impl Fn(&Reading) -> Vec<String> + Sync) {
    let papers: Vec<_> = readings().collect();
    let of_paper = |(paper, reading): &(&Paper, &Reading)| {
        let name = &paper.name;
        faults(reading).into_iter().map(|fault| format!("{name}: {fault}")).collect::<Vec<_>>()
    };
    let all: Vec<String> = in_parallel(&papers, of_paper).concat();
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

/// Holds that a check finds one fault and names it so.
#[track_caller]
pub fn caught(faults: &[String], words: &str) {
    assert!(faults.iter().any(|fault| fault.contains(words)), "`{words}` is not among {faults:#?}");
}

/// A document of a few lines of Typst, which PDF/UA accepts.
pub fn small(body: &str) -> Reading {
    small_document(body).1
}

pub fn small_document(body: &str) -> (Document, Reading) {
    let source = format!(
        "#set document(title: \"A small paper\", author: \"Testing Council\")\n\
         #set page(width: 300pt, height: 300pt, margin: 20pt)\n\
         #set text(font: \"Source Sans 3\", size: 12pt, lang: \"en\", region: \"GB\")\n{body}\n"
    );
    let file = VirtualFile { path: "main.typ".to_owned(), content: source.into_bytes(), file: None, parsed: None };
    let (document, diagnostics) = typeset::compile(&[file], Faces::bundled()).into_parts();
    let document = document.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let info = PdfInfo { ident: "small".to_owned(), date: (2020, 11, 30), attachments: false };
    let pdf = typeset::pdf(&document, &info).unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"));
    (document, Reading::of(&pdf))
}

/// A text with single blanks, as readers say it.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
