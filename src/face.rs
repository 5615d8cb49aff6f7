//! The page's face: how wide a text is, and how many lines it takes.
//!
//! A table whose rows have heights of their own costs typst much less than one that has to find them, so a layout asks here before it sets. Lines are counted by sums of
//! advances without kerning, which hardly ever widens a text: what has room here has room on the page. A council's own typeface is not known here.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, Ordering};

use rustybuzz::ttf_parser::{GlyphId, Tag};
use rustybuzz::{Direction, Face, Feature, ShapePlan, UnicodeBuffer, script, shape, shape_with_plan};

/// A weight that the page sets text in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
    Bold,
}

impl Weight {
    /// The weight of this number, as CSS and Typst count them; the nearest that there is.
    pub fn of(number: u32) -> Self {
        match number {
            0..=549 => Self::Regular,
            550..=649 => Self::SemiBold,
            650.. => Self::Bold,
        }
    }

    /// The file of the face.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/source-sans-3/SourceSans3_400Regular.ttf"),
            Self::SemiBold => include_bytes!("../fonts/source-sans-3/SourceSans3_600SemiBold.ttf"),
            Self::Bold => include_bytes!("../fonts/source-sans-3/SourceSans3_700Bold.ttf"),
        }
    }

    fn shaper(self) -> &'static Shaper {
        static SHAPERS: [OnceLock<Shaper>; 3] = [const { OnceLock::new() }; 3];
        SHAPERS[self as usize].get_or_init(|| Shaper::new(self.bytes()))
    }
}

/// A face with its plans for Latin text and for numbers, which have no script: making one costs as much as a label. Neither joins letters and marks, which takes a quarter of the time.
struct Shaper {
    face: Face<'static>,
    latin: ShapePlan,
    numbers: ShapePlan,
    /// Advances of single characters in ems, looked up once.
    advances: [f64; LATIN],
    /// Of two printable characters of ASCII beside each other, what the first takes up; `UNKNOWN` until it is asked for.
    pairs: Vec<AtomicI32>,
}

/// The printable characters of ASCII.
const PRINTABLE: std::ops::RangeInclusive<u8> = b' '..=b'~';
const PRINTABLES: usize = (b'~' - b' ') as usize + 1;
const UNKNOWN: i32 = i32::MIN;

/// With which the ligatures of the bundled faces begin: a text with one is more than its pairs.
const LIGATURE: u8 = b'f';

const LATIN: usize = 0x180;

/// In place of a character that the face lacks: typst takes it from no other face.
const MISSING: GlyphId = GlyphId(0);

impl Shaper {
    fn new(bytes: &'static [u8]) -> Self {
        let face = Face::from_slice(bytes, 0).expect("a bundled face can be read");
        let apart = [Feature::new(Tag::from_bytes(b"ccmp"), 0, ..)];
        let plan = |script| ShapePlan::new(&face, Direction::LeftToRight, script, None, &apart);
        let (latin, numbers) = (plan(Some(script::LATIN)), plan(None));
        let advances = std::array::from_fn(|code| looked_up(&face, char::from_u32(code as u32).unwrap_or_default()));
        let pairs = std::iter::repeat_with(|| AtomicI32::new(UNKNOWN)).take(PRINTABLES * PRINTABLES).collect();
        Self { face, latin, numbers, advances, pairs }
    }

    /// The advance of a text in units of the face. Kerning is a matter of pairs, and most pairs come again and again.
    fn measured(&self, text: &str) -> i32 {
        let bytes = text.as_bytes();
        let (Some(last), true) = (bytes.last(), bytes.iter().all(|byte| PRINTABLE.contains(byte) && *byte != LIGATURE))
        else {
            return self.shaped(text);
        };
        let pairs: i32 = bytes.windows(2).map(|pair| self.pair(pair[0], pair[1])).sum();
        pairs + self.alone(*last)
    }

    fn alone(&self, byte: u8) -> i32 {
        let glyph = self.face.glyph_index(char::from(byte)).unwrap_or(MISSING);
        self.face.glyph_hor_advance(glyph).unwrap_or_default().into()
    }

