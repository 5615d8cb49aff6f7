//! What people wrote, held against the paper that prints it.

use crate::diag::{Code, Diagnostic};
use crate::model::{Reference, Said};
use crate::page::{PaperView, Unsaid};
use crate::render::Rendered;

use super::project::Project;
use super::select::{Chosen, Selection};
use super::timings::Timings;

impl Project {
    /// What the texts of the next papers name or say otherwise than their pages, each once.
    pub(super) fn about_texts(&mut self) -> Vec<Diagnostic> {
        let own = Selection::default();
        let (papers, _) = self.select(&own).into_parts();
        let mut found: Vec<Diagnostic> = Vec::new();
        for chosen in papers {
            let mut said = self.claims_of(&chosen, &own);
            if self.places.references.keys().any(|(period, _)| *period == chosen.period) {
                let (_, all) = self.expand(&chosen, &own, &mut Timings::default()).into_parts();
                said.extend(all.into_iter().filter(|it| it.code() == Code::NoFigureToSay));
            }
            for diagnostic in said {
                if !found.contains(&diagnostic) {
                    found.push(diagnostic);
                }
            }
        }
        found
    }

    /// Figures that the paper's texts name and the paper does not print. A text that the layout has no place for is not asked about.
    pub(super) fn unsaid(&self, chosen: &Chosen, paper: &PaperView, rendered: &Rendered) -> Vec<Diagnostic> {
        let places = |reference: &Reference| {
            let all = self.places.references.get(&(chosen.period, reference.clone()));
            let written = |span: &&_| self.raw.sources.excerpt(**span);
            let is_printed = |span: &&_| rendered.sources.iter().any(|it| it.text.contains(written(span)));
            all.into_iter().flatten().filter(is_printed).copied().collect::<Vec<_>>()
        };
        let title = &self.scorecard.papers[chosen.paper].title;
        let told = |(reference, why): &(Reference, Unsaid)| {
            let mut places = places(reference).into_iter();
            let diagnostic = no_figure(reference, *why, title).at(places.next()?);
            Some(places.fold(diagnostic, |diagnostic, span| diagnostic.also(span, "and here")))
        };
        paper.unsaid.iter().filter_map(told).collect()
    }
}

fn no_figure(reference: &Reference, why: Unsaid, title: &str) -> Diagnostic {
    let Reference::Indicator(code, said) = reference else {
        return Diagnostic::new(Code::NoFigureToSay, "no indicator of the paper is judged in this way")
            .hint("name a rating that the first page counts");
    };
    let name = Said::ALL
        .iter()
        .find(|(_, it)| it == said)
        .map_or_else(|| format!("`{code}`"), |(name, _)| format!("`{code}.{name}`"));
    let (message, hint) = match why {
        Unsaid::NotInPaper => (
            format!("{name} is named, and the paper “{title}” does not show `{code}`"),
            "write the sentence without it, or a text for the papers that show it: `## Summary for scrutiny`",
        ),
        Unsaid::Hidden => (
            format!("{name} is hidden, so a text cannot say it"),
            "write the sentence without the figure: what the page hides stays hidden in the words beside it",
        ),
        Unsaid::None => (
            format!("{name} is no figure in the paper “{title}”"),
            "write the sentence without it: the page prints a sign or nothing there, which no sentence can hold",
        ),
    };
    Diagnostic::new(Code::NoFigureToSay, message).hint(hint)
}
