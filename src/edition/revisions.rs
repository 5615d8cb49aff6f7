//! Which figures are no longer what was published, why, and which of them a paper lists.
//!
//! A mark lasts one edition: what counts is the one that published a figure last. What nobody had said (too early, awaited, not available)
//! is counted, and so are numerators and denominators that moved a figure by less than its rounding.
//!
//! What was provisional, what follows from a listed change, what its publisher revised and
//! what the project calls routine is explained by rule.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::ledger::FigureId;
use crate::load::Record;
use crate::load::record::FigureText;
use crate::model::{Correction, FigureKind, IndicatorCode, Missing, Period, RevisionKind, Scorecard, Unit, Value};
use crate::view::{FigureRow, read_states};

use super::difference::{Differs, is_told_apart};
use super::printed;
use super::records::TOOL;

/// What is another one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revised {
    /// The figure as shown.
    Figure,
    /// Its rating alone.
    Rating,
    /// The numbers behind it, by less than its rounding shows.
    BelowRounding,
}

/// One figure that is no longer what was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision<'r> {
    /// Whose figure.
    pub code: IndicatorCode,
    /// Which.
    pub figure: FigureKind,
    /// Of which period.
    pub period: Period,
    /// As it was published.
    pub was: FigureText,
    /// Where it was published last.
    pub edition: &'r Record,
    /// On which page.
    pub page: Option<usize>,
    /// As it is now.
    pub now: FigureText,
    /// What differs.
    pub what: Revised,
    /// Told one by one, and not only counted.
    pub listed: bool,
    /// Planned, or an error; `None` where nobody has said it.
    pub kind: Option<RevisionKind>,
    /// Why; `None` likewise.
    pub reason: Option<String>,
}

/// All that differs from the editions before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revisions<'r> {
    /// The editions, the latest last.
    pub editions: Vec<&'r Record>,
    /// In page order; of one indicator the latest period first.
    pub all: Vec<Revision<'r>>,
}

/// Where a figure was published last.
type Published<'r> = BTreeMap<(&'r str, &'r str, &'r str), (&'r FigureText, &'r Record, Option<usize>)>;

impl<'r> Revisions<'r> {
    /// Compares the rows of a paper for `period` with what its editions published; of several that published a figure the latest counts, so that a change
    /// is told once.
    pub fn of(rows: &[FigureRow], editions: Vec<&'r Record>, period: Period, scorecard: &Scorecard) -> Self {
        let mut published: Published<'r> = BTreeMap::new();
        for record in &editions {
            for indicator in &record.indicators {
                for (kind, periods) in &indicator.figures {
                    for (of, text) in periods {
                        published.insert((&indicator.code, kind, of), (text, *record, indicator.page));
                    }
                }
            }
        }
        let revised = rows.iter().filter_map(|row| revision(row, &published, period));
        let mut all: Vec<Revision<'r>> = revised.filter(|it| !is_by_another_rule(it, rows, &published)).collect();
        let changed: BTreeSet<(IndicatorCode, Period)> =
            all.iter().filter(|it| it.figure == FigureKind::Value).map(|it| (it.code.clone(), it.period)).collect();
        let behind = |it: &Revision<'_>| it.what == Revised::BelowRounding;
        all.retain(|it| !behind(it) || !changed.contains(&(it.code.clone(), it.period)));
        // Numerator and denominator are one figure.
        all.dedup_by(|next, first| {
            behind(next) && behind(first) && (&next.code, next.period) == (&first.code, first.period)
        });
        // What readers hold in their hands comes first.
        all.chunk_by_mut(|one, other| one.code == other.code)
            .for_each(|of_one| of_one.sort_by_key(|it| Reverse(it.period.end())));
        let mut revisions = Self { editions, all };
        revisions.explain(period, scorecard);
        revisions
    }

    /// The figures that are marked as revised.
    pub fn marked(&self) -> HashSet<FigureId> {
        let marked = self.all.iter().filter(|it| it.what == Revised::Figure);
        marked.map(|it| FigureId { code: it.code.clone(), kind: it.figure.clone(), period: it.period }).collect()
    }

