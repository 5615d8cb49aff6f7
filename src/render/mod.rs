//! [`PaperView`] and a layout to Typst sources: the only module that knows minijinja.
//!
//! Data never becomes markup. `{{ x }}` prints a Typst literal, and after rendering every literal is found again in the
//! parsed source as exactly one literal; a hole in quotes, a comment, raw text or markup is an error.

mod blame;
mod holes;
mod literal;

use std::sync::{Arc, Mutex};

use minijinja::value::{Object, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context, filters};

use crate::diag::{Checked, Diagnostic, FileIndex, SourceMap};
use crate::load::Layout;
use crate::view::PaperView;
use crate::view::paper::IndicatorView;

use holes::Marked;

/// What a layout's templates came to.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Typst sources by path: `main.typ`, `theme.typ`, `sections/<code>.typ`.
    pub sources: Vec<RenderedSource>,
    /// Charts that the sources show, in document order.
    pub charts: Vec<ChartRequest>,
}

/// One Typst source.
#[derive(Debug)]
pub struct RenderedSource {
    /// In the virtual document.
    pub path: String,
    /// Generated, or the theme as it is.
    pub text: String,
    /// The file itself, where nothing was generated.
    pub file: Option<FileIndex>,
}

/// A chart that a layout asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRequest {
    /// `/charts/001.svg`.
    pub path: String,
    /// Which kind.
    pub kind: ChartKind,
    /// Whose.
    pub code: String,
    /// Of bars: by what.
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
    /// A small line for a table cell; its row says in words what it shows.
    Sparkline,
    /// The parts of a breakdown.
    Bars,
}

/// Instructions that a template may execute; the largest example needs a hundredth.
const FUEL: u64 = 20_000_000;

/// Renders the whole layout.
pub fn render(paper: &PaperView, layout: &Layout, sources: &SourceMap) -> Checked<Rendered> {
    let requests = Arc::new(Mutex::new(Requests::default()));
    let renderer = match Renderer::new(paper, layout, sources, &requests) {
        Ok(renderer) => renderer,
        Err(diagnostic) => return Checked::new(Rendered::default(), vec![*diagnostic]),
    };
    let mut diagnostics = Vec::new();
    let theme = layout.files[&layout.manifest.theme];
    let mut rendered = Rendered::default();
    rendered.sources.push(RenderedSource {
        path: "theme.typ".to_owned(),
        text: sources.text(theme).to_owned(),
        file: Some(theme),
    });
    let paper_value = Value::from(Serde(paper));
    let main = context! { paper => paper_value.clone() };
    renderer.render(&layout.manifest.main, "main.typ", main, &mut rendered, &mut diagnostics);
    let sections = std::mem::take(&mut requests.lock().expect("no renderer panics with the lock").sections);
    for code in sections {
        let indicator =
            paper.indicators().find(|indicator| indicator.code == code).map(|indicator| Value::from(Serde(indicator)));
        let section = context! { paper => paper_value.clone(), indicator };
        renderer.render(
            &layout.manifest.section,
            &format!("sections/{code}.typ"),
            section,
            &mut rendered,
            &mut diagnostics,
        );
        // What is wrong in one section is wrong in all of them.
        if !diagnostics.is_empty() {
            break;
        }
    }
    drop(renderer);
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
    /// The path of a chart; equal requests share a file.
    fn chart(&mut self, mut wanted: ChartRequest) -> String {
        let same = |known: &&ChartRequest| {
            let size = (known.width, known.height) == (wanted.width, wanted.height);
            size && (known.kind, &known.code, &known.by) == (wanted.kind, &wanted.code, &wanted.by)
        };
        if let Some(request) = self.charts.iter().find(same) {
            return request.path.clone();
        }
        wanted.path = format!("/charts/{:03}.svg", self.charts.len() + 1);
        let path = wanted.path.clone();
        self.charts.push(wanted);
        path
    }
}

/// Typst code that a function of ours made; no filter and no text of the data can make one.
#[derive(Debug)]
struct TypstCode(String);

