//! Rows that are the total of others: what those are out of, where a percentage beside them says so.
//!
//! Published files have a row `Total children` beside `Same carer for two years`, each with a number and a percentage. So a share has its two numbers, and its percentage is checked.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Body;
use super::figure::{self, Figure};
use super::words::{self, Kind, plain};

/// The columns of a count and of its percentage, and which combinations of texts are parts of which other.
#[derive(Debug, Default)]
pub struct Totals<'a> {
    pub count: usize,
    pub percent: usize,
    of: BTreeMap<Vec<&'a str>, Vec<&'a str>>,
}

/// Of ten rows with all three numbers, in so many the count out of the total must make the percentage: some totals are of others.
const FIT: usize = 9;

impl<'a> Totals<'a> {
    /// Those of a table; nothing where a percentage does not come out of the counts.
    pub fn find(
        body: &Body<'_>,
        rows: &[usize],
        dimensions: &[usize],
        combinations: &BTreeSet<Vec<&'a str>>,
        values: &[usize],
    ) -> Option<Self> {
        let (count, percent) = pair(body, values)?;
        let mut totals = Self { count, percent, of: BTreeMap::new() };
        for texts in combinations {
            if let Some(total) = total_of(texts, combinations) {
                totals.of.insert(texts.clone(), total);
            }
        }
        let has_texts = |row: usize, texts: &[&str]| {
            dimensions.iter().zip(texts).all(|(column, text)| body.sheet.text(row, *column) == *text)
        };
        let period = |row: usize| body.period_columns().into_iter().map(move |column| body.sheet.text(row, column));
        let number = |row: usize, column: usize| match figure::read(body.sheet.cell(row, column)) {
            Figure::Number(text) => text.trim_end_matches('%').parse::<f64>().ok().map(|number| (number, text)),
            _ => None,
        };
        totals.of.retain(|texts, total| {
            let of_texts = rows.iter().copied().filter(|row| has_texts(*row, texts));
            let fits = of_texts.filter_map(|row| {
                let whole = rows.iter().find(|other| has_texts(**other, total) && period(**other).eq(period(row)))?;
                let (whole, (part, _)) = (number(*whole, count)?.0, number(row, count)?);
                let (stated, text) = number(row, percent)?;
                let decimals = text.trim_end_matches('%').split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) + 1e-9;
                Some(whole > 0.0 && (stated - 100.0 * part / whole).abs() <= half)
            });
            let fits: Vec<bool> = fits.collect();
            !fits.is_empty() && fits.iter().filter(|fits| **fits).count() * 10 >= fits.len() * FIT
        });
        (!totals.of.is_empty()).then_some(totals)
    }

    /// The total that a combination is a part of.
    pub fn of(&self, texts: &[&'a str]) -> Option<&[&'a str]> {
        self.of.get(texts).map(Vec::as_slice)
    }

    /// Whether a combination is the total of others: its percentage is 100 and says nothing.
    pub fn is_total(&self, texts: &[&str]) -> bool {
        self.of.values().any(|total| total == texts)
    }
}

/// A column of counts and the one of its percentages.
fn pair(body: &Body<'_>, values: &[usize]) -> Option<(usize, usize)> {
    let of = |wanted: Kind| {
        let is = |column: &usize| body.base(*column).1.or_else(|| words::kind(body.name(*column))) == Some(wanted);
        let mut columns = values.iter().copied().filter(is);
        columns.next().filter(|_| columns.next().is_none())
    };
    of(Kind::Count).zip(of(Kind::Percent))
}

/// The combination that differs in one text alone, which is a total.
fn total_of<'a>(texts: &[&'a str], combinations: &BTreeSet<Vec<&'a str>>) -> Option<Vec<&'a str>> {
    (0..texts.len()).filter(|at| !is_total(texts[*at])).find_map(|at| {
        let differs_here = |other: &&Vec<&'a str>| {
            is_total(other[at]) && other.iter().zip(texts).enumerate().all(|(place, (a, b))| place == at || a == b)
        };
        combinations.iter().find(differs_here).cloned()
    })
}

fn is_total(text: &str) -> bool {
    let plain = plain(text);
    plain == "total" || plain.starts_with("total ")
}
