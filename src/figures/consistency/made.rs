//! Quarters and years that a paper is about and that cannot be made.

use crate::diag::{Code, Diagnostic};
use crate::figures::{Lineage, NotMade};
use crate::model::{Indicator, Missing, Paper, Period};

use super::scope::Scope;
use super::wording::{or_allow, say};

/// Looks at the latest period of every paper that is `every` longer period than its figures: what is given in shorter ones and makes none for it
/// stands on the page as not available, which nobody sees in the data.
///
/// A shorter period that is awaited or suppressed has said so itself.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let indicators = scope.in_use(Code::NotMade);
    indicators
        .filter_map(|indicator| scope.scorecard.papers.iter().find_map(|paper| in_paper(scope, indicator, paper)))
        .collect()
}

fn in_paper(scope: &Scope<'_>, indicator: &Indicator, paper: &Paper) -> Option<Diagnostic> {
    let every = paper.every.filter(|_| paper.shows(&indicator.code))?;
    let period = scope.latest_period().filter(|latest| latest.frequency().months() < every.months())?.latest(every);
    let reason = Lineage::new(scope.scorecard, scope.figures, indicator).not_made(period)?;
    let noun = every.noun();
    let (why, hint) = match reason {
        NotMade::Definition if indicator.period_type.is_none() => (
            format!("its definition does not say how a {noun} is made of shorter periods"),
            format!("say with `type` of what time a figure speaks, or give figures of {noun}s"),
        ),
        NotMade::Definition => (
            format!("its definition lets no {noun} be made of shorter periods"),
            format!("give figures of {noun}s, or say with `aggregate` how one is made"),
        ),
        NotMade::NoNumbers => (
            format!("no {noun} can be made of shares and averages without the numbers behind them"),
            format!("write what was counted out of what, or give figures of {noun}s"),
        ),
        NotMade::Gap(_, Some(Missing::Awaited | Missing::SuppressedBySource), _) => return None,
        NotMade::Gap(gap, ..) => {
            (format!("there is none for {gap}"), format!("write it, or give the figure of the {noun}"))
        }
        NotMade::Break(at) => (format!("the series breaks in {at}"), format!("give the figure of the {noun}")),
    };
    let place = match reason {
        NotMade::Gap(at, ..) | NotMade::Break(at) => scope.cell(indicator, at),
        NotMade::Definition | NotMade::NoNumbers => scope.definition(indicator),
    };
    Some(say(
        Code::NotMade,
        format!("`{}` has no figure for {period}, of which the paper `{}` speaks: {why}", indicator.code, paper.key),
        [(place, label(period))],
        hint + &or_allow(Code::NotMade),
    ))
}

fn label(period: Period) -> String {
    format!("no {} is made of this", period.frequency().noun())
}
