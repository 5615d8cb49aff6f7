//! Commentary that was written against figures that are other ones now.

use crate::load::record::FigureText;
use crate::model::{Scorecard, Unit, Value};
use crate::view::figure;

use super::Printed;
use super::revisions::{Revised, Revisions};

/// A sentence that says a figure which has been superseded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Superseded {
    /// The heading that it stands under: a code, `Summary`, a theme.
    pub heading: String,
    /// The words of the figure: `536`, `84%`.
    pub was: String,
    /// As it is now.
    pub now: String,
    /// The sentence.
    pub sentence: String,
}

/// Sentences of a paper that say what was published and do not say what it is now. A number that is also a current figure is left alone: it may be meant.
pub fn superseded(revisions: &Revisions<'_>, printed: &Printed, scorecard: &Scorecard) -> Vec<Superseded> {
    let mut found = Vec::new();
    for revision in revisions.all.iter().filter(|revision| revision.what == Revised::Figure) {
        let unit = |code: &str| scorecard.indicator(code).map(|indicator| indicator.unit);
        let Some(own_unit) = unit(revision.code.as_str()) else { continue };
        let (Some(was), Some(now)) = (shown(&revision.was, own_unit), shown(&revision.now, own_unit)) else { continue };
        let code = revision.code.as_str();
        let Some(own) = printed.indicator(code) else { continue };
        let current = |indicator: &crate::load::record::IndicatorRecord| {
            let mut all = indicator.figures.values().flat_map(|periods| periods.values());
            unit(&indicator.code).is_some_and(|unit| all.any(|text| shown(text, unit).as_ref() == Some(&was)))
        };
        let mut look = |heading: &str, text: &str| {
            for sentence in sentences(text) {
                if spellings(&was).iter().any(|was| says(sentence, was))
                    && !spellings(&now).iter().any(|now| says(sentence, now))
                {
                    found.push(Superseded {
                        heading: heading.to_owned(),
                        was: was.clone(),
                        now: now.clone(),
                        sentence: sentence.to_owned(),
                    });
                }
            }
        };
        if !current(own) {
            look(code, &own.behind);
            look(code, &own.next);
        }
        // In a text about everything a short number may be anything.
        if was.chars().filter(char::is_ascii_digit).count() >= 3 && !printed.indicators.iter().any(current) {
            printed.texts.iter().for_each(|(heading, text)| look(heading, text));
        }
    }
    found.dedup();
    found
}

fn shown(text: &FigureText, unit: Unit) -> Option<String> {
    let value = Value::parse(&text.value)?;
    Some(figure(value, unit, value.decimal().scale()))
}

/// How people write a figure.
fn spellings(shown: &str) -> Vec<String> {
    let mut all = vec![shown.to_owned()];
    if let Some(number) = shown.strip_suffix('%') {
        all.extend(["per cent", "percent"].map(|words| format!("{number} {words}")));
    }
    if shown.contains(',') {
        all.push(shown.replace(',', ""));
    }
    all
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split_inclusive(". ")).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// Whether a text says a number: as a word of its own, and not as a part of a longer one.
fn says(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let (next, second) = (after.next(), after.next());
        let goes_on = match next {
            Some('.' | ',') => second.is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_alphanumeric() || (c == '%' && !number.ends_with('%')),
            None => false,
        };
        !goes_on && !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '£' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_word_of_its_own() {
        assert!(says("There were 536 children.", "536"));
        assert!(says("It was 536, more than before", "536"));
        for other in ["It cost £536", "1,536 children", "536.5 days", "536% more", "CLA536", "5360"] {
            assert!(!says(other, "536"), "{other}");
        }
        assert!(says("Performance was 84% in November.", "84%"));
    }
}
