//! Numbers in a text that may tell on a child, whatever the figures are.
//!
//! Counts: each number that the policy hides is one, unless the words beside it say that it counts something else; so are both numbers of `38 of 40`, since two are left. Of percentages, rates, parts
//! and points those tell that [`Shares`] finds; all others are left alone, because most texts are full of them. Ordinals, `twice` and `a few` are no numbers, and a child in the singular is no count.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::prose::{Kind, Token, is_in, singular, tokens};

use super::context::{Context, Reader};
use super::counted::Counted;
use super::range::Small;
use super::shares::Shares;
use super::vocabulary::{CASES, DETERMINERS, MODIFIED, PARTS, PEOPLE};

/// What the numbers of a text are held against.
pub struct Held<'a> {
    pub small: Small,
    pub counted: &'a Counted,
    pub shares: &'a [Shares],
    /// As of [`Reader`].
    pub defines: bool,
}

/// The places of such numbers, in order.
pub fn scan(text: &str, held: &Held<'_>) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let reader = Reader { tokens: &tokens, counted: held.counted, defines: held.defines };
    let scan = Scan { tokens: &tokens, reader, held };
    let mut found: Vec<Range<usize>> = (0..tokens.len()).filter_map(|at| scan.at(at)).collect();
    found.dedup_by(|later, first| later.start < first.end);
    found
}

struct Scan<'t, 'a> {
    tokens: &'t [Token],
    reader: Reader<'t>,
    held: &'a Held<'a>,
}

impl Scan<'_, '_> {
    /// What begins at a token.
    fn at(&self, at: usize) -> Option<Range<usize>> {
        let token = &self.tokens[at];
        if let Some((end, n, m)) = self.part(at) {
            let tells = self.held.shares.iter().any(|shares| shares.tells_part(n, m));
            return tells.then(|| self.range(at, end));
        }
        if self.is_denominator_of_part(at) {
            return None;
        }
        let Some(number) = self.decimal(at) else {
            return self.words(at).map(|end| self.range(at, end));
        };
        let context = self.reader.context(at);
        let tells = match context {
            Context::Harmless => false,
            Context::Share => {
                self.held.shares.iter().any(|shares| shares.tells(number)) || self.is_share_of_a_number(at, number)
            }
            Context::Points => self.held.shares.iter().any(|shares| shares.tells_step(number)),
            Context::Open => {
                token.number().is_some_and(|count| self.held.small.holds(count) || self.leaves_few(at, count))
            }
        };
        tells.then(|| self.range(at, at))
    }

    fn range(&self, first: usize, last: usize) -> Range<usize> {
        self.tokens[first].range.start..self.tokens[last].range.end
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// A number, of digits with its decimals.
    fn decimal(&self, at: usize) -> Option<Decimal> {
        let token = &self.tokens[at];
        match token.kind {
            Kind::Digits if token.number().is_none() => token.word.parse().ok(),
            Kind::Digits | Kind::Word => token.number().map(Decimal::from),
            Kind::Sign => None,
        }
    }

    /// Behind `of the`, `out of our`, `/`: the number of the whole.
    fn whole(&self, at: usize) -> Option<(usize, i64)> {
        let mut of = at + 1;
        if self.word(of) == "out" {
            of += 1;
        }
        if !matches!(self.word(of), "of" | "/") {
            return None;
        }
        let mut whole = of + 1;
        while self.tokens.get(whole).is_some_and(|token| token.is_one_of(DETERMINERS)) {
            whole += 1;
        }
        Some((whole, self.tokens.get(whole)?.number()?))
    }

    /// `38 of 40`: so few are left that their number is hidden.
    fn leaves_few(&self, at: usize, count: i64) -> bool {
        self.whole(at).is_some_and(|(_, whole)| count > 0 && self.held.small.holds(whole - count))
    }

    /// `3% of the 100`.
    fn is_share_of_a_number(&self, at: usize, share: Decimal) -> bool {
        let sign = match self.word(at + 1) {
            "per" => at + 2,
            _ => at + 1,
        };
        let Some((place, whole)) = self.whole(sign) else { return false };
        let counts = matches!(self.reader.context(place), Context::Open);
        let count = (share * Decimal::from(whole) / Decimal::ONE_HUNDRED).round();
        counts
            && i64::try_from(count)
                .is_ok_and(|count| self.held.small.holds(count) || self.held.small.holds(whole - count))
    }

    /// `two thirds`, `one in five`, `a quarter of`: its last token, and the two numbers.
    fn part(&self, at: usize) -> Option<(usize, i64, i64)> {
        let number = |at: usize| self.tokens.get(at).and_then(Token::number);
        let named = |at: usize| {
            let name = singular(self.word(at)).replace("halve", "half");
            PARTS.iter().find(|(known, _)| *known == name).map(|(_, m)| *m)
        };
        if let Some(n) = number(at) {
            let hyphen = self.tokens.get(at + 1).is_some_and(|it| it.is_hyphen() && it.is_glued);
            let name = if hyphen { at + 2 } else { at + 1 };
            if let Some(m) = named(name).filter(|m| n < *m) {
                return Some((name, n, m));
            }
            let m = number(at + 2).filter(|m| self.word(at + 1) == "in" && n < *m && *m <= 20)?;
            return Some((at + 2, n, m));
        }
        let is_article =
            at > 0 && matches!(self.word(at - 1), "a" | "one" | "than" | "about" | "nearly" | "," | "only");
        let m = named(at).filter(|m| self.word(at + 1) == "of" && (*m == 2 || is_article))?;
        Some((at, 1, m))
    }

    fn is_denominator_of_part(&self, at: usize) -> bool {
        at >= 2 && self.part(at - 2).is_some_and(|(end, ..)| end == at)
    }

    /// `both children`, `a pair of siblings`, `a single child`, `the only girl`: the last token.
    fn words(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        let holds = |count: i64| self.held.small.holds(count);
        let before = at.checked_sub(1).map_or("", |at| self.word(at));
        let (count, of) = match token.word.as_str() {
            "both" | "neither" | "either" => (2, false),
            "couple" | "pair" => (2, true),
            "trio" => (3, true),
            "single" if before != "every" && before != "each" => (1, false),
            "only" | "sole" | "lone" if matches!(before, "the" | "an" | "our" | "a") => (1, false),
            _ => return None,
        };
        let mut next = at + 1;
        if of && self.word(next) != "of" {
            return None;
        }
        while matches!(
            self.word(next),
            "of" | "the" | "our" | "these" | "those" | "two" | "young" | "other" | "looked" | "after" | "-"
        ) {
            next += 1;
        }
        let noun = self.tokens.get(next)?;
        let one = singular(&noun.word);
        let agrees = (one == noun.word) == (count == 1 || (!of && token.word != "both" && self.word(at + 1) != "of"));
        let goes_on = self.tokens.get(next + 1).is_some_and(|it| it.is_one_of(MODIFIED));
        let is_somebody = is_in(PEOPLE, &one) || (token.word == "single" && is_in(CASES, &one));
        (holds(count) && agrees && !goes_on && is_somebody).then_some(next)
    }
}
