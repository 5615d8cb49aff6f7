//! The small line in a table cell.

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::Drawing;
use super::figures::{drawable, latest, stretches};
use super::geometry::Spot;
use super::palette::Palette;
use crate::page::chart::Sparkline;

/// Widths in points: of the line, and where its figures are closer than so many points.
const LINE: f64 = 1.0;
const DENSE_LINE: f64 = 0.6;
const DENSE: f64 = 1.2;

/// Radii in points: of the latest figure's disc and of one that stands between gaps.
const LATEST_DISC: f64 = 1.9;
const LONELY_DISC: f64 = 1.0;

/// Around the line, so that neither a disc nor a pointed corner is cut off.
const MARGIN: f64 = 2.2;

/// Draws a line without any word: its shape only, from the least figure to the greatest.
///
/// Equal figures lie in the middle. Without figures the picture is empty.
pub fn sparkline(line: &Sparkline, size: Size, palette: Palette) -> Drawing {
    let size = size.at_least(8.0, 6.0);
    let values = drawable(line.values.iter().copied(), line.values.len());
    let figures: Vec<f64> = values.iter().copied().flatten().collect();
    let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);

    let spot = |period: usize, amount: f64| {
        let along = if values.len() > 1 { period as f64 / (values.len() - 1) as f64 } else { 1.0 };
        let up = if greatest > least { (amount / 2.0 - least / 2.0) / (greatest / 2.0 - least / 2.0) } else { 0.5 };
        let (width, height) = (size.width - 2.0 * MARGIN, size.height - 2.0 * MARGIN);
        Spot::new(MARGIN + width * along, size.height - MARGIN - height * up)
    };

    let is_dense = (size.width - 2.0 * MARGIN) / (values.len() as f64) < DENSE;
    let (own, line) = (palette.own(), Stroke::solid(palette.own(), if is_dense { DENSE_LINE } else { LINE }));
    Canvas::paint(size, |canvas| {
        for (first, amounts) in stretches(&values, |_| false) {
            let spots: Vec<_> = amounts.iter().enumerate().map(|(n, &amount)| spot(first + n, amount)).collect();
            match spots.as_slice() {
                [lonely] => canvas.disc(*lonely, LONELY_DISC, own),
                spots => canvas.path(spots, line),
            }
        }
        if let Some((period, amount)) = latest(&values) {
            canvas.disc(spot(period, amount), LATEST_DISC, own);
        }
    })
}
