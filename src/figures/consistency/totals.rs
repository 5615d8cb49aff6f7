//! Years to date, quarters and years beside the months that they are made of.

use crate::diag::{Code, Diagnostic, Span};
use crate::figures::aggregate::{Derived, derive};
use crate::figures::{Lineage, Observation, Shown};
use crate::model::{Aggregation, Companion, Frequency, Indicator, Period, PeriodType};

use super::amounts::Amount;
use super::scope::{Scope, figures};
use super::wording::{latest_and_others, say};

/// Holds every given total against what its periods give, where the definition lets it be made from them and none of them is
/// missing. A total without its periods stands for itself, and so does a forecast.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for indicator in scope.subject_to(Code::TotalDiffers) {
        let totals = Totals { scope, indicator, lineage: Lineage::new(scope.scorecard, scope.figures, indicator) };
        found.extend(totals.years_to_date());
        found.extend(totals.longer_periods());
    }
    found
}

struct Totals<'c, 'a> {
    scope: &'c Scope<'a>,
    indicator: &'a Indicator,
    lineage: Lineage<'a>,
}

/// A total that differs: its period and the last of the periods that it is made of.
struct Differs {
    total: Period,
    last: Period,
}

impl Totals<'_, '_> {
    /// Rows `AD1 year to date`. The state at the end of a month is no year to date, unless the measure itself runs from the year's start.
    fn years_to_date(&self) -> Option<Diagnostic> {
        let aggregation = self.indicator.aggregation;
        let may_be_made = match aggregation {
            Aggregation::Sum | Aggregation::RatioOfSums => true,
            Aggregation::Latest => self.indicator.period_type == Some(PeriodType::YearToDate),
            Aggregation::None => false,
        };
        let own = self.lineage.frequency().filter(|_| may_be_made)?;
        let row = self.scope.companion(self.indicator, Companion::YearToDate)?;
        let differs = figures(row).filter_map(|(total, given)| {
            let to_date = total.to_date().flat_map(|period| of_frequency(period, own)).collect();
            self.differs(total, given, self.made(to_date)?)
        });
        let differs: Vec<Differs> = differs.collect();
        let cell = |total| self.scope.companion_cell(self.indicator, Companion::YearToDate, total);
        self.diagnostic(&differs, cell, |periods, parts| {
            format!("the year to date of `{}` for {periods} is not what {parts}", self.indicator.code)
        })
    }

    /// Quarters and years of an indicator that is also given in shorter periods.
    fn longer_periods(&self) -> Option<Diagnostic> {
        let series = self.scope.series(self.indicator)?;
        let made = |total: Period| {
            let finer = [Frequency::Month, Frequency::Quarter].into_iter();
            finer.map(|frequency| total.parts(frequency).collect()).find_map(|parts| self.made(parts))
        };
        let differs = figures(series).filter_map(|(total, given)| self.differs(total, given, made(total)?));
        let differs: Vec<Differs> = differs.collect();
        let cell = |total| self.scope.cell(self.indicator, total);
        self.diagnostic(&differs, cell, |periods, parts| {
            format!("`{}` for {periods} is not what {parts}", self.indicator.code)
        })
    }

    fn differs(&self, total: Period, given: &Observation, (made, last): (Derived<'_>, Period)) -> Option<Differs> {
        (!self.agrees(given, &made)).then_some(Differs { total, last })
    }

    /// What some periods give together, and the last of them. Those of an indicator and of the one before it do not add up.
    fn made(&self, parts: Vec<Period>) -> Option<(Derived<'_>, Period)> {
        let last = *parts.last()?;
        let first = match self.indicator.aggregation {
            Aggregation::Latest => last,
            Aggregation::Sum | Aggregation::RatioOfSums | Aggregation::None => parts[0],
        };
        if !std::ptr::eq(self.lineage.of(first), &self.lineage) {
            return None;
        }
        let pieces = parts.into_iter().map(|part| self.lineage.piece(part)).collect();
        let derived = derive(&self.lineage, pieces, self.indicator.aggregation).ok()?;
        derived.observation.is_figure().then_some((derived, last))
    }

    /// Of two counts out of others both numbers must agree where sums were made, the shares where the last one stands for
    /// the year. A percentage on one side alone agrees within its rounding, and so do sums of amounts that were rounded.
    fn agrees(&self, given: &Observation, made: &Derived<'_>) -> bool {
        let unit = self.indicator.unit;
        if given.marks.forecast {
            return true;
        }
        if let (
            Aggregation::RatioOfSums,
            Shown::Fraction { count, out_of },
            Shown::Fraction { count: sum, out_of: whole },
        ) = (self.indicator.aggregation, &given.shown, &made.observation.shown)
        {
            return count == sum && out_of == whole;
        }
        let amount = match self.indicator.aggregation {
            Aggregation::Sum => Amount::sum(made.parts.iter().map(|(_, part)| *part), unit),
            Aggregation::RatioOfSums | Aggregation::Latest | Aggregation::None => Amount::of(&made.observation, unit),
        };
        amount.zip(Amount::of(given, unit)).is_none_or(|(made, given)| made.agrees_with(given))
    }

    fn diagnostic(
        &self,
        differs: &[Differs],
        cell: impl Fn(Period) -> Option<Span>,
        message: impl Fn(String, String) -> String,
    ) -> Option<Diagnostic> {
        let (latest, periods) = latest_and_others(differs.iter().map(|differs| differs.total).collect())?;
        let last = differs.iter().find(|differs| differs.total == latest)?.last;
        let (parts, label) = match self.indicator.aggregation {
            Aggregation::Latest => (format!("{last} says"), "the last of its periods"),
            Aggregation::Sum | Aggregation::RatioOfSums | Aggregation::None => {
                (format!("its {}s give", last.frequency().noun()), "the last of the figures that make it")
            }
        };
        Some(say(
            Code::TotalDiffers,
            message(periods, parts),
            [(cell(latest), "given here".to_owned()), (self.scope.cell(self.indicator, last), label.to_owned())],
            "correct one of the two, or say `aggregate: none` where the one does not make the other",
        ))
    }
}

/// A period itself, or those of another frequency that it is made of.
fn of_frequency(period: Period, frequency: Frequency) -> Vec<Period> {
    if frequency.months() < period.frequency().months() { period.parts(frequency).collect() } else { vec![period] }
}
