//! Statistical process control: which figures differ from the others by more than chance explains.
//!
//! A process behaviour chart (XmR) as NHS England's Making Data Count reads it, by the rules of the R package NHSRplotthedots: mean and
//! natural limits of a series, four signs of a special cause, an icon for the latest figure and one for the target. It stands beside the
//! rating and not in its place: a rating says whether the target was met, the chart whether anything happened.

mod icons;
mod limits;
mod process;
mod series;
mod signals;
mod steady;

pub use icons::{Assurance, Variation, assurance, variation};
pub use limits::{Limits, Mean, baseline};
pub use process::{Process, Segment};
pub(super) use series::of_points;
pub use series::{AssessedSpc, Basis, Caution, NotEnough, SpcRow, SpcStart, SpcStretch, assess_spc};
pub use signals::{Cause, Signal, Way, causes, signal};
pub use steady::Steady;
