//! Statistical process control in words, coordinates and icons.

mod chart;
mod grid;
mod limits;
mod rules;
mod words;

pub use chart::drawn;
pub use grid::{escalation, signals};
pub use rules::key;
pub use words::{assurance, variation};

use crate::assess::spc::{AssessedSpc, Assurance, Cause, Caution, SpcStart, SpcStretch};
use crate::assess::{AssessedIndicator, Assessment};
use crate::model::{Indicator, Value};

use limits::{level, within_reach};
use words::first_figure;

use super::format::{capitalised, continued, figure, in_words, plural, sentence};
use crate::page::SpcView;

/// Figures that a chart needs.
const LEAST_CHART: usize = 3;

/// The chart of an indicator and what it says, where its definition asks for one.
pub fn view(assessment: &Assessment<'_>, assessed: &AssessedIndicator<'_>) -> Option<SpcView> {
    let spc = assessed.spc.as_ref()?;
    let indicator = assessed.indicator;
    let latest = spc.latest.map(|row| spc.rows[row].point.period);
    let drawn = chart::view(assessment, assessed, spc);
    let limits = limits(spc, indicator);
    let assurance = assurance(spc, indicator);
    let tested = match spc.assurance {
        Assurance::None => String::new(),
        _ => format!(": {}", assurance.says),
    };
    Some(SpcView {
        variation: variation(spc.variation, spc.not_enough),
        period: latest
            .filter(|latest| latest.end() != assessment.request.period.end())
            .map_or_else(String::new, |latest| latest.short_label()),
        sentence: words::sentence(spc, indicator),
        limits_and_target: limits.as_ref().map_or_else(String::new, |limits| format!("{limits}{tested}.")),
        limits: limits.map_or_else(String::new, |limits| format!("{limits}.")),
        assurance,
        notes: notes(spc, indicator, &drawn),
        cautions: spc.cautions.iter().map(|caution| self::caution(*caution, spc)).chain(drift(spc)).collect(),
        has_chart: drawn.points.iter().filter(|point| point.value.is_some()).count() >= LEAST_CHART,
        alt: chart::alt(assessed, spc, &drawn),
        chart: drawn,
    })
}

/// Mean and limits without a full stop, where there is a mean.
fn limits(spc: &AssessedSpc<'_>, indicator: &Indicator) -> Option<String> {
    let stretch = spc.current()?;
    let mean = stretch.mean?;
    let range = within_reach(stretch, indicator).map_or_else(String::new, |(lower, upper)| {
        let trial = if spc.cautions.contains(&Caution::Trial) { "trial limits" } else { "limits" };
        format!(", {trial} {} to {}", level(lower, indicator), level(upper, indicator))
    });
    let counted = spc.spc.rules.baseline.filter(|baseline| *baseline < stretch.figures);
    let from = counted.map_or_else(String::new, |baseline| format!("the first {baseline} of "));
    let since =
        first_figure(spc, stretch).map_or_else(String::new, |row| format!(" since {}", row.point.period.label()));
    let figures = plural(stretch.figures, "figure");
    Some(format!("Mean {}{range}, from {from}{figures}{since}", level(mean.value, indicator)))
}

fn notes(spc: &AssessedSpc<'_>, indicator: &Indicator, drawn: &crate::page::chart::SpcChart) -> Vec<String> {
    let start = |stretch: &SpcStretch<'_>| {
        let period = spc.rows[stretch.rows.start].point.period.label();
        match stretch.start {
            SpcStart::Series => None,
            SpcStart::Rebase(rebase) => Some(format!(
                "New limits from {period} on: {}. Approved by {}",
                continued(rebase.reason.trim_end_matches('.')),
                rebase.approved_by
            )),
            SpcStart::Break(Some(reason)) => {
                Some(format!("New limits from {period} on, because the series broke: {}", continued(reason)))
            }
            SpcStart::Break(None) => Some(format!("New limits from {period} on, because the series broke")),
        }
    };
    let mut notes: Vec<String> = spc.stretches.iter().filter_map(start).collect();
    let cut = spc.rows.len() - drawn.points.len();
    if cut > 0 {
        let noun = spc.frequency.noun();
        notes.push(format!("Drawn are the last {}, the limits are made from all", plural(drawn.points.len(), noun)));
    }
    let reach = spc.current().and_then(|stretch| Some((stretch.mean?.limits?, within_reach(stretch, indicator)?)));
    if let Some((limits, (lower, upper))) = reach {
        let beyond = [("upper", upper < limits.upper, upper), ("lower", lower > limits.lower, lower)];
        for (name, _, end) in beyond.into_iter().filter(|(_, cut, _)| *cut) {
            let end = figure(Value::new(end as i64, 0), indicator.unit, 0);
            notes.push(format!("The {name} limit lies beyond {end}, where figures end, and is drawn there"));
        }
    }
    notes.into_iter().map(sentence).collect()
}

fn caution(caution: Caution, spc: &AssessedSpc<'_>) -> String {
    match caution {
        Caution::Autocorrelated => {
            "Each figure shares months with the one before, so the limits are too narrow and runs mean little.".to_owned()
        }
        Caution::SmallNumbers => {
            "Small numbers: half or more of the percentages are out of fewer than 20, where a single case moves them by more than five points."
                .to_owned()
        }
        Caution::Trial => {
            let figures = spc.current().map_or(0, |stretch| stretch.figures);
            format!("Trial limits: made from {} only, each further figure will move them.", plural(figures, "figure"))
        }
        Caution::Constant => "Too few figures differ from the one before for limits to be made.".to_owned(),
    }
}

/// A state that changes by few cases a month drifts, and a third of its figures or more lie outside limits that its small steps make narrow.
fn drift(spc: &AssessedSpc<'_>) -> Option<String> {
    let stretch = spc.current().filter(|_| spc.not_enough.is_none())?;
    let outside = spc.rows[stretch.rows.clone()].iter().filter(|row| matches!(row.cause, Cause::Outside(_))).count();
    (3 * outside >= stretch.figures).then(|| {
        format!(
            "{} of {} figures lie outside the limits: the measure drifts, so read the line rather than single signs.",
            capitalised(&in_words(outside)),
            stretch.figures
        )
    })
}
