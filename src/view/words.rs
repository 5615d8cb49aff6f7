//! The words and shorthand of states, ratings, changes and targets.

use crate::assess::{BestNeighbour, Change, HowLong, NotComparable, Point, Position, Record};
use crate::ledger::Disclosed;
use crate::model::{
    Frequency, Goal, Indicator, Missing, Multiple, Period, PeriodType, Polarity, Range, RatingKey, Scheme, ToBeSet,
    Tolerance, ToleranceUnit, Unit, Value,
};
use crate::rating::{Activity, Rated, Rating, Reason};

use super::format::{
    continued, decimals, figure, in_words, listed, number, ordinal, plural, printed, shortest, with_unit,
};
use super::states::{State, marks, missing, suppressed};
use crate::page::RatingView;

/// How a picture names the stretch from the lower to the upper quartile.
pub const MIDDLE_HALF: &str = "Middle half of neighbours";

/// A figure as a page prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointWords {
    /// The figure, or its state's shorthand.
    pub text: String,
    /// The letters beside it.
    pub marks: String,
    /// All its states in words.
    pub state: String,
    /// All their letters.
    pub letters: Vec<&'static str>,
    /// Whether letters stand in the figure's place.
    pub is_state: bool,
}

/// The figure of a point, in words and letters.
pub fn point(point: &Point<'_>, indicator: &Indicator) -> PointWords {
    let (text, mut states) = match (disclosed(&point.value), point.value.range()) {
        (Ok(value), _) => (printed(value, indicator), Vec::new()),
        // In a column a range stays on one line.
        (Err(_), Some(range)) => (stretch(range, indicator.unit).replace(' ', "\u{a0}"), Vec::new()),
        (Err(state), None) => (state.letters.to_owned(), vec![state]),
    };
    let is_state = !states.is_empty();
    states.extend(marks(point.marks));
    let words: Vec<&str> = states.iter().map(|state| state.words).collect();
    let letters: Vec<&str> = states.iter().map(|state| state.letters).collect();
    let marks = letters[usize::from(is_state)..].join(" ");
    PointWords { text, marks, state: words.join(", "), letters, is_state }
}

/// A figure beside the one that the paper speaks of, with the mark of one that is no longer what was published; its other letters belong to the table.
pub fn beside(point: &Point<'_>, indicator: &Indicator) -> String {
    let text = self::point(point, indicator).text;
    if point.marks.revised { format!("{text} [r]") } else { text }
}

