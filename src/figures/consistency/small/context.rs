//! What a number in a sentence speaks of, as far as the words beside it tell.
//!
//! Nothing here knows a figure, nor which numbers are small.

use crate::prose::{Kind, MONTHS, SHORT_MONTHS, Token, is_in, singular};

use super::counted::Counted;
use super::vocabulary::{
    AGE_JOINS, AGES, CASES, DETERMINERS, GRADES, LABELS, LIMIT_JOINS, LIMITS, MODIFIED, OR_MORE, PARTS, PEOPLE, POWERS,
    STOPS, TENS, THINGS, UNITS, VERBS,
};

/// What a number speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A day, an age, a length, a reference, a thing that the indicator does not count.
    Harmless,
    /// So many of a hundred; as many of a rate's population where it is followed by `per`.
    Share,
    /// A difference of percentages.
    Points,
    /// Anything else, so that it may count somebody.
    Open,
}

/// Reads the tokens of one text.
#[derive(Clone, Copy)]
pub struct Reader<'t> {
    pub tokens: &'t [Token],
    /// The words of what the indicators count.
    pub counted: &'t Counted,
    /// A text that says what is counted, in which `at least three` is a class and no figure.
    pub defines: bool,
}

/// What a number is followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Somebody,
    Thing,
    Unknown,
}

impl<'t> Reader<'t> {
    fn at(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    fn before(&self, at: usize, steps: usize) -> Option<&'t Token> {
        self.tokens.get(at.checked_sub(steps)?)
    }

