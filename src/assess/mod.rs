//! What the figures mean: ratings, changes, counts, and what may be shown at all.
//!
//! It takes definitions and the [`Ledger`] of disclosed figures, so a small number cannot reach a page, a chart or an attachment by oversight. What hangs on a paper's day is decided
//! here: which figures can be judged yet, and which releases were out. It cannot fail: whatever prevents a statement is itself the statement, and the paper prints the reason.

mod assessment;
mod benchmark;
mod breakdown;
mod change;
mod direction;
mod figures;
mod headline;
mod how_long;
mod indicator;
mod inputs;
mod maturity;
mod paper;
mod points;
mod record;
pub mod spc;
pub mod statistics;
mod trend;

pub use crate::figures::NotMade;
pub use assessment::{AssessedTheme, Assessment, Ended, Request};
pub use benchmark::{Benchmark, BestNeighbour, Comparison, NEIGHBOURS, Position, Standing, Threshold};
pub use breakdown::{AssessedBreakdown, AssessedPart};
pub use change::{Change, NotComparable};
pub use direction::{Judgement, Nearer, judge};
pub use figures::Place;
pub use headline::{Counts, Movement};
pub use how_long::HowLong;
pub use indicator::{AssessedIndicator, Immature};
pub use inputs::Inputs;
pub use maturity::{closes, is_too_early};
pub use paper::assess;
pub use points::Point;
pub use record::{Record, record_of};
pub use statistics::Quartile;
pub use trend::{Trend, trend_of};
