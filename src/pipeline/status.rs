//! What has changed since papers were cleared and published.
//!
//! An edition is out of date where a reader was told something else and no later edition of the paper says so. Changes of the layout alone
//! are mentioned and do not count.

use std::collections::BTreeSet;

use serde::Serialize;

use super::compose::Compared;
use super::{Chosen, Project, Selection};
use crate::edition::{self, Change, Difference, Printed, Revised, Revision, Revisions, Superseded};
use crate::load::Record;
use crate::load::record::Cleared;
use crate::model::{FigureKind, Period};

/// How an edition stands to the project as it is now.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    /// The edition's name.
    pub edition: String,
    /// Its paper.
    pub paper: String,
    /// `November 2020`.
    pub period: String,
    /// `version 1`, `draft 2`.
    pub issue: String,
    /// Published, and not only cleared.
    pub published: bool,
    /// When.
    pub on: String,
    /// By whom.
    pub by: Option<String>,
    /// Who had cleared what was published.
    pub cleared: Option<Cleared>,
    /// Something that a reader was told is another one now, and no later edition says so.
    pub out_of_date: bool,
    /// What differs: figures and ratings that a paper would list, indicators, definitions, targets, commentary.
    pub changes: Vec<Difference>,
    /// Pages on which something differs.
    pub pages: BTreeSet<usize>,
    /// Codes whose clearance no longer stands.
    pub touched: BTreeSet<String>,
    /// Figures that changed, but as the project says that they do.
    pub routine: usize,
    /// Figures that changed and that a later edition has told.
    pub told: usize,
    /// Sentences that say a superseded figure.
    pub sentences: Vec<Sentence>,
    /// The layout, the faces or the program are not those that it was made with.
    pub looks_different: bool,
    /// Entries that `corrections.yaml` lacks; of a draft none, since nobody was told.
    pub unexplained: Vec<Entry>,
}

/// A sentence that says a superseded figure.
#[derive(Debug, Clone, Serialize)]
pub struct Sentence {
    /// The heading that it stands under.
    pub under: String,
    /// What it says.
    pub says: String,
    /// What it is now.
    pub now: String,
    /// The sentence.
    pub sentence: String,
}

/// A change that somebody must explain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// Whose figure.
    pub indicator: String,
    /// Which of its figures.
    #[serde(serialize_with = "spelling")]
    pub figure: FigureKind,
    /// Of which period.
    pub period: String,
    /// As it was published.
    pub was: String,
    /// As it is now.
    pub now: String,
    /// `corrections.yaml` has an entry for it, whose blanks are to be filled.
    pub begun: bool,
}

fn spelling<S: serde::Serializer>(kind: &FigureKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(kind)
}

impl Project {
    /// The latest edition of each paper and period, and drafts that came after it, as they stand to the project now; in the order of the papers and periods.
    pub(crate) fn standings(&self) -> Vec<Standing> {
        let calendar = self.scorecard.calendar;
        let key = |record: &&Record| {
            let paper = self.scorecard.papers.iter().position(|paper| paper.key == record.paper);
            let period = edition::period_of(record, calendar).map(Period::end);
            (paper, period, record.version, record.is_published(), record.draft)
        };
        let mut records: Vec<&Record> = self.records().collect();
        records.sort_by_key(key);
        let is_latest = |record: &Record| {
            let same = |other: &&&Record| (&other.paper, &other.period) == (&record.paper, &record.period);
            records.iter().rfind(same).is_some_and(|last| last.edition == record.edition)
                || (record.is_published()
                    && !records.iter().filter(same).any(|it| it.is_published() && it.version > record.version))
        };
        records.iter().filter(|record| is_latest(record)).filter_map(|record| self.standing(record)).collect()
    }

