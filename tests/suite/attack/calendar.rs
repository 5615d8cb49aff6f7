//! Months, quarters and years from April as stretches of months, read from what papers print.

use std::fmt;

/// Consecutive months. `first` counts months since year 0, January being 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub first: i32,
    pub months: i32,
}

impl Span {
    pub fn month(first: i32) -> Self {
        Self { first, months: 1 }
    }

    /// `2020-11`, `2020/21 Q3`, `2020/21`.
    pub fn parse(text: &str) -> Option<Self> {
        let year: i32 = text.get(..4)?.parse().ok()?;
        let april = year * 12 + 3;
        if let Some(month) = text.get(4..)?.strip_prefix('-') {
            return Some(Self::month(year * 12 + month.parse::<i32>().ok()? - 1));
        }
        match text.split_once(" Q") {
            Some((_, quarter)) => Some(Self { first: april + 3 * (quarter.parse::<i32>().ok()? - 1), months: 3 }),
            None => (text.len() == 7).then_some(Self { first: april, months: 12 }),
        }
    }

    pub fn last(self) -> i32 {
        self.first + self.months - 1
    }

    pub fn all(self) -> impl Iterator<Item = i32> {
        self.first..self.first + self.months
    }

    /// From April to its end.
    pub fn to_date(self) -> Self {
        let first = april_of(self.last());
        Self { first, months: self.last() - first + 1 }
    }
}

/// The April in whose year a month lies.
pub fn april_of(month: i32) -> i32 {
    month - (month - 3).rem_euclid(12)
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first / 12, self.first % 12);
        let years = format!("{year}/{:02}", (year + 1) % 100);
        match self.months {
            1 => write!(f, "{year}-{:02}", month + 1),
            3 => write!(
                f,
                "{} Q{}",
                if month < 3 { format!("{}/{:02}", year - 1, year % 100) } else { years },
                (month + 9) % 12 / 3 + 1
            ),
            12 => write!(f, "{years}"),
            months => write!(f, "{year}-{:02} and {} more months", month + 1, months - 1),
        }
    }
}

#[test]
fn periods_are_read_as_they_are_printed() {
    for text in ["2020-11", "2020-01", "2020/21 Q1", "2020/21 Q3", "2020/21 Q4", "2019/20"] {
        assert_eq!(Span::parse(text).expect("a period").to_string(), text);
    }
    assert_eq!(Span::parse("2021-03").map(Span::to_date), Span::parse("2020/21"));
    assert_eq!(Span::parse("2020/21 Q4").expect("a quarter").all().last(), Span::parse("2021-03").map(Span::last));
}
