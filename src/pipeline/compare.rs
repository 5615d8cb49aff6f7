//! The sides of a comparison, and its account as a PDF.

use serde::Serialize;

use super::{Chosen, Issue, Project, Selection, Timings};
use crate::assets;
use crate::compare::{self, Body, Comparison, Print, Told};
use crate::diag::{Checked, has_errors};
use crate::edition::{self, Printed};
use crate::load::Record;
use crate::model::{Calendar, Coverage, Date, Period};
use crate::render;
use crate::typeset::{self, PdfInfo, VirtualFile};
use crate::view::brand;

impl Selection {
    /// The paper of an edition as it was made: for its version, compared with what it was compared with, under its date.
    pub(crate) fn of_edition(record: &Record) -> Self {
        Self {
            paper: Some(record.paper.clone()),
            source_date: record.date.parse().ok(),
            issue: Some(Issue { version: record.version, compared_with: record.compared_with.clone() }),
            ..Self::default()
        }
    }
}

/// What an edition prints, from its record alone.
pub fn print_of(record: &Record, calendar: Calendar) -> Print {
    let title = record.title.replacen(&format!(" (version {})", record.version), "", 1);
    let (item, name) = match &record.name {
        Some(name) => (record.item.clone().unwrap_or_default(), name.clone()),
        None => parts(&title, record, calendar),
    };
    Print {
        paper: record.paper.clone(),
        name,
        item,
        title,
        period: record.period.clone(),
        meeting: record.meeting.clone().unwrap_or_default(),
        extracted: record.extracted.clone().unwrap_or_default(),
        date: record.date.parse().unwrap_or(Date::ZERO),
        tool: record.tool.clone(),
        layout: record.layout.clone(),
        faces: record.faces.clone(),
        printed: Printed::recorded(record),
    }
}

/// The item of the agenda and the paper's own title, out of the public title, since records of the first form have no other.
fn parts(title: &str, record: &Record, calendar: Calendar) -> (String, String) {
    let period = edition::period_of(record, calendar).map_or_else(|| record.period.clone(), |period| period.label());
    let title = title.strip_suffix(&period).unwrap_or(title).replacen(" (large print)", "", 1);
    let item = title.strip_prefix("Item ").filter(|_| record.meeting.is_some()).and_then(|rest| rest.split_once(' '));
    let (item, name) = item.unwrap_or(("", &title));
    (item.to_owned(), name.trim_end().to_owned())
}

impl Project {
    /// What a paper prints now: one side of a comparison. Nothing is set, so that a hundred papers take no time.
    pub(crate) fn print(&mut self, chosen: &Chosen, selection: &Selection) -> Checked<Option<Print>> {
        let (made, diagnostics) = self.expand(chosen, selection, &mut Timings::default()).into_parts();
        let Some(paper) = made.paper.as_ref().filter(|_| !has_errors(&diagnostics)) else {
            return Checked::new(None, diagnostics);
        };
        let scorecard = &self.scorecard;
        let title = self.title(chosen, selection).to_string();
        let day = paper.date;
        let meeting = chosen.meeting.map(|meeting| scorecard.meetings[meeting].date.to_string());
        let print = Print {
            paper: scorecard.papers[chosen.paper].key.clone(),
            name: scorecard.papers[chosen.paper].title.clone(),
            item: self.item(chosen).unwrap_or_default(),
            title,
            period: chosen.period.to_string(),
            meeting: meeting.unwrap_or_default(),
            extracted: scorecard.extracted.get(&chosen.period).map(Date::to_string).unwrap_or_default(),
            date: Date::new(day.year, day.month, day.day).unwrap_or(Date::ZERO),
            tool: edition::TOOL.to_owned(),
            layout: self.layout_record(&made),
            faces: self.faces.fingerprints().clone(),
            printed: made.printed,
        };
        Checked::new(Some(print), diagnostics)
    }

