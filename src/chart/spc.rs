//! The process behaviour chart (XmR): points that tell signal from noise, mean, process limits and target.

use plotters::style::RGBColor;

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::Drawing;
use super::face::Weight;
use super::figures::{Own, Values, drawable, latest};
use super::frame::{self, Lines, Surroundings};
use super::geometry::{Rect, Spot};
use super::labels::{EndLabel, LineEnd};
use super::line::{self, Style};
use super::palette::{BAND, COMMON_CAUSE, QUIET, SOFT, TEXT};
use super::plot::Plot;
use super::trend::{TARGET, segments, steps};
use crate::page::chart::{SpcChart, SpcSegment};

const MEAN: Stroke = Stroke::solid(TEXT, 0.9);
const LIMIT: Stroke = Stroke::solid(QUIET, 0.9).dashed(8.0, 3.0);
const TRIAL_LIMIT: Stroke = Stroke::solid(QUIET, 0.9).dashed(2.2, 2.6);

const STYLE: Style =
    Style { colour: COMMON_CAUSE, width: 1.0, dense_width: 0.8, disc: 2.1, latest: 2.9, least_pitch: 2.6 };

/// Draws a process behaviour chart as SVG.
///
/// Special cause is told by shape and by colour: see [`Signal`](crate::page::chart::Signal). A point that is too early
/// to judge is a hollow disc whatever its signal. Between the limits lies a pale ground, except for trial limits.
/// Never fails: without any figure the chart says so, and a segment outside the periods is not drawn. It needs as much
/// room as a trend chart.
pub fn spc(chart: &SpcChart, size: Size) -> Drawing {
    let periods = chart.periods.len();
    let is_sound = |segment: &&SpcSegment| {
        let amounts = [Some(segment.mean), segment.limits.map(|(low, _)| low), segment.limits.map(|(_, high)| high)];
        segment.first <= segment.last && segment.last < periods && amounts.into_iter().flatten().all(f64::is_finite)
    };
    let lines = SpcLines {
        chart,
        own: Own::with_signals(&chart.points, periods),
        segments: chart.segments.iter().filter(is_sound).collect(),
        target: drawable(chart.target.iter().copied(), periods),
    };
    let starts = lines.segments.iter().skip(1).map(|segment| segment.first).collect();
    let around = Surroundings { periods: &chart.periods, events: &chart.events, axis: &chart.axis, starts };
    frame::draw(&around, &lines, size)
}

struct SpcLines<'a> {
    chart: &'a SpcChart,
    own: Own,
    segments: Vec<&'a SpcSegment>,
    target: Values,
}

impl Lines for SpcLines<'_> {
    fn amounts(&self) -> Vec<f64> {
        let of_segments = self.segments.iter().flat_map(|segment| {
            [Some(segment.mean), segment.limits.map(|limits| limits.0), segment.limits.map(|limits| limits.1)]
        });
        self.own.values.iter().chain(&self.target).copied().chain(of_segments).flatten().collect()
    }

    fn labels(&self, plot: &Plot) -> Vec<EndLabel> {
        let label = |words: &str, (period, amount): (usize, f64), is_stepped: bool, colour: RGBColor| {
            let end = LineEnd { y: plot.y(amount), period, is_stepped };
            EndLabel { words: words.to_owned(), weight: Weight::Regular, colour, end }
        };
        let own = self.own.latest().map(|end| label(&self.chart.line_label, end, false, COMMON_CAUSE));
        let own = own.map(|label| EndLabel { weight: Weight::Bold, ..label });
        let target = latest(&self.target).map(|end| label(&self.chart.target_label, end, true, TEXT));
        let of_segments = self.segments.iter().flat_map(|segment| {
            let mean = label(&segment.mean_label, (segment.last, segment.mean), true, TEXT);
            let limits = segment.limits.into_iter().flat_map(|(lower, upper)| {
                let limit = |words: &str, amount: f64| label(words, (segment.last, amount), true, SOFT);
                [limit(&segment.upper_label, upper), limit(&segment.lower_label, lower)]
            });
            [mean].into_iter().chain(limits)
        });
        target.into_iter().chain(own).chain(of_segments).collect()
    }

    fn pieces(&self, plot: &Plot) -> Vec<[Spot; 2]> {
        let levels = self.segments.iter().flat_map(|segment| {
            let limits = segment.limits.into_iter().flat_map(|(lower, upper)| [lower, upper]);
            [segment.mean].into_iter().chain(limits).map(|amount| level(segment, amount, plot)).collect::<Vec<_>>()
        });
        let target = steps(&self.target, plot).into_iter().flat_map(|spots| segments(&spots));
        levels.chain(target).chain(line::segments(&self.own, plot)).collect()
    }

    fn point_boxes(&self, plot: &Plot) -> Vec<Rect> {
        line::point_boxes(&self.own, plot, &STYLE)
    }

    fn paint_behind(&self, canvas: &Canvas<'_>, plot: &Plot) {
        for segment in self.segments.iter().filter(|segment| !segment.trial) {
            if let Some((lower, upper)) = segment.limits {
                let ([from, _], [_, to]) = (level(segment, upper, plot), level(segment, lower, plot));
                canvas.fill(Rect { left: from.x, top: from.y.min(to.y), right: to.x, bottom: from.y.max(to.y) }, BAND);
            }
        }
    }

    fn paint(&self, canvas: &Canvas<'_>, plot: &Plot) {
        for segment in &self.segments {
            let [from, to] = level(segment, segment.mean, plot);
            canvas.line(from, to, MEAN);
            let stroke = if segment.trial { TRIAL_LIMIT } else { LIMIT };
            for amount in segment.limits.into_iter().flat_map(|(lower, upper)| [lower, upper]) {
                let [from, to] = level(segment, amount, plot);
                canvas.line(from, to, stroke);
            }
        }
        for spots in steps(&self.target, plot) {
            canvas.path(&spots, TARGET);
        }
        line::draw(canvas, &self.own, plot, &STYLE);
    }
}

/// A level line over all periods of a segment.
fn level(segment: &SpcSegment, amount: f64, plot: &Plot) -> [Spot; 2] {
    let amounts = vec![amount; segment.last - segment.first + 1];
    match plot.steps(segment.first, &amounts).as_slice() {
        [from, .., to] => [*from, *to],
        _ => [plot.spot(segment.first, amount); 2],
    }
}
