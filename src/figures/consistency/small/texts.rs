//! Every text of people that a page prints about an indicator.
//!
//! - commentary: the text of an indicator, what happens next, why a text is awaited; texts of themes and of whole papers, as far as they name an indicator
//! - notes of figures, of parts and of rows beside them
//! - of a definition: `definition`, `note`, `source`, who sets a target and why, why it replaces another or is retired, why limits were made anew, its events and breaks
//! - events and breaks of the project, which stand on every chart
//! - actions and reasons of corrections, of an indicator or where they name one
//!
//! Left out is what names what is counted and is the same in each month: `name`, `plain`, `count`, `out_of`, names of parts and standards (`Three or more moves`); what is about no indicator:
//! `notice`, `routine`, titles, releases; and names of people. A commentary that an edition has printed cannot be mended any more, and is left out as well.

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::load::RawProject;
use crate::load::raw::{
    RawAction, RawAllowed, RawBlock, RawCell, RawCommentary, RawCorrection, RawDated, RawEvent, RawGoal, RawIndicator,
    RawInline, RawSlot, Text,
};
use crate::model::{Indicator, Period, Scorecard};

use super::names::Names;

/// A text of one place: what is allowed there is allowed of all of it.
pub struct Written<'a> {
    /// `the text of `CLA18` for 2020-11`.
    pub what: String,
    pub passages: Vec<Passage<'a>>,
    pub allow: &'a RawAllowed,
    pub way: Way,
    /// The period of whose paper it is a part.
    pub period: Option<Period>,
}

/// How a text says that it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In a line under its heading.
    Heading,
    /// In the definition.
    Definition,
    /// Beside it.
    Beside,
}

/// Runs of text that are read as one, with the indicators that they are about.
pub struct Passage<'a> {
    pub runs: Vec<(&'a str, Span)>,
    pub about: Vec<&'a Indicator>,
    /// Says what is counted.
    pub defines: bool,
}

/// Gathers the texts of a project.
pub struct Texts<'a> {
    raw: &'a RawProject,
    scorecard: &'a Scorecard,
    names: Names<'a>,
    indicators: BTreeMap<&'a str, &'a Indicator>,
}

impl<'a> Texts<'a> {
    /// `hiding` are the indicators of which something is hidden: what is about no one of them is about nobody.
    pub fn new(raw: &'a RawProject, scorecard: &'a Scorecard, hiding: Vec<&'a Indicator>) -> Self {
        let indicators = hiding.iter().map(|indicator| (indicator.code.as_str(), *indicator)).collect();
        Self { raw, scorecard, names: Names::of(hiding.into_iter()), indicators }
    }

