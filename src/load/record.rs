//! The record of an edition: what was printed, as text that people read and version control merges.
//!
//! A record is written once and read by this version of the program or a later one. Its last line is the fingerprint of what stands
//! above it, so a slip of the pen or a merge gone wrong is refused and never guessed at.
//!
//! What is refused by name: a slip, a cut file, a merge conflict, a later form. Ends of lines do not count, since version control changes
//! them.

mod fault;
mod form;
mod sound;

use crate::diag::{Code, Diagnostic, FileIndex, SourceMap, Span};
use crate::digest::sha256;

use self::fault::{At, Fault};
use super::yaml;

pub use self::form::{Awaited, Cleared, FigureText, Hashed, IndicatorRecord, LayoutRecord, Record, Signed};
pub use super::files::EDITIONS;

/// The record's name in an edition's folder.
pub const RECORD: &str = "edition.yaml";

/// The project's files as they were, in an edition's folder.
pub const COPIES: &str = "project";

/// The form of records that this program writes, and the latest that it reads.
pub const FORM: u32 = 3;

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

    /// The same with its periods as they are spelled now.
    fn respelt(mut self) -> Self {
        self.period = respelt(&self.period);
        for periods in self.indicators.iter_mut().flat_map(|indicator| indicator.figures.values_mut()) {
            *periods = std::mem::take(periods).into_iter().map(|(period, text)| (respelt(&period), text)).collect();
        }
        self
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Option<&IndicatorRecord> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }
}

/// Reads a record; `edition` is its folder's name. What is wrong with it has the line where it stands.
pub fn read(edition: &str, text: &str, file: FileIndex, sources: &SourceMap) -> Result<Record, Diagnostic> {
    let lines = Lines { file, text: sources.text(file) };
    // A shared drive or version control may have changed the ends of lines.
    let text = text.replace("\r\n", "\n");
    if let Some(line) = lines.find(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
        return Err(Diagnostic::new(
            Code::EditionConflict,
            format!("the record of `{edition}` holds a merge conflict"),
        )
        .at(lines.span(line))
        .hint("keep one side of it whole, as version control has it; a record cannot be mended by hand"));
    }
    let form = |line: &str| line.strip_prefix("record: ")?.trim().parse::<u32>().ok();
    let newer = text.lines().enumerate().find_map(|(at, line)| Some((at, form(line)?)));
    if let Some((line, newer)) = newer.filter(|(_, form)| *form > FORM) {
        return Err(Diagnostic::new(
            Code::EditionNewer,
            format!("the record of `{edition}` has the form {newer}, this panelpack knows up to {FORM}"),
        )
        .at(lines.span(line))
        .hint("use the panelpack that wrote it, or a later one"));
    }
    whole(edition, &text).map_err(|Fault { at, why }| {
        let line = match at {
            At::Line(line) => line,
            At::Last => lines.text.lines().count().saturating_sub(1),
            At::Text(text) => lines.find(|line| line.contains(&text)).unwrap_or(0),
        };
        Diagnostic::new(Code::EditionDamaged, format!("the record of `{edition}` is damaged: {why}"))
            .at(lines.span(line))
            .hint(
                "take the file back from a backup or from version control; an edition cannot be changed, only reissued",
            )
    })
}

/// A year within one calendar year was spelled by both of its ends before 0.5.0: `2019/19` is `2019`, `2019/19 Q3` is `2019 Q3`.
fn respelt(period: &str) -> String {
    match period.split_once('/') {
        Some((start, rest)) if start.len() == 4 && rest.get(..2) == start.get(2..) => start.to_owned() + &rest[2..],
        _ => period.to_owned(),
    }
}

/// A record that is all that was written.
fn whole(edition: &str, text: &str) -> Result<Record, Fault> {
    let last = |why: &str| Fault { at: At::Last, why: why.to_owned() };
    let (body, check) = text.rsplit_once(CHECK).ok_or_else(|| last("its last line is missing"))?;
    if sha256(body.as_bytes()) != check.trim() {
        return Err(last("it is not what was written"));
    }
    if let Some((at, why)) = yaml::fault(body) {
        return Err(Fault { at: At::Line(body[..at].matches('\n').count()), why });
    }
    let not_read = |error: serde_yaml::Error| {
        let line = error.location().map_or(0, |at| at.line().saturating_sub(1));
        Fault { at: At::Line(line), why: error.to_string() }
    };
    let value: serde_yaml::Value = serde_yaml::from_str(body).map_err(not_read)?;
    if let Some(fault) = sound::unprintable(&value) {
        return Err(fault);
    }
    // Read anew: in a tree of values a text that looks like a number has lost its spelling.
    let record: Record = serde_yaml::from_str(body).map_err(not_read)?;
    if record.edition != edition {
        let why = format!("it is the record of `{}`", record.edition);
        return Err(Fault { at: At::Text(format!("edition: {}", record.edition)), why });
    }
    sound::fault(&record).map_or_else(|| Ok(record.respelt()), Err)
}

/// The lines of a record's file, as it has them.
struct Lines<'t> {
    file: FileIndex,
    text: &'t str,
}

impl Lines<'_> {
    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        self.text.lines().position(is_it)
    }

    /// A line without its end, counted from nought; that of the end where there is no such line.
    fn span(&self, line: usize) -> Span {
        let start: usize = self.text.split_inclusive('\n').take(line).map(str::len).sum();
        Span::new(self.file, start, start + self.text.lines().nth(line).map_or(0, str::len))
    }
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
    #[test]
    fn calendar_years_of_older_records_are_those_of_today() {
        for (old, now) in [("2019/19", "2019"), ("2019/19 Q3", "2019 Q3"), ("2000/00", "2000"), ("2019", "2019")] {
            assert_eq!(respelt(old), now);
        }
        for same in ["2019/20", "2019/20 Q3", "2019/20 academic", "2019-11", "1999/00", "2019 calendar"] {
            assert_eq!(respelt(same), same);
        }
    }
}
