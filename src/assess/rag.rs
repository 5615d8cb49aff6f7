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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_band() -> impl Strategy<Value = (i64, i64, Polarity)> {
        (0..=1000i64, 0..=300i64, prop_oneof![Just(Polarity::HigherIsBetter), Just(Polarity::LowerIsBetter)])
    }

    fn rate_at(value: i64, target: i64, width: i64, polarity: Polarity) -> Rating {
        let goal = Goal::Value(Value::new(target, 1));
        let tolerance = Some(Tolerance::Points(Value::new(width, 1)));
        rate(
            &Disclosed::Value(Value::new(value, 1)),
            Band { goal: Some(&goal), tolerance, green_within: None, polarity },
        )
    }

    proptest! {
        /// A better value never has a worse rating.
        #[test]
        fn rating_is_monotone((target, width, polarity) in any_band(), a in 0..=1000i64, b in 0..=1000i64) {
            prop_assume!(polarity.is_as_good(Value::new(a, 1), Value::new(b, 1)));
            prop_assert!(rate_at(a, target, width, polarity) >= rate_at(b, target, width, polarity));
        }

        /// On target is green, exactly a tolerance off is amber, a tenth further is red.
        #[test]
        fn edges_favour_the_service((target, width, polarity) in any_band()) {
            prop_assume!(width > 0);
            let worse = if polarity == Polarity::HigherIsBetter { -1 } else { 1 };
            prop_assert_eq!(rate_at(target, target, width, polarity), Rating::Green);
            prop_assert_eq!(rate_at(target + worse * width, target, width, polarity), Rating::Amber);
            prop_assert_eq!(rate_at(target + worse * (width + 1), target, width, polarity), Rating::Red);
        }
    }

    #[test]
    fn near_target_is_judged_by_distance_on_either_side() {
        let goal = Goal::Value(Value::new(16, 0));
        let band = Band {
            goal: Some(&goal),
            tolerance: Some(Tolerance::Points(Value::new(3, 0))),
            green_within: Some(Value::new(1, 0)),
            polarity: Polarity::NearTarget,
        };
        let at = |tenths| rate(&Disclosed::Value(Value::new(tenths, 1)), band);
        assert_eq!(
            [at(150), at(170), at(130), at(190), at(129), at(191)].map(|r| r == Rating::Red),
            [false, false, false, false, true, true]
        );
        assert_eq!((at(150), at(171)), (Rating::Green, Rating::Amber));
    }

    #[test]
    fn a_relative_tolerance_is_a_share_of_the_target() {
        let goal = Goal::Value(Value::new(180, 0));
        let band = Band {
            goal: Some(&goal),
            tolerance: Some(Tolerance::Relative(Value::new(10, 0))),
            green_within: None,
            polarity: Polarity::LowerIsBetter,
        };
        assert_eq!(rate(&Disclosed::Value(Value::new(198, 0)), band), Rating::Amber);
        assert_eq!(rate(&Disclosed::Value(Value::new(1981, 1)), band), Rating::Red);
    }

    #[test]
    fn what_prevents_a_rating_is_the_rating() {
        let band = |goal| Band { goal, tolerance: None, green_within: None, polarity: Polarity::HigherIsBetter };
        let value = Disclosed::Value(Value::new(5, 0));
        assert_eq!(rate(&value, band(None)), Rating::NotRated(Reason::TargetNotGiven));
        assert_eq!(rate(&value, band(Some(&Goal::None))), Rating::NotRated(Reason::NoTarget));
        let missing = Disclosed::Missing(Missing::Awaited);
        assert_eq!(rate(&missing, band(Some(&Goal::None))), Rating::NotRated(Reason::NoFigure(Missing::Awaited)));
    }
}
