//! Percentages and rates that are given alone, where the indicator says what it counts out of what.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Frequency, Indicator, IndicatorCode, Unit};

use super::scope::Scope;
use super::wording::{listed, or_allow, quoted, say};

/// A number alone among an indicator's own figures. Of a percentage it may be a count whose `out of` was left out, and its sign says that it
/// is none; a rate or an average has no sign, so it is asked about only beside counts out of others of its frequency.
///
/// One diagnostic for all: who has a source of percentages has many.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let own = scope.places.fractions.keys().filter(|(_, companion, _)| companion.is_none());
    let counted: BTreeSet<(&IndicatorCode, Frequency)> =
        own.map(|(code, _, period)| (code, period.frequency())).collect();
    let mut alone: BTreeMap<&IndicatorCode, Vec<(Frequency, Span)>> = BTreeMap::new();
    for ((code, _, period), bare) in scope.places.bare.iter().filter(|((_, companion, _), _)| companion.is_none()) {
        alone.entry(code).or_default().push((period.frequency(), bare.span));
    }
    let latest = |indicator: &Indicator| {
        let is_asked =
            |frequency: Frequency| indicator.unit == Unit::Percent || counted.contains(&(&indicator.code, frequency));
        let mut figures = alone.get(&indicator.code)?.iter().filter(|(frequency, _)| is_asked(*frequency));
        figures.next_back().map(|(_, span)| *span)
    };
    let found = scope.subject_to(Code::BarePercentage).filter_map(|it| Some((it, latest(it)?)));
    let (percentages, others): (Vec<_>, Vec<_>) = found.partition(|(indicator, _)| indicator.unit == Unit::Percent);
    let percentages = said(&percentages, "percentage", "; a percentage that is known alone has its sign, `84%`");
    percentages.into_iter().chain(said(&others, "rate or average", "")).collect()
}

fn said(found: &[(&Indicator, Span)], what: &str, sign: &str) -> Option<Diagnostic> {
    let codes: Vec<String> = found.iter().map(|(indicator, _)| quoted(&indicator.code)).collect();
    let have = match codes.as_slice() {
        [] => return None,
        [_] => "has a number without what it is out of, which is read as the",
        _ => "have numbers without what they are out of, each of which is read as the",
    };
    let places = found.iter().take(3).map(|(_, span)| (Some(*span), String::new()));
    Some(say(
        Code::BarePercentage,
        format!("{} {have} {what} itself", listed(&codes)),
        places,
        format!("write the count and out of how many, `366/388`{sign}{}", or_allow(Code::BarePercentage)),
    ))
}
