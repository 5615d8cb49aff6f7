//! What ties the numbers of figures to one another: longer periods to shorter ones, parts to wholes, running totals to their steps, `equals`, and rows that repeat another one.

use std::collections::BTreeSet;

use crate::figures::aggregate::{Figure, derive};
use crate::figures::{Lineage, Observation};
use crate::model::{Aggregation, Companion, Date, IndicatorCode, Missing, Period, PeriodType, Scorecard, Sign, Term};
use crate::suppress::{Fact, UnknownId};

use super::numbers::{ALL, Book, EACH, Numbers, Piece, Row, truth};

/// Periods in which two rows must agree before they are taken for one.
const LEAST_REPEATED: usize = 3;

impl Book {
    /// The numbers of a figure of a period that is made of shorter ones where the definition allows it, or given for all of them. `row` is where a given one stands, `of` the row of the pieces.
    pub fn whole(
        &mut self,
        lineage: &Lineage<'_>,
        (row, of): (&Row, &Row),
        (period, figure): (Period, &Figure<'_>),
        pieces: Vec<Piece<'_>>,
    ) -> Numbers {
        let indicator = lineage.indicator;
        let observation = match figure {
            Figure::Derived(derived) => return self.sum(of, indicator.unit, &derived.parts),
            Figure::Given(observation) => observation,
        };
        if row == of && pieces.iter().all(|(piece, _)| *piece == period) {
            return self.given(row, indicator.unit, period, observation);
        }
        if let Ok(made) = derive(lineage, pieces.clone(), indicator.aggregation)
            && truth(&made.observation, indicator.unit) == truth(observation, indicator.unit)
        {
            let sum = self.sum(of, indicator.unit, &made.parts);
            self.is_given(row, period, sum);
            return sum;
        }
        let numbers = self.given(row, indicator.unit, period, observation);
        self.bound(lineage, of, numbers, &pieces, period.end());
        numbers
    }

    /// What shorter periods say of a longer one that they do not make up: of what happened in them all happened in it too. Where they cannot be added, because who is counted in two of them is
    /// one in the longer, it is no less than any of them.
    fn bound(&mut self, lineage: &Lineage<'_>, row: &Row, whole: Numbers, pieces: &[Piece<'_>], end: Date) {
        let indicator = lineage.indicator;
        if indicator.aggregation == Aggregation::Latest {
            return;
        }
        let figures = pieces.iter().filter_map(|(period, piece)| Some((*period, piece.filter(|it| it.is_figure())?)));
        let figures: Vec<(Period, &Observation)> = figures.collect();
        let known: Vec<Numbers> =
            figures.into_iter().map(|(period, piece)| self.given(row, indicator.unit, period, piece)).collect();
        // Where the definition is silent a reader may try whether they add up; they do, or nothing follows.
        if indicator.aggregation == Aggregation::None && indicator.period_type == Some(PeriodType::InPeriod) {
            let is_whole = known.len() == pieces.len();
            self.bound_by_each(whole, &known, is_whole, end);
            return;
        }
        let has = |state: Missing| move |piece: &&Piece<'_>| piece.1.and_then(Observation::state) == Some(state);
        let hidden = pieces.iter().filter(has(Missing::SuppressedBySource)).map(|(period, _)| (row.clone(), *period));
        let hidden: Vec<(Row, Period)> = hidden.collect();
        let without_cases = pieces.iter().filter(has(Missing::NoCases)).count();
        let is_whole = known.len() + hidden.len() + without_cases == pieces.len();
        self.share(whole, known, &hidden, is_whole, end);
    }

    fn bound_by_each(&mut self, whole: Numbers, known: &[Numbers], is_whole: bool, end: Date) {
        let Some(count) = whole.count else { return };
        let parts: Vec<UnknownId> = known.iter().filter_map(|it| it.count).collect();
        for part in &parts {
            self.tell(Fact { terms: vec![(count, 1), (*part, -1)], low: 0, high: Fact::OPEN }, end);
        }
        if is_whole && !parts.is_empty() {
            let terms = [(count, 1)].into_iter().chain(parts.iter().map(|part| (*part, -1))).collect();
            self.tell(Fact { terms, low: -Fact::OPEN, high: 0 }, end);
        }
    }

