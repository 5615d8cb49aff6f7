//! What the figures mean: ratings, changes, counts, and what may be shown at all.
//!
//! It takes definitions and the [`Ledger`] of disclosed figures, so a small number cannot reach a page, a chart or an attachment by oversight. What hangs on a paper's day is decided
//! here: which figures can be judged yet, and which releases were out. It cannot fail: whatever prevents a statement is itself the statement, and the paper prints the reason.

mod benchmark;
mod breakdown;
mod direction;
mod figures;
mod headline;
mod indicator;
mod maturity;
mod points;
mod record;
pub mod spc;
pub mod statistics;
mod trend;

pub use benchmark::{Benchmark, BestNeighbour, Comparison, NEIGHBOURS, Position, Standing, Threshold};
pub use breakdown::{AssessedBreakdown, AssessedPart};
pub use direction::{Change, Judgement, NotComparable, judge};
pub use figures::Place;
pub use headline::{Counts, Movement};
pub use indicator::{AssessedIndicator, HowLong, Immature};
pub use maturity::{closes, is_too_early};
pub use points::Point;
pub use record::{Record, record_of};
pub use statistics::Quartile;
pub use trend::{Trend, trend_of};

use std::collections::HashSet;
use std::sync::Arc;

use crate::figures::{Figures, Lineage};
use crate::ledger::{FigureId, Ledger};
use crate::model::{
    Action, Brand, Break, Commentary, Date, Event, Indicator, Meeting, Paper, Period, PublishedCounts, Scorecard,
    SlotName, SmallNumbersPolicy,
};

use crate::rating::Reason;

use indicator::Moment;
use points::Points;

/// What papers are made from: definitions, which figures there are, and what may be said of them.
#[derive(Debug, Clone)]
pub struct Inputs<'s> {
    /// Definitions, benchmarks, commentary, papers.
    pub scorecard: &'s Scorecard,
    /// Which figures the data give; what they are is in the ledger alone.
    pub figures: &'s Figures,
    /// What may be said.
    pub ledger: &'s Ledger,
    /// Figures that are no longer what was published, so that they are marked wherever they are printed.
    pub revised: Arc<HashSet<FigureId>>,
}

impl<'s> Inputs<'s> {
    /// Those of a project of which nothing has been revised.
    pub fn new(scorecard: &'s Scorecard, figures: &'s Figures, ledger: &'s Ledger) -> Self {
        Self { scorecard, figures, ledger, revised: Arc::default() }
    }

    /// The figures of an indicator for a paper whose source systems were asked on a day.
    fn points(&self, indicator: &'s Indicator, extracted: Option<Date>) -> Points<'s> {
        Points {
            lineage: Lineage::new(self.scorecard, self.figures, indicator),
            account: self.ledger.account(&indicator.code),
            days: &self.scorecard.working_days,
            revised: Arc::clone(&self.revised),
            extracted,
        }
    }
}

/// Which paper is made.
#[derive(Debug, Clone, Copy)]
pub struct Request<'s> {
    /// The paper.
    pub paper: &'s Paper,
    /// For which period.
    pub period: Period,
    /// For which meeting, where one is known.
    pub meeting: Option<&'s Meeting>,
}

/// One paper's indicators, assessed.
#[derive(Debug)]
pub struct Assessment<'s> {
    /// The body whose scorecard it is.
    pub organisation: &'s str,
    /// Its name at the end of a chart's line.
    pub short_name: &'s str,
    /// The council's own look.
    pub brand: &'s Brand,
    /// A sentence for every page.
    pub notice: Option<&'s str>,
    /// Which paper it is.
    pub request: Request<'s>,
    /// When the source systems were asked.
    pub extracted: Option<Date>,
    /// Whether the figures travel inside the PDF.
    pub attach: bool,
    /// What is hidden.
    pub small_numbers: SmallNumbersPolicy,
    /// In page order.
    pub themes: Vec<AssessedTheme<'s>>,
    /// By rating, now and in the period before.
    pub counts: Counts,
    /// Why those without a rating have none, and how many.
    pub unrated: Vec<(Reason, usize)>,
    /// What a paper printed about measures that it does not all name.
    pub published: Option<PublishedCounts>,
    /// Some ratings are those that another paper printed.
    pub any_published: bool,
    /// The same in the period before; `None` where no rating was known then, or only those that another paper printed.
    pub counts_before: Option<Counts>,
    /// From one rating to another since the period before, in page order.
    pub movements: Vec<Movement<'s>>,
    /// First page.
    pub summary: Option<&'s Commentary>,
    /// What the panel is asked to do.
    pub recommendation: Option<&'s Commentary>,
    /// What the council does next, in words for everybody.
    pub what_next: Option<&'s Commentary>,
    /// How those whom the figures are about can say what they think.
    pub have_your_say: Option<&'s Commentary>,
    /// The title of another paper for the same panel, in another layout, that shows every indicator of this one.
    pub fuller: Option<&'s str>,
    /// Those that are open, or were closed since the extraction of the period before.
    pub actions: Vec<&'s Action>,
    /// On every chart.
    pub events: &'s [Event],
    /// In every series.
    pub breaks: &'s [Break],
    /// Indicators that left the paper within the year.
    pub ended: Vec<Ended<'s>>,
    /// After so many months a benchmark is marked as old.
    pub benchmark_old_after: u32,
    /// Where the figures of the paper's indicators come from.
    pub figure_sources: Vec<&'s str>,
    /// Releases whose figures the paper shows.
    pub releases: Vec<&'s crate::model::Release>,
}

