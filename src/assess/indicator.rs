//! One indicator for one paper: its figures, ratings, changes and benchmarks.
//!
//! The last period whose window has closed is the headline, and its rating counts, so that chips and tiles agree. What is too early is said
//! apart, drawn hollow and never rated.
//!
//! The paper before is judged by its own day, its extraction against the windows, so that a movement is told once.
//!
//! A chart takes the finest frequency with three figures, because two points are no line: a paper whose minutes publish one month shows the
//! real years instead.

use crate::figures::{Figures, Lineage, NotMade};
use crate::ledger::Entry;
use crate::model::{
    Between, Commentary, Date, Event, FigureKind, Frequency, Indicator, Period, PeriodType, Polarity, Scorecard,
    SlotName, Standard, Value,
};
use crate::rating::{Rule, rule, standard_rule};

use super::benchmark::{Comparison, compare};
use super::breakdown::{AssessedBreakdown, breakdowns};
use super::change::{Change, NotComparable, change};
use super::how_long::HowLong;
use super::inputs::Inputs;
use super::maturity;
use super::points::{Point, Points};
use super::record::{Record, record_of};
use super::spc::{self, AssessedSpc};
use super::trend::{Trend, trend_of};

/// One indicator, assessed.
#[derive(Debug)]
pub struct AssessedIndicator<'s> {
    /// Its definition.
    pub indicator: &'s Indicator,
    /// Its name in the paper's period.
    pub name: &'s str,
    /// Its own frequency; the paper's where it has no figure at all.
    pub frequency: Frequency,
    /// The figure that the paper speaks of: the latest that can be judged.
    pub current: Point<'s>,
    /// Later figures whose window had not closed when they were taken, oldest first.
    pub immature: Vec<Immature<'s>>,
    /// The figure that the paper of the period before spoke of; the current one where none was due since.
    pub before: Point<'s>,
    /// The figure before the current one, of its own frequency; where the paper before lies further back, the one that belongs to it.
    pub previous: Point<'s>,
    /// Figures between that of the paper before and the current one whose rating is that of neither, oldest first.
    pub between: Vec<Point<'s>>,
    /// The same period a year earlier.
    pub year_before: Point<'s>,
    /// Against `previous`.
    pub change: Change,
    /// Against `year_before`.
    pub change_year: Change,
    /// Why the year before, or this one, was not normal.
    pub abnormal: Option<&'s str>,
    /// Where its figures tend, if the definition asks for it.
    pub trend: Option<Trend>,
    /// Its process behaviour chart, if the definition asks for one.
    pub spc: Option<AssessedSpc<'s>>,
    /// Since when the figure has not been so high or so low.
    pub record: Option<Record>,
    /// For how long it has been off target.
    pub how_long: Option<HowLong>,
    /// The second standard, with the figure that it judges.
    pub minimum: Option<(&'s Standard, Point<'s>)>,
    /// Since the year began, for an indicator whose months add up or whose data say it.
    pub year_to_date: Option<Point<'s>>,
    /// The median beside a mean.
    pub median: Option<Point<'s>>,
    /// What the year is expected to end at, held against the year's own target.
    pub forecast: Option<Point<'s>>,
    /// The figures that are drawn and tabled, oldest first; without gaps in time.
    pub shown: Vec<Point<'s>>,
    /// The same over more periods, at most [`Frequency::LONG`]: what charts without a table show.
    pub long: Vec<Point<'s>>,
    /// Frequency of `shown`: its own, or a coarser one that has more to show.
    pub shown_frequency: Frequency,
    /// Breaks among the periods shown, with the reason where it is known.
    pub breaks: Vec<(Period, Option<&'s str>)>,
    /// The last three years' figures of an indicator that is measured more often.
    pub outturns: Vec<Point<'s>>,
    /// Its last three periods, oldest first, with those that are too early; of a yearly one the latest alone.
    pub recent: Vec<Point<'s>>,
    /// The three years that ended last by the paper's period, given or not, oldest first; none for a yearly paper.
    pub prior_years: Vec<Point<'s>>,
    /// By age, team and the like.
    pub breakdowns: Vec<AssessedBreakdown<'s>>,
    /// Other areas.
    pub comparison: Comparison<'s>,
    /// Why there is no figure of the paper's length, though there are shorter ones.
    pub not_made: Option<NotMade>,
    /// What is behind the figure and what happens next.
    pub commentary: Option<&'s Commentary>,
}

