//! Benchmarks that have grown old beside the figures that they are held against.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Span};
use crate::model::{AreaFigures, Indicator, Period};

use super::scope::{Scope, figures};
use super::wording::{listed, quoted, say};

/// The latest figure of each area, over all releases, beside the latest figure of the indicator. As old counts what the project
/// takes for old, which is what the page marks. One diagnostic for each area of a release: the cure is a newer release. The
/// authorities of a release are one area.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut latest: BTreeMap<(&str, usize), (Period, Place)> = BTreeMap::new();
    let indicators: Vec<&Indicator> = scope.in_use(Code::BenchmarkOld).collect();
    for (i, release) in scope.scorecard.releases.iter().enumerate() {
        let printed = release.areas.iter().enumerate().map(|(j, (area, figures))| (area.as_str(), Some(j), figures));
        let single = release.authorities.values().map(|(_, figures)| (AUTHORITIES, None, figures));
        for (area, j, figures) in printed.chain(single) {
            for (k, period) in latest_of(figures, &indicators) {
                let place = Place { release: i, area: j };
                let newest = latest.entry((area, k)).or_insert((period, place));
                if period.end() > newest.0.end() {
                    *newest = (period, place);
                }
            }
        }
    }
    let mut old: BTreeMap<(Place, &str), Vec<(usize, Period)>> = BTreeMap::new();
    for ((area, k), (period, place)) in latest {
        let own =
            scope.series(indicators[k]).and_then(|series| figures(series).map(|(at, _)| at).max_by_key(|at| at.end()));
        if own.is_some_and(|own| own.months_since(period) > scope.scorecard.benchmark_old_after as i32) {
            old.entry((place, area)).or_default().push((k, period));
        }
    }
    let diagnostic = |((place, area), figures): ((Place, &str), Vec<(usize, Period)>)| {
        let names: Vec<String> = figures.iter().map(|(k, _)| quoted(&indicators[*k].code)).collect();
        let newest = figures.iter().map(|(_, period)| *period).max_by_key(|period| period.end())?;
        let (own, _) = figures.first().and_then(|(k, _)| scope.latest_figure(indicators[*k]))?;
        let beside = scope.cell(indicators[figures[0].0], own);
        Some(say(
            Code::BenchmarkOld,
            format!("what {area} has for {} is old beside our own figures: the latest is {newest}", listed(&names)),
            [(place.span(scope), String::new()), (beside, "beside our own".to_owned())],
            "see whether a newer release is out; `benchmark_old_after` says after how many months the page marks it",
        ))
    };
    old.into_iter().filter_map(diagnostic).collect()
}

/// What the authorities of a release are called together.
const AUTHORITIES: &str = "the list of authorities";

/// An area of a release, or its authorities.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    release: usize,
    area: Option<usize>,
}

impl Place {
    fn span(self, scope: &Scope<'_>) -> Option<Span> {
        let release = scope.raw.releases.get(self.release)?;
        let name = match self.area {
            Some(area) => release.areas.get(area),
            None => release.authorities.first(),
        };
        name.map(|(name, _)| name.span)
    }
}

/// The latest period of each indicator, by its place in the list, for which an area has a figure.
fn latest_of(figures: &AreaFigures, indicators: &[&Indicator]) -> Vec<(usize, Period)> {
    let latest = |(k, indicator): (usize, &&Indicator)| {
        let period = figures.get(&indicator.code)?.keys().max_by_key(|period| period.end())?;
        Some((k, *period))
    };
    indicators.iter().enumerate().filter_map(latest).collect()
}