    /// Of each paper the edition that was published last, in the order of the papers: of its latest period the last version.
    pub(crate) fn last_published(&self) -> Vec<Record> {
        let calendar = self.scorecard.calendar;
        let of_paper = |key: &str| {
            let published = self.records().filter(|record| record.paper == key && record.is_published());
            let when = |record: &&Record| (edition::period_of(record, calendar).map(Period::end), record.version);
            published.max_by_key(when).cloned()
        };
        self.scorecard.papers.iter().filter_map(|paper| of_paper(&paper.key)).collect()
    }

    /// The account of a comparison as a PDF in this project's look, to be appended to a report; it bears `date`.
    pub(crate) fn appendix(&self, comparison: &Comparison, date: Date) -> Checked<Option<Vec<u8>>> {
        let account = Account::of(comparison, &self.scorecard.organisation, date, self.faces.coverage());
        let file = |path: &str, content: &str| VirtualFile {
            path: path.to_owned(),
            content: content.as_bytes().to_vec(),
            file: None,
            parsed: None,
        };
        let sources = render::appendix("changes", &account, &brand(&self.scorecard.brand));
        let mut files: Vec<VirtualFile> = sources.iter().map(|source| file(&source.path, &source.text)).collect();
        files.extend(assets::BASE.iter().map(|(path, text)| file(path, text)));
        files.push(file("main.typ", assets::CHANGES));
        typeset::forget();
        let (document, mut diagnostics) = typeset::compile(&files, &self.faces).into_parts();
        let info = PdfInfo {
            ident: format!("{} · {}", account.organisation, account.title),
            date: (date.year(), date.month(), date.day()),
            attachments: false,
        };
        let pdf = document.and_then(|document| match typeset::pdf(&document, &info) {
            Ok(bytes) => Some(bytes),
            Err(found) => {
                diagnostics.extend(found);
                None
            }
        });
        Checked::new(pdf, diagnostics)
    }
}

/// A comparison as `templates/changes/main.typ` reads it.
#[derive(Serialize)]
struct Account {
    title: String,
    organisation: String,
    description: String,
    lead: String,
    date: Day,
    papers: Vec<PaperAccount>,
}

#[derive(Serialize)]
struct Day {
    year: i16,
    month: i8,
    day: i8,
}

#[derive(Serialize)]
struct PaperAccount {
    title: String,
    lead: String,
    rows: Vec<RowAccount>,
}

#[derive(Serialize)]
struct RowAccount {
    of: String,
    name: String,
    what: String,
    was: String,
    now: String,
    /// What cannot be set against one another stands in `now`.
    together: bool,
}

impl Account {
    fn of(comparison: &Comparison, organisation: &str, date: Date, coverage: &Coverage) -> Self {
        // A text of another side may have been set in another face.
        let shown = |text: &str| text.chars().map(|c| if coverage.has(c) { c } else { '?' }).collect::<String>();
        let [from, to] = [&comparison.from, &comparison.to].map(|side| shown(&side.name));
        let paper = |told: &Told<'_>| {
            let changes = told.paper;
            let lead = match (&changes.from_period, &changes.to_period) {
                (Some(_), None) => format!("Only in {from}."),
                (None, _) => format!("Only in {to}."),
                _ if !changes.differs() => "No difference.".to_owned(),
                _ => format!("{}.", told.counts()),
            };
            let row = |row: &compare::Row| {
                let [was, now] = row.body.sides();
                let together = matches!(row.body, Body::Words(_));
                // An arrow is not in every face.
                let [of, name, what] = [&row.of, &row.name, &row.what].map(|text| shown(&text.replace('→', "to")));
                RowAccount { of, name, what, was: shown(&was), now: shown(&now), together }
            };
            PaperAccount { title: shown(&changes.title), lead, rows: told.rows.iter().map(row).collect() }
        };
        let title = format!("Changes from {from} to {to}");
        Self {
            lead: if comparison.differs {
                format!("Before: {from}. After: {to}.")
            } else {
                "No difference.".to_owned()
            },
            description: format!("{title}: figures, ratings, definitions, targets, commentary and layout."),
            organisation: shown(organisation),
            date: Day { year: date.year(), month: date.month(), day: date.day() },
            papers: compare::rows(comparison).iter().map(paper).collect(),
            title,
        }
    }
}
