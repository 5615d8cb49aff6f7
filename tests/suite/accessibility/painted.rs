//! What a PDF's pages show, in the order in which it is painted: runs of text and shapes with colour and place.
//!
//! Read from the bytes by hayro's interpreter, not from typst's frames: charts are among it, and whatever the export may have changed.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::util::TransformExt;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath, ParamCurve, ParamCurveNearest, PathSeg, Point, Rect, Shape, Vec2};

/// Red, green and blue, 0 to 255.
pub type Colour = [u8; 3];

/// What stands in no picture and on no ground.
pub const PAPER: Colour = [255, 255, 255];

/// A page; places are points from its upper left corner.
pub struct Page {
    pub size: Rect,
    pub items: Vec<Item>,
}

/// Where something painted belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// To the structure element that names this number of the page.
    Tagged(i32),
    /// Page furniture and ornament, which is not read aloud.
    Artifact,
    /// Nowhere, which PDF/UA forbids.
    Nowhere,
}

/// Something painted.
pub struct Item {
    pub what: What,
    /// `None` for a pattern or a picture of dots.
    pub colour: Option<Colour>,
    /// From 0, not seen, to 1.
    pub opacity: f64,
    pub belongs: Belongs,
    pub bounds: Rect,
    /// Outside of this it was cut off.
    pub clip: Rect,
}

pub enum What {
    Text(Run),
    Fill(BezPath),
    /// With the width of the line.
    Stroke(BezPath, f64),
    /// Dots.
    Picture,
}

/// Glyphs side by side of one size and colour.
pub struct Run {
    pub text: String,
    /// In points.
    pub size: f64,
    /// The middle of each glyph.
    pub spots: Vec<Point>,
    baseline: f64,
    end: f64,
}

impl Item {
    pub fn text(&self) -> Option<&Run> {
        match &self.what {
            What::Text(run) => Some(run),
            What::Fill(_) | What::Stroke(..) | What::Picture => None,
        }
    }

    /// Whether it is a letter in a drawn sign, which is a part of the drawing: the words stand beside it.
    pub fn is_sign(&self) -> bool {
        self.belongs == Belongs::Artifact && self.text().is_some_and(|run| run.text.trim().chars().count() == 1)
    }

    /// Whether it covers a place.
    pub fn covers(&self, spot: Point) -> bool {
        let near = self.bounds.contains(spot) && self.clip.contains(spot);
        near && match &self.what {
            What::Fill(path) => path.contains(spot),
            What::Stroke(path, width) => {
                path.segments().any(|segment| segment.nearest(spot, 0.01).distance_sq <= width * width / 4.0)
            }
            What::Picture => true,
            What::Text(_) => false,
        }
    }

    /// Places along its outline, or along its line on both sides of it: what it must stand out from.
    pub fn outline(&self) -> Vec<[Point; 2]> {
        let (path, away) = match &self.what {
            What::Fill(path) => (path, 0.0),
            What::Stroke(path, width) => (path, width / 2.0 + 0.1),
            What::Text(_) | What::Picture => return Vec::new(),
        };
        let sides = |segment: PathSeg, t: f64| {
            let (middle, end) = (segment.eval(t), segment.eval(t + 0.01));
            let length = (end - middle).hypot().max(1e-9);
            let across = Vec2::new(middle.y - end.y, end.x - middle.x) * (away / length);
            [middle + across, middle - across]
        };
        let along = |segment: PathSeg| [0.1, 0.5, 0.9].map(|t| sides(segment, t));
        path.segments().flat_map(along).filter(|[spot, _]| self.clip.contains(*spot)).collect()
    }
}

impl Page {
    /// The runs of text with their place in the order of painting.
    pub fn runs(&self) -> impl Iterator<Item = (usize, &Item, &Run)> {
        self.items.iter().enumerate().filter_map(|(i, item)| Some((i, item, item.text()?)))
    }

    /// The text in the order of painting; what follows on one line stands on one line.
    pub fn words(&self) -> String {
        let mut text = String::new();
        let mut baseline = f64::NAN;
        for (.., run) in self.runs().filter(|(.., run)| !run.text.trim().is_empty()) {
            let goes_on = (run.baseline - baseline).abs() < 0.5;
            if !text.is_empty() {
                text.push(if goes_on { ' ' } else { '\n' });
            }
            text.push_str(run.text.trim());
            baseline = run.baseline;
        }
        text + "\n"
    }

