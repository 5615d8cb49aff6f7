//! Compiles performance scorecards: YAML definitions and period data into accessible, paginated PDF papers.
//!
//! ```text
//! files ─load→ RawProject ─validate→ Scorecard + Figures ─disclose→ Ledger ─assess→ Assessment ─view→ page ─┬ render → Typst sources ┐
//!               (places)             (definitions) (true)          (may be said)    (ratings)   (plain text) └ chart  → SVG ──────────┴ typeset → PDF
//! ```
//!
//! [`check`] reads a project out of a folder ([`DirFiles`]), memory ([`MemoryFiles`]) or whatever else has [`ProjectFiles`], and gives a [`Project`] with everything that is
//! wrong in it. [`Project::select`] says which papers are meant, [`Project::compile`] makes one. Nothing of this writes, prints, or reads the clock. [`desk`] does what the
//! commands do, on a disk: it builds, publishes, clears, verifies, and tells what has changed since.
//!
//! What can fail returns its value with everything it found, as [`Checked`]. A message is one clause and never quotes a figure, which may be a small number.
//!
//! # Examples
//!
//! Files in memory become the bytes of a PDF:
//!
//! ```
//! use panelpack::{MemoryFiles, Selection, check};
//!
//! let files = MemoryFiles::default()
//!     .with("panelpack.yaml", "organisation: Northbridge Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Corporate Parenting Panel}\n")
//!     .with("indicators.yaml", "Planning:\n  CLA11: {name: Pathway plans up to date, count: With a plan, out_of: Entitled to one, better: higher, target: 90}\n")
//!     .with("figures/2020-11.yaml", "CLA11: 163/194\n");
//!
//! let mut project = check(&files);
//! assert!(project.diagnostics().is_empty());
//! let selection = Selection::default();
//! let (chosen, _) = project.select(&selection).into_parts();
//! let (paper, found) = project.compile(&chosen[0], &selection).into_parts();
//! let mut paper = paper.ok_or_else(|| found[0].message().to_owned())?;
//! assert_eq!(paper.title.to_string(), "Scorecard November 2020");
//! let pdf = paper.pdf().into_parts().0.expect("the layout meets PDF/UA-1");
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), String>(())
//! ```
//!
//! # Features
//!
//! `cli`, on by default: the program's words, questions, progress and printing. Whoever calls the library leaves it out.

#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports, reason = "some of it only commands call"))]

mod assess;
mod assets;
mod carry;
mod chart;
mod claims;
#[cfg(feature = "cli")]
pub mod cli;
mod compare;
pub mod desk;
mod diag;
mod digest;
mod edition;
mod export;
mod face;
mod figures;
mod import;
#[doc(hidden)]
pub mod internals;
mod ledger;
mod load;
#[allow(rustdoc::private_intra_doc_links, reason = "its documentation is for readers of the sources")]
mod model;
mod month;
mod page;
mod pipeline;
mod prose;
mod rating;
mod render;
mod store;
mod suppress;
mod typeset;
mod validate;
mod view;
mod workbook;

pub use diag::{Checked, Code, Diagnostic, FileIndex, Label, Position, Severity, SourceMap, Span};
pub use edition::{Change, Difference};
pub use load::files::{Refusal, Refused, Survey};
pub use load::{DirFiles, MemoryFiles, NoProject, ProjectFiles};
pub use model::{Calendar, Date, FigureKind, Frequency, Month, Period, PeriodError};
pub use pipeline::{
    Chosen, Compiled, Entry, HiddenFigure, Issue, Project, Selection, Sentence, Standing, TOOL, Timings, Title,
    at_once, check,
};
