//! What the latest figure says, with the numbers; or why nothing is said of it.
//!
//! Figures are judged before rounding, so a printed one may lie on the other side of a printed limit. Then both are written with as many
//! decimals as it takes for the sentence to be true of what it prints; and a run that rounding hides is said to be one before rounding.

use crate::assess::spc::{AssessedSpc, Cause, NotEnough, SpcRow, SpcStretch, Steady, Way};
use crate::model::{Indicator, TwoOfThree, Value};
use crate::view::format::{capitalised, figure, in_words, plural, printed};

use super::limits::{self, MOST_DECIMALS, level, within_reach};

/// What the latest figure says.
pub fn sentence(spc: &AssessedSpc<'_>, indicator: &Indicator) -> String {
    match spc.not_enough {
        Some(NotEnough::Constant(steady)) => return no_limits(steady, spc),
        Some(reason) => return format!("Not enough data: {}.", why_not(reason, spc)),
        None => {}
    }
    let Some((row, stretch)) = spc.latest.map(|row| &spc.rows[row]).zip(spc.current()) else { return String::new() };
    if let Some(outside) = spc.drift {
        return drift(outside, spc, stretch, indicator);
    }
    let Some(Written { latest, mean, lower, upper }) = written(spc, row, stretch, indicator) else {
        return String::new();
    };
    let latest = format!("{latest} in {}", row.point.period.label());
    let rules = spc.spc.rules;
    let side = |way| if way == Way::Up { "above" } else { "below" };
    let before_rounding = if is_before_rounding(spc, row, stretch, indicator) { "before rounding, " } else { "" };
    let what = match row.cause {
        Cause::Common => format!("{latest} lies where chance alone puts it, between {lower} and {upper}"),
        Cause::Outside(way) => {
            let high = if way == Way::Up { "higher" } else { "lower" };
            format!("{latest} is {high} than chance explains, which is {lower} to {upper}")
        }
        Cause::Trend(way) => {
            // As many figures have a step less between them.
            let run = if way == Way::Up { "rise" } else { "fall" };
            let points = in_words(rules.trend_points);
            format!("{before_rounding}the last {points} figures {run} from one to the next, to {latest}")
        }
        Cause::TwoOfThree(way) => {
            let limit =
                if way == Way::Up { format!("upper limit of {upper}") } else { format!("lower limit of {lower}") };
            // By the reading of 2023 one beyond it counts as well.
            let near = match rules.two_of_three {
                TwoOfThree::Package => "near",
                TwoOfThree::Mdc2023 => "near or beyond",
            };
            format!("two or more of the last three figures lie {near} the {limit}, the latest being {latest}")
        }
        Cause::Shift(way) => format!(
            "{before_rounding}the last {} figures all lie {} the mean of {mean}, the latest being {latest}",
            in_words(rules.shift_points),
            side(way),
        ),
    };
    format!("{}.", capitalised(&what))
}

/// That the latest figure is more than chance, and why, where a page has told the figure: `A figure so low is outside normal variation (77% to 85%).`
///
/// With as many decimals as it takes for that to be true of the printed figure; empty where nothing is said of it.
pub fn signal(spc: &AssessedSpc<'_>, indicator: &Indicator) -> String {
    let Some((row, stretch)) = spc.latest.map(|row| &spc.rows[row]).zip(spc.current()) else { return String::new() };
    let Some(Written { latest, mean, lower, upper }) = written(spc, row, stretch, indicator) else {
        return String::new();
    };
    let is_printed = row.point.value.value().is_some_and(|value| printed(value, indicator) == latest);
    let rules = spc.spc.rules;
    match row.cause {
        Cause::Outside(way) if is_printed => {
            let way = if way == Way::Up { "high" } else { "low" };
            format!("A figure so {way} is outside normal variation ({lower} to {upper}).")
        }
        Cause::Trend(way) => {
            let run = if way == Way::Up { "risen" } else { "fallen" };
            format!("It has {run} {} times running, which is more than chance.", in_words(rules.trend_points - 1))
        }
        Cause::Shift(way) => {
            let side = if way == Way::Up { "above" } else { "below" };
            let points = in_words(rules.shift_points);
            format!("The last {points} figures lie {side} their mean of {mean}, which is more than chance.")
        }
        Cause::Common => String::new(),
        Cause::Outside(_) | Cause::TwoOfThree(_) => sentence(spc, indicator),
    }
}

