//! An indicator by age, team, placement type and the like.
//!
//! Parts are disclosed period by period by one function, so parts through time are hidden as those of one period are.

use crate::ledger::{Account, Ledger};
use crate::model::{Breakdown, FigureKind, Missing, Period};
use crate::rating::rule;

use super::change::{Change, change};
use super::direction::Judgement;
use super::points::{Point, Points};

/// One breakdown of an indicator.
#[derive(Debug)]
pub struct AssessedBreakdown<'s> {
    /// By what.
    pub breakdown: &'s Breakdown,
    /// Whether the parts add up to the whole: it was declared, or they do.
    pub adds_up: bool,
    /// Whether their figures do, those that are hidden included; a declaration alone does not make it so.
    pub comes_to_the_whole: bool,
    /// In page order.
    pub parts: Vec<AssessedPart<'s>>,
}

/// One part of a breakdown. It is not rated: the target is the whole's.
#[derive(Debug)]
pub struct AssessedPart<'s> {
    /// `Under 1`.
    pub name: &'s str,
    /// In the indicator's current period.
    pub current: Point<'s>,
    /// In the period before.
    pub previous: Point<'s>,
    /// From that to this.
    pub change: Change,
    /// As many periods as a chart shows, up to the current one, oldest first: from the first for which a part of the breakdown says something.
    pub series: Vec<Point<'s>>,
}

/// Every breakdown that has a figure or a state for the period, of the indicator that the period belongs to; beside the figures of so many periods before.
pub fn breakdowns<'s>(
    ledger: &'s Ledger,
    points: &Points<'s>,
    period: Period,
    back: i32,
) -> Vec<AssessedBreakdown<'s>> {
    let indicator = points.lineage.of(period).indicator;
    let account = ledger.account(&indicator.code);
    let of = |breakdown: &'s Breakdown| {
        let adds_up = account.adds_up(&breakdown.by, period);
        let row = |name: &String| {
            let kind = FigureKind::Part { by: breakdown.by.clone(), name: name.clone() };
            Row { account, points, kind }
        };
        let rows: Vec<Row<'_, 's>> = breakdown.parts.iter().map(row).collect();
        if !rows.iter().any(|row| row.at(period).is_given) {
            return None;
        }
        let shown = shown(points, &rows, period);
        let before = period.earlier(back);
        let apart = points.between(before, period);
        let parts = breakdown.parts.iter().zip(&rows).map(|(name, row)| {
            let (current, previous) = (row.at(period), row.at(before));
            let change = unjudged(change(&current, &previous, apart, points.lineage.indicator));
            let series = shown.iter().map(|period| row.charted(*period)).collect();
            AssessedPart { name, current, previous, change, series }
        });
        let comes_to_the_whole = account.comes_to_the_whole(&breakdown.by, period);
        Some(AssessedBreakdown { breakdown, adds_up, comes_to_the_whole, parts: parts.collect() })
    };
    indicator.breakdowns.iter().filter_map(of).collect()
}

/// What "near target" says is of the whole, whose target it is.
fn unjudged(change: Change) -> Change {
    match change {
        Change::Moved { by, nearer: Some(_), .. } => Change::Moved { by, judgement: Judgement::Neither, nearer: None },
        other => other,
    }
}

/// The figures of one part.
struct Row<'p, 's> {
    account: &'s Account,
    points: &'p Points<'s>,
    kind: FigureKind,
}

impl<'s> Row<'_, 's> {
    fn at(&self, period: Period) -> Point<'s> {
        let indicator = self.points.lineage.of(period).indicator;
        let entry = self.account.at(&self.kind, period);
        self.points.point(&self.kind, entry, period, period, rule(indicator, period))
    }

    fn charted(&self, period: Period) -> Point<'s> {
        let mut point = self.at(period);
        point.marks.series_break |= point.is_given && self.points.lineage.break_at(period).is_some();
        point
    }

    fn says_something(&self, period: Period) -> bool {
        let entry = self.account.at(&self.kind, period).filter(|entry| entry.is_given);
        entry.is_some_and(|entry| entry.state != Some(Missing::NotAvailable))
    }
}

/// The periods that a chart shows: of the indicator itself, from the first for which a part says something.
fn shown(points: &Points<'_>, rows: &[Row<'_, '_>], last: Period) -> Vec<Period> {
    let own = &points.lineage.of(last).indicator.code;
    let earlier = (0..last.frequency().shown() as i32).rev().map(|n| last.earlier(n));
    let is_own = |period: &Period| points.lineage.of(*period).indicator.code == *own;
    earlier.filter(is_own).skip_while(|period| !rows.iter().any(|row| row.says_something(*period))).collect()
}