/// A figure that was taken too early.
#[derive(Debug, Clone)]
pub struct Immature<'s> {
    /// The figure.
    pub point: Point<'s>,
    /// When its window closes, where the definition has one.
    pub closes: Option<Date>,
}

/// A paper's period, and the days on which its figures were taken and known.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub period: Period,
    /// The period of the paper before.
    pub since: Period,
    pub extracted: Option<Date>,
    /// When they were taken for the paper before.
    pub extracted_before: Option<Date>,
    pub known_on: Date,
}

/// Whether a paper shows an indicator: one that has been retired or replaced is not shown any more, one that takes the place of another
/// not yet, and some appear only in the papers of their own periods.
pub fn is_shown(scorecard: &Scorecard, figures: &Figures, indicator: &Indicator, moment: Moment) -> bool {
    let Moment { period, since, .. } = moment;
    let reached = |from: Period| from.start() <= period.end();
    let begun = indicator.replaces.as_ref().is_none_or(|replaces| reached(replaces.from));
    let left_out = indicator.between == Between::LeaveOut && {
        let own = figures.of(&indicator.code).and_then(|series| series.frequency());
        own.is_some_and(|own| !is_due(own, period, since))
    };
    begun && !scorecard.has_ended(indicator, period.end()) && !left_out
}

/// Whether a measure of this frequency has a new period since the paper before.
fn is_due(own: Frequency, period: Period, since: Period) -> bool {
    own <= period.frequency() || period.latest(own) != since.latest(own)
}

/// How many periods of an indicator's own length lie between the two papers; one where nothing new was due.
fn steps(own: Frequency, moment: Moment) -> i32 {
    let latest = |period: Period| if own == period.frequency() { period } else { period.latest(own) };
    (latest(moment.period).months_since(latest(moment.since)) / own.months()).max(1)
}

/// Which of an indicator's periods a paper speaks of.
struct Spoken<'s> {
    frequency: Frequency,
    /// The latest for which it could have a figure.
    latest: Period,
    immature: Vec<Immature<'s>>,
    /// The latest that can be judged.
    own: Period,
}

impl<'s> Spoken<'s> {
    fn of(points: &Points<'s>, period: Period) -> Self {
        let frequency = own_frequency(points, period);
        let latest = own_period(&points.lineage, frequency, period);
        let immature = immature(points, latest);
        let own = latest.earlier(immature.len() as i32);
        Self { frequency, latest, immature, own }
    }
}

