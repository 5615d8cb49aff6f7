//! What holds for every place among neighbours, read back from the SVG itself.

use super::*;
use crate::page::chart::{PositionChart, PositionMark};

const CELL: Size = Size { width: 70.0, height: 12.0 };

fn place(chart: &PositionChart, size: Size) -> String {
    with_words(&crate::chart::place(chart, size, own()))
}

fn chart(own: f64, others: &[f64], better: &str, better_is_right: bool) -> PositionChart {
    PositionChart {
        own: PositionMark { value: own, label: "Northbridge".to_owned() },
        others: others.to_vec(),
        better: better.to_owned(),
        better_is_right,
        ..PositionChart::default()
    }
}

fn own_dot(svg: &str) -> f64 {
    Element::all(svg, "circle")[0].points("cx")
}

#[test]
fn the_good_end_lies_at_the_right() {
    let others = [60.0, 70.0, 80.0, 90.0];
    let middle = CELL.width / 2.0;
    let at = |chart: &PositionChart| own_dot(&place(chart, CELL)) - middle;
    assert!(at(&chart(88.0, &others, "Better", true)) > 10.0);
    assert!(at(&chart(62.0, &others, "Better", true)) < -10.0);
    assert!(at(&chart(62.0, &others, "Better", false)) > 10.0);
    // Without a better way the greatest lies there.
    assert!(at(&chart(62.0, &others, "", false)) < -10.0);
    // Equal figures stand in the middle.
    assert!(at(&chart(62.0, &[62.0, 62.0, 62.0], "Better", true)).abs() < ROUNDING);
}

#[test]
fn each_neighbour_has_a_tick_and_the_council_a_disc() {
    let with_band =
        PositionChart { band: Some((70.0, 80.0)), ..chart(75.0, &[60.0, 70.0, 80.0, 90.0], "Better", true) };
    let svg = place(&with_band, CELL);
    assert_eq!(Element::all(&svg, "circle").len(), 1);
    // The scale is a line itself.
    let lines = Element::all(&svg, "line").len() + Element::all(&svg, "polyline").len();
    assert_eq!(lines, 5);
    assert_eq!(Element::all(&svg, "rect").len(), 1);
    assert!(texts(&svg).is_empty());
    let none = place(&chart(f64::NAN, &[60.0, f64::INFINITY], "Better", true), CELL);
    assert!(Element::all(&none, "circle").is_empty());
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_place_lies_inside_its_frame(
        own in -1.0e9..1.0e9_f64,
        others in vec(-1.0e9..1.0e9_f64, 0..40),
        band in option::of((-1.0e9..1.0e9_f64, -1.0e9..1.0e9_f64)),
        better_is_right in any::<bool>(),
    ) {
        let chart = PositionChart { band, ..chart(own, &others, "Better", better_is_right) };
        check_shapes(&place(&chart, CELL))?;
    }

    #[test]
    fn no_number_makes_a_place_panic(own in any::<f64>(), others in vec(any::<f64>(), 0..9), size in any::<(f64, f64)>()) {
        let chart = chart(own, &others, "Better", true);
        let svg = place(&chart, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
