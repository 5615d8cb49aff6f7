//! The words under the horizontal axis: as many periods as have room, and their years.

use super::drawing::Text;
use super::face::LINE_PITCH;
use super::geometry::{Rect, Spot};
use super::wrap::tidy;
use crate::page::chart::PeriodTick;

/// From the axis down to the first row's baseline, in points; keeps clear of the lowest number beside the axis.
const FIRST_BASELINE: f64 = 14.4;

/// Below the last row's baseline.
const BELOW: f64 = 2.8;

/// Between two words of a row.
const LEAST_SPACE: f64 = 5.0;

/// Steps from one period to the next with a word; they keep quarters and years in time.
const STRIDES: [usize; 11] = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240];

/// The height of both rows of words.
pub const GREATEST_HEIGHT: f64 = FIRST_BASELINE + BELOW + LINE_PITCH;

/// The height that the words take below the axis, in points.
pub fn height(periods: &[PeriodTick]) -> f64 {
    let has_years = periods.iter().any(|period| !tidy(&period.year).is_empty());
    FIRST_BASELINE + BELOW + if has_years { LINE_PITCH } else { 0.0 }
}

/// The words under the axis, and the periods that they belong to.
pub struct PeriodWords {
    pub texts: Vec<Text>,
    pub ticked: Vec<usize>,
}

impl PeriodWords {
    /// Names the first and the last period, and between them as many as have room.
    ///
    /// A year stands under the first word that falls into it, even where the period that turns the year has no word:
    /// under its own place it would be read together with a neighbour's month. The first year goes to the left where the
    /// second needs the room, and away where there is none to the left either: from the second everybody knows it.
    ///
    /// `x` says where a period stands, `axis` how far down the axis is, and words stay between the limits.
    pub fn set(periods: &[PeriodTick], x: impl Fn(usize) -> f64, axis: f64, (left, right): (f64, f64)) -> Self {
        let row = |words: Vec<String>, row: f64| -> Vec<Text> {
            let baseline = axis + FIRST_BASELINE + row * LINE_PITCH;
            let place = |(period, words)| Text::plain(words, Spot::new(x(period), baseline));
            words.into_iter().enumerate().map(|word| place(word).centred(left, right)).collect()
        };
        let labels = row(periods.iter().map(|period| tidy(&period.label)).collect(), 0.0);
        let years = row(years(periods), 1.0);

        let columns = |named: &[usize]| -> Vec<Column> {
            let mut current = "";
            let column = |&period: &usize| {
                let (label, year) = (labels[period].clone(), &years[period]);
                let turns = year.words != current;
                current = &year.words;
                Column { period, label, year: turns.then(|| year.clone()) }
            };
            with_room_for_the_second_year(named.iter().map(column).collect(), left)
        };
        let shown = thinned(periods.len(), columns);

        let ticked = shown.iter().map(|column| column.period).collect();
        let texts = shown.into_iter().flat_map(|column| [Some(column.label), column.year]);
        Self { texts: texts.flatten().filter(|text| !text.words.is_empty()).collect(), ticked }
    }
}

/// The words that belong to one period.
struct Column {
    period: usize,
    label: Text,
    year: Option<Text>,
}

impl Column {
    fn touches(&self, other: &Self) -> bool {
        self.boxes().any(|mine| other.boxes().any(|theirs| mine.padded(LEAST_SPACE, 0.0).overlaps(&theirs)))
    }

    fn boxes(&self) -> impl Iterator<Item = Rect> {
        [Some(&self.label), self.year.as_ref()].into_iter().flatten().map(Text::area)
    }
}

/// The columns, the first year moved clear of a later one that does not stand beside it.
fn with_room_for_the_second_year(mut columns: Vec<Column>, left: f64) -> Vec<Column> {
    let second = columns.iter().skip(1).position(|column| column.year.is_some()).map(|after| after + 1);
    // A year under the very next word is for the steps to clear.
    let Some(second) = second.filter(|second| *second > 1) else { return columns };
    let edge = columns[second].year.as_ref().map(|year| year.start.x - LEAST_SPACE);
    if let (Some(edge), Some(first)) = (edge, columns[0].year.as_mut())
        && first.area().right > edge
    {
        first.start.x = edge - first.width;
        if first.start.x < left {
            columns[0].year = None;
        }
    }
    columns
}

/// The year that each period lies in: the last that was named.
fn years(periods: &[PeriodTick]) -> Vec<String> {
    let mut current = String::new();
    let year = |period: &PeriodTick| {
        let named = tidy(&period.year);
        if !named.is_empty() {
            current = named;
        }
        current.clone()
    };
    periods.iter().map(year).collect()
}

/// The columns left when none may touch another, at even steps before the last period.
///
/// A somewhat longer step is taken where it meets the first period too and all of its words have room. Where not even
/// the first and the last have room, the last stays.
fn thinned(periods: usize, columns: impl Fn(&[usize]) -> Vec<Column>) -> Vec<Column> {
    let Some(last) = periods.checked_sub(1) else { return Vec::new() };
    let have_room = |shown: &[Column]| {
        let years: Vec<&Column> = shown.iter().filter(|column| column.year.is_some()).collect();
        let in_a_row = shown.windows(2).all(|pair| !pair[0].touches(&pair[1]));
        in_a_row && years.windows(2).all(|pair| !pair[0].touches(pair[1]))
    };
    let with_stride = |stride: usize| {
        let mut named: Vec<_> = (1..=last).filter(|period| (last - period).is_multiple_of(stride)).collect();
        named.insert(0, 0);
        let mut shown = columns(&named);
        let is_even = last.is_multiple_of(stride) && have_room(&shown);
        // the second follows the first at whatever step is left
        while shown.len() > 2 && shown[0].touches(&shown[1]) {
            named.remove(1);
            shown = columns(&named);
        }
        have_room(&shown).then_some((shown, is_even))
    };

    let shortest = STRIDES.into_iter().find(|&stride| with_stride(stride).is_some()).unwrap_or(last.max(1));
    let longer = STRIDES.into_iter().filter(|stride| (shortest..=2 * shortest).contains(stride));
    let even = longer.filter_map(with_stride).find_map(|(shown, is_even)| is_even.then_some(shown));
    even.or_else(|| Some(with_stride(shortest)?.0)).unwrap_or_else(|| columns(&[last]))
}