    /// Parts of a whole: those that are known, and those that their source hides. Where some are missing besides, the whole is no less than the others.
    pub fn share(
        &mut self,
        whole: Numbers,
        mut parts: Vec<Numbers>,
        hidden: &[(Row, Period)],
        is_whole: bool,
        end: Date,
    ) {
        let assumed = |(row, period): &(Row, Period)| self.row(row)?.get(period).copied();
        let open: Vec<&(Row, Period)> = hidden.iter().filter(|it| assumed(it).is_none()).collect();
        parts.extend(hidden.iter().filter_map(assumed));
        if is_whole && !open.is_empty() {
            // Any numbers that come to what is left: which ones they are nobody here knows either.
            let shares = EACH.map(|of| {
                let known: Option<i64> = parts.iter().map(|part| Some(self.truth(of(part)?))).sum();
                let left = self.truth(of(&whole)?) - known?;
                let all = i64::try_from(open.len()).ok()?;
                (left >= all).then_some((left / all, left % all))
            });
            for (place, (row, period)) in (0..).zip(open) {
                let [count, out_of] = shares.map(|it| it.map(|(share, rest)| share + i64::from(place < rest)));
                parts.push(self.assumed(row, *period, count, out_of));
            }
        }
        self.parts(whole, &parts, is_whole, end);
    }

    /// Parts of one whole. Without a figure of each of them it is no less than the others; where they should come to it and do not, a reader takes them for nearly it.
    pub fn parts(&mut self, whole: Numbers, parts: &[Numbers], is_whole: bool, end: Date) {
        for of in EACH {
            let ids: Vec<UnknownId> = parts.iter().filter_map(of).collect();
            let Some(whole) = of(&whole).filter(|_| !ids.is_empty()) else { continue };
            let left = self.truth(whole) - ids.iter().map(|id| self.truth(*id)).sum::<i64>();
            let is_whole = is_whole && ids.len() == parts.len();
            if is_whole && left == 0 {
                self.no_less_than(Some(whole), ids.iter().copied());
            }
            let low = if is_whole && left < 0 { -Fact::OPEN } else { 0 };
            let high = if is_whole && left <= 0 { 0 } else { Fact::OPEN };
            let terms = [(whole, 1)].into_iter().chain(ids.iter().map(|id| (*id, -1))).collect();
            self.tell(Fact { terms, low, high }, end);
        }
    }

    /// The steps of every running total.
    pub fn steps(&mut self, scorecard: &Scorecard) {
        let runs = |row: &Row| {
            let indicator = scorecard.indicators().find(|(_, indicator)| indicator.code == row.code);
            indicator.is_some_and(|(_, it)| it.period_type == Some(PeriodType::YearToDate))
        };
        let counts_people = |row: &Row| self.counts_people(row);
        let is_total = |row: &Row| matches!(row.beside, None | Some(Companion::Part { .. } | Companion::Minimum));
        let mut steps: Vec<(Numbers, Numbers, Date)> = Vec::new();
        for (_, periods) in self.rows().filter(|(row, _)| counts_people(row) && is_total(row) && runs(row)) {
            for (period, now) in periods {
                let earlier = period.to_date().take_while(|earlier| earlier != period);
                if let Some(then) = earlier.filter_map(|earlier| periods.get(&earlier)).last() {
                    steps.push((*now, *then, period.end()));
                }
            }
        }
        steps.into_iter().for_each(|(now, then, end)| self.step(now, then, end));
    }

