//! Where the figures tend over several periods.

use rust_decimal::Decimal;

use crate::model::{Polarity, Value};

use super::direction::{Judgement, judge};

/// The straight line that fits the latest figures best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// Over how many periods.
    pub over: usize,
    /// Change from one period to the next, in the indicator's unit, not rounded.
    pub per_period: Value,
    /// Whether that is better; neither where it is level.
    pub judgement: Judgement,
    /// The line moves less over the whole time than counts as a change.
    pub is_level: bool,
}

/// Fits a line by least squares to figures of equally spaced periods, oldest first.
///
/// The line is level where its rise over the whole time is smaller than `least`, the least change that counts. Fewer than three figures
/// make no trend, nor do figures too large to be added.
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::trend_of;
/// use panelpack::internals::model::{Polarity, Value};
///
/// let figures = [80, 82, 81, 85].map(|percent| Value::new(percent, 0));
/// let trend = trend_of(&figures, Value::new(1, 0), Polarity::HigherIsBetter).unwrap();
/// assert_eq!(trend.per_period, Value::new(14, 1)); // 1.4 points a period
/// assert!(!trend.is_level);
/// assert!(trend_of(&figures, Value::new(5, 0), Polarity::HigherIsBetter).unwrap().is_level);
/// ```
pub fn trend_of(figures: &[Value], least: Value, polarity: Polarity) -> Option<Trend> {
    if figures.len() < 3 {
        return None;
    }
    let n = Decimal::from(figures.len());
    let mean_x = (n - Decimal::ONE) / Decimal::TWO;
    let sum = figures.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value.decimal()))?;
    let mean_y = sum / n;
    let (mut products, mut squares) = (Decimal::ZERO, Decimal::ZERO);
    for (x, value) in figures.iter().enumerate() {
        let away = Decimal::from(x) - mean_x;
        products = products.checked_add(away.checked_mul(value.decimal().checked_sub(mean_y)?)?)?;
        squares += away * away;
    }
    let slope = Value::from_decimal(products / squares);
    let rise = Value::from_decimal(slope.decimal().checked_mul(n - Decimal::ONE)?).abs();
    let zero = Value::new(0, 0);
    let is_level = slope == zero || rise < least;
    let judgement = if is_level { Judgement::Neither } else { judge(slope > zero, polarity) };
    Some(Trend { over: figures.len(), per_period: slope, judgement, is_level })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The other polarity gives the other judgement, and the figures backwards the other sign.
        #[test]
        fn a_trend_flips_with_its_polarity(figures in prop::collection::vec(0..1000i64, 3..24)) {
            let figures: Vec<Value> = figures.into_iter().map(|tenths| Value::new(tenths, 1)).collect();
            let of = |figures: &[Value], polarity| trend_of(figures, Value::new(0, 0), polarity).unwrap();
            let (up, down) = (of(&figures, Polarity::HigherIsBetter), of(&figures, Polarity::LowerIsBetter));
            prop_assert_eq!(up.judgement == Judgement::Better, down.judgement == Judgement::Worse);
            let backwards: Vec<Value> = figures.iter().rev().copied().collect();
            let sum = of(&backwards, Polarity::HigherIsBetter).per_period.plus(up.per_period);
            prop_assert!(sum.abs() < Value::new(1, 12));
        }
    }
}
