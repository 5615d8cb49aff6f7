//! What another paper printed of a figure whose inputs are not public.
//!
//! Changes are repeated and not judged, so what may be written is what a page can say: which way, by how much, or both. A change of a percentage
//! is in points; minutes that say `a 6% increase` are read by a person, who writes points and says so in a note.

use crate::diag::{Code, Diagnostic};
use crate::load::raw::{RawPublished, Text};
use crate::model::{Indicator, PublishedChange, PublishedRating, PublishedWords, Unit};

use super::amount;
use super::words::Words;

/// Reads what was printed.
pub fn read(raw: &RawPublished, indicator: &Indicator, words: &mut Words) -> PublishedWords {
    let mut rating = |text: &Option<Text>| text.as_ref().and_then(|text| words.choice(text, "rating", RATINGS));
    let (now, before) = (rating(&raw.rating), rating(&raw.before));
    if let (Some(before), None) = (&raw.before, &raw.rating) {
        words.push(
            Diagnostic::new(Code::MissingKey, "the rating of the period before stands without one of this period")
                .at(before.span)
                .hint("add `rating:`; what is known of the period before alone stands with its own figure"),
        );
    }
    let change = raw.change.as_ref().map(|text| change(text, indicator, words));
    PublishedWords { rating: now, before, change }
}

const RATINGS: &[(&str, PublishedRating)] = &[
    ("red", PublishedRating::Red),
    ("amber", PublishedRating::Amber),
    ("green", PublishedRating::Green),
    ("not achieved", PublishedRating::NotAchieved),
    ("achieved", PublishedRating::Achieved),
    ("exceeded", PublishedRating::Exceeded),
];

/// Reads a change. One that cannot be read is kept as it was written, because papers have printed it so.
fn change(text: &Text, indicator: &Indicator, words: &mut Words) -> PublishedChange {
    let written = words.text(text, "`change`");
    if let Some(change) = said(&written, indicator.unit) {
        return change;
    }
    let of_what = amount_of(&written);
    let in_per_cent =
        indicator.unit == Unit::Percent && of_what.ends_with('%') && says(of_what.trim_end_matches('%'), Unit::Count);
    words.push(if in_per_cent {
        Diagnostic::new(Code::UnitMismatch, format!("`{}` is a percentage, so a change of it is in points", indicator.code))
            .at(text.span)
            .hint("write `+6 points`, and say in `note` what the paper prints")
    } else {
        let quoted = if written.contains(|c: char| c.is_ascii_digit()) { "this".to_owned() } else { format!("`{written}`") };
        Diagnostic::new(Code::UnknownChoice, format!("{quoted} is no change"))
            .at(text.span)
            .hint("write `+6 points`, `-3`, or `6 points` where the paper does not say which way; `up`, `down`, `no change`, `better` or `worse` where it says no more")
    });
    PublishedChange::By(written)
}

fn said(written: &str, unit: Unit) -> Option<PublishedChange> {
    let amount = |text: &str| says(text, unit).then(|| text.to_owned());
    let way = |way: &str| written.strip_prefix(way).map(str::trim_start);
    Some(match written {
        "up" => PublishedChange::Up(None),
        "down" => PublishedChange::Down(None),
        "no change" => PublishedChange::Level,
        "better" => PublishedChange::Better(None),
        "worse" => PublishedChange::Worse(None),
        _ => {
            if let Some(rest) = way("+").or_else(|| way("up ")) {
                PublishedChange::Up(Some(amount(rest)?))
            } else if let Some(rest) = way("-").or_else(|| way("\u{2212}")).or_else(|| way("down ")) {
                PublishedChange::Down(Some(amount(rest)?))
            } else if let Some(rest) = written.strip_suffix(" better") {
                PublishedChange::Better(Some(amount(rest)?))
            } else if let Some(rest) = written.strip_suffix(" worse") {
                PublishedChange::Worse(Some(amount(rest)?))
            } else {
                PublishedChange::By(amount(written)?)
            }
        }
    })
}

/// What is left of a change without its way.
fn amount_of(written: &str) -> &str {
    let unsigned = written.trim_start_matches(['+', '-', '\u{2212}']);
    let named = unsigned.strip_prefix("up ").or_else(|| unsigned.strip_prefix("down ")).unwrap_or(unsigned);
    named.strip_suffix(" better").or_else(|| named.strip_suffix(" worse")).unwrap_or(named).trim()
}

/// Whether a text is by how much a figure of a unit moves: points of a percentage or a score, days, pounds; of all but percentages also a
/// share, `12%`. The unit may be left out.
fn says(text: &str, unit: Unit) -> bool {
    let nouns: &[&str] = match unit {
        Unit::Percent => &[" percentage points", " percentage point", " points", " point"],
        Unit::Score => &[" points", " point", "%"],
        Unit::Days => &[" days", " day", "%"],
        Unit::Weeks => &[" weeks", " week", "%"],
        Unit::Months => &[" months", " month", "%"],
        Unit::Count | Unit::Rate { .. } | Unit::Pounds(_) | Unit::Ratio => &["%"],
    };
    let plain = nouns.iter().find_map(|noun| text.strip_suffix(noun)).unwrap_or(text);
    let is_unsigned = plain.starts_with(|c: char| c.is_ascii_digit() || c == '£');
    is_unsigned && !plain.ends_with('%') && amount::read(&amount::joined(plain), unit).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Multiple;

    #[test]
    fn a_change_is_a_way_an_amount_of_the_unit_or_both() {
        let some = |text: &str| Some(text.to_owned());
        for (text, unit, change) in [
            ("+6 points", Unit::Percent, PublishedChange::Up(some("6 points"))),
            ("\u{2212}3", Unit::Percent, PublishedChange::Down(some("3"))),
            ("6 points", Unit::Percent, PublishedChange::By("6 points".to_owned())),
            ("6 points better", Unit::Percent, PublishedChange::Better(some("6 points"))),
            ("down 2 days", Unit::Days, PublishedChange::Down(some("2 days"))),
            ("+12%", Unit::Count, PublishedChange::Up(some("12%"))),
            ("+£1.2m", Unit::Pounds(Multiple::Million), PublishedChange::Up(some("£1.2m"))),
            ("no change", Unit::Ratio, PublishedChange::Level),
            ("worse", Unit::Score, PublishedChange::Worse(None)),
        ] {
            assert_eq!(said(text, unit), Some(change), "{text}");
        }
        for (text, unit) in [
            ("banana", Unit::Percent),
            ("+6%", Unit::Percent),
            ("+6 days", Unit::Percent),
            ("+£1.2m", Unit::Pounds(Multiple::One)),
            ("+-3", Unit::Count),
            ("6 bananas better", Unit::Count),
            ("+", Unit::Count),
            ("", Unit::Count),
        ] {
            assert_eq!(said(text, unit), None, "{text}");
        }
    }
}
