//! The key: only the ratings and letters that this paper uses.

use crate::assess::{AssessedBreakdown, AssessedIndicator, Assessment, Ended, Place, Point};
use crate::model::Event;
use crate::rating::{Activity, Rated, Rating};

use super::format::{self, continued, listed};
use super::history;
use super::states::{self, State};
use super::words;
use super::{multiples, spc};
use crate::page::chart::{self, SmallChart};
use crate::page::{
    AreaView, ColumnStateView, IndicatorView, KeyRatingView, KeyStateView, KeyView, PeriodFigureView, PeriodView,
    ThemeView,
};

/// What the reader must know to read this paper.
pub fn view(assessment: &Assessment<'_>, themes: &[ThemeView], period: &PeriodView) -> KeyView {
    KeyView {
        ratings: ratings(assessment),
        states: states(assessment),
        column_states: column_states(themes, !period.to_date.is_empty()),
        notes: notes(assessment, themes, Pictures::Large),
        table_notes: notes(assessment, themes, Pictures::None),
        small_notes: notes(assessment, themes, Pictures::Small),
        parts: marks_on_parts(assessment),
        strip: history::key(assessment),
        spc: spc::key(assessment).map(|mut key| {
            key.rules.extend(marks_on_processes(assessment));
            key
        }),
    }
}

fn ratings(assessment: &Assessment<'_>) -> Vec<KeyRatingView> {
    let own = assessment.indicators().flat_map(|assessed| {
        let beside = [assessed.minimum.as_ref().map(|(_, point)| point), assessed.forecast.as_ref()];
        beside.into_iter().flatten().chain([&assessed.current]).map(|point| point.rated)
    });
    let moved = assessment.movements.iter().flat_map(|movement| [movement.from, movement.to]);
    let moved = moved.map(|rating| Rated { rating, as_published: false });
    let mut used: Vec<(&'static str, Rated)> =
        own.chain(moved).map(|rated| (words::rating(rated.rating, false).word, rated)).collect();
    let place = |rating: Rating| RATINGS.iter().position(|(known, _)| *known == rating).unwrap_or(RATINGS.len());
    used.sort_by_key(|(word, rated)| (place(rated.rating), *word));
    let mut rows: Vec<KeyRatingView> = Vec::new();
    for same in used.chunk_by(|(one, _), (other, _)| one == other) {
        let rating = same[0].1.rating;
        let meaning = RATINGS.iter().find(|(known, _)| *known == rating).map(|(_, meaning)| *meaning);
        let meaning = match meaning {
            _ if same.iter().all(|(_, rated)| rated.as_published) => {
                "as another paper printed it; its rule is not known here"
            }
            Some(meaning) => meaning,
            None => words::unrated_meaning(rating),
        };
        rows.push(KeyRatingView { rating: words::rating(rating, false), meaning: meaning.to_owned() });
    }
    rows
}

/// Ratings in the order of the key; those that are none come after them.
const RATINGS: [(Rating, &str); 11] = [
    (Rating::Green, "on target or better"),
    (Rating::Amber, "off target, within the tolerance given among the definitions"),
    (Rating::Red, "off target by more than the tolerance"),
    (Rating::Breach, "beyond the floor, or the ceiling, that must never be missed"),
    (Rating::Exceeded, "better than the target by more than the tolerance"),
    (Rating::Achieved, "on target, within the tolerance given among the definitions"),
    (Rating::NotAchieved, "worse than the target by more than the tolerance"),
    (Rating::Activity(Activity::Inside), "within the band in which activity is expected"),
    (Rating::Activity(Activity::Above), "above the band in which activity is expected; neither good nor bad"),
    (Rating::Activity(Activity::Below), "below the band in which activity is expected; neither good nor bad"),
    (Rating::Information, "for information: neither way is better"),
];

/// Every point that the paper prints: a year ago also where there was no figure, if any indicator had one.
fn printed<'a>(assessment: &'a Assessment<'_>) -> impl Iterator<Item = &'a Point<'a>> {
    let last_year = assessment.indicators().any(|assessed| assessed.year_before.is_given);
    let is_printed = move |place: Place, point: &Point<'_>| match place {
        Place::Headline | Place::Trend | Place::Outturns => true,
        Place::YearBefore => point.is_given || last_year,
        Place::Before | Place::Parts => point.is_given,
        // Columns and charts of parts and processes are explained apart, for the layouts that have them.
        Place::Long | Place::Recent | Place::Years | Place::Process | Place::PartsOverTime => false,
    };
    let figures = assessment.indicators().flat_map(AssessedIndicator::figures);
    figures.filter(move |(_, place, point)| is_printed(*place, point)).map(|(.., point)| point)
}

