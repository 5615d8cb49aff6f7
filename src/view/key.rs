//! The key: only the ratings and letters that this paper uses.

use crate::assess::{Assessment, Point, Rating, Reason};
use crate::model::SmallNumbersPolicy;

use super::paper::{KeyRatingView, KeyStateView, KeyView, ThemeView};
use super::words::{self, State};

/// What the reader must know to read this paper.
pub fn view(assessment: &Assessment<'_>, themes: &[ThemeView]) -> KeyView {
    KeyView { ratings: ratings(assessment), states: states(assessment), notes: notes(assessment, themes) }
}

fn ratings(assessment: &Assessment<'_>) -> Vec<KeyRatingView> {
    let all = [
        (Rating::Green, "on target or better"),
        (Rating::Amber, "off target, within the tolerance given among the definitions"),
        (Rating::Red, "off target by more than the tolerance"),
        (
            Rating::NotRated(Reason::NoTarget),
            "no target, so no rating; “Not rated” stands where the target is not given, other reasons are named",
        ),
        (Rating::Information, "for information: neither way is better"),
    ];
    let alike = |own: Rating, rating: &Rating| {
        own == *rating || matches!((own, rating), (Rating::NotRated(_), Rating::NotRated(_)))
    };
    let used = |rating: &Rating| {
        let now = assessment.indicators().any(|assessed| alike(assessed.current.rated.rating, rating));
        now || assessment.movements.iter().any(|movement| alike(movement.from, rating) || alike(movement.to, rating))
    };
    let published = |rating: &Rating| {
        let mut same = assessment
            .indicators()
            .map(|assessed| assessed.current.rated)
            .filter(|rated| rated.rating == *rating)
            .peekable();
        same.peek().is_some() && same.all(|rated| rated.as_published)
    };
    let meaning = |rating: &Rating, meaning: &str| {
        if published(rating) {
            "as another paper printed it; its rule is not known here".to_owned()
        } else {
            meaning.to_owned()
        }
    };
    all.into_iter()
        .filter(|(rating, _)| used(rating))
        .map(|(rating, words)| KeyRatingView { rating: words::rating(rating, false), meaning: meaning(&rating, words) })
        .collect()
}

/// Every point that the paper prints: a year ago also where there was no figure, if any indicator had one.
fn printed<'a>(assessment: &'a Assessment<'_>) -> impl Iterator<Item = &'a Point<'a>> {
    let last_year = assessment.indicators().any(|assessed| assessed.year_before.is_given);
    assessment.indicators().flat_map(move |assessed| {
        let earlier = [(&assessed.previous, false), (&assessed.year_before, last_year)];
        let earlier = earlier.into_iter().filter(|(point, always)| point.is_given || *always).map(|(point, _)| point);
        [&assessed.current].into_iter().chain(earlier).chain(&assessed.shown).chain(&assessed.outturns)
    })
}

fn states(assessment: &Assessment<'_>) -> Vec<KeyStateView> {
    let mut states: Vec<State> = Vec::new();
    for point in printed(assessment) {
        let parts = [&point.value, &point.count, &point.out_of];
        // A figure given directly has no inputs, and no cell for them either.
        let own = parts.iter().take(if point.count.is_figure() || point.out_of.is_figure() { 3 } else { 1 });
        states.extend(own.filter_map(|part| words::disclosed(part).err()));
        states.extend(words::marks(point.marks));
    }
    states.sort_by_key(|state| state.letters);
    states.dedup_by_key(|state| state.letters);
    states
        .into_iter()
        .map(|state| KeyStateView { letters: state.letters.to_owned(), meaning: state.meaning.to_owned() })
        .collect()
}

fn notes(assessment: &Assessment<'_>, themes: &[ThemeView]) -> Vec<String> {
    let mut notes = vec![
        "An arrow shows which way the number moved; the words say whether that is better or worse.".to_owned(),
        "A change is the difference of the two figures shown. Changes of percentages are in percentage points."
            .to_owned(),
        "A rating judges the figure as it is shown, rounded.".to_owned(),
    ];
    let views = || themes.iter().flat_map(|theme| &theme.indicators);
    if views().any(|view| view.rating.as_published || view.change.as_published) {
        notes.push(
            "“As published” marks what a paper printed whose inputs are not public; it was not computed here."
                .to_owned(),
        );
    }
    let marks = || assessment.indicators().flat_map(|assessed| &assessed.shown).map(|point| point.marks);
    if marks().any(|marks| marks.provisional || marks.estimated || marks.forecast || marks.too_early) {
        notes.push("On charts a hollow point is provisional, estimated, forecast or too early to judge.".to_owned());
    }
    if marks().any(|marks| marks.revised) {
        notes.push("On charts a ring marks a revised figure.".to_owned());
    }
    if marks().any(|marks| marks.series_break) {
        notes.push("On charts a double stroke at the foot marks a break in the series.".to_owned());
    }
    if printed(assessment).any(|point| point.value.is_hidden()) {
        notes.push("On charts a hatched mark at the foot stands for a suppressed figure.".to_owned());
    }
    match assessment.small_numbers {
        SmallNumbersPolicy::Dfe => {
            notes.push("Counts of 1 to 5, and percentages that would give them away, are suppressed.".to_owned())
        }
        SmallNumbersPolicy::Nhs => {
            notes.push("Counts of 1 to 7, and percentages that would give them away, are suppressed.".to_owned())
        }
        SmallNumbersPolicy::None | SmallNumbersPolicy::Undecided => {}
    }
    notes
}
