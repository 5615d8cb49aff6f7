//! How a figure stands: its colour, its target, other areas, for how long, since when.

use crate::model::{Period, Polarity, RatingKey, Value};
use crate::rating::Rating;

use super::amounts::{at_words, shown, written};
use super::said::{Part, subject_end};
use super::when::When;

/// The colour that a word names.
fn colour(word: &str) -> Option<RatingKey> {
    [RatingKey::Red, RatingKey::Amber, RatingKey::Green].into_iter().find(|key| key.name() == word)
}

/// The colour of a rating: a breach is red, and worse.
fn colour_of(rating: Rating) -> Option<RatingKey> {
    match rating {
        Rating::Breach | Rating::Red => Some(RatingKey::Red),
        Rating::Amber => Some(RatingKey::Amber),
        Rating::Green => Some(RatingKey::Green),
        _ => None,
    }
}

const STANDS: &str =
    "is was are were remain remains remained stay still now turned stays stayed rated be been became again";

impl Part<'_> {
    /// `is now green`, `remains red`.
    pub fn colours(&mut self) {
        if self.is_denied() || self.text.has(self.tokens.clone(), "having had").is_some() {
            return;
        }
        let text = self.text;
        for at in self.tokens.clone().filter(|at| text.is_one_of(*at, "red amber green")) {
            let stands = at > self.tokens.start && text.is_one_of(at - 1, STANDS);
            let ends = at + 1 >= self.tokens.end
                || text.is_one_of(at + 1, "in for since and again now at with")
                || text.tokens[at + 1].kind != crate::prose::Kind::Word;
            let subject = self.tokens.start
                ..(self.tokens.start..at)
                    .find(|at| text.is_one_of(*at, STANDS) || text.is_one_of(*at, "has have"))
                    .unwrap_or(at);
            if !(stands && ends && self.is_called(subject.clone())) {
                continue;
            }
            // `now green` without a subject goes on from the part before.
            if subject.is_empty() && !self.goes_on {
                continue;
            }
            let period = match self.mentions.iter().find(|it| it.tokens.start > at).map(|it| &it.when) {
                None | Some(When::Since(_)) => self.facts.now,
                Some(When::In(period)) => *period,
                Some(_) => continue,
            };
            let Some(rating) = self.facts.ratings.get(&period).copied() else { continue };
            if let Some(is) = colour_of(rating).filter(|is| colour(text.word(at)) != Some(*is)) {
                self.say(at..at + 1, text.word(at).to_owned(), format!("{} in {}", is.name(), period.label()));
            }
        }
    }

    /// `above its target`, `on target`, `below the floor of 65%`, `did not reach the target`.
    pub fn targets(&mut self) {
        let text = self.text;
        let Some(noun) = text.has(self.tokens.clone(), "target floor ceiling limit targets") else { return };
        let lead = (self.tokens.start..noun)
            .rfind(|at| !text.is_one_of(*at, "the its our a their local this national agreed"))
            .unwrap_or(self.tokens.start);
        let denied = self.is_denied();
        let side = match text.word(lead) {
            _ if text.is_one_of(lead, "on met meets meet reached reach achieved hit") => true,
            _ if text.is_one_of(lead, "off misses") || text.word(lead).starts_with("miss") => false,
            _ if text.is_one_of(lead, "above over exceeded exceeds below under") => {
                if !denied {
                    self.side(lead, noun);
                }
                return;
            }
            _ => return,
        };
        // `last met its target in …`
        let is_past = lead > self.tokens.start && text.word(lead - 1) == "last";
        if is_past || text.word(noun) != "target" || self.is_of_another(lead) {
            return;
        }
        let Some(period) = self.period_here() else { return };
        let Some(rating) = self.facts.ratings.get(&period) else { return };
        let is_met = match rating {
            Rating::Green | Rating::Achieved | Rating::Exceeded => true,
            Rating::Red | Rating::Amber | Rating::Breach | Rating::NotAchieved => false,
            _ => return,
        };
        if is_met != (side != denied) {
            let prints = if is_met { "on target" } else { "off target" };
            self.say(
                lead..noun + 1,
                self.written(lead..noun + 1),
                format!("{prints} in {}: {}", period.label(), shown(self.facts, period)),
            );
        }
    }

    fn side(&mut self, lead: usize, noun: usize) {
        let text = self.text;
        let limit = if text.word(noun) == "target" { self.facts.target } else { self.facts.floor };
        let Some(period) = self.period_here().filter(|_| !self.is_of_another(lead)) else { return };
        let says_above = text.is_one_of(lead, "above over exceeded exceeds");
        let (Some(limit), Some(told)) = (limit, self.facts.at(period)) else {
            let rating = self.facts.ratings.get(&period).copied();
            return rating.into_iter().for_each(|it| self.side_by_rating(lead..noun + 1, says_above, it, period));
        };
        let is_wrong = if says_above { told.value <= limit } else { told.value >= limit };
        if is_wrong {
            let noun_word = text.word(noun).to_owned();
            let prints =
                format!("{}, with a {noun_word} of {}", at_words(self.facts, period), written(limit, self.facts.unit));
            self.say(lead..noun + 1, self.written(lead..noun + 1), prints);
        }
    }

    /// Where the target is not known, a rating of another paper may tell on which side of it the figure lies.
    fn side_by_rating(&mut self, tokens: std::ops::Range<usize>, says_above: bool, rating: Rating, period: Period) {
        let is_met = match rating {
            Rating::Achieved | Rating::Exceeded | Rating::Green => true,
            Rating::NotAchieved | Rating::Red | Rating::Breach => false,
            _ => return,
        };
        let is_above = match self.facts.polarity {
            Polarity::HigherIsBetter => is_met,
            Polarity::LowerIsBetter => !is_met,
            _ => return,
        };
        if says_above != is_above && self.text.word(tokens.end - 1) == "target" {
            let prints = if is_met { "on target" } else { "off target" };
            self.say(tokens.clone(), self.written(tokens), format!("{prints} in {}", period.label()));
        }
    }

    /// Whether what stands before a word is not the indicator.
    fn is_of_another(&self, word: usize) -> bool {
        let subject = self.tokens.start..subject_end(self.text, self.tokens.start..word);
        !self.is_own_subject(&self.text.tokens[subject])
    }

    /// The period that the part speaks of.
    fn period_here(&self) -> Option<Period> {
        match self.mentions.iter().map(|it| &it.when).collect::<Vec<_>>().as_slice() {
            [] => Some(self.facts.now),
            [When::In(period)] => Some(*period),
            _ => None,
        }
    }

    /// `a target of 90%`, `the 90% target`, `against 90%`.
    pub fn limits(&mut self) {
        let text = self.text;
        for amount in self.amounts().into_iter().filter(|it| it.is_figure_of(self.facts.unit)) {
            let start = amount.tokens.start;
            let before = start.checked_sub(1).map_or("", |at| text.word(at));
            let noun = start.checked_sub(2).map_or("", |at| text.word(at));
            let after = text.word(amount.tokens.end);
            let is_limit = |word: &str| matches!(word, "target" | "floor" | "ceiling");
            if !(is_limit(after)
                || (matches!(before, "of" | "is" | "was" | "at") && is_limit(noun))
                || is_limit(before))
            {
                continue;
            }
            self.taken.push(start);
            let own = self.mentions.is_empty() && !self.facts.limits.is_empty();
            if own && !self.facts.limits.iter().any(|limit| amount.says(*limit)) {
                let limits: Vec<String> = self.facts.limits.iter().map(|it| written(*it, self.facts.unit)).collect();
                self.say(
                    amount.tokens.clone(),
                    self.written(amount.tokens.clone()),
                    format!("a limit of {}", limits.join(" or ")),
                );
            }
        }
    }

    /// `well under the England figure`, `65% nationally`, `better than our neighbours`.
    pub fn areas(&mut self) {
        let text = self.text;
        let is_england = |at: usize| text.is_one_of(at, "england national nationally england's");
        let is_near = |at: usize| text.is_one_of(at, "neighbour neighbours neighbours'");
        let Some(area) = self.tokens.clone().find(|at| is_england(*at) || is_near(*at)) else { return };
        let values: Vec<Value> =
            if is_england(area) { self.facts.england.clone() } else { self.facts.neighbours.clone() };
        let figures: Vec<_> = self.amounts().into_iter().filter(|it| it.is_figure_of(self.facts.unit)).collect();
        // A standard, a minimum or a picture of the nation is no figure of it.
        let is_figure = text.is_one_of(area + 1, "figure average rate level median")
            || area + 1 >= self.tokens.end
            || text.amount(area + 1).is_some()
            || text.is_one_of(area + 1, "of at is was in");
        let (Some(latest), true) = (values.first().copied(), is_figure) else { return };
        let unit = self.facts.unit;
        let name = if is_england(area) { "England" } else { "the neighbours" };
        let beside = |it: &super::parse::Amount| it.tokens.start.abs_diff(area) <= 6;
        let alone = figures.len() == 1;
        if let Some(amount) = figures.iter().find(|it| {
            beside(it) && it.tokens.start > area
                || alone && it.tokens.end <= area && text.word(it.tokens.start.saturating_sub(1)) == "against"
        }) {
            self.taken.push(amount.tokens.start);
            let is_own = self.facts.at(self.facts.now).is_some_and(|told| amount.says(told.value));
            if !is_own && !values.iter().any(|value| amount.says(*value)) {
                self.say(
                    amount.tokens.clone(),
                    self.written(amount.tokens.clone()),
                    format!("{} for {name}", written(latest, unit)),
                );
            }
        }
        let Some(told) = self.facts.at(self.facts.now).filter(|_| self.mentions.is_empty() && !self.is_denied()) else {
            return;
        };
        let side = text.has(self.tokens.start..area, "above over higher below under lower better worse");
        let Some(side) = side.filter(|at| !self.is_of_another(*at)) else { return };
        let above = match (text.word(side), self.facts.polarity) {
            ("above" | "over" | "higher", _) => true,
            ("below" | "under" | "lower", _) => false,
            (word, Polarity::HigherIsBetter) => word == "better",
            (word, Polarity::LowerIsBetter) => word == "worse",
            _ => return,
        };
        if told.value == latest || (told.value > latest) != above {
            let prints = format!("{}, and {} for {name}", at_words(self.facts, self.facts.now), written(latest, unit));
            self.say(side..side + 1, format!("`{}`", text.word(side)), prints);
        }
    }

    /// `the highest since May`, `the lowest for two years`.
    pub fn records(&mut self) {
        let text = self.text;
        let Some(at) = text.has(self.tokens.clone(), "highest lowest best worst").filter(|_| !self.is_denied()) else {
            return;
        };
        let Some(When::Since(since)) = self.mentions.iter().find(|it| it.tokens.start > at).map(|it| it.when.clone())
        else {
            return;
        };
        let highest = match (text.word(at), self.facts.polarity) {
            ("highest", _) => true,
            ("lowest", _) => false,
            (word, Polarity::HigherIsBetter) => word == "best",
            (word, Polarity::LowerIsBetter) => word == "worst",
            _ => return,
        };
        let is_own = self.is_own_subject(&text.tokens[self.tokens.start..subject_end(text, self.tokens.start..at)]);
        let (Some(values), true) = (self.facts.since(since), is_own) else { return };
        let Some((now, earlier)) = values.split_last() else { return };
        if earlier.iter().any(|value| if highest { value >= now } else { value <= now }) {
            let prints = format!(
                "{} now, and one since {} that it does not beat",
                shown(self.facts, self.facts.now),
                since.label()
            );
            self.say(at..at + 1, format!("`{}`", text.word(at)), prints);
        }
    }

    /// `red for ten months`, `has fallen for three months running`, `has stood at 91% for three months`.
    pub fn lengths(&mut self) {
        let text = self.text;
        let noun = self.facts.frequency().noun();
        let is_noun = |at: usize| text.word(at).trim_end_matches('s') == noun;
        for at in self.tokens.clone().filter(|at| text.word(*at) == "for") {
            let first = at + 1 + usize::from(text.is_one_of(at + 1, "the"));
            let first = first + usize::from(text.is_one_of(first, "last past"));
            let Some((number, end)) = text.number(first).filter(|(_, end)| is_noun(*end)) else { continue };
            let Ok(length) = usize::try_from(number.decimal().mantissa()) else { continue };
            let named = text.has(self.tokens.start..at, "red amber").and_then(|at| colour(text.word(at)));
            if self.is_of_another(
                (self.tokens.start..at)
                    .find(|it| text.is_one_of(*it, "has have been is was stood fallen risen"))
                    .unwrap_or(at),
            ) {
                continue;
            }
            if let Some(named) = named {
                let is_it = self.facts.ratings.get(&self.facts.now).is_some_and(|it| colour_of(*it) == Some(named));
                if let Some(known) = self.facts.rated_for.filter(|known| is_it && *known != length) {
                    let prints = format!("{} for {known} {noun}s", named.name());
                    self.say(first..end + 1, self.written(first..end + 1), prints);
                }
                continue;
            }
            self.runs(at, length, first..end + 1);
        }
    }

    fn runs(&mut self, at: usize, length: usize, tokens: std::ops::Range<usize>) {
        let text = self.text;
        let earlier: Vec<Value> = self.facts.before(self.facts.now).take(length).map(|(_, value)| value).collect();
        let Some(now) = self
            .facts
            .at(self.facts.now)
            .map(|told| told.value)
            .filter(|_| self.mentions.iter().all(|it| it.when == When::Other))
        else {
            return;
        };
        let all: Vec<Value> = std::iter::once(now).chain(earlier).collect();
        let before = self.tokens.start..at;
        let up = text.has(before.clone(), "risen rose increased increasing grown").is_some();
        let down = text.has(before.clone(), "fallen fell dropped decreased declined").is_some();
        if (up || down)
            && all.len() > length
            && !all.windows(2).all(|pair| if up { pair[0] > pair[1] } else { pair[0] < pair[1] })
        {
            let prints = all.iter().map(|value| written(*value, self.facts.unit)).collect::<Vec<_>>().join(", ");
            self.say(tokens.clone(), self.written(tokens), format!("{prints}, latest first"));
            return;
        }
        let stood = text.has(before, "stood been remained stayed").is_some();
        let level = self.amounts().into_iter().find(|it| it.is_figure_of(self.facts.unit) && it.tokens.end <= at);
        if let Some(level) = level.filter(|_| stood && !up && !down && all.len() >= length) {
            self.taken.push(level.tokens.start);
            let wrong = all[..length].iter().any(|value| !level.says(*value));
            if wrong {
                let prints =
                    all[..length].iter().map(|value| written(*value, self.facts.unit)).collect::<Vec<_>>().join(", ");
                self.say(
                    level.tokens.start..tokens.end,
                    self.written(level.tokens.start..tokens.end),
                    format!("{prints}, latest first"),
                );
            }
        }
    }
}
