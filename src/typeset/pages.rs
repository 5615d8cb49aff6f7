//! Pictures of pages side by side, with outlines round what differs: for whoever reviews a change of a layout.
//!
//! Pages of one number are held against one another, without looking for a page that moved.

use serde::Serialize;
use tiny_skia::{Color, Paint, Pixmap, PixmapPaint, Rect, Transform};
use typst_render::RenderOptions;

use super::compile::compile;
use super::document::Document;
use super::file::VirtualFile;
use super::fonts::Faces;
use super::regions::{Region, regions};
use crate::diag::Diagnostic;

/// Dots an inch of the pictures.
pub const DPI: f32 = 100.0;

/// What became of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChange {
    /// Counted from one.
    pub page: usize,
    /// What differs.
    pub what: PageDifference,
    /// Both pages beside one another as a PNG; none where they are the same.
    pub picture: Option<Vec<u8>>,
}

/// What differs between two pages of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageDifference {
    /// No pixel.
    None,
    /// So many parts.
    Regions(usize),
    /// The second document is shorter.
    OnlyFirst,
    /// The first is.
    OnlySecond,
}

/// The outline's colour; no chart, rating or layout has it.
const OUTLINE: [u8; 3] = [255, 0, 200];
/// Its width in pixels, and its distance from what it is about.
const THICK: u32 = 2;
const AIR: u32 = 3;
/// Between the two pages, and the ground that they lie on.
const GAP: u32 = 16;
const GROUND: [u8; 3] = [176, 180, 184];
/// The height of the line above each page.
const LABEL: u32 = 28;

/// Compares two documents page by page, those of one number with one another; `names` say what they are.
pub fn compare_pages(was: &Document, now: &Document, names: [&str; 2]) -> Result<Vec<PageChange>, Vec<Diagnostic>> {
    let documents = [was, now];
    let most = documents.map(Document::page_count).into_iter().max().unwrap_or(0);
    let mut found = Vec::new();
    for page in 0..most {
        let pictures = documents.map(|document| picture(document, page));
        let what = difference(&pictures);
        let marks = match &what {
            Some(regions) if regions.is_empty() => {
                found.push(PageChange { page: page + 1, what: PageDifference::None, picture: None });
                continue;
            }
            Some(regions) => regions.as_slice(),
            None => &[],
        };
        let what = match (&pictures, marks.len()) {
            ([_, None], _) => PageDifference::OnlyFirst,
            ([None, _], _) => PageDifference::OnlySecond,
            (_, count) => PageDifference::Regions(count),
        };
        let picture = Some(pair(pictures, marks, page + 1, names)?);
        found.push(PageChange { page: page + 1, what, picture });
    }
    Ok(found)
}

fn picture(document: &Document, page: usize) -> Option<Pixmap> {
    let options = RenderOptions { pixel_per_pt: f64::from(DPI / 72.0).into(), ..RenderOptions::default() };
    document.inner.pages().get(page).map(|page| typst_render::render(page, &options))
}

/// The regions in which two pages differ; `None` where there is only one. What lies outside of the smaller page differs.
fn difference([was, now]: &[Option<Pixmap>; 2]) -> Option<Vec<Region>> {
    let (was, now) = (was.as_ref()?, now.as_ref()?);
    if (was.width(), was.height(), was.data()) == (now.width(), now.height(), now.data()) {
        return Some(Vec::new());
    }
    let differs = |x, y| was.pixel(x, y) != now.pixel(x, y);
    Some(regions(was.width().max(now.width()), was.height().max(now.height()), differs))
}

