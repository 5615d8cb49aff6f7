//! What holds for every sparkline, read back from the SVG itself.

use super::*;
use crate::page::chart::Sparkline;

fn sparkline(values: &[Option<f64>], size: Size) -> String {
    let points = values.iter().map(|&value| Point { value, mark: Mark::Plain }).collect();
    let line = Sparkline { points, target: values.to_vec(), abnormal: vec![(0, 0)], rating: None };
    with_words(&crate::chart::sparkline(&line, size, own(), &looks()))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_sparkline_lies_inside_its_frame(
        values in (1..=144_usize, any_axis()).prop_flat_map(|(n, axis)| {
            any_magnitude(&axis).prop_flat_map(move |magnitude| any_figures(n, magnitude, -magnitude))
        }),
        size in select(vec![(44.0, 15.0), (62.0, 14.0), (29.0, 10.0)]),
    ) {
        let size = Size { width: size.0, height: size.1 };
        let svg = sparkline(&values, size);
        prop_assert!(Element::all(&svg, "text").is_empty());
        let circles = Element::all(&svg, "circle");
        prop_assert_eq!(circles.is_empty(), values.iter().all(Option::is_none));
        prop_assert!(circles.iter().all(|circle| frame(size).encloses(&circle.circle_area())));
        let corners = own_line(&svg).concat();
        prop_assert!(corners.iter().all(|&corner| frame(size).encloses(&Rect::around(corner, 0.5))));
    }

    #[test]
    fn no_number_makes_it_panic(values in vec(option::of(any::<f64>()), 0..9), size in any::<(f64, f64)>()) {
        let svg = sparkline(&values, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
