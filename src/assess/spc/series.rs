//! The process behaviour chart of an indicator, from its disclosed figures.
//!
//! - Limits are made from the figures before rounding, where a reader may know those: numerator over denominator, both of which the paper
//!   gives. Ratings and changes are of the figure as printed; limits are not, because rounding makes ties and steps that the process does not
//!   have: of 177 hospitals' real months at whole percentages, 23 had no limits and 16 another sign. What is hidden or too early takes no part.
//! - Months come before quarters, also in a quarterly paper: the finest frequency with thirteen figures is taken. Limits are made from all
//!   of them, however many are drawn.
//! - A break starts limits anew as a rebase does; the reason is the break's.
//! - No limits are shown where they would fall on the mean: a percentage that stays at 100 for months would make a signal of every month.
//!   The pure function has them, as the reference implementation does.
//! - Where a third or more of the figures lie outside the limits, none stands out. So drifts a state that few cases a month change, and a
//!   percentage that is 100 but for a few months: small steps make narrow limits. A paper shows no sign then; the method's go with the data.

use crate::assess::Inputs;
use crate::assess::points::{Point, Points};
use crate::model::{Date, Frequency, Goal, Indicator, Period, PeriodType, Polarity, Rebase, Spc, Unit, Value};

use super::icons::{Assurance, Variation, assurance, variation};
use super::limits::{Limits, Mean};
use super::process::Process;
use super::signals::{Cause, Signal, signal};
use super::steady::Steady;

/// Fewer figures make a run chart, without limits.
const LEAST_LIMITS: usize = 8;
/// Fewer figures make limits on trial, and no icon.
const LEAST_ICONS: usize = 13;
/// A percentage of fewer moves by more than five points with a single case.
const SMALL_DENOMINATOR: i64 = 20;

/// The process behaviour chart of one indicator for a paper.
#[derive(Debug)]
pub struct AssessedSpc<'s> {
    /// Its definition.
    pub spc: &'s Spc,
    /// How long its periods are: months or quarters, whichever has the figures.
    pub frequency: Frequency,
    /// Every period from the first figure to the latest that the paper knows, without gaps in time.
    pub rows: Vec<SpcRow<'s>>,
    /// Stretches with one mean, in order; rows before the first and after the last figure belong to them as well.
    pub stretches: Vec<SpcStretch<'s>>,
    /// The row of the latest figure that can be judged.
    pub latest: Option<usize>,
    /// What the latest figure says, by the method.
    pub variation: Variation,
    /// Whether the process meets the target in force at the latest figure, by the method.
    pub assurance: Assurance,
    /// How many figures of the latest stretch lie outside its limits, where they are a third of them or more: then neither sign is worth showing.
    pub drift: Option<usize>,
    /// That target.
    pub target: Option<Value>,
    /// Why there are no icons.
    pub not_enough: Option<NotEnough>,
    /// What a reader must know before believing the chart.
    pub cautions: Vec<Caution>,
}

/// One period.
#[derive(Debug)]
pub struct SpcRow<'s> {
    /// Its figure as shown.
    pub point: Point<'s>,
    /// The figure that it is judged and drawn by: before rounding where that is known, otherwise as shown.
    pub amount: Option<Value>,
    /// Whether the figure takes part in the chart: not one that was taken too early.
    pub counts: bool,
    /// Why it lies where it lies; common where there are too few figures to say.
    pub cause: Cause,
    /// What that means.
    pub signal: Signal,
}

/// A stretch of rows with one mean.
#[derive(Debug)]
pub struct SpcStretch<'s> {
    /// Its rows.
    pub rows: std::ops::Range<usize>,
    /// Why it begins.
    pub start: SpcStart<'s>,
    /// How many figures take part.
    pub figures: usize,
    /// How far its limits can be trusted.
    pub basis: Basis,
    /// Mean and limits; without limits for a run chart and for figures that hardly vary, `None` where there is no figure.
    pub mean: Option<Mean>,
}

