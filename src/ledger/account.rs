//! The figures of one indicator that may be said.

use std::collections::BTreeMap;

use crate::model::{Date, FigureKind, Marks, Missing, Period, PublishedChange, PublishedRating, Value};

use super::Disclosed;

/// The figures of one indicator, those before it took another's place included.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Each kind once; there are few, and the indicator's own comes first.
    rows: Vec<(FigureKind, BTreeMap<Period, Entry>)>,
    /// Breakdowns and periods in which the parts add up to the whole, and whether their figures do, or a declaration alone says so.
    sums: BTreeMap<(String, Period), bool>,
}

/// One figure, or why there is none.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Whether the data speak of this period at all.
    pub is_given: bool,
    /// In the indicator's unit, at its decimals; at more where a fraction that is held against none or all would be rounded into it.
    pub value: Disclosed<Value>,
    /// The figure before rounding, where whoever reads the paper may know it: of a fraction whose numbers are shown, and of an amount
    /// that counts no people or stands where nothing is hidden. Otherwise `None`, as where there is no figure.
    pub exact: Option<Value>,
    /// What was counted; missing where the figure was given directly.
    pub count: Disclosed<Value>,
    /// Out of what.
    pub out_of: Disclosed<Value>,
    /// Which state the data give in the figure's place, whatever is hidden besides.
    pub state: Option<Missing>,
    /// What stands beside it in the data.
    pub marks: Marks,
    /// The rating that another paper printed.
    pub rating: Option<PublishedRating>,
    /// The rating that it gives the period before.
    pub rating_before: Option<PublishedRating>,
    /// The change that it printed.
    pub change: Option<PublishedChange>,
    /// A note on this figure.
    pub note: Option<String>,
    /// When it was taken.
    pub taken: Taken,
}

/// On which days a figure was taken, for whoever must say whether that was too early.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Its data say that it was too early.
    pub is_marked: bool,
    /// The periods that it is made of, each with its day where the file says so; empty where there is no figure, or no window in which it could change.
    pub on: Vec<(Period, Option<Date>)>,
}

impl Entry {
    /// Whether the data give a figure, hidden or not.
    pub fn is_figure(&self) -> bool {
        self.is_given && self.state.is_none()
    }
}

impl Account {
    /// Nothing at all.
    pub const fn new() -> Self {
        Self { rows: Vec::new(), sums: BTreeMap::new() }
    }

    /// What may be said of a period.
    pub fn at(&self, kind: &FigureKind, period: Period) -> Option<&Entry> {
        self.rows.iter().find(|(known, _)| known == kind)?.1.get(&period)
    }

    /// The indicator's own figure of a period.
    pub fn value(&self, period: Period) -> Option<&Entry> {
        self.at(&FigureKind::Value, period)
    }

    /// Whether the parts of a breakdown add up to the whole in a period: it was declared, or they do.
    pub fn adds_up(&self, by: &str, period: Period) -> bool {
        self.sums.contains_key(&(by.to_owned(), period))
    }

    /// Whether the figures of all parts come to the whole's. A declared sum may be wrong, or a part without a figure.
    pub fn comes_to_the_whole(&self, by: &str, period: Period) -> bool {
        self.sums.get(&(by.to_owned(), period)).is_some_and(|comes| *comes)
    }

    /// Everything, by kind and period.
    pub fn iter(&self) -> impl Iterator<Item = (&FigureKind, Period, &Entry)> {
        self.rows.iter().flat_map(|(kind, row)| row.iter().map(move |(period, entry)| (kind, *period, entry)))
    }

    /// Puts the one row of a kind in, where it has figures.
    pub fn insert(&mut self, kind: FigureKind, row: BTreeMap<Period, Entry>) {
        if !row.is_empty() {
            self.rows.push((kind, row));
        }
    }

    /// Notes that the parts of a breakdown add up to the whole in a period, and whether their figures come to it.
    pub fn add_sum(&mut self, by: &str, period: Period, comes_to_it: bool) {
        self.sums.insert((by.to_owned(), period), comes_to_it);
    }
}
