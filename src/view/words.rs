//! The words and shorthand of states, ratings, changes and targets.

use crate::assess::{Change, Disclosed, HowLong, Judgement, NotComparable, Point, Rated, Rating, Reason};
use crate::model::{Frequency, Goal, Indicator, Marks, Missing, Period, PeriodType, Polarity, Tolerance, Unit, Value};

use super::format::{figure, number, ordinal, plural, shortest, with_unit};
use super::paper::{ChangeView, RatingView};

/// A state's shorthand and what it means, as the key prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// `[z]`.
    pub letters: &'static str,
    /// `no cases`.
    pub words: &'static str,
    /// A sentence for the key.
    pub meaning: &'static str,
}

/// The state that stands in place of a figure.
pub fn missing(reason: Missing) -> State {
    let (letters, words, meaning) = match reason {
        Missing::NoCases => ("[z]", "no cases", "not applicable, or no cases in the period that could be counted"),
        Missing::NotApplicable => {
            ("[z]", "not applicable", "not applicable, or no cases in the period that could be counted")
        }
        Missing::NotAvailable => ("[x]", "not available", "not available"),
        Missing::SuppressedBySource => {
            ("[c]", "suppressed", "suppressed: the numbers are so small that people could be recognised")
        }
        Missing::RoundsToZero => ("[k]", "rounds to zero", "more than zero, but rounds to zero"),
        Missing::Awaited => ("[late]", "data awaited", "the data had not arrived when the figures were taken"),
        Missing::NotDue => ("[nd]", "not due", "no figure is due for this period"),
    };
    State { letters, words, meaning }
}

/// The state of a hidden figure: a reader need not know who hid it.
pub fn suppressed() -> State {
    missing(Missing::SuppressedBySource)
}

/// The states beside a figure, in the order in which they are printed.
pub fn marks(marks: Marks) -> impl Iterator<Item = State> {
    let all = [
        (marks.provisional, "[p]", "provisional", "provisional: the figure will still change"),
        (marks.revised, "[r]", "revised", "revised since it was first published"),
        (
            marks.series_break,
            "[b]",
            "break in the series",
            "break in the series: not comparable with the periods before",
        ),
        (marks.estimated, "[e]", "estimated", "estimated, not counted"),
        (marks.forecast, "[f]", "forecast", "forecast"),
        (
            marks.too_early,
            "[i]",
            "too early to judge",
            "too early to judge: the period's window had not closed when the figures were taken",
        ),
    ];
    all.into_iter().filter(|(set, ..)| *set).map(|(_, letters, words, meaning)| State { letters, words, meaning })
}

/// A figure as a page prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointWords {
    /// The figure, or its state's shorthand.
    pub text: String,
    /// The letters beside it.
    pub marks: String,
    /// All its states in words.
    pub state: String,
}

/// The figure of a point, in words and letters.
pub fn point(point: &Point<'_>, indicator: &Indicator) -> PointWords {
    let (text, mut states) = match disclosed(&point.value) {
        Ok(value) => (figure(value, indicator.unit, indicator.decimals), Vec::new()),
        Err(state) => (state.letters.to_owned(), vec![state.words]),
    };
    let beside: Vec<State> = marks(point.marks).collect();
    states.extend(beside.iter().map(|state| state.words));
    let letters: Vec<&str> = beside.iter().map(|state| state.letters).collect();
    PointWords { text, marks: letters.join(" "), state: states.join(", ") }
}

/// The figure, or the state that stands in its place.
pub fn disclosed(value: &Disclosed<Value>) -> Result<Value, State> {
    match value {
        Disclosed::Value(value) => Ok(*value),
        Disclosed::Missing(reason) => Err(missing(*reason)),
        Disclosed::Suppressed(_) => Err(suppressed()),
    }
}

/// A rating with its origin.
pub fn rated(rated: Rated) -> RatingView {
    rating(rated.rating, rated.as_published)
}

/// A rating as key and word.
pub fn rating(rating: Rating, as_published: bool) -> RatingView {
    let (key, word) = match rating {
        Rating::Red => ("red", "Red"),
        Rating::Amber => ("amber", "Amber"),
        Rating::Green => ("green", "Green"),
        Rating::Information => ("info", "Info only"),
        Rating::NotRated(reason) => ("unrated", unrated(reason)),
    };
    RatingView { key, word, as_published }
}

fn unrated(reason: Reason) -> &'static str {
    match reason {
        Reason::NoTarget | Reason::TargetToBeSet => "No target",
        Reason::TargetNotGiven => "Not rated",
        Reason::NotGiven => "No figure",
        Reason::Suppressed => "Suppressed",
        Reason::TooEarly => "Too early",
        Reason::NoFigure(missing) => match missing {
            Missing::NoCases => "No cases",
            Missing::NotApplicable => "Not applicable",
            Missing::NotAvailable => "No figure",
            Missing::SuppressedBySource => "Suppressed",
            Missing::RoundsToZero => "Rounds to 0",
            Missing::Awaited => "Awaited",
            Missing::NotDue => "Not due",
        },
    }
}

/// `10th month`, `all 13 months`.
pub fn how_long(how_long: HowLong, frequency: Frequency) -> String {
    match how_long {
        HowLong::Since(n) => format!("{} {}", ordinal(n), frequency.noun()),
        HowLong::Always(n) => format!("all {}", plural(n, frequency.noun())),
        HowLong::NotKnown => "not known".to_owned(),
    }
}

