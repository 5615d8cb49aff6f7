//! What must be in order before a paper goes out: reasons of changed figures, sentences, commentary.
//!
//! Reasons are asked for where readers will ask: `build` warns and prints "to be given", `publish` refuses.

use super::{Chosen, Compiled, Expanded, Project};
use crate::diag::{Code, Diagnostic, Span};
use crate::edition::{self, Revision, Revisions, Superseded};
use crate::load::raw::{RawBlock, RawSlot};
use crate::load::record::Awaited;
use crate::model::{FigureKind, IndicatorCode, SlotName};
use crate::page::IndicatorView;
use crate::view::is_off_target;

impl Project {
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
        match block {
            RawBlock::Paragraph(runs) => runs.iter().find_map(|run| {
                let written = self.raw.sources.excerpt(run.text.span);
                let at = written.find(&sentence.written)?;
                Some(run.text.span.part(at..at + sentence.written.len()))
            }),
            RawBlock::List { items, .. } => items.iter().flatten().find_map(|block| self.place(block, sentence)),
        }
    }

    /// Indicators off target whose commentary is neither written nor said to be awaited, where the layout has a place for it.
    pub(crate) fn without_commentary(&self, chosen: &Chosen, compiled: Option<&Compiled>) -> Vec<Diagnostic> {
        let Some(Expanded { paper: Some(paper), laid_out: Some((layout, _)), .. }) = compiled.map(|it| &it.made) else {
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
