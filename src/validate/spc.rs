//! `spc:` of the project and of an indicator.
//!
//! What is refused here is overridden where it is asked for: `despite` stands inside `spc`, because `allow` is for checks that may fail.

use crate::diag::{Code, Diagnostic};
use crate::load::raw::{RawIndicator, RawRebase, RawSpc, RawSpcRules};
use crate::model::{LEAST_BASELINE, PeriodType, Rebase, Spc, SpcRules, TwoOfThree};

use super::words::Words;

/// Limits fixed on more would never be complete.
const LONGEST_BASELINE: u32 = 120;

/// Periods that a chart can be asked to show.
const SHOWN: std::ops::RangeInclusive<u32> = 12..=240;

const RUNS: std::ops::RangeInclusive<u32> = 6..=7;

const READINGS: &[(&str, TwoOfThree)] = &[("package", TwoOfThree::Package), ("mdc2023", TwoOfThree::Mdc2023)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Despite {
    Autocorrelation,
    SmallNumbers,
}

const DESPITE: &[(&str, Despite)] =
    &[("autocorrelation", Despite::Autocorrelation), ("small numbers", Despite::SmallNumbers)];

/// Rules as written, over those that hold where nothing is said.
pub fn rules(raw: &RawSpcRules, otherwise: SpcRules, words: &mut Words) -> SpcRules {
    let least = LEAST_BASELINE as u32;
    let mut run = |text: &Option<_>, what| text.as_ref().and_then(|text| words.whole(text, what, RUNS));
    let trend_points = run(&raw.trend_points, "`trend_points`").map(|points| points as usize);
    let shift_points = run(&raw.shift_points, "`shift_points`").map(|points| points as usize);
    let baseline = raw.baseline.as_ref().and_then(|text| words.whole(text, "`baseline`", least..=LONGEST_BASELINE));
    let screen = raw.screen.as_ref().and_then(|text| words.yes_or_no(text));
    let reading = raw.two_of_three.as_ref().and_then(|text| words.choice(text, "reading of two of three", READINGS));
    SpcRules {
        baseline: baseline.map(|points| points as usize).or(otherwise.baseline),
        screen: screen.unwrap_or(otherwise.screen),
        trend_points: trend_points.unwrap_or(otherwise.trend_points),
        shift_points: shift_points.unwrap_or(otherwise.shift_points),
        two_of_three: reading.unwrap_or(otherwise.two_of_three),
    }
}

/// Whether and how an indicator's figures are told from chance.
pub fn spc(raw: &RawIndicator, period_type: Option<PeriodType>, otherwise: SpcRules, words: &mut Words) -> Option<Spc> {
    let written = raw.spc.as_ref()?;
    if let Some(answer) = &written.answer
        && !words.yes_or_no(answer)?
    {
        return None;
    }
    let despite: Vec<Despite> =
        written.despite.iter().filter_map(|text| words.choice(text, "reason to refuse a chart", DESPITE)).collect();
    let spc = Spc {
        rules: rules(&written.rules, otherwise, words),
        show: written.show.as_ref().and_then(|text| words.whole(text, "`show`", SHOWN)).map(|n| n as usize),
        rebases: rebases(&written.rebases, words),
        despite_autocorrelation: despite.contains(&Despite::Autocorrelation),
        despite_small_numbers: despite.contains(&Despite::SmallNumbers),
    };
    if !spc.despite_autocorrelation {
        autocorrelated(raw, written, period_type, words);
    }
    Some(spc)
}

/// Consecutive figures that share months are alike for that reason alone.
fn autocorrelated(raw: &RawIndicator, written: &RawSpc, period_type: Option<PeriodType>, words: &mut Words) {
    let shares = match period_type {
        Some(PeriodType::RollingYear | PeriodType::RollingThreeYears) => "a rolling figure",
        Some(PeriodType::YearToDate) => "a year to date",
        Some(PeriodType::Snapshot | PeriodType::InPeriod) | None => return,
    };
    let diagnostic = Diagnostic::new(
        Code::SpcAutocorrelated,
        format!("`{}` is {shares}, which has no control limits", raw.code.value),
    )
    .at_with(written.span, "asked for here");
    let diagnostic = match &raw.period_type {
        Some(text) => diagnostic.also(text.span, "each figure shares months with the one before"),
        None => diagnostic,
    };
    words.push(diagnostic.hint(
        "measure the single month and ask for its chart, or leave `spc` out; to draw it all the same, say `spc: {despite: [autocorrelation]}`",
    ));
}

fn rebases(raw: &[RawRebase], words: &mut Words) -> Vec<Rebase> {
    let mut rebases: Vec<Rebase> = Vec::new();
    for raw in raw {
        let reason = words.text(&raw.reason, "a reason");
        let approved_by = words.text(&raw.approved_by, "`approved_by`");
        let Some(at) = words.period(&raw.at) else { continue };
        if rebases.iter().any(|rebase| rebase.at == at) {
            words.push(
                Diagnostic::new(Code::RebasePeriod, format!("the limits are made anew twice in {at}"))
                    .at(raw.at.span)
                    .hint("put both reasons into one rebase"),
            );
            continue;
        }
        rebases.push(Rebase { at, reason, approved_by });
    }
    rebases.sort_by_key(|rebase| rebase.at.start());
    rebases
}
