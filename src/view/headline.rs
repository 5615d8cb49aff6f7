//! The sentences of the first page, made from the same counts and figures as everything else.

use crate::assess::{AssessedIndicator, Assessment, Change, Counts, Judgement};
use crate::model::{Period, PublishedCounts, Unit, Value};
use crate::rating::Rating;

use super::change::paper_before;
use super::format::{capitalised, continued, in_words, listed, printed, sentence};
use super::{spc, words};
use crate::page::HeadlineView;

/// How many are off target, what moved most, and what is not rated and why.
pub fn view(assessment: &Assessment<'_>) -> HeadlineView {
    let movers = [Judgement::Better, Judgement::Worse].into_iter().filter_map(|wanted| biggest(assessment, wanted));
    let first = [breaches(assessment), named(assessment)].into_iter().flatten();
    let rest: Vec<String> = first.chain(two_standards(assessment)).chain(movers).collect();
    let apart: Vec<String> = too_early(assessment).into_iter().chain(not_rated(assessment)).collect();
    let (heading, no_concern) = without_concern(&assessment.counts);
    HeadlineView {
        concerns: concerns(assessment).unwrap_or_else(|| heading.to_owned()),
        no_concern: no_concern.to_owned(),
        rated: assessment.counts.rated(),
        lead: lead(assessment),
        rest: rest.join(" "),
        special_causes: spc::signals(assessment),
        apart: apart.join(" "),
    }
}

/// What misses its target, in the words of the schemes that the paper's ratings are in.
fn worst_words(counts: &Counts) -> &'static str {
    match (counts.red_amber_green(), counts.rated() - counts.red_amber_green()) {
        (0, 1..) => "not achieved",
        (1.., 1..) => "red or not achieved",
        (_, 0) if counts.breach > 0 => "red or in breach",
        (_, 0) => "red",
    }
}

/// Heads the list of concerns, and stands in its place, where there is none.
fn without_concern(counts: &Counts) -> (&'static str, &'static str) {
    match (counts.red_amber_green(), counts.rated() - counts.red_amber_green()) {
        (0, 1..) => ("Not achieved now", "No indicator has missed its target."),
        (1.., 1..) => ("Off target now", "No indicator is off target."),
        (_, 0) => ("Red and amber now", "No indicator is red or amber."),
    }
}

/// `Breach, red and amber now`: what the list of concerns holds.
fn concerns(assessment: &Assessment<'_>) -> Option<String> {
    let all = [Rating::Breach, Rating::Red, Rating::NotAchieved, Rating::Amber];
    let held = |rating: &Rating| assessment.indicators().any(|assessed| assessed.current.rated.rating == *rating);
    let words: Vec<String> =
        all.into_iter().filter(held).map(|rating| words::rating(rating, false).word.to_lowercase()).collect();
    (!words.is_empty()).then(|| format!("{} now", capitalised(&listed(&words))))
}

pub fn lead(assessment: &Assessment<'_>) -> String {
    if let Some(PublishedCounts { measures, outside }) = assessment.published {
        return match (outside, measures) {
            (0, 1) => "The one measure was published as inside its target.".to_owned(),
            (1, 1) => "The one measure was published as outside its target.".to_owned(),
            _ => {
                let their = if outside < 2 { "its" } else { "their" };
                let some = some_of(outside as usize, measures as usize, "measures", ["was", "were"]);
                format!("{some} published as outside {their} target.")
            }
        };
    }
    let worst = assessment.counts.worst();
    let words = worst_words(&assessment.counts);
    let rated = assessment.counts.rated();
    let earlier = paper_before(&assessment.request);
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    let now = match rated {
        0 => return "No indicator has a rating.".to_owned(),
        _ if only_published(assessment) && worst > 0 => {
            let noun = if worst == 1 { "indicator" } else { "indicators" };
            return format!("{} {noun} {} published as {words}.", capitalised(&in_words(worst)), are(worst));
        }
        1 if worst == 1 => format!("The one rated indicator is {words}"),
        1 => format!("The one rated indicator is {}", only_rating(assessment)),
        _ => format!("{} {words}", some_of(worst, rated, "rated indicators", ["is", "are"])),
    };
    let compared = assessment.counts_before.filter(|before| rated > 1 && before.rated() > 0).map(|before| match worst
        .cmp(&before.worst())
    {
        std::cmp::Ordering::Equal if worst == 0 => format!(", as in {earlier}"),
        std::cmp::Ordering::Equal => format!(", as many as in {earlier}"),
        std::cmp::Ordering::Less => format!(", {} fewer than in {earlier}", in_words(before.worst() - worst)),
        std::cmp::Ordering::Greater => format!(", {} more than in {earlier}", in_words(worst - before.worst())),
    });
    now + &compared.unwrap_or_default() + "."
}