/// Why a stretch begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpcStart<'s> {
    /// The first figure of all.
    Series,
    /// The series broke, perhaps for a known reason.
    Break(Option<&'s str>),
    /// The limits were made anew.
    Rebase(&'s Rebase),
}

/// How far limits can be trusted, by the number of figures that they speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Fewer than 8: the figures and their mean alone.
    RunChart,
    /// 8 to 12: trial limits, which each further figure moves.
    Trial,
    /// 13 or more.
    Full,
}

impl Basis {
    fn of(figures: usize) -> Self {
        match figures {
            figures if figures < LEAST_LIMITS => Self::RunChart,
            figures if figures < LEAST_ICONS => Self::Trial,
            _ => Self::Full,
        }
    }
}

/// Why there are no icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEnough {
    /// So many figures since the limits were last made anew; 13 are needed.
    Figures(usize),
    /// The figures hardly vary: screening leaves no moving range but noughts, or none.
    Constant(Steady),
    /// The percentages are of small numbers.
    SmallNumbers,
    /// Yearly figures are too few.
    Yearly,
    /// There is no figure at all.
    NoFigure,
}

/// What a reader must know before believing a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    /// Each figure shares months with the one before, so limits are too narrow.
    Autocorrelated,
    /// The median denominator is so small that one case moves the percentage far.
    SmallNumbers,
    /// Limits on trial.
    Trial,
    /// The figures, too few for icons besides, hardly vary, so that there are no limits either.
    Constant(Steady),
}

/// The chart of an indicator for the paper of a period; `None` where its definition does not ask for one. `extracted` is when the source
/// systems were asked for the paper.
pub fn assess_spc<'s>(
    inputs: &Inputs<'s>,
    indicator: &'s Indicator,
    period: Period,
    extracted: Option<Date>,
) -> Option<AssessedSpc<'s>> {
    of_points(&inputs.points(indicator, extracted), period)
}

/// The same from points that are there already.
pub fn of_points<'s>(points: &Points<'s>, period: Period) -> Option<AssessedSpc<'s>> {
    let spc = points.lineage.indicator.spc.as_ref()?;
    Some(chart(points, spc, period))
}

