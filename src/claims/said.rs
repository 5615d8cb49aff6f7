//! The claims of a text, one by one.

use std::ops::Range;

use crate::prose::{Kind, Token};

use super::facts::Facts;
use super::parse::{Amount, Of, Sentence, Text};
use super::subject::{Called, names_the_figure, only_one, stems};
use super::way::is_verb;
use super::when::{Mention, When, mentions};
use super::words::{ADVERBS, DENIALS, OF_OTHERS, PLANS, PLANS_TO, VERBS};

/// A claim that the paper does not bear out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it is made, in bytes of the text.
    pub range: Range<usize>,
    /// What the text says: `a fall`, `79%`.
    pub says: String,
    /// What the paper says: `it rose by 4 points, from 62% in October 2020`.
    pub prints: String,
}

/// What a part of a sentence is read with.
pub struct Part<'a> {
    pub text: &'a Text,
    pub facts: &'a Facts,
    pub tokens: Range<usize>,
    pub sentence: Range<usize>,
    /// Every period that the part names; where it names none, those with which the sentence begins.
    pub mentions: Vec<Mention>,
    /// Whether the part before, of the same sentence, spoke of the indicator.
    pub goes_on: bool,
    pub found: Vec<Finding>,
    /// Amounts that a claim has taken.
    pub taken: Vec<usize>,
}

/// Finds what a text about one indicator says otherwise than the paper. A sentence that can only mean one of the `others` is left alone.
pub fn held_against(text: &str, facts: &Facts, others: &[&Called]) -> Vec<Finding> {
    let text = Text::new(text);
    let mut found = Vec::new();
    let mut goes_on = true;
    for sentence in text.sentences() {
        if is_about_another(&text, &sentence, facts, others) || is_of_an_age(&text, &sentence) {
            goes_on = false;
            continue;
        }
        let (said, is_own) = of_sentence(&text, &sentence, goes_on, &|_, _| Some(facts));
        found.extend(said);
        goes_on = is_own;
    }
    found
}

/// The same of a text about many: each part of a sentence is about the indicator that its words alone can mean.
pub fn held_against_many(text: &str, all: &[&Facts]) -> Vec<Finding> {
    let text = Text::new(text);
    let called = || all.iter().map(|facts| (*facts, &facts.called));
    let mut found = Vec::new();
    for sentence in text.sentences() {
        let meant = |tokens: Range<usize>, last: Option<&Facts>| {
            let subject = &text.tokens[tokens.start..subject_end(&text, tokens.clone())];
            let until = tokens.clone().find(|at| text.amount(*at).is_some()).unwrap_or(tokens.end);
            let goes_on = || {
                all.iter()
                    .copied()
                    .find(|it| stems(subject).is_empty() && last.is_some_and(|last| std::ptr::eq(*it, last)))
            };
            only_one(subject, called())
                .or_else(|| only_one(&text.tokens[tokens.start..until], called()))
                .or_else(|| only_one(&text.tokens[tokens.clone()], called()))
                .or_else(goes_on)
        };
        if !is_of_an_age(&text, &sentence) {
            found.extend(of_sentence(&text, &sentence, true, &meant).0);
        }
    }
    found
}

/// Whether the part before its first verb or amount can only be another indicator.
fn is_about_another(text: &Text, sentence: &Sentence, facts: &Facts, others: &[&Called]) -> bool {
    let subject = &text.tokens[sentence.tokens.start..subject_end(text, sentence.tokens.clone())];
    let words = stems(subject);
    words.len() > 1 && !facts.called.covers(subject) && others.iter().any(|called| called.covers(subject))
}

/// Where what is spoken of ends: before the first word that says what it did, or the first amount.
pub fn subject_end(text: &Text, tokens: Range<usize>) -> usize {
    let says = |at: &usize| {
        is_verb(text, *at) || text.is_one_of(*at, VERBS) || text.amount(*at).is_some_and(|it| it.of != Of::Nothing)
    };
    tokens.clone().find(says).unwrap_or(tokens.end)
}

