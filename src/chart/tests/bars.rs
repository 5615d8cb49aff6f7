//! What holds for every bar chart, read back from the SVG itself.

use super::*;
use crate::chart::bars_height;
use crate::page::chart::{Bar, BarChart, BarReference};

const WHITE: &str = "#FFFFFF";

fn bars(chart: &BarChart, size: Size) -> String {
    with_words(&crate::chart::bars(chart, size, own()))
}

fn chart_of(bars: &[(&str, Option<f64>, &str)], axis: AxisFormat) -> BarChart {
    let bar = |&(label, value, words): &(&str, Option<f64>, &str)| Bar {
        label: label.to_owned(),
        value,
        words: words.to_owned(),
    };
    BarChart { bars: bars.iter().map(bar).collect(), reference: None, axis }
}

fn placements() -> BarChart {
    let bars = [
        ("Foster placement with relative or friend", Some(81.0), "81%"),
        ("Foster placement with other foster carer", Some(76.0), "76%"),
        ("Placed with parents or other person with parental responsibility", Some(64.0), "64%"),
        ("Children\u{2019}s homes and semi-independent living", Some(55.0), "55%"),
        ("Residential schools", Some(0.0), "0%"),
        ("Placed for adoption", None, "[c]"),
        ("Other placements", None, "no cases [z]"),
    ];
    let reference = Some(BarReference { value: 78.0, label: "All 78%".to_owned() });
    BarChart { reference, ..chart_of(&bars, PERCENT) }
}

fn drawn(chart: &BarChart) -> String {
    bars(chart, Size { width: 372.0, height: bars_height(chart.bars.len()) })
}

fn place_of_zero(svg: &str) -> f64 {
    let lines = Element::all(svg, "polyline");
    lines.iter().find(|line| line.text("stroke") == "#3D3D3D").expect("a zero line").corners()[0].x
}

/// The bars from the top downwards; what hides a line behind white words has their colour too, but never touches zero.
fn bar_areas(svg: &str) -> Vec<Rect> {
    let zero = place_of_zero(svg);
    let rects = Element::all(svg, "rect").into_iter().filter(|rect| rect.text("fill") == "#12436D");
    rects
        .map(|rect| rect.rect_area())
        .filter(|area| [area.left, area.right].iter().any(|x| (x - zero).abs() < 1e-6))
        .collect()
}

fn reference_pieces(svg: &str) -> Vec<Element> {
    let mut lines = Element::all(svg, "polyline");
    lines.retain(|line| ["#767A80", WHITE].contains(&line.text("stroke")));
    lines
}

#[test]
fn labels_of_a_real_breakdown_are_whole_at_the_height_asked_for() {
    let chart = placements();
    let svg = drawn(&chart);
    assert_eq!(extent(&svg).bottom, bars_height(chart.bars.len()));

    let all = texts(&svg).join(" ");
    for words in chart.bars.iter().flat_map(|bar| [&bar.label, &bar.words]) {
        assert!(all.contains(words.as_str()), "{words} is not in {all}");
    }
}

#[test]
fn words_stand_in_the_place_of_a_bar_without_a_figure() {
    let svg = drawn(&placements());
    assert_eq!(bar_areas(&svg).len(), 4, "neither nought nor a hidden figure has a bar");
    for words in ["0%", "[c]", "no cases [z]"] {
        let texts = Element::all(&svg, "text");
        let text = texts.iter().find(|text| text.words == words).expect("the words are there");
        assert!((text.points("x") - place_of_zero(&svg)).abs() < 4.0, "{words} is not beside zero");
    }
}

#[test]
fn a_bar_that_cannot_leave_room_holds_its_words_in_white() {
    let chart = chart_of(&[("North", Some(90.0), "90% (2,103 of 2,311)"), ("South", Some(20.0), "20%")], PERCENT);
    let svg = bars(&chart, Size { width: 200.0, height: bars_height(2) });
    let colours: Vec<_> = Element::all(&svg, "text").iter().map(|text| text.text("fill").to_owned()).collect();
    assert_eq!(colours, ["#3D3D3D", "#3D3D3D", WHITE, "#3D3D3D"]);
}