/// Assesses one indicator for a paper.
pub fn assess<'s>(inputs: &Inputs<'s>, indicator: &'s Indicator, moment: Moment) -> AssessedIndicator<'s> {
    let Moment { period, known_on, .. } = moment;
    let scorecard = inputs.scorecard;
    let points = inputs.points(indicator, moment.extracted);
    let lineage = &points.lineage;
    let Spoken { frequency, latest, immature, own } = Spoken::of(&points, period);
    let current = points.at(own);
    let back = steps(frequency, moment);
    let previous = points.at(own.earlier(back));
    let year_before = points.at(own.year_before());
    let change_from = |then: &Point<'s>| change_from(&points, &current, then, then.period == current.period.previous());
    let (change_now, change_year) = (change_from(&previous), change_from(&year_before));
    let shown_frequency = shown_frequency(&points, frequency, latest);
    let last_shown = if shown_frequency == frequency { latest } else { own_period(lineage, shown_frequency, period) };
    let shown = points.shown(last_shown);
    let before = before(&points, frequency, moment);
    let mut assessed = AssessedIndicator {
        indicator,
        name: indicator.name.at_or_first(own),
        frequency,
        immature,
        between: between(&points, &current, &before),
        before,
        how_long: points.how_long(&current),
        abnormal: abnormal(scorecard, indicator, &[&current, &previous, &year_before]),
        trend: trend(&points, own),
        spc: spc::of_points(&points, period),
        record: record(&points, &current),
        minimum: minimum(&points, own),
        year_to_date: points.beside(&FigureKind::YearToDate, own, Rule::new(None, Polarity::Neither)),
        median: points.beside(&FigureKind::Median, own, rule(indicator, own)),
        forecast: forecast(&points, own),
        shown_frequency,
        long: points.latest(Frequency::LONG, last_shown),
        breaks: shown.iter().filter_map(|point| Some((point.period, lineage.break_at(point.period)?))).collect(),
        shown,
        outturns: points.outturns(frequency, own),
        recent: recent(&points, own, latest),
        prior_years: prior_years(&points, frequency, period),
        breakdowns: breakdowns(inputs.ledger, &points, own, back),
        comparison: compare(scorecard, indicator, points.account, period, known_on),
        not_made: if current.is_given { None } else { lineage.not_made(own) },
        commentary: scorecard.commentary.iter().find(|text| {
            text.period == period && matches!(&text.slot, SlotName::Indicator(code) if *code == indicator.code)
        }),
        current,
        previous,
        year_before,
        change: change_now,
        change_year,
    };
    if indicator.between == Between::SayNotDue && !is_due(frequency, period, moment.since) {
        assessed.say_not_due(&points, period);
    }
    assessed
}

/// The change to the current figure: as another paper printed it, where it printed one against the period before.
fn change_from<'s>(points: &Points<'s>, now: &Point<'s>, then: &Point<'s>, is_previous: bool) -> Change {
    match now.published_change {
        Some(change) if is_previous && !then.value.is_hidden() => Change::AsPublished(change.clone()),
        _ => change(now, then, points.between(then.period, now.period), points.lineage.indicator),
    }
}

/// The figure that the second standard judges: its own, otherwise the indicator's.
fn minimum<'s>(points: &Points<'s>, own: Period) -> Option<(&'s Standard, Point<'s>)> {
    let indicator = points.lineage.indicator;
    let standard = indicator.minimum.as_ref()?;
    let entry = points.account.at(&FigureKind::Minimum, own).or_else(|| points.account.value(own));
    Some((standard, points.point(&FigureKind::Minimum, entry, own, own, standard_rule(standard, indicator, own))))
}

/// What the year is expected to end at, as it was thought in a period.
fn forecast<'s>(points: &Points<'s>, own: Period) -> Option<Point<'s>> {
    let year = own.year();
    let entry: &'s Entry = points.account.at(&FigureKind::Forecast, own)?;
    let mut point = points.point(&FigureKind::Forecast, Some(entry), year, own, rule(points.lineage.indicator, year));
    points.withdraw_target(&mut point);
    Some(point)
}

impl<'s> AssessedIndicator<'s> {
    /// Leaves of the last figure what belongs to earlier periods: series, outturns and other areas.
    fn say_not_due(&mut self, points: &Points<'s>, period: Period) {
        let nothing = || Change::NotComparable(NotComparable::NoFigureNow);
        (self.current, self.change, self.change_year) = (points.not_due(period), nothing(), nothing());
        (self.how_long, self.record, self.trend, self.abnormal) = (None, None, None, None);
        self.between.clear();
        (self.minimum, self.year_to_date, self.median, self.forecast) = (None, None, None, None);
        self.recent.push(self.current.clone());
        self.recent.remove(0);
        self.breakdowns.clear();
        self.year_before = points.at(period.year_before());
    }
}

/// The figure of which the paper before spoke: of the period that the panel saw last.
fn before<'s>(points: &Points<'s>, frequency: Frequency, moment: Moment) -> Point<'s> {
    let since = moment.since;
    if points.lineage.indicator.between == Between::SayNotDue && !is_due(frequency, since, since.previous()) {
        return points.not_due(since);
    }
    points.at(period_before(points, own_period(&points.lineage, frequency, since), moment.extracted_before))
}

