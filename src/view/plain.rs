//! What a paper says in words for everybody: no codes, short sentences, natural frequencies.
//!
//! Nothing here is told that the paper itself does not disclose. "We promised" stands only where the council has said that it did.

use crate::assess::{AssessedIndicator, Assessment, Change, Judgement, Point};
use crate::ledger::Disclosed;
use crate::model::{Frequency, Goal, Missing, Period, Polarity, RatingKey, SlotName, Unit, Value};
use crate::rating::{Rating, Reason};

use super::format::{
    capitalised, decimals, in_words, long_date, long_duration, number, printed, sentence, shortest, with_article,
};
use super::hundred::{dots, is_share, own_numbers, per_hundred};
use super::standing::has_passed;
use super::{commentary, sentence as runs, words};
use crate::page::chart::DotChart;
use crate::page::{DotKeyView, PlainGroupView, PlainItemView, PlainView, RunView};

/// Indicators that a page has room for.
const MOST: usize = 12;
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
    let group = |(wanted, heading): (Standing, &'static str)| PlainGroupView {
        heading,
        key: key(wanted).name(),
        items: chosen
            .iter()
            .filter(|assessed| standing(assessed) == wanted)
            .map(|assessed| item(assessment, assessed))
            .collect(),
    };
    let groups = [
        (Standing::NotGoodEnough, "Not good enough yet"),
        (Standing::NearlyThere, "Nearly there"),
        (Standing::GoingWell, "Going well"),
        (Standing::NotJudged, "What else we count"),
    ];
    let of_this_paper = |text: &&crate::model::Commentary| matches!(text.slot, SlotName::Summary(Some(_)));
    let mut groups: Vec<PlainGroupView> =
        groups.into_iter().map(group).filter(|group| !group.items.is_empty()).collect();
    if let [only] = groups.as_mut_slice()
        && only.key == "info"
    {
        only.heading = "What we count";
    }
    let drawn: Vec<DotChart> = groups.iter().flat_map(|group| &group.items).filter_map(|item| item.dots).collect();
    PlainView {
        lead: lead(&all),
        dots_key: dots_key(&drawn, missing_words(&chosen)),
        dots_say: dots_say(&drawn),
        intro: assessment.summary.filter(of_this_paper).map(|text| commentary::view(&text.body)),
        groups,
        more: more(assessment, all.len() - chosen.len()),
        you_told_us: assessment.you_told_us.map(|text| commentary::view(&text.body)),
        next: assessment.what_next.map(|text| commentary::view(&text.body)),
        meeting: assessment.request.meeting.map_or_else(String::new, |meeting| {
            let panel = with_article(&assessment.request.paper.panel);
            format!("{panel} will talk about this on {}.", long_date(meeting.date))
        }),
        have_your_say: assessment.have_your_say.map(|text| commentary::view(&text.body)),
    }
}

