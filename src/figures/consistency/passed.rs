//! Dates back on target that have passed.

use crate::assess::{closes, is_too_early};
use crate::diag::{Code, Diagnostic};
use crate::figures::disclose::primary;
use crate::figures::{Lineage, Observation};
use crate::model::{Aggregation, Indicator, Period, SlotName};
use crate::rating::{Rating, rate, rule};

use super::scope::{Scope, figures};
use super::wording::{or_allow, say};

/// Reads the commentary of the latest period, on whose page a date that has passed is said to have passed: the figure is off target still, and
/// the date lies no later than the paper's period, or where the latest figures are too early to judge than the last one that can be judged.
/// What commentary of a period before said of a day that was then to come is not looked at.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let slots = scope.latest_commentary();
    let of = |indicator: &Indicator| {
        let own = |name: &SlotName| matches!(name, SlotName::Indicator(code) if *code == indicator.code);
        let (paper, slot) = slots.iter().find(|(_, slot)| slot.heading.value.trim() == indicator.code.as_str())?;
        let mut texts = scope.scorecard.commentary.iter().filter(|text| text.period == *paper && own(&text.slot));
        let back = texts.find_map(|text| text.expected_back)?;
        let (known, rating) = judged(scope, indicator, *paper)?;
        (rating.is_off_target() && back.end() <= known.end()).then(|| {
            say(
                Code::DatePassed,
                format!(
                    "`{}` is off target in {paper}, and {back}, when it was expected back, has passed",
                    indicator.code
                ),
                [
                    (slot.expected_back.as_ref().map(|text| text.span), "this date has passed".to_owned()),
                    (scope.cell(indicator, known), "and the figure is still off target".to_owned()),
                ],
                format!("say when it is expected back now, or take the date away{}", or_allow(Code::DatePassed)),
            )
        })
    };
    scope.in_use(Code::DatePassed).filter_map(of).collect()
}

/// The period up to which a paper knows whether an indicator is back, and the rating of its latest figure that can be judged.
fn judged(scope: &Scope<'_>, indicator: &Indicator, paper: Period) -> Option<(Period, Rating)> {
    let lineage = Lineage::new(scope.scorecard, scope.figures, indicator);
    if let Some(figure) = lineage.at(paper).filter(|figure| figure.observation().is_figure()) {
        // The target of a month says nothing of a sum of months.
        let is_sum = indicator.aggregation == Aggregation::Sum && lineage.frequency() != Some(paper.frequency());
        if !is_sum && !is_early(scope, indicator, paper, figure.observation()) {
            return Some((paper, rating(scope, indicator, paper, figure.observation())));
        }
    }
    let series = scope.series(indicator)?;
    let own = series.frequency()?;
    // Between two figures of a measure of longer periods the page has the last one, but never the month before in place of one that is missing.
    if own < paper.frequency() || (own == paper.frequency() && !series.has_figure(paper)) {
        return None;
    }
    let mut is_open = false;
    let before = figures(series).filter(|(period, _)| period.frequency() == own && period.end() <= paper.end());
    for (period, observation) in before.collect::<Vec<_>>().into_iter().rev() {
        if is_early(scope, indicator, period, observation) {
            is_open = true;
        } else {
            let known = if is_open { period } else { paper };
            return Some((known, rating(scope, indicator, period, observation)));
        }
    }
    None
}

fn is_early(scope: &Scope<'_>, indicator: &Indicator, period: Period, observation: &Observation) -> bool {
    let closes = closes(indicator, period, &scope.scorecard.working_days);
    observation.marks.too_early || is_too_early(closes, scope.taken(period, observation))
}

fn rating(scope: &Scope<'_>, indicator: &Indicator, period: Period, observation: &Observation) -> Rating {
    let printed = || primary::parts(observation, indicator, scope.scorecard.small_numbers.policy).value;
    observation.published.rating.map_or_else(|| rate(&printed(), rule(indicator, period)), Rating::from)
}
