//! Counts and what they are out of: a pair of which one number is missing, and figures of two kinds in one row, which no figure can be made of.

use std::collections::BTreeMap;

use crate::model::Period;

use super::entry::Entry;

/// Entries of a row by their periods.
type Row = BTreeMap<Period, Entry>;

/// Writes states in place of what is no figure of its row in a file, and says so, one sentence a row.
pub fn settle(rows: &mut [(String, Row)], said: &mut Vec<String>) {
    for at in 0..rows.len() {
        let name = rows[at].0.clone();
        if name.contains(' ') {
            continue;
        }
        let whole = format!("{name} out of");
        let bases = rows.iter().find(|(other, _)| *other == whole).map(|(_, row)| row.clone());
        let counts = &mut rows[at].1;
        match bases {
            Some(bases) => said.extend(of_counts(&name, counts, &bases)),
            None => said.extend(of_fractions(&name, counts)),
        }
    }
}

/// A count alone makes no figure, nor does what it would be out of: the state that stands in place of either is the state of both.
fn of_counts(code: &str, counts: &mut Row, bases: &Row) -> Option<String> {
    let periods: Vec<Period> = counts.keys().chain(bases.keys()).copied().collect();
    let mut told: Vec<String> = Vec::new();
    for period in periods {
        let (count, base) = (counts.get(&period), bases.get(&period));
        let lacking = match (count, base) {
            (Some(count), Some(base)) if is_number(&count.text) && !is_out_of(&base.text, &count.text) => {
                let words = format!("{}: {} is out of `{}`", count.place, count.text, base.text);
                let state = if is_number(&base.text) { "x" } else { base.text.as_str() };
                Some((Entry { text: state.to_owned(), place: count.place.clone() }, words))
            }
            (Some(count), Some(_)) if count.text.starts_with('-') => {
                let words = format!("{}: {} is no count of any", count.place, count.text);
                Some((Entry { text: "x".to_owned(), place: count.place.clone() }, words))
            }
            (Some(count), None) if is_number(&count.text) => {
                let words = format!("{}: {} is out of nothing that was given", count.place, count.text);
                Some((Entry { text: "x".to_owned(), place: count.place.clone() }, words))
            }
            (None, Some(base)) => {
                let words = format!("{}: no count stands beside `{}`", base.place, base.text);
                let state = if is_number(&base.text) { "x" } else { base.text.as_str() };
                Some((Entry { text: state.to_owned(), place: base.place.clone() }, words))
            }
            _ => None,
        };
        if let Some((entry, words)) = lacking {
            told.push(format!("{words} ({code}, {period}), so it has `{}` and no figure", entry.text));
            counts.insert(period, entry);
        }
    }
    first_of(&told, "the numbers are in the file, correct it there")
}

/// Counts out of others among plain numbers: the row holds one of both.
fn of_fractions(code: &str, row: &mut Row) -> Option<String> {
    let is_plain = |entry: &Entry| is_number(&entry.text) && !entry.text.contains(['/', '%']);
    if !row.values().any(is_plain) {
        return None;
    }
    let mut told: Vec<String> = Vec::new();
    for (period, entry) in row.iter_mut().filter(|(_, entry)| entry.text.contains('/') && is_number(&entry.text)) {
        told.push(format!(
            "{}: {} is a count out of another among numbers alone ({code}, {period}), so it has `x` and no figure",
            entry.place, entry.text
        ));
        entry.text = "x".to_owned();
    }
    first_of(&told, "give it a row of its own, or all of them what they are out of")
}

fn first_of(told: &[String], way: &str) -> Option<String> {
    let first = told.first()?;
    let more = if told.len() > 1 { format!("; {} more of its row likewise", told.len() - 1) } else { String::new() };
    Some(format!("{first}{more}: {way}"))
}

/// Whether figures are counts out of others in one cell each, `11/22`, perhaps with percentages among them.
pub fn are_fractions(shown: &[&str]) -> bool {
    let numbers: Vec<&&str> = shown.iter().filter(|text| is_number(text)).collect();
    numbers.iter().any(|text| text.contains('/')) && numbers.iter().all(|text| text.contains(['/', '%']))
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a number can be out of another: some of none cannot.
fn is_out_of(base: &str, count: &str) -> bool {
    let number = |text: &str| text.split(' ').next().and_then(|text| text.parse::<f64>().ok());
    is_number(base) && !(number(base) == Some(0.0) && number(count).is_some_and(|count| count > 0.0))
}
