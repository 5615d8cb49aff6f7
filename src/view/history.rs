//! The ratings of the periods shown: as a strip of letters, and in words.

use crate::assess::{AssessedIndicator, Assessment, Point};
use crate::model::{Frequency, Period};
use crate::rating::Rating;

use super::trend::YearLabels;
use super::words;
use crate::page::chart::{HistoryCell, HistoryStrip, PeriodTick};

/// Ratings that a strip needs: one alone has been said.
const LEAST_RATED: usize = 2;

/// Stands in the cell of a period without a rating.
const NO_RATING: &str = "–";

/// Whether there are enough ratings for a strip.
pub fn has_strip(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.shown.iter().filter(|point| point.rated.rating.is_rated()).count() >= LEAST_RATED
}

/// A cell a period shown.
pub fn strip(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> HistoryStrip {
    let both = both_schemes(assessment);
    let mut years = YearLabels::default();
    let cells = assessed.shown.iter().map(|point| HistoryCell {
        period: PeriodTick { label: point.period.tick(), year: years.next(point.period) },
        rating: point.value.is_figure().then(|| words::key(point.rated.rating)),
        letter: letter(rating(point), both).to_owned(),
    });
    HistoryStrip { cells: cells.collect() }
}

/// `Ratings of Visits on time, November 2019 to November 2020: green until May 2020, amber in June, red since July.`
pub fn alt(assessed: &AssessedIndicator<'_>) -> String {
    let shown = &assessed.shown;
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return format!("No ratings of {}.", assessed.name);
    };
    let end = |period: Period| match period.frequency() {
        Frequency::Month => period.label(),
        _ => period.short_label(),
    };
    let ends = [first.period, last.period].map(end);
    format!("Ratings of {}, {} to {}: {}.", assessed.name, ends[0], ends[1], runs(shown).join(", "))
}

/// `green until May 2020`, `amber in June`, `red since July`: the ratings of neighbouring periods, as few as there are. The year stands where
/// it is another than the last one named.
pub fn runs(shown: &[Point<'_>]) -> Vec<String> {
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Vec::new() };
    let mut named = String::new();
    let mut name = |period: Period| {
        let year = period.tick_year();
        let is_understood = year == named && period.frequency() == Frequency::Month;
        named = year;
        match period.frequency() {
            Frequency::Month if is_understood => period.name(),
            Frequency::Month => period.label(),
            _ => period.short_label(),
        }
    };
    let runs: Vec<&[Point<'_>]> = shown.chunk_by(|one, other| word(one) == word(other)).collect();
    let said = |run: &&[Point<'_>]| {
        let (from, to) = (run[0].period, run[run.len() - 1].period);
        let word = word(&run[0]);
        match (from == first.period, to == last.period) {
            (true, true) => format!("{word} throughout"),
            _ if from == to => format!("{word} in {}", name(from)),
            (true, false) => format!("{word} until {}", name(to)),
            (false, true) => format!("{word} since {}", name(from)),
            (false, false) => {
                let from = name(from);
                format!("{word} from {from} to {}", name(to))
            }
        }
    };
    runs.iter().map(said).collect()
}

/// What the letters of the paper's strips stand for, in one sentence; empty where there is no strip.
pub fn key(assessment: &Assessment<'_>) -> String {
    let both = both_schemes(assessment);
    let drawn = assessment.indicators().filter(|assessed| has_strip(assessed)).flat_map(|assessed| &assessed.shown);
    let mut used: Vec<Option<Rating>> = drawn.map(rating).collect();
    used.sort_by_key(|rating| (rating.is_none(), std::cmp::Reverse(*rating)));
    used.dedup();
    let told =
        |rating: &Option<Rating>| format!("{} {}", letter(*rating, both), rating.map_or("no rating", in_lower_case));
    let letters: Vec<String> = used.iter().map(told).collect();
    if letters.is_empty() { String::new() } else { format!("Letters of past ratings: {}.", letters.join(", ")) }
}

/// The rating of a point, where it judges its figure.
fn rating(point: &Point<'_>) -> Option<Rating> {
    Some(point.rated.rating).filter(|rating| rating.is_rated())
}

fn word(point: &Point<'_>) -> &'static str {
    rating(point).map_or("no rating", in_lower_case)
}

fn in_lower_case(rating: Rating) -> &'static str {
    match rating {
        Rating::Breach => "breach",
        Rating::Red => "red",
        Rating::Amber => "amber",
        Rating::Green => "green",
        Rating::NotAchieved => "not achieved",
        Rating::Achieved => "achieved",
        Rating::Exceeded => "exceeded",
        Rating::Activity(_) | Rating::NotRated(_) | Rating::Information => "no rating",
    }
}

/// Amber and achieved begin alike: in a paper that has both, their letters are two.
fn letter(rating: Option<Rating>, both: bool) -> &'static str {
    match rating {
        Some(Rating::Breach) => "B",
        Some(Rating::Red) => "R",
        Some(Rating::Amber) => {
            if both {
                "Am"
            } else {
                "A"
            }
        }
        Some(Rating::Green) => "G",
        Some(Rating::NotAchieved) => "N",
        Some(Rating::Achieved) => {
            if both {
                "Ac"
            } else {
                "A"
            }
        }
        Some(Rating::Exceeded) => "E",
        Some(Rating::Activity(_) | Rating::NotRated(_) | Rating::Information) | None => NO_RATING,
    }
}

fn both_schemes(assessment: &Assessment<'_>) -> bool {
    let any = |wanted: Rating| {
        let mut points = assessment.indicators().flat_map(|assessed| &assessed.shown);
        points.any(|point| point.rated.rating == wanted)
    };
    any(Rating::Amber) && any(Rating::Achieved)
}
