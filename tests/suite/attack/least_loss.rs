//! How little must be hidden: the best that somebody could do who knows both years beforehand.
//!
//! Two cells of a year to date one after the other that are shown tell what was added between them, and the first one what was added before it: nothing, or so much that each month of it could
//! have counted any small number. The other months in it that counted somebody counted one at least, because a nought is shown; a month that is not small may be hidden besides.
//! Where `equals` binds those who came to those who left, both are told by what is shown of the children in care, so neither may be ([`Tied`]). What quarters and other measures tell besides
//! is left out: it is a ceiling.

use panelpack::internals::ledger::{Audience, FigureId, Ledger, Published};
use panelpack::{FigureKind, internals};

use super::attacker::SMALL;
use super::authorities::{Authority, FIRST, MONTHS};
use super::calendar::Span;
use super::definitions as words;
use crate::common::open;

/// How many years to date and how many outturns a council shows, and how many it could, of two measures.
pub fn shown_of_most(authority: &Authority) -> [[(usize, usize); 2]; 2] {
    let project = open(&authority.files(FIRST + MONTHS - 1));
    let (scorecard, figures) = (internals::scorecard(&project), internals::figures(&project));
    let ledger = Ledger::of(scorecard, figures, &Published::default(), Audience::default());
    let shown = |code: &str, kind: &FigureKind, months: i32| -> Vec<Span> {
        let span = |id: &FigureId| Span::parse(&id.period.to_string()).filter(|span| span.months == months);
        let of = ledger
            .iter()
            .filter(|(id, entry)| id.code.as_str() == code && id.kind == *kind && entry.value.value().is_some());
        of.filter_map(|(id, _)| span(&id)).filter(|span| span.first >= FIRST).collect()
    };
    let there = shown("CLA", &FigureKind::Value, 1);
    let is_there = |month: i32| there.contains(&Span::month(month));
    ["STARTS", "ADOPT"].map(|code| {
        let best = Best::of(authority, code, &is_there);
        [
            (shown(code, &FigureKind::YearToDate, 1).len(), best.to_date),
            (shown(code, &FigureKind::Value, 12).len(), best.outturns),
        ]
    })
}

/// How many totals of two years can be shown at best.
#[derive(Debug, Default)]
pub struct Best {
    pub to_date: usize,
    pub outturns: usize,
}

impl Best {
    /// Those of a measure of a council. Where `equals` binds it to another one, beside the children in care whose number at the end of a month is shown.
    pub fn of(authority: &Authority, code: &str, is_shown: &dyn Fn(i32) -> bool) -> Self {
        let mut best = Self::default();
        for april in [FIRST, FIRST + 12] {
            let year = |series: &str| -> Vec<i64> {
                (april..april + 12).map(|month| authority.at(series, Span::month(month))).collect()
            };
            let (to_date, is_open) = if authority.declares_equals && code == "STARTS" {
                let (came, left) = (year(words::STARTED), year(words::CEASED));
                let first = authority.at(words::IN_CARE, Span::month(april)) - came[0] + left[0];
                let there = [first].into_iter().chain(year(words::IN_CARE)).collect();
                let tied = Tied { came, left, there, is_shown: (april - 1..april + 12).map(is_shown).collect() };
                (tied.most_shown(), tied.is_outturn_open())
            } else {
                let months = year(words::of(code).count);
                (most_shown(&months), is_open(&months))
            };
            best.to_date += to_date;
            best.outturns += usize::from(is_open);
        }
        best
    }
}

/// Whether nothing is told where only the sum of some months is shown.
pub fn is_open(months: &[i64]) -> bool {
    let some = months.iter().filter(|month| **month > 0).count() as i64;
    let sum: i64 = months.iter().sum();
    sum == 0 || sum - (some - 1).max(1) >= *SMALL.end()
}

/// How many running totals of one year can be shown at best, of all but the first month's, which no paper prints.
pub fn most_shown(months: &[i64]) -> usize {
    // The most that are shown up to a cell that is shown itself, by how many months it sums up.
    let mut best: Vec<(usize, usize)> = Vec::new();
    for end in 2..=months.len() {
        let before = best.iter().filter(|(earlier, _)| is_open(&months[*earlier..end])).map(|(_, shown)| shown + 1);
        let first = is_open(&months[..end]).then_some(1);
        best.extend(before.chain(first).max().map(|shown| (end, shown)));
    }
    best.into_iter().map(|(_, shown)| shown).max().unwrap_or(0)
}

