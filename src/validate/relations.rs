//! What an indicator says about others and about itself over time: replacement, retirement, identity, breakdowns,
//! and the checks that it may fail.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::{Figures, Series};
use crate::load::RawProject;
use crate::load::raw::{RawBreakdown, RawIndicator, RawReplaces, RawRetired, Text};
use crate::model::{
    Breakdown, Identity, Indicator, IndicatorCode, MOST_REPLACED, PartOrder, Replaces, Retired, Sign, Term, Theme,
};

use super::places::Known;
use super::words::Words;

/// The indicator before; whether its code is known is seen when all are read.
pub fn replaces(raw: &RawReplaces, words: &mut Words) -> Option<Replaces> {
    let from = raw.from.as_ref().and_then(|text| words.period(text));
    let breaks = raw.breaks.as_ref().and_then(|text| words.yes_or_no(text)).unwrap_or(true);
    let reason = words.optional(raw.reason.as_ref(), "`reason`");
    let code = IndicatorCode::new(raw.code.as_ref()?.value.trim()).ok()?;
    Some(Replaces { code, from: from?, breaks, reason })
}

/// When it ended.
pub fn retired(raw: &RawRetired, words: &mut Words) -> Option<Retired> {
    let from = raw.from.as_ref().and_then(|text| words.period(text));
    let reason = words.optional(raw.reason.as_ref(), "`reason`");
    Some(Retired { from: from?, reason })
}

/// Parts with names of their own.
pub fn breakdown(raw: &RawBreakdown, words: &mut Words) -> Option<Breakdown> {
    let by = words.text(&raw.by, "the breakdown's name");
    let sums = raw.sums.as_ref().and_then(|text| words.yes_or_no(text)).unwrap_or(false);
    let mut parts: Vec<String> = Vec::new();
    for part in &raw.parts {
        let name = words.text(part, "a part");
        if parts.contains(&name) {
            words.push(
                Diagnostic::new(Code::RepeatedKey, format!("the part `{name}` is named twice"))
                    .at(part.span)
                    .hint("give each part a name of its own"),
            );
        } else {
            parts.push(name);
        }
    }
    if parts.is_empty() {
        words.push(
            Diagnostic::new(Code::MissingKey, format!("the breakdown by {by} has no parts"))
                .at(raw.by.span)
                .hint("name them in page order: `age: [Under 1, 1 to 4]`"),
        );
        return None;
    }
    let order = raw.order.as_ref().and_then(|text| words.choice(text, "order of parts", ORDERS)).unwrap_or_default();
    Some(Breakdown { by, parts, sums, order })
}

const ORDERS: &[(&str, PartOrder)] = &[("given", PartOrder::Given), ("largest first", PartOrder::LargestFirst)];

/// `previous + STARTED - CEASED`.
pub fn identity(text: &Text, words: &mut Words) -> Option<Identity> {
    let mut terms = Vec::new();
    let mut sign = Some(Sign::Plus);
    for word in text.value.split_whitespace() {
        let next = match word {
            "+" => Some(Sign::Plus),
            "-" | "\u{2212}" | "\u{2013}" => Some(Sign::Minus),
            _ => None,
        };
        match (next, sign) {
            (Some(next), None) => sign = Some(next),
            (None, Some(with)) => {
                let term =
                    if word == "previous" { Some(Term::Previous) } else { IndicatorCode::new(word).ok().map(Term::Of) };
                terms.push((with, term));
                sign = None;
            }
            (Some(_), Some(_)) | (None, None) => return malformed(text, words),
        }
    }
    if sign.is_some() {
        return malformed(text, words);
    }
    let terms: Option<Vec<_>> = terms.into_iter().map(|(sign, term)| Some((sign, term?))).collect();
    match terms {
        Some(terms) => Some(Identity { terms }),
        None => malformed(text, words),
    }
}

fn malformed(text: &Text, words: &mut Words) -> Option<Identity> {
    words.push(
        Diagnostic::new(Code::BadRelation, "`equals` is not a sum of codes")
            .at(text.span)
            .hint("write codes with ` + ` and ` - ` between them, and `previous` for the period before: `previous + STARTED - CEASED`"),
    );
    None
}

/// The checks that an indicator may fail, each with its reason.
pub fn allowed(raw: &[(Text, Text)], words: &mut Words) -> BTreeMap<String, String> {
    allowed_of(raw, &[Code::CHECKS, &[Code::SmallNumberInText]], words)
}

/// The checks that what somebody wrote at a place may fail.
pub fn allowed_in_text(raw: &[(Text, Text)], words: &mut Words) {
    allowed_of(raw, &[Code::AT_ITS_PLACE], words);
}