/// The latest figure as the sentence writes it.
pub fn latest(spc: &AssessedSpc<'_>, indicator: &Indicator) -> Option<String> {
    let row = &spc.rows[spc.latest?];
    let shown = printed(row.point.value.value()?, indicator);
    let written = spc.current().and_then(|stretch| written(spc, row, stretch, indicator));
    Some(written.map_or(shown, |written| written.latest))
}

/// The first figure of a stretch that takes part in it.
pub fn first_figure<'a, 's>(spc: &'a AssessedSpc<'s>, stretch: &SpcStretch<'_>) -> Option<&'a SpcRow<'s>> {
    spc.rows[stretch.rows.clone()].iter().find(|row| row.counts)
}

/// Figure, mean and limits, as a sentence writes them.
struct Written {
    latest: String,
    mean: String,
    lower: String,
    upper: String,
}

/// With as few decimals as the page has, or as few more as it takes for what is said of them to hold as they are written. `None` without limits.
fn written(
    spc: &AssessedSpc<'_>,
    row: &SpcRow<'_>,
    stretch: &SpcStretch<'_>,
    indicator: &Indicator,
) -> Option<Written> {
    let (shown, amount) = (row.point.value.value()?, row.amount?);
    let (lower, upper) = within_reach(stretch, indicator)?;
    let levels = [stretch.mean?.value, lower, upper].map(limits::value);
    let of_figure = |more: u32| indicator.decimals + more;
    let of_levels = |more: u32| of_figure(more).max(limits::decimals(stretch, indicator));
    let rounded = |more: u32| {
        let latest = if more == 0 { shown } else { amount.rounded(of_figure(more)) };
        (latest, levels.map(|level| level.rounded(of_levels(more))))
    };
    let holds = |more: &u32| {
        let (latest, [mean, lower, upper]) = rounded(*more);
        match row.cause {
            Cause::Common => lower <= latest && latest <= upper,
            Cause::Outside(Way::Up) => latest > upper,
            Cause::Outside(Way::Down) => latest < lower,
            Cause::TwoOfThree(Way::Up) => latest <= upper,
            Cause::TwoOfThree(Way::Down) => latest >= lower,
            Cause::Shift(Way::Up) => latest > mean,
            Cause::Shift(Way::Down) => latest < mean,
            Cause::Trend(_) => true,
        }
    };
    let least = u32::from(is_before_rounding(spc, row, stretch, indicator));
    let more = (least..=MOST_DECIMALS).find(holds).unwrap_or(least);
    let (latest, levels) = rounded(more);
    let [mean, lower, upper] = levels.map(|level| figure(level, indicator.unit, of_levels(more)));
    let latest = if more == 0 { printed(latest, indicator) } else { figure(latest, indicator.unit, of_figure(more)) };
    Some(Written { latest, mean, lower, upper })
}

/// Whether the latest figure ends a run that the printed figures do not show.
fn is_before_rounding(
    spc: &AssessedSpc<'_>,
    row: &SpcRow<'_>,
    stretch: &SpcStretch<'_>,
    indicator: &Indicator,
) -> bool {
    let rules = spc.spc.rules;
    let printed = |points: usize| -> Vec<Value> {
        let until = stretch.rows.start..spc.latest.map_or(stretch.rows.start, |latest| latest + 1);
        let told = spc.rows[until].iter().rev().filter(|row| row.point.is_given).take(points);
        told.filter_map(|row| row.point.value.value()).collect()
    };
    let mean = stretch.mean.map(|mean| limits::value(mean.value).rounded(limits::decimals(stretch, indicator)));
    let latest_first = |holds: fn(&Value, &Value) -> bool| {
        !printed(rules.trend_points).windows(2).all(|pair| holds(&pair[0], &pair[1]))
    };
    let beside_mean = |holds: fn(&Value, &Value) -> bool| {
        mean.is_some_and(|mean| !printed(rules.shift_points).iter().all(|value| holds(value, &mean)))
    };
    match row.cause {
        Cause::Trend(Way::Up) => latest_first(Value::gt),
        Cause::Trend(Way::Down) => latest_first(Value::lt),
        Cause::Shift(Way::Up) => beside_mean(Value::gt),
        Cause::Shift(Way::Down) => beside_mean(Value::lt),
        Cause::Common | Cause::Outside(_) | Cause::TwoOfThree(_) => false,
    }
}

