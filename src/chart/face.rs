//! The page's face: how wide a text is when it is drawn.
//!
//! plotters would measure without kerning, so it is never asked: texts are shaped here with the face and at the size
//! that the picture names.
//!
//! A council's own typeface sets the page and not the charts, because their texts are measured with this face.

use std::sync::OnceLock;

use plotters::style::{FontStyle, register_font};
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer, script, shape, shape_with_plan};

use super::geometry::{Rect, Spot};

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

static REGULAR: &[u8] = include_bytes!("../../fonts/source-sans-3/SourceSans3_400Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/source-sans-3/SourceSans3_700Bold.ttf");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

struct Faces {
    regular: Shaper,
    bold: Shaper,
}

/// A face with its plans for Latin text and for numbers, which have no script: making one costs as much as a label.
struct Shaper {
    face: Face<'static>,
    latin: ShapePlan,
    numbers: ShapePlan,
}

impl Shaper {
    fn new(bytes: &'static [u8]) -> Self {
        let face = Face::from_slice(bytes, 0).expect("a bundled face can be read");
        let plan = |script| ShapePlan::new(&face, Direction::LeftToRight, script, None, &[]);
        let (latin, numbers) = (plan(Some(script::LATIN)), plan(None));
        Self { face, latin, numbers }
    }

    /// The advance of a text in units of the face.
    fn advance(&self, text: &str) -> i32 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = match (buffer.script(), buffer.direction()) {
            (script::LATIN, Direction::LeftToRight) => shape_with_plan(&self.face, &self.latin, buffer),
            (script::UNKNOWN, Direction::LeftToRight) => shape_with_plan(&self.face, &self.numbers, buffer),
            _ => shape(&self.face, &[], buffer),
        };
        shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum()
    }
}

/// The faces, read once and made known to plotters at the same time.
fn faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| {
        // plotters writes no more than the family's name: a face it refuses changes nothing in the picture.
        let _ = register_font(FAMILY, FontStyle::Normal, REGULAR);
        let _ = register_font(FAMILY, FontStyle::Bold, BOLD);
        Faces { regular: Shaper::new(REGULAR), bold: Shaper::new(BOLD) }
    })
}

/// Makes the faces known to plotters; later calls do nothing.
pub fn register() {
    faces();
}

/// The width of a text in points at [`TEXT_SIZE`], kerning included.
pub fn width(text: &str, weight: Weight) -> f64 {
    let shaper = match weight {
        Weight::Regular => &faces().regular,
        Weight::Bold => &faces().bold,
    };
    f64::from(shaper.advance(text)) * TEXT_SIZE / f64::from(shaper.face.units_per_em())
}

/// The box that a text of the given width and size fills when it starts at a place on its baseline.
pub fn text_box(start: Spot, width: f64, size: f64) -> Rect {
    Rect { left: start.x, top: start.y - ASCENT * size, right: start.x + width, bottom: start.y + DESCENT * size }
}
