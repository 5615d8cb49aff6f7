//! The record of an edition: what was printed, as text that people read and version control merges.
//!
//! A record is written once and read by this version of the program or a later one. Its last line is the fingerprint of what stands
//! above it, so a slip of the pen or a merge gone wrong is refused and never guessed at.
//!
//! What is refused by name: a slip, a cut file, a merge conflict, a later form. Ends of lines do not count, since version control changes
//! them.

mod form;
mod sound;

use crate::diag::{Code, Diagnostic, FileIndex, SourceMap, Span};
use crate::digest::sha256;

use super::yaml;

pub use self::form::{Awaited, FigureText, Hashed, IndicatorRecord, LayoutRecord, Record, Signed};
pub use super::files::EDITIONS;

/// The record's name in an edition's folder.
pub const RECORD: &str = "edition.yaml";

/// The project's files as they were, in an edition's folder.
pub const COPIES: &str = "project";

/// The form of records that this program writes, and the latest that it reads.
pub const FORM: u32 = 2;

const CHECK: &str = "sha256: ";

impl Record {
    /// The record as a file, with its fingerprint.
    pub fn to_text(&self) -> String {
        let yaml = serde_yaml::to_string(self).expect("a record holds texts, lists and maps alone");
        let body = format!("# Written by panelpack. It is compared with what is printed next: do not edit it.\n{yaml}");
        format!("{body}{CHECK}{}\n", sha256(body.as_bytes()))
    }

    /// Whether it was published, and not only cleared.
    pub fn is_published(&self) -> bool {
        self.draft.is_none()
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Option<&IndicatorRecord> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }
}

/// Reads a record; `edition` is its folder's name.
pub fn read(edition: &str, text: &str, file: FileIndex, sources: &SourceMap) -> Result<Record, Diagnostic> {
    // A shared drive or version control may have changed the ends of lines.
    let text = text.replace("\r\n", "\n");
    let line_at = |at: usize| Span::new(file, at, at + sources.text(file)[at..].lines().next().map_or(0, str::len));
    if let Some(at) = conflict(sources.text(file)) {
        return Err(Diagnostic::new(
            Code::EditionConflict,
            format!("the record of `{edition}` holds a merge conflict"),
        )
        .at(line_at(at))
        .hint("keep one side of it whole, as version control has it; a record cannot be mended by hand"));
    }
    let newer = text.lines().find_map(|line| line.strip_prefix("record: ")?.trim().parse::<u32>().ok());
    if let Some(newer) = newer.filter(|form| *form > FORM) {
        return Err(Diagnostic::new(
            Code::EditionNewer,
            format!("the record of `{edition}` has the form {newer}, this panelpack knows up to {FORM}"),
        )
        .at(line_at(0))
        .hint("use the panelpack that wrote it, or a later one"));
    }
    let damaged = |why: String| {
        Diagnostic::new(Code::EditionDamaged, format!("the record of `{edition}` is damaged: {why}"))
            .at(line_at(0))
            .hint(
                "take the file back from a backup or from version control; an edition cannot be changed, only reissued",
            )
    };
    let (body, check) = text.rsplit_once(CHECK).ok_or_else(|| damaged("its last line is missing".to_owned()))?;
    if sha256(body.as_bytes()) != check.trim() {
        return Err(damaged("it is not what was written".to_owned()));
    }
    if let Some((_, why)) = yaml::fault(body) {
        return Err(damaged(why));
    }
    let value: serde_yaml::Value = serde_yaml::from_str(body).map_err(|error| damaged(error.to_string()))?;
    if let Some(fault) = sound::unprintable(&value) {
        return Err(damaged(fault));
    }
    // Read anew: in a tree of values a text that looks like a number has lost its spelling.
    let record: Record = serde_yaml::from_str(body).map_err(|error| damaged(error.to_string()))?;
    if record.edition != edition {
        return Err(damaged(format!("it is the record of `{}`", record.edition)));
    }
    sound::fault(&record).map_or(Ok(record), |fault| Err(damaged(fault)))
}

/// Where a conflict that version control left begins.
fn conflict(text: &str) -> Option<usize> {
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if marks.iter().any(|mark| line.starts_with(mark)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What a figure's line says is what it was made of.
        #[test]
        fn a_figure_is_read_as_it_was_written(
            value in "|-?[0-9]{1,6}(\\.[0-9]{1,3})?",
            state in "|\\[[a-z]{1,4}\\]( \\[[a-z]\\])?",
            rating in "|Red|No target|Red \\(as published\\)",
        ) {
            let figure = FigureText { value, state, rating };
            prop_assert_eq!(FigureText::from(figure.to_string().as_str()), figure);
        }
    }
}
