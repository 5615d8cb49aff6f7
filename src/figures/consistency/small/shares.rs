//! Which percentages and rates would give a hidden count away.
//!
//! A share tells when it is that of a small count, or of all but a small count, out of a number that the pages show. So `3%` tells where 100 are shown and tells nothing where 400
//! are. What the hidden counts are is not asked: every count that the policy hides is tried. A share that the pages show themselves, or that is a target or another area's figure, tells nothing new.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::ledger::{Account, Entry};
use crate::model::{FigureKind, Indicator, Period, Scorecard, Unit, Value};

use super::range::Small;

/// What is printed of an indicator whose share may tell.
#[derive(Debug, Clone)]
pub struct Shares {
    small: Small,
    /// 100 for a percentage, `per` for a rate.
    scale: Decimal,
    /// What hidden figures are out of, where it is shown; what is hidden besides counts as every small number.
    out_of: BTreeSet<i64>,
    /// What the pages print.
    printed: BTreeSet<Value>,
    /// Differences of printed figures, and those between a printed and a hidden one as they would be for each small count.
    shown_steps: BTreeSet<Value>,
    telling_from: Vec<Value>,
}

impl Shares {
    /// Those of an indicator in a text for a period; `None` where the indicator is no share.
    pub fn of(
        scorecard: &Scorecard,
        indicator: &Indicator,
        account: &Account,
        at: Option<Period>,
        small: Small,
    ) -> Option<Self> {
        let scale = match indicator.unit {
            Unit::Percent => Decimal::ONE_HUNDRED,
            Unit::Rate { per } => Decimal::from(per),
            Unit::Count | Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds(_) | Unit::Ratio | Unit::Score => {
                return None;
            }
        };
        let mut out_of = BTreeSet::new();
        for (_, _, entry) in account.iter().filter(|(_, _, entry)| entry.value.is_hidden() || entry.out_of.is_hidden())
        {
            match entry.out_of.value().and_then(|value| value.decimal().to_i64()) {
                Some(shown) => drop(out_of.insert(shown)),
                None if entry.out_of.is_hidden() => out_of.extend(small.low..=small.high),
                None => {}
            }
        }
        // What a release says of the council itself may be the very figure that is hidden.
        let own_area = |area: &str| {
            let names = [&scorecard.organisation, &scorecard.short_name];
            let released = scorecard.releases.iter().filter_map(|release| {
                scorecard.area.as_ref().and_then(|number| Some(&release.authorities.get(number)?.0))
            });
            names.into_iter().chain(released).any(|name| name.to_lowercase() == area.trim().to_lowercase())
        };
        let areas = scorecard.releases.iter().flat_map(|release| &release.areas).filter(|(area, _)| !own_area(area));
        let elsewhere = areas.filter_map(|(_, figures)| figures.get(&indicator.code)).flat_map(|row| row.values());
        let own = account.iter().filter_map(|(_, _, entry)| entry.value.value());
        let printed = own.chain(indicator.limits()).chain(elsewhere.copied()).collect();
        let (shown_steps, telling_from) = at.map(|at| steps(account, at)).unwrap_or_default();
        Some(Self { small, scale, out_of, printed, shown_steps, telling_from })
    }

    /// Whether a share gives a small count away.
    pub fn tells(&self, share: Decimal) -> bool {
        let scale = share.scale();
        let is_printed = self.printed.iter().any(|value| value.rounded(scale).decimal() == share);
        !is_printed && self.is_of_a_small_count(share)
    }

    fn is_of_a_small_count(&self, share: Decimal) -> bool {
        let is_it = |count: i64, out_of: i64| {
            let exact = Decimal::from(count).checked_mul(self.scale).map(|it| it / Decimal::from(out_of));
            exact.is_some_and(|exact| Value::from_decimal(exact).rounded(share.scale()).decimal() == share)
        };
        let is_of = |out_of: &i64| {
            let counts = (self.small.low..=self.small.high).filter(|count| count <= out_of);
            counts
                .into_iter()
                .any(|count| is_it(count, *out_of) || (self.is_percent() && is_it(out_of - count, *out_of)))
        };
        self.out_of.iter().filter(|out_of| **out_of > 0).any(is_of)
    }

    /// Whether `n` of `m` is exactly a small count, or all but one.
    pub fn tells_part(&self, n: i64, m: i64) -> bool {
        let is_of = |out_of: &i64| {
            let count = (out_of % m == 0).then(|| out_of / m * n);
            count.is_some_and(|count| self.small.holds(count) || self.small.holds(out_of - count))
        };
        self.is_percent() && self.out_of.iter().any(is_of)
    }

    /// Whether so many points lead from a figure that is shown to one that gives a small count away.
    pub fn tells_step(&self, points: Decimal) -> bool {
        let by = Value::from_decimal(points);
        let is_shown = self.shown_steps.iter().any(|step| step.rounded(points.scale()) == by);
        let ends = |from: &Value| [from.decimal() + points, from.decimal() - points];
        self.is_percent()
            && !is_shown
            && self.telling_from.iter().flat_map(ends).any(|end| self.is_of_a_small_count(end))
    }

    fn is_percent(&self) -> bool {
        self.scale == Decimal::ONE_HUNDRED
    }
}

/// From the latest figure by a period to the one before and to that of a year before: differences of two that are shown, and the one that is shown beside one that is hidden.
fn steps(account: &Account, until: Period) -> (BTreeSet<Value>, Vec<Value>) {
    let (mut shown, mut from) = (BTreeSet::new(), Vec::new());
    let own = account
        .iter()
        .filter(|(kind, period, entry)| **kind == FigureKind::Value && period.end() <= until.end() && entry.is_given);
    let Some((_, latest, now)) = own.max_by_key(|(_, period, _)| (period.end(), std::cmp::Reverse(period.frequency())))
    else {
        return (shown, from);
    };
    let entries = [latest.previous(), latest.year_before()].map(|then| account.value(then));
    for then in entries.into_iter().flatten() {
        match (value(now), value(then)) {
            (Some(now), Some(then)) => drop(shown.insert(Value::from_decimal(now.decimal() - then.decimal()).abs())),
            (Some(one), None) if then.value.is_hidden() => from.push(one),
            (None, Some(one)) if now.value.is_hidden() => from.push(one),
            (Some(_), None) | (None, Some(_) | None) => {}
        }
    }
    (shown, from)
}

fn value(entry: &Entry) -> Option<Value> {
    entry.value.value()
}