    /// `equals: previous + STARTED - CEASED`, in every period in which all of it has a figure.
    pub fn identities(&mut self, scorecard: &Scorecard, lineages: &[&Lineage<'_>]) {
        for (_, indicator) in scorecard.indicators() {
            let Some(identity) = &indicator.identity else { continue };
            let row = Row { code: indicator.code.clone(), beside: None };
            let periods: Vec<(Period, Numbers)> =
                self.row(&row).into_iter().flatten().map(|(period, numbers)| (*period, *numbers)).collect();
            for (period, own) in periods {
                let mut number = |sign: &Sign, term: &Term| {
                    let factor = if *sign == Sign::Plus { -1 } else { 1 };
                    let count = match term {
                        Term::Previous => self.row(&row)?.get(&period.previous())?.count,
                        Term::Of(code) => {
                            let lineage = lineages.iter().find(|lineage| lineage.indicator.code == *code)?;
                            self.of(lineage, period)?.count
                        }
                    };
                    Some((count?, factor))
                };
                let terms: Option<Vec<(UnknownId, i64)>> =
                    identity.terms.iter().map(|(sign, term)| number(sign, term)).collect();
                if let (Some(own), Some(terms)) = (own.count, terms) {
                    let terms = [(own, 1)].into_iter().chain(terms).collect();
                    self.tell(Fact { terms, low: 0, high: 0 }, period.end());
                }
            }
        }
    }

    /// `adds_up`: figures of some indicators that come to another's, months and years to date alike, wherever they do.
    pub fn groups(&mut self, scorecard: &Scorecard, lineages: &[&Lineage<'_>]) {
        for group in &scorecard.small_numbers.adds_up {
            let of = |code: &IndicatorCode| lineages.iter().find(|lineage| lineage.indicator.code == *code).copied();
            let parts: Option<Vec<&Lineage<'_>>> = group.parts.iter().map(of).collect();
            let (Some(whole), Some(parts)) = (of(&group.whole), parts) else { continue };
            for period in self.periods(&group.whole, None) {
                let numbers: Option<Vec<Numbers>> = parts.iter().map(|part| self.of(part, period)).collect();
                if let (Some(whole), Some(parts)) = (self.of(whole, period), numbers) {
                    self.parts(whole, &parts, true, period.end());
                }
            }
            let beside = Some(Companion::YearToDate);
            for period in self.periods(&group.whole, beside) {
                let to_date =
                    |code: &IndicatorCode| self.row(&Row { code: code.clone(), beside })?.get(&period).copied();
                let numbers: Option<Vec<Numbers>> = group.parts.iter().map(to_date).collect();
                if let (Some(whole), Some(parts)) = (to_date(&group.whole), numbers) {
                    self.parts(whole, &parts, true, period.end());
                }
            }
        }
    }

    /// `known_already`: figures that readers have from elsewhere, with the steps to them.
    pub fn admit(&mut self, known: impl Iterator<Item = Numbers>) {
        let ids: BTreeSet<UnknownId> = known.flat_map(|numbers| ALL.map(|of| of(&numbers))).flatten().collect();
        let steps: Vec<UnknownId> =
            self.taken().iter().filter(|(_, total)| ids.contains(total)).map(|(step, _)| *step).collect();
        self.is_public(ids.into_iter().chain(steps).collect());
    }

    /// The periods for which a row is given.
    fn periods(&self, code: &IndicatorCode, beside: Option<Companion>) -> Vec<Period> {
        self.row(&Row { code: code.clone(), beside }).into_iter().flatten().map(|(period, _)| *period).collect()
    }

    /// The numbers of an indicator's own figure of a period.
    pub fn of(&mut self, lineage: &Lineage<'_>, period: Period) -> Option<Numbers> {
        let figure = lineage.at(period)?;
        let lineage = lineage.of(period);
        let row = Row { code: lineage.indicator.code.clone(), beside: None };
        Some(self.whole(lineage, (&row, &row), (period, &figure), lineage.pieces(period)))
    }

    /// Rows that are equal wherever both have a figure: a denominator that is another indicator's figure. Of a row of one number over and over nobody can tell.
    pub fn repeats(&mut self) {
        let mut rows: Vec<Vec<(Period, UnknownId)>> = Vec::new();
        for (_, periods) in self.rows() {
            for of in EACH {
                let row = periods.iter().filter_map(|(period, numbers)| Some((*period, of(numbers)?)));
                rows.push(row.collect());
            }
        }
        rows.retain(|row| row.len() >= LEAST_REPEATED);
        let mut same: Vec<(UnknownId, UnknownId, Date)> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            for other in &rows[place + 1..] {
                same.extend(self.shared(row, other).into_iter().flatten());
            }
        }
        for (one, other, end) in same {
            self.equal(one, &[other], end);
            self.is_made(other, vec![(one, 1)]);
        }
    }

    fn shared(
        &self,
        row: &[(Period, UnknownId)],
        other: &[(Period, UnknownId)],
    ) -> Option<Vec<(UnknownId, UnknownId, Date)>> {
        let mut both = Vec::new();
        let mut values = BTreeSet::new();
        let mut others = other.iter().peekable();
        for (period, id) in row {
            while others.next_if(|(before, _)| before < period).is_some() {}
            let Some((_, twin)) = others.next_if(|(same, _)| same == period) else { continue };
            if self.truth(*id) != self.truth(*twin) {
                return None;
            }
            values.insert(self.truth(*id));
            both.extend((id != twin).then_some((*id, *twin, period.end())));
        }
        (both.len() >= LEAST_REPEATED && values.len() > 1).then_some(both)
    }
}