    pub(super) fn standing(&self, record: &Record) -> Option<Standing> {
        let chosen = self.chosen_as(record)?;
        let Compared { assessment, rows, .. } = self.assess_against(&chosen, &record.compared_with);
        let now = Printed::of(&self.view_of(&assessment, &Selection::default()), &rows);
        let revisions = Revisions::of(&rows, vec![record], chosen.period, &self.scorecard);
        let later: Vec<&Record> = self.records().filter(|other| self.tells_later(other, record)).collect();
        let told = |it: &&Revision<'_>| record.is_published() && later.iter().any(|later| it.is_told_by(later));
        let is_open = |it: &&Revision<'_>| (it.listed || !record.is_published()) && it.what != Revised::BelowRounding;
        let open: Vec<&Revision<'_>> = revisions.all.iter().filter(is_open).filter(|it| !told(it)).collect();
        let mut changes: Vec<Difference> = open.iter().flat_map(|revision| differences(revision)).collect();
        let others = [Change::Indicator, Change::Definition, Change::Target, Change::Commentary];
        let since = edition::since(record, &now);
        changes.extend(since.all.into_iter().filter(|difference| others.contains(&difference.what)));
        let touched: BTreeSet<String> = changes.iter().map(|difference| difference.of.clone()).collect();
        let pages = touched.iter().filter_map(|code| record.indicator(code)?.page).collect();
        // What was only cleared no reader has seen, so that nobody asks why it is another thing now.
        let asked = open.iter().filter(|it| record.is_published() && it.listed);
        let unexplained = asked.filter(|it| it.reason.is_none() || it.kind.is_none());
        let sentences = edition::superseded(&revisions, &now, &self.scorecard);
        Some(Standing {
            edition: record.edition.clone(),
            paper: record.paper.clone(),
            period: chosen.period.label(),
            issue: record.draft.map_or_else(|| format!("version {}", record.version), |draft| format!("draft {draft}")),
            published: record.is_published(),
            on: record.signed.on.clone(),
            by: record.signed.by.clone(),
            cleared: record.cleared.clone(),
            out_of_date: record.is_published() && !changes.is_empty(),
            routine: revisions.all.iter().filter(|it| !it.listed && it.what != Revised::BelowRounding).count(),
            told: revisions.listed().filter(told).count(),
            unexplained: unexplained.map(|revision| self.entry(revision)).collect(),
            sentences: sentences.into_iter().map(sentence).collect(),
            looks_different: self.looks_different(record, &chosen),
            changes,
            pages,
            touched,
        })
    }

    /// Whether another edition of the same paper tells what became of a figure after this one.
    fn tells_later(&self, other: &Record, record: &Record) -> bool {
        let end = |record| edition::period_of(record, self.scorecard.calendar).map(Period::end);
        other.paper == record.paper && other.is_published() && end(other) > end(record)
    }

    /// The paper and the period of an edition, where the project still has the paper.
    pub(crate) fn chosen_as(&self, record: &Record) -> Option<Chosen> {
        let paper = self.scorecard.papers.iter().position(|paper| paper.key == record.paper)?;
        let period = edition::period_of(record, self.scorecard.calendar)?;
        let meetings = &self.scorecard.meetings;
        let of = |meeting: &&crate::model::Meeting| meeting.paper == record.paper && meeting.period == period;
        let same_day = meetings.iter().position(|it| of(&it) && Some(it.date.to_string()) == record.meeting);
        let meeting = same_day.or_else(|| meetings.iter().position(|meeting| of(&meeting)));
        Some(Chosen { paper, period, meeting })
    }

    fn entry(&self, revision: &Revision<'_>) -> Entry {
        let (was, now) = revision.account();
        Entry {
            indicator: revision.code.to_string(),
            figure: revision.figure.clone(),
            period: revision.period.to_string(),
            was,
            now,
            begun: revision.account_in(&self.scorecard.corrections).is_some(),
        }
    }

    fn looks_different(&self, record: &Record, chosen: &Chosen) -> bool {
        let paper = &self.scorecard.papers[chosen.paper];
        record.tool != edition::TOOL
            || record.faces != *self.faces.fingerprints()
            || record.layout.name != paper.layout
            || self.layout_fingerprints(&paper.layout) != record.layout.files
    }
}

fn differences(revision: &Revision<'_>) -> Vec<Difference> {
    let (was, now) = revision.account();
    let difference = |what, was: &str, now: &str| Difference {
        what,
        of: revision.code.to_string(),
        part: match &revision.figure {
            FigureKind::Value => revision.period.to_string(),
            beside => format!("{beside} {}", revision.period),
        },
        was: was.to_owned(),
        now: now.to_owned(),
    };
    let figure = (revision.what == Revised::Figure).then(|| difference(Change::Figure, &was, &now));
    let (was, now) = (&revision.was.rating, &revision.now.rating);
    let rating = (was != now && !was.is_empty()).then(|| difference(Change::Rating, was, now));
    figure.into_iter().chain(rating).collect()
}

fn sentence(superseded: Superseded) -> Sentence {
    let Superseded { heading, was, now, sentence, .. } = superseded;
    Sentence { under: heading, says: was, now, sentence }
}
