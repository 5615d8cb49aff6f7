//! The papers that tests read: every paper of the examples as it is, and each example and the project `stress` in every layout, all of
//! them in normal and in large print. Each is set once for all tests.
//!
//! Where `PANELPACK_PAPERS` names a folder each PDF is written there, below its project's name, as the command line would call it: CI hands
//! the same files to veraPDF.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use panelpack::internals::assets::LAYOUTS;
use panelpack::internals::page::PaperView;
use panelpack::internals::typeset::Document;
use panelpack::internals::{parts, scorecard};
use panelpack::{Project, Selection};

use crate::common::{EXAMPLES, example, fixtures, open, pdf, read, root};

/// A paper, set.
pub struct Paper {
    /// `northbridge parenting as exceptions in large print`: project and key, and what was chosen for it.
    pub name: String,
    pub project: &'static str,
    pub layout: String,
    pub is_large: bool,
    pub view: PaperView,
    /// Of a paper that `build` makes where nothing is chosen; all of them would take more memory than some machines have.
    pub document: Option<Document>,
    /// The runs of text that leave their page.
    pub outside: Vec<(usize, String)>,
    /// The page of each indicator that has a place of its own.
    pub indicator_pages: BTreeMap<String, usize>,
    pub pdf: Vec<u8>,
}

/// The project with forty indicators, names of 120 characters, definitions of sixty words, commentary of three pages and none, figures of
/// five digits, a breakdown of fourteen parts, and an indicator that is suppressed throughout.
pub const STRESS: &str = "stress";

/// The month before, of projects that compare with it.
const BEFORE: [(&str, &str, &str); 2] =
    [("croydon-2020", "parenting", "2020-10"), ("northbridge", "parenting", "2020-10")];

pub fn papers() -> &'static [Paper] {
    static PAPERS: LazyLock<Vec<Paper>> = LazyLock::new(|| {
        let projects = EXAMPLES.into_iter().chain([STRESS]);
        let wanted: Vec<(&str, Selection)> =
            projects.flat_map(|name| selections(name).into_iter().map(move |selection| (name, selection))).collect();
        in_parallel(&wanted, |(name, selection)| set(name, selection))
    });
    &PAPERS
}

/// The papers of a project that `build` makes where nothing is chosen, in its order.
pub fn built(project: &str) -> impl Iterator<Item = &'static Paper> {
    papers().iter().filter(move |paper| paper.project == project && paper.document.is_some())
}

fn project(name: &str) -> Project {
    let project = open(&if name == STRESS { read(&fixtures().join(name)) } else { example(name) });
    assert!(project.diagnostics().is_empty(), "{name}: {:#?}", project.diagnostics());
    project
}

fn selections(name: &str) -> Vec<Selection> {
    let mut wanted = Vec::new();
    let mut add = |key: &str, layout: Option<&str>, period: Option<&str>| {
        for large in [false, true] {
            wanted.push(Selection {
                paper: Some(key.to_owned()),
                period: period.map(str::to_owned),
                layout: layout.map(str::to_owned),
                options: large.then(|| ("large_print".to_owned(), "18".to_owned())).into_iter().collect(),
                ..Selection::default()
            });
        }
    };
    for paper in &scorecard(&project(name)).papers {
        add(&paper.key, None, None);
        // Northbridge has the same indicators in a paper for each layout.
        if name != "northbridge" || paper.key == "parenting" {
            let others = LAYOUTS.iter().filter(|layout| layout.name != paper.layout);
            others.for_each(|layout| add(&paper.key, Some(layout.name), None));
        }
    }
    BEFORE.iter().filter(|(project, ..)| *project == name).for_each(|(_, key, period)| add(key, None, Some(period)));
    wanted
}