fn states(assessment: &Assessment<'_>) -> Vec<KeyStateView> {
    let mut states: Vec<State> = Vec::new();
    for point in printed(assessment) {
        let parts = [&point.value, &point.count, &point.out_of];
        // A figure given directly has no inputs, and no cell for them either.
        let own = parts.iter().take(if point.count.is_figure() || point.out_of.is_figure() { 3 } else { 1 });
        states.extend(own.filter_map(|part| words::disclosed(part).err()));
        states.extend(states::marks(point.marks));
    }
    listed_once(states)
}

fn listed_once(mut states: Vec<State>) -> Vec<KeyStateView> {
    states.sort_by_key(|state| state.letters);
    states.dedup_by_key(|state| state.letters);
    states
        .into_iter()
        .map(|state| KeyStateView { letters: state.letters.to_owned(), meaning: state.meaning.to_owned() })
        .collect()
}

/// The letters in the columns of a wide table and on the trend charts beside it, each with the columns in which it stands.
///
/// Columns that such a table leaves out, because they would say nothing, have none.
fn column_states(themes: &[ThemeView], has_to_date: bool) -> Vec<ColumnStateView> {
    let views: Vec<&IndicatorView> = themes.iter().flat_map(|theme| &theme.indicators).collect();
    let periods = |of: fn(&IndicatorView) -> &[PeriodFigureView]| -> Vec<&str> {
        let figures = views.iter().flat_map(|view| of(view));
        figures.flat_map(|figure| [figure.value.as_str(), &figure.marks]).collect()
    };
    let area = |of: fn(&IndicatorView) -> &AreaView| -> Vec<&str> {
        let is_printed = views.iter().any(|view| !of(view).period.is_empty());
        views.iter().filter(|_| is_printed).map(|view| of(view).value.as_str()).collect()
    };
    let latest = views.iter().flat_map(|view| {
        let label = Some(view.trend.line_label.as_str()).filter(|_| view.has_trend);
        let beside = view.minimum.iter().chain(&view.forecast).flat_map(|other| [other.value.as_str(), &other.marks]);
        [view.value.as_str(), &view.marks].into_iter().chain(label).chain(beside)
    });
    let to_date =
        views.iter().filter(|_| has_to_date).flat_map(|view| [view.to_date.value.as_str(), &view.to_date.marks]);
    let parts = views.iter().flat_map(|view| &view.breakdowns).flat_map(|breakdown| &breakdown.parts);
    let parts = parts.flat_map(|part| [part.value.as_str(), &part.marks, &part.numbers, &part.previous]);
    let columns: [(&'static str, Vec<&str>); 9] = [
        ("latest", latest.collect()),
        ("parts", parts.collect()),
        ("recent", periods(|view| &view.recent)),
        ("to date", to_date.collect()),
        ("outturns", periods(|view| &view.outturns)),
        ("neighbours", area(|view| &view.neighbours)),
        ("best neighbour", area(|view| &view.best_neighbour)),
        ("england", area(|view| &view.england)),
        ("top quartile", area(|view| &view.top_quartile)),
    ];
    let holding = |letters: &str| -> Vec<&'static str> {
        let holds = |(_, cells): &&(&'static str, Vec<&str>)| cells.iter().any(|cell| cell.contains(letters));
        columns.iter().filter(holds).map(|(name, _)| *name).collect()
    };
    let states = listed_once(states::every().collect()).into_iter();
    let states = states.map(|KeyStateView { letters, meaning }| ColumnStateView {
        columns: holding(&letters),
        letters,
        meaning,
    });
    states.filter(|state| !state.columns.is_empty()).collect()
}

/// The charts that a layout has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pictures {
    /// With axes.
    Large,
    /// Lines with their first and their last figure; such a layout has no arrows.
    Small,
    None,
}