/// The indicator of which some tokens speak, where the part before spoke of another or the same.
type Meant<'m, 'f> = &'m dyn Fn(Range<usize>, Option<&'f Facts>) -> Option<&'f Facts>;

/// What a sentence says otherwise, and whether its first thought was about the indicator: `It` in the next one may be anything else. `goes_on` is that of the sentence before.
fn of_sentence<'f>(text: &Text, sentence: &Sentence, mut goes_on: bool, meant: Meant<'_, 'f>) -> (Vec<Finding>, bool) {
    let mut found = Vec::new();
    let mut last: Option<&'f Facts> = None;
    let mut first = None;
    let mut prior: Vec<Mention> = Vec::new();
    let mut lead: Option<Range<usize>> = None;
    for tokens in &sentence.parts {
        let Some(facts) = meant(tokens.clone(), last) else {
            goes_on = false;
            last = None;
            continue;
        };
        let own = mentions(text, tokens.clone(), facts);
        let is_time = own.len() == 1 && own[0].tokens == *tokens;
        let is_lead =
            is_time || (tokens.len() <= 4 && !own.is_empty() && text.is_one_of(tokens.start, "in at during over by"));
        if is_lead && tokens.start == sentence.tokens.start && tokens.end < sentence.tokens.end {
            // `In October, …`
            lead = Some(tokens.clone());
            continue;
        }
        // `84% in November last year, 37 of 44`: an amount alone is of the period of the one before.
        let is_amount_alone = text.amount(tokens.start).is_some_and(|it| it.tokens == *tokens);
        let own = if own.is_empty() && is_amount_alone { prior } else { own };
        prior = own.clone();
        let led = lead.clone().filter(|_| own.is_empty()).map_or_else(Vec::new, |lead| mentions(text, lead, facts));
        let mut part = Part {
            text,
            facts,
            tokens: tokens.clone(),
            sentence: sentence.tokens.clone(),
            mentions: if own.is_empty() { led } else { own },
            goes_on,
            found: Vec::new(),
            taken: Vec::new(),
        };
        let is_of_others = tokens.start > 0 && text.is_one_of(tokens.start - 1, OF_OTHERS);
        let plan = plan(text, tokens.clone());
        // What is to come is no claim; what stands before it is one.
        part.tokens.end = plan.unwrap_or(tokens.end);
        if !is_of_others && !part.tokens.is_empty() {
            part.read();
            found.append(&mut part.found);
        }
        let is_own = part.is_own();
        first = first.or(Some(is_own));
        goes_on = plan.is_none() && !is_of_others && is_own && (!part.is_denied() || part.level_at().is_some());
        last = Some(facts).filter(|_| goes_on);
    }
    (found, first.unwrap_or(goes_on))
}

/// Whether a sentence speaks of people of some age: `aged 16 and over`, `Year 12`, `under fives`.
fn is_of_an_age(text: &Text, sentence: &Sentence) -> bool {
    let is_number = |at: usize| text.number(at).is_some();
    sentence.tokens.clone().any(|at| match text.word(at) {
        "aged" | "ages" | "age" => true,
        "year" | "years" => is_number(at + 1) && text.tokens[at].is_capital,
        "under" | "over" => {
            let next = at + 1 + usize::from(text.word(at + 1) == "-");
            text.word(next).ends_with("fives") || (is_number(next) && text.tokens[next].kind == Kind::Word)
        }
        word => word.ends_with("-olds"),
    })
}

/// Where some tokens begin to say what is to come, or what might be.
fn plan(text: &Text, tokens: Range<usize>) -> Option<usize> {
    let is_plan = |at: &usize| {
        let is_month = text.word(*at) == "may" && text.tokens[*at].is_capital;
        let leads = text.is_one_of(*at, PLANS_TO) && text.word(*at + 1) == "to";
        (text.is_one_of(*at, PLANS) && !is_month) || leads
    };
    tokens.into_iter().find(is_plan)
}

