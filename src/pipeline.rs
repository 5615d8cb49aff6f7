//! The stages in order: the only file that names them all.
//!
//! Notes are for those who ask: they stand apart from errors and warnings, and come with `check --strict` alone, so that a clean month is
//! quiet.
//!
//! Papers of one build are composed one after another and set side by side. Composing takes a twentieth of the time and needs the project's
//! texts; setting needs nothing but the paper. Diagnostics and files come in the order of the papers.

mod clearance;
mod compare;
mod editions;
mod layouts;
mod look;
mod select;
mod status;
mod title;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::assess::{Assessment, Inputs, Request, assess};
use crate::carry::{self, NewYear, NotCarried, WithEdits};
use crate::chart;
use crate::diag::{Checked, Code, Diagnostic, Label, Severity, SourceMap, Span, has_errors, sort};
use crate::digest::sha256;
use crate::edition::{self, Printed, Revisions};
use crate::figures::{Figures, consistency};
use crate::ledger::{Audience, FigureId, Ledger};
use crate::load::{ProjectFiles, RawProject, load};
use crate::model::{Period, RatingLooks, Scorecard};
use crate::page::PaperView;
use crate::render::{ChartKind, ChartRequest, Rendered, render};
use crate::typeset::{self, Document, Faces, PdfInfo, VirtualFile};
use crate::validate::{Places, Validated, ratings, validate};
use crate::view::{ATTACHMENT, FigureRow, figures, figures_csv, view};

pub use crate::edition::TOOL;
pub use compare::print_of;
pub use editions::{Edition, Issue, LaidOut};
use layouts::faces;
use select::choose;
pub use select::{Chosen, Selection};
pub use status::{Entry, Sentence, Standing};
pub use title::{Title, file_stem};

/// A project that was read and checked.
pub struct Project {
    raw: RawProject,
    scorecard: Scorecard,
    figures: Figures,
    /// Made when the first paper needs it.
    ledger: OnceLock<Ledger>,
    places: Places,
    faces: Cow<'static, Faces>,
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

/// Reads and checks a project.
pub fn check(files: &dyn ProjectFiles) -> Project {
    let mut timings = Timings::default();
    let (raw, mut diagnostics) = timings.time("load", || load(files)).into_parts();
    let unread = diagnostics.iter().any(|diagnostic| diagnostic.code() == Code::NoProject);
    let (faces, no_typeface) = faces(&raw);
    diagnostics.extend(no_typeface);
    let checked = timings.time("validate", || validate(&raw, faces.coverage()));
    let (Validated { scorecard, figures, places }, found) = checked.into_parts();
    if !unread {
        diagnostics.extend(found);
    }
    // What could not be read would look as if it did not add up.
    if !diagnostics.iter().any(|diagnostic| leaves_figures_out(diagnostic, &raw.sources)) {
        diagnostics.extend(timings.time("compare", || consistency::check(&raw, &scorecard, &figures, &places)));
    }
    let ledger = OnceLock::new();
    let notes = Vec::new();
    let mut project = Project { raw, scorecard, figures, ledger, places, faces, diagnostics, notes, timings };
    if !unread {
        project.check_layouts();
        let same_files = project.same_files();
        project.diagnostics.extend(same_files);
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
    pub(crate) fn scorecard(&self) -> &Scorecard {
        &self.scorecard
    }

    /// Which figures the data give.
    pub(crate) fn figures(&self) -> &Figures {
        &self.figures
    }

    /// How long reading and checking took.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    /// Last year's targets carried into another year, read again and found to mean what they did; nothing is written. `files` are those
    /// that the project was read from, in order.
    pub(crate) fn new_year(&self, year: &str, files: &dyn ProjectFiles) -> Result<NewYear, NotCarried> {
        let new_year = carry::carry(&self.raw, (&self.scorecard, &self.figures), year, files)?;
        let after = check(&WithEdits { files, edited: &new_year.files });
        if after.has_errors() || after.figures != self.figures {
            return Err(NotCarried::OtherMeaning("the project".to_owned()));
        }
        carry::compare(&self.scorecard, &after.scorecard, &new_year)?;
        Ok(new_year)
    }

    /// The papers that a selection means.
    pub fn select(&self, selection: &Selection) -> Checked<Vec<Chosen>> {
        let mut diagnostics = Vec::new();
        let chosen = choose((&self.scorecard, &self.figures), selection, &mut diagnostics);
        Checked::new(chosen, diagnostics)
    }

    /// A paper as a layout reads it, as if nothing of it had been published before.
    pub(crate) fn view(&self, chosen: &Chosen, selection: &Selection) -> PaperView {
        let assessment = self.assess(chosen, HashSet::new());
        self.view_of(&assessment, selection)
    }

    fn assess(&self, chosen: &Chosen, revised: HashSet<FigureId>) -> Assessment<'_> {
        let request = Request {
            paper: &self.scorecard.papers[chosen.paper],
            period: chosen.period,
            meeting: chosen.meeting.map(|meeting| &self.scorecard.meetings[meeting]),
        };
        let ledger = self.ledger.get_or_init(|| Ledger::of(&self.scorecard, &self.figures, Audience::default()));
        let inputs = Inputs::new(&self.scorecard, &self.figures, ledger);
        assess(&Inputs { revised: revised.into(), ..inputs }, request)
    }

    /// The same beside the editions of these names: what they published otherwise is marked.
    fn assess_against(&self, chosen: &Chosen, editions: &[String]) -> Compared<'_> {
        let mut assessment = self.assess(chosen, HashSet::new());
        let mut rows = figures(&assessment);
        let editions = editions.iter().filter_map(|name| self.record(name)).collect();
        let revisions = Revisions::of(&rows, editions, chosen.period, &self.scorecard);
        let revised = revisions.marked();
        if !revised.is_empty() {
            assessment = self.assess(chosen, revised);
            rows = figures(&assessment);
        }
        Compared { assessment, revisions, rows }
    }

