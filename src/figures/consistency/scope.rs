//! What every check looks at.

use std::collections::BTreeMap;

use crate::diag::{Code, Span};
use crate::figures::{Figures, Observation, Series};
use crate::load::RawProject;
use crate::load::raw::{RawCommentary, RawIndicator, RawSlot};
use crate::model::{Companion, Date, Frequency, Indicator, Period, Scorecard};
use crate::validate::Places;

/// A scorecard and its figures with the texts and places that they were made from.
pub struct Scope<'a> {
    pub raw: &'a RawProject,
    pub scorecard: &'a Scorecard,
    pub figures: &'a Figures,
    pub places: &'a Places,
    written: BTreeMap<&'a str, &'a RawIndicator>,
    latest: Option<Period>,
}

impl<'a> Scope<'a> {
    pub fn new(raw: &'a RawProject, scorecard: &'a Scorecard, figures: &'a Figures, places: &'a Places) -> Self {
        let definitions = raw.themes.iter().flat_map(|theme| &theme.indicators).rev();
        let written = definitions.map(|raw| (raw.code.value.as_str(), raw)).collect();
        Self { raw, scorecard, figures, places, written, latest: latest_period(figures) }
    }

    /// The indicators that must pass a check, in page order.
    pub fn subject_to(&self, check: Code) -> impl Iterator<Item = &'a Indicator> + use<'a> {
        let indicators = self.scorecard.indicators().map(|(_, indicator)| indicator);
        indicators.filter(move |indicator| !indicator.allowed.contains_key(check.name()))
    }

    /// The same without those that no paper shows any more, because they were retired or replaced.
    pub fn in_use(&self, check: Code) -> impl Iterator<Item = &'a Indicator> {
        let latest = self.latest_period();
        self.subject_to(check)
            .filter(move |indicator| latest.is_none_or(|latest| !self.scorecard.has_ended(indicator, latest.end())))
    }

    /// An indicator's own figures.
    pub fn series(&self, indicator: &Indicator) -> Option<&'a Series> {
        self.figures.of(&indicator.code)
    }

    /// A row beside them.
    pub fn companion(&self, indicator: &Indicator, companion: Companion) -> Option<&'a Series> {
        self.figures.beside(&indicator.code, companion)
    }

    /// The latest figure of an indicator, at its own frequency.
    pub fn latest_figure(&self, indicator: &Indicator) -> Option<(Period, &'a Observation)> {
        let series = self.series(indicator)?;
        let own = series.frequency();
        figures(series).filter(|(period, _)| Some(period.frequency()) == own).last()
    }

    /// The latest period with a figure, at the finest frequency of the project: what its next paper is about.
    pub fn latest_period(&self) -> Option<Period> {
        self.latest
    }

    /// The commentary of the latest period that has any, which is that of the next paper: what was printed before cannot be mended.
    pub fn latest_commentary(&self) -> Vec<(Period, &'a RawSlot)> {
        let period = |file: &RawCommentary| Period::parse_file_name(&file.period.value, self.scorecard.calendar).ok();
        // Files in which nothing is written yet are of a month that is only beginning.
        let written = self.raw.commentary.iter().filter(|file| file.slots.iter().any(|slot| !slot.is_empty()));
        let dated: Vec<(Period, &RawCommentary)> = written.filter_map(|file| Some((period(file)?, file))).collect();
        let latest = dated.iter().map(|(period, _)| period.end()).max();
        let files = dated.into_iter().filter(|(period, _)| Some(period.end()) == latest);
        files.flat_map(|(period, file)| file.slots.iter().map(move |slot| (period, slot))).collect()
    }

    /// When a figure was taken, by its own file or by the file that was made for its period.
    pub fn taken(&self, period: Period, observation: &Observation) -> Option<Date> {
        observation.extracted.or_else(|| self.scorecard.extracted.get(&period).copied())
    }

    /// Where an indicator's figure stands, otherwise where it is defined.
    pub fn cell(&self, indicator: &Indicator, period: Period) -> Option<Span> {
        self.places.cell(&indicator.code, period).or_else(|| self.definition(indicator))
    }

    /// The same for a figure beside its own.
    pub fn companion_cell(&self, indicator: &Indicator, companion: Companion, period: Period) -> Option<Span> {
        self.places.companion(&indicator.code, companion, period).or_else(|| self.definition(indicator))
    }

    /// Where an indicator is defined.
    pub fn definition(&self, indicator: &Indicator) -> Option<Span> {
        self.places.definition(&indicator.code)
    }

    /// An indicator's definition as it was written.
    pub fn written(&self, indicator: &Indicator) -> Option<&'a RawIndicator> {
        self.written.get(indicator.code.as_str()).copied()
    }
}

fn latest_period(figures: &Figures) -> Option<Period> {
    let own = || figures.iter().map(|(_, series)| series);
    let frequency = own().filter_map(Series::frequency).min()?;
    let latest = |series: &Series| series.periods(frequency).rev().find(|period| series.has_figure(*period));
    own().filter_map(latest).max()
}

/// Every period for which a series says something, by frequency and in order of time within each.
pub fn periods(series: &Series) -> impl Iterator<Item = Period> {
    Frequency::ALL.into_iter().flat_map(|frequency| series.periods(frequency))
}

/// The figures of a series without its states, in the same order.
pub fn figures(series: &Series) -> impl Iterator<Item = (Period, &Observation)> {
    let all = periods(series).filter_map(|period| Some((period, series.at(period)?)));
    all.filter(|(_, observation)| observation.is_figure())
}
