//! What an indicator is held against: target, tolerance, floor and second standard.
//!
//! A target that the definition does not give is "not given", and the indicator "not rated"; `none` and "to be set" are statements and must
//! be made.

use crate::diag::{Code, Diagnostic, Span};
use crate::load::raw::{RawDated, RawGoal, RawIndicator, RawStandard, Text};
use crate::model::{Dated, Goal, GoalError, Polarity, Range, Standard, ToBeSet, Tolerance, ToleranceUnit, Unit, Value};

use super::amount::{self, AmountError};
use super::habits;
use super::words::Words;

/// What the definition of an indicator must say before its target can be read.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    pub polarity: Polarity,
    pub unit: Unit,
    pub any_range: bool,
}

/// The targets in force, each checked against what its unit can be.
pub fn goal(raw: Option<&RawDated<RawGoal>>, measured: Measured, words: &mut Words) -> Option<Dated<Goal>> {
    let raw = raw?;
    let goal = words.dated(raw, |words, raw| read_goal(raw, measured, words))?;
    if !measured.any_range {
        possible(&goal, measured.unit, goal_span(raw), words);
    }
    Some(goal)
}

/// The second standard; without a name it is the national minimum.
pub fn minimum(raw: &RawStandard, measured: Measured, words: &mut Words) -> Option<Standard> {
    let name = words.optional(raw.name.as_ref(), "`name`").unwrap_or_else(|| "National minimum".to_owned());
    let tolerance = raw.amber_within.as_ref().and_then(|raw| words.dated(raw, |words, text| words.tolerance(text)));
    let goal = goal(raw.target.as_ref(), measured, words)?;
    Some(Standard { name, goal, tolerance })
}

/// The floor, and that it is no better than the target it lies under.
pub fn floor(
    raw: &RawIndicator,
    goal: Option<&Dated<Goal>>,
    measured: Measured,
    words: &mut Words,
) -> Option<Dated<Value>> {
    let raw = raw.floor.as_ref()?;
    let floor = words.dated(raw, |words, text| amount(words, text, "the floor", measured.unit))?;
    let span = first_text(raw).span;
    match measured.polarity {
        Polarity::HigherIsBetter | Polarity::LowerIsBetter => {}
        Polarity::NearTarget | Polarity::Neither => {
            words.push(
                Diagnostic::new(Code::BadTarget, "a floor needs a measure where higher or lower is better")
                    .at(span)
                    .hint("say `better: higher` or `better: lower`, or leave the floor out"),
            );
            return None;
        }
    }
    let beyond = |goal: &Goal, floor: Value| {
        goal.value().is_some_and(|target| target != floor && measured.polarity.is_as_good(floor, target))
    };
    let clash = |floor: Value| goal.is_some_and(|goal| goal.values().all(|goal| beyond(goal, floor)));
    if floor.values().copied().any(clash) {
        words.push(
            Diagnostic::new(Code::BadTarget, "the floor is better than the target")
                .at(span)
                .hint("a floor is what must never be missed; it lies on the worse side of the target"),
        );
    }
    Some(floor)
}

/// A distance in the indicator's own unit, perhaps with the word `points`; not negative.
pub fn distance(words: &mut Words, text: &Text, what: &str, unit: Unit) -> Option<Value> {
    let plain = text.value.trim().trim_end_matches("points").trim_end_matches("point").trim().to_owned();
    let value = amount(words, &Text { value: plain, span: text.span }, what, unit)?;
    if value < Value::new(0, 0) {
        let negative = Diagnostic::new(Code::BadTarget, format!("{what} cannot be negative"));
        words.push(negative.at(text.span).hint("write a distance, e.g. `2 points`"));
        return None;
    }
    Some(value)
}