    /// Those that are told one by one.
    pub fn listed(&self) -> impl Iterator<Item = &Revision<'r>> {
        self.all.iter().filter(|revision| revision.listed)
    }

    fn explain(&mut self, paper: Period, scorecard: &Scorecard) {
        for revision in &mut self.all {
            let unit = scorecard.indicator(revision.code.as_str()).map(|indicator| indicator.unit);
            revision.listed = is_listed(revision, paper, unit, scorecard);
            let account = revision.account_in(&scorecard.corrections);
            let planned = revision.planned();
            revision.kind = account.and_then(|it| it.kind).or(planned.map(|_| RevisionKind::Revision));
            revision.reason = account.and_then(|it| it.reason.clone()).or(planned.map(str::to_owned));
            if !revision.listed && revision.reason.is_none() {
                revision.kind = Some(RevisionKind::Revision);
                revision.reason.clone_from(&scorecard.revisions.routine);
            }
        }
        // What is made of a changed figure changed for its reason.
        let is_cause = |it: &&Revision<'_>| it.figure == FigureKind::Value && it.what == Revised::Figure && it.listed;
        let causes: Vec<Revision<'r>> = self.all.iter().filter(is_cause).cloned().collect();
        for revision in self.all.iter_mut().filter(|it| it.listed && it.reason.is_none()) {
            if let Some(cause) = causes.iter().find(|cause| revision.follows(cause)) {
                revision.kind = cause.kind;
                revision.reason = Some(format!("follows from the figure of {}", cause.period.label()));
            }
        }
    }
}

fn revision<'r>(row: &FigureRow, published: &Published<'r>, paper: Period) -> Option<Revision<'r>> {
    let kind = &row.kind;
    if !kind.is_compared() {
        return None;
    }
    let now = printed::text(row);
    let (spelling, at) = (kind.to_string(), row.period.to_string());
    let (was, edition, page) = *published.get(&(row.code.as_str(), spelling.as_str(), at.as_str()))?;
    // What a year will end at is thought anew each month.
    if *kind == FigureKind::Forecast && edition.period != paper.to_string() {
        return None;
    }
    let what = match Differs::between(was, &now) {
        Differs { figure: true, .. } if kind.is_behind() => Revised::BelowRounding,
        Differs { figure: true, .. } => Revised::Figure,
        Differs { judgement: true, .. } => Revised::Rating,
        _ => return None,
    };
    Some(Revision {
        code: IndicatorCode::new(&row.code).ok()?,
        figure: kind.clone(),
        period: row.period,
        was: was.clone(),
        edition,
        page,
        now,
        what,
        listed: false,
        kind: None,
        reason: None,
    })
}

/// Whether only an earlier version's rounding made it another rating.
fn is_by_another_rule(revision: &Revision<'_>, rows: &[FigureRow], published: &Published<'_>) -> bool {
    if revision.edition.tool == TOOL || revision.what != Revised::Rating || !is_told_apart(&revision.was, &revision.now)
    {
        return false;
    }
    let (code, of) = (revision.code.as_str(), revision.period);
    let is_numerator = |row: &&FigureRow| row.code == code && row.period == of && row.kind == FigureKind::Numerator;
    let now = rows.iter().find(is_numerator).map(|row| row.value.as_str());
    let (kind, at) = (FigureKind::Numerator.to_string(), of.to_string());
    let then = published.get(&(code, kind.as_str(), at.as_str())).map(|(text, ..)| text.value.as_str());
    now == then
}

/// The paper's own figure of a reissue, a changed rating, and of back periods what passes the project's threshold. What was not known or too
/// early to judge was not said, and so is only counted.
fn is_listed(revision: &Revision<'_>, paper: Period, unit: Option<Unit>, scorecard: &Scorecard) -> bool {
    let policy = &scorecard.revisions;
    let is_own = revision.period == paper && revision.edition.period == paper.to_string();
    if revision.what == Revised::BelowRounding {
        return false;
    }
    if is_own || revision.what == Revised::Rating {
        return true;
    }
    if revision.was_open() {
        return false;
    }
    if Differs::between(&revision.was, &revision.now).judgement {
        return true;
    }
    if policy.routine.is_none() {
        return true;
    }
    let Some((was, now)) = revision.values() else { return true };
    let (size, limit) = match unit {
        Some(Unit::Percent) => (now.distance(was), policy.points),
        _ => (share(now.distance(was), was), policy.per_cent),
    };
    limit.is_none_or(|limit| size >= limit)
}

/// A change in per cent of what it started from; of nothing it is everything.
fn share(change: Value, of: Value) -> Value {
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    Value::from_decimal((change.decimal() * hundred).checked_div(of.abs().decimal()).unwrap_or(hundred))
}

