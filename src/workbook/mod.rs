//! Files of other people as sheets of cells: what each cell shows, where it stands, and whether whoever opens the file sees it.
//!
//! A file is a stranger's. How large it may be unpacked is bounded before anything reads it, and XML that declares entities is refused; nothing in it runs, no link is followed.

mod delimited;
mod error;
mod grid;
mod ods;
mod packed;
mod xlsx;
mod xml;

pub use error::WorkbookError;
pub use grid::{Area, Cell, Kind, Place, Sheet, Workbook, column_name, column_number};

use packed::Package;

/// How many bytes a file has at most.
pub const LARGEST: usize = 64 << 20;

/// Reads a file by what it is, whatever its name says: `.xlsx`, `.xlsm`, `.ods`, or text in columns. A text has one sheet, without a name.
///
/// # Errors
///
/// Each [`WorkbookError`] has a way out in its hint.
pub fn read(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    if bytes.len() > LARGEST {
        return Err(WorkbookError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let package = Package::open(bytes)?;
        return if package.is_open_document()? { ods::read(&package) } else { xlsx::read(&package, bytes) };
    }
    if let Some(error) = WorkbookError::by_first_bytes(bytes) {
        return Err(error);
    }
    delimited::read(bytes)
}
