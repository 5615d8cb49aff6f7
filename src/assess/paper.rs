//! Assesses one paper of a project.

use std::collections::BTreeSet;

use crate::model::{Action, Commentary, Date, Indicator, IndicatorCode, Paper, Period, Release, Scorecard, SlotName};

use super::assessment::{AssessedTheme, Assessment, Ended, Request, as_of};
use super::benchmark;
use super::headline::{Counts, movements, unrated};
use super::indicator::{self, Moment};
use super::inputs::Inputs;
use super::points::Point;

/// Assesses one paper of a project.
pub fn assess<'s>(inputs: &Inputs<'s>, request: Request<'s>) -> Assessment<'s> {
    let scorecard = inputs.scorecard;
    let moment = moment(scorecard, &request);
    let themes = themes(inputs, &request, moment);
    let all = || themes.iter().flat_map(|theme| &theme.indicators);
    let codes: Vec<&IndicatorCode> = all().map(|assessed| &assessed.indicator.code).collect();
    let published = |point: &Point<'_>| point.rated.as_published;
    let any_published = all().any(|indicator| published(&indicator.current) || published(&indicator.before));
    // What only another paper's words say is not all of that paper: its counts and movements are not known.
    let compares = !any_published && all().any(|indicator| indicator.before.rated.rating.is_rated());
    let slot = |name: &dyn Fn(Option<String>) -> SlotName| slot(scorecard, &request, name);
    Assessment {
        organisation: &scorecard.organisation,
        short_name: &scorecard.short_name,
        brand: &scorecard.brand,
        notice: scorecard.notice.as_deref(),
        request,
        extracted: moment.extracted,
        attach: scorecard.attach,
        small_numbers: scorecard.small_numbers.policy,
        counts: Counts::of(all().map(|indicator| indicator.current.rated.rating)),
        unrated: unrated(all().map(|indicator| indicator.current.rated.rating)),
        published: request.paper.published.get(&request.period).copied(),
        any_published,
        counts_before: compares.then(|| Counts::of(all().map(|indicator| indicator.before.rated.rating))),
        movements: if compares { movements(all()) } else { Vec::new() },
        summary: slot(&SlotName::Summary),
        recommendation: slot(&SlotName::Recommendation),
        what_next: slot(&SlotName::WhatNext),
        you_told_us: slot(&SlotName::YouToldUs),
        have_your_say: slot(&SlotName::HaveYourSay),
        fuller: fuller(scorecard, &request),
        actions: actions(scorecard, &request, moment.extracted_before, moment.known_on),
        events: &scorecard.events,
        breaks: &scorecard.breaks,
        ended: ended(scorecard, &request),
        benchmark_old_after: scorecard.benchmark_old_after,
        figure_sources: figure_sources(scorecard, &codes),
        releases: releases(scorecard, &codes, moment.known_on),
        themes,
    }
}

fn moment(scorecard: &Scorecard, request: &Request<'_>) -> Moment {
    let extracted_for = |period: Period| scorecard.extracted.get(&period).copied();
    let extracted = extracted_for(request.period);
    Moment {
        period: request.period,
        since: request.since(),
        extracted,
        extracted_before: extracted_for(request.since()),
        known_on: as_of(request, extracted),
    }
}

/// Headings that have an indicator to show.
fn themes<'s>(inputs: &Inputs<'s>, request: &Request<'s>, moment: Moment) -> Vec<AssessedTheme<'s>> {
    let Inputs { scorecard, figures, .. } = *inputs;
    let is_shown = |indicator: &&'s Indicator| {
        request.paper.shows(&indicator.code) && indicator::is_shown(scorecard, figures, indicator, moment)
    };
    let themes = scorecard.themes.iter().map(|theme| AssessedTheme {
        name: &theme.name,
        analysis: slot(scorecard, request, &|paper| SlotName::Theme { theme: theme.name.clone(), paper }),
        indicators: theme
            .indicators
            .iter()
            .filter(is_shown)
            .map(|indicator| indicator::assess(inputs, indicator, moment))
            .collect(),
    });
    themes.filter(|theme| !theme.indicators.is_empty()).collect()
}

/// What was written for a place of this paper, otherwise for that place of every paper.
fn slot<'s>(
    scorecard: &'s Scorecard,
    request: &Request<'_>,
    name: &dyn Fn(Option<String>) -> SlotName,
) -> Option<&'s Commentary> {
    let find =
        |name: SlotName| scorecard.commentary.iter().find(|text| text.slot == name && text.period == request.period);
    find(name(Some(request.paper.key.clone()))).or_else(|| find(name(None)))
}

/// Where the figures of these indicators come from.
fn figure_sources<'s>(scorecard: &'s Scorecard, shown: &[&IndicatorCode]) -> Vec<&'s str> {
    let has_one = |codes: &BTreeSet<IndicatorCode>| shown.iter().any(|code| codes.contains(code));
    let sources = scorecard.figure_sources.iter().filter(|(_, codes)| has_one(codes));
    sources.map(|(source, _)| source.as_str()).collect()
}

/// Releases that were out on a day and have figures of these indicators.
fn releases<'s>(scorecard: &'s Scorecard, shown: &[&IndicatorCode], day: Date) -> Vec<&'s Release> {
    let has_one = |release: &&Release| {
        let authorities = release.authorities.values().map(|(_, figures)| figures);
        let mut figures = release.areas.iter().map(|(_, figures)| figures).chain(authorities);
        figures.any(|figures| shown.iter().any(|code| figures.contains_key(code)))
    };
    scorecard.releases.iter().filter(|release| benchmark::is_known(release, day)).filter(has_one).collect()
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
