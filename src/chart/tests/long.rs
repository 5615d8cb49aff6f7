//! What holds for every chart of up to 25 periods, read back from the SVG itself.

use super::*;
use crate::chart;
use crate::model::RatingKey;
use crate::page::chart::{
    GoalBand, HistoryCell, HistoryChart, HistoryStrip, LatestFigure, NamedLine, NormalStretch, PeriodName, SmallChart,
    SpanMark,
};

const BLOCK: Size = Size { width: 338.0, height: 168.0 };
const SMALL: Size = Size { width: 161.0, height: 60.0 };

fn history(chart: &HistoryChart, size: Size) -> String {
    with_words(&chart::history(chart, size, own(), &looks()))
}

fn small(chart: &SmallChart, size: Size) -> String {
    with_words(&chart::small(chart, size, own(), &looks()))
}

fn severity(ratings: &[Option<RatingKey>], size: Size) -> String {
    let cell = |&rating| HistoryCell {
        period: PeriodTick { label: String::new(), year: String::new() },
        rating,
        letter: "R".to_owned(),
    };
    with_words(&chart::severity(&HistoryStrip { cells: ratings.iter().map(cell).collect() }, size, &looks()))
}

fn points(values: &[Option<f64>]) -> Vec<Point> {
    values.iter().map(|&value| Point { value, mark: Mark::Plain }).collect()
}

fn named(name: &str, values: Vec<Option<f64>>) -> NamedLine {
    let figure = values.iter().rev().flatten().next().map_or_else(String::new, |value| format!("{value:.0}%"));
    NamedLine { name: name.to_owned(), name_within: name.to_lowercase(), figure, values }
}

fn latest_of(points: &[Point], rating: RatingKey) -> Option<LatestFigure> {
    let at = points.iter().rposition(|point| point.value.is_some())?;
    let value = points[at].value?;
    Some(LatestFigure { at, label: format!("{value:.0}% now"), rating })
}

/// A chart of two years of months with a target and nothing else.
fn chart_of(values: &[Option<f64>], target: f64) -> HistoryChart {
    let points = points(values);
    HistoryChart {
        ratings: values.iter().map(|value| value.map(|_| RatingKey::Red)).collect(),
        ratings_label: "rating".to_owned(),
        periods: [0, values.len() - 1].map(|at| PeriodName { at, name: format!("Nov {}", 2018 + at / 12) }).to_vec(),
        latest: latest_of(&points, RatingKey::Red),
        target: named("Target", vec![Some(target); values.len()]),
        points,
        axis: PERCENT,
        ..HistoryChart::default()
    }
}

fn bars(svg: &str, looks_of: RatingKey) -> Vec<Rect> {
    let colour = looks().of(looks_of).edge.to_string().to_uppercase();
    let rects = Element::all(svg, "rect").into_iter();
    rects.filter(|rect| rect.text("fill").to_uppercase() == colour).map(|rect| rect.rect_area()).collect()
}

#[test]
fn bars_stand_under_the_points_of_their_periods() {
    let values: Vec<_> = (0..25).map(|n| Some(f64::from(n) * 3.0 + 10.0)).collect();
    let svg = history(&chart_of(&values, 90.0), BLOCK);
    let places: Vec<f64> = own_line(&svg).concat().iter().map(|spot| spot.x).collect();
    let bars: Vec<f64> = bars(&svg, RatingKey::Red).iter().map(|bar| (bar.left + bar.right) / 2.0).collect();
    assert_eq!((places.len(), bars.len()), (25, 25));
    assert!(places.iter().zip(&bars).all(|(place, bar)| (place - bar).abs() <= 2.0 * ROUNDING), "{places:?} {bars:?}");
}

#[test]
fn a_hidden_figure_has_no_height_and_its_rating_none() {
    let mut chart = chart_of(&[Some(40.0), Some(50.0), Some(97.0), Some(60.0), Some(70.0)], 90.0);
    chart.points[2].mark = Mark::Suppressed;
    chart.ratings[2] = None;
    chart.axis = PLAIN;
    let with = history(&chart, BLOCK);
    chart.points[2].value = Some(3.0);
    assert_eq!(history(&chart, BLOCK), with, "a hidden figure changes nothing");
    assert_eq!(own_line(&with).concat().len(), 4);
    assert_eq!(bars(&with, RatingKey::Red).iter().filter(|bar| bar.bottom - bar.top > 1.0).count(), 4);
}

