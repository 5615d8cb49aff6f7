//! The stages in order: the only file that names them all.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::assess::{Assessment, Request, assess};
use crate::carry::{self, NewYear, NotCarried, WithEdits};
use crate::consistency;
use crate::diag::{Checked, Code, Diagnostic, FileIndex, Label, Severity, SourceMap, did_you_mean, has_errors, sort};
use crate::load::{Layout, ProjectFiles, RawProject, load, read_layout};
use crate::model::{DEFAULT_LAYOUT, Date, Frequency, Meeting, Paper, Period, Scorecard, Series};
use crate::render::{ChartKind, ChartRequest, Rendered, render};
use crate::typeset::{self, Document, PdfInfo, VirtualFile};
use crate::validate::validate;
use crate::view::{ATTACHMENT, PaperView, figures_csv, view};
use crate::{assets, chart};

/// A project that was read and checked.
pub struct Project {
    raw: RawProject,
    scorecard: Scorecard,
    diagnostics: Vec<Diagnostic>,
    notes: Vec<Diagnostic>,
    timings: Timings,
}

/// How long each stage took, in order.
#[derive(Debug, Clone, Default)]
pub struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((stage, start.elapsed()));
        result
    }

    /// Stage and wall-clock time.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Duration)> + '_ {
        self.0.iter().copied()
    }
}

/// Which papers are wanted; nothing chosen means every paper for its latest period with figures.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Key of a paper.
    pub paper: Option<String>,
    /// A period, as project files spell it.
    pub period: Option<String>,
    /// The day of a meeting.
    pub meeting: Option<Date>,
    /// Replaces the date that the document bears, e.g. from `SOURCE_DATE_EPOCH`.
    pub source_date: Option<Date>,
}

/// Reads and checks a project.
pub fn check(files: &dyn ProjectFiles) -> Project {
    let mut timings = Timings::default();
    let (raw, mut diagnostics) = timings.time("load", || load(files)).into_parts();
    let unread = diagnostics.iter().any(|diagnostic| diagnostic.code() == Code::NoProject);
    let checked = timings.time("validate", || validate(&raw, typeset::coverage()));
    let ((scorecard, places), found) = checked.into_parts();
    if !unread {
        diagnostics.extend(found);
    }
    // What could not be read would look as if it did not add up.
    if !diagnostics.iter().any(|diagnostic| leaves_figures_out(diagnostic, &raw.sources)) {
        diagnostics.extend(timings.time("compare", || consistency::check(&raw, &scorecard, &places)));
    }
    let mut project = Project { raw, scorecard, diagnostics, notes: Vec::new(), timings };
    if !unread {
        project.check_layouts();
    }
    sort(&mut project.diagnostics);
    let is_note = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Note;
    (project.notes, project.diagnostics) = project.diagnostics.into_iter().partition(is_note);
    project
}

/// Whether definitions or figures may be missing for this: errors in commentary, actions and layouts leave them as they are.
fn leaves_figures_out(diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
    let path = diagnostic.primary().map(|label| sources.path(Label::span(label).file()));
    let elsewhere = ["commentary/", "actions.yaml", "templates/"];
    let harmless = path.is_some_and(|path| elsewhere.iter().any(|start| path.starts_with(start)));
    diagnostic.severity() == Severity::Error && !harmless
}

impl Project {
    /// The texts that places point into.
    pub fn sources(&self) -> &SourceMap {
        &self.raw.sources
    }

    /// The errors and warnings that were found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The same with what is only worth a look, in order.
    pub fn diagnostics_and_notes(&self) -> Vec<Diagnostic> {
        let mut all = [self.diagnostics.as_slice(), &self.notes].concat();
        sort(&mut all);
        all
    }

    /// Whether nothing may be built.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// The checked project.
    pub fn scorecard(&self) -> &Scorecard {
        &self.scorecard
    }