    /// The word at a place, empty where there is none.
    fn word(&self, at: usize) -> &'t str {
        self.at(at).map_or("", |token| token.word.as_str())
    }

    fn is_glued(&self, at: usize) -> bool {
        self.at(at).is_some_and(|token| token.is_glued)
    }

    /// What the number at a place speaks of.
    pub fn context(&self, at: usize) -> Context {
        let token = &self.tokens[at];
        let next = at + 1;
        if self.is_part_of_another(at) {
            return Context::Harmless;
        }
        if self.is_per_cent(next) {
            return Context::Share;
        }
        if self.is_points(next) {
            return Context::Points;
        }
        if self.is_of_things(at)
            || self.is_rated(next)
            || self.is_of_an_age(at)
            || self.is_age(at)
            || self.is_limit(at)
            || self.is_class(at)
            || self.is_date(at)
            || self.is_listed(at)
        {
            return Context::Harmless;
        }
        match self.noun(next, token.number()) {
            Noun::Somebody => return Context::Open,
            Noun::Thing => return Context::Harmless,
            Noun::Unknown => {}
        }
        if self.is_numbered(at) {
            return Context::Harmless;
        }
        match self.chained(at) {
            Some(other) => self.context(other),
            None if token.number() == Some(1) && token.kind == Kind::Word && !self.counts_one(at) => Context::Harmless,
            None => Context::Open,
        }
    }

    /// `3+`, `2020-11-03`, `10:30`, `£3`, `twenty-three`, `three hundred`, `3-month`.
    fn is_part_of_another(&self, at: usize) -> bool {
        let next = at + 1;
        let is_power = |token: &Token| token.is_noun_of(POWERS);
        if self.at(next).is_some_and(is_power)
            || (self.before(at, 1).is_some_and(|it| it.is("and")) && self.before(at, 2).is_some_and(is_power))
        {
            return true;
        }
        if self.is_glued(at) && self.before(at, 1).is_some_and(|it| self.joins_before(it, at)) || self.is_in_address(at)
        {
            return true;
        }
        let starts_with_digit = |token: &Token| token.word.starts_with(|c: char| c.is_ascii_digit());
        let Some(joint) = self.at(next).filter(|joint| joint.is_glued) else { return false };
        let behind = self.at(next + 1).filter(|behind| behind.is_glued);
        match joint.word.as_str() {
            "+" => true,
            "/" | ":" => behind.is_some_and(starts_with_digit) && !self.is_count_out_of(at),
            "(" => self.tokens[at].kind == Kind::Digits && behind.is_some_and(|it| it.kind == Kind::Digits),
            _ if joint.is_hyphen() => behind.is_some_and(|it| {
                let is_fraction = PARTS.iter().any(|(part, _)| singular(&it.word) == *part);
                it.kind == Kind::Word && it.number().is_none() && !is_fraction
            }),
            _ => false,
        }
    }

    /// Whether the sign before a number makes it a part of what stands before that.
    fn joins_before(&self, sign: &Token, at: usize) -> bool {
        let first = self.before(at, 2).filter(|_| sign.is_glued);
        match sign.word.as_str() {
            "£" | "$" | "€" | "#" | "." | ":" | "_" | "@" | "\\" => true,
            "/" => first.is_some() && !self.is_count_out_of(at.saturating_sub(2)),
            "(" => first.is_some_and(|it| it.kind == Kind::Digits),
            "[" => true,
            _ if sign.is_hyphen() => first.is_some_and(|it| {
                if it.is_hyphen() {
                    return true;
                }
                let is_date = it.kind == Kind::Digits && it.word.len() >= 4;
                let is_dated = self.before(at, 3).is_some_and(|it| it.is_hyphen() || it.is("/")) && it.is_glued;
                it.is_one_of(TENS) || is_date || is_dated || (it.kind == Kind::Word && it.number().is_none())
            }),
            _ => false,
        }
    }

    /// A page or a mailbox, which has no blanks.
    fn is_in_address(&self, at: usize) -> bool {
        let earliest = at.saturating_sub(FARTHEST);
        let start = (earliest..=at).rev().find(|at| !self.is_glued(*at)).unwrap_or(earliest);
        let is_sign = |at: usize| self.word(at) == "@" || (self.word(at) == ":" && self.word(at + 1) == "/");
        self.word(start) == "www" || (start..at).any(is_sign)
    }

    /// `3/40`: no day of a month, no month of a year.
    fn is_count_out_of(&self, at: usize) -> bool {
        let number = |at: usize| self.at(at).filter(|it| it.kind == Kind::Digits).and_then(Token::number);
        let (Some(count), Some(out_of)) = (number(at), number(at + 2)) else { return false };
        let padded = self.word(at).starts_with('0') || self.word(at + 2).starts_with('0');
        let ends = self.at(at + 3).is_none_or(|it| !(it.is_glued && it.is("/")));
        let begins = !(self.is_glued(at) && self.before(at, 1).is_some_and(|it| it.is("/")));
        let happens = self.at(at + 3).is_some_and(|it| it.is_one_of("were was seen had have of"));
        let surely = happens || out_of > 40 || self.noun(at + 3, Some(out_of)) == Noun::Somebody;
        self.word(at + 1) == "/" && !padded && ends && begins && count <= out_of && out_of < 1000 && surely
    }

    fn is_per_cent(&self, next: usize) -> bool {
        let per_cent = self.word(next) == "per" && self.word(next + 1) == "cent";
        let per_many = self.word(next) == "per" && self.at(next + 1).is_some_and(|it| it.kind == Kind::Digits);
        matches!(self.word(next), "%" | "percent" | "percentage") || per_cent || per_many
    }

    fn is_points(&self, next: usize) -> bool {
        matches!(self.word(next), "point" | "points" | "pp" | "ppt" | "ppts" | "pts")
            || (matches!(self.word(next), "percentage" | "%") && matches!(self.word(next + 1), "point" | "points"))
    }

    /// `the 5 to 11 age band`.
    fn is_of_an_age(&self, at: usize) -> bool {
        matches!(self.word(at + 1), "age" | "ages") && self.noun(at + 1, self.tokens[at].number()) != Noun::Somebody
    }

    /// `two were red`, `three are on target and two are not`: indicators are.
    fn is_rated(&self, next: usize) -> bool {
        let is_verb =
            |at: usize| self.at(at).is_some_and(|it| it.is_one_of("is are was were remain remains turned became"));
        let said = |next: usize| {
            let is_at = self.at(next + 1).is_some_and(|it| it.is_one_of("on off above below within near under over"));
            let target = if is_at { next + 2 } else { next + 1 };
            is_verb(next) && (matches!(self.word(target), "target") && is_at || self.is_colour(next + 1))
        };
        let denied = is_verb(next) && self.word(next + 1) == "not";
        said(next) || (denied && (next.saturating_sub(FARTHEST)..next).any(said))
    }

    fn is_colour(&self, at: usize) -> bool {
        self.at(at).is_some_and(|it| it.is_one_of("red amber green"))
    }

    /// `of our five targets, three`: what was named just before.
    fn is_of_things(&self, at: usize) -> bool {
        let ends = |token: &Token| token.is(".") && !token.is_glued || token.is(";");
        let start = at.saturating_sub(FARTHEST);
        let sentence = self.tokens[start..at].iter().rposition(ends).map_or(start, |end| start + end + 1);
        let named = |of: usize| {
            let determined = self.at(of + 1).filter(|it| it.is_one_of(DETERMINERS));
            let whole = if determined.is_some() { of + 2 } else { of + 1 };
            let number = self.at(whole).filter(|_| whole < at).and_then(Token::number);
            self.tokens[of].is_capital
                && self.word(of) == "of"
                && number.is_some_and(|number| self.noun(whole + 1, Some(number)) == Noun::Thing)
        };
        (sentence..at).any(named) && self.noun(at + 1, self.tokens[at].number()) == Noun::Unknown
    }

    /// `aged 3 or 4`, `the age of three`, `under 5s`, `3 years old`.
    fn is_age(&self, at: usize) -> bool {
        let is_join = |token: &&Token| token.number().is_some() || token.is_one_of(AGE_JOINS) || token.is_hyphen();
        let joins = self.tokens[..at].iter().rev().take(5).take_while(is_join).count();
        let said = self.before(at, joins + 1).is_some_and(|it| it.is_one_of(AGES));
        let is_alone = at == 1 && self.tokens.len() == 2;
        let is_class = self.before(at, 1).is_some_and(|it| matches!(it.word.as_str(), "under" | "over"))
            && (is_alone
                || self.before(at, 2).is_some_and(|it| it.is_noun_of(PEOPLE) || it.is_one_of("the those all our")))
            && self.noun(at + 1, self.tokens[at].number()) != Noun::Somebody;
        said || is_class
    }

    /// `a target of three`, `against a limit of 2`.
    fn is_limit(&self, at: usize) -> bool {
        let is_between = |token: &&Token| token.is_one_of(LIMIT_JOINS) || token.is(":");
        let between = self.tokens[..at].iter().rev().take(4).take_while(is_between).count();
        between > 0 && self.before(at, between + 1).is_some_and(|it| it.is_noun_of(LIMITS))
    }

    /// `three or more moves`; in a definition `at least three` as well.
    fn is_class(&self, at: usize) -> bool {
        let joined =
            matches!(self.word(at + 1), "or" | "and") && self.at(at + 2).is_some_and(|it| it.is_one_of(OR_MORE));
        let is_least = |token: &Token| token.is_one_of("least most than to exactly");
        // `one week in three`
        let in_so_many = self.before(at, 1).is_some_and(|it| it.is("in"))
            && self.before(at, 2).is_some_and(|it| it.is_noun_of(UNITS))
            && self.before(at, 3).is_some_and(|it| it.number().is_some());
        let and_a_half = self.word(at + 1) == "and" && self.word(at + 3) == "half";
        joined
            || and_a_half
            || in_so_many
            || self.is_band(at)
            || self.is_ratio(at)
            || self.is_threshold(at)
            || (self.defines && self.before(at, 1).is_some_and(is_least))
    }

    /// `2 to 1 staffing`.
    fn is_ratio(&self, at: usize) -> bool {
        let is_to_one = |at: usize| self.word(at + 1) == "to" && matches!(self.word(at + 2), "1" | "one");
        let first = if is_to_one(at) { Some(at) } else { at.checked_sub(2).filter(|at| is_to_one(*at)) };
        first.is_some_and(|at| {
            self.at(at + 3).is_some_and(|it| it.is_one_of("staffing support supervision care ratio ratios"))
        })
    }

    /// `with at least three placements`, `at least two visits a month`: what is asked of each, and not how many there are.
    fn is_threshold(&self, at: usize) -> bool {
        let is_least = self.before(at, 1).is_some_and(|it| it.is_one_of("least most than"))
            || (self.before(at, 1).is_some_and(|it| it.is("to")) && self.before(at, 2).is_some_and(|it| it.is("up")));
        let is_of_each = self.before(at, 3).is_some_and(|it| it.is_one_of("with had has have having"));
        let is_often = matches!(self.word(at + 2), "a" | "per" | "each" | "every") && is_in(UNITS, self.word(at + 3));
        is_least && (is_of_each || is_often) && self.noun(at + 1, self.tokens[at].number()) == Noun::Unknown
    }

    /// `(5 to 9)`, `children 5 to 9`: the name of a class.
    fn is_band(&self, at: usize) -> bool {
        let is_digits = |at: usize| self.at(at).is_some_and(|it| it.kind == Kind::Digits);
        let joins = |at: usize| self.at(at).is_some_and(|it| it.is("to") || it.is_hyphen());
        let lower = if joins(at + 1) && is_digits(at + 2) { at } else { at.saturating_sub(2) };
        let is_pair = is_digits(lower) && joins(lower + 1) && is_digits(lower + 2) && lower + 2 >= at;
        let opens = |token: &Token| token.is("(") || token.is_noun_of(PEOPLE);
        is_pair
            && self.before(lower, 1).is_none_or(opens)
            && self.noun(lower + 3, self.tokens[lower + 2].number()) == Noun::Unknown
            && self.tokens[lower].number() < self.tokens[lower + 2].number()
    }

    /// `3 March`, `March 3, 2021`; of several days each.
    fn is_date(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.kind != Kind::Digits {
            return false;
        }
        let is_month = |token: &Token| token.is_capital && (token.is_one_of(MONTHS) || token.is_one_of(SHORT_MONTHS));
        if self.at(at + 1).is_some_and(is_month) {
            return true;
        }
        let ends =
            |at: usize| self.at(at).is_none_or(|it| it.kind != Kind::Word || it.is_one_of("to and until at the or"));
        self.before(at, 1).is_some_and(is_month) && ends(at + 1)
    }

    /// `1.` or `2)` before a sentence.
    fn is_listed(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let closes = self.at(at + 1).is_some_and(|it| it.is_glued && (it.is(".") || it.is(")")));
        let begins = |token: &Token| matches!(token.word.as_str(), "." | ";" | ":" | "\u{2022}");
        let opened = self.before(at, 1).is_some_and(|it| it.is("(") && self.word(at + 1) == ")");
        let first = if opened { self.before(at, 2) } else { self.before(at, 1) };
        let starts = first.is_none_or(|it| begins(it) && (self.word(at + 1) == ")" || it.is(".")));
        token.kind == Kind::Digits && closes && starts && self.at(at + 2).is_some_and(|it| it.kind == Kind::Word)
    }

    /// `section 20`, `Year 6`, `the top three`, `Ofsted 2`.
    fn is_numbered(&self, at: usize) -> bool {
        let is_dot = |token: &Token| token.is(".") && token.is_glued;
        let back = if self.before(at, 1).is_some_and(is_dot) { 2 } else { 1 };
        let Some(label) = self.before(at, back) else { return false };
        let is_amount = label.is_one_of("figure figures number numbers") && !label.is_capital;
        if (label.is_noun_of(LABELS) || label.is_one_of(LABELS)) && !is_amount {
            return true;
        }
        // `page 3 of 5`
        let first = at.checked_sub(2).filter(|first| label.is("of") && self.tokens[*first].number().is_some());
        if first.is_some_and(|first| self.is_numbered(first)) {
            return true;
        }
        if label.is("of") && self.before(at, 2).is_some_and(|it| it.is_noun_of(GRADES)) {
            return true;
        }
        let ends = self.at(at + 1).is_none_or(|it| it.kind == Kind::Sign || it.is_capital);
        let starts = self.before(at, 2).is_none_or(|it| matches!(it.word.as_str(), "." | "!" | "?" | ":"));
        let is_month = label.is_one_of(MONTHS) || label.is_one_of(SHORT_MONTHS);
        let is_named = self.at(at + 1).is_some_and(|it| it.kind == Kind::Word && it.is_capital);
        let is_proper = label.kind == Kind::Word && label.is_capital && !label.is_one_of(STOPS) && !is_month;
        let is_name = is_proper && (is_named || (ends && (label.is_upper || !starts)));
        label.is_one_of("top bottom") || (back == 1 && is_name && self.tokens[at].kind == Kind::Digits)
    }

    /// The number whose context is also this one's: `stages 3 and 4`, `3 to 4 weeks`, `aged three, four or five`.
    fn chained(&self, at: usize) -> Option<usize> {
        let joins = |token: &Token| {
            token.is_one_of("and or to") || token.is_hyphen() || matches!(token.word.as_str(), "," | "&")
        };
        let is_number = |at: usize| self.at(at).is_some_and(|it| it.number().is_some());
        let later = (self.at(at + 1).is_some_and(joins) && is_number(at + 2)).then_some(at + 2);
        let back = |at: usize| at.checked_sub(2).filter(|it| self.before(at, 1).is_some_and(joins) && is_number(*it));
        let forward =
            |other: &usize| (self.at(other + 1).is_some_and(joins) && is_number(other + 2)).then_some(other + 2);
        let mut later = std::iter::successors(later, forward).take(FARTHEST);
        if let Some(other) = later.find(|it| self.is_settled(*it)) {
            return Some(other);
        }
        std::iter::successors(back(at), |at| back(*at))
            .take(FARTHEST)
            .find(|it| self.is_numbered(*it) || self.is_date(*it))
    }

    /// Whether the words right beside a number say what it speaks of, without those beside another.
    fn is_settled(&self, at: usize) -> bool {
        self.is_per_cent(at + 1)
            || self.is_points(at + 1)
            || self.is_date(at)
            || self.is_numbered(at)
            || self.is_of_an_age(at)
            || self.noun(at + 1, self.tokens[at].number()) != Noun::Unknown
    }
}

