//! The figures that a paper prints of an indicator: one list, from which attached figures, records, comparisons and the key are made.

use crate::model::FigureKind;

use super::{AssessedIndicator, Point};

/// Where a paper prints a figure. Layouts choose among these places, so a figure may stand in several of them or, in one layout, in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The figure that the paper speaks of, or one beside it: year to date, median, second standard, forecast.
    Headline,
    /// The period before it.
    Before,
    /// The same period of the year before.
    YearBefore,
    /// A line over time, and the table under it.
    Trend,
    /// A line over more periods, which has no table.
    Long,
    /// The last years' final figures.
    Outturns,
    /// The last periods, as columns of a table.
    Recent,
    /// The years that ended last, as columns of a table.
    Years,
    /// A process behaviour chart.
    Process,
    /// The parts of a breakdown, now and in the period before.
    Parts,
    /// The same through time.
    PartsOverTime,
}

impl<'s> AssessedIndicator<'s> {
    /// Every figure, by kind, with the place where it is printed.
    pub fn figures(&self) -> impl Iterator<Item = (FigureKind, Place, &Point<'s>)> {
        self.own_figures()
            .map(|(place, point)| (FigureKind::Value, place, point))
            .chain(self.figures_beside().map(|(kind, point)| (kind, Place::Headline, point)))
            .chain(self.parts())
    }

    /// Its own. Of a period that stands in several places the later one is the one that the paper speaks of most.
    fn own_figures(&self) -> impl Iterator<Item = (Place, &Point<'s>)> {
        let charted = self.spc.iter().flat_map(|spc| spc.rows.iter().map(|row| (Place::Process, &row.point)));
        let listed = [
            (Place::Long, &self.long),
            (Place::Trend, &self.shown),
            (Place::Outturns, &self.outturns),
            (Place::Recent, &self.recent),
            (Place::Years, &self.prior_years),
        ];
        let listed = listed.into_iter().flat_map(|(place, points)| points.iter().map(move |point| (place, point)));
        let single =
            [(Place::Headline, &self.current), (Place::Before, &self.previous), (Place::YearBefore, &self.year_before)];
        charted.chain(listed).chain(single)
    }

    fn figures_beside(&self) -> impl Iterator<Item = (FigureKind, &Point<'s>)> {
        let beside = [
            (FigureKind::YearToDate, self.year_to_date.as_ref()),
            (FigureKind::Median, self.median.as_ref()),
            (FigureKind::Minimum, self.minimum.as_ref().map(|(_, point)| point)),
            (FigureKind::Forecast, self.forecast.as_ref()),
        ];
        beside.into_iter().filter_map(|(kind, point)| Some((kind, point?)))
    }

    fn parts(&self) -> impl Iterator<Item = (FigureKind, Place, &Point<'s>)> {
        let parts = self
            .breakdowns
            .iter()
            .flat_map(|breakdown| breakdown.parts.iter().map(move |part| (&breakdown.breakdown.by, part)));
        parts.flat_map(|(by, part)| {
            let kind = FigureKind::Part { by: by.clone(), name: part.name.to_owned() };
            let now = [&part.current, &part.previous].map(|point| (Place::Parts, point));
            let series = part.series.iter().map(|point| (Place::PartsOverTime, point));
            now.into_iter().chain(series).map(move |(place, point)| (kind.clone(), place, point))
        })
    }
}
