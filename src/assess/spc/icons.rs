//! The two icons: what the latest figure says, and whether the target can be met.

use crate::model::Polarity;

use super::{Limits, Signal, Way};

/// What the latest figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variation {
    /// A special cause for the better.
    Improvement(Way),
    /// Chance explains it.
    Common,
    /// A special cause for the worse.
    Concern(Way),
    /// A special cause where neither way is better.
    Neutral(Way),
    /// Nothing can be said.
    NotEnough,
}

/// Whether the process as it runs meets the target in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assurance {
    /// Consistently meets it: chance alone will not make it miss.
    Pass,
    /// Chance decides.
    HitOrMiss,
    /// Consistently falls short: chance alone will not make it meet the target.
    Fail,
    /// There is no target, or no better way.
    None,
}

/// The icon of a signal.
pub fn variation(signal: Signal) -> Variation {
    match signal {
        Signal::Common => Variation::Common,
        Signal::Improvement(way) => Variation::Improvement(way),
        Signal::Concern(way) => Variation::Concern(way),
        Signal::Neutral(way) => Variation::Neutral(way),
    }
}

/// Holds the target in force at the latest figure against the limits of the latest segment. A target on a limit is hit and miss; so is,
/// as in the package, one without limits to hold it against, which a paper does not print.
///
/// `same` is the distance below which two amounts are one, see [`Mean::same`](super::Mean::same).
pub fn assurance(limits: Option<&Limits>, target: Option<f64>, polarity: Polarity, same: f64) -> Assurance {
    let Some(target) = target else { return Assurance::None };
    let (above, below) = match polarity {
        Polarity::HigherIsBetter => (Assurance::Fail, Assurance::Pass),
        Polarity::LowerIsBetter => (Assurance::Pass, Assurance::Fail),
        Polarity::NearTarget | Polarity::Neither => return Assurance::None,
    };
    match limits {
        Some(limits) if target - limits.upper > same => above,
        Some(limits) if limits.lower - target > same => below,
        Some(_) | None => Assurance::HitOrMiss,
    }
}
