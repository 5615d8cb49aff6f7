//! Months, quarters and years, their spelling and their neighbours.

mod calendar;
mod month;
mod span;
mod spelling;
#[cfg(test)]
mod tests;

pub use calendar::{Calendar, Frequency};
pub use month::Month;
pub use span::Period;
pub use spelling::PeriodError;