#[test]
fn lines_that_end_alike_share_a_label_and_others_do_not() {
    let values: Vec<_> = (0..25).map(|n| Some(f64::from(n))).collect();
    let mut chart = chart_of(&values, 10.0);
    chart.benchmarks = vec![named("England", vec![Some(10.0); 25]), named("Neighbours", vec![Some(10.0); 25])];
    let words = |chart: &HistoryChart| texts(&history(chart, Size { width: 600.0, ..BLOCK }));
    assert!(words(&chart).contains(&"Target, england and neighbours 10%".to_owned()), "{:?}", words(&chart));
    chart.benchmarks[0].values[24] = Some(14.0);
    chart.benchmarks[0].figure = "14%".to_owned();
    let words = words(&chart);
    assert!(
        ["Target and neighbours 10%", "England 14%"].iter().all(|it| words.iter().any(|word| word == it)),
        "{words:?}"
    );
}

#[test]
fn an_axis_that_does_not_start_at_nought_has_a_break_mark_and_a_small_change_looks_small() {
    let strokes = |low: f64, least_span: f64| {
        let values: Vec<_> = (0..25).map(|n| Some(low + f64::from(n % 2))).collect();
        let chart = HistoryChart { least_span, ..chart_of(&values, low) };
        let svg = history(&chart, BLOCK);
        let corners = own_line(&svg).concat();
        let spread = corners.iter().map(|spot| spot.y).fold(f64::MIN, f64::max)
            - corners.iter().map(|spot| spot.y).fold(f64::MAX, f64::min);
        (Element::all(&svg, "polyline").len(), spread)
    };
    let ((from_nought, _), (above, wide)) = (strokes(0.0, 20.0), strokes(60.0, 20.0));
    assert!(above >= from_nought + 2, "{from_nought} {above}");
    assert!(wide < 10.0 && strokes(60.0, 0.0).1 > 30.0, "{wide}");
}

#[test]
fn the_last_figure_has_the_colour_of_its_rating() {
    let values: Vec<_> = (0..25).map(|n| Some(f64::from(n))).collect();
    let ink = looks().of(RatingKey::Red).dark.to_string().to_uppercase();
    let svg = history(&chart_of(&values, 90.0), BLOCK);
    let label = Element::all(&svg, "text").into_iter().find(|text| text.words == "24% now").expect("it has a label");
    assert_eq!((label.text("fill").to_uppercase(), label.text("font-weight")), (ink.clone(), "bold"));
    assert!(Element::all(&svg, "circle").iter().any(|circle| circle.text("fill").to_uppercase() == ink));
}

#[test]
fn worse_is_taller_and_the_latest_rating_stands_at_the_right() {
    let worst_first = [RatingKey::Breach, RatingKey::Red, RatingKey::Amber, RatingKey::Green, RatingKey::Unrated];
    let svg = severity(&worst_first.map(Some), Size { width: 63.5, height: 13.0 });
    let rects: Vec<Rect> = Element::all(&svg, "rect").iter().map(Element::rect_area).collect();
    let heights: Vec<f64> = rects.iter().map(|bar| bar.bottom - bar.top).collect();
    assert_eq!(heights.len(), 5);
    assert!(heights.windows(2).all(|pair| pair[0] > pair[1]), "{heights:?}");
    assert!(rects.windows(2).all(|pair| pair[0].right < pair[1].left) && (rects[4].right - 63.5).abs() < 0.2);
}

#[test]
fn a_small_chart_is_not_drawn_across_a_gap_or_a_break() {
    let mut chart =
        SmallChart { points: points(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(Some)), axis: PLAIN, ..SmallChart::default() };
    assert_eq!(own_line(&small(&chart, SMALL)).len(), 1);
    chart.points[3].mark = Mark::Break;
    assert_eq!(own_line(&small(&chart, SMALL)).len(), 2);
    chart.points[1].value = None;
    let svg = small(&chart, SMALL);
    let lonely = Element::all(&svg, "circle").len();
    assert_eq!((own_line(&svg).len(), lonely), (1, 2));
}

