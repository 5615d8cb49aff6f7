//! Red, amber and green: what a disclosed figure says against its target.
//!
//! The rules are pure. They stand below disclosure control, because a rating is a fact that a reader has, and may give a hidden figure away as a number does.
//!
//! Ratings are one type over two schemes, ordered by `rank`. An activity band judges nothing. A floor is judged before
//! anything else.

mod achieved;
mod activity;
mod rated;
mod rule;

use crate::ledger::Disclosed;
use crate::model::{Goal, Missing, Polarity, Scheme, Value};

pub use achieved::achieved;
pub use activity::{Activity, activity};
pub use rated::{Rated, Rating, Reason};
pub use rule::{Rule, rule, standard_rule};

/// Rates one disclosed figure.
///
/// Judges the figure the reader sees, not the unrounded one, so that page and colour never disagree; one that is held against none or all is
/// never rounded into it. All limits favour
/// the service: equal to the target is green, exactly a tolerance away is amber, equal to the floor is no breach.
///
/// # Examples
///
/// ```
/// use panelpack::internals::ledger::Disclosed;
/// use panelpack::internals::rating::{Rating, Rule, rate};
/// use panelpack::internals::model::{Goal, Polarity, Tolerance, ToleranceUnit, Value};
///
/// let goal = Goal::Value(Value::new(90, 0));
/// let rule = Rule {
///     tolerance: Tolerance::even(Value::new(8, 0), ToleranceUnit::Points),
///     floor: Some(Value::new(70, 0)),
///     ..Rule::new(Some(&goal), Polarity::HigherIsBetter)
/// };
/// let at = |tenths| rate(&Disclosed::Value(Value::new(tenths, 1)), rule);
/// assert_eq!([at(900), at(820), at(819), at(700)], [Rating::Green, Rating::Amber, Rating::Red, Rating::Red]);
/// assert_eq!(at(699), Rating::Breach);
/// ```
pub fn rate(value: &Disclosed<Value>, rule: Rule<'_>) -> Rating {
    let value = match value {
        Disclosed::Value(value) => *value,
        Disclosed::Missing(Missing::Between(_)) => return Rating::NotRated(Reason::OnlyRange),
        Disclosed::Missing(reason) => return Rating::NotRated(Reason::NoFigure(*reason)),
        Disclosed::Suppressed(_) => return Rating::NotRated(Reason::Suppressed),
    };
    let directed = matches!(rule.polarity, Polarity::HigherIsBetter | Polarity::LowerIsBetter);
    if directed && rule.floor.is_some_and(|floor| !rule.polarity.is_as_good(value, floor)) {
        return Rating::Breach;
    }
    match rule.goal {
        None => Rating::NotRated(Reason::TargetNotGiven),
        Some(Goal::None) => Rating::NotRated(Reason::NoTarget),
        Some(Goal::ToBeSet(_)) => Rating::NotRated(Reason::TargetToBeSet),
        Some(Goal::Activity(band)) => Rating::Activity(activity(value, *band)),
        Some(Goal::Ranges { green, amber }) => three_way(green.holds(value), amber.holds(value), rule.scheme),
        Some(Goal::CutOffs { green, amber, .. }) => {
            let [green, amber] = [green, amber].map(|limit| rule.polarity.is_as_good(value, *limit));
            three_way(green, amber, rule.scheme)
        }
        Some(Goal::Value(target)) => match rule.scheme {
            Scheme::Achieved => achieved(value, *target, rule.tolerance, rule.polarity),
            Scheme::RedAmberGreen => against_target(value, *target, rule),
        },
    }
}

fn against_target(value: Value, target: Value, rule: Rule<'_>) -> Rating {
    let (low, high) = rule.tolerance.map_or((target, target), |tolerance| tolerance.limits(target));
    let (green, amber) = match rule.polarity {
        Polarity::HigherIsBetter => (value >= target, value >= low),
        Polarity::LowerIsBetter => (value <= target, value <= high),
        Polarity::NearTarget | Polarity::Neither => {
            let near = rule.green_within.unwrap_or(Value::new(0, 0));
            (value.distance(target) <= near, (low..=high).contains(&value))
        }
    };
    three_way(green, amber, rule.scheme)
}

