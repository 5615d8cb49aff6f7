//! The figures of one indicator on both sides.

use std::collections::{BTreeMap, BTreeSet};

use crate::edition::Change;
use crate::load::record::{FigureText, IndicatorRecord};
use crate::model::{Unit, Value};
use crate::view::figure;

use super::{FigureChange, Shown};

/// The indicator's own figure.
pub const VALUE: &str = "value";
/// The one that the paper speaks of.
pub const SHOWN: &str = "shown";

/// What an own figure is made of: told with it.
const BEHIND: [&str; 2] = ["numerator", "denominator"];
/// What is computed from own figures: follows where one of them differs.
const LEVELS: [&str; 3] = ["mean", "lower process limit", "upper process limit"];
/// The target by period: follows where the target of today differs in the same way.
const TARGETS: [&str; 4] = ["target", "band from", "band to", "minimum target"];
/// Levels are kept with more decimals than people read.
const LEVEL_DECIMALS: u32 = 2;

type ByPeriod = BTreeMap<String, FigureText>;

/// The figures that differ: the indicator's own first, of each kind the paper's own period first and then the latest.
///
/// Papers for different periods show different stretches of time; of them only what both show is compared, and the figure that the paper speaks of.
pub fn changes(
    (was, was_period): (&IndicatorRecord, &str),
    (now, now_period): (&IndicatorRecord, &str),
) -> Vec<FigureChange> {
    let same_period = was_period == now_period;
    let unit = [unit(was), unit(now)];
    let mut found = Vec::new();
    let kinds: BTreeSet<&String> = was.figures.keys().chain(now.figures.keys()).collect();
    let mut kinds: Vec<&str> = kinds.into_iter().map(String::as_str).filter(|kind| !BEHIND.contains(kind)).collect();
    kinds.sort_by_key(|kind| *kind != VALUE);
    for kind in kinds {
        let none = ByPeriod::new();
        let [before, after] = [was, now].map(|side| side.figures.get(kind).unwrap_or(&none));
        let periods: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let mut periods: Vec<&String> = periods.into_iter().collect();
        periods.sort_by(|a, b| (*a != now_period).cmp(&(*b != now_period)).then_with(|| b.cmp(a)));
        for period in periods {
            let both_show = before.contains_key(period) && after.contains_key(period);
            if !(same_period || both_show) {
                continue;
            }
            let shown =
                |side: usize, of: &IndicatorRecord, by: &ByPeriod| shown(of, unit[side], kind, period, by.get(period));
            found.extend(change(kind, period, shown(0, was, before), shown(1, now, after)));
        }
    }
    leave_out_what_follows(&mut found, was.target != now.target, now_period);
    let headline = |of: &IndicatorRecord| {
        let (value, state) = of.shown.split_once(" [").unwrap_or((&of.shown, ""));
        let state = if state.is_empty() { String::new() } else { format!("[{state}") };
        Shown { value: value.to_owned(), state, rating: of.rating.clone(), behind: String::new() }
    };
    if !same_period || !found.iter().any(|change| change.figure == VALUE) {
        let headline = change(SHOWN, now_period, headline(was), headline(now));
        found.splice(0..0, headline);
    }
    found
}

/// A difference, where there is one. What differs about a figure that came or went is the figure alone.
fn change(figure: &str, period: &str, was: Shown, now: Shown) -> Option<FigureChange> {
    if was == now {
        return None;
    }
    let is_figure = (&was.value, &was.behind) != (&now.value, &now.behind) || instead(&was) != instead(&now);
    let is_state = !is_figure && was.state != now.state;
    let is_rating = was.rating != now.rating && was != Shown::default() && now != Shown::default();
    let what = [(is_figure, Change::Figure), (is_state, Change::State), (is_rating, Change::Rating)];
    let what = what.into_iter().filter_map(|(is, what)| is.then_some(what)).collect();
    Some(FigureChange { figure: figure.to_owned(), period: period.to_owned(), was, now, what })
}

/// The state that stands in place of a figure.
fn instead(shown: &Shown) -> &str {
    if shown.value.is_empty() { &shown.state } else { "" }
}

/// Takes out what only repeats another change.
fn leave_out_what_follows(found: &mut Vec<FigureChange>, new_target: bool, period: &str) {
    if found.iter().any(|change| change.figure == VALUE && change.what.contains(&Change::Figure)) {
        found.retain(|change| !LEVELS.contains(&change.figure.as_str()));
    }
    if new_target {
        // An entry that is dated gives the periods before it another target than today's, which the statement does not say.
        let of_today = |change: &&FigureChange| change.period == period && TARGETS.contains(&change.figure.as_str());
        let today: Vec<FigureChange> = found.iter().filter(of_today).cloned().collect();
        let is_today = |change: &FigureChange| {
            today.iter().any(|it| (&it.figure, &it.was, &it.now) == (&change.figure, &change.was, &change.now))
        };
        let came_or_went = |change: &FigureChange| change.was == Shown::default() || change.now == Shown::default();
        found
            .retain(|change| !TARGETS.contains(&change.figure.as_str()) || !(is_today(change) || came_or_went(change)));
    }
}

fn shown(of: &IndicatorRecord, unit: Unit, kind: &str, period: &str, text: Option<&FigureText>) -> Shown {
    let Some(text) = text else { return Shown::default() };
    let mut value = text.value.clone();
    if let Some(amount) = Value::parse(&text.value) {
        let scale = amount.decimal().scale();
        let decimals = if LEVELS.contains(&kind) { scale.min(LEVEL_DECIMALS) } else { scale };
        value = figure(amount, unit, decimals);
    }
    let behind = BEHIND.map(|part| of.figures.get(part).and_then(|by| by.get(period)));
    let behind = match behind {
        [Some(count), Some(out_of)] if kind == VALUE => format!("{}/{}", plain(count), plain(out_of)),
        _ => String::new(),
    };
    Shown { value, state: text.state.clone(), rating: text.rating.clone(), behind }
}

fn plain(text: &FigureText) -> String {
    match Value::parse(&text.value) {
        Some(amount) => figure(amount, Unit::Count, amount.decimal().scale()),
        None => text.state.clone(),
    }
}

/// The unit, as far as it shows; a record keeps the figures of an indicator without it and how the paper shows one of them.
fn unit(indicator: &IndicatorRecord) -> Unit {
    [&indicator.shown, &indicator.target].into_iter().find_map(|text| sign(text)).unwrap_or(Unit::Count)
}

fn sign(text: &str) -> Option<Unit> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    if text[..at].ends_with('£') {
        return Some(Unit::Pounds);
    }
    let after = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let nouns = [("%", Unit::Percent), (" day", Unit::Days), (" week", Unit::Weeks), (" month", Unit::Months)];
    nouns.into_iter().find_map(|(noun, unit)| after.starts_with(noun).then_some(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_read_from_the_figure_that_the_paper_shows() {
        let cases = [
            ("50%", Some(Unit::Percent)),
            ("£1,204", Some(Unit::Pounds)),
            ("\u{2212}£50", Some(Unit::Pounds)),
            ("426 days", Some(Unit::Days)),
            ("1 week", Some(Unit::Weeks)),
            ("78.0 [p]", None),
            ("[late]", None),
        ];
        for (text, unit) in cases {
            assert_eq!(sign(text), unit, "{text}");
        }
    }
}
