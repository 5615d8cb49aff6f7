//! What people wrote beside figures that are hidden.

use crate::diag::Diagnostic;
use crate::digest::sha256;
use crate::edition;
use crate::figures::consistency;

use super::project::Project;

impl Project {
    /// Numbers and ratings that may tell what the pages hide. A commentary that an edition of its period has printed as it is cannot be taken back, and is left alone.
    pub(super) fn beside_hidden(&self) -> Vec<Diagnostic> {
        let was_printed = |path: &str, folder: &str| self.was_printed(path, folder);
        consistency::beside_hidden(&self.raw, &self.scorecard, &self.places, || self.ledger(), &was_printed)
    }

    /// Whether an edition of a period has printed a file of its commentary as it is now.
    pub(super) fn was_printed(&self, path: &str, folder: &str) -> bool {
        let calendar = self.scorecard.calendar;
        let is_of = |folder_of: Option<String>| folder_of.is_some_and(|name| name == folder);
        let hash = self.raw.inputs.get(path).map(|content| sha256(content));
        let mut published = self.records().filter(|record| record.is_published());
        published.any(|record| {
            is_of(edition::period_of(record, calendar).map(|period| period.file_name()))
                && hash.as_ref().is_some_and(|hash| record.inputs.get(path) == Some(hash))
        })
    }
}
