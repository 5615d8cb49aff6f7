//! The states of figures: the letters that stand in place of one or beside it, and what they say.

use crate::model::{Marks, Missing};

/// A state's shorthand and what it means, as the key prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// `[z]`.
    pub letters: &'static str,
    /// `no cases`.
    pub words: &'static str,
    /// A sentence for the key.
    pub meaning: &'static str,
}

/// The state that stands in place of a figure.
pub fn missing(reason: Missing) -> State {
    let (letters, words, meaning) = match reason {
        Missing::NoCases => ("[z]", "no cases", "not applicable, or no cases in the period that could be counted"),
        Missing::NotApplicable => {
            ("[z]", "not applicable", "not applicable, or no cases in the period that could be counted")
        }
        Missing::NotAvailable => ("[x]", "not available", "not available"),
        Missing::SuppressedBySource => {
            ("[c]", "suppressed", "suppressed, so that no small number can be read or worked out")
        }
        Missing::RoundsToZero => ("[k]", "rounds to zero", "more than zero, but rounds to zero"),
        Missing::Awaited => ("[late]", "data awaited", "the data had not arrived when the figures were taken"),
        Missing::NotDue => ("[nd]", "not due", "no figure is due for this period"),
        Missing::Between(_) => ("[range]", "known only as a range", "known to lie in a range, and no more"),
    };
    State { letters, words, meaning }
}

/// The state of a hidden figure: a reader need not know who hid it.
pub fn suppressed() -> State {
    missing(Missing::SuppressedBySource)
}

/// The states beside a figure, in the order in which they are printed.
pub fn marks(marks: Marks) -> impl Iterator<Item = State> {
    let all = [
        (marks.provisional, "[p]", "provisional", "provisional: the figure will still change"),
        (marks.revised, "[r]", "revised", "revised since it was first published"),
        (
            marks.series_break,
            "[b]",
            "break in the series",
            "break in the series: not comparable with the periods before",
        ),
        (marks.estimated, "[e]", "estimated", "estimated, not counted"),
        (marks.forecast, "[f]", "forecast", "forecast"),
        (
            marks.too_early,
            "[i]",
            "too early to judge",
            "too early to judge: the period's window had not closed when the figures were taken",
        ),
    ];
    all.into_iter().filter(|(set, ..)| *set).map(|(_, letters, words, meaning)| State { letters, words, meaning })
}

/// One for each letter that stands in place of a figure.
const MISSING: [Missing; 6] = [
    Missing::NotApplicable,
    Missing::NotAvailable,
    Missing::SuppressedBySource,
    Missing::RoundsToZero,
    Missing::Awaited,
    Missing::NotDue,
];

const EVERY_MARK: Marks =
    Marks { provisional: true, revised: true, series_break: true, estimated: true, forecast: true, too_early: true };

/// Every state there is, in place of a figure or beside one.
pub fn every() -> impl Iterator<Item = State> {
    MISSING.into_iter().map(missing).chain(marks(EVERY_MARK))
}

/// What the letters of a figure say, `[c]`, `[p] [r]`: what stands in its place, if anything does, and what stands beside it. No cases and not applicable have one letter.
pub fn read(letters: &str) -> (Option<Missing>, Marks) {
    let has = |state: State| letters.split(' ').any(|letters| letters == state.letters);
    let instead = MISSING.into_iter().find(|reason| has(missing(*reason)));
    let beside = |mark: Marks| marks(mark).any(has);
    let none = Marks::default();
    let marks = Marks {
        provisional: beside(Marks { provisional: true, ..none }),
        revised: beside(Marks { revised: true, ..none }),
        series_break: beside(Marks { series_break: true, ..none }),
        estimated: beside(Marks { estimated: true, ..none }),
        forecast: beside(Marks { forecast: true, ..none }),
        too_early: beside(Marks { too_early: true, ..none }),
    };
    (instead, marks)
}
