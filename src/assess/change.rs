//! How far a figure moved, where it can be compared with an earlier one at all.

use crate::model::{Indicator, Period, PeriodType, Polarity, PublishedChange, Value};

use super::direction::{Judgement, Nearer, judge, judge_nearer, nearer};
use super::points::{Point, Points};

/// The change from one figure to another, as the reader can recompute it from the two figures shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It moved by this much, with its sign.
    Moved {
        /// The later figure less the earlier one.
        by: Value,
        /// Whether that is better.
        judgement: Judgement,
        /// For "near target" alone, where how far a figure moved does not say how good that is.
        nearer: Option<Nearer>,
    },
    /// Both figures are the same, at the decimals shown.
    Level,
    /// It moved by less than the indicator counts as a change.
    Small {
        /// The later figure less the earlier one.
        by: Value,
        /// The least change that counts.
        least: Value,
    },
    /// There are not two figures that can be compared.
    NotComparable(NotComparable),
    /// A paper whose inputs are not public printed this change.
    AsPublished(PublishedChange),
}

/// Why two figures cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotComparable {
    /// The later figure is missing or hidden.
    NoFigureNow,
    /// The earlier figure is missing or hidden.
    NoFigureThen,
    /// The series starts anew between the two.
    Break,
    /// A year to date began anew between the two.
    NewYear,
    /// One of the two is known to lie in a range, and no more.
    OnlyRange,
}

impl Points<'_> {
    /// What keeps two periods apart, if anything: a break after `then`, or the year that a year to date begins anew.
    pub fn between(&self, then: Period, now: Period) -> Option<NotComparable> {
        if self.lineage.breaks_between(then, now) {
            return Some(NotComparable::Break);
        }
        let to_date = self.lineage.indicator.period_type == Some(PeriodType::YearToDate);
        (to_date && then != now.year_before() && !then.is_in_year_of(now)).then_some(NotComparable::NewYear)
    }
}

/// Compares the figure of one period with an earlier one of the same indicator.
///
/// A change smaller than the indicator's least change is none; one exactly as large is one. Changes below what a measure can tell apart
/// turned arrows on real papers, and panels asked about each. A running total is not judged against an earlier one of its year.
pub fn change(now: &Point<'_>, then: &Point<'_>, apart: Option<NotComparable>, indicator: &Indicator) -> Change {
    if [now, then].iter().any(|point| point.value.range().is_some()) {
        return Change::NotComparable(NotComparable::OnlyRange);
    }
    let Some(value) = now.value.value() else { return Change::NotComparable(NotComparable::NoFigureNow) };
    let Some(earlier) = then.value.value() else { return Change::NotComparable(NotComparable::NoFigureThen) };
    if let Some(apart) = apart {
        return Change::NotComparable(apart);
    }
    if value == earlier {
        return Change::Level;
    }
    let by = value.minus(earlier);
    if let Some(least) = indicator.least_change.filter(|least| by.abs() < *least) {
        return Change::Small { by, least };
    }
    // A running total grows with its year: that it is more than a month ago says nothing about whether it keeps up.
    let grows = indicator.period_type == Some(PeriodType::YearToDate) && then.period.is_in_year_of(now.period);
    let is_judged = !now.marks.too_early && !grows;
    let nearer = match indicator.polarity {
        Polarity::NearTarget if is_judged => nearer((value, now.goal), (earlier, then.goal)),
        Polarity::NearTarget | Polarity::HigherIsBetter | Polarity::LowerIsBetter | Polarity::Neither => None,
    };
    let judgement = match nearer {
        _ if !is_judged => Judgement::Neither,
        Some(nearer) => judge_nearer(nearer.by),
        None => judge(value > earlier, indicator.polarity),
    };
    Change::Moved { by, judgement, nearer }
}