    /// How long reading and checking took.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    fn check_layouts(&mut self) {
        let papers: Vec<_> =
            self.raw.manifest.papers.iter().map(|paper| (paper.layout.clone(), paper.key.span)).collect();
        for (layout, key) in papers {
            let (name, span) =
                layout.map_or_else(|| (DEFAULT_LAYOUT.to_owned(), key), |layout| (layout.value, layout.span));
            if let Err(diagnostic) = self.layout(&name) {
                let placed = if diagnostic.primary().is_none() { diagnostic.at(span) } else { *diagnostic };
                self.diagnostics.push(placed);
            }
        }
    }

    /// A layout: the built-in files of this name, each replaced by the project's own where there is one.
    fn layout(&mut self, name: &str) -> Result<Layout, Box<Diagnostic>> {
        let mut files: BTreeMap<String, FileIndex> = BTreeMap::new();
        for (path, text) in assets::layout(name).iter().flat_map(|layout| layout.files) {
            let shown = format!("templates/{name}/{path} (built in)");
            let known = self.raw.sources.find(&shown);
            let file = known.unwrap_or_else(|| self.raw.sources.add(shown, *text));
            files.insert((*path).to_owned(), file);
        }
        let own = self
            .raw
            .templates
            .iter()
            .filter_map(|(path, file)| Some((path.strip_prefix(name)?.strip_prefix('/')?.to_owned(), *file)));
        files.extend(own);
        if files.is_empty() {
            let known = assets::LAYOUTS.iter().map(|layout| layout.name);
            return Err(Box::new(
                Diagnostic::new(Code::UnknownLayout, format!("there is no layout `{name}`"))
                    .hint_if(did_you_mean(name, known))
                    .hint("`panelpack layout list` prints those that are built in"),
            ));
        }
        read_layout(name, files, &self.raw.sources).map_err(Box::new)
    }

    /// Last year's targets carried into another year, read again and found to mean what they did; nothing is written. `files` are those
    /// that the project was read from, in order.
    pub fn new_year(&self, year: &str, files: &dyn ProjectFiles) -> Result<NewYear, NotCarried> {
        let new_year = carry::carry(&self.raw, &self.scorecard, year, files)?;
        let after = check(&WithEdits { files, edited: &new_year.files });
        if after.has_errors() {
            return Err(NotCarried::OtherMeaning("the project".to_owned()));
        }
        carry::compare(&self.scorecard, &after.scorecard, &new_year)?;
        Ok(new_year)
    }

    /// The papers that a selection means.
    pub fn select(&self, selection: &Selection) -> Checked<Vec<Chosen>> {
        let mut diagnostics = Vec::new();
        let chosen = choose(&self.scorecard, selection, &mut diagnostics);
        Checked::new(chosen, diagnostics)
    }

    /// A paper as a layout reads it.
    pub fn view(&self, chosen: &Chosen, selection: &Selection) -> PaperView {
        let assessment = self.assess(chosen);
        self.view_of(&assessment, selection)
    }

    fn assess(&self, chosen: &Chosen) -> Assessment<'_> {
        let request = Request {
            paper: &self.scorecard.papers[chosen.paper],
            period: chosen.period,
            meeting: chosen.meeting.map(|meeting| &self.scorecard.meetings[meeting]),
        };
        assess(&self.scorecard, request)
    }

    fn view_of(&self, assessment: &Assessment<'_>, selection: &Selection) -> PaperView {
        let mut paper = view(assessment);
        if let Some(date) = selection.source_date {
            paper.date = date.into();
        }
        paper
    }

    /// One paper as Typst sources, charts and attachment.
    pub fn expand(&mut self, chosen: &Chosen, selection: &Selection, timings: &mut Timings) -> Checked<Expanded> {
        let layout = match self.layout(&self.scorecard.papers[chosen.paper].layout.clone()) {
            Ok(layout) => layout,
            Err(diagnostic) => return Checked::new(Expanded::default(), vec![*diagnostic]),
        };
        let assessment = timings.time("assess", || self.assess(chosen));
        let (paper, csv) = timings.time("view", || (self.view_of(&assessment, selection), figures_csv(&assessment)));
        let (rendered, diagnostics) =
            timings.time("render", || render(&paper, &layout, &self.raw.sources)).into_parts();
        let charts = timings.time("draw", || draw(&rendered.charts, &paper));
        drop(assessment);
        let files = self.virtual_files(rendered, charts, paper.attachment.is_some().then_some(csv.as_str()));
        Checked::new(Expanded { files, paper: Some(paper), figures_csv: csv }, diagnostics)
    }

    fn virtual_files(&mut self, rendered: Rendered, charts: Vec<VirtualFile>, csv: Option<&str>) -> Vec<VirtualFile> {
        let mut files = charts;
        for source in rendered.sources {
            let file = source
                .file
                .unwrap_or_else(|| self.raw.sources.add(format!("generated {}", source.path), source.text.clone()));
            files.push(VirtualFile { path: source.path, content: source.text.into_bytes(), file: Some(file) });
        }
        if let Some(csv) = csv {
            files.push(VirtualFile { path: ATTACHMENT.to_owned(), content: csv.as_bytes().to_vec(), file: None });
        }
        files
    }

    /// One paper, set.
    pub fn compile(&mut self, chosen: &Chosen, selection: &Selection) -> Checked<Option<Compiled>> {
        let mut timings = Timings::default();
        let (expanded, mut diagnostics) = self.expand(chosen, selection, &mut timings).into_parts();
        let Some(paper) = expanded.paper.filter(|_| !has_errors(&diagnostics)) else {
            return Checked::new(None, diagnostics);
        };
        let document = timings.time("set", || typeset::compile(&expanded.files)).report_to(&mut diagnostics);
        sort(&mut diagnostics);
        let key = &self.scorecard.papers[chosen.paper].key;
        let info = PdfInfo {
            ident: format!("{} · {key} · {}", paper.organisation, chosen.period),
            date: (paper.date.year, paper.date.month, paper.date.day),
            attachments: paper.attachment.is_some(),
        };
        let compiled = document.map(|document| Compiled {
            title: self.title(chosen),
            document,
            info,
            figures_csv: expanded.figures_csv,
            timings,
        });
        Checked::new(compiled, diagnostics)
    }

    /// The paper's public title, which is its file's name: `Item 6 Children in Care Performance Scorecard November 2020`.
    /// Papers of one title bear their keys as well, so that none takes another's place.
    pub fn title(&self, chosen: &Chosen) -> String {
        let paper = &self.scorecard.papers[chosen.paper];
        let item = chosen.meeting.and_then(|meeting| self.scorecard.meetings[meeting].item.as_ref());
        let item = item.map_or_else(String::new, |item| format!("Item {item} "));
        let twins = self.scorecard.papers.iter().filter(|other| other.title == paper.title).count() > 1;
        let key = if twins { format!(" ({})", paper.key) } else { String::new() };
        format!("{item}{}{key} {}", paper.title, chosen.period.label())
    }
}

