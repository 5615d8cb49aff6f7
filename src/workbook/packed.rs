//! A workbook's zip, unpacked within bounds: the only module that knows the zip crate.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::WorkbookError;

/// Bytes of all parts together, unpacked.
const MOST_BYTES: u64 = 256 << 20;

/// A workbook of a thousand sheets has not so many.
const MOST_PARTS: usize = 10_000;

/// The parts of a workbook by their names.
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Unpacks what sheets are made of. Pictures and other attachments count for the bounds and are not kept.
    pub fn open(bytes: &[u8]) -> Result<Self, WorkbookError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(WorkbookError::TooLarge);
        }
        let mut parts = BTreeMap::new();
        let mut left = MOST_BYTES;
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.replace('\\', "/");
            let mut content = Vec::new();
            // What a zip says of its sizes is its own word: what comes out is counted.
            part.take(left + 1).read_to_end(&mut content).map_err(|error| WorkbookError::Damaged(error.to_string()))?;
            left = left.checked_sub(content.len() as u64).ok_or(WorkbookError::TooLarge)?;
            let is_read = [".xml", ".rels", ".bin", "mimetype"].iter().any(|ending| name.ends_with(ending));
            if is_read {
                if !name.ends_with(".bin") && declares_a_type(&content) {
                    return Err(WorkbookError::DocumentType);
                }
                parts.insert(name, content);
            }
        }
        if parts.contains_key("xl/workbook.bin") {
            return Err(WorkbookError::Binary);
        }
        Ok(Self { parts })
    }

    /// Whether this is a spreadsheet of the Open Document kind.
    pub fn is_open_document(&self) -> Result<bool, WorkbookError> {
        let kind = self.part("mimetype").unwrap_or_default();
        if kind.trim_ascii() == b"application/vnd.oasis.opendocument.spreadsheet" {
            let manifest = self.part("META-INF/manifest.xml").unwrap_or_default();
            let is_locked = contains(manifest, b"encryption-data");
            return if is_locked { Err(WorkbookError::Locked) } else { Ok(true) };
        }
        let is_spreadsheet = self.parts.keys().any(|name| name.ends_with("workbook.xml"));
        if is_spreadsheet { Ok(false) } else { Err(WorkbookError::Unknown) }
    }

    /// The bytes of a part.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name.trim_start_matches('/')).map(Vec::as_slice)
    }
}

fn declares_a_type(content: &[u8]) -> bool {
    contains(content, b"<!DOCTYPE") || contains(content, b"<!ENTITY")
}

fn contains(content: &[u8], what: &[u8]) -> bool {
    content.windows(what.len()).any(|window| window == what)
}

fn damaged(error: ZipError) -> WorkbookError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => WorkbookError::Locked,
        error => WorkbookError::Damaged(error.to_string()),
    }
}
