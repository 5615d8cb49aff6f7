//! An indicator by age, team, placement type and the like.

use rust_decimal::Decimal;

use crate::model::{Breakdown, Companion, Missing, Observation, Period, Scorecard, Shown, SmallNumbersPolicy};

use super::lineage::Figure;
use super::points::{Point, Points, rule};
use super::{Change, NotComparable};

/// One breakdown of an indicator.
#[derive(Debug)]
pub struct AssessedBreakdown<'s> {
    /// By what.
    pub breakdown: &'s Breakdown,
    /// Whether the parts add up to the whole: it was declared, or they do.
    pub adds_up: bool,
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

/// Every breakdown that has a figure or a state for the period.
pub fn breakdowns<'s>(
    scorecard: &'s Scorecard,
    points: &Points<'s>,
    period: Period,
    change: impl Fn(&Point<'s>, &Point<'s>, Option<NotComparable>) -> Change,
) -> Vec<AssessedBreakdown<'s>> {
    let indicator = points.lineage.of(period).indicator;
    let Some(rows) = scorecard.companions.get(&indicator.code) else { return Vec::new() };
    let all = indicator.breakdowns.iter().enumerate().filter_map(|(i, breakdown)| {
        let row = |part: usize, period: Period| {
            rows.get(&Companion::Part { breakdown: i, part }).and_then(|series| series.at(period))
        };
        let given = |period: Period| (0..breakdown.parts.len()).map(move |part| row(part, period));
        let adds_up = |period: Period| breakdown.sums || come_to(given(period), points.lineage.at(period).as_ref());
        let at = |part: usize, period: Period| {
            let mut point = points.point(row(part, period).map(Figure::Given), period, period, rule(indicator, period));
            if points.is_small_step(period, |period| row(part, period)) {
                point.hide();
            }
            point
        };
        // Every period of its own, so that none gives away what is hidden in it.
        let of = |period: Period| {
            let mut parts: Vec<Point<'s>> = (0..breakdown.parts.len()).map(|part| at(part, period)).collect();
            // Whether or not they are said to add up: if they do, one hidden part can be worked out.
            if adds_up(period) {
                let sizes: Vec<_> = given(period).map(|part| part.and_then(Sizes::of)).collect();
                hide_enough(&mut parts, &sizes, points.policy);
                if points.gives_away(period) {
                    parts.iter_mut().filter(|part| part.value.is_figure()).for_each(Point::hide);
                }
            }
            parts
        };
        let (current, previous) = (of(period), of(period.previous()));
        if !current.iter().any(|point| point.is_given) {
            return None;
        }
        let is_own = |period: &Period| points.lineage.of(*period).indicator.code == indicator.code;
        let says = |period: Period| given(period).flatten().any(|it| it.shown != Shown::Missing(Missing::NotAvailable));
        let earlier = (0..period.frequency().shown() as i32).rev().map(|n| period.earlier(n));
        let mut series: Vec<Vec<Point<'s>>> = vec![Vec::new(); breakdown.parts.len()];
        for period in earlier.filter(is_own).skip_while(|period| !says(*period)) {
            let is_broken = points.lineage.break_at(period).is_some();
            for (part, mut point) in of(period).into_iter().enumerate() {
                point.marks.series_break |= point.is_given && is_broken;
                series[part].push(point);
            }
        }
        let apart = points.between(period.previous(), period);
        let points_of_parts = current.into_iter().zip(previous).zip(series);
        let parts = breakdown.parts.iter().zip(points_of_parts).map(|(name, ((current, previous), series))| {
            let change = change(&current, &previous, apart);
            AssessedPart { name, current, previous, change, series }
        });
        Some(AssessedBreakdown { breakdown, adds_up: adds_up(period), parts: parts.collect() })
    });
    all.collect()
}

/// The numbers behind a part, true ones.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    count: Decimal,
    /// Of a fraction.
    out_of: Option<Decimal>,
}

impl Sizes {
    fn of(observation: &Observation) -> Option<Self> {
        match &observation.shown {
            Shown::Amount(value) => Some(Self { count: value.decimal(), out_of: None }),
            Shown::Fraction { count, out_of } => Some(Self { count: *count, out_of: Some(*out_of) }),
            Shown::Missing(Missing::NoCases) => Some(Self { count: Decimal::ZERO, out_of: Some(Decimal::ZERO) }),
            Shown::Missing(_) => None,
        }
    }
}

/// Whether the true figures of the parts come to the whole's.
fn come_to<'a>(parts: impl Iterator<Item = Option<&'a Observation>>, whole: Option<&Figure<'_>>) -> bool {
    let count = |observation: &Observation| Sizes::of(observation).map(|sizes| sizes.count);
    let sum = parts.map(|part| count(part?)).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?));
    sum.is_some() && sum == whole.and_then(|figure| count(figure.observation()))
}

type IsHidden = fn(&Point<'_>) -> bool;
type SizeOf = fn(&Sizes) -> Option<Decimal>;

/// Hides further parts, smallest first, until what is hidden cannot be worked out from the whole: at least two, which come to no small number
/// together. The same for what the parts are counted out of.
fn hide_enough(parts: &mut [Point<'_>], sizes: &[Option<Sizes>], policy: SmallNumbersPolicy) {
    let columns: [(IsHidden, SizeOf); 2] = [
        (|part| part.value.is_hidden() || part.count.is_hidden(), |sizes| Some(sizes.count)),
        (|part| part.out_of.is_hidden(), |sizes| sizes.out_of),
    ];
    for (is_hidden, size) in columns {
        loop {
            let hidden: Vec<usize> = (0..parts.len()).filter(|i| is_hidden(&parts[*i])).collect();
            let together: Decimal = hidden.iter().filter_map(|i| size(&sizes[*i]?)).sum();
            if hidden.is_empty() || (hidden.len() > 1 && !policy.hides(together)) {
                break;
            }
            let of = |i: &usize| sizes[*i].as_ref().and_then(size).filter(|size| *size > Decimal::ZERO);
            let next = (0..parts.len()).filter(|i| !hidden.contains(i) && of(i).is_some()).min_by_key(of);
            let Some(next) = next else { break };
            parts[next].hide();
        }
    }
}
