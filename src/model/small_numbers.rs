//! How small numbers of people are treated, and what the project says of its figures for that.

use rust_decimal::Decimal;

use super::{Date, FigureKind, IndicatorCode, Period};

/// How small numbers are treated, and who decided it.
#[derive(Debug, Clone)]
pub struct SmallNumbers {
    /// What is hidden.
    pub policy: SmallNumbersPolicy,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// What readers know from elsewhere, in the order of the manifest.
    pub known_already: Vec<KnownAlready>,
    /// What adds up, in the order of the manifest.
    pub adds_up: Vec<AddsUp>,
}

/// The greatest number that a council can hide; the thresholds in use are 5, 7 and 10.
pub const MOST_HIDDEN: u32 = 20;

/// Which counts of people are hidden: from 1 up to a greatest one. Zero is always shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmallNumbersPolicy {
    /// Zero where nothing is hidden.
    greatest: u32,
}

impl SmallNumbersPolicy {
    /// Nothing is hidden.
    pub const NONE: Self = Self { greatest: 0 };

    /// 1 to 5, as the Department for Education does for children in need.
    pub const DFE: Self = Self { greatest: 5 };

    /// 1 to 7, as NHS England does for hospital statistics.
    pub const NHS: Self = Self { greatest: 7 };

    /// 1 to a number of the council's own, that number included.
    pub const fn up_to(greatest: u32) -> Self {
        Self { greatest }
    }

    /// What a range hides: `1 to 9`. `None` where it is no range, does not begin at 1, since zero is always shown, or goes beyond [`MOST_HIDDEN`].
    pub fn of_range(text: &str) -> Option<Self> {
        let ends = text.replace(['-', '\u{2013}'], " to ");
        let (low, high) = ends.split_once(" to ")?;
        let end = |text: &str| text.trim().parse::<u32>().ok();
        let high = end(high).filter(|high| (1..=MOST_HIDDEN).contains(high))?;
        (end(low)? == 1).then_some(Self::up_to(high))
    }

    /// The greatest number that is hidden; `None` where none is.
    pub fn greatest(self) -> Option<u32> {
        (self.greatest > 0).then_some(self.greatest)
    }

    /// The same for what counts something: of things nothing is hidden.
    pub fn of(self, counts: Counted) -> Self {
        match counts {
            Counted::People | Counted::Events => self,
            Counted::Things => Self::NONE,
        }
    }

    /// Whether a count of people is too small to be shown; zero never is.
    pub fn hides(self, count: Decimal) -> bool {
        count > Decimal::ZERO && count < Decimal::from(self.greatest) + Decimal::ONE && self.greatest > 0
    }
}

/// A figure that readers know from elsewhere, so that nothing is hidden for its sake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAlready {
    /// Of which indicator.
    pub code: IndicatorCode,
    /// Which of its figures.
    pub kind: FigureKind,
    /// Of which period.
    pub period: Period,
    /// Where they know it from.
    pub from: String,
    /// Who decided that they do.
    pub decided_by: String,
    /// When.
    pub on: Date,
}

/// Figures of one indicator that those of others come to, in every period in which they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddsUp {
    /// What the parts come to.
    pub whole: IndicatorCode,
    /// Two at least, each once and none the whole.
    pub parts: Vec<IndicatorCode>,
}

/// What the figures of an indicator count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// People.
    #[default]
    People,
    /// What happens to people, one of whom may stand behind several: hidden as people are.
    Events,
    /// No people: homes, potholes, inspections. Nothing of them is a small number.
    Things,
}
