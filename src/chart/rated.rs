//! What a rating looks like in a chart: how severe it is as a height, and its colours on paper.

use plotters::style::RGBColor;

use super::palette::{QUIET, TEXT, drawn};
use crate::model::{Colour, RatingKey, RatingLooks, TEXT_CONTRAST};

/// Heights of bars in points: severity reads without colour.
const BREACH: f64 = 13.0;
const RED: f64 = 11.0;
const AMBER: f64 = 7.0;
const GREEN: f64 = 3.0;

/// Of a period without a rating: a hairline, so that its place is seen.
const NONE: f64 = 0.7;

/// The highest bar.
pub const HIGHEST: f64 = BREACH;

/// Height and colour of a rating's bar.
pub fn bar(rating: Option<RatingKey>, looks: &RatingLooks) -> (f64, RGBColor) {
    let height = match rating {
        Some(RatingKey::Breach) => BREACH,
        Some(RatingKey::Red | RatingKey::Missed) => RED,
        Some(RatingKey::Amber) => AMBER,
        Some(RatingKey::Green | RatingKey::Achieved | RatingKey::Exceeded) => GREEN,
        Some(RatingKey::Activity | RatingKey::Unrated | RatingKey::Info) | None => return (NONE, QUIET),
    };
    (height, rating.map_or(QUIET, |key| drawn(looks.of(key).edge)))
}

/// Whether a rating judges its figure.
pub fn judges(rating: Option<RatingKey>) -> bool {
    match rating {
        Some(RatingKey::Activity | RatingKey::Unrated | RatingKey::Info) | None => false,
        Some(
            RatingKey::Breach
            | RatingKey::Red
            | RatingKey::Amber
            | RatingKey::Green
            | RatingKey::Missed
            | RatingKey::Achieved
            | RatingKey::Exceeded,
        ) => true,
    }
}

/// Of a disc, which must be seen on paper.
pub fn disc(rating: RatingKey, looks: &RatingLooks) -> RGBColor {
    drawn(looks.of(rating).edge)
}

/// Of words on paper: the dark colour, unless that stands on a dark ground alone.
pub fn ink(rating: RatingKey, looks: &RatingLooks) -> RGBColor {
    let look = looks.of(rating);
    let on_paper = [look.dark, look.edge].into_iter().find(|colour| colour.contrast(Colour::WHITE) >= TEXT_CONTRAST);
    on_paper.filter(|_| judges(Some(rating))).map_or(TEXT, drawn)
}
