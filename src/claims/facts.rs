//! What a paper prints of an indicator.

use std::collections::BTreeMap;

use crate::assess::{AssessedIndicator, Change, HowLong, NEIGHBOURS, Point};
use crate::model::{Aggregation, Calendar, Frequency, Goal, Period, Polarity, PublishedChange, Unit, Value};
use crate::rating::Rating;

use super::subject::Called;
use super::way::Way;

/// What a paper prints of an indicator; what it hides is not here.
#[derive(Debug)]
pub struct Facts {
    /// How texts call it.
    pub called: Called,
    /// What its figures are.
    pub unit: Unit,
    /// Which way is better.
    pub polarity: Polarity,
    /// The council's own.
    pub calendar: Calendar,
    /// Periods from which on figures are of another kind, so that none before can be compared.
    pub breaks: Vec<Period>,
    /// The period of which the paper speaks.
    pub now: Period,
    /// The one with which it compares.
    pub before: Period,
    /// By period, of any length.
    pub points: BTreeMap<Period, Told>,
    /// What figures say against their targets; a rating may be printed where the figure is not known.
    pub ratings: BTreeMap<Period, Rating>,
    /// Whether periods may be added up.
    pub adds_up: bool,
    /// Since the year began.
    pub year_to_date: Option<Told>,
    /// The target in force, where that is one value.
    pub target: Option<Value>,
    /// The limit of a breach.
    pub floor: Option<Value>,
    /// Those, the edges of ranges and bands, and what a second standard asks for.
    pub limits: Vec<Value>,
    /// Figures of England, latest first.
    pub england: Vec<Value>,
    /// Those of the neighbours.
    pub neighbours: Vec<Value>,
    /// For how many periods it has had the rating that it has, where that is known for sure.
    pub rated_for: Option<usize>,
    /// Which way another paper says that it went from `before`, where its figure is not known.
    pub published: Option<Way>,
    /// A change that is smaller is none.
    pub least: Option<Value>,
}

/// A figure as it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// In the indicator's unit.
    pub value: Value,
    /// What was counted.
    pub count: Option<Value>,
    /// Out of what.
    pub out_of: Option<Value>,
}

impl Facts {
    /// What a paper prints of an assessed indicator. What is too early to judge is printed, and said to be.
    pub fn of(assessed: &AssessedIndicator<'_>, calendar: Calendar) -> Self {
        let AssessedIndicator { indicator, current, comparison, .. } = assessed;
        let early = assessed.immature.iter().map(|it| &it.point);
        let single = [current, &assessed.previous, &assessed.before, &assessed.year_before];
        let rows = [
            &assessed.shown,
            &assessed.long,
            &assessed.recent,
            &assessed.outturns,
            &assessed.prior_years,
            &assessed.between,
        ];
        let all = || rows.into_iter().flatten().chain(early.clone()).chain(single);
        let area = |is_it: &dyn Fn(&str) -> bool| {
            let areas = comparison.areas.iter().filter(|it| is_it(it.area));
            areas.flat_map(|it| std::iter::once(it.value).chain(it.series.values().rev().copied())).collect::<Vec<_>>()
        };
        let names = indicator.name.values().map(String::as_str);
        let others = [&indicator.plain, &indicator.count, &indicator.out_of, &indicator.did];
        let standard = assessed.minimum.iter().filter_map(|(_, point)| point.goal).chain(current.goal);
        let mut limits: Vec<Value> =
            standard.flat_map(|goal| goal.value().into_iter().chain(goal.limits())).chain(current.floor).collect();
        limits.sort();
        limits.dedup();
        Self {
            called: Called::by(
                names,
                others.into_iter().flatten().map(String::as_str).chain([indicator.code.as_str()]),
            ),
            unit: indicator.unit,
            polarity: indicator.polarity,
            calendar,
            breaks: assessed.breaks.iter().map(|(period, _)| *period).collect(),
            now: current.period,
            before: assessed.previous.period,
            points: all().filter_map(|point| Some((point.period, Told::of(point)?))).collect(),
            ratings: all().map(|point| (point.period, point.rated.rating)).filter(|(_, it)| it.is_rated()).collect(),
            adds_up: indicator.unit == Unit::Count && indicator.aggregation == Aggregation::Sum,
            year_to_date: assessed.year_to_date.as_ref().and_then(Told::of),
            target: current.goal.and_then(Goal::value),
            floor: current.floor,
            limits,
            england: area(&|area| area == "England"),
            neighbours: area(&|area| area == NEIGHBOURS),
            rated_for: match assessed.how_long {
                Some(HowLong::Since(periods)) => Some(periods),
                _ => None,
            },
            published: match &assessed.change {
                Change::AsPublished(PublishedChange::Up(_)) => Some(Way::Up),
                Change::AsPublished(PublishedChange::Down(_)) => Some(Way::Down),
                Change::AsPublished(PublishedChange::Better(_)) => Some(Way::Better),
                Change::AsPublished(PublishedChange::Worse(_)) => Some(Way::Worse),
                _ => None,
            },
            least: indicator.least_change,
        }
    }

    /// The figure of a period.
    pub fn at(&self, period: Period) -> Option<&Told> {
        self.points.get(&period)
    }

    /// The figures of two periods, where they can be compared.
    pub fn pair(&self, then: Period, now: Period) -> Option<(Value, Value)> {
        let is_broken = self.breaks.iter().any(|from| then < *from && *from <= now);
        Some((self.at(then)?.value, self.at(now)?.value)).filter(|_| !is_broken)
    }

    /// The figures of the indicator's own frequency before a period, latest first and without gaps.
    pub fn before(&self, period: Period) -> impl Iterator<Item = (Period, Value)> + '_ {
        (1..).map(move |n| period.earlier(n)).map_while(|period| Some((period, self.at(period)?.value)))
    }

    /// Those after a period up to the current one, the earliest first; `None` where one is not known.
    pub fn since(&self, period: Period) -> Option<Vec<Value>> {
        let periods = (0..600).map(|n| self.now.earlier(n)).take_while(|it| *it > period);
        let mut values: Vec<Value> = periods.map(|it| Some(self.at(it)?.value)).collect::<Option<_>>()?;
        values.reverse();
        Some(values)
    }

    /// How often the indicator has a figure.
    pub fn frequency(&self) -> Frequency {
        self.now.frequency()
    }

    /// Whether two figures differ by so little that the page calls it no change.
    pub fn is_same(&self, one: Value, other: Value) -> bool {
        let apart = one.distance(other);
        apart == Value::new(0, 0) || self.least.is_some_and(|least| apart < least)
    }
}

impl Told {
    fn of(point: &Point<'_>) -> Option<Self> {
        Some(Self { value: point.value.value()?, count: point.count.value(), out_of: point.out_of.value() })
    }
}
