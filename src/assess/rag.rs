//! Red, amber and green.

use crate::model::{Goal, Missing, Polarity, PublishedRating, Tolerance, Value};

use super::Disclosed;

/// What an indicator's figure says against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Beyond the tolerance.
    Red,
    /// Off target within the tolerance.
    Amber,
    /// On target or better.
    Green,
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
    /// No figure was given for the period.
    NotGiven,
    /// The figure is missing, and the data say why.
    NoFigure(Missing),
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
        }
    }
}

impl Rating {
    /// Whether it is red, amber or green.
    pub fn is_rated(self) -> bool {
        matches!(self, Rating::Red | Rating::Amber | Rating::Green)
    }
}

/// What a figure is held against in one period.
#[derive(Debug, Clone, Copy)]
pub struct Band<'a> {
    /// The target.
    pub goal: Option<&'a Goal>,
    /// The width of amber; `None` means that there is no amber.
    pub tolerance: Option<Tolerance>,
    /// For "near target": how far from it is still green.
    pub green_within: Option<Value>,
    /// Which way is better.
    pub polarity: Polarity,
}

/// Rates one disclosed figure.
///
/// Judges the figure the reader sees, not the unrounded one, so that page and colour never disagree. Both limits favour
/// the service: equal to the target is green, exactly a tolerance away is amber.
///
/// # Examples
///
/// ```
/// use panelpack::assess::{Band, Disclosed, Rating, rate};
/// use panelpack::model::{Goal, Polarity, Tolerance, Value};
///
/// let goal = Goal::Value(Value::new(90, 0));
/// let band = Band {
///     goal: Some(&goal),
///     tolerance: Some(Tolerance::Points(Value::new(8, 0))),
///     green_within: None,
///     polarity: Polarity::HigherIsBetter,
/// };
/// assert_eq!(rate(&Disclosed::Value(Value::new(82, 0)), band), Rating::Amber);
/// assert_eq!(rate(&Disclosed::Value(Value::new(81, 0)), band), Rating::Red);
/// ```
pub fn rate(value: &Disclosed<Value>, band: Band<'_>) -> Rating {
    if band.polarity == Polarity::Neither {
        return Rating::Information;
    }
    let value = match value {
        Disclosed::Value(value) => *value,
        Disclosed::Missing(reason) => return Rating::NotRated(Reason::NoFigure(*reason)),
        Disclosed::Suppressed(_) => return Rating::NotRated(Reason::Suppressed),
    };
    match band.goal {
        None => Rating::NotRated(Reason::TargetNotGiven),
        Some(Goal::None) => Rating::NotRated(Reason::NoTarget),
        Some(Goal::ToBeSet { .. }) => Rating::NotRated(Reason::TargetToBeSet),
        Some(Goal::CutOffs { green, amber }) => {
            three_way(band.polarity.is_as_good(value, *green), band.polarity.is_as_good(value, *amber))
        }
        Some(Goal::Value(target)) => against_target(value, *target, band),
    }
}

fn against_target(value: Value, target: Value, band: Band<'_>) -> Rating {
    let zero = Value::new(0, 0);
    let width = band.tolerance.map_or(zero, |tolerance| tolerance.width(target));
    // How far beyond the target on the worse side; negative on the better one.
    let shortfall = match band.polarity {
        Polarity::HigherIsBetter => target.minus(value),
        Polarity::LowerIsBetter => value.minus(target),
        Polarity::NearTarget | Polarity::Neither => value.distance(target),
    };
    three_way(shortfall <= band.green_within.unwrap_or(zero), shortfall <= width)
}

fn three_way(green: bool, amber: bool) -> Rating {
    match (green, amber) {
        (true, _) => Rating::Green,
        (false, true) => Rating::Amber,
        (false, false) => Rating::Red,
    }
}
