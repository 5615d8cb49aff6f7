//! What sentences claim, held against the paper that prints them.

use std::ops::Range;

use crate::assess::Assessment;
use crate::claims::{Facts, Finding, held_against, held_against_many};
use crate::diag::{Code, Diagnostic, Span};
use crate::load::raw::{RawBlock, RawCommentary, RawInline, RawSlot};
use crate::page::PaperView;
use crate::validate::read_reference as read;
use crate::view::references;

use super::compose::Compared;
use super::project::Project;
use super::select::{Chosen, Selection};

/// Headings whose text speaks of the paper as a whole.
const OF_PAPER: [&str; 1] = ["Summary"];

impl Project {
    /// What the texts of a paper say otherwise than it prints, as if nothing of it had been published before.
    pub(crate) fn claims_of(&self, chosen: &Chosen, selection: &Selection) -> Vec<Diagnostic> {
        let Compared { assessment, .. } = self.assess_against(chosen, &[]);
        self.claims(chosen, &assessment, &self.view_of(&assessment, selection))
    }

    /// What the texts of a paper say otherwise than it prints, in the order of the files. What happens next, and what is asked of the panel, claims nothing;
    /// what was published cannot be mended, and a check that came later says nothing of it.
    pub(super) fn claims(&self, chosen: &Chosen, assessment: &Assessment<'_>, paper: &PaperView) -> Vec<Diagnostic> {
        let folder = chosen.period.file_name();
        let can_change =
            |file: &&RawCommentary| !self.was_printed(self.raw.sources.path(file.period.span.file()), &folder);
        let files = self.raw.commentary.iter().filter(|file| file.period.value == folder).filter(can_change);
        let slots: Vec<&RawSlot> = files.flat_map(|file| &file.slots).filter(|slot| !is_allowed(slot)).collect();
        if slots.is_empty() {
            return Vec::new();
        }
        let calendar = self.scorecard.calendar;
        let codes = assessment.indicators().map(|it| it.indicator.code.as_str());
        let facts: Vec<(&str, Facts)> = codes.zip(assessment.indicators().map(|it| Facts::of(it, calendar))).collect();
        let all: Vec<&Facts> = facts.iter().map(|(_, facts)| facts).collect();
        let mut found = Vec::new();
        let said = |name: &str| references::said(paper, &read(name, &self.places.definitions).ok()?).ok();
        for slot in slots {
            let heading = slot.heading.value.trim();
            let own = facts.iter().find(|(code, _)| *code == heading);
            let of_many = own.is_none() && self.is_of_many(heading, chosen);
            let others: Vec<_> = facts.iter().filter(|(code, _)| *code != heading).map(|(_, it)| &it.called).collect();
            for runs in slot.body.iter().filter_map(paragraphs).flatten() {
                let text = Filled::of(runs, said);
                let said = match own {
                    Some((_, own)) => held_against(&text.text, own, &others),
                    None if of_many => held_against_many(&text.text, &all),
                    None => Vec::new(),
                };
                found.extend(said.iter().map(|finding| self.differs(heading, finding, runs, &text)));
            }
        }
        found
    }

    /// Whether a heading is that of a text about several indicators which this paper prints.
    fn is_of_many(&self, heading: &str, chosen: &Chosen) -> bool {
        let key = self.scorecard.papers[chosen.paper].key.as_str();
        let word = match heading.rsplit_once(" for ") {
            Some((word, paper)) if paper.trim() == key => word,
            Some((_, paper)) if self.scorecard.papers.iter().any(|it| it.key == paper.trim()) => return false,
            _ => heading,
        };
        let is_theme = self.scorecard.themes.iter().any(|theme| theme.name.eq_ignore_ascii_case(word));
        is_theme || OF_PAPER.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    fn differs(&self, heading: &str, finding: &Finding, runs: &[RawInline], text: &Filled) -> Diagnostic {
        let Finding { says, prints, .. } = finding;
        let message = format!("the text under `{heading}` says {says}, and the paper says {prints}");
        let hint = format!(
            "correct the sentence, name the figure in it (`{{{{ {heading} }}}}`), or say under the heading why it is right: `Allow: {}: …`",
            Code::ClaimDiffers
        );
        let diagnostic = Diagnostic::new(Code::ClaimDiffers, message).hint(hint);
        match text.place(self, runs, finding.range.clone()) {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }
}

fn is_allowed(slot: &RawSlot) -> bool {
    slot.allow.iter().any(|(check, _)| check.value.trim() == Code::ClaimDiffers.name())
}

/// The paragraphs and items of a block. A quotation is in somebody else's words, and a table has figures of its own.
fn paragraphs(block: &RawBlock) -> Option<Vec<&[RawInline]>> {
    match block {
        RawBlock::Paragraph(runs) => Some(vec![runs]),
        RawBlock::List { items, .. } => Some(items.iter().flatten().filter_map(paragraphs).flatten().collect()),
        RawBlock::Quotation(_) | RawBlock::Table(_) => None,
    }
}

/// A paragraph with the figures that it names.
struct Filled {
    text: String,
    /// Where each stretch of the text comes from: its end here, and the run and the byte in it with which it begins.
    from: Vec<(usize, usize, usize)>,
}

impl Filled {
    fn of(runs: &[RawInline], said: impl Fn(&str) -> Option<String>) -> Self {
        let mut filled = Self { text: String::new(), from: Vec::new() };
        for (place, run) in runs.iter().enumerate() {
            let mut at = 0;
            let written = run.text.value.as_str();
            while at < written.len() {
                let named = written[at..].starts_with("{{").then(|| written[at..].find("}}")).flatten();
                let (text, end) = match named {
                    Some(end) => (said(written[at + 2..at + end].trim()), at + end + 2),
                    None => {
                        let end = written[at + 1..].find("{{").map_or(written.len(), |next| at + 1 + next);
                        (Some(written[at..end].to_owned()), end)
                    }
                };
                filled.text.push_str(&text.unwrap_or_default());
                filled.from.push((filled.text.len(), place, at));
                at = end;
            }
        }
        filled
    }

    /// Where some of the text stands in its file; its run where the file spells it otherwise.
    fn place(&self, project: &Project, runs: &[RawInline], range: Range<usize>) -> Option<Span> {
        let stretch = self.from.iter().position(|(end, ..)| range.start < *end)?;
        let (end, run, at) = self.from[stretch];
        let start = stretch.checked_sub(1).map_or(0, |last| self.from[last].0);
        let text = &runs.get(run)?.text;
        let said = &self.text[range.start..range.end.min(end)];
        let written = project.raw.sources.excerpt(text.span);
        // Lines of a paragraph are joined by one space, whatever stood between them, so places within it move.
        let before = text.value.get(..at + (range.start - start))?.matches(said).count();
        let found = written.match_indices(said).nth(before).map(|(at, _)| text.span.part(at..at + said.len()));
        Some(found.unwrap_or(text.span))
    }
}
