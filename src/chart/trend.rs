//! The trend chart: the indicator's own line among target, limits, other areas and the neighbours' band.

use plotters::style::RGBColor;

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::Drawing;
use super::face::Weight;
use super::figures::{Band, Figures, MOST_BENCHMARKS, Values, latest, stretches};
use super::frame::{self, Lines, Surroundings};
use super::geometry::{Rect, Spot};
use super::labels::{EndLabel, LineEnd};
use super::line::{self, Style};
use super::palette::{BAND, BAND_EDGE, Palette, SOFT, TEXT};
use super::plot::Plot;
use crate::page::chart::TrendChart;

pub const TARGET: Stroke = Stroke::solid(TEXT, 1.2).dashed(4.2, 2.6);
const LIMIT: Stroke = Stroke::solid(TEXT, 1.0).dashed(1.2, 2.2);
const EDGE: Stroke = Stroke::solid(BAND_EDGE, 0.5);

/// How another area's line is drawn, and its label: the same hue, dark enough to read on white.
pub struct BenchmarkStyle {
    pub stroke: Stroke,
    pub text: RGBColor,
}

/// Different dashes, so that the lines are told apart without colour.
pub const BENCHMARKS: [BenchmarkStyle; MOST_BENCHMARKS] = [
    BenchmarkStyle {
        stroke: Stroke::solid(RGBColor(0x1F, 0x8D, 0x84), 1.2).dashed(11.0, 1.8),
        text: RGBColor(0x17, 0x6F, 0x68),
    },
    BenchmarkStyle {
        stroke: Stroke::solid(RGBColor(0x80, 0x16, 0x50), 1.2).dashed(1.6, 1.6),
        text: RGBColor(0x80, 0x16, 0x50),
    },
];

/// Draws a trend chart as SVG.
///
/// Never fails: a chart without any figure says so, lists that are too short count as gaps, and an event outside the
/// periods or a third benchmark is not drawn. It needs 180 points across, and down 71 or 12.4 for each line that has a
/// label and 24 below them, whichever is more.
pub fn trend(chart: &TrendChart, size: Size, palette: Palette) -> Drawing {
    let lines = TrendLines { chart, figures: Figures::of(chart), palette };
    let around = Surroundings { periods: &chart.periods, events: &chart.events, axis: &chart.axis, starts: Vec::new() };
    frame::draw(&around, &lines, size)
}

struct TrendLines<'a> {
    chart: &'a TrendChart,
    figures: Figures,
    palette: Palette,
}

impl TrendLines<'_> {
    fn style(&self) -> Style {
        Style { colour: self.palette.own(), width: 1.8, dense_width: 1.2, disc: 2.1, latest: 3.3, least_pitch: 5.5 }
    }
}

impl Lines for TrendLines<'_> {
    fn amounts(&self) -> Vec<f64> {
        self.figures.all()
    }

    fn labels(&self, plot: &Plot) -> Vec<EndLabel> {
        let Self { chart, figures, palette } = self;
        let label = |words: &str, values: &Values, is_stepped: bool, colour: RGBColor| {
            let (period, amount) = latest(values)?;
            let end = LineEnd { y: plot.y(amount), period, is_stepped };
            Some(EndLabel { words: words.to_owned(), weight: Weight::Regular, colour, end })
        };
        let own = label(&chart.line_label, &figures.own.values, false, palette.own_words());
        let own = own.map(|label| EndLabel { weight: Weight::Bold, ..label });
        let target = label(&chart.target_label, &figures.target, true, TEXT);
        let limits = chart.limits.iter().zip(&figures.limits);
        let limits = limits.filter_map(|(limit, values)| label(&limit.label, values, true, TEXT));
        let benchmarks = chart.benchmarks.iter().zip(&figures.benchmarks).zip(&BENCHMARKS);
        let benchmarks = benchmarks.filter_map(|((line, values), style)| label(&line.label, values, false, style.text));
        let middles: Values = figures.band.iter().map(|ends| ends.map(|(low, high)| low / 2.0 + high / 2.0)).collect();
        let band = chart.band.as_ref().and_then(|band| label(&band.label, &middles, false, SOFT));
        [target, own, band].into_iter().flatten().chain(limits).chain(benchmarks).collect()
    }

    fn pieces(&self, plot: &Plot) -> Vec<[Spot; 2]> {
        let Figures { own, target, limits, benchmarks, .. } = &self.figures;
        let of_benchmarks = benchmarks.iter().flat_map(|values| stretches(values, |_| false));
        let of_benchmarks = of_benchmarks.map(|(first, amounts)| plot.spots(first, &amounts));
        let stepped = [target].into_iter().chain(limits).flat_map(|values| steps(values, plot));
        let others = of_benchmarks.chain(stepped).flat_map(|spots| segments(&spots));
        others.chain(line::segments(own, plot)).collect()
    }

    fn point_boxes(&self, plot: &Plot) -> Vec<Rect> {
        line::point_boxes(&self.figures.own, plot, &self.style())
    }

    fn paint_behind(&self, canvas: &Canvas<'_>, plot: &Plot) {
        paint_band(canvas, plot, &self.figures.band);
    }

    /// From back to front: other lines, the indicator's own.
    fn paint(&self, canvas: &Canvas<'_>, plot: &Plot) {
        let Figures { own, target, limits, benchmarks, .. } = &self.figures;
        for (values, style) in benchmarks.iter().zip(&BENCHMARKS) {
            for (first, amounts) in stretches(values, |_| false) {
                match plot.spots(first, &amounts).as_slice() {
                    [lonely] => canvas.disc(*lonely, 1.5, style.stroke.colour),
                    spots => canvas.path(spots, style.stroke),
                }
            }
        }
        for spots in steps(target, plot) {
            canvas.path(&spots, TARGET);
        }
        for spots in limits.iter().flat_map(|limit| steps(limit, plot)) {
            canvas.path(&spots, LIMIT);
        }
        line::draw(canvas, own, plot, &self.style());
    }
}

/// A line drawn in steps, stretch by stretch.
pub fn steps(values: &Values, plot: &Plot) -> Vec<Vec<Spot>> {
    stretches(values, |_| false).iter().map(|(first, amounts)| plot.steps(*first, amounts)).collect()
}

/// A stretch of amounts from end to end, with hairlines that grey print keeps.
fn paint_band(canvas: &Canvas<'_>, plot: &Plot, band: &Band) {
    for (first, ends) in stretches(band, |_| false) {
        let (lows, highs): (Vec<f64>, Vec<f64>) = ends.into_iter().unzip();
        let edges = [lows, highs].map(|amounts| match plot.spots(first, &amounts).as_slice() {
            // a single period is as wide as itself
            [_] => plot.steps(first, &amounts),
            spots => spots.to_vec(),
        });
        let corners: Vec<_> = edges[0].iter().chain(edges[1].iter().rev()).copied().collect();
        canvas.shape(&corners, BAND);
        for edge in &edges {
            canvas.path(edge, EDGE);
        }
    }
}

/// A path as its pieces; a lonely place is a piece of no length.
pub fn segments(spots: &[Spot]) -> Vec<[Spot; 2]> {
    match spots {
        [lonely] => vec![[*lonely, *lonely]],
        spots => spots.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    }
}
