//! Ratings that hang on the rounding of their figure.

use crate::assess::{closes, is_too_early};
use crate::diag::{Code, Diagnostic, Span};
use crate::figures::Observation;
use crate::figures::disclose::primary;
use crate::model::{Companion, Indicator, Period};
use crate::rating::{Rule, rate, rule, standard_rule};

use super::scope::Scope;
use super::wording::{or_allow, say};

/// Rates the latest figure of each indicator as the page prints it and as it is, against its target and against its second
/// standard. A figure that policy hides, that is too early or that bears a published rating is not rated here either.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for indicator in scope.in_use(Code::RoundingDecides) {
        let Some((period, figure)) = scope.latest_figure(indicator) else { continue };
        let code = &indicator.code;
        let cell = scope.cell(indicator, period);
        if decides(scope, indicator, period, figure, rule(indicator, period)) {
            found.push(note(scope, indicator, cell, format!("rounding decides the rating of `{code}` for {period}")));
        }
        if let Some(standard) = &indicator.minimum {
            let row = scope.companion(indicator, Companion::Minimum).and_then(|row| row.at(period));
            let cell = row.and_then(|_| scope.companion_cell(indicator, Companion::Minimum, period)).or(cell);
            let rule = standard_rule(standard, indicator, period);
            if decides(scope, indicator, period, row.unwrap_or(figure), rule) {
                let message = format!("rounding decides whether `{code}` meets its second standard for {period}");
                found.push(note(scope, indicator, cell, message));
            }
        }
    }
    found
}

fn decides(scope: &Scope<'_>, indicator: &Indicator, period: Period, figure: &Observation, rule: Rule<'_>) -> bool {
    let closes = closes(indicator, period, &scope.scorecard.working_days);
    let too_early = figure.marks.too_early || is_too_early(closes, scope.taken(period, figure));
    if too_early || figure.published.rating.is_some() {
        return false;
    }
    let policy = scope.scorecard.small_numbers.policy;
    let printed = primary::parts(figure, indicator, policy).value;
    rate(&printed, rule) != rate(&primary::unrounded(figure, indicator, policy).value, rule)
}

fn note(scope: &Scope<'_>, indicator: &Indicator, cell: Option<Span>, message: String) -> Diagnostic {
    let decimals = scope.written(indicator).and_then(|raw| raw.decimals.as_ref()).map(|text| text.span);
    say(
        Code::RoundingDecides,
        message,
        [
            (cell, "unrounded it would be rated otherwise".to_owned()),
            (
                decimals.or_else(|| scope.definition(indicator)),
                "printed with the decimals of this definition".to_owned(),
            ),
        ],
        format!("raise `decimals` if the panel should see how near it is{}", or_allow(Code::RoundingDecides)),
    )
}
