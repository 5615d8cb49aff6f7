//! Indicators of which some come to another: what `adds_up` declares, and what nobody has declared though the figures always do.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::figures::{Lineage, Shown};
use crate::model::{AddsUp, Companion, Counted, FigureKind, Indicator, IndicatorCode, KnownAlready, Period, Unit};

use super::amounts::Amount;
use super::scope::{Scope, figures};
use super::wording::{latest_and_others, listed, or_allow, quoted, say};

/// In so many periods figures have to add up before that is taken for more than chance.
const LEAST_PERIODS: usize = 6;

/// Under a heading with more indicators only two are tried: three would take too long, and come to a fourth by chance.
const MOST_NEAR: usize = 40;

/// So many different figures a part has to have there: of one that hardly moves nobody can tell.
const LEAST_FIGURES: usize = 3;

/// Says of each declared group in which periods it does not add up.
pub fn broken(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let declared = scope.scorecard.small_numbers.adds_up.iter();
    let allows = |code: &IndicatorCode| {
        scope.scorecard.indicator(code.as_str()).is_some_and(|it| it.allowed.contains_key(Code::IdentityBroken.name()))
    };
    declared.filter(|group| !allows(&group.whole)).filter_map(|group| broken_group(scope, group)).collect()
}

fn broken_group(scope: &Scope<'_>, group: &AddsUp) -> Option<Diagnostic> {
    let of = |code: &IndicatorCode| {
        Some(Lineage::new(scope.scorecard, scope.figures, scope.scorecard.indicator(code.as_str())?))
    };
    let whole = of(&group.whole)?;
    let parts: Vec<Lineage<'_>> = group.parts.iter().map(of).collect::<Option<_>>()?;
    let amount = |lineage: &Lineage<'_>, period| Amount::of(lineage.at(period)?.observation(), lineage.indicator.unit);
    let is_broken = |period: &Period| {
        let parts: Option<Vec<Amount>> = parts.iter().map(|part| amount(part, *period)).collect();
        let sum = parts.map(|parts| parts.into_iter().fold(Amount::ZERO, Amount::plus));
        amount(&whole, *period).zip(sum).is_some_and(|(whole, sum)| !whole.agrees_with(sum))
    };
    let given = figures(scope.series(whole.indicator)?).map(|(period, _)| period);
    let (latest, periods) = latest_and_others(given.filter(is_broken).collect())?;
    let names: Vec<String> = group.parts.iter().map(quoted).collect();
    let cells = parts.iter().map(|part| (scope.cell(part.indicator, latest), "a part".to_owned()));
    Some(say(
        Code::IdentityBroken,
        format!("{} do not come to {} for {periods}, as `adds_up` says", listed(&names), quoted(&group.whole)),
        [(scope.cell(whole.indicator, latest), "the whole".to_owned())].into_iter().chain(cells),
        format!(
            "correct the figure that is wrong, take the group out of panelpack.yaml{}",
            or_allow(Code::IdentityBroken)
        ),
    ))
}

/// Says of each figure that is admitted as known that there is none.
pub fn unknown(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let has_none = |known: &&KnownAlready| {
        let Some(indicator) = scope.scorecard.indicator(known.code.as_str()) else { return false };
        let given = |companion| scope.companion(indicator, companion).is_some_and(|row| row.at(known.period).is_some());
        match &known.kind {
            FigureKind::Value => Lineage::new(scope.scorecard, scope.figures, indicator).at(known.period).is_none(),
            FigureKind::Part { by, name } => {
                let place = indicator.breakdowns.iter().position(|it| it.by == *by);
                let part = |place: usize| indicator.breakdowns[place].parts.iter().position(|it| it == name);
                let companion = place.and_then(|breakdown| Some(Companion::Part { breakdown, part: part(breakdown)? }));
                !companion.is_some_and(given)
            }
            // A year to date may be made of months.
            _ => false,
        }
    };
    let raw = |known: &KnownAlready| {
        let figures = scope.raw.manifest.known_already.iter().flat_map(|raw| &raw.figures);
        let words = |text: &str| text.split_whitespace().next() == Some(known.code.as_str());
        figures.map(|(name, _)| name).find(|name| words(&name.value)).map(|name| name.span)
    };
    let say = |known: &KnownAlready| {
        let message = format!("`{}` has no figure for {}, which readers are said to know", known.code, known.period);
        say(
            Code::FigureMissing,
            message,
            [(raw(known), "no such figure".to_owned())],
            "correct the period, or the code",
        )
    };
    scope.scorecard.small_numbers.known_already.iter().filter(has_none).map(say).collect()
}

/// The counts of an indicator by period.
type Row<'a> = (&'a Indicator, BTreeMap<Period, Decimal>);

