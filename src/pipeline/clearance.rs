//! What must be in order before a paper goes out: reasons of changed figures, sentences, commentary.
//!
//! Reasons are asked for where readers will ask: `build` warns and prints "to be given", `publish` refuses. Whatever `publish` refuses, `check` says of the papers that
//! are going out and `clear` of those that it records, so that nobody clears what cannot be published.

use super::{Chosen, Compiled, Expanded, Project, Selection, Timings};
use crate::diag::{Code, Diagnostic, Span};
use crate::edition::{self, Revision, Revisions, Superseded};
use crate::load::raw::{RawBlock, RawSlot};
use crate::load::record::{Awaited, Cleared, Signed};
use crate::model::{FigureKind, IndicatorCode, SlotName};
use crate::page::IndicatorView;
use crate::view::is_off_target;

/// What `build` says of a paper whose figures are not those that were published.
const ABOUT_FIGURES: [Code; 2] = [Code::ReasonMissing, Code::SupersededFigure];

/// Who stands by an edition.
pub struct Names {
    /// Who publishes or clears it.
    pub signed: Signed,
    /// Who had cleared what is published.
    pub cleared: Option<Cleared>,
    /// Who decided to go on without commentary.
    pub awaited: Option<Awaited>,
}

impl Project {
    /// What keeps the next papers from being published, as warnings, each once. Only papers that are going out are looked at: of those an edition was
    /// recorded, or a meeting is named for the period. Who only builds papers is asked for nothing.
    pub(super) fn before_publication(&mut self) -> Vec<Diagnostic> {
        let own = Selection::default();
        let (papers, _) = self.select(&own).into_parts();
        let mut found: Vec<Diagnostic> = Vec::new();
        for chosen in papers.iter().filter(|chosen| self.is_going_out(chosen)).copied().collect::<Vec<_>>() {
            let (made, said) = self.expand(&chosen, &own, &mut Timings::default()).into_parts();
            let about_figures = said.into_iter().filter(|it| ABOUT_FIGURES.contains(&it.code()));
            let lacking = self.without_commentary(&chosen, &made).into_iter().map(Diagnostic::as_warning);
            for diagnostic in about_figures.chain(lacking) {
                if !found.contains(&diagnostic) {
                    found.push(diagnostic);
                }
            }
        }
        found
    }

    fn is_going_out(&self, chosen: &Chosen) -> bool {
        let key = &self.scorecard.papers[chosen.paper].key;
        chosen.meeting.is_some() || self.records().any(|record| record.paper == *key)
    }

    /// What must be said before a reissue goes out.
    pub(super) fn unexplained(
        &self,
        chosen: &Chosen,
        revisions: &Revisions<'_>,
        superseded: &[Superseded],
    ) -> Vec<Diagnostic> {
        let unexplained = revisions.listed().filter(|revision| revision.reason.is_none() || revision.kind.is_none());
        let mut found: Vec<Diagnostic> = unexplained.map(|revision| self.no_reason(revision)).collect();
        found.extend(superseded.iter().map(|sentence| self.is_superseded(chosen, sentence)));
        found
    }

