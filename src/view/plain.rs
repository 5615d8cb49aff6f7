//! What a paper says in words for everybody: no codes, short sentences, natural frequencies.
//!
//! People, and young people most of all, understand "84 of every 100" better than "84%", and of a small group its own numbers best. Nothing
//! here is told that the paper itself does not disclose.

use crate::assess::{AssessedIndicator, Assessment, Change, Judgement, Point};
use crate::ledger::Disclosed;
use crate::model::{Frequency, Goal, Missing, Period, Polarity, SlotName, Unit, Value};
use crate::rating::{Rating, Reason};

use super::format::{
    capitalised, decimals, in_words, long_date, long_duration, number, printed, sentence, shortest, with_article,
};
use super::standing::has_passed;
use super::{commentary, words};
use crate::page::{PlainGroupView, PlainItemView, PlainView};

/// Indicators that a page has room for.
const MOST: usize = 12;
/// Of fewer people than this their own numbers are said first.
const OWN_NUMBERS_BELOW: i64 = 100;

/// How an indicator stands, in the order in which they are chosen: the worst must not be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    NotGoodEnough,
    NearlyThere,
    GoingWell,
    NotJudged,
}

/// The paper in words for everybody. Where an indicator has a plain name, only those that have one are told.
pub fn view(assessment: &Assessment<'_>) -> PlainView {
    let any_plain = assessment.indicators().any(|assessed| assessed.indicator.plain.is_some());
    let told = |assessed: &&AssessedIndicator<'_>| !any_plain || assessed.indicator.plain.is_some();
    let all: Vec<&AssessedIndicator<'_>> = assessment.indicators().filter(told).collect();
    let mut chosen = all.clone();
    // The sort is stable: within a group the order of the pages stays.
    chosen.sort_by_key(|assessed| (standing(assessed), !assessed.current.value.is_figure()));
    chosen.truncate(MOST);
    let group = |(wanted, heading, key): (Standing, &'static str, &'static str)| PlainGroupView {
        heading,
        key,
        items: chosen
            .iter()
            .filter(|assessed| standing(assessed) == wanted)
            .map(|assessed| item(assessment, assessed))
            .collect(),
    };
    let groups = [
        (Standing::GoingWell, "Going well", "green"),
        (Standing::NearlyThere, "Nearly there", "amber"),
        (Standing::NotGoodEnough, "Not good enough yet", "red"),
        (Standing::NotJudged, "What else we count", "info"),
    ];
    let of_this_paper = |text: &&crate::model::Commentary| matches!(text.slot, SlotName::Summary(Some(_)));
    let mut groups: Vec<PlainGroupView> =
        groups.into_iter().map(group).filter(|group| !group.items.is_empty()).collect();
    if let [only] = groups.as_mut_slice()
        && only.key == "info"
    {
        only.heading = "What we count";
    }
    PlainView {
        lead: lead(&all),
        intro: assessment.summary.filter(of_this_paper).map(|text| commentary::view(&text.body)),
        groups,
        more: more(assessment, all.len() - chosen.len()),
        next: assessment.what_next.map(|text| commentary::view(&text.body)),
        meeting: assessment.request.meeting.map_or_else(String::new, |meeting| {
            let panel = with_article(&assessment.request.paper.panel);
            format!("{panel} will talk about this on {}.", long_date(meeting.date))
        }),
        have_your_say: assessment.have_your_say.map(|text| commentary::view(&text.body)),
    }
}

fn standing(assessed: &AssessedIndicator<'_>) -> Standing {
    match assessed.current.rated.rating {
        Rating::Breach | Rating::Red | Rating::NotAchieved => Standing::NotGoodEnough,
        Rating::Amber => Standing::NearlyThere,
        Rating::Green | Rating::Achieved | Rating::Exceeded => Standing::GoingWell,
        Rating::Activity(_) | Rating::NotRated(_) | Rating::Information => Standing::NotJudged,
    }
}

