//! Years to date that are left out so that the year's outturn can be shown.
//!
//! Two totals that are shown tell what lies between them. So a year to date shown late in the year stands against the outturn where the rest of the year is small, and nothing of that is known
//! yet on the day on which it is decided. It is estimated from the latest periods and years: each of the rest is taken to count events that come by chance, as often as they came then.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::suppress::{Hidden, UnknownId};

use super::numbers::Book;

/// How many years to date an outturn weighs: with this, invented councils show about as large a share of either that hindsight could show (`tests/suite/attack/least_loss.rs` prints both).
const OUTTURN: f64 = 5.0;

/// Periods that say how much a period counts: those of two years.
const MOST_PERIODS: usize = 24;

/// No year has more periods.
const MOST_OF_A_YEAR: i64 = 12;

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
    /// Outturns of years before the first of those, each with how many periods it has, latest last.
    pub before: Vec<(UnknownId, usize)>,
    /// How many periods of the year are still to come.
    pub rest: usize,
}

/// Something that can be done on the day of a year to date.
struct Choice {
    hides: Vec<UnknownId>,
    /// How many figures are shown, of it and of those that end with it.
    shown: u32,
    /// What is hidden since the last total that is known.
    between: Between,
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
    /// What to hide so that the outturn can be shown: the total itself, and longer periods that end with it, where that makes the outturn so much likelier to be shown that they are worth less.
    pub fn against_the_outturn(&self, book: &Book, hidden: &Hidden) -> Vec<UnknownId> {
        let is_sum = self.periods.iter().map(|id| book.truth(*id)).sum::<i64>() == book.truth(self.total);
        if self.rest == 0 || !is_sum || self.is_told_elsewhere(book) {
            return Vec::new();
        }
        let Some(rests) = self.rests(book) else { return Vec::new() };
        let known = self.known(book, hidden);
        let now = self.periods.len();
        let Some(since) = (0..now).rev().find(|point| known.contains(point)).filter(|_| !known.contains(&now)) else {
            return Vec::new();
        };
        // What is shown of today, and how likely the outturn can be shown.
        let worth = |shown: u32, before: Between| {
            let open = rests.iter().filter(|(rest, _)| before.and(**rest).is_open(book.range.high));
            f64::from(shown) + OUTTURN * open.map(|(_, likely)| likely).sum::<f64>()
        };
        let options = self.options(book, hidden, since);
        // Of several the one that hides least.
        let by_worth =
            |one: &Choice, other: &Choice| worth(one.shown, one.between).total_cmp(&worth(other.shown, other.between));
        let best = options.into_iter().rev().max_by(by_worth);
        best.map_or_else(Vec::new, |it| it.hides)
    }

    /// What the rest of the year may come to, each with how likely it is; `None` where too little is known.
    fn rests(&self, book: &Book) -> Option<BTreeMap<Between, f64>> {
        let latest = &self.latest[self.latest.len().saturating_sub(MOST_PERIODS)..];
        let mut periods = latest.len();
        let mut sum: i64 = latest.iter().map(|id| book.truth(*id)).sum();
        for (outturn, of) in self.before.iter().rev() {
            if periods < MOST_PERIODS {
                (periods, sum) = (periods + of, sum + book.truth(*outturn));
            }
        }
        (periods >= LEAST_PERIODS && sum >= 0).then(|| rests(&by_chance(sum, periods, book.range.high), self.rest))
    }

    /// What can be done today, that which hides least first.
    fn options(&self, book: &Book, hidden: &Hidden, since: usize) -> Vec<Choice> {
        let (now, high) = (self.periods.len(), book.range.high);
        let ending = self.longer.iter().filter(|(range, id)| range.end == now && !hidden.has(*id));
        let (starts, longer): (Vec<usize>, Vec<UnknownId>) = ending.map(|(range, id)| (range.start, *id)).unzip();
        let all = self.between(book, hidden, since..now);
        let figures = u32::try_from(longer.len()).unwrap_or(u32::MAX - 1);
        let mut options = Vec::new();
        if all.is_open(high) {
            options.push(Choice { hides: Vec::new(), shown: 1 + figures, between: Between::NOTHING });
        }
        // A longer period tells nothing of the total where it is not known up to its start.
        let before = match starts.into_iter().min() {
            Some(first) if first > since && self.between(book, hidden, first..now).is_open(high) => {
                Some(self.between(book, hidden, since..first))
            }
            Some(first) if first < since => Some(all).filter(|all| all.is_open(high)),
            _ => None,
        };
        options.extend(before.map(|between| Choice { hides: vec![self.total], shown: figures, between }));
        // What cannot be shown anyway need not be hidden here.
        if !options.is_empty() {
            let hides = longer.into_iter().chain([self.total]).collect();
            options.push(Choice { hides, shown: 0, between: all });
        }
        options
    }