#[test]
fn a_small_change_looks_small_on_a_small_chart() {
    let spread = |least_span: f64| {
        let values: Vec<_> = (0..25).map(|n| Some(90.0 + f64::from(n % 2))).collect();
        let chart = SmallChart { points: points(&values), axis: PERCENT, least_span, ..SmallChart::default() };
        let corners = own_line(&small(&chart, SMALL)).concat();
        corners.iter().map(|spot| spot.y).fold(f64::MIN, f64::max)
            - corners.iter().map(|spot| spot.y).fold(f64::MAX, f64::min)
    };
    assert!((spread(20.0) * 20.0 - spread(0.0)).abs() < 1.0, "{} {}", spread(20.0), spread(0.0));
}

fn any_rating() -> impl Strategy<Value = Option<RatingKey>> {
    option::weighted(0.9, select(RatingKey::ALL.to_vec()))
}

fn any_points(periods: usize, magnitude: f64, least: f64) -> impl Strategy<Value = Vec<Point>> {
    (any_figures(periods, magnitude, least), any_marks(periods))
        .prop_map(|(values, marks)| values.into_iter().zip(marks).map(|(value, mark)| Point { value, mark }).collect())
}

fn any_line(periods: usize, magnitude: f64, least: f64) -> impl Strategy<Value = NamedLine> {
    (any_figures(periods, magnitude, least), "[A-Z][a-z]{2,12}( [a-z]{3,9}){0,2}", "£?[0-9]{1,9}%?")
        .prop_map(|(values, name, figure)| NamedLine { name_within: name.to_lowercase(), name, figure, values })
}

fn any_band(periods: usize, magnitude: f64, least: f64) -> impl Strategy<Value = Vec<Option<(f64, f64)>>> {
    (any_figures(periods, magnitude, least), any_figures(periods, magnitude, least))
        .prop_map(|(low, high)| low.into_iter().zip(high).map(|(low, high)| low.zip(high)).collect())
}

fn any_history() -> impl Strategy<Value = HistoryChart> {
    (1..=25_usize, any_axis()).prop_flat_map(|(n, axis)| {
        any_magnitude(&axis).prop_flat_map(move |magnitude| {
            let least = axis.least.unwrap_or(-magnitude);
            let axis = axis.clone();
            let lines = (
                any_line(n, magnitude, least),
                any_line(n, magnitude, least),
                vec(any_line(n, magnitude, least), 0..3),
            );
            let grounds = (option::of(any_band(n, magnitude, least)), option::of((0..n, 0..n, 0.0..magnitude)));
            let words = (any_label(), any_label(), vec((0..n + 2, 0..n + 2, any_label()), 0..3), any_events(n));
            (any_points(n, magnitude, least), vec(any_rating(), n), lines, grounds, words, 0.0..30.0_f64).prop_map(
                move |(points, ratings, (target, floor, benchmarks), (band, normal), words, least_span)| {
                    let (label, name, spans, events) = words;
                    let at = points.iter().rposition(|point| point.value.is_some()).unwrap_or(n);
                    HistoryChart {
                        latest: Some(LatestFigure {
                            at,
                            label: label.clone(),
                            rating: ratings[n - 1].unwrap_or(RatingKey::Info),
                        }),
                        points,
                        ratings,
                        ratings_label: "rating".to_owned(),
                        periods: (0..n)
                            .filter(|at| at % 12 == 0)
                            .map(|at| PeriodName { at, name: name.chars().take(12).collect() })
                            .collect(),
                        target,
                        floor,
                        benchmarks,
                        band: band.map(|values| GoalBand { label: label.clone(), values, is_green: n % 2 == 0 }),
                        normal: normal.map(|(first, last, high)| NormalStretch {
                            first,
                            last,
                            low: least.max(0.0),
                            high,
                        }),
                        normal_label: "Normal variation".to_owned(),
                        spans: spans.into_iter().map(|(first, last, text)| SpanMark { first, last, text }).collect(),
                        events,
                        axis: axis.clone(),
                        least_span,
                    }
                },
            )
        })
    })
}

