//! What the month's round works on, and what it makes.

use crate::figures::Figures;
use crate::ledger::Ledger;
use crate::load::RawProject;
use crate::model::{Indicator, Period, Scorecard};
use crate::page::PaperView;
use crate::validate::Places;

/// A project in order.
#[derive(Clone, Copy)]
pub struct Known<'p> {
    /// As it was read.
    pub raw: &'p RawProject,
    /// Definitions, papers, meetings, texts.
    pub scorecard: &'p Scorecard,
    /// Which figures there are.
    pub figures: &'p Figures,
    /// What may be said of them.
    pub ledger: &'p Ledger,
    /// Where things stand.
    pub places: &'p Places,
}

/// A paper of the period that is asked about.
pub struct PaperOfMonth {
    /// Its key.
    pub key: String,
    /// As its layout reads it.
    pub view: PaperView,
    /// Whether its layout prints what is written about an indicator, so that what is off target needs a text.
    pub prints_texts: bool,
}

/// Who answers for an indicator in a period.
pub fn owner(indicator: &Indicator, period: Period) -> Option<&str> {
    indicator.owner.as_ref().map(|owner| owner.at_or_first(period).as_str())
}

/// What an indicator is called in a period.
pub fn name(indicator: &Indicator, period: Period) -> &str {
    indicator.name.at_or_first(period)
}

/// A file that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Relative to the project's folder.
    pub path: String,
    /// Codes and headings that it has a place for.
    pub holds: Vec<String>,
    /// The file in whose place it stands, which somebody writes in already.
    pub beside: Option<String>,
    /// What it is to hold.
    pub content: String,
}