    fn pair(&self, first: u8, second: u8) -> i32 {
        let known = &self.pairs[usize::from(first - b' ') * PRINTABLES + usize::from(second - b' ')];
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let text = [char::from(first), char::from(second)].iter().collect::<String>();
                let wide = self.shaped(&text) - self.alone(second);
                known.store(wide, Ordering::Relaxed);
                wide
            }
            wide => wide,
        }
    }

    fn shaped(&self, text: &str) -> i32 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = match (buffer.script(), buffer.direction()) {
            (script::LATIN, Direction::LeftToRight) if !joins(text) => shape_with_plan(&self.face, &self.latin, buffer),
            (script::UNKNOWN, Direction::LeftToRight) if !joins(text) => {
                shape_with_plan(&self.face, &self.numbers, buffer)
            }
            _ => shape(&self.face, &[], buffer),
        };
        shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum()
    }

    /// The advance of a character in ems, without its neighbours.
    fn advance(&self, c: char) -> f64 {
        self.advances.get(c as usize).copied().unwrap_or_else(|| looked_up(&self.face, c))
    }
}

fn looked_up(face: &Face<'_>, c: char) -> f64 {
    let glyph = face.glyph_index(c).unwrap_or(MISSING);
    f64::from(face.glyph_hor_advance(glyph).unwrap_or_default()) / f64::from(face.units_per_em())
}

/// Whether a text may hold letters and marks that a bundled face joins to one sign (its feature `ccmp`): any character but letters that are whole by themselves, figures, punctuation
/// and signs; and a point in the middle of a word, which is part of a Catalan letter.
pub fn joins(text: &str) -> bool {
    let stands_alone = |c: char| matches!(c, '\0'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}');
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let in_word = |(at, point): (usize, &str)| {
        is_letter(text[..at].chars().next_back()) && is_letter(text[at + point.len()..].chars().next())
    };
    !text.is_ascii() && (!text.chars().all(stands_alone) || text.match_indices('\u{b7}').any(in_word))
}

/// The width of a text on one line in points, kerning included.
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    let shaper = weight.shaper();
    f64::from(shaper.measured(text)) * size / f64::from(shaper.face.units_per_em())
}

/// The larger of `most` and the width of a text. What the sum of its advances says is narrower is not shaped, which costs more than a sum.
pub fn wider(text: &str, weight: Weight, size: f64, most: f64) -> f64 {
    // Kerning that widens a text does so by less.
    const AT_MOST: f64 = 1.03;
    let shaper = weight.shaper();
    let advances: f64 = text.chars().map(|c| shaper.advance(c)).sum();
    if advances * size * AT_MOST <= most { most } else { f64::max(most, width(text, weight, size)) }
}