/// Beside an earlier figure on the other side of a break: the letter of a break belongs to the first figure after it. Empty where there is none between.
pub fn before_break(point: &Point<'_>, change: &Change) -> &'static str {
    let is_broken = point.value.is_figure() && *change == Change::NotComparable(NotComparable::Break);
    if is_broken { "before a break" } else { "" }
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

/// A rating as records and the attached figures spell it: `Red`, `Red (as published)`.
pub fn recorded(rated: Rated) -> String {
    let RatingView { word, as_published, .. } = self::rated(rated);
    if as_published { format!("{word}{AS_PUBLISHED}") } else { word.to_owned() }
}

/// The rating that a record spells so, and whether another paper printed it; `None` for the words of what is not rated.
pub fn judged(text: &str) -> Option<Rated> {
    let (word, as_published) = text.strip_suffix(AS_PUBLISHED).map_or((text, false), |word| (word, true));
    let rating = JUDGED.into_iter().find(|rating| self::rating(*rating, false).word == word)?;
    Some(Rated { rating, as_published })
}

const AS_PUBLISHED: &str = " (as published)";

const JUDGED: [Rating; 10] = [
    Rating::Breach,
    Rating::Red,
    Rating::Amber,
    Rating::Green,
    Rating::NotAchieved,
    Rating::Achieved,
    Rating::Exceeded,
    Rating::Activity(Activity::Below),
    Rating::Activity(Activity::Inside),
    Rating::Activity(Activity::Above),
];

/// A rating as key and word.
pub fn rating(rating: Rating, as_published: bool) -> RatingView {
    let word = match rating {
        Rating::Breach => "Breach",
        Rating::Red => "Red",
        Rating::Amber => "Amber",
        Rating::Green => "Green",
        Rating::NotAchieved => "Not achieved",
        Rating::Achieved => "Achieved",
        Rating::Exceeded => "Exceeded",
        Rating::Activity(Activity::Below) => "Below band",
        Rating::Activity(Activity::Inside) => "In band",
        Rating::Activity(Activity::Above) => "Above band",
        Rating::Information => "Info only",
        Rating::NotRated(reason) => unrated(reason),
    };
    RatingView { key: key(rating).name(), word, as_published }
}

/// What a rating's colours and its sign hang on.
pub fn key(rating: Rating) -> RatingKey {
    match rating {
        Rating::Breach => RatingKey::Breach,
        Rating::Red => RatingKey::Red,
        Rating::Amber => RatingKey::Amber,
        Rating::Green => RatingKey::Green,
        Rating::NotAchieved => RatingKey::Missed,
        Rating::Achieved => RatingKey::Achieved,
        Rating::Exceeded => RatingKey::Exceeded,
        Rating::Activity(_) => RatingKey::Activity,
        Rating::Information => RatingKey::Info,
        Rating::NotRated(_) => RatingKey::Unrated,
    }
}

fn unrated(reason: Reason) -> &'static str {
    match reason {
        Reason::NoTarget | Reason::TargetToBeSet | Reason::OtherLength => "No target",
        Reason::TargetNotGiven => "Not rated",
        Reason::NotGiven => "No figure",
        Reason::Suppressed => "Suppressed",
        Reason::OnlyRange => "A range",
        Reason::TooEarly => "Too early",
        Reason::NoFigure(missing) => match missing {
            Missing::NoCases => "No cases",
            Missing::NotApplicable => "Not applicable",
            Missing::NotAvailable => "No figure",
            Missing::SuppressedBySource => "Suppressed",
            Missing::RoundsToZero => "Rounds to 0",
            Missing::Awaited => "Awaited",
            Missing::NotDue => "Not due",
            Missing::Between(_) => "A range",
        },
    }
}

/// What the word of a rating that is none means, for the key.
pub fn unrated_meaning(rating: Rating) -> &'static str {
    let Rating::NotRated(reason) = rating else { return "" };
    match reason {
        Reason::NoTarget | Reason::TargetToBeSet | Reason::OtherLength => {
            "not rated: there is no target for this period, or it is still to be set"
        }
        Reason::TargetNotGiven => "not rated: the target is not given",
        Reason::NotGiven | Reason::NoFigure(Missing::NotAvailable) => "not rated: there is no figure",
        Reason::Suppressed | Reason::NoFigure(Missing::SuppressedBySource) => "not rated: the figure is suppressed",
        Reason::TooEarly => "not rated: the period's window has not closed",
        Reason::NoFigure(Missing::NoCases) => "not rated: nothing happened that could be counted",
        Reason::NoFigure(Missing::NotApplicable) => "not rated: the measure does not apply here",
        Reason::NoFigure(Missing::RoundsToZero) => "not rated: the figure rounds to zero",
        Reason::NoFigure(Missing::Awaited) => "not rated: the figure is awaited",
        Reason::NoFigure(Missing::NotDue) => "not rated: no figure is due for this period",
        Reason::OnlyRange | Reason::NoFigure(Missing::Between(_)) => "not rated: the figure is known only as a range",
    }
}

/// Why an indicator is not rated, for one and for several.
pub fn why_unrated(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::NoTarget => ("has no target", "have no target"),
        Reason::TargetToBeSet => ("target is to be set", "targets are to be set"),
        Reason::OtherLength => ("has a target for shorter periods only", "have targets for shorter periods only"),
        Reason::TargetNotGiven => ("target is not given", "targets are not given"),
        Reason::Suppressed | Reason::NoFigure(Missing::SuppressedBySource) => {
            ("figure is suppressed", "figures are suppressed")
        }
        Reason::TooEarly => ("figure is too early to judge", "figures are too early to judge"),
        Reason::NoFigure(Missing::Awaited) => ("figure is awaited", "figures are awaited"),
        Reason::NoFigure(Missing::NoCases) => ("had no cases", "had no cases"),
        Reason::NoFigure(Missing::NotDue) => ("is not due", "are not due"),
        Reason::NoFigure(Missing::NotApplicable) => ("is not applicable", "are not applicable"),
        Reason::NoFigure(Missing::RoundsToZero) => ("figure rounds to zero", "figures round to zero"),
        Reason::OnlyRange | Reason::NoFigure(Missing::Between(_)) => {
            ("figure is known only as a range", "figures are known only as ranges")
        }
        Reason::NotGiven | Reason::NoFigure(Missing::NotAvailable) => {
            ("figure is not available", "figures are not available")
        }
    }
}

