//! Which way a word says that a figure went.

use crate::model::Polarity;

use super::parse::Text;
use super::words::{BAD, BAD_NOUNS, DOWN, DOWN_NOUNS, GOOD, GOOD_NOUNS, HIGHER, LOWER, NEARER, UP, UP_NOUNS, WENT};

/// Which way a figure is said to have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Better,
    Worse,
    /// Somewhere: towards its target, or from one figure to another.
    Nearer,
}

impl Way {
    /// Whether it goes up; `None` where that hangs on a target.
    pub fn is_up(self, polarity: Polarity) -> Option<bool> {
        match (self, polarity) {
            (Self::Up, _) => Some(true),
            (Self::Down, _) => Some(false),
            (Self::Better, Polarity::HigherIsBetter) | (Self::Worse, Polarity::LowerIsBetter) => Some(true),
            (Self::Better, Polarity::LowerIsBetter) | (Self::Worse, Polarity::HigherIsBetter) => Some(false),
            _ => None,
        }
    }
}

/// Whether a word says which way something went.
pub fn is_verb(text: &Text, at: usize) -> bool {
    way(text, at).is_some()
}

/// The way that a word says, as a verb, an adjective, a noun or `up` and `down` before an amount.
pub fn way(text: &Text, at: usize) -> Option<Way> {
    const LISTS: [(&str, Way); 11] = [
        (NEARER, Way::Nearer),
        (UP, Way::Up),
        (DOWN, Way::Down),
        (GOOD, Way::Better),
        (BAD, Way::Worse),
        (HIGHER, Way::Up),
        (LOWER, Way::Down),
        (UP_NOUNS, Way::Up),
        (DOWN_NOUNS, Way::Down),
        (GOOD_NOUNS, Way::Better),
        (BAD_NOUNS, Way::Worse),
    ];
    let is_amount = |at: usize| text.amount(at).is_some() || text.is_one_of(at, "by from on since");
    match text.word(at) {
        "up" if is_amount(at + 1) => return Some(Way::Up),
        _ if text.is_one_of(at, WENT) && text.word(at + 1) == "from" => return Some(Way::Nearer),
        "down" if is_amount(at + 1) => return Some(Way::Down),
        // `more than 80%`, `more foster carers`: of amounts and of things.
        "more" | "less" | "fewer" if text.word(at + 1) != "than" || text.amount(at + 2).is_some() => return None,
        // `fall below`, `rise above` have shapes of their own; `in the rise` is a noun of something.
        "better" | "higher" | "lower" if at > 0 && text.is_one_of(at - 1, "the a no") => return None,
        _ => {}
    }
    LISTS.iter().find(|(list, _)| text.is_one_of(at, list)).map(|(_, way)| *way)
}
