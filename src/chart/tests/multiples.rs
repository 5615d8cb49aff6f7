//! What holds for all small multiples, read back from the SVG itself.

use super::*;
use crate::chart::multiples_height;
use crate::page::chart::{Panel, SmallMultiples};

fn multiples(chart: &SmallMultiples, size: Size) -> String {
    with_words(&crate::chart::multiples(chart, size, own()))
}

fn panel(label: &str, values: &[Option<f64>]) -> Panel {
    let points = values.iter().map(|&value| Point { value, mark: Mark::Plain }).collect();
    Panel { label: label.to_owned(), words: "84%".to_owned(), points }
}

fn teams() -> SmallMultiples {
    let values: Vec<_> = (0..13).map(|index| Some(60.0 + 2.0 * f64::from(index))).collect();
    let names = ["Team North", "Team South", "Team East", "Team West", "Disabled children", "Leaving care"];
    SmallMultiples {
        periods: months(13),
        panels: names.iter().map(|name| panel(name, &values)).collect(),
        target: vec![Some(90.0); 13],
        target_label: "Target 90%".to_owned(),
        axis: PERCENT,
    }
}

fn drawn(chart: &SmallMultiples, width: f64) -> String {
    multiples(chart, Size { width, height: multiples_height(chart.panels.len(), width) })
}

/// The latest discs, row by row.
fn latest(svg: &str) -> Vec<Element> {
    let discs = Element::all(svg, "circle");
    discs.into_iter().filter(|disc| disc.points("r") > 2.0 && disc.text("fill") == "#12436D").collect()
}

#[test]
fn titles_and_figures_are_whole_at_the_height_asked_for() {
    for width in [240.0, 344.0, 503.0, 700.0] {
        let svg = drawn(&teams(), width);
        assert!((extent(&svg).bottom - multiples_height(6, width)).abs() < ROUNDING, "{:?}", extent(&svg));
        let texts = texts(&svg);
        assert!(teams().panels.iter().all(|panel| texts.contains(&panel.label)), "{texts:?}");
        assert_eq!(texts.iter().filter(|text| *text == "84%").count(), 6);
        assert_eq!(texts.iter().filter(|text| *text == "Target 90%").count(), 1);
    }
}

/// Each panel had its own scale, and the worst team looked like the best.
#[test]
fn all_panels_have_one_scale() {
    let mut chart = teams();
    chart.panels[3] = panel("Team West", &[Some(20.0); 13]);
    let svg = drawn(&chart, 503.0);
    let heights: Vec<_> = latest(&svg).iter().map(|disc| disc.points("cy")).collect();
    assert_eq!(heights.len(), 6);
    assert!(heights[0] == heights[1] && heights[1] == heights[2] && heights[4] == heights[5]);
    assert!(heights[3] > heights[4] + 15.0, "{heights:?}");
}

#[test]
fn a_panel_without_figures_keeps_its_place_and_says_why() {
    let mut chart = teams();
    chart.panels[1] = Panel { words: "[c]".to_owned(), ..panel("Team South", &[None; 13]) };
    let svg = drawn(&chart, 503.0);
    assert_eq!(latest(&svg).len(), 5);
    assert!(texts(&svg).contains(&"[c]".to_owned()) && texts(&svg).contains(&"Team South".to_owned()));
}

#[test]
fn a_suppressed_figure_leaves_no_trace() {
    let mut chart = teams();
    chart.panels[1].points[4] = Point { value: None, mark: Mark::Suppressed };
    let without = drawn(&chart, 503.0);
    chart.panels[1].points[4].value = Some(3.0);
    assert_eq!(drawn(&chart, 503.0), without);
}

#[test]
fn multiples_without_figures_say_so() {
    let nothing = SmallMultiples { panels: vec![panel("Team North", &[None; 13])], target: vec![], ..teams() };
    assert_eq!(texts(&drawn(&nothing, 344.0)), ["No figures to draw"]);
    assert_eq!(
        texts(&drawn(&SmallMultiples { panels: vec![], target: vec![], ..teams() }, 344.0)),
        ["No figures to draw"]
    );
}

fn any_multiples(most: usize) -> impl Strategy<Value = SmallMultiples> {
    let scaled = any_axis().prop_flat_map(|axis| (any_magnitude(&axis), Just(axis)));
    (1..=most, 1..=60_usize, scaled).prop_flat_map(|(panels, count, (greatest, axis))| {
        let least = axis.least.unwrap_or(-greatest);
        let words = select(vec!["84%", "[c]", "", "£2,000,000", "no cases [z]", "84 for every 10,000 children"]);
        let one = (any_label(), words, any_figures(count, greatest, least), any_marks(count));
        let one = one.prop_map(|(label, words, values, marks)| Panel {
            label,
            words: words.to_owned(),
            points: values.into_iter().zip(marks).map(|(value, mark)| Point { value, mark }).collect(),
        });
        (vec(one, panels), any_periods(count), any_figures(count, greatest, least), any_label()).prop_map(
            move |(panels, periods, target, target_label)| SmallMultiples {
                periods,
                panels,
                target,
                target_label,
                axis: axis.clone(),
            },
        )
    })
}

fn any_multiples_size() -> impl Strategy<Value = Size> {
    (any_size(), 60.0..700.0).prop_map(|(size, height)| Size { height, ..size })
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(chart in any_multiples(12), size in any_multiples_size()) {
        check_texts(&multiples(&chart, size))?;
    }

    #[test]
    fn lines_and_discs_lie_inside_the_frame(chart in any_multiples(12), size in any_multiples_size()) {
        check_shapes(&multiples(&chart, size))?;
    }

    #[test]
    fn a_small_chart_keeps_its_proportions(chart in any_multiples(12), size in any_size()) {
        check_proportions(&multiples(&chart, size), size)?;
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(chart in any_multiples(12), size in any_multiples_size()) {
        check_type(&multiples(&chart, size))?;
    }

    #[test]
    fn the_axis_says_when_it_does_not_start_at_zero(chart in any_multiples(4), size in any_multiples_size()) {
        let texts = texts(&multiples(&chart, size));
        prop_assume!(texts != ["No figures to draw"]);
        let starts_at_zero = [format!("{}0", chart.axis.prefix), format!("{}0%", chart.axis.prefix)].contains(&texts[0]);
        prop_assert_eq!(texts.iter().any(|text| text.starts_with("Axis starts at") || text.starts_with("From ")), !starts_at_zero, "{:?}", texts);
    }

    #[test]
    fn equal_charts_are_equal_bytes(chart in any_multiples(12), size in any_multiples_size()) {
        prop_assert_eq!(multiples(&chart, size), multiples(&chart.clone(), size));
    }

    #[test]
    fn no_number_makes_it_panic(
        values in vec(option::of(any::<f64>()), 0..9),
        periods in 0_usize..9,
        panels in 0_usize..9,
        bounds in any::<(Option<f64>, Option<f64>)>(),
        size in any::<(f64, f64)>(),
    ) {
        let chart = SmallMultiples {
            periods: months(periods),
            panels: vec![panel("Team North", &values); panels],
            target: values,
            axis: AxisFormat { least: bounds.0, greatest: bounds.1, ..PLAIN },
            ..teams()
        };
        let svg = multiples(&chart, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
