//! The manifest: calendar, small numbers, papers; and the actions.

use crate::diag::{Code, Diagnostic};
use crate::load::RawProject;
use crate::load::raw::{RawManifest, RawPublishedCounts, Text};
use crate::model::{
    Action, BENCHMARK_OLD_AFTER, CLEAR_DAYS, Calendar, DEFAULT_LAYOUT, Date, Dated, Frequency, IndicatorCode, Paper,
    Period, PublishedCounts, WorkingDays,
};

use super::meetings;
use super::places::Known;
use super::words::Words;

/// When the year starts.
pub fn calendar(raw: &RawManifest, words: &mut Words) -> Calendar {
    let Some(text) = &raw.calendar.year_starts else { return Calendar::default() };
    Calendar::starting_in(text.value.trim()).unwrap_or_else(|| {
        words.push(
            Diagnostic::new(Code::UnknownChoice, format!("`{}` is no month", text.value))
                .at(text.span)
                .hint("write the name of a month: `april`"),
        );
        Calendar::default()
    })
}

/// The days that windows are counted in.
pub fn working_days(raw: &RawManifest, words: &mut Words) -> WorkingDays {
    let mut days = |texts: &[Text]| texts.iter().filter_map(|text| words.days(text)).collect::<Vec<_>>();
    let [closed, bank_holidays, terms] =
        [&raw.calendar.closed, &raw.calendar.bank_holidays, &raw.calendar.terms].map(|texts| days(texts));
    WorkingDays::new(each(&closed), each(&bank_holidays), terms)
}

/// Every day of some stretches.
fn each(stretches: &[(Date, Date)]) -> impl Iterator<Item = Date> + '_ {
    stretches
        .iter()
        .flat_map(|(first, last)| first.series(jiff::Span::new().days(1)).take_while(move |day| day <= last))
}

/// The council's own number, its neighbours, and how old a benchmark may be.
pub fn comparison(raw: &RawManifest, words: &mut Words) -> (Option<String>, Option<Dated<Vec<String>>>, u32) {
    let area = raw.area.as_ref().map(|text| authority(&text.value).0);
    let neighbours = raw
        .neighbours
        .as_ref()
        .and_then(|raw| words.dated(raw, |words, texts| Some(members(texts, area.as_deref(), words))));
    let months = raw.benchmark_old_after.as_ref().and_then(|text| {
        let plain = text.value.trim().trim_end_matches("months").trim_end_matches("month").trim().to_owned();
        words.whole(&Text { value: plain, span: text.span }, "`benchmark_old_after`", 1..=240)
    });
    (area, neighbours, months.unwrap_or(BENCHMARK_OLD_AFTER))
}

/// The numbers of a set of neighbours, each once and none of them the council's own.
fn members(texts: &[Text], area: Option<&str>, words: &mut Words) -> Vec<String> {
    let mut members: Vec<String> = Vec::new();
    for text in texts {
        let (number, _) = authority(&text.value);
        let wrong = match () {
            () if members.contains(&number) => Some("stands twice among the neighbours"),
            () if area == Some(number.as_str()) => Some("is the council itself"),
            () => None,
        };
        match wrong {
            Some(wrong) => words.push(
                Diagnostic::new(Code::BadRelation, format!("the authority {number} {wrong}"))
                    .at(text.span)
                    .hint("name each neighbour once; the council is compared with them"),
            ),
            None => members.push(number),
        }
    }
    members
}

/// An authority's number and its name: `306 Croydon`.
pub fn authority(text: &str) -> (String, String) {
    let (number, name) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    (number.to_owned(), name.trim().to_owned())
}

/// Whether the figures travel inside the PDF.
pub fn attach(raw: &RawManifest, words: &mut Words) -> bool {
    raw.attach.as_ref().and_then(|text| words.yes_or_no(text)).unwrap_or(true)
}

/// Papers with the indicators they show.
pub fn papers(raw: &RawManifest, known: &Known, words: &mut Words) -> Vec<Paper> {
    let bound = meetings::clear_days(raw.calendar.clear_days.as_ref(), words).unwrap_or(Some(CLEAR_DAYS));
    let read = |raw: &crate::load::raw::RawPaper| {
        let title = words.optional(raw.title.as_ref(), "`title`");
        let panel = words.optional(raw.panel.as_ref(), "`panel`");
        let codes = raw
            .indicators
            .as_ref()
            .map(|codes| codes.iter().filter_map(|code| words.known_code(code, known)).collect::<Vec<IndicatorCode>>());
        Some(Paper {
            key: words.text(&raw.key, "the paper's key"),
            title: title?,
            panel: panel?,
            layout: words.optional(raw.layout.as_ref(), "`layout`").unwrap_or_else(|| DEFAULT_LAYOUT.to_owned()),
            indicators: codes,
            every: raw.every.as_ref().and_then(|text| words.choice(text, "length of a period", FREQUENCIES)),
            options: raw.options.iter().map(|(name, value)| (name.value.clone(), value.value.clone())).collect(),
            published: raw.published.iter().filter_map(|raw| published(raw, words)).collect(),
            clear_days: meetings::clear_days(raw.clear_days.as_ref(), words).unwrap_or(bound),
        })
    };
    raw.papers.iter().filter_map(read).collect()
}

const FREQUENCIES: &[(&str, Frequency)] =
    &[("month", Frequency::Month), ("quarter", Frequency::Quarter), ("year", Frequency::Year)];

fn published(raw: &RawPublishedCounts, words: &mut Words) -> Option<(Period, PublishedCounts)> {
    let period = raw.period.as_ref().and_then(|text| words.period(text));
    let measures = raw.measures.as_ref().and_then(|text| words.whole(text, "`measures`", 1..=999));
    let outside = raw.outside.as_ref().and_then(|text| words.whole(text, "`outside`", 0..=999));
    let (period, measures, outside) = (period?, measures?, outside?);
    if outside > measures {
        words.push(
            Diagnostic::new(Code::CountExceedsOutOf, "more measures are outside their target than there are")
                .at(raw.outside.as_ref()?.span)
                .hint("see whether the two numbers are the wrong way round"),
        );
        return None;
    }
    Some((period, PublishedCounts { measures, outside }))
}

/// Actions of the panel.
pub fn actions(raw: &RawProject, known: &Known, words: &mut Words) -> Vec<Action> {
    let read = |raw: &crate::load::raw::RawAction| {
        let action = words.optional(raw.action.as_ref(), "`action`");
        Some(Action {
            reference: words.optional(raw.reference.as_ref(), "`ref`").unwrap_or_default(),
            owner: words.optional(raw.owner.as_ref(), "`owner`"),
            due: raw.due.as_ref().and_then(|text| words.date(text)),
            from: raw.from.as_ref().and_then(|text| words.period(text)),
            closed: raw.closed.as_ref().and_then(|text| words.date(text)),
            indicator: raw.indicator.as_ref().and_then(|text| words.known_code(text, known)),
            action: action?,
        })
    };
    raw.actions.iter().filter_map(read).collect()
}
