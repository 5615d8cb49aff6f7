//! Releases that the next papers leave out.

use crate::diag::{Code, Diagnostic};
use crate::model::{Date, Period, Release};

use super::project::Project;
use super::select::{Chosen, Selection};

impl Project {
    /// Releases younger than the day of every next paper that shows their indicators, where one of these papers has no meeting: its day was not chosen by anybody.
    ///
    /// The day of a meeting is meant: what came out after it belongs to a later paper.
    pub(super) fn releases_left_out(&self) -> Vec<Diagnostic> {
        let (papers, _) = self.select(&Selection::default()).into_parts();
        let releases = self.scorecard.releases.iter().zip(&self.raw.releases);
        let found = releases.filter_map(|(release, raw)| {
            let published = release.published?;
            let showing = || papers.iter().filter(|chosen| self.shows_one_of(chosen, release));
            if showing().any(|chosen| published <= self.day(chosen)) {
                return None;
            }
            let without_meeting = showing().find(|chosen| chosen.meeting.is_none())?;
            let key = &self.scorecard.papers[without_meeting.paper].key;
            let day = self.day(without_meeting);
            let message = format!(
                "`{}` is left out of the paper `{key}`: it was published after that paper's day, {day}",
                release.title
            );
            let place = raw.published.as_ref().map(|text| text.span);
            let diagnostic = Diagnostic::new(Code::ReleaseLeftOut, message)
                .hint("say under `meetings:` on which day the paper is read; a release that is out by then is in it");
            Some(place.into_iter().fold(diagnostic, |diagnostic, span| diagnostic.at(span)))
        });
        found.collect()
    }

    /// The day up to which a paper knows releases.
    fn day(&self, chosen: &Chosen) -> Date {
        let meeting = chosen.meeting.map(|meeting| self.scorecard.meetings[meeting].date);
        let extracted = || self.scorecard.extracted.get(&chosen.period).copied();
        meeting.or_else(extracted).unwrap_or_else(|| chosen.period.end())
    }

    /// Whether a release has a figure that a paper could print.
    fn shows_one_of(&self, chosen: &Chosen, release: &Release) -> bool {
        let paper = &self.scorecard.papers[chosen.paper];
        let has_ended = |period: &Period| period.end() <= chosen.period.end();
        let areas = release.areas.iter().map(|(_, figures)| figures);
        let mut figures = areas.chain(release.authorities.values().map(|(_, figures)| figures)).flatten();
        figures.any(|(code, figures)| paper.shows(code) && figures.keys().any(has_ended))
    }
}
