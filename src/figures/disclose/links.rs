//! What ties the numbers of figures to one another: longer periods to shorter ones, parts to wholes, running totals to their steps, `equals`, and rows that repeat another one.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::aggregate::{Figure, derive};
use crate::figures::{Figures, Lineage, Observation, Shown};
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
        let parts: Vec<Part> = parts.into_iter().map(|part| self.as_printed(part)).collect();
        let assumed =
            |part: &&Part| self.row(&part.row)?.get(&part.period).filter(|numbers| numbers.count.is_some()).copied();
        let open: Vec<&Part> = parts.iter().filter(|part| assumed(part).is_none()).collect();
        known.extend(parts.iter().filter_map(|part| assumed(&part)));
        for of in EACH {
            let least = known.iter().filter_map(of).map(|id| self.truth(id)).sum::<i64>();
            let least = least + open.iter().map(|part| part.range.low).sum::<i64>();
            if let Some(whole) = of(&whole).filter(|id| self.is_silent(*id) && self.truth(*id) < least) {
                self.universe.take(whole, least);
            }
        }
        if is_whole && !open.is_empty() {
            // Any numbers that come to what is left: which ones they are nobody here knows either.
            let shares = EACH.map(|of| {
                let known: Option<i64> = known.iter().map(|part| Some(self.truth(of(part)?))).sum();
                shared(self.truth(of(&whole)?) - known?, &open)
            });
            for (place, part) in open.into_iter().enumerate() {
                let [count, out_of] = shares.each_ref().map(|shares| Some(shares.as_ref()?[place]));
                known.push(self.assumed(part, count, out_of));
            }
        }
        self.parts(whole, &known, is_whole, end);
    }

    /// A part as a page prints it.
    pub(super) fn as_printed(&self, part: Part) -> Part {
        let is_small = [part.range.low, part.range.high].iter().any(|end| self.range.holds(*end));
        if is_small && self.counts_people(&part.row) { part.hidden() } else { part }
    }

    /// A number that the data hide, or of which they give a range: it is some number that what is told of it allows. What is hidden stays protected.
    pub(super) fn assumed(&mut self, part: &Part, count: Option<i64>, out_of: Option<i64>) -> Numbers {
        let end = part.period.end();
        let mut one = |truth: i64| {
            let range = Some(self.range).filter(|_| part.is_hidden && self.counts_people(&part.row));
            let id = self.number(truth, (1.min(truth.max(0)), None), end, range, true);
            range.into_iter().for_each(|range| self.universe.protect(id, range));
            self.silent.insert(id);
            id
        };
        let numbers = Numbers { count: count.map(&mut one), out_of: out_of.map(&mut one), rest: None };
        self.is_given(&part.row, part.period, numbers);
        if let (Some(count), Range { low, high }) = (count.and(numbers.count), part.range)
            && high < Fact::OPEN
        {
            self.tell(Fact { terms: vec![(count, 1)], low, high }, end);
        }
        numbers
    }

    /// Parts of one whole. Without a figure of each of them it is no less than the others; where they should come to it and do not, a reader takes them for nearly it. Silent numbers will do.
    pub fn parts(&mut self, whole: Numbers, parts: &[Numbers], is_whole: bool, end: Date) {
        for of in EACH {
            let ids: Vec<UnknownId> = parts.iter().filter_map(of).collect();
            let Some(whole) = of(&whole).filter(|_| !ids.is_empty()) else { continue };
            let left = self.truth(whole) - ids.iter().map(|id| self.truth(*id)).sum::<i64>();
            let is_whole = is_whole && ids.len() == parts.len();
            if is_whole && left == 0 {
                self.no_less_than(Some(whole), ids.iter().copied());
            }
            let is_silent = ids.iter().chain([&whole]).any(|id| self.is_silent(*id));
            let low = if is_whole && left < 0 && !is_silent { -Fact::OPEN } else { 0 };
            let high = if is_whole && (left <= 0 || is_silent) { 0 } else { Fact::OPEN };
            let terms = [(whole, 1)].into_iter().chain(ids.iter().map(|id| (*id, -1))).collect();
            self.tell(Fact { terms, low, high }, end);
        }
    }

    /// The steps of every running total: those of numbers that the data give, or the others.
    pub fn steps(&mut self, scorecard: &Scorecard, of_silent: bool) {
        let runs = |row: &Row| {
            let indicator = scorecard.indicators().find(|(_, indicator)| indicator.code == row.code);
            indicator.is_some_and(|(_, it)| it.period_type == Some(PeriodType::YearToDate))
        };
        let counts_people = |row: &Row| self.counts_people(row);
        let is_total = |row: &Row| matches!(row.beside, None | Some(Companion::Part { .. } | Companion::Minimum));
        let mut steps: Vec<(Numbers, Numbers, Date)> = Vec::new();
        for (_, periods) in self.rows().filter(|(row, _)| counts_people(row) && is_total(row) && runs(row)) {
            for (period, now) in periods {
                let is_silent = |it: &Numbers| it.count.is_some_and(|count| self.is_silent(count));
                let is_there = |it: &&Numbers| it.count.is_some() && (of_silent || !is_silent(it));
                let earlier = period.to_date().take_while(|earlier| earlier != period);
                let then = earlier.filter_map(|earlier| periods.get(&earlier).filter(is_there)).last();
                let then = then.filter(|then| (is_silent(now) || is_silent(then)) == of_silent);
                steps.extend(then.map(|then| (*now, *then, period.end())));
            }
        }
        steps.into_iter().for_each(|(now, then, end)| self.step(now, then, end));
    }

    /// The periods of which a row speaks, and those between the first and the last of its shortest ones.
    fn with_gaps(&self, lineage: &Lineage<'_>) -> BTreeSet<Period> {
        let row = Row { code: lineage.indicator.code.clone(), beside: None };
        let mut periods: BTreeSet<Period> = self.row(&row).into_iter().flatten().map(|(period, _)| *period).collect();
        let own = |period: &&Period| Some(period.frequency()) == lineage.frequency();
        let [first, last] = [periods.iter().find(own), periods.iter().rfind(own)].map(Option::<&Period>::copied);
        if let (Some(first), Some(last)) = (first, last) {
            periods.extend((0..).map(|back| last.earlier(back)).take_while(|period| *period > first));
        }
        periods
    }

    /// `equals: previous + STARTED - CEASED`, in every period in which a figure of it is known.
    pub fn identities(&mut self, scorecard: &Scorecard, lineages: &[&Lineage<'_>]) {
        for (_, indicator) in scorecard.indicators() {
            let Some(identity) = &indicator.identity else { continue };
            let of = |code: &IndicatorCode| lineages.iter().find(|lineage| lineage.indicator.code == *code);
            let Some(own) = of(&indicator.code) else { continue };
            for period in self.with_gaps(own) {
                let begins_anew = indicator.begins_anew(period);
                let terms = identity.terms.iter().filter(|(_, term)| !(begins_anew && *term == Term::Previous));
                let mut number = |(sign, term): &(Sign, Term)| {
                    let factor = if *sign == Sign::Plus { -1 } else { 1 };
                    let numbers = match term {
                        Term::Previous => self.of_or_silent(own, period.previous()),
                        Term::Of(code) => self.of_or_silent(of(code)?, period),
                    };
                    Some((numbers?.count?, factor))
                };
                let terms: Option<Vec<(UnknownId, i64)>> = terms.map(&mut number).collect();
                let own = self.of_or_silent(own, period).and_then(|numbers| numbers.count);
                if let (Some(own), Some(terms)) = (own, terms)
                    && (!self.is_silent(own) || terms.iter().any(|(id, _)| !self.is_silent(*id)))
                {
                    let terms = [(own, 1)].into_iter().chain(terms).collect();
                    self.tell(Fact { terms, low: 0, high: 0 }, period.end());
                }
            }
        }
    }

    /// `adds_up`: figures of some indicators that come to another's, months and years to date alike, wherever they do.
    pub fn groups(&mut self, scorecard: &Scorecard, figures: &Figures, lineages: &[&Lineage<'_>]) {
        for group in &scorecard.small_numbers.adds_up {
            let of = |code: &IndicatorCode| lineages.iter().find(|lineage| lineage.indicator.code == *code).copied();
            let parts: Option<Vec<&Lineage<'_>>> = group.parts.iter().map(of).collect();
            let (Some(whole), Some(parts)) = (of(&group.whole), parts) else { continue };
            for period in self.periods(&group.whole, None) {
                let numbers: Option<Vec<Numbers>> = parts.iter().map(|part| self.of_or_silent(part, period)).collect();
                if let (Some(whole), Some(parts)) = (self.of_or_silent(whole, period), numbers) {
                    self.parts(whole, &parts, true, period.end());
                }
            }
            let beside = Some(Companion::YearToDate);
            for period in self.periods(&group.whole, beside) {
                let mut to_date = |of: &Lineage<'_>| {
                    let code = of.indicator.code.clone();
                    let state = figures.beside(&code, Companion::YearToDate).and_then(|row| row.at(period));
                    let row = Row { code, beside };
                    let known = self.row(&row).and_then(|row| row.get(&period)).copied();
                    let known = known.filter(|numbers| numbers.count.is_some());
                    known.or_else(|| self.silent(&row, period, Some(state?.state()?), of.indicator.unit))
                };
                let numbers: Option<Vec<Numbers>> = parts.iter().map(|part| to_date(part)).collect();
                if let (Some(whole), Some(parts)) = (to_date(whole), numbers) {
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
        let mut same: Vec<Vec<(UnknownId, UnknownId, Date)>> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            for other in &rows[place + 1..] {
                same.extend(self.shared(row, other));
            }
        }
        for (rows, (one, other, end)) in
            same.into_iter().enumerate().flat_map(|(at, all)| all.into_iter().map(move |it| (at, it)))
        {
            self.equal(one, &[other], end);
            self.is_made(other, vec![(one, 1)]);
            self.repeated.insert((one, other), rows);
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
            if self.is_silent(*id) || self.is_silent(*twin) {
                continue;
            }
            if self.truth(*id) != self.truth(*twin) {
                return None;
            }
            values.insert(self.truth(*id));
            both.extend((id != twin).then_some((*id, *twin, period.end())));
        }
        (both.len() >= LEAST_REPEATED && values.len() > 1).then_some(both)
    }
}
