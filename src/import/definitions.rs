//! Definitions as a file tells them, and what of them a person has to say.

use std::fmt::Write;

use crate::load::written::scalar;

use super::applied::Applied;
use super::entry::Entry;
use super::found::Measure;
use super::pairs;
use super::words::{self, About};

/// A definition in our file format, and what in it is assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub theme: String,
    pub text: String,
    /// No column says which direction is better.
    pub lacks_better: bool,
    /// A target that cannot be read.
    pub odd_target: Option<String>,
    /// No column, name or sign says the unit, and the figures have decimals.
    pub lacks_unit: bool,
    /// What is counted is not said in words.
    pub lacks_words: bool,
    /// The place and text of a figure that its unit can have only under `range: any`.
    pub beyond: Option<(String, String)>,
}

/// The figures of a code.
pub fn shown<'a>(applied: &'a Applied, code: &str) -> Vec<&'a str> {
    let rows = applied.files.iter().flat_map(|file| &file.rows).filter(|(row, _)| row == code);
    rows.flat_map(|(_, entries)| entries.values().map(|entry| entry.text.as_str())).collect()
}

/// The first figure of a row that its unit cannot have without `range: any`: below nought, over 100 per cent, a count of more than there are.
fn beyond<'a>(applied: &'a Applied, code: &str, unit: &str, is_share: bool) -> Option<&'a Entry> {
    let rows = || applied.files.iter().flat_map(|file| &file.rows);
    let number = |text: &str| text.split(' ').next()?.trim_end_matches('%').parse::<f64>().ok();
    let whole = format!("{code} out of");
    let of_row = rows().filter(|(name, _)| name == code).flat_map(|(_, row)| row);
    let mut beyond = of_row.filter(|(period, entry)| {
        if let Some((count, base)) = entry.text.split_once('/') {
            return unit == "percent" && number(count).zip(number(base)).is_some_and(|(count, base)| count > base);
        }
        let Some(value) = number(&entry.text) else { return false };
        let base = rows().find_map(|(name, row)| if *name == whole { row.get(period) } else { None });
        match base.and_then(|base| number(&base.text)) {
            Some(base) => unit == "percent" && value > base,
            None if is_share => false,
            None => value < 0.0 && !has_no_least(unit) || value > 100.0 && unit == "percent",
        }
    });
    beyond.next().map(|(_, entry)| entry)
}

/// Money and scores may lie on either side of nought.
fn has_no_least(unit: &str) -> bool {
    unit == "pounds" || unit == "score" || unit.starts_with('£')
}

