//! Compiles performance scorecards: YAML definitions and period data into accessible, paginated PDF papers.
//!
//! ```text
//! files ─load→ RawProject ─validate→ Scorecard ─assess→ Assessment ─view→ PaperView ─┬ render → sources + chart requests ┐
//!               places        no places,          disclosed figures   plain text     └ draw  → SVG charts ───────────────┴ set → Document ─export→ PDF
//! ```
//!
//! [`pipeline`] names every stage. A stage that can fail returns its value with everything it found, as
//! [`diag::Checked`]; whatever a paper must explain is a variant, not an error.
//!
//! # Examples
//!
//! A project in memory becomes a PDF:
//!
//! ```
//! use panelpack::load::MemoryFiles;
//! use panelpack::pipeline::{self, Selection};
//!
//! let files = MemoryFiles::default()
//!     .with("panelpack.yaml", "organisation: Northbridge Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Corporate Parenting Panel}\n")
//!     .with("indicators.yaml", "Planning:\n  CLA11: {name: Pathway plans up to date, count: With a plan, out_of: Entitled to one, better: higher, target: 90}\n")
//!     .with("figures/2020-11.yaml", "CLA11: 163/194\n");
//!
//! let mut project = pipeline::check(&files);
//! assert!(project.diagnostics().is_empty());
//! let chosen = project.select(&Selection::default()).into_parts().0;
//! let mut paper = project.compile(&chosen[0], &Selection::default()).into_parts().0.expect("the project is in order");
//! let pdf = paper.pdf().into_parts().0.expect("the layout meets PDF/UA-1");
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! ```

#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports, reason = "some of it only commands call"))]

pub mod assess;
pub mod assets;
pub mod carry;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod desk;
pub mod diag;
pub mod digest;
pub mod edition;
pub mod figures;
#[doc(hidden)]
pub mod internals;
pub mod ledger;
pub mod load;
pub mod model;
pub mod page;
pub mod pipeline;
pub mod rating;
pub mod render;
pub mod store;
pub mod typeset;
pub mod validate;
pub mod view;

pub use diag::{Checked, Code, Diagnostic, FileIndex, Label, Position, Severity, SourceMap, Span};
pub use edition::{Change, Difference};
pub use load::files::{NoProject, Refusal, Refused, Survey};
pub use load::{DirFiles, MemoryFiles, ProjectFiles};
pub use model::{Calendar, Date, FigureKind, Frequency, Month, Period, PeriodError};
pub use pipeline::{
    Chosen, Compiled, Entry, Issue, Project, Selection, Sentence, Standing, TOOL, Timings, Title, at_once, check,
};
