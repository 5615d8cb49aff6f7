//! The small line in a table cell.

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::Drawing;
use super::figures::{Own, drawable, stretches};
use super::geometry::{Rect, Spot};
use super::palette::{ABNORMAL, Palette, SOFT};
use super::rated;
use super::scale::Scale;
use crate::model::RatingLooks;
use crate::page::chart::Sparkline;

/// Widths in points: of the line, and where its figures are closer than so many points.
const LINE: f64 = 1.1;
const DENSE_LINE: f64 = 0.6;
const DENSE: f64 = 1.2;

const TARGET: Stroke = Stroke::solid(SOFT, 0.8).dashed(2.5, 1.8);

/// Radii in points: of the latest figure's disc and of one that stands between gaps.
const LATEST_DISC: f64 = 2.1;
const LONELY_DISC: f64 = 0.8;

/// Around the line, so that neither a disc nor a pointed corner is cut off.
const MARGIN: f64 = 2.4;

/// Draws a line without any word: its shape from the least figure to the greatest, its target among them dashed, and the times that were not
/// normal as a grey ground. The disc at its end has the colour of the rating.
///
/// Equal figures lie in the middle. Without figures the picture is empty. It needs 8 points across and 6 down.
pub fn sparkline(line: &Sparkline, size: Size, palette: Palette, looks: &RatingLooks) -> Drawing {
    let size = size.at_least(8.0, 6.0);
    let periods = line.points.len();
    let own = Own::of(&line.points, periods);
    let target = drawable(line.target.iter().copied(), periods);
    let area = Rect { left: 0.0, top: 0.0, right: size.width, bottom: size.height }.padded(-MARGIN, -MARGIN);
    let amounts: Vec<f64> = own.values.iter().chain(&target).copied().flatten().collect();
    let scale = Scale::fit(&amounts, 0.0, (None, None), area, periods).filter(|_| own.latest().is_some());
    Canvas::paint(size, |canvas| {
        let Some(scale) = scale else { return };
        for &(first, last) in line.abnormal.iter().filter(|(first, last)| first <= last && *last < periods) {
            let (left, right) = scale.across(first, last);
            let (left, right) = (left.max(0.0), right.min(size.width));
            canvas.fill(Rect { left, top: 0.0, right, bottom: size.height }, ABNORMAL);
        }
        for (first, amounts) in stretches(&target, |_| false) {
            canvas.path(&scale.steps(first, &amounts), TARGET);
        }
        let is_dense = (area.right - area.left) / (periods as f64) < DENSE;
        let stroke = Stroke::solid(palette.own(), if is_dense { DENSE_LINE } else { LINE });
        draw_line(canvas, &own, &scale, stroke, LONELY_DISC);
        if let Some((period, amount)) = own.latest() {
            let colour = line.rating.map_or(palette.own(), |rating| rated::disc(rating, looks));
            canvas.disc(Spot::new(scale.x(period), scale.y(amount)), LATEST_DISC, colour);
        }
    })
}

/// The indicator's own line: gaps stay gaps, it is not drawn across a break, and what stands alone is a disc.
pub fn draw_line(canvas: &Canvas<'_>, own: &Own, scale: &Scale, stroke: Stroke, lonely: f64) {
    for (first, amounts) in own.stretches() {
        match scale.spots(first, &amounts).as_slice() {
            [alone] => canvas.disc(*alone, lonely, stroke.colour),
            spots => canvas.path(spots, stroke),
        }
    }
}
