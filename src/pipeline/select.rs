//! Which papers are made, and for which period.

use super::issue::Issue;
use super::project::Project;
use crate::diag::{Checked, Code, Diagnostic, did_you_mean, has_errors};
use crate::figures::{Figures, Series};
use crate::model::{Date, Frequency, Meeting, Paper, Period, Scorecard};

/// Which papers are wanted; nothing chosen means every paper for its latest period with figures.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Key of a paper.
    pub paper: Option<String>,
    /// A period, as project files spell it.
    pub period: Option<String>,
    /// The day of a meeting.
    pub meeting: Option<Date>,
    /// Another layout than the papers' own.
    pub layout: Option<String>,
    /// Options of the layout, before the papers' own: name and value.
    pub options: Vec<(String, String)>,
    /// Replaces the date that the document bears, e.g. from `SOURCE_DATE_EPOCH`.
    pub source_date: Option<Date>,
    /// As what the papers are made, where that is known: an edition that is rebuilt.
    pub issue: Option<Issue>,
}

/// One paper for one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    pub(super) paper: usize,
    pub(super) period: Period,
    pub(super) meeting: Option<usize>,
}

impl Chosen {
    /// The period.
    pub fn period(&self) -> Period {
        self.period
    }
}

impl Project {
    /// The papers that a selection means.
    pub fn select(&self, selection: &Selection) -> Checked<Vec<Chosen>> {
        let mut diagnostics = Vec::new();
        let chosen = choose((&self.scorecard, &self.figures), selection, &mut diagnostics);
        Checked::new(chosen, diagnostics)
    }
}

/// The papers that a selection means; what it names and does not exist goes to the diagnostics.
fn choose(
    (scorecard, figures): (&Scorecard, &Figures),
    selection: &Selection,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Chosen> {
    let period = selection.period.as_ref().and_then(|written| match Period::parse(written, scorecard.calendar) {
        Ok(period) => Some(period),
        Err(error) => {
            let hint = error
                .suggestion()
                .unwrap_or("write a month `2020-11`, a quarter `2020/21 Q3` or a year `2020/21`")
                .to_owned();
            diagnostics.push(Diagnostic::new(Code::AmbiguousPeriod, format!("`{written}` is not a period")).hint(hint));
            None
        }
    });
    if let Some(key) = &selection.paper
        && scorecard.paper(key).is_none()
    {
        let hint = did_you_mean(key, scorecard.papers.iter().map(|paper| paper.key.as_str()));
        let keys: Vec<&str> = scorecard.papers.iter().map(|paper| paper.key.as_str()).collect();
        diagnostics.push(
            Diagnostic::new(Code::UnknownPaper, format!("there is no paper `{key}`"))
                .hint_if(hint)
                .hint(format!("papers: {}", keys.join(", "))),
        );
    }
    if has_errors(diagnostics) {
        return Vec::new();
    }
    let wanted = |paper: &&Paper| selection.paper.as_ref().is_none_or(|key| *key == paper.key);
    if let Some(date) = selection.meeting {
        return at_meeting((scorecard, figures), date, selection, diagnostics);
    }
    let chosen: Vec<Chosen> = scorecard
        .papers
        .iter()
        .filter(wanted)
        .filter_map(|paper| {
            let latest = latest_period(figures, paper);
            let has_figures = |period: &Period| figures_at(figures, paper, *period);
            let found = match period {
                Some(period) => Some(period).filter(has_figures),
                None => latest,
            };
            let Some(period) = found else {
                diagnostics.push(no_figures(figures, paper, period));
                return None;
            };
            let meeting =
                scorecard.meetings.iter().position(|meeting| meeting.paper == paper.key && meeting.period == period);
            Some(Chosen { paper: index_of(scorecard, paper), period, meeting })
        })
        .collect();
    chosen
}

fn no_figures(figures: &Figures, paper: &Paper, period: Option<Period>) -> Diagnostic {
    let of = period.map_or_else(String::new, |period| format!(" for {period}"));
    let hint = latest_period(figures, paper).map_or_else(
        || "give its indicators figures".to_owned(),
        |latest| format!("the latest period with figures is {latest}"),
    );
    Diagnostic::new(Code::NoPeriod, format!("the paper `{}` has no figures{of}", paper.key)).hint(hint)
}

fn at_meeting(
    (scorecard, figures): (&Scorecard, &Figures),
    date: Date,
    selection: &Selection,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Chosen> {
    let wanted =
        |meeting: &Meeting| meeting.date == date && selection.paper.as_ref().is_none_or(|key| *key == meeting.paper);
    let mut chosen = Vec::new();
    let mut found = false;
    for (i, meeting) in scorecard.meetings.iter().enumerate().filter(|(_, meeting)| wanted(meeting)) {
        let Some(paper) = scorecard.paper(&meeting.paper) else { continue };
        found = true;
        if figures_at(figures, paper, meeting.period) {
            chosen.push(Chosen { paper: index_of(scorecard, paper), period: meeting.period, meeting: Some(i) });
        } else {
            diagnostics.push(no_figures(figures, paper, Some(meeting.period)));
        }
    }
    if !found {
        let dates: Vec<String> = scorecard.meetings.iter().map(|meeting| meeting.date.to_string()).collect();
        let hint = if dates.is_empty() {
            "add it under `meetings:` in panelpack.yaml".to_owned()
        } else {
            format!("meetings: {}", dates.join(", "))
        };
        diagnostics.push(Diagnostic::new(Code::NoPeriod, format!("there is no meeting on {date}")).hint(hint));
    }
    chosen
}

fn index_of(scorecard: &Scorecard, paper: &Paper) -> usize {
    scorecard.papers.iter().position(|other| std::ptr::eq(other, paper)).unwrap_or(0)
}

/// The latest period with figures: of the paper's own length, otherwise of the finest frequency that any of its indicators has.
/// A column of states alone is no period to make a paper for, and a longer period must be over.
fn latest_period(figures: &Figures, paper: &Paper) -> Option<Period> {
    let series = || figures.iter().filter(|(code, _)| paper.shows(code)).map(|(_, series)| series);
    let frequency = series().filter_map(|series| series.frequency()).min()?;
    let latest = |frequency| {
        series().filter_map(|series| series.periods(frequency).rev().find(|period| series.has_figure(*period))).max()
    };
    let Some(every) = paper.every.filter(|every| *every > frequency) else { return latest(frequency) };
    let shorter = [Frequency::Month, Frequency::Quarter].into_iter().filter(|it| it.months() < every.months());
    let over = shorter.filter_map(latest).map(|period| period.latest(every)).max();
    latest(every).max(over.filter(|period| figures_at(figures, paper, *period)))
}

/// Whether a period, or a shorter one in it, has a figure.
pub(super) fn figures_at(figures: &Figures, paper: &Paper, period: Period) -> bool {
    let has_figure = |series: &Series| {
        let mut parts = [Frequency::Month, Frequency::Quarter].into_iter().flat_map(|shorter| period.parts(shorter));
        series.has_figure(period) || parts.any(|part| series.has_figure(part))
    };
    figures.iter().any(|(code, series)| paper.shows(code) && has_figure(series))
}