/// Two pages beside one another with their names above, as a PNG.
fn pair(
    pictures: [Option<Pixmap>; 2],
    marks: &[Region],
    page: usize,
    names: [&str; 2],
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let sizes = pictures.each_ref().map(|picture| picture.as_ref().map(|it| (it.width(), it.height())));
    let [first, second] = [sizes[0].or(sizes[1]), sizes[1].or(sizes[0])].map(Option::unwrap_or_default);
    let words = |side: usize| match sizes[side] {
        Some(_) => (format!("{}: page {page}", names[side]), String::new()),
        None => (names[side].to_owned(), format!("There is no page {page}.")),
    };
    let labels = labels([(words(0), first), (words(1), second)])?;
    let height = LABEL + first.1.max(second.1);
    let mut whole = new_pixmap(first.0 + GAP + second.0, height);
    let ground = Color::from_rgba8(GROUND[0], GROUND[1], GROUND[2], 255);
    whole.fill(ground);
    let starts = [0, first.0 + GAP];
    for (side, (picture, label)) in pictures.iter().zip(&labels).enumerate() {
        put(&mut whole, label, starts[side], 0);
        if let Some(picture) = picture {
            put(&mut whole, picture, starts[side], LABEL);
        }
        for mark in marks {
            outline(&mut whole, *mark, starts[side], if side == 0 { first } else { second });
        }
    }
    Ok(whole.encode_png().expect("a pair has a size and memory takes every write"))
}

fn new_pixmap(width: u32, height: u32) -> Pixmap {
    Pixmap::new(width.max(1), height.max(1)).expect("a pair of pages is far smaller than memory")
}

fn put(whole: &mut Pixmap, picture: &Pixmap, x: u32, y: u32) {
    let paint = PixmapPaint::default();
    whole.draw_pixmap(x as i32, y as i32, picture.as_ref(), &paint, Transform::identity(), None);
}

/// Four bars round a region, within the page.
fn outline(whole: &mut Pixmap, region: Region, start: u32, (width, height): (u32, u32)) {
    let out = AIR + THICK;
    let left = region.left.saturating_sub(out).min(width);
    let right = (region.right + out).min(width);
    let top = region.top.saturating_sub(out).min(height);
    let bottom = (region.bottom + out).min(height);
    let bars = [
        (left, top, right, top + THICK),
        (left, bottom.saturating_sub(THICK), right, bottom),
        (left, top, left + THICK, bottom),
        (right.saturating_sub(THICK), top, right, bottom),
    ];
    let mut paint = Paint { anti_alias: false, ..Paint::default() };
    paint.set_color_rgba8(OUTLINE[0], OUTLINE[1], OUTLINE[2], 255);
    for (left, top, right, bottom) in bars {
        let [left, right] = [left, right].map(|x| (start + x) as f32);
        let [top, bottom] = [top, bottom].map(|y| (LABEL + y) as f32);
        // A region outside of the smaller page has no place there.
        if let Some(bar) = Rect::from_ltrb(left, top, right, bottom) {
            whole.fill_rect(bar, &paint, Transform::identity(), None);
        }
    }
}

/// What stands above a page, and on the empty sheet in the place of one that is not there.
#[derive(Serialize)]
struct Label {
    width: f64,
    height: f64,
    name: String,
    instead: String,
}

/// Names with the sheets below them, where words stand on these; set by typst, which reads them from a file of data.
fn labels(sides: [((String, String), (u32, u32)); 2]) -> Result<Vec<Pixmap>, Vec<Diagnostic>> {
    let points = |pixels: u32| f64::from(pixels) * 72.0 / f64::from(DPI);
    let labels = sides.map(|((name, instead), (width, height))| {
        let height = if instead.is_empty() { LABEL } else { LABEL + height };
        Label { width: points(width), height: points(height), name, instead }
    });
    let file = |path: &str, content: Vec<u8>| VirtualFile { path: path.to_owned(), content, file: None, parsed: None };
    let data = serde_json::to_vec(&labels).expect("labels are texts and numbers");
    let files = [file("main.typ", SOURCE.as_bytes().to_vec()), file("labels.json", data)];
    let (document, diagnostics) = compile(&files, Faces::bundled()).into_parts();
    let Some(document) = document else { return Err(diagnostics) };
    Ok((0..labels.len()).filter_map(|page| picture(&document, page)).collect())
}

const SOURCE: &str = r##"
#set text(font: "Source Sans 3", size: 11pt, fill: rgb("#1b1f23"))
#for label in json("/labels.json") {
  page(width: label.width * 1pt, height: label.height * 1pt, margin: 0pt, fill: white, {
    place(top + left, block(width: 100%, height: 20pt, fill: rgb("#eceef0"), clip: true, inset: (x: 6pt, y: 4.5pt), label.name))
    if label.instead != "" { place(center + horizon, label.instead) }
  })
}
"##;
