//! What differs about one figure: the one rule by which a reissue, `status`, `verify` and the reason of a build see that it is another. `diff` looks besides at the unit, at the numbers behind
//! a figure, and at every letter that stands in its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::record::{FigureText, IndicatorRecord};
use crate::model::{FigureKind, Value};
use crate::view::judged;

/// In what two prints of one figure differ. A figure that one of them lacks has nothing, no state and no rating there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Differs {
    /// The amount, at the decimals that both have; without amounts, the state that stands in their place.
    pub figure: bool,
    /// The same as it is written: an amount that was rounded otherwise differs here and nowhere else.
    pub shown: bool,
    /// The letters beside an amount.
    pub marks: bool,
    /// The word of its rating, also where that only says why there is none.
    pub rating: bool,
    /// Both are rated, and not alike, whoever rated them.
    pub judgement: bool,
}

impl Differs {
    /// From one print of a figure to another.
    pub fn between(was: &FigureText, now: &FigureText) -> Self {
        let beside = |text: &FigureText| if text.value.is_empty() { String::new() } else { text.state.clone() };
        let [before, after] = [was, now].map(|text| judged(&text.rating).map(|rated| rated.rating));
        Self {
            figure: !is_same(was, now),
            shown: (&was.value, was.instead()) != (&now.value, now.instead()),
            marks: beside(was) != beside(now),
            rating: was.rating != now.rating,
            judgement: before.zip(after).is_some_and(|(before, after)| before != after),
        }
    }
}

fn is_same(was: &FigureText, now: &FigureText) -> bool {
    match (Value::parse(&was.value), Value::parse(&now.value)) {
        (Some(was), Some(now)) => {
            let decimals = was.decimal().scale().min(now.decimal().scale());
            was.rounded(decimals) == now.rounded(decimals)
        }
        // A range of figures is no amount, and is compared as it is written.
        (None, None) => (&was.value, was.instead()) == (&now.value, now.instead()),
        _ => false,
    }
}

/// Whether an earlier version rounded a figure into none or all that this one tells from it. It was judged by the rule of its day, so that its rating is no news; that the numbers behind
/// it are the same is for the caller to see.
pub fn is_told_apart(was: &FigureText, now: &FigureText) -> bool {
    let (Some(then), Some(now)) = (Value::parse(&was.value), Value::parse(&now.value)) else { return false };
    let is_absolute = [Value::new(0, 0), Value::new(100, 0)].contains(&then);
    is_absolute && then != now && now.rounded(then.decimal().scale()) == then
}

/// One figure on two sides; `None` where a side does not print it.
#[derive(Debug, Clone)]
pub struct Pair<'r> {
    /// Which.
    pub kind: FigureKind,
    /// Of which period.
    pub period: &'r str,
    /// On the first side.
    pub was: Option<&'r FigureText>,
    /// On the second.
    pub now: Option<&'r FigureText>,
}

impl Pair<'_> {
    /// In what the two differ.
    pub fn differs(&self) -> Differs {
        let nothing = FigureText::default();
        Differs::between(self.was.unwrap_or(&nothing), self.now.unwrap_or(&nothing))
    }
}

/// The figures of an indicator that either side prints: its own first, then by kind, each in order of its periods. A kind that is not known was written by a later version, for itself.
pub fn pairs<'r>(was: &'r IndicatorRecord, now: &'r IndicatorRecord) -> Vec<Pair<'r>> {
    let spellings: BTreeSet<&String> = was.figures.keys().chain(now.figures.keys()).collect();
    let known = spellings.into_iter().filter_map(|spelling| Some((spelling, spelling.parse::<FigureKind>().ok()?)));
    let mut kinds: Vec<(&String, FigureKind)> = known.collect();
    kinds.sort_by_key(|(_, kind)| *kind != FigureKind::Value);
    let of = |(spelling, kind): (&String, FigureKind)| {
        let [was, now] = [was, now].map(|side| side.figures.get(spelling));
        let periods: BTreeSet<&'r String> = was.into_iter().chain(now).flat_map(BTreeMap::keys).collect();
        let pair = move |period: &'r String| Pair {
            kind: kind.clone(),
            period,
            was: was.and_then(|by| by.get(period)),
            now: now.and_then(|by| by.get(period)),
        };
        periods.into_iter().map(pair).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(was: &str, now: &str) -> Differs {
        Differs::between(&FigureText::from(was), &FigureText::from(now))
    }

    #[test]
    fn none_and_all_are_told_from_what_was_rounded_into_them() {
        let is_told_apart = |was: &str, now: &str| super::is_told_apart(&FigureText::from(was), &FigureText::from(now));
        assert!(is_told_apart("0, Green", "0.3, Red") && is_told_apart("100, Green", "99.7, Red"));
        for (was, now) in [("0", "0"), ("0", "0.0"), ("0", "0.6"), ("84", "84.3"), ("0.3", "0"), ("[c]", "0.3")] {
            assert!(!is_told_apart(was, now), "{was} {now}");
        }
    }

    #[test]
    fn each_part_differs_by_itself() {
        let nothing = Differs::default();
        assert_eq!(differs("84 [p], Red", "84 [p], Red"), nothing);
        assert_eq!(differs("84", "84.0"), Differs { shown: true, ..nothing });
        assert_eq!(differs("84 [p], Red", "84, Red"), Differs { marks: true, ..nothing });
        assert_eq!(differs("84, Red", "86, Red"), Differs { figure: true, shown: true, ..nothing });
        assert_eq!(differs("84, Red", "84, Amber"), Differs { rating: true, judgement: true, ..nothing });
        assert_eq!(differs("84, Too early", "84, Amber"), Differs { rating: true, ..nothing });
        assert_eq!(differs("84, Red", "84, Red (as published)"), Differs { rating: true, ..nothing });
        assert_eq!(differs("[c]", "[x]"), Differs { figure: true, shown: true, ..nothing });
        assert_eq!(differs("[x] [p]", "[x]"), nothing);
    }
}
