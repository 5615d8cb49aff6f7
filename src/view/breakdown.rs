//! Breakdowns as tables and bars.

use std::cmp::Ordering;

use crate::assess::{AssessedBreakdown, AssessedIndicator, AssessedPart, Point};
use crate::ledger::Disclosed;
use crate::model::{PartOrder, Unit, Value};

use super::format::{capitalised, listed, number, printed};
use super::{change, multiples, trend, words};
use crate::page::chart::{Bar, BarChart, BarReference};
use crate::page::{BreakdownView, PartView};

/// Every breakdown of an indicator that has figures.
pub fn views(assessed: &AssessedIndicator<'_>) -> Vec<BreakdownView> {
    assessed.breakdowns.iter().map(|breakdown| view(assessed, breakdown)).collect()
}

fn view(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>) -> BreakdownView {
    let by = &breakdown.breakdown.by;
    let parts = in_order(breakdown);
    let any = |test: &dyn Fn(&AssessedPart<'_>) -> bool| parts.iter().any(|part| test(part));
    let current = &assessed.current;
    let chart = chart(assessed, breakdown, &parts);
    BreakdownView {
        by: by.clone(),
        heading: format!(
            "{} by {by}, {}",
            assessed.name,
            words::when(current.period, assessed.indicator).trim_start_matches("in ")
        ),
        name: format!("{} by {by}", assessed.name),
        by_label: capitalised(by),
        has_numbers: any(&|part| part.current.count.is_figure()),
        has_previous: any(&|part| part.previous.is_given),
        current: current.period.short_label(),
        previous: assessed.previous.period.short_label(),
        current_short: current.period.tick(),
        previous_short: assessed.previous.period.tick(),
        parts: parts.iter().copied().map(|part| part_view(assessed, breakdown, part)).collect(),
        note: note(assessed, breakdown),
        has_chart: chart.bars.iter().filter(|bar| bar.value.is_some()).count() >= 2,
        alt: alt(assessed, breakdown),
        chart,
        has_multiples: multiples::has_enough(&parts),
        alt_multiples: multiples::alt(assessed, breakdown, &parts),
        multiples_note: multiples::note(assessed, breakdown, &parts),
        multiples: multiples::chart(assessed, breakdown, &parts),
    }
}

fn part_view(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>, part: &AssessedPart<'_>) -> PartView {
    let indicator = assessed.indicator;
    let value = words::point(&part.current, indicator);
    PartView {
        name: part.name.to_owned(),
        value: value.text,
        marks: value.marks,
        length: length(assessed, breakdown, part),
        numbers: numbers(&part.current),
        share: share(assessed, breakdown, part),
        previous: if part.previous.is_given { words::beside(&part.previous, indicator) } else { String::new() },
        change: change::view(&part.change, indicator),
    }
}

/// A percentage is drawn against 100, anything else against the greatest of the parts.
fn length(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>, part: &AssessedPart<'_>) -> f64 {
    let amount = |part: &AssessedPart<'_>| part.current.value.value().map_or(0.0, Value::coordinate).max(0.0);
    let most = match assessed.indicator.unit {
        Unit::Percent => 100.0,
        _ => breakdown.parts.iter().map(amount).fold(0.0, f64::max),
    };
    if most > 0.0 { (amount(part) / most).min(1.0) } else { 0.0 }
}

/// `20 of 31`.
fn numbers(point: &Point<'_>) -> String {
    let digits = |value: &Disclosed<Value>| match words::disclosed(value) {
        Ok(value) => number(value, value.decimal().normalize().scale()),
        Err(state) => state.letters.to_owned(),
    };
    if !point.count.is_figure() && !point.out_of.is_figure() {
        return String::new();
    }
    format!("{} of {}", digits(&point.count), digits(&point.out_of))
}

/// The part's share of the whole in whole per cent, of counts that add up.
fn share(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>, part: &AssessedPart<'_>) -> String {
    let whole = assessed.current.value.value().filter(|whole| *whole > Value::new(0, 0));
    match (assessed.indicator.unit, part.current.value.value(), whole) {
        (Unit::Count, Some(value), Some(whole)) if breakdown.adds_up => {
            let hundredfold = value.decimal().checked_mul(rust_decimal::Decimal::ONE_HUNDRED);
            let share = hundredfold.and_then(|hundredfold| hundredfold.checked_div(whole.decimal()));
            share.map_or_else(String::new, |share| format!("{}%", number(Value::from_decimal(share), 0)))
        }
        // No cell is blank beside others that are not.
        (Unit::Count, None, Some(_)) if breakdown.adds_up => words::point(&part.current, assessed.indicator).text,
        _ => String::new(),
    }
}

fn note(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>) -> String {
    let whole = words::point(&assessed.current, assessed.indicator).text;
    let rounded = if breakdown.adds_up && assessed.indicator.unit == Unit::Count { " Shares are rounded." } else { "" };
    // That the parts come to the whole may be chance: only a declaration says that each case is in one.
    let parts = match (breakdown.breakdown.sums, breakdown.comes_to_the_whole) {
        (true, true) => " Every case is in one part.".to_owned(),
        (true, false) => left_out(assessed, breakdown),
        (false, true) => " The parts come to the whole.".to_owned(),
        (false, false) => " A case may be in several parts or in none.".to_owned(),
    };
    format!("All together {whole}.{parts}{rounded}")
}

/// What is wrong with a sum that was declared, where every figure of it is shown; of others nothing can be said.
fn left_out(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>) -> String {
    let count = |point: &Point<'_>| if point.count.is_figure() { point.count.value() } else { point.value.value() };
    let counts = breakdown.parts.iter().map(|part| count(&part.current));
    let sum = counts.into_iter().try_fold(Value::new(0, 0), |sum, count| Some(sum.plus(count?)));
    let Some((whole, sum)) = count(&assessed.current).zip(sum) else { return String::new() };
    let left = whole.minus(sum);
    match left.cmp(&Value::new(0, 0)) {
        Ordering::Less => " Some cases are in more than one part.".to_owned(),
        Ordering::Equal => String::new(),
        Ordering::Greater if left == Value::new(1, 0) => " One is in no part.".to_owned(),
        Ordering::Greater => format!(" {} are in no part.", number(left, left.decimal().normalize().scale())),
    }
}

/// In the order that the definition asks for; see [`PartOrder`].
fn in_order<'a, 's>(breakdown: &'a AssessedBreakdown<'s>) -> Vec<&'a AssessedPart<'s>> {
    let mut parts: Vec<&AssessedPart<'_>> = breakdown.parts.iter().collect();
    let numbered = parts.iter().filter(|part| part.name.contains(|c: char| c.is_ascii_digit())).count();
    let largest_first = match breakdown.breakdown.order {
        PartOrder::ByNames => 2 * numbered <= parts.len(),
        PartOrder::Given => false,
        PartOrder::LargestFirst => true,
    };
    if largest_first {
        parts.sort_by_key(|part| (part.current.value.value().is_none(), std::cmp::Reverse(part.current.value.value())));
    }
    parts
}

fn chart(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>, parts: &[&AssessedPart<'_>]) -> BarChart {
    let indicator = assessed.indicator;
    let bar = |part: &&AssessedPart<'_>| {
        let words = words::point(&part.current, indicator);
        Bar {
            label: part.name.to_owned(),
            value: part.current.value.value().map(Value::coordinate),
            words: if words.marks.is_empty() { words.text } else { format!("{} {}", words.text, words.marks) },
        }
    };
    // A whole among parts that add up to it would dwarf them all.
    let is_a_sum = breakdown.adds_up && indicator.unit.is_amount();
    let whole = assessed.current.value.value().filter(|_| !is_a_sum);
    BarChart {
        bars: parts.iter().map(bar).collect(),
        reference: whole.map(|value| BarReference {
            value: value.coordinate(),
            label: format!("All {}", printed(value, indicator)),
        }),
        axis: trend::axis(indicator),
    }
}

/// What the bars show, for a reader who does not see them: the ends, the whole, and what is missing.
fn alt(assessed: &AssessedIndicator<'_>, breakdown: &AssessedBreakdown<'_>) -> String {
    let indicator = assessed.indicator;
    let by = &breakdown.breakdown.by;
    let mut known: Vec<(Value, &str)> =
        breakdown.parts.iter().filter_map(|part| Some((part.current.value.value()?, part.name))).collect();
    known.sort_by_key(|(value, _)| *value);
    let mut text = format!("Bar chart of {} by {by}, {}. ", assessed.name, assessed.current.period.label());
    if let (Some((lowest, low)), Some((highest, high))) = (known.first(), known.last()) {
        let written = |value: Value| printed(value, indicator);
        if lowest == highest {
            text.push_str(&format!("All parts {}. ", written(*lowest)));
        } else {
            let [highest, lowest] = [highest, lowest].map(|value| written(*value));
            text.push_str(&if known.len() < breakdown.parts.len() {
                format!("Of the parts shown the highest is {high}: {highest}, the lowest {low}: {lowest}. ")
            } else {
                format!("Highest {high}: {highest}, lowest {low}: {lowest}. ")
            });
        }
    }
    let hidden: Vec<String> = breakdown
        .parts
        .iter()
        .filter(|part| !part.current.value.is_figure())
        .map(|part| part.name.to_owned())
        .collect();
    if !hidden.is_empty() {
        text.push_str(&format!("No figure for {}.", listed(&hidden)));
    }
    capitalised(text.trim_end())
}
