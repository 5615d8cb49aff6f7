//! Indicators that are kept up and appear in no paper.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::{Indicator, IndicatorCode, Term};

use super::scope::{Scope, figures};
use super::wording::{listed, or_allow, quoted, say};

/// Names indicators in use that have a figure, a target or a text, while no paper's list holds them. A term of another indicator's `equals` is
/// there to be compared.
///
/// One diagnostic for all. Where more are left out than shown the project is a store from which a paper takes a few, and nothing was forgotten.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let papers = &scope.scorecard.papers;
    let indicators = || scope.scorecard.indicators().map(|(_, indicator)| indicator);
    let is_shown = |code: &IndicatorCode| papers.iter().any(|paper| paper.shows(code));
    let terms = indicators().filter_map(|indicator| indicator.identity.as_ref()).flat_map(|identity| &identity.terms);
    let compared: BTreeSet<&IndicatorCode> = terms.filter_map(|(_, term)| of(term)).collect();
    let (shown, others): (Vec<&Indicator>, Vec<&Indicator>) = indicators().partition(|it| is_shown(&it.code));
    if papers.is_empty() || others.len() > shown.len() {
        return Vec::new();
    }
    let is_forgotten = |it: &&Indicator| !is_shown(&it.code) && !compared.contains(&it.code);
    let unseen = scope.in_use(Code::NotShown).filter(is_forgotten);
    let found: Vec<(&Indicator, Vec<&str>)> =
        unseen.map(|it| (it, has(scope, it))).filter(|(_, has)| !has.is_empty()).collect();
    let codes: Vec<String> = found.iter().map(|(indicator, _)| quoted(&indicator.code)).collect();
    let message = match found.as_slice() {
        [] => return Vec::new(),
        [(_, has)] => format!(
            "{} has {}, and no paper shows it",
            codes[0],
            listed(&has.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
        ),
        _ => format!("{} have figures, targets or commentary, and no paper shows them", listed(&codes)),
    };
    let places = found.iter().take(3).map(|(indicator, _)| (scope.definition(indicator), String::new()));
    let hint = format!(
        "add {} to the `indicators` of a paper{}",
        if found.len() == 1 { "it" } else { "them" },
        or_allow(Code::NotShown)
    );
    vec![say(Code::NotShown, message, places, hint)]
}

/// What somebody wrote for an indicator.
fn has(scope: &Scope<'_>, indicator: &Indicator) -> Vec<&'static str> {
    let has_figures = scope.series(indicator).is_some_and(|series| figures(series).next().is_some());
    let is_about = |heading: &str| heading.trim() == indicator.code.as_str();
    let has_text = scope.latest_commentary().iter().any(|(_, slot)| is_about(&slot.heading.value));
    let has_target =
        indicator.goal.as_ref().is_some_and(|goal| goal.entries().any(|(_, goal)| goal.limits().next().is_some()));
    [(has_figures, "figures"), (has_target, "a target"), (has_text, "commentary")]
        .into_iter()
        .filter_map(|(has, what)| has.then_some(what))
        .collect()
}

fn of(term: &Term) -> Option<&IndicatorCode> {
    match term {
        Term::Of(code) => Some(code),
        Term::Previous => None,
    }
}
