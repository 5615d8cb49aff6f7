//! Trend charts, bar charts and sparklines as SVG.
//!
//! A picture holds what was disclosed and nothing else: a period without a figure has no coordinate. It is drawn on
//! twenty units a point, so that `image(width:)` brings its text to the size it was measured at, and it names the
//! page's face, which whoever sets the page must have. Equal inputs give equal bytes.

mod axis;
mod bar_scale;
mod bars;
mod canvas;
mod events;
mod face;
mod figures;
mod geometry;
mod labels;
mod line;
mod number;
mod periods;
mod plot;
mod sparkline;
#[cfg(test)]
mod tests;
mod trend;
mod wrap;

pub use bars::{bars, bars_height};
pub use sparkline::sparkline;
pub use trend::trend;

/// The extent of a picture on the page, in points.
///
/// A picture has room for its own text only from a certain size on: less than 180 by 100 for a trend chart, or 8 by 6
/// for a sparkline, is drawn at that size; so is a bar chart narrower than 180 or lower than its lines of text. Nothing
/// is wider or higher than 5,000.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Points.
    pub width: f64,
    /// Points.
    pub height: f64,
}

impl Size {
    const GREATEST: f64 = 5_000.0;

    fn at_least(self, width: f64, height: f64) -> Self {
        // `max` before `min`: it turns no number at all into the least size
        Self { width: self.width.max(width).min(Self::GREATEST), height: self.height.max(height).min(Self::GREATEST) }
    }
}