fn notes(assessment: &Assessment<'_>, themes: &[ThemeView], pictures: Pictures) -> Vec<String> {
    let mut notes = Vec::new();
    let changed = |view: &IndicatorView| view.change.arrow != "none" || view.change_year.arrow != "none";
    if themes.iter().flat_map(|theme| &theme.indicators).any(changed) {
        if pictures != Pictures::Small {
            notes.push("An arrow shows which way the number moved, the words whether that is better.".to_owned());
        }
        notes.push("A change is the difference of the two figures shown; of percentages, in points.".to_owned());
    }
    if assessment.indicators().any(|assessed| assessed.current.rated.rating.is_rated()) {
        notes.push("A rating judges the figure as it is shown.".to_owned());
    }
    let mut views = themes.iter().flat_map(|theme| &theme.indicators);
    if views.any(|view| view.rating.as_published || view.change.as_published) {
        notes.push(
            "“As published” marks what a paper printed whose inputs are not public; it was not computed here."
                .to_owned(),
        );
    }
    notes.extend(match pictures {
        Pictures::Large => sentence("charts", &marks_on_trends(assessment)),
        Pictures::Small => marks_on_lines(assessment, themes),
        Pictures::None => None,
    });
    notes.extend(old_benchmarks(assessment));
    notes.extend(neighbours(assessment));
    if assessment.indicators().any(|assessed| assessed.comparison.best_quarter.is_some()) {
        notes.push(BEST_QUARTER.to_owned());
    }
    notes.extend(events(assessment));
    notes.extend(assessment.ended.iter().map(ended));
    if let Some(greatest) = assessment.small_numbers.greatest() {
        let range = if greatest == 1 { "1".to_owned() } else { format!("1 to {greatest}") };
        notes.push(SUPPRESSES.replace("{}", &range));
    }
    notes
}

const SUPPRESSES: &str =
    "Counts of {} are suppressed, and so are percentages, totals and parts that would give them away.";

const BEST_QUARTER: &str = "The best quarter is that of all authorities in the country. A figure on the edge of two quarters counts to the lower one.";

/// What "old" means beside a benchmark.
fn old_benchmarks(assessment: &Assessment<'_>) -> Option<String> {
    let old = assessment.indicators().flat_map(|assessed| &assessed.comparison.areas).any(|area| area.is_old);
    let months = assessment.benchmark_old_after;
    old.then(|| format!("A benchmark is old where it lies more than {months} months before the paper's period."))
}

/// Who the neighbours are, what n means, and how ranks count.
fn neighbours(assessment: &Assessment<'_>) -> Vec<String> {
    let with_members = |assessed: &&AssessedIndicator<'_>| !assessed.comparison.members.is_empty();
    let Some(assessed) = assessment.indicators().find(with_members) else { return Vec::new() };
    let names: Vec<String> = assessed.comparison.members.iter().map(|name| (*name).to_owned()).collect();
    let mut notes = vec![format!(
        "A figure of neighbours with n is the median of the n of these councils that have one: {}. Without n it is as released.",
        listed(&names)
    )];
    if assessment.indicators().any(|assessed| !assessed.comparison.positions.is_empty()) {
        notes.push(
            "A rank is of the council's own figure in the same release; 1st is best, and it counts among its neighbours."
                .to_owned(),
        );
    }
    notes
}

/// Dated notes of the whole project, and breaks in all its series.
fn events(assessment: &Assessment<'_>) -> Vec<String> {
    let until = |event: &Event| event.until.map_or_else(String::new, |until| format!(" to {}", until.label()));
    let abnormal = |event: &Event| if event.abnormal { ", not a normal time" } else { "" };
    let told = |event: &Event| {
        let text = if event.abnormal { event.text.trim_end_matches('.') } else { &event.text };
        format::sentence(format!("{}{}: {text}{}", event.period.label(), until(event), abnormal(event)))
    };
    let paper = assessment.request.period;
    let events = assessment.events.iter().filter(|event| event.period.start() <= paper.end()).map(told);
    let breaks = assessment.breaks.iter().filter(|it| it.period.start() <= paper.end());
    let breaks =
        breaks.map(|it| format::sentence(format!("Break in all series from {} on: {}", it.period.label(), it.text)));
    events.chain(breaks).collect()
}

/// What became of an indicator that the paper showed a year ago.
fn ended(ended: &Ended<'_>) -> String {
    let what = match ended.successor {
        Some(successor) => format!("{successor} takes the place of {}", ended.name),
        None => format!("{} is not reported", ended.name),
    };
    let reason = ended.reason.map_or_else(String::new, |reason| format!(": {}", continued(reason)));
    format::sentence(format!("{what} from {} on{reason}", ended.from.label()))
}

