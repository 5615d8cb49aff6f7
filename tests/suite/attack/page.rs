//! The figures that stand on a paper's pages, read from the words of its tables.

use std::collections::BTreeSet;

use panelpack::internals::page::{IndicatorView, PaperView};

use super::calendar::Span;
use super::reader::{Fact, printed};

/// What the tables, the breakdowns, the year to date and the outturns of a paper tell.
pub fn facts(view: &PaperView) -> BTreeSet<Fact> {
    view.indicators().flat_map(of_indicator).collect()
}

fn of_indicator(view: &IndicatorView) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut tell = |kind: &str, period: &str, text: &str| {
        let Some(period) = period_of(period) else { return };
        let digits: String = text.chars().filter(|it| it.is_ascii_digit() || *it == '.').collect();
        let is_state = text.starts_with('[');
        let printed = if is_state { printed("", text) } else { printed(&digits, "") };
        let fact = |printed| Fact { code: view.code.clone(), kind: kind.to_owned(), period, printed };
        facts.extend(printed.map(fact));
    };
    for (row, kind) in view.table.rows.iter().zip(["value", "numerator", "denominator"]) {
        for (period, cell) in view.table.periods.iter().zip(&row.cells) {
            tell(kind, &period.full, cell);
        }
    }
    for breakdown in &view.breakdowns {
        for part in &breakdown.parts {
            let kind = format!("by {}: {}", breakdown.by, part.name);
            tell(&kind, &breakdown.current, &part.value);
            tell(&kind, &breakdown.previous, &part.previous);
        }
    }
    for outturn in &view.outturns {
        tell("value", &outturn.period, &outturn.value);
    }
    for fact in view.facts.iter().chain(&view.more).filter(|fact| fact.label == "Year to date") {
        tell("year to date", &view.period, &fact.value);
    }
    facts
}

/// `November 2020`, `Nov 2020`, `October to December 2020`, `2019/20`.
fn period_of(label: &str) -> Option<Span> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |name: &str| MONTHS.iter().position(|month| name.starts_with(month));
    let in_words = label.rsplit_once(' ').and_then(|(name, year)| {
        let (month, year) = (i32::try_from(month(name)?).ok()?, year.parse::<i32>().ok()?);
        Some(Span { first: year * 12 + month, months: if name.contains(" to ") { 3 } else { 1 } })
    });
    in_words.or_else(|| Span::parse(label))
}