/// What the colour of a standing hangs on.
fn key(standing: Standing) -> RatingKey {
    match standing {
        Standing::NotGoodEnough => RatingKey::Red,
        Standing::NearlyThere => RatingKey::Amber,
        Standing::GoingWell => RatingKey::Green,
        Standing::NotJudged => RatingKey::Info,
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
        (Standing::NotGoodEnough, "not good enough yet"),
        (Standing::NearlyThere, "nearly there"),
        (Standing::GoingWell, "going well"),
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
    let (said, about) = figure(assessed);
    let mut about: Vec<String> = [about].into_iter().filter(|sentence| !sentence.is_empty()).collect();
    about.extend(caveats(assessment, assessed));
    let mut aim = aim(assessed, false);
    // An aim may have its day; a promise has the one on which it was made.
    let back = if indicator.is_promised { String::new() } else { back(assessed, false) };
    if !back.is_empty() {
        aim = aim.strip_suffix('.').map_or_else(String::new, |aim| format!("{aim} {back}."));
    }
    let name = indicator.plain.clone().unwrap_or_else(|| assessed.name.to_owned());
    let dots = dots(assessed, key(standing(assessed)));
    PlainItemView {
        code: indicator.code.to_string(),
        title: capitalised(&name),
        say: say(assessed, &said, &about),
        has_dots: dots.is_some(),
        dots_alt: dots.map_or_else(String::new, |dots| dots_alt(&name, current.period, dots)),
        dots,
        heading: sentence(name.clone()),
        name,
        figure: capitalised(&said),
        about: about.join(" "),
        aim,
        change: change(assessed),
    }
}

/// The figure and what must be said about it, or why there is none.
fn figure(assessed: &AssessedIndicator<'_>) -> (String, String) {
    let AssessedIndicator { indicator, current, .. } = assessed;
    match &current.value {
        Disclosed::Value(value) => amount(assessed, *value),
        Disclosed::Suppressed(_) => (String::new(), missing(Missing::SuppressedBySource).to_owned()),
        Disclosed::Missing(_) if current.rated.as_published => {
            (String::new(), "The council's own paper says so. It does not give the number.".to_owned())
        }
        Disclosed::Missing(reason) => match reason.range() {
            Some(range) => (words::stretch(range, indicator.unit), missing(*reason).to_owned()),
            None => (String::new(), missing(*reason).to_owned()),
        },
    }
}

/// What a reader must know of the figure's time and nature.
fn caveats(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Vec<String> {
    let current = &assessed.current;
    let other_time = current.period != assessment.request.period && current.value.is_figure();
    let time = other_time.then(|| format!("This is for {}.", named(current.period)));
    let marks = current.marks;
    let may_change = (marks.provisional || marks.too_early).then_some("This number may still change.");
    let estimated = marks.estimated.then_some("This number is an estimate.");
    let expected = marks.forecast.then_some("This is what we expect.");
    time.into_iter().chain([may_change, estimated, expected].into_iter().flatten().map(str::to_owned)).collect()
}

/// When an aim that is missed should be reached: `by March 2021`; empty where nobody has said, or the time is over. `brief`: a month of the year
/// that follows needs no year.
fn back(assessed: &AssessedIndicator<'_>, brief: bool) -> String {
    let back = assessed.commentary.and_then(|text| text.expected_back);
    let is_off = assessed.current.rated.rating.is_off_target();
    match back.filter(|back| is_off && !has_passed(assessed, *back)) {
        Some(back) if brief && is_clear(assessed.current.period, back) => format!("by {}", back.name()),
        Some(back) => format!("by {}", back.end_label()),
        None => String::new(),
    }
}

/// All that is said under a title. Where a number of every hundred has just been said, the aim is a number alone.
fn say(assessed: &AssessedIndicator<'_>, said: &str, about: &[String]) -> Vec<RunView> {
    let indicator = assessed.indicator;
    let is_of_hundred = assessed.current.value.value().is_some_and(|value| is_share(assessed, value));
    let mut rest: Vec<String> = about.to_vec();
    let aim = aim(assessed, is_of_hundred);
    let back = back(assessed, true);
    match (aim.strip_suffix('.'), indicator.is_promised) {
        (Some(aim), false) if !back.is_empty() => rest.push(format!("{aim} {back}.")),
        (Some(aim), true) if !back.is_empty() => {
            rest.extend([format!("{aim}."), format!("We plan to be there {back}.")])
        }
        (Some(aim), _) => rest.push(format!("{aim}.")),
        (None, _) => {}
    }
    let change = change(assessed);
    rest.extend([change].into_iter().filter(|change| !change.is_empty()));
    let rest = rest.join(" ");
    let run = |text: String, bold: bool| RunView { bold, ..runs::plain(text) };
    if said.is_empty() {
        return vec![run(rest, false)];
    }
    // Words that follow a number follow none that is no number of them.
    let did = indicator.plain_did.as_ref().filter(|_| is_of_hundred || indicator.unit == Unit::Count);
    let end = did.map_or_else(|| ".".to_owned(), |did| format!(" {}", sentence(did.clone())));
    let rest = match (rest.is_empty(), did) {
        // A number that stands alone needs no end.
        (true, None) => return vec![run(capitalised(said), true)],
        (true, Some(_)) => end,
        (false, _) => format!("{end} {rest}"),
    };
    vec![run(capitalised(said), true), run(rest, false)]
}

/// `Your first health check, November 2020: 11 of 22 dots are filled. 10 more have a thick ring: we aim for them.`
fn dots_alt(name: &str, period: Period, dots: DotChart) -> String {
    let DotChart { of, filled, missing, over, .. } = dots;
    let mut text = format!("{}, {}: {filled} of {of} dots are filled.", capitalised(name), named(period));
    match (missing, over) {
        (0, 0) => {}
        (1, _) => text.push_str(" One more has a thick ring, because it should be filled."),
        (0, 1) => text.push_str(" One of them is in a ring, because it is too many."),
        (0, over) => text.push_str(&format!(" {over} of them are in rings, because they are too many.")),
        (missing, _) => text.push_str(&format!(" {missing} more have a thick ring, because they should be filled.")),
    }
    text
}

/// What thick rings mean: a promise only where every one that is drawn stands for one.
fn missing_words(chosen: &[&AssessedIndicator<'_>]) -> &'static str {
    let has_ring = |assessed: &&&AssessedIndicator<'_>| {
        dots(assessed, key(standing(assessed))).is_some_and(|dots| dots.missing > 0)
    };
    let promised = chosen.iter().filter(has_ring).map(|assessed| assessed.indicator.is_promised);
    match (promised.clone().any(|it| it), promised.clone().all(|it| it)) {
        (true, true) => "Thick ring: not yet, but we promised it",
        (true, false) => "Thick ring: not yet, but it should be",
        (false, _) => "Thick ring: not yet, but we aim for it",
    }
}

/// What each kind of dot means, of those that are drawn.
fn dots_key(drawn: &[DotChart], missing: &'static str) -> Vec<DotKeyView> {
    let has = |is: fn(&DotChart) -> bool| drawn.iter().any(is);
    let kinds = [
        (has(|dots| dots.filled > dots.over), "filled", "Filled: yes"),
        (has(|dots| dots.missing > 0), "missing", missing),
        (has(|dots| dots.over > 0), "over", "In a ring: yes, and too many"),
        (has(|dots| dots.of > dots.filled + dots.missing), "rest", "Thin ring: no"),
    ];
    kinds.into_iter().filter(|(has, ..)| *has).map(|(_, dot, words)| DotKeyView { dot, words }).collect()
}

fn dots_say(drawn: &[DotChart]) -> String {
    let of_hundred = drawn.iter().any(|dots| dots.of == 100);
    let own = drawn.iter().any(|dots| dots.of < 100);
    match (of_hundred, own) {
        (false, false) => String::new(),
        (true, false) => "Each picture has 100 dots: that is how many of every 100.".to_owned(),
        (false, true) => "Each picture has a dot for each one we counted.".to_owned(),
        (true, true) => {
            "A picture with 100 dots shows how many of every 100. A smaller group has a dot for each one.".to_owned()
        }
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
    let indicator = assessed.indicator;
    if is_share(assessed, value) {
        let share = per_hundred(assessed, value);
        return match own_numbers(assessed) {
            Some((count, out_of)) => {
                (format!("{} of {}", shortest(count), shortest(out_of)), format!("That is {share}."))
            }
            None => (share, String::new()),
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

/// What it should reach, in one sentence; nothing where no aim makes sense. `brief`: of every hundred has been said.
fn aim(assessed: &AssessedIndicator<'_>, brief: bool) -> String {
    let AssessedIndicator { indicator, current, .. } = assessed;
    let limit = |value: Value| {
        if !is_share(assessed, value) {
            words::limit(value, indicator.unit)
        } else if brief {
            shortest(value)
        } else {
            format!("{} of every 100", shortest(value))
        }
    };
    let we = if indicator.is_promised { "We promised" } else { "We aim for" };
    let (none, all) = (Value::new(0, 0), Value::new(100, 0));
    match current.goal {
        Some(goal @ (Goal::Value(_) | Goal::CutOffs { .. })) => {
            let Some(value) = goal.value() else { return String::new() };
            match indicator.polarity {
                Polarity::LowerIsBetter if value == none && indicator.range().0 == Some(none) => format!("{we} none."),
                Polarity::LowerIsBetter => format!("{we} no more than {}.", limit(value)),
                Polarity::HigherIsBetter
                    if value == all && is_share(assessed, value) && !indicator.is_promised && !brief =>
                {
                    format!("{we} all of them.")
                }
                Polarity::HigherIsBetter if !is_share(assessed, value) => {
                    format!("{we} {}.", words::as_good_as(value, indicator))
                }
                Polarity::HigherIsBetter | Polarity::NearTarget | Polarity::Neither => {
                    format!("{we} {}.", limit(value))
                }
            }
        }
        Some(Goal::Ranges { green: range, .. }) => format!("{we} {}.", words::stretch(*range, indicator.unit)),
        Some(Goal::Activity(range)) => format!("We expect {}.", words::stretch(*range, indicator.unit)),
        Some(Goal::ToBeSet(_)) => "We have not set an aim yet.".to_owned(),
        Some(Goal::None) | None => String::new(),
    }
}

/// Whether a coming month is told by its name alone: it is less than a year away from the period that the figure is of.
fn is_clear(of: Period, month: Period) -> bool {
    month.frequency() == Frequency::Month && of.start() < month.start() && month.year_before().start() < of.start()
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
