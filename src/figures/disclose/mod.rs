//! True figures to the [`Ledger`] of what may be said.
//!
//! One of the two that read true figures. It decides for a whole project at once and for no paper: what is small is hidden (`primary`), and as little besides as keeps it from being worked out
//! of everything that any paper prints or attaches. For that it knows the whole numbers behind the figures (`numbers`), what ties them to one another (`links`), and goes through them in the
//! order of time (`order`): what a month hides stays as it is when the next one comes. Only that the year's outturn is still to come is kept in mind (`foresight`).
//!
//! A reader is taken to know all definitions, all figures that are not hidden, and that a nought is never hidden. What is known from outside the papers is not.

mod discloser;
mod draft;
mod foresight;
mod links;
mod numbers;
mod order;
pub(super) mod primary;
mod published;
mod silent;
mod versions;
mod why;
mod words;

use crate::figures::Lineage;
use crate::ledger::{Audience, FigureId, Ledger, Reason};
use crate::model::{Counted, Indicator, IndicatorCode, Scorecard};

use crate::suppress::UnknownId;

use super::Figures;
use discloser::Discloser;
use draft::Draft;
use foresight::ToDate;
use numbers::{Book, Numbers};
use order::{Cell, Decided};
pub use published::{Edition, Published};
use why::Pattern;

impl Ledger {
    /// Everything that may be said of a project, given what was published of it.
    pub fn of(scorecard: &Scorecard, figures: &Figures, published: &Published, audience: Audience) -> Self {
        let all = scorecard.indicators().map(|(_, indicator)| indicator);
        Self::of_some(scorecard, figures, published, audience, all)
    }

    /// The same of some of its indicators, as if there were no others.
    pub fn of_some<'s>(
        scorecard: &'s Scorecard,
        figures: &'s Figures,
        published: &Published,
        audience: Audience,
        indicators: impl Iterator<Item = &'s Indicator>,
    ) -> Self {
        match audience {
            Audience::Public => {}
        }
        let indicators: Vec<&Indicator> = indicators.collect();
        let Decision { drafts, mut pattern } = Decision::of(scorecard, figures, published, &indicators);
        let hidden = pattern.as_ref().map(|(_, decided)| &decided.hidden);
        let mut shown: Vec<UnknownId> = Vec::new();
        let account = |(code, draft): (IndicatorCode, Draft)| {
            let (account, tells) = draft.account(&code, hidden, published.again.as_ref());
            shown.extend(tells);
            (code, account)
        };
        let ledger: Self = drafts.into_iter().map(account).collect();
        let Some((book, decided)) = &mut pattern else { return ledger };
        let told = decided.audit(book, shown.into_iter());
        decided.open.extend(told);
        if decided.open.is_empty() {
            return ledger;
        }
        // Seldom: what the numbers are called is in the drafts.
        let Decision { drafts, .. } = Decision::of(scorecard, figures, published, &indicators);
        ledger.with_unprotected(Pattern::new(book, decided, &drafts).unprotected())
    }
}

/// Why each figure of a project is hidden that is, in the order of its pages; for those who decide about it, and for no reader.
pub fn reasons(scorecard: &Scorecard, figures: &Figures, published: &Published) -> Vec<Reason> {
    let all: Vec<&Indicator> = scorecard.indicators().map(|(_, indicator)| indicator).collect();
    let Decision { drafts, pattern } = Decision::of(scorecard, figures, published, &all);
    pattern.map(|(book, decided)| Pattern::new(&book, &decided, &drafts).reasons()).unwrap_or_default()
}

/// Every figure by itself, and what is hidden of them together; nothing is where the policy hides nothing.
struct Decision {
    drafts: Vec<(IndicatorCode, Draft)>,
    pattern: Option<(Book, Decided)>,
}

impl Decision {
    fn of<'s>(
        scorecard: &'s Scorecard,
        figures: &'s Figures,
        published: &Published,
        indicators: &[&'s Indicator],
    ) -> Self {
        let disclosers: Vec<Discloser<'_>> =
            indicators.iter().map(|it| Discloser::new(scorecard, figures, it)).collect();
        let counts_things = |indicator: &Indicator| indicator.counts == Counted::Things;
        let things = scorecard.indicators().map(|(_, it)| it).filter(|it| counts_things(it));
        let mut book = Book::new(scorecard.small_numbers.policy, things.map(|it| it.code.clone()).collect());
        if let Some(book) = &mut book {
            book.infer(|range| words::inferred(scorecard, figures, range));
        }
        let draft = |it: &Discloser<'_>| (it.code().clone(), it.draft(&mut book));
        let drafts: Vec<(IndicatorCode, Draft)> = disclosers.iter().map(draft).collect();
        let lineages: Vec<&Lineage<'_>> = disclosers.iter().map(Discloser::lineage).collect();
        let pattern = book.map(|mut book| {
            tie(&mut book, scorecard, figures, &lineages);
            let today = drafts.iter().flat_map(|(code, draft)| draft.printed(code)).collect();
            book.learn(&published.editions, &today);
            book.admit(known_already(scorecard, &drafts));
            let is_whole =
                |code: &IndicatorCode| scorecard.small_numbers.adds_up.iter().any(|group| group.whole == *code);
            let cells: Vec<Cell> = drafts.iter().flat_map(|(code, draft)| draft.cells(is_whole(code))).collect();
            let to_date: Vec<ToDate> = drafts.iter().flat_map(|(_, draft)| draft.to_date()).collect();
            let decided = order::decide(&mut book, &cells, &to_date);
            (book, decided)
        });
        Self { drafts, pattern }
    }
}

/// The numbers of the figures that readers have from elsewhere.
fn known_already(scorecard: &Scorecard, drafts: &[(IndicatorCode, Draft)]) -> impl Iterator<Item = Numbers> {
    scorecard.small_numbers.known_already.iter().filter_map(|known| {
        let (code, draft) = drafts.iter().find(|(code, _)| *code == known.code)?;
        let is_it = |figure: &FigureId| figure.kind == known.kind && figure.period == known.period;
        draft.figures(code).find(|(figure, _, _)| is_it(figure)).map(|(_, _, numbers)| numbers)
    })
}

/// What ties the figures of several indicators, or of one through time.
fn tie(book: &mut Book, scorecard: &Scorecard, figures: &Figures, lineages: &[&Lineage<'_>]) {
    book.steps(scorecard, false);
    book.identities(scorecard, lineages);
    book.groups(scorecard, figures, lineages);
    book.repeats();
    book.same_words(lineages);
    book.complete();
    book.steps(scorecard, true);
}
