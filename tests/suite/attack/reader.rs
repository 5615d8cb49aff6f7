//! What a reader has: the figures attached to papers as text, and the words on their pages.

use std::collections::BTreeSet;

use panelpack::{MemoryFiles, Project, Selection, internals};

use super::authorities::{Authority, FIRST, MONTHS};
use super::calendar::Span;
use super::page;
use crate::common::open;

/// What stands where a figure would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printed {
    /// Digits, as a whole number of units of the last of them, and how many decimals there are.
    Number { digits: i64, decimals: u32 },
    /// `[c]`.
    Hidden,
    /// `[z]`: no cases.
    NoCases,
}

/// Something printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub code: String,
    /// `value`, `numerator`, `by age: Under 1`.
    pub kind: String,
    pub period: Span,
    pub printed: Printed,
}

/// Which paper, and for which period.
pub type Paper<'a> = (&'a str, Span);

/// The papers of a month: two layouts, and where it ends a quarter or a year, theirs.
pub fn papers_of(month: i32) -> Vec<Paper<'static>> {
    let mut papers = vec![("panel", Span::month(month)), ("data", Span::month(month))];
    if month % 3 == 2 {
        papers.push(("quarterly", Span { first: month - 2, months: 3 }));
    }
    if month % 12 == 2 {
        papers.push(("yearly", Span { first: month - 11, months: 12 }));
    }
    papers
}

/// All that the papers of some months tell, each built when its month had come.
pub fn collect(authority: &Authority, months: impl Iterator<Item = i32>) -> BTreeSet<Fact> {
    months.flat_map(|month| read(&authority.files(month), &papers_of(month))).collect()
}

/// What some papers of a project tell together.
pub fn read(files: &MemoryFiles, papers: &[Paper<'_>]) -> BTreeSet<Fact> {
    read_each(files, papers).into_iter().flatten().collect()
}

/// What each of some papers tells.
pub fn read_each(files: &MemoryFiles, papers: &[Paper<'_>]) -> Vec<BTreeSet<Fact>> {
    let mut project = open(files);
    papers.iter().map(|paper| both(&mut project, paper).concat().into_iter().collect()).collect()
}

/// What the attachments of some papers would tell together, read before anything is drawn: they hold what the pages do. Also whether they are refused, because a number is told whatever is hidden.
pub fn attachments(files: &MemoryFiles, papers: &[Paper<'_>]) -> (BTreeSet<Fact>, bool) {
    let project = panelpack::check(files);
    let mut errors = project.diagnostics().iter().filter(|it| it.severity() == panelpack::Severity::Error).peekable();
    let is_refused = errors.peek().is_some();
    assert!(errors.all(|it| it.code() == panelpack::Code::Unprotected), "{:#?}", project.diagnostics());
    let of = |(paper, period): &Paper<'_>| {
        let (paper, period) = (Some((*paper).to_owned()), Some(period.to_string()));
        let selection = Selection { paper, period, ..Selection::default() };
        let chosen = project.select(&selection).into_parts().0;
        attached(&internals::attachment(&project, &chosen[0]))
    };
    (papers.iter().flat_map(of).collect(), is_refused)
}

/// What the attachment of a paper tells, and its pages.
fn both(project: &mut Project, (paper, period): &Paper<'_>) -> [Vec<Fact>; 2] {
    let (paper, period) = (Some((*paper).to_owned()), Some(period.to_string()));
    let selection = Selection { paper, period, ..Selection::default() };
    let (chosen, found) = project.select(&selection).into_parts();
    assert_eq!(chosen.len(), 1, "{selection:?}: {found:#?}");
    let expanded = internals::expand(project, &chosen[0], &selection).into_parts().0;
    let pages = page::facts(expanded.paper.as_ref().expect("a paper was made"));
    [attached(&expanded.figures_csv), pages].map(|facts| facts.into_iter().collect())
}

#[test]
fn the_numbers_on_pages_are_attached() {
    let last = FIRST + MONTHS - 1;
    let mut project = open(&Authority::invent(1, 70).files(last));
    for paper in papers_of(last) {
        let [attached, pages] = both(&mut project, &paper);
        let is_number = |fact: &&Fact| matches!(fact.printed, Printed::Number { .. });
        let more: Vec<&Fact> = pages.iter().filter(is_number).filter(|fact| !attached.contains(fact)).collect();
        assert!(pages.len() > 30, "{paper:?}: {} facts", pages.len());
        assert!(more.is_empty(), "{paper:?}: {more:#?}");
    }
}

/// The facts of an attachment.
pub fn attached(csv: &str) -> BTreeSet<Fact> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("it has a header").clone();
    let column = |name: &str| header.iter().position(|it| it == name).unwrap_or_else(|| panic!("no column {name}"));
    let [code, kind, period, value, state] = ["code", "kind", "period", "value", "state"].map(column);
    let fact = |row: csv::StringRecord| {
        let printed = printed(&row[value], &row[state])?;
        let period = Span::parse(&row[period]).unwrap_or_else(|| panic!("`{}` is no period", &row[period]));
        Some(Fact { code: row[code].to_owned(), kind: row[kind].to_owned(), period, printed })
    };
    reader.records().filter_map(|row| fact(row.expect("a row"))).collect()
}

pub fn printed(value: &str, state: &str) -> Option<Printed> {
    if value.is_empty() {
        return match state.split(' ').next() {
            Some("[c]") => Some(Printed::Hidden),
            Some("[z]") => Some(Printed::NoCases),
            _ => None,
        };
    }
    let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = value.replace('.', "").parse().unwrap_or_else(|_| panic!("`{value}` is no number"));
    Some(Printed::Number { digits, decimals: u32::try_from(decimals).expect("few decimals") })
}
