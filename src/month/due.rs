//! Which figures are due in a period.

use std::collections::BTreeSet;

use crate::diag::FileIndex;
use crate::model::{Companion, Frequency, Indicator, Missing, Period};

use super::known::Known;

/// A figure that is due.
pub struct Due<'p> {
    /// The name of the indicator's theme.
    pub theme: &'p str,
    /// Whose figure.
    pub indicator: &'p Indicator,
    /// Of which period: the month's own, or a longer one that ends with it.
    pub period: Period,
    /// The latest period before that has a figure or a state.
    pub last: Option<Period>,
    /// What stands beside the figure, as it did then.
    pub beside: Vec<Companion>,
    /// The file of more than one period in which it is kept, where those of others come in files of their month.
    pub kept_in: Option<&'p str>,
    /// Whether none was due in the same period of the year before.
    pub may_not_be_due: bool,
    /// Whether it was a count out of another, or would be by its definition.
    pub is_fraction: bool,
}

/// Whether a figure is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given<'p> {
    /// A figure, or a state that needs no more.
    Yes,
    /// `late`, perhaps with a note that says why.
    Late(Option<&'p str>),
    /// Nothing yet.
    No,
}

impl<'p> Due<'p> {
    /// Whether it is there by now.
    pub fn given(&self, project: Known<'p>) -> Given<'p> {
        let observation = project.figures.of(&self.indicator.code).and_then(|series| series.at(self.period));
        match observation {
            Some(observation) if observation.state() == Some(Missing::Awaited) => {
                Given::Late(observation.note.as_deref())
            }
            Some(_) => Given::Yes,
            None => Given::No,
        }
    }
}

/// The figures that are due in a month, in page order: its own, and those of quarters and years that end with it.
pub fn due<'p>(project: Known<'p>, month: Period) -> Vec<Due<'p>> {
    let ending = Frequency::ALL.into_iter().filter(|frequency| frequency.months() >= month.frequency().months());
    let periods = ending.map(|frequency| month.latest(frequency)).filter(|period| period.end() == month.end());
    let periods: Vec<Period> = periods.collect();
    let mut due: Vec<Due> = Vec::new();
    for (theme, indicator) in project.scorecard.indicators() {
        due.extend(periods.iter().filter_map(|period| of(project, &theme.name, indicator, *period)));
    }
    let short = short_files(project);
    let file = |it: &Due| project.places.cell(&it.indicator.code, it.last?).map(|span| span.file());
    let files: Vec<Option<FileIndex>> = due.iter().map(file).collect();
    let is_short = |file: &Option<FileIndex>| file.is_some_and(|file| short.contains(&file));
    // Where no period of a length has a file of its own yet, the first one gets all figures.
    for period in periods {
        let of_it = |it: &Due| it.period == period;
        if !due.iter().zip(&files).any(|(it, file)| of_it(it) && is_short(file)) {
            continue;
        }
        for (it, file) in due.iter_mut().zip(&files).filter(|(it, file)| of_it(it) && !is_short(file)) {
            it.kept_in = file.map(|file| project.raw.sources.path(file));
        }
    }
    due
}

fn of<'p>(project: Known<'p>, theme: &'p str, indicator: &'p Indicator, period: Period) -> Option<Due<'p>> {
    let begins_later = indicator.replaces.as_ref().is_some_and(|replaces| replaces.from.start() > period.end());
    if begins_later || project.scorecard.has_ended(indicator, period.start()) {
        return None;
    }
    let series = project.figures.of(&indicator.code);
    let frequency = series.and_then(|series| series.frequency()).or_else(|| finest(project));
    if frequency.is_some_and(|own| own != period.frequency()) {
        return None;
    }
    let before =
        |series: &crate::figures::Series| series.periods(period.frequency()).rev().find(|it| it.end() < period.end());
    let last = series.and_then(before);
    let has_begun = series.is_none_or(|series| last.is_some() || series.is_empty() || series.at(period).is_some());
    // What had no figure for a year has stopped, whatever its definition says.
    let goes_on = last.is_none_or(|last| last.end() >= period.year_before().end());
    if !has_begun || !goes_on {
        return None;
    }
    let beside = |last: Period| {
        let all = project.figures.companions(&indicator.code);
        all.filter(|(_, series)| series.at(last).is_some()).map(|(companion, _)| companion).collect()
    };
    let year_before = series.and_then(|series| series.at(period.year_before()));
    let code = &indicator.code;
    Some(Due {
        theme,
        indicator,
        period,
        last,
        beside: last.map_or_else(Vec::new, beside),
        kept_in: None,
        may_not_be_due: year_before.is_some_and(|it| it.state() == Some(Missing::NotDue)),
        is_fraction: last.map_or(indicator.count.is_some() && indicator.out_of.is_some(), |last| {
            project.places.fractions.contains_key(&(code.clone(), None, last))
        }),
    })
}

/// The length of the shortest periods that any indicator has.
pub fn finest(project: Known<'_>) -> Option<Frequency> {
    project.figures.iter().filter_map(|(_, series)| series.frequency()).min()
}

/// The files that hold one period each.
fn short_files(project: Known<'_>) -> BTreeSet<FileIndex> {
    let tables = project.raw.tables.iter();
    let short = tables.filter(|table| table.word.is_none() && table.file.is_some() && !table.spreadsheet);
    short.map(|table| table.header_span.file()).collect()
}
