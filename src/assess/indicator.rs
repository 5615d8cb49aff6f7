//! One indicator for one paper: its figures, ratings, changes and benchmarks.

use std::collections::BTreeMap;

use crate::model::{
    Commentary, Date, Frequency, Goal, Indicator, Marks, Missing, Observation, Period, PeriodType, Polarity,
    PublishedWords, Release, Scorecard, Series, Shown, SlotName, Tolerance, Unit, Value,
};

use super::direction::change;
use super::suppress::disclose;
use super::{Band, Change, Disclosed, NotComparable, Rated, Rating, Reason, rate};

/// One indicator, assessed.
#[derive(Debug)]
pub struct AssessedIndicator<'s> {
    /// Its definition.
    pub indicator: &'s Indicator,
    /// Its name in the paper's period.
    pub name: &'s str,
    /// Its own frequency; the paper's where it has no figure at all.
    pub frequency: Frequency,
    /// The figure that the paper speaks of.
    pub current: Point<'s>,
    /// The figure that the paper of the period before spoke of; the current one where none was due since.
    pub before: Point<'s>,
    /// The period of its own frequency before the current one.
    pub previous: Point<'s>,
    /// The same period a year earlier.
    pub year_before: Point<'s>,
    /// Against `previous`.
    pub change: Change,
    /// Against `year_before`.
    pub change_year: Change,
    /// For how long it has been red or amber.
    pub how_long: Option<HowLong>,
    /// The figures that are drawn and tabled, oldest first; without gaps in time.
    pub shown: Vec<Point<'s>>,
    /// Frequency of `shown`: its own, or a coarser one that has more to show.
    pub shown_frequency: Frequency,
    /// The last three years' figures of an indicator that is measured more often.
    pub outturns: Vec<Point<'s>>,
    /// Other areas, in the order of the file.
    pub benchmarks: Vec<Benchmark<'s>>,
    /// What is behind the figure and what happens next.
    pub commentary: Option<&'s Commentary>,
}

/// The disclosed figure of one period.
#[derive(Debug, Clone)]
pub struct Point<'s> {
    /// Which period.
    pub period: Period,
    /// Whether the data speak of this period at all.
    pub is_given: bool,
    /// In the indicator's unit, rounded once.
    pub value: Disclosed<Value>,
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
    /// The rating of the figure.
    pub rated: Rated,
    /// The change that another paper printed.
    pub published_change: Option<&'s str>,
    /// A note on this figure.
    pub note: Option<&'s str>,
}

impl Point<'_> {
    /// Whether our own disclosure control hides the figure.
    pub fn is_suppressed(&self) -> bool {
        matches!(self.value, Disclosed::Suppressed(_))
    }
}

/// For how long a rating has held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowLong {
    /// Counted in periods of the indicator, the current one included.
    Since(usize),
    /// In every period that has a rating, so many at least.
    Always(usize),
    /// There is no earlier rating, or another paper printed this one: what came before is not known.
    NotKnown,
}

/// The latest figure of another area, with its series.
#[derive(Debug, Clone)]
pub struct Benchmark<'s> {
    /// `England`.
    pub area: &'s str,
    /// What the figure is at.
    pub period: Period,
    /// At the indicator's decimals.
    pub value: Value,
    /// All known figures of the area, at the indicator's decimals.
    pub series: BTreeMap<Period, Value>,
}

/// Assesses one indicator for a paper of `period`, with what was known on a day.
pub fn assess<'s>(
    scorecard: &'s Scorecard,
    indicator: &'s Indicator,
    period: Period,
    known_on: Date,
) -> AssessedIndicator<'s> {
    static NO_FIGURES: Series = Series::new();
    let series = scorecard.series.get(&indicator.code).unwrap_or(&NO_FIGURES);
    let points = Points { indicator, series, policy: scorecard.small_numbers.policy };
    let frequency = series.frequency().unwrap_or(period.frequency());
    let own = own_period(series, frequency, period);
    let current = points.at(own);
    let previous = points.at(own.previous());
    let year_before = points.at(own.year_before());
    let change_from = |then: &Point<'s>| match current.published_change {
        Some(words) if then.period == previous.period && !then.is_suppressed() => Change::AsPublished(words.to_owned()),
        _ => change(&current, then, points.between(then.period, own), indicator.polarity),
    };
    let (change, change_year) = (change_from(&previous), change_from(&year_before));
    let shown_frequency = shown_frequency(indicator, series, frequency, own);
    let last_shown = if shown_frequency == frequency { own } else { own_period(series, shown_frequency, period) };
    AssessedIndicator {
        indicator,
        name: indicator.name.at_or_first(own),
        frequency,
        before: points.at(own_period(series, frequency, period.previous())),
        how_long: points.how_long(&current),
        shown: points.shown(last_shown),
        shown_frequency,
        outturns: points.outturns(frequency, own),
        benchmarks: benchmarks(scorecard, indicator, own, known_on),
        commentary: scorecard
            .commentary
            .iter()
            .find(|text| text.slot == SlotName::Indicator(indicator.code.clone()) && text.period == period),
        current,
        previous,
        year_before,
        change,
        change_year,
    }
}

