//! What a cell of figures shows, in the words of our own figures.

use std::collections::BTreeMap;

use crate::workbook::{Cell, Kind};

/// What a cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Nothing was given.
    None,
    /// A figure as our files write it: `335`, `83.5%`, `£1250`, `11/22`, perhaps with states behind it.
    Number(String),
    /// `01:02`: one year and two months, or hours and minutes.
    Duration(u32, u32),
    /// A sign or word instead of a figure, as it stands there.
    Symbol(String),
    /// A formula that came to nothing.
    Error,
    /// A day: `11/22` that a spreadsheet took for 22 November, or a number under a format of days.
    Day,
}

/// Letters that say the same everywhere: those of the Government Statistical Service, and those that the Department for Education writes instead.
pub const STANDARD: [(&str, &str); 8] =
    [("c", "c"), ("k", "k"), ("low", "k"), ("u", "x"), ("x", "x"), ("z", "z"), (":", "x"), ("~", "k")];

/// What other signs and words mostly stand for; whoever imports is asked.
const USUAL: [(&str, &str); 40] = [
    ("*", "c"),
    ("s", "c"),
    ("supp", "c"),
    ("suppressed", "c"),
    ("redacted", "c"),
    ("#", "c"),
    ("-", "x"),
    ("–", "x"),
    ("—", "x"),
    ("..", "x"),
    ("…", "x"),
    ("...", "x"),
    (".", "x"),
    ("n/a", "x"),
    ("na", "x"),
    ("n.a.", "x"),
    ("n/k", "x"),
    ("not available", "x"),
    ("no data", "x"),
    ("not known", "x"),
    ("unknown", "x"),
    ("null", "x"),
    ("none", "x"),
    ("not collected", "x"),
    ("not recorded", "x"),
    ("not applicable", "z"),
    ("n/app", "z"),
    ("tbc", "late"),
    ("tba", "late"),
    ("awaited", "late"),
    ("awaiting data", "late"),
    ("data awaited", "late"),
    ("pending", "late"),
    ("late", "late"),
    ("not yet available", "late"),
    ("nd", "nd"),
    ("not due", "nd"),
    ("nil", "0"),
    ("zero", "0"),
    ("no cases", "0/0"),
];

/// Reads a cell.
pub fn read(cell: &Cell) -> Figure {
    match cell.kind {
        Kind::Error => return Figure::Error,
        Kind::Date(_) => return Figure::Day,
        Kind::Text | Kind::Number => {}
    }
    if cell.shown.is_empty() {
        return Figure::None;
    }
    if cell.shown.starts_with('#')
        && ["#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#N/A", "#NUM!", "#NULL!"].contains(&cell.shown.as_str())
    {
        return Figure::Error;
    }
    if let Some((larger, smaller)) = duration(&cell.shown) {
        return Figure::Duration(larger, smaller);
    }
    number(&cell.shown).map_or_else(|| Figure::Symbol(cell.shown.clone()), Figure::Number)
}

/// Whether a recipe's word is a state, and no figure.
pub fn is_state(meant: &str) -> bool {
    matches!(meant, "c" | "k" | "x" | "z" | "late" | "nd")
}

/// What a sign or word stands for without anybody's saying so.
pub fn standard(symbol: &str) -> Option<&'static str> {
    let bare = bare(symbol);
    STANDARD.iter().find(|(written, _)| *written == bare).map(|(_, state)| *state)
}

/// What a sign or word probably stands for; empty where nobody can tell.
pub fn usual(symbol: &str) -> &'static str {
    let bare = bare(symbol);
    if let Some((_, state)) = USUAL.iter().find(|(written, _)| *written == bare) {
        return state;
    }
    // `<5`, `fewer than 5`, `>95%`: hidden by whoever wrote it.
    let limit = ["<", ">", "≤", "≥", "fewer than", "less than", "under", "more than"]
        .iter()
        .find_map(|sign| bare.strip_prefix(sign));
    if limit.is_some_and(|rest| number(rest.trim_start_matches('=').trim()).is_some()) { "c" } else { "" }
}

/// Why a text that begins as a number is none, with the way out; nothing where it does not begin so.
pub fn almost(symbol: &str) -> Option<&'static str> {
    let bare = symbol.trim().trim_start_matches(['-', '(', '£']);
    if !bare.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let number = &bare[..bare.len() - rest.len()];
    match (rest.trim(), number.rsplit_once(',')) {
        ("" | "%", Some((_, decimals))) if decimals.len() != 3 => {
            Some("a comma stands where decimals have a point: write 4.5 for 4,5")
        }
        ("k" | "K" | "m" | "M", _) => {
            Some("it stands for thousands or millions: write the number out, 120000 for 120k")
        }
        ("*" | "**" | "***" | "#" | "†" | "‡" | "^" | "¹" | "²" | "³", _) => Some(
            "a mark stands behind the number: leave the number alone in its cell, with the remark beside it or below",
        ),
        _ => None,
    }
}

