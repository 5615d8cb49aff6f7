//! Commentary that was written against figures that are other ones now.

use crate::load::record::{FigureText, IndicatorRecord};
use crate::model::{FigureKind, Scorecard, Unit, Value};
use crate::view::figure;

use super::Printed;
use super::revisions::{Revised, Revisions};

/// A sentence that says a figure which has been superseded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Superseded {
    /// The heading that it stands under: a code, `Summary`, a theme.
    pub heading: String,
    /// The words of the figure: `536`, `84%`, `163 of 194`.
    pub was: String,
    /// As the sentence writes it: `84 per cent`.
    pub written: String,
    /// As it is now.
    pub now: String,
    /// The sentence.
    pub sentence: String,
}

/// Sentences of a paper that say what was published and do not say what it is now. A number that is also a current figure is left alone: it may be meant.
pub fn superseded(revisions: &Revisions<'_>, printed: &Printed, scorecard: &Scorecard) -> Vec<Superseded> {
    let unit = |code: &str| scorecard.indicator(code).map(|indicator| indicator.unit);
    let mut found = Vec::new();
    for revision in &revisions.all {
        let code = revision.code.as_str();
        let (Some(own), Some(own_unit)) = (printed.indicator(code), unit(code)) else { continue };
        let figures = shown(&revision.was, own_unit).zip(shown(&revision.now, own_unit));
        if let Some((was, now)) = figures.filter(|_| revision.what == Revised::Figure) {
            let is_current = |indicator: &IndicatorRecord| {
                let mut all = indicator.figures.values().flat_map(|periods| periods.values());
                unit(&indicator.code).is_some_and(|unit| all.any(|text| shown(text, unit).as_ref() == Some(&was)))
            };
            let texts = if is_current(own) { Vec::new() } else { texts_of(own) };
            // In a text about everything a short number may be anything.
            let is_long = was.chars().filter(char::is_ascii_digit).count() >= 3;
            let may_be_meant = !is_long || printed.indicators.iter().any(is_current);
            let whole = printed.texts.iter().filter(|_| !may_be_meant);
            let whole = whole.map(|(heading, text)| (heading.as_str(), text.as_str()));
            find(texts.into_iter().chain(whole), [&spellings(&was), &spellings(&now)], &mut found);
        }
        let period = revision.period.to_string();
        let was = revision.edition.indicator(code).and_then(|indicator| pair(indicator, &period));
        let Some((was, now)) = was.zip(pair(own, &period)).filter(|(was, now)| was != now) else { continue };
        let periods = own.figures.values().flat_map(|periods| periods.keys());
        if periods.into_iter().any(|other| pair(own, other) == Some(was)) {
            continue;
        }
        let whole = printed.texts.iter().map(|(heading, text)| (heading.as_str(), text.as_str()));
        find(texts_of(own).into_iter().chain(whole), [&of_each_other(was), &of_each_other(now)], &mut found);
    }
    let mut once: Vec<Superseded> = Vec::new();
    for sentence in found {
        if !once.contains(&sentence) {
            once.push(sentence);
        }
    }
    once
}

/// What people wrote about an indicator.
fn texts_of(own: &IndicatorRecord) -> Vec<(&str, &str)> {
    vec![(&own.code, &own.behind), (&own.code, &own.next)]
}

/// Sentences with a spelling of what was and none of what is; the first spelling of each is the one that is told.
fn find<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>, [was, now]: [&[String]; 2], found: &mut Vec<Superseded>) {
    for (heading, text) in texts {
        for sentence in sentences(text) {
            let written = was.iter().find(|was| says(sentence, was));
            let Some(written) = written.filter(|_| !now.iter().any(|now| says(sentence, now))) else { continue };
            found.push(Superseded {
                heading: heading.to_owned(),
                was: was[0].clone(),
                written: written.clone(),
                now: now[0].clone(),
                sentence: sentence.to_owned(),
            });
        }
    }
}

/// Numerator and denominator of a period.
fn pair(indicator: &IndicatorRecord, period: &str) -> Option<[Value; 2]> {
    let of = |kind: FigureKind| Value::parse(&indicator.figures.get(&kind.to_string())?.get(period)?.value);
    Some([of(FigureKind::Numerator)?, of(FigureKind::Denominator)?])
}

/// How people write them.
fn of_each_other(pair: [Value; 2]) -> Vec<String> {
    let with_commas = pair.map(|value| figure(value, Unit::Count, value.decimal().scale()));
    let plain = with_commas.clone().map(|number| number.replace(',', ""));
    let joined = |[count, out_of]: &[String; 2]| [" of ", " out of ", "/"].map(|word| format!("{count}{word}{out_of}"));
    let mut all = joined(&with_commas).to_vec();
    if plain != with_commas {
        all.extend(joined(&plain));
    }
    all
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
