//! The sentences of the first page, made from the same counts and figures as everything else.

use crate::assess::{AssessedIndicator, Assessment, Change, Counts, Judgement};
use crate::model::{Unit, Value};

use super::format::{capitalised, figure, in_words};
use super::paper::HeadlineView;
use super::{periods, words};

/// How many are red, and what moved most.
pub fn view(assessment: &Assessment<'_>) -> HeadlineView {
    let rest: Vec<String> = [Judgement::Better, Judgement::Worse]
        .into_iter()
        .filter_map(|judgement| biggest(assessment, judgement))
        .collect();
    HeadlineView { rated: assessment.counts.rated(), lead: lead(assessment), rest: rest.join(" ") }
}

fn lead(assessment: &Assessment<'_>) -> String {
    let Counts { red, .. } = assessment.counts;
    let rated = assessment.counts.rated();
    let earlier = assessment.request.period.previous().name();
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    let now = match rated {
        0 => return "No indicator has a rating.".to_owned(),
        _ if only_published(assessment) && red > 0 => {
            let noun = if red == 1 { "indicator" } else { "indicators" };
            return format!("{} {noun} {} published as red.", capitalised(&in_words(red)), are(red));
        }
        1 => format!("The one rated indicator is {}", if red == 1 { "red" } else { "not red" }),
        2 if red == 2 => "Both rated indicators are red".to_owned(),
        _ if red == rated => format!("All {} rated indicators are red", in_words(rated)),
        _ => {
            format!("{} of {} rated indicators {} red", capitalised(&in_words_or_none(red)), in_words(rated), are(red))
        }
    };
    let compared = assessment.counts_before.filter(|before| rated > 1 && before.rated() > 0).map(|before| {
        match red.cmp(&before.red) {
            std::cmp::Ordering::Equal => format!(", as many as in {earlier}"),
            std::cmp::Ordering::Less => format!(", {} fewer than in {earlier}", in_words(before.red - red)),
            std::cmp::Ordering::Greater => format!(", {} more than in {earlier}", in_words(red - before.red)),
        }
    });
    now + &compared.unwrap_or_default() + "."
}

/// Whether every rating is one that another paper printed.
fn only_published(assessment: &Assessment<'_>) -> bool {
    let rated =
        || assessment.indicators().map(|assessed| assessed.current.rated).filter(|rated| rated.rating.is_rated());
    rated().next().is_some() && rated().all(|rated| rated.as_published)
}

fn in_words_or_none(n: usize) -> String {
    if n == 0 { "none".to_owned() } else { in_words(n) }
}

/// The percentage that moved most in one direction since the period before. Only percentages: points compare across
/// indicators, other units do not.
fn biggest(assessment: &Assessment<'_>, wanted: Judgement) -> Option<String> {
    let size = |assessed: &AssessedIndicator<'_>| match &assessed.change {
        Change::Moved { by, judgement } if *judgement == wanted => Some(by.distance(Value::new(0, 0))),
        Change::Moved { .. } | Change::Level | Change::NotComparable(_) | Change::AsPublished(_) => None,
    };
    let of_this_paper = |assessed: &&AssessedIndicator<'_>| {
        assessed.current.period == assessment.request.period && assessed.indicator.unit == Unit::Percent
    };
    let movers = assessment
        .indicators()
        .filter(of_this_paper)
        .filter_map(|assessed| size(assessed).map(|size| (size, assessed)));
    // The first of the page among equals.
    let (_, assessed) = movers.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(moved(assessed))
}

fn moved(assessed: &AssessedIndicator<'_>) -> String {
    let AssessedIndicator { indicator, .. } = assessed;
    let (Change::Moved { by, .. }, Some(value)) = (&assessed.change, assessed.current.value.value()) else {
        return String::new();
    };
    let up = *by > Value::new(0, 0);
    let verb = if up { "rose" } else { "fell" };
    let amount = words::change_amount(*by, indicator);
    let sentence = format!(
        "{} {verb} {amount} to {}",
        capitalised(assessed.name),
        figure(value, indicator.unit, indicator.decimals)
    );
    match record(assessed, value, up) {
        Some(record) => format!("{sentence}, {record}."),
        None => format!("{sentence}."),
    }
}

/// Whether the figure is alone the highest or lowest of those shown. Where one of them is hidden, missing or not comparable
/// nobody can say so.
fn record(assessed: &AssessedIndicator<'_>, value: Value, highest: bool) -> Option<String> {
    let shown = &assessed.shown;
    let comparable = shown.iter().all(|point| point.value.is_figure() && !point.marks.series_break);
    let others =
        shown.iter().filter(|point| point.period != assessed.current.period).filter_map(|point| point.value.value());
    let beaten = |other: Value| if highest { value > other } else { value < other };
    let stands_out = comparable
        && assessed.shown_frequency == assessed.frequency
        && shown.len() > 5
        && others.into_iter().all(beaten);
    let word = if highest { "highest" } else { "lowest" };
    stands_out.then(|| format!("the {word} in {}", periods(shown.len(), assessed.shown_frequency)))
}
