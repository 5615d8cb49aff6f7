//! What a figure can be rated, and why it may not be.

use crate::model::{Missing, PublishedRating};

use super::activity::Activity;

/// What an indicator's figure says against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Beyond the floor: louder than red.
    Breach,
    /// Beyond the tolerance.
    Red,
    /// Off target within the tolerance.
    Amber,
    /// On target or better.
    Green,
    /// Worse than the target by more than the tolerance.
    NotAchieved,
    /// On target, within the tolerance on either side.
    Achieved,
    /// Better than the target by more than the tolerance.
    Exceeded,
    /// Against an activity band: neither good nor bad.
    Activity(Activity),
    /// It should be rated and is not.
    NotRated(Reason),
    /// Neither way is better: for information only.
    Information,
}

/// Why there is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is no target, and that is meant.
    NoTarget,
    /// Somebody has still to set the target.
    TargetToBeSet,
    /// The definition says nothing about a target.
    TargetNotGiven,
    /// The target is for shorter periods, whose figures add up to this one.
    OtherLength,
    /// No figure was given for the period.
    NotGiven,
    /// The figure is missing, and the data say why.
    NoFigure(Missing),
    /// The figure is known to lie in a range, and no more.
    OnlyRange,
    /// Disclosure control hides the figure.
    Suppressed,
    /// The period's window has not closed.
    TooEarly,
}

/// A rating with its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// The rating.
    pub rating: Rating,
    /// A paper whose inputs are not public printed it; it was not computed here.
    pub as_published: bool,
}

impl From<PublishedRating> for Rating {
    fn from(rating: PublishedRating) -> Self {
        match rating {
            PublishedRating::Red => Rating::Red,
            PublishedRating::Amber => Rating::Amber,
            PublishedRating::Green => Rating::Green,
            PublishedRating::NotAchieved => Rating::NotAchieved,
            PublishedRating::Achieved => Rating::Achieved,
            PublishedRating::Exceeded => Rating::Exceeded,
        }
    }
}

impl Rating {
    /// Whether it judges the figure.
    pub fn is_rated(self) -> bool {
        self.rank().is_some()
    }

    /// Whether the figure misses its target: what a panel asks about.
    pub fn is_off_target(self) -> bool {
        matches!(self, Rating::Breach | Rating::Red | Rating::Amber | Rating::NotAchieved)
    }

    /// How good it is, worst first, whichever words it is said in; `None` where it does not judge.
    pub fn rank(self) -> Option<u8> {
        match self {
            Rating::Breach => Some(0),
            Rating::Red | Rating::NotAchieved => Some(1),
            Rating::Amber => Some(2),
            Rating::Green | Rating::Achieved => Some(3),
            Rating::Exceeded => Some(4),
            Rating::Activity(_) | Rating::NotRated(_) | Rating::Information => None,
        }
    }
}
