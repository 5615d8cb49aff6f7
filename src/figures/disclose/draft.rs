//! What may be said of one indicator, each figure by itself, with the numbers behind it.

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::Observation;
use crate::figures::aggregate::{Derived, Figure, derive};
use crate::ledger::{Account, Disclosed, Entry, FigureId, Suppression};
use crate::model::{Aggregation, Breakdown, Companion, Date, FigureKind, Frequency, IndicatorCode, Missing, Period};
use crate::suppress::{Hidden, UnknownId};

use super::discloser::Discloser;
use super::foresight::ToDate;
use super::links::Part;
use super::numbers::{Book, Numbers, Piece, Row};
use super::order::{Cell, Margin};
use super::published::{Edition, Today};

/// The figures of one kind.
type Figures = BTreeMap<Period, (Entry, Numbers)>;

/// An account in which nothing is hidden yet but what is small itself.
#[derive(Debug, Default)]
pub struct Draft {
    rows: Vec<(FigureKind, Figures)>,
    sums: Vec<(String, Period, bool)>,
    /// By what a count out of a number is multiplied.
    factor: Option<u32>,
}

/// Rows that speak of the same few people as the indicator's own.
const BESIDE: [(FigureKind, Companion); 3] = [
    (FigureKind::Median, Companion::Median),
    (FigureKind::Minimum, Companion::Minimum),
    (FigureKind::Forecast, Companion::Forecast),
];

impl Draft {
    /// The figures that can be printed; those of an indicator to which others come stand above theirs.
    pub fn cells(&self, is_whole: bool) -> impl Iterator<Item = Cell> {
        let own = self.rows.iter().find(|(kind, _)| *kind == FigureKind::Value);
        let finest = own.and_then(|(_, row)| row.keys().map(|period| period.frequency().months()).min());
        let margin = move |kind: &FigureKind, period: Period| match kind {
            FigureKind::Part { .. } => Margin::Part,
            FigureKind::YearToDate => Margin::Longer,
            _ if finest.is_some_and(|finest| period.frequency().months() > finest) => Margin::Longer,
            _ if is_whole => Margin::Longer,
            _ => Margin::Own,
        };
        self.rows.iter().flat_map(move |(kind, row)| {
            let figures = row.iter().filter(|(_, (entry, _))| entry.is_figure());
            figures.map(move |(period, (_, numbers))| Cell { numbers: *numbers, margin: margin(kind, *period) })
        })
    }

    /// Its years to date, where they are of counts.
    pub fn to_date(&self) -> impl Iterator<Item = ToDate> {
        let row = |kind: FigureKind| self.rows.iter().find(|(of, _)| *of == kind).map(|(_, row)| row);
        let both = row(FigureKind::Value).zip(row(FigureKind::YearToDate));
        both.into_iter().flat_map(|(own, totals)| {
            let finest = own.keys().map(|period| period.frequency()).min();
            let is_own = move |period: &&Period| Some(period.frequency()) == finest;
            totals.keys().filter(is_own).filter_map(|period| to_date(own, totals, *period))
        })
    }

    /// Each figure that there is, with the numbers behind it; the indicator's own first.
    pub fn figures(&self, code: &IndicatorCode) -> impl Iterator<Item = (FigureId, &Entry, Numbers)> {
        self.rows.iter().flat_map(move |(kind, row)| {
            let id = |period: &Period| FigureId { code: code.clone(), kind: kind.clone(), period: *period };
            row.iter().map(move |(period, (entry, numbers))| (id(period), entry, *numbers))
        })
    }

    /// The figures that can be printed, as a record names them, with the numbers behind each and how it is printed today.
    pub fn printed(&self, code: &IndicatorCode) -> impl Iterator<Item = (FigureId, Today)> {
        self.rows.iter().flat_map(move |(kind, row)| {
            row.iter().map(move |(period, (entry, numbers))| {
                let id = FigureId { code: code.clone(), kind: kind.clone(), period: *period };
                let is_bare = entry.is_figure() && matches!(entry.out_of, Disclosed::Missing(_));
                (id, Today { numbers: *numbers, value: entry.value.value(), factor: self.factor, is_bare })
            })
        })
    }

