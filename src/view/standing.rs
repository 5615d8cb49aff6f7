//! What stands beside an indicator's own figure and rating: the second standard, the months that are too early.

use crate::assess::{AssessedIndicator, Point};

use super::words;
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
