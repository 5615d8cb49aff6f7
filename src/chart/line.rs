//! The indicator's own line with its points and marks.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Stroke};
use super::figures::Own;
use super::geometry::{Rect, Spot};
use super::palette::{PAPER, TEXT};
use super::plot::Plot;
use super::signals;
use crate::page::chart::{Mark, Signal};

const AXIS_MARK: Stroke = Stroke::solid(TEXT, 0.8);
const HATCH: Stroke = Stroke::solid(TEXT, 0.6);

/// From a disc to the ring around it, and from the tip of another shape.
const TO_RING: f64 = 1.9;
const TIP_TO_RING: f64 = 1.0;

/// Closer points than this, in points, are drawn thinly; a disc is no wider than this share of the way to the next.
const DENSE: f64 = 5.5;
const DISC_SHARE: f64 = 0.38;

/// A point that signals something is never smaller than this.
const LEAST_SIGNAL: f64 = 1.5;

/// How the line is drawn; widths and radii in points.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colour: RGBColor,
    pub width: f64,
    /// Where the points are dense.
    pub dense_width: f64,
    /// Radius of most points, and of the latest.
    pub disc: f64,
    pub latest: f64,
    /// Points that lie closer than this have no discs, except those that signal something.
    pub least_pitch: f64,
}

impl Style {
    fn line(&self, plot: &Plot) -> Stroke {
        Stroke::solid(self.colour, if is_dense(plot) { self.dense_width } else { self.width })
    }

    fn outline(&self) -> Stroke {
        Stroke::solid(self.colour, 1.3)
    }

    fn ring(&self) -> Stroke {
        Stroke::solid(self.colour, 0.9)
    }
}

fn is_dense(plot: &Plot) -> bool {
    plot.pitch() < DENSE
}

/// Draws the line, its points, and the marks that stand on the axis.
pub fn draw(canvas: &Canvas<'_>, own: &Own, plot: &Plot, style: &Style) {
    draw_segments(canvas, own, plot, style);
    for (period, mark) in own.marks.iter().enumerate() {
        match mark {
            Mark::Suppressed => draw_hatch(canvas, plot, period),
            Mark::Break => draw_break(canvas, plot, period),
            Mark::Plain | Mark::Unsettled | Mark::Revised => {}
        }
    }
    draw_points(canvas, own, plot, style);
}

