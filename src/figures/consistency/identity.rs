//! Figures that a definition says must add up: `equals: previous + STARTED - CEASED`.

use crate::diag::{Code, Diagnostic, Span};
use crate::figures::Lineage;
use crate::model::{Identity, Indicator, IndicatorCode, Period, Sign, Term};

use super::amounts::Amount;
use super::scope::{Scope, figures};
use super::wording::{latest_and_others, or_allow, say};

/// Holds each figure against its terms, in every period in which all of them have a figure.
///
/// A term's figure may be one that follows from shorter periods: a quarter's starters are those of its months. Counts must
/// agree exactly, other amounts within the rounding of the digits in which they were written. Where a break lies before a period
/// `previous` is not what it goes on from, and nothing is said.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let of = |indicator| Sum::of(scope, indicator)?.broken();
    scope.subject_to(Code::IdentityBroken).filter_map(of).collect()
}

/// An indicator with the terms of its identity.
struct Sum<'c, 'a> {
    scope: &'c Scope<'a>,
    indicator: &'a Indicator,
    identity: &'a Identity,
    own: Lineage<'a>,
    others: Vec<Lineage<'a>>,
}

impl<'c, 'a> Sum<'c, 'a> {
    fn of(scope: &'c Scope<'a>, indicator: &'a Indicator) -> Option<Self> {
        let identity = indicator.identity.as_ref()?;
        let lineage = |indicator| Lineage::new(scope.scorecard, scope.figures, indicator);
        let named = |code: &IndicatorCode| identity.terms.iter().any(|(_, term)| *term == Term::Of(code.clone()));
        let all = scope.scorecard.indicators().map(|(_, indicator)| indicator);
        let others = all.filter(|other| named(&other.code)).map(lineage).collect();
        Some(Self { scope, indicator, identity, own: lineage(indicator), others })
    }

    fn broken(&self) -> Option<Diagnostic> {
        let series = self.scope.series(self.indicator)?;
        let broken = |period: &Period| self.holds(*period) == Some(false);
        let (latest, periods) = latest_and_others(figures(series).map(|(period, _)| period).filter(broken).collect())?;
        let own = (self.scope.cell(self.indicator, latest), "this is not what they give".to_owned());
        let terms = self.identity.terms.iter().map(|(_, term)| self.label(term, latest));
        Some(say(
            Code::IdentityBroken,
            format!("`{}` is not `{}` for {periods}", self.indicator.code, self.words()),
            [own].into_iter().chain(terms),
            format!("correct the figure that is wrong{}", or_allow(Code::IdentityBroken)),
        ))
    }

    /// Whether the figure of a period is what its terms give; `None` where one of them is not known.
    fn holds(&self, period: Period) -> Option<bool> {
        let own = Amount::of(self.own.given(period)?, self.indicator.unit)?;
        let mut sum = Amount::ZERO;
        for (sign, term) in &self.identity.terms {
            let amount = self.amount(term, period)?;
            sum = match sign {
                Sign::Plus => sum.plus(amount),
                Sign::Minus => sum.minus(amount),
            };
        }
        Some(own.agrees_with(sum))
    }

    fn amount(&self, term: &Term, period: Period) -> Option<Amount> {
        match term {
            Term::Previous if self.indicator.begins_anew(period) => Some(Amount::ZERO),
            Term::Previous if self.own.break_at(period).is_some() => None,
            Term::Previous => Amount::of(self.own.given(period.previous())?, self.indicator.unit),
            Term::Of(code) => {
                let lineage = self.others.iter().find(|lineage| lineage.indicator.code == *code)?;
                Amount::of(lineage.at(period)?.observation(), lineage.indicator.unit)
            }
        }
    }

    fn label(&self, term: &Term, period: Period) -> (Option<Span>, String) {
        match term {
            Term::Previous => {
                (self.scope.places.cell(&self.indicator.code, period.previous()), "`previous`".to_owned())
            }
            Term::Of(code) => (self.scope.places.cell(code, period), format!("`{code}`")),
        }
    }

    /// As the definition writes it.
    fn words(&self) -> String {
        let mut words = String::new();
        for (i, (sign, term)) in self.identity.terms.iter().enumerate() {
            words.push_str(match (sign, i) {
                (Sign::Plus, 0) => "",
                (Sign::Plus, _) => " + ",
                (Sign::Minus, 0) => "-",
                (Sign::Minus, _) => " - ",
            });
            match term {
                Term::Previous => words.push_str("previous"),
                Term::Of(code) => words.push_str(code.as_str()),
            }
        }
        words
    }
}