/// How many words away another number may say what this one speaks of.
const FARTHEST: usize = 40;

/// Most words between a number and its noun: `three unaccompanied asylum-seeking children`.
const MOST_WORDS: usize = 6;

impl Reader<'_> {
    /// What the words from a place on say that a number of them counts. `three home visits` are no homes: of several a noun is in the plural.
    fn noun(&self, from: usize, number: Option<i64>) -> Noun {
        let mut found = Noun::Unknown;
        let mut words = 0;
        let mut at = self.skip_of(from);
        let is_of_many = at != from;
        while let Some(token) = self.at(at).filter(|_| words < MOST_WORDS) {
            let is_hyphen = token.is_hyphen() && token.is_glued;
            if is_hyphen {
                at += 1;
                continue;
            }
            if token.kind != Kind::Word || token.number().is_some() || (token.is_one_of(STOPS) && !token.is_capital) {
                break;
            }
            let one = singular(token.word.trim_end_matches(['s', '\'', '\u{2019}']));
            let one = if is_in(UNITS, &one) { one } else { singular(&token.word) };
            let is_owner = token.word.contains(['\'', '\u{2019}']);
            let is_one = number == Some(1);
            let agrees = (is_one && !is_of_many) == (one == token.word) || one == "staff";
            let is_unit = is_in(UNITS, &one) && (words == 0 || found == Noun::Unknown);
            let goes_on = |list: Option<&str>| {
                let next = self.at(at + 1).filter(|it| it.kind == Kind::Word);
                next.is_some_and(|it| list.map_or(!it.is_one_of(STOPS), |list| it.is_one_of(list)))
            };
            match () {
                () if is_unit => return Noun::Thing,
                () if is_owner => {
                    let owner = singular(token.word.split(['\'', '\u{2019}']).next().unwrap_or_default());
                    if is_one && is_in(PEOPLE, &owner) {
                        return Noun::Somebody;
                    }
                }
                // `one child protection plan` is no child.
                () if agrees && is_in(PEOPLE, &one) && !(is_one && goes_on(Some(MODIFIED))) => return Noun::Somebody,
                () if is_one && agrees && found == Noun::Unknown && is_in(CASES, &one) && !goes_on(Some(THINGS)) => {
                    return Noun::Somebody;
                }
                () if agrees && self.counted.has(&one) && !(is_one && goes_on(None)) => return Noun::Somebody,
                () if agrees && found == Noun::Unknown && is_in(THINGS, &one) => found = Noun::Thing,
                () => {}
            }
            (at, words) = (at + 1, words + 1);
        }
        found
    }

    /// Behind `of the`, `out of our 40`: where the noun begins.
    fn skip_of(&self, from: usize) -> usize {
        let mut at = from;
        if self.word(at) == "out" {
            at += 1;
        }
        if self.word(at) != "of" {
            return from;
        }
        at += 1;
        while self.at(at).is_some_and(|it| it.is_one_of(DETERMINERS) || it.number().is_some()) {
            at += 1;
        }
        at
    }

    /// Whether `one` counts somebody: `only one`, `fell by one`, `one was placed`. A noun behind it has been looked at.
    fn counts_one(&self, at: usize) -> bool {
        let next = self.at(at + 1);
        let ends = next.is_none_or(|it| it.kind == Kind::Sign && !it.is_hyphen() && !it.is("'"));
        let before = self.before(at, 1);
        let is_alone =
            before.is_none_or(|it| it.kind == Kind::Sign || it.is_one_of("and but when where while because"));
        let is_reason = self.at(at + 2).is_some_and(|it| it.is_one_of("the that to our a an due"));
        let happens = next.is_some_and(|it| it.is_one_of(VERBS)) && is_alone && !is_reason;
        let said = before.is_some_and(|it| it.is_one_of("only just but except"));
        let amounts = before.is_some_and(|it| it.is_one_of("by was were is to from than remains remained"))
            && !self.before(at, 2).is_some_and(|it| it.is("one"));
        let changes = next.is_some_and(|it| it.is_one_of("more fewer less"));
        let is_of_them = self.word(at + 1) == "of" && matches!(self.word(at + 2), "them" | "whom");
        happens || is_of_them || (said && !self.is_thing_of(at)) || (amounts && ends) || changes
    }

    /// `only one of the reasons`.
    fn is_thing_of(&self, at: usize) -> bool {
        self.word(at + 1) == "of" && self.noun(at + 1, Some(2)) == Noun::Thing
    }
}
