//! The answer of page 1, from the counts and figures that every other page has.

use std::cmp::Reverse;

use crate::assess::{AssessedIndicator, Assessment, HowLong};
use crate::rating::Rating;

use super::change::paper_before;
use super::format::{capitalised, in_words};
use super::{change, headline, history, standing, words};
use crate::page::{AnswerView, OffTargetView, TileView};

/// The paper's answer. `tiles`: each with its count in the paper before, where that is known.
pub fn view(assessment: &Assessment<'_>, tiles: &[(TileView, Option<usize>)]) -> AnswerView {
    let off = off_target(assessment);
    AnswerView {
        verdict: verdict(assessment),
        before: before(assessment, tiles),
        heading: if off.is_empty() { String::new() } else { format!("Off target now: {}", off.len()) },
        change_header: since(assessment),
        strips: strips(&off),
        rows: off.iter().map(|assessed| row(assessment, assessed)).collect(),
        back_on_target: back_on_target(assessment),
        no_longer_rated: no_longer_rated(assessment),
    }
}

/// What misses its target: worst first, and of one rating the longest.
pub fn off_target<'a, 's>(assessment: &'a Assessment<'s>) -> Vec<&'a AssessedIndicator<'s>> {
    let mut off: Vec<_> = assessment.indicators().filter(|assessed| standing::is_off_target(assessed)).collect();
    let length = |assessed: &AssessedIndicator<'_>| assessed.how_long.map_or(0, HowLong::known);
    off.sort_by_key(|assessed| (assessed.current.rated.rating.rank(), Reverse(length(assessed))));
    off
}

/// Heads the changes: `Since October`.
pub fn since(assessment: &Assessment<'_>) -> String {
    let before = assessment.request.since();
    let own = |assessed: &AssessedIndicator<'_>| assessed.previous.is_given && assessed.previous.period == before;
    if assessment.indicators().any(own) {
        format!("Since {}", paper_before(&assessment.request))
    } else {
        "Change".to_owned()
    }
}

