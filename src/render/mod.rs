//! [`PaperView`] and a layout to Typst sources: the only module that knows minijinja.
//!
//! Data never becomes markup. `{{ x }}` prints a Typst literal, and after rendering every literal is found again in the
//! parsed source as exactly one literal; a hole in quotes, a comment, raw text or markup is an error.
//!
//! - So a layout may pass whole structures to its theme, and no text of a user can run. Filters that could forge code are not there.
//! - Layouts ask for charts: `chart(kind, code, width, height)` notes the request, and the pictures are drawn afterwards, in parallel.
//! - Large print is one factor over every size, charts included: a chart is drawn smaller and set larger.

mod appendix;
mod blame;
mod blocks;
mod holes;
mod literal;
mod long;
mod measure;
mod settings;
mod source;
mod template;
mod title;
mod words;

use std::sync::{Arc, Mutex};

use minijinja::value::{Object, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context, filters};

use crate::diag::{Checked, Diagnostic, SourceMap};
use crate::load::{ChartWords, Layout, Options, RATINGS, large_print};
use crate::page::PaperView;
use crate::page::{BreakdownView, IndicatorView};

pub use appendix::appendix;
pub use source::RenderedSource;
use template::{Template, marked};
use words::takes_words;

/// What a layout's templates came to.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Typst sources by path: `main.typ`, `theme.typ`, `sections/<code>.typ`; and the one file of data that they read themselves.
    pub sources: Vec<RenderedSource>,
    /// Charts that the sources show, in document order.
    pub charts: Vec<ChartRequest>,
}

/// A chart that a layout asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRequest {
    /// `/charts/001.svg`.
    pub path: String,
    /// `/charts/001.json`, where the page sets the words; else they stand inside the picture.
    pub words: Option<String>,
    /// Which kind.
    pub kind: ChartKind,
    /// Whose.
    pub code: String,
    /// Of a breakdown: by what.
    pub by: Option<String>,
    /// In points.
    pub width: f64,
    /// In points.
    pub height: f64,
}

/// The kinds of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Line, target, benchmarks, events.
    Trend,
    /// Line and ratings of up to 25 periods, for an indicator's block.
    History,
    /// One of many small charts: a line with its first and its last figure.
    Small,
    /// A small line for a table cell; its row says in words what it shows.
    Sparkline,
    /// The ratings of past periods as bars, the higher the worse.
    Severity,
    /// The parts of a breakdown.
    Bars,
    /// The ratings of past periods.
    Strip,
    /// Points with mean and process limits.
    Spc,
    /// Where the council stands among its neighbours.
    Position,
    /// The same as small as a table cell, without words; its row says the rank.
    Place,
    /// The parts of a breakdown through time, a small picture each.
    Multiples,
    /// A figure of so many, a dot each; no words, since the page says them.
    Dots,
}

