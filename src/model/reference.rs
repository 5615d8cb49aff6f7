//! Figures that a text names instead of writing them.

use super::{IndicatorCode, RatingKey};

/// What `{{ … }}` in a text stands for: it is printed as the page prints it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// Something about an indicator of the paper.
    Indicator(IndicatorCode, Said),
    /// How many of the paper's indicators there are of a kind.
    Counts(Tallied),
    /// The name of the paper's period.
    Period,
    /// That of the period with which the paper compares.
    PeriodBefore,
}

/// What may be said of an indicator, in the order of the reference in `data/README.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// `50%`.
    Value,
    /// `28 of 56`.
    Of,
    /// `16 points worse`.
    Change,
    /// `16 points`, whatever the direction.
    By,
    /// `66%`.
    Previous,
    /// `71%`: the same period a year before.
    LastYear,
    /// `95%`.
    Target,
    /// `red`.
    Rating,
    /// `10th month`.
    ForHowLong,
    /// `March 2021`: when it is expected back on target.
    ExpectedBack,
    /// `1,204`: since the year began.
    YearToDate,
    /// `87%`.
    England,
    /// `84%`.
    Neighbours,
    /// Its name in the paper.
    Name,
}

impl Said {
    /// Each with the word that names it after the code; the figure itself needs none.
    pub const ALL: [(&str, Self); 13] = [
        ("of", Self::Of),
        ("change", Self::Change),
        ("by", Self::By),
        ("previous", Self::Previous),
        ("last_year", Self::LastYear),
        ("target", Self::Target),
        ("rating", Self::Rating),
        ("for_how_long", Self::ForHowLong),
        ("expected_back", Self::ExpectedBack),
        ("year_to_date", Self::YearToDate),
        ("england", Self::England),
        ("neighbours", Self::Neighbours),
        ("name", Self::Name),
    ];
}

/// A kind of indicators, of which a paper says how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tallied {
    /// Those with one rating.
    With(RatingKey),
    /// In breach, red, amber or not achieved.
    OffTarget,
    /// Those with any rating.
    Rated,
    /// All.
    Indicators,
}