/// `lowest since May 2019`, `highest in 13 months`.
pub fn record(record: Record, frequency: Frequency) -> String {
    let word = if record.highest { "highest" } else { "lowest" };
    match record.since {
        Some(period) => format!("{word} since {}", period.label()),
        None => format!("{word} in {}", plural(record.periods, frequency.noun())),
    }
}

/// `10th month`, `all 13 months`, `in both months with a figure since Nov 2019`.
pub fn how_long(how_long: HowLong, frequency: Frequency) -> String {
    match how_long {
        HowLong::Since(n) => format!("{} {}", ordinal(n), frequency.noun()),
        HowLong::Always(n) => format!("all {}", plural(n, frequency.noun())),
        HowLong::WithGaps { known, since, no_figures } => {
            let all = if known == 2 { "both".to_owned() } else { format!("all {known}") };
            let what = if no_figures { "figure" } else { "rating" };
            format!("in {all} {}s with a {what} since {}", frequency.noun(), since.short_label())
        }
        HowLong::StillAsPublished(rating) => format!("still {}", self::rating(rating, true).word.to_lowercase()),
        HowLong::NotKnown => "not known".to_owned(),
    }
}

/// The target column: `95%`, `15 to 20`, `none`, `to be set`, `not given`.
pub fn target(point: &Point<'_>, indicator: &Indicator) -> String {
    match point.goal {
        Some(goal @ (Goal::Value(_) | Goal::CutOffs { .. })) => {
            goal.value().map_or_else(String::new, |value| limit(value, indicator.unit))
        }
        Some(Goal::Ranges { green: range, .. } | Goal::Activity(range)) => stretch(*range, indicator.unit),
        Some(Goal::ToBeSet(_)) => "to be set".to_owned(),
        Some(Goal::None) => "none".to_owned(),
        None if indicator.polarity == Polarity::Neither => "none".to_owned(),
        None => "not given".to_owned(),
    }
}

/// A figure or target of a column whose rows name their unit, where that is a word: `174`.
pub fn without_unit(text: &str, unit: Unit) -> String {
    let word = if unit.is_duration() { unit_label(unit).to_lowercase() } else { String::new() };
    let one = word.trim_end_matches('s').to_owned();
    let bare = text.strip_suffix(word.as_str()).or_else(|| text.strip_suffix(one.as_str())).unwrap_or(text);
    bare.trim_end().to_owned()
}

