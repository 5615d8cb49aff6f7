//! The ratings of past periods as bars on one foot: the taller, the worse.

use super::Size;
use super::canvas::Canvas;
use super::drawing::Drawing;
use super::geometry::Rect;
use super::rated;
use crate::model::RatingLooks;
use crate::page::chart::HistoryStrip;

/// Periods that have a place; the latest stands at the right, so that equal times stand under one another in a table.
const PLACES: usize = 13;

/// Between two bars, as a share of a place.
const BETWEEN: f64 = 0.2;

/// Draws up to 13 ratings as bars without any word.
///
/// A period without a rating is a hairline. It needs 26 points across and 13 down.
pub fn severity(strip: &HistoryStrip, size: Size, looks: &RatingLooks) -> Drawing {
    let size = size.at_least(26.0, rated::HIGHEST);
    let pitch = size.width / PLACES as f64;
    let latest = strip.cells.iter().rev().take(PLACES);
    let bars: Vec<_> = latest.enumerate().map(|(back, cell)| (back, rated::bar(cell.rating, looks))).collect();
    Canvas::paint(size, |canvas| {
        for &(back, (height, colour)) in bars.iter().rev() {
            let right = size.width - back as f64 * pitch;
            let left = right - pitch * (1.0 - BETWEEN);
            canvas.fill(Rect { left, top: size.height - height, right, bottom: size.height }, colour);
        }
    })
}
