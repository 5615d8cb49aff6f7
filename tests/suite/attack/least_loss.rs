//! How little must be hidden: the best that somebody could do who knows both years beforehand.
//!
//! Two cells of a year to date one after the other that are shown tell what was added between them, and the first one what was added before it: nothing, or so much that each month of it could
//! have counted any small number. The other months in it that counted somebody counted one at least, because a nought is shown; a month that is not small may be hidden besides.
//! What quarters and other measures tell besides is left out: it is a ceiling.

use super::attacker::SMALL;

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

/// How many outturns can be shown at best.
pub fn most_outturns(years: &[Vec<i64>]) -> usize {
    years.iter().filter(|months| is_open(months)).count()
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
