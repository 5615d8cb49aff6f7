//! What a scorecard is made of: no serde, no files, no places. Values of these types hold their invariants.

mod code;
mod commentary;
mod coverage;
mod indicator;
mod measure;
mod period;
mod scorecard;
mod series;
mod target;
mod value;

pub use code::{BadCode, IndicatorCode};
pub use commentary::{Block, Commentary, Inline, SlotName};
pub use coverage::Coverage;
pub use indicator::{Indicator, Theme};
pub use measure::{PeriodType, Polarity, Unit};
pub use period::{Calendar, Frequency, Month, Period, PeriodError};
pub use scorecard::{
    Action, AreaFigures, DEFAULT_LAYOUT, Event, Meeting, Paper, Release, Scorecard, SmallNumbers, SmallNumbersPolicy,
};
pub use series::{Marks, Missing, Observation, PublishedRating, PublishedWords, Series, Shown};
pub use target::{Dated, Goal, GoalError, Tolerance};
pub use value::Value;

/// A day of the civil calendar.
pub type Date = jiff::civil::Date;
