//! A picture as it leaves this room: shapes as SVG, and beside them the words with their places.
//!
//! A page sets the words itself: typst takes twice as long over a text inside an SVG as over one that it places.

use plotters::style::RGBColor;

use super::Size;
use super::face::{self, TEXT_SIZE, Weight};
use super::geometry::{Rect, Spot};
use super::joined::joined;
use super::palette::TEXT;
use crate::model::Colour;

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its extent, which may be more than was asked for; see [`Size`].
    pub size: Size,
    /// An SVG without any word.
    pub shapes: String,
    pub(super) texts: Vec<Text>,
}

/// A line of text in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Word<'a> {
    /// Where its baseline starts, in points from the picture's top left corner, downwards.
    pub start: (f64, f64),
    /// In points.
    pub size: f64,
    /// 400 or 700, of the bundled face, by which the text was measured.
    pub weight: u16,
    /// At least 4.5:1 on what it stands on.
    pub colour: Colour,
    /// Tidied: one line, without control characters.
    pub text: &'a str,
}

impl Drawing {
    /// The shapes in as few elements as they need, for whoever sets them.
    pub fn joined(&self) -> String {
        joined(&self.shapes, false)
    }

    /// The same where only level dashes are joined, for a small picture without words.
    pub fn with_joined_dashes(&self) -> String {
        joined(&self.shapes, true)
    }

    /// The words, none of which touches another. Equal pictures have them in the same order.
    pub fn words(&self) -> impl Iterator<Item = Word<'_>> {
        self.texts.iter().map(|text| Word {
            start: (text.start.x, text.start.y),
            size: text.size,
            weight: match text.weight {
                Weight::Regular => 400,
                Weight::SemiBold => 600,
                Weight::Bold => 700,
            },
            colour: Colour::new(text.colour.0, text.colour.1, text.colour.2),
            text: &text.words,
        })
    }
}

/// A line of text with its place: the left end of its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub words: String,
    pub start: Spot,
    pub width: f64,
    /// In points; [`TEXT_SIZE`] of most texts.
    pub size: f64,
    pub weight: Weight,
    pub colour: RGBColor,
}

impl Text {
    /// A text in the weight and colour of most of them.
    pub fn plain(words: String, start: Spot) -> Self {
        Self::new(words, start, Weight::Regular, TEXT)
    }

    pub fn new(words: String, start: Spot, weight: Weight, colour: RGBColor) -> Self {
        let width = face::width(&words, weight);
        Self { words, start, width, size: TEXT_SIZE, weight, colour }
    }

    /// The text in another size; to be called before it is moved, because that hangs on its width.
    pub fn sized(self, size: f64) -> Self {
        Self { width: self.width * size / self.size, size, ..self }
    }

    /// The text moved so that it ends where it started.
    pub fn ending(mut self) -> Self {
        self.start.x -= self.width;
        self
    }

    /// The text moved so that its middle is where it started, as far as it stays between two limits.
    pub fn centred(mut self, left: f64, right: f64) -> Self {
        self.start.x = (self.start.x - self.width / 2.0).min(right - self.width).max(left);
        self
    }

    pub fn area(&self) -> Rect {
        face::text_box(self.start, self.width, self.size)
    }
}
