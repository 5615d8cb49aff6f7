//! Another council with the same papers: where the hidden numbers are others that nothing printed contradicts, not one public byte may be another.
//!
//! The attacker finds such numbers, for everything that is hidden at once. Whatever depends on a hidden number beyond what the facts say of it, a sentence, a mark in a chart, an alternative
//! text, the order of a table, shows here, though nobody thought of it. What is hidden is held as it was, as for an edition that is made again.

use std::collections::BTreeMap;

use panelpack::{MemoryFiles, Project, Selection, internals};

use super::attacker::Attack;
use super::authorities::{Atom, Authority, FIRST, MONTHS, SIZES};
use super::reader::{self, Paper, papers_of};
use super::reissue;
use crate::common::open;
use crate::matrix::in_parallel;

/// Everything that a paper is set from or attaches, by path.
fn public(project: &mut Project, (paper, period): &Paper<'_>) -> BTreeMap<String, Vec<u8>> {
    let (paper, period) = (Some((*paper).to_owned()), Some(period.to_string()));
    let selection = Selection { paper, period, ..Selection::default() };
    let chosen = project.select(&selection).into_parts().0[0];
    let expanded = internals::expand(project, &chosen, &selection).into_parts().0;
    let files = expanded.files.into_iter().map(|file| (file.path, file.content));
    files.chain([("figures.csv".to_owned(), expanded.figures_csv.into_bytes())]).collect()
}

/// The first place at which two texts differ, with what stands before it.
fn difference(one: &[u8], other: &[u8]) -> String {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let lines = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    lines.map_or_else(|| "one is longer".to_owned(), |(one, other)| format!("{one}\n{other}"))
}

/// How many hidden numbers are others in the second council, and what its papers show of that.
fn perturbed(authority: &Authority, paper: &Paper<'static>) -> (usize, Vec<String>) {
    let last = FIRST + MONTHS - 1;
    let files = authority.files(last);
    let truth = |atom: &Atom| authority.at(&atom.series, atom.span);
    let facts = reader::read(&files, std::slice::from_ref(paper));
    let others = Attack::new(&facts).another(&truth);
    let mut second = authority.clone();
    second.truth.extend(others.clone());
    let again = |files: &MemoryFiles| {
        let mut project = open(files);
        internals::make_again(&mut project, &reissue::record(&authority.files(last), *paper));
        public(&mut project, paper)
    };
    let (one, other) = (again(&files), again(&second.files(last)));
    let paths: Vec<&String> = one.keys().chain(other.keys().filter(|path| !one.contains_key(*path))).collect();
    let nothing = Vec::new();
    let of = |path: &String| [&one, &other].map(|files| files.get(path).unwrap_or(&nothing));
    let differ = paths.into_iter().filter(|path| of(path)[0] != of(path)[1]);
    let differ =
        differ.map(|path| format!("{} children, {path}: {}", authority.children, difference(of(path)[0], of(path)[1])));
    (others.len(), differ.collect())
}

#[test]
fn hidden_numbers_that_are_others_change_nothing_that_is_printed() {
    let last = FIRST + MONTHS - 1;
    let cases: Vec<(u32, Paper<'static>)> =
        SIZES.iter().step_by(3).flat_map(|size| papers_of(last).into_iter().map(move |paper| (*size, paper))).collect();
    let found = in_parallel(&cases, |(size, paper)| perturbed(&Authority::invent(1, *size), paper));
    let changed: usize = found.iter().map(|(changed, _)| changed).sum();
    eprintln!("{changed} hidden numbers were others in {} papers", cases.len());
    assert!(changed > 500, "{changed}");
    let differ: Vec<&String> = found.iter().flat_map(|(_, differ)| differ).collect();
    assert!(differ.is_empty(), "{} files differ: {:#?}", differ.len(), &differ[..differ.len().min(10)]);
}
