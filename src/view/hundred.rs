//! Shares of people as so many of every hundred, in words and as dots.
//!
//! People, and young people most of all, understand "84 of every 100" better than "84%", and of a small group its own numbers best. Words and
//! dots are made from printed figures alone, and never lie on another side of the aim than they do.

use crate::assess::AssessedIndicator;
use crate::model::{Goal, Polarity, RatingKey, Unit, Value};
use crate::page::chart::DotChart;

use super::format::shortest;

/// Of fewer than this their own numbers are said and drawn.
const HUNDRED: i64 = 100;

/// Whether a percentage is a share of people or cases, and so many of every hundred.
pub fn is_share(assessed: &AssessedIndicator<'_>, value: Value) -> bool {
    let indicator = assessed.indicator;
    let within = (Value::new(0, 0)..=Value::new(HUNDRED, 0)).contains(&value);
    indicator.unit == Unit::Percent && indicator.has_parts() && !indicator.any_range && within
}

/// The count and what it is out of, of a group smaller than a hundred whose numbers are both shown.
pub fn own_numbers(assessed: &AssessedIndicator<'_>) -> Option<(Value, Value)> {
    let current = &assessed.current;
    let (count, out_of) = (current.count.value()?, current.out_of.value()?);
    (out_of < Value::new(HUNDRED, 0)).then_some((count, out_of))
}

/// `84 of every 100`: whole numbers, rounded half away from zero as everywhere, with `about` where that changed the figure. Rounding never makes
/// some into none or most into all, and where it would reach or leave the aim it says on which side the figure lies.
pub fn per_hundred(assessed: &AssessedIndicator<'_>, value: Value) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let whole = value.rounded(0);
    match made(assessed, value) {
        Some(Made::None) => return "fewer than 1 of every 100".to_owned(),
        Some(Made::All) => return "more than 99 of every 100".to_owned(),
        None => {}
    }
    let said = format!("{} of every 100", shortest(whole));
    if whole == value {
        return said;
    }
    let crosses = current.goal.and_then(Goal::value).is_some_and(|goal| {
        indicator.polarity.is_as_good(whole, goal) != indicator.polarity.is_as_good(value, goal) || whole == goal
    });
    match (crosses, value < whole) {
        (true, true) => format!("just under {said}"),
        (true, false) => format!("just over {said}"),
        (false, _) => format!("about {said}"),
    }
}

/// What rounding would make of a few or of nearly all.
enum Made {
    None,
    All,
}

fn made(assessed: &AssessedIndicator<'_>, value: Value) -> Option<Made> {
    let current = &assessed.current;
    let (none, all) = (Value::new(0, 0), Value::new(HUNDRED, 0));
    let whole = value.rounded(0);
    let (some, not_all) = match (current.count.value(), current.out_of.value()) {
        (Some(count), Some(out_of)) => (count > none, count < out_of),
        _ => (value > none, value < all),
    };
    match whole {
        _ if whole == none && some => Some(Made::None),
        _ if whole == all && not_all => Some(Made::All),
        _ => None,
    }
}

/// The dots of a share that is shown: one for each of a group smaller than a hundred, else a hundred for all. A figure that nobody knows more
/// exactly, is expected only, or would round to none has no dots.
pub fn dots(assessed: &AssessedIndicator<'_>, key: RatingKey) -> Option<DotChart> {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let value = current.value.value().filter(|value| is_share(assessed, *value) && !current.marks.forecast)?;
    let goal = match current.goal {
        Some(goal @ (Goal::Value(_) | Goal::CutOffs { .. })) => goal.value(),
        _ => None,
    };
    let misses = goal.filter(|goal| !indicator.polarity.is_as_good(value, *goal));
    let own = own_numbers(assessed);
    let (of, mut filled) = match own {
        Some((count, out_of)) => (whole(out_of)?, whole(count)?),
        None => match made(assessed, value) {
            Some(Made::None) => return None,
            Some(Made::All) => (100, 99),
            None => (100, whole(value.rounded(0))?),
        },
    };
    let (mut missing, mut over) = (0, 0);
    if let Some(goal) = misses {
        // In dots: what at least, or at most, should be filled.
        let aim = goal.coordinate() * f64::from(of) / 100.0;
        match indicator.polarity {
            Polarity::HigherIsBetter => {
                let aim = aim.ceil() as u32;
                // A hundred are rounded, never on to the aim; people are counted, and one more at least should be.
                filled = if own.is_none() { filled.min(aim.saturating_sub(1)) } else { filled };
                missing = aim.max(filled + 1).min(of).saturating_sub(filled);
            }
            Polarity::LowerIsBetter => {
                let aim = aim.floor() as u32;
                filled = if own.is_none() { filled.max(aim + 1).min(of) } else { filled };
                over = filled.saturating_sub(aim).max(1).min(filled);
            }
            Polarity::NearTarget | Polarity::Neither => {}
        }
    }
    (of > 0 && filled <= of).then_some(DotChart { of, filled, missing, over, key })
}

/// A count as it can be drawn: a half of somebody cannot.
fn whole(value: Value) -> Option<u32> {
    let fits = value == value.rounded(0) && (Value::new(0, 0)..=Value::new(HUNDRED, 0)).contains(&value);
    fits.then(|| value.coordinate() as u32)
}
