//! Totals and running totals that would let a hidden figure be worked out.

use rust_decimal::Decimal;

use crate::figures::{Observation, Shown};
use crate::model::{Aggregation, Indicator, Period, PeriodType, Unit};

use super::{Discloser, primary};

impl Discloser<'_> {
    /// Whether anything of the indicator may be hidden.
    pub(super) fn may_hide(&self) -> bool {
        self.scorecard.small_numbers.policy.threshold().is_some() || self.lineage.has_hidden_by_source()
    }

    /// Whether the figure of a period, given or derived, would let a hidden one be worked out: a total together with the shorter periods
    /// in it, or a running total together with the one before.
    pub(super) fn gives_away(&self, period: Period) -> bool {
        if !self.may_hide() {
            return false;
        }
        let Some(own) = self.lineage.frequency() else { return false };
        let is_total = self.lineage.indicator.aggregation != Aggregation::Latest;
        (is_total && self.hides_one_of(period.parts(own)))
            || self.is_small_step(period, |period| self.lineage.given(period))
    }

    /// Whether one of some periods has a hidden figure.
    pub(super) fn hides_one_of(&self, mut periods: impl Iterator<Item = Period>) -> bool {
        periods.any(|period| self.lineage.given(period).is_some_and(|part| self.is_hidden(part)))
    }

    fn is_hidden(&self, observation: &Observation) -> bool {
        primary::parts(observation, self.lineage.indicator.unit, 0, self.scorecard.small_numbers.policy)
            .value
            .is_hidden()
    }

    /// Whether a running total, of the whole or of a part, has moved by a small number since the last one that is shown: the step is a
    /// count like any other.
    pub(super) fn is_small_step<'a>(&self, period: Period, given: impl Fn(Period) -> Option<&'a Observation>) -> bool {
        let indicator = self.lineage.indicator;
        if indicator.period_type != Some(PeriodType::YearToDate) {
            return false;
        }
        let policy = self.scorecard.small_numbers.policy;
        let given = |period: Period| given(period).filter(|observation| !self.is_hidden(observation));
        let mut shown: Option<Vec<Decimal>> = None;
        let mut hidden = false;
        for period in period.to_date() {
            let Some(counts) = given(period).map(|observation| counts(observation, indicator)) else { continue };
            let small = |(now, then): (&Decimal, &Decimal)| policy.hides((now - then).abs());
            hidden = shown.as_ref().is_some_and(|shown| counts.iter().zip(shown).any(small));
            if !hidden {
                shown = Some(counts);
            }
        }
        hidden
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