    fn no_reason(&self, revision: &Revision<'_>) -> Diagnostic {
        let Revision { code, period, figure, .. } = revision;
        let which = if *figure == FigureKind::Value { String::new() } else { format!(" ({figure})") };
        let label = edition::edition_label(revision.edition, self.scorecard.calendar);
        let message = format!("`{code}`{which} of {period} is not what the {label} says, and no reason is given");
        let diagnostic = Diagnostic::new(Code::ReasonMissing, message)
            .hint("`panelpack status --write` adds an entry to corrections.yaml: fill in its reason");
        match self.places.cell(code, *period) {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }

    fn is_superseded(&self, chosen: &Chosen, sentence: &Superseded) -> Diagnostic {
        let heading = &sentence.heading;
        let message = format!("the text under `{heading}` says a figure that has been superseded");
        let diagnostic = Diagnostic::new(Code::SupersededFigure, message)
            .hint("write the figure as it is now, or name both so that a reader knows which is which");
        let of_paper = format!("{heading} for {}", self.scorecard.papers[chosen.paper].key);
        let is_of = |slot: &&RawSlot| [heading, &of_paper].contains(&&slot.heading.value.trim().to_owned());
        let folder = chosen.period.file_name();
        let files = self.raw.commentary.iter().filter(|file| file.period.value == folder);
        let mut blocks =
            files.flat_map(|file| &file.slots).filter(is_of).flat_map(|slot| slot.body.iter().chain(&slot.next));
        match blocks.find_map(|block| self.place(block, sentence)) {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }

    /// Where a superseded figure stands in a text.
    fn place(&self, block: &RawBlock, sentence: &Superseded) -> Option<Span> {
        block.texts().into_iter().flatten().find_map(|run| {
            let written = self.raw.sources.excerpt(run.text.span);
            let at = written.find(&sentence.written)?;
            Some(run.text.span.part(at..at + sentence.written.len()))
        })
    }

    /// Indicators off target whose commentary is neither written nor said to be awaited, where the layout has a place for it.
    pub(crate) fn without_commentary(&self, chosen: &Chosen, made: &Expanded) -> Vec<Diagnostic> {
        let Expanded { paper: Some(paper), laid_out: Some((layout, _)), .. } = made else {
            return Vec::new();
        };
        if !layout.manifest.slots.iter().any(|slot| slot == "indicator") {
            return Vec::new();
        }
        let lacking = paper.indicators().filter(|it| is_off_target(&it.rating) && it.behind.is_none());
        let diagnostic = |it: &IndicatorView| {
            let (code, word) = (&it.code, it.rating.word.to_lowercase());
            let message = format!("`{code}` is {word} and has no commentary for {}", chosen.period.label());
            let hint = format!(
                "write it, or under its heading who goes on without it: `## {code}`, then `Awaited: why · Decided by: who`"
            );
            let diagnostic = Diagnostic::new(Code::CommentaryMissing, message).hint(hint);
            let defined = IndicatorCode::new(code).ok().and_then(|code| self.places.definition(&code));
            match defined {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            }
        };
        lacking.map(diagnostic).collect()
    }

    /// Who cleared a paper that is published, where anybody did: the last draft of the version that it becomes, and what has changed since.
    pub(crate) fn cleared(&self, chosen: &Chosen, compiled: &Compiled) -> Option<Cleared> {
        let version = compiled.made.issue.version;
        let last = self.drafts(chosen).filter(|draft| draft.version == version).max_by_key(|draft| draft.draft)?;
        let Signed { on, by } = last.signed.clone();
        let changed_since = self.standing(last).into_iter().flat_map(|standing| standing.touched).collect();
        Some(Cleared { draft: last.edition.clone(), on, by, changed_since })
    }

    /// That something else is published than somebody has cleared.
    pub(crate) fn not_as_cleared(&self, cleared: &Cleared) -> Option<Diagnostic> {
        let Cleared { draft, on, by, changed_since } = cleared;
        let first = changed_since.first()?;
        let by = by.as_deref().unwrap_or("somebody");
        let quoted: Vec<String> = changed_since.iter().map(|of| format!("`{of}`")).collect();
        let (what, is) = match quoted.as_slice() {
            [one] => (one.clone(), "is"),
            [others @ .., last] => (format!("{} and {last}", others.join(", ")), "are"),
            [] => return None,
        };
        let message = format!("{what} {is} not as {by} cleared it on {on}: that clearance no longer stands");
        let diagnostic = Diagnostic::new(Code::NotAsCleared, message).hint(format!(
            "`panelpack clear` records another draft; the edition's record says what has changed since `{draft}`"
        ));
        let defined = IndicatorCode::new(first).ok().and_then(|code| self.places.definition(&code));
        Some(defined.into_iter().fold(diagnostic, Diagnostic::at))
    }

    /// Whose commentary is awaited, and who decided to go on without it.
    pub(crate) fn awaited(&self, chosen: &Chosen) -> Option<Awaited> {
        let paper = &self.scorecard.papers[chosen.paper];
        let texts = self.scorecard.commentary.iter().filter(|text| text.period == chosen.period);
        let awaited = texts.filter_map(|text| match &text.slot {
            SlotName::Indicator(code) if paper.shows(code) => Some((code.to_string(), text.awaited.as_ref()?)),
            _ => None,
        });
        let all: Vec<_> = awaited.collect();
        let join = |of: &dyn Fn(&crate::model::Awaited) -> String| {
            let mut words: Vec<String> = all.iter().map(|(_, awaited)| of(awaited)).collect();
            words.dedup();
            words.join("; ")
        };
        (!all.is_empty()).then(|| Awaited {
            indicators: all.iter().map(|(code, _)| code.clone()).collect(),
            reason: join(&|awaited| awaited.reason.clone()),
            by: join(&|awaited| awaited.by.clone()),
        })
    }
}
