//! For how long a figure has been off target.

use crate::rating::Rating;

use super::points::{Point, Points};

/// For how long a rating has held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowLong {
    /// Counted in periods of the indicator, the current one included.
    Since(usize),
    /// In every period that has a rating, so many at least.
    Always(usize),
    /// There is no earlier rating, or another paper printed this one: what came before is not known.
    NotKnown,
}

impl<'s> Points<'s> {
    /// For how long a figure has had its rating, where that is off target. A period without a rating neither ends a run nor starts one.
    pub fn how_long(&self, current: &Point<'s>) -> Option<HowLong> {
        let rating = current.rated.rating;
        if !rating.is_off_target() {
            return None;
        }
        if current.rated.as_published {
            return Some(HowLong::NotKnown);
        }
        // A month beyond the floor was red as well.
        let same = |then: Rating| (rating, then) == (Rating::Red, Rating::Breach) || rating == then;
        let (mut first, mut is_known, mut has_ended) = (current.period, false, false);
        let earlier = self.lineage.before(current.period).map(|period| self.at(period));
        for point in earlier.filter(|point| point.rated.rating.is_rated()) {
            is_known = true;
            if !same(point.rated.rating) {
                has_ended = true;
                break;
            }
            first = point.period;
        }
        if !is_known {
            return Some(HowLong::NotKnown);
        }
        let length = (0..).find(|n| current.period.earlier(*n) <= first).unwrap_or(0) as usize + 1;
        Some(if length > 1 && !has_ended { HowLong::Always(length) } else { HowLong::Since(length) })
    }
}