/// How far from a target is still green.
pub fn green_within(raw: &RawIndicator, measured: Measured, words: &mut Words) -> Option<Dated<Value>> {
    let raw = raw.green_within.as_ref()?;
    if measured.polarity != Polarity::NearTarget {
        words.push(
            Diagnostic::new(Code::BadTarget, "`green_within` needs a measure that should stay near its target")
                .at(first_text(raw).span)
                .hint("say `better: near target`, or use `amber_within`"),
        );
    }
    words.dated(raw, |words, text| distance(words, text, "`green_within`", measured.unit))
}

/// Whether the project's own tolerance fits an indicator: points are of percentages alone, a share fits every unit. Five points of £40,000 would
/// mean nothing.
pub fn applies(fallback: Tolerance, unit: Unit) -> bool {
    match fallback.unit() {
        ToleranceUnit::Points => unit == Unit::Percent,
        ToleranceUnit::PerCent => true,
    }
}

/// Where a target is written.
pub fn goal_span(target: &RawDated<RawGoal>) -> Span {
    let of = |goal: &RawGoal| match goal {
        RawGoal::Word(text)
        | RawGoal::ToBeSet { by: text, .. }
        | RawGoal::Activity(text)
        | RawGoal::CutOffs { green: text, .. } => text.span,
    };
    match target {
        RawDated::Always(goal) => of(goal),
        RawDated::From(entries) => {
            entries.first().map_or_else(|| unreachable!("a dated value has an entry"), |(period, _)| period.span)
        }
    }
}

fn read_goal(raw: &RawGoal, measured: Measured, words: &mut Words) -> Option<Goal> {
    let Measured { polarity, unit, .. } = measured;
    let (goal, place) = match raw {
        RawGoal::ToBeSet { by, reason, owner, expected } => {
            return Some(Goal::ToBeSet(ToBeSet {
                by: words.text(by, "`to_be_set`"),
                reason: words.optional(reason.as_ref(), "`reason`"),
                owner: words.optional(owner.as_ref(), "`owner`"),
                expected: expected.as_ref().and_then(|text| words.period(text)),
            }));
        }
        RawGoal::Word(text) if text.value.trim() == "none" => return Some(Goal::None),
        RawGoal::Word(text) => {
            let goal = Goal::Value(amount(words, text, "the target", unit)?);
            ((polarity != Polarity::Neither).then_some(goal).ok_or(GoalError::CutOffsWithoutDirection), text)
        }
        RawGoal::Activity(text) => return activity(text, measured, words),
        RawGoal::CutOffs { green, amber, .. } if green.value.contains(" to ") || amber.value.contains(" to ") => {
            (ranges(green, amber, measured, words)?, amber)
        }
        RawGoal::CutOffs { target, green, amber } => {
            let target = target.as_ref().map(|text| amount(words, text, "the target", unit));
            let (green_value, amber_value) =
                (amount(words, green, "the green cut-off", unit), amount(words, amber, "the amber cut-off", unit));
            let cut_offs = match (Goal::cut_offs(green_value?, amber_value?, polarity), target) {
                (Ok(Goal::CutOffs { green, amber, .. }), Some(target)) => {
                    Ok(Goal::CutOffs { target: Some(target?), green, amber })
                }
                (cut_offs, _) => cut_offs,
            };
            (cut_offs, amber)
        }
    };
    goal.map_err(|error| words.push(impossible(error, polarity).at(place.span))).ok()
}

/// A band of activity; `None` where the measure has a better way, which has been said.
fn activity(text: &Text, measured: Measured, words: &mut Words) -> Option<Goal> {
    let range = range(words, text, measured.unit)?;
    if measured.polarity == Polarity::Neither {
        return Some(Goal::Activity(range));
    }
    words.push(
        Diagnostic::new(Code::BadTarget, "an activity band has no good or bad side")
            .at(text.span)
            .hint("say `better: neither`; for good and bad write `{green: 15 to 20, amber: 12 to 25}`"),
    );
    None
}

