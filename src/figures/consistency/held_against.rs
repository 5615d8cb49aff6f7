//! Targets, cut-offs, floors, ranges and tolerances out of all proportion to the figures that are held against them.
//!
//! A fraction typed for a percentage is as odd in a definition as in a cell, and is known by the same measure: see `hundredfold`.

use rust_decimal::Decimal;

use crate::assess::statistics::median;
use crate::diag::{Code, Diagnostic, Span};
use crate::load::raw::{RawDated, RawIndicator, Text};
use crate::model::{Dated, Goal, Indicator, Polarity, Range, Tolerance, Unit, Value};
use crate::validate::goal_span;

use super::hundredfold::{FRACTION, SMALL_PERCENTAGE, WHOLE_POUNDS, is_whole_pounds};
use super::scope::{Scope, figures};
use super::wording::{listed, or_allow, say};

/// A tolerance of a quarter of all that there is, written as a fraction; above this half a point may be meant.
const WIDEST_FRACTION: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// At most one diagnostic for an indicator: who types one of its limits so types them all.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let own = scope.subject_to(Code::Hundredfold).filter_map(|indicator| of_indicator(scope, indicator));
    own.chain(of_project(scope)).collect()
}

/// What a figure is held against: its name, its numbers, where it stands.
struct Limit {
    name: &'static str,
    /// Each holds at another time.
    entries: Vec<Vec<Value>>,
    place: Option<Span>,
}

fn of_indicator(scope: &Scope<'_>, indicator: &Indicator) -> Option<Diagnostic> {
    let raw = scope.written(indicator)?;
    let usual = usual(scope, indicator);
    let is_odd = |limit: &Limit| limit.entries.iter().any(|entry| is_odd(entry, usual, indicator));
    let mut odd: Vec<(&str, Option<Span>)> =
        limits(indicator, raw).iter().filter(|limit| is_odd(limit)).map(|limit| (limit.name, limit.place)).collect();
    if let (Some(usual), Some(tolerance), Some(raw)) = (usual, &indicator.tolerance, &raw.amber_within)
        && holds_nothing(tolerance, usual, indicator)
    {
        odd.push(("tolerance", Some(first(raw).span)));
    }
    if odd.is_empty() {
        return None;
    }
    let names: Vec<String> = odd.iter().map(|(name, _)| format!("the {name}")).collect();
    let (looks, like, hint) = match indicator.unit {
        Unit::Percent => {
            ("a fraction of one and not like a percentage", "fractions of one and not like percentages", FRACTION)
        }
        _ => ("an amount in pounds", "amounts in pounds", WHOLE_POUNDS),
    };
    let verb = if names.len() == 1 { format!("looks like {looks}") } else { format!("look like {like}") };
    let figure = scope.latest_figure(indicator).and_then(|(period, _)| scope.cell(indicator, period));
    let labels =
        odd.iter().map(|(_, place)| (*place, String::new())).chain([(figure, "beside this figure".to_owned())]);
    let message = format!("{} of `{}` {verb}", listed(&names), indicator.code);
    Some(say(Code::Hundredfold, message, labels, format!("{hint}{}", or_allow(Code::Hundredfold))))
}

/// The project's own tolerance, where no figure of a percentage that has none of its own could lie within it.
fn of_project(scope: &Scope<'_>) -> Option<Diagnostic> {
    let written = scope.raw.manifest.amber_within.as_ref()?;
    let takes_it = |indicator: &Indicator| scope.written(indicator).is_some_and(|raw| raw.amber_within.is_none());
    let holds_nothing = |indicator: &&Indicator| {
        let tolerance = indicator.tolerance.as_ref().filter(|_| takes_it(indicator));
        tolerance
            .zip(usual(scope, indicator))
            .is_some_and(|(tolerance, usual)| holds_nothing(tolerance, usual, indicator))
    };
    let beside = scope.subject_to(Code::Hundredfold).find(holds_nothing)?;
    Some(say(
        Code::Hundredfold,
        format!(
            "the tolerance of the project looks like a fraction of one: no figure of `{}` could lie within it",
            beside.code
        ),
        [(Some(written.span), String::new()), (scope.definition(beside), "it holds here".to_owned())],
        "write points as the page prints them, `5 points`",
    ))
}

/// The median of an indicator's own figures; those of zero and less say nothing about proportion.
fn usual(scope: &Scope<'_>, indicator: &Indicator) -> Option<Value> {
    let amounts =
        figures(scope.series(indicator)?).filter_map(|(_, observation)| observation.amount(indicator.unit).ok());
    let amounts: Vec<Value> = amounts.filter(|amount| *amount > Value::new(0, 0)).collect();
    median(&amounts)
}