fn chart<'s>(points: &Points<'s>, spc: &'s Spc, period: Period) -> AssessedSpc<'s> {
    let indicator = points.lineage.indicator;
    let (frequency, last) = latest_period(points, period);
    let mut chart = AssessedSpc::without_figures(spc, frequency, indicator);
    match frequency {
        Frequency::Month | Frequency::Quarter => {}
        Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => {
            chart.not_enough = Some(NotEnough::Yearly);
            return chart;
        }
    }
    let given: Vec<Point<'s>> = rows(points, frequency, last);
    if given.is_empty() {
        return chart;
    }
    // A period of which the data say nothing is drawn and is no row of the chart.
    let told: Vec<usize> = (0..given.len()).filter(|row| given[*row].is_given).collect();
    let counts = |point: &Point<'_>| !point.marks.too_early && point.value.is_figure();
    let value = |row: &usize| amount(&given[*row]).filter(|_| counts(&given[*row])).map(Value::coordinate);
    let values: Vec<Option<f64>> = told.iter().map(value).collect();
    let starts: Vec<(usize, SpcStart<'s>)> = starts(points, spc, &given, &told);
    let process = Process::new(&values, &starts.iter().map(|(row, _)| *row).collect::<Vec<_>>(), &spc.rules);
    chart.latest = given.iter().rposition(counts);
    let mut causes = vec![Cause::Common; given.len()];
    for (i, segment) in process.segments.iter().enumerate() {
        let basis = Basis::of(segment.figures);
        let row = |n: usize| told.get(n).copied().unwrap_or(given.len());
        let first = if i == 0 { 0 } else { row(segment.rows.start) };
        let mean = segment.mean.map(|mean| Mean { limits: usable(&mean, basis), ..mean });
        if mean.is_some_and(|mean| mean.limits.is_some()) {
            segment.rows.clone().for_each(|n| causes[told[n]] = process.causes[n]);
        }
        let start = starts.iter().find(|(row, _)| i > 0 && *row == segment.rows.start);
        chart.stretches.push(SpcStretch {
            rows: first..row(segment.rows.end),
            start: start.map_or(SpcStart::Series, |(_, start)| *start),
            figures: segment.figures,
            basis,
            mean,
        });
    }
    let polarity = indicator.polarity;
    let row = |(point, cause): (Point<'s>, Cause)| {
        let counts = counts(&point);
        SpcRow { amount: amount(&point), point, counts, cause, signal: signal(cause, polarity) }
    };
    chart.rows = given.into_iter().zip(causes).map(row).collect();
    chart.judge(polarity, indicator.unit);
    chart
}

/// What limits are made from: a figure that is hidden has none, before rounding or after.
fn amount(point: &Point<'_>) -> Option<Value> {
    let shown = point.value.value()?;
    Some(point.exact.unwrap_or(shown))
}

impl<'s> AssessedSpc<'s> {
    fn without_figures(spc: &'s Spc, frequency: Frequency, indicator: &Indicator) -> Self {
        Self {
            spc,
            frequency,
            rows: Vec::new(),
            stretches: Vec::new(),
            latest: None,
            variation: Variation::NotEnough,
            assurance: Assurance::None,
            drift: None,
            target: None,
            not_enough: Some(NotEnough::NoFigure),
            cautions: cautions_of(indicator),
        }
    }

    /// The stretch that the latest figure lies in.
    pub fn current(&self) -> Option<&SpcStretch<'_>> {
        let latest = self.latest?;
        self.stretches.iter().find(|stretch| stretch.rows.contains(&latest))
    }

    /// Whether a paper shows the two signs: not where a third of the figures or more lie outside the limits.
    pub fn has_signs(&self) -> bool {
        self.drift.is_none()
    }

    /// How many of a stretch's first figures its limits are made from; `None` where that is all of them.
    pub fn counted(&self, stretch: &SpcStretch<'_>) -> Option<usize> {
        self.spc.rules.baseline.filter(|baseline| *baseline < stretch.figures)
    }

    /// Why a stretch has no limits though it has figures enough.
    fn steady(&self, stretch: &SpcStretch<'_>, same: f64) -> Steady {
        let rows = stretch.rows.clone().filter(|row| self.rows[*row].point.is_given);
        let value = |row: usize| self.rows[row].amount.filter(|_| self.rows[row].counts).map(Value::coordinate);
        Steady::of(&rows.map(|row| (row, value(row))).collect::<Vec<_>>(), self.counted(stretch), same)
    }

    /// The icons, or why there are none; and what must be said about the limits.
    fn judge(&mut self, polarity: Polarity, unit: Unit) {
        let Some((latest, current)) = self.latest.zip(self.current()) else { return };
        let (basis, figures, mean) = (current.basis, current.figures, current.mean);
        let without_limits = mean.filter(|mean| mean.limits.is_none() && basis != Basis::RunChart);
        let steady = without_limits.map(|mean| self.steady(current, mean.same));
        let outside =
            self.rows[current.rows.clone()].iter().filter(|row| matches!(row.cause, Cause::Outside(_))).count();
        let is_small = unit == Unit::Percent && has_small_denominators(&self.rows[current.rows.clone()]);
        self.cautions.extend(is_small.then_some(Caution::SmallNumbers));
        if basis == Basis::Trial {
            self.cautions.push(steady.map_or(Caution::Trial, Caution::Constant));
        }
        self.not_enough = match (basis, steady) {
            (Basis::RunChart | Basis::Trial, _) => Some(NotEnough::Figures(figures)),
            (Basis::Full, Some(steady)) => Some(NotEnough::Constant(steady)),
            (Basis::Full, None) if is_small && !self.spc.despite_small_numbers => Some(NotEnough::SmallNumbers),
            (Basis::Full, None) => None,
        };
        self.target = self.rows[latest].point.goal.and_then(Goal::value);
        if let (None, Some(mean)) = (self.not_enough, mean) {
            self.drift = (3 * outside >= figures).then_some(outside);
            self.variation = variation(self.rows[latest].signal);
            let target = self.target.map(Value::coordinate);
            self.assurance = assurance(mean.limits.as_ref(), target, polarity, mean.same);
        }
    }
}

