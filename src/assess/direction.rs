//! Which way a figure went, and whether that is better.

use crate::model::{Goal, Indicator, Polarity, Value};

use super::Point;

/// The change from one figure to another, as the reader can recompute it from the two figures shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It moved by this much, with its sign.
    Moved {
        /// The later figure less the earlier one.
        by: Value,
        /// Whether that is better.
        judgement: Judgement,
    },
    /// Both figures are the same, at the decimals shown.
    Level,
    /// It moved by less than the indicator counts as a change.
    Small {
        /// The later figure less the earlier one.
        by: Value,
        /// The least change that counts.
        least: Value,
    },
    /// There are not two figures that can be compared.
    NotComparable(NotComparable),
    /// A paper whose inputs are not public printed this change.
    AsPublished(String),
}

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

/// Why two figures cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotComparable {
    /// The later figure is missing or hidden.
    NoFigureNow,
    /// The earlier figure is missing or hidden.
    NoFigureThen,
    /// The series starts anew between the two.
    Break,
    /// A year to date began anew between the two.
    NewYear,
}

/// Compares the figure of one period with an earlier one of the same indicator.
///
/// A change smaller than the indicator's least change is none; one exactly as large is one. Changes below what a measure can tell apart
/// turned arrows on real papers, and panels asked about each.
pub fn change(now: &Point<'_>, then: &Point<'_>, apart: Option<NotComparable>, indicator: &Indicator) -> Change {
    let Some(value) = now.value.value() else { return Change::NotComparable(NotComparable::NoFigureNow) };
    let Some(earlier) = then.value.value() else { return Change::NotComparable(NotComparable::NoFigureThen) };
    if let Some(apart) = apart {
        return Change::NotComparable(apart);
    }
    if value == earlier {
        return Change::Level;
    }
    let by = value.minus(earlier);
    if let Some(least) = indicator.least_change.filter(|least| by.abs() < *least) {
        return Change::Small { by, least };
    }
    let judgement = match indicator.polarity {
        _ if now.marks.too_early => Judgement::Neither,
        Polarity::NearTarget => nearer((value, now.goal), (earlier, then.goal)),
        polarity @ (Polarity::HigherIsBetter | Polarity::LowerIsBetter | Polarity::Neither) => {
            judge(value > earlier, polarity)
        }
    };
    Change::Moved { by, judgement }
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

/// For "near target", better means nearer to the target of its day.
fn nearer(now: (Value, Option<&Goal>), then: (Value, Option<&Goal>)) -> Judgement {
    let distance = |(value, goal): (Value, Option<&Goal>)| goal.and_then(|goal| goal.distance(value));
    match (distance(now), distance(then)) {
        (Some(now), Some(then)) if now != then => better_if(now < then),
        _ => Judgement::Neither,
    }
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
            let judged = |now, then| nearer((Value::new(now, 1), Some(&goal)), (Value::new(then, 1), Some(&goal)));
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