/// One paper for one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    paper: usize,
    period: Period,
    meeting: Option<usize>,
}

impl Chosen {
    /// The period.
    pub fn period(&self) -> Period {
        self.period
    }
}

/// The virtual document of a paper.
#[derive(Debug, Default)]
pub struct Expanded {
    /// Sources, charts and attachment.
    pub files: Vec<VirtualFile>,
    /// What the layout read.
    pub paper: Option<PaperView>,
    /// The disclosed figures.
    pub figures_csv: String,
}

/// A paper that was set.
pub struct Compiled {
    /// Its public title.
    pub title: String,
    /// Its pages.
    pub document: Document,
    /// What its PDF says about itself.
    pub info: PdfInfo,
    /// The disclosed figures, for a file beside the PDF where they do not travel inside.
    pub figures_csv: String,
    /// How long each stage took.
    pub timings: Timings,
}

impl Compiled {
    /// The PDF, and how long writing it took is added to the timings.
    pub fn pdf(&mut self) -> Checked<Option<Vec<u8>>> {
        let Self { document, info, timings, .. } = self;
        match timings.time("export", || typeset::pdf(document, info)) {
            Ok(bytes) => Checked::new(Some(bytes), Vec::new()),
            Err(diagnostics) => Checked::new(None, diagnostics),
        }
    }
}

/// Draws every chart that was asked for, in parallel, in document order.
fn draw(requests: &[ChartRequest], paper: &PaperView) -> Vec<VirtualFile> {
    let views: BTreeMap<&str, _> = paper.indicators().map(|view| (view.code.as_str(), view)).collect();
    let draw = |request: &ChartRequest| {
        let view = views[request.code.as_str()];
        let size = chart::Size { width: request.width, height: request.height };
        let breakdown = || view.breakdowns.iter().find(|breakdown| Some(&breakdown.by) == request.by.as_ref());
        let svg = match request.kind {
            ChartKind::Trend => chart::trend(&view.trend, size),
            ChartKind::Sparkline => chart::sparkline(&view.sparkline, size),
            ChartKind::Bars => breakdown().map_or_else(String::new, |breakdown| chart::bars(&breakdown.chart, size)),
        };
        VirtualFile { path: request.path.trim_start_matches('/').to_owned(), content: svg.into_bytes(), file: None }
    };
    requests.par_iter().map(draw).collect()
}

