//! A paper is published, one figure is corrected, and the paper is built again: whoever kept the first one has both.

use std::collections::{BTreeMap, BTreeSet};

use panelpack::internals::Edition;
use panelpack::internals::load::Record;
use panelpack::internals::load::record::{Hashed, Signed};
use panelpack::{MemoryFiles, Selection, internals};

use super::attacker::{Attack, Fate, Found, SMALL, Secret, Truth};
use super::authorities::{Atom, Authority, Draws};
use super::calendar::Span;
use super::definitions as words;
use super::reader::{self, Fact, Paper};
use super::{WHOLES, bare, small};
use crate::common;

/// A published paper of a council, and what it told.
pub struct Published<'a> {
    authority: &'a Authority,
    paper: Paper<'static>,
    edition: Vec<(String, Vec<u8>)>,
    told: BTreeSet<Fact>,
    /// What it tells alone.
    open: BTreeSet<Secret>,
}

/// What a correction opened.
pub struct Reissue {
    /// `MISSING 2021-01 is 5, was 4`.
    pub correction: String,
    /// Whether nothing is built, because something would be told.
    pub is_refused: bool,
    /// Secrets that neither paper tells alone and both tell together.
    pub opened: Vec<String>,
    /// The same of those of which noughts alone tell as much.
    pub by_noughts: Vec<String>,
}

impl<'a> Published<'a> {
    /// The scorecard of a month, published with its record.
    pub fn of(authority: &'a Authority, month: i32) -> Self {
        let paper: Paper<'static> = ("panel", Span::month(month));
        let files = authority.files(month);
        let told = reader::read(&files, &[paper]);
        let open = open(&Attack::new(&told), &|atom| authority.at(&atom.series, atom.span));
        Self { authority, paper, edition: edition(&files, paper), told, open }
    }

    /// Corrects one figure of the last year by one to three, and reads both papers.
    pub fn corrected(&self, seed: u64) -> Reissue {
        let mut draws = Draws(seed);
        let month = self.paper.1.first;
        let (atom, now, second) = loop {
            let series = CORRECTED[draws.below(CORRECTED.len() as u64) as usize];
            let atom = Atom::new(series, Span::month(month - draws.below(12) as i32));
            let was = self.authority.at(series, atom.span);
            let now = was + [-3, -2, -1, 1, 2, 3][draws.below(6) as usize];
            let mut second = self.authority.clone();
            second.truth.insert(atom.clone(), now);
            if now >= 0 && second.is_possible(atom.span) {
                break (atom, now, second);
            }
        };
        let files =
            self.edition.iter().fold(second.files(month), |files, (path, content)| files.with(path, content.clone()));
        let (again, is_refused) = reader::attachments(&files, &[self.paper]);
        let changed = BTreeSet::from([atom.clone()]);
        let truth = |asked: &Atom| match asked.series.strip_suffix(CORRECTION) {
            Some(series) => second.at(series, asked.span),
            None => self.authority.at(&asked.series, asked.span),
        };
        let [opened, by_noughts] = opened([&self.told, &again], &self.open, &changed, &truth);
        let was = self.authority.at(&atom.series, atom.span);
        let children = self.authority.children;
        let correction = format!("{children} children: {} {} is {now}, was {was}", atom.series, atom.span);
        Reissue { correction, is_refused, opened, by_noughts }
    }
}

