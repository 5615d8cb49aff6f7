//! Counts by rating, and what moved from one rating to another.
//!
//! What another paper printed is not all of that paper. Where ratings are as published there are no counts against the period before, no
//! movements and no noughts, since the absence of a rating is not a rating; and "for how long" is not known without an earlier rating.

use crate::model::Missing;

use super::AssessedIndicator;
use crate::rating::{Rating, Reason};

/// How many indicators have each rating. Rated, activity, not rated and information add up to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Beyond the floor.
    pub breach: usize,
    /// Red, without those beyond the floor.
    pub red: usize,
    /// Amber.
    pub amber: usize,
    /// Green.
    pub green: usize,
    /// Not achieved.
    pub not_achieved: usize,
    /// Achieved.
    pub achieved: usize,
    /// Exceeded.
    pub exceeded: usize,
    /// Against an activity band.
    pub activity: usize,
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
                Rating::Breach => &mut counts.breach,
                Rating::Red => &mut counts.red,
                Rating::Amber => &mut counts.amber,
                Rating::Green => &mut counts.green,
                Rating::NotAchieved => &mut counts.not_achieved,
                Rating::Achieved => &mut counts.achieved,
                Rating::Exceeded => &mut counts.exceeded,
                Rating::Activity(_) => &mut counts.activity,
                Rating::NotRated(_) => &mut counts.not_rated,
                Rating::Information => &mut counts.information,
            } += 1;
        }
        counts
    }

    /// All that judge a figure in red, amber and green, those beyond the floor among them.
    pub fn red_amber_green(&self) -> usize {
        self.breach + self.red + self.amber + self.green
    }

    /// All that judge a figure.
    pub fn rated(&self) -> usize {
        self.red_amber_green() + self.not_achieved + self.achieved + self.exceeded
    }

    /// Red in either scheme, those beyond the floor among them.
    pub fn worst(&self) -> usize {
        self.breach + self.red + self.not_achieved
    }
}

/// How many are not rated, by reason, in the order of [`Reason`].
pub fn unrated(ratings: impl Iterator<Item = Rating>) -> Vec<(Reason, usize)> {
    let mut reasons: Vec<(Reason, usize)> = Vec::new();
    for rating in ratings {
        let Rating::NotRated(reason) = rating else { continue };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons.sort();
    reasons
}

/// Indicators that went from one rating to another since the paper before.
#[derive(Debug, PartialEq, Eq)]
pub struct Movement<'s> {
    /// Before.
    pub from: Rating,
    /// Now.
    pub to: Rating,
    /// Names in page order.
    pub names: Vec<&'s str>,
}

/// Movements between ratings, also those that lost or gained one; the worst end first. Where an indicator is compared with itself, because
/// nothing new was due, nothing has moved.
pub fn movements<'a, 's: 'a>(indicators: impl Iterator<Item = &'a AssessedIndicator<'s>>) -> Vec<Movement<'s>> {
    let mut movements: Vec<Movement<'s>> = Vec::new();
    for indicator in indicators {
        let (from, to) = (indicator.before.rated.rating, indicator.current.rated.rating);
        let not_due = |rating| rating == Rating::NotRated(Reason::NoFigure(Missing::NotDue));
        let known = indicator.before.is_given && indicator.current.is_given && ![from, to].into_iter().any(not_due);
        if from == to || !known || !(from.is_rated() || to.is_rated()) {
            continue;
        }
        match movements.iter_mut().find(|movement| (movement.from, movement.to) == (from, to)) {
            Some(movement) => movement.names.push(indicator.name),
            None => movements.push(Movement { from, to, names: vec![indicator.name] }),
        }
    }
    let rated = |m: &Movement<'_>| m.to.is_rated() && m.from.is_rated();
    let better = |m: &Movement<'_>| m.to.rank() > m.from.rank();
    movements.sort_by_key(|movement| (!rated(movement), better(movement), movement.to, movement.from));
    movements
}