/// A measure of which a third of the figures or more lie outside the limits.
fn drift(outside: usize, spc: &AssessedSpc<'_>, stretch: &SpcStretch<'_>, indicator: &Indicator) -> String {
    let range = within_reach(stretch, indicator).map_or_else(String::new, |(lower, upper)| {
        format!(" of {} to {}", level(lower, stretch, indicator), level(upper, stretch, indicator))
    });
    format!(
        "No control limits are drawn: {} of {} figures{} would lie outside those{range}, too many for any to stand out. Read the line rather than single figures.",
        in_words(outside),
        stretch.figures,
        since(spc, stretch)
    )
}

/// ` since September 2019`: the first figure of a stretch.
fn since(spc: &AssessedSpc<'_>, stretch: &SpcStretch<'_>) -> String {
    first_figure(spc, stretch).map_or_else(String::new, |row| format!(" since {}", row.point.period.label()))
}

/// Why there are no limits though there are figures enough: what holds of them.
pub fn no_limits(steady: Steady, spc: &AssessedSpc<'_>) -> String {
    let Some(stretch) = spc.current() else { return String::new() };
    let since = since(spc, stretch);
    let is_all = stretch.rows.start == 0;
    let counted = spc.counted(stretch);
    let period = |row: usize| spc.rows[row].point.period.label();
    // Of figures whose numbers are hidden, what holds is known of the printed ones alone.
    let is_known = |row: &SpcRow<'_>| !row.counts || row.point.exact.is_some();
    let printed = if spc.rows[stretch.rows.clone()].iter().all(is_known) { "" } else { " as printed" };
    let what = match (steady, counted) {
        (Steady::Always, None) => format!("the figures{printed} have not varied{since}"),
        (Steady::Always, Some(n)) => {
            format!("the first {n} figures{since}{printed}, from which limits are made, are all the same")
        }
        (Steady::Until(row), None) => {
            let figures = if is_all { String::new() } else { since };
            let vary = if spc.latest == Some(row) { "did not vary until" } else { "have varied only once, in" };
            format!("the figures{figures}{printed} {vary} {}", period(row))
        }
        (Steady::Until(row), Some(n)) => {
            format!(
                "the first {n} figures{since}{printed}, from which limits are made, varied only once, in {}",
                period(row)
            )
        }
        (Steady::Apart, _) => {
            format!("between any two figures{since} one is missing, so none can be held against the one before")
        }
        (Steady::Seldom(n), counted) => {
            let (figures, of) = match counted {
                None => (stretch.figures, "the"),
                Some(first) => (first, "the first"),
            };
            let few = if n == 0 { "none".to_owned() } else { format!("only {}", in_words(n)) };
            let differ = if n < 2 { "differs" } else { "differ" };
            format!(
                "{few} of {of} {figures} figures{since}{printed} {differ} from the one right before, too few for limits to be made"
            )
        }
    };
    format!("No limits: {what}.")
}

/// Why there are no icons, as a sentence goes on.
fn why_not(reason: NotEnough, spc: &AssessedSpc<'_>) -> String {
    match reason {
        NotEnough::Figures(figures) => {
            let since = spc.current().map_or_else(String::new, |stretch| since(spc, stretch));
            format!("{}{since}, and an icon needs 13", plural(figures, "figure"))
        }
        NotEnough::Constant(_) => "too few figures differ from the one before for limits to be made".to_owned(),
        NotEnough::SmallNumbers => "the percentages are of small numbers".to_owned(),
        NotEnough::Yearly => "one figure a year is too few for control limits".to_owned(),
        NotEnough::NoFigure => "there is no figure that can be judged".to_owned(),
    }
}
