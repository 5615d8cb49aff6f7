//! For how long a figure has been off target.

use crate::model::Period;
use crate::rating::Rating;

use super::points::{Point, Points};

/// For how long a rating has held. What is counted are ratings that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowLong {
    /// Counted in periods of the indicator, the current one included, each of which has it.
    Since(usize),
    /// In every period that has a rating, so many at least, without a gap.
    Always(usize),
    /// In every period that has a rating since one, with periods between that have none: nobody knows what they were.
    WithGaps {
        /// Periods that have it, the current one included.
        known: usize,
        /// The first of them.
        since: Period,
        /// None of those between has a figure, hidden or not.
        no_figures: bool,
    },
    /// Another paper gives it this period and the one before; what came earlier is not known.
    StillAsPublished(Rating),
    /// There is no earlier rating, or another paper printed this one: what came before is not known.
    NotKnown,
}

impl HowLong {
    /// How many periods are known to have the rating; nought where nothing is known of earlier ones.
    pub fn known(self) -> usize {
        match self {
            HowLong::Since(n) | HowLong::Always(n) | HowLong::WithGaps { known: n, .. } => n,
            HowLong::StillAsPublished(_) => 2,
            HowLong::NotKnown => 0,
        }
    }
}

impl<'s> Points<'s> {
    /// For how long a figure has had its rating, where that is off target. A period without a rating ends no run, and is not counted in it.
    pub fn how_long(&self, current: &Point<'s>) -> Option<HowLong> {
        let rating = current.rated.rating;
        if !rating.is_off_target() {
            return None;
        }
        if current.rated.as_published {
            return Some(match current.published_before {
                Some(before) if before == rating => HowLong::StillAsPublished(rating),
                Some(_) => HowLong::Since(1),
                None => HowLong::NotKnown,
            });
        }
        // A month beyond the floor was red as well.
        let same = |then: Rating| (rating, then) == (Rating::Red, Rating::Breach) || rating == then;
        let (mut known, mut since, mut has_ended) = (1, current.period, false);
        // Periods without a rating, and whether one of them has a figure: since the last one with a rating, and before that one.
        let (mut lately, mut between) = ((0, false), (0, false));
        for point in self.lineage.before(current.period).map(|period| self.at(period)) {
            if !point.rated.rating.is_rated() {
                lately = (lately.0 + 1, lately.1 || point.value.is_figure() || point.value.is_hidden());
                continue;
            }
            has_ended = !same(point.rated.rating);
            if has_ended {
                break;
            }
            (known, since) = (known + 1, point.period);
            between = (between.0 + lately.0, between.1 || lately.1);
            lately = (0, false);
        }
        Some(match between {
            (0, _) if known == 1 && !has_ended => HowLong::NotKnown,
            (0, _) if known == 1 || has_ended => HowLong::Since(known),
            (0, _) => HowLong::Always(known),
            (_, any_figure) => HowLong::WithGaps { known, since, no_figures: !any_figure },
        })
    }
}