/// The months of a year in which those who came and those who left make up how many there are.
///
/// All that is known of them are differences of two running totals: a month is one of those who came, or of those who left, and how many there are is what came in all less what left. So the
/// shortest paths from each total to each other one give the least and the most that every month can be, exactly.
pub struct Tied {
    pub came: Vec<i64>,
    pub left: Vec<i64>,
    /// How many there were before the first month, and at the end of each.
    pub there: Vec<i64>,
    /// Which of those are shown.
    pub is_shown: Vec<bool>,
}

/// No difference is known to be less.
const FAR: i64 = 1 << 40;

impl Tied {
    /// How many running totals of those who came can be shown at best.
    pub fn most_shown(&self) -> usize {
        self.best((2..=self.came.len()).collect(), Vec::new(), &self.ranges(&[]))
    }

    /// Whether that of the whole year can be.
    pub fn is_outturn_open(&self) -> bool {
        self.is_allowed(&[self.came.len()], &self.ranges(&[]))
    }

    /// Each total is shown or not, the first ones first; what is told already stays so whatever is shown besides.
    fn best(&self, mut open: Vec<usize>, shown: Vec<usize>, alone: &[[i64; 2]]) -> usize {
        if open.is_empty() {
            return shown.len();
        }
        let next = open.remove(0);
        let with = [&shown[..], &[next]].concat();
        let all = with.len() + open.len();
        let with = if self.is_allowed(&with, alone) { self.best(open.clone(), with, alone) } else { 0 };
        if with == all { with } else { with.max(self.best(open, shown, alone)) }
    }

    /// Whether each small month can still be every small number that it could be where no total was shown: noughts tell the others.
    fn is_allowed(&self, shown: &[usize], alone: &[[i64; 2]]) -> bool {
        let months = self.came.iter().chain(&self.left);
        let with = self.ranges(shown);
        months
            .zip(with.iter().zip(alone))
            .filter(|(month, _)| SMALL.contains(month))
            .all(|(_, (with, alone))| with[0] <= alone[0].max(*SMALL.start()) && with[1] >= alone[1].min(*SMALL.end()))
    }

    /// The least and the most that each month can be for whoever knows some of the totals; those of who came first.
    fn ranges(&self, shown: &[usize]) -> Vec<[i64; 2]> {
        let months = self.came.len();
        // The totals of those who came, then those of who left less how many there were before.
        let (came, left) = (|month: usize| month, |month: usize| months + 1 + month);
        let mut most = vec![vec![FAR; 2 * months + 2]; 2 * months + 2];
        (0..most.len()).for_each(|at| most[at][at] = 0);
        let mut between = |from: usize, to: usize, least: i64, greatest: i64| {
            most[from][to] = most[from][to].min(greatest);
            most[to][from] = most[to][from].min(-least);
        };
        for month in 0..months {
            for (of, number) in [(came(month), self.came[month]), (left(month), self.left[month])] {
                between(of, of + 1, number.min(1), if number == 0 { 0 } else { FAR });
            }
        }
        for (month, (there, is_shown)) in self.there.iter().zip(&self.is_shown).enumerate() {
            let (least, greatest) = if *is_shown { (*there, *there) } else { (0, FAR) };
            between(left(month), came(month), least, greatest);
        }
        for end in shown {
            let total = self.came[..*end].iter().sum();
            between(came(0), came(*end), total, total);
        }
        for by in 0..most.len() {
            for from in 0..most.len() {
                for to in 0..most.len() {
                    most[from][to] = most[from][to].min(most[from][by] + most[by][to]);
                }
            }
        }
        let range = |at: usize| [-most[at + 1][at], most[at][at + 1]];
        (0..months).map(came).chain((0..months).map(left)).map(range).collect()
    }
}

#[test]
fn the_best_is_what_trying_everything_finds() {
    let mut draws = super::authorities::Draws(5);
    for _ in 0..200 {
        let months: Vec<i64> = (0..9).map(|_| draws.below(9) as i64).collect();
        let is_allowed = |shown: &Vec<usize>| {
            let starts = std::iter::once(&0).chain(shown);
            starts.zip(shown).all(|(start, end)| is_open(&months[*start..*end]))
        };
        let all = (0..1_u32 << 8).map(|mask| (2..=9).filter(|end| mask >> (end - 2) & 1 == 1).collect::<Vec<usize>>());
        assert_eq!(all.filter(is_allowed).map(|shown| shown.len()).max(), Some(most_shown(&months)), "{months:?}");
    }
}