/// The paper's own period, or for an indicator of another frequency the last one that has a figure by then.
fn own_period(series: &Series, frequency: Frequency, period: Period) -> Period {
    if frequency == period.frequency() {
        return period;
    }
    let latest = period.latest(frequency);
    series.periods(frequency).rev().find(|own| *own <= latest).unwrap_or(latest)
}

/// A line needs three figures: the finest frequency that has them, otherwise the indicator's own.
fn shown_frequency(indicator: &Indicator, series: &Series, own: Frequency, last: Period) -> Frequency {
    let enough = |frequency: &Frequency| {
        let first = last.latest(*frequency).earlier(frequency.shown() as i32 - 1);
        let figures = |period: &Period| {
            *period >= first && series.at(*period).is_some_and(|o| !matches!(o.shown, Shown::Missing(_)))
        };
        series.periods(*frequency).filter(|period| period.end() <= last.end()).filter(figures).count() >= 3
    };
    let may_be = |frequency: &Frequency| *frequency == own || (*frequency > own && speaks_across(indicator));
    [Frequency::Month, Frequency::Quarter, Frequency::Year].into_iter().filter(may_be).find(enough).unwrap_or(own)
}

/// Whether a year's figure can stand for a month's: a share, an average or a state can, a number that adds up over time cannot.
fn speaks_across(indicator: &Indicator) -> bool {
    let adds_up = matches!(indicator.unit, Unit::Count | Unit::Pounds);
    match indicator.period_type {
        Some(PeriodType::YearToDate) => false,
        Some(PeriodType::Snapshot | PeriodType::RollingYear | PeriodType::RollingThreeYears) => true,
        Some(PeriodType::InPeriod) | None => !adds_up,
    }
}

struct Points<'s> {
    indicator: &'s Indicator,
    series: &'s Series,
    policy: crate::model::SmallNumbersPolicy,
}

