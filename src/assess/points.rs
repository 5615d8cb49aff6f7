//! The disclosed figure of one period with what it is held against.

use rust_decimal::Decimal;

use crate::model::{
    Aggregation, Date, Frequency, Goal, Indicator, Marks, Missing, Observation, Period, PeriodType, Polarity, Shown,
    SmallNumbersPolicy, Standard, Tolerance, Unit, Value, WorkingDays,
};

use super::lineage::{Figure, Lineage};
use super::maturity::judged_too_early;
use super::suppress::disclose;
use super::{Disclosed, HowLong, NotComparable, Rated, Rating, Reason, Rule, Suppression, rate};

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
    /// The floor in force.
    pub floor: Option<Value>,
    /// The rating of the figure.
    pub rated: Rated,
    /// The change that another paper printed.
    pub published_change: Option<&'s str>,
    /// A note on this figure.
    pub note: Option<&'s str>,
}

impl Point<'_> {
    /// Takes the figure away, because it would give a hidden one away.
    pub fn hide(&mut self) {
        let hidden = Disclosed::Suppressed(Suppression::SmallNumber);
        (self.value, self.count, self.out_of, self.published_change) = (hidden, hidden, hidden, None);
        if !self.rated.as_published && !matches!(self.rated.rating, Rating::Information) {
            self.rated.rating = Rating::NotRated(Reason::Suppressed);
        }
    }
}

/// Makes points of one indicator's figures.
pub struct Points<'s> {
    pub lineage: Lineage<'s>,
    pub policy: SmallNumbersPolicy,
    pub days: &'s WorkingDays,
    /// When the source systems were asked for the paper.
    pub extracted: Option<Date>,
}

