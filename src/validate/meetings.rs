//! Meetings, and what is due when before them.

use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::Figures;
use crate::load::raw::{RawManifest, RawMeeting, Text};
use crate::model::{AgendaLabel, Date, Frequency, Lead, LeadKind, Meeting, Paper, Period, WorkingDays};

use super::words::Words;

const LABELS: &[(&str, AgendaLabel)] =
    &[("to follow", AgendaLabel::ToFollow), ("supplementary", AgendaLabel::Supplementary)];

/// How many clear days papers must be public: a number, or `none` where no law binds the panel.
pub fn clear_days(text: Option<&Text>, words: &mut Words) -> Option<Option<u32>> {
    let text = text?;
    if text.value.trim() == "none" { Some(None) } else { words.whole(text, "`clear_days`", 1..=30).map(Some) }
}

/// Meetings of known papers.
pub fn meetings(
    raw: &RawManifest,
    (papers, days): (&[Paper], &WorkingDays),
    figures: &Figures,
    words: &mut Words,
) -> Vec<Meeting> {
    let [commentary_due, dispatch] =
        [&raw.calendar.commentary_due, &raw.calendar.dispatch].map(|text| text.as_ref().and_then(|it| lead(it, words)));
    let defaults = Defaults { days, commentary_due, dispatch };
    let latest = latest(figures);
    let mut by_default = Vec::new();
    let mut meetings = Vec::new();
    for raw_meeting in &raw.meetings {
        let Some(meeting) = meeting(raw_meeting, raw, (papers, &defaults), words) else { continue };
        // Who looks at last year's meetings cannot mend them.
        if latest.is_none_or(|latest| meeting.period.end() >= latest.end())
            && let Some(late) = late(&meeting, papers)
        {
            match (&raw_meeting.dispatch, &raw.calendar.dispatch) {
                (Some(own), _) => words.push(late.at(own.span)),
                (None, Some(all)) => by_default.push(late.at(all.span)),
                (None, None) => {}
            }
        }
        meetings.push(meeting);
    }
    // Meetings of one day have one cause.
    by_default.dedup();
    words.of_one_cause(by_default, |first, number| format!("{}, the first of {number} such days", first.message()));
    meetings
}

/// What holds where a meeting does not say otherwise.
struct Defaults<'d> {
    days: &'d WorkingDays,
    commentary_due: Option<Lead>,
    dispatch: Option<Lead>,
}

