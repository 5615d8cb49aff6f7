//! Commentary whose unit is not the indicator's.

use crate::diag::{Code, Diagnostic, Span};
use crate::load::raw::{RawBlock, RawInline, RawSlot};
use crate::model::{Indicator, Multiple, Unit};

use super::phrases::{PerCent, Says, per_cents};
use super::scope::Scope;
use super::wording::{or_allow, say};

/// Reads the commentary of the latest period: under a percentage no change
/// may be said in per cent, under anything else no level.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let slots = scope.latest_commentary();
    let of = |indicator: &Indicator| {
        let own = slots.iter().filter(|(_, slot)| slot.heading.value.trim() == indicator.code.as_str());
        own.filter_map(|(_, slot)| wrong_unit(scope, indicator, slot)).collect::<Vec<_>>()
    };
    scope.subject_to(Code::UnitWords).flat_map(of).collect()
}

fn wrong_unit(scope: &Scope<'_>, indicator: &Indicator, slot: &RawSlot) -> Option<Diagnostic> {
    let wrong = if indicator.unit == Unit::Percent { Says::Change } else { Says::Level };
    let mut places = Vec::new();
    for block in slot.body.iter().chain(&slot.next) {
        read(scope, block, wrong, &mut places);
    }
    let first = *places.first()?;
    let others = places[1..].iter().map(|span| (Some(*span), "and here".to_owned()));
    let defined = (scope.definition(indicator), "defined here".to_owned());
    let code = &indicator.code;
    let (message, hint) = match wrong {
        Says::Change => (
            format!("`{code}` is a percentage, and its commentary says a change of it in per cent"),
            "say points: from one percentage to another is a difference in points",
        ),
        Says::Level | Says::Neither => (
            format!("`{code}` is no percentage but {}, and its commentary says per cent", noun(indicator.unit)),
            "write the unit of the figure",
        ),
    };
    let labels = [(Some(first), String::new())].into_iter().chain(others).chain([defined]);
    Some(say(Code::UnitWords, message, labels, format!("{hint}{}", or_allow(Code::UnitWords))))
}

fn noun(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "a count",
        Unit::Percent => "a percentage",
        Unit::Rate { .. } => "a rate",
        Unit::Days => "in days",
        Unit::Weeks => "in weeks",
        Unit::Months => "in months",
        Unit::Pounds(Multiple::One) => "in pounds",
        Unit::Pounds(Multiple::Thousand) => "in thousands of pounds",
        Unit::Pounds(Multiple::Million) => "in millions of pounds",
        Unit::Ratio => "a ratio",
        Unit::Score => "a score",
    }
}

fn read(scope: &Scope<'_>, block: &RawBlock, wrong: Says, places: &mut Vec<Span>) {
    for runs in block.texts() {
        // A phrase goes on through bold and italic.
        let text: String = runs.iter().map(|run| run.text.value.as_str()).collect();
        let wrong = per_cents(&text).into_iter().filter(|per_cent| per_cent.says == wrong);
        places.extend(wrong.filter_map(|per_cent| place(scope, runs, &per_cent)));
    }
}

/// Where a number stands in the file; its run where the file spells the text otherwise, e.g. with escapes.
fn place(scope: &Scope<'_>, runs: &[RawInline], per_cent: &PerCent) -> Option<Span> {
    let mut start = 0;
    for run in runs {
        let text = &run.text;
        let end = start + text.value.len();
        if per_cent.range.start < end {
            let written = scope.raw.sources.excerpt(text.span);
            let (from, to) = (per_cent.range.start - start, per_cent.range.end.min(end) - start);
            let number = &text.value[from..to];
            // Lines of a paragraph are joined by one space, whatever stood between them, so places within it move.
            let before = text.value[..from].matches(number).count();
            let found = written.match_indices(number).nth(before).map(|(at, _)| text.span.part(at..at + number.len()));
            return Some(found.unwrap_or(text.span));
        }
        start = end;
    }
    None
}
