//! What holds for every process behaviour chart, read back from the SVG itself.

use super::*;
use crate::page::chart::{Signal, SpcChart, SpcPoint, SpcSegment};

fn spc(chart: &SpcChart, size: Size) -> String {
    with_words(&crate::chart::spc(chart, size))
}

const CONCERN: &str = "#B84A00";
const IMPROVEMENT: &str = "#1F5FA8";
const NEUTRAL: &str = "#5B3E8C";
const LEVEL: &str = "#3D3D3D";
const LIMIT: &str = "#767A80";

fn segment(first: usize, last: usize, mean: f64, limits: Option<(f64, f64)>) -> SpcSegment {
    let of_limits = |words: &str| if limits.is_some() { words.to_owned() } else { String::new() };
    SpcSegment {
        first,
        last,
        mean,
        limits,
        trial: false,
        mean_label: "Mean".to_owned(),
        upper_label: of_limits("Upper limit"),
        lower_label: of_limits("Lower limit"),
    }
}

/// Thirteen points around 50 on an axis from zero.
fn chart() -> SpcChart {
    let values = [50.0, 52.0, 48.0, 51.0, 20.0, 49.0, 53.0, 47.0, 80.0, 50.0, 51.0, 48.0, 50.0];
    let point = |value| SpcPoint { value: Some(value), mark: Mark::Plain, signal: Signal::CommonCause };
    SpcChart {
        periods: months(13),
        points: values.map(point).to_vec(),
        line_label: "Northbridge".to_owned(),
        segments: vec![segment(0, 12, 50.0, Some((30.0, 70.0)))],
        target: vec![Some(60.0); 13],
        target_label: "Target".to_owned(),
        events: Vec::new(),
        axis: PERCENT,
    }
}

fn fills(svg: &str) -> Vec<(String, usize)> {
    let shapes = Element::all(svg, "polygon");
    shapes.iter().map(|shape| (shape.text("fill").to_owned(), shape.corners().len())).collect()
}

/// In black and white a point of concern looked like one of improvement.
#[test]
fn signals_are_told_apart_by_their_shape() {
    let mut chart = chart();
    let with = |chart: &mut SpcChart, signal: Signal| {
        chart.points[4].signal = signal;
        fills(&spc(chart, MID))
    };
    let shape = |fill: &str, corners: usize| (fill.to_owned(), corners);
    assert_eq!(with(&mut chart, Signal::CommonCause), []);
    assert_eq!(with(&mut chart, Signal::Concern { up: false }), [shape(CONCERN, 3)], "filled");
    let hollow = [shape(IMPROVEMENT, 3), shape("#FFFFFF", 3)];
    assert_eq!(with(&mut chart, Signal::Improvement { up: false }), hollow, "hollow");
    assert_eq!(with(&mut chart, Signal::Neutral { up: false }), [shape(NEUTRAL, 4)], "a square");
}

#[test]
fn a_triangle_points_the_way_the_figures_went() {
    let mut chart = chart();
    let mut tip_above_middle = |up: bool| {
        chart.points[4].signal = Signal::Concern { up };
        let corners = Element::all(&spc(&chart, MID), "polygon")[0].corners();
        corners[0].y < corners[1].y
    };
    assert!(tip_above_middle(true) && !tip_above_middle(false));
}

#[test]
fn what_is_too_early_to_judge_signals_nothing() {
    let mut chart = chart();
    chart.points[12] =
        SpcPoint { mark: Mark::Unsettled, signal: Signal::Concern { up: true }, ..chart.points[12].clone() };
    let svg = spc(&chart, MID);
    assert!(fills(&svg).is_empty());
    let hollow = Element::all(&svg, "circle").iter().filter(|circle| circle.text("fill") == "#FFFFFF").count();
    assert_eq!(hollow, 1);
}

#[test]
fn a_suppressed_figure_leaves_no_trace() {
    let mut chart = chart();
    chart.points[4] = SpcPoint { value: None, mark: Mark::Suppressed, signal: Signal::CommonCause };
    let without = spc(&chart, MID);
    chart.points[4].value = Some(3.0);
    assert_eq!(spc(&chart, MID), without);
}

