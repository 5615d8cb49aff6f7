//! Percentages that another system states, beside the counts that give them.

use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Indicator, Period};

use super::amounts::Amount;
use super::scope::Scope;
use super::wording::{latest_and_others, or_allow, say};

/// Holds each stated percentage against the figure, within the rounding of the digits in which it was stated: 84% is 84.5 as
/// well as 83.5, because not every system rounds halves up.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let differing = |indicator: &Indicator| {
        let stated = scope.places.stated.iter().filter(|((code, _), _)| *code == indicator.code);
        let differs = stated.filter_map(|((_, period), (value, span))| {
            let figure = Amount::of(scope.series(indicator)?.at(*period)?, indicator.unit)?;
            (!figure.agrees_with(Amount::written(*value))).then_some((*period, *span))
        });
        let differs: Vec<(Period, Span)> = differs.collect();
        let (latest, periods) = latest_and_others(differs.iter().map(|(period, _)| *period).collect())?;
        let stated = differs.iter().find(|(period, _)| *period == latest).map(|(_, span)| *span);
        Some(say(
            Code::PercentageDiffers,
            format!(
                "the percentage stated beside `{}` for {periods} is not the one that its counts give",
                indicator.code
            ),
            [(stated, "stated here".to_owned()), (scope.cell(indicator, latest), "the counts".to_owned())],
            format!(
                "the paper prints what the counts give: correct one of the two{}",
                or_allow(Code::PercentageDiffers)
            ),
        ))
    };
    scope.subject_to(Code::PercentageDiffers).filter_map(differing).collect()
}
