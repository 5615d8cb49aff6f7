//! The periods that a sentence names.

use std::ops::Range;

use crate::model::{Frequency, Period};
use crate::prose::MONTHS;

use super::facts::Facts;
use super::parse::Text;

/// A period that is named, or why none can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// This one.
    In(Period),
    /// From this one on.
    Since(Period),
    /// The earlier of two, and the later.
    From(Period, Period),
    /// These together.
    Both(Vec<Period>),
    /// A time that is no period of the indicator.
    Other,
}

/// Where a period is named, in tokens.
#[derive(Debug, Clone)]
pub struct Mention {
    pub tokens: Range<usize>,
    pub when: When,
}

/// Every mention within some tokens, in order.
pub fn mentions(text: &Text, tokens: Range<usize>, facts: &Facts) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match mention(text, at, facts) {
            Some(mention) => {
                at = mention.tokens.end;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    joined(text, found)
}

/// `October and November`, `from April to July` are one.
fn joined(text: &Text, found: Vec<Mention>) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::new();
    for mention in found {
        let between = all.last().map(|last| text.word(last.tokens.end).to_owned());
        let is_next = all.last().is_some_and(|last| last.tokens.end + 1 == mention.tokens.start);
        let is_between =
            all.last().is_some_and(|it| it.tokens.start > 0 && text.word(it.tokens.start - 1) == "between");
        match (all.last_mut(), &mention.when) {
            (Some(last), When::In(to)) if is_next => {
                let joined = match (&last.when, between.as_deref()) {
                    (When::In(from), Some("and")) if from < to && is_between => Some(When::From(*from, *to)),
                    (When::In(from), Some("and")) => Some(When::Both(vec![*from, *to])),
                    (When::In(from), Some("to")) if from < to => Some(When::From(*from, *to)),
                    _ => None,
                };
                match joined {
                    Some(when) => *last = Mention { tokens: last.tokens.start..mention.tokens.end, when },
                    None => all.push(mention),
                }
            }
            _ => all.push(mention),
        }
    }
    all
}

fn mention(text: &Text, at: usize, facts: &Facts) -> Option<Mention> {
    let is_since = at > 0 && text.word(at - 1) == "since";
    let named = |when: Option<Period>, end: usize| {
        let when = match when.filter(|when| facts.at(*when).is_some() || when.frequency() == facts.frequency()) {
            Some(period) if is_since => When::Since(period),
            Some(period) => When::In(period),
            None => When::Other,
        };
        Some(Mention { tokens: at..end, when })
    };
    if let Some((period, end)) = month(text, at, facts) {
        return named(period, end);
    }
    if let Some((period, end)) = year(text, at, facts) {
        return named(period, end);
    }
    if let Some((period, end)) = quarter(text, at, facts) {
        return named(period, end);
    }
    relative(text, at, facts)
}

/// `October`, `October 2019`; of a day of one no period is told.
fn month(text: &Text, at: usize, facts: &Facts) -> Option<(Option<Period>, usize)> {
    let token = text.tokens.get(at)?;
    let word = token.word.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    let place = |list: &str| list.split(' ').position(|month| token.is_capital && word == month);
    const SHORT: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
    let number =
        place(MONTHS).or_else(|| place(SHORT)).or_else(|| (token.word == "sept" && token.is_capital).then_some(8))?;
    let is_day = |at: usize| text.tokens.get(at).and_then(|it| it.number()).is_some_and(|day| (1..=31).contains(&day));
    let year = text.tokens.get(at + 1).and_then(|it| it.number()).filter(|year| (1990..2100).contains(year));
    if year.is_none() && text.word(at + 1) == "last" && text.word(at + 2) == "year" {
        let year = facts.now.year_before().end().year();
        return Some((Period::parse(&format!("{year}-{:02}", number + 1), facts.calendar).ok(), at + 3));
    }
    let end = at + 1 + usize::from(year.is_some());
    if (at > 0 && is_day(at - 1)) || (year.is_none() && is_day(at + 1)) {
        return Some((None, end));
    }
    // A figure that is too early to judge is printed too.
    let last = facts.points.keys().map(|period| period.end()).max().unwrap_or_else(|| facts.now.end());
    let is_last = at > 0 && text.word(at - 1) == "last";
    let months_ago = (i64::from(last.month()) - number as i64 - 1).rem_euclid(12);
    // A month that lies ahead is the next one sooner than that of a year ago, and `last November` in November is.
    if year.is_none() && (months_ago > 9 || (is_last && months_ago > 0)) {
        return Some((None, end));
    }
    let back = i64::from(number as i8 + 1 > last.month()) + i64::from(is_last && months_ago == 0);
    let year = year.unwrap_or_else(|| i64::from(last.year()) - back);
    Some((Period::parse(&format!("{year}-{:02}", number + 1), facts.calendar).ok(), end))
}

