//! The manifest: calendar, small numbers, papers, meetings; and the actions.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::RawProject;
use crate::load::raw::RawManifest;
use crate::model::{Action, Calendar, DEFAULT_LAYOUT, IndicatorCode, Meeting, Paper, SmallNumbers, SmallNumbersPolicy};

use super::Known;
use super::words::Words;

/// When the year starts.
pub fn calendar(raw: &RawManifest, words: &mut Words) -> Calendar {
    let Some(text) = &raw.year_starts else { return Calendar::default() };
    Calendar::starting_in(text.value.trim()).unwrap_or_else(|| {
        words.push(
            Diagnostic::new(Code::UnknownChoice, format!("`{}` is no month", text.value))
                .at(text.span)
                .hint("write the name of a month: `april`"),
        );
        Calendar::default()
    })
}

/// How small numbers are treated; asks where nobody has decided.
pub fn small_numbers(raw: &RawManifest, words: &mut Words) -> SmallNumbers {
    let policies =
        [("none", SmallNumbersPolicy::None), ("dfe", SmallNumbersPolicy::Dfe), ("nhs", SmallNumbersPolicy::Nhs)];
    let Some(raw) = &raw.small_numbers else {
        words.push(
            Diagnostic::new(Code::SmallNumbersUndecided, "nobody has decided how small numbers are treated").hint(
                "add to panelpack.yaml: `small_numbers: {policy: none | dfe | nhs, decided_by: who, on: 2020-09-01}`",
            ),
        );
        return SmallNumbers { policy: SmallNumbersPolicy::Undecided, decided_by: None, on: None };
    };
    let policy = raw.policy.as_ref().and_then(|text| words.choice(text, "policy", &policies));
    SmallNumbers {
        policy: policy.unwrap_or(SmallNumbersPolicy::Undecided),
        decided_by: words.optional(raw.decided_by.as_ref(), "`decided_by`"),
        on: raw.on.as_ref().and_then(|text| words.date(text)),
    }
}

/// Whether the figures travel inside the PDF.
pub fn attach(raw: &RawManifest, words: &mut Words) -> bool {
    let choices = [("yes", true), ("no", false), ("true", true), ("false", false)];
    raw.attach.as_ref().and_then(|text| words.choice(text, "answer", &choices)).unwrap_or(true)
}

/// Papers with the indicators they show.
pub fn papers(raw: &RawManifest, known: &Known, words: &mut Words) -> Vec<Paper> {
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
        })
    };
    raw.papers.iter().filter_map(read).collect()
}

/// Meetings of known papers.
pub fn meetings(raw: &RawManifest, words: &mut Words) -> Vec<Meeting> {
    let raw_papers = &raw.papers;
    let read = |raw: &crate::load::raw::RawMeeting| {
        let date = raw.date.as_ref().and_then(|text| words.date(text));
        let period = raw.period.as_ref().and_then(|text| words.period(text));
        let item = words.optional(raw.item.as_ref(), "`item`");
        let paper = raw.paper.as_ref()?;
        if !raw_papers.iter().any(|known| known.key.value == paper.value) {
            let keys = raw_papers.iter().map(|paper| paper.key.value.as_str());
            let hint = did_you_mean(&paper.value, keys).unwrap_or_else(|| "name a key under `papers:`".to_owned());
            words.push(
                Diagnostic::new(Code::UnknownPaper, format!("there is no paper `{}`", paper.value))
                    .at(paper.span)
                    .hint(hint),
            );
            return None;
        }
        Some(Meeting { paper: paper.value.clone(), date: date?, period: period?, item })
    };
    raw.meetings.iter().filter_map(read).collect()
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
