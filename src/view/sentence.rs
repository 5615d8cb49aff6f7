//! The sentence under an indicator's name: its figure, the numbers behind it, and what must be said about its rating.

use crate::assess::{AssessedIndicator, NotMade, Point};
use crate::model::{Goal, Indicator, Period, Polarity, Unit, Value};
use crate::rating::{Activity, Rating, Reason};

use super::format::{capitalised, continued, in_words, listed, long_date, long_duration, number, printed};
use super::{states, words};
use crate::page::RunView;

pub fn plain(text: impl Into<String>) -> RunView {
    RunView { text: text.into(), ..RunView::default() }
}

pub fn bold(text: impl Into<String>) -> RunView {
    RunView { bold: true, ..plain(text) }
}

/// What the figure is, with the numbers behind a percentage; then why there is no rating, or what stands behind one.
pub fn view(assessed: &AssessedIndicator<'_>) -> Vec<RunView> {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let label = current.period.label();
    let mut runs = match (words::disclosed(&current.value), current.count.value(), current.out_of.value()) {
        (Ok(value), Some(count), Some(out_of)) => inputs(indicator, current, [value, count, out_of]),
        (Ok(value), ..) => amount(indicator, current, value),
        (Err(state), ..) if current.is_given => {
            within(indicator, current).unwrap_or_else(|| vec![plain(format!("No figure for {label}: {}", state.words))])
        }
        (Err(_), ..) => vec![plain(assessed.not_made.map_or_else(
            || format!("No figure was given for {label}"),
            |reason| format!("No figure for {label}: {}", not_made(reason, assessed)),
        ))],
    };
    let marks = marks(current);
    let rest = standing(assessed);
    let space = if rest.is_empty() { "" } else { " " };
    runs.push(plain(format!("{marks}.{space}{rest}")));
    runs
}

/// `, provisional`: what must be said of the figure itself; may be empty.
pub fn marks(current: &Point<'_>) -> String {
    let marks: Vec<&str> = states::marks(current.marks).map(|state| state.words).collect();
    if marks.is_empty() { String::new() } else { format!(", {}", marks.join(", ")) }
}