/// `2019/20`, `2019-20`.
fn year(text: &Text, at: usize, facts: &Facts) -> Option<(Option<Period>, usize)> {
    let first = text.tokens.get(at)?.number().filter(|year| (1990..2100).contains(year))?;
    let is_joined = matches!(text.word(at + 1), "/" | "-" | "\u{2013}") && text.tokens[at + 1].is_glued;
    let second = text.tokens.get(at + 2).filter(|_| is_joined)?;
    let last = second.number()? % 100;
    if last != (first + 1) % 100 {
        return Some((None, at + 3));
    }
    let written = format!("{first}/{last:02}");
    Some((Period::parse(&written, facts.calendar).ok(), at + 3))
}

/// `the second quarter`, `quarter 2`, `Q2`: of the year that the paper is in.
fn quarter(text: &Text, at: usize, facts: &Facts) -> Option<(Option<Period>, usize)> {
    const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
    let (number, end) = match text.word(at) {
        "q1" => (1, at + 1),
        "q2" => (2, at + 1),
        "q3" => (3, at + 1),
        "q4" => (4, at + 1),
        "quarter" => (text.tokens.get(at + 1)?.number().filter(|n| (1..=4).contains(n))?, at + 2),
        word => {
            let place = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
            if text.word(at + 1) != "quarter" {
                return None;
            }
            (place as i64 + 1, at + 2)
        }
    };
    let year = facts.now.year().to_string();
    Some((Period::parse(&format!("{year} Q{number}"), facts.calendar).ok(), end))
}

/// `last month`, `a year ago`; and times that are no period of the indicator.
fn relative(text: &Text, at: usize, facts: &Facts) -> Option<Mention> {
    const NOUNS: [(&str, Frequency); 3] =
        [("month", Frequency::Month), ("quarter", Frequency::Quarter), ("year", Frequency::Year)];
    const BACK: &str = "last previous prior preceding";
    let noun = |at: usize| {
        let word = text.word(at).trim_end_matches("'s").trim_end_matches("\u{2019}s");
        NOUNS.iter().find(|(noun, _)| *noun == word).map(|(_, frequency)| *frequency)
    };
    let told = |when: When, end: usize| Some(Mention { tokens: at..end, when });
    let back = |frequency: Frequency| match frequency {
        // Of what is added up it may be the year itself.
        Frequency::Year if facts.adds_up => When::Other,
        Frequency::Year => When::In(facts.now.year_before()),
        own if own == facts.frequency() => When::In(facts.now.previous()),
        _ => When::Other,
    };
    let here = |frequency: Frequency| if frequency == facts.frequency() { When::In(facts.now) } else { When::Other };
    if text.is_one_of(at, BACK)
        && let Some(frequency) = noun(at + 1)
    {
        return told(back(frequency), at + 2);
    }
    if let Some(frequency) = noun(at)
        && matches!(text.word(at + 1), "before" | "ago" | "earlier")
    {
        return told(back(frequency), at + 2);
    }
    if text.is_one_of(at, "this current")
        && let Some(frequency) = noun(at + 1)
    {
        return told(here(frequency), at + 2);
    }
    // `for three months` has a shape of its own.
    if at > 0 && text.tokens[at - 1].number().is_some() {
        let is_ago = text.is_one_of(at + 1, "ago earlier before");
        return is_ago.then(|| Mention { tokens: at..at + 2, when: When::Other });
    }
    const OTHERS: &str = "spring summer autumn winter pandemic lockdown christmas easter decade week weeks fortnight then today yesterday holidays earlier years months quarters outturn outturns \
        periods start beginning covid-19 covid";
    let is_other = text.is_one_of(at, OTHERS)
        || (noun(at).is_some() && at > 0 && text.is_one_of(at - 1, "the a per each every over"));
    is_other.then(|| Mention { tokens: at..at + 1, when: When::Other })
}
