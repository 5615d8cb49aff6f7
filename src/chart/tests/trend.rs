//! What holds for every trend chart, read back from the SVG itself.

use std::ops::RangeInclusive;

use super::*;
use crate::page::chart::{BandMark, BenchmarkLine, LimitLine, TrendChart};

fn trend(chart: &TrendChart, size: Size) -> String {
    with_words(&crate::chart::trend(chart, size, own()))
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
        band: None,
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

/// A council's orange was its line and, too pale to read, the line's name.
#[test]
fn a_line_has_the_council_s_colour_and_its_name_one_that_can_be_read() {
    let orange = Palette::new(Colour::new(0xE0, 0x7B, 0x00));
    let svg = with_words(&crate::chart::trend(&chart_of(&[40.0, 50.0].map(Some), PLAIN), MID, orange));
    let name = Element::all(&svg, "text").into_iter().find(|text| text.words == "Northbridge").expect("a label");
    let lines = Element::all(&svg, "polyline");
    assert!(lines.iter().any(|line| colour_of(line.text("stroke")) == orange.own));
    assert!(colour_of(name.text("fill")).contrast(Colour::WHITE) >= TEXT_CONTRAST && name.text("fill") != "#E07B00");
}

/// The line of an area that had ended years ago was named at the edge, and nothing led from one to the other.
#[test]
fn a_line_that_ends_early_is_tied_to_its_label() {
    let mut chart = chart_of(&[50.0, 51.0, 52.0, 53.0, 54.0, 55.0].map(Some), PLAIN);
    let ties = |chart: &TrendChart| {
        let lines = Element::all(&trend(chart, MID), "polyline").into_iter();
        let ties = lines.filter(|line| line.text("stroke") == "#767A80" && line.points("stroke-width") > 0.5);
        ties.map(|tie| tie.corners()).filter(|corners| corners[0].y < 120.0).collect::<Vec<_>>()
    };
    assert!(ties(&chart).is_empty());
    let values = [80.0, 81.0].map(Some).into_iter().chain([None; 4]).collect();
    chart.benchmarks = vec![BenchmarkLine { label: "England".to_owned(), values }];
    let ties = ties(&chart);
    assert_eq!(ties.len(), 1);
    assert!(ties[0][0].x < 150.0 && ties[0][ties[0].len() - 1].x > 270.0, "{ties:?}");
}

/// Four areas that ended years ago at nearly one height had four ties side by side, a grey band that looked like a series.
#[test]
fn lines_that_end_early_together_share_a_tie() {
    let mut chart = chart_of(&[50.0, 51.0, 52.0, 53.0, 54.0, 55.0].map(Some), PLAIN);
    let early = |end: f64| [80.0, end].map(Some).into_iter().chain([None; 4]).collect::<Vec<_>>();
    chart.benchmarks =
        [81.0, 81.3].map(|end| BenchmarkLine { label: format!("Area {end}"), values: early(end) }).to_vec();
    chart.limits = vec![LimitLine { label: "Floor".to_owned(), values: early(81.2) }];
    let lines = Element::all(&trend(&chart, MID), "polyline").into_iter();
    let ties = lines.filter(|line| line.text("stroke") == "#767A80" && line.points("stroke-width") > 0.5);
    let ties: Vec<_> = ties.map(|tie| tie.corners()).filter(|corners| corners[0].y < 120.0).collect();
    let levels = ties.iter().filter(|tie| tie[0].x < 200.0);
    assert_eq!((ties.len(), levels.count()), (3, 1), "{ties:?}");
}

/// `2018/19` and `2019/20` stood in one under the third quarter of one year and the first of the next.
#[test]
fn the_years_of_quarters_keep_apart() {
    for first in 0..4 {
        let chart = TrendChart { periods: quarters(14, first), ..chart_of(&[Some(1.0); 14], PLAIN) };
        for width in [200.0, 245.0, 300.0, 372.0] {
            let svg = trend(&chart, Size { width, height: 136.0 });
            let texts = Element::all(&svg, "text").into_iter();
            let years: Vec<_> = texts.filter(|text| text.words.contains('/')).map(|text| text.text_area()).collect();
            assert!(years.len() > 2, "{first} {width}");
            assert!(years.windows(2).all(|pair| pair[1].left - pair[0].right > 4.0), "{first} {width} {years:?}");
        }
    }
}

#[test]
fn the_neighbours_band_lies_behind_everything_and_is_on_the_axis() {
    let mut chart = chart_of(&[50.0, 51.0, 52.0].map(Some), PLAIN);
    chart.band =
        Some(BandMark { label: "Middle half".to_owned(), values: vec![Some((40.0, 95.0)), Some((42.0, 96.0)), None] });
    let svg = trend(&chart, MID);
    let band = Element::all(&svg, "polygon");
    assert_eq!((band.len(), band[0].corners().len()), (1, 4));
    assert!(svg.find("<polygon") < svg.find("<polyline"));
    assert!(
        texts(&svg).contains(&"Middle half".to_owned()) && texts(&svg).contains(&"100".to_owned()),
        "{:?}",
        texts(&svg)
    );
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
    let middle = label.text_area().top - ROUNDING + (0.75 - 0.33) * TEXT_SIZE;
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

fn any_band(periods: usize, greatest: f64, least: f64) -> impl Strategy<Value = BandMark> {
    let ends = (any_figures(periods, greatest, least), any_figures(periods, greatest, least));
    let label = select(vec!["Middle half of neighbours", "Middle half of the statistical neighbours of the council"]);
    (ends, label).prop_map(|((low, high), label)| BandMark {
        label: label.to_owned(),
        values: low.into_iter().zip(high).map(|(low, high)| low.zip(high)).collect(),
    })
}

fn any_chart(periods: RangeInclusive<usize>) -> impl Strategy<Value = TrendChart> {
    let scaled = any_axis().prop_flat_map(|axis| (any_magnitude(&axis), Just(axis)));
    (periods, scaled).prop_flat_map(|(count, (greatest, axis))| {
        let least = axis.least.unwrap_or(-greatest);
        let figures = || any_figures(count, greatest, least);
        let benchmark = (any_label(), figures()).prop_map(|(label, values)| BenchmarkLine { label, values });
        let limit =
            ("(Floor|Ceiling|Band from) [0-9]{2}%", figures()).prop_map(|(label, values)| LimitLine { label, values });
        (
            (any_periods(count), figures(), any_marks(count), figures()),
            (any_label(), any_label(), vec(limit, 0..=2), vec(benchmark, 0..=2), any_events(count)),
            option::of(any_band(count, greatest, least)),
        )
            .prop_map(
                move |((periods, own, marks, target), (line_label, target_label, limits, benchmarks, events), band)| {
                    let points = own.into_iter().zip(marks).map(|(value, mark)| Point { value, mark }).collect();
                    let axis = axis.clone();
                    TrendChart {
                        periods,
                        points,
                        line_label,
                        target,
                        target_label,
                        limits,
                        benchmarks,
                        band,
                        events,
                        axis,
                    }
                },
            )
    })
}

proptest! {
    #![proptest_config(cases(250))]

    /// Labels, numbers, months and event words stood on one another, or were cut off at the edge.
    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(chart in any_chart(2..=144), size in any_size()) {
        check_texts(&trend(&chart, size))?;
    }

    /// The disc of a figure at the top of the axis was cut in half.
    #[test]
    fn lines_and_discs_lie_inside_the_frame(chart in any_chart(1..=144), size in any_size()) {
        check_shapes(&trend(&chart, size))?;
    }

    /// A chart of 90 points was drawn at 100, and the page cut its periods off.
    #[test]
    fn a_small_chart_keeps_its_proportions(chart in any_chart(1..=24), size in any_size_at_all()) {
        check_proportions(&trend(&chart, size), size)?;
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
        let says_so = texts.iter().any(|text| text.starts_with("Axis starts at") || text.starts_with("From "));
        prop_assert_eq!(says_so, !starts_at_zero, "{:?}", texts);
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(chart in any_chart(2..=24)) {
        check_type(&trend(&chart, MID))?;
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
    }
}