impl ChartKind {
    const ALL: [(&'static str, Self); 12] = [
        ("trend", Self::Trend),
        ("spc", Self::Spc),
        ("history", Self::History),
        ("small", Self::Small),
        ("sparkline", Self::Sparkline),
        ("severity", Self::Severity),
        ("bars", Self::Bars),
        ("strip", Self::Strip),
        ("position", Self::Position),
        ("place", Self::Place),
        ("multiples", Self::Multiples),
        ("dots", Self::Dots),
    ];

    /// Whether any picture of the kind has words.
    fn has_words(self) -> bool {
        !matches!(self, Self::Sparkline | Self::Severity | Self::Place | Self::Dots)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find_map(|(known, kind)| (known == name).then_some(kind))
    }
}

/// Instructions that a template may execute; the largest example needs a hundredth.
const FUEL: u64 = 20_000_000;

/// Renders the whole layout.
pub fn render(paper: &PaperView, layout: &Layout, options: &Options, sources: &SourceMap) -> Checked<Rendered> {
    let requests = Arc::new(Mutex::new(Requests::default()));
    let renderer = match Renderer::new(paper, layout, options, sources, &requests) {
        Ok(renderer) => renderer,
        Err(diagnostic) => return Checked::new(Rendered::default(), vec![*diagnostic]),
    };
    let mut diagnostics = Vec::new();
    let mut rendered = Rendered::default();
    let as_it_is = layout.files.iter().filter(|(path, _)| path.ends_with(".typ") || *path == RATINGS);
    rendered.sources.extend(as_it_is.map(|(path, file)| RenderedSource {
        path: path.clone(),
        text: sources.text(*file).to_owned(),
        file: Some(*file),
        parsed: None,
    }));
    let printed = rendered.sources.len();
    let paper_value = Value::from(Serde(paper));
    let options_value = Value::from(Serde(options));
    let columns = Value::from(Serde(&layout.manifest.columns));
    let main = context! { paper => paper_value.clone(), options => options_value.clone(), columns => columns.clone() };
    renderer.render(&layout.manifest.main, "main.typ", main, &mut rendered, &mut diagnostics);
    let (sections, charts) = {
        let mut requests = requests.lock().expect("no renderer panics with the lock");
        (std::mem::take(&mut requests.sections), requests.charts.len())
    };
    let (is_trial, kept) = (sections.is_empty(), rendered.sources.len());
    // A paper in which all is well asks for no section; a fault in the template is one all the same.
    let trial = paper.indicators().filter(|_| is_trial).map(|view| view.code.clone()).take(1);
    for code in sections.into_iter().chain(trial) {
        let indicator =
            paper.indicators().find(|indicator| indicator.code == code).map(|indicator| Value::from(Serde(indicator)));
        let section = context! { paper => paper_value.clone(), options => options_value.clone(), indicator };
        let Some(template) = &layout.manifest.section else { break };
        renderer.render(template, &format!("sections/{code}.typ"), section, &mut rendered, &mut diagnostics);
        // What is wrong in one section is wrong in all of them.
        if !diagnostics.is_empty() {
            break;
        }
    }
    if is_trial {
        rendered.sources.truncate(kept);
        requests.lock().expect("no renderer panics with the lock").charts.truncate(charts);
    }
    drop(renderer);
    let settings = settings::source(paper, layout, options, &rendered.sources[printed..], sources);
    rendered.sources.insert(printed, settings);
    rendered.charts = std::mem::take(&mut requests.lock().expect("no renderer panics with the lock").charts);
    Checked::new(rendered, diagnostics)
}

/// What the templates asked for while they were rendered.
#[derive(Debug, Default)]
struct Requests {
    charts: Vec<ChartRequest>,
    sections: Vec<String>,
}

impl Requests {
    /// The request with its paths; equal ones share a file.
    fn chart(&mut self, mut wanted: ChartRequest) -> ChartRequest {
        let same = |known: &&ChartRequest| {
            let size = (known.width, known.height) == (wanted.width, wanted.height);
            size && (known.kind, &known.code, &known.by) == (wanted.kind, &wanted.code, &wanted.by)
        };
        if let Some(request) = self.charts.iter().find(same) {
            return request.clone();
        }
        let number = self.charts.len() + 1;
        wanted.path = format!("/charts/{number:03}.svg");
        wanted.words = wanted.words.map(|_| format!("/charts/{number:03}.json"));
        self.charts.push(wanted.clone());
        wanted
    }
}

/// Typst code that a function of ours made; no filter and no text of the data can make one.
#[derive(Debug)]
struct TypstCode(String);

impl Object for TypstCode {}

/// What is wrong with the templates of a layout before anything is rendered: blocks that are not closed, tags that do not exist, what no
/// page would show.
pub fn templates(layout: &Layout, sources: &SourceMap) -> Vec<Diagnostic> {
    let templates = marked(layout, sources);
    let fault = |template: &Template<'_>| {
        let mut environment = Environment::empty();
        environment.set_debug(true);
        let added = environment.add_template_owned(template.path.to_owned(), template.marked.text.clone());
        added.err().map(|error| blame::template(&error, &templates, sources, None))
    };
    let faults: Vec<Diagnostic> = templates.iter().filter_map(fault).collect();
    if faults.is_empty() { blocks::unseen(&templates, sources) } else { faults }
}

struct Renderer<'a> {
    environment: Environment<'a>,
    templates: Vec<Template<'a>>,
    sources: &'a SourceMap,
    paper: &'a PaperView,
}

