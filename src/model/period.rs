//! Months, quarters and years, their spelling and their neighbours.

mod calendar;
mod day;
mod month;
mod span;
mod spelling;
#[cfg(test)]
mod tests;

pub use calendar::{Calendar, Frequency};
pub use day::{in_words, written_days};
pub use month::Month;
pub use span::Period;
pub use spelling::PeriodError;
