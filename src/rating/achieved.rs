//! Not achieved, achieved, exceeded.
//!
//! Both ends of the tolerance are within it, because that is what a tolerance says. An edge favours the service only where a limit has a
//! bad side, as in `rag`.

use crate::model::{Polarity, Tolerance, Value};

use super::rated::Rating;

/// Judges a figure in the three states of papers that know more than "on target".
///
/// Within the tolerance on either side of the target, both ends included, it is achieved; beyond it on the better side exceeded, on the
/// worse side not achieved. Near a target nothing is exceeded: beyond the tolerance on either side it is not achieved. Without a tolerance only the target itself is achieved. Source: Lincolnshire's performance measures, whose
/// tolerances are in percentage points and may differ above and below.
///
/// # Examples
///
/// ```
/// use panelpack::internals::rating::{Rating, achieved};
/// use panelpack::internals::model::{Polarity, Tolerance, ToleranceUnit, Value};
///
/// let tolerance = Tolerance::new(Value::new(2, 0), Value::new(1, 0), ToleranceUnit::Points); // −2/+1
/// let at = |tenths, polarity| achieved(Value::new(tenths, 1), Value::new(80, 0), tolerance, polarity);
/// let higher = Polarity::HigherIsBetter;
/// assert_eq!([at(779, higher), at(780, higher)], [Rating::NotAchieved, Rating::Achieved]);
/// assert_eq!([at(810, higher), at(811, higher)], [Rating::Achieved, Rating::Exceeded]);
/// assert_eq!(at(811, Polarity::LowerIsBetter), Rating::NotAchieved);
/// assert_eq!([at(811, Polarity::NearTarget), at(779, Polarity::NearTarget)], [Rating::NotAchieved; 2]);
/// ```
pub fn achieved(value: Value, target: Value, tolerance: Option<Tolerance>, polarity: Polarity) -> Rating {
    let (low, high) = tolerance.map_or((target, target), |tolerance| tolerance.limits(target));
    if (low..=high).contains(&value) {
        Rating::Achieved
    } else if matches!(polarity, Polarity::HigherIsBetter | Polarity::LowerIsBetter)
        && polarity.is_as_good(value, target)
    {
        Rating::Exceeded
    } else {
        Rating::NotAchieved
    }
}