fn set(project_name: &'static str, selection: &Selection) -> Paper {
    let mut project = project(project_name);
    let key = selection.paper.as_deref().expect("one paper is chosen");
    let own = scorecard(&project).paper(key).expect("the paper is the project's own").layout.clone();
    let is_large = !selection.options.is_empty();
    let words = [
        selection.layout.as_ref().map(|layout| format!(" as {layout}")),
        selection.period.as_ref().map(|period| format!(" for {period}")),
        is_large.then(|| " in large print".to_owned()),
    ];
    let name = format!("{project_name} {key}{}", words.iter().flatten().map(String::as_str).collect::<String>());
    let (chosen, diagnostics) = project.select(selection).into_parts();
    assert!(diagnostics.is_empty(), "{name}: {diagnostics:#?}");
    let (compiled, diagnostics) = project.compile(&chosen[0], selection).into_parts();
    assert!(diagnostics.is_empty(), "{name}: {diagnostics:#?}");
    let mut compiled = compiled.expect("nothing is wrong with it");
    let pdf = pdf(&mut compiled);
    if let Some(folder) = std::env::var_os("PANELPACK_PAPERS") {
        let folder = Path::new(&folder).join(project_name);
        let file = folder.join(format!("{}.pdf", compiled.title.file_stem()));
        fs::create_dir_all(&folder).and_then(|()| fs::write(file, &pdf)).expect("the folder can be written");
    }
    let (document, made) = parts(compiled);
    Paper {
        name,
        project: project_name,
        layout: selection.layout.clone().unwrap_or(own),
        is_large,
        view: made.paper.expect("it was set"),
        outside: document.text_outside_pages(),
        indicator_pages: document.indicator_pages(),
        document: words.iter().all(Option::is_none).then_some(document),
        pdf,
    }
}

/// Works on all of many things at once, and gives what became of them in their order. With threads of its own: one of rayon's that waits for a
/// part of its paper would begin another paper in the meantime, and a third within that.
pub fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < all.len());
        std::iter::from_fn(take).map(|at| (at, work(&all[at]))).collect::<Vec<_>>()
    };
    let mut done = thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        threads.into_iter().flat_map(join).collect::<Vec<_>>()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[test]
fn the_papers_are_every_project_in_every_layout_and_print() {
    let names: BTreeSet<&str> = papers().iter().map(|paper| paper.name.as_str()).collect();
    assert_eq!(names.len(), papers().len(), "two papers share a name");
    let examples = fs::read_dir(root().join("data")).expect("the examples are there").filter_map(Result::ok);
    for folder in examples.filter(|entry| entry.path().is_dir()) {
        assert!(EXAMPLES.iter().any(|name| folder.file_name() == **name), "{:?} is no example", folder.file_name());
    }
    for layout in LAYOUTS {
        for project in EXAMPLES.into_iter().chain([STRESS]) {
            let of_it = papers().iter().filter(|paper| (paper.project, &*paper.layout) == (project, layout.name));
            let large = of_it.clone().filter(|paper| paper.is_large).count();
            assert!(large > 0 && of_it.count() == 2 * large, "{project} as {}: {names:#?}", layout.name);
        }
    }
    let indicators = papers().iter().map(|paper| paper.view.indicators().count());
    assert!(indicators.sum::<usize>() > 1000, "papers without indicators prove nothing");
}

#[test]
fn the_project_stress_is_as_hard_as_it_says() {
    let paper = &papers().iter().find(|paper| paper.project == STRESS).expect("it is set").view;
    let all: Vec<_> = paper.indicators().collect();
    assert_eq!(all.len(), 40);
    assert!(all.iter().any(|indicator| indicator.name.chars().count() >= 115));
    assert!(all.iter().any(|indicator| indicator.definition.split_whitespace().count() >= 60));
    assert!(all.iter().any(|indicator| indicator.value.replace(',', "").len() >= 5));
    let hidden = |cells: &[String]| cells.iter().all(|cell| cell == "[c]");
    let is_hidden = all.iter().any(|indicator| indicator.table.rows.iter().all(|row| hidden(&row.cells)));
    assert!(is_hidden, "no indicator is suppressed throughout");
    assert!(all.iter().any(|indicator| indicator.behind.is_none()));
}
