//! The numbers of a chart that can be drawn, each list as long as the periods.

use crate::view::chart::{Mark, TrendChart};

/// One figure a period, or none.
pub type Values = Vec<Option<f64>>;

/// Lines of other areas that a chart can tell apart.
pub const MOST_BENCHMARKS: usize = 2;

/// Limits beside the target: one, or the two ends of a band.
pub const MOST_LIMITS: usize = 2;

/// What a trend chart draws at a height.
pub struct Figures {
    /// Never holds a figure where the mark says that it was suppressed.
    pub own: Values,
    pub marks: Vec<Mark>,
    pub target: Values,
    pub limits: Vec<Values>,
    pub benchmarks: Vec<Values>,
}

impl Figures {
    pub fn of(chart: &TrendChart) -> Self {
        let periods = chart.periods.len();
        let own = chart.points.iter().map(|point| point.value.filter(|_| point.mark != Mark::Suppressed));
        let mut marks: Vec<_> = chart.points.iter().map(|point| point.mark).collect();
        marks.resize(periods, Mark::Plain);
        Self {
            own: drawable(own, periods),
            marks,
            target: drawable(chart.target.iter().copied(), periods),
            limits: chart
                .limits
                .iter()
                .take(MOST_LIMITS)
                .map(|limit| drawable(limit.values.iter().copied(), periods))
                .collect(),
            benchmarks: chart
                .benchmarks
                .iter()
                .take(MOST_BENCHMARKS)
                .map(|b| drawable(b.values.iter().copied(), periods))
                .collect(),
        }
    }

    /// Every figure there is, in no order that means anything.
    pub fn all(&self) -> Vec<f64> {
        let lists = [&self.own, &self.target].into_iter().chain(&self.limits).chain(&self.benchmarks);
        lists.flatten().copied().flatten().collect()
    }
}

/// The latest figure, with the index of its period.
pub fn latest(values: &[Option<f64>]) -> Option<(usize, f64)> {
    values.iter().enumerate().rev().find_map(|(index, value)| Some((index, (*value)?)))
}

/// The stretches of neighbouring periods that have figures, each with the index of its first period.
///
/// A stretch also ends before a period for which `starts_anew` holds.
pub fn stretches(values: &[Option<f64>], starts_anew: impl Fn(usize) -> bool) -> Vec<(usize, Vec<f64>)> {
    let mut stretches: Vec<(usize, Vec<f64>)> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let Some(value) = *value else { continue };
        match stretches.last_mut() {
            Some((first, stretch)) if *first + stretch.len() == index && !starts_anew(index) => stretch.push(value),
            _ => stretches.push((index, vec![value])),
        }
    }
    stretches
}

/// The values that are numbers, cut or filled up to the number of periods.
pub fn drawable(values: impl Iterator<Item = Option<f64>>, periods: usize) -> Values {
    let mut values: Values = values.map(|value| value.filter(|number| number.is_finite())).collect();
    values.resize(periods, None);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_and_a_new_start_end_a_stretch() {
        let values = [Some(1.0), None, Some(3.0), Some(4.0), Some(5.0)];
        let stretches = stretches(&values, |index| index == 4);
        assert_eq!(stretches, [(0, vec![1.0]), (2, vec![3.0, 4.0]), (4, vec![5.0])]);
    }
}