/// A figure as somebody writes it who copies it from the page: `84`, `84%`, `£1,204`, `12 days`.
fn amount(written: &str) -> Option<Value> {
    let plain = written.replace(',', "").replace('\u{2212}', "-").replacen('£', "", 1);
    let digits = plain.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '%' | ' '));
    Value::parse(digits)
}

impl Revision<'_> {
    /// Whether an edition prints the figure as it is now, with the rating where that is what differs.
    pub fn is_told_by(&self, edition: &Record) -> bool {
        let printed = edition.indicator(self.code.as_str());
        let figure = printed.and_then(|it| it.figures.get(&self.figure.to_string())?.get(&self.period.to_string()));
        figure.is_some_and(|text| {
            let differs = Differs::between(text, &self.now);
            !differs.figure && (self.what != Revised::Rating || !differs.rating)
        })
    }

    /// Both figures, where both are.
    pub fn values(&self) -> Option<(Value, Value)> {
        Some((Value::parse(&self.was.value)?, Value::parse(&self.now.value)?))
    }

    /// Both in the words of `corrections.yaml`: figure and state, and where only the rating differs the rating.
    pub fn account(&self) -> (String, String) {
        let words = |text: &FigureText| {
            let rating = if self.what == Revised::Rating { text.rating.clone() } else { String::new() };
            FigureText { value: text.value.clone(), state: text.instead().to_owned(), rating }.to_string()
        };
        (words(&self.was), words(&self.now))
    }

    /// The entry of `corrections.yaml` about it; of several the first that has no blanks.
    pub fn account_in<'c>(&self, corrections: &'c [Correction]) -> Option<&'c Correction> {
        let mut of_it = corrections.iter().filter(|correction| self.is_meant_by(correction));
        let is_whole = |correction: &&Correction| correction.kind.is_some() && correction.reason.is_some();
        of_it.clone().find(is_whole).or_else(|| of_it.next())
    }

    fn is_meant_by(&self, correction: &Correction) -> bool {
        let says = |written: &str, text: &FigureText| {
            let written = FigureText::from(written.trim());
            let same_figure = match (amount(&written.value), Value::parse(&text.value)) {
                (Some(written), Some(figure)) => written == figure,
                (None, None) => written.instead() == text.instead(),
                (Some(_), None) | (None, Some(_)) => false,
            };
            let same_rating = || written.rating.to_lowercase() == text.rating.to_lowercase();
            same_figure && (self.what != Revised::Rating || same_rating())
        };
        correction.indicator == self.code
            && correction.figure == self.figure
            && correction.period == self.period
            && says(&correction.was, &self.was)
            && says(&correction.now, &self.now)
    }

    /// Why it changed, where what was published said that it would.
    fn planned(&self) -> Option<&'static str> {
        if matches!(self.figure, FigureKind::Benchmark { .. }) {
            return Some("revised by its publisher");
        }
        let (instead, marks) = read_states(&self.was.state);
        let known = [
            (marks.provisional, "provisional when it was published"),
            (marks.too_early, "too early to judge when it was published"),
            (marks.estimated, "estimated when it was published"),
            (marks.forecast, "a forecast when it was published"),
            (instead == Some(Missing::Awaited), "awaited when it was published"),
            (instead == Some(Missing::NotAvailable), "not available when it was published"),
        ];
        known.into_iter().find(|(is, _)| *is).map(|(_, words)| words)
    }

    /// Whether nothing had been said: there was no figure, or it was too early to judge.
    pub fn was_open(&self) -> bool {
        self.was.value.is_empty() || read_states(&self.was.state).1.too_early
    }

    /// Whether disclosure control hides the figure now.
    pub fn is_hidden(&self) -> bool {
        self.now.value.is_empty() && read_states(&self.now.state).0 == Some(Missing::SuppressedBySource)
    }

    /// Whether it is made of another figure of its indicator.
    fn follows(&self, cause: &Self) -> bool {
        let is_itself = self.figure == FigureKind::Value && self.period == cause.period;
        let first =
            if self.figure == FigureKind::YearToDate { self.period.year().start() } else { self.period.start() };
        !is_itself
            && self.code == cause.code
            && first <= cause.period.start()
            && cause.period.end() <= self.period.end()
    }
}
