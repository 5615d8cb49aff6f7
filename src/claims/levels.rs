//! `stood at 69%`, `12 of 182`, `Of the 56 children 28 were seen`, `48 children left care in October and November`.

use std::ops::Range;

use crate::model::{Period, Unit, Value};
use crate::prose::Kind;

use super::amounts::{at_words, written};
use super::facts::Told;
use super::parse::{Amount, Of};
use super::said::{Part, subject_end};
use super::subject::stems;
use super::way::is_verb;
use super::when::When;
use super::words::{ADVERBS, COPULAS, OPENINGS};

impl Part<'_> {
    /// Amounts that no movement has taken and that can only be the indicator's figure.
    pub fn figures(&mut self) {
        let denied = self.denial().filter(|at| self.text.word(at + 1) != "change");
        for amount in self.amounts() {
            let is_denied = denied.is_some_and(|at| at < amount.tokens.start);
            let is_free =
                !is_denied && !self.taken.contains(&amount.tokens.start) && amount.is_figure_of(self.facts.unit);
            if let Some((values, name)) = self.owner(&amount).filter(|_| is_free) {
                self.check_among(&amount, &values, name);
            } else if is_free && self.is_its_figure(&amount) {
                self.check_level(&amount);
            }
        }
    }

    /// Counts out of others.
    pub fn counts(&mut self) {
        self.parts_of_a_whole();
        if self.facts.unit != Unit::Percent && !matches!(self.facts.unit, Unit::Rate { .. }) {
            return;
        }
        for amount in self.amounts() {
            let is_free = !self.taken.contains(&amount.tokens.start) && matches!(amount.of, Of::Whole(_));
            let alone = self.is_called(amount.tokens.end..self.tokens.end) && !self.is_denied();
            let told = self.is_called(self.tokens.start..amount.tokens.start) || self.leads(&amount);
            if is_free && alone && told {
                self.check_level(&amount);
            }
        }
    }

    fn leads(&self, amount: &Amount) -> bool {
        let before = amount.tokens.start.checked_sub(1);
        before.is_some_and(|at| self.text.is_one_of(at, "to at against of"))
    }

    /// `Of the 56 children who entered care, 28 were seen in time.`
    fn parts_of_a_whole(&mut self) {
        let text = self.text;
        let start = self.sentence.start;
        if text.word(start) != "of" || self.facts.unit != Unit::Percent || self.tokens.start == start {
            return;
        }
        let first = start + 1 + usize::from(text.is_one_of(start + 1, "the all our these those"));
        let Some((whole, end)) = text.number(first) else { return };
        let Some(part) =
            self.amounts().into_iter().next().filter(|it| it.tokens.start == self.tokens.start && it.of == Of::Nothing)
        else {
            return;
        };
        let is_own = self.is_called(end..self.tokens.start)
            && self.is_called(part.tokens.end..self.tokens.end)
            && !self.is_denied();
        // A period that is named says since when children are counted.
        if is_own {
            self.taken.push(part.tokens.start);
            let tokens = part.tokens.clone();
            self.check_numbers(&Amount { of: Of::Whole(whole), ..part }, self.facts.now, tokens);
        }
    }

    /// Whose an amount is that stands alone behind a name: `the neighbours (77%)`, `the target, 90%`.
    fn owner(&self, amount: &Amount) -> Option<(Vec<Value>, &'static str)> {
        let is_alone = amount.tokens.start == self.tokens.start && amount.tokens.end == self.tokens.end;
        let before = self.tokens.start.checked_sub(2).filter(|_| is_alone)?;
        let facts = self.facts;
        let owner =
            [before, before.saturating_sub(1)].into_iter().map(|at| self.text.word(at)).find_map(|word| match word {
                "england" | "nationally" => Some((&facts.england, "England")),
                "neighbours" => Some((&facts.neighbours, "the neighbours")),
                "target" | "floor" | "ceiling" => Some((&facts.limits, "the limit")),
                _ => None,
            });
        owner.map(|(values, name)| (values.clone(), name))
    }

    /// Holds an amount against values of which it must be one.
    pub fn check_among(&mut self, amount: &Amount, values: &[Value], name: &str) {
        if values.is_empty() || values.iter().any(|value| amount.says(*value)) {
            return;
        }
        let unit = self.facts.unit;
        let all: Vec<String> = values.iter().take(2).map(|value| written(*value, unit)).collect();
        self.say(
            amount.tokens.clone(),
            self.written(amount.tokens.clone()),
            format!("{} for {name}", all.join(" or ")),
        );
    }

    /// Whether an amount stands where only the figure can: after a word for how it stands, alone, or before what the indicator counts.
    fn is_its_figure(&self, amount: &Amount) -> bool {
        let text = self.text;
        // `5% higher`: how far, and not where.
        if is_verb(text, amount.tokens.end) {
            return false;
        }
        let mut lead = amount.tokens.start;
        while lead > self.tokens.start && text.is_one_of(lead - 1, OPENINGS) {
            lead -= 1;
        }
        let after = amount.tokens.end..self.tokens.end;
        let rest = after.start..subject_end(text, after.clone());
        let names = !stems(&text.tokens[rest.clone()]).is_empty();
        let is_rest = self.is_called(rest.clone());
        let is_count = matches!(self.facts.unit, Unit::Count);
        if lead == self.tokens.start {
            // Nothing before it: `57%`, `83% of children had one`, `25 children left care`. What is said of them must be what the indicator counts.
            let is_share = matches!(self.facts.unit, Unit::Percent);
            let is_all = self.is_called(after.clone()) && !self.is_denied();
            let is_bare = after.end == rest.end && !names && self.amounts().len() < 3;
            let is_one_of_many = self.sentence_amounts() > 3;
            return is_all
                && if names {
                    is_share || (is_count && self.counts_it(amount))
                } else {
                    is_bare && self.goes_on && !is_count && !is_one_of_many
                };
        }
        if self.was_another_time(amount) {
            return false;
        }
        let last = text.word(lead - 1);
        if last == "against" {
            // Without its period it may be a target, or another area.
            return self.goes_on && is_rest && matches!(self.when(&amount.tokens), Ok(Some(_)));
        }
        let says = text.is_one_of(lead - 1, COPULAS) || last == "of";
        let subject = self.tokens.start..subject_end(text, self.tokens.start..lead);
        let mut between = subject.end..lead;
        let is_plain = between.all(|at| {
            let is_filler = [COPULAS, OPENINGS, ADVERBS, "has have had of"].iter().any(|list| text.is_one_of(at, list));
            is_filler || self.is_called(at..at + 1)
        });
        says && is_plain && self.is_own_subject(&text.tokens[subject]) && is_rest && !(is_count && last == "of")
    }

    /// How many figures the sentence says: of a list nobody can tell whose each is.
    fn sentence_amounts(&self) -> usize {
        self.sentence
            .clone()
            .filter(|at| self.text.amount(*at).is_some_and(|it| it.is_figure_of(self.facts.unit)))
            .count()
    }

    /// `It was 90% when …`, `having been 69%`: of a time that has no name.
    fn was_another_time(&self, amount: &Amount) -> bool {
        const PAST: &str = "was were been had stood";
        let is_past = self.text.has(self.tokens.start..amount.tokens.start, PAST).is_some();
        let is_then = self
            .text
            .has(self.sentence.clone(), "when before ago earlier until old once having then previously originally")
            .is_some();
        is_past && is_then && matches!(self.when(&amount.tokens), Ok(None))
    }

    /// Of a count the noun must be said: `25 children left care`.
    fn counts_it(&self, amount: &Amount) -> bool {
        let is_word = self.text.tokens.get(amount.tokens.end).is_some_and(|it| it.kind == Kind::Word);
        is_word && self.is_called(amount.tokens.end..amount.tokens.end + 1)
    }

    /// Holds a level against the figure of its period.
    pub fn check_level(&mut self, amount: &Amount) {
        match self.when(&amount.tokens) {
            Ok(None) => self.check_at(amount, self.facts.now),
            Ok(Some(When::In(period))) => self.check_at(amount, period),
            Ok(Some(When::Since(period))) => self.check_since(amount, period),
            Ok(Some(When::From(from, to))) => {
                let months: Vec<Period> = (0..36).map(|n| to.earlier(n)).take_while(|it| *it >= from).collect();
                self.check_sum(amount, &months);
            }
            Ok(Some(When::Both(periods))) => self.check_sum(amount, &periods),
            Ok(Some(When::Other)) | Err(()) => {}
        }
    }

    /// Holds an amount against the figure of one period.
    pub fn check_at(&mut self, amount: &Amount, period: Period) {
        let tokens = amount.tokens.clone();
        match amount.of {
            Of::Whole(_) => self.check_numbers(amount, period, tokens),
            _ => {
                let Some(told) = self.facts.at(period) else { return };
                if amount.is_figure_of(self.facts.unit) && !amount.says(told.value) {
                    self.say(tokens.clone(), self.written(tokens), at_words(self.facts, period));
                }
            }
        }
    }

    /// So many of so many; the rest of them is as true.
    fn check_numbers(&mut self, amount: &Amount, period: Period, tokens: Range<usize>) {
        let Of::Whole(whole) = amount.of else { return };
        let Some(Told { count: Some(count), out_of: Some(out_of), .. }) = self.facts.at(period).copied() else {
            return;
        };
        let is_rest = out_of.minus(count) == amount.value && amount.value != count;
        let is_true = whole == out_of && (amount.says(count) || is_rest);
        // Two other numbers may be those of a part of the indicator, unless they are its own of another period.
        let other = self.facts.points.values().any(|it| it.count == Some(amount.value) && it.out_of == Some(whole));
        let is_near =
            whole == out_of || (amount.value == count && whole > count) || other || self.follows_a_figure(amount);
        if is_near && !is_true {
            let prints = format!("{} of {} in {}", count.decimal(), out_of.decimal(), period.label());
            self.say(tokens.clone(), self.written(tokens), prints);
        }
    }

    /// `69% (12 of 182)`: what the figure is made of.
    fn follows_a_figure(&self, amount: &Amount) -> bool {
        let is_alone = amount.tokens.start == self.tokens.start && amount.tokens.end == self.tokens.end;
        let before = self.tokens.start.checked_sub(1).filter(|at| is_alone && self.text.word(*at) == "(");
        before.is_some_and(|at| {
            self.text.word(at.saturating_sub(1)) == "%" || self.text.word(at.saturating_sub(1)) == "cent"
        })
    }

    /// `17 children have been adopted since April`; of what cannot be added up every figure since then must be it.
    fn check_since(&mut self, amount: &Amount, period: Period) {
        if !self.facts.adds_up {
            let is_at = self.facts.since(period.previous());
            let is_wrong = is_at.is_some_and(|values| !values.iter().any(|value| amount.says(*value)));
            if is_wrong && amount.is_figure_of(self.facts.unit) {
                self.say(
                    amount.tokens.clone(),
                    self.written(amount.tokens.clone()),
                    at_words(self.facts, self.facts.now),
                );
            }
            return;
        }
        let starts_year = self.facts.now.year().start() == period.start();
        match self.facts.year_to_date.filter(|_| starts_year) {
            Some(told) if !amount.says(told.value) => {
                let prints = format!("{} since {}", written(told.value, self.facts.unit), period.label());
                self.say(amount.tokens.clone(), self.written(amount.tokens.clone()), prints);
            }
            Some(_) => {}
            None => {
                let months: Vec<Period> =
                    (0..36).map(|n| self.facts.now.earlier(n)).take_while(|it| *it >= period).collect();
                self.check_sum(amount, &months);
            }
        }
    }

    /// What some periods come to together.
    fn check_sum(&mut self, amount: &Amount, periods: &[Period]) {
        let values: Option<Vec<Value>> = periods.iter().map(|period| Some(self.facts.at(*period)?.value)).collect();
        let Some(values) = values.filter(|_| self.facts.adds_up && amount.is_figure_of(self.facts.unit)) else {
            return;
        };
        let sum = values.into_iter().fold(Value::new(0, 0), Value::plus);
        if !amount.says(sum) {
            let prints = format!("{} in these periods together", written(sum, self.facts.unit));
            self.say(amount.tokens.clone(), self.written(amount.tokens.clone()), prints);
        }
    }
}
