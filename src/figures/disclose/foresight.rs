//! Years to date that are left out so that the year's outturn can be shown.
//!
//! Two totals that are shown tell what lies between them. So a year to date shown late in the year stands against the outturn where the rest of the year is small, and nothing of that is known
//! yet on the day on which it is decided. It is estimated from the latest periods: each of the rest is taken for any of them, all equally likely.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::suppress::{Hidden, UnknownId};

use super::numbers::Book;

/// How many years to date an outturn weighs.
const OUTTURN: u64 = 4;

/// Periods that say how much a period counts: twelve to the power of eleven, which is the most that is counted, is far from overflowing.
const MOST_PERIODS: usize = 12;

/// Fewer say nothing.
const LEAST_PERIODS: usize = 3;

/// A year to date of an indicator that counts and adds up, with what is known of it on the day on which it ends.
#[derive(Debug)]
pub struct ToDate {
    /// The number itself.
    pub total: UnknownId,
    /// The own figures of the year up to that day.
    pub periods: Vec<UnknownId>,
    /// The year to date at the end of each of them but the last; none where it has none.
    pub totals: Vec<Option<UnknownId>>,
    /// Longer periods of the year that have ended by then, as which of those they are made of.
    pub longer: Vec<(Range<usize>, UnknownId)>,
    /// The own figures of periods up to that day, also of earlier years, latest last.
    pub latest: Vec<UnknownId>,
    /// How many periods of the year are still to come.
    pub rest: usize,
}

/// What lies between two totals that are shown, as far as periods that are shown do not tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Between {
    sum: i64,
    /// Periods in which there was anything.
    some: i64,
}

impl Between {
    const NOTHING: Self = Self { sum: 0, some: 0 };

    fn and(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, some: self.some + other.some }
    }

    fn of(number: i64) -> Self {
        Self { sum: number, some: i64::from(number > 0) }
    }

    /// Whether each period in it could have counted any small number: the others count one at least, because a nought is shown.
    fn is_open(self, high: i64) -> bool {
        self.sum == 0 || self.sum >= self.some.max(2) - 1 + high
    }
}

impl ToDate {
    /// What to hide so that the outturn can be shown: the total itself with the longer periods that would tell it, where that makes the outturn so much likelier to be shown that they are worth
    /// less; otherwise nothing.
    pub fn against_the_outturn(&self, book: &Book, hidden: &Hidden) -> Vec<UnknownId> {
        let high = book.range.high;
        let numbers = |ids: &[UnknownId]| ids.iter().map(|id| book.truth(*id)).collect::<Vec<i64>>();
        let periods = numbers(&self.periods);
        let is_sum = periods.iter().sum::<i64>() == book.truth(self.total);
        let latest = numbers(&self.latest[self.latest.len().saturating_sub(MOST_PERIODS)..]);
        if self.rest == 0 || !is_sum || latest.len() < LEAST_PERIODS || self.is_told_elsewhere(book) {
            return Vec::new();
        }
        let known = self.known(book, hidden);
        let now = self.periods.len();
        let Some(since) = (0..now).rev().find(|point| known.contains(point)).filter(|_| !known.contains(&now)) else {
            return Vec::new();
        };
        // A figure of today that is not small can still be hidden.
        let is_hidden = |place: &usize| *place + 1 == now || hidden.has(self.periods[*place]);
        let between = (since..now).filter(is_hidden).map(|place| Between::of(periods[place]));
        let between = between.fold(Between::NOTHING, Between::and);
        if between == Between::NOTHING || !between.is_open(high) {
            return Vec::new();
        }
        let tells = |(range, _): &&(Range<usize>, UnknownId)| range.end == now && known.contains(&range.start);
        let telling = self.longer.iter().filter(tells).map(|(_, id)| *id);
        let hides: Vec<UnknownId> = telling.chain([self.total]).filter(|id| !hidden.has(*id)).collect();
        let rests = rests(&latest, self.rest, high);
        let ways = |before: Between| -> u64 {
            rests.iter().filter(|(rest, _)| before.and(**rest).is_open(high)).map(|(_, ways)| ways).sum()
        };
        let all: u64 = rests.values().sum();
        let gained = OUTTURN * ways(between).saturating_sub(ways(Between::NOTHING));
        if gained >= hides.len() as u64 * all { hides } else { Vec::new() }
    }

    /// Ends of periods to which the total is known from what is shown, though it is not shown itself.
    fn known(&self, book: &Book, hidden: &Hidden) -> BTreeSet<usize> {
        let now = self.periods.len();
        let totals = self.totals.iter().zip(1..).filter(|(total, _)| total.is_some_and(|it| !hidden.has(it)));
        let mut known: BTreeSet<usize> = totals.map(|(_, end)| end).chain([0]).collect();
        let periods = self.periods.iter().enumerate().map(|(place, id)| (place..place + 1, *id));
        let longer = self.longer.iter().filter(|(range, _)| range.end < now).cloned();
        let steps: Vec<Range<usize>> = periods
            .chain(longer)
            .filter(|(_, id)| !hidden.has(*id) && !book.is_few(*id))
            .map(|(range, _)| range)
            .collect();
        loop {
            let before = known.len();
            for step in &steps {
                if known.contains(&step.start) || known.contains(&step.end) {
                    known.extend([step.start, step.end]);
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }

    /// Whether another row says the same: what this one hides that one shows.
    fn is_told_elsewhere(&self, book: &Book) -> bool {
        self.periods
            .iter()
            .any(|id| book.universe.facts_of(*id).any(|fact| fact.terms.len() == 2 && fact.low == fact.high))
    }
}

/// What some periods may come to, and in how many ways, where each counts what one of the latest did.
fn rests(latest: &[i64], periods: usize, high: i64) -> BTreeMap<Between, u64> {
    // Whatever comes to more is open.
    let most = high + MOST_PERIODS as i64 * 2;
    let mut rests = BTreeMap::from([(Between::NOTHING, 1_u64)]);
    for _ in 0..periods {
        let mut longer: BTreeMap<Between, u64> = BTreeMap::new();
        for (rest, ways) in &rests {
            for number in latest {
                let Between { sum, some } = rest.and(Between::of(*number));
                *longer.entry(Between { sum: sum.min(most), some }).or_default() += ways;
            }
        }
        rests = longer;
    }
    rests
}
