//! Numbers, dates and counts as text: the same on every machine.

use crate::model::{Date, Indicator, Month, Multiple, Range, Unit, Value};

/// `13 January 2021`.
pub fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), Month::new(date.year(), date.month()).name(), date.year())
}

/// Digits with thousands commas and as many decimals: `−1,204.5`.
pub fn number(value: Value, decimals: u32) -> String {
    let plain = plain_number(value, decimals);
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

/// Digits without commas, for machines: `-1204.5`.
pub fn plain_number(value: Value, decimals: u32) -> String {
    let mut rounded = value.rounded(decimals).decimal();
    rounded.rescale(decimals);
    let text = rounded.to_string();
    let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text }
}

/// The two ends of a range, for machines: `15 to 20`.
pub fn plain_range(range: Range) -> String {
    let written = |end: Value| plain_number(end, end.decimal().normalize().scale());
    format!("{} to {}", written(range.low()), written(range.high()))
}

/// A number that may stand without trailing zeros, as in a target: `95`, `2.5`.
pub fn shortest(value: Value) -> String {
    let decimal = value.decimal().normalize();
    number(value, decimal.scale())
}

/// A figure with the sign of its unit: `50%`, `£1,250`, `200 days`, `2.4`.
pub fn figure(value: Value, unit: Unit, decimals: u32) -> String {
    with_unit(&number(value, decimals), unit)
}

/// A disclosed figure of an indicator, with the sign of its unit.
pub fn printed(value: Value, indicator: &Indicator) -> String {
    figure(value, indicator.unit, decimals(value, indicator))
}

/// The decimals at which a disclosed figure, or the difference of two, is printed: the indicator's, or those that it has beyond them to be told from none or all.
pub fn decimals(value: Value, indicator: &Indicator) -> u32 {
    indicator.decimals.max(value.decimal().normalize().scale())
}

/// Digits with the sign of their unit; the minus stands before the pound. Thousands of pounds keep the digits of the sheet that is headed
/// `£000`: `£252,346k`, since `£252,346,000` would claim pounds that nobody counted, and `£252m` would leave some out.
pub fn with_unit(digits: &str, unit: Unit) -> String {
    match unit {
        Unit::Percent => format!("{digits}%"),
        Unit::Pounds(multiple) => match (digits.strip_prefix('\u{2212}'), multiple.letter()) {
            (Some(digits), letter) => format!("\u{2212}£{digits}{letter}"),
            (None, letter) => format!("£{digits}{letter}"),
        },
        Unit::Days => counted(digits, "day"),
        Unit::Weeks => counted(digits, "week"),
        Unit::Months => counted(digits, "month"),
        Unit::Count | Unit::Rate { .. } | Unit::Ratio | Unit::Score => digits.to_owned(),
    }
}

/// A text without the signs of its unit, whatever they are: `94` of `94%`, `4,200 (4,410)` of pounds, `20 worse` of points.
pub fn without_sign(text: &str, unit: Unit) -> String {
    let signs: &[&str] = match unit {
        Unit::Percent => &["%", " points", " point", " pts", " pt"],
        Unit::Days => &[" days", " day", "\u{a0}days", "\u{a0}day"],
        Unit::Weeks => &[" weeks", " week", "\u{a0}weeks", "\u{a0}week"],
        Unit::Months => &[" months", " month", "\u{a0}months", "\u{a0}month"],
        Unit::Pounds(Multiple::One) => &["£"],
        Unit::Pounds(Multiple::Thousand) => &["£", "k"],
        Unit::Pounds(Multiple::Million) => &["£", "m"],
        Unit::Count | Unit::Rate { .. } | Unit::Ratio | Unit::Score => &[],
    };
    signs.iter().fold(text.to_owned(), |text, sign| text.replace(sign, ""))
}

fn counted(digits: &str, noun: &str) -> String {
    format!("{digits} {noun}{}", if digits == "1" { "" } else { "s" })
}

/// A duration of a year or more in the words in which people say it: 426 days are `1 year 2 months`. A month of days is a twelfth of
/// 365.25 days; what is left over is rounded half up to whole months.
pub fn long_duration(value: Value, unit: Unit) -> Option<String> {
    use rust_decimal::Decimal;
    let (per_month, a_year) = match unit {
        Unit::Days => (Decimal::new(304_375, 4), 365),
        Unit::Weeks => (Decimal::new(304_375, 4) / Decimal::from(7), 52),
        Unit::Months => (Decimal::ONE, 12),
        Unit::Count | Unit::Percent | Unit::Rate { .. } | Unit::Pounds(_) | Unit::Ratio | Unit::Score => return None,
    };
    let months = Value::from_decimal(value.decimal() / per_month).rounded(0).decimal();
    // 351 days round to twelve months and are no year.
    let months = u32::try_from(months).ok().filter(|_| value >= Value::new(a_year, 0))?;
    let (years, months) = (months / 12, months % 12);
    let years = plural(years as usize, "year");
    Some(if months == 0 { years } else { format!("{years} {}", plural(months as usize, "month")) })
}