    /// What lies in some periods that are hidden, without those of longer ones that are shown. A figure of today that is not small can still be hidden.
    fn between(&self, book: &Book, hidden: &Hidden, range: Range<usize>) -> Between {
        let now = self.periods.len();
        let is_told =
            |place: usize| self.longer.iter().any(|(it, id)| it.end < now && it.contains(&place) && !hidden.has(*id));
        let is_hidden = |place: &usize| (*place + 1 == now || hidden.has(self.periods[*place])) && !is_told(*place);
        let numbers = range.filter(is_hidden).map(|place| Between::of(book.truth(self.periods[place])));
        numbers.fold(Between::NOTHING, Between::and)
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

/// How likely a period counts how many, where some counted so many together: events come by chance (Poisson), as often as that makes likely (gamma). What is too many for a step to tell
/// anything counts as one. Nothing but products and quotients, so that every machine comes to the same.
fn by_chance(sum: i64, periods: usize, high: i64) -> Vec<(i64, f64)> {
    let most = high + MOST_OF_A_YEAR;
    let (sum, periods) = (sum as f64, periods as f64);
    if sum / periods > 4.0 * most as f64 {
        return vec![(most, 1.0)];
    }
    let mut likely = vec![1.0];
    // Far out nothing is left.
    for number in 0..16 * most {
        let number = number as f64;
        likely.push(likely[likely.len() - 1] * (sum + 0.5 + number) / (number + 1.0) / (periods + 1.0));
    }
    let all: f64 = likely.iter().sum();
    let mut numbers: Vec<(i64, f64)> = (0..most).zip(likely.iter().map(|it| it / all)).collect();
    numbers.push((most, likely.iter().skip(numbers.len()).map(|it| it / all).sum()));
    numbers
}

/// What some periods may come to, and how likely, where each counts one of some numbers, as likely as they are.
fn rests(numbers: &[(i64, f64)], periods: usize) -> BTreeMap<Between, f64> {
    // Whatever comes to more is open.
    let most = numbers.last().map_or(0, |(most, _)| *most);
    let mut rests = BTreeMap::from([(Between::NOTHING, 1.0)]);
    for _ in 0..periods {
        let mut longer: BTreeMap<Between, f64> = BTreeMap::new();
        for (rest, likely) in &rests {
            for (number, by) in numbers {
                let Between { sum, some } = rest.and(Between::of(*number));
                *longer.entry(Between { sum: sum.min(most), some }).or_default() += likely * by;
            }
        }
        rests = longer;
    }
    rests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rest_is_as_likely_as_its_numbers() {
        let rests = rests(&[(0, 0.25), (1, 0.25), (30, 0.5)], 3);
        assert_eq!(rests.values().sum::<f64>(), 1.0);
        assert_eq!(rests.get(&Between { sum: 2, some: 2 }), Some(&(3.0 / 64.0)));
        // 1 and 30, and 30 alone, each beyond every limit.
        assert!(rests.keys().filter(|it| it.sum > 3).all(|it| it.is_open(5)));
    }

    #[test]
    fn a_period_counts_about_what_the_latest_did() {
        for (sum, periods) in [(0, 3), (12, 12), (60, 24), (4000, 24)] {
            let numbers = by_chance(sum, periods, 5);
            let all: f64 = numbers.iter().map(|(_, likely)| likely).sum();
            assert!((all - 1.0).abs() < 1e-9, "{sum} in {periods}: {all}");
            let mean: f64 = numbers.iter().map(|(number, likely)| *number as f64 * likely).sum();
            let expected = ((sum as f64 + 0.5) / periods as f64).min(17.0);
            assert!((mean - expected).abs() < 0.05, "{sum} in {periods}: {mean}");
        }
    }

    #[test]
    fn a_sum_of_months_that_counted_one_at_least_is_open_only_where_each_can_be_anything_small() {
        let is_open =
            |numbers: &[i64]| numbers.iter().map(|it| Between::of(*it)).fold(Between::NOTHING, Between::and).is_open(5);
        assert!(is_open(&[]) && is_open(&[0, 0]) && is_open(&[3, 3]) && is_open(&[7]));
        assert!(!is_open(&[5]) && !is_open(&[2, 3]) && !is_open(&[2, 2, 2]) && is_open(&[3, 2, 2]));
    }
}
