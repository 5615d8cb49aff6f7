//! Where red, amber and green begin, in words that name each edge once.
//!
//! A limit is said as it is judged: each rating names its figures once, so no figure has two ratings and none has none. What lies beyond the
//! range that a figure can have is not named, and a rating that no figure can have is left out.

use crate::assess::Point;
use crate::model::{Goal, Indicator, Polarity, Range, Scheme, Unit, Value};
use crate::rating::Rating;

use super::words::{self, short};
use crate::page::CutOffView;

/// The ratings that a figure can have, worst first, each with its figures; empty where nothing is rated.
///
/// A rating judges the figure as it is shown, and so do the words: at a limit itself the better side holds.
pub fn view(point: &Point<'_>, indicator: &Indicator) -> Vec<CutOffView> {
    let mut all = match indicator.polarity {
        Polarity::Neither => return Vec::new(),
        Polarity::NearTarget => around(point, indicator),
        Polarity::HigherIsBetter | Polarity::LowerIsBetter => Ladder::of(indicator).view(point),
    };
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

/// Where a rating begins, on the way from worse to better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edge {
    at: Value,
    /// Whether a figure exactly there has the better rating.
    is_in: bool,
}

/// Ratings one above the other, of a measure with a better way.
struct Ladder<'i> {
    indicator: &'i Indicator,
    /// The worst figure that there can be, where there is one.
    worst: Option<Edge>,
    /// Beyond the best.
    end: Option<Edge>,
}

impl<'i> Ladder<'i> {
    fn of(indicator: &'i Indicator) -> Self {
        let (least, greatest) = indicator.range();
        let lower = indicator.polarity == Polarity::LowerIsBetter;
        let (worst, best) = if lower { (greatest, least) } else { (least, greatest) };
        let edge = |is_in| move |at| Edge { at, is_in };
        Self { indicator, worst: worst.map(edge(true)), end: best.map(edge(false)) }
    }

    fn lower(&self) -> bool {
        self.indicator.polarity == Polarity::LowerIsBetter
    }

    /// Whether one edge lies before another on the way to better.
    fn is_before(&self, one: Edge, other: Edge) -> bool {
        if one.at == other.at {
            one.is_in && !other.is_in
        } else {
            self.indicator.polarity.is_as_good(other.at, one.at)
        }
    }

