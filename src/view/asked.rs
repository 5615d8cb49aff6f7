//! What is said to those who give the figures and write the texts, in the words of pages.

use crate::assess::Point;
use crate::ledger::{Disclosed, Entry};
use crate::model::{Goal, Indicator, Marks, Missing, Period};
use crate::rating::{Rated, Rating, Reason, rule};

use super::{block, words};

/// A disclosed figure with its letters and its numbers: `84% [p] (163 of 194)`, `[c]`, `[late]`.
pub fn figure(entry: &Entry, indicator: &Indicator, period: Period) -> String {
    let point = Point {
        value: entry.value,
        count: entry.count,
        out_of: entry.out_of,
        marks: entry.marks,
        is_given: entry.is_given,
        ..nothing(indicator, period)
    };
    let words = words::point(&point, indicator);
    let numbers = block::numbers(&point).map_or_else(String::new, |numbers| format!(" ({numbers})"));
    let marks = if words.marks.is_empty() { String::new() } else { format!(" {}", words.marks) };
    format!("{}{marks}{numbers}", words.text.replace('\u{a0}', " "))
}

/// What a figure of a period is held against: `target 90%, floor 65%`, `activity band 12 to 20`, `target to be set`; empty where there is nothing.
pub fn target(indicator: &Indicator, period: Period) -> String {
    let point = nothing(indicator, period);
    let target = match point.goal {
        Some(Goal::None) | None => None,
        Some(_) => Some(format!("{} {}", words::target_label(&point).to_lowercase(), words::target(&point, indicator))),
    };
    let floor = point.floor.map(|floor| format!("{} {}", words::floor(indicator), words::limit(floor, indicator.unit)));
    target.into_iter().chain(floor).collect::<Vec<_>>().join(", ")
}

/// No figure, and what it would be held against.
fn nothing(indicator: &Indicator, period: Period) -> Point<'_> {
    let missing = Missing::Awaited;
    let rule = rule(indicator, period);
    Point {
        period,
        is_given: false,
        value: Disclosed::Missing(missing),
        exact: None,
        count: Disclosed::Missing(missing),
        out_of: Disclosed::Missing(missing),
        marks: Marks::default(),
        goal: rule.goal,
        tolerance: rule.tolerance,
        floor: rule.floor,
        rated: Rated { rating: Rating::NotRated(Reason::NoFigure(missing)), as_published: false },
        published_before: None,
        published_change: None,
        note: None,
    }
}
