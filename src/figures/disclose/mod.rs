//! True figures to the [`Ledger`] of what may be said.
//!
//! One of the two that read true figures. It decides for a whole project at once and for no paper: what is small is hidden (`primary`), and as little besides as keeps it from being worked out
//! of everything that any paper prints or attaches. For that it knows the whole numbers behind the figures (`numbers`), what ties them to one another (`links`), and goes through them in the
//! order of time (`order`): what a month hides stays as it is when the next one comes.
//!
//! A reader is taken to know all definitions, all figures that are not hidden, and that a nought is never hidden. What is known from outside the papers is not.

mod discloser;
mod draft;
mod links;
mod numbers;
mod order;
pub(super) mod primary;
mod published;

use crate::figures::Lineage;
use crate::ledger::{Audience, Ledger};
use crate::model::{Indicator, Scorecard};

use super::Figures;
use discloser::Discloser;
use draft::Draft;
use numbers::Book;
use order::Cell;
pub use published::{Edition, Published};

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
        let disclosers: Vec<Discloser<'_>> = indicators.map(|it| Discloser::new(scorecard, figures, it)).collect();
        let mut book = Book::new(scorecard.small_numbers.policy);
        let drafts: Vec<Draft> = disclosers.iter().map(|it| it.draft(&mut book)).collect();
        let lineages: Vec<&Lineage<'_>> = disclosers.iter().map(Discloser::lineage).collect();
        let ids = disclosers.iter().zip(&drafts).flat_map(|(it, draft)| draft.ids(it.code())).collect();
        let hidden = book.map(|mut book| {
            tie(&mut book, scorecard, &lineages);
            book.learn(&published.editions, &ids);
            let cells: Vec<Cell> = drafts.iter().flat_map(Draft::cells).collect();
            order::decide(&mut book, &cells).hidden
        });
        let accounts = disclosers.iter().zip(drafts);
        let of = |(it, draft): (&Discloser<'_>, Draft)| {
            let again = published.again.as_ref();
            (it.code().clone(), draft.account(it.code(), hidden.as_ref(), again))
        };
        accounts.map(of).collect()
    }
}

/// What ties the figures of several indicators, or of one through time.
fn tie(book: &mut Book, scorecard: &Scorecard, lineages: &[&Lineage<'_>]) {
    book.steps(scorecard);
    book.identities(scorecard, lineages);
    book.repeats();
}
