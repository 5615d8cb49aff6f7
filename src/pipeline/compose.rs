//! A paper as all that is set: figures to a view, the view and a layout to sources and charts.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::assess::{Assessment, Inputs, Request, assess};
use crate::chart::Palette;
use crate::diag::Checked;
use crate::digest::sha256;
use crate::edition::{self, Printed, Revisions};
use crate::ledger::FigureId;
use crate::model::Period;
use crate::page::PaperView;
use crate::render::{Rendered, render};
use crate::typeset::VirtualFile;
use crate::validate::ratings;
use crate::view::{ATTACHMENT, FigureRow, figures, figures_csv, view};

use super::draw::draw;
use super::expanded::{Expanded, LaidOut};
use super::issue::Issue;
use super::project::Project;
use super::select::{Chosen, Selection};
use super::timings::Timings;

/// A paper's figures beside what was published of them.
pub struct Compared<'p> {
    /// What is said of them.
    pub assessment: Assessment<'p>,
    /// What is another one now.
    pub revisions: Revisions<'p>,
    /// The figures, with their marks.
    pub rows: Vec<FigureRow>,
}

impl Project {
    /// A paper as a layout reads it, as if nothing of it had been published before.
    pub(crate) fn view(&self, chosen: &Chosen, selection: &Selection) -> PaperView {
        let assessment = self.assess(chosen, &[], HashSet::new());
        self.view_of(&assessment, selection)
    }

    /// The figures that travel with a paper, without the marks of revisions and before anything of it is drawn.
    pub(crate) fn attachment(&self, chosen: &Chosen) -> String {
        figures_csv(&figures(&self.assess(chosen, &[], HashSet::new())))
    }

    fn assess(&self, chosen: &Chosen, editions: &[String], revised: HashSet<FigureId>) -> Assessment<'_> {
        let request = Request {
            seen: self.seen(chosen, editions),
            paper: &self.scorecard.papers[chosen.paper],
            period: chosen.period,
            meeting: chosen.meeting.map(|meeting| &self.scorecard.meetings[meeting]),
        };
        let inputs = Inputs::new(&self.scorecard, &self.figures, self.ledger());
        assess(&Inputs { revised: revised.into(), ..inputs }, request)
    }

    /// The period of which the panel saw this paper last: of the editions that it is compared with, else of its meetings.
    fn seen(&self, chosen: &Chosen, editions: &[String]) -> Option<Period> {
        let key = &self.scorecard.papers[chosen.paper].key;
        let is_earlier =
            |period: &Period| period.end() < chosen.period.end() && period.frequency() == chosen.period.frequency();
        let published =
            editions.iter().filter_map(|name| edition::period_of(self.record(name)?, self.scorecard.calendar));
        let met =
            || self.scorecard.meetings.iter().filter(|meeting| meeting.paper == *key).map(|meeting| meeting.period);
        published.filter(is_earlier).max().or_else(|| met().filter(is_earlier).max())
    }

    /// The same beside the editions of these names: what they published otherwise is marked.
    pub(super) fn assess_against(&self, chosen: &Chosen, editions: &[String]) -> Compared<'_> {
        let mut assessment = self.assess(chosen, editions, HashSet::new());
        let mut rows = figures(&assessment);
        let records = editions.iter().filter_map(|name| self.record(name)).collect();
        let revisions = Revisions::of(&rows, records, chosen.period, &self.scorecard);
        let revised = revisions.marked();
        if !revised.is_empty() {
            assessment = self.assess(chosen, editions, revised);
            rows = figures(&assessment);
        }
        Compared { assessment, revisions, rows }
    }

    pub(super) fn view_of(&self, assessment: &Assessment<'_>, selection: &Selection) -> PaperView {
        let mut paper = view(assessment);
        if let Some(date) = selection.source_date {
            paper.date = date.into();
        }
        paper
    }

    /// One paper as Typst sources, charts and attachment.
    pub(crate) fn expand(
        &mut self,
        chosen: &Chosen,
        selection: &Selection,
        timings: &mut Timings,
    ) -> Checked<Expanded> {
        let laid_out = match self.laid_out(chosen, selection) {
            Ok(laid_out) => laid_out,
            Err(diagnostic) => return Checked::new(Expanded::default(), vec![*diagnostic]),
        };
        self.issue(chosen, selection, |project, issue| {
            project.compose(chosen, selection, laid_out.clone(), issue.clone(), timings)
        })
    }

    /// One paper as a version of it.
    fn compose(
        &mut self,
        chosen: &Chosen,
        selection: &Selection,
        laid_out: LaidOut,
        issue: Issue,
        timings: &mut Timings,
    ) -> Checked<Expanded> {
        let (scorecard, period) = (&self.scorecard, chosen.period);
        let Compared { assessment, revisions, rows } =
            timings.time("assess", || self.assess_against(chosen, &issue.compared_with));
        let (paper, printed, mut diagnostics) = timings.time("view", || {
            let mut paper = self.view_of(&assessment, selection);
            let printed = Printed::of(&paper, &rows);
            let before = revisions.editions.last().filter(|_| issue.version > 1);
            paper.revisions = edition::revisions(&revisions, &printed, &rows, period, scorecard);
            paper.version = edition::version(issue.version, period, before.copied(), paper.revisions.as_ref());
            let superseded = edition::superseded(&revisions, &printed, scorecard);
            let diagnostics = self.unexplained(chosen, &revisions, &superseded);
            (paper, printed, diagnostics)
        });
        let (layout, options) = &laid_out;
        let rendered = timings.time("render", || render(&paper, layout, options, &self.raw.sources));
        let rendered = rendered.report_to(&mut diagnostics);
        let unsaid = self.unsaid(chosen, &paper, &rendered).into_iter();
        diagnostics.extend(unsaid.map(|it| if self.again.is_some() { it.as_warning() } else { it }));
        let palette = Palette::new(self.scorecard.brand.accent);
        let looks = ratings(&layout.ratings).report_to(&mut diagnostics);
        let charts = timings.time("draw", || draw(&rendered.charts, &paper, palette, &looks));
        let csv = figures_csv(&rows);
        drop((assessment, revisions));
        let files = self.virtual_files(rendered, charts, paper.attachment.is_some().then_some(csv.as_str()));
        let made = Expanded {
            files,
            paper: Some(paper),
            figures_csv: csv,
            printed,
            issue,
            laid_out: Some(laid_out),
            own_faces: self.raw.faces.iter().map(|face| sha256(face)).collect(),
            document: OnceLock::new(),
        };
        Checked::new(made, diagnostics)
    }

    fn virtual_files(&mut self, rendered: Rendered, charts: Vec<VirtualFile>, csv: Option<&str>) -> Vec<VirtualFile> {
        let mut files = charts;
        for source in rendered.sources {
            let file = source
                .file
                .unwrap_or_else(|| self.raw.sources.add(format!("generated {}", source.path), source.text.clone()));
            files.push(VirtualFile {
                path: source.path,
                content: source.text.into_bytes(),
                file: Some(file),
                parsed: source.parsed,
            });
        }
        let logo = self.scorecard.brand.logo.as_ref().zip(self.raw.logo.as_ref());
        if let Some((logo, bytes)) = logo {
            files.push(VirtualFile {
                path: format!("logo.{}", logo.kind),
                content: bytes.clone(),
                file: None,
                parsed: None,
            });
        }
        if let Some(csv) = csv {
            files.push(VirtualFile {
                path: ATTACHMENT.to_owned(),
                content: csv.as_bytes().to_vec(),
                file: None,
                parsed: None,
            });
        }
        files
    }
}
