//! How ratings look.

use super::Colour;

/// What a rating's colours and its sign hang on. Ratings of different words may look alike: whatever is not rated is [`RatingKey::Unrated`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatingKey {
    /// Beyond the floor.
    Breach,
    /// Beyond the tolerance.
    Red,
    /// Off target within the tolerance.
    Amber,
    /// On target or better.
    Green,
    /// Not achieved.
    Missed,
    /// Achieved.
    Achieved,
    /// Better than the target by more than the tolerance.
    Exceeded,
    /// Against an activity band.
    Activity,
    /// It should be rated and is not.
    Unrated,
    /// For information only.
    Info,
}

impl RatingKey {
    /// Every key, in the order of its declaration.
    pub const ALL: [Self; 10] = [
        Self::Breach,
        Self::Red,
        Self::Amber,
        Self::Green,
        Self::Missed,
        Self::Achieved,
        Self::Exceeded,
        Self::Activity,
        Self::Unrated,
        Self::Info,
    ];

    /// As layouts spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Missed => "missed",
            Self::Achieved => "achieved",
            Self::Exceeded => "exceeded",
            Self::Activity => "activity",
            Self::Unrated => "unrated",
            Self::Info => "info",
        }
    }
}

/// The colours of a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingLook {
    /// Of words.
    pub dark: Colour,
    /// Of what they stand on, at least 4.5:1 away from them.
    pub tint: Colour,
    /// Of the bar beside or below them, which must be seen on paper.
    pub edge: Colour,
}

impl RatingLook {
    /// Words on paper.
    pub const PLAIN: Self = Self { dark: Colour::TEXT, tint: Colour::WHITE, edge: Colour::TEXT };
}

/// A look for every key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingLooks([RatingLook; RatingKey::ALL.len()]);

impl RatingLooks {
    /// Asks for the look of every key.
    pub fn new(look: impl FnMut(RatingKey) -> RatingLook) -> Self {
        Self(RatingKey::ALL.map(look))
    }

    /// How ratings of a key look.
    pub fn of(&self, key: RatingKey) -> RatingLook {
        self.0[key as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_gets_its_own_look() {
        let looks = RatingLooks::new(|key| RatingLook { dark: Colour::new(key as u8, 0, 0), ..RatingLook::PLAIN });
        for key in RatingKey::ALL {
            assert_eq!(looks.of(key).dark, Colour::new(key as u8, 0, 0), "{}", key.name());
        }
    }
}