/// What must be said of the rating where its word does not say it: where it comes from, why there is none, what lies between the papers.
pub fn remarks(assessed: &AssessedIndicator<'_>) -> String {
    let current = &assessed.current;
    let behind = match current.rated.rating {
        Rating::NotRated(reason) => unrated(reason, current),
        Rating::Activity(_) => behind_rating(assessed),
        _ if current.rated.as_published => behind_rating(assessed),
        _ => String::new(),
    };
    let parts = [behind, between(assessed), too_early(assessed)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Why no longer figure was made of shorter ones, as a sentence goes on.
fn not_made(reason: NotMade, assessed: &AssessedIndicator<'_>) -> String {
    let noun = assessed.frequency.noun();
    match reason {
        NotMade::Definition => "none was given, and its definition lets none be made from shorter periods".to_owned(),
        NotMade::NoNumbers => {
            format!(
                "none was given, and no {noun}'s can be made from shorter periods without the numbers behind their figures"
            )
        }
        NotMade::Gap(period, state, others) => {
            let others = match others {
                0 => String::new(),
                1 => " and one other period in it".to_owned(),
                others => format!(" and {} other periods in it", in_words(others)),
            };
            let state = state.map_or_else(String::new, |state| format!(" ({})", states::missing(state).words));
            format!("there is none for {}{state}{others}", period.label())
        }
        NotMade::Break(period) => format!("the series breaks in {}", period.label()),
    }
}

fn inputs(indicator: &Indicator, current: &Point<'_>, [value, count, out_of]: [Value; 3]) -> Vec<RunView> {
    let digits = |value: Value| number(value, value.decimal().normalize().scale());
    let numbers = format!("{} of {}", digits(count), digits(out_of));
    let (Some(counted), Some(whole)) = (&indicator.count, &indicator.out_of) else {
        return vec![plain(start(None, current.period, indicator)), bold(numbers)];
    };
    let mut runs = vec![
        plain(start(Some(counted), current.period, indicator)),
        bold(numbers),
        plain(format!(" {}", continued(whole))),
    ];
    let is_average =
        indicator.unit.is_duration() || matches!(indicator.unit, Unit::Rate { .. } | Unit::Pounds(_) | Unit::Score);
    if is_average {
        let rate = printed(value, indicator) + &per(indicator.unit);
        runs.extend([plain(", "), bold(rate)]);
        runs.extend(in_years(value, indicator).map(plain));
    }
    runs
}

fn amount(indicator: &Indicator, current: &Point<'_>, value: Value) -> Vec<RunView> {
    let shown = printed(value, indicator) + &per(indicator.unit);
    let counted = indicator.count.as_ref().filter(|_| indicator.out_of.is_none());
    [plain(start(counted, current.period, indicator)), bold(shown)]
        .into_iter()
        .chain(in_years(value, indicator).map(plain))
        .collect()
}

/// A figure that is known to lie in a range.
fn within(indicator: &Indicator, current: &Point<'_>) -> Option<Vec<RunView>> {
    let shown = words::stretch(current.value.range()?, indicator.unit) + &per(indicator.unit);
    let counted = indicator.count.as_ref().filter(|_| indicator.out_of.is_none());
    Some(vec![plain(start(counted, current.period, indicator)), bold(shown)])
}

/// What was counted, and when. A definition without a type does not say of which time a figure speaks, so neither does the page.
fn start(counted: Option<&String>, period: Period, indicator: &Indicator) -> String {
    let when = words::when(period, indicator);
    match (counted, indicator.period_type) {
        (Some(counted), Some(_)) => format!("{} {when}: ", capitalised(counted)),
        (Some(counted), None) => format!("{}, {}: ", capitalised(counted), period.label()),
        (None, Some(_)) => format!("{}: ", capitalised(&when)),
        (None, None) => format!("{}: ", capitalised(&period.label())),
    }
}

/// ` (1 year 2 months)` behind a duration of a year or more.
fn in_years(value: Value, indicator: &Indicator) -> Option<String> {
    long_duration(value.rounded(indicator.decimals), indicator.unit).map(|words| format!(" ({words})"))
}

/// ` per 10,000` for a rate.
pub fn per(unit: Unit) -> String {
    match unit {
        Unit::Rate { per } => format!(" per {}", number(Value::new(i64::from(per), 0), 0)),
        Unit::Count
        | Unit::Percent
        | Unit::Days
        | Unit::Weeks
        | Unit::Months
        | Unit::Pounds(_)
        | Unit::Ratio
        | Unit::Score => String::new(),
    }
}

/// What must be said about the rating beyond its word.
fn standing(assessed: &AssessedIndicator<'_>) -> String {
    let parts = [behind_rating(assessed), between(assessed), record(assessed), too_early(assessed)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `Red in September and October, between the papers.`
fn between(assessed: &AssessedIndicator<'_>) -> String {
    let mut told: Vec<(&str, Vec<String>)> = Vec::new();
    for point in &assessed.between {
        let (word, period) = (words::rated(point.rated).word, point.period.name());
        match told.iter_mut().find(|(known, _)| *known == word) {
            Some((_, periods)) => periods.push(period),
            None => told.push((word, vec![period])),
        }
    }
    if told.is_empty() {
        return String::new();
    }
    let told: Vec<String> =
        told.iter().map(|(word, periods)| format!("{} in {}", word.to_lowercase(), listed(periods))).collect();
    format!("{}, between the papers.", capitalised(&told.join(", ")))
}

fn behind_rating(assessed: &AssessedIndicator<'_>) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let word = words::rated(current.rated).word.to_lowercase();
    match current.rated.rating {
        rating if rating.is_rated() && current.rated.as_published => {
            let period = current.period.previous().label();
            match current.published_before {
                Some(before) if before == rating => format!("Rated {word} in the published paper, as in {period}."),
                Some(before) => {
                    let before = words::rating(before, true).word.to_lowercase();
                    format!("Rated {word} in the published paper, and {before} in {period}.")
                }
                None => format!("Rated {word} in the published paper."),
            }
        }
        Rating::Breach => match (current.floor, indicator.polarity) {
            (Some(floor), Polarity::LowerIsBetter) => {
                format!("Above the ceiling of {}.", words::limit(floor, indicator.unit))
            }
            (Some(floor), _) => format!("Below the floor of {}.", words::limit(floor, indicator.unit)),
            (None, _) => String::new(),
        },
        Rating::Activity(place) => match current.goal {
            Some(Goal::Activity(band)) => {
                let side = match place {
                    Activity::Below => "Below",
                    Activity::Inside => "Inside",
                    Activity::Above => "Above",
                };
                format!("{side} the activity band of {}.", words::stretch(*band, indicator.unit))
            }
            _ => String::new(),
        },
        Rating::Red | Rating::Amber | Rating::Green if indicator.polarity == Polarity::NearTarget => {
            distance(current, indicator)
        }
        // How long stands beside the rating.
        Rating::Red
        | Rating::Amber
        | Rating::Green
        | Rating::NotAchieved
        | Rating::Achieved
        | Rating::Exceeded
        | Rating::Information => String::new(),
        Rating::NotRated(reason) => unrated(reason, current),
    }
}

/// How far a measure lies from the target, or the green range, that it should be near.
fn distance(current: &Point<'_>, indicator: &Indicator) -> String {
    let (Some(value), Some(goal)) = (current.value.value(), current.goal) else { return String::new() };
    let Some(away) = goal.distance(value) else { return String::new() };
    let (place, edge) = match goal {
        Goal::Ranges { green, .. } => ("green range", green.low()),
        Goal::Value(target) => ("target", *target),
        Goal::CutOffs { .. } | Goal::Activity(_) | Goal::ToBeSet(_) | Goal::None => return String::new(),
    };
    if away == Value::new(0, 0) {
        return if place == "target" { "Exactly on its target.".to_owned() } else { String::new() };
    }
    let side = if value > edge { "above" } else { "below" };
    format!("{} {side} its {place}.", capitalised(&words::amount(away, indicator.unit)))
}

fn unrated(reason: Reason, current: &Point<'_>) -> String {
    match reason {
        Reason::TargetToBeSet => match current.goal {
            Some(Goal::ToBeSet(pending)) => {
                let text = words::pending(pending);
                format!("The target is {}{}", text, if text.ends_with('.') { "" } else { "." })
            }
            _ => String::new(),
        },
        Reason::TooEarly => "Too early to rate.".to_owned(),
        Reason::TargetNotGiven => "Not rated: the target is not given.".to_owned(),
        Reason::NoTarget => "Not rated: there is no target.".to_owned(),
        Reason::OtherLength => "Not rated: the target is for shorter periods.".to_owned(),
        Reason::OnlyRange => "Not rated: it is known only as a range.".to_owned(),
        Reason::NotGiven | Reason::NoFigure(_) | Reason::Suppressed => String::new(),
    }
}

/// `November 2020 is too early to judge: its window closes on 30 December 2020.`
fn too_early(assessed: &AssessedIndicator<'_>) -> String {
    let Some(latest) = assessed.immature.last() else { return String::new() };
    let period = latest.point.period.label();
    match latest.closes {
        Some(closes) => format!("{period} is too early to judge: its window closes on {}.", long_date(closes)),
        None => format!("{period} is too early to judge."),
    }
}

/// `The lowest since May 2019.`
fn record(assessed: &AssessedIndicator<'_>) -> String {
    let words = |record| format!("The {}.", words::record(record, assessed.frequency));
    assessed.record.map(words).unwrap_or_default()
}
