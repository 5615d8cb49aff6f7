//! Parts of a breakdown that should add up to the whole.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Span};
use crate::figures::{Observation, Shown};
use crate::model::{Breakdown, Companion, Indicator, Missing, Period};

use super::amounts::Amount;
use super::scope::{Scope, periods};
use super::wording::{latest_and_others, listed, or_allow, say};

/// Adds up the parts of each breakdown with `sum_to_whole`, in every period in which the whole has a figure and each part one.
///
/// Counts and pounds add up, and of a count out of another both numbers. Every part may also be counted out of the same
/// number as the whole, as children by placement are, all out of one population. A part whose figure is a state leaves the sum
/// unknown. A part that the latest period leaves out while it gives others is said as well; of earlier periods nobody can
/// tell whether the part existed.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for indicator in scope.subject_to(Code::PartsTotal) {
        for (i, breakdown) in indicator.breakdowns.iter().enumerate().filter(|(_, breakdown)| breakdown.sums) {
            let parts = Parts { scope, indicator, breakdown, place: i };
            found.extend(parts.left_out());
            found.extend(parts.broken());
        }
    }
    found
}

struct Parts<'c, 'a> {
    scope: &'c Scope<'a>,
    indicator: &'a Indicator,
    breakdown: &'a Breakdown,
    place: usize,
}

/// What one period says.
enum Sum {
    Holds,
    CountsDiffer,
    DenominatorsDiffer,
}

impl<'a> Parts<'_, 'a> {
    fn companion(&self, part: usize) -> Companion {
        Companion::Part { breakdown: self.place, part }
    }

    /// The figure or state of each part in a period, in page order.
    fn at(&self, period: Period) -> Vec<Option<&'a Observation>> {
        let of = |part| self.scope.companion(self.indicator, self.companion(part))?.at(period);
        (0..self.breakdown.parts.len()).map(of).collect()
    }

    fn whole(&self, period: Period) -> Option<&'a Observation> {
        self.scope.series(self.indicator)?.at(period).filter(|whole| whole.is_figure())
    }

    /// Every period for which the data say something about a part.
    fn periods(&self) -> BTreeSet<Period> {
        let own =
            |companion: &Companion| matches!(companion, Companion::Part { breakdown, .. } if *breakdown == self.place);
        let rows = self.scope.figures.companions(&self.indicator.code);
        let series = rows.filter(|(companion, _)| own(companion)).map(|(_, series)| series);
        series.flat_map(periods).collect()
    }

    fn left_out(&self) -> Option<Diagnostic> {
        let latest = self.periods().into_iter().max_by_key(|period| period.end())?;
        self.whole(latest)?;
        let given = self.at(latest);
        let names = given.iter().zip(&self.breakdown.parts).filter(|(part, _)| part.is_none());
        let names: Vec<String> = names.map(|(_, name)| format!("`{name}`")).collect();
        let first = given.iter().position(Option::is_some)?;
        let (code, by) = (&self.indicator.code, &self.breakdown.by);
        (!names.is_empty()).then(|| {
            say(
                Code::PartsTotal,
                format!("`{code}` by {by} has no figure for {} in {latest}", listed(&names)),
                [
                    (self.part_cell(first, latest), "another part is given here".to_owned()),
                    (self.scope.cell(self.indicator, latest), "the whole".to_owned()),
                ],
                "write it, a zero where there are none, or `x` where nobody knows",
            )
        })
    }

    fn broken(&self) -> Option<Diagnostic> {
        let sums = self.periods().into_iter().filter_map(|period| Some((period, self.sum(period)?)));
        let broken: Vec<(Period, Sum)> = sums.filter(|(_, sum)| !matches!(sum, Sum::Holds)).collect();
        let (latest, periods) = latest_and_others(broken.iter().map(|(period, _)| *period).collect())?;
        let denominators =
            broken.iter().any(|(period, sum)| *period == latest && matches!(sum, Sum::DenominatorsDiffer));
        let (code, by) = (&self.indicator.code, &self.breakdown.by);
        let message = if denominators {
            format!("the parts of `{code}` by {by} add up for {periods}, but not what they are counted out of")
        } else {
            format!("the parts of `{code}` by {by} do not add up to the whole for {periods}")
        };
        Some(say(
            Code::PartsTotal,
            message,
            [
                (self.scope.cell(self.indicator, latest), "the whole".to_owned()),
                (self.part_cell(0, latest), "the first of its parts".to_owned()),
            ],
            format!(
                "add a part that is missing, e.g. `Not known`, or correct the figures{}",
                or_allow(Code::PartsTotal)
            ),
        ))
    }

    fn part_cell(&self, part: usize, period: Period) -> Option<Span> {
        self.scope.companion_cell(self.indicator, self.companion(part), period)
    }

    /// `None` where the whole or a part is not known, or where they are not of one kind.
    fn sum(&self, period: Period) -> Option<Sum> {
        let whole = self.whole(period)?;
        let parts: Vec<&Observation> = self.at(period).into_iter().collect::<Option<_>>()?;
        match &whole.shown {
            Shown::Fraction { count, out_of } => of_fractions(&parts, *count, *out_of),
            Shown::Amount(_) if self.indicator.unit.is_amount() => {
                let sum = Amount::sum(parts, self.indicator.unit)?;
                let holds = sum.agrees_with(Amount::of(whole, self.indicator.unit)?);
                Some(if holds { Sum::Holds } else { Sum::CountsDiffer })
            }
            Shown::Amount(_) | Shown::Missing(_) => None,
        }
    }
}

fn of_fractions(parts: &[&Observation], whole: Decimal, out_of_whole: Decimal) -> Option<Sum> {
    let (mut counts, mut denominators) = (Decimal::ZERO, Decimal::ZERO);
    let mut all_alike = true;
    for part in parts {
        match &part.shown {
            Shown::Fraction { count, out_of } => {
                counts = counts.saturating_add(*count);
                denominators = denominators.saturating_add(*out_of);
                all_alike &= *out_of == out_of_whole;
            }
            Shown::Missing(Missing::NoCases) => {}
            Shown::Missing(_) | Shown::Amount(_) => return None,
        }
    }
    Some(match (counts == whole, all_alike || denominators == out_of_whole) {
        (false, _) => Sum::CountsDiffer,
        (true, false) => Sum::DenominatorsDiffer,
        (true, true) => Sum::Holds,
    })
}