    fn view_of(&self, assessment: &Assessment<'_>, selection: &Selection) -> PaperView {
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
        let palette = chart::Palette::new(self.scorecard.brand.accent);
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
            files.push(VirtualFile { path: source.path, content: source.text.into_bytes(), file: Some(file) });
        }
        let logo = self.scorecard.brand.logo.as_ref().zip(self.raw.logo.as_ref());
        if let Some((logo, bytes)) = logo {
            files.push(VirtualFile { path: format!("logo.{}", logo.kind), content: bytes.clone(), file: None });
        }
        if let Some(csv) = csv {
            files.push(VirtualFile { path: ATTACHMENT.to_owned(), content: csv.as_bytes().to_vec(), file: None });
        }
        files
    }

    /// One paper, set.
    pub fn compile(&mut self, chosen: &Chosen, selection: &Selection) -> Checked<Option<Compiled>> {
        let mut timings = Timings::default();
        let (expanded, diagnostics) = self.expand(chosen, selection, &mut timings).into_parts();
        self.set(chosen, selection, expanded, timings, diagnostics)
    }

    /// Sets a paper that was expanded before.
    pub(crate) fn set(
        &self,
        chosen: &Chosen,
        selection: &Selection,
        expanded: Expanded,
        timings: Timings,
        diagnostics: Vec<Diagnostic>,
    ) -> Checked<Option<Compiled>> {
        typeset::forget();
        self.set_beside_others(chosen, selection, expanded, timings, diagnostics)
    }

    /// Sets papers side by side, and hands each to `then` where it was set; results come in the order of the papers. All are in memory at once: give no more than
    /// [`at_once`].
    pub(crate) fn set_all<T: Send>(
        &self,
        selection: &Selection,
        papers: Vec<(Chosen, Expanded, Timings, Vec<Diagnostic>)>,
        then: impl Fn(Checked<Option<Compiled>>) -> T + Sync,
    ) -> Vec<T> {
        typeset::forget();
        let length = |paper: &Expanded| paper.files.iter().map(|file| file.content.len()).sum::<usize>();
        let mut papers: Vec<_> = papers.into_iter().enumerate().collect();
        // The longest first, and whoever is free takes the next: so nobody waits for the longest at the end.
        papers.sort_by_key(|(_, (_, paper, ..))| Reverse(length(paper)));
        let set = papers.into_iter().par_bridge().map(|(place, (chosen, expanded, timings, diagnostics))| {
            (place, then(self.set_beside_others(&chosen, selection, expanded, timings, diagnostics)))
        });
        let mut set: Vec<(usize, T)> = set.collect();
        set.sort_by_key(|(place, _)| *place);
        set.into_iter().map(|(_, done)| done).collect()
    }

    fn set_beside_others(
        &self,
        chosen: &Chosen,
        selection: &Selection,
        expanded: Expanded,
        mut timings: Timings,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Checked<Option<Compiled>> {
        let Some(paper) = expanded.paper.as_ref().filter(|_| !has_errors(&diagnostics)) else {
            return Checked::new(None, diagnostics);
        };
        let document =
            timings.time("set", || typeset::compile(&expanded.files, &self.faces)).report_to(&mut diagnostics);
        sort(&mut diagnostics);
        let key = &self.scorecard.papers[chosen.paper].key;
        let info = PdfInfo {
            ident: format!("{} · {key} · {}", paper.organisation, chosen.period),
            date: (paper.date.year, paper.date.month, paper.date.day),
            attachments: paper.attachment.is_some(),
        };
        let compiled = document.map(|document| Compiled {
            paper: key.clone(),
            period: chosen.period,
            title: self.titled(chosen, selection, expanded.issue.version),
            document,
            info,
            made: expanded,
            timings,
            place: self.raw.manifest.papers.iter().find(|paper| paper.key.value == *key).map(|paper| paper.key.span),
        });
        Checked::new(compiled, diagnostics)
    }
}

