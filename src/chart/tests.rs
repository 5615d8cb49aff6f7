//! What holds for every picture, read back from the SVG itself.

mod bars;
mod dots;
mod long;
mod multiples;
mod place;
mod position;
mod sparkline;
mod spc;
mod strip;
mod trend;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::face::{self, FAMILY, TEXT_SIZE, Weight, text_box};
use super::geometry::{Rect, Spot};
use super::{Palette, Size, with_words};
use crate::model::{Colour, RatingLook, RatingLooks, TEXT_CONTRAST};
use crate::page::chart::{AxisFormat, EventMark, Mark, PeriodTick, Point};

const PERCENT: AxisFormat = AxisFormat { prefix: "", suffix: "%", least: Some(0.0), greatest: Some(100.0) };
const PLAIN: AxisFormat = AxisFormat { prefix: "", suffix: "", least: None, greatest: None };
const MID: Size = Size { width: 372.0, height: 150.0 };

/// Units of the picture in a point.
const UNITS: f64 = 20.0;

/// Half a unit on either side is lost by rounding, in points.
const ROUNDING: f64 = 0.06;

/// An element of a picture, its numbers still in the picture's units.
struct Element {
    line: String,
    words: String,
}

impl Element {
    /// All elements with the given name.
    fn all(svg: &str, name: &str) -> Vec<Self> {
        let opening = format!("<{name} ");
        let lines: Vec<_> = svg.lines().collect();
        let is_wanted = |index: &usize| lines[*index].starts_with(&opening);
        let element = |index: usize| {
            let words = lines.get(index + 1).copied().unwrap_or_default();
            let words = words.replace("&quot;", "\"").replace("&apos;", "'").replace("&lt;", "<").replace("&gt;", ">");
            Self { line: lines[index].to_owned(), words: words.replace("&amp;", "&") }
        };
        (0..lines.len()).filter(is_wanted).map(element).collect()
    }

    fn text(&self, name: &str) -> &str {
        let value = self.line.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
        value.split('"').next().unwrap_or_default()
    }

    fn points(&self, name: &str) -> f64 {
        self.text(name).parse::<f64>().expect("a number") / UNITS
    }

    /// The box of a text element, measured anew.
    fn text_area(&self) -> Rect {
        assert_eq!((self.text("text-anchor"), self.text("dy")), ("start", "0.76em"));
        let weight = if self.text("font-weight") == "bold" { Weight::Bold } else { Weight::Regular };
        let size = self.points("font-size");
        let width = face::width(&self.words, weight) * size / TEXT_SIZE;
        let start = Spot::new(self.points("x"), self.points("y") + 0.76 * size);
        text_box(start, width, size).padded(-ROUNDING, -ROUNDING)
    }

    fn circle_area(&self) -> Rect {
        let reach =
            self.points("r") + if self.text("stroke") == "none" { 0.0 } else { self.points("stroke-width") / 2.0 };
        Rect::around(Spot::new(self.points("cx"), self.points("cy")), reach)
    }

    fn rect_area(&self) -> Rect {
        let (left, top) = (self.points("x"), self.points("y"));
        Rect { left, top, right: left + self.points("width"), bottom: top + self.points("height") }
    }

    fn corners(&self) -> Vec<Spot> {
        let corner = |pair: &str| {
            let (x, y) = pair.split_once(',').expect("two numbers");
            Spot::new(x.parse::<f64>().expect("a number") / UNITS, y.parse::<f64>().expect("a number") / UNITS)
        };
        self.text("points").split_whitespace().map(corner).collect()
    }
}

fn texts(svg: &str) -> Vec<String> {
    Element::all(svg, "text").into_iter().map(|text| text.words).collect()
}

/// The corners of the indicator's own line, piece by piece.
fn own_line(svg: &str) -> Vec<Vec<Spot>> {
    let lines = Element::all(svg, "polyline").into_iter().filter(|line| line.text("stroke") == "#12436D");
    lines.map(|line| line.corners()).filter(|corners| corners.len() > 1).collect()
}

fn frame(size: Size) -> Rect {
    Rect { left: 0.0, top: 0.0, right: size.width, bottom: size.height }
}