/// The state or figure for a symbol under a recipe; `None` where neither it nor the standard knows the symbol.
pub fn meant<'s>(symbol: &str, symbols: &'s BTreeMap<String, String>) -> Option<&'s str> {
    symbols.get(symbol).map(String::as_str).or_else(|| standard(symbol))
}

fn bare(symbol: &str) -> String {
    symbol.trim().trim_start_matches('[').trim_end_matches(']').to_lowercase()
}

/// Two numbers with a colon between them, the second of two digits.
fn duration(shown: &str) -> Option<(u32, u32)> {
    let (larger, smaller) = shown.split_once(':')?;
    let is_number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_duration = is_number(larger, 1..=4) && is_number(smaller, 2..=2);
    is_duration.then(|| Some((larger.parse().ok()?, smaller.parse().ok()?))).flatten()
}

/// A figure in our own spelling, or nothing.
fn number(shown: &str) -> Option<String> {
    let (shown, marks) = marks(shown);
    let joined = shown.replace(" of ", "/").replace(" out of ", "/");
    if let Some((part, whole)) = joined.split_once('/') {
        return Some(format!("{}/{}{marks}", plain(part.trim())?, plain(whole.trim())?));
    }
    let (negative, amount) = match shown.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (true, inner.trim()),
        None => (false, shown),
    };
    let (minus, amount) = match amount.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (negative, amount.strip_prefix('+').unwrap_or(amount)),
    };
    let (pounds, amount) = match amount.strip_prefix('£') {
        Some(rest) => ("£", rest.trim_start()),
        None => ("", amount),
    };
    let (amount, ending) =
        match ["%", "k", "m"].into_iter().find_map(|ending| Some((amount.strip_suffix(ending)?, ending))) {
            Some((amount, "%")) if pounds.is_empty() => (amount.trim_end(), "%"),
            Some((amount, ending)) if !pounds.is_empty() && ending != "%" => (amount, ending),
            Some(_) => return None,
            None => (without_unit(amount), ""),
        };
    Some(format!("{}{pounds}{}{ending}{marks}", if minus { "-" } else { "" }, plain(amount)?))
}

