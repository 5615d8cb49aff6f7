//! The mark of figures that are no longer what they were.

use crate::model::{FigureKind, IndicatorCode, Period};

use super::{AssessedIndicator, Assessment, Point};

impl Assessment<'_> {
    /// Marks as revised the figures that `is_revised` names by code, kind and period, wherever the paper prints them.
    pub fn mark_revised(&mut self, is_revised: impl Fn(&IndicatorCode, &FigureKind, Period) -> bool) {
        for assessed in self.themes.iter_mut().flat_map(|theme| &mut theme.indicators) {
            let code = &assessed.indicator.code;
            for (kind, point) in assessed.points_mut() {
                point.marks.revised |= point.is_given && is_revised(code, &kind, point.period);
            }
        }
    }
}

impl<'s> AssessedIndicator<'s> {
    fn points_mut(&mut self) -> impl Iterator<Item = (FigureKind, &mut Point<'s>)> {
        let own = [&mut self.current, &mut self.before, &mut self.previous, &mut self.year_before];
        let listed = [&mut self.shown, &mut self.outturns, &mut self.recent, &mut self.prior_years];
        let immature = self.immature.iter_mut().map(|immature| &mut immature.point);
        let charted = self.spc.iter_mut().flat_map(|spc| spc.rows.iter_mut().map(|row| &mut row.point));
        let own = own.into_iter().chain(listed.into_iter().flatten()).chain(immature).chain(charted);
        let beside = [
            (FigureKind::YearToDate, self.year_to_date.as_mut()),
            (FigureKind::Median, self.median.as_mut()),
            (FigureKind::Minimum, self.minimum.as_mut().map(|(_, point)| point)),
            (FigureKind::Forecast, self.forecast.as_mut()),
        ];
        let parts = self.breakdowns.iter_mut().flat_map(|breakdown| {
            let by = &breakdown.breakdown.by;
            breakdown.parts.iter_mut().flat_map(move |part| {
                let kind = FigureKind::Part { by: by.clone(), name: part.name.to_owned() };
                let points = [&mut part.current, &mut part.previous].into_iter().chain(&mut part.series);
                points.map(move |point| (kind.clone(), point))
            })
        });
        let beside = beside.into_iter().filter_map(|(kind, point)| Some((kind, point?)));
        own.map(|point| (FigureKind::Value, point)).chain(beside).chain(parts)
    }
}
