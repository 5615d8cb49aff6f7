//! What a paper is called: its public title, which is the name of its files.

use std::fmt;

use super::{Chosen, Project, Selection};
use crate::diag::{Code, Diagnostic};
use crate::load::{LARGE_PRINT, Record};
use crate::model::Paper;
use crate::store::{REFUSED, is_reserved};

/// A paper's public title, and the name that its files have without their endings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    text: String,
    stem: String,
}

/// File systems take 255 bytes, of which endings and page numbers need some.
const LONGEST: usize = 180;

/// As long as the label of a period becomes.
const LONG_PERIOD: &str = "September to November 2020";

impl Title {
    /// A title of a name, `Item 6 Children in Care Performance Scorecard`, and of what tells this issue of it from others, `(large print) November 2020`.
    /// Where the file's name would be too long the name is cut and never the issue: a month is what people look for.
    fn new(name: &str, issue: &str) -> Self {
        let kept = for_files(issue);
        let name_of_file = for_files(name);
        let room = LONGEST.saturating_sub(kept.len() + 1);
        let cut = name_of_file[..name_of_file.floor_char_boundary(room)].trim_end();
        Self { text: format!("{name} {issue}"), stem: usable(&format!("{cut} {kept}")) }
    }

    /// The title of an edition, as it was recorded.
    pub(crate) fn recorded(record: &Record) -> Self {
        let stem = record.pdf.name.strip_suffix(".pdf").unwrap_or(&record.title);
        Self { text: record.title.clone(), stem: file_stem(stem) }
    }

    /// The name of the paper's files without an ending.
    pub fn file_stem(&self) -> &str {
        &self.stem
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A text as the name of a file: without what some file system refuses, and not too long.
pub fn file_stem(text: &str) -> String {
    let plain = for_files(text);
    let plain = plain.trim_start_matches([' ', '.']);
    usable(&plain[..plain.floor_char_boundary(LONGEST)])
}

/// A sign that no file's name can hold is a `-`, and nothing at the end of a word: `How are we doing? November 2020` is no `doing-`.
fn for_files(text: &str) -> String {
    let replace = |c: char| match c {
        c if REFUSED.contains(&c) => '-',
        c if c.is_control() => ' ',
        c => c,
    };
    let words = text.split(' ').map(|word| match word.trim_end_matches(REFUSED) {
        "" => word,
        kept => kept,
    });
    words.collect::<Vec<_>>().join(" ").chars().map(replace).collect()
}

/// What is left of a name may be nothing, or one that Windows keeps for a device.
fn usable(name: &str) -> String {
    let name = name.trim_matches([' ', '.']);
    match name.split_once('.') {
        _ if name.is_empty() => "-".to_owned(),
        Some((stem, rest)) if is_reserved(name) => format!("{stem}-.{rest}"),
        None if is_reserved(name) => format!("{name}-"),
        Some(_) | None => name.to_owned(),
    }
}

impl Project {
    /// The paper's public title, which is its file's name: `Item 6 Children in Care Performance Scorecard November 2020`.
    /// Papers of one title bear their keys as well, so that none takes another's place; so does one in another layout than its own, and one in large print.
    pub fn title(&self, chosen: &Chosen, selection: &Selection) -> Title {
        self.titled(chosen, selection, 1)
    }

    /// The title of a version; the first bears no number.
    pub(crate) fn titled(&self, chosen: &Chosen, selection: &Selection, version: u32) -> Title {
        let item = chosen.meeting.and_then(|meeting| self.scorecard.meetings[meeting].item.as_deref());
        self.title_of(&self.scorecard.papers[chosen.paper], item, &chosen.period.label(), selection, version)
    }

    fn title_of(&self, paper: &Paper, item: Option<&str>, period: &str, selection: &Selection, version: u32) -> Title {
        let item = item.map_or_else(String::new, |item| format!("Item {item} "));
        let twins = self.scorecard.papers.iter().filter(|other| other.title == paper.title).count() > 1;
        let key = if twins { format!(" ({})", paper.key) } else { String::new() };
        let other_layout = selection.layout.as_deref().filter(|layout| *layout != paper.layout);
        let large = paper.options.iter().chain(&selection.options).any(|(name, _)| name == LARGE_PRINT);
        let version = (version > 1).then(|| format!("version {version}"));
        let notes = [other_layout, large.then_some("large print"), version.as_deref()];
        let notes: String = notes.into_iter().flatten().map(|note| format!("({note}) ")).collect();
        Title::new(&format!("{item}{}{key}", paper.title), &format!("{notes}{period}"))
    }

    /// Papers whose files would take one another's place: their titles differ only in what a file's name cannot hold, in capitals, or behind the place
    /// where a name is cut.
    pub(super) fn same_files(&self) -> Vec<Diagnostic> {
        let papers = &self.scorecard.papers;
        let selection = Selection::default();
        let name = |paper: &Paper| {
            let title = self.title_of(paper, None, LONG_PERIOD, &selection, 1);
            title.file_stem().to_lowercase()
        };
        let names: Vec<String> = papers.iter().map(name).collect();
        let place = |paper: &Paper| {
            let raw = self.raw.manifest.papers.iter().find(|raw| raw.key.value == paper.key)?;
            Some(raw.title.as_ref()?.span)
        };
        let mut found = Vec::new();
        for (i, paper) in papers.iter().enumerate() {
            let Some(other) = names[..i].iter().position(|name| *name == names[i]) else { continue };
            let message = format!("the papers `{}` and `{}` would have one file name", papers[other].key, paper.key);
            let diagnostic = Diagnostic::new(Code::SameFile, message).hint(
                "give one of them another title: capitals and `/ \\ : * ? \" < > |` do not tell files apart, nor does what stands behind some 150 letters",
            );
            let diagnostic = place(paper).into_iter().fold(diagnostic, |diagnostic, span| diagnostic.at(span));
            let first = place(&papers[other]);
            found.push(first.into_iter().fold(diagnostic, |diagnostic, span| diagnostic.also(span, "the other title")));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_file_system_takes() {
        assert_eq!(Title::new("Item 6 Scorecard", "2020/21 Q3").file_stem(), "Item 6 Scorecard 2020-21 Q3");
        assert_eq!(file_stem(" ../etc "), "-etc");
        assert_eq!([file_stem("..."), file_stem("con"), file_stem("Aux. Care")], ["-", "con-", "Aux-. Care"]);
        assert!(file_stem(&"é".repeat(300)).len() <= LONGEST);
    }

    #[test]
    fn of_a_long_title_the_month_is_never_cut() {
        let stem = Title::new(&"é".repeat(300), "(version 2) November 2020").file_stem().to_owned();
        assert!(stem.len() <= LONGEST && stem.ends_with("é (version 2) November 2020"), "{stem}");
    }
}