/// The target column: `95%`, `none`, `to be set`, `not given`.
pub fn target(point: &Point<'_>, indicator: &Indicator) -> String {
    match point.goal {
        Some(goal @ (Goal::Value(_) | Goal::CutOffs { .. })) => {
            goal.value().map_or_else(String::new, |value| limit(value, indicator.unit))
        }
        Some(Goal::ToBeSet { .. }) => "to be set".to_owned(),
        Some(Goal::None) => "none".to_owned(),
        None => "not given".to_owned(),
    }
}

/// A limit as it was set, without trailing zeros.
pub fn limit(value: Value, unit: Unit) -> String {
    let pence = unit == Unit::Pounds && value.decimal().normalize().scale() > 0;
    let digits = if pence { number(value, 2) } else { shortest(value) };
    with_unit(&digits, unit)
}

/// What stands behind the target: `amber within 5 points`, `to be set by the Improvement Board`.
pub fn target_note(point: &Point<'_>, indicator: &Indicator) -> String {
    match point.goal {
        Some(Goal::ToBeSet { by }) => format!("to be set {by}"),
        Some(Goal::CutOffs { green, amber }) => {
            let side = if indicator.polarity == Polarity::LowerIsBetter { "or less" } else { "or more" };
            format!(
                "green at {} {side}, amber at {} {side}",
                limit(*green, indicator.unit),
                limit(*amber, indicator.unit)
            )
        }
        Some(Goal::Value(_)) => {
            let green = indicator
                .green_within
                .as_ref()
                .and_then(|within| within.at(point.period))
                .map(|within| format!("green within {}, ", amount(*within, indicator.unit)));
            let amber = match point.tolerance {
                Some(Tolerance::Points(points)) => format!("amber within {}", amount(points, indicator.unit)),
                Some(Tolerance::Relative(percent)) => format!("amber within {}% of the target", shortest(percent)),
                None => String::new(),
            };
            (green.unwrap_or_default() + &amber).trim_end_matches(", ").to_owned()
        }
        Some(Goal::None) | None => String::new(),
    }
}

/// An amount of the unit, as a distance: `5 points`, `3 days`, `£120`, `4`.
pub fn amount(value: Value, unit: Unit) -> String {
    distance(&shortest(value), unit)
}

fn distance(digits: &str, unit: Unit) -> String {
    match unit {
        Unit::Percent if digits == "1" => "1 point".to_owned(),
        Unit::Percent => format!("{digits} points"),
        Unit::Days | Unit::Pounds | Unit::Count | Unit::Rate { .. } | Unit::Ratio | Unit::Score => {
            with_unit(digits, unit)
        }
    }
}

/// A figure of another area, at no more decimals than its source gives.
pub fn benchmark(value: Value, indicator: &Indicator) -> String {
    figure(value, indicator.unit, value.decimal().scale().min(indicator.decimals))
}

/// The time that a figure speaks of: `at the end of November 2020`, `from April to November 2020`.
pub fn when(period: Period, indicator: &Indicator) -> String {
    match indicator.period_type {
        Some(PeriodType::Snapshot) => format!("at the end of {}", period.end_label()),
        Some(PeriodType::YearToDate) if period.to_date_label() == period.label() => format!("in {}", period.label()),
        Some(PeriodType::YearToDate) => format!("from {}", period.to_date_label()),
        Some(PeriodType::RollingYear) => format!("in the 12 months to {}", period.end_label()),
        Some(PeriodType::RollingThreeYears) => format!("in the three years to {}", period.end_label()),
        Some(PeriodType::InPeriod) | None => format!("in {}", period.label()),
    }
}

/// The size of a change at the decimals shown, without its sign.
pub fn change_amount(by: Value, indicator: &Indicator) -> String {
    let size = by.distance(Value::new(0, 0));
    let digits = number(size, indicator.decimals);
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    distance(digits, indicator.unit)
}

/// What changed, as arrow and words.
pub fn change(change: &Change, indicator: &Indicator) -> ChangeView {
    let (arrow, words) = match change {
        Change::Level => ("level", "no change".to_owned()),
        Change::NotComparable(NotComparable::NoFigureNow) => ("none", "no figure now".to_owned()),
        Change::NotComparable(NotComparable::NoFigureThen) => ("none", "nothing to compare".to_owned()),
        Change::NotComparable(NotComparable::Break) => ("none", "not comparable".to_owned()),
        Change::NotComparable(NotComparable::NewYear) => ("none", "new year".to_owned()),
        Change::AsPublished(words) => published_change(words),
        Change::Moved { by, judgement } => moved(*by, *judgement, indicator),
    };
    ChangeView { arrow, words, as_published: matches!(change, Change::AsPublished(_)) }
}

fn moved(by: Value, judgement: Judgement, indicator: &Indicator) -> (&'static str, String) {
    let up = by > Value::new(0, 0);
    let amount = change_amount(by, indicator);
    let (arrow, verb) = if up { ("up", "up") } else { ("down", "down") };
    let judged = match judgement {
        Judgement::Better => "better",
        Judgement::Worse => "worse",
        Judgement::Neither => return (arrow, format!("{verb} {amount}")),
    };
    // "4 better" could be misread; points and days say what they are.
    match indicator.unit {
        Unit::Percent | Unit::Days => (arrow, format!("{amount} {judged}")),
        Unit::Count | Unit::Rate { .. } | Unit::Pounds | Unit::Ratio | Unit::Score => {
            (arrow, format!("{verb} {amount}, {judged}"))
        }
    }
}

fn published_change(words: &str) -> (&'static str, String) {
    if let Some(rest) = words.strip_prefix('+') {
        return ("up", format!("up {rest}"));
    }
    match words.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("down", format!("down {rest}")),
        None => ("none", format!("moved {words}")),
    }
}