impl<'a> Renderer<'a> {
    fn new(
        paper: &'a PaperView,
        layout: &'a Layout,
        options: &Options,
        sources: &'a SourceMap,
        requests: &Arc<Mutex<Requests>>,
    ) -> Result<Self, Box<Diagnostic>> {
        let mut environment = Environment::empty();
        environment.set_debug(true);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_formatter(print);
        environment.add_filter("length", filters::length);
        environment.add_filter("first", filters::first);
        environment.add_filter("last", filters::last);
        environment.add_filter("join", filters::join);
        environment.add_filter("upper", filters::upper);
        environment.add_filter("lower", filters::lower);
        environment.add_filter("default", filters::default);
        environment.add_test("defined", minijinja::tests::is_defined);
        environment.add_test("none", minijinja::tests::is_none);
        let pictures = Pictures {
            declared: layout.manifest.charts.clone(),
            sets_words: layout.manifest.chart_words == ChartWords::Typeset && takes_words(layout, sources),
            scale: large_print(options).map_or(1.0, |points| points / 12.0),
        };
        environment.add_function("chart", chart_function(paper, pictures, Arc::clone(requests)));
        measure::add(&mut environment, large_print(options).map_or(1.0, |points| points / 12.0));
        if layout.manifest.section.is_some() {
            environment.add_function("section", section_function(paper, Arc::clone(requests)));
        }
        let templates = marked(layout, sources);
        for template in &templates {
            let added = environment.add_template_owned(template.path.to_owned(), template.marked.text.clone());
            added.map_err(|error| Box::new(blame::template(&error, &templates, sources, Some(paper))))?;
        }
        if let Some(unseen) = blocks::unseen(&templates, sources).into_iter().next() {
            return Err(Box::new(unseen));
        }
        Ok(Self { environment, templates, sources, paper })
    }