/// Writes one, of whose figures the file tells more.
pub fn write(measure: &Measure, applied: &Applied, theme: &str) -> Definition {
    let shown = &shown(applied, &measure.code)[..];
    let said = |about: About| measure.said.get(&about).map(String::as_str).unwrap_or_default();
    let unit = unit(measure, shown);
    let is_share = is_share(measure, shown);
    let beyond = beyond(applied, &measure.code, unit.as_deref().unwrap_or_default(), is_share);
    let target = Target::read(said(About::Target), unit.as_deref(), is_share);
    let better = words::better(said(About::Polarity)).or(target.better());
    let name = if measure.name.is_empty() { &measure.code } else { &measure.name };
    let mut text = String::new();
    let mut line = |key: &str, value: &str| _ = writeln!(text, "    {key}: {value}");
    line("name", &scalar(name));
    if !said(About::Definition).is_empty() {
        line("definition", &scalar(&said(About::Definition).split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if is_share {
        line("count", &scalar(name));
        line("out_of", "Cases");
    }
    let is_made_share = is_share && unit.as_deref() == Some("percent");
    if let Some(unit) = unit.as_deref().filter(|_| !is_made_share) {
        line("unit", unit);
    }
    if let Some(decimals) = decimals(shown).filter(|_| !is_share) {
        line("decimals", &decimals.to_string());
    }
    if beyond.is_some() {
        line("range", "any");
    }
    line("better", better.unwrap_or("neither"));
    let is_judged = better.is_some_and(|better| better != "neither");
    let has_target = matches!(target, Target::Value { .. });
    if is_judged {
        line("target", &target.written(better, said(About::Amber)));
    } else if has_target {
        line("# target", &format!("{}   # once `better` says which way is better", target.written(better, "")));
    }
    for (about, key) in [(About::Owner, "owner"), (About::Source, "source")] {
        if !said(about).is_empty() {
            line(key, &scalar(said(about)));
        }
    }
    Definition {
        theme: theme.to_owned(),
        text: format!("  {}:\n{text}", measure.code),
        lacks_better: better.is_none(),
        odd_target: if let Target::Odd(text) = target { Some(text) } else { None },
        lacks_unit: unit.as_deref() == Some("score")
            && !measure.said.contains_key(&About::Unit)
            && words::unit(name).is_none(),
        lacks_words: is_share,
        beyond: beyond.map(|entry| (entry.place.clone(), entry.text.clone())),
    }
}

/// Whether figures are counts out of others, in two rows or in cells such as `11/22`.
fn is_share(measure: &Measure, shown: &[&str]) -> bool {
    measure.is_share() || pairs::are_fractions(shown)
}

/// The unit: as a column says it, as the name says it, or as the figures show it.
pub fn unit(measure: &Measure, shown: &[&str]) -> Option<String> {
    let by_figures = || {
        let ends = |sign: char| shown.iter().any(|text| text.contains(sign));
        match () {
            () if ends('%') => Some("percent"),
            () if shown.iter().any(|text| text.contains('£') && text.contains('m')) => Some("£m"),
            () if shown.iter().any(|text| text.contains('£') && text.contains('k')) => Some("£000"),
            () if ends('£') => Some("pounds"),
            () => None,
        }
        .map(str::to_owned)
    };
    let column = measure.said.get(&About::Unit).and_then(|unit| words::unit(unit));
    let is_share = is_share(measure, shown);
    // `SDQ score, children count` is of children.
    let last = words::plain(&measure.name).split(' ').next_back().map(str::to_owned).unwrap_or_default();
    let is_count = measure.is_count() || matches!(last.as_str(), "count" | "number" | "headcount");
    let by_name = words::unit(&measure.name);
    let by_name = by_name.filter(|unit| unit != "count" && !is_count && !is_span(&measure.name, unit));
    let is_multiple = |unit: &Option<String>| matches!(unit.as_deref(), Some("£000" | "£m"));
    let said_multiple = [by_name.clone(), column.clone()].into_iter().find(is_multiple).flatten();
    // A working day within a name is no unit of what is counted out of others.
    let of_share = is_share && !by_name.as_deref().is_some_and(|unit| unit.starts_with("rate"));
    let by_name = by_name.filter(|_| !of_share);
    let column = column.filter(|unit| !is_share || unit.starts_with("rate"));
    let unit = said_multiple.or_else(by_figures).or(column).or(by_name);
    let is_percent = is_share || measure.kinds.contains(&words::Kind::Percent);
    // Nobody counts in parts.
    let otherwise = if is_percent {
        "percent"
    } else if decimals(shown).is_some() {
        "score"
    } else {
        "count"
    };
    unit.or_else(|| Some(otherwise.to_owned()))
}

/// Whether a name speaks of a span of time, which is no unit: `placed within 12 months`, `seen in 5 working days`.
fn is_span(name: &str, unit: &str) -> bool {
    let plain = words::plain(name);
    let words: Vec<&str> = plain.split(' ').filter(|word| *word != "working" && *word != "school").collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = |word: &str| matches!(word, "same" | "next" | "first");
    matches!(unit, "days" | "weeks" | "months")
        && words
            .windows(2)
            .any(|pair| (is_number(pair[0]) || is_one(pair[0])) && pair[1].starts_with(unit.trim_end_matches('s')))
}

/// How many decimals are printed: as many as any figure shows that are not all noughts.
fn decimals(shown: &[&str]) -> Option<usize> {
    let of = |text: &&str| {
        let number = text.split([' ', '%']).next().unwrap_or_default();
        number.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches('0').len())
    };
    shown.iter().map(of).max().filter(|decimals| *decimals > 0).map(|decimals| decimals.min(2))
}

/// A target as a cell shows it.
enum Target {
    None,
    Value { text: String, better: Option<&'static str> },
    Odd(String),
}

impl Target {
    fn read(shown: &str, unit: Option<&str>, is_share: bool) -> Self {
        let small = shown.trim().to_lowercase();
        if matches!(small.as_str(), "" | "-" | "–" | "n/a" | "na" | "none" | "no target" | "not set" | "z" | "x") {
            return Self::None;
        }
        let signs = [
            ("≥", "higher"),
            (">=", "higher"),
            ("at least", "higher"),
            (">", "higher"),
            ("≤", "lower"),
            ("<=", "lower"),
            ("at most", "lower"),
            ("below", "lower"),
            ("under", "lower"),
            ("<", "lower"),
        ];
        let (better, rest) = signs
            .iter()
            .find_map(|(sign, better)| Some((Some(*better), small.strip_prefix(sign)?)))
            .unwrap_or((None, &small));
        match super::figure::read(&crate::workbook::Cell::text(rest)) {
            super::figure::Figure::Number(text) if !text.contains('/') && !text.contains(' ') => {
                let is_percent = is_share || unit == Some("percent");
                let number = text.trim_end_matches('%').trim_start_matches('£').to_owned();
                if text.ends_with('%') && !is_percent {
                    Self::Odd(shown.to_owned())
                } else {
                    Self::Value { text: number, better }
                }
            }
            _ => Self::Odd(shown.to_owned()),
        }
    }

    fn better(&self) -> Option<&'static str> {
        if let Self::Value { better, .. } = self { *better } else { None }
    }

    /// In our file format, with where amber begins if that lies on the worse side.
    fn written(&self, better: Option<&str>, amber: &str) -> String {
        let Self::Value { text, .. } = self else { return "none".to_owned() };
        let number = |text: &str| text.trim_end_matches('%').parse::<f64>().ok();
        let limits = number(text).zip(number(amber.trim()));
        match (limits, better) {
            (Some((green, amber_at)), Some("higher")) if amber_at < green => {
                format!("{{green: {text}, amber: {}}}", amber.trim().trim_end_matches('%'))
            }
            (Some((green, amber_at)), Some("lower")) if amber_at > green => {
                format!("{{green: {text}, amber: {}}}", amber.trim().trim_end_matches('%'))
            }
            _ => text.clone(),
        }
    }
}
