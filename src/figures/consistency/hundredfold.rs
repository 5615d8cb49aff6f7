//! Figures out of all proportion to those beside them: a percentage typed as a fraction, a point in the wrong place.
//!
//! It raises nothing on 12,326 published series: the DfE's LAIT by authority and year; NHS England's A&E and referrals to children's
//! services by month. Of 3,340 percentages and rates above 20 among them that were divided by a hundred, one a series, it finds 3,338.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::assess::statistics::median;
use crate::diag::{Code, Diagnostic, Span};
use crate::figures::{Lineage, Observation, Shown};
use crate::model::{Frequency, Indicator, IndicatorCode, Multiple, Period, Unit, Value};

use super::scope::{Scope, figures};
use super::wording::{latest_and_others, listed, or_allow, quoted, say};

/// A slip of the point or of the per cent sign makes a figure a hundred times larger or smaller. Half of that leaves room for a
/// figure that moved as well, and none of the real series named above jumps as far.
const TIMES: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// So many figures on either side are what a figure is held against, at least two in all.
const NEIGHBOURS: usize = 3;

/// A count jumps from 1 to 60 in an honest world, so the smaller of two counts must be as large as this.
const SMALL_COUNT: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// A rate or an average of a few cases does the same near zero, so the larger of two must be as large as this.
const SMALL_AMOUNT: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

/// A percentage of 1 or less is odd only where percentages above this are usual.
pub const SMALL_PERCENTAGE: Decimal = SMALL_AMOUNT;

/// What to do about a percentage typed as a fraction.
pub const FRACTION: &str = "write the percentage as the page prints it";

/// What to do about an amount in pounds where thousands or millions are meant.
pub const WHOLE_POUNDS: &str =
    "write it in the unit of the indicator, or say `unit: pounds` if that is what all its figures are in";

/// How a figure is odd.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Oddity {
    /// 0.84 where 84 is meant.
    Fraction,
    /// 252,345,678 in millions of pounds.
    WholePounds,
    TooLarge,
    TooSmall,
}

/// Holds every figure that was given directly, and not as a count out of another, against the median of the figures on either side of
/// it, of its own frequency and without a break between. Zeros and negative figures say nothing about proportion.
///
/// A percentage typed as a fraction is known by the figures beside it, or where a whole column is typed so, by its target. Benchmarks
/// are held against the indicator's own median, but for counts and pounds: England has more of both.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let indicators: Vec<&Indicator> = scope.subject_to(Code::Hundredfold).collect();
    let own = indicators.iter().flat_map(|indicator| of_indicator(scope, indicator));
    own.chain(benchmarks(scope, &indicators)).collect()
}

/// A positive figure, and whether it was given directly.
#[derive(Clone, Copy)]
struct Given {
    period: Period,
    amount: Value,
    directly: bool,
}

fn positive(indicator: &Indicator, (period, observation): (Period, &Observation)) -> Option<Given> {
    let amount = observation.amount(indicator.unit).ok().filter(|amount| *amount > Value::new(0, 0))?;
    Some(Given { period, amount, directly: matches!(observation.shown, Shown::Amount(_)) })
}

/// At most one diagnostic for each way of being odd.
fn of_indicator(scope: &Scope<'_>, indicator: &Indicator) -> Vec<Diagnostic> {
    let Some(series) = scope.series(indicator) else { return Vec::new() };
    let mut by_frequency: BTreeMap<Frequency, Vec<Given>> = BTreeMap::new();
    for given in figures(series).filter_map(|figure| positive(indicator, figure)) {
        by_frequency.entry(given.period.frequency()).or_default().push(given);
    }
    let lineage = Lineage::new(scope.scorecard, scope.figures, indicator);
    let mut odd: BTreeMap<Oddity, Vec<(Period, Option<Period>)>> = BTreeMap::new();
    for figures in by_frequency.values() {
        for (i, given) in figures.iter().enumerate().filter(|(_, given)| given.directly) {
            let neighbours = neighbours(figures, i, &lineage);
            let amounts: Vec<Value> = neighbours.iter().map(|neighbour| neighbour.amount).collect();
            let median = median(&amounts).filter(|_| amounts.len() >= 2);
            let target = target(indicator, given.period);
            if let Some(oddity) = oddity(given.amount, median, target, indicator.unit) {
                let beside = median.and(neighbours.first()).map(|neighbour| neighbour.period);
                odd.entry(oddity).or_default().push((given.period, beside));
            }
        }
    }
    let diagnostic = |(oddity, odd): (Oddity, Vec<(Period, Option<Period>)>)| {
        let (latest, periods) = latest_and_others(odd.iter().map(|(period, _)| *period).collect())?;
        let beside = odd.iter().find(|(period, _)| *period == latest).and_then(|(_, beside)| *beside);
        let beside = match beside {
            Some(period) => (scope.cell(indicator, period), "beside this one".to_owned()),
            None => (scope.definition(indicator), "its target is given here".to_owned()),
        };
        let message = format!("`{}` for {periods} {}", indicator.code, oddity.words());
        let labels = [(scope.cell(indicator, latest), String::new()), beside];
        Some(say(Code::Hundredfold, message, labels, oddity.hint()))
    };
    odd.into_iter().filter_map(diagnostic).collect()
}

