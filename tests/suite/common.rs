//! Projects, in folders and in memory, and what becomes of them.

use std::path::{Path, PathBuf};

use panelpack::internals::page::PaperView;
use panelpack::internals::{expand, view};
use panelpack::{Compiled, DirFiles, MemoryFiles, Project, ProjectFiles, Selection, check};

/// The example projects, each under its folder's name.
pub const EXAMPLES: [&str; 6] =
    ["croydon-2020", "rotherham-2016", "wolverhampton-2021", "lincolnshire-2020", "luton-monthly", "northbridge"];

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn fixtures() -> PathBuf {
    root().join("tests/fixtures")
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
    check(files).diagnostics().iter().map(|diagnostic| diagnostic.code().name()).collect()
}

/// A project that must be in order.
pub fn open(files: &dyn ProjectFiles) -> Project {
    let project = check(files);
    assert!(!project.has_errors(), "{:#?}", project.diagnostics());
    project
}

/// Every paper of a project as its layout reads it.
pub fn views(files: &dyn ProjectFiles, selection: &Selection) -> Vec<PaperView> {
    let project = open(files);
    let (chosen, diagnostics) = project.select(selection).into_parts();
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    chosen.iter().map(|chosen| view(&project, chosen, selection)).collect()
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

/// Everything that is set and attached of all papers of a project, as one text.
pub fn made(files: &dyn ProjectFiles) -> String {
    let mut project = open(files);
    let selection = Selection::default();
    let chosen = project.select(&selection).into_parts().0;
    let mut all = String::new();
    for chosen in chosen {
        let paper = view(&project, &chosen, &selection);
        all.push_str(&serde_json::to_string(&paper).expect("a view is texts, lists and maps"));
        all.push_str(expand(&mut project, &chosen, &selection).into_parts().0.document());
    }
    all
}
