//! Totals and running totals that would let a hidden figure be worked out.

use rust_decimal::Decimal;

use crate::figures::{Observation, Shown};
use crate::model::{Aggregation, Indicator, Period, PeriodType, Unit};

use super::discloser::Discloser;
use super::primary;

impl Discloser<'_> {
    /// Whether the figure of a period, given or derived, would let a hidden one be worked out: a total together with the shorter periods
    /// in it, or a running total together with the one before.
    pub(super) fn gives_away(&self, period: Period) -> bool {
        let Some(own) = self.lineage.frequency() else { return false };
        let is_total = self.lineage.indicator.aggregation != Aggregation::Latest;
        (is_total && self.hides_one_of(period.parts(own)))
            || self.is_small_step(period, |period| self.lineage.given(period))
    }

    /// Whether one of some periods has a hidden figure.
    pub(super) fn hides_one_of(&self, mut periods: impl Iterator<Item = Period>) -> bool {
        !self.hidden.is_empty() && periods.any(|period| self.hidden.contains(&period))
    }

    /// Whether a running total, of the whole or of a part, has moved by a small number since the last one that is shown: the step is a
    /// count like any other.
    pub(super) fn is_small_step<'a>(&self, period: Period, given: impl Fn(Period) -> Option<&'a Observation>) -> bool {
        let indicator = self.lineage.indicator;
        if indicator.period_type != Some(PeriodType::YearToDate) {
            return false;
        }
        let policy = self.scorecard.small_numbers.policy;
        let is_hidden = |observation: &Observation| primary::is_hidden(observation, indicator.unit, policy);
        let given = |period: Period| given(period).filter(|observation| !is_hidden(observation));
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
