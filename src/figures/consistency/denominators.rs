//! Indicators that count out of the same words and not out of the same number.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::figures::{Observation, Shown};
use crate::model::{Indicator, Period};

use super::scope::{Scope, figures};
use super::wording::{or_allow, say};

/// Holds each indicator against the first one with the same `out_of`, in the latest period in which both have a denominator. So three
/// that differ make two diagnostics, and not three.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<String, Vec<&Indicator>> = BTreeMap::new();
    for indicator in scope.in_use(Code::DenominatorsDiffer) {
        if let Some(words) = &indicator.out_of {
            alike.entry(words.trim().to_lowercase()).or_default().push(indicator);
        }
    }
    let groups = alike.values().filter_map(|group| group.split_first());
    groups.flat_map(|(first, others)| others.iter().filter_map(|other| differ(scope, first, other))).collect()
}

fn differ(scope: &Scope<'_>, first: &Indicator, other: &Indicator) -> Option<Diagnostic> {
    let (ours, theirs) = (denominators(scope, first), denominators(scope, other));
    let (period, out_of) =
        theirs.iter().filter(|(period, _)| ours.contains_key(period)).max_by_key(|(at, _)| at.end())?;
    let (one, two) = (&first.code, &other.code);
    (ours[period] != *out_of).then(|| {
        say(
            Code::DenominatorsDiffer,
            format!("`{one}` and `{two}` count out of the same words but not out of the same number for {period}"),
            [(scope.cell(other, *period), format!("`{two}`")), (scope.cell(first, *period), format!("`{one}`"))],
            format!(
                "make `out_of` say how the two differ, or correct the figures{}",
                or_allow(Code::DenominatorsDiffer)
            ),
        )
    })
}

fn denominators(scope: &Scope<'_>, indicator: &Indicator) -> BTreeMap<Period, Decimal> {
    let series = scope.series(indicator);
    let all = series.into_iter().flat_map(figures);
    let of = |(period, observation): (Period, &Observation)| match &observation.shown {
        Shown::Fraction { out_of, .. } => Some((period, *out_of)),
        Shown::Amount(_) | Shown::Missing(_) => None,
    };
    all.filter_map(of).collect()
}