/// How many of two or more, with the verb for one and for several: `Five of 20 measures were`, `Neither of the two measures was`.
pub fn some_of(some: usize, all: usize, things: &str, [one, many]: [&str; 2]) -> String {
    match (some, all) {
        (0, 2) => format!("Neither of the two {things} {one}"),
        (0, _) => format!("None of the {} {things} {one}", in_words(all)),
        (2, 2) => format!("Both {things} {many}"),
        _ if some == all => format!("All {} {things} {many}", in_words(all)),
        (1, _) => format!("One of {} {things} {one}", in_words(all)),
        _ => format!("{} of {} {things} {many}", capitalised(&in_words(some)), in_words(all)),
    }
}

/// `green`: what the one indicator is that has a rating.
fn only_rating(assessment: &Assessment<'_>) -> String {
    let ratings = assessment.indicators().map(|assessed| assessed.current.rated.rating);
    let mut rated = ratings.filter(|rating| rating.is_rated());
    rated.next().map_or_else(String::new, |rating| words::rating(rating, false).word.to_lowercase())
}

/// Of measures that another paper counted, how many are named here.
fn named(assessment: &Assessment<'_>) -> Option<String> {
    let outside = assessment.published?.outside as usize;
    let ratings = assessment.indicators().map(|assessed| assessed.current.rated.rating);
    let named = ratings.filter(|rating| rating.is_off_target()).count();
    let rest = outside.checked_sub(named).filter(|rest| *rest > 0)?;
    let are = if rest == 1 { "is" } else { "are" };
    Some(match named {
        0 => "None of them is named.".to_owned(),
        _ => format!(
            "{} of them {} named here; the other {} {are} not named, and not available.",
            capitalised(&in_words(named)),
            if named == 1 { "is" } else { "are" },
            in_words(rest)
        ),
    })
}

fn breaches(assessment: &Assessment<'_>) -> Option<String> {
    let breached = |assessed: &&AssessedIndicator<'_>| assessed.current.rated.rating == Rating::Breach;
    let names: Vec<String> = assessment.indicators().filter(breached).map(|it| it.name.to_owned()).collect();
    (!names.is_empty()).then(|| sentence(format!("In breach: {}", listed(&names))))
}

