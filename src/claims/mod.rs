//! What sentences claim about a figure, held against what the paper prints of it.
//!
//! A closed grammar of a dozen shapes: it rose or fell, to a level, by an amount, from one to another; so many of so many; above, below, on target; against England or the neighbours;
//! the highest since; the n-th month; red, amber, green. A claim needs a subject that is the indicator itself ([`subject`]), and a period that the paper prints. Where a sentence speaks of
//! something else, of a plan, of a condition, or in somebody's words, nothing is said: a false alarm costs more than a slip that is missed, because nobody reads a list that cries wolf.
//!
//! Only what is printed is known here, so a message can name it.

mod amounts;
mod facts;
mod levels;
mod parse;
mod said;
mod standing;
mod subject;
mod way;
mod when;
mod words;

pub use facts::Facts;
pub use said::{Finding, held_against, held_against_many};

#[cfg(test)]
mod tests;
