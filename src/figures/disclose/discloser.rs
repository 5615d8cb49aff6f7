//! What of one indicator totals and parts are decided by: its figures, which of them are hidden for themselves, and what may be said of each alone.

use std::collections::BTreeSet;

use crate::figures::aggregate::Figure;
use crate::figures::{Figures, Lineage, Observation, Series};
use crate::ledger::{Disclosed, Entry, Suppression, Taken};
use crate::model::{Companion, Frequency, Indicator, Missing, Period, Scorecard};

use super::primary;

/// What is known of one indicator while it is decided what may be said of it.
pub struct Discloser<'s> {
    pub(super) scorecard: &'s Scorecard,
    pub(super) figures: &'s Figures,
    pub(super) lineage: Lineage<'s>,
    /// Periods whose own figure is hidden for itself.
    pub(super) hidden: BTreeSet<Period>,
}

impl<'s> Discloser<'s> {
    pub(super) fn new(scorecard: &'s Scorecard, figures: &'s Figures, indicator: &'s Indicator) -> Self {
        let lineage = Lineage::new(scorecard, figures, indicator);
        let given = Frequency::ALL.into_iter().flat_map(|frequency| lineage.periods(frequency));
        let is_hidden = |observation| primary::is_hidden(observation, indicator.unit, scorecard.small_numbers.policy);
        let hidden = given.filter(|period| lineage.given(*period).is_some_and(is_hidden)).collect();
        Self { scorecard, figures, lineage, hidden }
    }

    /// A row beside the own figures as the data give it.
    pub(super) fn given(&self, companion: Companion) -> impl Iterator<Item = (Period, &'s Observation)> + use<'s> {
        self.figures.beside(&self.lineage.indicator.code, companion).into_iter().flat_map(Series::iter)
    }

    /// What may be said of one figure by itself.
    pub(super) fn entry(&self, figure: &Figure<'s>, period: Period) -> Entry {
        let indicator = self.lineage.of(period).indicator;
        let observation = figure.observation();
        let parts = primary::parts(observation, indicator, self.scorecard.small_numbers.policy);
        let given = match figure {
            Figure::Given(observation) => Some(*observation),
            Figure::Derived(_) => None,
        };
        Entry {
            is_given: true,
            value: parts.value,
            exact: parts.exact,
            count: parts.count,
            out_of: parts.out_of,
            // The ends of a range that is hidden are as secret as a figure.
            state: observation.state().map(|state| match state.range() {
                Some(_) if parts.value.is_hidden() => Missing::SuppressedBySource,
                _ => state,
            }),
            marks: observation.marks,
            rating: observation.published.rating,
            rating_before: observation.published.before,
            // A change would give a hidden figure away together with its neighbour.
            change: given.filter(|_| !parts.value.is_hidden()).and_then(|it| it.published.change.clone()),
            note: given.and_then(|it| it.note.clone()),
            taken: taken(figure, indicator, period),
        }
    }
}

fn taken(figure: &Figure<'_>, indicator: &Indicator, period: Period) -> Taken {
    let is_marked = |observation: &Observation| observation.is_figure() && observation.marks.too_early;
    let has_window = indicator.judge_after.is_some();
    match figure {
        Figure::Given(observation) => {
            let on = (has_window && observation.is_figure()).then_some((period, observation.extracted));
            Taken { is_marked: is_marked(observation), on: on.into_iter().collect() }
        }
        Figure::Derived(derived) => {
            let figures = derived.parts.iter().filter(|(_, part)| has_window && part.is_figure());
            Taken {
                is_marked: derived.parts.iter().any(|(_, part)| is_marked(part)),
                on: figures.map(|(period, part)| (*period, part.extracted)).collect(),
            }
        }
    }
}

/// The figure taken away, because it would give a hidden one away.
pub fn hidden(entry: Entry) -> Entry {
    let hidden = Disclosed::Suppressed(Suppression::GivesAway);
    Entry { value: hidden, exact: None, count: hidden, out_of: hidden, change: None, ..entry }
}
