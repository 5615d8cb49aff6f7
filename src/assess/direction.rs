//! Which way a figure went, and whether that is better.

use crate::model::{Goal, Polarity, Value};

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
pub fn change(now: &Point<'_>, then: &Point<'_>, apart: Option<NotComparable>, polarity: Polarity) -> Change {
    let Some(value) = now.value.value() else { return Change::NotComparable(NotComparable::NoFigureNow) };
    let Some(earlier) = then.value.value() else { return Change::NotComparable(NotComparable::NoFigureThen) };
    if let Some(apart) = apart {
        return Change::NotComparable(apart);
    }
    if value == earlier {
        return Change::Level;
    }
    let rose = value > earlier;
    let judgement = match polarity {
        _ if now.marks.too_early => Judgement::Neither,
        Polarity::HigherIsBetter => better_if(rose),
        Polarity::LowerIsBetter => better_if(!rose),
        Polarity::Neither => Judgement::Neither,
        Polarity::NearTarget => nearer((value, now.goal), (earlier, then.goal)),
    };
    Change::Moved { by: value.minus(earlier), judgement }
}

fn better_if(better: bool) -> Judgement {
    if better { Judgement::Better } else { Judgement::Worse }
}

/// For "near target", better means nearer to the target of its day.
fn nearer(now: (Value, Option<&Goal>), then: (Value, Option<&Goal>)) -> Judgement {
    let distance =
        |(value, goal): (Value, Option<&Goal>)| goal.and_then(Goal::value).map(|target| value.distance(target));
    match (distance(now), distance(then)) {
        (Some(now), Some(then)) if now != then => better_if(now < then),
        _ => Judgement::Neither,
    }
}
