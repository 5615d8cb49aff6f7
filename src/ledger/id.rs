//! The names of figures.

use crate::model::{FigureKind, IndicatorCode, Period};

/// Names a figure of a project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId {
    /// Of which indicator.
    pub code: IndicatorCode,
    /// Which of its figures.
    pub kind: FigureKind,
    /// Which period. A ledger keeps a forecast under the one in which it was made, a record under the year that it speaks of.
    pub period: Period,
}
