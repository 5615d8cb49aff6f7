//! `rose`, `fell by 4 points`, `improved from 62% to 66%`, `16 points lower than in October`.

use std::ops::Range;

use crate::model::{Period, Unit, Value};

use super::facts::Facts;
use super::parse::{Amount, Of};
use super::said::Part;
use super::way::{Way, way};
use super::when::When;

/// What a movement says besides its way.
struct Move {
    way: Way,
    verb: usize,
    by: Option<Amount>,
    from: Option<Amount>,
    to: Option<Amount>,
}

impl Part<'_> {
    /// Every movement of the part, the amounts of it among them.
    pub fn moves(&mut self) {
        if self.is_denied() && !self.is_level() {
            return;
        }
        for at in self.tokens.clone() {
            let Some(way) = way(self.text, at) else { continue };
            if self.is_said_of_another(at) {
                return;
            }
            let told = self.told(way, at);
            self.taken.extend([&told.by, &told.from, &told.to].into_iter().flatten().map(|it| it.tokens.start));
            self.check(&told);
            return;
        }
        self.level();
    }

    fn is_level(&self) -> bool {
        self.level_at().is_some()
    }

    /// `no change`, `unchanged`.
    pub fn level_at(&self) -> Option<Range<usize>> {
        let text = self.text;
        let is_it =
            |at: &usize| text.word(*at) == "unchanged" || (text.word(*at) == "no" && text.word(*at + 1) == "change");
        self.tokens.clone().find(is_it).map(|at| at..at + 1 + usize::from(text.word(at) == "no"))
    }

    fn level(&mut self) {
        let Some(tokens) = self.level_at().filter(|it| self.is_called(self.tokens.start..it.start)) else { return };
        let facts = self.facts;
        let told = |then: Period, now: Period| {
            format!(
                "it moved from {} in {} to {} in {}",
                shown(facts, then),
                then.label(),
                shown(facts, now),
                now.label()
            )
        };
        let differs = |then: Period| facts.pair(then, facts.now).is_some_and(|(a, b)| !facts.is_same(a, b));
        let then = match self.mentions.iter().find(|it| it.tokens.start >= tokens.end).map(|it| &it.when) {
            None if self.mentions.is_empty() => facts.before,
            Some(When::Since(then)) | Some(When::In(then)) if *then < facts.now => *then,
            _ => return,
        };
        if differs(then) {
            self.say(tokens, "no change".to_owned(), told(then, facts.now));
        }
    }

    /// What goes before the verb is not the indicator, or what moves is named after it: `more cases`, `a rise in referrals`.
    fn is_said_of_another(&self, verb: usize) -> bool {
        let text = self.text;
        let before = self.tokens.start..verb;
        let amount_before = self.amounts().into_iter().find(|it| it.tokens.end <= verb);
        let before = before.start..amount_before.map_or(verb, |it| it.tokens.start);
        let own = self.is_own_subject(&text.tokens[before]);
        let after = self.after_adverbs(verb + 1);
        let names_thing = match text.word(after) {
            "in" => {
                self.mentions.iter().all(|it| it.tokens.start > after + 3)
                    && !self.is_called(after + 1..self.tokens.end)
            }
            "of" => text.amount(after + 1).is_none() && text.amount(after + 2).is_none(),
            "by" | "to" | "from" | "than" | "since" | "on" | "over" | "and" | "" | "for" | "at" | "with" | "again"
            | "compared" | "month" | "year" => false,
            _ => {
                after < self.tokens.end
                    && text.amount(after).is_none()
                    && !self.mentions.iter().any(|it| it.tokens.contains(&after))
                    && !self.is_called(after..after + 1)
            }
        };
        !own || names_thing
    }

    /// The amounts beside a verb, by the words before them.
    fn told(&self, way: Way, verb: usize) -> Move {
        let mut told = Move { way, verb, by: None, from: None, to: None };
        for amount in self.amounts() {
            let mut lead = amount.tokens.start;
            while lead > self.tokens.start && self.text.is_one_of(lead - 1, "about around nearly almost some just only roughly a over more less than under below above another further") {
                lead -= 1;
            }
            let word = if lead > self.tokens.start { self.text.word(lead - 1) } else { "" };
            let is_figure = amount.is_figure_of(self.facts.unit) || matches!(amount.of, Of::Whole(_));
            // `to 38% for those who …`
            let is_of_some = self.text.word(amount.tokens.end) == "for"
                && self.text.is_one_of(amount.tokens.end + 1, "those them children young girls boys");
            if is_of_some {
                continue;
            }
            match word {
                "from" if is_figure => told.from = Some(amount),
                "to" | "at" | "reached" if is_figure => told.to = Some(amount),
                "by" => told.by = Some(amount),
                _ if matches!(amount.of, Of::Points) => told.by = Some(amount),
                // `fell 4 to 31`, `up 3 on last month`, `4 fewer than in October`
                _ if self.is_difference(&amount)
                    && (lead == self.after_adverbs(verb + 1) || amount.tokens.end == verb) =>
                {
                    told.by = Some(amount);
                }
                _ => {}
            }
        }
        told
    }

    /// Whether an amount can be how far a figure moved.
    fn is_difference(&self, amount: &Amount) -> bool {
        match self.facts.unit {
            Unit::Percent => amount.of == Of::Points,
            unit => amount.is_figure_of(unit),
        }
    }

    /// The periods that a movement leads between; `None` where nobody can tell. The flag says whether it is only understood.
    fn ends(&self, told: &Move) -> Option<(Period, Period, bool)> {
        let facts = self.facts;
        let at_ends = [&told.from, &told.to].map(|it| it.as_ref().map(|it| it.tokens.start..it.tokens.end));
        let [from, to] = at_ends;
        let free: Vec<&When> = self.mentions.iter().map(|it| &it.when).collect();
        if let (Some(from), Some(to)) = (&from, &to) {
            let of = |it: &Range<usize>| match self.when(it) {
                Ok(Some(When::In(period))) => Some(Some(period)),
                Ok(None) => Some(None),
                _ => None,
            };
            return match (of(from)?, of(to)?) {
                (Some(then), Some(now)) if then < now => Some((then, now, false)),
                (Some(then), _) if then < facts.now => Some((then, facts.now, false)),
                (None, None) => Some((facts.before, facts.now, true)),
                _ => None,
            };
        }
        let has_since = self.text.has(self.tokens.clone(), "since").is_some();
        match free.as_slice() {
            // `has risen since`: nobody knows since when.
            [] if has_since => None,
            [] => Some((facts.before, facts.now, true)),
            [When::In(period)] if *period == facts.now => Some((facts.before, facts.now, false)),
            // `than in October`, `on last month`, `from October`: with what it is compared.
            // `down from 11% in November 2019`
            [When::In(period)] if from.is_some() && *period < facts.now => Some((*period, facts.now, false)),
            [When::In(period)] if *period < facts.now => {
                let mention = self.mentions.first()?;
                let lead = (self.tokens.start..mention.tokens.start)
                    .rfind(|at| !self.text.is_one_of(*at, "the in end of at a one same as time"))?;
                let is_then = self.text.is_one_of(lead, "than on from with to compared against")
                    || (self.text.word(lead) == "over");
                if is_then { Some((*period, facts.now, false)) } else { Some((period.previous(), *period, false)) }
            }
            [When::Since(period)] if *period < facts.now => Some((*period, facts.now, false)),
            [When::From(then, now)] => Some((*then, *now, false)),
            _ => None,
        }
    }

    fn check(&mut self, told: &Move) {
        self.check_amounts(told);
        let Some((then, now, understood)) = self.ends(told) else { return };
        let facts = self.facts;
        let Some((earlier, later)) = facts.pair(then, now) else {
            return self.check_published(told, then, now);
        };
        // `better than neighbours` has a shape of its own.
        if self.text.word(told.verb + 1) == "than" && self.mentions.is_empty() {
            return;
        }
        let prints =
            || format!("{} in {} and {} in {}", shown(facts, then), then.label(), shown(facts, now), now.label());
        if let Some(up) = told.way.is_up(facts.polarity) {
            let differs = |a: Value, b: Value| a == b || (b > a) != up;
            let is_wrong = differs(earlier, later);
            // A movement without a period may be that of the year.
            let has_amount = told.by.is_some() || told.from.is_some();
            let is_past = self.text.is_one_of(
                told.verb,
                "rose fell dropped increased decreased declined climbed dipped slipped worsened jumped grew",
            ) && !self.is_perfect(told.verb);
            let year = facts.pair(facts.now.year_before(), facts.now);
            let may_be_year = understood && !has_amount && !is_past && year.is_some_and(|(a, b)| !differs(a, b));
            if is_wrong && !may_be_year {
                self.say(told.verb..told.verb + 1, format!("`{}`", self.written(told.verb..told.verb + 1)), prints());
                return;
            }
        }
        let by = told.by.as_ref().filter(|by| self.is_difference(by) && !by.says(earlier.distance(later)));
        if let Some(by) = by {
            let is_share = facts.unit == Unit::Percent;
            let apart = written(earlier.distance(later), if is_share { Unit::Count } else { facts.unit });
            let points = if is_share { " points" } else { "" };
            self.say(by.tokens.clone(), self.written(by.tokens.clone()), format!("{apart}{points}: {}", prints()));
        }
    }

    /// Where the figure before is not known, another paper may have said which way it went.
    fn check_published(&mut self, told: &Move, then: Period, now: Period) {
        let Some(published) = self.facts.published.filter(|_| (then, now) == (self.facts.before, self.facts.now))
        else {
            return;
        };
        let ways = (told.way.is_up(self.facts.polarity), published.is_up(self.facts.polarity));
        if let (Some(says), Some(was)) = ways
            && says != was
        {
            let way = if was { "up" } else { "down" };
            self.say(
                told.verb..told.verb + 1,
                format!("`{}`", self.written(told.verb..told.verb + 1)),
                format!("{way} since {}, as published", then.label()),
            );
        }
    }

    fn is_perfect(&self, verb: usize) -> bool {
        let start = verb.saturating_sub(3).max(self.tokens.start);
        (start..verb).any(|at| self.text.is_one_of(at, "has have had"))
    }

    /// The levels from which and to which it moved.
    fn check_amounts(&mut self, told: &Move) {
        if let Some(to) = &told.to {
            self.check_level(to);
        }
        let Some(from) = &told.from else { return };
        match self.when(&from.tokens) {
            Ok(Some(When::In(period))) if told.to.is_none() || period < self.facts.now => self.check_at(from, period),
            Ok(None | Some(When::In(_))) => {
                let facts = self.facts;
                let earlier = [facts.before, facts.now.year_before()];
                let values: Vec<Value> = earlier.iter().filter_map(|period| Some(facts.at(*period)?.value)).collect();
                if facts.at(facts.before).is_some() && matches!(from.of, Of::Whole(_)) {
                    self.check_at(from, facts.before);
                } else if facts.at(facts.before).is_some() && !values.iter().any(|value| from.says(*value)) {
                    self.say(from.tokens.clone(), self.written(from.tokens.clone()), at_words(facts, facts.before));
                }
            }
            _ => {}
        }
    }
}

/// A figure as messages write it.
pub fn shown(facts: &Facts, period: Period) -> String {
    facts.at(period).map_or_else(|| "no figure".to_owned(), |told| written(told.value, facts.unit))
}

/// A figure with its period: `59% in November 2020`.
pub fn at_words(facts: &Facts, period: Period) -> String {
    format!("{} in {}", shown(facts, period), period.label())
}

/// A value with its sign.
pub fn written(value: Value, unit: Unit) -> String {
    let digits = grouped(value);
    match unit {
        Unit::Percent => format!("{digits}%"),
        Unit::Pounds(_) => format!("£{digits}"),
        Unit::Days => format!("{digits} days"),
        Unit::Weeks => format!("{digits} weeks"),
        Unit::Months => format!("{digits} months"),
        Unit::Count | Unit::Rate { .. } | Unit::Ratio | Unit::Score => digits,
    }
}

/// With commas between thousands, as the page has them.
fn grouped(value: Value) -> String {
    let digits = value.decimal().to_string();
    let (whole, rest) = digits.split_once('.').map_or((digits.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}