/// The names of secrets that neither of two papers tells alone and both tell together, and of those that noughts alone tell. `open` are those that the first tells; the changed numbers have a
/// name of their own in the second, marked by [`CORRECTION`].
pub fn opened(
    papers: [&BTreeSet<Fact>; 2],
    open_before: &BTreeSet<Secret>,
    changed: &BTreeSet<Atom>,
    truth: Truth<'_>,
) -> [Vec<String>; 2] {
    let both = |[first, second]: [&BTreeSet<Fact>; 2]| {
        Attack::new(first).and(Attack::new(second).renamed(changed, CORRECTION))
    };
    let together = both(papers);
    let wrong = together.wrong(truth);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut opened = open(&together, truth);
    opened.retain(|secret| !open_before.contains(secret));
    // What the later one tells alone is no fault of the first.
    if !opened.is_empty() {
        let alone = open(&Attack::new(papers[1]).renamed(changed, CORRECTION), truth);
        opened.retain(|secret| !alone.contains(secret));
    }
    let bare = WHOLES.map(|wholes| both([&bare(papers[0], wholes), &bare(papers[1], wholes)]));
    let more = told_beyond_noughts(&opened, &together, &bare, truth);
    let names = |of: BTreeSet<Secret>| of.into_iter().map(|secret| secret.name).collect::<Vec<String>>();
    let by_noughts = opened.difference(&more).cloned().collect();
    [names(more), names(by_noughts)]
}

/// Those of some secrets of which papers tell more than the same papers do with everything hidden but noughts and all of them, with wholes hidden and shown ([`WHOLES`]): what these alone rule out
/// no paper can help.
pub fn told_beyond_noughts(
    opened: &BTreeSet<Secret>,
    papers: &Attack,
    bare: &[Attack; 2],
    truth: Truth<'_>,
) -> BTreeSet<Secret> {
    if opened.is_empty() {
        return BTreeSet::new();
    }
    let [with, hidden, shown] = [papers, &bare[0], &bare[1]].map(|attack| {
        let found = attack.fates(truth).into_iter();
        let of = |found: Found<'_>| {
            let possible = small(&found.possible).into_iter().map(str::to_owned).collect();
            (found.secret.clone(), possible)
        };
        found.map(of).collect::<BTreeMap<Secret, Vec<String>>>()
    });
    let is_more = |secret: &&Secret| {
        let without = if secret.name.contains("complement") { &shown } else { &hidden };
        with.get(secret) != without.get(secret)
    };
    opened.iter().filter(is_more).cloned().collect()
}

/// The secrets that are told. One of which a search was given up is not, where no small number was ruled out.
pub fn open(attack: &Attack, truth: Truth<'_>) -> BTreeSet<Secret> {
    let is_told = |found: &Found<'_>| match found.fate {
        Fate::Safe => false,
        Fate::Unknown => small(&found.possible).len() < SMALL.count(),
        Fate::Exact | Fate::Narrowed => true,
    };
    attack.fates(truth).into_iter().filter(is_told).map(|found| found.secret.clone()).collect()
}

/// Marks a number as it is after the correction.
pub const CORRECTION: &str = " (corrected)";

/// What can be corrected without another figure.
const CORRECTED: [&str; 10] = [
    words::ADOPTED,
    words::GUARDIANS,
    words::ALONE,
    words::MISSING,
    words::TALKED,
    words::REVIEWED,
    words::REVIEWS,
    words::HEALTHY,
    words::TURNED_18,
    words::TOOK_PART,
];

/// What is kept of a paper that is published now.
pub fn record(files: &MemoryFiles, paper: Paper<'_>) -> Record {
    published(files, paper).record
}

/// The record and the copies of a paper that is published now.
fn edition(files: &MemoryFiles, paper: Paper<'_>) -> Vec<(String, Vec<u8>)> {
    let edition = published(files, paper);
    let place = |path: String| format!("editions/{}/{path}", edition.record.edition);
    edition.files().into_iter().map(|(path, content)| (place(path), content)).collect()
}

fn published(files: &MemoryFiles, (paper, period): Paper<'_>) -> Edition {
    let mut project = common::open(files);
    let selection =
        Selection { paper: Some(paper.to_owned()), period: Some(period.to_string()), ..Selection::default() };
    let chosen = project.select(&selection).into_parts().0[0];
    let (compiled, found) = project.compile(&chosen, &selection).into_parts();
    let compiled = compiled.unwrap_or_else(|| panic!("{found:#?}"));
    let pdf = Hashed { name: "paper.pdf".to_owned(), sha256: String::new() };
    let signed = Signed { on: "2021-04-20".to_owned(), by: None };
    internals::edition(&project, &chosen, &compiled, pdf, None, signed)
}