/// Whether a month of some could be told from their sum, found by trying all that they could be.
#[test]
fn what_is_open_is_what_trying_everything_finds() {
    let mut draws = super::authorities::Draws(7);
    for _ in 0..300 {
        let months: Vec<i64> = (0..4).map(|_| draws.below(8) as i64).collect();
        let hidden: Vec<i64> = months.iter().copied().filter(|month| *month > 0).collect();
        let rest = |sum: i64, others: usize| if others == 0 { sum == 0 } else { sum >= others as i64 };
        let is_small = |month: &&i64| SMALL.contains(month);
        let mut small = hidden.iter().filter(is_small);
        let sum: i64 = hidden.iter().sum();
        let is_open_for_each = small.all(|_| SMALL.into_iter().all(|value| rest(sum - value, hidden.len() - 1)));
        assert_eq!(is_open(&months), is_open_for_each, "{months:?}");
    }
}

fn tied(draws: &mut super::authorities::Draws, months: usize, below: u64) -> Tied {
    let [came, left] = [(); 2].map(|()| (0..months).map(|_| draws.below(below) as i64).collect::<Vec<_>>());
    let mut there = vec![9];
    came.iter().zip(&left).for_each(|(came, left)| there.push(there[there.len() - 1] + came - left));
    Tied { is_shown: there.iter().map(|_| draws.below(3) > 0).collect(), came, left, there }
}

/// The same of months that are tied, found by trying all that those who came and those who left could be.
#[test]
fn what_is_open_of_two_that_are_tied_is_what_trying_everything_finds() {
    let mut draws = super::authorities::Draws(11);
    for _ in 0..200 {
        let tied = tied(&mut draws, 2, 5);
        let shown: Vec<usize> = (2..=2).filter(|_| draws.below(2) == 0).collect();
        let truth: Vec<i64> = tied.came.iter().chain(&tied.left).copied().collect();
        // A number up to four needs no other one beyond so many.
        let most = 14_i64;
        let mut found = vec![std::collections::BTreeSet::new(); 4];
        let befores = if tied.is_shown[0] { 9..=9 } else { 0..=2 * most };
        for (before, case) in befores.flat_map(|before| (0..most.pow(4)).map(move |case| (before, case))) {
            let months: [i64; 4] = std::array::from_fn(|at| case / most.pow(at as u32) % most);
            let is_nought = |(one, other): (&i64, &i64)| (*one == 0) == (*other == 0);
            let is_there = |end: usize| {
                let there = before + months[..end].iter().sum::<i64>() - months[2..2 + end].iter().sum::<i64>();
                if tied.is_shown[end] { there == tied.there[end] } else { there >= 0 }
            };
            let is_it = |end: &usize| months[..*end].iter().sum::<i64>() == tied.came[..*end].iter().sum::<i64>();
            if months.iter().zip(&truth).all(is_nought) && (0..=2).all(is_there) && shown.iter().all(is_it) {
                found.iter_mut().zip(months).for_each(|(found, month)| found.extend((month <= 4).then_some(month)));
            }
        }
        let ranges = tied
            .ranges(&shown)
            .into_iter()
            .map(|[least, most]| (least..=most.min(4)).collect::<std::collections::BTreeSet<i64>>());
        assert_eq!(ranges.collect::<Vec<_>>(), found, "{:?} {:?} {:?} {shown:?}", tied.came, tied.left, tied.is_shown);
    }
}

/// Where nothing is known of how many there are, nothing ties the two.
#[test]
fn the_best_of_two_that_nothing_ties_is_the_best_of_one() {
    let mut draws = super::authorities::Draws(13);
    for _ in 0..20 {
        let tied = Tied { is_shown: vec![false; 10], ..tied(&mut draws, 9, 4) };
        let there = tied.there.iter().map(|it| it + 100).collect();
        let tied = Tied { there, ..tied };
        let all = (0..1_u32 << 8).map(|mask| (2..=9).filter(|end| mask >> (end - 2) & 1 == 1).collect::<Vec<usize>>());
        let alone = tied.ranges(&[]);
        let most = all.filter(|shown| tied.is_allowed(shown, &alone)).map(|shown| shown.len()).max();
        assert_eq!((Some(tied.most_shown()), tied.most_shown()), (most, most_shown(&tied.came)));
    }
}
