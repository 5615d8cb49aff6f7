//! The figures of one indicator on both sides.
//!
//! Of papers for two periods what both show is compared, and the figure that each speaks of: their windows differ, and a month that came
//! and one that went would be told of every indicator.

use crate::edition::{Change, Differs, Pair, pairs};
use crate::load::record::{FigureText, IndicatorRecord};
use crate::model::{FigureKind, Unit, Value};
use crate::view::figure;

use super::{FigureChange, Shown, WhichFigure};

/// The indicator's own figure.
const OWN: WhichFigure = WhichFigure::Kind(FigureKind::Value);

/// Levels are kept with more decimals than people read.
const LEVEL_DECIMALS: u32 = 2;

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
    let mut pairs = pairs(was, now);
    // What an own figure is made of is told with it.
    pairs.retain(|pair| !pair.kind.is_behind() && (same_period || (pair.was.is_some() && pair.now.is_some())));
    for of_kind in pairs.chunk_by_mut(|one, next| one.kind == next.kind) {
        of_kind.sort_by(|a, b| (a.period != now_period, b.period).cmp(&(b.period != now_period, a.period)));
        for Pair { kind, period, was: before, now: after } in of_kind.iter() {
            let sides = [(was, unit[0], before), (now, unit[1], after)];
            let [before, after] = sides.map(|(of, unit, text)| shown(of, unit, kind, period, *text));
            found.extend(change(WhichFigure::Kind(kind.clone()), period, before, after));
        }
    }
    leave_out_what_follows(&mut found, was.target != now.target, now_period);
    let headline = |of: &IndicatorRecord| {
        let (value, state) = of.shown.split_once(" [").unwrap_or((&of.shown, ""));
        let state = if state.is_empty() { String::new() } else { format!("[{state}") };
        Shown { value: value.to_owned(), state, rating: of.rating.clone(), behind: String::new() }
    };
    if !same_period || !found.iter().any(|change| change.figure == OWN) {
        let headline = change(WhichFigure::Headline, now_period, headline(was), headline(now));
        found.splice(0..0, headline);
    }
    found
}

/// A difference, where there is one. What differs about a figure that came or went is the figure alone.
fn change(figure: WhichFigure, period: &str, was: Shown, now: Shown) -> Option<FigureChange> {
    if was == now {
        return None;
    }
    let differs = Differs::between(&was.text(), &now.text());
    // In place of a figure a state is told whole.
    let instead = |shown: &Shown| if shown.value.is_empty() { shown.state.clone() } else { String::new() };
    let is_figure = differs.shown || was.behind != now.behind || instead(&was) != instead(&now);
    let is_state = !is_figure && was.state != now.state;
    let is_rating = differs.rating && was != Shown::default() && now != Shown::default();
    let what = [(is_figure, Change::Figure), (is_state, Change::State), (is_rating, Change::Rating)];
    let what = what.into_iter().filter_map(|(is, what)| is.then_some(what)).collect();
    Some(FigureChange { figure, period: period.to_owned(), was, now, what })
}

/// Takes out what only repeats another change.
fn leave_out_what_follows(found: &mut Vec<FigureChange>, new_target: bool, period: &str) {
    if found.iter().any(|change| change.figure == OWN && change.what.contains(&Change::Figure)) {
        found.retain(|change| !change.figure.is(FigureKind::is_level));
    }
    if new_target {
        // An entry that is dated gives the periods before it another target than today's, which the statement does not say.
        let of_today = |change: &&FigureChange| change.period == period && change.figure.is(FigureKind::is_target);
        let today: Vec<FigureChange> = found.iter().filter(of_today).cloned().collect();
        let is_today = |change: &FigureChange| {
            today.iter().any(|it| (&it.figure, &it.was, &it.now) == (&change.figure, &change.was, &change.now))
        };
        let came_or_went = |change: &FigureChange| change.was == Shown::default() || change.now == Shown::default();
        found.retain(|change| !change.figure.is(FigureKind::is_target) || !(is_today(change) || came_or_went(change)));
    }
}

fn shown(of: &IndicatorRecord, unit: Unit, kind: &FigureKind, period: &str, text: Option<&FigureText>) -> Shown {
    let Some(text) = text else { return Shown::default() };
    let mut value = text.value.clone();
    if let Some(amount) = Value::parse(&text.value) {
        let scale = amount.decimal().scale();
        let decimals = if kind.is_level() { scale.min(LEVEL_DECIMALS) } else { scale };
        value = figure(amount, unit, decimals);
    }
    let behind = [FigureKind::Numerator, FigureKind::Denominator];
    let behind = match behind.map(|part| of.figures.get(&part.to_string()).and_then(|by| by.get(period))) {
        [Some(count), Some(out_of)] if *kind == FigureKind::Value => format!("{}/{}", plain(count), plain(out_of)),
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

/// The unit that the record gives.
fn unit(indicator: &IndicatorRecord) -> Unit {
    indicator.unit.parse().unwrap_or(Unit::Count)
}
