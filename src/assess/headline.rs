//! Counts by rating, and what moved from one rating to another.

use super::{AssessedIndicator, Rating};

/// How many indicators have each rating. Rated, not rated and information add up to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Red.
    pub red: usize,
    /// Amber.
    pub amber: usize,
    /// Green.
    pub green: usize,
    /// Without a rating though one would make sense.
    pub not_rated: usize,
    /// Those for which neither way is better.
    pub information: usize,
}

impl Counts {
    /// Counts ratings.
    pub fn of(ratings: impl Iterator<Item = Rating>) -> Self {
        let mut counts = Self::default();
        for rating in ratings {
            *match rating {
                Rating::Red => &mut counts.red,
                Rating::Amber => &mut counts.amber,
                Rating::Green => &mut counts.green,
                Rating::NotRated(_) => &mut counts.not_rated,
                Rating::Information => &mut counts.information,
            } += 1;
        }
        counts
    }

    /// Red, amber and green together.
    pub fn rated(&self) -> usize {
        self.red + self.amber + self.green
    }
}

/// Indicators that went from one rating to another since the period before.
#[derive(Debug, PartialEq, Eq)]
pub struct Movement<'s> {
    /// Before.
    pub from: Rating,
    /// Now.
    pub to: Rating,
    /// Names in page order.
    pub names: Vec<&'s str>,
}

/// Movements between ratings, also those that lost or gained one; the worst end first.
pub fn movements<'a, 's: 'a>(indicators: impl Iterator<Item = &'a AssessedIndicator<'s>>) -> Vec<Movement<'s>> {
    let mut movements: Vec<Movement<'s>> = Vec::new();
    for indicator in indicators {
        let (from, to) = (indicator.before.rated.rating, indicator.current.rated.rating);
        let known = indicator.before.is_given && indicator.current.is_given;
        if from == to || !known || !(from.is_rated() || to.is_rated()) {
            continue;
        }
        match movements.iter_mut().find(|movement| (movement.from, movement.to) == (from, to)) {
            Some(movement) => movement.names.push(indicator.name),
            None => movements.push(Movement { from, to, names: vec![indicator.name] }),
        }
    }
    let (rated, better) = (|m: &Movement<'_>| m.to.is_rated() && m.from.is_rated(), |m: &Movement<'_>| m.to > m.from);
    movements.sort_by_key(|movement| (!rated(movement), better(movement), movement.to, movement.from));
    movements
}
