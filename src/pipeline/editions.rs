//! Which edition a paper is made as, and what is kept of it.
//!
//! Which version a paper is follows from what it prints; no state is kept between runs. It is composed as the version that was published
//! last, with the same editions to compare with. If the fingerprint of all that is set is the recorded one, it is that version, otherwise
//! the next. Made with another panelpack it is the same version where figures and people's texts are the same; in another layout or print,
//! where a layout may read the same.
//!
//! An edition's folder is a project: its copies hold the whole layout and the records of the editions that it was compared with, so a
//! rebuild is a build and asks nothing of the project as it is now.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::clearance::Names;
use super::{Chosen, Compiled, Expanded, Issue, Project, Selection};
use crate::diag::{Checked, has_errors};
use crate::digest::sha256;
use crate::edition::{self, TOOL};
use crate::figures::Published;
use crate::load::record::{COPIES, EDITIONS, FORM, Hashed, LayoutRecord, RECORD, Record};
use crate::model::{Date, Value};
use crate::page::DateView;
use crate::view::figure;

/// An edition that can be put beside the project.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What it printed.
    pub record: Record,
    /// The files that it was made of, by path in the edition's folder.
    pub copies: BTreeMap<String, Vec<u8>>,
}

impl Edition {
    /// Every file of the edition's folder.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let record = (RECORD.to_owned(), self.record.to_text().into_bytes());
        // Git would change the ends of lines on some machines, and the copies would not be what they were.
        let as_they_are = (".gitattributes".to_owned(), b"* -text\n".to_vec());
        self.copies.clone().into_iter().chain([record, as_they_are]).collect()
    }
}

impl Expanded {
    /// Whether it is what a record says was published; where another version of the program recorded it, whether it says the same.
    fn is(&self, record: &Record, selection: &Selection) -> bool {
        let is_own = selection.layout.is_none() && selection.options.is_empty();
        let date = self.paper.as_ref().map(|paper| paper.date);
        let same_day = record.date.parse::<Date>().ok().map(DateView::from) == date;
        match () {
            () if record.tool != TOOL => edition::since(record, &self.printed).all.is_empty(),
            () if is_own && same_day => self.document() == record.document,
            () => self.contents() == record.contents,
        }
    }
}

impl Project {
    /// What readers have of the project's figures.
    pub(super) fn told(&self) -> Published {
        let published = self.records().filter(|record| record.is_published());
        let editions = published.map(|record| edition::figures_of(record, self.scorecard.calendar)).collect();
        Published { editions, again: self.again.clone() }
    }

    /// Has the project hide what an edition of it hid, which is to be made again.
    pub(crate) fn make_again(&mut self, record: &Record) {
        self.again = Some(edition::figures_of(record, self.scorecard.calendar));
        // What was decided without the record is decided anew.
        self.ledger = OnceLock::new();
    }

    /// What was cleared and published before.
    pub(crate) fn records(&self) -> impl Iterator<Item = &Record> {
        self.raw.records.iter().map(|(record, _)| record)
    }

    /// The edition of a name.
    pub(crate) fn record(&self, name: &str) -> Option<&Record> {
        self.records().find(|record| record.edition == name)
    }

    /// The version that was published last, as which the paper is made if nothing has changed; and as what it is made otherwise.
    fn issues(&self, chosen: &Chosen) -> (Option<&Record>, Issue) {
        let calendar = self.scorecard.calendar;
        let key = &self.scorecard.papers[chosen.paper].key;
        let latest = edition::latest(&self.raw.records, key, chosen.period, calendar);
        let version = latest.map_or(1, |record| record.version.saturating_add(1));
        let earlier = edition::earlier(&self.raw.records, key, chosen.period, version, calendar);
        let compared_with = earlier.into_iter().map(|record| record.edition.clone()).collect();
        (latest, Issue { version, compared_with })
    }

    /// One paper as the version that it is: what was published last, or the next.
    pub(super) fn issue(
        &mut self,
        chosen: &Chosen,
        selection: &Selection,
        mut compose: impl FnMut(&mut Self, &Issue) -> Checked<Expanded>,
    ) -> Checked<Expanded> {
        if let Some(issue) = &selection.issue {
            return compose(self, issue);
        }
        let (latest, next) = self.issues(chosen);
        if let Some(record) = latest.cloned() {
            let same = Issue { version: record.version, compared_with: record.compared_with.clone() };
            let expanded = compose(self, &same);
            let (made, diagnostics) = expanded.into_parts();
            if has_errors(&diagnostics) || made.is(&record, selection) {
                return Checked::new(made, diagnostics);
            }
        }
        compose(self, &next)
    }

    /// A version of a paper for a period that was published.
    pub(crate) fn published(&self, chosen: &Chosen, version: u32) -> Option<&Record> {
        self.of(chosen).find(|record| record.is_published() && record.version == version)
    }