/// All that is written of an indicator but its tolerance.
fn limits(indicator: &Indicator, raw: &RawIndicator) -> Vec<Limit> {
    let goal = |name, goal: &Dated<Goal>, place| Limit { name, entries: goal.values().map(numbers).collect(), place };
    let single = |name, value: &Dated<Value>, place: Option<&RawDated<Text>>| Limit {
        name,
        entries: value.values().map(|value| vec![*value]).collect(),
        place: place.map(|text| first(text).span),
    };
    let target = indicator.goal.as_ref().map(|it| goal("target", it, raw.target.as_ref().map(goal_span)));
    let floor = indicator.floor.as_ref().map(|it| {
        let name = if indicator.polarity == Polarity::LowerIsBetter { "ceiling" } else { "floor" };
        single(name, it, raw.floor.as_ref())
    });
    let minimum = indicator.minimum.as_ref().map(|it| {
        let place = raw.minimum.as_ref().and_then(|raw| raw.target.as_ref()).map(goal_span);
        goal("second standard", &it.goal, place)
    });
    [target, floor, minimum].into_iter().flatten().collect()
}

/// The numbers of a target: of ranges both ends.
fn numbers(goal: &Goal) -> Vec<Value> {
    let ends = |range: &Range| [range.low(), range.high()];
    match goal {
        Goal::Value(value) => vec![*value],
        Goal::CutOffs { target, green, amber } => target.iter().chain([green, amber]).copied().collect(),
        Goal::Ranges { green, amber } => [ends(green), ends(amber)].concat(),
        Goal::Activity(range) => ends(range).to_vec(),
        Goal::ToBeSet(_) | Goal::None => Vec::new(),
    }
}

/// Whether the numbers of one limit are all fractions where percentages are usual, or one is more pounds than there can be.
fn is_odd(numbers: &[Value], usual: Option<Value>, indicator: &Indicator) -> bool {
    if indicator.unit != Unit::Percent {
        return numbers.iter().any(|number| is_whole_pounds(*number, indicator.unit));
    }
    let Some(usual) = usual else { return false };
    let (nothing, one) = (Value::new(0, 0), Value::new(1, 0));
    let are_small = numbers.iter().all(|number| (nothing..=one).contains(number));
    are_small && numbers.iter().filter(|number| **number > nothing).any(|number| is_fraction(*number, usual, indicator))
}

/// 0.85 to be reached where 84 is usual. Where more is better nobody aims at less than one while ten are usual. Elsewhere a hundred times
/// the number must come nearer to what is usual than the number does: a ceiling of 0.5 that is far from kept is a true one, and so is one of 1.
fn is_fraction(number: Value, usual: Value, indicator: &Indicator) -> bool {
    let (number, usual, one) = (number.decimal(), usual.decimal(), Decimal::ONE);
    if usual <= SMALL_PERCENTAGE {
        return false;
    }
    let is_nearer = (number * Decimal::ONE_HUNDRED - usual).abs() < (number - usual).abs();
    match indicator.polarity {
        Polarity::HigherIsBetter if !indicator.any_range => number < one || is_nearer,
        Polarity::HigherIsBetter | Polarity::NearTarget | Polarity::Neither => is_nearer,
        Polarity::LowerIsBetter => number < one && is_nearer,
    }
}

/// Whether a tolerance of a percentage is typed as a fraction: 0.05 points around 90, within which no figure as printed could lie. One of zero
/// is meant, half a point may be, and so is any where percentages are small.
fn holds_nothing(tolerance: &Dated<Tolerance>, usual: Value, indicator: &Indicator) -> bool {
    if indicator.unit != Unit::Percent || usual.decimal() <= SMALL_PERCENTAGE {
        return false;
    }
    let targets = indicator.goal.iter().flat_map(Dated::values).filter_map(|goal| match goal {
        Goal::Value(target) => Some(*target),
        Goal::CutOffs { .. } | Goal::Ranges { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None => None,
    });
    let holds_nothing = |target: Value, tolerance: &Tolerance| {
        let (below, above) = tolerance.widths();
        let (low, high) = tolerance.limits(target);
        let steps = |value: Value| value.decimal() * Decimal::from(10_u64.pow(indicator.decimals));
        let is_small = |width: Value| Value::new(0, 0) < width && width.decimal() <= WIDEST_FRACTION;
        let below = is_small(below) && steps(low).ceil() == steps(target).ceil();
        let above = is_small(above) && steps(high).floor() == steps(target).floor();
        match indicator.polarity {
            Polarity::HigherIsBetter => below,
            Polarity::LowerIsBetter => above,
            Polarity::NearTarget => below && above,
            Polarity::Neither => false,
        }
    };
    targets.into_iter().any(|target| tolerance.values().any(|tolerance| holds_nothing(target, tolerance)))
}

fn first(dated: &RawDated<Text>) -> &Text {
    match dated {
        RawDated::Always(text) => text,
        RawDated::From(entries) => &entries[0].1,
    }
}