    /// The colour of a place before an item was painted, from what `counts` there; `None` where it is a pattern or a picture.
    pub fn ground(&self, before: usize, spot: Point, counts: impl Fn(&Item) -> bool) -> Option<Colour> {
        let mut ground = Some(PAPER);
        for item in self.items[..before].iter().filter(|item| counts(item) && item.covers(spot)) {
            ground = match item.colour {
                Some(colour) if item.opacity >= 1.0 => Some(colour),
                Some(colour) => ground.map(|ground| blend(colour, item.opacity, ground)),
                None => None,
            };
        }
        ground
    }
}

/// A colour that lets some of its ground through.
pub fn blend(colour: Colour, opacity: f64, ground: Colour) -> Colour {
    [0, 1, 2].map(|i| (f64::from(colour[i]) * opacity + f64::from(ground[i]) * (1.0 - opacity)).round() as u8)
}

/// The pages of a PDF.
pub fn pages(pdf: &Pdf) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let size = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, size, &cache, pdf.xref(), InterpreterSettings::default());
        let mut painter = Painter { items: Vec::new(), marked: Vec::new(), clips: vec![size], opacities: vec![1.0] };
        interpret_page(page, &mut context, &mut painter);
        pages.push(Page { size, items: painter.items });
    }
    pages
}

/// Notes what it is told to paint.
struct Painter {
    items: Vec<Item>,
    marked: Vec<Belongs>,
    clips: Vec<Rect>,
    opacities: Vec<f64>,
}

impl Painter {
    fn paint(&mut self, what: What, bounds: Rect, paint: Option<&Paint<'_>>) {
        let (colour, own) = match paint {
            Some(Paint::Color(colour)) => {
                let [red, green, blue, opacity] = colour.to_rgba().to_rgba8();
                (Some([red, green, blue]), f64::from(opacity) / 255.0)
            }
            Some(Paint::Pattern(_)) | None => (None, 1.0),
        };
        let opacity = self.opacities.iter().product::<f64>() * own;
        let belongs = self.marked.last().copied().unwrap_or(Belongs::Nowhere);
        let clip = self.clips.last().copied().unwrap_or(bounds);
        self.items.push(Item { what, colour, opacity, belongs, bounds, clip });
    }
}

impl<'a> Device<'a> for Painter {
    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        let path = transform * path.clone();
        let bounds = path.bounding_box();
        match mode {
            PathDrawMode::Fill(_) => self.paint(What::Fill(path), bounds, Some(paint)),
            PathDrawMode::Stroke(stroke) => {
                let width = f64::from(stroke.line_width) * transform.determinant().abs().sqrt();
                self.paint(What::Stroke(path, width), bounds.inflate(width / 2.0, width / 2.0), Some(paint));
            }
        }
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        // A glyph without a character of its own cannot be read aloud or searched.
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let place = transform * glyph_transform;
        let size = place.determinant().abs().sqrt() * 1000.0;
        let advance = match glyph {
            Glyph::Outline(glyph) => f64::from(glyph.advance_width().unwrap_or(500.0)),
            Glyph::Type3(_) => 500.0,
        };
        // The height of a line's letters: a little below the baseline, and about a capital above it.
        let bounds = place.transform_rect_bbox(Rect::new(0.0, -200.0, advance, 700.0));
        let (start, end) = (place * Point::ORIGIN, place * Point::new(advance, 0.0));
        let middle = place * Point::new(advance / 2.0, 250.0);
        self.paint(What::Picture, bounds, Some(paint));
        let Some(mut item) = self.items.pop() else { return };
        if matches!(mode, GlyphDrawMode::Invisible) {
            item.opacity = 0.0;
        }
        if let Some(last) = self.items.last_mut()
            && (last.colour, last.belongs) == (item.colour, item.belongs)
            && let What::Text(run) = &mut last.what
            && (run.size - size).abs() < 0.01
            && (run.baseline - start.y).abs() < 0.01
            && (run.end - start.x).abs() < size * 0.3
        {
            run.text.push_str(&text);
            run.spots.push(middle);
            run.end = end.x;
            last.bounds = last.bounds.union(bounds);
            return;
        }
        item.what = What::Text(Run { text, size, spots: vec![middle], baseline: start.y, end: end.x });
        self.items.push(item);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let bounds = transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        self.paint(What::Picture, bounds, None);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let outer = self.clips.last().copied().unwrap_or(Rect::ZERO);
        self.clips.push(outer.intersect(clip.path.bounding_box()));
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacities.push(f64::from(opacity));
    }

    fn pop_transparency_group(&mut self) {
        self.opacities.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn begin_marked_content(&mut self, tag: &[u8], number: Option<i32>) {
        let outer = self.marked.last().copied().unwrap_or(Belongs::Nowhere);
        self.marked.push(match number {
            Some(number) => Belongs::Tagged(number),
            None if tag == b"Artifact" => Belongs::Artifact,
            None => outer,
        });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}