/// An indicator that a paper no longer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended<'s> {
    /// Its last name.
    pub name: &'s str,
    /// The first period without it.
    pub from: Period,
    /// The name of what took its place.
    pub successor: Option<&'s str>,
    /// Why.
    pub reason: Option<&'s str>,
}

/// A heading with its indicators.
#[derive(Debug)]
pub struct AssessedTheme<'s> {
    /// The heading.
    pub name: &'s str,
    /// What its figures say together.
    pub analysis: Option<&'s Commentary>,
    /// In page order.
    pub indicators: Vec<AssessedIndicator<'s>>,
}

impl<'s> Assessment<'s> {
    /// Every indicator in page order.
    pub fn indicators(&self) -> impl Iterator<Item = &AssessedIndicator<'s>> {
        self.themes.iter().flat_map(|theme| &theme.indicators)
    }

    /// The day to which "overdue" refers: the meeting, else the extraction, else the end of the period; never the clock.
    pub fn as_of(&self) -> Date {
        as_of(&self.request, self.extracted)
    }
}

fn as_of(request: &Request<'_>, extracted: Option<Date>) -> Date {
    request.meeting.map(|meeting| meeting.date).or(extracted).unwrap_or_else(|| request.period.end())
}

/// Assesses one paper of a project.
pub fn assess<'s>(inputs: &Inputs<'s>, request: Request<'s>) -> Assessment<'s> {
    let Inputs { scorecard, figures, .. } = *inputs;
    let extracted_for = |period: Period| scorecard.extracted.get(&period).copied();
    let extracted = extracted_for(request.period);
    let known_on = as_of(&request, extracted);
    let extracted_before = extracted_for(request.period.previous());
    let moment = Moment { period: request.period, extracted, extracted_before, known_on };
    let find =
        |name: SlotName| scorecard.commentary.iter().find(|text| text.slot == name && text.period == request.period);
    let slot = |name: &dyn Fn(Option<String>) -> SlotName| {
        find(name(Some(request.paper.key.clone()))).or_else(|| find(name(None)))
    };
    let themes: Vec<AssessedTheme<'s>> = scorecard
        .themes
        .iter()
        .map(|theme| AssessedTheme {
            name: &theme.name,
            analysis: slot(&|paper| SlotName::Theme { theme: theme.name.clone(), paper }),
            indicators: theme
                .indicators
                .iter()
                .filter(|indicator| request.paper.shows(&indicator.code))
                .filter(|indicator| indicator::is_shown(scorecard, figures, indicator, request.period))
                .map(|indicator| indicator::assess(inputs, indicator, moment))
                .collect(),
        })
        .filter(|theme| !theme.indicators.is_empty())
        .collect();
    let all = || themes.iter().flat_map(|theme| &theme.indicators);
    let counts = Counts::of(all().map(|indicator| indicator.current.rated.rating));
    let published = |point: &Point<'_>| point.rated.as_published;
    let any_published = all().any(|indicator| published(&indicator.current) || published(&indicator.before));
    // What only another paper's words say is not all of that paper: its counts and movements are not known.
    let compares = !any_published && all().any(|indicator| indicator.before.rated.rating.is_rated());
    let counts_before = compares.then(|| Counts::of(all().map(|indicator| indicator.before.rated.rating)));
    let movements = if compares { headline::movements(all()) } else { Vec::new() };
    let releases = scorecard.releases.iter().filter(|release| benchmark::is_known(release, known_on));
    let shown = |release: &&crate::model::Release| {
        let authorities = release.authorities.values().map(|(_, figures)| figures);
        let mut figures = release.areas.iter().map(|(_, figures)| figures).chain(authorities);
        figures.any(|figures| all().any(|indicator| figures.contains_key(&indicator.indicator.code)))
    };
    Assessment {
        organisation: &scorecard.organisation,
        short_name: &scorecard.short_name,
        brand: &scorecard.brand,
        notice: scorecard.notice.as_deref(),
        request,
        extracted,
        attach: scorecard.attach,
        small_numbers: scorecard.small_numbers.policy,
        unrated: headline::unrated(all().map(|indicator| indicator.current.rated.rating)),
        published: request.paper.published.get(&request.period).copied(),
        counts,
        any_published,
        counts_before,
        movements,
        summary: slot(&SlotName::Summary),
        recommendation: slot(&SlotName::Recommendation),
        what_next: slot(&SlotName::WhatNext),
        have_your_say: slot(&SlotName::HaveYourSay),
        fuller: fuller(scorecard, &request),
        actions: actions(scorecard, &request, extracted_before, known_on),
        events: &scorecard.events,
        breaks: &scorecard.breaks,
        ended: ended(scorecard, &request),
        benchmark_old_after: scorecard.benchmark_old_after,
        figure_sources: scorecard
            .figure_sources
            .iter()
            .filter(|(_, codes)| all().any(|indicator| codes.contains(&indicator.indicator.code)))
            .map(|(source, _)| source.as_str())
            .collect(),
        releases: releases.filter(shown).collect(),
        themes,
    }
}

