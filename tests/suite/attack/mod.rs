//! The proof of the promise that no paper tells on a child: an attacker who knows all definitions reads what was printed and solves for what was hidden.
//!
//! Nothing here knows how the program decides what to hide. [`authorities`] invents councils and [`definitions`] says what they measure, [`reader`] takes the facts out of the attached
//! figures, [`attacker`] makes a whole-number program of them, which [`solver`] answers, and [`least_loss`] says what could have been shown at best.

mod attacker;
mod authorities;
mod by_source;
mod calendar;
mod corrections;
mod definitions;
mod least_loss;
mod noughts;
mod page;
mod perturbed;
mod planted;
mod reader;
mod reissue;
mod solver;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use attacker::{Attack, Fate, Found, Role, SMALL};
use authorities::{Atom, Authority, FIRST, MONTHS, SIZES};
use reader::{Fact, Printed};

use crate::matrix::in_parallel;

/// The months whose papers a reader has: those of the second year's second half, or with `PANELPACK_ATTACK_MONTHS=24` of both years.
fn read() -> Range<i32> {
    let months = number("PANELPACK_ATTACK_MONTHS").map_or(6, |months| months as i32);
    FIRST + MONTHS - months..FIRST + MONTHS
}

/// How many secrets of each role met each fate.
#[derive(Debug, Default)]
struct Tally {
    fates: BTreeMap<(Role, Fate), usize>,
    /// Those that are told, in words.
    told: Vec<String>,
}

impl Tally {
    /// Adds what some facts tell. What the noughts of all papers rule out is no fault of one: by its other figures its reader may know that a month was some which is hidden in another.
    fn add(&mut self, facts: &BTreeSet<Fact>, of_all_papers: &BTreeSet<Fact>, authority: &Authority) {
        let truth = |atom: &Atom| authority.at(&atom.series, atom.span);
        let attack = Attack::new(facts);
        let found = attack.fates(&truth);
        // Most papers narrow nothing, so that nothing has to be held against a bare one.
        let is_narrowed = found.iter().any(|found| found.fate == Fate::Narrowed);
        let bare = WHOLES
            .map(|wholes| if is_narrowed { possible(&bare(of_all_papers, wholes), &truth) } else { BTreeMap::new() });
        for Found { secret, fate, possible } in found {
            let bare = &bare[usize::from(secret.name.contains("complement"))];
            let is_left = |number: &&str| small(&possible).contains(number);
            let is_unavoidable = bare.get(&secret.name).is_some_and(|bare| small(bare).iter().all(is_left));
            let fate = match fate {
                Fate::Narrowed if is_unavoidable => Fate::Safe,
                // What is not known is whether there is more still.
                Fate::Unknown if small(&possible).len() == SMALL.count() => Fate::Safe,
                fate => fate,
            };
            *self.fates.entry((secret.role, fate)).or_default() += 1;
            if fate != Fate::Safe {
                let (Authority { children, .. }, is) = (authority, attacker::value(&secret.sum, &truth));
                self.told.push(format!("{children} children: {} is {is}, {fate:?}: {possible}", secret.name));
            }
        }
    }

    fn join(&mut self, other: Tally) {
        for (key, number) in other.fates {
            *self.fates.entry(key).or_default() += number;
        }
        self.told.extend(other.told);
    }

    fn of(&self, fates: &[Fate]) -> usize {
        self.fates.iter().filter(|((_, fate), _)| fates.contains(fate)).map(|(_, number)| number).sum()
    }

    fn all(&self) -> usize {
        self.fates.values().sum()
    }

    fn tell(&self, of: &str) {
        let share = |fate| 100.0 * self.of(&[fate]) as f64 / self.all().max(1) as f64;
        let [exact, narrowed, unknown] = [Fate::Exact, Fate::Narrowed, Fate::Unknown].map(share);
        eprintln!(
            "{of}: of {} small counts {exact:.1} % exact, {narrowed:.1} % narrowed, {unknown:.1} % undecided",
            self.all()
        );
        eprintln!("  {:?}", self.fates);
    }
}

/// Whether a bare paper says what its figures are out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wholes {
    Hidden,
    Shown,
}

/// What a bare paper may say of what its figures are out of.
const WHOLES: [Wholes; 2] = [Wholes::Hidden, Wholes::Shown];