fn choose(scorecard: &Scorecard, selection: &Selection, diagnostics: &mut Vec<Diagnostic>) -> Vec<Chosen> {
    let period = selection.period.as_ref().and_then(|written| match Period::parse(written, scorecard.calendar) {
        Ok(period) => Some(period),
        Err(error) => {
            let hint = error
                .suggestion()
                .unwrap_or("write a month `2020-11`, a quarter `2020/21 Q3` or a year `2020/21`")
                .to_owned();
            diagnostics.push(Diagnostic::new(Code::AmbiguousPeriod, format!("`{written}` is not a period")).hint(hint));
            None
        }
    });
    if let Some(key) = &selection.paper
        && scorecard.paper(key).is_none()
    {
        let hint = did_you_mean(key, scorecard.papers.iter().map(|paper| paper.key.as_str()));
        let keys: Vec<&str> = scorecard.papers.iter().map(|paper| paper.key.as_str()).collect();
        diagnostics.push(
            Diagnostic::new(Code::UnknownPaper, format!("there is no paper `{key}`"))
                .hint_if(hint)
                .hint(format!("papers: {}", keys.join(", "))),
        );
    }
    if has_errors(diagnostics) {
        return Vec::new();
    }
    let wanted = |paper: &&Paper| selection.paper.as_ref().is_none_or(|key| *key == paper.key);
    if let Some(date) = selection.meeting {
        return at_meeting(scorecard, date, selection, diagnostics);
    }
    let chosen: Vec<Chosen> = scorecard
        .papers
        .iter()
        .filter(wanted)
        .filter_map(|paper| {
            let latest = latest_period(scorecard, paper);
            let has_figures = |period: &Period| figures_at(scorecard, paper, *period);
            let found = match period {
                Some(period) => Some(period).filter(has_figures),
                None => latest,
            };
            let Some(period) = found else {
                diagnostics.push(no_figures(scorecard, paper, period));
                return None;
            };
            let meeting =
                scorecard.meetings.iter().position(|meeting| meeting.paper == paper.key && meeting.period == period);
            Some(Chosen { paper: index_of(scorecard, paper), period, meeting })
        })
        .collect();
    chosen
}

fn no_figures(scorecard: &Scorecard, paper: &Paper, period: Option<Period>) -> Diagnostic {
    let of = period.map_or_else(String::new, |period| format!(" for {period}"));
    let hint = latest_period(scorecard, paper).map_or_else(
        || "give its indicators figures".to_owned(),
        |latest| format!("the latest period with figures is {latest}"),
    );
    Diagnostic::new(Code::NoPeriod, format!("the paper `{}` has no figures{of}", paper.key)).hint(hint)
}

fn at_meeting(
    scorecard: &Scorecard,
    date: Date,
    selection: &Selection,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Chosen> {
    let wanted =
        |meeting: &Meeting| meeting.date == date && selection.paper.as_ref().is_none_or(|key| *key == meeting.paper);
    let mut chosen = Vec::new();
    let mut found = false;
    for (i, meeting) in scorecard.meetings.iter().enumerate().filter(|(_, meeting)| wanted(meeting)) {
        let Some(paper) = scorecard.paper(&meeting.paper) else { continue };
        found = true;
        if figures_at(scorecard, paper, meeting.period) {
            chosen.push(Chosen { paper: index_of(scorecard, paper), period: meeting.period, meeting: Some(i) });
        } else {
            diagnostics.push(no_figures(scorecard, paper, Some(meeting.period)));
        }
    }
    if !found {
        let dates: Vec<String> = scorecard.meetings.iter().map(|meeting| meeting.date.to_string()).collect();
        let hint = if dates.is_empty() {
            "add it under `meetings:` in panelpack.yaml".to_owned()
        } else {
            format!("meetings: {}", dates.join(", "))
        };
        diagnostics.push(Diagnostic::new(Code::NoPeriod, format!("there is no meeting on {date}")).hint(hint));
    }
    chosen
}

fn index_of(scorecard: &Scorecard, paper: &Paper) -> usize {
    scorecard.papers.iter().position(|other| std::ptr::eq(other, paper)).unwrap_or(0)
}

/// The latest period with figures: of the paper's own length, otherwise of the finest frequency that any of its indicators has.
/// A column of states alone is no period to make a paper for, and a longer period must be over.
fn latest_period(scorecard: &Scorecard, paper: &Paper) -> Option<Period> {
    let series = || scorecard.series.iter().filter(|(code, _)| paper.shows(code)).map(|(_, series)| series);
    let frequency = series().filter_map(|series| series.frequency()).min()?;
    let latest = |frequency| {
        series().filter_map(|series| series.periods(frequency).rev().find(|period| series.has_figure(*period))).max()
    };
    match paper.every.filter(|every| *every > frequency) {
        None => latest(frequency),
        Some(every) => {
            let over = latest(frequency).map(|period| period.latest(every));
            latest(every).max(over.filter(|period| figures_at(scorecard, paper, *period)))
        }
    }
}

/// Whether a period, or a shorter one in it, has a figure.
fn figures_at(scorecard: &Scorecard, paper: &Paper, period: Period) -> bool {
    let has_figure = |series: &Series| {
        let mut parts = [Frequency::Month, Frequency::Quarter].into_iter().flat_map(|shorter| period.parts(shorter));
        series.has_figure(period) || parts.any(|part| series.has_figure(part))
    };
    scorecard.series.iter().any(|(code, series)| paper.shows(code) && has_figure(series))
}