    /// The steps of a target: each rating with where it begins; the first has all that is worse than the second.
    fn steps(&self, point: &Point<'_>) -> Vec<(Rating, Option<Edge>)> {
        let from = |at: Value| Some(Edge { at, is_in: true });
        let limits = |target: Value| point.tolerance.map_or((target, target), |tolerance| tolerance.limits(target));
        let way = |(low, high): (Value, Value)| if self.lower() { (high, low) } else { (low, high) };
        match (point.goal, self.indicator.scheme) {
            (Some(Goal::CutOffs { green, .. }), Scheme::Achieved) => {
                vec![(Rating::NotAchieved, None), (Rating::Achieved, from(*green))]
            }
            (Some(Goal::CutOffs { green, amber, .. }), Scheme::RedAmberGreen) => {
                vec![(Rating::Red, None), (Rating::Amber, from(*amber)), (Rating::Green, from(*green))]
            }
            (Some(Goal::Value(target)), Scheme::Achieved) => {
                let (worse, better) = way(limits(*target));
                let exceeded = Some(Edge { at: better, is_in: false });
                vec![(Rating::NotAchieved, None), (Rating::Achieved, from(worse)), (Rating::Exceeded, exceeded)]
            }
            (Some(Goal::Value(target)), Scheme::RedAmberGreen) => {
                let (worse, _) = way(limits(*target));
                vec![(Rating::Red, None), (Rating::Amber, from(worse)), (Rating::Green, from(*target))]
            }
            (Some(Goal::Ranges { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None) | None, _) => Vec::new(),
        }
    }

    fn view(&self, point: &Point<'_>) -> Vec<CutOffView> {
        let mut steps = self.steps(point);
        // Without a target nothing but a breach is judged.
        let mut last = self.end;
        if let Some(at) = point.floor {
            let floor = Edge { at, is_in: true };
            let later = |from: Edge| if self.is_before(from, floor) { floor } else { from };
            steps.iter_mut().for_each(|(_, from)| *from = Some(from.map_or(floor, later)));
            last = if steps.is_empty() { Some(floor) } else { last };
            steps.insert(0, (Rating::Breach, None));
        }
        let ends: Vec<Option<Edge>> = steps.iter().skip(1).map(|(_, from)| *from).chain([last]).collect();
        let said = |((rating, from), to): (&(Rating, Option<Edge>), Option<Edge>)| {
            Some(cut_off(*rating, self.words(*from, to)?))
        };
        steps.iter().zip(ends).filter_map(said).collect()
    }

    /// The figures from one edge to the next; `None` where there are none.
    fn words(&self, from: Option<Edge>, to: Option<Edge>) -> Option<String> {
        let from = match (from, self.worst) {
            (Some(from), Some(worst)) if self.is_before(from, worst) => Some(worst),
            (from, worst) => from.or(worst),
        };
        let to = match (to, self.end) {
            (Some(to), Some(end)) if self.is_before(end, to) => Some(end),
            (to, end) => to.or(end),
        };
        if from.zip(to).is_some_and(|(from, to)| !self.is_before(from, to)) {
            return None;
        }
        let unit = self.indicator.unit;
        let (below, above) = if self.lower() { ("over", "under") } else { ("under", "over") };
        let (less, more) = if self.lower() { ("more", "less") } else { ("less", "more") };
        let written = |edge: Edge| words::limit(edge.at, unit);
        let begins = from.filter(|_| from != self.worst);
        let ends = to.filter(|_| to != self.end);
        Some(match (begins, ends) {
            (None, Some(to)) if to.is_in => format!("{below} {}", written(to)),
            (None, Some(to)) => format!("{} or {less}", written(to)),
            (Some(from), None) if !from.is_in => format!("{above} {}", written(from)),
            (Some(from), None) => words::as_good_as(from.at, self.indicator),
            (Some(from), Some(to)) if from.at == to.at => written(to),
            (Some(from), Some(to)) => self.stretch(from, to),
            (None, None) => from.or(to).map_or_else(String::new, |all| format!("{} or {more}", written(all))),
        })
    }

    /// `70 to under 85%`, `over 20 to 30 days`: the lower number first, whichever way is better.
    fn stretch(&self, from: Edge, to: Edge) -> String {
        let unit = self.indicator.unit;
        // Each with whether a figure exactly there has another rating.
        let (from, to) = ((from.at, !from.is_in), (to.at, to.is_in));
        let ((low, over), (high, under)) = if self.lower() { (to, from) } else { (from, to) };
        let (over, under) = (if over { "over " } else { "" }, if under { "under " } else { "" });
        format!("{over}{} to {under}{}", short(low, unit), words::limit(high, unit))
    }
}

/// The ratings of a measure that should stay near its target.
fn around(point: &Point<'_>, indicator: &Indicator) -> Vec<CutOffView> {
    let near = Near { unit: indicator.unit, range: indicator.range() };
    let limits = |target: Value| {
        let (low, high) = point.tolerance.map_or((target, target), |tolerance| tolerance.limits(target));
        Range::new(low, high)
    };
    let two = [Rating::NotAchieved, Rating::Achieved];
    match (point.goal, indicator.scheme) {
        (Some(Goal::Ranges { green, .. }), Scheme::Achieved) => near.two(two, *green),
        (Some(Goal::Ranges { green, amber }), Scheme::RedAmberGreen) => near.three(*green, *amber),
        (Some(Goal::Value(target)), Scheme::Achieved) => {
            limits(*target).map_or_else(Vec::new, |range| near.two(two, range))
        }
        (Some(Goal::Value(target)), Scheme::RedAmberGreen) => {
            let within = indicator.green_within.as_ref().and_then(|within| within.at(point.period)).copied();
            let within = within.unwrap_or(Value::new(0, 0));
            let green = Range::new(target.minus(within), target.plus(within));
            green.zip(limits(*target)).map_or_else(Vec::new, |(green, amber)| near.three(green, amber))
        }
        (Some(Goal::CutOffs { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None) | None, _) => Vec::new(),
    }
}

/// How ranges are written.
struct Near {
    unit: Unit,
    /// The least and the greatest figure that there can be.
    range: (Option<Value>, Option<Value>),
}

impl Near {
    fn two(&self, [outside, inside]: [Rating; 2], range: Range) -> Vec<CutOffView> {
        let range = self.possible(range);
        let outside = self.outside(range).map(|words| cut_off(outside, words));
        outside.into_iter().chain([cut_off(inside, self.inside(range))]).collect()
    }

    /// Green in one range, amber in a wider one around it.
    fn three(&self, green: Range, amber: Range) -> Vec<CutOffView> {
        let (green, amber) = (self.possible(green), self.possible(amber));
        if green.contains(amber) {
            return self.two([Rating::Red, Rating::Green], green);
        }
        let low = amber.low().min(green.low());
        let high = amber.high().max(green.high());
        let amber = Range::new(low, high).unwrap_or(amber);
        let red = self.outside(amber).map(|words| cut_off(Rating::Red, words));
        let better = [cut_off(Rating::Amber, self.ring(green, amber)), cut_off(Rating::Green, self.inside(green))];
        red.into_iter().chain(better).collect()
    }

    /// As much of a range as a figure can reach; all of it where it reaches nothing.
    fn possible(&self, range: Range) -> Range {
        let (least, greatest) = self.range;
        let low = least.map_or(range.low(), |least| range.low().max(least));
        let high = greatest.map_or(range.high(), |greatest| range.high().min(greatest));
        Range::new(low, high).unwrap_or(range)
    }

    /// Inside the wider range and outside the narrower: `13 to under 15, over 17 to 19`.
    fn ring(&self, green: Range, amber: Range) -> String {
        let (written, short) = (|value| words::limit(value, self.unit), |value| short(value, self.unit));
        let below =
            (amber.low() < green.low()).then(|| format!("{} to under {}", short(amber.low()), written(green.low())));
        let above =
            (amber.high() > green.high()).then(|| format!("over {} to {}", short(green.high()), written(amber.high())));
        below.into_iter().chain(above).collect::<Vec<_>>().join(", ")
    }

    fn inside(&self, range: Range) -> String {
        if range.low() == range.high() {
            words::limit(range.low(), self.unit)
        } else {
            words::stretch(range, self.unit)
        }
    }

    /// What lies on either side of a range, as far as there can be anything.
    fn outside(&self, range: Range) -> Option<String> {
        let (least, greatest) = self.range;
        let written = |value| words::limit(value, self.unit);
        match (least == Some(range.low()), greatest == Some(range.high())) {
            (true, true) => None,
            (true, false) => Some(format!("over {}", written(range.high()))),
            (false, true) => Some(format!("under {}", written(range.low()))),
            (false, false) if range.low() == range.high() => Some(format!("other than {}", written(range.low()))),
            (false, false) => Some(format!("outside {}", words::stretch(range, self.unit))),
        }
    }
}
