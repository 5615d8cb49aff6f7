//! Counts that lack what they are out of: `366` among `350/380` is 366 people, and no percentage.
//!
//! A percentage that is known alone says so by its sign, `84%`. Figures of another frequency are another table, whose years may be known as
//! percentages where the months are counted; a number with decimals counts nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Companion, Frequency, IndicatorCode, Theme, Unit};

use super::explain::{WHOLE, above};
use super::figures::by_code;
use super::places::Places;
use super::words::Words;

/// A row of figures of one frequency.
type Row<'p> = (&'p IndicatorCode, Option<Companion>, Frequency);

/// Says of each row of percentages in which a whole number alone stands beside counts out of others, or is more than 100, that nobody knows
/// what it is: that any range may be allowed does not make a percentage of it. It is kept as the percentage as which it was always read.
pub fn counts(themes: &[Theme], places: &Places, words: &mut Words) {
    let defined = by_code(themes);
    let mut counted: BTreeMap<Row<'_>, Span> = BTreeMap::new();
    for ((code, companion, period), span) in &places.fractions {
        counted.entry((code, *companion, period.frequency())).or_insert(*span);
    }
    let mut said: BTreeSet<Row<'_>> = BTreeSet::new();
    let is_percentage = |code| defined.get(code).is_some_and(|indicator| indicator.unit == Unit::Percent);
    for ((code, companion, period), bare) in &places.bare {
        let row = (code, *companion, period.frequency());
        let beside = counted.get(&row).copied();
        let is_doubtful = bare.is_whole && (bare.is_above || beside.is_some()) && is_percentage(code);
        if is_doubtful && said.insert(row) {
            words.push(doubtful(code, bare.span, beside));
        }
    }
}

fn doubtful(code: &IndicatorCode, alone: Span, beside: Option<Span>) -> Diagnostic {
    let Some(beside) = beside else {
        return above(code).at(alone).hint(WHOLE).hint("a percentage has its sign, `104%`");
    };
    Diagnostic::new(Code::CountAlone, format!("`{code}` has a number alone beside counts out of others"))
        .at_with(alone, "a count, or a percentage?")
        .also(beside, "a count out of another")
        .hint(format!("{WHOLE}, or if it is a percentage its sign, `84%`"))
}
