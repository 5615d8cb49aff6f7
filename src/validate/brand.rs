//! The council's own look: colours that can be read, a logo that is heard.
//!
//! Colours are checked where they are used: text on white and on the tint needs 4.5:1, lines need 3:1 (WCAG 2.2). The nearest tint that
//! passes lies on the way to black, or to white for a ground.

use crate::diag::{Code, Diagnostic};
use crate::load::RawProject;
use crate::load::logo::{self, Unfit};
use crate::load::raw::{RawBrand, Text};
use crate::model::{Brand, Colour, GRAPHICS_CONTRAST, Logo, TEXT_CONTRAST};

use super::words::Words;

/// Height of a logo that says none, in millimetres.
const LOGO_HEIGHT: u32 = 14;

/// Reads the look; what is not given is panelpack's own.
pub fn brand(raw: &RawProject, words: &mut Words) -> Brand {
    let usual = Brand::default();
    let Some(given) = &raw.manifest.brand else { return usual };
    let [accent, rule, tint] =
        [&given.accent, &given.rule, &given.tint].map(|text| Some((colour(text.as_ref()?, words)?, text.as_ref()?)));
    let texts = [Colour::TEXT, Colour::SOFT];
    // What stands on a tint that does not pass is held against the one that would.
    let tint_colour = tint.map_or(usual.tint, |(tint, _)| tint.lightened(&texts, TEXT_CONTRAST));
    if let Some((tint, text)) = tint {
        let (ratio, least) = worst(tint, &texts, TEXT_CONTRAST);
        if ratio < least {
            words.push(pale(text, "text on it", (ratio, least), nearest(tint.lightened(&texts, least))));
        }
    }
    if let Some((accent, text)) = accent {
        let grounds = [Colour::WHITE, tint_colour];
        let (ratio, least) = worst(accent, &grounds, TEXT_CONTRAST);
        if ratio < least {
            let on_white = accent.contrast(Colour::WHITE) < least;
            let what = if on_white { "headings in it" } else { "text in it on the tint" };
            let ratio = if on_white { accent.contrast(Colour::WHITE) } else { ratio };
            words.push(pale(text, what, (ratio, least), nearest(accent.darkened(&grounds, least))));
        }
    }
    if let Some((rule, text)) = rule {
        let (ratio, least) = worst(rule, &[Colour::WHITE], GRAPHICS_CONTRAST);
        if ratio < least {
            words.push(pale(text, "lines in it", (ratio, least), nearest(rule.darkened(&[Colour::WHITE], least))));
        }
    }
    Brand {
        accent: accent.map_or(usual.accent, |(accent, _)| accent),
        rule: rule.map_or(usual.rule, |(rule, _)| rule),
        tint: tint_colour,
        typeface: given.typeface.as_ref().map(|text| text.value.trim().to_owned()),
        logo: logo(raw, given, words),
    }
}

fn colour(text: &Text, words: &mut Words) -> Option<Colour> {
    let colour = text.value.trim().parse().ok();
    if colour.is_none() {
        words.push(no_colour(text));
    }
    colour
}

pub(super) fn no_colour(text: &Text) -> Diagnostic {
    Diagnostic::new(Code::NotAColour, format!("`{}` is no colour", text.value))
        .at(text.span)
        .hint("write six digits in quotes, two each for red, green and blue: `\"#12436d\"`")
}

/// The least contrast with any of the others, beside what is needed.
pub(super) fn worst(colour: Colour, others: &[Colour], least: f64) -> (f64, f64) {
    (others.iter().map(|other| colour.contrast(*other)).fold(f64::INFINITY, f64::min), least)
}

pub(super) fn pale(text: &Text, what: &str, (ratio, least): (f64, f64), hint: String) -> Diagnostic {
    // Cut, not rounded: 4.49 must not be called 4.5.
    let ratio = (ratio * 100.0).floor() / 100.0;
    Diagnostic::new(
        Code::PaleColour,
        format!("{what} would have a contrast of {ratio:.2}:1, and {least}:1 is the least"),
    )
    .at(text.span)
    .hint(hint)
}

fn nearest(colour: Colour) -> String {
    format!("the nearest tint that passes is `\"{colour}\"`")
}

fn logo(raw: &RawProject, given: &RawBrand, words: &mut Words) -> Option<Logo> {
    let logo = given.logo.as_ref()?;
    let alt = words.optional(logo.alt.as_ref(), "`alt`");
    let height = logo.height.as_ref().and_then(|text| {
        let plain = text.value.trim().trim_end_matches("mm").trim().to_owned();
        words.whole(&Text { value: plain, span: text.span }, "`height` in millimetres", 5..=40)
    });
    let file = logo.file.as_ref()?;
    let wrong = |what: &str, hint: &str| {
        Diagnostic::new(Code::Logo, format!("the logo `{}` {what}", file.value)).at(file.span).hint(hint)
    };
    let Some(bytes) = &raw.logo else {
        if !raw.logo_unread {
            words.push(wrong("was not found", Unfit::OtherKind.hint()));
        }
        return None;
    };
    let kind = match logo::kind(bytes) {
        Ok(kind) => kind,
        Err(unfit) => {
            words.push(wrong(&unfit.to_string(), unfit.hint()));
            return None;
        }
    };
    Some(Logo { kind, alt: alt?, height: height.unwrap_or(LOGO_HEIGHT) })
}