/// A part of the reference was grey on a dark bar, and the parts above the whole could not be told.
#[test]
fn the_reference_is_white_on_a_bar_and_named_above_the_rows() {
    let svg = drawn(&placements());
    let pieces = reference_pieces(&svg);
    let white: Vec<_> = pieces.iter().filter(|piece| piece.text("stroke") == WHITE).collect();
    assert_eq!(white.len(), 1, "one bar passes the reference");

    let x = white[0].corners()[0].x;
    let texts = Element::all(&svg, "text");
    let name = texts.iter().find(|text| text.words == "All 78%").expect("a label").text_area();
    assert!(((name.left + name.right) / 2.0 - x).abs() < 0.1);
    assert!(pieces.iter().all(|piece| piece.corners().iter().all(|corner| corner.y > name.bottom)));
}

#[test]
fn a_chart_without_bars_is_empty() {
    let svg = bars(&chart_of(&[], PERCENT), Size { width: 372.0, height: 100.0 });
    assert!(texts(&svg).is_empty() && Element::all(&svg, "polyline").is_empty());
}

fn any_words(value: Option<f64>) -> impl Strategy<Value = String> {
    let words = match value {
        None => ["[c]", "no cases [z]", "too few to show without telling who it is [c]", ""].map(str::to_owned),
        Some(value) => [
            format!("{value:.0}%"),
            format!("£{value:.3}"),
            format!("{value:.1}% (2,103 of 2,311)"),
            format!("{value:.1} for every 10,000 children in the council\u{2019}s area"),
        ],
    };
    select(words.to_vec())
}

fn any_chart(most: usize) -> impl Strategy<Value = BarChart> {
    let scaled = any_axis().prop_flat_map(|axis| (any_magnitude(&axis), Just(axis)));
    (1..=most, scaled).prop_flat_map(|(count, (greatest, axis))| {
        let least = axis.least.unwrap_or(-greatest);
        let reference = (least..=greatest, any_label()).prop_map(|(value, label)| BarReference { value, label });
        let bars = any_figures(count, greatest, least).prop_flat_map(|values| {
            let bar =
                |value| (any_label(), any_words(value)).prop_map(move |(label, words)| Bar { label, value, words });
            values.into_iter().map(bar).collect::<Vec<_>>()
        });
        (bars, option::of(reference)).prop_map(move |(bars, reference)| BarChart {
            bars,
            reference,
            axis: axis.clone(),
        })
    })
}

