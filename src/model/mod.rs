//! What a scorecard is made of: no serde, no files, no places. Values of these types hold their invariants.

mod brand;
mod code;
mod commentary;
mod coverage;
mod date;
mod deadline;
mod event;
mod figure;
mod indicator;
mod looks;
mod measure;
mod period;
mod reference;
mod revision;
mod scorecard;
mod small_numbers;
mod spc;
mod state;
mod target;
mod value;
mod working_days;

pub use brand::{Brand, Colour, GRAPHICS_CONTRAST, Logo, TEXT_CONTRAST};
pub use code::{BadCode, IndicatorCode};
pub use commentary::{Awaited, Block, Commentary, Inline, SlotName};
pub use coverage::{Coverage, Face};
pub use date::Date;
pub use deadline::{CLEAR_DAYS, Lead, LeadKind};
pub use event::{Break, Event};
pub use figure::{FigureKind, NoFigureKind};
pub use indicator::{
    Between, Breakdown, Identity, Indicator, MOST_REPLACED, PartOrder, Replaces, Retired, Sign, Standard, Term, Theme,
};
pub use looks::{RatingKey, RatingLook, RatingLooks};
pub use measure::{Aggregation, Multiple, NoUnit, PeriodType, Polarity, Unit};
pub use period::{Calendar, Frequency, Month, Period, PeriodError, in_words, written_days};
pub use reference::{Reference, Said, Tallied};
pub use revision::{Correction, RevisionKind, RevisionPolicy};
pub use scorecard::{
    Action, AgendaLabel, AreaFigures, BENCHMARK_OLD_AFTER, DEFAULT_LAYOUT, Meeting, Paper, PublishedCounts, Release,
    Scorecard,
};
pub use small_numbers::{AddsUp, Counted, KnownAlready, MOST_HIDDEN, SmallNumbers, SmallNumbersPolicy};
pub use spc::{LEAST_BASELINE, Rebase, Spc, SpcRules, TwoOfThree};
pub use state::{Companion, Marks, Missing, PublishedChange, PublishedRating, PublishedWords};
pub use target::{Dated, Goal, GoalError, Range, Scheme, ToBeSet, Tolerance, ToleranceUnit};
pub use value::Value;
pub use working_days::{DayKind, Window, WorkingDays, is_bank_holiday};
