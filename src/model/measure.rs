//! What a figure counts, and which way is better.

use std::fmt;
use std::str::FromStr;

use super::Value;

/// How many pounds one of a figure's are. A sheet headed `£000` holds 252,346 for a quarter of a billion: the unit says what the figures are
/// in, and nothing is multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiple {
    /// Pounds.
    One,
    /// `£000`.
    Thousand,
    /// `£m`.
    Million,
}

impl Multiple {
    /// The letter behind a figure, as it is printed and may be typed: `£252.3m`, `£252,346k`.
    pub fn letter(self) -> &'static str {
        match self {
            Multiple::One => "",
            Multiple::Thousand => "k",
            Multiple::Million => "m",
        }
    }
}

/// What a figure is an amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Children, plans, visits.
    Count,
    /// A part of a whole, 0 to 100 unless the indicator says otherwise.
    Percent,
    /// So many for each `per` of a population.
    Rate {
        /// 10,000 for most children's rates.
        per: u32,
    },
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Pounds sterling, in the multiple in which the figures are given: 252.3 in millions is printed `£252.3m`.
    Pounds(Multiple),
    /// One quantity over another.
    Ratio,
    /// Points of a scale.
    Score,
}

impl Unit {
    /// Decimals that are printed where an indicator names none.
    pub fn decimals(self) -> u32 {
        match self {
            Unit::Count
            | Unit::Percent
            | Unit::Rate { .. }
            | Unit::Days
            | Unit::Weeks
            | Unit::Months
            | Unit::Pounds(Multiple::One | Multiple::Thousand) => 0,
            Unit::Ratio => 2,
            Unit::Score | Unit::Pounds(Multiple::Million) => 1,
        }
    }

    /// What a count out of another is multiplied by; `None` for a bare count, which has no denominator. A duration, a cost or
    /// a score out of a number of cases is an average.
    pub fn factor(self) -> Option<u32> {
        match self {
            Unit::Percent => Some(100),
            Unit::Rate { per } => Some(per),
            Unit::Ratio | Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds(_) | Unit::Score => Some(1),
            Unit::Count => None,
        }
    }

    /// Whether it is a length of time.
    pub fn is_duration(self) -> bool {
        matches!(self, Unit::Days | Unit::Weeks | Unit::Months)
    }

    /// Whether it is an amount of pounds, in whatever multiple.
    pub fn is_money(self) -> bool {
        matches!(self, Unit::Pounds(_))
    }

    /// Whether it is so many of something, so that those of the parts can add up to those of the whole.
    pub fn is_amount(self) -> bool {
        self == Unit::Count || self.is_money()
    }

    /// Whether the numerator of a figure counts people or events, so that it can be a small number.
    pub fn counts_people(self) -> bool {
        matches!(self, Unit::Count | Unit::Percent | Unit::Rate { .. } | Unit::Ratio)
    }

    /// The least and the greatest amount that can exist, where there is one.
    pub fn limits(self) -> (Option<Value>, Option<Value>) {
        let zero = Some(Value::new(0, 0));
        match self {
            Unit::Percent => (zero, Some(Value::new(100, 0))),
            Unit::Count | Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Ratio => (zero, None),
            Unit::Pounds(_) | Unit::Score => (None, None),
        }
    }
}

/// As records and the attached figures spell it; [`FromStr`] is the inverse.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Rate { per } => write!(f, "{RATE_PER}{per}"),
            named => f.write_str(UNITS.iter().find(|(unit, _)| unit == named).map_or("", |(_, spelling)| spelling)),
        }
    }
}

const RATE_PER: &str = "rate per ";

const UNITS: [(Unit, &str); 10] = [
    (Unit::Count, "count"),
    (Unit::Percent, "percent"),
    (Unit::Days, "days"),
    (Unit::Weeks, "weeks"),
    (Unit::Months, "months"),
    (Unit::Pounds(Multiple::One), "pounds"),
    (Unit::Pounds(Multiple::Thousand), "£000"),
    (Unit::Pounds(Multiple::Million), "£m"),
    (Unit::Ratio, "ratio"),
    (Unit::Score, "score"),
];

/// A text names no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no unit")]
pub struct NoUnit(String);

impl FromStr for Unit {
    type Err = NoUnit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = UNITS.iter().find(|(_, spelling)| *spelling == text).map(|(unit, _)| *unit);
        let rate = || Some(Unit::Rate { per: text.strip_prefix(RATE_PER)?.parse().ok()? });
        named.or_else(rate).ok_or_else(|| NoUnit(text.to_owned()))
    }
}

/// Which way a figure should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Attendance: more is better.
    HigherIsBetter,
    /// Waiting days: less is better.
    LowerIsBetter,
    /// Caseload: as near as possible to the target, on either side.
    NearTarget,
    /// Information only: no way is better, so nothing is rated.
    Neither,
}

impl Polarity {
    /// Whether `value` is at least as good as `limit`; equal counts as good. Only for the two directed polarities.
    pub fn is_as_good(self, value: Value, limit: Value) -> bool {
        match self {
            Polarity::HigherIsBetter => value >= limit,
            Polarity::LowerIsBetter => value <= limit,
            Polarity::NearTarget | Polarity::Neither => value == limit,
        }
    }
}

/// How a figure of a longer period is made from those of the shorter ones in it.
///
/// Percentages and averages are never averaged: they are made anew from the sums of their parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// Numbers add up.
    Sum,
    /// The sum of what was counted, out of the sum of what it was counted from.
    RatioOfSums,
    /// The state at the end.
    Latest,
    /// It cannot be made, e.g. because a child counted in two months is one child in the year.
    None,
}

impl Aggregation {
    /// What a definition that says nothing else allows. A figure given without its parts, or of an unknown stretch of time,
    /// allows nothing.
    pub fn of(period_type: Option<PeriodType>, unit: Unit, has_parts: bool) -> Self {
        match period_type {
            Some(PeriodType::InPeriod) if has_parts => Aggregation::RatioOfSums,
            // Pounds may be a sum or a fee a week.
            Some(PeriodType::InPeriod) if unit == Unit::Count => Aggregation::Sum,
            Some(PeriodType::InPeriod) | None => Aggregation::None,
            Some(
                PeriodType::Snapshot | PeriodType::YearToDate | PeriodType::RollingYear | PeriodType::RollingThreeYears,
            ) => Aggregation::Latest,
        }
    }
}

/// What stretch of time a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodType {
    /// The state at the end of the period.
    Snapshot,
    /// What happened in the period.
    InPeriod,
    /// What happened since the year began.
    YearToDate,
    /// What happened in the twelve months to the end of the period.
    RollingYear,
    /// What happened in the three years to the end of the period.
    RollingThreeYears,
}
