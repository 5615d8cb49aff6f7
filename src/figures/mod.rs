//! The true figures, and the only two who may read them.
//!
//! `validate` writes them. What they are can be read inside this folder alone, because the fields are private to it (that two are alike can be asked elsewhere): by [`disclose`], which makes the
//! [`Ledger`](crate::ledger::Ledger) of what may be said, and by [`consistency`], whose one result are diagnostics that hold no figure. Everybody else learns whether there is a
//! figure, which state stands in its place, what stands beside it and when it was taken.

mod aggregate;
pub mod consistency;
pub mod disclose;
mod lineage;
mod rows;
mod series;

pub use aggregate::NotMade;
pub use disclose::{Edition as PublishedFigures, Published};
pub use lineage::Lineage;
pub use rows::Figures;
pub use series::{Observation, Series, Shown};