    fn render(
        &self,
        template: &str,
        path: &str,
        context: Value,
        rendered: &mut Rendered,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let text = self.environment.get_template(template).and_then(|template| template.render(context));
        let checked = match text {
            Ok(text) => {
                holes::check(path, &text).map_err(|hole| blame::hole(hole, &self.templates, path, self.sources))
            }
            Err(error) => Err(blame::template(&error, &self.templates, self.sources, Some(self.paper))),
        };
        match checked {
            Ok(parsed) => rendered.sources.push(RenderedSource::generated(path, parsed)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
}

/// Prints a value as a Typst literal between marks that no text can hold.
fn print(out: &mut Output, _state: &mut State, value: &Value) -> Result<(), Error> {
    let literal = match value.downcast_object_ref::<TypstCode>() {
        Some(TypstCode(code)) => code.clone(),
        None => literal::of(value)?,
    };
    write!(out, "{}{literal}{}", holes::OPEN, holes::CLOSE)
        .map_err(|_| Error::new(ErrorKind::WriteFailure, "the text cannot be written"))
}

type ChartFunction = dyn Fn(&str, &str, f64, f64, Option<&str>) -> Result<Value, Error> + Send + Sync;

/// What a layout says about its pictures.
struct Pictures {
    /// The kinds in its manifest.
    declared: Vec<String>,
    /// Whether its `chart` sets the words of a picture itself.
    sets_words: bool,
    /// How much larger than usual their text is to be.
    scale: f64,
}

/// What can be drawn of one indicator.
struct Drawable {
    code: String,
    pictures: Vec<Picture>,
}

/// One picture that has enough figures.
struct Picture {
    kind: ChartKind,
    /// Of a breakdown: by what.
    by: Option<String>,
    /// A sparkline and a place have no text of their own.
    alt: Option<String>,
}

impl Drawable {
    fn of(paper: &PaperView, view: &IndicatorView) -> Self {
        let own = |kind, has: bool, alt: Option<&String>| has.then(|| Picture { kind, by: None, alt: alt.cloned() });
        let part = |kind, has: bool, breakdown: &BreakdownView, alt: &String| {
            has.then(|| Picture { kind, by: Some(breakdown.by.clone()), alt: Some(alt.clone()) })
        };
        let breakdowns = view.breakdowns.iter();
        let spc = view.spc.as_ref();
        let of_parts = breakdowns.flat_map(|breakdown| {
            [
                part(ChartKind::Bars, breakdown.has_chart, breakdown, &breakdown.alt),
                part(ChartKind::Multiples, breakdown.has_multiples, breakdown, &breakdown.alt_multiples),
            ]
        });
        let plain = paper.plain.item(&view.code);
        let pictures = [
            own(ChartKind::Trend, view.has_trend, Some(&view.alt)),
            own(ChartKind::History, view.has_history, Some(&view.history_alt)),
            own(ChartKind::Small, view.has_small, Some(&view.small_alt)),
            own(ChartKind::Sparkline, view.has_sparkline, None),
            own(ChartKind::Severity, view.has_severity, Some(&view.strip_alt)),
            own(ChartKind::Spc, spc.is_some_and(|spc| spc.has_chart), spc.map(|spc| &spc.alt)),
            own(ChartKind::Position, view.has_position, Some(&view.position_alt)),
            own(ChartKind::Place, view.has_position, None),
            own(ChartKind::Strip, view.has_strip, Some(&view.strip_alt)),
            plain.and_then(|item| own(ChartKind::Dots, item.has_dots, Some(&item.dots_alt))),
        ];
        Self { code: view.code.clone(), pictures: pictures.into_iter().chain(of_parts).flatten().collect() }
    }
}

/// `chart(kind, code, width, height)`, for those of a breakdown with its name behind: notes the request and prints the call of the
/// theme's chart function.
fn chart_function(paper: &PaperView, layout: Pictures, requests: Arc<Mutex<Requests>>) -> Box<ChartFunction> {
    let all: Vec<Drawable> = paper.indicators().map(|view| Drawable::of(paper, view)).collect();
    Box::new(move |name: &str, code: &str, width: f64, height: f64, by: Option<&str>| {
        let refuse = |message: String| Err(Error::new(ErrorKind::InvalidOperation, message));
        let Some(kind) = ChartKind::named(name) else {
            let known = ChartKind::ALL.map(|(name, _)| format!("`{name}`"));
            return refuse(format!("there is no chart `{name}`: use {}", known.join(", ")));
        };
        if !layout.declared.iter().any(|declared| declared == name) {
            return refuse(format!("`layout.yaml` does not name the chart `{name}` under `charts`"));
        }
        let Some(drawable) = all.iter().find(|drawable| drawable.code == code) else {
            return refuse(format!("there is no indicator `{code}`"));
        };
        let wanted = |picture: &&Picture| picture.kind == kind && picture.by.as_deref() == by;
        let Some(picture) = drawable.pictures.iter().find(wanted) else {
            return refuse(format!(
                "`{code}` has too few figures for the chart `{name}`: ask the field that says whether it has one first"
            ));
        };
        if !(1.0..=2000.0).contains(&width) || !(1.0..=2000.0).contains(&height) {
            return refuse("a chart's width and height are points from 1 to 2000".to_owned());
        }
        let wanted = ChartRequest {
            path: String::new(),
            words: (layout.sets_words && kind.has_words()).then(String::new),
            kind,
            code: code.to_owned(),
            by: picture.by.clone(),
            // Printed larger than it is drawn, a picture has larger text.
            width: width / layout.scale,
            height: height / layout.scale,
        };
        let request = requests.lock().expect("no renderer panics with the lock").chart(wanted);
        let words =
            request.words.as_ref().map_or_else(String::new, |words| format!("words: {}, ", literal::string(words)));
        let alt = picture.alt.as_ref().map_or_else(|| "none".to_owned(), |alt| literal::string(alt));
        Ok(Value::from_object(TypstCode(format!(
            "chart(path: {}, {words}alt: {alt}, width: {width}pt, height: {height}pt)",
            literal::string(&request.path)
        ))))
    })
}

type SectionFunction = dyn Fn(&str) -> Result<Value, Error> + Send + Sync;

/// `section(code)`: prints the inclusion of an indicator's section and has it rendered.
fn section_function(paper: &PaperView, requests: Arc<Mutex<Requests>>) -> Box<SectionFunction> {
    let codes: Vec<String> = paper.indicators().map(|view| view.code.clone()).collect();
    Box::new(move |code: &str| {
        if !codes.iter().any(|known| known == code) {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("there is no indicator `{code}`")));
        }
        let sections = &mut requests.lock().expect("no renderer panics with the lock").sections;
        if !sections.iter().any(|known| known == code) {
            sections.push(code.to_owned());
        }
        Ok(Value::from_object(TypstCode(format!("include {}", literal::string(&format!("/sections/{code}.typ"))))))
    })
}
