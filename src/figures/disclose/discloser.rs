//! What may be said of each figure of an indicator by itself.

use rust_decimal::Decimal;

use crate::figures::aggregate::Figure;
use crate::figures::{Figures, Lineage, Observation, Series, Shown};
use crate::ledger::{Entry, Taken};
use crate::model::{Companion, Frequency, Indicator, IndicatorCode, Meeting, Missing, Period, Scorecard, Unit};

use super::numbers::Row;
use super::primary;

/// An indicator with its figures.
pub struct Discloser<'s> {
    scorecard: &'s Scorecard,
    figures: &'s Figures,
    pub(super) lineage: Lineage<'s>,
}

impl<'s> Discloser<'s> {
    pub(super) fn new(scorecard: &'s Scorecard, figures: &'s Figures, indicator: &'s Indicator) -> Self {
        Self { scorecard, figures, lineage: Lineage::new(scorecard, figures, indicator) }
    }

    pub(super) fn code(&self) -> &'s IndicatorCode {
        &self.lineage.indicator.code
    }

    pub(super) fn unit(&self) -> Unit {
        self.lineage.indicator.unit
    }

    pub(super) fn lineage(&self) -> &Lineage<'s> {
        &self.lineage
    }

    /// Whether the project has papers of periods of a length.
    pub(super) fn has_papers_of(&self, frequency: Frequency) -> bool {
        let meets = |meeting: &Meeting| meeting.period.frequency() == frequency;
        self.scorecard.papers.iter().any(|paper| paper.every == Some(frequency))
            || self.scorecard.meetings.iter().any(meets)
    }

    /// The name of a row beside the own figures.
    pub(super) fn row(&self, companion: Companion) -> Row {
        Row { code: self.code().clone(), beside: Some(companion) }
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

impl Discloser<'_> {
    /// Whether the true figures of the parts come to the whole's.
    pub(super) fn come_to_the_whole(&self, parts: &[Option<&Observation>], period: Period) -> bool {
        let sum =
            parts.iter().map(|part| counted((*part)?)).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?));
        sum.is_some() && sum == self.lineage.at(period).and_then(|figure| counted(figure.observation()))
    }
}

/// What was counted for a figure, or the figure where it was given directly.
fn counted(observation: &Observation) -> Option<Decimal> {
    match &observation.shown {
        Shown::Amount(value) => Some(value.decimal()),
        Shown::Fraction { count, .. } => Some(*count),
        Shown::Missing(Missing::NoCases) => Some(Decimal::ZERO),
        Shown::Missing(_) => None,
    }
}