/// What the target column holds, as a key.
pub fn target_kind(point: &Point<'_>, indicator: &Indicator) -> &'static str {
    match point.goal {
        Some(Goal::Value(_) | Goal::CutOffs { .. } | Goal::Ranges { .. }) => "figure",
        Some(Goal::Activity(_)) => "band",
        Some(Goal::ToBeSet(_)) => "to-be-set",
        Some(Goal::None) => "none",
        None if indicator.polarity == Polarity::Neither => "none",
        None => "not-given",
    }
}

/// What heads the target column: `Target`, `Activity band`.
pub fn target_label(point: &Point<'_>) -> &'static str {
    if matches!(point.goal, Some(Goal::Activity(_))) { "Activity band" } else { "Target" }
}

/// `15 to 20%`, with the sign of its unit once; pounds have theirs before each: `£15 to £20`.
pub fn stretch(range: Range, unit: Unit) -> String {
    format!("{} to {}", short(range.low(), unit), limit(range.high(), unit))
}

/// `90% or more`, or where lower is better `12 days or less`; a limit that nothing can be better than is said alone: `100%`.
pub fn as_good_as(value: Value, indicator: &Indicator) -> String {
    let (least, greatest) = indicator.range();
    let (best, side) = if indicator.polarity == Polarity::LowerIsBetter { (least, "less") } else { (greatest, "more") };
    let written = limit(value, indicator.unit);
    if best == Some(value) { written } else { format!("{written} or {side}") }
}

/// The first of two limits, whose unit the second names.
pub fn short(value: Value, unit: Unit) -> String {
    if unit.is_money() { limit(value, unit) } else { shortest(value) }
}

/// A limit as it was set, never rounded, since figures are judged by what it is: without trailing zeros, but for those of pence.
pub fn limit(value: Value, unit: Unit) -> String {
    with_unit(&limit_digits(value, unit), unit)
}

/// Its digits alone.
fn limit_digits(value: Value, unit: Unit) -> String {
    let decimals = value.decimal().normalize().scale();
    match unit {
        Unit::Pounds(Multiple::One) if decimals > 0 => number(value, decimals.max(2)),
        _ => shortest(value),
    }
}

/// What stands behind the target: `amber within 5 points`, `to be set by the Improvement Board`.
pub fn target_note(point: &Point<'_>, indicator: &Indicator) -> String {
    let unit = indicator.unit;
    let mut parts = match point.goal {
        Some(Goal::ToBeSet(pending)) => vec![self::pending(pending)],
        Some(Goal::CutOffs { green, amber, .. }) => {
            let [green, amber] = [green, amber].map(|limit| as_good_as(*limit, indicator));
            vec![format!("green at {green}, amber at {amber}")]
        }
        Some(Goal::Ranges { green, amber }) => {
            vec![format!("green from {}, amber from {}", stretch(*green, unit), stretch(*amber, unit))]
        }
        Some(Goal::Activity(_)) => {
            vec!["the band in which activity is expected; outside it is neither good nor bad".to_owned()]
        }
        Some(Goal::Value(_)) => {
            let green = indicator.green_within.as_ref().and_then(|within| within.at(point.period));
            let green = green.map(|within| format!("green within {}", amount(*within, unit)));
            green.into_iter().chain(point.tolerance.map(|width| tolerance(width, indicator))).collect()
        }
        Some(Goal::None) | None => Vec::new(),
    };
    if let Some(floor) = point.floor {
        parts.push(format!("{} {}", self::floor(indicator), limit(floor, unit)));
    }
    if let Some(standard) = &indicator.minimum {
        let goal = standard.goal.at(point.period).and_then(Goal::value);
        let within = standard.tolerance.as_ref().and_then(|tolerance| tolerance.at(point.period));
        let within = within.map_or_else(String::new, |width| format!(", {}", tolerance(*width, indicator)));
        parts.extend(goal.map(|goal| format!("{} {}{within}", continued(&standard.name), limit(goal, unit))));
    }
    parts.join(", ")
}

/// What a floor is called: where lower is better it is a ceiling.
pub fn floor(indicator: &Indicator) -> &'static str {
    if is_ceiling(indicator) { "ceiling" } else { "floor" }
}

/// Whether what must not be missed lies above the figures.
pub fn is_ceiling(indicator: &Indicator) -> bool {
    indicator.polarity == Polarity::LowerIsBetter
}

/// Target and what stands behind it in one line: `Target: 90%, amber within 5 points`; empty where there is none.
pub fn target_line(point: &Point<'_>, indicator: &Indicator) -> String {
    let own = match point.goal {
        Some(Goal::Value(_) | Goal::Activity(_) | Goal::CutOffs { target: Some(_), .. }) => target(point, indicator),
        Some(Goal::CutOffs { target: None, .. } | Goal::Ranges { .. } | Goal::ToBeSet(_) | Goal::None) | None => {
            String::new()
        }
    };
    let note = target_note(point, indicator);
    let parts: Vec<String> = [own, note].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!("{}: {}", target_label(point), parts.join(", ")) }
}

/// `to be set by the Improvement Board, expected March 2021: …`.
pub fn pending(pending: &ToBeSet) -> String {
    let mut text = format!("to be set {}", pending.by);
    if let Some(owner) = &pending.owner {
        text.push_str(&format!(", lead: {owner}"));
    }
    if let Some(expected) = pending.expected {
        text.push_str(&format!(", expected {}", expected.label()));
    }
    if let Some(reason) = &pending.reason {
        text.push_str(&format!(": {}", continued(reason)));
    }
    text
}

fn tolerance(tolerance: Tolerance, indicator: &Indicator) -> String {
    let written = |width: Value| match tolerance.unit() {
        ToleranceUnit::Points => amount(width, indicator.unit),
        ToleranceUnit::PerCent => format!("{}% of the target", shortest(width)),
    };
    let (below, above) = tolerance.widths();
    let word = if indicator.scheme == Scheme::Achieved { "achieved" } else { "amber" };
    let worse = match indicator.polarity {
        Polarity::HigherIsBetter => below,
        Polarity::LowerIsBetter => above,
        Polarity::NearTarget | Polarity::Neither => below.max(above),
    };
    let both_sides = indicator.scheme == Scheme::Achieved || indicator.polarity == Polarity::NearTarget;
    if both_sides && below != above {
        format!("{word} within {} below and {} above", written(below), written(above))
    } else {
        format!("{word} within {}", written(worse))
    }
}

