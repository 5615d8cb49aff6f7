//! What holds for every position among others, read back from the SVG itself.

use super::*;
use crate::chart::position_height;
use crate::page::chart::{PositionChart, PositionMark};

const OWN: &str = "#12436D";
const OTHERS: &str = "#767A80";
const BAND: &str = "#ECF0F4";

fn position(chart: &PositionChart, size: Size) -> String {
    with_words(&crate::chart::position(chart, size, own()))
}

fn mark(value: f64, label: &str) -> PositionMark {
    PositionMark { value, label: label.to_owned() }
}

fn chart() -> PositionChart {
    PositionChart {
        own: mark(66.0, "Northbridge 66%"),
        others: vec![72.0, 75.0, 77.0, 77.0, 80.0, 81.0, 84.0, 84.0, 84.0, 91.0],
        named: vec![
            mark(80.5, "Median of neighbours 80.5%"),
            mark(86.0, "England 86%"),
            mark(91.0, "Best neighbour 91%"),
        ],
        band: Some((76.0, 84.0)),
        band_label: "Middle half of neighbours".to_owned(),
        better: "Better".to_owned(),
        better_is_right: true,
        axis: PERCENT,
    }
}

fn beside_a_chart() -> Size {
    Size { width: 344.0, height: position_height() }
}

fn dots(svg: &str, colour: &str) -> Vec<Element> {
    Element::all(svg, "circle").into_iter().filter(|dot| dot.text("fill") == colour).collect()
}

#[test]
fn labels_are_whole_at_the_height_asked_for() {
    let svg = position(&chart(), beside_a_chart());
    assert!((extent(&svg).bottom - position_height()).abs() < ROUNDING, "{:?}", extent(&svg));
    let all = texts(&svg).join(" ");
    for words in ["Northbridge 66%", "Median of neighbours 80.5%", "England 86%", "Better →"] {
        assert!(all.contains(words), "{words} is not in {all}");
    }
}

#[test]
fn the_council_is_one_large_dot_above_its_label() {
    let svg = position(&chart(), beside_a_chart());
    let own = dots(&svg, OWN);
    assert_eq!((own.len(), dots(&svg, OTHERS).len()), (1, 10));
    assert!(dots(&svg, OTHERS).iter().all(|dot| dot.points("r") < 0.7 * own[0].points("r")));
    let texts = Element::all(&svg, "text");
    let label = texts.iter().find(|text| text.words == "Northbridge 66%").expect("a label").text_area();
    assert!(label.left < own[0].points("cx") && own[0].points("cx") < label.right && label.top > own[0].points("cy"));
}

#[test]
fn the_arrow_points_to_the_good_figures() {
    let better = |better_is_right: bool| {
        let svg = position(&PositionChart { better_is_right, ..chart() }, beside_a_chart());
        let text = Element::all(&svg, "text").into_iter().find(|text| text.words.contains("Better")).expect("a word");
        let area = text.text_area();
        (text.words, area.right > 340.0, area.left < 4.0)
    };
    assert_eq!(better(true), ("Better →".to_owned(), true, false));
    assert_eq!(better(false), ("← Better".to_owned(), false, true));
    let without = position(&PositionChart { better: String::new(), ..chart() }, beside_a_chart());
    assert!(!texts(&without).iter().any(|text| text.contains(['→', '←'])));
}

/// In a small picture, made higher for its labels and so wider, these took more room still: nothing was left for dots and numbers.
#[test]
fn labels_of_a_small_picture_leave_the_strip_its_height() -> Result<(), TestCaseError> {
    let long = "A".repeat(60);
    let small = |named: Vec<PositionMark>, band_label: &str, others: Vec<f64>, better_is_right: bool| PositionChart {
        own: mark(0.0, "Aaaa 00%"),
        band: Some((0.0, 0.0)),
        band_label: band_label.to_owned(),
        axis: PERCENT,
        better_is_right,
        others,
        named,
        ..chart()
    };
    let short = ["Akaaaa 00%", "Aaaaaa 00%", "Amaaaa Aa Aa Aa Aa Aa 00%", "Aaaaaa 00%"].map(|words| mark(0.0, words));
    let words = small(short.to_vec(), "Aaaaaaaaaaaaaaaaanvvrnqtbcodhfutxevxmpjvetbvnyfmzrmitsaohbvd", vec![], true);
    check_texts(&position(&words, Size { width: 181.719_126_427, height: 60.194_885_44 }))?;

    let named = [long.as_str(), "Amab 00%", &long].map(|words| mark(0.0, words));
    let others = vec![1.0, 0.991_270_594, 1.0, 0.993_659_95];
    let svg = position(
        &small(named.to_vec(), "Aa Aaamaaaaa Aa Aa Aa Aa 00%", others, false),
        Size { width: 180.0, height: 60.0 },
    );
    let places: Vec<_> =
        dots(&svg, OTHERS).iter().map(|dot| (dot.text("cx").to_owned(), dot.text("cy").to_owned())).collect();
    for (index, place) in places.iter().enumerate() {
        prop_assert!(!places[..index].contains(place), "{places:?}");
    }
    Ok(())
}