impl Part<'_> {
    fn read(&mut self) {
        self.colours();
        self.targets();
        self.lengths();
        self.records();
        self.areas();
        self.limits();
        self.moves();
        self.counts();
        self.figures();
    }

    /// Whether what is spoken of here is the indicator: its words and such as may stand for any figure.
    pub fn is_own(&self) -> bool {
        let end = subject_end(self.text, self.tokens.clone());
        let mut subject = self.tokens.start..end;
        // `25 children left care`: what is counted stands behind the amount.
        if let Some(amount) = self.text.amount(end).filter(|_| subject.is_empty()) {
            let after = amount.tokens.end.min(self.tokens.end)..self.tokens.end;
            subject = after.start..subject_end(self.text, after);
        }
        self.is_own_subject(&self.text.tokens[subject])
    }

    /// Whether words mean the indicator: by its own, by those for any figure, or by none where the thought goes on.
    pub fn is_own_subject(&self, subject: &[Token]) -> bool {
        let names = !stems(subject).is_empty() || names_the_figure(subject);
        self.facts.called.covers(subject) && (self.goes_on || names)
    }

    /// Whether some tokens say nothing but what the indicator is called.
    pub fn is_called(&self, tokens: Range<usize>) -> bool {
        self.facts.called.covers(&self.text.tokens[tokens])
    }

    pub fn is_denied(&self) -> bool {
        self.denial().is_some()
    }

    /// The first word that turns what follows it round.
    pub fn denial(&self) -> Option<usize> {
        self.text.has(self.tokens.clone(), DENIALS)
    }

    /// The amounts of this part, in order.
    pub fn amounts(&self) -> Vec<Amount> {
        let mut all = Vec::new();
        let mut at = self.tokens.start;
        while at < self.tokens.end {
            match self.text.amount(at).filter(|it| it.tokens.end <= self.tokens.end) {
                Some(amount) => {
                    at = amount.tokens.end;
                    all.push(amount);
                }
                None => at += 1,
            }
        }
        all
    }

    /// The period of an amount: the one that is named right of it before the next amount, else left of it; `Ok(None)` where none is named, an error where it is none of the indicator.
    pub fn when(&self, amount: &Range<usize>) -> Result<Option<When>, ()> {
        let next = self
            .amounts()
            .into_iter()
            .map(|it| it.tokens.start)
            .find(|at| *at >= amount.end)
            .unwrap_or(self.tokens.end);
        let is_first = !self.amounts().iter().any(|it| it.tokens.end <= amount.start);
        let right = self.mentions.iter().find(|it| it.tokens.start >= amount.end && it.tokens.start < next);
        // `from 72% in August to 78%`: what stands between two amounts belongs to the first.
        let left = || self.mentions.iter().rfind(|it| is_first && it.tokens.end <= amount.start);
        match right.or_else(left).map(|it| it.when.clone()) {
            Some(When::Other) => Err(()),
            when => Ok(when),
        }
    }

    /// Skips words that change nothing.
    pub fn after_adverbs(&self, mut at: usize) -> usize {
        while at < self.tokens.end && self.text.is_one_of(at, ADVERBS) {
            at += 1;
        }
        at
    }

    pub fn say(&mut self, tokens: Range<usize>, says: String, prints: String) {
        let range = self.text.tokens[tokens.start].range.start..self.text.tokens[tokens.end - 1].range.end;
        let overlaps = self.found.iter().any(|it| it.range.start < range.end && range.start < it.range.end);
        if !overlaps {
            self.found.push(Finding { range, says, prints });
        }
    }

    /// What stands in some tokens.
    pub fn written(&self, tokens: Range<usize>) -> String {
        let mut written = String::new();
        for token in &self.text.tokens[tokens] {
            if !written.is_empty() && !token.is_glued {
                written.push(' ');
            }
            written.push_str(&token.word);
        }
        written
    }
}
