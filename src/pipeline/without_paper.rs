//! Commentary of a period for which no paper can be made.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::model::Period;

use super::project::Project;
use super::select::{Selection, figures_at};

impl Project {
    /// Periods that have commentary and no figure in any paper, each once: most often the folder's name has a slip. A meeting that is named for the period says that
    /// its figures are to come.
    pub(super) fn commentary_without_paper(&self) -> Vec<Diagnostic> {
        let latest = self
            .select(&Selection::default())
            .into_parts()
            .0
            .iter()
            .map(|chosen| chosen.period)
            .max_by_key(|period| period.end());
        // Where no paper has figures, that has been said.
        let Some(latest) = latest else { return Vec::new() };
        let papers = &self.scorecard.papers;
        let is_read = |period: Period| {
            papers.iter().any(|paper| figures_at(&self.figures, paper, period))
                || self.scorecard.meetings.iter().any(|meeting| meeting.period == period)
        };
        let periods: BTreeSet<String> = self
            .scorecard
            .commentary
            .iter()
            .filter(|text| !is_read(text.period))
            .map(|text| text.period.file_name())
            .collect();
        let say = |folder: &String| {
            let diagnostic = Diagnostic::new(
                Code::UnprintedPeriod,
                format!("no paper prints the texts of `commentary/{folder}`: there are no figures for that period"),
            );
            let diagnostic = diagnostic.hint(format!(
                "the latest period with figures is {latest}: if that is meant, rename the folder to `{}`",
                latest.file_name()
            ));
            let file = self.raw.commentary.iter().find(|file| file.period.value == *folder);
            file.into_iter().fold(diagnostic, |diagnostic, file| diagnostic.at(file.period.span))
        };
        periods.iter().map(say).collect()
    }
}
