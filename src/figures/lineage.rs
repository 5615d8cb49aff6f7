//! An indicator's figures through time: its own, and those of the indicator that it replaces.

use crate::model::{Break, Frequency, Indicator, MOST_REPLACED, Period, Scorecard};

use super::rows::Figures;
use super::series::{Observation, Series};

/// The figures of an indicator and of those that it took the place of.
///
/// Before the date from which an indicator replaces another, every figure, target and tolerance is the earlier one's: past months
/// keep what held on their day. Where the two have different units nothing is carried over.
#[derive(Debug)]
pub struct Lineage<'s> {
    /// Whose figures they are from its first period on.
    pub indicator: &'s Indicator,
    series: &'s Series,
    earlier: Option<Box<Earlier<'s>>>,
    breaks: Vec<&'s Break>,
    // Every point asks for these.
    frequency: Option<Frequency>,
    may_break: bool,
}

#[derive(Debug)]
struct Earlier<'s> {
    from: Period,
    breaks: bool,
    reason: Option<&'s str>,
    lineage: Lineage<'s>,
}

impl<'s> Lineage<'s> {
    /// All that a project knows of an indicator.
    pub fn new(scorecard: &'s Scorecard, figures: &'s Figures, indicator: &'s Indicator) -> Self {
        Self::with_depth(scorecard, figures, indicator, MOST_REPLACED)
    }

    fn with_depth(scorecard: &'s Scorecard, figures: &'s Figures, indicator: &'s Indicator, depth: usize) -> Self {
        static NO_FIGURES: Series = Series::new();
        let earlier = indicator.replaces.as_ref().filter(|_| depth > 0).and_then(|replaces| {
            let (_, before) = scorecard.indicators().find(|(_, other)| other.code == replaces.code)?;
            let lineage = Self::with_depth(scorecard, figures, before, depth - 1);
            let (from, breaks, reason) = (replaces.from, replaces.breaks, replaces.reason.as_deref());
            (before.unit == indicator.unit).then(|| Box::new(Earlier { from, breaks, reason, lineage }))
        });
        let series = figures.of(&indicator.code).unwrap_or(&NO_FIGURES);
        let before = || earlier.as_ref().map(|earlier| &earlier.lineage);
        let breaks: Vec<&'s Break> = indicator.breaks.iter().chain(&scorecard.breaks).collect();
        let is_marked = || series.iter().any(|(_, observation)| observation.marks.series_break);
        Self {
            indicator,
            series,
            frequency: series.frequency().or_else(|| before()?.frequency),
            may_break: earlier.is_some() || !breaks.is_empty() || is_marked(),
            breaks,
            earlier,
        }
    }

    /// The part of the lineage that speaks of a period.
    pub fn of(&self, period: Period) -> &Self {
        match &self.earlier {
            Some(earlier) if period.start() < earlier.from.start() => earlier.lineage.of(period),
            Some(_) | None => self,
        }
    }

    /// The figure of a period as the data give it.
    pub fn given(&self, period: Period) -> Option<&'s Observation> {
        self.of(period).series.at(period)
    }

    /// The finest frequency that has figures; coarser ones are prior outturns.
    pub fn frequency(&self) -> Option<Frequency> {
        self.frequency
    }

    /// The periods of one frequency for which the data say something, in order.
    pub fn periods(&self, frequency: Frequency) -> Vec<Period> {
        let mut periods = match &self.earlier {
            Some(earlier) => {
                let before = |period: &Period| period.start() < earlier.from.start();
                earlier.lineage.periods(frequency).into_iter().filter(before).collect()
            }
            None => Vec::new(),
        };
        let own = |period: &Period| self.earlier.as_ref().is_none_or(|earlier| period.start() >= earlier.from.start());
        periods.extend(self.series.periods(frequency).filter(own));
        periods
    }

    /// The periods of the same length before one, latest first, back to the first of which the data say anything.
    pub fn before(&self, period: Period) -> impl Iterator<Item = Period> + use<> {
        let shorter = [Frequency::Month, Frequency::Quarter, period.frequency()];
        let first = shorter
            .into_iter()
            .filter_map(|frequency| self.periods(frequency).first().map(|first| first.start()))
            .min();
        let reached = move |earlier: &Period| first.is_some_and(|first| earlier.end() >= first);
        (1..).map(move |n| period.earlier(n)).take_while(reached)
    }

    /// Whether a period is the first that cannot be compared with those before, and why where that is known.
    pub fn break_at(&self, period: Period) -> Option<Option<&'s str>> {
        if !self.may_break {
            return None;
        }
        let first_part = || self.frequency().and_then(|own| period.parts(own).next());
        let figure = self.given(period).or_else(|| self.given(first_part()?));
        let marked = figure.is_some_and(|observation| observation.marks.series_break);
        let falls_in = |from: Period| (period.start()..=period.end()).contains(&from.start());
        if let Some(dated) = self.of(period).breaks.iter().find(|dated| falls_in(dated.period)) {
            return Some(Some(&dated.text));
        }
        let mut lineage = Some(self);
        while let Some(Self { earlier: Some(earlier), .. }) = lineage {
            if earlier.breaks && falls_in(earlier.from) {
                return Some(earlier.reason);
            }
            lineage = Some(&earlier.lineage);
        }
        marked.then_some(None)
    }

    /// Whether a break lies after the start of one period, up to a later one of the same length. A longer period in the middle of which the
    /// series broke is itself neither old nor new.
    pub fn breaks_between(&self, then: Period, now: Period) -> bool {
        if !self.may_break {
            return false;
        }
        let broken = |period: Period| self.break_at(period).is_some();
        let inside = || {
            let own = self.frequency().filter(|own| own.months() < then.frequency().months());
            own.is_some_and(|own| then.parts(own).skip(1).any(broken))
        };
        (0..).map(|n| now.earlier(n)).take_while(|period| *period > then).any(broken) || inside()
    }
}