/// How many there are, and how many of them stand how; all of them, not only those that find room.
fn lead(all: &[&AssessedIndicator<'_>]) -> String {
    let things = if all.len() == 1 { "thing" } else { "things" };
    let mut text = format!("We look at {} {things}.", in_words(all.len()));
    for (wanted, words) in [
        (Standing::GoingWell, "going well"),
        (Standing::NearlyThere, "nearly there"),
        (Standing::NotGoodEnough, "not good enough yet"),
    ] {
        let count = all.iter().filter(|assessed| standing(assessed) == wanted).count();
        match count {
            0 => {}
            1 if all.len() == 1 => text.push_str(&format!(" It is {words}.")),
            1 => text.push_str(&format!(" One is {words}.")),
            2 if all.len() == 2 => text.push_str(&format!(" Both are {words}.")),
            _ if count == all.len() => text.push_str(&format!(" All of them are {words}.")),
            _ => text.push_str(&format!(" {} are {words}.", capitalised(&in_words(count)))),
        }
    }
    text
}

fn more(assessment: &Assessment<'_>, left: usize) -> String {
    if left == 0 {
        return String::new();
    }
    let (are, them) = if left == 1 { ("is", "it") } else { ("are", "them") };
    let place = match assessment.fuller {
        Some(title) => format!(" You can find {them} in the paper “{title}”."),
        None if assessment.attach => format!(" You can find {them} in the table that comes with this paper."),
        None => String::new(),
    };
    format!("{} more {are} not shown here.{place}", capitalised(&in_words(left)))
}

fn item(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> PlainItemView {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let (said, about) = match &current.value {
        Disclosed::Value(value) => amount(assessed, *value),
        Disclosed::Suppressed(_) => (String::new(), missing(Missing::SuppressedBySource).to_owned()),
        Disclosed::Missing(_) if current.rated.as_published => {
            (String::new(), "The council's own paper says so. It does not give the number.".to_owned())
        }
        Disclosed::Missing(reason) => match reason.range() {
            Some(range) => (words::stretch(range, indicator.unit), missing(*reason).to_owned()),
            None => (String::new(), missing(*reason).to_owned()),
        },
    };
    let mut about: Vec<String> = [about].into_iter().filter(|sentence| !sentence.is_empty()).collect();
    if current.period != assessment.request.period && current.value.is_figure() {
        about.push(format!("This is for {}.", named(current.period)));
    }
    let marks = current.marks;
    let may_change = (marks.provisional || marks.too_early).then_some("This number may still change.");
    let estimated = marks.estimated.then_some("This number is an estimate.");
    let expected = marks.forecast.then_some("This is what we expect.");
    about.extend([may_change, estimated, expected].into_iter().flatten().map(str::to_owned));
    let mut aim = aim(assessed);
    if current.rated.rating.is_off_target()
        && let Some(back) = assessed.commentary.and_then(|text| text.expected_back)
        && !has_passed(assessed, back)
    {
        let by = format!(" by {}.", back.end_label());
        aim = aim.strip_suffix('.').map_or_else(String::new, |aim| aim.to_owned() + &by);
    }
    let name = indicator.plain.clone().unwrap_or_else(|| assessed.name.to_owned());
    PlainItemView {
        code: indicator.code.to_string(),
        heading: sentence(name.clone()),
        name,
        figure: capitalised(&said),
        about: about.join(" "),
        aim,
        change: change(assessed),
    }
}

/// Why there is no figure.
fn missing(reason: Missing) -> &'static str {
    match reason {
        Missing::SuppressedBySource => "We do not show this number, so that nobody can tell who it is about.",
        Missing::NoCases => "There was nobody to count this time.",
        Missing::NotApplicable => "This could not be counted this time.",
        Missing::NotAvailable => "We do not have this number.",
        Missing::RoundsToZero => "This is nearly none.",
        Missing::Awaited => "We are still waiting for this number.",
        Missing::NotDue => "There is no new number this time.",
        Missing::Between(_) => "We do not know it more exactly.",
    }
}

/// A figure and what must be said about it. Of a group of fewer than a hundred its own numbers come first; of more people a hundred stand for all.
fn amount(assessed: &AssessedIndicator<'_>, value: Value) -> (String, String) {
    let AssessedIndicator { indicator, current, .. } = assessed;
    if is_share(assessed, value) {
        let share = per_hundred(assessed, value);
        return match (current.count.value(), current.out_of.value()) {
            (Some(count), Some(out_of)) if out_of < Value::new(OWN_NUMBERS_BELOW, 0) => {
                (format!("{} of {}", shortest(count), shortest(out_of)), format!("That is {share}."))
            }
            _ => (share, String::new()),
        };
    }
    match indicator.unit {
        Unit::Rate { per } => {
            let per = number(Value::new(i64::from(per), 0), 0);
            (format!("{} for every {per}", number(value, decimals(value, indicator))), String::new())
        }
        Unit::Days | Unit::Weeks | Unit::Months => {
            let long = long_duration(value.rounded(indicator.decimals), indicator.unit);
            let long = long.map_or_else(String::new, |long| format!("That is about {long}."));
            (printed(value, indicator), long)
        }
        Unit::Count | Unit::Percent | Unit::Pounds(_) | Unit::Ratio | Unit::Score => {
            (printed(value, indicator), String::new())
        }
    }
}

/// Whether a percentage is a share of people or cases, and so many of every hundred.
fn is_share(assessed: &AssessedIndicator<'_>, value: Value) -> bool {
    let indicator = assessed.indicator;
    let within = (Value::new(0, 0)..=Value::new(100, 0)).contains(&value);
    indicator.unit == Unit::Percent && indicator.has_parts() && !indicator.any_range && within
}

/// `84 of every 100`: whole numbers, rounded half away from zero as everywhere, with `about` where that changed the figure. Rounding never makes
/// some into none or most into all, and where it would reach or leave the aim it says on which side the figure lies.
fn per_hundred(assessed: &AssessedIndicator<'_>, value: Value) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let (none, all) = (Value::new(0, 0), Value::new(100, 0));
    let whole = value.rounded(0);
    let (some, not_all) = match (current.count.value(), current.out_of.value()) {
        (Some(count), Some(out_of)) => (count > none, count < out_of),
        _ => (value > none, value < all),
    };
    if whole == none && some {
        return "fewer than 1 of every 100".to_owned();
    }
    if whole == all && not_all {
        return "more than 99 of every 100".to_owned();
    }
    let said = format!("{} of every 100", shortest(whole));
    if whole == value {
        return said;
    }
    let crosses = current.goal.and_then(Goal::value).is_some_and(|goal| {
        indicator.polarity.is_as_good(whole, goal) != indicator.polarity.is_as_good(value, goal) || whole == goal
    });
    match (crosses, value < whole) {
        (true, true) => format!("just under {said}"),
        (true, false) => format!("just over {said}"),
        (false, _) => format!("about {said}"),
    }
}

/// What it should reach, in one sentence; nothing where no aim makes sense.
fn aim(assessed: &AssessedIndicator<'_>) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let limit = |value: Value| {
        if is_share(assessed, value) {
            format!("{} of every 100", shortest(value))
        } else {
            words::limit(value, indicator.unit)
        }
    };
    let (none, all) = (Value::new(0, 0), Value::new(100, 0));
    match current.goal {
        Some(goal @ (Goal::Value(_) | Goal::CutOffs { .. })) => {
            let Some(value) = goal.value() else { return String::new() };
            match indicator.polarity {
                Polarity::LowerIsBetter if value == none && indicator.range().0 == Some(none) => {
                    "We aim for none.".to_owned()
                }
                Polarity::LowerIsBetter => format!("We aim for no more than {}.", limit(value)),
                Polarity::HigherIsBetter if value == all && is_share(assessed, value) => {
                    "We aim for all of them.".to_owned()
                }
                Polarity::HigherIsBetter if is_share(assessed, value) => format!("We aim for {}.", limit(value)),
                Polarity::HigherIsBetter => format!("We aim for {}.", words::as_good_as(value, indicator)),
                Polarity::NearTarget | Polarity::Neither => format!("We aim for {}.", limit(value)),
            }
        }
        Some(Goal::Ranges { green: range, .. }) => format!("We aim for {}.", words::stretch(*range, indicator.unit)),
        Some(Goal::Activity(range)) => format!("We expect {}.", words::stretch(*range, indicator.unit)),
        Some(Goal::ToBeSet(_)) => "We have not set an aim yet.".to_owned(),
        Some(Goal::None) | None => String::new(),
    }
}

/// Whether it is better than in the period before.
fn change(assessed: &AssessedIndicator<'_>) -> String {
    if assessed.current.rated.rating == Rating::NotRated(Reason::TooEarly) {
        return String::new();
    }
    let words = match &assessed.change {
        Change::Moved { judgement: Judgement::Better, .. } => "Better than",
        Change::Moved { judgement: Judgement::Worse, .. } => "Worse than",
        Change::Level => "The same as",
        Change::Small { .. } => "About the same as",
        Change::Moved { judgement: Judgement::Neither, .. } | Change::NotComparable(_) | Change::AsPublished(_) => {
            return String::new();
        }
    };
    let Point { period, .. } = assessed.previous;
    let is_clear = period.frequency() == Frequency::Month && period > assessed.current.period.year_before();
    let when = if is_clear { period.name() } else { named(period) };
    format!("{words} in {when}.")
}

/// A period within a sentence: `October 2020`, `the academic year 2019/20`.
fn named(period: Period) -> String {
    match period.frequency() {
        Frequency::AcademicYear | Frequency::CalendarYear => format!("the {}", period.label()),
        Frequency::Month | Frequency::Quarter | Frequency::Year => period.label(),
    }
}
