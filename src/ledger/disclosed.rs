//! Figures that may be shown.

use crate::model::{Missing, Range};

/// A figure that may be shown, or why none is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclosed<T> {
    /// May be shown.
    Value(T),
    /// There is none.
    Missing(Missing),
    /// There is one, and it stays here.
    Suppressed(Suppression),
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suppression {
    /// It counts fewer people than the policy shows, or its share does.
    SmallNumber,
    /// Together with others it would let a hidden figure be worked out.
    GivesAway,
}

impl<T: Copy> Disclosed<T> {
    /// The figure, where it may be shown.
    pub fn value(&self) -> Option<T> {
        match self {
            Disclosed::Value(value) => Some(*value),
            Disclosed::Missing(_) | Disclosed::Suppressed(_) => None,
        }
    }

    /// The two ends between which it lies, where no more is known.
    pub fn range(&self) -> Option<Range> {
        match self {
            Disclosed::Missing(reason) => reason.range(),
            Disclosed::Value(_) | Disclosed::Suppressed(_) => None,
        }
    }

    /// Whether it is a figure that can be compared.
    pub fn is_figure(&self) -> bool {
        self.value().is_some()
    }

    /// Whether disclosure control hides it, ours or the source's.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Disclosed::Suppressed(_) | Disclosed::Missing(Missing::SuppressedBySource))
    }
}