/// The line as pieces from place to place, for what must not stand on it.
pub fn segments(own: &Own, plot: &Plot) -> Vec<[Spot; 2]> {
    let pieces = own.stretches().into_iter().map(|(first, amounts)| plot.spots(first, &amounts));
    pieces.flat_map(|spots| spots.windows(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>()).collect()
}

/// The space that the points take, for what must not stand on them.
pub fn point_boxes(own: &Own, plot: &Plot, style: &Style) -> Vec<Rect> {
    points(own, plot, style).iter().map(|point| Rect::around(point.spot, point.reach())).collect()
}

/// A figure with its place.
struct Placed {
    spot: Spot,
    /// That its disc has or would have; none where the line alone goes through it.
    radius: Option<f64>,
    mark: Mark,
    signal: Signal,
}

impl Placed {
    fn ring(&self, radius: f64) -> f64 {
        let gap = if self.signal == Signal::CommonCause { TO_RING } else { TIP_TO_RING };
        signals::reach(self.signal, radius) + gap
    }

    fn reach(&self) -> f64 {
        match (self.radius, self.mark) {
            (None, _) => 0.0,
            (Some(radius), Mark::Revised) => self.ring(radius),
            (Some(radius), _) => signals::reach(self.signal, radius),
        }
    }
}

fn points(own: &Own, plot: &Plot, style: &Style) -> Vec<Placed> {
    let latest = own.latest().map(|(period, _)| period);
    let (scaled, has_discs) = (style.disc.min(DISC_SHARE * plot.pitch()), plot.pitch() >= style.least_pitch);
    let stretches = own.stretches();
    let each = stretches.iter().flat_map(|(first, amounts)| {
        let is_lonely = amounts.len() == 1;
        amounts.iter().enumerate().map(move |(offset, &amount)| (first + offset, amount, is_lonely))
    });
    each.map(|(period, amount, is_lonely)| {
        let (mark, signal) = (own.marks[period], own.signals[period]);
        let radius = match mark {
            _ if latest == Some(period) => Some(style.latest),
            Mark::Unsettled | Mark::Revised => Some(style.disc),
            Mark::Plain | Mark::Break | Mark::Suppressed if is_lonely || signal != Signal::CommonCause => {
                Some(scaled.max(LEAST_SIGNAL))
            }
            Mark::Plain | Mark::Break | Mark::Suppressed => has_discs.then_some(scaled),
        };
        Placed { spot: plot.spot(period, amount), radius, mark, signal }
    })
    .collect()
}

fn draw_segments(canvas: &Canvas<'_>, own: &Own, plot: &Plot, style: &Style) {
    let line = style.line(plot);
    let unsettled_line = line.dashed(3.2, 2.2);
    for (first, amounts) in own.stretches() {
        let spots = plot.spots(first, &amounts);
        let is_dashed = |end: usize| own.marks[first + end] == Mark::Unsettled;
        let mut start = 0;
        for end in 1..spots.len() {
            let goes_on = end + 1 < spots.len() && is_dashed(end + 1) == is_dashed(end);
            if !goes_on {
                let stroke = if is_dashed(end) { unsettled_line } else { line };
                canvas.path(&spots[start..=end], stroke);
                start = end;
            }
        }
    }
}

fn draw_points(canvas: &Canvas<'_>, own: &Own, plot: &Plot, style: &Style) {
    for point in points(own, plot, style) {
        let Some(radius) = point.radius else { continue };
        match point.mark {
            // what is too early to judge signals nothing yet
            Mark::Unsettled => canvas.hollow_disc(point.spot, radius - style.outline().width / 4.0, style.outline()),
            Mark::Revised => {
                signals::draw(canvas, point.spot, radius, point.signal, style.colour);
                canvas.ring(point.spot, point.ring(radius), style.ring());
            }
            Mark::Plain | Mark::Break | Mark::Suppressed => {
                signals::draw(canvas, point.spot, radius, point.signal, style.colour);
            }
        }
    }
}

/// A small hatched box across the axis: here was a figure, and its height is not told.
fn draw_hatch(canvas: &Canvas<'_>, plot: &Plot, period: usize) {
    let centre = Spot::new(plot.x(period), plot.area.bottom);
    let (across, down) = ((plot.pitch() * 0.4).min(4.2), 2.8);
    let area = Rect::around(centre, 0.0).padded(across, down);
    canvas.blank(area);
    canvas.outline(area, HATCH);
    for shift in [-across / 2.0, 0.0, across / 2.0] {
        draw_slanted(canvas, Spot::new(centre.x + shift, centre.y), down, HATCH);
    }
}

/// Two slanted strokes on the axis before the period with which the series starts anew.
fn draw_break(canvas: &Canvas<'_>, plot: &Plot, period: usize) {
    let before = if period == 0 { 3.0 } else { plot.pitch() / 2.0 };
    let centre = Spot::new((plot.x(period) - before).max(plot.area.left), plot.area.bottom);
    let half_height = 4.0;
    let slot = [Spot::new(centre.x - 1.4, centre.y), Spot::new(centre.x + 1.4, centre.y)];
    canvas.path(&slot, Stroke::solid(PAPER, 1.6));
    for shift in [-1.4, 1.4] {
        draw_slanted(canvas, Spot::new(centre.x + shift, centre.y), half_height, AXIS_MARK);
    }
}

fn draw_slanted(canvas: &Canvas<'_>, centre: Spot, half_height: f64, stroke: Stroke) {
    let lean = half_height / 2.0;
    let foot = Spot::new(centre.x - lean, centre.y + half_height);
    canvas.line(foot, Spot::new(centre.x + lean, centre.y - half_height), stroke);
}
