//! What holds for every strip of past ratings, read back from the SVG itself.

use super::*;
use crate::chart::{self, strip_height};
use crate::model::{GRAPHICS_CONTRAST, RatingKey, RatingLook, RatingLooks};
use crate::page::chart::{HistoryCell, HistoryStrip};

const RATINGS: [(Option<RatingKey>, &str); 11] = [
    (Some(RatingKey::Red), "R"),
    (Some(RatingKey::Amber), "A"),
    (Some(RatingKey::Green), "G"),
    (Some(RatingKey::Breach), "B"),
    (Some(RatingKey::Missed), "N"),
    (Some(RatingKey::Achieved), "A"),
    (Some(RatingKey::Exceeded), "E"),
    (Some(RatingKey::Activity), "I"),
    (Some(RatingKey::Unrated), "–"),
    (Some(RatingKey::Info), "–"),
    (None, "–"),
];

fn strip_of(periods: Vec<PeriodTick>, ratings: &[usize]) -> HistoryStrip {
    let cell = |(period, &rating): (PeriodTick, &usize)| {
        let (rating, letter) = RATINGS[rating];
        HistoryCell { period, rating, letter: letter.to_owned() }
    };
    HistoryStrip { cells: periods.into_iter().zip(ratings).map(cell).collect() }
}

fn strip(of: &HistoryStrip, size: Size) -> String {
    let looks = RatingLooks::new(|key| RatingLook { edge: Colour::new(key as u8, 0, 0), ..RatingLook::PLAIN });
    with_words(&chart::strip(of, size, &looks))
}

fn letters(svg: &str) -> Vec<Element> {
    Element::all(svg, "text").into_iter().filter(|text| text.text("font-weight") == "bold").collect()
}

fn written(svg: &str) -> Vec<String> {
    letters(svg).into_iter().map(|letter| letter.words).collect()
}

#[test]
fn a_strip_of_three_years_has_room_beside_a_chart() {
    let strip_of_36 = strip_of(months(36), &[0, 1, 2, 3, 4, 5].repeat(6));
    let svg = strip(&strip_of_36, Size { width: 344.0, height: strip_height() });
    assert_eq!(written(&svg), ["R", "A", "G", "B", "N", "A"].repeat(6));
    assert_eq!(extent(&svg).bottom, (strip_height() * UNITS).round() / UNITS);
}

/// The oldest of too many were squeezed until no letter could be read.
#[test]
fn the_latest_are_shown_where_not_all_have_room_and_the_first_names_its_year() {
    let ratings: Vec<_> = (0..60).map(|index| usize::from(index == 59)).collect();
    let svg = strip(&strip_of(months(60), &ratings), Size { width: 120.0, height: 44.0 });
    let letters = written(&svg);
    assert!((8..20).contains(&letters.len()), "{letters:?}");
    assert_eq!(letters.last().map(String::as_str), Some("A"));
    assert!(texts(&svg).iter().any(|text| text == "2013"), "{:?}", texts(&svg));
}

/// On a black-and-white print nothing is left but letters and the shades of what they stand on.
#[test]
fn a_cell_is_a_letter_on_a_tint_above_a_bar_of_its_own() {
    let svg = strip(&strip_of(months(3), &[0, 1, 2]), MID);
    let rects: Vec<_> = Element::all(&svg, "rect");
    assert_eq!(rects.len(), 6);
    let keys = [RatingKey::Red, RatingKey::Amber, RatingKey::Green];
    for ((cell, letter), key) in rects.chunks(2).zip(letters(&svg)).zip(keys) {
        let [tint, bar] = [0, 1].map(|index| colour_of(cell[index].text("fill")));
        assert_eq!((tint, bar), (Colour::WHITE, Colour::new(key as u8, 0, 0)));
        assert!(bar.contrast(Colour::WHITE) >= GRAPHICS_CONTRAST && bar.contrast(tint) >= GRAPHICS_CONTRAST);
        assert!(cell[0].rect_area().encloses(&letter.text_area()));
        assert!(cell[0].rect_area().bottom <= cell[1].rect_area().bottom);
        assert!(!cell[1].rect_area().overlaps(&letter.text_area()));
    }
}

#[test]
fn a_period_without_a_figure_is_an_outlined_cell() {
    let svg = strip(&strip_of(months(2), &[0, 10]), MID);
    assert_eq!(Element::all(&svg, "polyline").len(), 1);
    assert_eq!(written(&svg), ["R", "–"]);
}

#[test]
fn a_strip_without_cells_is_empty() {
    let svg = strip(&HistoryStrip { cells: Vec::new() }, MID);
    assert!(texts(&svg).is_empty() && Element::all(&svg, "polyline").is_empty());
}

fn any_strip() -> impl Strategy<Value = HistoryStrip> {
    (1..=60_usize)
        .prop_flat_map(|count| (any_periods(count), vec(0..RATINGS.len(), count)))
        .prop_map(|(periods, ratings)| strip_of(periods, &ratings))
}

fn any_strip_size() -> impl Strategy<Value = Size> {
    (any_size(), 39.0..60.0).prop_map(|(size, height)| Size { height, ..size })
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn texts_lie_inside_the_frame_and_never_touch(of in any_strip(), size in any_strip_size()) {
        check_texts(&strip(&of, size))?;
    }

    #[test]
    fn cells_lie_inside_the_frame(of in any_strip(), size in any_strip_size()) {
        check_shapes(&strip(&of, size))?;
    }

    #[test]
    fn every_letter_lies_in_its_own_cell(of in any_strip(), size in any_strip_size()) {
        let svg = strip(&of, size);
        let rects = Element::all(&svg, "rect");
        let cells: Vec<_> = rects[..].iter().step_by(2).map(Element::rect_area).collect();
        let letters = letters(&svg);
        prop_assert_eq!(cells.len(), letters.len());
        let last: Vec<_> = of.cells[of.cells.len() - letters.len()..].iter().map(|cell| cell.letter.clone()).collect();
        prop_assert_eq!(written(&svg), last);
        for (index, (cell, letter)) in cells.iter().zip(&letters).enumerate() {
            prop_assert!(cell.encloses(&letter.text_area()), "{index}");
            prop_assert!(!cells[..index].iter().any(|before| before.overlaps(cell)), "{index}");
        }
    }

    #[test]
    fn a_small_strip_keeps_its_proportions(of in any_strip(), size in any_size_at_all()) {
        check_proportions(&strip(&of, size), size)?;
    }

    #[test]
    fn texts_are_in_the_page_s_face_large_and_dark_enough(of in any_strip(), size in any_strip_size()) {
        check_type(&strip(&of, size))?;
    }

    #[test]
    fn no_size_makes_it_panic(of in any_strip(), size in any::<(f64, f64)>()) {
        let svg = strip(&of, Size { width: size.0, height: size.1 });
        prop_assert!(svg.ends_with("</svg>\n"));
    }
}
