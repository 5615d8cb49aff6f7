//! The month's round: which figures are due, which texts are to be written, what is awaited from whom.
//!
//! Pure, like every stage: files come out as texts and paths, the day comes in. Figures are said in the words of pages, which are made from the ledger, so that what is hidden stands in none
//! of the files, lists and letters; of the true figures it asks only whether they are there.

mod awaited;
mod commentary_files;
mod due;
mod figures_file;
mod letters;
mod new_month;
mod prose;
mod texts;

use crate::figures::Figures;
use crate::ledger::Ledger;
use crate::load::RawProject;
use crate::model::{Indicator, Period, Scorecard};
use crate::page::PaperView;
use crate::validate::Places;

pub use awaited::{Awaited, Chase, Deadline, Kind, chase, deadlines};
pub use due::finest;
pub use letters::{Letter, counted, letters};
pub use new_month::{NewFile, NewMonth, NotBegun, latest, new_month, period_of};

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
fn owner(indicator: &Indicator, period: Period) -> Option<&str> {
    indicator.owner.as_ref().map(|owner| owner.at_or_first(period).as_str())
}

/// What an indicator is called in a period.
fn name(indicator: &Indicator, period: Period) -> &str {
    indicator.name.at_or_first(period)
}
