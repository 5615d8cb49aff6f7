//! Editions: what a paper printed when it was cleared or published, what has changed since, and how a reissue owns up to it.
//!
//! Everything here is pure: records come from `load`, folders are written by `desk`.
//!
//! A paper is compared with the editions of its own key, because its readers hold those. A comparison with the month before uses the figure
//! as it is now, which the paper marks, so no reader sees a change that two printed figures do not give.

mod changes;
mod difference;
mod printed;
mod records;
mod revisions;
mod sentences;
mod told;
mod words;

pub use self::revisions::{Revised, Revision, Revisions};
pub use changes::{Change, Difference, Differences, between, since};
pub use difference::{Differs, Pair, pairs};
pub use printed::Printed;
pub use records::{TOOL, earlier, figures_of, latest, period_of};
pub use sentences::{Superseded, superseded};
pub use told::{revisions, version};
pub use words::{edition_label, edition_name};
