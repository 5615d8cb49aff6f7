//! What a chair might ask, from the ratings, their history and the dates given; never from anything else.

use crate::assess::{AssessedIndicator, Assessment, HowLong};
use crate::model::{Goal, Polarity};
use crate::rating::{Rating, Reason};

use super::format::{listed, plural};
use super::standing::{expected_back, has_passed};
use super::words;
use crate::page::QuestionView;

/// Periods after which an indicator is asked about for having been off target so long.
const LONG: usize = 3;

/// At most five, the most pressing first, each about other indicators: what is beyond its floor; what has got worse; what has been off
/// target longest; what has no date; whose target is to be set.
pub fn view(assessment: &Assessment<'_>) -> Vec<QuestionView> {
    let mut off_target: Vec<&AssessedIndicator<'_>> =
        assessment.indicators().filter(|assessed| assessed.current.rated.rating.is_off_target()).collect();
    off_target.sort_by_key(|assessed| (assessed.current.rated.rating.rank(), std::cmp::Reverse(length(assessed))));
    let mut questions = Vec::new();
    let mut take = |wanted: &dyn Fn(&AssessedIndicator<'_>) -> bool| {
        let found = off_target.iter().position(|assessed| wanted(assessed))?;
        Some(off_target.remove(found))
    };
    let about = |assessed: &AssessedIndicator<'_>, text| QuestionView { about: assessed.name.to_owned(), text };
    let in_breach = take(&|assessed| assessed.current.rated.rating == Rating::Breach);
    questions.extend(in_breach.map(|assessed| about(assessed, breach(assessment, assessed))));
    let worse = take(&|assessed| before(assessment, assessed).is_some());
    questions.extend(worse.map(|assessed| about(assessed, what_changed(assessment, assessed))));
    // The longest of the worst: what comes first has the worst rating.
    let long = take(&|assessed| length(assessed) >= LONG);
    questions.extend(long.map(|assessed| about(assessed, for_long(assessment, assessed))));
    let undated: Vec<&AssessedIndicator<'_>> =
        off_target.into_iter().filter(|assessed| expected_back(assessed).is_none()).collect();
    let text = match undated.len() {
        1 => "off target, and no date is given. When is it expected back?",
        _ => "off target, and no dates are given. When are they expected back?",
    };
    questions.extend(several(&undated).map(|about| QuestionView { about, text: text.to_owned() }));
    questions.extend(to_be_set(assessment));
    questions
}

/// What became of it since the period before; where the target moved that is part of the answer, and all of it where the figure is no worse.
fn what_changed(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let standing = standing(assessment, assessed);
    match harder_target(assessed) {
        None => format!("{standing}. What changed?"),
        Some(moved) if is_no_worse(assessed) => format!("{standing}: {moved}. What will it take to meet it?"),
        Some(moved) => format!("{standing}, and {moved}. What changed?"),
    }
}

/// `the target rose from 85% to 90%`, where it asks for more than in the period before.
fn harder_target(assessed: &AssessedIndicator<'_>) -> Option<String> {
    let AssessedIndicator { indicator, before, current, .. } = assessed;
    let (then, now) = (before.goal?.value()?, current.goal?.value()?);
    let is_harder = match indicator.polarity {
        Polarity::HigherIsBetter => now > then,
        Polarity::LowerIsBetter => now < then,
        Polarity::NearTarget | Polarity::Neither => false,
    };
    let verb = if now > then { "rose" } else { "fell" };
    let [from, to] = [then, now].map(|target| words::limit(target, indicator.unit));
    is_harder.then(|| format!("the target {verb} from {from} to {to}"))
}

fn is_no_worse(assessed: &AssessedIndicator<'_>) -> bool {
    let figures = assessed.current.value.value().zip(assessed.before.value.value());
    figures.is_some_and(|(now, then)| assessed.indicator.polarity.is_as_good(now, then))
}

fn breach(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let back = match assessed.commentary.and_then(|text| text.expected_back) {
        Some(back) if !has_passed(assessed, back) => "What changed?",
        _ => "When will it be back?",
    };
    format!("{}. {back}", standing(assessment, assessed))
}

fn for_long(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let standing = standing(assessment, assessed);
    match assessed.commentary.and_then(|text| text.expected_back) {
        Some(back) if has_passed(assessed, back) => {
            format!("{standing}, and {}, when it was expected back, has passed. When is it expected now?", back.label())
        }
        Some(back) => format!("{standing}, expected back {}. What will be different by then?", back.short_label()),
        None => format!("{standing}, and no date is given. When is it expected back?"),
    }
}

/// `red in October, now below its floor of 65%`, `amber in October, now red`, `red for 10 months`, `red`.
fn standing(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let word = |rating| words::rating(rating, false).word.to_lowercase();
    let now = match (current.rated.rating, current.floor) {
        (Rating::Breach, Some(floor)) => {
            let side = if words::is_ceiling(indicator) { "above" } else { "below" };
            format!("{side} its {} of {}", words::floor(indicator), words::limit(floor, indicator.unit))
        }
        (rating, _) => word(rating),
    };
    if let Some(rating) = before(assessment, assessed) {
        return format!("{} in {}, now {now}", word(rating), assessed.before.period.name());
    }
    let periods = |n| plural(n, assessed.frequency.noun());
    match assessed.how_long {
        Some(HowLong::Since(n)) if n > 1 => format!("{now} for {}", periods(n)),
        Some(HowLong::Always(n)) => format!("{now} for at least {}", periods(n)),
        Some(how_long @ HowLong::WithGaps { .. }) => format!("{now} {}", words::how_long(how_long, assessed.frequency)),
        Some(HowLong::StillAsPublished(_)) => format!("still {now}"),
        Some(HowLong::Since(_) | HowLong::NotKnown) | None => now,
    }
}

/// The rating of the period before, where that was better.
fn before(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Option<Rating> {
    let (then, now) = (&assessed.before, &assessed.current);
    let is_known = assessment.counts_before.is_some() && then.is_given && then.period != now.period;
    Some(then.rated.rating).filter(|rating| is_known && rating.is_rated() && rating.rank() > now.rated.rating.rank())
}

/// For how many periods it is known to have been off target.
fn length(assessed: &AssessedIndicator<'_>) -> usize {
    assessed.how_long.map_or(0, HowLong::known)
}

/// `A, B and C`; from five on the number of the others.
fn several(indicators: &[&AssessedIndicator<'_>]) -> Option<String> {
    let mut names: Vec<String> = indicators.iter().map(|assessed| assessed.name.to_owned()).collect();
    if names.len() > 4 {
        let others = names.split_off(3).len();
        names.push(format!("{others} others"));
    }
    (!names.is_empty()).then(|| listed(&names))
}

fn to_be_set(assessment: &Assessment<'_>) -> Option<QuestionView> {
    let pending = |assessed: &&AssessedIndicator<'_>| {
        let is_pending = matches!(assessed.current.goal, Some(Goal::ToBeSet(_)));
        is_pending && assessed.current.rated.rating == Rating::NotRated(Reason::TargetToBeSet)
    };
    let indicators: Vec<&AssessedIndicator<'_>> = assessment.indicators().filter(pending).collect();
    let text = match indicators.len() {
        1 => "the target is to be set. When will it be?",
        _ => "the targets are to be set. When will they be?",
    };
    several(&indicators).map(|about| QuestionView { about, text: text.to_owned() })
}