impl Object for TypstCode {}

/// A template of the layout, with its holes marked.
struct Template<'a> {
    path: &'a str,
    file: FileIndex,
    marked: Marked,
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
        environment.add_function("chart", chart_function(paper, Arc::clone(requests)));
        environment.add_function("section", section_function(paper, Arc::clone(requests)));
        let mut templates = Vec::new();
        for (path, file) in layout.files.iter().filter(|(path, _)| path.ends_with(".j2")) {
            let marked = Marked::new(templates.len(), sources.text(*file));
            templates.push(Template { path, file: *file, marked });
        }
        for template in &templates {
            let added = environment.add_template_owned(template.path.to_owned(), template.marked.text.clone());
            added.map_err(|error| Box::new(blame::template(&error, &templates, sources, paper)))?;
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
            Ok(text) => holes::check(&text).map_err(|hole| blame::hole(hole, &self.templates, path, self.sources)),
            Err(error) => Err(blame::template(&error, &self.templates, self.sources, self.paper)),
        };
        match checked {
            Ok(text) => rendered.sources.push(RenderedSource { path: path.to_owned(), text, file: None }),
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

/// What can be drawn of one indicator: each kind with its alternative text.
struct Drawable {
    code: String,
    trend: Option<String>,
    sparkline: bool,
    /// By what, and the alternative text.
    bars: Vec<(String, String)>,
}

impl Drawable {
    fn of(view: &IndicatorView) -> Self {
        let bars = view.breakdowns.iter().filter(|breakdown| breakdown.has_chart);
        Self {
            code: view.code.clone(),
            trend: view.has_trend.then(|| view.alt.clone()),
            sparkline: view.has_sparkline,
            bars: bars.map(|breakdown| (breakdown.by.clone(), breakdown.alt.clone())).collect(),
        }
    }
}

/// `chart(kind, code, width, height)`, for bars with the breakdown's name behind: notes the request and prints the call of the
/// theme's chart function.
fn chart_function(paper: &PaperView, requests: Arc<Mutex<Requests>>) -> Box<ChartFunction> {
    let all: Vec<Drawable> = paper.indicators().map(Drawable::of).collect();
    Box::new(move |kind: &str, code: &str, width: f64, height: f64, by: Option<&str>| {
        let refuse = |message: String| Err(Error::new(ErrorKind::InvalidOperation, message));
        let Some(drawable) = all.iter().find(|drawable| drawable.code == code) else {
            return refuse(format!("there is no indicator `{code}`"));
        };
        let bars = || drawable.bars.iter().find(|(known, _)| Some(known.as_str()) == by).map(|(_, alt)| alt.clone());
        // A sparkline has no text of its own.
        let (kind, alt) = match kind {
            "trend" => (ChartKind::Trend, drawable.trend.clone().map(Some)),
            "sparkline" => (ChartKind::Sparkline, drawable.sparkline.then_some(None)),
            "bars" => (ChartKind::Bars, bars().map(Some)),
            other => return refuse(format!("there is no chart `{other}`: use `trend`, `sparkline` or `bars`")),
        };
        let Some(alt) = alt else {
            return refuse(format!(
                "`{code}` has too few figures for this chart: ask `has_trend`, `has_sparkline`, or a breakdown's `has_chart` first"
            ));
        };
        if !(1.0..=2000.0).contains(&width) || !(1.0..=2000.0).contains(&height) {
            return refuse("a chart's width and height are points from 1 to 2000".to_owned());
        }
        let by = by.filter(|_| kind == ChartKind::Bars).map(str::to_owned);
        let wanted = ChartRequest { path: String::new(), kind, code: code.to_owned(), by, width, height };
        let path = requests.lock().expect("no renderer panics with the lock").chart(wanted);
        let alt = alt.map_or_else(|| "none".to_owned(), |alt| literal::string(&alt));
        Ok(Value::from_object(TypstCode(format!(
            "chart(path: {}, alt: {alt}, width: {width}pt, height: {height}pt)",
            literal::string(&path)
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
