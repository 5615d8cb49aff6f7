//! Every figure that may be said to a reader, by its id: what stands between the true figures and everything that speaks.
//!
//! `disclose` makes it, once for a project; `assess` and what follows read it. What it does not hold cannot reach a page, a chart or an attachment. It knows nothing of papers: what
//! hangs on a paper's day, whether a figure can be judged yet and which releases were out, is for `assess` to say.

mod account;
mod disclosed;
mod id;
mod reasons;

use std::collections::BTreeMap;

use crate::model::IndicatorCode;

pub use account::{Account, Entry, Taken};
pub use disclosed::{Disclosed, Suppression};
pub use id::FigureId;
pub use reasons::{Number, Reason, Unprotected, Which, Why};

/// Who reads what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Audience {
    /// Anybody: papers of a public meeting, and whoever gets hold of one.
    #[default]
    Public,
}

/// Every figure that may be said to an audience.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    accounts: BTreeMap<IndicatorCode, Account>,
    unprotected: Vec<Unprotected>,
}

impl Ledger {
    /// The figures of an indicator; an empty account where it has none.
    pub fn account(&self, code: &IndicatorCode) -> &Account {
        static NOTHING: Account = Account::new();
        self.accounts.get(code).unwrap_or(&NOTHING)
    }

    /// Numbers that readers can work out whatever is hidden, in the order of time.
    pub fn unprotected(&self) -> &[Unprotected] {
        &self.unprotected
    }

    /// The same accounts, of which some numbers are told all the same.
    pub fn with_unprotected(self, unprotected: Vec<Unprotected>) -> Self {
        Self { unprotected, ..self }
    }

    /// One figure.
    pub fn entry(&self, id: &FigureId) -> Option<&Entry> {
        self.account(&id.code).at(&id.kind, id.period)
    }

    /// Everything that is said, by code, kind and period.
    pub fn iter(&self) -> impl Iterator<Item = (FigureId, &Entry)> {
        self.accounts.iter().flat_map(|(code, account)| {
            account
                .iter()
                .map(|(kind, period, entry)| (FigureId { code: code.clone(), kind: kind.clone(), period }, entry))
        })
    }
}

impl FromIterator<(IndicatorCode, Account)> for Ledger {
    fn from_iter<T: IntoIterator<Item = (IndicatorCode, Account)>>(accounts: T) -> Self {
        Self { accounts: accounts.into_iter().collect(), unprotected: Vec::new() }
    }
}
