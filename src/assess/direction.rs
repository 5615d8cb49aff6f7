//! Which way is better.

use crate::model::{Goal, Polarity, Value};

/// Whether a movement is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// In the direction that the indicator should go.
    Better,
    /// Against it.
    Worse,
    /// Neither way is better, or it is too early to say.
    Neither,
}

/// Whether a rise, or a fall, is better.
///
/// ```
/// use panelpack::internals::assess::{Judgement, judge};
/// use panelpack::internals::model::Polarity;
///
/// assert_eq!(judge(true, Polarity::HigherIsBetter), Judgement::Better);
/// assert_eq!(judge(true, Polarity::LowerIsBetter), Judgement::Worse);
/// assert_eq!(judge(true, Polarity::Neither), Judgement::Neither);
/// ```
pub fn judge(rose: bool, polarity: Polarity) -> Judgement {
    match polarity {
        Polarity::HigherIsBetter => better_if(rose),
        Polarity::LowerIsBetter => better_if(!rose),
        Polarity::NearTarget | Polarity::Neither => Judgement::Neither,
    }
}

fn better_if(better: bool) -> Judgement {
    if better { Judgement::Better } else { Judgement::Worse }
}

/// How a figure lies to the target of its day, beside an earlier one and its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearer {
    /// How much nearer it is; negative where it is further off.
    pub by: Value,
    /// It is on target, or inside the range that is green.
    pub on_target: bool,
    /// The earlier one was.
    pub was_on_target: bool,
}

/// The same of two figures; `None` where one of them has no target, and where both are on theirs.
pub fn nearer(now: (Value, Option<&Goal>), then: (Value, Option<&Goal>)) -> Option<Nearer> {
    let distance = |(value, goal): (Value, Option<&Goal>)| goal.and_then(|goal| goal.distance(value));
    let (now, then) = (distance(now)?, distance(then)?);
    let nothing = Value::new(0, 0);
    (now != nothing || then != nothing).then(|| Nearer {
        by: then.minus(now),
        on_target: now == nothing,
        was_on_target: then == nothing,
    })
}

/// For "near target", better means nearer, from whichever side.
pub fn judge_nearer(nearer: Value) -> Judgement {
    let nothing = Value::new(0, 0);
    if nearer == nothing { Judgement::Neither } else { better_if(nearer > nothing) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flipped(judgement: Judgement) -> Judgement {
        match judgement {
            Judgement::Better => Judgement::Worse,
            Judgement::Worse => Judgement::Better,
            Judgement::Neither => Judgement::Neither,
        }
    }

    proptest! {
        /// What is better one way is worse the other, and a fall is judged as the reverse of a rise.
        #[test]
        fn direction_flips_with_polarity(rose: bool) {
            let [up, down] = [Polarity::HigherIsBetter, Polarity::LowerIsBetter].map(|polarity| judge(rose, polarity));
            prop_assert_eq!(up, flipped(down));
            prop_assert_eq!(judge(!rose, Polarity::HigherIsBetter), flipped(up));
            prop_assert_eq!(judge(rose, Polarity::Neither), Judgement::Neither);
        }

        /// Nearer to a target is better, by however little and from whichever side.
        #[test]
        fn nearer_is_better(now in -500..500i64, then in -500..500i64, target in -500..500i64) {
            let goal = Goal::Value(Value::new(target, 1));
            let judged = |now, then| {
                nearer((Value::new(now, 1), Some(&goal)), (Value::new(then, 1), Some(&goal)))
                    .map_or(Judgement::Neither, |nearer| judge_nearer(nearer.by))
            };
            let expected = match (now - target).abs().cmp(&(then - target).abs()) {
                std::cmp::Ordering::Less => Judgement::Better,
                std::cmp::Ordering::Equal => Judgement::Neither,
                std::cmp::Ordering::Greater => Judgement::Worse,
            };
            prop_assert_eq!(judged(now, then), expected);
            prop_assert_eq!(judged(then, now), flipped(expected));
        }
    }
}