fn meeting(
    raw: &RawMeeting,
    manifest: &RawManifest,
    (papers, defaults): (&[Paper], &Defaults<'_>),
    words: &mut Words,
) -> Option<Meeting> {
    let date = raw.date.as_ref().and_then(|text| words.date(text));
    let period = raw.period.as_ref().and_then(|text| words.period(text));
    let item = words.optional(raw.item.as_ref(), "`item`");
    let label = raw.label.as_ref().and_then(|text| label(text, item.is_some(), words));
    let own = [&raw.commentary_due, &raw.dispatch].map(|text| text.as_ref().and_then(|it| words.date(it)));
    let key = raw.paper.as_ref()?;
    if !manifest.papers.iter().any(|known| known.key.value == key.value) {
        unknown_paper(key, manifest, words);
        return None;
    }
    let (date, period) = (date?, period?);
    let [commentary_due, dispatch] = [(own[0], defaults.commentary_due), (own[1], defaults.dispatch)]
        .map(|(own, lead)| own.or_else(|| defaults.days.before(date, lead?)));
    let paper = papers.iter().find(|paper| paper.key == key.value);
    let clear_days = paper.and_then(|paper| paper.clear_days).map(|days| Lead { days, kind: LeadKind::Clear });
    let last_day = clear_days.and_then(|lead| defaults.days.before(date, lead));
    let meeting = Meeting { paper: key.value.clone(), date, period, item, label, commentary_due, dispatch, last_day };
    let place = |text: &Option<Text>, all: &Option<Text>| text.as_ref().or(all.as_ref()).map(|text| text.span);
    in_order(&meeting, place(&raw.dispatch, &manifest.calendar.dispatch), words, "`dispatch`", (dispatch, date));
    let due = (commentary_due, dispatch.unwrap_or(date));
    in_order(&meeting, place(&raw.commentary_due, &manifest.calendar.commentary_due), words, "`commentary_due`", due);
    Some(meeting)
}

fn unknown_paper(key: &Text, manifest: &RawManifest, words: &mut Words) {
    let keys = manifest.papers.iter().map(|paper| paper.key.value.as_str());
    let hint = did_you_mean(&key.value, keys).unwrap_or_else(|| "name a key under `papers:`".to_owned());
    words.push(
        Diagnostic::new(Code::UnknownPaper, format!("there is no paper `{}`", key.value)).at(key.span).hint(hint),
    );
}

/// The label stands beside the item, so there must be one.
fn label(text: &Text, has_item: bool, words: &mut Words) -> Option<AgendaLabel> {
    let label = words.choice(text, "label of an agenda", LABELS)?;
    if !has_item {
        words.push(
            Diagnostic::new(Code::MissingKey, "`label` is printed beside the item, and the meeting names none")
                .at(text.span)
                .hint("add `item:` with the number on the agenda"),
        );
    }
    Some(label)
}

/// A day that comes after the one that it must not come after.
fn in_order(
    meeting: &Meeting,
    place: Option<Span>,
    words: &mut Words,
    key: &str,
    (day, not_after): (Option<Date>, Date),
) {
    let (Some(day), Some(span)) = (day.filter(|day| *day > not_after), place) else { return };
    let what = if not_after == meeting.date { "the meeting" } else { "the papers go out" };
    words.push(
        Diagnostic::new(Code::NotADate, format!("{key}, {day}, comes after {what}, {not_after}"))
            .at(span)
            .hint("see whether one of the two days has a slip"),
    );
}

/// How long before a meeting: `6 clear days`, `8 working days`, `14 days`.
fn lead(text: &Text, words: &mut Words) -> Option<Lead> {
    let (count, kind) = text.value.trim().split_once(' ').unwrap_or_default();
    let kind = match kind.trim() {
        "clear days" | "clear day" => Some(LeadKind::Clear),
        "working days" | "working day" => Some(LeadKind::Working),
        "days" | "day" => Some(LeadKind::Calendar),
        _ => None,
    };
    let days = count.parse().ok().filter(|days| (1..=120).contains(days));
    let lead = days.zip(kind).map(|(days, kind)| Lead { days, kind });
    if lead.is_none() {
        let message = "how long before a meeting is so many days, and of which kind";
        words.push(
            Diagnostic::new(Code::NotANumber, message)
                .at(text.span)
                .hint("write `6 clear days`, `8 working days` or `14 days`, at most 120"),
        );
    }
    lead
}

/// That papers go out later than the law lets them. What follows or adds to others is late by its nature.
fn late(meeting: &Meeting, papers: &[Paper]) -> Option<Diagnostic> {
    let (dispatch, last) = (meeting.dispatch?, meeting.last_day?);
    // That it comes after the meeting has been said.
    if dispatch <= last || dispatch > meeting.date || meeting.label.is_some() {
        return None;
    }
    let days = papers.iter().find(|paper| paper.key == meeting.paper)?.clear_days?;
    let date = meeting.date;
    let message = format!("the papers of the meeting on {date} go out on {dispatch}, which is too late by law");
    let clear = if days == 1 { "one clear day before".to_owned() } else { format!("{days} clear days before") };
    Some(Diagnostic::new(Code::DispatchLate, message).hint(format!(
        "send them by {last}, {clear}; `clear_days: none` under the paper says that the law does not bind its panel"
    )))
}

/// The latest period in which any indicator has a figure.
fn latest(figures: &Figures) -> Option<Period> {
    let of = |series: &crate::figures::Series| {
        let mut all = Frequency::ALL
            .into_iter()
            .filter_map(|frequency| series.periods(frequency).rev().find(|period| series.has_figure(*period)));
        let first = all.next()?;
        Some(all.fold(first, |latest, period| if period.end() > latest.end() { period } else { latest }))
    };
    figures.iter().filter_map(|(_, series)| of(series)).max_by_key(|period| period.end())
}
