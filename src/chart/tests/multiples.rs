//! What holds for all small multiples, read back from the SVG itself.

use super::*;
use crate::chart::multiples_height;
use crate::page::chart::{Panel, SmallMultiples};

fn multiples(chart: &SmallMultiples, size: Size) -> String {
    with_words(&crate::chart::multiples(chart, size, own(), &looks()))
}

fn panel(label: &str, values: &[Option<f64>]) -> Panel {
    let points = values.iter().map(|&value| Point { value, mark: Mark::Plain }).collect();
    let first = values.iter().flatten().next().map_or_else(String::new, |value| format!("{value}%"));
    Panel { label: label.to_owned(), words: "84%".to_owned(), first, points, least_span: 20.0 }
}

fn teams() -> SmallMultiples {
    let values: Vec<_> = (0..13).map(|index| Some(60.0 + 2.0 * f64::from(index))).collect();
    let names = ["Team North", "Team South", "Team East", "Team West", "Disabled children", "Leaving care"];
    SmallMultiples {
        panels: names.iter().map(|name| panel(name, &values)).collect(),
        target: vec![Some(90.0); 13],
        axis: PERCENT,
    }
}

fn drawn(chart: &SmallMultiples, width: f64) -> String {
    multiples(chart, Size { width, height: multiples_height(chart.panels.len(), width) })
}

/// The latest discs, row by row.
fn latest(svg: &str) -> Vec<Element> {
    let discs = Element::all(svg, "circle");
    discs.into_iter().filter(|disc| disc.points("r") > 2.0).collect()
}

#[test]
fn titles_and_figures_are_whole_at_the_height_asked_for() {
    for width in [240.0, 344.0, 503.0, 700.0] {
        let svg = drawn(&teams(), width);
        assert!((extent(&svg).bottom - multiples_height(6, width)).abs() < ROUNDING, "{:?}", extent(&svg));
        let texts = texts(&svg);
        assert!(teams().panels.iter().all(|panel| texts.contains(&panel.label)), "{texts:?}");
        assert_eq!(texts.iter().filter(|text| *text == "84%").count(), 6);
        assert_eq!(texts.iter().filter(|text| *text == "60%").count(), 6);
    }
}

/// On one scale the smallest part lay flat at the foot; the printed figures say which part is the best.
#[test]
fn each_panel_has_a_scale_of_its_own_between_its_first_figure_and_its_last() {
    let rising = |level: f64| {
        let values: Vec<_> = (0..13).map(|index| Some(level * (1.0 + 0.05 * f64::from(index)))).collect();
        Panel { least_span: 0.1 * level, ..panel("Team West", &values) }
    };
    let chart = SmallMultiples { panels: vec![rising(400.0), rising(4.0)], target: vec![], axis: PLAIN };
    let svg = drawn(&chart, 240.0);
    let heights: Vec<_> = latest(&svg).iter().map(|disc| disc.points("cy")).collect();
    assert!(heights.len() == 2 && (heights[0] - heights[1]).abs() < ROUNDING, "{heights:?}");
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
        let words = || select(vec!["84%", "[c]", "", "£2,000,000", "no cases [z]", "84 for every 10,000 children"]);
        let one = (any_label(), words(), words(), any_figures(count, greatest, least), any_marks(count));
        let one = one.prop_map(|(label, words, first, values, marks)| Panel {
            label,
            words: words.to_owned(),
            first: first.to_owned(),
            points: values.into_iter().zip(marks).map(|(value, mark)| Point { value, mark }).collect(),
            least_span: 20.0,
        });
        (vec(one, panels), any_figures(count, greatest, least)).prop_map(move |(panels, target)| SmallMultiples {
            panels,
            target,
            axis: axis.clone(),
        })
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
    fn equal_charts_are_equal_bytes(chart in any_multiples(12), size in any_multiples_size()) {
        prop_assert_eq!(multiples(&chart, size), multiples(&chart.clone(), size));
    }

    #[test]
    fn no_number_makes_it_panic(
        values in vec(option::of(any::<f64>()), 0..9),
        panels in 0_usize..9,
        bounds in any::<(Option<f64>, Option<f64>)>(),
        size in any::<(f64, f64)>(),
    ) {
        let chart = SmallMultiples {
            panels: vec![panel("Team North", &values); panels],
            target: values,
            axis: AxisFormat { least: bounds.0, greatest: bounds.1, ..PLAIN },
        };
        let svg = multiples(&chart, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
