//! A council's own look: colours, typeface and logo.

use std::fmt;
use std::str::FromStr;

/// An opaque colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;

/// The least contrast of lines and shapes that mean something (WCAG 2.2, 1.4.11).
pub const GRAPHICS_CONTRAST: f64 = 3.0;

/// A text that is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadColour;

impl Colour {
    /// What pages are printed on.
    pub const WHITE: Self = Self::new(0xff, 0xff, 0xff);
    /// Running text, the darkest that a page has.
    pub const TEXT: Self = Self::new(0x1b, 0x1f, 0x23);
    /// Text that stands back.
    pub const SOFT: Self = Self::new(0x4b, 0x51, 0x57);
    const BLACK: Self = Self::new(0, 0, 0);

    /// From its parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Red, green and blue.
    pub fn parts(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Relative luminance, 0 for black and 1 for white (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The ratio of two luminances, from 1 to 21; the order does not matter (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    /// The first colour on the way to black that has the contrast with every ground; black where none has.
    pub fn darkened(self, grounds: &[Self], least: f64) -> Self {
        self.towards(Self::BLACK, |colour| grounds.iter().all(|ground| colour.contrast(*ground) >= least))
    }

    /// The first colour on the way to white on which every text has the contrast; white where none has.
    pub fn lightened(self, texts: &[Self], least: f64) -> Self {
        self.towards(Self::WHITE, |colour| texts.iter().all(|text| colour.contrast(*text) >= least))
    }

    fn towards(self, end: Self, passes: impl Fn(&Self) -> bool) -> Self {
        let mixed = |step: u16| {
            let part = |from: u8, to: u8| {
                let (from, to) = (u32::from(from), u32::from(to));
                ((from * u32::from(255 - step) + to * u32::from(step)) / 255) as u8
            };
            Self::new(part(self.red, end.red), part(self.green, end.green), part(self.blue, end.blue))
        };
        (0..=255).map(mixed).find(passes).unwrap_or(end)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// Six digits, with or without the sign that YAML takes for a comment.
impl FromStr for Colour {
    type Err = BadColour;

    fn from_str(text: &str) -> Result<Self, BadColour> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(BadColour);
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| BadColour);
        Ok(Self::new(part(0)?, part(2)?, part(4)?))
    }
}

/// How a council's papers look. Its colours have the contrast that they need where they are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Headings, links, rules, and the council's own line in charts: text on white and on the tint.
    pub accent: Colour,
    /// The line below a table's headers.
    pub rule: Colour,
    /// The ground behind a recommendation.
    pub tint: Colour,
    /// The family of the page; charts keep the bundled one.
    pub typeface: Option<String>,
    /// On the first page.
    pub logo: Option<Logo>,
}

impl Brand {
    /// The bundled family.
    pub const FAMILY: &str = "Source Sans 3";

    /// The family of the page.
    pub fn family(&self) -> &str {
        self.typeface.as_deref().unwrap_or(Self::FAMILY)
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            accent: Colour::new(0x12, 0x43, 0x6d),
            rule: Colour::new(0x7d, 0x85, 0x8c),
            tint: Colour::new(0xee, 0xf2, 0xf6),
            typeface: None,
            logo: None,
        }
    }
}

/// The picture at the head of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Which of the kinds that a page can show: `svg` or `png`.
    pub kind: &'static str,
    /// What a reader hears in its place.
    pub alt: String,
    /// In millimetres.
    pub height: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        // The guidelines' own ends, and #767676, which is known as the palest grey that passes on white.
        assert_eq!(Colour::BLACK.contrast(Colour::WHITE), 21.0);
        let grey = |part| Colour::new(part, part, part).contrast(Colour::WHITE);
        assert!(grey(0x76) >= TEXT_CONTRAST && grey(0x77) < TEXT_CONTRAST);
    }

    #[test]
    fn the_own_look_passes() {
        let brand = Brand::default();
        for ground in [Colour::WHITE, brand.tint] {
            for text in [Colour::TEXT, Colour::SOFT, brand.accent] {
                assert!(text.contrast(ground) >= TEXT_CONTRAST, "{text} on {ground}");
            }
        }
        assert!(brand.rule.contrast(Colour::WHITE) >= GRAPHICS_CONTRAST);
    }

    proptest::proptest! {
        #[test]
        fn the_nearest_passing_colour_passes_and_the_step_before_does_not(red: u8, green: u8, blue: u8) {
            let colour = Colour::new(red, green, blue);
            let dark = colour.darkened(&[Colour::WHITE], TEXT_CONTRAST);
            proptest::prop_assert!(dark.contrast(Colour::WHITE) >= TEXT_CONTRAST);
            if colour.contrast(Colour::WHITE) >= TEXT_CONTRAST {
                proptest::prop_assert_eq!(dark, colour);
            }
            let pale = colour.lightened(&[Colour::TEXT, Colour::SOFT], TEXT_CONTRAST);
            proptest::prop_assert!(pale.contrast(Colour::SOFT) >= TEXT_CONTRAST);
            proptest::prop_assert_eq!(colour.to_string().parse(), Ok(colour));
        }
    }
}