/// The extent that the picture gives itself.
fn extent(svg: &str) -> Rect {
    let picture = &Element::all(svg, "svg")[0];
    frame(Size { width: picture.points("width"), height: picture.points("height") })
}

/// Every text lies inside the frame and touches no other.
fn check_texts(svg: &str) -> Result<(), TestCaseError> {
    let texts = Element::all(svg, "text");
    let areas: Vec<_> = texts.iter().map(Element::text_area).collect();
    for (index, area) in areas.iter().enumerate() {
        prop_assert!(extent(svg).encloses(area), "{} leaves the frame: {area:?}", texts[index].words);
        for (other, other_area) in areas.iter().enumerate().skip(index + 1) {
            prop_assert!(!area.overlaps(other_area), "{} touches {}", texts[index].words, texts[other].words);
        }
    }
    Ok(())
}

/// Everything else lies inside the frame too.
fn check_shapes(svg: &str) -> Result<(), TestCaseError> {
    for circle in Element::all(svg, "circle") {
        prop_assert!(extent(svg).encloses(&circle.circle_area()), "{}", circle.line);
    }
    for rect in Element::all(svg, "rect") {
        prop_assert!(extent(svg).encloses(&rect.rect_area()), "{}", rect.line);
    }
    for path in ["polyline", "polygon"].iter().flat_map(|name| Element::all(svg, name)) {
        let is_inside = |corner: Spot| extent(svg).encloses(&Rect::around(corner, 0.0));
        prop_assert!(path.corners().into_iter().all(is_inside), "{}", path.line);
    }
    Ok(())
}

/// Every text is in the page's face, no smaller than a page may have it, and dark enough on what it stands on.
fn check_type(svg: &str) -> Result<(), TestCaseError> {
    let boxes: Vec<_> = Element::all(svg, "rect").into_iter().map(|rect| (svg.find(&rect.line), rect)).collect();
    for text in Element::all(svg, "text") {
        let below = boxes.iter().filter(|(at, _)| *at < svg.find(&text.line));
        let mut below = below.filter(|(_, rect)| rect.rect_area().encloses(&text.text_area()));
        let ground = below.next_back().map_or("#FFFFFF", |(_, rect)| rect.text("fill"));
        prop_assert_eq!(text.text("font-family").replace("&apos;", "'"), FAMILY);
        prop_assert!((text.points("font-size") - TEXT_SIZE).abs() < 1e-9 && text.points("font-size") >= TEXT_SIZE);
        let [ink, ground] = [text.text("fill"), ground].map(colour_of);
        prop_assert!(ink.contrast(ground) >= TEXT_CONTRAST, "{} on {ground}", text.line);
    }
    Ok(())
}

/// A picture has the proportions asked for, so that a page which sets it at that size cuts nothing off.
fn check_proportions(svg: &str, asked: Size) -> Result<(), TestCaseError> {
    let Rect { right, bottom, .. } = extent(svg);
    prop_assert!(right >= asked.width - ROUNDING && bottom >= asked.height - ROUNDING, "{right} by {bottom}");
    prop_assert!((right / bottom / (asked.width / asked.height) - 1.0).abs() < 0.002, "{right} by {bottom}");
    Ok(())
}

fn colour_of(written: &str) -> Colour {
    written.parse().expect("a colour")
}

fn months(count: usize) -> Vec<PeriodTick> {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |index: usize| {
        let year =
            if index == 10 || index.is_multiple_of(12) { format!("{}", 2009 + index / 12) } else { String::new() };
        PeriodTick { label: NAMES[index % 12].to_owned(), year }
    };
    (10..10 + count).map(month).collect()
}

/// Quarters from one of a financial year's on, as pages name them.
fn quarters(count: usize, first: usize) -> Vec<PeriodTick> {
    let quarter = |index: usize| {
        let (turns, year) = (index == first || index.is_multiple_of(4), 18 + index / 4);
        let year = if turns { format!("20{year}/{}", year + 1) } else { String::new() };
        PeriodTick { label: format!("Q{}", index % 4 + 1), year }
    };
    (first..first + count).map(quarter).collect()
}

