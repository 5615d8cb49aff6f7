//! A text as sentences, their parts and the amounts in them.

use std::ops::Range;

use crate::model::{Unit, Value};
use crate::prose::{Kind, MONTHS, SHORT_MONTHS, Token, is_in, tokens};

use super::words::{ABOUT, JOINS, NEARLY, OVER, UNDER};

/// A text in tokens.
pub struct Text {
    pub tokens: Vec<Token>,
    /// Of each token, whether it stands in quotation marks: those are somebody else's words.
    quoted: Vec<bool>,
}

/// A sentence: its tokens, and those of its parts in order.
pub struct Sentence {
    pub tokens: Range<usize>,
    pub parts: Vec<Range<usize>>,
}

/// What an amount is an amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    PerCent,
    Points,
    Pounds,
    Days,
    Weeks,
    Months,
    /// So many out of so many.
    Whole(Value),
    Nothing,
}

/// How near the amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Exactly,
    Roughly,
    Over,
    Under,
    Nearly,
}

/// An amount, with its unit.
#[derive(Debug, Clone)]
pub struct Amount {
    pub tokens: Range<usize>,
    pub value: Value,
    pub of: Of,
    pub about: About,
}

impl Text {
    pub fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let mut closes = None;
        let in_quotes = |token: &Token| {
            match closes {
                Some(sign) if token.is(sign) => closes = None,
                None => {
                    closes = match token.word.as_str() {
                        "\"" => Some("\""),
                        "\u{201c}" => Some("\u{201d}"),
                        "\u{2018}" => Some("\u{2019}"),
                        _ => return false,
                    }
                }
                Some(_) => {}
            }
            true
        };
        let quoted = tokens.iter().map(in_quotes).collect();
        Self { tokens, quoted }
    }

    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    pub fn is_one_of(&self, at: usize, list: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_one_of(list))
    }

    pub fn has(&self, tokens: Range<usize>, list: &str) -> Option<usize> {
        tokens.into_iter().find(|at| self.is_one_of(*at, list))
    }

    /// Its sentences. What asks is no claim, and neither are the parts that stand in quotation marks: both are left out.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 0..=self.tokens.len() {
            if at < self.tokens.len() && !self.ends_sentence(at) {
                continue;
            }
            let tokens = start..at;
            if !tokens.is_empty() && self.word(at) != "?" {
                sentences.push(Sentence { parts: self.parts(tokens.clone()), tokens });
            }
            start = at + 1;
        }
        sentences
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        match self.word(at) {
            "!" | "?" => true,
            "." => next.is_none_or(|next| !next.is_glued && (next.is_capital || next.kind != Kind::Word)),
            _ => false,
        }
    }

    fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for at in tokens.clone() {
            let is_stop = matches!(self.word(at), "," | ";" | ":" | "(" | ")" | "\u{2013}" | "\u{2014}");
            let is_dash = self.word(at) == "-" && !self.tokens[at].is_glued;
            let is_quote = at > tokens.start && self.quoted[at] != self.quoted[at - 1];
            if is_quote && !self.quoted[at] {
                parts.push(start..at);
                start = at;
            }
            if is_stop || is_dash || (is_quote && self.quoted[at]) || self.is_one_of(at, JOINS) {
                parts.push(start..at);
                // A joining word leads its part: it is no part of a subject.
                start = at + 1;
            }
        }
        parts.push(start..tokens.end);
        parts.retain(|part| !part.is_empty() && !self.quoted[part.start]);
        parts
    }

    /// The amount that begins at a token.
    pub fn amount(&self, at: usize) -> Option<Amount> {
        let is_pounds = self.word(at) == "£";
        let first = at + usize::from(is_pounds);
        let (value, mut end) = self.number(first)?;
        if self.is_no_amount(first, end, value) {
            return None;
        }
        let of = if is_pounds { Of::Pounds } else { self.unit(&mut end)? };
        let of = match (of, self.whole(end)) {
            (Of::Nothing, Some((whole, after))) => {
                end = after;
                Of::Whole(whole)
            }
            (of, _) => of,
        };
        let before = at.checked_sub(1);
        // `had one` counts nothing.
        if of == Of::Nothing && self.word(first) == "one" {
            return None;
        }
        let than = before.filter(|at| self.word(*at) == "than").and_then(|at| at.checked_sub(1));
        let about = match before {
            Some(_) if than.is_some_and(|at| matches!(self.word(at), "more" | "higher")) => About::Over,
            Some(_) if than.is_some_and(|at| matches!(self.word(at), "less" | "fewer" | "lower")) => About::Under,
            Some(at) if self.is_one_of(at, ABOUT) => About::Roughly,
            Some(at) if self.is_one_of(at, OVER) => About::Over,
            Some(at) if self.is_one_of(at, UNDER) => About::Under,
            Some(at) if self.is_one_of(at, NEARLY) => About::Nearly,
            _ => About::Exactly,
        };
        Some(Amount { tokens: at..end, value, of, about })
    }

    /// A number in digits or words, and the token after it: `38`, `thirty-eight`, `1,204`.
    pub fn number(&self, at: usize) -> Option<(Value, usize)> {
        const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Digits {
            return Some((Value::parse(&token.word.replace(',', ""))?, at + 1));
        }
        if let Some(tens) = TENS.iter().position(|tens| token.is(tens)) {
            let tens = (tens as i64 + 2) * 10;
            let is_joined = self.tokens.get(at + 1).is_some_and(Token::is_hyphen);
            let ones = self.tokens.get(at + 2).filter(|_| is_joined).and_then(Token::number).filter(|ones| *ones < 10);
            return Some(ones.map_or((Value::new(tens, 0), at + 1), |ones| (Value::new(tens + ones, 0), at + 3)));
        }
        Some((Value::new(token.number()?, 0), at + 1))
    }

    /// A day, a year, an age, the end of a range, a number of something that is named by it.
    fn is_no_amount(&self, at: usize, end: usize, value: Value) -> bool {
        const NUMBERED: &str = "year years section stage grade page aged age ages item phase week part class q under-";
        let is_month = |at: usize| self.is_one_of(at, MONTHS) || self.is_one_of(at, SHORT_MONTHS);
        let digits = &self.tokens[at];
        let is_year = digits.kind == Kind::Digits
            && digits.word.len() == 4
            && (1900..2100).contains(&digits.number().unwrap_or(0));
        let before = at.checked_sub(1);
        let is_glued_to = |at: usize, signs: &[&str]| {
            self.tokens.get(at).is_some_and(|it| it.is_glued && signs.contains(&it.word.as_str()))
        };
        let is_small = value <= Value::new(31, 0);
        // `from 16.9 to 17.6` is no range.
        let is_from = |at: Option<usize>| at.is_some_and(|at| self.word(at) == "from");
        let is_range = !is_from(before)
            && matches!(self.word(end), "to" | "or" | "and")
            && self.number(end + 1).is_some()
            && self.word(end + 2) != "%"
            && self.word(end + 1) != "%";
        let ends_range = !is_from(at.checked_sub(3))
            && before.is_some_and(|it| matches!(self.word(it), "to" | "or"))
            && at.checked_sub(2).is_some_and(|it| self.number(it).is_some());
        is_year
            || (is_small && (is_month(end) || before.is_some_and(is_month)))
            || before.is_some_and(|it| self.is_one_of(it, NUMBERED))
            || is_glued_to(end, &["/", "-", "\u{2013}"]) && self.word(end) != "%"
            || digits.is_glued && before.is_some_and(|it| matches!(self.word(it), "/" | "-" | "\u{2013}"))
            || is_range
            || ends_range
            || matches!(self.word(end), "pm" | "am" | "or")
    }

    /// What follows a number; `None` for what it cannot be a figure of.
    fn unit(&self, end: &mut usize) -> Option<Of> {
        const LENGTHS: &str =
            "hour hours minute minutes year years fortnight fortnights times time night nights term terms";
        let is_joined = self.word(*end) == "percentage"
            || (self.word(*end) == "%" && matches!(self.word(*end + 1), "point" | "points"));
        let skipped = *end + usize::from(is_joined);
        if matches!(self.word(skipped), "point" | "points" | "pp" | "pts") {
            *end = skipped + 1;
            return Some(Of::Points);
        }
        let working = usize::from(self.word(*end) == "working");
        let (of, tokens) = match self.word(*end + working) {
            "%" | "percent" => (Of::PerCent, 1),
            "per" if self.word(*end + 1) == "cent" => (Of::PerCent, 2),
            "day" | "days" => (Of::Days, 1 + working),
            "week" | "weeks" => (Of::Weeks, 1),
            "month" | "months" => (Of::Months, 1),
            word if is_in(LENGTHS, word) => return None,
            _ => (Of::Nothing, 0),
        };
        *end += tokens;
        Some(of)
    }

    /// `of 56`, `of the 56`, `out of 56`, `/56`.
    fn whole(&self, at: usize) -> Option<(Value, usize)> {
        let mut next = at + usize::from(self.word(at) == "out");
        if self.word(next) != "of" {
            return None;
        }
        next += 1;
        while self.is_one_of(next, "the all our these those") {
            next += 1;
        }
        let (whole, end) = self.number(next)?;
        (!self.is_no_amount(next, end, whole) && self.word(end) != "%").then_some((whole, end))
    }
}

impl Amount {
    /// Whether it can be a figure of a unit.
    pub fn is_figure_of(&self, unit: Unit) -> bool {
        match (unit, self.of) {
            (Unit::Percent, Of::PerCent)
            | (Unit::Days, Of::Days)
            | (Unit::Weeks, Of::Weeks)
            | (Unit::Months, Of::Months)
            | (Unit::Count | Unit::Rate { .. } | Unit::Ratio | Unit::Score, Of::Nothing) => true,
            (Unit::Pounds(multiple), Of::Pounds) => multiple == crate::model::Multiple::One,
            _ => false,
        }
    }

    /// Whether a figure is what it says, at the decimals in which it is said.
    pub fn says(&self, figure: Value) -> bool {
        let decimals = self.value.decimal().scale();
        let is_equal = figure.rounded(decimals) == self.value;
        let near = figure.distance(self.value).decimal() * rust_decimal::Decimal::from(20) <= figure.abs().decimal();
        match self.about {
            About::Exactly => is_equal,
            About::Roughly => is_equal || near,
            About::Over => figure >= self.value,
            About::Under => figure <= self.value,
            About::Nearly => is_equal || (near && figure < self.value),
        }
    }
}
