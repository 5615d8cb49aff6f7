//! The disclosed figure of one period with what it is held against.

use std::collections::HashSet;
use std::sync::Arc;

use crate::figures::Lineage;
use crate::ledger::{Account, Disclosed, Entry, FigureId};
use crate::model::{
    Aggregation, Date, FigureKind, Frequency, Goal, Marks, Missing, Period, Polarity, PublishedChange, Tolerance,
    Value, WorkingDays,
};
use crate::rating::{Rated, Rating, Reason, Rule, rate, rule};

use super::maturity::{closes, is_too_early};

/// The disclosed figure of one period.
#[derive(Debug, Clone)]
pub struct Point<'s> {
    /// Which period.
    pub period: Period,
    /// Whether the data speak of this period at all.
    pub is_given: bool,
    /// In the indicator's unit, rounded once.
    pub value: Disclosed<Value>,
    /// Before rounding, where that is known to whoever reads the paper; see [`Entry::exact`].
    pub exact: Option<Value>,
    /// What was counted.
    pub count: Disclosed<Value>,
    /// Out of what.
    pub out_of: Disclosed<Value>,
    /// What stands beside the figure.
    pub marks: Marks,
    /// The target in force.
    pub goal: Option<&'s Goal>,
    /// The tolerance in force.
    pub tolerance: Option<Tolerance>,
    /// The floor in force.
    pub floor: Option<Value>,
    /// The rating of the figure.
    pub rated: Rated,
    /// The rating that another paper gives the period before.
    pub published_before: Option<Rating>,
    /// The change that it printed.
    pub published_change: Option<&'s PublishedChange>,
    /// A note on this figure.
    pub note: Option<&'s str>,
}

/// Makes points of one indicator's figures.
pub struct Points<'s> {
    pub lineage: Lineage<'s>,
    pub account: &'s Account,
    pub days: &'s WorkingDays,
    pub revised: Arc<HashSet<FigureId>>,
    /// When the source systems were asked for the paper.
    pub extracted: Option<Date>,
}