/// What would be printed if every figure were hidden but noughts and all of them, which always stand: two hidden months of a year to date are two children at least, whoever hides what. The
/// rest of a percentage is some only where it is known of how many.
fn bare(facts: &BTreeSet<Fact>, wholes: Wholes) -> BTreeSet<Fact> {
    let all = Printed::Number { digits: 100, decimals: 0 };
    let is_percent = |fact: &Fact| matches!(definitions::of(&fact.code).form, definitions::Form::Percent(_));
    let whole: BTreeSet<(&str, calendar::Span)> = facts
        .iter()
        .filter(|fact| fact.kind == "value" && fact.printed == all && is_percent(fact))
        .map(|fact| (fact.code.as_str(), fact.period))
        .collect();
    let stands = |fact: &Fact| match fact.printed {
        Printed::Number { digits: 0, .. } | Printed::NoCases | Printed::Hidden => true,
        Printed::Number { .. } => {
            whole.contains(&(fact.code.as_str(), fact.period))
                || (wholes == Wholes::Shown && fact.kind == "denominator")
        }
    };
    let bare =
        |fact: &Fact| if stands(fact) { fact.clone() } else { Fact { printed: Printed::Hidden, ..fact.clone() } };
    facts.iter().map(bare).collect()
}

/// Which numbers each secret can be.
fn possible(facts: &BTreeSet<Fact>, truth: attacker::Truth<'_>) -> BTreeMap<String, String> {
    let attack = Attack::new(facts);
    attack.fates(truth).into_iter().map(|found| (found.secret.name.clone(), found.possible)).collect()
}

/// Those of them that are small.
fn small(possible: &str) -> Vec<&str> {
    possible.split(' ').filter(|number| !number.ends_with('+')).collect()
}

