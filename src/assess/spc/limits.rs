//! Mean, moving ranges and limits of one segment.

use crate::model::SpcRules;

/// Natural process limits lie so many mean moving ranges from the mean: 3 over 1.128, the factor of ranges of two.
const LIMITS: f64 = 2.66;
/// A moving range as large as so many mean ones is no common variation.
const SCREEN: f64 = 3.267;
/// A difference below this share of the largest figure is none: means and limits are binary fractions of decimal figures, and a figure
/// that a reader finds exactly on a limit must be on it.
const SAME: f64 = 1e-12;

/// The mean of a segment's figures with what follows from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// The mean of the moving ranges that count; `None` where there is none, and then there are no limits.
    pub moving_range: Option<f64>,
    /// Where common causes alone put the figures.
    pub limits: Option<Limits>,
    /// Amounts nearer to one another than this are the same.
    pub same: f64,
}

/// Process limits, never cut at what can exist: of a percentage the upper one may lie above 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Lower process limit.
    pub lower: f64,
    /// Two thirds of the way from the mean to the lower limit.
    pub near_lower: f64,
    /// Two thirds of the way from the mean to the upper limit.
    pub near_upper: f64,
    /// Upper process limit.
    pub upper: f64,
}

/// Mean and limits of a segment; `None` where it has no figure.
///
/// Made from the first `baseline` figures, otherwise from all. Screening drops, once, every moving range that is not strictly below 3.267
/// times their mean; the figures themselves stay in the mean. Under screening a constant series therefore has no moving range left, since
/// nought is not below nought, and no limits.
pub fn baseline(values: &[Option<f64>], rules: &SpcRules) -> Option<Mean> {
    let same = same(values);
    let figures = values.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?)));
    let figures: Vec<(usize, f64)> = figures.take(rules.baseline.unwrap_or(usize::MAX)).collect();
    let last = figures.last()?.0;
    let ranges = values[..=last].windows(2).filter_map(|pair| Some((pair[1]? - pair[0]?).abs()));
    let mut ranges: Vec<f64> = ranges.collect();
    if rules.screen
        && let Some(all) = mean(&ranges)
    {
        ranges.retain(|range| *range < SCREEN * all - same);
    }
    let value = mean(&figures.iter().map(|(_, value)| *value).collect::<Vec<_>>())?;
    let moving_range = mean(&ranges);
    let limits = moving_range.map(|range| {
        let (far, near) = (LIMITS * range, LIMITS * range * 2.0 / 3.0);
        Limits { lower: value - far, near_lower: value - near, near_upper: value + near, upper: value + far }
    });
    Some(Mean { value, moving_range, limits, same })
}

/// The distance below which two amounts of a series are the same.
fn same(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().fold(0.0_f64, |largest, value| largest.max(value.abs())) * SAME
}

/// The mean, with the rounding of its sum taken out again.
fn mean(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let rough = values.iter().sum::<f64>() / n;
    (!values.is_empty()).then(|| rough + values.iter().map(|value| value - rough).sum::<f64>() / n)
}

impl Mean {
    /// On which side of the mean a figure lies: −1, 0 or 1.
    pub fn side(&self, value: f64) -> i8 {
        self.beyond(value, self.value) - self.beyond(self.value, value)
    }

    /// On which side it lies strictly beyond both process limits, if on one.
    pub fn outside(&self, value: f64) -> i8 {
        self.limits.map_or(0, |limits| self.beyond(value, limits.upper) - self.beyond(limits.lower, value))
    }

    /// The same of the near limits.
    pub fn beyond_near(&self, value: f64) -> i8 {
        self.limits.map_or(0, |limits| self.beyond(value, limits.near_upper) - self.beyond(limits.near_lower, value))
    }

    fn beyond(&self, value: f64, limit: f64) -> i8 {
        i8::from(value - limit > self.same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64], rules: SpcRules) -> Mean {
        baseline(&values.iter().copied().map(Some).collect::<Vec<_>>(), &rules).expect("there are figures")
    }

    #[test]
    fn a_constant_series_has_limits_only_where_nothing_is_screened() {
        let screened = of(&[7.0; 20], SpcRules::default());
        assert_eq!((screened.value, screened.limits), (7.0, None));
        let plain = of(&[7.0; 20], SpcRules { screen: false, ..SpcRules::default() }).limits.expect("limits");
        assert_eq!((plain.lower, plain.upper), (7.0, 7.0));
    }

    #[test]
    fn later_figures_do_not_move_a_baseline() {
        let rules = SpcRules { baseline: Some(12), ..SpcRules::default() };
        let first = [3.0, 5.0, 4.0, 6.0, 3.0, 5.0, 4.0, 6.0, 3.0, 5.0, 4.0, 6.0];
        let later: Vec<f64> = first.iter().copied().chain([40.0, 50.0]).collect();
        let (short, long) = (of(&first, rules), of(&later, rules));
        assert_eq!((short.value, short.limits), (long.value, long.limits));
        // A missing figure does not count towards the baseline.
        let with_gap: Vec<Option<f64>> = std::iter::once(None).chain(later.iter().copied().map(Some)).collect();
        assert_eq!(baseline(&with_gap, &rules).map(|mean| mean.value), Some(short.value));
    }
}
