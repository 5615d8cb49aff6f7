//! Corrections of published figures, and which changes a paper lists.

use crate::diag::{Code, Diagnostic};
use crate::load::RawProject;
use crate::load::raw::{RawCorrection, RawRevisions, Text};
use crate::model::{Correction, FigureKind, RevisionKind, RevisionPolicy, Value};

use super::places::Known;
use super::words::Words;

/// What `corrections.yaml` says.
pub fn corrections(raw: &RawProject, known: &Known, words: &mut Words) -> Vec<Correction> {
    raw.corrections.iter().filter_map(|raw| correction(raw, known, words)).collect()
}

fn correction(raw: &RawCorrection, known: &Known, words: &mut Words) -> Option<Correction> {
    let kinds = [("correction", RevisionKind::Correction), ("revision", RevisionKind::Revision)];
    let indicator = raw.indicator.as_ref().and_then(|text| words.known_code(text, known));
    let period = raw.period.as_ref().and_then(|text| words.period(text));
    let [was, now] = [&raw.was, &raw.now].map(|text| words.optional(text.as_ref(), "a corrected figure"));
    Some(Correction {
        kind: raw.kind.as_ref().and_then(|text| words.choice(text, "kind of change", &kinds)),
        reason: words.optional(raw.reason.as_ref(), "`reason`").filter(|reason| !reason.trim().is_empty()),
        indicator: indicator?,
        figure: figure(raw, words)?,
        period: period?,
        was: was?,
        now: now?,
    })
}

/// Which figure; the indicator's own where nothing is said.
fn figure(raw: &RawCorrection, words: &mut Words) -> Option<FigureKind> {
    let (Some(text), Some(written)) = (&raw.figure, words.optional(raw.figure.as_ref(), "`figure`")) else {
        return Some(FigureKind::Value);
    };
    match written.parse() {
        Ok(figure) => Some(figure),
        Err(error) => {
            let unknown = Diagnostic::new(Code::UnknownChoice, error.to_string()).at(text.span);
            words.push(unknown.hint("write it as `panelpack status --write` does: `year to date`, `median`, `by age: Under 1`, `benchmark: England`"));
            None
        }
    }
}

/// Which changes of back periods are listed; all of them where the project says nothing.
pub fn policy(raw: Option<&RawRevisions>, words: &mut Words) -> RevisionPolicy {
    let Some(raw) = raw else { return RevisionPolicy::default() };
    let mut policy =
        RevisionPolicy { routine: words.optional(raw.routine.as_ref(), "`routine`"), ..RevisionPolicy::default() };
    if let Some(text) = &raw.list_from {
        for part in text.value.split(" or ").map(str::trim) {
            if set_threshold(part, &mut policy).is_none() {
                words.push(unknown(part, text));
            }
        }
    }
    policy
}

/// `None` where nobody knows what the words mean.
fn set_threshold(part: &str, policy: &mut RevisionPolicy) -> Option<()> {
    if part == "a changed rating" {
        // It is always listed; saying so is how people write the rule.
        return Some(());
    }
    let number = |text: &str| Value::parse(text.trim()).filter(|value| *value > Value::new(0, 0));
    match part.strip_suffix("points").or_else(|| part.strip_suffix("point")) {
        Some(points) => policy.points = Some(number(points)?),
        None => policy.per_cent = Some(number(part.strip_suffix('%')?)?),
    }
    Some(())
}

fn unknown(part: &str, text: &Text) -> Diagnostic {
    Diagnostic::new(Code::UnknownChoice, format!("`{part}` says not which changes are listed"))
        .at(text.span)
        .hint("write points of a percentage, per cent of any other figure and the rating: `2 points or 5% or a changed rating`")
}