/// The first other paper of the manifest where a reader of this one finds more about the same indicators.
fn fuller<'s>(scorecard: &'s Scorecard, request: &Request<'_>) -> Option<&'s str> {
    let own = request.paper;
    let shown: Vec<_> = scorecard.indicators().map(|(_, it)| &it.code).filter(|code| own.shows(code)).collect();
    let is_fuller = |paper: &&Paper| {
        paper.key != own.key
            && paper.panel == own.panel
            && paper.layout != own.layout
            && shown.iter().all(|code| paper.shows(code))
    };
    scorecard.papers.iter().find(is_fuller).map(|paper| paper.title.as_str())
}

/// Indicators of the paper that were retired or replaced in the twelve months to the end of its period, in page order.
fn ended<'s>(scorecard: &'s Scorecard, request: &Request<'_>) -> Vec<Ended<'s>> {
    let (after, until) = (request.period.year_before().end(), request.period.end());
    let lately = |from: Period| after < from.start() && from.start() <= until;
    let indicators = || scorecard.indicators().map(|(_, indicator)| indicator);
    let retired = |indicator: &'s Indicator| {
        let retired = indicator.retired.as_ref().filter(|retired| lately(retired.from))?;
        let name = indicator.name.at_or_first(retired.from.previous());
        Some(Ended { name, from: retired.from, successor: None, reason: retired.reason.as_deref() })
    };
    let replaced = |successor: &'s Indicator| {
        let replaces = successor.replaces.as_ref().filter(|replaces| lately(replaces.from))?;
        let earlier = indicators().find(|indicator| indicator.code == replaces.code)?;
        let name = earlier.name.at_or_first(replaces.from.previous());
        let successor = Some(successor.name.at_or_first(replaces.from).as_str());
        Some(Ended { name, from: replaces.from, successor, reason: replaces.reason.as_deref() })
    };
    let of_paper = indicators().filter(|indicator| request.paper.shows(&indicator.code));
    of_paper.flat_map(|indicator| retired(indicator).into_iter().chain(replaced(indicator))).collect()
}

/// Open actions, and those closed since the last paper, of this paper's indicators or of none.
fn actions<'s>(
    scorecard: &'s Scorecard,
    request: &Request<'_>,
    since: Option<Date>,
    known_on: Date,
) -> Vec<&'s Action> {
    let belongs = |action: &&Action| action.indicator.as_ref().is_none_or(|code| request.paper.shows(code));
    let still_told = |action: &&Action| match action.closed {
        None => true,
        Some(closed) => closed > known_on || since.is_some_and(|since| closed > since),
    };
    let raised = |action: &&Action| action.from.is_none_or(|from| from.start() <= request.period.end());
    scorecard.actions.iter().filter(belongs).filter(raised).filter(still_told).collect()
}
