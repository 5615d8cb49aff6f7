//! What disclosure control hides, in words for those who decide about it: internal, and in no paper.
//!
//! No sentence holds a figure that is hidden. What cannot be hidden any more is an error, because a paper would tell it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::figures::disclose;
use crate::ledger::{Audience, FigureId, Ledger, Number, Unprotected, Which, Why};
use crate::model::{FigureKind, IndicatorCode};

use super::project::Project;

/// A figure that stays here, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenFigure {
    /// The indicator's code.
    pub code: String,
    /// Which of its figures and of which period: `2020-11`, `year to date 2020-11`.
    pub figure: String,
    /// A clause: `it counts 1 to 5`.
    pub why: String,
}

impl Project {
    /// What may be said.
    pub(super) fn ledger(&self) -> &Ledger {
        self.ledger.get_or_init(|| Ledger::of(&self.scorecard, &self.figures, &self.told(), Audience::default()))
    }

    /// Every figure that is hidden, in the order of the pages.
    pub fn hidden(&self) -> Vec<HiddenFigure> {
        let Some(greatest) = self.scorecard.small_numbers.policy.greatest() else { return Vec::new() };
        let range = if greatest == 1 { "1".to_owned() } else { format!("1 to {greatest}") };
        let reasons = disclose::reasons(&self.scorecard, &self.figures, &self.told());
        let hidden = reasons.into_iter().map(|reason| HiddenFigure {
            code: reason.figure.code.to_string(),
            figure: figure(&reason.figure),
            why: why(&reason.figure, &reason.why, &range),
        });
        hidden.collect()
    }

    /// What readers can work out whatever is hidden: one error for each indicator.
    pub(super) fn unprotected(&self) -> Vec<Diagnostic> {
        let all = self.ledger().unprotected();
        let mut of: BTreeMap<&IndicatorCode, Vec<&Unprotected>> = BTreeMap::new();
        all.iter().for_each(|it| of.entry(&it.number.figure.code).or_default().push(it));
        of.values().filter_map(|told| self.unprotected_of(told)).collect()
    }

    fn unprotected_of(&self, told: &[&Unprotected]) -> Option<Diagnostic> {
        let Unprotected { number: Number { figure, .. }, told_by } = told.first()?;
        let names: Vec<String> = told.iter().map(|it| name(&it.number)).collect();
        let span = self.places.cell(&figure.code, figure.period).or_else(|| self.places.definition(&figure.code));
        let from = if told_by.is_empty() {
            "what was published before".to_owned()
        } else {
            listed(&told_by.iter().map(name).collect::<Vec<String>>())
        };
        let keys: BTreeSet<String> = told.iter().map(|it| key(&it.number.figure)).collect();
        let keys: Vec<String> = keys.into_iter().collect();
        let found =
            Diagnostic::new(Code::Unprotected, format!("nothing keeps {} from being worked out", listed(&names)))
                .hint(format!("{} follows from {from}", names.first()?))
                .hint("give them in coarser form: a longer period, fewer parts, one indicator in the place of two")
                .hint(format!(
                    "or admit in panelpack.yaml that readers have them: `known_already: {{{}, decided_by: …, on: …}}`",
                    keys.join(", ")
                ));
        Some(span.into_iter().fold(found, |found, span| found.at(span)))
    }
}

/// A figure as `known_already` names it, with a place for where it is known from.
fn key(id: &FigureId) -> String {
    let named = format!("{} {}", id.code, figure(id));
    if named.contains(": ") { format!("\"{named}\": …") } else { format!("{named}: …") }
}

/// `2020-11`, `year to date 2020-11`.
fn figure(id: &FigureId) -> String {
    match &id.kind {
        FigureKind::Value => id.period.to_string(),
        kind => format!("{kind} {}", id.period),
    }
}

fn why(figure: &FigureId, why: &Why, range: &str) -> String {
    match why {
        Why::Few => format!("it counts {range}"),
        Why::OutOfFew => format!("it is out of {range}"),
        Why::AllButFew => format!("it counts all but {range}"),
        Why::BySource => "its source hides it".to_owned(),
        Why::Beside => "it stands beside a figure that is hidden".to_owned(),
        Why::AsItWas => "when it was new it would have given a hidden figure away".to_owned(),
        Why::ForTheYear => "beside it the figure of the whole year could hardly be shown".to_owned(),
        Why::Tells { told, with } => {
            let others: Vec<String> = with.iter().filter(|it| it.figure != *figure).map(name).collect();
            let with = if others.is_empty() { String::new() } else { format!(" with {}", listed(&others)) };
            format!("it would give {} away{with}", name(told))
        }
    }
}

/// A number in words: `` `A1` for 2020-11 ``.
fn name(number: &Number) -> String {
    let FigureId { code, kind, period } = &number.figure;
    let figure = match kind {
        FigureKind::Value => format!("`{code}` for {period}"),
        kind => format!("`{code}` {kind} for {period}"),
    };
    match number.which {
        Which::Count => figure,
        Which::OutOf => format!("what {figure} is out of"),
        Which::Rest => format!("the rest of {figure}"),
        Which::Step => format!("the step to {figure}"),
    }
}

/// So many a sentence names.
const MOST_NAMED: usize = 4;

/// `a, b and c`, or how many more.
fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if things.len() <= MOST_NAMED => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} others", things[..MOST_NAMED].join(", "), things.len() - MOST_NAMED),
    }
}
