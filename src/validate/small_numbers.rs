//! What is hidden because few people stand behind it, what readers know already, and what adds up.

use crate::diag::{Code, Diagnostic};
use crate::load::raw::{RawAddsUp, RawKnownAlready, RawManifest, Text};
use crate::model::{
    AddsUp, FigureKind, IndicatorCode, KnownAlready, MOST_HIDDEN, Period, SmallNumbers, SmallNumbersPolicy,
};

use super::places::Known;
use super::words::Words;

/// How small numbers are treated; asks where nobody has decided.
pub fn small_numbers(raw: &RawManifest, known: &Known, words: &mut Words) -> SmallNumbers {
    let known_already = raw.known_already.iter().flat_map(|raw| known_already(raw, known, words)).collect();
    let adds_up = raw.adds_up.iter().filter_map(|raw| adds_up(raw, known, words)).collect();
    let Some(raw) = &raw.small_numbers else {
        words.push(
            Diagnostic::new(Code::SmallNumbersUndecided, "nobody has decided how small numbers are treated").hint(
                "add to panelpack.yaml: `small_numbers: {policy: none | dfe | nhs, decided_by: who, on: 2020-09-01}`",
            ),
        );
        let policy = SmallNumbersPolicy::NONE;
        return SmallNumbers { policy, decided_by: None, on: None, known_already, adds_up };
    };
    let named = raw.policy.as_ref().and_then(|text| words.choice(text, "policy", POLICIES));
    let own = raw.hides.as_ref().and_then(|text| hides(text, named, words));
    SmallNumbers {
        policy: own.or(named).unwrap_or(SmallNumbersPolicy::NONE),
        decided_by: words.optional(raw.decided_by.as_ref(), "`decided_by`"),
        on: raw.on.as_ref().and_then(|text| words.date(text)),
        known_already,
        adds_up,
    }
}

const POLICIES: &[(&str, SmallNumbersPolicy)] =
    &[("none", SmallNumbersPolicy::NONE), ("dfe", SmallNumbersPolicy::DFE), ("nhs", SmallNumbersPolicy::NHS)];

/// `1 to 5`.
fn hides(text: &Text, named: Option<SmallNumbersPolicy>, words: &mut Words) -> Option<SmallNumbersPolicy> {
    if named == Some(SmallNumbersPolicy::NONE) {
        words.push(
            Diagnostic::new(Code::UnknownChoice, "`policy: none` hides nothing, and `hides` says what is hidden")
                .at(text.span)
                .hint("leave one of them out"),
        );
        return None;
    }
    let own = SmallNumbersPolicy::of_range(&text.value);
    if own.is_none() {
        words.push(
            Diagnostic::new(Code::UnknownChoice, "`hides` does not say which numbers are small")
                .at(text.span)
                .hint(format!("write `1 to 5`, or another end up to {MOST_HIDDEN}: zero is always shown")),
        );
    }
    own
}

/// Figures that are public, as one decision names them.
fn known_already(raw: &RawKnownAlready, known: &Known, words: &mut Words) -> Vec<KnownAlready> {
    let decided_by = words.optional(raw.decided_by.as_ref(), "`decided_by`");
    let on = raw.on.as_ref().and_then(|text| words.date(text));
    if raw.figures.is_empty()
        && let Some(decided_by) = &raw.decided_by
    {
        words.push(
            Diagnostic::new(Code::MissingKey, "`known_already` names no figure")
                .at(decided_by.span)
                .hint("write the code, the period, and where readers know it from: `A1 2020-11: Ofsted's report`"),
        );
    }
    let figures: Vec<(Named, String)> = raw
        .figures
        .iter()
        .filter_map(|(name, from)| {
            let named = named(name, known, words)?;
            Some((named, words.text(from, "where it is known from")))
        })
        .collect();
    let (Some(decided_by), Some(on)) = (decided_by, on) else { return Vec::new() };
    let known =
        |((code, kind, period), from)| KnownAlready { code, kind, period, from, decided_by: decided_by.clone(), on };
    figures.into_iter().map(known).collect()
}

/// A figure by its name.
type Named = (IndicatorCode, FigureKind, Period);

/// `A1 2020-11`, `A1 year to date 2020/21 Q2`, `A1 by age: Under 1 2020-11`.
fn named(name: &Text, known: &Known, words: &mut Words) -> Option<Named> {
    let part = |value: &str| Text { value: value.to_owned(), span: name.span };
    let written: Vec<&str> = name.value.split_whitespace().collect();
    let [code, rest @ ..] = written.as_slice() else { return None };
    let code = words.known_code(&part(code), known);
    // The quarter of a year is two words, and so may be the name of a month.
    let periods = [2, 1].into_iter().filter_map(|length| {
        let (kind, period) = rest.split_at_checked(rest.len().checked_sub(length)?)?;
        Some((kind.join(" "), Period::parse(&period.join(" "), words.calendar()).ok()?))
    });
    let Some((kind, period)) = periods.into_iter().next() else {
        let no_period = Diagnostic::new(Code::UnknownKey, format!("`{}` names no figure", name.value.trim()));
        words.push(
            no_period.at(name.span).hint("write its code and its period: `A1 2020-11`, `A1 year to date 2020-11`"),
        );
        return None;
    };
    let kind = match kind.as_str() {
        "" => FigureKind::Value,
        kind => match kind.parse() {
            Ok(kind) if is_counted(&kind) => kind,
            _ => {
                let hint = "write it as `check --disclosure` does: `A1 year to date 2020-11`, `\"A1 by age: Under 1 2020-11\"`";
                words.push(
                    Diagnostic::new(Code::UnknownChoice, format!("`{kind}` is no figure that counts people"))
                        .at(name.span)
                        .hint(hint),
                );
                return None;
            }
        },
    };
    Some((code?, kind, period))
}

/// Figures that data give and disclosure control weighs.
fn is_counted(kind: &FigureKind) -> bool {
    matches!(kind, FigureKind::YearToDate | FigureKind::Median | FigureKind::Minimum | FigureKind::Part { .. })
}

/// What adds up between indicators.
fn adds_up(raw: &RawAddsUp, known: &Known, words: &mut Words) -> Option<AddsUp> {
    let whole = raw.whole.as_ref().and_then(|text| words.known_code(text, known));
    let mut parts: Vec<IndicatorCode> = Vec::new();
    for text in &raw.parts {
        let Some(code) = words.known_code(text, known) else { continue };
        if Some(&code) == whole.as_ref() || parts.contains(&code) {
            words.push(
                Diagnostic::new(Code::BadRelation, format!("`{code}` stands twice in what adds up"))
                    .at(text.span)
                    .hint("name the whole and each of its parts once"),
            );
            return None;
        }
        parts.push(code);
    }
    let whole_at = raw.whole.as_ref().map(|text| text.span);
    if let (true, Some(span)) = (raw.parts.len() < 2, whole_at) {
        words.push(
            Diagnostic::new(Code::BadRelation, "a whole has two parts at least")
                .at(span)
                .hint("write `parts: [N2, N3]`; an indicator that repeats another is found without being named"),
        );
    }
    Some(AddsUp { whole: whole?, parts }).filter(|group| group.parts.len() > 1)
}
