//! Statistical process control in words, coordinates and icons.

mod assurance;
mod chart;
mod grid;
mod limits;
mod rules;
mod sentence;
mod words;

pub use assurance::classified;
pub use chart::drawn;
pub use grid::{escalation, signal, signals};
pub use limits::within_reach;
pub use rules::key;
pub use sentence::signal as signal_words;
pub use words::variation;

use crate::assess::spc::{AssessedSpc, Caution, SpcStart, SpcStretch};
use crate::assess::{AssessedIndicator, Assessment};
use crate::model::{Indicator, Value};

use limits::level;
use sentence::{first_figure, no_limits};

use super::format::{continued, figure, plural};
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
    let assurance = assurance::assurance(assessed, spc);
    let tested = if assurance.key == "none" { String::new() } else { format!(": {}", assurance.says) };
    Some(SpcView {
        variation: words::shown(spc),
        period: latest
            .filter(|latest| latest.end() != assessment.request.period.end())
            .map_or_else(String::new, |latest| latest.short_label()),
        sentence: sentence::sentence(spc, indicator),
        limits_and_target: limits.as_ref().map_or_else(String::new, |limits| format!("{limits}{tested}.")),
        limits: limits.map_or_else(String::new, |limits| format!("{limits}.")),
        assurance,
        notes: notes(spc, indicator, &drawn),
        cautions: spc.cautions.iter().map(|caution| self::caution(*caution, spc)).collect(),
        has_chart: drawn.points.iter().filter(|point| point.value.is_some()).count() >= LEAST_CHART,
        alt: chart::alt(assessed, spc, &drawn),
        chart: drawn,
    })
}

/// Mean and limits without a full stop, where there is a mean and the measure does not drift.
fn limits(spc: &AssessedSpc<'_>, indicator: &Indicator) -> Option<String> {
    let stretch = spc.current().filter(|_| spc.has_signs())?;
    let mean = stretch.mean?;
    let range = within_reach(stretch, indicator).map_or_else(String::new, |(lower, upper)| {
        let trial = if spc.cautions.contains(&Caution::Trial) { "trial limits" } else { "limits" };
        format!(", {trial} {} to {}", level(lower, stretch, indicator), level(upper, stretch, indicator))
    });
    let from = spc.counted(stretch).map_or_else(String::new, |baseline| format!("the first {baseline} of "));
    let since =
        first_figure(spc, stretch).map_or_else(String::new, |row| format!(" since {}", row.point.period.label()));
    let figures = plural(stretch.figures, "figure");
    Some(format!("Mean {}{range}, from {from}{figures}{since}", level(mean.value, stretch, indicator)))
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
    let shown = drawn.points.len();
    if shown < spc.rows.len() {
        let last = plural(shown, spc.frequency.noun());
        let made = if spc.has_signs() { ", the limits are made from all" } else { "" };
        notes.push(format!("Drawn are the last {last}{made}"));
    }
    let limited = spc.current().filter(|_| spc.has_signs());
    let reach = limited.and_then(|stretch| Some((stretch.mean?.limits?, within_reach(stretch, indicator)?)));
    if let Some((limits, (lower, upper))) = reach {
        let beyond = [("upper", upper < limits.upper, upper), ("lower", lower > limits.lower, lower)];
        for (name, _, end) in beyond.into_iter().filter(|(_, cut, _)| *cut) {
            let end = figure(Value::new(end as i64, 0), indicator.unit, 0);
            notes.push(format!("The {name} limit lies beyond {end}, where figures end, and is drawn there"));
        }
    }
    notes.into_iter().map(super::format::sentence).collect()
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
        Caution::Constant(steady) => no_limits(steady, spc),
    }
}
