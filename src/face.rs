//! The page's face: how wide a text is, and how many lines it takes.
//!
//! A table whose rows have heights of their own costs typst half as much as one that has to find them, so a layout asks here before it sets. Widths are sums of
//! advances without kerning, which hardly ever widens a text: what has room here has room on the page. A council's own typeface is not known here.

use std::sync::OnceLock;

use rustybuzz::Face;

static REGULAR: &[u8] = include_bytes!("../fonts/source-sans-3/SourceSans3_400Regular.ttf");
static SEMIBOLD: &[u8] = include_bytes!("../fonts/source-sans-3/SourceSans3_600SemiBold.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/source-sans-3/SourceSans3_700Bold.ttf");

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

    fn advances(self) -> &'static Advances {
        static ADVANCES: [OnceLock<Advances>; 3] = [const { OnceLock::new() }; 3];
        let (bytes, place) = match self {
            Self::Regular => (REGULAR, 0),
            Self::SemiBold => (SEMIBOLD, 1),
            Self::Bold => (BOLD, 2),
        };
        ADVANCES[place].get_or_init(|| Advances::read(bytes))
    }
}

/// Advances in ems. Those of Latin are looked up once.
struct Advances {
    face: Option<Face<'static>>,
    latin: [f64; LATIN],
}

const LATIN: usize = 0x180;

/// Of a character that the face lacks: typst takes it from no other face, so its place is that of a missing glyph.
const MISSING: f64 = 0.65;

impl Advances {
    fn read(bytes: &'static [u8]) -> Self {
        let face = Face::from_slice(bytes, 0);
        let latin =
            std::array::from_fn(|code| char::from_u32(code as u32).map_or(MISSING, |c| advance(face.as_ref(), c)));
        Self { face, latin }
    }

    fn of(&self, c: char) -> f64 {
        self.latin.get(c as usize).copied().unwrap_or_else(|| advance(self.face.as_ref(), c))
    }
}

fn advance(face: Option<&Face<'_>>, c: char) -> f64 {
    let units = face.and_then(|face| Some((face.glyph_hor_advance(face.glyph_index(c)?)?, face.units_per_em())));
    units.map_or(MISSING, |(advance, em)| f64::from(advance) / f64::from(em))
}

/// The width of a text on one line, in points.
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    let advances = weight.advances();
    text.chars().map(|c| advances.of(c)).sum::<f64>() * size
}

/// How many lines a text takes in a column of this width, as typst breaks lines that are not justified: at blanks and after hyphens, and a word that is wider
/// than its line by itself goes on in the next. At least one.
pub fn lines(text: &str, weight: Weight, size: f64, room: f64) -> usize {
    let advances = weight.advances();
    let room = (room / size).max(0.1);
    let blank = advances.of(' ');
    let (mut lines, mut used) = (1, 0.0);
    for paragraph in text.split('\n').enumerate() {
        if paragraph.0 > 0 {
            (lines, used) = (lines + 1, 0.0);
        }
        for word in paragraph.1.split(' ') {
            for (place, piece) in word.split_inclusive('-').enumerate() {
                let wide: f64 = piece.chars().map(|c| advances.of(c)).sum();
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
        let one = width("Children who went missing", Weight::Regular, 11.0);
        assert_eq!(lines("Children who went missing", Weight::Regular, 11.0, one), 1);
        assert_eq!(lines("Children who went missing", Weight::Regular, 11.0, one - 0.5), 2);
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
    fn bold_is_wider_than_regular() {
        let text = "First health assessment";
        assert!(width(text, Weight::Bold, 11.0) > width(text, Weight::SemiBold, 11.0));
        assert!(width(text, Weight::SemiBold, 11.0) > width(text, Weight::Regular, 11.0));
    }
}