#[test]
fn a_chart_without_figures_says_so() {
    let nothing = PositionChart { own: mark(f64::NAN, "x"), others: vec![], named: vec![], band: None, ..chart() };
    assert_eq!(texts(&position(&nothing, beside_a_chart())), ["No figures to draw"]);
}

fn any_chart() -> impl Strategy<Value = PositionChart> {
    let scaled = any_axis().prop_flat_map(|axis| (any_magnitude(&axis), Just(axis)));
    scaled.prop_flat_map(|(greatest, axis)| {
        let least = axis.least.unwrap_or(-greatest);
        let amount = move || {
            prop_oneof![
                3 => (-1.0..=1.0_f64).prop_map(move |share| (share * greatest).max(least)),
                2 => (0.95..=1.0_f64).prop_map(move |share| share * greatest),
                1 => Just(greatest),
            ]
        };
        let any_mark = move || (amount(), any_label()).prop_map(|(value, label)| PositionMark { value, label });
        (
            (any_mark(), vec(any_mark(), 0..=5), option::of((amount(), amount())), vec(amount(), 0..=160)),
            (any_label(), select(vec!["Better", "", "Better for children"]), any::<bool>()),
        )
            .prop_map(move |((own, named, band, others), (band_label, better, better_is_right))| {
                PositionChart {
                    own,
                    others,
                    named,
                    band,
                    band_label,
                    better: better.to_owned(),
                    better_is_right,
                    axis: axis.clone(),
                }
            })
    })
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(chart in any_chart(), size in any_size()) {
        check_texts(&position(&chart, size))?;
    }

    #[test]
    fn dots_and_lines_lie_inside_the_frame(chart in any_chart(), size in any_size()) {
        check_shapes(&position(&chart, size))?;
    }

    #[test]
    fn a_small_chart_keeps_its_proportions(chart in any_chart(), size in any_size_at_all()) {
        check_proportions(&position(&chart, size), size)?;
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(chart in any_chart(), size in any_size()) {
        check_type(&position(&chart, size))?;
    }

    /// Two authorities with one figure looked like one.
    #[test]
    fn every_authority_has_its_dot_where_its_figure_is(chart in any_chart(), size in any_size()) {
        let svg = position(&chart, size);
        let (own, others) = (dots(&svg, OWN), dots(&svg, OTHERS));
        prop_assert_eq!((own.len(), others.len()), (1, chart.others.len()));

        let mut all: Vec<_> = others.iter().map(|dot| dot.points("cx")).zip(chart.others.iter().copied()).collect();
        all.push((own[0].points("cx"), chart.own.value));
        all.sort_by(|a, b| a.1.total_cmp(&b.1));
        prop_assert!(all.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{:?}", all);
        let band = Element::all(&svg, "rect").into_iter().find(|rect| rect.text("fill") == BAND);
        prop_assert_eq!(band.is_some(), chart.band.is_some());
    }

    #[test]
    fn few_dots_never_lie_on_one_another(chart in any_chart(), size in any_size()) {
        let chart = PositionChart { others: chart.others.into_iter().take(4).collect(), ..chart };
        let svg = position(&chart, size);
        let areas: Vec<_> = Element::all(&svg, "circle").into_iter().filter(|dot| dot.text("fill") != "#FFFFFF").collect();
        for (index, a) in areas.iter().enumerate() {
            for b in &areas[..index] {
                let [a, b] = [a, b].map(|dot| (Spot::new(dot.points("cx"), dot.points("cy")), dot.points("r")));
                let apart = (a.0.x - b.0.x).hypot(a.0.y - b.0.y);
                prop_assert!(apart >= a.1 + b.1 - 2.0 * ROUNDING, "{a:?} {b:?}");
            }
        }
    }

    /// The line from a label to its mark ran through the label of another.
    #[test]
    fn no_line_runs_through_words(chart in any_chart(), size in any_size()) {
        let svg = position(&chart, size);
        for text in Element::all(&svg, "text") {
            let area = text.text_area();
            for line in Element::all(&svg, "polyline").iter().map(Element::corners) {
                prop_assert!(!line.windows(2).any(|p| area.is_crossed_by(p[0], p[1])), "{} {line:?}", text.words);
            }
        }
    }

    #[test]
    fn equal_charts_are_equal_bytes(chart in any_chart(), size in any_size()) {
        prop_assert_eq!(position(&chart, size), position(&chart.clone(), size));
    }

    #[test]
    fn no_number_makes_it_panic(
        own in any::<f64>(),
        others in vec(any::<f64>(), 0..9),
        named in vec(any::<f64>(), 0..6),
        band in option::of(any::<(f64, f64)>()),
        bounds in any::<(Option<f64>, Option<f64>)>(),
        size in any::<(f64, f64)>(),
    ) {
        let axis = AxisFormat { least: bounds.0, greatest: bounds.1, ..PLAIN };
        let named = named.into_iter().map(|value| mark(value, "England")).collect();
        let chart = PositionChart { own: mark(own, "Northbridge"), others, named, band, axis, ..chart() };
        let svg = position(&chart, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
