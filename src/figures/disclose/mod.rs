//! True figures to the [`Ledger`] of what may be said.
//!
//! One of the two that read true figures. It decides for a whole project at once and for no paper: small counts and the shares that would give them away (`primary`), totals beside a hidden
//! period and running totals that move by a small number (`totals`), further parts of a breakdown (`parts`), and means beside a hidden figure of the same people. What several indicators,
//! lengths of period or editions give away together is not searched for.

mod discloser;
mod parts;
pub(super) mod primary;
mod totals;

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Account, Audience, Entry, Ledger};
use crate::model::{Aggregation, Companion, FigureKind, Frequency, Indicator, Period, Scorecard};

use super::aggregate::{Derived, Figure, derive};
use super::{Figures, Observation};
use discloser::{Discloser, hidden};

impl Ledger {
    /// Everything that may be said of a project.
    pub fn of(scorecard: &Scorecard, figures: &Figures, audience: Audience) -> Self {
        let all = scorecard.indicators().map(|(_, indicator)| indicator);
        Self::of_some(scorecard, figures, audience, all)
    }

    /// The same of some of its indicators.
    pub fn of_some<'s>(
        scorecard: &'s Scorecard,
        figures: &'s Figures,
        audience: Audience,
        indicators: impl Iterator<Item = &'s Indicator>,
    ) -> Self {
        match audience {
            Audience::Public => {}
        }
        indicators.map(|it| (it.code.clone(), Discloser::new(scorecard, figures, it).account())).collect()
    }
}

impl<'s> Discloser<'s> {
    /// Everything that may be said of the indicator.
    fn account(&self) -> Account {
        let mut account = Account::new();
        let own: BTreeMap<Period, Entry> =
            self.periods().into_iter().filter_map(|period| Some((period, self.own(period)?))).collect();
        let is_hidden = |period: Period| own.get(&period).is_some_and(|entry| entry.value.is_hidden());
        let to_date = self.years_to_date(&own);
        // A percentage or an average of the same few people.
        let [median, minimum] = [Companion::Median, Companion::Minimum].map(|it| self.beside(it, is_hidden));
        account.insert(FigureKind::Value, own);
        account.insert(FigureKind::YearToDate, to_date);
        account.insert(FigureKind::Median, median);
        account.insert(FigureKind::Minimum, minimum);
        account.insert(FigureKind::Forecast, self.beside(Companion::Forecast, |_| false));
        self.add_parts(&mut account);
        account
    }

    /// The periods of which something may have to be said: those that the data give, and the longer ones that they lie in.
    fn periods(&self) -> BTreeSet<Period> {
        let given: Vec<Period> =
            Frequency::ALL.into_iter().flat_map(|frequency| self.lineage.periods(frequency)).collect();
        let longer = |frequency: Frequency| {
            let shorter = given.iter().filter(move |period| period.frequency().months() < frequency.months());
            let mut longer: Vec<Period> = shorter.filter_map(move |period| around(*period, frequency)).collect();
            // The months of a year follow one another.
            longer.dedup();
            longer
        };
        given.iter().copied().chain(Frequency::ALL.into_iter().flat_map(longer)).collect()
    }

    /// The own figure of a period, given or made from shorter ones. Where there is none nothing is hidden, whatever is hidden of the periods in it.
    fn own(&self, period: Period) -> Option<Entry> {
        let figure = self.lineage.at(period)?;
        let gives_away = self.gives_away(period) || self.is_made_of_hidden(&figure);
        let entry = self.entry(&figure, period);
        Some(if gives_away { hidden(entry) } else { entry })
    }

    /// A row beside the own figures.
    fn beside(&self, companion: Companion, is_hidden: impl Fn(Period) -> bool) -> BTreeMap<Period, Entry> {
        self.given(companion)
            .map(|(period, observation)| {
                let entry = self.entry(&Figure::Given(observation), period);
                (period, if is_hidden(period) { hidden(entry) } else { entry })
            })
            .collect()
    }

    /// Years to date as the data give them, otherwise from their periods. A given one is hidden where its periods would give a hidden figure away.
    fn years_to_date(&self, own: &BTreeMap<Period, Entry>) -> BTreeMap<Period, Entry> {
        let given: BTreeMap<Period, &Observation> = self.given(Companion::YearToDate).collect();
        let periods: BTreeSet<Period> = own.keys().chain(given.keys()).copied().collect();
        let of = |period: Period| {
            let figure = match given.get(&period) {
                Some(observation) => Figure::Given(observation),
                None => Figure::Derived(self.year_to_date(period)?),
            };
            let entry = self.entry(&figure, period);
            let gives_away = self.hides_one_of(period.to_date()) || self.is_made_of_hidden(&figure);
            Some((period, if gives_away { hidden(entry) } else { entry }))
        };
        periods.into_iter().filter_map(of).collect()
    }

    /// Running totals are years to date already, and a first period is its own.
    fn year_to_date(&self, period: Period) -> Option<Derived<'s>> {
        let aggregation = self.lineage.of(period).indicator.aggregation;
        match aggregation {
            Aggregation::Sum | Aggregation::RatioOfSums => {}
            Aggregation::Latest | Aggregation::None => return None,
        }
        period.to_date().nth(1)?;
        let mut pieces = Vec::new();
        for part in period.to_date() {
            match self.lineage.piece(part) {
                given @ (_, Some(_)) => pieces.push(given),
                _ => pieces.extend(self.lineage.pieces(part)),
            }
        }
        derive(&self.lineage, pieces, aggregation).ok()
    }

    /// Whether one of the figures that a longer period is made of is hidden, so that the whole less the others would tell it. What stands for the end of its year stands for itself.
    fn is_made_of_hidden(&self, figure: &Figure<'s>) -> bool {
        match figure {
            Figure::Given(_) => false,
            Figure::Derived(derived) => {
                derived.parts.len() > 1 && self.hides_one_of(derived.parts.iter().map(|(period, _)| *period))
            }
        }
    }
}

/// The period of another length in which one lies whole.
fn around(period: Period, frequency: Frequency) -> Option<Period> {
    let over = period.latest(frequency);
    [over, over.earlier(-1)].into_iter().find(|it| it.start() <= period.start() && period.end() <= it.end())
}
