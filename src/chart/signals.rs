//! The shapes of points, told apart without colour.

use super::canvas::Canvas;
use super::geometry::Spot;
use super::palette::{CONCERN, IMPROVEMENT, NEUTRAL, PAPER};
use plotters::style::RGBColor;

use crate::page::chart::Signal;

/// A triangle reaches so much farther from its middle than a disc that looks as large; so does a square's corner.
const TRIANGLE: f64 = 1.65;
const SQUARE: f64 = 1.5;

/// The white core of a hollow triangle, as a share of it.
const CORE: f64 = 0.46;

/// How far a point reaches whose disc would have this radius.
pub fn reach(signal: Signal, radius: f64) -> f64 {
    match signal {
        Signal::CommonCause => radius,
        Signal::Concern { .. } | Signal::Improvement { .. } => TRIANGLE * radius,
        Signal::Neutral { .. } => SQUARE * radius,
    }
}

/// Draws a point: a disc for common cause, a filled triangle for concern, a hollow one for improvement, and a square
/// where an indicator has no good side.
pub fn draw(canvas: &Canvas<'_>, centre: Spot, radius: f64, signal: Signal, common_cause: RGBColor) {
    let reach = reach(signal, radius);
    match signal {
        Signal::CommonCause => canvas.disc(centre, radius, common_cause),
        Signal::Concern { up } => canvas.shape(&triangle(centre, reach, up), CONCERN),
        Signal::Improvement { up } => {
            canvas.shape(&triangle(centre, reach, up), IMPROVEMENT);
            canvas.shape(&triangle(centre, reach * CORE, up), PAPER);
        }
        Signal::Neutral { .. } => canvas.shape(&square(centre, reach), NEUTRAL),
    }
}

/// An even triangle around its centre.
fn triangle(centre: Spot, reach: f64, up: bool) -> [Spot; 3] {
    let (half_side, tip) = (reach * 0.75_f64.sqrt(), if up { -reach } else { reach });
    let foot = centre.y - tip / 2.0;
    [Spot::new(centre.x, centre.y + tip), Spot::new(centre.x + half_side, foot), Spot::new(centre.x - half_side, foot)]
}

fn square(centre: Spot, reach: f64) -> [Spot; 4] {
    let half = reach / 2.0_f64.sqrt();
    [(-half, -half), (half, -half), (half, half), (-half, half)]
        .map(|(across, down)| Spot::new(centre.x + across, centre.y + down))
}