/// The level lines of one colour, with how far they reach across.
fn levels(svg: &str, colour: &str) -> Vec<(f64, f64, f64)> {
    let lines = Element::all(svg, "polyline").into_iter().filter(|line| line.text("stroke") == colour);
    let corners = lines.map(|line| line.corners()).filter(|corners| corners.len() == 2);
    let level = |c: Vec<Spot>| (c[0].y == c[1].y && c[1].x - c[0].x > 40.0).then(|| (c[0].y, c[0].x, c[1].x));
    corners.filter_map(level).collect()
}

#[test]
fn mean_and_limits_step_where_a_segment_starts() {
    let mut chart = chart();
    chart.target.clear();
    chart.axis = PLAIN;
    let ground = |svg: &str| Element::all(svg, "rect").iter().filter(|rect| rect.text("fill") == "#ECF0F4").count();
    let one = spc(&chart, MID);
    assert_eq!((levels(&one, LEVEL).len(), ground(&one)), (2, 1), "zero and a mean");

    chart.segments = vec![segment(0, 5, 50.0, Some((30.0, 70.0))), segment(6, 12, 40.0, Some((20.0, 60.0)))];
    chart.segments[1].trial = true;
    let two = spc(&chart, MID);
    let means = &levels(&two, LEVEL)[1..];
    assert_eq!(means.len(), 2);
    assert_eq!(means[0].2, means[1].1, "the second starts where the first ends");
    assert!(means[0].0 < means[1].0);
    assert_eq!(ground(&two), 1, "none between trial limits");
    let dots = Element::all(&two, "polyline").into_iter().filter(|line| {
        let corners = line.corners();
        corners.len() == 2 && corners[0].x == corners[1].x && (corners[0].x - means[0].2).abs() < 0.06
    });
    assert!(dots.count() > 5, "a dotted upright stands between them");
}

#[test]
fn limits_are_dashed_and_trial_limits_more_closely() {
    let mut chart = chart();
    let mut dashes = |trial: bool| {
        chart.segments[0].trial = trial;
        let svg = spc(&chart, MID);
        Element::all(&svg, "polyline").iter().filter(|line| line.text("stroke") == LIMIT).count()
    };
    let (limits, trial) = (dashes(false), dashes(true));
    assert!(limits > 20 && trial > 2 * limits, "{limits} {trial}");
}

fn any_segments(periods: usize, greatest: f64, least: f64) -> impl Strategy<Value = Vec<SpcSegment>> {
    let amount = move || (-1.0..=1.0_f64).prop_map(move |share| (share * greatest).max(least));
    let one = (amount(), option::weighted(0.8, (amount(), amount())), any::<bool>(), any_label());
    (vec(one, 1..4), vec(0..periods, 2)).prop_map(move |(parts, mut cuts)| {
        cuts.sort_unstable();
        let ends = [cuts[0] + 1, cuts[1] + 1, periods];
        let mut first = 0;
        let mut segments = Vec::new();
        for ((mean, limits, trial, label), end) in parts.into_iter().zip(ends) {
            if end > first {
                let limits = limits.map(|(a, b)| (a.min(b), a.max(b)));
                let mean_label = if end == periods { label } else { String::new() };
                segments.push(SpcSegment { trial, mean_label, ..segment(first, end - 1, mean, limits) });
                first = end;
            }
        }
        segments
    })
}

fn any_signal() -> impl Strategy<Value = Signal> {
    let signals = |up| vec![Signal::Concern { up }, Signal::Improvement { up }, Signal::Neutral { up }];
    prop_oneof![2 => Just(Signal::CommonCause), 1 => select([signals(true), signals(false)].concat())]
}

