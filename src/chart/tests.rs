//! What holds for every picture, read back from the SVG itself.

mod bars;

use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::face::{self, FAMILY, TEXT_SIZE, Weight, text_box};
use super::geometry::{Rect, Spot};
use super::{Size, sparkline, trend};
use crate::view::chart::{
    AxisFormat, BenchmarkLine, EventMark, LimitLine, Mark, PeriodTick, Point, Sparkline, TrendChart,
};

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
        let baseline = self.points("y") + 0.76 * self.points("font-size");
        text_box(Spot::new(self.points("x"), baseline), face::width(&self.words, weight)).padded(-ROUNDING, -ROUNDING)
    }

    fn circle_area(&self) -> Rect {
        let reach =
            self.points("r") + if self.text("stroke") == "none" { 0.0 } else { self.points("stroke-width") / 2.0 };
        Rect::around(Spot::new(self.points("cx"), self.points("cy")), reach)
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

fn months(count: usize) -> Vec<PeriodTick> {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |index: usize| {
        let year =
            if index == 10 || index.is_multiple_of(12) { format!("{}", 2009 + index / 12) } else { String::new() };
        PeriodTick { label: NAMES[index % 12].to_owned(), year }
    };
    (10..10 + count).map(month).collect()
}

fn chart_of(values: &[Option<f64>], axis: AxisFormat) -> TrendChart {
    TrendChart {
        periods: months(values.len()),
        points: values.iter().map(|&value| Point { value, mark: Mark::Plain }).collect(),
        line_label: "Northbridge".to_owned(),
        target: vec![None; values.len()],
        target_label: "Target".to_owned(),
        limits: Vec::new(),
        benchmarks: Vec::new(),
        events: Vec::new(),
        axis,
    }
}

#[test]
fn a_gap_and_a_break_interrupt_the_line() {
    let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(Some);
    let mut chart = chart_of(&values, PLAIN);
    assert_eq!(own_line(&trend(&chart, MID)).iter().map(Vec::len).collect::<Vec<_>>(), [6]);

    chart.points[4].mark = Mark::Break;
    assert_eq!(own_line(&trend(&chart, MID)).iter().map(Vec::len).collect::<Vec<_>>(), [4, 2]);

    chart.points[1].value = None;
    let svg = trend(&chart, MID);
    assert_eq!(own_line(&svg).iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(Element::all(&svg, "circle").len(), 5, "the lonely first point is a disc");
}

/// A reader could have measured the hidden figure from the picture.
#[test]
fn a_suppressed_figure_leaves_no_trace() {
    let mut chart = chart_of(&[Some(40.0), Some(50.0), None, Some(60.0)], PLAIN);
    chart.points[2].mark = Mark::Suppressed;
    let without = trend(&chart, MID);

    chart.points[2].value = Some(3.0);
    assert_eq!(trend(&chart, MID), without);
}

#[test]
fn a_chart_without_figures_says_so() {
    assert_eq!(texts(&trend(&chart_of(&[None, None], PERCENT), MID)), ["No figures to draw"]);
    assert_eq!(texts(&trend(&chart_of(&[], PERCENT), MID)), ["No figures to draw"]);
}

#[test]
fn marks_are_told_apart_by_their_shape() {
    let mut chart = chart_of(&[40.0, 50.0, 60.0].map(Some), PLAIN);
    let circles = |chart: &TrendChart| {
        let circles = Element::all(&trend(chart, MID), "circle");
        circles.iter().map(|circle| circle.text("fill").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(circles(&chart), ["#12436D", "#12436D", "#12436D"]);

    chart.points[1].mark = Mark::Revised;
    assert_eq!(circles(&chart), ["#12436D", "#12436D", "none", "#12436D"], "a ring around the second");

    chart.points[1].mark = Mark::Unsettled;
    assert_eq!(circles(&chart), ["#12436D", "#FFFFFF", "none", "#12436D"], "the second is hollow");
    assert!(own_line(&trend(&chart, MID)).len() > 2, "and dashes lead to it");
}

/// The label of the last valued period stood at the foot when the latest month was still awaited.
#[test]
fn a_label_stands_at_the_height_of_the_latest_figure() {
    let svg = trend(&chart_of(&[Some(0.0), Some(50.0), None, None], PLAIN), MID);
    let label = Element::all(&svg, "text").into_iter().find(|text| text.words == "Northbridge").expect("a label");
    let discs = Element::all(&svg, "circle");
    let latest = discs.last().expect("a disc");
    let middle = label.text_area().top + ROUNDING + (0.75 - 0.33) * TEXT_SIZE;
    assert!((middle - latest.points("cy")).abs() < 0.1, "{middle} {}", latest.points("cy"));
}

#[test]
fn years_stand_under_the_first_word_that_falls_into_them() {
    let svg = trend(&chart_of(&[Some(1.0); 37], PLAIN), MID);
    let texts = Element::all(&svg, "text");
    let left_of = |words: &str| texts.iter().find(|text| text.words == words).map(Element::text_area);
    assert!(left_of("2009").is_some() && left_of("2012").is_some());
    let years = texts.iter().filter(|text| text.words.starts_with("20"));
    for year in years.map(Element::text_area) {
        let months = texts.iter().filter(|text| text.words.len() == 3).map(Element::text_area);
        let mut middles = months.map(|month| (month.left + month.right) / 2.0);
        assert!(middles.any(|middle| (middle - (year.left + year.right) / 2.0).abs() < 0.2), "{year:?}");
    }
}

#[test]
fn labels_keep_the_order_of_their_heights() {
    let mut chart = chart_of(&[Some(50.0), Some(90.0)], PERCENT);
    chart.target = vec![Some(91.0); 2];
    chart.benchmarks = ["England", "Neighbours"]
        .into_iter()
        .zip([90.5, 89.5])
        .map(|(label, value)| BenchmarkLine { label: label.to_owned(), values: vec![Some(value); 2] })
        .collect();
    let mut labels = Element::all(&trend(&chart, MID), "text");
    labels.retain(|text| ["Northbridge", "Target", "England", "Neighbours"].contains(&text.words.as_str()));
    labels.sort_by(|a, b| a.points("y").total_cmp(&b.points("y")));
    let words: Vec<_> = labels.iter().map(|label| label.words.as_str()).collect();
    assert_eq!(words, ["Target", "England", "Northbridge", "Neighbours"]);
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
    select(vec![months(count), (0..count).map(year).collect()])
}

fn any_marks(periods: usize) -> impl Strategy<Value = Vec<Mark>> {
    let mark = prop_oneof![
        6 => Just(Mark::Plain),
        1 => select(vec![Mark::Unsettled, Mark::Revised, Mark::Suppressed, Mark::Break]),
    ];
    vec(mark, periods)
}

fn any_chart(periods: RangeInclusive<usize>) -> impl Strategy<Value = TrendChart> {
    let magnitude = (-2.7..6.3_f64).prop_map(|power| 10_f64.powf(power));
    (periods, any_axis(), magnitude).prop_flat_map(|(count, axis, magnitude)| {
        let greatest = axis.greatest.map_or(magnitude, |greatest| greatest.min(magnitude));
        let least = axis.least.unwrap_or(-greatest);
        let figures = || any_figures(count, greatest, least);
        let benchmark = (any_label(), figures()).prop_map(|(label, values)| BenchmarkLine { label, values });
        let limit =
            ("(Floor|Ceiling|Band from) [0-9]{2}%", figures()).prop_map(|(label, values)| LimitLine { label, values });
        (
            (any_periods(count), figures(), any_marks(count), figures()),
            (any_label(), any_label(), vec(limit, 0..=1), vec(benchmark, 0..=2), any_events(count)),
        )
            .prop_map(
                move |((periods, own, marks, target), (line_label, target_label, limits, benchmarks, events))| {
                    let points = own.into_iter().zip(marks).map(|(value, mark)| Point { value, mark }).collect();
                    let axis = axis.clone();
                    TrendChart { periods, points, line_label, target, target_label, limits, benchmarks, events, axis }
                },
            )
    })
}

fn any_size() -> impl Strategy<Value = Size> {
    (240.0..520.0, 110.0..220.0).prop_map(|(width, height)| Size { width, height })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Labels, numbers, months and event words stood on one another, or were cut off at the edge.
    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(chart in any_chart(2..=144), size in any_size()) {
        let svg = trend(&chart, size);
        let texts = Element::all(&svg, "text");
        let areas: Vec<_> = texts.iter().map(Element::text_area).collect();
        for (index, area) in areas.iter().enumerate() {
            prop_assert!(frame(size).encloses(area), "{} leaves the frame: {area:?}", texts[index].words);
            for (other, other_area) in areas.iter().enumerate().skip(index + 1) {
                prop_assert!(!area.overlaps(other_area), "{} touches {}", texts[index].words, texts[other].words);
            }
        }
    }

    /// The disc of a figure at the top of the axis was cut in half.
    #[test]
    fn lines_and_discs_lie_inside_the_frame(chart in any_chart(1..=144), size in any_size()) {
        let svg = trend(&chart, size);
        for circle in Element::all(&svg, "circle") {
            prop_assert!(frame(size).encloses(&circle.circle_area()), "{}", circle.line);
        }
        for line in Element::all(&svg, "polyline") {
            let is_inside = |corner: Spot| frame(size).encloses(&Rect::around(corner, 0.0));
            prop_assert!(line.corners().into_iter().all(is_inside), "{}", line.line);
        }
    }

    /// The word of an event could not be read for the line that ran through it.
    #[test]
    fn event_words_do_not_stand_on_the_line(chart in any_chart(2..=60), size in any_size()) {
        let svg = trend(&chart, size);
        let words = Element::all(&svg, "text").into_iter().filter(|text| text.words.contains("Lockdown"));
        let pieces: Vec<_> = own_line(&svg).iter().flat_map(|line| line.windows(2).map(<[_]>::to_vec).collect::<Vec<_>>()).collect();
        for word in words.map(|word| word.text_area()) {
            prop_assert!(pieces.iter().all(|piece| !word.is_crossed_by(piece[0], piece[1])), "{word:?}");
        }
    }

    /// A fall from 90 to 88 looked like a collapse on an axis from 87, and nothing said so.
    #[test]
    fn the_axis_says_when_it_does_not_start_at_zero(chart in any_chart(2..=24), size in any_size()) {
        let texts = texts(&trend(&chart, size));
        prop_assume!(texts != ["No figures to draw"]);
        // numbers are written from the foot upwards, before all other texts
        let starts_at_zero = [format!("{}0", chart.axis.prefix), format!("{}0%", chart.axis.prefix)].contains(&texts[0]);
        let says_so = texts.iter().any(|text| text.starts_with("Axis starts at"));
        prop_assert_eq!(says_so, !starts_at_zero, "{:?}", texts);
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(chart in any_chart(2..=24)) {
        for text in Element::all(&trend(&chart, MID), "text") {
            prop_assert_eq!(text.text("font-family").replace("&apos;", "'"), FAMILY);
            prop_assert!((text.points("font-size") - TEXT_SIZE).abs() < 1e-9 && text.points("font-size") >= TEXT_SIZE);
            prop_assert!(contrast_on_white(text.text("fill")) >= 4.5, "{}", text.line);
        }
    }

    #[test]
    fn equal_charts_are_equal_bytes(chart in any_chart(1..=24), size in any_size()) {
        prop_assert_eq!(trend(&chart, size), trend(&chart.clone(), size));
    }

    /// Whatever the numbers: the picture is an SVG, and lists of the wrong length count as gaps.
    #[test]
    fn no_number_makes_it_panic(
        values in vec(option::of(any::<f64>()), 0..9),
        periods in 0_usize..9,
        bounds in any::<(Option<f64>, Option<f64>)>(),
        size in any::<(f64, f64)>(),
    ) {
        let size = Size { width: size.0, height: size.1 };
        let axis = AxisFormat { least: bounds.0, greatest: bounds.1, ..PLAIN };
        let chart = TrendChart { periods: months(periods), target: values.clone(), ..chart_of(&values, axis) };
        prop_assert!(trend(&chart, size).ends_with("</svg>\n"));
        let small = sparkline(&Sparkline { values }, size);
        prop_assert!(small.ends_with("</svg>\n"));
    }

    #[test]
    fn a_sparkline_lies_inside_its_frame(values in (1..144_usize).prop_flat_map(|n| any_figures(n, 90.0, -90.0))) {
        let size = Size { width: 62.0, height: 14.0 };
        let svg = sparkline(&Sparkline { values: values.clone() }, size);
        prop_assert!(Element::all(&svg, "text").is_empty());
        let circles = Element::all(&svg, "circle");
        prop_assert_eq!(circles.is_empty(), values.iter().all(Option::is_none));
        prop_assert!(circles.iter().all(|circle| frame(size).encloses(&circle.circle_area())));
        let corners = own_line(&svg).concat();
        prop_assert!(corners.iter().all(|&corner| frame(size).encloses(&Rect::around(corner, 0.5))));
    }
}

/// The contrast of a colour such as `#3D3D3D` on white, as WCAG 2 counts it.
fn contrast_on_white(colour: &str) -> f64 {
    let channel = |from: usize| {
        let share = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).expect("two hexadecimal digits")) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05)
}
