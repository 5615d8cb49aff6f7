//! What the tests and benchmarks of this package look at inside it. Nothing here is promised to anybody else, nor to stay.

use crate::carry::{NewYear, NotCarried};
use crate::compare::{Comparison, Print};
use crate::desk::import::{Import, proposal};
use crate::diag::{Checked, Diagnostic};
use crate::figures::Figures;
use crate::load::ProjectFiles;
use crate::load::record::{Hashed, Record, Signed};
use crate::model::{Date, Scorecard};
use crate::month::{Chase, NewMonth, NotBegun};
use crate::page::PaperView;
use crate::pipeline::{Chosen, Compiled, Expanded, Names, Project, Selection, Timings};
use crate::typeset::Document;

pub use crate::digest::sha256;
pub use crate::pipeline::{Edition, print_of};

/// The project that was checked.
pub fn scorecard(project: &Project) -> &Scorecard {
    project.scorecard()
}

/// Which figures the data give.
pub fn figures(project: &Project) -> &Figures {
    project.figures()
}

/// What a layout reads.
pub fn view(project: &Project, chosen: &Chosen, selection: &Selection) -> PaperView {
    project.view(chosen, selection)
}

/// What the texts of a paper say otherwise than it prints.
pub fn claims(project: &Project, chosen: &Chosen, selection: &Selection) -> Vec<Diagnostic> {
    project.claims_of(chosen, selection)
}

/// The figures that travel with a paper, before anything of it is drawn.
pub fn attachment(project: &Project, chosen: &Chosen) -> String {
    project.attachment(chosen)
}

/// What is set.
pub fn expand(project: &mut Project, chosen: &Chosen, selection: &Selection) -> Checked<Expanded> {
    project.expand(chosen, selection, &mut Timings::default())
}

/// The pages of a paper, and what they were set from.
pub fn parts(compiled: Compiled) -> (Document, Expanded) {
    (compiled.document, compiled.made)
}

/// A side of a comparison.
pub fn print(project: &mut Project, chosen: &Chosen, selection: &Selection) -> Checked<Option<Print>> {
    project.print(chosen, selection)
}

/// The account of a comparison.
pub fn appendix(project: &Project, comparison: &Comparison, date: Date) -> Checked<Option<Vec<u8>>> {
    project.appendix(comparison, date)
}

/// A paper as an edition that nobody had cleared before and for which nothing is awaited.
pub fn edition(
    project: &Project,
    chosen: &Chosen,
    compiled: &Compiled,
    pdf: Hashed,
    draft: Option<u32>,
    signed: Signed,
) -> Edition {
    project.edition(chosen, compiled, pdf, draft, Names { signed, cleared: None, awaited: None })
}

/// Has a project hide what an edition of it hid.
pub fn make_again(project: &mut Project, record: &Record) {
    project.make_again(record);
}

/// The record of a name.
pub fn record<'p>(project: &'p Project, name: &str) -> Option<&'p Record> {
    project.record(name)
}

/// Last year's targets carried into another.
pub fn new_year(project: &Project, year: &str, files: &dyn ProjectFiles) -> Result<NewYear, NotCarried> {
    project.new_year(year, files)
}

/// Whether a file gives a recipe, definitions and figures for a project of its own.
pub fn is_proposed(name: &str, bytes: Vec<u8>, area: &str) -> bool {
    let import = Import { area: Some(area), ..Import::default() };
    proposal(&vec![(name.to_owned(), bytes)], &import, None).is_ok()
}

/// The files that a month begins with.
pub fn new_month(project: &mut Project, period: &str) -> Result<NewMonth, NotBegun> {
    project.new_month(period)
}

/// What is awaited for a period, seen from a day.
pub fn chase(project: &mut Project, period: Option<&str>, on: Date) -> Result<Chase, NotBegun> {
    project.chase(period, on)
}

pub mod assess {
    pub use crate::assess::*;
}

pub mod assets {
    pub use crate::assets::{BASE, FACES, LAYOUTS, layout};
}

pub mod carry {
    pub use crate::carry::{NewYear, NotCarried, WithEdits, compare};
}

pub mod chart {
    pub use crate::chart::{bars_height, multiples_height, position_height, strip_height};
}

pub mod compare {
    pub use crate::compare::{Comparison, Print, Side, SideKind, compare, report};
}

pub mod diag {
    #[cfg(feature = "cli")]
    pub use crate::diag::emit;
}

pub mod edition {
    pub use crate::edition::{Differences, between};
}

pub mod ledger {
    pub use crate::figures::Published;
    pub use crate::ledger::*;
}

pub mod load {
    pub use crate::load::{Record, git, record};

    /// The reference of each file of the format by its name, one map told once.
    pub fn references() -> Vec<(&'static str, String)> {
        let mut told = Vec::new();
        let documents = crate::load::keys::DOCUMENTS.iter();
        documents.map(|document| (document.name, crate::load::keys::reference(document, &mut told))).collect()
    }
}

pub mod model {
    pub use crate::model::*;
}

pub mod month {
    pub use crate::month::{Awaited, Chase, Deadline, Kind, Letter, NewFile, NewMonth, NotBegun, letters};
}

pub mod page {
    pub use crate::page::*;
}

pub mod rating {
    pub use crate::rating::*;
}

pub mod store {
    pub use crate::store::*;
}

pub mod typeset {
    pub use crate::typeset::{Document, Faces, PdfInfo, VirtualFile, compile, pdf, png, svg};
}
