//! Which rows of figures a project has.

use std::collections::BTreeMap;

use crate::model::{Companion, IndicatorCode};

use super::series::Series;

/// All figures of a project, by the codes of its indicators.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    own: BTreeMap<IndicatorCode, Series>,
    beside: BTreeMap<IndicatorCode, BTreeMap<Companion, Series>>,
}

impl Figures {
    /// The row that a figure belongs to: an indicator's own, or one beside it.
    pub fn row_mut(&mut self, code: &IndicatorCode, companion: Option<Companion>) -> &mut Series {
        match companion {
            None => self.own.entry(code.clone()).or_default(),
            Some(companion) => self.beside.entry(code.clone()).or_default().entry(companion).or_default(),
        }
    }

    /// An indicator's own figures.
    pub fn of(&self, code: &IndicatorCode) -> Option<&Series> {
        self.own.get(code)
    }

    /// A row beside them.
    pub fn beside(&self, code: &IndicatorCode, companion: Companion) -> Option<&Series> {
        self.beside.get(code)?.get(&companion)
    }

    /// The own figures of every indicator that has some.
    pub fn iter(&self) -> impl Iterator<Item = (&IndicatorCode, &Series)> {
        self.own.iter()
    }

    /// The rows beside an indicator's own.
    pub fn companions(&self, code: &IndicatorCode) -> impl Iterator<Item = (Companion, &Series)> {
        self.beside.get(code).into_iter().flatten().map(|(companion, series)| (*companion, series))
    }

    /// Every row of every indicator.
    pub fn rows(&self) -> impl Iterator<Item = &Series> {
        self.own.values().chain(self.beside.values().flat_map(BTreeMap::values))
    }
}