/// Which figures the paper takes from an earlier period, because the latest cannot be judged yet.
fn too_early(assessment: &Assessment<'_>) -> Option<String> {
    let early: Vec<(&AssessedIndicator<'_>, Period)> = assessment
        .indicators()
        .filter_map(|assessed| Some((assessed, assessed.immature.last()?.point.period)))
        .collect();
    let (first, latest) = early.first()?;
    let closed = first.current.period;
    let same = early.iter().all(|(assessed, period)| period == latest && assessed.current.period == closed);
    // Of one alone both periods are the same.
    if early.len() > 3 || !same {
        let n = capitalised(&in_words(early.len()));
        return Some(format!(
            "{n} indicators are shown for their last closed period, because the latest is too early to judge."
        ));
    }
    let are = if early.len() == 1 { "is" } else { "are" };
    let names: Vec<String> = early.iter().map(|(assessed, _)| assessed.name.to_owned()).collect();
    let names = capitalised(&listed(&names));
    Some(format!("{names} {are} shown for {}; {} is too early to judge.", closed.label(), latest.label()))
}

/// `Not rated: one has no target, two targets are to be set.`
fn not_rated(assessment: &Assessment<'_>) -> Option<String> {
    if assessment.unrated.is_empty() {
        return None;
    }
    // Several reasons may have the same words.
    let mut reasons: Vec<(&str, &str, usize)> = Vec::new();
    for (reason, count) in &assessment.unrated {
        let (one, many) = words::why_unrated(*reason);
        match reasons.iter_mut().find(|(known, ..)| *known == one) {
            Some((.., n)) => *n += count,
            None => reasons.push((one, many, *count)),
        }
    }
    let phrase = |(one, many, count): &(&str, &str, usize)| {
        format!("{} {}", in_words(*count), if *count == 1 { one } else { many })
    };
    let reasons: Vec<String> = reasons.iter().map(phrase).collect();
    Some(format!("Not rated: {}.", reasons.join(", ")))
}

/// Where a second standard says something else than the target.
fn two_standards(assessment: &Assessment<'_>) -> Vec<String> {
    let differs = |assessed: &AssessedIndicator<'_>| {
        let (standard, point) = assessed.minimum.as_ref()?;
        let (own, second) = (assessed.current.rated.rating, point.rated.rating);
        let word = |rating| words::rating(rating, false).word.to_lowercase();
        (own.is_rated() && second.is_rated() && own.rank() != second.rank()).then(|| {
            format!(
                "{} is {} against its target and {} against the {}.",
                capitalised(assessed.name),
                word(own),
                word(second),
                continued(&standard.name)
            )
        })
    };
    assessment.indicators().filter_map(differs).collect()
}

/// Whether every rating is one that another paper printed.
fn only_published(assessment: &Assessment<'_>) -> bool {
    let rated =
        || assessment.indicators().map(|assessed| assessed.current.rated).filter(|rated| rated.rating.is_rated());
    rated().next().is_some() && rated().all(|rated| rated.as_published)
}

/// The percentages that moved most in one direction since the period before. Only percentages: points compare across
/// indicators, other units do not.
fn biggest(assessment: &Assessment<'_>, wanted: Judgement) -> Option<String> {
    let size = |assessed: &AssessedIndicator<'_>| match &assessed.change {
        Change::Moved { by, judgement, nearer } if *judgement == wanted => {
            Some(nearer.map_or(*by, |nearer| nearer.by).abs())
        }
        Change::Moved { .. }
        | Change::Small { .. }
        | Change::Level
        | Change::NotComparable(_)
        | Change::AsPublished(_) => None,
    };
    let of_this_paper = |assessed: &&AssessedIndicator<'_>| {
        assessed.current.period == assessment.request.period && assessed.indicator.unit == Unit::Percent
    };
    let movers: Vec<(Value, &AssessedIndicator<'_>)> = assessment
        .indicators()
        .filter(of_this_paper)
        .filter_map(|assessed| size(assessed).map(|size| (size, assessed)))
        .collect();
    let most = movers.iter().map(|(size, _)| *size).max()?;
    let mut equals = movers.into_iter().filter(|(size, _)| *size == most).map(|(_, assessed)| assessed);
    let first = moved(equals.next()?);
    let others: Vec<String> = equals.map(|assessed| assessed.name.to_owned()).collect();
    let way = if wanted == Judgement::Better { "better" } else { "worse" };
    Some(match others.len() {
        0 => first,
        1..=3 => sentence(format!("{first} {} by as many points: {}", capitalised(way), listed(&others))),
        n => format!("{first} {} others are {way} by as many points.", capitalised(&in_words(n))),
    })
}

fn moved(assessed: &AssessedIndicator<'_>) -> String {
    let AssessedIndicator { indicator, .. } = assessed;
    let (Change::Moved { by, .. }, Some(value)) = (&assessed.change, assessed.current.value.value()) else {
        return String::new();
    };
    let up = *by > Value::new(0, 0);
    let verb = if up { "rose" } else { "fell" };
    let amount = words::change_amount(*by, indicator);
    let sentence = format!("{} {verb} {amount} to {}", capitalised(assessed.name), printed(value, indicator));
    match assessed.record.filter(|record| record.highest == up) {
        Some(record) => format!("{sentence}, the {}.", words::record(record, assessed.frequency)),
        None => format!("{sentence}."),
    }
}
