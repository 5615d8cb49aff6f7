//! What holds for every picture of dots, read back from the SVG itself.

use super::*;
use crate::model::RatingKey;
use crate::page::chart::DotChart;

fn dots(of: u32, filled: u32, missing: u32, over: u32, size: Size) -> String {
    let chart = DotChart { of, filled, missing, over, key: RatingKey::Red };
    with_words(&crate::chart::dots(chart, size, &looks()))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn there_are_as_many_dots_as_it_says_and_none_touches_another(
        (of, filled, missing, over) in (1..=100_u32).prop_flat_map(|of| (Just(of), 0..=of)).prop_flat_map(|(of, filled)| {
            (Just(of), Just(filled), 0..=of - filled, 0..=filled)
        }),
        side in select(vec![20.0, 56.0, 76.0]),
    ) {
        let size = Size { width: side, height: side };
        let svg = dots(of, filled, missing, over, size);
        let circles: Vec<Rect> = Element::all(&svg, "circle").iter().map(Element::circle_area).collect();
        // What should not be there is a disc within a ring.
        prop_assert_eq!(circles.len(), (of + over) as usize);
        prop_assert!(circles.iter().all(|circle| frame(size).encloses(circle)));
        let middles: std::collections::BTreeSet<(i64, i64)> = circles
            .iter()
            .map(|area| (((area.left + area.right) * 10.0).round() as i64, ((area.top + area.bottom) * 10.0).round() as i64))
            .collect();
        prop_assert_eq!(middles.len(), of as usize);
        prop_assert!(Element::all(&svg, "text").is_empty());
    }

    #[test]
    fn no_number_makes_it_panic(of in any::<[u32; 4]>(), size in any::<(f64, f64)>()) {
        let svg = dots(of[0], of[1], of[2], of[3], Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