fn any_chart(periods: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = SpcChart> {
    let scaled = any_axis().prop_flat_map(|axis| (any_magnitude(&axis), Just(axis)));
    (periods, scaled).prop_flat_map(|(count, (greatest, axis))| {
        let least = axis.least.unwrap_or(-greatest);
        let figures = || any_figures(count, greatest, least);
        (
            (any_periods(count), figures(), any_marks(count), vec(any_signal(), count)),
            (any_segments(count, greatest, least), figures(), any_label(), any_label(), any_events(count)),
        )
            .prop_map(
                move |((periods, values, marks, signals), (segments, target, line_label, target_label, events))| {
                    let points = values.into_iter().zip(marks).zip(signals);
                    let points = points.map(|((value, mark), signal)| SpcPoint { value, mark, signal }).collect();
                    SpcChart { periods, points, line_label, segments, target, target_label, events, axis: axis.clone() }
                },
            )
    })
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(chart in any_chart(2..=144), size in any_size()) {
        check_texts(&spc(&chart, size))?;
    }

    #[test]
    fn lines_and_points_lie_inside_the_frame(chart in any_chart(1..=144), size in any_size()) {
        check_shapes(&spc(&chart, size))?;
    }

    #[test]
    fn a_small_chart_keeps_its_proportions(chart in any_chart(1..=24), size in any_size_at_all()) {
        check_proportions(&spc(&chart, size), size)?;
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(chart in any_chart(2..=24), size in any_size()) {
        check_type(&spc(&chart, size))?;
    }

    /// However dense the points, none that signals something is left out.
    #[test]
    fn every_signal_is_drawn_once(chart in any_chart(2..=144), size in any_size()) {
        let fills = fills(&spc(&chart, size));
        let drawn = |colour: &str| fills.iter().filter(|(fill, _)| fill == colour).count();
        let given = |wanted: fn(&Signal) -> bool| {
            let is_drawn = |point: &&SpcPoint| {
                point.value.is_some() && wanted(&point.signal) && !matches!(point.mark, Mark::Suppressed | Mark::Unsettled)
            };
            chart.points.iter().filter(is_drawn).count()
        };
        prop_assert_eq!(drawn(CONCERN), given(|signal| matches!(signal, Signal::Concern { .. })));
        prop_assert_eq!(drawn(IMPROVEMENT), given(|signal| matches!(signal, Signal::Improvement { .. })));
        prop_assert_eq!(drawn(NEUTRAL), given(|signal| matches!(signal, Signal::Neutral { .. })));
    }

    #[test]
    fn the_axis_says_when_it_does_not_start_at_zero(chart in any_chart(2..=24), size in any_size()) {
        let texts = texts(&spc(&chart, size));
        let starts_at_zero = [format!("{}0", chart.axis.prefix), format!("{}0%", chart.axis.prefix)].contains(&texts[0]);
        prop_assert_eq!(texts.iter().any(|text| text.starts_with("Axis starts at") || text.starts_with("From ")), !starts_at_zero, "{:?}", texts);
    }

    #[test]
    fn equal_charts_are_equal_bytes(chart in any_chart(1..=24), size in any_size()) {
        prop_assert_eq!(spc(&chart, size), spc(&chart.clone(), size));
    }

    #[test]
    fn no_number_makes_it_panic(
        values in vec(option::of(any::<f64>()), 0..9),
        periods in 0_usize..9,
        segments in vec((0_usize..12, 0_usize..12, any::<f64>(), option::of(any::<(f64, f64)>())), 0..4),
        bounds in any::<(Option<f64>, Option<f64>)>(),
        size in any::<(f64, f64)>(),
    ) {
        let point = |&value: &Option<f64>| SpcPoint { value, mark: Mark::Plain, signal: Signal::Neutral { up: true } };
        let chart = SpcChart {
            periods: months(periods),
            points: values.iter().map(point).collect(),
            segments: segments.into_iter().map(|(first, last, mean, limits)| segment(first, last, mean, limits)).collect(),
            target: values,
            axis: AxisFormat { least: bounds.0, greatest: bounds.1, ..PLAIN },
            ..chart()
        };
        let svg = spc(&chart, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