fn three_way(green: bool, amber: bool, scheme: Scheme) -> Rating {
    match (scheme, green, amber) {
        (Scheme::RedAmberGreen, true, _) => Rating::Green,
        (Scheme::RedAmberGreen, false, true) => Rating::Amber,
        (Scheme::RedAmberGreen, false, false) => Rating::Red,
        (Scheme::Achieved, true, _) => Rating::Achieved,
        (Scheme::Achieved, false, _) => Rating::NotAchieved,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Range, Tolerance, ToleranceUnit};

    fn any_rule() -> impl Strategy<Value = (i64, i64, Polarity)> {
        (0..=1000i64, 0..=300i64, prop_oneof![Just(Polarity::HigherIsBetter), Just(Polarity::LowerIsBetter)])
    }

    fn points(width: i64) -> Option<Tolerance> {
        Tolerance::even(Value::new(width, 1), ToleranceUnit::Points)
    }

    fn rate_at(value: i64, target: i64, width: i64, polarity: Polarity, scheme: Scheme) -> Rating {
        let goal = Goal::Value(Value::new(target, 1));
        let worse = if polarity == Polarity::HigherIsBetter { -1 } else { 1 };
        let floor = Some(Value::new(target + worse * 2 * width, 1));
        let rule = Rule { tolerance: points(width), floor, scheme, ..Rule::new(Some(&goal), polarity) };
        rate(&Disclosed::Value(Value::new(value, 1)), rule)
    }

    proptest! {
        /// A better value never has a worse rating, in either scheme and beyond the floor.
        #[test]
        fn rating_is_monotone((target, width, polarity) in any_rule(), a in 0..=1000i64, b in 0..=1000i64) {
            prop_assume!(polarity.is_as_good(Value::new(a, 1), Value::new(b, 1)));
            for scheme in [Scheme::RedAmberGreen, Scheme::Achieved] {
                let [a, b] = [a, b].map(|value| rate_at(value, target, width, polarity, scheme).rank());
                prop_assert!(a >= b);
            }
        }

        /// On target is green, exactly a tolerance off is amber, a tenth further is red; the floor itself is no breach.
        #[test]
        fn edges_favour_the_service((target, width, polarity) in any_rule()) {
            prop_assume!(width > 1);
            let worse = if polarity == Polarity::HigherIsBetter { -1 } else { 1 };
            let at = |off: i64| rate_at(target + worse * off, target, width, polarity, Scheme::RedAmberGreen);
            prop_assert_eq!(
                [at(0), at(width), at(width + 1), at(2 * width), at(2 * width + 1)],
                [Rating::Green, Rating::Amber, Rating::Red, Rating::Red, Rating::Breach]
            );
        }

        /// Mirrored figures with the other polarity have the same rating.
        #[test]
        fn ratings_mirror_with_polarity((target, width, _) in any_rule(), value in 0..=1000i64) {
            for scheme in [Scheme::RedAmberGreen, Scheme::Achieved] {
                let mirrored = rate_at(-value, -target, width, Polarity::LowerIsBetter, scheme);
                prop_assert_eq!(rate_at(value, target, width, Polarity::HigherIsBetter, scheme), mirrored);
            }
        }
    }

    fn at(tenths: i64, rule: Rule<'_>) -> Rating {
        rate(&Disclosed::Value(Value::new(tenths, 1)), rule)
    }

    #[test]
    fn near_target_is_judged_by_distance_on_either_side() {
        let goal = Goal::Value(Value::new(16, 0));
        let near = Rule { green_within: Some(Value::new(1, 0)), ..Rule::new(Some(&goal), Polarity::NearTarget) };
        let even = Rule { tolerance: points(30), ..near };
        assert_eq!(
            [150, 170, 130, 190, 129, 191].map(|tenths| at(tenths, even) == Rating::Red),
            [false, false, false, false, true, true]
        );
        assert_eq!((at(150, even), at(171, even)), (Rating::Green, Rating::Amber));
        let uneven = Tolerance::new(Value::new(2, 0), Value::new(5, 0), ToleranceUnit::Points);
        let uneven = Rule { tolerance: uneven, ..near };
        assert_eq!([139, 140, 210, 211].map(|tenths| at(tenths, uneven) == Rating::Red), [true, false, false, true]);
    }

    #[test]
    fn a_relative_tolerance_is_a_share_of_the_target() {
        let goal = Goal::Value(Value::new(180, 0));
        let tolerance = Tolerance::even(Value::new(10, 0), ToleranceUnit::PerCent);
        let rule = Rule { tolerance, ..Rule::new(Some(&goal), Polarity::LowerIsBetter) };
        assert_eq!((at(1980, rule), at(1981, rule)), (Rating::Amber, Rating::Red));
    }

    #[test]
    fn explicit_cells_are_ranges_near_a_target() {
        let range = |low, high| Range::new(Value::new(low, 0), Value::new(high, 0)).unwrap();
        let goal = Goal::ranges(range(15, 20), range(12, 25)).unwrap();
        let rule = Rule::new(Some(&goal), Polarity::NearTarget);
        assert_eq!(
            [119, 120, 149, 150, 200, 201, 251].map(|tenths| at(tenths, rule)),
            [Rating::Red, Rating::Amber, Rating::Amber, Rating::Green, Rating::Green, Rating::Amber, Rating::Red]
        );
    }

    #[test]
    fn what_prevents_a_rating_is_the_rating() {
        let value = Disclosed::Value(Value::new(5, 0));
        let higher = Polarity::HigherIsBetter;
        assert_eq!(rate(&value, Rule::new(None, higher)), Rating::NotRated(Reason::TargetNotGiven));
        assert_eq!(rate(&value, Rule::new(Some(&Goal::None), higher)), Rating::NotRated(Reason::NoTarget));
        let missing = Disclosed::Missing(Missing::Awaited);
        let rated = rate(&missing, Rule::new(Some(&Goal::None), higher));
        assert_eq!(rated, Rating::NotRated(Reason::NoFigure(Missing::Awaited)));
    }
}