impl<'s> Points<'s> {
    fn at(&self, period: Period) -> Point<'s> {
        let observation = self.series.at(period);
        let missing = Disclosed::Missing(Missing::NotAvailable);
        let parts = observation
            .map(|observation| disclose(observation, self.indicator.unit, self.indicator.decimals, self.policy));
        let goal = self.indicator.goal.as_ref().and_then(|goal| goal.at(period));
        let tolerance = self.indicator.tolerance.as_ref().and_then(|tolerance| tolerance.at(period)).copied();
        let value = parts.map_or(missing, |parts| parts.value);
        Point {
            period,
            is_given: observation.is_some(),
            value,
            count: parts.map_or(missing, |parts| parts.count),
            out_of: parts.map_or(missing, |parts| parts.out_of),
            marks: observation.map_or_else(Marks::default, |observation| observation.marks),
            goal,
            tolerance,
            rated: self.rated(observation, &value, goal, tolerance, period),
            // A change would give a hidden figure away together with its neighbour.
            published_change: observation
                .filter(|_| !matches!(value, Disclosed::Suppressed(_)))
                .and_then(|observation| observation.published.change.as_deref()),
            note: observation.and_then(|observation| observation.note.as_deref()),
        }
    }

    fn rated(
        &self,
        observation: Option<&Observation>,
        value: &Disclosed<Value>,
        goal: Option<&Goal>,
        tolerance: Option<Tolerance>,
        period: Period,
    ) -> Rated {
        let computed = |rating| Rated { rating, as_published: false };
        if self.indicator.polarity == Polarity::Neither {
            return computed(Rating::Information);
        }
        let Some(observation) = observation else { return computed(Rating::NotRated(Reason::NotGiven)) };
        if let PublishedWords { rating: Some(rating), .. } = observation.published {
            return Rated { rating: rating.into(), as_published: true };
        }
        if observation.marks.too_early {
            return computed(Rating::NotRated(Reason::TooEarly));
        }
        let green_within = self.indicator.green_within.as_ref().and_then(|within| within.at(period)).copied();
        computed(rate(value, Band { goal, tolerance, green_within, polarity: self.indicator.polarity }))
    }

    /// What keeps two periods apart, if anything: a break after `then`, or the year that a year to date begins anew.
    fn between(&self, then: Period, now: Period) -> Option<NotComparable> {
        let breaks = |period: Period| self.series.at(period).is_some_and(|o| o.marks.series_break);
        if self.series.periods(now.frequency()).filter(|period| then < *period && *period <= now).any(breaks) {
            return Some(NotComparable::Break);
        }
        let to_date = self.indicator.period_type == Some(PeriodType::YearToDate);
        (to_date && then != now.year_before() && !then.is_in_year_of(now)).then_some(NotComparable::NewYear)
    }

    /// A period without a rating neither ends a run nor starts one.
    fn how_long(&self, current: &Point<'s>) -> Option<HowLong> {
        let rating = current.rated.rating;
        if !matches!(rating, Rating::Red | Rating::Amber) {
            return None;
        }
        if current.rated.as_published {
            return Some(HowLong::NotKnown);
        }
        let frequency = current.period.frequency();
        let earlier: Vec<Point<'s>> = self
            .series
            .periods(frequency)
            .rev()
            .filter(|period| *period < current.period)
            .map(|period| self.at(period))
            .collect();
        let rated = || earlier.iter().filter(|point| point.rated.rating.is_rated());
        let run = rated().take_while(|point| point.rated.rating == rating).last();
        let first = run.map_or(current.period, |point| point.period);
        if rated().next().is_none() {
            return Some(HowLong::NotKnown);
        }
        let length = (0..).find(|n| current.period.earlier(*n) <= first).unwrap_or(0) as usize + 1;
        let always = length > 1 && rated().all(|point| point.rated.rating == rating);
        Some(if always { HowLong::Always(length) } else { HowLong::Since(length) })
    }

    /// As many periods as a chart shows, from the first on that has more to say than that nothing is available.
    fn shown(&self, last: Period) -> Vec<Point<'s>> {
        let frequency = last.frequency();
        let earliest = last.earlier(frequency.shown() as i32 - 1);
        let says_something =
            |period: &Period| self.series.at(*period).is_some_and(|o| o.shown != Shown::Missing(Missing::NotAvailable));
        let window = |period: &Period| (earliest..=last).contains(period);
        let first = self.series.periods(frequency).filter(window).find(says_something).unwrap_or(last);
        let mut points: Vec<Point<'s>> = (0..)
            .map(|n| last.earlier(n))
            .take_while(|period| *period >= first)
            .map(|period| self.at(period))
            .collect();
        points.reverse();
        points
    }

    fn outturns(&self, own: Frequency, current: Period) -> Vec<Point<'s>> {
        if own == Frequency::Year {
            return Vec::new();
        }
        let mut years: Vec<Period> =
            self.series.periods(Frequency::Year).filter(|year| year.end() <= current.end()).rev().take(3).collect();
        years.reverse();
        years.into_iter().map(|year| self.at(year)).collect()
    }
}

/// Whether a release was out on a day; one without a date is taken to be.
pub fn is_known(release: &Release, known_on: Date) -> bool {
    release.published.is_none_or(|published| published <= known_on)
}

/// Each area's latest figure by then. A later release takes the place of an earlier one for the same period.
fn benchmarks<'s>(scorecard: &'s Scorecard, indicator: &Indicator, own: Period, known_on: Date) -> Vec<Benchmark<'s>> {
    let mut areas: Vec<(&'s str, BTreeMap<Period, Value>)> = Vec::new();
    for release in scorecard.releases.iter().filter(|release| is_known(release, known_on)) {
        for (area, figures) in &release.areas {
            let Some(figures) = figures.get(&indicator.code) else { continue };
            let figures = figures
                .iter()
                .filter(|(period, _)| period.end() <= own.end())
                .map(|(period, value)| (*period, value.rounded(indicator.decimals)));
            match areas.iter_mut().find(|(name, _)| name == area) {
                Some((_, series)) => series.extend(figures),
                None => areas.push((area, figures.collect())),
            }
        }
    }
    let latest = |(area, series): (&'s str, BTreeMap<Period, Value>)| {
        let (period, value) =
            series.iter().max_by_key(|(period, _)| period.end()).map(|(period, value)| (*period, *value))?;
        Some(Benchmark { area, period, value, series })
    };
    areas.into_iter().filter_map(latest).collect()
}
