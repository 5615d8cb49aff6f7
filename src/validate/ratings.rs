//! How a layout has ratings look: every rating, in colours that everybody can read.

use crate::diag::{Checked, Code, Diagnostic, did_you_mean};
use crate::load::raw::{RawLook, RawRatings, Text};
use crate::model::{Colour, GRAPHICS_CONTRAST, RatingKey, RatingLook, RatingLooks, TEXT_CONTRAST};

use super::brand::{no_colour, pale, worst};

/// What `sign` of `base/parts.typ` draws for ratings. Of another name it would draw nothing, and the rating would be told by its colour alone.
const SHAPES: [&str; 8] = ["triangle", "diamond", "disc", "cross", "star", "band", "bar", "square"];

/// Reads the looks of all ratings. A rating with errors among its diagnostics has a plain one.
pub fn ratings(raw: &RawRatings) -> Checked<RatingLooks> {
    let names = RatingKey::ALL.map(RatingKey::name);
    let unknown = |(key, _): &(Text, RawLook)| {
        let message = format!("there is no rating `{}`", key.value);
        let diagnostic = Diagnostic::new(Code::UnknownKey, message).at(key.span);
        let hint = did_you_mean(&key.value, names).unwrap_or_else(|| format!("ratings: {}", names.join(", ")));
        (!names.contains(&key.value.as_str())).then(|| diagnostic.hint(hint))
    };
    let mut diagnostics: Vec<Diagnostic> = raw.looks.iter().filter_map(unknown).collect();
    let looks = RatingLooks::new(|key| match raw.looks.iter().find(|(name, _)| name.value == key.name()) {
        Some((_, raw)) => look(key, raw, &mut diagnostics),
        None => {
            let message = format!("the rating `{}` is missing", key.name());
            let hint = format!("add `{}:` with `dark`, `tint` and `shape`", key.name());
            diagnostics.push(Diagnostic::new(Code::MissingKey, message).at(raw.start).hint(hint));
            RatingLook::PLAIN
        }
    });
    Checked::new(looks, diagnostics)
}

fn look(key: RatingKey, raw: &RawLook, diagnostics: &mut Vec<Diagnostic>) -> RatingLook {
    if !SHAPES.contains(&raw.shape.value.as_str()) {
        let diagnostic = Diagnostic::new(Code::UnknownChoice, format!("there is no shape `{}`", raw.shape.value));
        let slip = did_you_mean(&raw.shape.value, SHAPES);
        let hint = format!("shapes: {}", SHAPES.join(", "));
        diagnostics.push(diagnostic.at(raw.shape.span).hint_if(slip).hint(hint));
    }
    let mut colour = |text: &Text| {
        // Typst reads the same text, and takes digits without the sign for a number.
        let colour = text.value.parse().ok().filter(|_| text.value.starts_with('#'));
        if colour.is_none() {
            diagnostics.push(no_colour(text));
        }
        colour
    };
    let (dark, tint) = (colour(&raw.dark), colour(&raw.tint));
    let edge = raw.edge.as_ref().map_or(dark, colour);
    let (Some(dark), Some(tint), Some(edge)) = (dark, tint, edge) else { return RatingLook::PLAIN };
    let look = RatingLook { dark, tint, edge };
    diagnostics.extend(pale_words(key, raw, look));
    let bar = worst(edge, &[Colour::WHITE], GRAPHICS_CONTRAST);
    if bar.0 < bar.1 {
        let at = raw.edge.as_ref().unwrap_or(&raw.dark);
        let hint = format!("the nearest `edge` that passes is `\"{}\"`", edge.darkened(&[Colour::WHITE], bar.1));
        diagnostics.push(pale(at, "the bar beside its words", bar, hint));
    }
    look
}

/// Words that cannot be read on their tint, or on paper, where those of a breach never stand.
fn pale_words(key: RatingKey, raw: &RawLook, look: RatingLook) -> Option<Diagnostic> {
    let both = [(look.tint, "on its `tint`"), (Colour::WHITE, "on paper")];
    let grounds = if key == RatingKey::Breach { &both[..1] } else { &both };
    let (ground, place) = grounds.iter().find(|(ground, _)| look.dark.contrast(*ground) < TEXT_CONTRAST)?;
    let colours: Vec<Colour> = grounds.iter().map(|(ground, _)| *ground).collect();
    let passes = |dark: &Colour| worst(*dark, &colours, TEXT_CONTRAST).0 >= TEXT_CONTRAST;
    let nearest = [look.dark.darkened(&colours, TEXT_CONTRAST), look.dark.lightened(&colours, TEXT_CONTRAST)];
    let hint = match nearest.into_iter().find(passes) {
        Some(dark) => format!("the nearest `dark` that passes is `\"{dark}\"`"),
        None => "no `dark` passes: choose a paler `tint`".to_owned(),
    };
    Some(pale(&raw.dark, &format!("words in it {place}"), (look.dark.contrast(*ground), TEXT_CONTRAST), hint))
}