fn allowed_of(raw: &[(Text, Text)], checks: &[&[Code]], words: &mut Words) -> BTreeMap<String, String> {
    let names = || checks.iter().copied().flatten().map(|code| code.name());
    let mut allowed = BTreeMap::new();
    for (check, reason) in raw {
        let name = check.value.trim();
        if names().any(|known| known == name) {
            allowed.insert(name.to_owned(), words.text(reason, "a reason"));
        } else {
            let all = format!("checks that can be allowed: {}", names().collect::<Vec<_>>().join(", "));
            words.push(
                Diagnostic::new(Code::UnknownChoice, format!("`{name}` is no check that can be allowed"))
                    .at(check.span)
                    .hint_if(did_you_mean(name, names()))
                    .hint(all),
            );
        }
    }
    allowed
}

/// Whether what indicators say about one another can be true.
pub fn check(themes: &[Theme], raw: &RawProject, known: &Known, words: &mut Words) {
    let raw_indicators = || raw.themes.iter().flat_map(|theme| &theme.indicators);
    let by_code: BTreeMap<&str, &Indicator> = themes
        .iter()
        .flat_map(|theme| &theme.indicators)
        .map(|indicator| (indicator.code.as_str(), indicator))
        .collect();
    let read = |code: &Text| by_code.get(code.value.as_str()).copied();
    let find = |code: &IndicatorCode| by_code.get(code.as_str()).copied();
    for raw in raw_indicators() {
        if let Some(code) = raw.replaces.as_ref().and_then(|replaces| replaces.code.as_ref())
            && words.known_code(code, known).is_some()
            && let Some(indicator) = read(&raw.code)
        {
            replacement(indicator, code.span, &find, words);
        }
        if let Some(identity) = read(&raw.code).and_then(|indicator| indicator.identity.as_ref()) {
            terms(raw, identity, known, words);
        }
    }
}

/// Whether indicators begin where one of their own periods begins: a year that is half the old measure belongs to neither.
pub fn boundaries(themes: &[Theme], raw: &RawProject, figures: &Figures, words: &mut Words) {
    for indicator in themes.iter().flat_map(|theme| &theme.indicators) {
        let Some(replaces) = &indicator.replaces else { continue };
        let Some(own) = figures.of(&indicator.code).and_then(Series::frequency) else { continue };
        let from = replaces.from;
        let inside = from.frequency().months() < own.months() && {
            let before = from.previous().latest(own);
            before.end() != from.previous().end()
        };
        let raw =
            raw.themes.iter().flat_map(|theme| &theme.indicators).find(|raw| raw.code.value == indicator.code.as_str());
        if let (true, Some(text)) = (inside, raw.and_then(|raw| raw.replaces.as_ref()?.from.as_ref())) {
            words.push(
                Diagnostic::new(
                    Code::BadRelation,
                    format!("`{}` is measured by {} and begins within one", indicator.code, own.noun()),
                )
                .at(text.span)
                .hint(format!("write the first whole {} of the new measure", own.noun())),
            );
        }
    }
}

fn replacement<'t>(
    indicator: &Indicator,
    span: Span,
    find: &dyn Fn(&IndicatorCode) -> Option<&'t Indicator>,
    words: &mut Words,
) {
    let Some(replaces) = &indicator.replaces else { return };
    let bad = |message: String, hint: &str| Diagnostic::new(Code::BadRelation, message).at(span).hint(hint);
    let mut seen = vec![&indicator.code];
    let mut code = &replaces.code;
    while let Some(earlier) = find(code) {
        if *code == indicator.code {
            let message = format!("`{}` replaces itself in the end", indicator.code);
            words.push(bad(message, "each indicator replaces an earlier one"));
            return;
        }
        if seen.len() > MOST_REPLACED {
            let message = format!("`{}` stands at the end of more than {MOST_REPLACED} replacements", indicator.code);
            words.push(bad(message, "leave out the oldest, or see whether they go round in a circle"));
            return;
        }
        seen.push(&earlier.code);
        match &earlier.replaces {
            Some(next) => code = &next.code,
            None => break,
        }
    }
    let Some(earlier) = find(&replaces.code) else { return };
    if earlier.unit != indicator.unit && !replaces.breaks {
        let message = format!("`{}` and `{}` have different units and no break", indicator.code, earlier.code);
        words.push(bad(message, "figures of two units cannot be compared: say `break: yes`"));
    }
}

fn terms(raw: &RawIndicator, identity: &Identity, known: &Known, words: &mut Words) {
    let Some(text) = &raw.equals else { return };
    for (_, term) in &identity.terms {
        if let Term::Of(code) = term {
            let at = text.value.find(code.as_str()).unwrap_or(0);
            let span = text.span.part(at..(at + code.as_str().len()).min(text.span.range().len()));
            words.known_code(&Text { value: code.to_string(), span }, known);
        }
    }
}
