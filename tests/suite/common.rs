//! Projects, in folders and in memory, and what becomes of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use panelpack::assets;
use panelpack::load::{DirFiles, MemoryFiles, ProjectFiles};
use panelpack::pipeline::{self, Compiled, Project, Selection};
use panelpack::typeset::Document;
use panelpack::view::PaperView;

/// The example projects, each under its folder's name.
pub const EXAMPLES: [&str; 6] =
    ["croydon-2020", "rotherham-2016", "wolverhampton-2021", "lincolnshire-2020", "luton-monthly", "northbridge"];

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn fixtures() -> PathBuf {
    root().join("tests/fixtures")
}

/// A paper of an example, as it is built for its latest period.
pub struct Paper {
    /// `northbridge parenting as exceptions`: project and key, and what was changed for the tests.
    pub name: String,
    pub layout: String,
    pub view: PaperView,
    pub document: Document,
    pub pdf: Vec<u8>,
}

/// Every paper of every folder in `data` as it is; each project in every built-in layout that it does not use; and
/// one project in large print, in every layout that offers it. Each is set once for all tests that only read it.
pub fn papers() -> &'static [Paper] {
    static PAPERS: LazyLock<Vec<Paper>> = LazyLock::new(|| {
        let entries = fs::read_dir(root().join("data")).expect("the examples are there").filter_map(Result::ok);
        let mut names: Vec<String> = entries
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().expect("an example's name is text"))
            .collect();
        names.sort();
        names.iter().flat_map(|name| papers_of(name)).collect()
    });
    &PAPERS
}

/// The project that is also set in large print.
const LARGE: &str = "northbridge";

fn papers_of(name: &str) -> Vec<Paper> {
    let mut project = open(&example(name));
    let papers = &project.scorecard().papers;
    let keys: Vec<String> = papers.iter().map(|paper| paper.key.clone()).collect();
    let used: Vec<String> = papers.iter().map(|paper| paper.layout.clone()).collect();
    let mut wanted: Vec<(&str, Option<&str>, bool)> = keys.iter().map(|key| (key.as_str(), None, false)).collect();
    for layout in assets::LAYOUTS {
        if !used.iter().any(|used| used == layout.name) {
            wanted.push((&keys[0], Some(layout.name), false));
        }
        if name == LARGE && layout.files.iter().any(|(_, text)| text.contains("large_print:")) {
            wanted.extend(keys.iter().map(|key| (key.as_str(), Some(layout.name), true)));
        }
    }
    wanted.into_iter().map(|(key, layout, large)| build(&mut project, name, key, layout, large)).collect()
}

fn build(project: &mut Project, name: &str, key: &str, layout: Option<&str>, large: bool) -> Paper {
    let own = project.scorecard().paper(key).expect("the paper is the project's own").layout.clone();
    let shown = layout.map(|layout| format!(" as {layout}")).unwrap_or_default();
    let name = format!("{name} {key}{shown}{}", if large { " in large print" } else { "" });
    let selection = Selection {
        paper: Some(key.to_owned()),
        layout: layout.map(str::to_owned),
        options: if large { vec![("large_print".to_owned(), "18".to_owned())] } else { Vec::new() },
        ..Selection::default()
    };
    let (chosen, diagnostics) = project.select(&selection).into_parts();
    assert!(diagnostics.is_empty(), "{name}: {diagnostics:#?}");
    let view = project.view(&chosen[0], &selection);
    let (compiled, diagnostics) = project.compile(&chosen[0], &selection).into_parts();
    let mut compiled = compiled.unwrap_or_else(|| panic!("{name}: {diagnostics:#?}"));
    let pdf = pdf(&mut compiled);
    Paper { name, layout: layout.map_or(own, str::to_owned), view, document: compiled.document, pdf }
}

pub fn example(name: &str) -> MemoryFiles {
    read(&root().join("data").join(name))
}

pub fn read(folder: &Path) -> MemoryFiles {
    let files = DirFiles::discover(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    MemoryFiles::read_from(&files).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

/// A small project in order: one percentage with thirteen months, one count.
pub fn small_project() -> MemoryFiles {
    MemoryFiles::default()
        .with(
            "panelpack.yaml",
            "organisation: Testing Council\nsmall_numbers: {policy: none}\npapers:\n  panel: {title: Scorecard, panel: Panel}\n",
        )
        .with(
            "indicators.yaml",
            "Theme:\n  A1:\n    name: Plans\n    count: Plans in time\n    out_of: Plans due\n    better: higher\n    target: 90\n    amber_within: 5 points\n  \
             A2: {name: Visits, count: Visits made, better: neither}\n",
        )
        .with(
            "figures/history.yaml",
            "Months: [2020-08, 2020-09, 2020-10, 2020-11]\nA1: [80/100, 85/100, 88/100, 91/100]\nA2: [5, 6, 7, 8]\n",
        )
}

/// Codes of everything that `check` finds, in order.
pub fn codes(files: &dyn ProjectFiles) -> Vec<&'static str> {
    pipeline::check(files).diagnostics().iter().map(|diagnostic| diagnostic.code().name()).collect()
}

/// A project that must be in order.
pub fn open(files: &dyn ProjectFiles) -> Project {
    let project = pipeline::check(files);
    assert!(!project.has_errors(), "{:#?}", project.diagnostics());
    project
}

/// Every paper of a project as its layout reads it.
pub fn views(files: &dyn ProjectFiles, selection: &Selection) -> Vec<PaperView> {
    let project = open(files);
    let (chosen, diagnostics) = project.select(selection).into_parts();
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    chosen.iter().map(|chosen| project.view(chosen, selection)).collect()
}

/// Every paper of a project, set.
pub fn compile(files: &dyn ProjectFiles, selection: &Selection) -> Vec<Compiled> {
    let mut project = open(files);
    let chosen = project.select(selection).into_parts().0;
    let compile = |chosen| {
        let (compiled, diagnostics) = project.compile(chosen, selection).into_parts();
        compiled.unwrap_or_else(|| panic!("{diagnostics:#?}"))
    };
    chosen.iter().map(compile).collect()
}

pub fn pdf(compiled: &mut Compiled) -> Vec<u8> {
    let (pdf, diagnostics) = compiled.pdf().into_parts();
    pdf.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}