    /// What may be said, given what is hidden, and which numbers that shows. What is made again hides what it hid.
    pub fn account(
        self,
        code: &IndicatorCode,
        hidden: Option<&Hidden>,
        again: Option<&Edition>,
    ) -> (Account, Vec<UnknownId>) {
        let mut account = Account::new();
        let mut shown: Vec<UnknownId> = Vec::new();
        let mut few: BTreeSet<Period> = BTreeSet::new();
        for (kind, row) in self.rows {
            let of = |(period, (entry, numbers)): (Period, (Entry, Numbers))| {
                let recorded =
                    |kind: &FigureKind| again?.get(&FigureId { code: code.clone(), kind: kind.clone(), period });
                let entry = match recorded(&kind) {
                    Some(Some(_)) => entry,
                    Some(None) => {
                        let is_shown = matches!(recorded(&FigureKind::Denominator), Some(Some(_)));
                        let out_of = entry.out_of;
                        let entry = all_hidden(entry);
                        if is_shown { Entry { out_of, ..entry } } else { entry }
                    }
                    None => with(entry, numbers, hidden),
                };
                let is_beside = stands_beside(&kind) && few.contains(&period);
                let entry = if is_beside { all_hidden(entry) } else { entry };
                if kind == FigureKind::Value && entry.value.is_hidden() {
                    few.insert(period);
                }
                shown.extend(told(&entry, numbers));
                (period, entry)
            };
            let mut row: BTreeMap<Period, Entry> = row.into_iter().map(of).collect();
            keep_no_change_from_what_is_hidden(&mut row);
            account.insert(kind, row);
        }
        self.sums.iter().for_each(|(by, period, comes_to_it)| account.add_sum(by, *period, *comes_to_it));
        (account, shown)
    }
}

/// A year to date with what it is made of; none where that is not known of each period, or is no plain count.
fn to_date(own: &Figures, totals: &Figures, period: Period) -> Option<ToDate> {
    let count = |figures: &Figures, period: Period| {
        let (_, numbers) = figures.get(&period)?;
        numbers.count.filter(|_| numbers.out_of.is_none())
    };
    let of_the_year: Vec<Period> = period.to_date().collect();
    let place = |end: Date| of_the_year.iter().position(|it| it.end() == end).map(|place| place + 1);
    let longer = own.keys().filter(|it| it.frequency() > period.frequency() && it.start() >= period.year().start());
    let range = |it: &Period| {
        let start = of_the_year.iter().position(|part| part.start() == it.start())?;
        Some((start..place(it.end())?, count(own, *it)?))
    };
    let latest = || own.keys().filter(|it| it.frequency() == period.frequency() && **it <= period);
    let first = latest().next()?.year();
    let before = own.keys().filter(|it| it.frequency() == Frequency::Year && it.end() < first.start());
    Some(ToDate {
        total: count(totals, period)?,
        periods: of_the_year.iter().map(|part| count(own, *part)).collect::<Option<_>>()?,
        totals: of_the_year.iter().take(of_the_year.len() - 1).map(|part| count(totals, *part)).collect(),
        longer: longer.filter_map(range).collect(),
        latest: latest().filter_map(|it| count(own, *it)).collect(),
        before: before.filter_map(|it| Some((count(own, *it)?, it.parts(period.frequency()).count()))).collect(),
        rest: period.year().parts(period.frequency()).count() - of_the_year.len(),
    })
}

/// Kinds that are hidden because the figure that they stand beside is: a percentage or an average of the same few people.
pub fn stands_beside(kind: &FigureKind) -> bool {
    matches!(kind, FigureKind::Median | FigureKind::Minimum)
}

/// An entry without what is hidden.
fn with(entry: Entry, numbers: Numbers, hidden: Option<&Hidden>) -> Entry {
    let is_hidden = |id| hidden.is_some_and(|hidden| hidden.has(id));
    if numbers.out_of.is_some_and(is_hidden) {
        return all_hidden(entry);
    }
    if !entry.is_figure() || !numbers.count.is_some_and(is_hidden) {
        return entry;
    }
    let out_of = entry.out_of;
    Entry { out_of, ..all_hidden(entry) }
}

/// A change that another paper printed leads from the figure of the period before, whichever one a paper compares with.
fn keep_no_change_from_what_is_hidden(row: &mut BTreeMap<Period, Entry>) {
    let hidden: BTreeSet<Period> =
        row.iter().filter(|(_, entry)| entry.value.is_hidden()).map(|(period, _)| *period).collect();
    for (_, entry) in row.iter_mut().filter(|(period, _)| hidden.contains(&period.previous())) {
        entry.change = None;
    }
}

/// The numbers that an entry tells.
fn told(entry: &Entry, numbers: Numbers) -> impl Iterator<Item = UnknownId> {
    let count = numbers.count.filter(|_| entry.count.is_figure() || entry.value.is_figure());
    count.into_iter().chain(numbers.out_of.filter(|_| entry.out_of.is_figure()))
}

/// A figure taken away with its numbers, because it would give a hidden one away. Where it is hidden for itself that stays the reason.
fn all_hidden(entry: Entry) -> Entry {
    let hide = |it: Disclosed<_>| match it {
        Disclosed::Value(_) => Disclosed::Suppressed(Suppression::GivesAway),
        missing_or_hidden => missing_or_hidden,
    };
    let (count, out_of) = (hide(entry.count), hide(entry.out_of));
    Entry { value: hide(entry.value), exact: None, count, out_of, change: None, ..entry }
}

