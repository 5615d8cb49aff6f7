//! Dated notes: where the word of each upright has room.

use super::drawing::Text;
use super::face::{LINE_PITCH, MIDDLE_TO_BASELINE, Weight};
use super::geometry::{Rect, Spot};
use super::wrap::{even_halves, tidy};

/// Between an upright and its word.
const BESIDE: f64 = 3.0;

/// Between a word and a line, and from a word to the next: less would read as one sentence.
const FROM_LINES: f64 = 1.5;
const FROM_WORDS: f64 = 7.0;

/// From one height that is tried for a word to the next.
const NEXT_HEIGHT: f64 = 3.0;

/// What a word may not stand on.
pub struct Obstacles {
    pub words: Vec<Rect>,
    pub points: Vec<Rect>,
    pub lines: Vec<[Spot; 2]>,
    /// The part of the picture in which words may stand.
    pub frame: Rect,
}

impl Obstacles {
    fn leave_room_for(&self, word: &Text) -> bool {
        let area = word.area();
        let off_lines = area.padded(FROM_LINES, FROM_LINES);
        let off_words = area.padded(FROM_WORDS, 0.0);
        self.frame.encloses(&area)
            && !self.words.iter().any(|other| other.overlaps(&off_words))
            && !self.points.iter().any(|point| point.overlaps(&off_lines))
            && !self.lines.iter().any(|&[from, to]| off_lines.is_crossed_by(from, to))
    }
}

/// An upright with its word, which may be empty.
pub struct Upright<'a> {
    pub x: f64,
    pub text: &'a str,
    /// Stands for the word where that has no room; nought where no number may.
    pub number: usize,
}

/// The words of the uprights, each where it stands on nothing else; `above` is the baseline of words above the plot.
///
/// A text that has no room in one line or two is replaced by the event's number, counted from one in the order given;
/// a number that has no room either is left out, and its upright stands alone.
pub fn words(uprights: &[Upright<'_>], area: Rect, above: f64, mut obstacles: Obstacles) -> Vec<Text> {
    obstacles.lines.extend(uprights.iter().map(|upright| line(upright.x, area)));
    let mut words = Vec::new();
    for upright in uprights {
        let has_room = |place: &Vec<Text>| place.iter().all(|line| obstacles.leave_room_for(line));
        let forms = forms(upright.text, upright.number);
        let place = forms.iter().find_map(|lines| places(lines, area, upright.x, above).find(has_room));
        let place = place.unwrap_or_default();
        obstacles.words.extend(place.iter().map(Text::area));
        words.extend(place);
    }
    words
}

/// An upright over the whole height of the plot.
pub fn line(x: f64, area: Rect) -> [Spot; 2] {
    [Spot::new(x, area.top), Spot::new(x, area.bottom)]
}

/// The forms in which an event may be named, the best first, each as its lines.
fn forms(text: &str, number: usize) -> Vec<Vec<String>> {
    let text = tidy(text);
    if text.is_empty() {
        return Vec::new();
    }
    let halves = even_halves(&text, Weight::Regular).map(|(first, second)| vec![first.to_owned(), second.to_owned()]);
    let number = (number > 0).then(|| vec![number.to_string()]);
    [Some(vec![text.clone()]), halves, number].into_iter().flatten().collect()
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Over,
    After,
    Before,
}

/// The places to try for a word, the best first: above the plot, then beside the upright from the top downwards.
fn places(lines: &[String], area: Rect, x: f64, above: f64) -> impl Iterator<Item = Vec<Text>> {
    let Rect { top, bottom, left, right } = area;
    let set = move |side: Side, first_baseline: f64| -> Vec<Text> {
        let line = |(index, words): (usize, &String)| {
            let start = |x: f64| Spot::new(x, first_baseline + index as f64 * LINE_PITCH);
            match side {
                Side::Over => Text::plain(words.clone(), start(x)).centred(left, right),
                Side::After => Text::plain(words.clone(), start(x + BESIDE)),
                Side::Before => Text::plain(words.clone(), start(x - BESIDE)).ending(),
            }
        };
        lines.iter().enumerate().map(line).collect()
    };

    let over = (lines.len() == 1).then_some([Side::Over, Side::After, Side::Before]);
    let room = bottom - top - lines.len() as f64 * LINE_PITCH;
    let heights = (0..).map(|step| f64::from(step) * NEXT_HEIGHT).take_while(move |down| *down <= room);
    let inside = heights.flat_map(move |down| {
        let baseline = top + down + LINE_PITCH / 2.0 + MIDDLE_TO_BASELINE;
        [(Side::After, baseline), (Side::Before, baseline)]
    });
    let over = over.into_iter().flatten().map(move |side| (side, above));
    over.chain(inside).map(move |(side, baseline)| set(side, baseline))
}
