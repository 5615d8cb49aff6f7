//! Which cells of linked tables to hide, so that no small count can be worked out from what stays.
//!
//! It knows nothing of indicators: a [`Universe`] holds whole numbers, which of them a reader may not learn, and what the reader is told about them together. A number is *protected*
//! where every value of its range is still possible for somebody who has all that is shown; that is proved by a whole solution of all facts for each of those values. [`pattern`] finds the
//! cheapest cells to hide besides: an implicit hitting set, see there.
//!
//! Nothing depends on the order of threads or on a clock. What a search gives up counts as not protected, so a limit hides more; a value that is not found
//! possible with everything hidden that can be is left to the reader, and the number's other values stay protected.

mod attack;
mod completion;
mod hitting;
mod pattern;
mod program;
#[cfg(test)]
mod tests;
mod universe;

pub use attack::Attack;
pub use pattern::{Action, Unprotected, pattern};
pub use universe::{Case, Fact, Hidden, Range, Universe, Unknown, UnknownId};
