//! The month's round: what a month begins with, what is awaited, what is due when.

use crate::diag::{Code, Label, Span};
use crate::edition::period_of as period_of_record;
use crate::model::{Date, Frequency, Meeting, Paper, Period};
use crate::month::{self, Chase, Deadline, Known, NewMonth, NotBegun, PaperOfMonth};

use super::project::Project;
use super::select::figures_at;
use super::{Chosen, Selection};

impl Project {
    /// The files that a month begins or goes on with; nothing is written.
    pub(crate) fn new_month(&mut self, written: &str) -> Result<NewMonth, NotBegun> {
        let period = month::period_of(self.known(), written)?;
        let papers = self.papers_of(period);
        Ok(month::new_month(self.known(), period, &papers))
    }

    /// What is awaited for a period, seen from a day. Where none is named it is that of the next meeting whose papers have not all been published, else the latest that was begun.
    pub(crate) fn chase(&mut self, written: Option<&str>, on: Date) -> Result<Chase, NotBegun> {
        let period = match written {
            Some(written) => month::period_of(self.known(), written)?,
            None => self.at_hand(on).ok_or_else(|| NotBegun("no period has been begun yet".to_owned()))?,
        };
        let papers = self.papers_of(period);
        let repeated = self.diagnostics.iter().filter(|it| it.code() == Code::TextRepeated);
        let repeated: Vec<Span> = repeated.filter_map(|it| it.primary().map(Label::span)).collect();
        Ok(month::chase(self.known(), period, &papers, &repeated, on))
    }

    /// What is due when before the meetings that are not over on a day.
    pub(crate) fn coming(&self, on: Date) -> Vec<Deadline> {
        month::deadlines(&self.scorecard, |meeting| meeting.date >= on)
    }

    fn known(&self) -> Known<'_> {
        Known {
            raw: &self.raw,
            scorecard: &self.scorecard,
            figures: &self.figures,
            ledger: self.ledger(),
            places: &self.places,
        }
    }

    /// The papers of a period that has figures, as they are read.
    fn papers_of(&mut self, period: Period) -> Vec<PaperOfMonth> {
        let is_of = |paper: &Paper| {
            let every = paper.every.is_none_or(|every| every == period.frequency());
            every && figures_at(&self.figures, paper, period)
        };
        let meant: Vec<usize> =
            (0..self.scorecard.papers.len()).filter(|paper| is_of(&self.scorecard.papers[*paper])).collect();
        let selection = Selection::default();
        let mut papers = Vec::new();
        for paper in meant {
            let key = self.scorecard.papers[paper].key.clone();
            let is_its = |meeting: &Meeting| meeting.paper == key && meeting.period == period;
            let meeting = self.scorecard.meetings.iter().position(is_its);
            let chosen = Chosen { paper, period, meeting };
            let laid_out = self.laid_out(&chosen, &selection);
            let prints_texts =
                laid_out.is_ok_and(|(layout, _)| layout.manifest.slots.iter().any(|it| it == "indicator"));
            papers.push(PaperOfMonth { key, view: self.view(&chosen, &selection), prints_texts });
        }
        papers
    }

    /// The period that is worked on.
    fn at_hand(&self, on: Date) -> Option<Period> {
        let calendar = self.scorecard.calendar;
        let is_out = |meeting: &Meeting| {
            self.records().any(|record| {
                let is_its =
                    record.paper == meeting.paper && period_of_record(record, calendar) == Some(meeting.period);
                record.is_published() && is_its
            })
        };
        let coming = self.scorecard.meetings.iter().filter(|meeting| meeting.date >= on && !is_out(meeting));
        let next = coming.min_by_key(|meeting| (meeting.date, meeting.period.end())).map(|meeting| meeting.period);
        next.or_else(|| {
            let own = month::finest(self.known()).unwrap_or(Frequency::Month);
            let parse = |name: &str| Period::parse_file_name(name, calendar).ok();
            let files = self.raw.figure_files.iter().filter_map(|file| parse(&file.period.as_ref()?.value));
            let texts = self.raw.commentary.iter().filter_map(|file| parse(&file.period.value));
            let begun = files.chain(texts).filter(|period| period.frequency() == own);
            begun.chain(month::latest(self.known(), own)).max_by_key(|period| period.end())
        })
    }
}
