//! The signs of the latest figure.
//!
//! The shape tells high or low, the letter concern, improvement or neither: H and L alone would leave a reader without colour not knowing
//! which is good.

use crate::assess::spc::{AssessedSpc, NotEnough, Variation, Way};

use crate::page::SpcIconView;

/// An icon with what it says.
pub fn signed(key: &'static str, word: String, letter: &'static str, says: String) -> SpcIconView {
    SpcIconView { key, letter, meaning: format!("{word}: {says}"), word, says }
}

/// The sign of the latest figure as a paper shows it. A measure that drifts has none.
pub fn shown(spc: &AssessedSpc<'_>) -> SpcIconView {
    if spc.has_signs() {
        return variation(spc.variation, spc.not_enough);
    }
    let says = "a third or more of the figures lie outside the limits, too many for any to stand out";
    signed("none", "Not judged".to_owned(), "\u{2013}", says.to_owned())
}

/// The sign that the method gives.
pub fn variation(variation: Variation, not_enough: Option<NotEnough>) -> SpcIconView {
    let (key, word, letter, says) = match variation {
        Variation::Common => ("common", "Common cause", "~", "chance alone explains the latest figure"),
        Variation::Concern(Way::Up) => (
            "concern-high",
            "Concern, high",
            "C",
            "the latest figure, or the run that it ends, is higher than chance explains, which is worse",
        ),
        Variation::Concern(Way::Down) => (
            "concern-low",
            "Concern, low",
            "C",
            "the latest figure, or the run that it ends, is lower than chance explains, which is worse",
        ),
        Variation::Improvement(Way::Up) => (
            "improvement-high",
            "Improvement, high",
            "I",
            "the latest figure, or the run that it ends, is higher than chance explains, which is better",
        ),
        Variation::Improvement(Way::Down) => (
            "improvement-low",
            "Improvement, low",
            "I",
            "the latest figure, or the run that it ends, is lower than chance explains, which is better",
        ),
        Variation::Neutral(Way::Up) => (
            "neutral-high",
            "Special cause, high",
            "N",
            "the latest figure, or the run that it ends, is higher than chance explains; neither way is better",
        ),
        Variation::Neutral(Way::Down) => (
            "neutral-low",
            "Special cause, low",
            "N",
            "the latest figure, or the run that it ends, is lower than chance explains; neither way is better",
        ),
        Variation::NotEnough if matches!(not_enough, Some(NotEnough::Constant(_))) => {
            ("not-enough", "No limits", "\u{2013}", "too few figures differ from the one before for limits to be made")
        }
        Variation::NotEnough => ("not-enough", "Not enough data", "\u{2013}", not_enough_meaning(not_enough)),
    };
    signed(key, word.to_owned(), letter, says.to_owned())
}

fn not_enough_meaning(reason: Option<NotEnough>) -> &'static str {
    match reason {
        Some(NotEnough::SmallNumbers) => "the percentages are of small numbers, which move by chance alone",
        Some(NotEnough::Yearly) => "yearly figures are too few for control limits",
        Some(NotEnough::NoFigure) => "there is no figure that can be judged",
        Some(NotEnough::Figures(_) | NotEnough::Constant(_)) | None => "fewer than 13 figures since the limits began",
    }
}
