//! Indicators that should reach something, while nobody says what.

use crate::diag::{Code, Diagnostic};
use crate::figures::Series;
use crate::model::{Indicator, Period, Polarity};

use super::scope::{Scope, figures};
use super::wording::say;

/// An indicator with a direction whose definition says nothing about a target in the period of its latest figure. A second standard
/// is a target too, and a note on the data that speaks of the target says why there is none.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let unexplained = |indicator: &Indicator| {
        let at = latest(scope, indicator)?;
        let judged = match indicator.polarity {
            Polarity::HigherIsBetter | Polarity::LowerIsBetter | Polarity::NearTarget => true,
            Polarity::Neither => false,
        };
        let has_goal = indicator.goal.as_ref().is_some_and(|goal| goal.at(at).is_some());
        let has_standard = indicator.minimum.as_ref().is_some_and(|minimum| minimum.goal.at(at).is_some());
        let explained = indicator.note.as_ref().is_some_and(|note| note.to_lowercase().contains("target"));
        (judged && !has_goal && !has_standard && !explained).then(|| {
            let direction = scope.written(indicator).and_then(|raw| raw.better.as_ref()).map(|text| text.span);
            say(
                Code::TargetUnexplained,
                format!("`{}` has a direction and no target for {at}, and nobody says why", indicator.code),
                [(scope.definition(indicator), String::new()), (direction, "this way is better".to_owned())],
                "say it: `target: none`, or `target: {to_be_set: by whom, reason: why}`",
            )
        })
    };
    scope.in_use(Code::TargetUnexplained).filter_map(unexplained).collect()
}

/// The latest period with a figure, otherwise the latest of the project: a target is missed where nobody has a figure either.
fn latest(scope: &Scope<'_>, indicator: &Indicator) -> Option<Period> {
    let periods = |series: &Series| figures(series).map(|(period, _)| period).max_by_key(|period| period.end());
    scope.series(indicator).and_then(periods).or_else(|| scope.latest_period())
}