    /// Drafts of a paper for a period that were cleared.
    pub(crate) fn drafts(&self, chosen: &Chosen) -> impl Iterator<Item = &Record> {
        self.of(chosen).filter(|record| !record.is_published())
    }

    fn of(&self, chosen: &Chosen) -> impl Iterator<Item = &Record> {
        let key = &self.scorecard.papers[chosen.paper].key;
        let (period, calendar) = (chosen.period, self.scorecard.calendar);
        let of = move |record: &&Record| record.paper == *key && edition::period_of(record, calendar) == Some(period);
        self.records().filter(of)
    }

    /// Whether the faces are those that an edition was set in.
    pub(crate) fn has_faces_of(&self, record: &Record) -> bool {
        *self.faces.fingerprints() == record.faces
    }

    /// A figure of an indicator as pages show it: `84` as `84%`.
    pub(crate) fn as_shown(&self, code: &str, text: &str) -> String {
        match (self.scorecard.indicator(code), Value::parse(text)) {
            (Some(indicator), Some(value)) => figure(value, indicator.unit, value.decimal().scale()),
            _ => text.to_owned(),
        }
    }

    /// A compiled paper as an edition, signed.
    pub(crate) fn edition(
        &self,
        chosen: &Chosen,
        compiled: &Compiled,
        pdf: Hashed,
        draft: Option<u32>,
        Names { signed, cleared, awaited }: Names,
    ) -> Edition {
        let paper = &self.scorecard.papers[chosen.paper];
        let made = &compiled.made;
        let pages = compiled.document.indicator_pages();
        let mut indicators = made.printed.indicators.clone();
        indicators.iter_mut().for_each(|indicator| indicator.page = pages.get(&indicator.code).copied());
        let meeting = chosen.meeting.map(|meeting| self.scorecard.meetings[meeting].date.to_string());
        let copies = self.copies(made);
        let layout = self.layout_record(made);
        let inside = |path: &String| path.strip_prefix(&format!("{COPIES}/")).unwrap_or(path).to_owned();
        let date = compiled.info.date;
        let record = Record {
            record: FORM,
            edition: edition::edition_name(&paper.key, chosen.period, made.issue.version, draft),
            paper: paper.key.clone(),
            title: compiled.title.to_string(),
            name: Some(paper.title.clone()),
            item: self.item(chosen),
            period: chosen.period.to_string(),
            version: made.issue.version,
            draft,
            meeting,
            date: jiff::civil::date(date.0, date.1, date.2).to_string(),
            extracted: self.scorecard.extracted.get(&chosen.period).map(Date::to_string),
            signed,
            cleared,
            awaited,
            compared_with: made.issue.compared_with.clone(),
            tool: TOOL.to_owned(),
            pages: compiled.document.page_count(),
            pdf,
            contents: made.contents(),
            document: made.document().to_owned(),
            layout,
            faces: self.faces.fingerprints().clone(),
            inputs: copies.iter().map(|(path, bytes)| (inside(path), sha256(bytes))).collect(),
            texts: made.printed.texts.clone(),
            indicators,
        };
        Edition { record, copies }
    }

    /// The item of the meeting's agenda.
    pub(super) fn item(&self, chosen: &Chosen) -> Option<String> {
        self.scorecard.meetings[chosen.meeting?].item.clone()
    }

    pub(super) fn layout_record(&self, made: &Expanded) -> LayoutRecord {
        let (name, options) = made.layout();
        let files = made.laid_out.iter().flat_map(|(layout, _)| &layout.files);
        let hash = |file| sha256(self.raw.sources.text(file).as_bytes());
        LayoutRecord { name, options, files: files.map(|(path, file)| (path.clone(), hash(*file))).collect() }
    }

    /// The project's files, the layout whole, and the records of the editions that it was compared with: a project of its own.
    fn copies(&self, made: &Expanded) -> BTreeMap<String, Vec<u8>> {
        let mut copies: BTreeMap<String, Vec<u8>> = self.raw.inputs.clone();
        if let Some((layout, _)) = &made.laid_out {
            let name = &layout.manifest.name;
            let files = layout.files.iter();
            copies.extend(files.map(|(path, file)| {
                (format!("templates/{name}/{path}"), self.raw.sources.text(*file).as_bytes().to_vec())
            }));
        }
        let compared = self.raw.records.iter().filter(|(record, _)| made.issue.compared_with.contains(&record.edition));
        copies
            .extend(compared.map(|(record, bytes)| (format!("{EDITIONS}/{}/{RECORD}", record.edition), bytes.clone())));
        copies.into_iter().map(|(path, bytes)| (format!("{COPIES}/{path}"), bytes)).collect()
    }
}
