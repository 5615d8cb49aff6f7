//! Typst sources to a document, and the document to PDF, PNG or SVG: the only module that knows typst's compiler.

mod blame;
mod check;
mod compile;
mod document;
mod export;
mod face_limits;
mod file;
mod fonts;
mod object_streams;
mod pages;
mod pdf_syntax;
mod regions;
mod world;

pub use check::{can_draw, parse};
pub use compile::{compile, forget};
pub use document::Document;
pub use export::{PdfInfo, pdf, png, svg};
pub use face_limits::face_fault;
pub use file::VirtualFile;
pub use fonts::{Faces, NoTypeface};
pub use pages::{PageChange, PageDifference, compare_pages};
pub use world::prepare;
