//! How an indicator stands, beside its figure: since when, until when, of which time; the second standard, the months that are too early.

use crate::assess::{AssessedIndicator, Assessment, HowLong, Point};
use crate::model::{Frequency, Period};
use crate::rating::Rating;

use super::{states, words};
use crate::page::StandardView;

/// The second standard with the figure that it judges.
pub fn minimum(assessed: &AssessedIndicator<'_>) -> Option<StandardView> {
    let (standard, point) = assessed.minimum.as_ref()?;
    Some(view(standard.name.clone(), point, assessed))
}

/// What the year is expected to end at, with a rating of its own.
pub fn forecast(assessed: &AssessedIndicator<'_>) -> Option<StandardView> {
    let point = assessed.forecast.as_ref()?;
    Some(view(format!("Year-end forecast {}", point.period.short_label()), point, assessed))
}

fn view(name: String, point: &Point<'_>, assessed: &AssessedIndicator<'_>) -> StandardView {
    let value = words::point(point, assessed.indicator);
    let target = words::target(point, assessed.indicator);
    let is_held = matches!(words::target_kind(point, assessed.indicator), "figure" | "band");
    StandardView {
        name,
        value: value.text,
        marks: value.marks,
        rating: words::rated(point.rated),
        against: if is_held { format!("against\u{a0}{target}") } else { String::new() },
        target,
        // What is hidden for two reasons is no figure of its own.
        own_figure: point.value != assessed.current.value
            && !(point.value.is_hidden() && assessed.current.value.is_hidden()),
    }
}

/// `Nov 2020 too early`: the latest month that cannot be judged yet; empty where there is none.
pub fn too_early(assessed: &AssessedIndicator<'_>) -> String {
    let latest = assessed.immature.last();
    latest.map_or_else(String::new, |latest| format!("{} too early", latest.point.period.short_label()))
}

/// Whether its figure misses its target.
pub fn is_off_target(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.current.rated.rating.is_off_target()
}

/// A rating and since when: `Red, 13th month`, `Breach, was amber`.
pub fn standing(assessed: &AssessedIndicator<'_>) -> String {
    let word = words::rated(assessed.current.rated).word;
    let noun = assessed.frequency.noun();
    match assessed.how_long {
        Some(HowLong::Since(1)) => match was(assessed) {
            Some(before) => format!("{word}, was {}", words::rating(before, false).word.to_lowercase()),
            None => format!("{word}, 1st {noun}"),
        },
        // With gaps between nobody knows how long it was; what is known is how often.
        Some(HowLong::WithGaps { known, .. }) => format!("{word}, {known} known {noun}s"),
        Some(HowLong::StillAsPublished(_)) => format!("{word}, as before"),
        Some(HowLong::NotKnown) | None => word.to_owned(),
        Some(how_long) => format!("{word}, {}", words::how_long(how_long, assessed.frequency)),
    }
}

/// The rating before a first period of this one, where the paper before gave it another.
fn was(assessed: &AssessedIndicator<'_>) -> Option<Rating> {
    let before = &assessed.before;
    let is_told = before.period < assessed.current.period && before.rated.rating.is_rated();
    Some(before.rated.rating).filter(|rating| is_told && *rating != assessed.current.rated.rating)
}

/// That the time, or the one that it is compared with, was not normal; mostly empty.
pub fn caution(assessed: &AssessedIndicator<'_>) -> String {
    assessed.abnormal.map_or_else(String::new, |text| format!("{text}: not a normal time, compare with care."))
}

/// The indicator's own period, where it is not the paper's.
pub fn own_period(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    other_period(assessment, assessed, assessed.current.period)
}

/// What must be said of a figure's time or nature in a line of a table: `Jul to Sep`, `provisional`, `forecast Jul to Sep`; mostly empty.
pub fn when(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let current = &assessed.current;
    let marks = states::marks(current.marks).map(|state| state.words.to_owned());
    let period = own_period(assessment, assessed);
    let parts: Vec<String> = marks.chain([period]).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The same behind a name in a table whose figures bear no long unit: `days`, `weeks, provisional`.
pub fn beside_name(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let unit = assessed.indicator.unit;
    let unit = if unit.is_duration() { words::unit_label(unit).to_lowercase() } else { String::new() };
    let parts = [unit, when(assessment, assessed)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The month in which a figure is expected back on target, with its year where that is another than the meeting's: `Feb`, `Sep 2022`; empty where nobody has said.
pub fn back(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let Some(period) = assessed.commentary.and_then(|text| text.expected_back) else { return String::new() };
    let months = period.months_since(assessment.request.period);
    let passed = if has_passed(assessed, period) { " (passed)" } else { "" };
    let is_clear = (0..12).contains(&months) && period.frequency() == Frequency::Month;
    format!("{}{passed}", if is_clear { period.tick() } else { period.short_label() })
}

/// A period's label where the indicator's own period is not the paper's.
pub fn other_period(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>, period: Period) -> String {
    if assessed.current.period == assessment.request.period { String::new() } else { period.short_label() }
}

/// When commentary expects the figure back on target: `Mar 2021`, `Sep 2020 (passed)`.
pub fn expected_back(assessed: &AssessedIndicator<'_>) -> Option<String> {
    let period = assessed.commentary?.expected_back?;
    let passed = if has_passed(assessed, period) { " (passed)" } else { "" };
    Some(format!("{}{passed}", period.short_label()))
}

/// Whether a figure that is off target should have been back by now: by the end of the paper's period, or where the latest figures are too early to judge of the last one
/// that can be judged.
pub fn has_passed(assessed: &AssessedIndicator<'_>, expected_back: Period) -> bool {
    let paper = assessed.commentary.filter(|_| assessed.immature.is_empty()).map(|text| text.period.end());
    let known = paper.map_or(assessed.current.period.end(), |paper| paper.max(assessed.current.period.end()));
    assessed.current.rated.rating.is_off_target() && expected_back.end() <= known
}