impl<'s> Discloser<'s> {
    /// Every figure of the indicator. Its numbers go into the book, where there is one because something is hidden.
    pub fn draft(&self, book: &mut Option<Book>) -> Draft {
        let mut draft = Draft { factor: self.unit().factor(), ..Draft::default() };
        let periods = self.periods();
        // First, because longer periods are made of years to date where they can be.
        let to_date = self.years_to_date(&periods, book);
        if let Some(book) = book {
            self.quarters_so_far(&periods, book);
        }
        let own: Figures = periods.into_iter().filter_map(|period| Some((period, self.own(period, book)?))).collect();
        draft.rows.push((FigureKind::Value, own));
        draft.rows.push((FigureKind::YearToDate, to_date));
        for (kind, companion) in BESIDE {
            let row = self.row(companion);
            let entry = |(period, observation): (Period, &'s Observation)| {
                let numbers = match companion {
                    // What is expected tells nothing of what is.
                    Companion::Forecast => None,
                    _ => book.as_mut().map(|book| book.given(&row, self.unit(), period, observation)),
                };
                (period, (self.entry(&Figure::Given(observation), period), numbers.unwrap_or_default()))
            };
            draft.rows.push((kind, self.given(companion).map(entry).collect()));
        }
        for (place, breakdown) in self.lineage.indicator.breakdowns.iter().enumerate() {
            self.add_parts(&mut draft, place, breakdown, book);
        }
        draft
    }

    /// The periods of which something may have to be said: those that the data give, and the longer ones that they lie in.
    fn periods(&self) -> BTreeSet<Period> {
        let given: Vec<Period> =
            Frequency::ALL.into_iter().flat_map(|frequency| self.lineage.periods(frequency)).collect();
        // Of school years and calendar years nothing is printed unless somebody asks for it.
        let is_used = |frequency: &Frequency| {
            *frequency <= Frequency::Year
                || self.has_papers_of(*frequency)
                || given.iter().any(|it| it.frequency() == *frequency)
        };
        let longer = |frequency: Frequency| {
            let shorter = given.iter().filter(move |period| period.frequency().months() < frequency.months());
            let mut longer: Vec<Period> = shorter.filter_map(move |period| around(*period, frequency)).collect();
            // The months of a year follow one another.
            longer.dedup();
            longer
        };
        given.iter().copied().chain(Frequency::ALL.into_iter().filter(is_used).flat_map(longer)).collect()
    }

    /// The own figure of a period, given or made from shorter ones.
    fn own(&self, period: Period, book: &mut Option<Book>) -> Option<(Entry, Numbers)> {
        let figure = self.lineage.at(period)?;
        let numbers = book.as_mut().and_then(|book| book.of(&self.lineage, period));
        Some((self.entry(&figure, period), numbers.unwrap_or_default()))
    }

    /// Years to date as the data give them, otherwise from their periods.
    fn years_to_date(&self, own: &BTreeSet<Period>, book: &mut Option<Book>) -> Figures {
        let given: BTreeMap<Period, &Observation> = self.given(Companion::YearToDate).collect();
        let periods: BTreeSet<Period> = own.iter().chain(given.keys()).copied().collect();
        let row = self.row(Companion::YearToDate);
        let mut of = |period: Period| {
            let figure = match given.get(&period) {
                Some(observation) => Figure::Given(observation),
                None => Figure::Derived(self.year_to_date(period)?),
            };
            let lineage = self.lineage.of(period);
            let own = Row { code: lineage.indicator.code.clone(), beside: None };
            let numbers = book.as_mut().map(|book| {
                let pieces = self.pieces_to_date(period);
                book.whole(lineage, (&row, &own), (period, &figure), pieces)
            });
            Some((period, (self.entry(&figure, period), numbers.unwrap_or_default())))
        };
        periods.into_iter().filter_map(&mut of).collect()
    }

    /// The first two months of each quarter but the year's first, of which a year to date speaks.
    fn quarters_so_far(&self, periods: &BTreeSet<Period>, book: &mut Book) {
        for quarter in periods.iter().filter(|period| period.frequency() == Frequency::Quarter) {
            let lineage = self.lineage.of(*quarter);
            let months = quarter.parts(Frequency::Month).take(2).map(|month| lineage.piece(month)).collect();
            if quarter.start() != quarter.year().start()
                && let Ok(made) = derive(lineage, months, lineage.indicator.aggregation)
                && made.parts.len() == 2
            {
                let row = Row { code: lineage.indicator.code.clone(), beside: None };
                book.unprinted_sum(&row, lineage.indicator.unit, &made.parts);
            }
        }
    }

