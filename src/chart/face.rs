//! How large a chart's texts are.
//!
//! plotters would measure without kerning, so it is never asked. A council's own typeface sets the page and not the charts, because their texts are measured with this face.

use std::sync::Once;

use plotters::style::{FontStyle, register_font};

use super::geometry::{Rect, Spot};
use crate::face;
pub use crate::face::Weight;

/// The family that the picture names, as CSS: whoever sets the page must have it under the name inside the quotes.
///
/// Without quotes the `3` is not a CSS identifier, and a reader of SVG passes over the whole name without a word.
pub const FAMILY: &str = "'Source Sans 3'";

/// The one size of all text in a chart, in points: the smallest that a page may have.
pub const TEXT_SIZE: f64 = 10.5;

/// From one baseline to the next, in points.
pub const LINE_PITCH: f64 = 12.4;

/// From the baseline up and down to the ends of a text's box, as shares of its size.
const ASCENT: f64 = 0.75;
const DESCENT: f64 = 0.25;

/// Half the height of a capital or a figure: what to go down from a middle to reach the baseline.
pub const MIDDLE_TO_BASELINE: f64 = 0.33 * TEXT_SIZE;

/// Makes the faces known to plotters; later calls do nothing.
pub fn register() {
    static KNOWN: Once = Once::new();
    KNOWN.call_once(|| {
        // plotters writes no more than the family's name: a face it refuses changes nothing in the picture.
        let _ = register_font(FAMILY, FontStyle::Normal, Weight::Regular.bytes());
        let _ = register_font(FAMILY, FontStyle::Bold, Weight::Bold.bytes());
    });
}

/// The width of a text in points at [`TEXT_SIZE`], kerning included.
pub fn width(text: &str, weight: Weight) -> f64 {
    face::width(text, weight, TEXT_SIZE)
}

/// The box that a text of the given width and size fills when it starts at a place on its baseline.
pub fn text_box(start: Spot, width: f64, size: f64) -> Rect {
    Rect { left: start.x, top: start.y - ASCENT * size, right: start.x + width, bottom: start.y + DESCENT * size }
}
