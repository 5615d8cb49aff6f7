//! Ink on the picture: the one place that draws with plotters.

use std::cell::RefCell;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle};

use super::Size;
use super::drawing::{Drawing, Text};
use super::face::{self, FAMILY, Weight};
use super::geometry::{Rect, Spot};
use super::palette::PAPER;

/// plotters draws on whole units and with whole stroke widths: twenty to a point keep both fine enough.
const UNITS_PER_POINT: f64 = 20.0;

/// plotters divides a size by this before it writes it.
const PLOTTERS_SHRINKS_TEXT_BY: f64 = 1.24;

/// plotters moves a text down by this share of its size, so that the place given is the top of it.
const PLOTTERS_TOP_TO_BASELINE: f64 = 0.76;

/// How a line is drawn; widths and lengths in points.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    pub colour: RGBColor,
    pub width: f64,
    /// Length of a dash and of the space behind it; a whole line where there is none.
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    pub const fn solid(colour: RGBColor, width: f64) -> Self {
        Self { colour, width, dash: None }
    }

    pub const fn dashed(self, dash: f64, space: f64) -> Self {
        Self { dash: Some((dash, space)), ..self }
    }
}

/// A picture being drawn.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// Words lie over all shapes, in the order given.
    words: RefCell<Vec<Text>>,
}

impl Canvas<'_> {
    /// Draws a picture of the given size.
    pub fn paint(size: Size, draw: impl FnOnce(&Canvas<'_>)) -> Drawing {
        let mut words = Vec::new();
        let shapes = svg(size, |canvas| {
            draw(canvas);
            words = canvas.words.take();
        });
        Drawing { size, shapes, texts: words }
    }

    pub fn path(&self, spots: &[Spot], stroke: Stroke) {
        let points: Vec<_> = spots.iter().copied().map(place).collect();
        let style = stroke.colour.stroke_width(units(stroke.width).unsigned_abs());
        done(match stroke.dash {
            None => self.area.draw(&PathElement::new(points, style)),
            Some((dash, space)) => self.area.draw(&DashedPathElement::new(points, units(dash), units(space), style)),
        });
    }

    pub fn line(&self, from: Spot, to: Spot, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    pub fn disc(&self, centre: Spot, radius: f64, colour: RGBColor) {
        self.circle(centre, radius, colour.filled());
    }

    /// A circle that lets the paper, not the line behind it, be seen through.
    pub fn hollow_disc(&self, centre: Spot, radius: f64, stroke: Stroke) {
        self.disc(centre, radius, PAPER);
        self.ring(centre, radius, stroke);
    }

    pub fn ring(&self, centre: Spot, radius: f64, stroke: Stroke) {
        self.circle(centre, radius, stroke.colour.stroke_width(units(stroke.width).unsigned_abs()));
    }

    fn circle(&self, centre: Spot, radius: f64, style: ShapeStyle) {
        done(self.area.draw(&Circle::new(place(centre), units(radius), style)));
    }

    pub fn outline(&self, area: Rect, stroke: Stroke) {
        let Rect { left, top, right, bottom } = area;
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        self.path(&corners.map(|(x, y)| Spot::new(x, y)), stroke);
    }

    /// A filled shape; the last corner is joined to the first.
    pub fn shape(&self, corners: &[Spot], colour: RGBColor) {
        let points: Vec<_> = corners.iter().copied().map(place).collect();
        done(self.area.draw(&Polygon::new(points, colour.filled())));
    }

    /// Blank paper over whatever was drawn before.
    pub fn blank(&self, area: Rect) {
        self.fill(area, PAPER);
    }

    pub fn fill(&self, area: Rect, colour: RGBColor) {
        let corners = [place(Spot::new(area.left, area.top)), place(Spot::new(area.right, area.bottom))];
        done(self.area.draw(&Rectangle::new(corners, colour.filled())));
    }

    pub fn text(&self, text: &Text) {
        self.words.borrow_mut().push(text.clone());
    }

    fn write(&self, text: &Text) {
        let weight = match text.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold | Weight::Bold => FontStyle::Bold,
        };
        // the next number up makes the quotient come out whole or just above, never below the least size
        let size = (text.size * UNITS_PER_POINT * PLOTTERS_SHRINKS_TEXT_BY).next_up();
        let style = FontDesc::new(FontFamily::Name(FAMILY), size, weight)
            .color(&text.colour)
            .pos(Pos::new(HPos::Left, VPos::Top));
        let top = Spot::new(text.start.x, text.start.y - PLOTTERS_TOP_TO_BASELINE * text.size);
        done(self.area.draw_text(&text.words, &style, place(top)));
    }
}

/// A picture as SVG in which all words stand, for pages that place none themselves.
pub fn with_words(drawing: &Drawing) -> String {
    let words = svg(drawing.size, |canvas| drawing.texts.iter().for_each(|text| canvas.write(text)));
    // Both have the same first line, which gives the extent, and the same end.
    let words = words.split_once('\n').map_or("", |(_, words)| words);
    drawing.shapes.strip_suffix(END).unwrap_or(&drawing.shapes).to_owned() + words
}

/// What plotters ends a picture with.
const END: &str = "</svg>\n";

fn svg(size: Size, draw: impl FnOnce(&Canvas<'_>)) -> String {
    face::register();
    let mut svg = String::new();
    {
        let extent = (units(size.width).unsigned_abs(), units(size.height).unsigned_abs());
        let area = SVGBackend::with_string(&mut svg, extent).into_drawing_area();
        let canvas = Canvas { area, words: RefCell::default() };
        draw(&canvas);
        done(canvas.area.present());
    }
    svg
}

fn units(points: f64) -> i32 {
    // `as` saturates, and no number at all becomes zero
    (points * UNITS_PER_POINT).round() as i32
}

fn place(spot: Spot) -> (i32, i32) {
    (units(spot.x), units(spot.y))
}

/// Drawing into a string has no way to fail.
fn done<E>(_: Result<(), E>) {}
