//! Control limits that are made anew, or asked for, where the figures do not call for it.

use crate::assess::Inputs;
use crate::assess::spc::{AssessedSpc, SpcStart, SpcStretch, Variation, assess_spc};
use crate::diag::{Code, Diagnostic, Span};
use crate::figures::Lineage;
use crate::figures::Published;
use crate::ledger::{Audience, Ledger};
use crate::model::{Frequency, Indicator, LEAST_BASELINE, Period, Rebase, Spc};

use super::scope::Scope;
use super::wording::{or_allow, say};

/// Every rebase stands at a period of the series; on either side there are figures enough; they have shifted; and the new limits do not make
/// a concern disappear. A measure of years has no limits at all.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let asked = scope.scorecard.indicators().filter_map(|(_, indicator)| Some((indicator, indicator.spc.as_ref()?)));
    asked.flat_map(|(indicator, spc)| of_indicator(scope, indicator, spc)).collect()
}

fn of_indicator(scope: &Scope<'_>, indicator: &Indicator, spc: &Spc) -> Vec<Diagnostic> {
    let lineage = Lineage::new(scope.scorecard, scope.figures, indicator);
    let Some(own) = lineage.frequency() else { return Vec::new() };
    match own {
        Frequency::Month | Frequency::Quarter => {}
        Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => return vec![yearly(scope, indicator)],
    }
    let known = [Frequency::Month, Frequency::Quarter].map(|frequency| lineage.periods(frequency)).concat();
    let (stands, astray): (Vec<&Rebase>, Vec<&Rebase>) =
        spc.rebases.iter().partition(|rebase| known.contains(&rebase.at));
    let astray = astray.into_iter().map(|rebase| not_there(scope, indicator, rebase, own));
    let doubtful = if indicator.allowed.contains_key(Code::RebaseDoubtful.name()) {
        Vec::new()
    } else {
        let latest = known.iter().copied().max_by_key(|period| period.end());
        latest.map(|latest| doubts(scope, indicator, &stands, latest)).unwrap_or_default()
    };
    astray.chain(doubtful).collect()
}

fn yearly(scope: &Scope<'_>, indicator: &Indicator) -> Diagnostic {
    say(
        Code::SpcYearly,
        format!("`{}` is measured once a year, too seldom for control limits", indicator.code),
        [(written(scope, indicator), String::new()), (scope.definition(indicator), String::new())],
        "leave `spc` out: the paper shows the plain trend",
    )
}

fn not_there(scope: &Scope<'_>, indicator: &Indicator, rebase: &Rebase, own: Frequency) -> Diagnostic {
    say(
        Code::RebasePeriod,
        format!("`{}` has no {} {}, from which its limits should be made anew", indicator.code, own.noun(), rebase.at),
        [(place(scope, indicator, rebase), String::new())],
        format!("write a {} of its figures", own.noun()),
    )
}

/// What speaks against each rebase; one diagnostic a rebase, the gravest first.
fn doubts(scope: &Scope<'_>, indicator: &Indicator, stands: &[&Rebase], latest: Period) -> Vec<Diagnostic> {
    let extracted = scope.scorecard.extracted.get(&latest).copied();
    let published = Published::default();
    let ledger =
        Ledger::of_some(scope.scorecard, scope.figures, &published, Audience::default(), [indicator].into_iter());
    let inputs = Inputs::new(scope.scorecard, scope.figures, &ledger);
    let Some(chart) = assess_spc(&inputs, indicator, latest, extracted) else { return Vec::new() };
    let doubt = |rebase: &&Rebase| {
        let at = chart.stretches.iter().position(|stretch| stretch.start == SpcStart::Rebase(rebase))?;
        let (before, after) = (chart.stretches.get(at.checked_sub(1)?)?, &chart.stretches[at]);
        let is_last = at + 1 == chart.stretches.len();
        let few = |stretch: &SpcStretch<'_>| stretch.figures < LEAST_BASELINE;
        let what = if is_last && hides_a_concern(&inputs, indicator, rebase, &chart, latest) {
            "make common cause of a concern: by the limits before, the latest figure is one"
        } else if few(before) {
            "have fewer than twelve figures before them"
        } else if few(after) {
            "have fewer than twelve figures to stand on"
        } else if !has_shifted(&chart, before, after) {
            "follow no shift of the figures"
        } else {
            return None;
        };
        Some(say(
            Code::RebaseDoubtful,
            format!("the limits of `{}` made anew from {} {what}", indicator.code, rebase.at),
            [(place(scope, indicator, rebase), String::new())],
            "wait until the change shows in the figures and lasts".to_owned() + &or_allow(Code::RebaseDoubtful),
        ))
    };
    stands.iter().filter_map(doubt).collect()
}

/// Whether the latest figure is a concern by the limits before the rebase, and common cause by those after it.
fn hides_a_concern(
    inputs: &Inputs<'_>,
    indicator: &Indicator,
    rebase: &Rebase,
    chart: &AssessedSpc<'_>,
    latest: Period,
) -> bool {
    if chart.variation != Variation::Common {
        return false;
    }
    let mut without = indicator.clone();
    if let Some(spc) = &mut without.spc {
        spc.rebases.retain(|other| other != rebase);
    }
    let extracted = inputs.scorecard.extracted.get(&latest).copied();
    let before = assess_spc(inputs, &without, latest, extracted);
    before.is_some_and(|chart| matches!(chart.variation, Variation::Concern(_)))
}

/// Whether a run of figures on one side of the earlier mean, long enough for a shift, ends before the rebase or reaches beyond it.
fn has_shifted(chart: &AssessedSpc<'_>, before: &SpcStretch<'_>, after: &SpcStretch<'_>) -> bool {
    let Some(mean) = before.mean else { return true };
    let points = chart.spc.rules.shift_points;
    let figures = |rows: std::ops::Range<usize>| {
        let counted = rows.filter(|row| chart.rows[*row].counts);
        counted.filter_map(|row| Some(mean.side(chart.rows[row].amount?.coordinate()))).collect::<Vec<i8>>()
    };
    let (then, now) = (figures(before.rows.clone()), figures(after.rows.clone()));
    let near: Vec<i8> =
        then[then.len().saturating_sub(points)..].iter().chain(now.iter().take(points)).copied().collect();
    near.windows(points).any(|run| run[0] != 0 && run.iter().all(|side| *side == run[0]))
}

fn written(scope: &Scope<'_>, indicator: &Indicator) -> Option<Span> {
    scope.written(indicator)?.spc.as_ref().map(|spc| spc.span)
}

/// Where the rebase's period stands.
fn place(scope: &Scope<'_>, indicator: &Indicator, rebase: &Rebase) -> Option<Span> {
    let raw = scope.written(indicator)?.spc.as_ref()?;
    let same = raw.rebases.iter().find(|raw| raw.at.value.trim() == rebase.at.to_string());
    same.or(raw.rebases.first()).map(|raw| raw.at.span).or_else(|| scope.definition(indicator))
}
