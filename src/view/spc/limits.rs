//! Means and limits as they are written, and as far as they are drawn.

use crate::assess::spc::SpcStretch;
use crate::model::{Indicator, Multiple, Unit, Value};
use crate::view::format::figure;

/// Decimals that may be added for two amounts to be told from one another.
pub const MOST_DECIMALS: u32 = 6;

/// Decimals of a stretch's mean and limits: one more than the figures have, so that none is a figure's own, and pounds, and thousands of them, without;
/// more where both limits would be written alike.
pub fn decimals(stretch: &SpcStretch<'_>, indicator: &Indicator) -> u32 {
    let is_whole = matches!(indicator.unit, Unit::Pounds(Multiple::One | Multiple::Thousand));
    let least = if is_whole { indicator.decimals } else { indicator.decimals + 1 };
    let Some((lower, upper)) = within_reach(stretch, indicator) else { return least };
    let differ = |decimals: &u32| value(lower).rounded(*decimals) != value(upper).rounded(*decimals);
    (least..=least + MOST_DECIMALS).find(differ).unwrap_or(least)
}

/// A stretch's mean or limit, as it is written.
pub fn level(amount: f64, stretch: &SpcStretch<'_>, indicator: &Indicator) -> String {
    figure(value(amount), indicator.unit, decimals(stretch, indicator))
}

/// A mean or a limit as an amount, to nine decimals.
pub fn value(amount: f64) -> Value {
    Value::parse(&format!("{amount:.9}")).unwrap_or(Value::new(0, 0))
}

/// Process limits as far as figures can go: a percentage does not pass 100.
pub fn within_reach(stretch: &SpcStretch<'_>, indicator: &Indicator) -> Option<(f64, f64)> {
    let limits = stretch.mean?.limits?;
    let (least, greatest) = indicator.range();
    let lower = least.map_or(limits.lower, |least| limits.lower.max(least.coordinate()));
    let upper = greatest.map_or(limits.upper, |greatest| limits.upper.min(greatest.coordinate()));
    Some((lower, upper))
}