/// A council of each size, or with `PANELPACK_ATTACK_CHILDREN=95` of one alone.
fn councils() -> Vec<Authority> {
    let seed = number("PANELPACK_ATTACK_SEED").unwrap_or(1);
    let only = number("PANELPACK_ATTACK_CHILDREN");
    let all = SIZES.iter().zip(seed..).filter(|(children, _)| only.is_none_or(|only| only == u64::from(**children)));
    all.map(|(children, seed)| Authority::invent(seed, *children)).collect()
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn nothing_is_exact_and_nothing_narrowed() {
    let councils = councils();
    let attacked = in_parallel(&councils, |authority| {
        let (mut one, mut all) = (Tally::default(), Tally::default());
        let papers = read().flat_map(|month| reader::read_each(&authority.files(month), &reader::papers_of(month)));
        let papers: Vec<BTreeSet<Fact>> = papers.collect();
        let facts: BTreeSet<Fact> = papers.iter().flatten().cloned().collect();
        papers.iter().for_each(|told| one.add(told, &facts, authority));
        all.add(&facts, &facts, authority);
        [one, all]
    });
    let [mut one, mut all] = [Tally::default(), Tally::default()];
    for [its_one, its_all] in attacked {
        one.join(its_one);
        all.join(its_all);
    }
    one.tell("one paper");
    all.tell("all papers");
    assert!(one.all() > 100 && all.all() > 100, "there is something to hide");
    for tally in [one, all] {
        let told = &tally.told;
        assert!(told.is_empty(), "{} of them, such as {:#?}", told.len(), &told[..told.len().min(20)]);
    }
}

/// Shares without numbers and twelve months, beside the measures of which they are: the attacker knows the words of each.
#[test]
fn what_is_given_without_numbers_tells_none() {
    let measures: Vec<&definitions::Measure> = definitions::MEASURES.iter().chain(&definitions::DIRECT).collect();
    let councils: Vec<Authority> = councils().into_iter().step_by(2).collect();
    let attacked = in_parallel(&councils, |authority| {
        let last = FIRST + MONTHS - 1;
        let files = authority.files_of(&measures, last);
        let facts = reader::read(&files, &reader::papers_of(last));
        let shares = facts.iter().filter(|fact| definitions::of(&fact.code).is_direct);
        let (hidden, shown): (Vec<&Fact>, Vec<&Fact>) = shares.partition(|fact| fact.printed == Printed::Hidden);
        let mut tally = Tally::default();
        tally.add(&facts, &facts, authority);
        (tally, hidden.len(), shown.len())
    });
    let mut all = Tally::default();
    let (mut hidden, mut shown) = (0, 0);
    for (tally, its_hidden, its_shown) in attacked {
        all.join(tally);
        (hidden, shown) = (hidden + its_hidden, shown + its_shown);
    }
    all.tell("shares without numbers");
    eprintln!("{shown} of them are shown and {hidden} hidden");
    assert!(shown > 30 && hidden > 30, "{shown} are shown and {hidden} hidden");
    assert!(all.told.is_empty(), "{} of them, such as {:#?}", all.told.len(), &all.told[..all.told.len().min(20)]);
}

/// Otherwise what the attacker finds proves nothing.
#[test]
fn the_attacker_knows_nothing_that_is_not_so() {
    for authority in councils().iter().step_by(3) {
        let facts = reader::collect(authority, FIRST + MONTHS - 2..FIRST + MONTHS);
        let wrong = Attack::new(&facts).wrong(&|atom| authority.at(&atom.series, atom.span));
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

/// A correction becomes a second version of a published paper; with `PANELPACK_ATTACK_REISSUES=10000` of many. A search that was given up is no proof, and counts as no hole where no small number was
/// ruled out. Where a running total becomes nought, which is always shown, later totals that were published tell what it was: then nothing is made, and the message says what tells it.
#[test]
fn no_reissue_opens_what_was_hidden() {
    let each = number("PANELPACK_ATTACK_REISSUES").map_or(6, |all| all.div_ceil(SIZES.len() as u64));
    let first = number("PANELPACK_ATTACK_SEED").unwrap_or(0);
    let councils = councils();
    let of = |authority: &Authority| {
        let published = reissue::Published::of(authority, FIRST + MONTHS - 1);
        (first..first + each).map(|seed| published.corrected(seed)).collect::<Vec<_>>()
    };
    let all: Vec<reissue::Reissue> = in_parallel(&councils, of).into_iter().flatten().collect();
    let opens = |it: &&reissue::Reissue| !it.opened.is_empty();
    let (refused, made): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.is_refused);
    let would = refused.iter().copied().filter(opens).count();
    let holes: Vec<_> = made.iter().copied().filter(opens).map(|it| (&it.correction, &it.opened)).collect();
    let by_noughts: Vec<_> = made.iter().filter(|it| !it.by_noughts.is_empty()).map(|it| &it.correction).collect();
    eprintln!(
        "{} of {} reissues open an earlier hole, {} are refused, of which {would} would; noughts alone tell in {by_noughts:#?}",
        holes.len(),
        all.len(),
        refused.len()
    );
    assert!(holes.is_empty(), "{:#?}", &holes[..holes.len().min(20)]);
    assert!(50 * would <= all.len(), "{would} of {} would open a hole and are refused", all.len());
}

/// So many of a hundred totals that could be shown with hindsight are at least: of years to date and of outturns, where nothing ties them to other measures, as the optimum takes it.
const SHOWN: [usize; 2] = [89, 84];

/// The same where the councils declare `equals`: a total of the children who came is one of those who left, and both must tell nothing.
const SHOWN_WITH_EQUALS: [usize; 2] = [79, 59];

/// Councils of each of four sizes. Of fewer one unlucky March is several of a hundred.
const COUNCILS_OF_A_SIZE: u64 = 5;

#[test]
fn many_of_the_totals_that_could_be_shown_are() {
    let first = number("PANELPACK_ATTACK_SEED").unwrap_or(1);
    let seeds = (0..COUNCILS_OF_A_SIZE).map(|group| first + SIZES.len() as u64 * group);
    let councils = seeds.flat_map(|seed| (seed..).zip([45, 70, 140, 300]));
    let councils: Vec<Authority> = councils.map(|(seed, children)| Authority::invent(seed, children)).collect();
    for (declares_equals, least) in [(false, SHOWN), (true, SHOWN_WITH_EQUALS)] {
        let councils: Vec<Authority> = councils.iter().map(|it| Authority { declares_equals, ..it.clone() }).collect();
        let mut all = [(0, 0); 2];
        for found in in_parallel(&councils, least_loss::shown_of_most).into_iter().flatten() {
            all = [0, 1].map(|of| (all[of].0 + found[of].0, all[of].1 + found[of].1));
        }
        let [to_date, outturns] = all.map(|(ours, best)| format!("{ours} of {best}"));
        eprintln!("{to_date} years to date and {outturns} outturns, with `equals`: {declares_equals}");
        for ((ours, best), least) in all.into_iter().zip(least) {
            assert!(100 * ours >= least * best, "{ours} of {best}, with `equals`: {declares_equals}");
        }
    }
}