/// What happened between two papers that neither of them says.
fn between<'s>(points: &Points<'s>, current: &Point<'s>, before: &Point<'s>) -> Vec<Point<'s>> {
    let known = [before.rated.rating, current.rated.rating];
    let is_news = |point: &Point<'_>| point.rated.rating.is_rated() && !known.contains(&point.rated.rating);
    let inside = (1..).map(|n| current.period.earlier(n)).take_while(|period| *period > before.period);
    let mut points: Vec<Point<'s>> = inside.map(|period| points.at(period)).filter(is_news).collect();
    points.reverse();
    points
}

/// The period of which the paper before spoke: its windows were those of its own day.
fn period_before(points: &Points<'_>, latest: Period, taken: Option<Date>) -> Period {
    let early = |period: &Period| {
        let indicator = points.lineage.of(*period).indicator;
        let marked = points.lineage.given(*period).is_some_and(|observation| observation.marks.too_early);
        marked || (taken.is_some() && maturity::is_too_early(maturity::closes(indicator, *period, points.days), taken))
    };
    let closed = std::iter::once(latest).chain(points.lineage.before(latest)).find(|period| !early(period));
    closed.filter(|period| points.is_given(*period)).unwrap_or(latest)
}

/// The finest frequency that has figures, or the paper's where that is coarser: no month stands under the heading of a quarter, whether the quarter can be made or not.
fn own_frequency(points: &Points<'_>, period: Period) -> Frequency {
    let paper = period.frequency();
    points.lineage.frequency().filter(|own| own.months() >= paper.months()).unwrap_or(paper)
}

/// The paper's own period, or for an indicator of another frequency the last one that has a figure by then.
fn own_period(lineage: &Lineage<'_>, frequency: Frequency, period: Period) -> Period {
    if frequency == period.frequency() {
        return period;
    }
    let latest = period.latest(frequency);
    lineage.periods(frequency).into_iter().rev().find(|own| own.end() <= latest.end()).unwrap_or(latest)
}

/// The latest figures that were taken too early, oldest first; none where there is no earlier one to speak of instead.
fn immature<'s>(points: &Points<'s>, latest: Period) -> Vec<Immature<'s>> {
    let mut early: Vec<Immature<'s>> = (0..)
        .map(|n| points.at(latest.earlier(n)))
        .take_while(|point| point.is_given && point.marks.too_early)
        .map(|point| {
            let closes = maturity::closes(points.lineage.of(point.period).indicator, point.period, points.days);
            Immature { point, closes }
        })
        .collect();
    early.reverse();
    if points.at(latest.earlier(early.len() as i32)).value.is_figure() { early } else { Vec::new() }
}

/// Columns of a table that shows where a figure comes from.
const RECENT: i32 = 3;

fn recent<'s>(points: &Points<'s>, own: Period, latest: Period) -> Vec<Point<'s>> {
    let mut periods: Vec<Period> = (0..RECENT).rev().map(|n| latest.earlier(n)).collect();
    // The figure that the paper speaks of is there however many later ones are too early.
    periods[0] = periods[0].min(own);
    if latest.frequency().is_yearly() {
        periods.retain(|period| *period >= own);
    }
    periods.into_iter().map(|period| points.at(period)).collect()
}

fn prior_years<'s>(points: &Points<'s>, own: Frequency, period: Period) -> Vec<Point<'s>> {
    if period.frequency().is_yearly() {
        return Vec::new();
    }
    let last = period.latest(if own.is_yearly() { own } else { Frequency::Year });
    (0..3).rev().map(|n| points.at(last.earlier(n))).collect()
}

