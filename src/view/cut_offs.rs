//! Where red, amber and green begin, in words that name each edge once.
//!
//! A limit is said as it is judged: each rating names its figures once, so no figure has two ratings and none has none.

use crate::assess::Point;
use crate::model::{Goal, Indicator, Polarity, Range, Scheme, Unit, Value};
use crate::rating::Rating;

use super::format::shortest;
use super::words;
use crate::page::CutOffView;

/// The ratings that a figure can have, worst first, each with its figures; empty where nothing is rated.
///
/// A rating judges the figure as it is shown, and so do the words: at a limit itself the better side holds.
pub fn view(point: &Point<'_>, indicator: &Indicator) -> Vec<CutOffView> {
    let edges = Edges { polarity: indicator.polarity, unit: indicator.unit, limits: indicator.unit.limits() };
    let directed = matches!(indicator.polarity, Polarity::HigherIsBetter | Polarity::LowerIsBetter);
    let is_achieved = indicator.scheme == Scheme::Achieved;
    let tolerance = |target: Value| point.tolerance.map_or((target, target), |tolerance| tolerance.limits(target));
    let mut all = match point.goal {
        _ if indicator.polarity == Polarity::Neither => return Vec::new(),
        Some(Goal::CutOffs { green, .. }) if is_achieved => edges.two(*green),
        Some(Goal::CutOffs { green, amber, .. }) => edges.three(*green, *amber),
        Some(Goal::Ranges { green, .. }) if is_achieved => edges.near([Rating::NotAchieved, Rating::Achieved], *green),
        Some(Goal::Ranges { green, amber }) => edges.around(*green, *amber),
        Some(Goal::Value(target)) if is_achieved => edges.achieved(tolerance(*target), directed),
        Some(Goal::Value(target)) if directed => {
            let (low, high) = tolerance(*target);
            edges.three(*target, if indicator.polarity == Polarity::LowerIsBetter { high } else { low })
        }
        Some(Goal::Value(target)) => {
            let near = indicator.green_within.as_ref().and_then(|within| within.at(point.period)).copied();
            let near = near.unwrap_or(Value::new(0, 0));
            let green = Range::new(target.minus(near), target.plus(near));
            let (low, high) = tolerance(*target);
            match (green, Range::new(low, high)) {
                (Some(green), Some(amber)) => edges.around(green, amber),
                _ => Vec::new(),
            }
        }
        Some(Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None) | None => Vec::new(),
    };
    if let Some(floor) = point.floor.filter(|_| directed) {
        all.insert(0, cut_off(Rating::Breach, edges.worse_than(floor)));
    }
    let target = words::target(point, indicator);
    for cut_off in &mut all {
        cut_off.names_target = begins_with(&cut_off.words, &target);
    }
    all
}

/// Whether words begin with a target: `90% or more` does with `90%`, `12 to 15%` does not with `12%`.
fn begins_with(words: &str, target: &str) -> bool {
    words.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn cut_off(rating: Rating, words: String) -> CutOffView {
    CutOffView { rating: words::rating(rating, false), words, names_target: false }
}

/// How limits are written.
struct Edges {
    polarity: Polarity,
    unit: Unit,
    /// What the unit cannot go beyond.
    limits: (Option<Value>, Option<Value>),
}

impl Edges {
    fn lower(&self) -> bool {
        self.polarity == Polarity::LowerIsBetter
    }

    fn written(&self, value: Value) -> String {
        words::limit(value, self.unit)
    }

    fn two(&self, limit: Value) -> Vec<CutOffView> {
        vec![cut_off(Rating::NotAchieved, self.worse_than(limit)), cut_off(Rating::Achieved, self.as_good_as(limit))]
    }

    fn three(&self, green: Value, amber: Value) -> Vec<CutOffView> {
        let between = (green != amber).then(|| cut_off(Rating::Amber, self.between(green, amber)));
        let red = cut_off(Rating::Red, self.worse_than(amber));
        [Some(red), between, Some(cut_off(Rating::Green, self.as_good_as(green)))].into_iter().flatten().collect()
    }

    fn achieved(&self, (low, high): (Value, Value), directed: bool) -> Vec<CutOffView> {
        let Some(range) = Range::new(low, high) else { return Vec::new() };
        if !directed {
            return self.near([Rating::NotAchieved, Rating::Achieved], range);
        }
        let (worse, better) = if self.lower() { (high, low) } else { (low, high) };
        vec![
            cut_off(Rating::NotAchieved, self.worse_than(worse)),
            cut_off(Rating::Achieved, self.inside(range)),
            cut_off(Rating::Exceeded, self.better_than(better)),
        ]
    }

    fn near(&self, [outside, inside]: [Rating; 2], range: Range) -> Vec<CutOffView> {
        vec![cut_off(outside, self.outside(range)), cut_off(inside, self.inside(range))]
    }

    /// Green in one range, amber in a wider one around it.
    fn around(&self, green: Range, amber: Range) -> Vec<CutOffView> {
        if green.contains(amber) {
            return self.near([Rating::Red, Rating::Green], green);
        }
        let low = amber.low().min(green.low());
        let high = amber.high().max(green.high());
        let amber = Range::new(low, high).unwrap_or(amber);
        vec![
            cut_off(Rating::Red, self.outside(amber)),
            cut_off(Rating::Amber, self.ring(green, amber)),
            cut_off(Rating::Green, self.inside(green)),
        ]
    }

    fn as_good_as(&self, limit: Value) -> String {
        let written = self.written(limit);
        let (least, greatest) = self.limits;
        match self.lower() {
            true if least == Some(limit) => written,
            false if greatest == Some(limit) => written,
            true => format!("{written} or less"),
            false => format!("{written} or more"),
        }
    }

    fn worse_than(&self, limit: Value) -> String {
        format!("{} {}", if self.lower() { "over" } else { "under" }, self.written(limit))
    }

    fn better_than(&self, limit: Value) -> String {
        format!("{} {}", if self.lower() { "under" } else { "over" }, self.written(limit))
    }

    /// As good as the amber limit and not as good as the green one.
    fn between(&self, green: Value, amber: Value) -> String {
        let (first, last) = if self.lower() { (green, amber) } else { (amber, green) };
        let (first, last) = (self.short(first), self.written(last));
        if self.lower() { format!("over {first} to {last}") } else { format!("{first} to under {last}") }
    }

    /// Inside the wider range and outside the narrower: `13 to under 15, over 17 to 19`.
    fn ring(&self, green: Range, amber: Range) -> String {
        let (written, short) = (|value| self.written(value), |value| self.short(value));
        let below =
            (amber.low() < green.low()).then(|| format!("{} to under {}", short(amber.low()), written(green.low())));
        let above =
            (amber.high() > green.high()).then(|| format!("over {} to {}", short(green.high()), written(amber.high())));
        below.into_iter().chain(above).collect::<Vec<_>>().join(", ")
    }

    /// The first of two limits, whose unit the second names.
    fn short(&self, value: Value) -> String {
        if self.unit == Unit::Pounds { self.written(value) } else { shortest(value) }
    }

    fn inside(&self, range: Range) -> String {
        if range.low() == range.high() { self.written(range.low()) } else { words::stretch(range, self.unit) }
    }

    fn outside(&self, range: Range) -> String {
        if range.low() == range.high() {
            format!("other than {}", self.written(range.low()))
        } else {
            format!("outside {}", words::stretch(range, self.unit))
        }
    }
}