/// Limits that a paper can show: none of a run chart, and none that fall on the mean, as of a series that stays for months at 100%.
fn usable(mean: &Mean, basis: Basis) -> Option<Limits> {
    mean.limits.filter(|limits| basis != Basis::RunChart && limits.upper - limits.lower > mean.same)
}

/// The finest frequency that has figures enough for icons, otherwise the finest of all; and its last period by a paper's.
fn latest_period(points: &Points<'_>, period: Period) -> (Frequency, Period) {
    let last = |frequency: Frequency| if frequency == period.frequency() { period } else { period.latest(frequency) };
    let enough = |frequency: &Frequency| {
        let by_then = |own: &Period| own.end() <= period.end() && points.is_given(*own);
        points.lineage.periods(*frequency).into_iter().filter(by_then).take(LEAST_ICONS).count() == LEAST_ICONS
    };
    let finest = points.lineage.frequency().unwrap_or(period.frequency());
    let frequency = [Frequency::Month, Frequency::Quarter].into_iter().find(enough).unwrap_or(finest);
    (frequency, last(frequency))
}

/// Every period from the first of which the data say anything to the last.
fn rows<'s>(points: &Points<'s>, frequency: Frequency, last: Period) -> Vec<Point<'s>> {
    let periods = points.lineage.periods(frequency);
    let Some(first) = periods.first().filter(|first| **first <= last) else { return Vec::new() };
    let count = (0..).take_while(|n| last.earlier(*n) >= *first).count() as i32;
    let mut rows: Vec<Point<'s>> = (0..count).rev().map(|n| points.at(last.earlier(n))).collect();
    // Those that cannot be judged yet are drawn; what nobody has said anything about yet is not.
    while rows.last().is_some_and(|point| !point.is_given) {
        rows.pop();
    }
    rows
}

/// The rows of the chart at which a stretch begins. A rebase outweighs a break of the same period; one whose period the data do not have
/// is left alone, and `check` says so.
fn starts<'s>(points: &Points<'s>, spc: &'s Spc, given: &[Point<'s>], told: &[usize]) -> Vec<(usize, SpcStart<'s>)> {
    let start = |(i, pair): (usize, &[usize])| {
        let period = given[pair[1]].period;
        let rebase = spc.rebases.iter().find(|rebase| rebase.at == period).map(SpcStart::Rebase);
        // A break may lie in a period of which the data say nothing.
        let mut since = given[pair[0] + 1..=pair[1]].iter();
        let broken = || since.find_map(|point| points.lineage.break_at(point.period)).map(SpcStart::Break);
        rebase.or_else(broken).map(|start| (i + 1, start))
    };
    told.windows(2).enumerate().filter_map(start).collect()
}

/// Figures that share months with the ones before them.
fn cautions_of(indicator: &Indicator) -> Vec<Caution> {
    match indicator.period_type {
        Some(PeriodType::RollingYear | PeriodType::RollingThreeYears | PeriodType::YearToDate) => {
            vec![Caution::Autocorrelated]
        }
        Some(PeriodType::Snapshot | PeriodType::InPeriod) | None => Vec::new(),
    }
}

/// Whether half of the figures that are shown with what they are out of are out of few.
fn has_small_denominators(rows: &[SpcRow<'_>]) -> bool {
    let shown = rows.iter().filter(|row| row.counts).filter_map(|row| row.point.out_of.value());
    let figures: Vec<Value> = shown.collect();
    crate::assess::statistics::median(&figures).is_some_and(|median| median < Value::new(SMALL_DENOMINATOR, 0))
}