/// Pictures from too small to roomy.
fn any_bar_size() -> impl Strategy<Value = Size> {
    (any_size(), 60.0..700.0).prop_map(|(size, height)| Size { height, width: size.width - 60.0 })
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(chart in any_chart(24), size in any_bar_size()) {
        check_texts(&bars(&chart, size))?;
    }

    #[test]
    fn a_small_chart_keeps_its_proportions(chart in any_chart(24), size in any_size()) {
        check_proportions(&bars(&chart, size), size)?;
    }

    #[test]
    fn bars_and_lines_lie_inside_the_frame(chart in any_chart(24), size in any_bar_size()) {
        let svg = bars(&chart, size);
        for bar in bar_areas(&svg) {
            prop_assert!(extent(&svg).encloses(&bar), "{bar:?}");
        }
        for line in Element::all(&svg, "polyline") {
            let half = line.points("stroke-width") / 2.0;
            let is_inside = |corner: Spot| extent(&svg).encloses(&Rect::around(corner, 0.0).padded(half, 0.0));
            prop_assert!(line.corners().into_iter().all(is_inside), "{}", line.line);
        }
    }

    #[test]
    fn bars_are_as_long_as_their_figures_from_zero(chart in any_chart(24), size in any_bar_size()) {
        let svg = bars(&chart, size);
        let (areas, zero) = (bar_areas(&svg), place_of_zero(&svg));
        let amounts: Vec<_> = chart.bars.iter().filter_map(|bar| bar.value).filter(|&value| value != 0.0).collect();
        prop_assert_eq!(areas.len(), amounts.len());

        let length = |area: &Rect| area.right - area.left;
        let longest = areas.iter().map(length).fold(0.0, f64::max);
        let greatest = amounts.iter().copied().map(f64::abs).fold(0.0, f64::max);
        for (area, amount) in areas.iter().zip(&amounts) {
            let wanted = longest * amount.abs() / greatest;
            prop_assert!((length(area) - wanted).abs() < 0.12, "{amount} is {} long, not {wanted}", length(area));
            let start = if *amount > 0.0 { area.left } else { area.right };
            prop_assert!((start - zero).abs() < 1e-6, "{amount} starts at {start}, zero is at {zero}");
        }
        prop_assert!(amounts.is_empty() || chart.reference.is_some() || longest > 7.0, "all bars vanish");
    }

    /// A bar ran into the label to its left, or through the words of its neighbour on the other side of zero.
    #[test]
    fn dark_words_stand_clear_of_all_bars(chart in any_chart(24), size in any_bar_size()) {
        let svg = bars(&chart, size);
        let areas = bar_areas(&svg);
        for text in Element::all(&svg, "text").iter().filter(|text| text.text("fill") != WHITE) {
            prop_assert!(!areas.iter().any(|bar| bar.overlaps(&text.text_area())), "{}", text.words);
        }
    }

    /// The reference ran through the words of every bar a little shorter than itself.
    #[test]
    fn no_line_runs_through_words(chart in any_chart(24), size in any_bar_size()) {
        let svg = bars(&chart, size);
        let rects = Element::all(&svg, "rect");
        let is_after = |rect: &Element, line: &Element| svg.find(&rect.line) > svg.find(&line.line);
        for text in Element::all(&svg, "text").iter().map(Element::text_area) {
            for line in reference_pieces(&svg) {
                let corners = line.corners();
                let is_hidden = rects.iter().any(|rect| rect.rect_area().encloses(&text) && is_after(rect, &line));
                prop_assert!(is_hidden || !text.is_crossed_by(corners[0], corners[1]), "{text:?}");
            }
        }
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(chart in any_chart(24), size in any_bar_size()) {
        check_type(&bars(&chart, size))?;
    }

    /// A figure was cut to `£1…` to make room for a long label.
    #[test]
    fn figures_are_never_cut(chart in any_chart(24), size in any_bar_size()) {
        let texts = texts(&bars(&chart, size));
        for Bar { words, .. } in chart.bars.iter().filter(|bar| bar.value.is_some()) {
            let figure = words.split(' ').next().unwrap_or_default();
            let is_narrow = face::width(figure, Weight::Regular) < 0.12 * size.width;
            let (whole, cut, more) = (words.as_str(), format!("{figure}…"), format!("{figure} "));
            let is_there = texts.iter().any(|text| *text == whole || *text == cut || text.starts_with(&more));
            prop_assert!(words.is_empty() || !is_narrow || is_there, "{words}");
        }
    }

    #[test]
    fn equal_charts_are_equal_bytes(chart in any_chart(24), size in any_bar_size()) {
        prop_assert_eq!(bars(&chart, size), bars(&chart.clone(), size));
    }

    #[test]
    fn no_number_makes_it_panic(
        values in vec(option::of(any::<f64>()), 0..9),
        reference in option::of(any::<f64>()),
        bounds in any::<(Option<f64>, Option<f64>)>(),
        size in any::<(f64, f64)>(),
    ) {
        let bar = |&value: &Option<f64>| Bar { label: "Team".to_owned(), value, words: "1".to_owned() };
        let chart = BarChart {
            bars: values.iter().map(bar).collect(),
            reference: reference.map(|value| BarReference { value, label: "All".to_owned() }),
            axis: AxisFormat { least: bounds.0, greatest: bounds.1, ..PLAIN },
        };
        let svg = bars(&chart, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
