//! Colours: the council's own, and those that are the same in every council's charts.

use plotters::style::RGBColor;

use crate::model::{Brand, Colour, GRAPHICS_CONTRAST, TEXT_CONTRAST};

/// Words, axes and targets.
pub const TEXT: RGBColor = RGBColor(0x3D, 0x3D, 0x3D);
/// Words that stand back.
pub const SOFT: RGBColor = RGBColor(0x4B, 0x51, 0x57);
/// Lines to read heights by.
pub const GRID: RGBColor = RGBColor(0xDD, 0xE1, 0xE6);
/// Lines that stand back behind the figures, yet must be seen.
pub const QUIET: RGBColor = RGBColor(0x76, 0x7A, 0x80);
/// What charts stand on.
pub const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// A stretch of amounts behind the figures, and the hairline at its ends that keeps it in print.
pub const BAND: RGBColor = RGBColor(0xEC, 0xF0, 0xF4);
pub const BAND_EDGE: RGBColor = RGBColor(0x84, 0x90, 0x9C);
/// The time of an event that lasts.
pub const ABNORMAL: RGBColor = RGBColor(0xE6, 0xE8, 0xEB);
/// Where figures are expected, by chance or by an activity band, and words that name it.
pub const NORMAL: RGBColor = RGBColor(0xDD, 0xE8, 0xF1);
pub const NORMAL_WORDS: RGBColor = RGBColor(0x39, 0x65, 0x8C);

/// Points of a process behaviour chart. All have 3:1 on paper and on a band; their shapes differ too.
pub const COMMON_CAUSE: RGBColor = RGBColor(0x59, 0x60, 0x68);
pub const CONCERN: RGBColor = RGBColor(0xB8, 0x4A, 0x00);
pub const IMPROVEMENT: RGBColor = RGBColor(0x1F, 0x5F, 0xA8);
pub const NEUTRAL: RGBColor = RGBColor(0x5B, 0x3E, 0x8C);

/// The council's own colour, as far as a chart can use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Of lines and discs: at least 3:1 on white.
    pub(super) own: Colour,
    /// Of words, and of bars that words stand on: at least 4.5:1 on white.
    own_words: Colour,
}

impl Palette {
    /// An accent that is too pale for lines or for words is darkened as far as each of them needs.
    pub fn new(accent: Colour) -> Self {
        let darkened = |least| accent.darkened(&[Colour::WHITE], least);
        Self { own: darkened(GRAPHICS_CONTRAST), own_words: darkened(TEXT_CONTRAST) }
    }

    pub(super) fn own(&self) -> RGBColor {
        drawn(self.own)
    }

    pub(super) fn own_words(&self) -> RGBColor {
        drawn(self.own_words)
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::new(Brand::default().accent)
    }
}

pub fn drawn(colour: Colour) -> RGBColor {
    let [red, green, blue] = colour.parts();
    RGBColor(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pale_accent_is_darkened_for_words_more_than_for_lines() {
        let palette = Palette::new(Colour::new(0xF4, 0x9A, 0x25));
        let contrast = |colour: Colour| colour.contrast(Colour::WHITE);
        assert!((GRAPHICS_CONTRAST..GRAPHICS_CONTRAST + 0.2).contains(&contrast(palette.own)), "{}", palette.own);
        assert!((TEXT_CONTRAST..TEXT_CONTRAST + 0.2).contains(&contrast(palette.own_words)), "{}", palette.own_words);
    }

    #[test]
    fn what_means_something_is_seen_on_paper_and_on_a_band() {
        let colour = |RGBColor(red, green, blue): RGBColor| Colour::new(red, green, blue);
        for mark in [TEXT, QUIET, COMMON_CAUSE, CONCERN, IMPROVEMENT, NEUTRAL].map(colour) {
            for ground in [PAPER, BAND].map(colour) {
                assert!(mark.contrast(ground) >= GRAPHICS_CONTRAST, "{mark} on {ground}");
            }
        }
        for words in [TEXT, SOFT].map(colour) {
            assert!([PAPER, BAND].map(colour).iter().all(|ground| words.contrast(*ground) >= TEXT_CONTRAST), "{words}");
        }
    }
}
