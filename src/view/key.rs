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
        (Rating::NotRated(Reason::NoTarget), "no rating; the words say why"),
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
        "An arrow shows which way the number moved, the words whether that is better.".to_owned(),
        "A change is the difference of the two figures shown; of percentages, in points.".to_owned(),
        "A rating judges the figure as it is shown.".to_owned(),
    ];
    let mut views = themes.iter().flat_map(|theme| &theme.indicators);
    if views.any(|view| view.rating.as_published || view.change.as_published) {
        notes.push(
            "“As published” marks what a paper printed whose inputs are not public; it was not computed here."
                .to_owned(),
        );
    }
    notes.extend(chart_marks(assessment));
    match assessment.small_numbers {
        SmallNumbersPolicy::Dfe => notes.push(SUPPRESSES.replace("{}", "5")),
        SmallNumbersPolicy::Nhs => notes.push(SUPPRESSES.replace("{}", "7")),
        SmallNumbersPolicy::None | SmallNumbersPolicy::Undecided => {}
    }
    notes
}

const SUPPRESSES: &str = "Counts of 1 to {}, and percentages that would give them away, are suppressed.";

/// The marks that this paper's charts use, in one sentence.
fn chart_marks(assessment: &Assessment<'_>) -> Option<String> {
    let any =
        |test: &dyn Fn(&Point<'_>) -> bool| assessment.indicators().flat_map(|assessed| &assessed.shown).any(test);
    let unsettled = |point: &Point<'_>| {
        let marks = point.marks;
        marks.provisional || marks.estimated || marks.forecast || marks.too_early
    };
    let all = [
        (any(&unsettled), "a hollow point is provisional, estimated, forecast or too early to judge"),
        (any(&|point| point.marks.revised), "a ring marks a revised figure"),
        (any(&|point| point.marks.series_break), "a double stroke a break in the series"),
        (any(&|point| point.value.is_hidden()), "a hatched mark at the foot a suppressed figure"),
    ];
    let used: Vec<&str> = all.into_iter().filter(|(used, _)| *used).map(|(_, words)| words).collect();
    (!used.is_empty()).then(|| format!("On charts {}.", used.join(", ")))
}
