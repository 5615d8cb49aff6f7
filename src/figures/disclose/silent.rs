//! Numbers of figures that the data do not give, because their source hides them or nobody has them: a reader adds up over what is not there.
//!
//! Which ones they are nobody here knows. They are some with which all that is told of them holds, and what a source hides stays protected.

use crate::figures::Lineage;
use crate::model::{Missing, Period, Unit};
use crate::suppress::{Fact, Range, UnknownId};

use super::links::Part;
use super::numbers::{Book, Numbers, Row};

impl Book {
    /// The numbers of an indicator's own figure of a period, or silent ones where the data give none. `None` where there is a figure without numbers, or no such number at all.
    pub fn of_or_silent(&mut self, lineage: &Lineage<'_>, period: Period) -> Option<Numbers> {
        let numbers = self.of(lineage, period).filter(|numbers| numbers.count.is_some());
        if numbers.is_some() {
            return numbers;
        }
        let state = match lineage.given(period) {
            Some(observation) => Some(observation.state()?),
            // Longer periods are made of those that the data speak of.
            None if lineage.frequency() == Some(period.frequency()) => None,
            None => return None,
        };
        let indicator = lineage.of(period).indicator;
        self.silent(&Row { code: indicator.code.clone(), beside: None }, period, state, indicator.unit)
    }

    /// Numbers for a figure that is not there; `state` is what the data say of it.
    pub fn silent(&mut self, row: &Row, period: Period, state: Option<Missing>, unit: Unit) -> Option<Numbers> {
        let known = self.row(row).and_then(|row| row.get(&period)).filter(|numbers| numbers.count.is_some());
        if known.is_some() {
            return known.copied();
        }
        let is_share = unit.factor().is_some();
        if state == Some(Missing::NotApplicable) || !(is_share || unit == Unit::Count) {
            return None;
        }
        let part = state.and_then(|state| Part::of(state, unit, (row, period))).map(|part| self.as_printed(part));
        let part = part.unwrap_or_else(|| Part {
            row: row.clone(),
            period,
            range: Range { low: 0, high: Fact::OPEN },
            is_hidden: false,
        });
        let least = part.range.low;
        Some(self.assumed(&part, Some(least), is_share.then_some(least)))
    }

    /// Whether the data do not give a number.
    pub fn is_silent(&self, id: UnknownId) -> bool {
        self.silent.contains(&id)
    }

    /// Takes values for silent numbers with which all that is told of them holds, as far as it can.
    pub fn complete(&mut self) {
        if self.silent.is_empty() {
            return;
        }
        let told = self.told();
        let is_of_them = |fact: &&Fact| fact.terms.iter().any(|(id, _)| self.silent.contains(id));
        let facts: Vec<&Fact> = told.iter().map(|told| &told.fact).filter(is_of_them).collect();
        self.universe.complete(&self.silent, &facts);
    }
}
