//! Small numbers in texts of people that are printed with an indicator of which something is hidden.
//!
//! What the pages hide is not read here, nor what it is: the ledger says of which indicators something is hidden, and no more is asked. An error that came only where a number is the hidden one
//! would tell it. So each number that the policy hides is named, whatever the figures are, unless the words beside it say that it counts something else (`scan`), or somebody allows it at its
//! place with a reason.

mod context;
mod counted;
mod names;
mod range;
mod scan;
mod shares;
#[cfg(test)]
mod tests;
mod texts;
mod vocabulary;

use crate::diag::{Code, Diagnostic, Span};
use crate::ledger::{Entry, Ledger};
use crate::load::RawProject;
use crate::model::{Indicator, Scorecard};

use super::wording::say;
use counted::Counted;
use range::Small;
use scan::{Held, scan};
use shares::Shares;
use texts::{Passage, Texts, Way, Written};

/// Whether the policy of a project hides any number.
pub fn hides_any(scorecard: &Scorecard) -> bool {
    Small::of(scorecard.small_numbers.policy).is_some()
}

/// The numbers that may tell on somebody. `printed` says whether an edition of a period, by the name of its folder, has printed the file of commentary at a path.
pub fn check(
    raw: &RawProject,
    scorecard: &Scorecard,
    ledger: &Ledger,
    printed: &dyn Fn(&str, &str) -> bool,
) -> Vec<Diagnostic> {
    let Some(small) = Small::of(scorecard.small_numbers.policy) else { return Vec::new() };
    let hiding = scorecard.indicators().map(|(_, indicator)| indicator).filter(|it| hides_of(it, scorecard, ledger));
    let texts = Texts::new(raw, scorecard, hiding.collect());
    let all = texts.all(printed);
    let found = all.iter().filter(|written| !is_allowed(written));
    found.filter_map(|written| Check { raw, scorecard, ledger, small }.written(written)).collect()
}

/// Whether a paper shows an indicator, and something of it is hidden.
fn hides_of(indicator: &Indicator, scorecard: &Scorecard, ledger: &Ledger) -> bool {
    let is_shown = scorecard.papers.iter().any(|paper| paper.shows(&indicator.code));
    let hides = |entry: &Entry| entry.value.is_hidden() || entry.count.is_hidden() || entry.out_of.is_hidden();
    is_shown && ledger.account(&indicator.code).iter().any(|(_, _, entry)| hides(entry))
}

fn is_allowed(written: &Written<'_>) -> bool {
    written.allow.iter().any(|(check, _)| check.value.trim() == Code::SmallNumberInText.name())
}

/// Numbers of a passage that are marked; whoever reads the first reads on.
const MOST_MARKED: usize = 8;

struct Check<'a> {
    raw: &'a RawProject,
    scorecard: &'a Scorecard,
    ledger: &'a Ledger,
    small: Small,
}

impl Check<'_> {
    fn written(&self, written: &Written<'_>) -> Option<Diagnostic> {
        let numbers: Vec<(String, Option<Span>)> =
            written.passages.iter().flat_map(|passage| self.passage(passage, written)).collect();
        let (first, _) = numbers.first()?;
        let others = if numbers.len() > 1 { "and so may the others that are marked" } else { "" };
        let labels = numbers
            .iter()
            .enumerate()
            .map(|(at, (number, span))| (*span, if at == 0 { others.to_owned() } else { format!("`{number}`") }));
        let message = format!("`{first}` in {} may tell a number that the page hides", written.what);
        let why = "it is asked of every small number here, whatever the figures are";
        let code = Code::SmallNumberInText;
        let way = match written.way {
            Way::Heading => format!("in a line under the heading: `Allow: {code}: …`"),
            Way::Definition => format!("in the definition: `allow: {{{code}: …}}`"),
            Way::Beside => format!("beside the text: `allow: {{{code}: …}}`"),
        };
        let hint = format!("write it without the number; or say why it counts nobody who is hidden, {way}");
        Some(say(code, message, labels, hint).hint(why))
    }

    fn passage(&self, passage: &Passage<'_>, written: &Written<'_>) -> Vec<(String, Option<Span>)> {
        let about = &passage.about;
        if about.is_empty() {
            return Vec::new();
        }
        let counted = Counted::of(about.iter().copied());
        let shares = about
            .iter()
            .filter_map(|it| Shares::of(self.scorecard, it, self.ledger.account(&it.code), written.period, self.small));
        let shares: Vec<Shares> = shares.collect();
        let held = Held { small: self.small, counted: &counted, shares: &shares, defines: passage.defines };
        let text: String = passage.runs.iter().map(|(text, _)| *text).collect();
        let found = scan(&text, &held).into_iter().take(MOST_MARKED);
        found.map(|range| (text[range.clone()].to_owned(), self.place(passage, range))).collect()
    }

    /// Where a number stands in the file; its run where the file spells the text otherwise, e.g. with escapes.
    fn place(&self, passage: &Passage<'_>, range: std::ops::Range<usize>) -> Option<Span> {
        let mut start = 0;
        for (text, span) in &passage.runs {
            let end = start + text.len();
            if range.start < end {
                let written = self.raw.sources.excerpt(*span);
                let (from, to) = (range.start - start, range.end.min(end) - start);
                let number = &text[from..to];
                // Lines of a paragraph are joined by one space, whatever stood between them, so places within it move.
                let before = text[..from].matches(number).count();
                let found = written.match_indices(number).nth(before).map(|(at, _)| span.part(at..at + number.len()));
                return Some(found.unwrap_or(*span));
            }
            start = end;
        }
        None
    }
}
