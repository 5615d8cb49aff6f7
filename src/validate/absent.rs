//! Figures that are not there: of an indicator none at all, or none for the latest period though it had one before.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::model::{Frequency, IndicatorCode, Period, Theme};

use super::figures::{Tables, by_code};
use super::gaps;
use super::places::Known;
use super::words::Words;

/// Indicators of which no file has a figure.
pub fn none(tables: &Tables, themes: &[Theme], known: &Known, words: &mut Words) {
    let codes = themes.iter().flat_map(|theme| &theme.indicators).map(|indicator| &indicator.code);
    let fault = |code: &IndicatorCode| {
        Diagnostic::new(Code::NoFigures, format!("`{code}` has no figure"))
            .at(known[code])
            .hint("give it figures, or `x` where nobody has them")
    };
    let faults =
        codes.filter(|code| !tables.rows.contains_key(code) && !tables.meant.contains(*code)).map(fault).collect();
    words.of_one_cause(faults, |first, number| format!("{}, nor have {} more indicators", first.message(), number - 1));
}

/// Indicators that have no figure for the latest period though they are still measured: they had one for the period before, or for those before it
/// without a gap, no more than a year ago.
pub fn missing(tables: &Tables, themes: &[Theme], known: &Known, words: &mut Words) {
    let indicators = || themes.iter().flat_map(|theme| &theme.indicators);
    let defined = by_code(themes);
    let ended = |code: &IndicatorCode, period: Period| {
        let ends = defined.get(code).and_then(|indicator| indicator.ends(indicators()));
        ends.is_some_and(|from| from.start() <= period.end())
    };
    let last = tables.figures.iter().filter_map(|(code, series)| {
        let frequency = series.frequency()?;
        Some((code, series, frequency, series.periods(frequency).next_back()?))
    });
    let last: Vec<_> = last.collect();
    let mut latest: BTreeMap<Frequency, Period> = BTreeMap::new();
    for (.., frequency, period) in &last {
        let latest = latest.entry(*frequency).or_insert(*period);
        *latest = (*latest).max(*period);
    }
    let mut faults: BTreeMap<Period, Vec<Diagnostic>> = BTreeMap::new();
    for (code, series, frequency, last) in last {
        let latest = latest[&frequency];
        let given = tables.rows.get(code).is_some_and(|periods| periods.contains(&latest));
        let stopped = last == latest.previous() || last >= latest.year_before() && series.at(last.previous()).is_some();
        if !given && last < latest && stopped && !ended(code, latest) {
            let absent: Vec<Period> = gaps::between(last, latest).into_iter().chain([latest]).collect();
            let message = format!("`{code}` has no figure for {}, though it had one for {last}", gaps::named(&absent));
            let fault = Diagnostic::new(Code::FigureMissing, message).at(known[code]);
            faults.entry(latest).or_default().push(fault.hint("write it, or why there is none: `late`, `nd`, `x`"));
        }
    }
    for faults in faults.into_values() {
        words.of_one_cause(faults, |first, number| format!("{}, one of {number} such indicators", first.message()));
    }
}
