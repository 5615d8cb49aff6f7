//! Means and limits as they are written, and as far as they are drawn.

use crate::assess::spc::SpcStretch;
use crate::model::{Indicator, Unit, Value};
use crate::view::format::figure;

/// A mean or a limit, with a decimal more than the figures have, so that it is no figure's own; pounds without pence.
pub fn level(amount: f64, indicator: &Indicator) -> String {
    let decimals = if indicator.unit == Unit::Pounds { indicator.decimals } else { indicator.decimals + 1 };
    let value = Value::parse(&format!("{amount:.9}")).unwrap_or(Value::new(0, 0));
    figure(value, indicator.unit, decimals)
}

/// Process limits as far as figures can go: a percentage does not pass 100.
pub fn within_reach(stretch: &SpcStretch<'_>, indicator: &Indicator) -> Option<(f64, f64)> {
    let limits = stretch.mean?.limits?;
    let (least, greatest) = if indicator.any_range { (None, None) } else { indicator.unit.limits() };
    let lower = least.map_or(limits.lower, |least| limits.lower.max(least.coordinate()));
    let upper = greatest.map_or(limits.upper, |greatest| limits.upper.min(greatest.coordinate()));
    Some((lower, upper))
}