/// How many lines a text takes in a column of this width, as typst breaks lines that are not justified: at blanks and after hyphens, and a word that is wider
/// than its line by itself goes on in the next. At least one.
pub fn lines(text: &str, weight: Weight, size: f64, room: f64) -> usize {
    let shaper = weight.shaper();
    let room = (room / size).max(0.1);
    let blank = shaper.advance(' ');
    let (mut lines, mut used) = (1, 0.0);
    for paragraph in text.split('\n').enumerate() {
        if paragraph.0 > 0 {
            (lines, used) = (lines + 1, 0.0);
        }
        for word in paragraph.1.split(' ') {
            for (place, piece) in word.split_inclusive('-').enumerate() {
                let wide: f64 = piece.chars().map(|c| shaper.advance(c)).sum();
                let gap = if place == 0 && used > 0.0 { blank } else { 0.0 };
                if used > 0.0 && used + gap + wide > room {
                    (lines, used) = (lines + 1, wide);
                } else {
                    used += gap + wide;
                }
                if used > room {
                    let more = (used / room).ceil() as usize - 1;
                    (lines, used) = (lines + more, used - room * more as f64);
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_as_many_lines_as_its_words_need() {
        let one = width("Children who went missing", Weight::Regular, 11.0) + 0.5;
        assert_eq!(lines("Children who went missing", Weight::Regular, 11.0, one), 1);
        assert_eq!(lines("Children who went missing", Weight::Regular, 11.0, one - 1.5), 2);
        assert_eq!(lines("Children who went missing", Weight::Regular, 11.0, 44.0), 4);
        assert_eq!(lines("", Weight::Bold, 11.0, 44.0), 1);
        assert_eq!(lines("one\ntwo", Weight::Bold, 11.0, 400.0), 2);
    }

    #[test]
    fn a_word_wider_than_its_line_goes_on_in_the_next() {
        let word = "x".repeat(40);
        let whole = width(&word, Weight::Regular, 10.0);
        assert_eq!(lines(&word, Weight::Regular, 10.0, whole / 2.5), 3);
    }

    #[test]
    fn the_widest_of_several_is_the_same_without_shaping_them_all() {
        let texts = ["AV, To. We", "1,204 of 11,111", "fjord", "–", "ffi ffl", "Ťăř", "Wätford", "\u{4e2d}"];
        for weight in [Weight::Regular, Weight::SemiBold, Weight::Bold] {
            for text in texts {
                let whole = width(text, weight, 11.0);
                for most in [0.0, whole * 0.99, whole, whole * 1.01] {
                    assert!((wider(text, weight, 11.0, most) - f64::max(most, whole)).abs() < 1e-9, "{text} {most}");
                }
            }
        }
    }

    #[test]
    fn a_text_is_as_wide_by_its_pairs_as_shaped_as_a_whole() {
        let all: String = PRINTABLE.map(char::from).collect();
        let pairs = all.chars().flat_map(|first| all.chars().flat_map(move |second| [first, second]));
        let every_pair: String = pairs.collect();
        let texts = ["", "A", "To AV. 1,204 of 11,111 (74%)", "Mar 2026", "£1.5m", "fit offer", &all, &every_pair];
        for weight in [Weight::Regular, Weight::SemiBold, Weight::Bold] {
            let shaper = weight.shaper();
            for text in texts.iter().flat_map(|text| [(*text).to_owned(), text.replace('f', "")]) {
                let whole = shape(&shaper.face, &[], buffer(&text));
                let whole: i32 = whole.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
                assert_eq!(shaper.measured(&text), whole, "{text}");
            }
        }
    }

    #[test]
    fn only_what_may_be_joined_needs_the_feature_that_joins() {
        for text in ["Łódź, Tŷ Gwyn – £1½m · 5 °C", "a · b", "Ελ"] {
            assert_eq!(joins(text), text == "Ελ", "{text}");
        }
        for text in ["e\u{301}", "col·lega", "й"] {
            assert!(joins(text), "{text}");
        }
    }

    /// Every character that may stand alone beside every letter before and after it.
    #[test]
    fn the_feature_that_joins_changes_nothing_of_a_text_that_needs_it_not() {
        let whole: Vec<char> = ('\u{20}'..'\u{2bff}').filter(|c| !joins(&c.to_string()) && !c.is_control()).collect();
        for weight in [Weight::Regular, Weight::SemiBold, Weight::Bold] {
            let face = &weight.shaper().face;
            let has: Vec<char> = whole.iter().copied().filter(|c| face.glyph_index(*c).is_some()).collect();
            assert!(has.len() > 600, "{}", has.len());
            let apart = [Feature::new(Tag::from_bytes(b"ccmp"), 0, ..)];
            for first in &has {
                let text: String =
                    has.iter().filter(|c| **c != '\u{b7}').flat_map(|second| [*first, *second]).collect();
                let [with, without] = [&[][..], &apart[..]].map(|features| shape(face, features, buffer(&text)));
                assert!(
                    with.glyph_infos()
                        .iter()
                        .map(|it| it.glyph_id)
                        .eq(without.glyph_infos().iter().map(|it| it.glyph_id)),
                    "{first}"
                );
            }
        }
    }

    fn buffer(text: &str) -> UnicodeBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer
    }

    #[test]
    fn bold_is_wider_than_regular() {
        let text = "First health assessment";
        assert!(width(text, Weight::Bold, 11.0) > width(text, Weight::SemiBold, 11.0));
        assert!(width(text, Weight::SemiBold, 11.0) > width(text, Weight::Regular, 11.0));
    }
}
