//! The strip of past ratings: a cell a period with the rating's letter, its tint, and a solid bar below.

use plotters::style::RGBColor;

use super::Size;
use super::canvas::{Canvas, Stroke};
use super::drawing::{Drawing, Text};
use super::face::{MIDDLE_TO_BASELINE, TEXT_SIZE, Weight, width};
use super::frame::ROUNDING;
use super::geometry::{Rect, Spot};
use super::palette::{PAPER, SOFT, drawn};
use super::periods::{self, PeriodWords};
use super::wrap::tidy;
use crate::model::{RatingLook, RatingLooks};
use crate::page::chart::{HistoryCell, HistoryStrip, PeriodTick};

/// Of cells in a picture as high as [`strip_height`] says, of the highest, and of the lowest; the bar is part of them.
const CELL: f64 = 19.0;
const HIGHEST: f64 = 24.0;
const LOWEST: f64 = TEXT_SIZE + BAR;

/// Of cells across: few of them do not fill the picture.
const WIDEST: f64 = 30.0;

/// On either side of a letter.
const BESIDE_LETTER: f64 = 0.6;

const BETWEEN: f64 = 1.0;
const BAR: f64 = 2.6;

/// Around a cell without a figure, which has no tint.
const OUTLINE: Stroke = Stroke::solid(RGBColor(0xB4, 0xBA, 0xC0), 0.6);

/// There are no numbers beside a strip that the periods' words would have to keep clear of.
const BELOW_BAR: f64 = 3.8;

/// A picture is never narrower.
const LEAST_WIDTH: f64 = 40.0;

/// A letter is no word: what is longer is cut to this many characters.
const LONGEST_LETTER: usize = 3;

/// A cell's colours.
struct Look {
    letter: RGBColor,
    ground: RGBColor,
    bar: RGBColor,
}

impl Look {
    /// That of a rating is the same as in the pages' tables.
    fn of(cell: &HistoryCell, looks: &RatingLooks) -> Self {
        let Some(key) = cell.rating else { return Self { letter: SOFT, ground: PAPER, bar: OUTLINE.colour } };
        let RatingLook { dark, tint, edge } = looks.of(key);
        Self { letter: drawn(dark), ground: drawn(tint), bar: drawn(edge) }
    }
}

/// Draws the ratings of past periods as SVG.
///
/// As many of the latest periods as have room for their letters are shown. It needs 40 points across, and down 27 or,
/// with years below the periods, 39.
pub fn strip(strip: &HistoryStrip, size: Size, looks: &RatingLooks) -> Drawing {
    let ticks: Vec<_> = strip.cells.iter().map(|cell| cell.period.clone()).collect();
    let below = periods::height(&ticks);
    let size = size.at_least(LEAST_WIDTH, LOWEST + below - BELOW_BAR);
    let letters: Vec<_> = strip.cells.iter().map(letter).collect();
    let widest = letters.iter().map(|letter| width(letter, Weight::Bold)).fold(0.0, f64::max);
    let least = widest + 2.0 * BESIDE_LETTER + BETWEEN;

    let right = size.width - ROUNDING;
    let shown = strip.cells.len().min(((right + BETWEEN) / least) as usize).max(1);
    let hidden = strip.cells.len().saturating_sub(shown);
    let pitch = ((right + BETWEEN) / shown as f64).min(WIDEST + BETWEEN);
    let bottom = (size.height - below + BELOW_BAR).min(HIGHEST);
    let cell = |index: usize| {
        let left = index as f64 * pitch;
        Rect { left, top: 0.0, right: left + pitch - BETWEEN, bottom }
    };
    let middle = |index: usize| (cell(index).left + cell(index).right) / 2.0;
    let words = PeriodWords::set(&latest(&ticks, hidden), middle, bottom - BELOW_BAR, (0.0, size.width));

    Canvas::paint(size, |canvas| {
        for (index, (of, letter)) in strip.cells.iter().zip(&letters).skip(hidden).enumerate() {
            let (area, look) = (cell(index), Look::of(of, looks));
            canvas.fill(area, look.ground);
            canvas.fill(Rect { top: bottom - BAR, ..area }, look.bar);
            if of.rating.is_none() {
                canvas.outline(area.padded(-OUTLINE.width / 2.0, -OUTLINE.width / 2.0), OUTLINE);
            }
            let start = Spot::new(middle(index), (bottom - BAR) / 2.0 + MIDDLE_TO_BASELINE);
            canvas.text(&Text::new(letter.clone(), start, Weight::Bold, look.letter).centred(area.left, area.right));
        }
        for text in &words.texts {
            canvas.text(text);
        }
    })
}

/// The height in points of a strip at reading size, with room for years below the periods.
pub fn strip_height() -> f64 {
    CELL + periods::GREATEST_HEIGHT - BELOW_BAR
}

/// What stands in a cell.
fn letter(cell: &HistoryCell) -> String {
    tidy(&cell.letter).chars().take(LONGEST_LETTER).collect()
}

/// The periods that are left without the first; the first of them names its year.
fn latest(periods: &[PeriodTick], without: usize) -> Vec<PeriodTick> {
    let mut left = periods[without..].to_vec();
    let year = periods[..without].iter().rev().map(|period| &period.year).find(|year| !tidy(year).is_empty());
    if let (Some(first), Some(year)) = (left.first_mut(), year)
        && tidy(&first.year).is_empty()
    {
        first.year.clone_from(year);
    }
    left
}