fn any_axis() -> impl Strategy<Value = AxisFormat> {
    let pounds = AxisFormat { prefix: "£", ..PLAIN };
    let rate = AxisFormat { suffix: " per 10,000 children", ..PLAIN };
    select(vec![PERCENT, PLAIN, pounds, rate])
}

/// Figures of one magnitude: scattered, equal, a single one, or none.
fn any_figures(periods: usize, greatest: f64, least: f64) -> impl Strategy<Value = Vec<Option<f64>>> {
    let share = -1.0..=1.0_f64;
    let figure = move |share: f64| (share * greatest).max(least);
    prop_oneof![
        5 => vec(option::weighted(0.85, share.clone()), periods)
            .prop_map(move |shares| shares.into_iter().map(|share| share.map(figure)).collect()),
        2 => vec(0.9..=1.0_f64, periods).prop_map(move |shares| shares.into_iter().map(|s| Some(figure(s))).collect()),
        1 => share.clone().prop_map(move |share| vec![Some(figure(share)); periods]),
        1 => (0..periods, share).prop_map(move |(at, share)| {
            (0..periods).map(|period| (period == at).then(|| figure(share))).collect()
        }),
        1 => Just(vec![None; periods]),
    ]
}

fn any_label() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{3,10} [0-9]{2}%",
        "([A-Z][a-z]{1,9} ){6,8}[0-9]{2}%".prop_map(|label| label.chars().take(60).collect()),
        "[A-Z][a-z]{59}",
        Just(String::new()),
    ]
}

fn any_events(periods: usize) -> impl Strategy<Value = Vec<EventMark>> {
    let text = select(vec!["Lockdown", "Lockdown Lockdown", "Lockdown & <Lockdown> \"Lockdown\"", ""]);
    vec((0..periods + 2, text).prop_map(|(at, text)| EventMark { at, text: text.to_owned() }), 0..5)
}

fn any_periods(count: usize) -> impl Strategy<Value = Vec<PeriodTick>> {
    let year =
        |index: usize| PeriodTick { label: format!("{}/{:02}", 1900 + index, (index + 1) % 100), year: String::new() };
    (0..4_usize)
        .prop_flat_map(move |first| select(vec![months(count), quarters(count, first), (0..count).map(year).collect()]))
}

fn any_marks(periods: usize) -> impl Strategy<Value = Vec<Mark>> {
    let mark = prop_oneof![
        6 => Just(Mark::Plain),
        1 => select(vec![Mark::Unsettled, Mark::Revised, Mark::Suppressed, Mark::Break]),
    ];
    vec(mark, periods)
}

/// From a fraction of a percent to millions, and the most that the axis allows of it.
fn any_magnitude(axis: &AxisFormat) -> impl Strategy<Value = f64> + use<> {
    let most = axis.greatest.unwrap_or(f64::INFINITY);
    (-2.7..6.3_f64).prop_map(move |power| 10_f64.powf(power).min(most))
}

/// Pictures as pages ask for them.
fn any_size() -> impl Strategy<Value = Size> {
    prop_oneof![select(vec![(344.0, 108.0), (240.0, 90.0), (700.0, 160.0)]), (180.0..720.0, 60.0..240.0),]
        .prop_map(|(width, height)| Size { width, height })
}

/// Pictures too small for any chart as well.
fn any_size_at_all() -> impl Strategy<Value = Size> {
    prop_oneof![3 => any_size(), 1 => (20.0..200.0, 10.0..100.0).prop_map(|(width, height)| Size { width, height })]
}

/// So many cases of a law, or as many as `PROPTEST_CASES` asks for where that is more.
fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: usual.max(asked.cases), failure_persistence: None, ..asked }
}

/// A dark colour of its own for each rating, on a pale ground.
fn looks() -> RatingLooks {
    RatingLooks::new(|key| {
        let dark = Colour::new(0x40 + key as u8, 0x10, 0x10);
        RatingLook { dark, tint: Colour::new(0xFC, 0xE8, 0xE8), edge: dark }
    })
}

fn own() -> Palette {
    Palette::default()
}