/// How many papers are best held in memory and set side by side: enough that no core waits for the longest of them, and not so many that they need a large machine's memory.
pub fn at_once() -> usize {
    if rayon::current_num_threads() == 1 { 1 } else { 8 }
}

/// A paper's figures beside what was published of them.
struct Compared<'p> {
    assessment: Assessment<'p>,
    revisions: Revisions<'p>,
    /// The figures, with their marks.
    rows: Vec<FigureRow>,
}

/// The virtual document of a paper.
#[derive(Debug, Default)]
pub struct Expanded {
    /// Sources, charts and attachment.
    pub files: Vec<VirtualFile>,
    /// What the layout read.
    pub paper: Option<PaperView>,
    /// The disclosed figures, also for a file beside the PDF where they do not travel inside.
    pub figures_csv: String,
    /// What the paper prints, as a record keeps it.
    pub printed: Printed,
    /// As which version it was made.
    pub issue: Issue,
    /// With which layout.
    pub laid_out: Option<LaidOut>,
    /// Fingerprints of the faces that are the project's own: those that travel in the program are its own.
    own_faces: Vec<String>,
    /// Made when it is first asked for.
    document: OnceLock<String>,
}

/// A paper that was set.
pub struct Compiled {
    /// Its key.
    pub paper: String,
    /// For which period.
    pub period: Period,
    /// What it is called.
    pub title: Title,
    /// Its pages.
    pub(crate) document: Document,
    /// What its PDF says about itself.
    pub(crate) info: PdfInfo,
    /// All that was set.
    pub(crate) made: Expanded,
    /// How long each stage took.
    pub timings: Timings,
    /// Where the project names it: the place of whatever is wrong with its PDF as a whole.
    place: Option<Span>,
}

impl Compiled {
    /// The PDF, and how long writing it took is added to the timings.
    pub fn pdf(&mut self) -> Checked<Option<Vec<u8>>> {
        let Self { document, info, timings, place, .. } = self;
        let placed = |diagnostic: Diagnostic| match *place {
            Some(place) if diagnostic.primary().is_none() => diagnostic.at(place),
            _ => diagnostic,
        };
        match timings.time("export", || typeset::pdf(document, info)) {
            Ok(bytes) => Checked::new(Some(bytes), Vec::new()),
            Err(diagnostics) => Checked::new(None, diagnostics.into_iter().map(placed).collect()),
        }
    }
}

/// Draws every chart that was asked for, in parallel, in document order.
fn draw(
    requests: &[ChartRequest],
    paper: &PaperView,
    palette: chart::Palette,
    looks: &RatingLooks,
) -> Vec<VirtualFile> {
    let views: BTreeMap<&str, _> = paper.indicators().map(|view| (view.code.as_str(), view)).collect();
    let draw = |request: &ChartRequest| {
        let view = views[request.code.as_str()];
        let size = chart::Size { width: request.width, height: request.height };
        let breakdown = || view.breakdowns.iter().find(|breakdown| Some(&breakdown.by) == request.by.as_ref());
        let svg = match request.kind {
            ChartKind::Trend => chart::trend(&view.trend, size, palette),
            ChartKind::Sparkline => chart::sparkline(&view.sparkline, size, palette),
            ChartKind::Spc => view.spc.as_ref().map_or_else(String::new, |spc| chart::spc(&spc.chart, size)),
            ChartKind::Position => chart::position(&view.position, size, palette),
            ChartKind::Strip => chart::strip(&view.strip, size, looks),
            ChartKind::Bars => breakdown().map_or_else(String::new, |it| chart::bars(&it.chart, size, palette)),
            ChartKind::Multiples => {
                breakdown().map_or_else(String::new, |it| chart::multiples(&it.multiples, size, palette))
            }
        };
        VirtualFile { path: request.path.trim_start_matches('/').to_owned(), content: svg.into_bytes(), file: None }
    };
    requests.par_iter().map(draw).collect()
}