/// What the marks mean that the trend charts use, which every layout with charts draws.
fn marks_on_trends(assessment: &Assessment<'_>) -> Vec<&'static str> {
    marks(assessment.indicators().flat_map(|assessed| &assessed.shown))
}

/// How to read a line with its first and its last figure.
fn marks_on_lines(assessment: &Assessment<'_>, themes: &[ThemeView]) -> Option<String> {
    let views = themes.iter().flat_map(|theme| &theme.indicators).filter(|view| view.has_small);
    let drawn: Vec<&SmallChart> = views.map(|view| &view.small).collect();
    let any = |test: &dyn Fn(&SmallChart) -> bool| drawn.iter().any(|chart| test(chart));
    let has_gap = |chart: &SmallChart| {
        let known = |point: &chart::Point| point.value.is_some();
        let first = chart.points.iter().position(known);
        let last = chart.points.iter().rposition(known);
        first.zip(last).is_some_and(|(first, last)| !chart.points[first..=last].iter().all(known))
    };
    let ends_unsettled = |chart: &SmallChart| {
        chart.latest.as_ref().is_some_and(|latest| chart.points[latest.at].mark == chart::Mark::Unsettled)
    };
    let hidden = assessment.indicators().flat_map(|assessed| &assessed.long).any(|point| point.value.is_hidden());
    let gap =
        if hidden { "a gap is a time without a figure that may be shown" } else { "a gap is a time without a figure" };
    let all = [
        (any(&|chart| chart.target.iter().any(Option::is_some)), "dashes are the target"),
        (any(&|chart| chart.band.iter().any(Option::is_some)), "a blue ground is a band or range"),
        (any(&|chart| !chart.abnormal.is_empty()), "a grey ground is a time that was not normal"),
        (any(&has_gap), gap),
        (any(&ends_unsettled), "a hollow point is provisional, estimated or forecast"),
    ];
    let used: Vec<String> = all.into_iter().filter(|(used, _)| *used).map(|(_, words)| words.to_owned()).collect();
    let begins = "A line has its first figure at its start and its last one at its end";
    (!drawn.is_empty())
        .then(|| if used.is_empty() { format!("{begins}.") } else { format!("{begins}; {}.", listed(&used)) })
}

/// What only a chart of parts through time has, for layouts that draw them.
fn marks_on_parts(assessment: &Assessment<'_>) -> String {
    let drawn = |it: &&AssessedBreakdown<'_>| multiples::has_enough(&it.parts.iter().collect::<Vec<_>>());
    let breakdowns = assessment.indicators().flat_map(|assessed| &assessed.breakdowns).filter(drawn);
    let parts = breakdowns.flat_map(|it| &it.parts);
    let ends = parts.filter_map(|part| part.series.last()).map(|point| super::trend::mark(point));
    let unsettled = ends.into_iter().any(|mark| mark == chart::Mark::Unsettled);
    let words: Vec<&str> = unsettled.then_some(UNSETTLED).into_iter().collect();
    let known = marks_on_trends(assessment);
    let more: Vec<&str> = words.into_iter().filter(|words| !known.contains(words)).collect();
    sentence("charts of parts", &more).unwrap_or_default()
}

/// Those that only a process behaviour chart has: it goes further back than a trend.
fn marks_on_processes(assessment: &Assessment<'_>) -> Option<String> {
    let processes = assessment.indicators().filter_map(|assessed| assessed.spc.as_ref());
    let drawn = processes.flat_map(|process| spc::drawn(process)).map(|row| &row.point);
    more_marks(assessment, "process behaviour charts", drawn)
}

fn more_marks<'a>(
    assessment: &Assessment<'_>,
    place: &str,
    drawn: impl Iterator<Item = &'a Point<'a>>,
) -> Option<String> {
    let known = marks_on_trends(assessment);
    let more: Vec<&str> = marks(drawn).into_iter().filter(|words| !known.contains(words)).collect();
    sentence(place, &more)
}

const UNSETTLED: &str = "a hollow point is provisional, estimated, forecast or too early to judge";

fn marks<'a>(drawn: impl Iterator<Item = &'a Point<'a>>) -> Vec<&'static str> {
    let points: Vec<&Point<'_>> = drawn.collect();
    let any = |test: &dyn Fn(&Point<'_>) -> bool| points.iter().any(|point| test(point));
    let unsettled = |point: &Point<'_>| {
        let marks = point.marks;
        marks.provisional || marks.estimated || marks.forecast || marks.too_early
    };
    let all = [
        (any(&unsettled), UNSETTLED),
        (any(&|point| point.marks.revised), "a ring marks a revised figure"),
        (any(&|point| point.marks.series_break), "a double stroke a break in the series"),
        (any(&|point| point.value.is_hidden()), "a hatched mark at the foot a suppressed figure"),
    ];
    all.into_iter().filter(|(used, _)| *used).map(|(_, words)| words).collect()
}

fn sentence(place: &str, marks: &[&str]) -> Option<String> {
    (!marks.is_empty()).then(|| format!("On {place} {}.", marks.join(", ")))
}