impl<'s> Points<'s> {
    /// The point of a period.
    pub fn at(&self, period: Period) -> Point<'s> {
        let indicator = self.lineage.of(period).indicator;
        let mut point = self.point(self.lineage.at(period), period, period, rule(indicator, period));
        self.withdraw_target(&mut point);
        if self.gives_away(period) {
            point.hide();
        }
        // A break that the definitions date is marked like one that the data mark.
        point.marks.series_break |= point.is_given && self.lineage.break_at(period).is_some();
        point
    }

    /// The statement that no figure is due in a period.
    pub fn not_due(&self, period: Period) -> Point<'s> {
        let indicator = self.lineage.of(period).indicator;
        let none = Disclosed::Missing(Missing::NotDue);
        let rated = Rated { rating: Rating::NotRated(Reason::NoFigure(Missing::NotDue)), as_published: false };
        let point = self.point(None, period, period, rule(indicator, period));
        Point { is_given: true, value: none, count: none, out_of: none, rated, ..point }
    }

    /// The point of a figure, held against any rule. `taken` is the period in which the figure was given, which for a forecast is
    /// not the one it speaks of.
    pub fn point(&self, figure: Option<Figure<'s>>, period: Period, taken: Period, rule: Rule<'s>) -> Point<'s> {
        let indicator = self.lineage.of(taken).indicator;
        let missing = Disclosed::Missing(Missing::NotAvailable);
        let disclosed =
            |figure: &Figure<'s>| disclose(figure.observation(), indicator.unit, indicator.decimals, self.policy);
        let parts = figure.as_ref().map(disclosed);
        let observation = figure.as_ref().map(Figure::observation);
        let given = match &figure {
            Some(Figure::Given(observation)) => Some(*observation),
            Some(Figure::Derived(_)) | None => None,
        };
        let value = parts.map_or(missing, |parts| parts.value);
        let mut marks = observation.map_or_else(Marks::default, |observation| observation.marks);
        marks.too_early = self.is_too_early(figure.as_ref(), indicator, period, taken);
        Point {
            period,
            is_given: figure.is_some(),
            value,
            count: parts.map_or(missing, |parts| parts.count),
            out_of: parts.map_or(missing, |parts| parts.out_of),
            marks,
            goal: rule.goal,
            tolerance: rule.tolerance,
            floor: rule.floor,
            rated: rated(observation, &value, marks, rule),
            // A change would give a hidden figure away together with its neighbour.
            published_change: given
                .filter(|_| !value.is_hidden())
                .and_then(|observation| observation.published.change.as_deref()),
            note: given.and_then(|observation| observation.note.as_deref()),
        }
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
            point.rated.rating = Rating::NotRated(Reason::OtherLength);
        }
    }

    /// Whether a figure was taken before its window had closed; one made of others if one of them was. A forecast has no window.
    fn is_too_early(&self, figure: Option<&Figure<'s>>, indicator: &Indicator, period: Period, taken: Period) -> bool {
        let early = |observation: &Observation, period: Period| {
            observation.is_figure() && judged_too_early(observation, indicator, period, self.days, self.extracted)
        };
        match figure {
            Some(Figure::Given(observation)) => period == taken && early(observation, period),
            Some(Figure::Derived(derived)) => derived.parts.iter().any(|(period, part)| early(part, *period)),
            None => false,
        }
    }

    /// Whether the figure of a period, given or derived, would let a hidden one be worked out: a total together with the shorter periods
    /// in it, or a running total together with the one before.
    pub fn gives_away(&self, period: Period) -> bool {
        if self.policy.threshold().is_none() && !self.lineage.has_hidden_by_source() {
            return false;
        }
        let Some(own) = self.lineage.frequency() else { return false };
        let is_total = self.lineage.indicator.aggregation != Aggregation::Latest;
        (is_total && self.hides_one_of(period.parts(own)))
            || self.is_small_step(period, |period| self.lineage.given(period))
    }

    /// Whether one of some periods has a hidden figure.
    pub fn hides_one_of(&self, mut periods: impl Iterator<Item = Period>) -> bool {
        periods.any(|period| self.lineage.given(period).is_some_and(|part| self.is_hidden(part)))
    }

    fn is_hidden(&self, observation: &Observation) -> bool {
        disclose(observation, self.lineage.indicator.unit, 0, self.policy).value.is_hidden()
    }

    /// Whether a running total, of the whole or of a part, has moved by a small number since the last one that is shown: the step is a
    /// count like any other.
    pub fn is_small_step<'a>(&self, period: Period, given: impl Fn(Period) -> Option<&'a Observation>) -> bool {
        let indicator = self.lineage.indicator;
        if indicator.period_type != Some(PeriodType::YearToDate) {
            return false;
        }
        let given = |period: Period| given(period).filter(|observation| !self.is_hidden(observation));
        let mut shown: Option<Vec<Decimal>> = None;
        let mut hidden = false;
        for period in period.to_date() {
            let Some(counts) = given(period).map(|observation| counts(observation, indicator)) else { continue };
            let small = |(now, then): (&Decimal, &Decimal)| self.policy.hides((now - then).abs());
            hidden = shown.as_ref().is_some_and(|shown| counts.iter().zip(shown).any(small));
            if !hidden {
                shown = Some(counts);
            }
        }
        hidden
    }

    /// What keeps two periods apart, if anything: a break after `then`, or the year that a year to date begins anew.
    pub fn between(&self, then: Period, now: Period) -> Option<NotComparable> {
        if self.lineage.breaks_between(then, now) {
            return Some(NotComparable::Break);
        }
        let to_date = self.lineage.indicator.period_type == Some(PeriodType::YearToDate);
        (to_date && then != now.year_before() && !then.is_in_year_of(now)).then_some(NotComparable::NewYear)
    }

    /// A period without a rating neither ends a run nor starts one.
    pub fn how_long(&self, current: &Point<'s>) -> Option<HowLong> {
        let rating = current.rated.rating;
        if !rating.is_off_target() {
            return None;
        }
        if current.rated.as_published {
            return Some(HowLong::NotKnown);
        }
        // A month beyond the floor was red as well.
        let same = |then: Rating| (rating, then) == (Rating::Red, Rating::Breach) || rating == then;
        let (mut first, mut is_known, mut has_ended) = (current.period, false, false);
        let earlier = self.lineage.before(current.period).map(|period| self.at(period));
        for point in earlier.filter(|point| point.rated.rating.is_rated()) {
            is_known = true;
            if !same(point.rated.rating) {
                has_ended = true;
                break;
            }
            first = point.period;
        }
        if !is_known {
            return Some(HowLong::NotKnown);
        }
        let length = (0..).find(|n| current.period.earlier(*n) <= first).unwrap_or(0) as usize + 1;
        Some(if length > 1 && !has_ended { HowLong::Always(length) } else { HowLong::Since(length) })
    }

    /// As many periods as a chart shows, from the first on that has more to say than that nothing is available.
    pub fn shown(&self, last: Period) -> Vec<Point<'s>> {
        let frequency = last.frequency();
        let window = (0..frequency.shown() as i32).rev().map(|n| last.earlier(n));
        let says_nothing = |period: &Period| {
            let shown = self.lineage.at(*period).map(|figure| figure.observation().shown.clone());
            *period != last && shown.is_none_or(|shown| shown == Shown::Missing(Missing::NotAvailable))
        };
        window.skip_while(says_nothing).map(|period| self.at(period)).collect()
    }

    /// The last three years' final figures of an indicator that is measured more often, given or derived.
    pub fn outturns(&self, own: Frequency, current: Period) -> Vec<Point<'s>> {
        let of = match own {
            Frequency::Year | Frequency::AcademicYear => return Vec::new(),
            Frequency::Month | Frequency::Quarter => Frequency::Year,
        };
        let last = current.latest(of);
        let mut years: Vec<Point<'s>> =
            (0..3).map(|n| self.at(last.earlier(n))).filter(|point| point.is_given).collect();
        years.reverse();
        years
    }
}

