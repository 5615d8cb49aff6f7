//! Statistical process control of one indicator: by which rules, and where its limits start anew.

use super::Period;

/// The least number of figures that limits may be fixed on.
pub const LEAST_BASELINE: usize = 12;

/// How an indicator's process behaviour chart (XmR) is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spc {
    /// By which rules its figures are judged.
    pub rules: SpcRules,
    /// How many of its latest periods are drawn; `None` means as many as a chart has room for. The limits are made from all.
    pub show: Option<usize>,
    /// In order of time, each period once.
    pub rebases: Vec<Rebase>,
    /// It is autocorrelated and is judged all the same.
    pub despite_autocorrelation: bool,
    /// Its percentages are of small numbers and have icons all the same.
    pub despite_small_numbers: bool,
}

/// The rules of process behaviour charts in which papers differ. The default is that of the R package NHSRplotthedots, which follows
/// NHS England's Making Data Count; where that moved on, a rule has another choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpcRules {
    /// The limits are fixed on so many first figures of each segment, at least [`LEAST_BASELINE`]; `None` means on all of them.
    pub baseline: Option<usize>,
    /// Whether moving ranges out of all proportion are left out of the limits.
    pub screen: bool,
    /// So many consecutive rising or falling points are a trend: 6 or 7.
    pub trend_points: usize,
    /// So many consecutive points on one side of the mean are a shift: 6 or 7.
    pub shift_points: usize,
    /// Which points near a limit count.
    pub two_of_three: TwoOfThree,
}

impl Default for SpcRules {
    fn default() -> Self {
        Self { baseline: None, screen: true, trend_points: 7, shift_points: 7, two_of_three: TwoOfThree::Package }
    }
}

/// Which points count towards two of three near a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoOfThree {
    /// Those between the near and the outer limit, as the package counts.
    Package,
    /// Those beyond the outer limit as well: the reading of 2023.
    Mdc2023,
}

/// From a period on the mean and the limits are made anew, because the process has changed and is known to have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebase {
    /// The first period of the new limits.
    pub at: Period,
    /// What changed: `Two assessment teams became one`.
    pub reason: String,
    /// Who agreed to it.
    pub approved_by: String,
}
