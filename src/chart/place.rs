//! The council's place among its neighbours, as small as a table cell.

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::Drawing;
use super::geometry::{Rect, Spot};
use super::palette::{BAND, Palette, QUIET};
use crate::page::chart::PositionChart;

/// In points: of the council's own disc, and between it and the edge of the picture.
const OWN: f64 = 3.0;
const MARGIN: f64 = 3.6;

/// A neighbour's tick takes so much of the picture's height.
const TICK: f64 = 0.5;

const NEIGHBOUR: Stroke = Stroke::solid(QUIET, 1.0);
const AXIS: Stroke = Stroke::solid(QUIET, 0.5);

/// Draws a tick a neighbour, the middle half of them as a band and the council as a disc, without a word.
///
/// The good end lies at the right, whichever way is better; without a better way the greatest figure does. What is no number is not drawn.
pub fn place(chart: &PositionChart, size: Size, palette: Palette) -> Drawing {
    let size = size.at_least(24.0, 2.0 * MARGIN);
    let is_number = |value: &f64| value.is_finite();
    let own = Some(chart.own.value).filter(is_number);
    let others: Vec<f64> = chart.others.iter().copied().filter(is_number).collect();
    let band = chart.band.filter(|(low, high)| low.is_finite() && high.is_finite());
    let ends = band.into_iter().flat_map(|(low, high)| [low, high]);
    let all = || others.iter().copied().chain(own).chain(ends.clone());
    let (least, greatest) =
        all().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    let is_turned = !chart.better.is_empty() && !chart.better_is_right;
    let x = |value: f64| {
        let along = if greatest > least { (value / 2.0 - least / 2.0) / (greatest / 2.0 - least / 2.0) } else { 0.5 };
        let along = if is_turned { 1.0 - along } else { along };
        MARGIN + (size.width - 2.0 * MARGIN) * along
    };
    let middle = size.height / 2.0;
    let reach = size.height * TICK / 2.0;
    Canvas::paint(size, |canvas| {
        if let Some((a, b)) = band.map(|(low, high)| (x(low), x(high))) {
            canvas.fill(Rect { left: a.min(b), top: 0.5, right: a.max(b), bottom: size.height - 0.5 }, BAND);
        }
        canvas.line(Spot::new(MARGIN, middle), Spot::new(size.width - MARGIN, middle), AXIS);
        for value in &others {
            canvas.line(Spot::new(x(*value), middle - reach), Spot::new(x(*value), middle + reach), NEIGHBOUR);
        }
        if let Some(value) = own {
            canvas.disc(Spot::new(x(value), middle), OWN, palette.own());
        }
    })
}