impl Figure<'_> {
    /// What the figure is.
    pub fn observation(&self) -> &Observation {
        match self {
            Figure::Given(observation) => observation,
            Figure::Derived(derived) => &derived.observation,
        }
    }
}

/// The numbers of people or events in a figure.
fn counts(observation: &Observation, indicator: &Indicator) -> Vec<Decimal> {
    match &observation.shown {
        Shown::Amount(value) if indicator.unit == Unit::Count => vec![value.decimal()],
        Shown::Fraction { count, out_of } if indicator.unit.counts_people() => vec![*count, *out_of],
        Shown::Fraction { out_of, .. } => vec![*out_of],
        Shown::Amount(_) | Shown::Missing(_) => Vec::new(),
    }
}

/// What an indicator's own figure is held against in a period.
pub fn rule(indicator: &Indicator, period: Period) -> Rule<'_> {
    Rule {
        goal: indicator.goal.as_ref().and_then(|goal| goal.at(period)),
        tolerance: indicator.tolerance.as_ref().and_then(|tolerance| tolerance.at(period)).copied(),
        green_within: indicator.green_within.as_ref().and_then(|within| within.at(period)).copied(),
        floor: indicator.floor.as_ref().and_then(|floor| floor.at(period)).copied(),
        scheme: indicator.scheme,
        polarity: indicator.polarity,
    }
}

/// What the second standard holds the figure against.
pub fn standard_rule<'s>(standard: &'s Standard, indicator: &Indicator, period: Period) -> Rule<'s> {
    Rule {
        tolerance: standard.tolerance.as_ref().and_then(|tolerance| tolerance.at(period)).copied(),
        scheme: indicator.scheme,
        ..Rule::new(standard.goal.at(period), indicator.polarity)
    }
}

fn rated(observation: Option<&Observation>, value: &Disclosed<Value>, marks: Marks, rule: Rule<'_>) -> Rated {
    let computed = |rating| Rated { rating, as_published: false };
    let has_band = matches!(rule.goal, Some(Goal::Activity(_)));
    if rule.polarity == Polarity::Neither && !has_band {
        return computed(Rating::Information);
    }
    let Some(observation) = observation else { return computed(Rating::NotRated(Reason::NotGiven)) };
    if let Some(rating) = observation.published.rating {
        return Rated { rating: rating.into(), as_published: true };
    }
    if marks.too_early {
        return computed(Rating::NotRated(Reason::TooEarly));
    }
    computed(rate(value, rule))
}