fn any_small() -> impl Strategy<Value = SmallChart> {
    (1..=25_usize, any_axis()).prop_flat_map(|(n, axis)| {
        any_magnitude(&axis).prop_flat_map(move |magnitude| {
            let least = axis.least.unwrap_or(-magnitude);
            let axis = axis.clone();
            let figures =
                (any_points(n, magnitude, least), any_figures(n, magnitude, least), any_band(n, magnitude, least));
            (
                figures,
                any_rating(),
                "£?[0-9]{1,12}( days)?",
                any_label(),
                vec((0..n + 2, 0..n + 2), 0..3),
                0.0..30.0_f64,
            )
                .prop_map(move |((points, target, band), rating, first, label, abnormal, least_span)| {
                    SmallChart {
                        latest: points
                            .iter()
                            .rposition(|point| point.value.is_some() && point.mark != Mark::Suppressed)
                            .map(|at| LatestFigure {
                                at,
                                label: label.clone(),
                                rating: rating.unwrap_or(RatingKey::Info),
                            }),
                        points,
                        first,
                        target,
                        band,
                        abnormal,
                        axis: axis.clone(),
                        least_span,
                    }
                })
        })
    })
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn words_of_a_block_lie_inside_and_touch_no_other(chart in any_history(), size in any_size_at_all()) {
        let svg = history(&chart, size);
        check_texts(&svg)?;
        check_shapes(&svg)?;
        check_proportions(&svg, size)?;
        let svg = history(&chart, BLOCK);
        check_texts(&svg)?;
        check_type(&svg)?;
    }

    #[test]
    fn words_of_a_small_chart_lie_inside_and_touch_no_other(chart in any_small(), size in any_size_at_all()) {
        let svg = small(&chart, size);
        check_texts(&svg)?;
        check_shapes(&svg)?;
        check_proportions(&svg, size)?;
        check_texts(&small(&chart, SMALL))?;
    }

    #[test]
    fn bars_of_severity_lie_inside(ratings in vec(any_rating(), 0..30), size in any_size_at_all()) {
        let svg = severity(&ratings, size);
        check_shapes(&svg)?;
        check_proportions(&svg, size)?;
        prop_assert_eq!(Element::all(&svg, "rect").len(), ratings.len().min(13));
    }

    #[test]
    fn no_number_makes_them_panic(
        values in vec(option::of(any::<f64>()), 0..9), ends in any::<(f64, f64)>(), at in any::<(usize, usize)>(), size in any::<(f64, f64)>(),
    ) {
        let size = Size { width: size.0, height: size.1 };
        let latest = Some(LatestFigure { at: at.0, label: "9% now".to_owned(), rating: RatingKey::Red });
        let line = NamedLine { values: values.clone(), ..named("Target", values.clone()) };
        let band: Vec<_> = values.iter().map(|value| value.map(|value| (value, ends.0))).collect();
        let block = HistoryChart {
            points: points(&values),
            latest: latest.clone(),
            target: line.clone(),
            floor: line.clone(),
            benchmarks: vec![line; 3],
            band: Some(GoalBand { label: "Band".to_owned(), values: band.clone(), is_green: true }),
            normal: Some(NormalStretch { first: at.0, last: at.1, low: ends.0, high: ends.1 }),
            spans: vec![SpanMark { first: at.0, last: at.1, text: "Lockdown".to_owned() }],
            events: vec![EventMark { at: at.0, text: "Lockdown".to_owned() }],
            periods: vec![PeriodName { at: at.1, name: "Nov 2018".to_owned() }],
            least_span: ends.0,
            ..HistoryChart::default()
        };
        prop_assert!(history(&block, size).ends_with("</svg>\n"));
        let chart = SmallChart {
            points: points(&values),
            first: "1".to_owned(),
            latest,
            target: values,
            band,
            abnormal: vec![at],
            least_span: ends.1,
            ..SmallChart::default()
        };
        prop_assert!(small(&chart, size).ends_with("</svg>\n"));
    }
}