/// Digits without the commas between thousands.
fn plain(amount: &str) -> Option<String> {
    let (whole, decimals) = amount.split_once('.').map_or((amount, None), |(whole, decimals)| (whole, Some(decimals)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let are_thousands = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let is_number =
        groups.iter().all(|group| digits(group)) && are_thousands || (whole.is_empty() && decimals.is_some());
    if !is_number || decimals.is_some_and(|decimals| !digits(decimals)) {
        return None;
    }
    let whole = if whole.is_empty() { "0".to_owned() } else { groups.concat() };
    Some(match decimals {
        Some(decimals) => format!("{whole}.{decimals}"),
        None => whole,
    })
}

/// `12 days` is 12 under a definition that says days.
fn without_unit(amount: &str) -> &str {
    const UNITS: [&str; 11] =
        ["days", "day", "weeks", "week", "months", "month", "years", "year", "hours", "children", "cases"];
    let unit = UNITS.iter().find_map(|unit| amount.strip_suffix(unit));
    unit.map_or(amount, str::trim_end)
}

/// Letters behind a figure that say how sure it is: `85% p`, `12 (r)`, `7[e]`.
fn marks(shown: &str) -> (&str, String) {
    const MARKS: [char; 5] = ['p', 'r', 'b', 'e', 'f'];
    let trimmed = shown.trim_end_matches([')', ']']);
    let Some((mark, before)) = trimmed
        .chars()
        .next_back()
        .map(|mark| (mark.to_ascii_lowercase(), &trimmed[..trimmed.len() - mark.len_utf8()]))
    else {
        return (shown, String::new());
    };
    let before = before.trim_end_matches(['(', '[']).trim_end();
    let is_mark = MARKS.contains(&mark) && before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    if is_mark { (before, format!(" {mark}")) } else { (shown, String::new()) }
}

/// A share of one as a percentage: its point moves, and no digit is lost. What has a sign already is one.
pub fn hundredfold(text: &str) -> String {
    let (number, marks) =
        text.split_once(' ').map_or((text, String::new()), |(number, marks)| (number, format!(" {marks}")));
    if !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return text.to_owned();
    }
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let (moved, rest) = (format!("{decimals:0<2}"), decimals.get(2..).unwrap_or_default().trim_end_matches('0'));
    let whole = format!("{whole}{}", &moved[..2]);
    let whole = whole.trim_start_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{}{point}{rest}%{marks}", if whole.is_empty() { "0" } else { whole })
}

/// Whether a percentage is another than a count out of another makes, as precisely as it is shown.
pub fn differs(percent: &str, count: &str, base: &str) -> bool {
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().ok();
    let (Some(percent_is), Some(count), Some(base)) = (number(percent), number(count), number(base)) else {
        return false;
    };
    let decimals = percent.trim_end_matches('%').split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 / 10_f64.powi(decimals as i32);
    let is_off = |stated: f64, half: f64| (stated - 100.0 * count / base).abs() > half + 1e-9;
    // A share of one, 0.25 for 25%, where no sign says that it is a percentage.
    let may_be_share = !percent.ends_with('%') && (0.0..=1.0).contains(&percent_is);
    let is_no_share = !may_be_share || is_off(100.0 * percent_is, 100.0 * half);
    base > 0.0 && is_off(percent_is, half) && is_no_share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(shown: &str) -> Figure {
        read(&Cell::text(shown))
    }

    #[test]
    fn figures_are_read_as_they_are_shown() {
        for (shown, figure) in [
            ("335", "335"),
            ("1,204", "1204"),
            ("1 204", "1204"),
            ("523 ", "523"),
            ("83.5%", "83.5%"),
            ("83 %", "83%"),
            ("£1,250", "£1250"),
            ("£252.3m", "£252.3m"),
            ("(12)", "-12"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("+5", "5"),
            (".5", "0.5"),
            ("11/22", "11/22"),
            ("11 of 22", "11/22"),
            ("12 days", "12"),
            ("85% p", "85% p"),
            ("12 (r)", "12 r"),
            ("7[e]", "7 e"),
            ("-£1,250.50", "-£1250.50"),
        ] {
            assert_eq!(read_text(shown), Figure::Number(figure.to_owned()), "{shown}");
        }
        for shown in ["c", "<5", "n/a", "see note", "1,20", "12.3.4", "5 to 7", "Q1", "1,2345", "12k"] {
            assert_eq!(read_text(shown), Figure::Symbol(shown.to_owned()), "{shown}");
        }
        assert_eq!(read_text("01:02"), Figure::Duration(1, 2));
        for shown in ["1:2", ":", "a:02", "01:02:03"] {
            assert_eq!(read_text(shown), Figure::Symbol(shown.to_owned()), "{shown}");
        }
        assert_eq!(read_text("#DIV/0!"), Figure::Error);
        assert_eq!(read_text(""), Figure::None);
    }

    #[test]
    fn what_is_almost_a_number_is_named_as_what_it_is() {
        for (shown, words) in [
            ("4,5", "a comma"),
            ("12,75 %", "a comma"),
            ("120k", "thousands"),
            ("114*", "a mark"),
            ("1,204*", "a mark"),
        ] {
            assert!(almost(shown).is_some_and(|told| told.contains(words)), "{shown}");
        }
        for shown in ["*", "n/a", "5 to 7", "1,204", "12 approx", "Q1"] {
            assert_eq!(almost(shown), None, "{shown}");
        }
    }

    #[test]
    fn a_percentage_is_held_against_its_counts_as_precisely_as_it_is_shown() {
        for (percent, count, base) in [
            ("25%", "1", "4"),
            ("25", "1", "4"),
            ("0.25", "1", "4"),
            ("33%", "1", "3"),
            ("0.333", "1", "3"),
            ("1", "4", "4"),
        ] {
            assert!(!differs(percent, count, base), "{percent}");
        }
        for (percent, count, base) in [("26%", "1", "4"), ("0.35", "1", "4"), ("0.25%", "1", "4"), ("33.4%", "1", "3")]
        {
            assert!(differs(percent, count, base), "{percent}");
        }
    }

    #[test]
    fn what_stands_instead_of_a_figure_has_a_usual_meaning() {
        for (symbol, state) in [
            ("<5", "c"),
            ("fewer than 5", "c"),
            (">95%", "c"),
            ("*", "c"),
            ("-", "x"),
            ("N/A", "x"),
            ("TBC", "late"),
            ("nil", "0"),
            ("see note", ""),
        ] {
            assert_eq!(usual(symbol), state, "{symbol}");
        }
        assert_eq!(standard("[c]"), Some("c"));
        assert_eq!(standard("n/a"), None);
    }
}
