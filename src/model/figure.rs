//! The names of figures: which of an indicator's, or what one of them is held against.
//!
//! `FigureKind` has one spelling, which records, `corrections.yaml` and comparisons share, and knows what is compared, rated, held against
//! or behind another; nothing else asks for a kind by its word. It stands here because corrections name figures.

use std::fmt;
use std::str::FromStr;

/// Which of the figures that a paper prints of an indicator.
///
/// Its spelling is that of records and of `corrections.yaml`; [`fmt::Display`] and [`FromStr`] are each other's inverse.
///
/// # Examples
///
/// ```
/// use panelpack::internals::model::FigureKind;
///
/// let part: FigureKind = "by age: Under 1".parse().unwrap();
/// assert_eq!(part, FigureKind::Part { by: "age".to_owned(), name: "Under 1".to_owned() });
/// assert_eq!(part.to_string(), "by age: Under 1");
/// assert!("by age".parse::<FigureKind>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FigureKind {
    /// Its own.
    Value,
    /// What was counted for it.
    Numerator,
    /// Out of what.
    Denominator,
    /// What it should reach.
    Target,
    /// The lower edge of the band in which activity is expected.
    BandFrom,
    /// The upper one.
    BandTo,
    /// Since the year began.
    YearToDate,
    /// The median beside a mean.
    Median,
    /// The figure that the second standard judges.
    Minimum,
    /// What that should reach.
    MinimumTarget,
    /// What the year is expected to end at.
    Forecast,
    /// One part of a breakdown.
    Part {
        /// By what: `age`. It holds no colon with a blank after it.
        by: String,
        /// Which part: `Under 1`.
        name: String,
    },
    /// Another area's figure.
    Benchmark {
        /// `England`.
        area: String,
    },
    /// The best of the neighbours.
    BestNeighbour {
        /// `Two and Three`.
        names: String,
    },
    /// Where the best quarter of all authorities begins.
    BestQuarter,
    /// The mean of a process.
    Mean,
    /// Its lower limit.
    LowerLimit,
    /// Its upper limit.
    UpperLimit,
}

/// Kinds that are one word, or a few, each with its spelling.
const NAMED: [(FigureKind, &str); 15] = [
    (FigureKind::Value, "value"),
    (FigureKind::Numerator, "numerator"),
    (FigureKind::Denominator, "denominator"),
    (FigureKind::Target, "target"),
    (FigureKind::BandFrom, "band from"),
    (FigureKind::BandTo, "band to"),
    (FigureKind::YearToDate, "year to date"),
    (FigureKind::Median, "median"),
    (FigureKind::Minimum, "minimum"),
    (FigureKind::MinimumTarget, "minimum target"),
    (FigureKind::Forecast, "forecast"),
    (FigureKind::BestQuarter, "best quarter from"),
    (FigureKind::Mean, "mean"),
    (FigureKind::LowerLimit, "lower process limit"),
    (FigureKind::UpperLimit, "upper process limit"),
];

const BENCHMARK: &str = "benchmark";
const BEST_NEIGHBOUR: &str = "best neighbour";

impl FigureKind {
    /// What says what a figure is held against, in the order in which it is told.
    pub const TARGETS: [Self; 4] = [Self::Target, Self::BandFrom, Self::BandTo, Self::MinimumTarget];

    /// What it is without saying of which area: the column `kind` of the figures that travel with a paper.
    pub fn column(&self) -> String {
        match self {
            FigureKind::Benchmark { .. } => BENCHMARK.to_owned(),
            FigureKind::BestNeighbour { .. } => BEST_NEIGHBOUR.to_owned(),
            of_the_council => of_the_council.to_string(),
        }
    }

    /// Whether a published figure of this kind is held against the one of today. Targets are told as such, and limits follow from figures.
    pub fn is_compared(&self) -> bool {
        match self {
            FigureKind::Value
            | FigureKind::Numerator
            | FigureKind::Denominator
            | FigureKind::YearToDate
            | FigureKind::Median
            | FigureKind::Minimum
            | FigureKind::Forecast
            | FigureKind::Part { .. }
            | FigureKind::Benchmark { .. } => true,
            FigureKind::BestNeighbour { .. } | FigureKind::BestQuarter => false,
            FigureKind::Target | FigureKind::BandFrom | FigureKind::BandTo | FigureKind::MinimumTarget => false,
            FigureKind::Mean | FigureKind::LowerLimit | FigureKind::UpperLimit => false,
        }
    }

