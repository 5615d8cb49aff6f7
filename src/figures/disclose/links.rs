//! What ties the numbers of figures to one another: longer periods to shorter ones, parts to wholes, running totals to their steps, `equals`, and rows that repeat another one.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::aggregate::{Figure, derive};
use crate::figures::{Lineage, Observation, Shown};
use crate::model::{
    self, Aggregation, Companion, Date, IndicatorCode, Missing, Period, PeriodType, Scorecard, Sign, Term, Unit, Value,
};
use crate::suppress::{Fact, Range, UnknownId};

use super::numbers::{ALL, Book, EACH, Numbers, Piece, Row, truth};

/// Whether a figure is what shorter periods come to: it has their numbers, or is given without any and is theirs as far as its digits go.
fn is_made_of(given: &Observation, made: &Observation, unit: Unit) -> bool {
    let half = |amount: Value| Value::from_decimal(Decimal::new(5, amount.decimal().scale() + 1));
    match (&given.shown, &made.shown) {
        (Shown::Amount(amount), Shown::Fraction { .. }) => {
            made.amount(unit).is_ok_and(|exact| exact.minus(*amount).abs() <= half(*amount))
        }
        _ => truth(given, unit) == truth(made, unit),
    }
}

/// A part of a whole of which not all is known.
#[derive(Debug)]
pub struct Part {
    /// Where its figure stands.
    pub row: Row,
    /// Its period.
    pub period: Period,
    /// What it counts, ends included.
    pub range: Range,
    /// Whether nothing of it is told but that it is some.
    pub is_hidden: bool,
}

impl Part {
    /// What a state says of a count: that its source hides it, or between which numbers it lies. `None` where nobody knows.
    pub fn of(state: Missing, unit: Unit, (row, period): (&Row, Period)) -> Option<Self> {
        let ends = |range: model::Range| Some((range.low().decimal().to_i64()?, range.high().decimal().to_i64()?));
        let (low, high, is_hidden) = match state {
            Missing::SuppressedBySource => (1, Fact::OPEN, true),
            Missing::Between(range) if unit == Unit::Count => {
                let (low, high) = ends(range)?;
                (low, high, false)
            }
            _ => return None,
        };
        Some(Self { row: row.clone(), period, range: Range { low, high }, is_hidden })
    }

    /// The same where a page does not print the range, because an end of it is small.
    fn hidden(self) -> Self {
        Self { range: Range { low: 1, high: Fact::OPEN }, is_hidden: true, ..self }
    }
}

/// Some numbers for parts that come to so much: as much as may be for those of which least is known, and those alike. `None` where there are none.
fn shared(left: i64, parts: &[&Part]) -> Option<Vec<i64>> {
    let mut shares: Vec<i64> = parts.iter().map(|part| part.range.low).collect();
    let mut rest = left - shares.iter().sum::<i64>();
    let hidden: Vec<usize> = (0..parts.len()).filter(|place| parts[*place].is_hidden).collect();
    if let (true, Ok(all)) = (rest >= 0 && !hidden.is_empty(), i64::try_from(hidden.len())) {
        for (number, place) in (0..).zip(hidden) {
            shares[place] += rest / all + i64::from(number < rest % all);
        }
        return Some(shares);
    }
    for (share, part) in shares.iter_mut().zip(parts) {
        let more = rest.clamp(0, part.range.high - part.range.low);
        (*share, rest) = (*share + more, rest - more);
    }
    (rest == 0).then_some(shares)
}

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
            && is_made_of(observation, &made.observation, indicator.unit)
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
        let state = |piece: &Piece<'_>| piece.1.and_then(Observation::state);
        let unknown = |piece: &Piece<'_>| Part::of(state(piece)?, indicator.unit, (row, piece.0));
        let parts: Vec<Part> = pieces.iter().filter_map(unknown).collect();
        let without_cases = pieces.iter().filter(|piece| state(piece) == Some(Missing::NoCases)).count();
        let is_whole = known.len() + parts.len() + without_cases == pieces.len();
        self.share(whole, known, parts, is_whole, end);
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

    /// Parts of a whole: those that are known, and those of which less is. Where some are missing besides, the whole is no less than the others.
    pub fn share(&mut self, whole: Numbers, mut known: Vec<Numbers>, parts: Vec<Part>, is_whole: bool, end: Date) {
        let is_small = |part: &Part| {
            self.counts_people(&part.row) && [part.range.low, part.range.high].iter().any(|end| self.range.holds(*end))
        };
        let parts: Vec<Part> =
            parts.into_iter().map(|part| if is_small(&part) { part.hidden() } else { part }).collect();
        let assumed = |part: &&Part| self.row(&part.row)?.get(&part.period).copied();
        let open: Vec<&Part> = parts.iter().filter(|part| assumed(part).is_none()).collect();
        known.extend(parts.iter().filter_map(|part| assumed(&part)));
        if is_whole && !open.is_empty() {
            // Any numbers that come to what is left: which ones they are nobody here knows either.
            let shares = EACH.map(|of| {
                let known: Option<i64> = known.iter().map(|part| Some(self.truth(of(part)?))).sum();
                shared(self.truth(of(&whole)?) - known?, &open)
            });
            for (place, part) in open.into_iter().enumerate() {
                let [count, out_of] = shares.each_ref().map(|shares| Some(shares.as_ref()?[place]));
                let numbers = self.assumed(part, count, out_of);
                if part.range.high < Fact::OPEN
                    && let Some(count) = numbers.count
                {
                    let Range { low, high } = part.range;
                    self.tell(Fact { terms: vec![(count, 1)], low, high }, end);
                }
                known.push(numbers);
            }
        }
        self.parts(whole, &known, is_whole, end);
    }

    /// A number that the data hide, or of which they give a range: it is some number that what is told of it allows. What is hidden stays protected.
    fn assumed(&mut self, part: &Part, count: Option<i64>, out_of: Option<i64>) -> Numbers {
        let mut one = |truth: i64| {
            let range = Some(self.range).filter(|_| part.is_hidden && self.counts_people(&part.row));
            let id = self.number(truth, (1.min(truth.max(0)), None), part.period.end(), range, true);
            range.into_iter().for_each(|range| self.universe.protect(id, range));
            id
        };
        let numbers = Numbers { count: count.map(&mut one), out_of: out_of.map(&mut one), rest: None };
        self.is_given(&part.row, part.period, numbers);
        numbers
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
