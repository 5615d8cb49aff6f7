//! A paper's disclosed figures as a spreadsheet that others can use, after the guidance of the Government Analysis Function on releasing statistics in spreadsheets: a cover, the shorthand, and one
//! table without blank or merged cells, under a title, with headings in its first row.

mod ods;
mod release;
mod xlsx;

pub use ods::ods;
pub use release::{Columns, Release, Table};
pub use xlsx::xlsx;