    /// Whether it has a rating of its own. A part and a median are held against nothing.
    pub fn is_rated(&self) -> bool {
        matches!(self, FigureKind::Value | FigureKind::Minimum | FigureKind::Forecast)
    }

    /// Whether an own figure is made of it.
    pub fn is_behind(&self) -> bool {
        matches!(self, FigureKind::Numerator | FigureKind::Denominator)
    }

    /// Whether it says what a figure is held against.
    pub fn is_target(&self) -> bool {
        Self::TARGETS.contains(self)
    }

    /// Whether it is computed from own figures, and might be otherwise one day.
    pub fn is_level(&self) -> bool {
        matches!(self, FigureKind::Mean | FigureKind::LowerLimit | FigureKind::UpperLimit)
    }
}

impl fmt::Display for FigureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FigureKind::Part { by, name } => write!(f, "by {by}: {name}"),
            FigureKind::Benchmark { area } => write!(f, "{BENCHMARK}: {area}"),
            FigureKind::BestNeighbour { names } => write!(f, "{BEST_NEIGHBOUR}: {names}"),
            named => f.write_str(NAMED.iter().find(|(kind, _)| kind == named).map_or("", |(_, spelling)| spelling)),
        }
    }
}

/// A text names no figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no figure")]
pub struct NoFigureKind(String);

impl FromStr for FigureKind {
    type Err = NoFigureKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((kind, _)) = NAMED.iter().find(|(_, spelling)| *spelling == text) {
            return Ok(kind.clone());
        }
        let of = |before: &str| text.strip_prefix(before)?.strip_prefix(": ").map(str::to_owned);
        let area = of(BENCHMARK).map(|area| FigureKind::Benchmark { area });
        let best = || of(BEST_NEIGHBOUR).map(|names| FigureKind::BestNeighbour { names });
        let part = || {
            let (by, name) = text.strip_prefix("by ")?.split_once(": ")?;
            Some(FigureKind::Part { by: by.to_owned(), name: name.to_owned() })
        };
        area.or_else(best).or_else(part).ok_or_else(|| NoFigureKind(text.to_owned()))
    }
}

/// As they stand in a record: by their spelling.
impl Ord for FigureKind {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

impl PartialOrd for FigureKind {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_kind() -> impl Strategy<Value = FigureKind> {
        let name = "[A-Za-z0-9][A-Za-z0-9 :,()&]{0,20}";
        prop_oneof![
            (0..NAMED.len()).prop_map(|at| NAMED[at].0.clone()),
            ("[a-z][a-z ]{0,12}", name).prop_map(|(by, name)| FigureKind::Part { by, name }),
            name.prop_map(|area| FigureKind::Benchmark { area }),
            name.prop_map(|names| FigureKind::BestNeighbour { names }),
        ]
    }

    proptest! {
        #[test]
        fn a_kind_is_read_as_it_is_spelt(kind in any_kind()) {
            prop_assert_eq!(kind.to_string().parse(), Ok(kind));
        }

        #[test]
        fn a_text_that_is_read_is_spelt_the_same(text in "(by |benchmark: |best neighbour: |value)?[a-z: ]{0,20}") {
            if let Ok(kind) = text.parse::<FigureKind>() {
                prop_assert_eq!(kind.to_string(), text);
            }
        }
    }

    #[test]
    fn every_kind_has_a_spelling_of_its_own() {
        let spellings: std::collections::BTreeSet<&str> = NAMED.iter().map(|(_, spelling)| *spelling).collect();
        assert_eq!(spellings.len(), NAMED.len());
        assert!(NAMED.iter().all(|(kind, spelling)| kind.to_string() == *spelling && !spelling.is_empty()));
    }
}
