//! How little must be hidden: the best that somebody could do who knows both years beforehand.
//!
//! Of a year to date two cells one after the other that are shown tell what was added between them, so that must be nothing or at least 6, and the first one likewise.
//! What months, quarters and other measures tell besides is left out: it is a ceiling.

use super::attacker::SMALL;

/// How many running totals of one year can be shown at best, of all but the first month's, which no paper prints.
pub fn most_shown(months: &[i64]) -> usize {
    let mut total = 0;
    let totals: Vec<i64> = months
        .iter()
        .map(|month| {
            total += month;
            total
        })
        .collect();
    // The most that are shown up to a cell that is shown itself.
    let mut best: Vec<usize> = Vec::new();
    let cells = totals.get(1..).unwrap_or_default();
    for (at, total) in cells.iter().enumerate() {
        let before = (0..at).filter(|earlier| best[*earlier] > 0 && !SMALL.contains(&(total - cells[*earlier])));
        let first = usize::from(!SMALL.contains(total));
        best.push(before.map(|earlier| best[earlier] + 1).max().unwrap_or(0).max(first));
    }
    best.into_iter().max().unwrap_or(0)
}

/// How many outturns can be shown at best: years that are not small themselves.
pub fn most_outturns(years: &[i64]) -> usize {
    years.iter().filter(|year| !SMALL.contains(year)).count()
}

#[test]
fn the_best_is_what_trying_everything_finds() {
    let mut draws = super::authorities::Draws(5);
    for _ in 0..200 {
        let months: Vec<i64> = (0..9).map(|_| draws.below(9) as i64).collect();
        let totals: Vec<i64> = (2..=9).map(|end| months[..end].iter().sum()).collect();
        let is_allowed = |shown: &Vec<i64>| {
            let steps = std::iter::once(&0).chain(shown).zip(shown).map(|(before, now)| now - before);
            steps.into_iter().all(|step| !SMALL.contains(&step))
        };
        let all = (0..1_u32 << 8)
            .map(|mask| (0..8).filter(|at| mask >> at & 1 == 1).map(|at| totals[at]).collect::<Vec<_>>());
        assert_eq!(all.filter(is_allowed).map(|shown| shown.len()).max(), Some(most_shown(&months)), "{months:?}");
    }
}