/// Ranges around a target; `None` where they cannot be read or the measure has another better way, which has been said.
fn ranges(green: &Text, amber: &Text, measured: Measured, words: &mut Words) -> Option<Result<Goal, GoalError>> {
    let [green_range, amber_range] = [green, amber].map(|text| range(words, text, measured.unit));
    let (green_range, amber_range) = (green_range?, amber_range?);
    match measured.polarity {
        Polarity::NearTarget => Some(Goal::ranges(green_range, amber_range)),
        Polarity::HigherIsBetter | Polarity::LowerIsBetter | Polarity::Neither => {
            words.push(
                Diagnostic::new(Code::BadTarget, "ranges need a measure that should stay near its target")
                    .at(green.span)
                    .hint("say `better: near target`, or give one number for each cut-off"),
            );
            None
        }
    }
}

/// What is wrong with numbers that make no target.
fn impossible(error: GoalError, polarity: Polarity) -> Diagnostic {
    let (message, hint) = match error {
        GoalError::AmberBetterThanGreen => (
            "the amber cut-off is better than the green one",
            "green is reached first, amber is the least that is not red",
        ),
        GoalError::GreenOutsideAmber => {
            ("the green range reaches beyond the amber one", "amber is the wider range: outside it is red")
        }
        GoalError::CutOffsWithoutDirection if polarity == Polarity::Neither => (
            "a measure where neither way is better cannot have a target",
            "say which way is better, or give `target: none` or a band: `{band: 15 to 20}`",
        ),
        GoalError::CutOffsWithoutDirection => (
            "cut-offs need a measure where higher or lower is better",
            "near a target, give ranges: `{green: 15 to 20, amber: 12 to 25}`",
        ),
    };
    Diagnostic::new(Code::BadTarget, message).hint(hint)
}

/// A target that no figure could reach is a slip of the pen.
fn possible(goal: &Dated<Goal>, unit: Unit, span: Span, words: &mut Words) {
    let (least, greatest) = unit.limits();
    let outside =
        |value: Value| least.is_some_and(|least| value < least) || greatest.is_some_and(|greatest| value > greatest);
    if goal.values().filter_map(Goal::value).any(outside) {
        words.push(
            Diagnostic::new(Code::OutOfRange, "the target lies outside what its unit can be")
                .at(span)
                .hint("correct it, or say `range: any` if the measure can really go there"),
        );
    }
}

/// A number of the indicator's unit; a sign of another unit is a slip.
fn amount(words: &mut Words, text: &Text, what: &str, unit: Unit) -> Option<Value> {
    let (code, message, hint) = match amount::read(&amount::joined(text.value.trim()), unit) {
        Ok(amount) => return Some(amount.value),
        Err(AmountError::NotANumber) => {
            (Code::NotANumber, format!("{what} is not a number"), habits::target(&text.value))
        }
        Err(AmountError::NotAPercentage | AmountError::NotPounds) => (
            Code::UnitMismatch,
            format!("{what} is not in the indicator's unit"),
            "write the number alone, in the unit of the figures",
        ),
        Err(AmountError::OtherMultiple) => {
            (Code::UnitMismatch, format!("{what} is not in the indicator's unit"), amount::in_the_unit(unit))
        }
    };
    words.push(Diagnostic::new(code, message).at(text.span).hint(hint));
    None
}

/// `15 to 20`; its ends may have the sign of the unit.
fn range(words: &mut Words, text: &Text, unit: Unit) -> Option<Range> {
    let end = |text: &str| amount::read(&amount::joined(text.trim()), unit).ok().map(|amount| amount.value);
    let ends = text.value.trim().split_once(" to ").and_then(|(low, high)| end(low).zip(end(high)));
    let range = ends.and_then(|(low, high)| Range::new(low, high));
    if range.is_none() {
        words.push(
            Diagnostic::new(Code::NotANumber, "a range has two ends, the lower one first")
                .at(text.span)
                .hint("write `15 to 20`"),
        );
    }
    range
}

fn first_text(dated: &RawDated<Text>) -> &Text {
    match dated {
        RawDated::Always(text) => text,
        RawDated::From(entries) => &entries[0].1,
    }
}