impl<'s> Points<'s> {
    /// The point of a period.
    pub fn at(&self, period: Period) -> Point<'s> {
        let indicator = self.lineage.of(period).indicator;
        let entry = self.account.value(period);
        let mut point = self.point(&FigureKind::Value, entry, period, period, rule(indicator, period));
        self.withdraw_target(&mut point);
        // A break that the definitions date is marked like one that the data mark.
        point.marks.series_break |= point.is_given && self.lineage.break_at(period).is_some();
        point
    }

    /// Whether the data speak of a period, in its own words or in those of the shorter ones in it.
    pub fn is_given(&self, period: Period) -> bool {
        self.account.value(period).is_some_and(|entry| entry.is_given)
    }

    /// The statement that no figure is due in a period.
    pub fn not_due(&self, period: Period) -> Point<'s> {
        let indicator = self.lineage.of(period).indicator;
        let none = Disclosed::Missing(Missing::NotDue);
        let rated = Rated { rating: Rating::NotRated(Reason::NoFigure(Missing::NotDue)), as_published: false };
        let mut point = self.point(&FigureKind::Value, None, period, period, rule(indicator, period));
        point.marks.revised = self.is_revised(&FigureKind::Value, period);
        Point { is_given: true, value: none, exact: None, count: none, out_of: none, rated, ..point }
    }

    /// A figure beside the indicator's own, held against any rule; `None` where the data say nothing of it.
    pub fn beside(&self, kind: &FigureKind, period: Period, rule: Rule<'s>) -> Option<Point<'s>> {
        let entry = self.account.at(kind, period)?;
        Some(self.point(kind, Some(entry), period, period, rule))
    }

    /// The point of a figure, held against any rule. `taken` is the period in which the figure was given, which for a forecast is
    /// not the one it speaks of.
    pub fn point(
        &self,
        kind: &FigureKind,
        entry: Option<&'s Entry>,
        period: Period,
        taken: Period,
        rule: Rule<'s>,
    ) -> Point<'s> {
        let missing = Disclosed::Missing(Missing::NotAvailable);
        let value = entry.map_or(missing, |entry| entry.value);
        let mut marks = entry.map_or_else(Marks::default, |entry| entry.marks);
        marks.revised |= entry.is_some_and(|entry| entry.is_given) && self.is_revised(kind, period);
        marks.too_early = period == taken && entry.is_some_and(|entry| self.is_too_early(entry, taken));
        Point {
            period,
            is_given: entry.is_some_and(|entry| entry.is_given),
            value,
            exact: entry.and_then(|entry| entry.exact),
            count: entry.map_or(missing, |entry| entry.count),
            out_of: entry.map_or(missing, |entry| entry.out_of),
            marks,
            goal: rule.goal,
            tolerance: rule.tolerance,
            floor: rule.floor,
            rated: rated(entry, marks, rule),
            published_before: entry.and_then(|entry| entry.rating_before).map(Rating::from),
            published_change: entry.and_then(|entry| entry.change.as_ref()),
            note: entry.and_then(|entry| entry.note.as_deref()),
        }
    }

    fn is_revised(&self, kind: &FigureKind, period: Period) -> bool {
        let id = || FigureId { code: self.lineage.indicator.code.clone(), kind: kind.clone(), period };
        !self.revised.is_empty() && self.revised.contains(&id())
    }

    /// A month's target says nothing about a sum over a year.
    pub fn withdraw_target(&self, point: &mut Point<'s>) {
        let indicator = self.lineage.of(point.period).indicator;
        let own = self.lineage.frequency();
        let is_longer = own.is_some_and(|own| own.months() < point.period.frequency().months());
        let has_limit =
            point.goal.is_some_and(|goal| !matches!(goal, Goal::None | Goal::ToBeSet(_))) || point.floor.is_some();
        if is_longer && has_limit && indicator.aggregation == Aggregation::Sum && !point.rated.as_published {
            (point.goal, point.tolerance, point.floor) = (Some(&Goal::None), None, None);
            if point.value.is_figure() {
                point.rated.rating = Rating::NotRated(Reason::OtherLength);
            }
        }
    }

    /// Whether a figure was taken before its window had closed; one made of others if one of them was.
    fn is_too_early(&self, entry: &Entry, taken: Period) -> bool {
        let indicator = self.lineage.of(taken).indicator;
        let early = |(period, on): &(Period, Option<Date>)| {
            let on = on.or(self.extracted);
            // A window is worked out day by day, so not where nothing hangs on it.
            on.is_some() && is_too_early(closes(indicator, *period, self.days), on)
        };
        entry.taken.is_marked || entry.taken.on.iter().any(early)
    }

    /// As many periods as a chart shows, from the first on that has more to say than that nothing is available.
    pub fn shown(&self, last: Period) -> Vec<Point<'s>> {
        self.latest(last.frequency().shown(), last)
    }

    /// So many periods at most, from the first on that has more to say than that nothing is available.
    pub fn latest(&self, most: usize, last: Period) -> Vec<Point<'s>> {
        let window = (0..most as i32).rev().map(|n| last.earlier(n));
        let nothing = |entry: &Entry| !entry.is_given || entry.state == Some(Missing::NotAvailable);
        let says_nothing = |period: &Period| *period != last && self.account.value(*period).is_none_or(nothing);
        window.skip_while(says_nothing).map(|period| self.at(period)).collect()
    }

    /// The last three years' final figures of an indicator that is measured more often, given or derived.
    pub fn outturns(&self, own: Frequency, current: Period) -> Vec<Point<'s>> {
        if own.is_yearly() {
            return Vec::new();
        }
        let last = current.latest(Frequency::Year);
        let mut years: Vec<Point<'s>> =
            (0..3).map(|n| self.at(last.earlier(n))).filter(|point| point.is_given).collect();
        years.reverse();
        years
    }
}

fn rated(entry: Option<&Entry>, marks: Marks, rule: Rule<'_>) -> Rated {
    let computed = |rating| Rated { rating, as_published: false };
    let has_band = matches!(rule.goal, Some(Goal::Activity(_)));
    if rule.polarity == Polarity::Neither && !has_band {
        return computed(Rating::Information);
    }
    let Some(entry) = entry else { return computed(Rating::NotRated(Reason::NotGiven)) };
    if let Some(rating) = entry.rating {
        return Rated { rating: rating.into(), as_published: true };
    }
    // What is hidden for itself and what is hidden because of others look alike.
    if marks.too_early && !entry.value.is_hidden() {
        return computed(Rating::NotRated(Reason::TooEarly));
    }
    computed(rate(&entry.value, rule))
}
