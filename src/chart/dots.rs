//! A figure of so many, a dot each: what people see at once where a percentage has to be worked out.

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::Drawing;
use super::geometry::Spot;
use super::palette::{QUIET, TEXT, drawn};
use crate::model::RatingLooks;
use crate::page::chart::DotChart;

/// More than these have no place in the picture.
const MOST: u32 = 100;

/// Dots in a row at least, so that those of two or three people are no larger than a letter.
const LEAST_ACROSS: u32 = 5;

/// Of the room that a dot has: its radius, and that of what is filled within a ring.
const RADIUS: f64 = 0.4;
const WITHIN: f64 = 0.2;

/// Widths of rings: as a share of the room of a dot, and in points.
const THICK: f64 = 0.22;
const THIN: f64 = 0.5;

/// A picture is never smaller.
const LEAST: f64 = 20.0;

/// Draws the dots in rows from the top left: a filled one for what is counted, a thick ring for what is missing, a thin one for the rest. What
/// should not be there is filled within a ring, so that it is told without colour.
///
/// As many stand in a row as there are rows where all places are taken.
pub fn dots(chart: DotChart, size: Size, looks: &RatingLooks) -> Drawing {
    let size = size.at_least(LEAST, LEAST);
    let of = chart.of.clamp(1, MOST);
    let across = (1..=of).find(|side| side * side >= of).unwrap_or(of).max(LEAST_ACROSS);
    let room = size.width.min(size.height) / f64::from(across);
    let (filled, over) = (chart.filled.min(of), chart.over.min(chart.filled));
    let counted = drawn(looks.of(chart.key).edge);
    Canvas::paint(size, |canvas| {
        for place in 0..of {
            let centre = |at: u32| (f64::from(at) + 0.5) * room;
            let spot = Spot::new(centre(place % across), centre(place / across));
            let ring = |width: f64, colour| {
                canvas.ring(spot, RADIUS * room - width / 2.0, Stroke::solid(colour, width));
            };
            if place + over < filled {
                canvas.disc(spot, RADIUS * room, counted);
            } else if place < filled {
                ring(THIN.max(THICK * room / 2.0), counted);
                canvas.disc(spot, WITHIN * room, counted);
            } else if place - filled < chart.missing {
                ring(THICK * room, TEXT);
            } else {
                ring(THIN, QUIET);
            }
        }
    })
}