/// Proposes groups that are declared nowhere: of two or three indicators that come to a fourth in every period.
pub fn undeclared(scope: &Scope<'_>) -> Vec<Diagnostic> {
    if scope.scorecard.small_numbers.policy.greatest().is_none() {
        return Vec::new();
    }
    let rows: Vec<Row<'_>> = scope.subject_to(Code::AddsUp).filter_map(|it| row(scope, it)).collect();
    rows.iter().filter_map(|whole| proposal(scope, whole, &rows)).collect()
}

fn row<'a>(scope: &Scope<'a>, indicator: &'a Indicator) -> Option<Row<'a>> {
    let count = |(period, observation): (Period, &crate::figures::Observation)| match &observation.shown {
        Shown::Amount(value) => Some((period, value.decimal())),
        Shown::Fraction { .. } | Shown::Missing(_) => None,
    };
    let counts_people = indicator.unit == Unit::Count && indicator.counts != Counted::Things;
    let row: BTreeMap<Period, Decimal> = figures(scope.series(indicator)?).filter_map(count).collect();
    let different: BTreeSet<Decimal> = row.values().copied().collect();
    (counts_people && row.len() >= LEAST_PERIODS && different.len() >= LEAST_FIGURES).then_some((indicator, row))
}

fn proposal(scope: &Scope<'_>, whole: &Row<'_>, rows: &[Row<'_>]) -> Option<Diagnostic> {
    let (indicator, counts) = whole;
    if is_tied(scope, indicator) {
        return None;
    }
    let latest = *counts.keys().next_back()?;
    let total = counts[&latest];
    let fits = |row: &&Row<'_>| row.0.code != indicator.code && row.1.get(&latest).is_some_and(|part| *part <= total);
    let parts: Vec<&Row<'_>> = rows.iter().filter(fits).collect();
    let mut of: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
    parts.iter().enumerate().for_each(|(place, part)| of.entry(part.1[&latest]).or_default().push(place));
    // Of two in the whole project, of three under one heading.
    let pairs = (0..parts.len()).flat_map(|a| {
        let others = of.get(&(total - parts[a].1[&latest])).into_iter().flatten();
        others.filter(move |b| **b > a).map(move |b| vec![a, *b])
    });
    let near: Vec<usize> =
        (0..parts.len()).filter(|place| under_one_heading(scope, indicator, parts[*place].0)).collect();
    let near = if near.len() > MOST_NEAR { Vec::new() } else { near };
    let threes = near.iter().enumerate().flat_map(|(at, a)| {
        let (near, parts, of) = (&near, &parts, &of);
        near[at + 1..].iter().flat_map(move |b| {
            let left = total - parts[*a].1[&latest] - parts[*b].1[&latest];
            let others = of.get(&left).into_iter().flatten().filter(|c| **c > *b && near.contains(c));
            others.map(move |c| vec![*a, *b, *c])
        })
    });
    let group = pairs.chain(threes).find(|group| comes_to(counts, group.iter().map(|place| &parts[*place].1)))?;
    let names: Vec<&IndicatorCode> = group.iter().map(|place| &parts[*place].0.code).collect();
    let quoted_names: Vec<String> = names.iter().map(|code| quoted(code)).collect();
    let plain: Vec<&str> = names.iter().map(|code| code.as_str()).collect();
    Some(say(
        Code::AddsUp,
        format!("{} come to {} in every period; nothing says so", listed(&quoted_names), quoted(&indicator.code)),
        [(scope.definition(indicator), "the whole".to_owned())],
        format!(
            "where that is no chance, add to panelpack.yaml `adds_up: {{whole: {}, parts: [{}]}}`, so that no hidden figure is worked out of the others{}",
            indicator.code,
            plain.join(", "),
            or_allow(Code::AddsUp),
        ),
    ))
}

fn comes_to<'r>(whole: &BTreeMap<Period, Decimal>, parts: impl Iterator<Item = &'r BTreeMap<Period, Decimal>>) -> bool {
    let parts: Vec<&BTreeMap<Period, Decimal>> = parts.collect();
    let sum = |period: &Period| parts.iter().map(|part| part.get(period).copied()).sum::<Option<Decimal>>();
    let both: Vec<bool> = whole.iter().filter_map(|(period, whole)| Some(sum(period)? == *whole)).collect();
    both.len() >= LEAST_PERIODS && both.iter().all(|same| *same)
}

fn under_one_heading(scope: &Scope<'_>, one: &Indicator, other: &Indicator) -> bool {
    let holds = |code: &IndicatorCode| {
        scope.scorecard.themes.iter().position(|it| it.indicators.iter().any(|it| it.code == *code))
    };
    holds(&one.code) == holds(&other.code)
}

/// Whether it was said already of what an indicator is made.
fn is_tied(scope: &Scope<'_>, indicator: &Indicator) -> bool {
    let declared = scope.scorecard.small_numbers.adds_up.iter();
    let is_said = |group: &AddsUp| group.whole == indicator.code || group.parts.contains(&indicator.code);
    indicator.identity.is_some() || declared.into_iter().any(is_said)
}