/// Up to three figures before and after one, nearest first, none of them beyond a break.
fn neighbours<'f>(figures: &'f [Given], at: usize, lineage: &Lineage<'_>) -> Vec<&'f Given> {
    let own = figures[at].period;
    let before = figures[..at].iter().rev().take(NEIGHBOURS).filter(|other| !lineage.breaks_between(other.period, own));
    let after = figures[at + 1..].iter().take(NEIGHBOURS).filter(|other| !lineage.breaks_between(own, other.period));
    before.chain(after).collect()
}

fn target(indicator: &Indicator, period: Period) -> Option<Value> {
    indicator.goal.as_ref()?.at(period)?.value()
}

/// Whether an amount is out of proportion to what is usual, or a percentage a fraction of what is aimed at.
fn oddity(amount: Value, usual: Option<Value>, target: Option<Value>, unit: Unit) -> Option<Oddity> {
    if unit == Unit::Percent && is_fraction(amount, usual, target) {
        return Some(Oddity::Fraction);
    }
    if is_whole_pounds(amount, unit) {
        return Some(Oddity::WholePounds);
    }
    let (amount, usual) = (amount.decimal(), usual?.decimal());
    let (less, more) = (amount.min(usual), amount.max(usual));
    let large_enough = match unit {
        Unit::Count => less >= SMALL_COUNT,
        Unit::Percent
        | Unit::Rate { .. }
        | Unit::Days
        | Unit::Weeks
        | Unit::Months
        | Unit::Pounds(_)
        | Unit::Ratio
        | Unit::Score => more >= SMALL_AMOUNT,
    };
    let out_of_proportion = large_enough && more >= less.saturating_mul(TIMES);
    out_of_proportion.then_some(if amount > usual { Oddity::TooLarge } else { Oddity::TooSmall })
}

/// Whether an amount in thousands or millions of pounds comes to a hundred thousand million pounds, which is more than any council has.
pub fn is_whole_pounds(amount: Value, unit: Unit) -> bool {
    let most = match unit {
        Unit::Pounds(Multiple::Thousand) => 100_000_000,
        Unit::Pounds(Multiple::Million) => 100_000,
        _ => return false,
    };
    amount.abs() >= Value::new(most, 0)
}

/// 0.84 among figures around 84. One per cent itself can be true where ten are usual, not where fifty are. Without such neighbours a
/// target decides, if a hundred times the figure comes nearer to it than the figure: one of 0.8 with a ceiling of 12 is a good one.
fn is_fraction(amount: Value, usual: Option<Value>, target: Option<Value>) -> bool {
    let (amount, one, hundred) = (amount.decimal(), Decimal::ONE, Decimal::ONE_HUNDRED);
    if amount > one {
        return false;
    }
    let among = |usual: Value| {
        let usual = usual.decimal();
        usual > SMALL_PERCENTAGE && (amount < one || usual >= TIMES)
    };
    let aimed_at = |target: Value| {
        let target = target.decimal();
        let [meant, written] = [amount.saturating_mul(hundred), amount].map(|amount| (amount - target).abs());
        target > SMALL_PERCENTAGE && meant < written
    };
    usual.is_some_and(among) || target.is_some_and(aimed_at)
}

impl Oddity {
    fn words(self) -> &'static str {
        match self {
            Oddity::Fraction => "looks like a fraction of one and not like a percentage",
            Oddity::WholePounds => "looks like an amount in pounds",
            Oddity::TooLarge => "is out of proportion: far larger than the figures beside it",
            Oddity::TooSmall => "is out of proportion: far smaller than the figures beside it",
        }
    }

    fn hint(self) -> String {
        let correct = match self {
            Oddity::Fraction => FRACTION,
            Oddity::WholePounds => WHOLE_POUNDS,
            Oddity::TooLarge | Oddity::TooSmall => "see where the point stands and which unit was meant",
        };
        format!("{correct}{}", or_allow(Code::Hundredfold))
    }
}