    /// All of them, but for files of commentary that were `printed`.
    pub fn all(&self, printed: &dyn Fn(&str, &str) -> bool) -> Vec<Written<'a>> {
        if self.indicators.is_empty() {
            return Vec::new();
        }
        let raw = self.raw;
        let path = |file: &RawCommentary| raw.sources.path(file.period.span.file());
        let files = raw.commentary.iter().filter(|file| !printed(path(file), &file.period.value));
        let slots = files.flat_map(|file| file.slots.iter().map(|slot| self.slot(file, slot)));
        let definitions = raw.themes.iter().flat_map(|theme| &theme.indicators).flat_map(|it| self.definition(it));
        let everywhere: Vec<&Indicator> = self.indicators.values().copied().collect();
        let events = raw.manifest.events.iter().map(|event| (event, "an event of the project"));
        let breaks = raw.manifest.breaks.iter().map(|event| (event, "a break of the project"));
        let of_project = events.chain(breaks).map(|(event, what)| event_of(event, what.to_owned(), &everywhere));
        let actions = raw.actions.iter().filter_map(|action| self.action(action));
        let corrections = raw.corrections.iter().filter_map(|correction| self.correction(correction));
        let all = slots.chain(self.notes()).chain(definitions).chain(of_project);
        all.chain(actions).chain(corrections).collect()
    }

    fn of_code(&self, code: &str) -> Vec<&'a Indicator> {
        self.indicators.get(code.trim()).copied().into_iter().collect()
    }

    fn slot(&self, file: &'a RawCommentary, slot: &'a RawSlot) -> Written<'a> {
        let heading = slot.heading.value.trim();
        let own = self.of_code(heading);
        let mut passages = Vec::new();
        for blocks in [&slot.body, &slot.next] {
            let mut before: Vec<&'a Indicator> = Vec::new();
            for block in blocks {
                let texts = block.texts();
                let all: Vec<String> = texts.iter().map(|runs| joined(runs)).collect();
                let mut about = own.clone();
                about.extend(self.names.in_text(&all.join(" \u{b7} ")));
                about.append(&mut before);
                passages.extend(texts.into_iter().map(|runs| passage(runs, &about)));
                // `Of the children in H1:` speaks of the list below it.
                if matches!(block, RawBlock::Paragraph(_))
                    && all.last().is_some_and(|text| text.trim_end().ends_with(':'))
                {
                    before = about;
                }
            }
        }
        let awaited = slot.awaited.as_ref().map(|text| of_text(text, own.clone()));
        let period = period_of(&file.period.value, self.scorecard);
        let when = period.map_or_else(|| file.period.value.clone(), |period| period.to_string());
        Written {
            what: format!("the text of `{heading}` for {when}"),
            passages: passages.into_iter().chain(awaited).collect(),
            allow: &slot.allow,
            way: Way::Heading,
            period,
        }
    }

    fn notes(&self) -> impl Iterator<Item = Written<'a>> + use<'a, '_> {
        let rows = self.raw.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.flat_map(move |(table, row)| {
            let cells = row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, cell.as_ref()?)));
            cells.filter_map(move |(at, cell): (usize, &'a RawCell)| {
                let note = cell.note.as_ref()?;
                let code = row.code.value.trim();
                let period = table.header.get(at).map_or("", |text| text.value.trim());
                let period = Period::parse(period, self.scorecard.calendar).ok();
                let when = period.map(|period| format!(" for {period}")).unwrap_or_default();
                let passages = vec![of_text(note, self.of_code(code))];
                let what = format!("the note on `{code}`{when}");
                Some(Written { what, passages, allow: &cell.allow, way: Way::Beside, period })
            })
        })
    }

    fn definition(&self, raw: &'a RawIndicator) -> Vec<Written<'a>> {
        let about = self.of_code(&raw.code.value);
        let code = raw.code.value.trim();
        let defines = raw.definition.iter().flat_map(values);
        let defines = defines.map(|text| Passage { defines: true, ..of_text(text, about.clone()) });
        let passages = defines.chain(definition_texts(raw).into_iter().map(|text| of_text(text, about.clone())));
        let own = Written {
            what: format!("the definition of `{code}`"),
            passages: passages.collect(),
            allow: &raw.allow,
            way: Way::Definition,
            period: None,
        };
        let dated = |events: &'a [RawEvent], what: &str| {
            let written = |event| {
                let written = event_of(event, format!("{what} of `{code}`"), &about);
                if written.allow.is_empty() { Written { allow: &raw.allow, ..written } } else { written }
            };
            events.iter().map(written).collect::<Vec<_>>()
        };
        let (events, breaks) = (dated(&raw.events, "an event"), dated(&raw.breaks, "a break"));
        std::iter::once(own).chain(events).chain(breaks).collect()
    }

    fn action(&self, raw: &'a RawAction) -> Option<Written<'a>> {
        let text = raw.action.as_ref()?;
        let own = raw.indicator.as_ref().map(|code| self.of_code(&code.value)).unwrap_or_default();
        Some(self.beside(text, "an action".to_owned(), own, &raw.allow))
    }

    fn correction(&self, raw: &'a RawCorrection) -> Option<Written<'a>> {
        let text = raw.reason.as_ref()?;
        let code = raw.indicator.as_ref()?.value.trim();
        Some(self.beside(text, format!("the reason of a correction of `{code}`"), self.of_code(code), &raw.allow))
    }

    fn beside(&self, text: &'a Text, what: String, own: Vec<&'a Indicator>, allow: &'a RawAllowed) -> Written<'a> {
        let about = own.into_iter().chain(self.names.in_text(&text.value)).collect();
        let passages = vec![of_text(text, about)];
        Written { what, passages, allow, way: Way::Beside, period: None }
    }
}

fn event_of<'a>(event: &'a RawEvent, what: String, about: &[&'a Indicator]) -> Written<'a> {
    let passages = vec![of_text(&event.text, about.to_vec())];
    Written { what, passages, allow: &event.allow, way: Way::Beside, period: None }
}

/// What a definition says besides what it counts.
fn definition_texts(raw: &RawIndicator) -> Vec<&Text> {
    let mut texts: Vec<&Text> = raw.note.iter().chain(&raw.source).collect();
    let goals = raw.target.iter().chain(raw.minimum.iter().filter_map(|minimum| minimum.target.as_ref()));
    for goal in goals.flat_map(values) {
        if let RawGoal::ToBeSet { by, reason, .. } = goal {
            texts.extend(std::iter::once(by).chain(reason));
        }
    }
    texts.extend(raw.replaces.iter().filter_map(|replaces| replaces.reason.as_ref()));
    texts.extend(raw.retired.iter().filter_map(|retired| retired.reason.as_ref()));
    texts.extend(raw.spc.iter().flat_map(|spc| &spc.rebases).map(|rebase| &rebase.reason));
    texts
}

fn values<T>(dated: &RawDated<T>) -> Vec<&T> {
    match dated {
        RawDated::Always(value) => vec![value],
        RawDated::From(values) => values.iter().map(|(_, value)| value).collect(),
    }
}

fn run(text: &Text) -> (&str, Span) {
    (&text.value, text.span)
}

fn passage<'a>(runs: &'a [RawInline], about: &[&'a Indicator]) -> Passage<'a> {
    let runs = runs.iter().map(|inline| run(&inline.text)).collect();
    Passage { runs, about: about.to_vec(), defines: false }
}

fn of_text<'a>(text: &'a Text, about: Vec<&'a Indicator>) -> Passage<'a> {
    Passage { runs: vec![run(text)], about, defines: false }
}

fn joined(runs: &[RawInline]) -> String {
    runs.iter().map(|run| run.text.value.as_str()).collect()
}

fn period_of(folder: &str, scorecard: &Scorecard) -> Option<Period> {
    Period::parse_file_name(folder, scorecard.calendar).ok()
}
