//! What papers are made from.

use std::collections::HashSet;
use std::sync::Arc;

use crate::figures::{Figures, Lineage};
use crate::ledger::{FigureId, Ledger};
use crate::model::{Date, Indicator, Scorecard};

use super::points::Points;

/// What papers are made from: definitions, which figures there are, and what may be said of them.
#[derive(Debug, Clone)]
pub struct Inputs<'s> {
    /// Definitions, benchmarks, commentary, papers.
    pub scorecard: &'s Scorecard,
    /// Which figures the data give; what they are is in the ledger alone.
    pub figures: &'s Figures,
    /// What may be said.
    pub ledger: &'s Ledger,
    /// Figures that are no longer what was published, so that they are marked wherever they are printed.
    pub revised: Arc<HashSet<FigureId>>,
}

impl<'s> Inputs<'s> {
    /// Those of a project of which nothing has been revised.
    pub fn new(scorecard: &'s Scorecard, figures: &'s Figures, ledger: &'s Ledger) -> Self {
        Self { scorecard, figures, ledger, revised: Arc::default() }
    }

    /// The figures of an indicator for a paper whose source systems were asked on a day.
    pub(super) fn points(&self, indicator: &'s Indicator, extracted: Option<Date>) -> Points<'s> {
        Points {
            lineage: Lineage::new(self.scorecard, self.figures, indicator),
            account: self.ledger.account(&indicator.code),
            days: &self.scorecard.working_days,
            revised: Arc::clone(&self.revised),
            extracted,
        }
    }
}