    /// Running totals are years to date already, and a first period is its own.
    fn year_to_date(&self, period: Period) -> Option<Derived<'s>> {
        let aggregation = self.lineage.of(period).indicator.aggregation;
        match aggregation {
            Aggregation::Sum | Aggregation::RatioOfSums => {}
            Aggregation::Latest | Aggregation::None => return None,
        }
        period.to_date().nth(1)?;
        derive(&self.lineage, self.pieces_to_date(period), aggregation).ok()
    }

    /// The periods of a year to date: as they are given, else their shorter ones.
    fn pieces_to_date(&self, period: Period) -> Vec<Piece<'s>> {
        let mut pieces = Vec::new();
        for part in period.to_date() {
            match self.lineage.piece(part) {
                given @ (_, Some(_)) => pieces.push(given),
                _ => pieces.extend(self.lineage.pieces(part)),
            }
        }
        pieces
    }

    /// Puts the parts of a breakdown into a draft, with what they come to where that is said, or where they do.
    fn add_parts(&self, draft: &mut Draft, place: usize, breakdown: &Breakdown, book: &mut Option<Book>) {
        let companions: Vec<Companion> =
            (0..breakdown.parts.len()).map(|part| Companion::Part { breakdown: place, part }).collect();
        let given: Vec<BTreeMap<Period, &'s Observation>> =
            companions.iter().map(|companion| self.given(*companion).collect()).collect();
        let mut rows: Vec<Figures> = vec![Figures::new(); given.len()];
        let periods: BTreeSet<Period> = given.iter().flat_map(BTreeMap::keys).copied().collect();
        for period in periods {
            let parts: Vec<Option<&Observation>> = given.iter().map(|row| row.get(&period).copied()).collect();
            let comes_to_it = self.come_to_the_whole(&parts, period);
            if breakdown.sums || comes_to_it {
                draft.sums.push((breakdown.by.clone(), period, comes_to_it));
            }
            let mut numbers: Vec<Numbers> = Vec::new();
            for ((part, companion), row) in parts.iter().zip(&companions).zip(&given) {
                let observation = part.filter(|part| part.state() != Some(Missing::SuppressedBySource));
                numbers.push(match (book.as_mut(), observation) {
                    (Some(book), Some(observation)) => {
                        let row_of = self.row(*companion);
                        let figure = Figure::Given(observation);
                        book.whole(&self.lineage, (&row_of, &row_of), (period, &figure), shorter(row, period))
                    }
                    _ => Numbers::default(),
                });
            }
            if let Some(book) = book
                && (breakdown.sums || comes_to_it)
            {
                self.tie(book, period, (&parts, &companions), &numbers);
            }
            for ((row, part), numbers) in rows.iter_mut().zip(&parts).zip(numbers) {
                row.extend(part.map(|part| (period, (self.entry(&Figure::Given(part), period), numbers))));
            }
        }
        for (name, row) in breakdown.parts.iter().zip(rows) {
            draft.rows.push((FigureKind::Part { by: breakdown.by.clone(), name: name.clone() }, row));
        }
    }

    /// Tells that parts come to their whole. A part without a figure may be anything.
    fn tie(
        &self,
        book: &mut Book,
        period: Period,
        (parts, companions): (&[Option<&Observation>], &[Companion]),
        numbers: &[Numbers],
    ) {
        let Some(whole) = book.of_or_silent(&self.lineage, period) else { return };
        let state = |part: &Option<&Observation>| part.and_then(Observation::state);
        let is_known =
            |part: &Option<&Observation>| part.is_some() && matches!(state(part), None | Some(Missing::NoCases));
        let known = parts.iter().zip(numbers).filter(|(part, _)| is_known(part)).map(|(_, numbers)| *numbers).collect();
        let unknown = |(part, companion): (&Option<&Observation>, &Companion)| {
            Part::of(state(part)?, self.unit(), (&self.row(*companion), period))
        };
        let unknown: Vec<Option<Part>> = parts.iter().zip(companions).map(unknown).collect();
        let is_whole = parts.iter().zip(&unknown).all(|(part, unknown)| is_known(part) || unknown.is_some());
        let unknown: Vec<Part> = unknown.into_iter().flatten().collect();
        book.share(whole, known, unknown, is_whole, period.end());
    }
}

/// The figures of a row for the shorter periods in one: the period itself where the row has none.
fn shorter<'s>(row: &BTreeMap<Period, &'s Observation>, period: Period) -> Vec<Piece<'s>> {
    let finest = row.keys().map(|it| it.frequency()).min().unwrap_or(period.frequency());
    period.parts(finest).map(|part| (part, row.get(&part).copied())).collect()
}

/// The period of another length in which one lies whole.
fn around(period: Period, frequency: Frequency) -> Option<Period> {
    let over = period.latest(frequency);
    [over, over.earlier(-1)].into_iter().find(|it| it.start() <= period.start() && period.end() <= it.end())
}