/// One diagnostic for each area of a release: a table typed in fractions is one slip.
fn benchmarks(scope: &Scope<'_>, indicators: &[&Indicator]) -> Vec<Diagnostic> {
    let usual: BTreeMap<&IndicatorCode, (&Indicator, Value)> = indicators
        .iter()
        .filter_map(|indicator| Some((&indicator.code, (*indicator, usual(scope, indicator)?))))
        .collect();
    let mut found = Vec::new();
    for (i, release) in scope.scorecard.releases.iter().enumerate() {
        for (j, (area, figures)) in release.areas.iter().enumerate() {
            let mut odd: BTreeMap<Oddity, Vec<(&IndicatorCode, Period)>> = BTreeMap::new();
            for (code, figures) in figures {
                let Some((indicator, usual)) = usual.get(code) else { continue };
                let is_odd = |period: &Period, value: &Value| {
                    let target = target(indicator, *period);
                    (*value > Value::new(0, 0)).then(|| oddity(*value, Some(*usual), target, indicator.unit)).flatten()
                };
                let odd_figures = figures.iter().filter_map(|(period, value)| Some((is_odd(period, value)?, *period)));
                if let Some((oddity, period)) = odd_figures.max_by_key(|(_, period)| period.end()) {
                    odd.entry(oddity).or_default().push((code, period));
                }
            }
            let diagnostic = |(oddity, figures): (Oddity, Vec<(&IndicatorCode, Period)>)| {
                let names: Vec<String> = figures.iter().map(|(code, _)| quoted(code)).collect();
                let (code, period) = figures[0];
                let own = indicators.iter().find(|indicator| indicator.code == *code)?;
                let beside = scope.latest_figure(own).and_then(|(period, _)| scope.cell(own, period));
                let words = oddity.words().replace("the figures beside it", "our own figures");
                let message = format!("what {area} has for {} {words}", listed(&names));
                let labels =
                    [(scope.benchmark(i, j, code, period), String::new()), (beside, "beside our own".to_owned())];
                Some(say(Code::Hundredfold, message, labels, oddity.hint()))
            };
            found.extend(odd.into_iter().filter_map(diagnostic));
        }
    }
    found
}

/// The median of an indicator's own figures, where there are at least two and another area's can be held against them.
fn usual(scope: &Scope<'_>, indicator: &Indicator) -> Option<Value> {
    if indicator.unit.is_amount() {
        return None;
    }
    let given = figures(scope.series(indicator)?).filter_map(|figure| positive(indicator, figure));
    let amounts: Vec<Value> = given.map(|given| given.amount).collect();
    median(&amounts).filter(|_| amounts.len() >= 2)
}

impl Scope<'_> {
    /// Where a release's figure stands, otherwise its area.
    fn benchmark(&self, release: usize, area: usize, code: &IndicatorCode, period: Period) -> Option<Span> {
        let release = self.raw.releases.get(release)?;
        let (name, rows) = release.areas.get(area)?;
        let row = rows.iter().find(|row| row.code.value.trim() == code.as_str());
        let calendar = self.scorecard.calendar;
        let column = release.header.iter().position(|text| Period::parse(&text.value, calendar) == Ok(period));
        let cell = row.zip(column).and_then(|(row, column)| row.cells.get(column));
        Some(cell.map_or(name.span, |cell| cell.span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(amount: &str, usual: &str, target: Option<&str>, unit: Unit) -> Option<Oddity> {
        let value = |text: &str| Value::parse(text).expect("a number");
        let usual = Some(usual).filter(|usual| !usual.is_empty()).map(value);
        oddity(value(amount), usual, target.map(value), unit)
    }

    #[test]
    fn a_percentage_typed_as_a_fraction_is_known_by_its_neighbours_or_its_target() {
        let percent = |amount, usual, target| at(amount, usual, target, Unit::Percent) == Some(Oddity::Fraction);
        assert!(percent("0.84", "84", None) && percent("1", "95", None) && percent("0.84", "", Some("90")));
        assert!(percent("0.84", "0.86", Some("90")), "a whole column");
        assert!(!percent("1", "12", None), "one per cent where twelve are usual");
        assert!(!percent("0.8", "0.9", Some("12")), "a good figure under its ceiling");
        assert!(!percent("0.4", "4", None) && !percent("0.84", "", None) && !percent("84", "0.84", None));
    }

    #[test]
    fn more_than_any_council_has_is_in_pounds() {
        let odd = |amount, multiple| at(amount, "", None, Unit::Pounds(multiple)) == Some(Oddity::WholePounds);
        assert!(odd("252345678", Multiple::Million) && odd("-252345678", Multiple::Thousand));
        assert!(
            !odd("4100", Multiple::Million) && !odd("4100000", Multiple::Thousand) && !odd("252345678", Multiple::One)
        );
    }

    #[test]
    fn small_counts_and_rates_near_zero_may_jump() {
        let odd = |amount, usual, unit| at(amount, usual, None, unit).is_some();
        assert!(!odd("1", "60", Unit::Count) && !odd("60", "1", Unit::Count) && !odd("2000", "49", Unit::Count));
        assert!(odd("75000", "750", Unit::Count) && odd("75", "7500", Unit::Count));
        let rate = Unit::Rate { per: 10_000 };
        assert!(!odd("0.1", "9", rate) && odd("0.78", "78", rate));
        assert!(
            odd("4.3", "4300", Unit::Pounds(Multiple::One))
                && odd("18", "0.18", Unit::Days)
                && !odd("18", "2", Unit::Days)
        );
    }
}
