//! The indicator's own line with its points and marks.

use super::canvas::{Canvas, OWN, PAPER, Stroke, TEXT};
use super::figures::{Figures, latest, stretches};
use super::geometry::{Rect, Spot};
use super::plot::Plot;
use crate::view::chart::Mark;

const LINE: Stroke = Stroke::solid(OWN, 1.8);
const DENSE_LINE: Stroke = Stroke::solid(OWN, 1.2);
const OUTLINE: Stroke = Stroke::solid(OWN, 1.3);
const RING: Stroke = Stroke::solid(OWN, 0.9);
const AXIS_MARK: Stroke = Stroke::solid(TEXT, 0.8);
const HATCH: Stroke = Stroke::solid(TEXT, 0.6);

/// Radii in points: of most discs, of the latest, and from a disc to the ring around it.
const DISC: f64 = 2.1;
const LATEST_DISC: f64 = 3.3;
const TO_RING: f64 = 1.9;

/// Closer points than this, in points, have no discs of their own.
const DENSE: f64 = 5.5;

/// Draws the line, its discs, and the marks that stand on the axis.
pub fn draw(canvas: &Canvas<'_>, figures: &Figures, plot: &Plot) {
    draw_segments(canvas, figures, plot);
    for (period, mark) in figures.marks.iter().enumerate() {
        match mark {
            Mark::Suppressed => draw_hatch(canvas, plot, period),
            Mark::Break => draw_break(canvas, plot, period),
            Mark::Plain | Mark::Unsettled | Mark::Revised => {}
        }
    }
    draw_discs(canvas, figures, plot);
}

/// The line as pieces from place to place, for what must not stand on it.
pub fn segments(figures: &Figures, plot: &Plot) -> Vec<[Spot; 2]> {
    let pieces = own_stretches(figures).into_iter().map(|(first, amounts)| plot.spots(first, &amounts));
    pieces.flat_map(|spots| spots.windows(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>()).collect()
}

/// The space that the points take, for what must not stand on them.
pub fn point_boxes(figures: &Figures, plot: &Plot) -> Vec<Rect> {
    let latest = latest(&figures.own).map(|(period, _)| period);
    let points = figures.own.iter().enumerate().filter_map(|(period, value)| Some((period, (*value)?)));
    points
        .map(|(period, amount)| {
            let ring = if figures.marks[period] == Mark::Revised { TO_RING } else { 0.0 };
            let radius = ring + if latest == Some(period) { LATEST_DISC } else { DISC };
            Rect::around(plot.spot(period, amount), radius)
        })
        .collect()
}

fn own_stretches(figures: &Figures) -> Vec<(usize, Vec<f64>)> {
    stretches(&figures.own, |period| figures.marks[period] == Mark::Break)
}

fn draw_segments(canvas: &Canvas<'_>, figures: &Figures, plot: &Plot) {
    let line = if plot.pitch() < DENSE { DENSE_LINE } else { LINE };
    let unsettled_line = line.dashed(3.2, 2.2);
    for (first, amounts) in own_stretches(figures) {
        let spots = plot.spots(first, &amounts);
        let is_dashed = |end: usize| figures.marks[first + end] == Mark::Unsettled;
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

fn draw_discs(canvas: &Canvas<'_>, figures: &Figures, plot: &Plot) {
    let latest = latest(&figures.own).map(|(period, _)| period);
    let is_dense = plot.pitch() < DENSE;
    for (first, amounts) in own_stretches(figures) {
        let is_lonely = amounts.len() == 1;
        for (offset, &amount) in amounts.iter().enumerate() {
            let (period, spot) = (first + offset, plot.spot(first + offset, amount));
            let radius = if latest == Some(period) { LATEST_DISC } else { DISC };
            match figures.marks[period] {
                Mark::Unsettled => canvas.hollow_disc(spot, radius - OUTLINE.width / 4.0, OUTLINE),
                Mark::Revised => {
                    canvas.disc(spot, radius, OWN);
                    canvas.ring(spot, radius + TO_RING, RING);
                }
                Mark::Plain | Mark::Break | Mark::Suppressed => {
                    if !is_dense || is_lonely || latest == Some(period) {
                        canvas.disc(spot, radius, OWN);
                    }
                }
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