/// A line needs three figures: the finest frequency from the paper's on that has them, otherwise the indicator's own. Where no figure of the paper's length can be made, the
/// shorter ones are drawn, each under its own name.
fn shown_frequency(points: &Points<'_>, own: Frequency, last: Period) -> Frequency {
    let lineage = &points.lineage;
    let figures = |frequency: Frequency| {
        let last = if frequency == own { last } else { last.latest(frequency) };
        let window = (0..frequency.shown() as i32).map(move |n| last.earlier(n));
        let is_figure = |period: &Period| points.account.value(*period).is_some_and(Entry::is_figure);
        window.filter(is_figure).take(3).count()
    };
    let may_be = |frequency: &Frequency| {
        *frequency == own
            || (*frequency > own && speaks_across(lineage.indicator) && !lineage.periods(*frequency).is_empty())
    };
    let enough = Frequency::ALL.into_iter().filter(may_be).find(|frequency| figures(*frequency) == 3);
    let shorter = || lineage.frequency().filter(|finest| *finest < own && figures(own) == 0 && figures(*finest) > 0);
    enough.or_else(shorter).unwrap_or(own)
}

/// Whether a year's figure can stand for a month's: a share, an average or a state can, a number that adds up over time cannot.
fn speaks_across(indicator: &Indicator) -> bool {
    let adds_up = indicator.unit.is_amount();
    match indicator.period_type {
        Some(PeriodType::YearToDate) => false,
        Some(PeriodType::Snapshot | PeriodType::RollingYear | PeriodType::RollingThreeYears) => true,
        Some(PeriodType::InPeriod) | None => !adds_up,
    }
}

/// What was not normal about the figure or about those that it is compared with; nothing where there is no figure.
fn abnormal<'s>(scorecard: &'s Scorecard, indicator: &'s Indicator, points: &[&Point<'_>]) -> Option<&'s str> {
    let events = indicator.events.iter().chain(&scorecard.events).filter(|event| event.abnormal);
    let spans = || points.iter().filter(|point| point.value.is_figure()).map(|point| span(indicator, point.period));
    let touches = |event: &&Event| spans().any(|(first, last)| event.touches(first, last));
    let mut touched = events.filter(|event| points[0].value.is_figure() && touches(event));
    touched.next().map(|event| event.text.as_str())
}

/// A running total grows from month to month, which says nothing.
fn only_grows(indicator: &Indicator) -> bool {
    indicator.period_type == Some(PeriodType::YearToDate) && indicator.unit.is_amount()
}

/// The days that a figure speaks of.
fn span(indicator: &Indicator, period: Period) -> (Date, Date) {
    let first = match indicator.period_type {
        Some(PeriodType::Snapshot | PeriodType::InPeriod) | None => period.start(),
        Some(PeriodType::YearToDate) => period.year().start(),
        Some(PeriodType::RollingYear) => period.year_before().end(),
        Some(PeriodType::RollingThreeYears) => period.year_before().year_before().year_before().end(),
    };
    (first, period.end())
}

/// The trend over as many periods as the definition asks for; none where one of them has no figure, was taken too early, or lies
/// before a break.
fn trend(points: &Points<'_>, own: Period) -> Option<Trend> {
    let indicator = points.lineage.indicator;
    if only_grows(indicator) {
        return None;
    }
    let over = indicator.trend_over?;
    let periods = (0..over as i32).rev().map(|n| own.earlier(n));
    let figures: Vec<Value> = periods
        .map(|period| points.at(period))
        .map(|point| point.value.value().filter(|_| !point.marks.too_early))
        .collect::<Option<_>>()?;
    if points.between(own.earlier(over as i32 - 1), own).is_some() {
        return None;
    }
    // Less than half a unit of the last digit shown is no change that a reader could see.
    let least = indicator.least_change.unwrap_or(Value::new(5, indicator.decimals + 1));
    trend_of(&figures, least, indicator.polarity)
}

fn record(points: &Points<'_>, current: &Point<'_>) -> Option<Record> {
    let value = current.value.value().filter(|_| !current.marks.too_early && !only_grows(points.lineage.indicator))?;
    let comparable = points.lineage.before(current.period).map(|period| {
        let apart = points.between(period, period.earlier(-1)).is_some();
        (period, points.at(period).value.value().filter(|_| !apart))
    });
    record_of(value, comparable)
}
