//! A paper as pages.
//!
//! Papers of one build are composed one after another and set side by side. Composing takes a twentieth of the time and needs the project's
//! texts; setting needs nothing but the paper. Diagnostics and files come in the order of the papers.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::diag::{Checked, Diagnostic, Span, has_errors, sort};
use crate::model::Period;
use crate::typeset::{self, Document, PdfInfo};

use super::expanded::Expanded;
use super::project::Project;
use super::select::{Chosen, Selection};
use super::timings::Timings;
use super::title::Title;

/// A paper that was set.
pub struct Compiled {
    /// Its key.
    pub paper: String,
    /// For which period.
    pub period: Period,
    /// What it is called.
    pub title: Title,
    /// Its pages.
    pub(crate) document: Document,
    /// What its PDF says about itself.
    pub(crate) info: PdfInfo,
    /// All that was set.
    pub(crate) made: Expanded,
    /// How long each stage took.
    pub timings: Timings,
    /// Where the project names it: the place of whatever is wrong with its PDF as a whole.
    place: Option<Span>,
}

impl Compiled {
    /// The PDF, and how long writing it took is added to the timings.
    pub fn pdf(&mut self) -> Checked<Option<Vec<u8>>> {
        let Self { document, info, timings, place, .. } = self;
        let placed = |diagnostic: Diagnostic| match *place {
            Some(place) if diagnostic.primary().is_none() => diagnostic.at(place),
            _ => diagnostic,
        };
        match timings.time("export", || typeset::pdf(document, info)) {
            Ok(bytes) => Checked::new(Some(bytes), Vec::new()),
            Err(diagnostics) => Checked::new(None, diagnostics.into_iter().map(placed).collect()),
        }
    }
}

impl Project {
    /// One paper, set.
    pub fn compile(&mut self, chosen: &Chosen, selection: &Selection) -> Checked<Option<Compiled>> {
        let mut timings = Timings::default();
        let (expanded, diagnostics) = self.expand(chosen, selection, &mut timings).into_parts();
        self.set(chosen, selection, expanded, timings, diagnostics)
    }

    /// Sets a paper that was expanded before.
    pub(crate) fn set(
        &self,
        chosen: &Chosen,
        selection: &Selection,
        expanded: Expanded,
        timings: Timings,
        diagnostics: Vec<Diagnostic>,
    ) -> Checked<Option<Compiled>> {
        typeset::forget();
        self.set_beside_others(chosen, selection, expanded, timings, diagnostics)
    }

    /// Sets papers side by side, and hands each to `then` where it was set; results come in the order of the papers. All are in memory at once: give no more than
    /// [`at_once`].
    pub(crate) fn set_all<T: Send>(
        &self,
        selection: &Selection,
        papers: Vec<(Chosen, Expanded, Timings, Vec<Diagnostic>)>,
        then: impl Fn(Checked<Option<Compiled>>) -> T + Sync,
    ) -> Vec<T> {
        typeset::forget();
        let length = |paper: &Expanded| paper.files.iter().map(|file| file.content.len()).sum::<usize>();
        let mut papers: Vec<_> = papers.into_iter().enumerate().collect();
        // The longest first, and whoever is free takes the next: so nobody waits for the longest at the end.
        papers.sort_by_key(|(_, (_, paper, ..))| Reverse(length(paper)));
        let set = papers.into_iter().par_bridge().map(|(place, (chosen, expanded, timings, diagnostics))| {
            (place, then(self.set_beside_others(&chosen, selection, expanded, timings, diagnostics)))
        });
        let mut set: Vec<(usize, T)> = set.collect();
        set.sort_by_key(|(place, _)| *place);
        set.into_iter().map(|(_, done)| done).collect()
    }

    fn set_beside_others(
        &self,
        chosen: &Chosen,
        selection: &Selection,
        expanded: Expanded,
        mut timings: Timings,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Checked<Option<Compiled>> {
        let Some(paper) = expanded.paper.as_ref().filter(|_| !has_errors(&diagnostics)) else {
            return Checked::new(None, diagnostics);
        };
        let document =
            timings.time("set", || typeset::compile(&expanded.files, &self.faces)).report_to(&mut diagnostics);
        sort(&mut diagnostics);
        let key = &self.scorecard.papers[chosen.paper].key;
        let info = PdfInfo {
            ident: format!("{} · {key} · {}", paper.organisation, chosen.period),
            date: (paper.date.year, paper.date.month, paper.date.day),
            attachments: paper.attachment.is_some(),
        };
        let compiled = document.map(|document| Compiled {
            paper: key.clone(),
            period: chosen.period,
            title: self.titled(chosen, selection, expanded.issue.version),
            document,
            info,
            made: expanded,
            timings,
            place: self.raw.manifest.papers.iter().find(|paper| paper.key.value == *key).map(|paper| paper.key.span),
        });
        Checked::new(compiled, diagnostics)
    }
}

/// Makes what every paper is set with while the project is read. Whoever needs it earlier waits for it, or makes it.
pub fn prepare() {
    rayon::spawn(typeset::prepare);
}

/// How many papers are best held in memory and set side by side: enough that no core waits for the longest of them, and not so many that they need a large machine's memory.
pub fn at_once() -> usize {
    if rayon::current_num_threads() == 1 { 1 } else { 8 }
}