/// `1 month`, `13 months`.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `1st`, `2nd`, `11th`, `23rd`.
pub fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// Small numbers in words, as running text prints them: `two`, `12`.
pub fn in_words(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The first letter large: the start of a sentence.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Words, beside the names of months, that begin with a capital wherever they stand, as far as a definition is likely to begin with one.
const PROPER: [&str; 21] = [
    "British",
    "Cafcass",
    "Christmas",
    "Easter",
    "England",
    "English",
    "European",
    "Irish",
    "London",
    "Ofsted",
    "Roma",
    "Scottish",
    "Wales",
    "Welsh",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The first letter small where a phrase goes on in a sentence; an abbreviation such as `EET` stays, and so does a word like `English`. The name of an indicator is no phrase:
/// it keeps its capital.
pub fn continued(text: &str) -> String {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_month = || (1..=12).any(|number| Month::new(2000, number).name() == first);
    if PROPER.contains(&first) || is_month() {
        return text.to_owned();
    }
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(text[first.len_utf8()..].chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// A name within a sentence: the article of `A scrutiny panel` is small.
pub fn named(name: &str) -> String {
    match article(name) {
        Some(rest) => name[..name.len() - rest.len()].to_lowercase() + rest,
        None => name.to_owned(),
    }
}

/// A name with its article, at the start of a sentence: `The Corporate Parenting Panel`, `A scrutiny panel`.
pub fn with_article(name: &str) -> String {
    if article(name).is_some() { capitalised(name) } else { format!("The {name}") }
}

/// What follows the article that a name begins with.
fn article(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    ["a", "an", "the"].contains(&first.to_lowercase().as_str()).then_some(rest)
}

/// A text of a user as a sentence: with a full stop where it has no end of its own.
pub fn sentence(text: String) -> String {
    let is_whole = text.trim_end().trim_end_matches(['”', '’', '"', ')']).ends_with(['.', '!', '?', '…']);
    if is_whole { text.trim_end().to_owned() } else { format!("{}.", text.trim_end()) }
}

/// `a`, `a and b`, `a, b and c`; where one of them is a list itself, `a, at night; b and c; and d`.
pub fn listed(items: &[String]) -> String {
    let is_list = |item: &String| [", ", "; ", " and ", " or "].iter().any(|between| item.contains(between));
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] if items.iter().any(is_list) => format!("{}; and {last}", init.join("; ")),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_carry_the_sign_of_their_unit() {
        assert_eq!(figure(Value::new(12_345_675, 1), Unit::Count, 0), "1,234,568");
        assert_eq!(figure(Value::new(1715, 2), Unit::Percent, 1), "17.2%");
        assert_eq!(figure(Value::new(-1250, 0), Unit::Pounds(Multiple::One), 0), "\u{2212}£1,250");
        assert_eq!(figure(Value::new(-2523, 1), Unit::Pounds(Multiple::Million), 1), "\u{2212}£252.3m");
        assert_eq!(figure(Value::new(252_346, 0), Unit::Pounds(Multiple::Thousand), 0), "£252,346k");
        assert_eq!(figure(Value::new(1, 0), Unit::Days, 0), "1 day");
        assert_eq!(figure(Value::new(26, 0), Unit::Weeks, 0), "26 weeks");
        assert_eq!(figure(Value::new(-4, 1), Unit::Score, 0), "0");
        assert_eq!(shortest(Value::new(950, 1)), "95");
    }

    #[test]
    fn long_durations_are_said_in_years_and_months() {
        let days = |days| long_duration(Value::new(days, 0), Unit::Days);
        assert_eq!(days(426).as_deref(), Some("1 year 2 months"));
        assert_eq!(days(365).as_deref(), Some("1 year"));
        assert_eq!(days(1000).as_deref(), Some("2 years 9 months"));
        assert_eq!((days(200), days(351), days(364)), (None, None, None));
        assert_eq!(long_duration(Value::new(51, 0), Unit::Weeks), None);
        assert_eq!(long_duration(Value::new(14, 0), Unit::Months).as_deref(), Some("1 year 2 months"));
        assert_eq!(long_duration(Value::new(52, 0), Unit::Weeks).as_deref(), Some("1 year"));
    }

    #[test]
    fn ordinals_and_phrases_read_as_english() {
        let all: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 112].into_iter().map(ordinal).collect();
        assert_eq!(all, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th"]);
        assert_eq!(continued("Children seen"), "children seen");
        assert_eq!(continued("EET young people"), "EET young people");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    /// `Adopted, aged 10 to 17, length of placement and Dental checks` were two indicators that read as four.
    #[test]
    fn items_with_commas_are_told_apart_by_semicolons() {
        assert_eq!(listed(&["a".into(), "b, at night".into(), "c".into()]), "a; b, at night; and c");
        assert_eq!(listed(&["b, at night".into(), "c".into()]), "b, at night; and c");
        assert_eq!(listed(&["b, at night".into()]), "b, at night");
        assert_eq!(listed(&["1,204".into(), "750".into()]), "1,204 and 750");
    }

    #[test]
    fn a_sentence_ends_with_one_full_stop() {
        assert_eq!(sentence("Lockdown".to_owned()), "Lockdown.");
        assert_eq!(sentence("Lockdown. ".to_owned()), "Lockdown.");
        assert_eq!(sentence("What changed?".to_owned()), "What changed?");
        assert_eq!(sentence("It was called “still strong.”".to_owned()), "It was called “still strong.”");
    }
}
