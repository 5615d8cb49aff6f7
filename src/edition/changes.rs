//! What differs between two prints of a paper, in words.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::load::Record;
use crate::load::record::{FigureText, IndicatorRecord};

use super::difference::{Pair, pairs};
use super::{Printed, TOOL};

/// What kind of thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// An indicator is there that was not, or the other way round.
    Indicator,
    /// A figure, or the state that stands in its place.
    Figure,
    /// The letters beside a figure.
    State,
    /// A rating.
    Rating,
    /// A name, a definition or what is counted.
    Definition,
    /// A target or its tolerance.
    Target,
    /// Commentary.
    Commentary,
    /// A file of the layout, an option, a face.
    Layout,
    /// Something else that a reader sees.
    Other,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What kind of thing.
    pub what: Change,
    /// The code, or the heading of a text; empty for what belongs to the whole paper.
    pub of: String,
    /// Which figure: `value 2020-11`, `by age: Under 1 2020-11`; else which text: `name`, `behind`.
    pub part: String,
    /// On the first side; empty where it was not there.
    pub was: String,
    /// On the second.
    pub now: String,
}

/// All differences of two prints, in page order of the second.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Differences {
    /// One by one.
    pub all: Vec<Difference>,
}

impl Differences {
    /// Notes a difference, where there is one.
    pub fn add(&mut self, what: Change, of: &str, part: &str, was: &str, now: &str) {
        if was != now {
            let [of, part, was, now] = [of, part, was, now].map(str::to_owned);
            self.all.push(Difference { what, of, part, was, now });
        }
    }
}

/// What differs from an edition to what this program prints of its paper now.
pub fn since(record: &Record, now: &Printed) -> Differences {
    let was = Printed::recorded(record);
    if record.tool == TOOL {
        return between(&was, now);
    }
    let (was, now) = was.comparable(now);
    between(&was, &now)
}

/// What differs from one print to the other, where one program made both.
pub fn between(was: &Printed, now: &Printed) -> Differences {
    let mut found = Differences::default();
    let headings: BTreeSet<&String> = was.texts.keys().chain(now.texts.keys()).collect();
    let text = |side: &Printed, heading: &String| side.texts.get(heading).cloned().unwrap_or_default();
    for heading in headings {
        found.add(Change::Commentary, heading, "text", &text(was, heading), &text(now, heading));
    }
    for indicator in &now.indicators {
        match was.indicator(&indicator.code) {
            Some(before) => of_indicator(before, indicator, &mut found),
            None => found.add(Change::Indicator, &indicator.code, "", "", &indicator.name),
        }
    }
    for gone in was.indicators.iter().filter(|before| now.indicator(&before.code).is_none()) {
        found.add(Change::Indicator, &gone.code, "", &gone.name, "");
    }
    found
}

fn of_indicator(was: &IndicatorRecord, now: &IndicatorRecord, found: &mut Differences) {
    let code = &now.code;
    for (part, was, now) in [
        ("name", &was.name, &now.name),
        ("measured", &was.measured, &now.measured),
        ("definition", &was.definition, &now.definition),
    ] {
        found.add(Change::Definition, code, part, was, now);
    }
    found.add(Change::Target, code, "target", &was.target, &now.target);
    for pair in pairs(was, now) {
        figure(code, &pair, found);
    }
    found.add(Change::Commentary, code, "behind", &was.behind, &now.behind);
    found.add(Change::Commentary, code, "next", &was.next, &now.next);
}

fn figure(code: &str, pair: &Pair<'_>, found: &mut Differences) {
    let differs = pair.differs();
    let part = format!("{} {}", pair.kind, pair.period);
    let [was, now] = [pair.was, pair.now].map(|side| side.cloned().unwrap_or_default());
    let figure = |text: &FigureText| {
        FigureText { rating: String::new(), state: text.instead().to_owned(), value: text.value.clone() }.to_string()
    };
    let beside = |text: &FigureText| if text.value.is_empty() { String::new() } else { text.state.clone() };
    if differs.shown {
        found.add(Change::Figure, code, &part, &figure(&was), &figure(&now));
    }
    if differs.marks {
        found.add(Change::State, code, &part, &beside(&was), &beside(&now));
    }
    if differs.rating {
        found.add(Change::Rating, code, &part, &was.rating, &now.rating);
    }
}
