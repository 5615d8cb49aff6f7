//! The numbers of a chart that can be drawn, each list as long as the periods.

use crate::page::chart::{HistoryChart, Mark, NormalStretch, Point, Signal, SpcPoint, TrendChart};

/// One figure a period, or none.
pub type Values = Vec<Option<f64>>;

/// The two ends of a stretch of amounts a period, the lower first.
pub type Band = Vec<Option<(f64, f64)>>;

/// Lines of other areas that a chart can tell apart.
pub const MOST_BENCHMARKS: usize = 2;

/// Limits beside the target: one, or the two ends of a band.
pub const MOST_LIMITS: usize = 2;

/// The figures that a chart is about; all lists are as long as the periods.
pub struct Own {
    /// Never holds a figure where the mark says that it was suppressed.
    pub values: Values,
    pub marks: Vec<Mark>,
    /// All common cause, except on a process behaviour chart.
    pub signals: Vec<Signal>,
}

impl Own {
    pub fn of(points: &[Point], periods: usize) -> Self {
        Self::from_parts(points.iter().map(|point| (point.value, point.mark, Signal::CommonCause)), periods)
    }

    pub fn with_signals(points: &[SpcPoint], periods: usize) -> Self {
        Self::from_parts(points.iter().map(|point| (point.value, point.mark, point.signal)), periods)
    }

    fn from_parts(parts: impl Iterator<Item = (Option<f64>, Mark, Signal)>, periods: usize) -> Self {
        let parts: Vec<_> = parts.take(periods).collect();
        let values = parts.iter().map(|&(value, mark, _)| value.filter(|_| mark != Mark::Suppressed));
        let filled_up = periods - parts.len();
        let rest = std::iter::repeat_n((Mark::Plain, Signal::CommonCause), filled_up);
        let values = drawable(values, periods);
        let (marks, signals) = parts.iter().map(|&(_, mark, signal)| (mark, signal)).chain(rest).unzip();
        Self { values, marks, signals }
    }

    /// The stretches that are joined by a line.
    pub fn stretches(&self) -> Vec<(usize, Vec<f64>)> {
        stretches(&self.values, |period| self.marks[period] == Mark::Break)
    }

    pub fn latest(&self) -> Option<(usize, f64)> {
        latest(&self.values)
    }
}

/// What a trend chart draws at a height.
pub struct Figures {
    pub own: Own,
    pub target: Values,
    pub limits: Vec<Values>,
    pub benchmarks: Vec<Values>,
    pub band: Band,
}

impl Figures {
    pub fn of(chart: &TrendChart) -> Self {
        let periods = chart.periods.len();
        let list = |values: &Vec<Option<f64>>| drawable(values.iter().copied(), periods);
        let band = chart.band.iter().flat_map(|band| band.values.iter().copied());
        Self {
            own: Own::of(&chart.points, periods),
            target: list(&chart.target),
            limits: chart.limits.iter().take(MOST_LIMITS).map(|limit| list(&limit.values)).collect(),
            benchmarks: chart.benchmarks.iter().take(MOST_BENCHMARKS).map(|line| list(&line.values)).collect(),
            band: drawable_band(band, periods),
        }
    }

    /// Every figure there is, in no order that means anything.
    pub fn all(&self) -> Vec<f64> {
        let lists = [&self.own.values, &self.target].into_iter().chain(&self.limits).chain(&self.benchmarks);
        let ends = self.band.iter().flatten().flat_map(|&(low, high)| [low, high]);
        lists.flatten().copied().flatten().chain(ends).collect()
    }
}

/// What the chart of a block draws at a height.
pub struct HistoryFigures {
    pub own: Own,
    pub target: Values,
    pub floor: Values,
    pub benchmarks: Vec<Values>,
    pub band: Band,
    pub normal: Option<NormalStretch>,
}

impl HistoryFigures {
    pub fn of(chart: &HistoryChart) -> Self {
        let periods = chart.points.len();
        let list = |values: &[Option<f64>]| drawable(values.iter().copied(), periods);
        let is_sound = |it: &NormalStretch| {
            it.first <= it.last && it.last < periods && it.low.is_finite() && it.high.is_finite() && it.low <= it.high
        };
        let band = chart.band.iter().flat_map(|band| band.values.iter().copied());
        Self {
            own: Own::of(&chart.points, periods),
            target: list(&chart.target.values),
            floor: list(&chart.floor.values),
            benchmarks: chart.benchmarks.iter().take(MOST_BENCHMARKS).map(|line| list(&line.values)).collect(),
            band: drawable_band(band, periods),
            normal: chart.normal.filter(is_sound),
        }
    }

    /// Every figure there is, in no order that means anything.
    pub fn all(&self) -> Vec<f64> {
        let lists = [&self.own.values, &self.target, &self.floor].into_iter().chain(&self.benchmarks);
        let of_band = self.band.iter().flatten().flat_map(|&(low, high)| [low, high]);
        let of_normal = self.normal.iter().flat_map(|it| [it.low, it.high]);
        lists.flatten().copied().flatten().chain(of_band).chain(of_normal).collect()
    }
}

/// The latest figure, with the index of its period.
pub fn latest<T: Copy>(values: &[Option<T>]) -> Option<(usize, T)> {
    values.iter().enumerate().rev().find_map(|(index, value)| Some((index, (*value)?)))
}

/// The stretches of neighbouring periods that have figures, each with the index of its first period.
///
/// A stretch also ends before a period for which `starts_anew` holds.
pub fn stretches<T: Copy>(values: &[Option<T>], starts_anew: impl Fn(usize) -> bool) -> Vec<(usize, Vec<T>)> {
    let mut stretches: Vec<(usize, Vec<T>)> = Vec::new();
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

/// The ends that are numbers, the lower first, cut or filled up to the number of periods.
pub fn drawable_band(ends: impl Iterator<Item = Option<(f64, f64)>>, periods: usize) -> Band {
    let ordered = |(a, b): (f64, f64)| (a.is_finite() && b.is_finite()).then(|| (a.min(b), a.max(b)));
    let mut band: Band = ends.map(|ends| ends.and_then(ordered)).collect();
    band.resize(periods, None);
    band
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