/// An amount of the unit, as a distance: `5 points`, `3 days`, `£120`, `4`.
pub fn amount(value: Value, unit: Unit) -> String {
    distance(&limit_digits(value, unit), unit)
}

fn distance(digits: &str, unit: Unit) -> String {
    match unit {
        Unit::Percent if digits == "1" => "1 point".to_owned(),
        Unit::Percent => format!("{digits} points"),
        Unit::Days
        | Unit::Weeks
        | Unit::Months
        | Unit::Pounds(_)
        | Unit::Count
        | Unit::Rate { .. }
        | Unit::Ratio
        | Unit::Score => with_unit(digits, unit),
    }
}

/// The name of an area where there is little room: statistical neighbours are the only ones that a panel compares with.
pub fn short_area(area: &str) -> &str {
    area.strip_prefix("Statistical ").unwrap_or(area)
}

/// `joint 3rd of 9`.
pub fn rank(position: &Position) -> String {
    let joint = if position.is_shared { "joint " } else { "" };
    format!("{joint}{} of {}", ordinal(position.rank), position.of)
}

/// Who is best: `Kettlewick`, `Ashmere and Hexley`, `three councils`.
pub fn best_names(best: &BestNeighbour<'_>) -> String {
    match best.names.as_slice() {
        [one] => (*one).to_owned(),
        [one, other] => listed(&[one, other].map(|name| (*name).to_owned())),
        several => format!("{} councils", in_words(several.len())),
    }
}

/// A figure of another area, at no more decimals than its source gives.
pub fn benchmark(value: Value, indicator: &Indicator) -> String {
    figure(value, indicator.unit, value.decimal().scale().min(indicator.decimals))
}

/// A figure among those that it is ranked with, at the decimals that it has.
pub fn ranked(value: Value, indicator: &Indicator) -> String {
    figure(value, indicator.unit, value.decimal().scale())
}

/// The time that a figure speaks of: `at the end of November 2020`, `from April to November 2020`.
pub fn when(period: Period, indicator: &Indicator) -> String {
    match indicator.period_type {
        Some(PeriodType::Snapshot) => format!("at the end of {}", period.end_label()),
        Some(PeriodType::YearToDate) if period.to_date_label() == period.label() => format!("in {}", period.label()),
        Some(PeriodType::YearToDate) => format!("from {}", period.to_date_label()),
        Some(PeriodType::RollingYear) => format!("in the 12 months to {}", period.end_label()),
        Some(PeriodType::RollingThreeYears) => format!("in the three years to {}", period.end_label()),
        Some(PeriodType::InPeriod) | None
            if matches!(period.frequency(), Frequency::AcademicYear | Frequency::CalendarYear) =>
        {
            format!("in the {}", period.label())
        }
        Some(PeriodType::InPeriod) | None => format!("in {}", period.label()),
    }
}

/// The size of a change at the decimals shown, without its sign.
pub fn change_amount(by: Value, indicator: &Indicator) -> String {
    let size = by.distance(Value::new(0, 0));
    let digits = number(size, decimals(size, indicator));
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    distance(digits, indicator.unit)
}

/// A difference with its sign: `−7`, `+2 points`, `+£120`.
pub fn difference(by: Value, unit: Unit) -> String {
    let size = distance(&number(by.abs(), by.decimal().scale()), unit);
    if by < Value::new(0, 0) { format!("\u{2212}{size}") } else { format!("+{size}") }
}

/// Whether a printed rating says that its figure misses its target.
pub fn is_off_target(rating: &RatingView) -> bool {
    matches!(rating.key, "breach" | "red" | "amber" | "missed")
}

/// `%`, `Number`, `Per 10,000`, `Days`, `£m`.
pub fn unit_label(unit: Unit) -> String {
    match unit {
        Unit::Count => "Number".to_owned(),
        Unit::Percent => "%".to_owned(),
        Unit::Rate { per } => format!("Per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Days => "Days".to_owned(),
        Unit::Weeks => "Weeks".to_owned(),
        Unit::Months => "Months".to_owned(),
        Unit::Pounds(Multiple::One) => "£".to_owned(),
        Unit::Pounds(Multiple::Thousand | Multiple::Million) => unit.to_string(),
        Unit::Ratio => "Ratio".to_owned(),
        Unit::Score => "Score".to_owned(),
    }
}