fn row(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> OffTargetView {
    OffTargetView {
        code: assessed.indicator.code.to_string(),
        name: assessed.name.to_owned(),
        beside_name: standing::beside_name(assessment, assessed),
        rating: words::rated(assessed.current.rated),
        standing: standing::standing(assessed),
        value: words::without_unit(&words::point(&assessed.current, assessed.indicator).text, assessed.indicator.unit),
        target: words::without_unit(&words::target(&assessed.current, assessed.indicator), assessed.indicator.unit),
        change: change::short(&assessed.change, assessed.indicator),
        back: standing::back(assessment, assessed),
        has_severity: history::has_strip(assessed),
    }
}

fn verdict(assessment: &Assessment<'_>) -> String {
    let counts = &assessment.counts;
    // What other papers printed is counted in their words.
    if counts.rated() < 2 || assessment.published.is_some() || assessment.any_published {
        return headline::lead(assessment);
    }
    let off = counts.worst() + counts.amber;
    let lead = opening(&headline::some_of(off, counts.rated(), "rated indicators", ["is", "are"]));
    let parts = kinds(assessment);
    let lead = match parts.as_slice() {
        [] => format!("{lead} off target."),
        [only] if off == 1 => format!("{lead} off target: it is {}.", only.1),
        [only] => format!("{lead} off target, {} {}.", if off == 2 { "both" } else { "all" }, only.1),
        several => {
            let told: Vec<String> =
                several.iter().map(|(count, word)| format!("{} {word}", in_words(*count))).collect();
            format!("{lead} off target: {}.", told.join(", "))
        }
    };
    [lead, moved(assessment)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sentence begins with a word.
fn opening(sentence: &str) -> String {
    const WORDS: [&str; 11] = [
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    let number = sentence.split_once(' ').and_then(|(first, rest)| Some((first.parse::<usize>().ok()?, rest)));
    let word = number.and_then(|(number, rest)| Some((WORDS.get(number.checked_sub(10)?)?, rest)));
    word.map_or_else(|| sentence.to_owned(), |(word, rest)| format!("{word} {rest}"))
}

/// How many of what is off target are what.
fn kinds(assessment: &Assessment<'_>) -> Vec<(usize, &'static str)> {
    let counts = &assessment.counts;
    let in_breach = assessment.indicators().filter(|assessed| assessed.current.rated.rating == Rating::Breach);
    let ceilings = in_breach.filter(|assessed| words::is_ceiling(assessed.indicator)).count();
    let breach = match (counts.breach, ceilings) {
        (1, 0) => "in breach of its floor",
        (1, _) => "beyond its ceiling",
        (_, 0) => "in breach of their floors",
        (all, ceilings) if all == ceilings => "beyond their ceilings",
        _ => "in breach of floor or ceiling",
    };
    let all =
        [(counts.breach, breach), (counts.red, "red"), (counts.not_achieved, "not achieved"), (counts.amber, "amber")];
    all.into_iter().filter(|(count, _)| *count > 0).collect()
}

/// `Three are rated worse than in October, two are back on target.`
fn moved(assessment: &Assessment<'_>) -> String {
    if assessment.counts_before.is_none_or(|before| before.rated() == 0) {
        return String::new();
    }
    let earlier = paper_before(&assessment.request);
    let worse = assessment.movements.iter().filter(|movement| {
        movement.from.is_rated() && movement.to.is_rated() && movement.to.rank() < movement.from.rank()
    });
    let worse: usize = worse.map(|movement| movement.names.len()).sum();
    let back = back_on_target(assessment).len();
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    match (worse, back) {
        (0, 0) => format!("None is rated worse than in {earlier}."),
        (0, back) => format!("None is rated worse than in {earlier}, {} {} back on target.", in_words(back), are(back)),
        (worse, 0) => {
            opening(&format!("{} {} rated worse than in {earlier}.", capitalised(&in_words(worse)), are(worse)))
        }
        (worse, back) => opening(&format!(
            "{} {} rated worse than in {earlier}, {} {} back on target.",
            capitalised(&in_words(worse)),
            are(worse),
            in_words(back),
            are(back)
        )),
    }
}

/// `In October: no breach, 5 red, 7 amber, 9 green.`
fn before(assessment: &Assessment<'_>, tiles: &[(TileView, Option<usize>)]) -> String {
    let told = |(tile, count): &(TileView, Option<usize>)| {
        let word =
            if tile.rating.key == "info" { "for information".to_owned() } else { tile.rating.word.to_lowercase() };
        count.map(|count| if count == 0 { format!("no {word}") } else { format!("{count} {word}") })
    };
    let known: Vec<String> = tiles.iter().filter_map(told).collect();
    if known.is_empty() {
        String::new()
    } else {
        format!("In {}: {}.", paper_before(&assessment.request), known.join(", "))
    }
}

fn back_on_target(assessment: &Assessment<'_>) -> Vec<String> {
    let back = assessment
        .movements
        .iter()
        .filter(|movement| movement.from.is_off_target() && movement.to.is_rated() && !movement.to.is_off_target());
    back.flat_map(|movement| &movement.names).map(|name| (*name).to_owned()).collect()
}

fn no_longer_rated(assessment: &Assessment<'_>) -> Vec<String> {
    let lost = assessment.movements.iter().filter(|movement| movement.from.is_rated() && !movement.to.is_rated());
    lost.flat_map(|movement| {
        let why = match movement.to {
            Rating::NotRated(reason) => format!(" ({})", words::why_unrated(reason).0),
            _ => String::new(),
        };
        movement.names.iter().map(move |name| format!("{name}{why}"))
    })
    .collect()
}

/// Heads the strips of past ratings.
fn strips(off: &[&AssessedIndicator<'_>]) -> String {
    let drawn = off.iter().filter(|assessed| history::has_strip(assessed)).map(|assessed| assessed.shown.len());
    drawn.max().map_or_else(String::new, |most| format!("Last {most} ratings"))
}
