//! The words and labels that the checks share. Numbers of periods and codes are spelled out: a digit in a message could be taken for
//! a figure.

use crate::diag::{Code, Diagnostic, Span};
use crate::model::{IndicatorCode, Period};

/// A diagnostic with its places: the first that is known is the one that the message speaks of. A place is marked once.
pub fn say(
    code: Code,
    message: String,
    places: impl IntoIterator<Item = (Option<Span>, String)>,
    hint: impl Into<String>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code, message);
    let mut marked: Vec<Span> = Vec::new();
    for (span, text) in places {
        let Some(span) = span.filter(|span| !marked.contains(span)) else { continue };
        diagnostic = if marked.is_empty() { diagnostic.at_with(span, text) } else { diagnostic.also(span, text) };
        marked.push(span);
    }
    diagnostic.hint(hint)
}

/// The other way out, for the end of a hint.
pub fn or_allow(code: Code) -> String {
    format!(", or say why it is right: `allow: {{{code}: …}}`")
}

/// The latest of some periods, and how many others fail as well: `2020-11 and two earlier periods`.
///
/// Takes the periods in any order; `None` of none.
pub fn latest_and_others(mut periods: Vec<Period>) -> Option<(Period, String)> {
    periods.sort_by_key(|period| (period.end(), std::cmp::Reverse(period.frequency())));
    let latest = periods.pop()?;
    let words = match periods.len() {
        0 => latest.to_string(),
        1 => format!("{latest} and an earlier period"),
        others => format!("{latest} and {} earlier periods", number(others)),
    };
    Some((latest, words))
}

/// Up to three things and how many more: `a, b and c`, `a, b, c and two more`.
pub fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if things.len() <= 3 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", things[..3].join(", "), number(things.len() - 3)),
    }
}

/// A code as messages write it.
pub fn quoted(code: &IndicatorCode) -> String {
    format!("`{code}`")
}

fn number(n: usize) -> &'static str {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).unwrap_or(&"many")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Calendar;

    #[test]
    fn the_latest_period_stands_first_and_the_others_are_counted_in_words() {
        let months = |n: i32| {
            let first = Period::parse("2020-11", Calendar::default()).unwrap();
            latest_and_others((0..n).map(|i| first.earlier(i)).collect()).map(|(_, words)| words)
        };
        assert_eq!(months(0), None);
        assert_eq!(months(1).as_deref(), Some("2020-11"));
        assert_eq!(months(2).as_deref(), Some("2020-11 and an earlier period"));
        assert_eq!(months(4).as_deref(), Some("2020-11 and three earlier periods"));
        assert_eq!(months(99).as_deref(), Some("2020-11 and many earlier periods"));
    }

    #[test]
    fn a_long_list_is_cut() {
        let things: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).into();
        assert_eq!(listed(&things[..1]), "a");
        assert_eq!(listed(&things[..2]), "a and b");
        assert_eq!(listed(&things[..3]), "a, b and c");
        assert_eq!(listed(&things), "a, b, c and two more");
    }
}
